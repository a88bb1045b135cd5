//! The outside of the planner: performs an [`Effect`] and reports what came of it.

use std::path::Path;

use chrono::NaiveDate;

use crate::app::{Batch, Daily, Effect, LastShown, Msg};
use crate::domain::held::Held;
use crate::domain::progress::{Progress, Step};
use crate::domain::{Book, WeekId};
use crate::edit::Change;
use crate::edit::saving::Stamp;
use crate::formats::kept::Reach;
use crate::formats::toml::Sheet;
use crate::insight::weighing::Weighing;
use crate::planning::evaluation::Inquiry;
use crate::runtime::editor::Unedited;
use crate::store::{LARGEST, Store, Wait, atomic};

/// Prefix of the names of texts in the state folder that were open when a program ended; each run has its own.
pub const DRAFT: &str = "draft";

/// Prefix of the folders that hold a copy of what could not be saved when a program ended.
pub const UNSAVED: &str = "unsaved-";

/// The text that was open when a program ended, with its name; of several, the oldest.
pub fn draft(store: &Store) -> Option<(String, String)> {
    store.kept(DRAFT).into_iter().find_map(|name| Some((store.remembered(&name)?, name)))
}

/// What to say about changes that could not be saved when a program ended.
pub fn unsaved(store: &Store) -> Option<String> {
    let all = store.kept(UNSAVED);
    let newest = store.state().join(all.last()?);
    let older = match all.len() {
        1 => String::new(),
        n => format!(", older ones in {} more beside it", n - 1),
    };
    Some(format!(
        "changes that could not be saved are in {}{older}; copy what you need from it, then remove it",
        newest.display()
    ))
}

/// Writes the weeks that could not be saved, with the waiting changes, into the state folder, and returns where. `shown` is
/// what the screen shows of them.
///
/// # Errors
/// A sentence, if that cannot be done either.
pub fn keep_unsaved(store: &Store, changes: &[Change], shown: &Book) -> Result<String, String> {
    let to = store.free_name(UNSAVED, "");
    if save_copy(store, &to, changes).is_err() {
        // The files cannot be copied, as when their folder is missing: what was on the screen can.
        let copy = Store::new(&to, &to.join(".state"));
        for week in changes.iter().flat_map(Change::weeks).filter_map(|id| shown.week(id)) {
            let text = Sheet::of(week)?;
            atomic::write(&copy.path(week.id), text.as_bytes()).map_err(|e| e.to_string())?;
        }
    }
    Ok(to.display().to_string())
}

/// When each once-a-day message was last shown.
pub fn last_shown(store: &Store) -> LastShown {
    let last = |what: Daily| store.remembered(what.name())?.trim().parse().ok();
    Daily::ALL.into_iter().filter_map(|what| Some((what, last(what)?))).collect()
}

/// The day on which other weights were last offered.
pub fn weights_offered_on(store: &Store) -> Option<NaiveDate> {
    last_shown(store).get(&Daily::Weights).copied()
}

