//! The outside of the planner: doing an [`Effect`] and telling what came of it.

use std::path::Path;

use crate::app::{Batch, Effect, Msg};
use crate::domain::edit::Change;
use crate::store::{LARGEST, Store, Wait, atomic};

/// The name under which the state folder keeps a text that was open when the program ended.
pub const DRAFT: &str = "draft";

/// Does an effect. What needs the terminal (the editor, the clipboard, quitting) is not done here and gives `None`.
pub fn perform(store: &Store, effect: &Effect) -> Option<Msg> {
    Some(match effect {
        Effect::Quit | Effect::Editor(..) | Effect::Clipboard(_) | Effect::Bell | Effect::Sample(_) => return None,
        Effect::LoadAll => Msg::LoadedAll(store.ids().into_iter().map(|id| (id, store.read(id))).collect()),
        Effect::Told(date) => {
            // Told once more tomorrow is no harm: it is not worth an error.
            let _ = store.remember("fact-told", Some(&date.to_string()));
            return None;
        }
        Effect::KeepText(text) => Msg::Say(keep_text(store, text).unwrap_or_else(|why| why)),
        Effect::Load(ids) => Msg::Loaded(ids.iter().filter_map(|id| Some((*id, store.read_settled(*id)?.0))).collect()),
        Effect::Save(Batch::Edits(changes)) => Msg::Saved(store.save(changes, Wait::Briefly)),
        Effect::Save(Batch::Turn(id, turn, today)) => Msg::Turned(*turn, store.turn(*id, *turn, *today, Wait::Briefly)),
        Effect::History => Msg::History(store.history()),
        Effect::SaveCopy(to, changes) => Msg::Copied(save_copy(store, to, changes)),
    })
}

/// Keeps a text that could not be read, and says where.
///
/// # Errors
/// A sentence, where it cannot be kept either.
pub fn keep_text(store: &Store, text: &str) -> Result<String, String> {
    const NAME: &str = "week-as-text.txt";
    let path = store.state().join(NAME);
    match store.remember(NAME, Some(text)) {
        Ok(()) => {
            Ok(format!("it could not be read three times; nothing was changed, and the text is in {}", path.display()))
        }
        Err(e) => Err(format!("it could not be read three times, and not be kept in {} either: {e}", path.display())),
    }
}

/// How many edits can be undone and redone now, and what became of offers.
pub fn depth(store: &Store) -> Msg {
    let (undo, redo) = store.depth();
    Msg::Journal { undo, redo, marks: store.marks() }
}

/// Writes the weeks that could not be saved, with the changes that wait, into another folder.
fn save_copy(store: &Store, to: &Path, changes: &[Change]) -> Result<String, String> {
    let copy = Store::new(to, &to.join(".state"));
    let mut ids: Vec<_> = changes.iter().flat_map(Change::weeks).collect();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        if let Ok(bytes) = atomic::read(&store.path(id), LARGEST)
            && let Err(e) = atomic::write(&copy.path(id), &bytes)
        {
            return Err(format!("cannot write to {}: {e}", to.display()));
        }
    }
    for change in changes {
        copy.commit(change).map_err(|e| format!("not copied: {e}"))?;
    }
    Ok(format!("a copy with every change is in {}; ⟦quit⟧ leaves", to.display()))
}
