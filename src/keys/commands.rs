//! The one table of commands: what a person can ask for, with which key, described in which words. Keys, footer, help and
//! palette all come from it.

/// Something a person can ask for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, EnumIter)]
pub enum Command {
    /// To the day before.
    PreviousDay,
    /// To the day after.
    NextDay,
    /// To a day of this week, 0 to 6.
    GoDay(u8),
    /// To the item below.
    NextItem,
    /// To the item above.
    PreviousItem,
    /// To the week before.
    PreviousWeek,
    /// To the week after.
    NextWeek,
    /// To today.
    Today,
    /// To a date.
    GoTo,
    /// Rest, active recovery, back.
    Rest,
    /// Insert a rest day.
    InsertRest,
    /// Swap with a day.
    Swap,
    /// Swap with the day before.
    SwapBack,
    /// Swap with the day after.
    SwapOn,
    /// Move to a day.
    Move,
    /// Edit in place.
    Edit,
    /// Add an item.
    Add,
    /// RPE up.
    Harder,
    /// RPE down.
    Easier,
    /// Minutes up.
    Longer,
    /// Minutes down.
    Shorter,
    /// Done, kept, or back to planned.
    Done,
    /// Leave out, with a reason.
    Skip,
    /// Cut to the tray.
    Cut,
    /// Copy.
    Copy,
    /// Put from the tray, or the copy.
    Put,
    /// Copy the week.
    CopyWeek,
    /// Put the copied week.
    PutWeek,
    /// Select a range of days.
    Range,
    /// Ill, hurt or away.
    Overlay,
    /// Repeat the last change here.
    Repeat,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// List of edits.
    UndoList,
    /// Check-in.
    CheckIn,
    /// The best order of the days left.
    Arrange,
    /// Why this score.
    Why,
    /// What if: plan without saving.
    WhatIf,
    /// Apply what is offered.
    Apply,
    /// Hide the offer for today.
    Hide,
    /// Make the next seven days a deload.
    Deload,
    /// Another panel on the right.
    NextPanel,
    /// The panel before.
    PreviousPanel,
    /// The panel over the whole screen.
    Zoom,
    /// A month of days.
    Month,
    /// A year of days.
    Year,
    /// Charts.
    Trends,
    /// What goes with what.
    Patterns,
    /// A week in review.
    Review,
    /// What the score has learnt.
    Learnt,
    /// Every region.
    Body,
    /// Notes and wins.
    Journal,
    /// Sixty days.
    Block,
    /// Find in plan and notes.
    Find,
    /// Recovery practices.
    Practices,
    /// A timer for one.
    Timer,
    /// One more movement snack.
    Snack,
    /// A fuel tick.
    Fuel,
    /// Meal ideas.
    Meals,
    /// Who trains, and what a plan should fit.
    Setup,
    /// A day's event.
    Event,
    /// Ease the days before an event.
    Taper,
    /// The myths about rest, and what is known.
    Facts,
    /// What went well.
    Wins,
    /// The week as text in the editor.
    EditWeek,
    /// The day's note.
    Note,
    /// Pin to its day.
    Pin,
    /// Planned bed time.
    Bed,
    /// Choose a split.
    Split,
    /// Lines of the week's file that were not understood.
    Problems,
    /// Choose a theme.
    Theme,
    /// ASCII signs on or off.
    Ascii,
    /// Write the unsaved weeks elsewhere.
    SaveCopy,
    /// Look around in sample weeks.
    Demo,
    /// A five-step tour.
    Tour,
    /// Commands by name.
    Palette,
    /// Keys.
    Help,
    /// Back one level.
    Back,
    /// Quit.
    Quit,
}

/// The section of the help that a command is in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, VariantArray, EnumCount)]
pub enum Group {
    /// Move around.
    Around,
    /// Every morning.
    Morning,
    /// Change the week.
    Change,
    /// The program itself.
    Program,
}

