//! A planner without a terminal: keys go through the real update, effects to a real store, and the screen is the drawn
//! buffer.
#![allow(dead_code, reason = "each test file uses a part of it")]

pub mod terminal;
pub mod trials;

use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use recoup::app::{Msg, Start};
use recoup::config::Setup;
use recoup::domain::WeekId;
use recoup::edit::EditId;
use recoup::edit::saving::{Fate, Turn};
use recoup::sample::Headless;
use recoup::store::{Store, Wait};
use tempfile::TempDir;

/// An id that no other edit of these tests has.
pub fn fresh_id() -> EditId {
    EditId { run: RUN.fetch_add(1, std::sync::atomic::Ordering::Relaxed), n: 1 }
}

/// Undoes the last step.
pub fn undo(store: &Store) {
    turn(store, Turn::Undo);
}

/// Redoes it.
pub fn redo(store: &Store) {
    turn(store, Turn::Redo);
}

fn turn(store: &Store, turn: Turn) {
    let answer = store.turn(fresh_id(), turn, date("2026-11-18"), Wait::Patiently);
    assert!(matches!(answer.fates[0].1, Fate::Saved(_)), "{:?}", answer.fates);
}

/// The number of the next run; each planner gets its own.
static RUN: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A folder of weeks with its state beside it.
pub struct Place {
    pub dir: TempDir,
}

impl Place {
    pub fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    pub fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    pub fn state(&self) -> PathBuf {
        self.dir.path().join("state")
    }

    /// Where the settings are, in a folder named after the program.
    pub fn config(&self) -> PathBuf {
        self.dir.path().join("config")
    }

    /// recoup as a shell runs it on this place, with nothing of the person's own environment.
    pub fn command(&self) -> Command {
        let mut command = self.bare_command();
        command.arg("--data-dir").arg(self.data());
        command
    }

    /// The same without saying where the weeks are.
    pub fn bare_command(&self) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("recoup"));
        command
            .env("XDG_STATE_HOME", self.state())
            .env("XDG_CONFIG_HOME", self.config())
            .env("TMPDIR", self.dir.path());
        command.env("LC_ALL", "C.UTF-8").env_remove("RECOUP_DATA_DIR").env_remove("NO_COLOR").env_remove("VISUAL");
        command
    }

    /// Runs it: exit code, standard output, standard error.
    pub fn run(&self, today: &str, args: &[&str]) -> (i32, String, String) {
        let out = self.command().args(["--today", today]).args(args).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (out.status.code().unwrap(), text(out.stdout), text(out.stderr))
    }

    pub fn store(&self) -> Store {
        Store::new(&self.data(), &self.state())
    }

    /// The store as the program opens it, with its state in a folder named after the program.
    pub fn own_store(&self) -> Store {
        Store::new(&self.data(), &self.state().join("recoup"))
    }

    pub fn path(&self, week: &str) -> PathBuf {
        self.store().path(week.parse().unwrap())
    }

    /// The file of a week; `None` where there is none.
    pub fn file(&self, week: &str) -> Option<String> {
        std::fs::read_to_string(self.path(week)).ok()
    }

    pub fn put(&self, week: &str, text: &str) {
        recoup::store::atomic::write(&self.path(week), text.as_bytes()).unwrap();
    }
}

/// The planner over a place.
pub struct Planner {
    pub place: Place,
    headless: Headless,
}

impl Deref for Planner {
    type Target = Headless;
    fn deref(&self) -> &Headless {
        &self.headless
    }
}

impl DerefMut for Planner {
    fn deref_mut(&mut self) -> &mut Headless {
        &mut self.headless
    }
}

/// A planner on an empty place, 80 × 24.
pub fn at(today: &str) -> Planner {
    over(Place::new(), today)
}

/// A planner on a place that may hold weeks already.
pub fn over(place: Place, today: &str) -> Planner {
    with(place, today, |start| start)
}

/// The same, with something set differently.
pub fn with(place: Place, today: &str, adjust: impl FnOnce(Start) -> Start) -> Planner {
    let headless = planner(&place, today, adjust);
    Planner { headless, place }
}

/// Another planner on the same place, like a second program.
pub fn planner(place: &Place, today: &str, adjust: impl FnOnce(Start) -> Start) -> Headless {
    planner_on(place.store(), today, adjust)
}

