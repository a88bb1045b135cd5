//! `recoup edit`.

use super::{Failure, out};
use crate::formats::weektext;
use crate::formats::weektext::Read;
use crate::runtime::editor;
use crate::runtime::effects;
use crate::runtime::workspace::Workspace;

#[derive(clap::Args, Debug, Default)]
pub struct Args {
    /// Which week, like 2026-W47 [default: this one]
    #[arg(long, value_name = "WEEK")]
    week: Option<String>,
}

pub fn run(ws: &Workspace, args: &Args) -> Result<(), Failure> {
    let id = super::week::named(ws, args.week.as_deref())?;
    let (book, problems) = ws.book_around(id.sunday());
    problems.iter().for_each(|p| out::complain(p));
    if let Some(why) = book.frozen(id) {
        return Err(Failure::data(why));
    }
    let week = ws.desk(&book).shown(id).0.into_owned();
    let glyphs = ws.glyphs();
    let mut text = weektext::write(&week);
    let mut why = String::new();
    for _ in 0..weektext::TRIES {
        let edited = editor::edit(&text).map_err(|e| Failure::refused(effects::unedited(&ws.store, &e)))?;
        match weektext::read(&week, &edited, ws.today) {
            Read::Same => {
                out::line("the week is unchanged");
                return Ok(());
            }
            // Sent back unchanged, it is not asked about again.
            Read::Wrong(marked, first) if marked == edited => {
                return Err(Failure::data(effects::keep_text(&ws.store, &first, edited.as_bytes())));
            }
            Read::Wrong(marked, first) => (text, why) = (marked, first),
            Read::Edit(edit) => {
                let done = super::commit(ws, &book, *edit).inspect_err(|_| {
                    out::complain(&effects::keep_text(&ws.store, "it was not saved", edited.as_bytes()));
                })?;
                out::line(&glyphs.text(&done.outcome.said));
                return Ok(());
            }
        }
    }
    let why = format!("{}: {why}", weektext::UNREADABLE);
    Err(Failure::data(effects::keep_text(&ws.store, &why, text.as_bytes())))
}