impl Command {
    /// Whether it works everywhere, so that its keys are under `[all]` in a keymap.
    pub fn is_everywhere(self) -> bool {
        matches!(self, Self::Undo | Self::Redo | Self::Back | Self::Help | Self::Palette)
    }
}

impl Group {
    /// All groups, in the order the help shows them.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Around => "MOVE AROUND",
            Self::Morning => "EVERY MORNING",
            Self::Change => "CHANGE THE WEEK",
            Self::Program => "THE PROGRAM",
        }
    }
}

/// A row of the table.
#[derive(Debug)]
pub struct Row {
    /// The command.
    pub command: Command,
    /// Its name in the palette.
    pub name: &'static str,
    /// Keys that run it; none if only the palette does.
    pub keys: &'static [&'static str],
    /// One or two words for the footer.
    pub short: &'static str,
    /// One line for help and palette.
    pub doc: &'static str,
    /// What else people call it: it is found by these too.
    pub also: &'static [&'static str],
    /// Its argument, typed after its name in the palette.
    pub argument: Option<&'static str>,
    /// Its group.
    pub group: Group,
}

const fn row(
    group: Group,
    command: Command,
    name: &'static str,
    keys: &'static [&'static str],
    short: &'static str,
    doc: &'static str,
) -> Row {
    Row { command, name, keys, short, doc, also: &[], argument: None, group }
}

const fn with(argument: &'static str, row: Row) -> Row {
    Row { argument: Some(argument), ..row }
}

const fn also(names: &'static [&'static str], row: Row) -> Row {
    Row { also: names, ..row }
}

/// Commands most often run by name: they have no key, or one that is rarely used. The list of commands begins with them.
pub const BY_NAME: [Command; 14] = [
    C::Split,
    C::Arrange,
    C::Deload,
    C::Overlay,
    C::Trends,
    C::Month,
    C::Bed,
    C::Event,
    C::Setup,
    C::Timer,
    C::EditWeek,
    C::Pin,
    C::Theme,
    C::Tour,
];

use Command as C;
use Group::{Around, Change, Morning, Program};
use strum::{EnumCount, EnumIter, VariantArray};

