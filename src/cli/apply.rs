//! `recoup apply`, `recoup undo`, `recoup redo`: the same as the planner's keys of those names.

use super::{Failure, Words, out};
use crate::domain::WeekId;
use crate::edit::saving::{Fate, Turn};
use crate::edit::{Edit, Mark};
use crate::runtime::workspace::Workspace;
use crate::store::Wait;
use crate::words;

#[derive(clap::Args, Debug, Default)]
pub struct Args {
    #[command(flatten)]
    words: Words,
}

/// Applies what is offered today, as one step.
pub fn apply(ws: &Workspace, args: &Args) -> Result<(), Failure> {
    let (book, problems) = ws.book_around(ws.today);
    problems.iter().for_each(|p| out::complain(p));
    super::readable(ws, &book, WeekId::of(ws.today))?;
    let desk = ws.desk(&book);
    let (learnt, ahead) = desk.look();
    let counsel = ws.counsel(&desk, &learnt, &ahead);
    let offer = counsel.offer.as_ref();
    let Some((offer, edit)) = offer.and_then(|o| Some((o, o.edit.clone()?))) else {
        let why = match offer {
            Some(_) => "nothing is offered until the morning is logged: `recoup log` asks for it",
            None => "nothing is offered today",
        };
        return Err(Failure::refused(why));
    };
    let used = Edit::Mark(ws.today, Mark::Used(offer.id.clone()));
    let saved = super::commit_all(ws, &book, vec![used, edit])?;
    let said = if saved.outcome.said.is_empty() { words::counsel::offer(offer) } else { saved.outcome.said };
    out::line(&args.words.of(ws, &said));
    Ok(())
}

/// Undoes or redoes the last change, whichever program it came from.
pub fn turn(ws: &Workspace, args: &Args, turn: Turn) -> Result<(), Failure> {
    let answer = ws.store.turn(ws.next_edit(), turn, ws.today, Wait::Patiently);
    answer.notes.iter().for_each(|note| out::complain(note));
    match answer.fates.into_iter().next() {
        Some((_, Fate::Saved(done))) => {
            out::line(&args.words.of(ws, &done.outcome.said));
            Ok(())
        }
        Some((_, Fate::Refused(why))) => Err(why.into()),
        Some((_, Fate::Kept(why))) => Err(Failure::io(why)),
        None => Ok(()),
    }
}
