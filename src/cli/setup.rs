//! `recoup setup`.

use std::io::{self, BufRead};

use super::{Failure, out};
use crate::config::ask::{Ask, more};
use crate::config::{paths, put};
use crate::planning::evening::own_median;
use crate::runtime::workspace::Workspace;

#[derive(clap::Args, Debug)]
pub struct Args {}

/// Asks line by line, and writes what was answered into the settings as one change.
pub fn run(ws: &Workspace, _: &Args) -> Result<(), Failure> {
    out::line(
        "What the plan should fit. Enter keeps a line as it is, - clears it; ctrl-d saves what was answered so far, ctrl-c nothing.",
    );
    let (book, _) = ws.book_around(ws.today);
    let own = own_median(&ws.desk(&book));
    let mut setup = (*ws.setup).clone();
    let mut puts = Vec::new();
    let mut lines = io::stdin().lock().split(b'\n');
    'asking: for ask in Ask::ALL {
        loop {
            let now = ask.now(&setup.settings, ws.today);
            let now = if now.is_empty() { String::new() } else { format!(" [{now}]") };
            out::line(&ws.glyphs().text(&ask.hint(&setup.settings, &setup.splits, own)));
            out::bytes(format!("{}{now}: ", ask.label()).as_bytes());
            let Some(line) =
                lines.next().transpose().map_err(|e| Failure::io(format!("cannot read the input: {e}")))?
            else {
                out::line("");
                break 'asking;
            };
            let line = String::from_utf8_lossy(&line);
            match ask.read(&line, &setup.splits, ws.today) {
                Ok(answer) => {
                    setup.put(&answer);
                    puts.extend(answer);
                    break;
                }
                Err(why) => out::line(&why),
            }
        }
    }
    if puts.is_empty() {
        out::line("nothing was answered, so nothing was changed");
        return Ok(());
    }
    let text = put::write(&ws.paths, &puts).map_err(Failure::io)?;
    out::line(&format!("saved in {}", paths::with_tilde(&ws.paths.config)));
    setup.read_again(text);
    more(&setup.settings, &puts).iter().for_each(|line| out::line(line));
    Ok(())
}
