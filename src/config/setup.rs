//! Everything that can be set, read once.

use super::paths::with_tilde;
use super::put::{self, Put};
use super::reader::{Fault, Severity};
use super::{Content, Library, Paths, Settings, Themes, keymap, regions, splits};
use crate::domain::{Session, Splits};
use crate::keys::Keymap;
use crate::recovery::Basis;
use crate::text::width;
use std::sync::Arc;

/// Everything that can be set, as it was read at the start and changed by keys since.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Settings.
    pub settings: Settings,
    /// Splits.
    pub splits: Splits,
    /// Themes.
    pub themes: Themes,
    /// Which keys run what.
    pub keymap: Keymap,
    /// Practices, facts and meals.
    pub content: Content,
    /// What `a` offers to add.
    pub library: Library,
    /// What scores are judged by.
    pub basis: Arc<Basis>,
    /// The settings file as it was read.
    text: String,
}

impl Setup {
    /// A session's name in at most `columns` columns: its title, a short one, else its kind's word. Never part of a word.
    pub fn short<'s>(&'s self, session: &'s Session, columns: usize) -> &'s str {
        let own = || self.library.shorts.iter().chain(self.splits.iter().map(|s| &s.shorts));
        let short = || own().find_map(|s| s.of(&session.title));
        let fits = |text: &&str| width(text) <= columns;
        [Some(session.title.as_str()).filter(fits), short().filter(fits)]
            .into_iter()
            .flatten()
            .next()
            .unwrap_or_else(|| session.kind.word(columns))
    }
}

impl Default for Setup {
    fn default() -> Self {
        let settings = Settings::default();
        let basis = Arc::new(Basis::new(settings.sleep_need, regions::default()));
        Self {
            splits: splits::built_in(&settings.split),
            themes: Themes::default(),
            keymap: Keymap::default(),
            content: Content::default(),
            library: Library::default(),
            basis,
            settings,
            text: String::new(),
        }
    }
}

/// Something wrong with a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wrong {
    /// A sentence that names the file and the place in it.
    pub text: String,
    /// How much it matters.
    pub severity: Severity,
    /// Whether it concerns only the screen, as keys do: a shell command works all the same and does not mention it.
    pub of_screen: bool,
}

impl Wrong {
    fn new(text: String, severity: Severity) -> Self {
        Self { text, severity, of_screen: false }
    }

    fn of_screen(text: String, severity: Severity) -> Self {
        Self { text, severity, of_screen: true }
    }
}

impl Setup {
    /// Changes settings as if they had been in the file.
    pub fn put(&mut self, puts: &[Put]) {
        // A file that is not TOML stays as it is; whoever writes it says so.
        if let Ok(text) = put::written(&self.text, puts) {
            self.read_again(text);
        }
    }

    /// The text of the settings file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Replaces the settings with those of a file's text.
    pub fn read_again(&mut self, text: String) {
        (self.settings, _) = Settings::default().overlaid(&text);
        self.text = text;
        let Self { settings, splits, basis, .. } = self;
        splits.set_default(if splits.get(&settings.split).is_some() { &settings.split } else { "five-day" });
        splits.keep_free(settings.you.free);
        *basis = Arc::new(settings.basis(Basis::clone(basis)));
    }

    /// Reads every file of `paths`, and returns everything wrong in them. Whatever is wrong keeps its default.
    pub fn load(paths: &Paths) -> (Self, Vec<Wrong>) {
        let mut wrong: Vec<Wrong> = Vec::new();
        let notice = |text: String| Wrong::new(text, Severity::Mild);
        let stop = |text: String| Wrong::new(text, Severity::Wrong);
        let (settings, text) = match Settings::load(paths) {
            Ok((settings, faults, text)) => {
                let named = |f: &Fault| Wrong::new(format!("{}: {f}", with_tilde(&paths.config)), f.severity);
                wrong.extend(faults.iter().map(named));
                (settings, text)
            }
            Err(why) => {
                wrong.push(stop(why));
                (Settings::default(), String::new())
            }
        };
        let keys = paths.folder().join("keymap.toml");
        let keymap = match keymap::load(&keys) {
            Ok((keymap, faults)) => {
                // Without the file there are still the default keys: it never stops the program.
                let named =
                    |f: &Fault| Wrong::of_screen(format!("{}: {f}", with_tilde(&keys)), f.severity.min(Severity::Mild));
                wrong.extend(faults.iter().map(named));
                keymap
            }
            Err(why) => {
                wrong.push(Wrong::of_screen(why, Severity::Mild));
                Keymap::default()
            }
        };
        let (themes, problems) = Themes::load(&paths.folder().join("themes"));
        wrong.extend(problems.into_iter().map(notice));
        if themes.get(&settings.theme).is_none() {
            wrong.push(notice(format!(
                "{}: the theme '{}' is not known; choose one of {}",
                paths.config.display(),
                settings.theme,
                themes.names().join(", ")
            )));
        }
        let (splits, problems) = splits::load(&paths.splits(), &settings.split, settings.you.free);
        wrong.extend(problems.into_iter().map(notice));
        let (content, problems) = Content::load(paths.folder());
        wrong.extend(problems.into_iter().map(notice));
        for (block, split) in content.splits_of_blocks().filter(|(_, split)| splits.get(split).is_none()) {
            wrong.push(notice(format!("the block {block} is made from the unknown split '{split}'")));
        }
        let (library, problems) = Library::load(paths.folder());
        wrong.extend(problems.into_iter().map(notice));
        let regions = regions::load(&paths.regions()).unwrap_or_else(|why| {
            wrong.push(stop(why));
            regions::default()
        });
        wrong.extend(regions::unknown(&paths.regions()).into_iter().map(notice));
        let basis = Arc::new(settings.basis(Basis::new(settings.sleep_need, regions)));
        (Self { settings, splits, themes, keymap, content, library, basis, text }, wrong)
    }
}