/// Performs an effect; a long one reports its progress. What needs the terminal (the editor, the clipboard, quitting) is
/// not done here and gives `None`, and so does what was stopped.
pub fn perform(store: &Store, effect: &Effect, progress: Progress<'_>) -> Option<Msg> {
    Some(match effect {
        Effect::Quit
        | Effect::Editor(..)
        | Effect::Clipboard(_)
        | Effect::Bell
        | Effect::Sample(_)
        | Effect::Stop
        | Effect::Set { .. } => {
            return None;
        }
        Effect::LoadAll => {
            let mornings = store.take_kept(Reach::All);
            Msg::LoadedAll(load_all(store, progress)?, mornings)
        }
        Effect::Survey(survey) => Msg::Found(survey.look(progress)?),
        Effect::Evaluate(inquiry) => Msg::Evaluated(Box::new(inquiry.answer(progress)?)),
        Effect::Weigh(inquiry) => Msg::Weighed(Box::new(weigh(store, inquiry, progress)?)),
        Effect::Keep(keep) => {
            store.keep_weeks(keep);
            return None;
        }
        Effect::Shown(what, date) => {
            // If it is said once more, that does no harm: it is not worth an error.
            let _ = store.remember(what.name(), Some(&date.to_string()));
            return None;
        }
        Effect::KeepText { why, text } => Msg::Say(keep_text(store, why, text.as_bytes())),
        Effect::LoadAhead(id) => {
            let ahead: Vec<WeekId> = store.ids().into_iter().filter(|other| other > id).collect();
            return perform(store, &Effect::Load(ahead), progress);
        }
        Effect::Load(ids) => {
            let mut weeks: Vec<_> = ids.iter().filter_map(|id| Some((*id, store.read_settled(*id)?.0))).collect();
            // If the folder has lost its weeks, what is known of them stays visible.
            let gone = |held: &Option<Held>, id: &WeekId| held.is_none() && store.has_seen(*id);
            if weeks.iter().any(|(id, held)| gone(held, id)) && store.sum().lost.is_some() {
                weeks.retain(|(id, held)| !gone(held, id));
            }
            Msg::Loaded(weeks)
        }
        Effect::Save(Batch::Edits(changes)) => Msg::Saved(store.save(changes, Wait::Briefly)),
        Effect::Save(Batch::Turn(id, turn, today)) => Msg::Turned(*turn, store.turn(*id, *turn, *today, Wait::Briefly)),
        Effect::History => Msg::History(store.history()),
        Effect::SaveCopy(to, changes) => Msg::Copied(save_copy(store, to, changes)),
    })
}

/// The evidence for the user's own weights, over every week on file; `None` if it was stopped.
fn weigh(store: &Store, inquiry: &Inquiry, progress: Progress<'_>) -> Option<Weighing> {
    let mut inquiry = inquiry.clone();
    if let Some(mornings) = store.take_kept(Reach::All) {
        inquiry.mornings.take(mornings.by(&inquiry.basis));
    }
    for (id, held, _) in load_all(store, progress)? {
        // Weeks already at hand may be newer than what was read.
        if let Some(held) = held.filter(|_| inquiry.book.week(id).is_none()) {
            inquiry.book.take(id, held);
        }
    }
    inquiry.weigh(progress)
}

/// Every week on file; `None` if it was stopped. A week that is just being written comes when that is done.
fn load_all(store: &Store, progress: Progress<'_>) -> Option<Vec<(WeekId, Option<Held>, Stamp)>> {
    let ids = store.ids();
    let mut out = Vec::with_capacity(ids.len());
    for (done, id) in ids.iter().enumerate() {
        if progress(Step { what: "weeks", done, of: ids.len() }).is_break() {
            return None;
        }
        out.extend(store.read_settled(*id).map(|(held, stamp)| (*id, held, stamp)));
    }
    Some(out)
}

/// Saves a text that could not be used in the state folder. The sentence says why, and where it is.
pub fn keep_text(store: &Store, why: &str, text: &[u8]) -> String {
    match store.keep(text) {
        Ok(path) => format!("{why}; nothing was changed, and the text is in {}", path.display()),
        Err(e) => format!("{why}; nothing was changed, and the text could not be saved either: {}", atomic::plain(&e)),
    }
}

/// What to say about a text that did not come back from the editor.
pub fn unedited(store: &Store, e: &Unedited) -> String {
    match &e.text {
        Some(text) => keep_text(store, &e.why, text),
        None => format!("{}; nothing was changed", e.why),
    }
}

/// A message with the current summary of the journal.
pub fn journal(store: &Store) -> Msg {
    Msg::Journal(store.sum())
}

/// Writes the weeks that could not be saved, with the waiting changes, into another folder.
fn save_copy(store: &Store, to: &Path, changes: &[Change]) -> Result<String, String> {
    let copy = Store::new(to, &to.join(".state"));
    let mut ids: Vec<_> = changes.iter().flat_map(Change::weeks).collect();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        if let Ok(bytes) = atomic::read(&store.path(id), LARGEST)
            && let Err(e) = atomic::write(&copy.path(id), &bytes)
        {
            return Err(format!("cannot write to {}: {}", to.display(), atomic::plain(&e)));
        }
    }
    for change in changes {
        copy.commit(change).map_err(|e| format!("not copied: {e}"))?;
    }
    Ok(format!("a copy with every change is in {}; ⟦quit⟧ leaves", to.display()))
}