/// A planner over a store.
pub fn planner_on(store: Store, today: &str, adjust: impl FnOnce(Start) -> Start) -> Headless {
    let start = Start {
        today: date(today),
        setup: Rc::new(Setup::default()),
        ascii: false,
        face: recoup::sample::picture::face(),
        language: String::new(),
        data_dir: "~/weeks".into(),
        last_shown: recoup::runtime::effects::last_shown(&store),
        sample: false,
        run: RUN.fetch_add(1, std::sync::atomic::Ordering::Relaxed),
        mornings: Default::default(),
        left: None,
    };
    Headless::new(adjust(start), store, (80, 24))
}

impl Planner {
    pub fn size(mut self, width: u16, height: u16) -> Self {
        self.resize(width, height);
        self
    }

    /// Presses keys, as [`Headless::keys`].
    pub fn keys(&mut self, text: &str) -> &mut Self {
        self.headless.keys(text);
        self
    }

    pub fn msg(&mut self, msg: Msg) -> &mut Self {
        self.headless.msg(msg);
        self
    }

    /// The answer to the last key as shown on the screen, without its undo hint; while a strip is open, its question.
    pub fn answer(&self) -> String {
        let screen = self.screen();
        let lines: Vec<&str> = screen.lines().map(str::trim).collect();
        let above = lines[lines.len() - 2];
        let view = &self.model.view;
        match (&view.layer, &view.notice) {
            (Some(recoup::app::Layer::Strip(_)), _) => above.to_owned(),
            (_, Some(notice)) => {
                let begins = |line: &&str| {
                    !line.is_empty() && notice.text.starts_with(&line.chars().take(8).collect::<String>())
                };
                let from = lines.iter().rposition(begins).unwrap_or(lines.len() - 1);
                let shown = lines[from..].join(" ");
                if shown.starts_with(notice.text.as_str()) { notice.text.clone() } else { shown }
            }
            _ if view.tour.is_some() || view.fact.is_some() || lines.len() >= 30 => above.to_owned(),
            _ => String::new(),
        }
    }

    /// The lines of a day of the shown week, from its column in the grid.
    pub fn cell(&self, index: usize) -> Vec<String> {
        let buffer = self.buffer();
        let (x, width) = recoup::ui::layout::column(80, index);
        (2..10)
            .map(|y| (x..x + width).map(|x| buffer[(x, y)].symbol().to_owned()).collect::<String>().trim().to_owned())
            .collect()
    }

    /// Starts the program again on the same place.
    pub fn restart(self, today: &str) -> Self {
        over(self.place, today)
    }

    pub fn week(&self) -> WeekId {
        self.model.week_id()
    }
}

pub fn text_of(buffer: &Buffer) -> String {
    recoup::sample::headless::text_of(buffer).join("\n")
}

/// A line with runs of blanks collapsed: a key has blanks on both sides.
pub fn squeezed(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A letter for every cell's style: `s` on a background of its own, `.` plain, `b` bold, `d` dim, `r` reversed, `u` underlined,
/// upper case with colour, `c` colour only; a space where the cell is blank and plain.
pub fn styles_of(buffer: &Buffer) -> String {
    let area = buffer.area;
    let letter = |x, y| {
        let cell = &buffer[(x, y)];
        let coloured = cell.fg != Color::Reset;
        if cell.bg != Color::Reset {
            return 's';
        }
        let m = cell.modifier;
        let base = match () {
            () if m.contains(Modifier::BOLD) => 'b',
            () if m.contains(Modifier::DIM) => 'd',
            () if m.contains(Modifier::REVERSED) => 'r',
            () if m.contains(Modifier::UNDERLINED) => 'u',
            () if coloured => return 'c',
            () if cell.symbol() == " " => return ' ',
            () => '.',
        };
        if cell.symbol() == " " && base != 'r' {
            ' '
        } else if coloured {
            base.to_ascii_uppercase()
        } else {
            base
        }
    };
    let line = |y| (0..area.width).map(|x| letter(x, y)).collect::<String>().trim_end().to_owned();
    (0..area.height).map(line).collect::<Vec<_>>().join("\n")
}

/// The text of every test and of the program.
pub fn sources() -> String {
    fn read(dir: &Path, out: &mut String) {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs") {
                out.push_str(&std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut all = String::new();
    for dir in ["tests", "src"] {
        read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(dir), &mut all);
    }
    all
}

/// The number of cases of a property, from a seed that is the same in each run.
pub fn cases(cases: u32) -> proptest::test_runner::Config {
    let rng_seed = proptest::test_runner::RngSeed::Fixed(1);
    proptest::test_runner::Config { cases, failure_persistence: None, rng_seed, ..Default::default() }
}

/// Numbers that are the same in every run.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}
