//! `recoup completions` and `recoup man`: what shells and `man` read.

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Failure, out};
use crate::command::{Group, Keymap, TABLE};

/// For which shell completions are printed.
#[derive(clap::Args, Debug)]
pub struct Completions {
    /// For which shell
    shell: Shell,
}

/// Prints completions.
pub fn completions(args: &Completions) {
    let mut bytes = Vec::new();
    clap_complete::generate(args.shell, &mut super::Args::command(), "recoup", &mut bytes);
    out::bytes(&bytes);
}

/// Prints the manual page.
///
/// # Errors
/// Never in practice: it is made in memory.
pub fn man() -> Result<(), Failure> {
    out::bytes(&page().map_err(|e| Failure::io(e.to_string()))?);
    Ok(())
}

/// The manual page in roff, with the keys of the week at its end.
///
/// # Errors
/// Never in practice: it is written to memory.
pub fn page() -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    clap_mangen::Man::new(super::Args::command()).render(&mut bytes)?;
    let mut text = String::from(".SH KEYS\n");
    let keymap = Keymap::default();
    for group in Group::ALL {
        text.push_str(&format!(".SS \"{}\"\n", group.title()));
        for row in TABLE.iter().filter(|r| r.group == group) {
            let keys = keymap.keys_of(row.command).join(", ");
            let name = if keys.is_empty() { format!(":{}", row.name) } else { keys };
            text.push_str(&format!(".TP\n\\fB{}\\fR\n{}\n", roff(&name), roff(row.doc)));
        }
    }
    text.push_str(".SH FILES\n.TP\n$XDG_DATA_HOME/recoup/weeks/\nthe weeks, one TOML file each\n.TP\n$XDG_CONFIG_HOME/recoup/\n\
        config.toml, keymap.toml, themes/, splits/, practices.toml and others\n.TP\n$XDG_STATE_HOME/recoup/\nundo journal and lock\n\
        .SH NOTES\nIt guides and never diagnoses. It is no medical advice.\n");
    bytes.extend(text.into_bytes());
    Ok(bytes)
}

/// Text that roff takes as it is.
fn roff(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}
