//! What one run works on: paths, settings, splits, the store, and today's date.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::NaiveDate;

use super::effects;
use crate::app::Start;
use crate::clock;
use crate::config::face::Face;
use crate::config::{GlyphChoice, Paths, Setup, Severity, Wrong, paths};
use crate::domain::{Book, WeekId};
use crate::edit::Change;
use crate::edit::saving::Committed;
use crate::edit::{Edit, EditId, Mark};
use crate::formats::kept::Reach;
use crate::planning::counsel::Settled;
use crate::planning::desk::weeks_back;
use crate::planning::{Ahead, Counsel, Desk, Learnt};
use crate::recovery::Mornings;
use crate::store::{Store, StoreError};
use crate::ui::glyphs::Glyphs;

/// Everything that one run works on.
pub struct Workspace {
    /// Where files live.
    pub paths: Paths,
    /// Everything that can be set.
    pub setup: Rc<Setup>,
    /// Weeks on disk.
    pub store: Store,
    /// Today's date.
    pub today: NaiveDate,
    /// Whether today was named by an option, so that midnight does not change it.
    pub today_named: bool,
    /// What was odd about settings and splits.
    pub notices: Vec<String>,
    /// What concerns only the screen: keys that cannot be used, and files of an older form that are still read.
    pub of_screen: Vec<String>,
    /// Whether the weeks are the sample ones.
    pub sample: bool,
    /// A number that no other run of the program has.
    pub run: u64,
    /// Scores of mornings that have been worked out so far.
    mornings: Arc<Mornings>,
    /// Edits made so far.
    edits: AtomicU64,
}

impl Workspace {
    /// Finds paths, reads settings and splits. Nothing is written.
    ///
    /// # Errors
    /// A sentence about the settings or the paths.
    pub fn open(data_dir: Option<&Path>, config: Option<&Path>, today: Option<NaiveDate>) -> Result<Self, String> {
        let paths = Paths::find(data_dir, config)?;
        let (mut setup, wrong) = Setup::load(&paths);
        let of = |severity: Severity, of_screen: bool| {
            let wanted = wrong.iter().filter(move |w| w.severity == severity && w.of_screen == of_screen);
            wanted.map(|w: &Wrong| w.text.clone()).collect::<Vec<_>>()
        };
        let stops = of(Severity::Wrong, false);
        if !stops.is_empty() {
            return Err(stops.join("\n"));
        }
        let notices = of(Severity::Mild, false);
        // A line has no room for a folder that the user knows.
        let folder = format!("{}/", paths::with_tilde(paths.folder()));
        let near = |why: &str| why.replacen(&folder, "", 1);
        let keys = of(Severity::Mild, true);
        let more = match keys.len() {
            0 | 1 => String::new(),
            n => format!(" (`recoup config check` names {} more)", n - 1),
        };
        let mut of_screen: Vec<String> =
            keys.first().map(|why| format!("the default keys apply{more}: {}", near(why))).into_iter().collect();
        of_screen.extend(wrong.iter().filter(|w| w.severity == Severity::Older).map(|w| w.text.clone()));
        let store = Store::new(&paths.data, &paths.state);
        let today_named = today.is_some();
        let today = today.unwrap_or_else(|| clock::today(setup.settings.day_starts));
        Arc::make_mut(&mut setup.basis).clock_changes = clock::changes(today);
        Ok(Self {
            paths,
            setup: Rc::new(setup),
            store,
            today,
            today_named,
            notices,
            of_screen,
            sample: false,
            run: run_number(),
            mornings: Arc::default(),
            edits: AtomicU64::new(0),
        })
    }

    /// The same settings over other weeks, those of the sample.
    pub fn over(&self, store: Store) -> Self {
        Self {
            paths: self.paths.clone(),
            setup: Rc::clone(&self.setup),
            store,
            today: self.today,
            today_named: true,
            notices: Vec::new(),
            of_screen: Vec::new(),
            sample: true,
            run: run_number(),
            mornings: Arc::default(),
            edits: AtomicU64::new(0),
        }
    }

    /// What the planner starts from.
    pub fn start(&self, face: Face) -> Start {
        self.take_kept(Reach::Start);
        Start {
            mornings: Arc::clone(&self.mornings),
            today: self.today,
            setup: Rc::clone(&self.setup),
            ascii: self.glyphs().is_ascii(),
            face,
            language: paths::language(),
            data_dir: paths::with_tilde(self.store.dir()),
            last_shown: effects::last_shown(&self.store),
            sample: self.sample,
            run: self.run,
            left: effects::draft(&self.store).map(|(text, _)| text),
        }
    }

    /// Symbols as set, else by the locale and the terminal's name.
    pub fn glyphs(&self) -> Glyphs {
        self.glyphs_by(paths::wide_signs())
    }

    /// The same, if it is known whether symbols take two columns.
    pub fn glyphs_by(&self, wide: bool) -> Glyphs {
        match self.setup.settings.glyphs {
            GlyphChoice::Ascii => Glyphs::ASCII,
            GlyphChoice::Unicode => Glyphs::UNICODE,
            GlyphChoice::Auto if paths::utf8_locale() && !paths::has_few_signs() && !wide => Glyphs::UNICODE,
            GlyphChoice::Auto => Glyphs::ASCII,
        }
    }

    /// Takes over what was kept of weeks, so that they need not be read again.
    pub fn take_kept(&self, reach: Reach) {
        self.mornings.take(self.store.take_kept(reach).map(|m| m.by(&self.setup.basis)).unwrap_or_default());
    }

    /// The weeks around `date` that its screen and score need, and what was not understood in their files.
    pub fn book_around(&self, date: NaiveDate) -> (Book, Vec<String>) {
        let middle = WeekId::of(date);
        let mut book = Book::default();
        let mut problems = Vec::new();
        self.take_kept(Reach::Start);
        for back in -2..=weeks_back(self.setup.basis.weights) {
            let id = middle.shift(-back);
            if let Some(held) = self.store.read(id) {
                problems.extend(book.take(id, held));
            }
        }
        (book, problems)
    }

    /// A desk that answers questions about these weeks.
    pub fn desk<'a>(&'a self, book: &'a Book) -> Desk<'a> {
        let Setup { splits, basis, settings, .. } = &*self.setup;
        Desk { book, today: self.today, splits, basis, mornings: &self.mornings, limits: &settings.rules }
    }

    /// What is said about today, given the offers that have been settled in the planner.
    pub fn counsel(&self, desk: &Desk<'_>, learnt: &Learnt, ahead: &Ahead) -> Counsel {
        let marks = self.store.sum().marks;
        let [used, refused] = Mark::settled(marks.iter().map(|(date, mark)| (*date, mark)), self.today);
        let practices = desk.practices(self.setup.content.practices());
        desk.counsel(learnt, ahead, Settled { used: &used, refused: &refused }, &practices)
    }

    /// A number for the next edit of this run.
    pub fn next_edit(&self) -> EditId {
        EditId { run: self.run, n: self.edits.fetch_add(1, Ordering::Relaxed) + 1 }
    }

    /// The next edit of this run as a change of these weeks.
    pub fn change(&self, book: &Book, edit: Edit) -> Change {
        self.desk(book).change(self.next_edit(), edit)
    }

    /// Saves an edit.
    pub fn commit(&self, book: &Book, edit: Edit) -> Result<Committed, StoreError> {
        self.store.commit(&self.change(book, edit))
    }
}

/// A number that no other run has, from the system's randomness.
fn run_number() -> u64 {
    RandomState::new().build_hasher().finish()
}
