//! What one run works on: paths, settings, splits, the store, and today's date.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::NaiveDate;

use super::effects;
use crate::app::Start;
use crate::clock;
use crate::config::reader::Fault;
use crate::config::{Content, GlyphChoice, Library, Paths, Settings, Splits, Themes, keymap, paths, regions};
use crate::domain::calendar::add_days;
use crate::domain::{Book, CheckIn, Week, WeekId};
use crate::edit::Change;
use crate::edit::saving::Committed;
use crate::edit::{Edit, EditId};
use crate::keys::Keymap;
use crate::planning::deload::may_slip;
use crate::planning::forecast::{DEFAULT_RANGE, Outlook, forecast};
use crate::planning::grade::{GRADED, grade};
use crate::planning::rules::{Checker, Finding};
use crate::recovery::Basis;
use crate::recovery::load::{LOOK_BACK, LOOK_BACK_WEEKS};
use crate::store::{Store, StoreError};
use crate::ui::glyphs::Glyphs;

/// Everything a run is about.
pub struct Workspace {
    /// Where files live.
    pub paths: Paths,
    /// Settings.
    pub settings: Settings,
    /// Splits.
    pub splits: Splits,
    /// Themes.
    pub themes: Themes,
    /// Which keys ask for what.
    pub keymap: Keymap,
    /// Practices, facts and meals.
    pub content: Content,
    /// What `a` offers to add.
    pub library: Library,
    /// What scores are judged by.
    pub basis: Basis,
    /// Weeks on disk.
    pub store: Store,
    /// Today's date.
    pub today: NaiveDate,
    /// Whether today was named by an option, so that midnight does not change it.
    pub today_named: bool,
    /// What was odd about settings and splits.
    pub notices: Vec<String>,
    /// Whether the weeks are the sample ones.
    pub sample: bool,
    /// A number that no other run of the program has.
    pub run: u64,
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
        let (settings, faults) = Settings::load(&paths)?;
        let named = |f: &Fault| format!("{}: {f}", paths.config.display());
        if faults.iter().any(|f| !f.mild) {
            return Err(faults.iter().map(named).collect::<Vec<_>>().join("\n"));
        }
        let mut notices: Vec<String> = faults.iter().map(named).collect();
        let (themes, problems) = Themes::load(&paths.folder().join("themes"));
        notices.extend(problems);
        if themes.get(&settings.theme).is_none() {
            let names = themes.names().join(", ");
            notices.push(format!("the theme '{}' in the settings is not known; there are {names}", settings.theme));
        }
        let keys = paths.folder().join("keymap.toml");
        let (keymap, faults) = keymap::load(&keys)?;
        if !faults.is_empty() {
            let told = faults.iter().map(|f| format!("{}: {f}", keys.display()));
            return Err(told.collect::<Vec<_>>().join("\n"));
        }
        let (splits, problems) = Splits::load(&paths.splits(), &settings.split);
        notices.extend(problems);
        let (content, problems) = Content::load(paths.folder());
        notices.extend(problems);
        let (library, problem) = Library::load(paths.folder());
        notices.extend(problem);
        let basis = Basis { sleep_need: settings.sleep_need, regions: regions::load(&paths.regions())? };
        let store = Store::new(&paths.data, &paths.state);
        let today_named = today.is_some();
        let today = today.unwrap_or_else(|| clock::today(settings.day_starts));
        Ok(Self {
            paths,
            settings,
            splits,
            themes,
            keymap,
            content,
            library,
            basis,
            store,
            today,
            today_named,
            notices,
            sample: false,
            run: run_number(),
            edits: AtomicU64::new(0),
        })
    }

    /// The same settings over other weeks, those of the sample.
    pub fn over(&self, store: Store) -> Self {
        Self {
            paths: self.paths.clone(),
            settings: self.settings.clone(),
            splits: self.splits.clone(),
            themes: self.themes.clone(),
            keymap: self.keymap.clone(),
            content: self.content.clone(),
            library: self.library.clone(),
            basis: self.basis.clone(),
            store,
            today: self.today,
            today_named: true,
            notices: Vec::new(),
            sample: true,
            run: run_number(),
            edits: AtomicU64::new(0),
        }
    }

    /// What the planner starts from.
    pub fn start(&self, no_color: bool) -> Start {
        Start {
            today: self.today,
            settings: self.settings.clone(),
            splits: self.splits.clone(),
            basis: self.basis.clone(),
            ascii: self.glyphs().is_ascii(),
            no_color,
            data_dir: paths::with_tilde(self.store.dir()),
            content: self.content.clone(),
            library: self.library.clone(),
            themes: self.themes.clone(),
            keymap: self.keymap.clone(),
            fact_told: self.store.fact_told(),
            sample: self.sample,
            run: self.run,
            left: effects::draft(&self.store).map(|(text, _)| text),
        }
    }

    /// Signs for plain output: as set, else by the locale.
    pub fn glyphs(&self) -> Glyphs {
        match self.settings.glyphs {
            GlyphChoice::Ascii => Glyphs::ASCII,
            GlyphChoice::Unicode => Glyphs::UNICODE,
            GlyphChoice::Auto if paths::utf8_locale() && !paths::wide_signs() => Glyphs::UNICODE,
            GlyphChoice::Auto => Glyphs::ASCII,
        }
    }

    /// The weeks around `date` that its screen and score need, and what of their files was not understood.
    pub fn book_around(&self, date: NaiveDate) -> (Book, Vec<String>) {
        let middle = WeekId::of(date);
        let mut book = Book::default();
        let mut problems = Vec::new();
        for back in -2..=LOOK_BACK_WEEKS {
            let id = middle.shift(-back);
            if let Some(held) = self.store.read(id) {
                problems.extend(book.take(id, held));
            }
        }
        (book, problems)
    }

    /// The next seven mornings under the plan as shown.
    pub fn outlooks(&self, book: &Book) -> Vec<Outlook> {
        let here = WeekId::of(self.today);
        let split = |id| self.splits.get_or_default(book.split_before(id));
        let days = book.as_shown(&[here, here.shift(1)], self.today, split);
        let past = (1..=LOOK_BACK).rev().map(|n| add_days(self.today, -n));
        let range = grade(book, past, &self.basis).map_or(DEFAULT_RANGE, |g| g.range);
        forecast(&days, self.today, &self.basis, range)
    }

    /// The edit as a change of these weeks. Weeks without a plan show the split of the last week that has one.
    pub fn change(&self, book: &Book, edit: Edit) -> Change {
        let id = EditId { run: self.run, n: self.edits.fetch_add(1, Ordering::Relaxed) + 1 };
        let probe = Change { id, group: None, edit, today: self.today, split: self.splits.get_or_default(None) };
        let split = probe.weeks().iter().min().and_then(|id| book.split_before(*id)).map(str::to_owned);
        Change { split: self.splits.get_or_default(split.as_deref()), ..probe }
    }

    /// What the plan's rules find in a week as shown.
    pub fn findings(&self, book: &Book, id: WeekId) -> Vec<Finding> {
        let split = |id| self.splits.get_or_default(book.split_before(id));
        let here = WeekId::of(self.today);
        let days = book.as_shown(&[here, here.shift(1), id, id.shift(-1), id.shift(1)], self.today, split);
        let outlooks = self.outlooks(book);
        let checker = Checker {
            days: &days,
            today: self.today,
            table: &self.basis.regions,
            limits: &self.settings.rules,
            outlooks: &outlooks,
            may_slip: may_slip(book, self.today, &self.basis),
        };
        checker.week(id)
    }

    /// Keeps with a finished check-in of today what is forecast from it.
    pub fn with_forecast(&self, book: &Book, checkin: CheckIn) -> CheckIn {
        let mut book = book.clone();
        let id = WeekId::of(self.today);
        let mut week = book.week(id).cloned().unwrap_or_else(|| Week::new(id));
        week.day_mut(self.today).checkin = Some(checkin.clone());
        book.put(week);
        let forecast = self.outlooks(&book).iter().take(GRADED).map(|o| o.score).collect();
        CheckIn { forecast, ..checkin }
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