/// Every command of the planner.
pub static TABLE: &[Row] = &[
    row(Around, C::PreviousDay, "previous-day", &["h", "left"], "day", "the day before"),
    row(Around, C::NextDay, "next-day", &["l", "right"], "day", "the day after"),
    row(Around, C::GoDay(0), "day-1", &["1", "0", "home"], "Monday", "Monday"),
    row(Around, C::GoDay(1), "day-2", &["2"], "Tuesday", "Tuesday"),
    row(Around, C::GoDay(2), "day-3", &["3"], "Wednesday", "Wednesday"),
    row(Around, C::GoDay(3), "day-4", &["4"], "Thursday", "Thursday"),
    row(Around, C::GoDay(4), "day-5", &["5"], "Friday", "Friday"),
    row(Around, C::GoDay(5), "day-6", &["6"], "Saturday", "Saturday"),
    row(Around, C::GoDay(6), "day-7", &["7", "$", "end"], "Sunday", "Sunday"),
    row(Around, C::NextItem, "next-item", &["j", "down"], "item", "next item of the day"),
    row(Around, C::PreviousItem, "previous-item", &["k", "up"], "item", "previous item of the day"),
    row(Around, C::PreviousWeek, "previous-week", &["[", "pageup", "ctrl-left"], "week", "the week before"),
    row(Around, C::NextWeek, "next-week", &["]", "pagedown", "ctrl-right"], "week", "the week after"),
    row(Around, C::Today, "today", &["t"], "today", "today"),
    also(&["jump", "date"], with("DATE", row(Around, C::GoTo, "go-to", &["g d"], "go to", "go to a date"))),
    row(Around, C::Month, "month", &["g m"], "month", "a month at a glance"),
    also(&["heatmap", "calendar"], row(Around, C::Year, "year", &["g y"], "year", "a year: score, sleep or load")),
    also(
        &["mesocycle", "two months"],
        with("NAME", row(Around, C::Block, "block", &["g k"], "block", "sixty days; base, build, strength")),
    ),
    also(
        &["graph", "chart", "history"],
        row(Around, C::Trends, "trends", &["g t"], "trends", "charts, your usual range"),
    ),
    also(
        &["correlations", "insights"],
        row(Around, C::Patterns, "patterns", &["g p"], "patterns", "what goes with what"),
    ),
    also(
        &["weights", "ready"],
        row(Around, C::Learnt, "learnt", &["g l"], "own", "your own weights and the published ones"),
    ),
    also(&["summary", "weekly", "week"], row(Around, C::Review, "review", &["g w"], "review", "the week in review")),
    also(&["soreness", "muscles", "pain"], row(Around, C::Body, "body", &["g b"], "body", "how sore each region is")),
    also(&["diary", "notes"], row(Around, C::Journal, "journal", &["g j"], "journal", "search notes and wins")),
    row(Around, C::Find, "find", &["/"], "find", "find in plan and notes"),
    row(Around, C::NextPanel, "next-panel", &["tab"], "panel", "next panel: day, body, days, notes"),
    row(Around, C::PreviousPanel, "previous-panel", &["backtab"], "panel", "the panel before"),
    row(Around, C::Zoom, "zoom", &["z"], "zoom", "the panel in full screen"),
    also(
        &["morning", "log sleep", "log"],
        row(Morning, C::CheckIn, "check-in", &["c"], "check-in", "log the night, how you feel"),
    ),
    also(&["explain", "score", "recovery"], row(Morning, C::Why, "why", &["w"], "why", "why this score")),
    also(
        &["forecast", "plan without saving"],
        row(Morning, C::WhatIf, "what-if", &["f"], "what if", "try changes, unsaved"),
    ),
    row(Morning, C::Apply, "apply", &["="], "apply", "apply what is offered"),
    row(Morning, C::Hide, "hide", &["x"], "not now", "hide the offer"),
    also(
        &["complete", "finished", "mark", "keep rest"],
        row(Morning, C::Done, "done", &["space"], "done", "done or kept, then the actual RPE; or undo"),
    ),
    also(&["missed", "did not do"], row(Morning, C::Skip, "skip", &["S"], "skip", "skip, with a reason")),
    also(&["comment"], row(Morning, C::Note, "note", &["n"], "note", "the day's note")),
    row(Morning, C::Wins, "wins", &["W"], "wins", "what went well today"),
    row(Morning, C::Practices, "practices", &["o"], "practices", "recovery practices for the day"),
    with(
        "NAME",
        row(Morning, C::Timer, "timer", &[], "timer", "stretch, roll, breathe, box, meditate, walk, cold, contrast"),
    ),
    row(Morning, C::Snack, "snack", &["M"], "snack", "one more movement snack"),
    row(Morning, C::Fuel, "fuel", &["F"], "fuel", "protein, meal, water: doses and ticks"),
    row(Morning, C::Meals, "meals", &[], "meals", "meal ideas"),
    also(
        &["myths", "evidence", "sources"],
        row(Morning, C::Facts, "facts", &[], "facts", "myths about rest, what is known"),
    ),
    also(
        &["rest day", "day off", "recovery day"],
        row(Change, C::Rest, "rest", &["r"], "rest", "rest → active → back"),
    ),
    row(Change, C::InsertRest, "insert-rest", &["R"], "insert rest", "insert rest, shift the week"),
    with("DAY", row(Change, C::Swap, "swap", &["s"], "swap", "swap with a day")),
    row(Change, C::SwapBack, "swap-back", &["H", "shift-left"], "swap left", "swap with day before"),
    row(Change, C::SwapOn, "swap-on", &["L", "shift-right"], "swap right", "swap with day after"),
    also(&["reschedule"], with("DAY", row(Change, C::Move, "move", &["m"], "move", "move to a day"))),
    also(
        &["rename", "change session", "title", "minutes", "effort"],
        row(Change, C::Edit, "edit-item", &["e", "enter"], "edit", "edit in place"),
    ),
    row(Change, C::EditWeek, "edit", &[], "edit as text", "the week as text in your editor"),
    also(&["new session", "new workout"], row(Change, C::Add, "add", &["a"], "add", "add session or extra")),
    row(Change, C::Harder, "harder", &["+"], "RPE +1", "RPE up by 1"),
    row(Change, C::Easier, "easier", &["-"], "RPE −1", "RPE down by 1"),
    row(Change, C::Longer, "longer", &[">"], "+5 min", "5 minutes longer"),
    row(Change, C::Shorter, "shorter", &["<"], "−5 min", "5 minutes shorter"),
    also(&["delete", "remove"], row(Change, C::Cut, "cut", &["d"], "cut", "cut to the tray")),
    row(Change, C::Copy, "copy", &["y"], "copy", "copy"),
    also(&["paste"], row(Change, C::Put, "put", &["p"], "put", "put from tray or copy")),
    row(Change, C::CopyWeek, "copy-week", &["Y"], "copy week", "copy the week"),
    row(Change, C::PutWeek, "put-week", &["P"], "put week", "put the copied week here"),
    row(Change, C::Range, "range", &["v"], "range", "select days, then act on all"),
    also(
        &["sick", "illness", "injury", "injured", "travel", "holiday", "vacation", "trip"],
        row(Change, C::Overlay, "overlay", &["!"], "ill, away", "ill, hurt or away; end it"),
    ),
    row(Change, C::Repeat, "repeat", &["."], "repeat", "repeat the last change here"),
    also(
        &["optimise", "optimize", "best week", "reorder"],
        row(Change, C::Arrange, "arrange", &[], "arrange", "best order of the days left"),
    ),
    also(
        &["easy week", "back off", "rest week"],
        row(Change, C::Deload, "deload", &[], "deload", "seven easy days from here on"),
    ),
    row(Change, C::Pin, "pin", &[], "pin", "pin to its day, or unpin"),
    also(
        &["bedtime", "sleep tonight"],
        with("TIME", row(Change, C::Bed, "bed", &[], "bed time", "tonight's bed time, like 22:00")),
    ),
    also(
        &["race", "meet", "competition", "goal"],
        with("DATE NAME", row(Change, C::Event, "event", &[], "event", "name an event on a day, like a race")),
    ),
    row(Change, C::Taper, "taper", &[], "taper", "ease the days before the event"),
    also(
        &["template", "program", "plan"],
        with("NAME", row(Change, C::Split, "split", &[], "split", "change the split from today on")),
    ),
    also(&["take back"], row(Program, C::Undo, "undo", &["u"], "undo", "undo")),
    row(Program, C::Redo, "redo", &["ctrl-r"], "redo", "redo"),
    row(Program, C::UndoList, "undo-list", &["U"], "edits", "list of edits"),
    row(Program, C::Palette, "commands", &[":", "ctrl-p"], "all", "every command by name"),
    row(Program, C::Help, "help", &["?"], "help", "keys"),
    also(
        &["settings", "preferences", "about me", "age", "profile"],
        row(Program, C::Setup, "setup", &[], "setup", "what your plan should fit"),
    ),
    also(&["tutorial"], row(Program, C::Tour, "tour", &["f1"], "tour", "five steps on sample weeks")),
    row(Program, C::Demo, "demo", &[], "demo", "look around in sample weeks"),
    row(Program, C::Problems, "problems", &[], "problems", "lines not understood"),
    also(
        &["colours", "colors", "dark", "light"],
        with("NAME", row(Program, C::Theme, "theme", &[], "theme", "change the theme")),
    ),
    row(Program, C::Ascii, "ascii", &[], "ascii", "ASCII signs on or off"),
    with("FOLDER", row(Program, C::SaveCopy, "save-copy", &[], "save copy", "write unsaved weeks elsewhere")),
    row(Program, C::Back, "back", &["esc"], "back", "back one level"),
    also(&["exit"], row(Program, C::Quit, "quit", &["q"], "quit", "quit")),
];

