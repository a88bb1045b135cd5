//! `recoup completions` and `recoup man`: what shells and `man` read.

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Failure, out};
use crate::keys::{Group, Keymap, Scope, TABLE};

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

/// Which manual page is printed.
#[derive(clap::Args, Debug, Default)]
pub struct Man {
    /// The page of one command, such as log [default: the page of recoup, with its keys]
    command: Option<String>,
}

/// Prints a manual page.
///
/// # Errors
/// A sentence, if there is no such command.
pub fn man(args: &Man) -> Result<(), Failure> {
    let made = |result: std::io::Result<Vec<u8>>| result.map_err(|e| Failure::io(e.to_string()));
    let Some(name) = &args.command else {
        out::bytes(&made(page())?);
        return Ok(());
    };
    let all = super::Args::command();
    let Some(command) = all.find_subcommand(name) else {
        let names: Vec<&str> = all.get_subcommands().map(|c| c.get_name()).collect();
        return Err(Failure::usage(format!("there is no command '{name}'; choose one of {}", names.join(", "))));
    };
    out::bytes(&made(page_of(command))?);
    Ok(())
}

/// The manual page of one command.
fn page_of(command: &clap::Command) -> std::io::Result<Vec<u8>> {
    let (name, title) = (command.get_name(), format!("recoup-{}", command.get_name()));
    let page = command.clone().bin_name(format!("recoup {name}")).display_name(&title);
    let mut bytes = Vec::new();
    clap_mangen::Man::new(page).title(title).render(&mut bytes)?;
    Ok(bytes)
}

/// Every manual page and every completion, each with its name as systems look for it: `man/recoup-log.1`,
/// `completions/recoup.fish`.
///
/// # Errors
/// Never in practice: they are written to memory.
pub fn files() -> std::io::Result<Vec<(String, Vec<u8>)>> {
    let mut all = super::Args::command();
    // Global options are known to a command once the whole is built.
    all.build();
    let mut out = vec![("man/recoup.1".to_owned(), page()?)];
    for command in all.get_subcommands().filter(|c| c.get_name() != "help") {
        out.push((format!("man/recoup-{}.1", command.get_name()), page_of(command)?));
    }
    for (shell, name) in [(Shell::Bash, "recoup.bash"), (Shell::Zsh, "_recoup"), (Shell::Fish, "recoup.fish")] {
        let mut bytes = Vec::new();
        clap_complete::generate(shell, &mut super::Args::command(), "recoup", &mut bytes);
        out.push((format!("completions/{name}"), bytes));
    }
    Ok(out)
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
    for scope in Scope::ALL {
        text.push_str(&format!(".SS \"In {}\"\n", scope.title()));
        for binding in scope.bindings() {
            let keys = keymap.keys_in(scope, binding.verb).join(", ");
            text.push_str(&format!(".TP\n\\fB{}\\fR\n{}\n", roff(&keys), roff(binding.verb.doc())));
        }
    }
    text.push_str(".SH FILES\n.TP\n$XDG_DATA_HOME/recoup/weeks/\nthe weeks, one TOML file each\n.TP\n$XDG_CONFIG_HOME/recoup/\n\
        config.toml, keymap.toml, themes/, splits/, practices.toml and others\n.TP\n$XDG_STATE_HOME/recoup/\nundo journal and lock\n\
        .SH NOTES\nIt guides and never diagnoses. It is not medical advice.\n");
    bytes.extend(text.into_bytes());
    Ok(bytes)
}

/// Escapes text for roff.
fn roff(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}