/// Commands the footer offers, the most useful first; those that would do nothing here are left out.
pub const OFFERED: [Command; 21] = [
    C::CheckIn,
    C::Apply,
    C::Why,
    C::Rest,
    C::Swap,
    C::Done,
    C::Move,
    C::Edit,
    C::WhatIf,
    C::Hide,
    C::Skip,
    C::Undo,
    C::Put,
    C::Add,
    C::Note,
    C::Cut,
    C::Copy,
    C::Overlay,
    C::Range,
    C::NextWeek,
    C::Today,
];

/// The row of a command.
pub fn find(command: Command) -> &'static Row {
    TABLE.iter().find(|r| r.command == command).unwrap_or(&TABLE[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{Key, Keymap, Meaning, Own, chord};
    use strum::IntoEnumIterator;

    #[test]
    fn every_key_is_readable_and_asks_for_one_thing() {
        let map = Keymap::default();
        let mut seen: Vec<Vec<Key>> = Vec::new();
        for row in TABLE {
            for text in row.keys {
                let keys = chord(text).unwrap_or_else(|e| panic!("{}: {e}", row.name));
                let clash = seen.iter().any(|s| s.starts_with(&keys) || keys.starts_with(s));
                assert!(!clash, "{text} is used twice, or begins another");
                assert_eq!(map.meaning(&keys), Meaning::Asks(row.command));
                seen.push(keys);
            }
        }
        assert_eq!(map.meaning(&[Key::char('g')]), Meaning::Begins);
        assert_eq!(map.key_of(Command::Month).as_deref(), Some("gm"));
    }

    #[test]
    fn sentences_name_the_keys_that_are_in_use() {
        let text = "⟦add⟧ adds one, ⟦arrange⟧ orders, ⟦nothing⟧ is left ⟦open";
        assert_eq!(Keymap::default().spell(text), "a adds one, :arrange orders, nothing is left ⟦open");
        let own = Own { commands: vec![(Command::Add, vec![chord("ctrl-n").unwrap()])], ..Own::default() };
        let (own, _) = Keymap::with(&own);
        assert_eq!(own.spell("⟦add⟧ adds one"), "ctrl-n adds one");
    }

    /// Every name that a sentence of the program has spelled as a key is a command.
    #[test]
    fn every_key_in_a_sentence_is_a_command() {
        fn look(dir: &std::path::Path, asked: &mut Vec<String>) {
            for entry in std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()) {
                if entry.ends_with("src/keys") {
                    continue;
                }
                if entry.is_dir() {
                    look(&entry, asked);
                } else {
                    let text = std::fs::read_to_string(&entry).unwrap();
                    asked.extend(text.split('⟦').skip(1).filter_map(|t| Some(t.split_once('⟧')?.0.to_owned())));
                }
            }
        }
        let mut asked = Vec::new();
        look(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut asked);
        assert!(asked.len() > 20);
        let verb = |name: &str| {
            let (scope, verb) = name.split_once('.')?;
            let scope = crate::keys::Scope::ALL.into_iter().find(|s| s.name() == scope)?;
            scope.bindings().iter().find(|b| b.verb.name() == verb)
        };
        let is_known = |name: &str| TABLE.iter().any(|r| r.name == name) || verb(name).is_some();
        let unknown: Vec<_> = asked.iter().filter(|n| !is_known(n)).collect();
        assert_eq!(unknown, [""; 0]);
    }

    #[test]
    fn names_are_unique_and_every_command_has_a_row() {
        let mut names: Vec<_> = TABLE.iter().map(|r| r.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), TABLE.len());
        assert!(TABLE.iter().all(|r| find(r.command).name == r.name));
        let days = (0..7).map(Command::GoDay);
        let all = Command::iter().filter(|c| !matches!(c, Command::GoDay(_))).chain(days);
        let without: Vec<Command> = all.filter(|c| find(*c).command != *c).collect();
        assert_eq!(without, [], "a command without a row is never asked for");
    }
}
