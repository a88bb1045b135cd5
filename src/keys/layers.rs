//! The keys of every layer: for each scope what it can be asked for, by which keys, and what its
//! footer says of them. With the commands of the week this is the one table of keys.

use strum::{EnumCount, IntoStaticStr, VariantArray};

use super::{Code, Command, Key};

/// Where a key is pressed: on the week, or in a layer over it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, VariantArray, EnumCount, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Scope {
    /// The check-in.
    CheckIn,
    /// A session edited in place.
    Form,
    /// A list filtered by typing.
    List,
    /// A note.
    Note,
    /// What went well.
    Wins,
    /// A date.
    GoTo,
    /// Why this score.
    Why,
    /// A rating of how ready one feels.
    Rating,
    /// A prepared edit.
    Offer,
    /// Lines to read.
    Lines,
    /// The keys.
    Help,
    /// The list of edits.
    Edits,
    /// Recovery practices.
    Practices,
    /// A timer.
    Timer,
    /// A timer at its end.
    TimerOver,
    /// The month.
    Month,
    /// A chart.
    Trends,
    /// Patterns.
    Patterns,
    /// The body.
    Body,
    /// Sixty days.
    Block,
    /// Journal and search.
    Search,
    /// A panel over the whole screen.
    Zoom,
    /// Plans that are tried.
    WhatIf,
    /// An answer in one line.
    Strip,
}

/// What a layer can be asked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Verb {
    /// Up, or back in what scrolls.
    Up,
    /// Down, or on in what scrolls.
    Down,
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the first line.
    First,
    /// To the last line.
    Last,
    /// To the next field.
    Next,
    /// To the field before.
    Previous,
    /// What enter does: save, choose, go there.
    Take,
    /// Close it, or go back.
    Leave,
    /// Put the line's name into the filter.
    Complete,
    /// A step up the scale.
    StepUp,
    /// A step down the scale.
    StepDown,
    /// Yesterday's answer.
    AsYesterday,
    /// Take the answer off.
    Clear,
    /// Pain in the region.
    Pain,
    /// Go on in the editor.
    InEditor,
    /// Say how ready one feels.
    Rate,
    /// Copy the text.
    CopyText,
    /// Mark it done.
    MarkDone,
    /// Time it.
    Time,
    /// Pause, or go on.
    Pause,
    /// The bell on or off.
    Bell,
    /// A month back.
    PreviousMonth,
    /// A month on.
    NextMonth,
    /// To today.
    Today,
    /// Move the week up.
    MoveUp,
    /// Move the week down.
    MoveDown,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// The next plan.
    NextPlan,
    /// Another bed time.
    BedTime,
    /// Out of the whole screen.
    Zoom,
}

impl Verb {
    /// Its name in a keymap.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// What it does, in a few words.
    pub fn doc(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Left => "to the left, or less",
            Self::Right => "to the right, or more",
            Self::PageUp => "a page up",
            Self::PageDown => "a page down",
            Self::First => "the first",
            Self::Last => "the last",
            Self::Next => "the next field",
            Self::Previous => "the one before",
            Self::Take => "save, choose, go there",
            Self::Leave => "close it, or go back",
            Self::Complete => "put the line's name into the filter",
            Self::StepUp => "a step up the scale",
            Self::StepDown => "a step down the scale",
            Self::AsYesterday => "yesterday's answer",
            Self::Clear => "take the answer off",
            Self::Pain => "pain in the region",
            Self::InEditor => "go on in your editor",
            Self::Rate => "say how ready you feel",
            Self::CopyText => "copy the text",
            Self::MarkDone => "mark it done",
            Self::Time => "time it",
            Self::Pause => "pause, go on",
            Self::Bell => "the bell, on or off",
            Self::PreviousMonth => "the month before",
            Self::NextMonth => "the month after",
            Self::Today => "today",
            Self::MoveUp => "move the week up",
            Self::MoveDown => "move the week down",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::NextPlan => "the next plan",
            Self::BedTime => "another bed time for tonight",
            Self::Zoom => "out of the whole screen",
        }
    }
}

/// Keys of a scope that ask for one thing.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// What they ask for.
    pub verb: Verb,
    /// Keys of its own.
    pub keys: &'static [&'static str],
    /// A command of the week whose keys ask for it too.
    pub like: Option<Command>,
}

macro_rules! own {
    ($verb:expr, $keys:expr) => {
        Binding { verb: $verb, keys: $keys, like: None }
    };
}

macro_rules! like {
    ($verb:expr, $command:expr, $keys:expr) => {
        Binding { verb: $verb, keys: $keys, like: Some($command) }
    };
}

const LEAVE: Binding = like!(Verb::Leave, Command::Back, &[]);
const LEAVE_PAGE: Binding = like!(Verb::Leave, Command::Back, &["q"]);
const TAKE: Binding = own!(Verb::Take, &["enter"]);
const DOWN: Binding = own!(Verb::Down, &["j", "down"]);
const UP: Binding = own!(Verb::Up, &["k", "up"]);
/// Down and up where letters are typed.
const DOWN_TYPED: Binding = own!(Verb::Down, &["down", "ctrl-n", "ctrl-j"]);
const UP_TYPED: Binding = own!(Verb::Up, &["up", "ctrl-p", "ctrl-k"]);
const PAGE_DOWN: Binding = own!(Verb::PageDown, &["pagedown"]);
const PAGE_UP: Binding = own!(Verb::PageUp, &["pageup"]);
/// A page on in what only scrolls.
const READ_ON: Binding = own!(Verb::PageDown, &["pagedown", "space"]);

/// What a footer says of keys.
#[derive(Clone, Copy, Debug)]
pub enum Hint {
    /// The keys of these, and what they do.
    Keys(&'static [Verb], &'static str),
    /// The same of commands of the week, which go on working.
    Grid(&'static [Command], &'static str),
    /// Keys that are no command, such as letters of a text, and what they do.
    Typed(&'static str, &'static str),
}

use Command as C;
use Hint::{Grid, Keys, Typed};
use Verb as V;

impl Scope {
    /// Every scope, in the order of the reference.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Its name in a keymap.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// What it is, for the reference.
    pub fn title(self) -> &'static str {
        match self {
            Self::CheckIn => "check-in",
            Self::Form => "editing a session",
            Self::List => "lists",
            Self::Note => "note",
            Self::Wins => "what went well",
            Self::GoTo => "go to",
            Self::Why => "why this score",
            Self::Rating => "rating yourself",
            Self::Offer => "a prepared change",
            Self::Lines => "lines to read",
            Self::Help => "help",
            Self::Edits => "list of edits",
            Self::Practices => "practices",
            Self::Timer => "timer",
            Self::TimerOver => "timer, at its end",
            Self::Month => "month",
            Self::Trends => "trends",
            Self::Patterns => "patterns",
            Self::Body => "body",
            Self::Block => "sixty days",
            Self::Search => "journal and find",
            Self::Zoom => "zoomed panel",
            Self::WhatIf => "what if",
            Self::Strip => "answers in one line",
        }
    }

    /// Whether text is typed in it.
    pub fn types(self) -> bool {
        matches!(self, Self::Form | Self::List | Self::Note | Self::Wins | Self::GoTo | Self::Help | Self::Search)
    }

    /// Whether it takes the key as a letter of a text or as an answer, so that it can ask for nothing.
    pub fn takes(self, key: Key) -> bool {
        let Some(c) = key.typed() else { return false };
        match self {
            // Hours, times and yes or no are written with these.
            Self::CheckIn => c.is_ascii_digit() || ".,: hapmyn".contains(c),
            Self::Rating => c.is_ascii_digit() || c == '+',
            Self::Trends => ('1'..='5').contains(&c),
            Self::Strip => true,
            _ => self.types(),
        }
    }

    /// Whether the key moves in a text that is typed, or deletes in it.
    pub fn edits_text(self, key: Key) -> bool {
        use Code::{Backspace, Delete, End, Home, Left, Right};
        self.types()
            && key == Key::plain(key.code)
            && matches!(key.code, Backspace | Delete | End | Home | Left | Right)
    }

    /// Whether a command of the week goes on working under it.
    pub fn lets_through(self, command: Command) -> bool {
        match self {
            Self::Zoom => true,
            // Only the plan is tried.
            Self::WhatIf => !matches!(
                command,
                C::CheckIn
                    | C::Note
                    | C::Redo
                    | C::UndoList
                    | C::SaveCopy
                    | C::Wins
                    | C::Snack
                    | C::Fuel
                    | C::EditWeek
                    | C::Practices
                    | C::Timer
                    | C::Block
            ),
            _ => false,
        }
    }

    /// Whether the keys of the week go on working under it.
    pub fn over_grid(self) -> bool {
        matches!(self, Self::Zoom | Self::WhatIf)
    }

    /// What it can be asked for.
    pub fn bindings(self) -> &'static [Binding] {
        match self {
            Self::CheckIn => &[
                own!(V::Down, &["j", "down", "tab"]),
                own!(V::Up, &["k", "up", "backtab"]),
                own!(V::StepUp, &["+"]),
                own!(V::StepDown, &["-"]),
                own!(V::AsYesterday, &["="]),
                own!(V::Clear, &["x", "delete"]),
                own!(V::Pain, &["!"]),
                TAKE,
                LEAVE,
            ],
            Self::Form => &[
                own!(V::Next, &["tab"]),
                own!(V::Previous, &["backtab"]),
                own!(V::Up, &["up"]),
                own!(V::Down, &["down"]),
                TAKE,
                LEAVE,
            ],
            Self::List => {
                &[UP_TYPED, DOWN_TYPED, own!(V::Previous, &["backtab"]), own!(V::Complete, &["tab"]), TAKE, LEAVE]
            }
            Self::Note => &[TAKE, own!(V::InEditor, &["ctrl-o"]), LEAVE],
            Self::Wins | Self::GoTo => &[TAKE, LEAVE],
            Self::Why => &[DOWN, UP, READ_ON, PAGE_UP, own!(V::Rate, &["i"]), own!(V::CopyText, &["y"]), LEAVE],
            Self::Rating => &[LEAVE],
            Self::Offer => &[like!(V::Take, Command::Apply, &["enter"]), LEAVE],
            Self::Lines | Self::Patterns => &[DOWN, UP, READ_ON, PAGE_UP, LEAVE_PAGE],
            Self::Help => &[
                own!(V::Up, &["up", "ctrl-p", "ctrl-k", "backtab"]),
                own!(V::Down, &["down", "ctrl-n", "ctrl-j", "tab"]),
                PAGE_DOWN,
                PAGE_UP,
                TAKE,
                LEAVE,
            ],
            Self::Edits => &[
                like!(V::Undo, Command::Undo, &[]),
                like!(V::Redo, Command::Redo, &[]),
                DOWN,
                UP,
                READ_ON,
                PAGE_UP,
                LEAVE_PAGE,
            ],
            Self::Practices => &[
                DOWN,
                UP,
                PAGE_DOWN,
                PAGE_UP,
                own!(V::First, &["home"]),
                own!(V::Last, &["end"]),
                TAKE,
                own!(V::MarkDone, &["space"]),
                own!(V::Time, &["t"]),
                like!(V::Leave, Command::Back, &["q", "o"]),
            ],
            Self::Timer => &[
                own!(V::Pause, &["space"]),
                own!(V::Left, &["left", "up", "h", "k"]),
                own!(V::Right, &["right", "down", "l", "j"]),
                own!(V::Bell, &["b"]),
                TAKE,
                LEAVE_PAGE,
            ],
            Self::TimerOver => &[TAKE, own!(V::Left, &["left", "up", "h", "k"]), own!(V::Bell, &["b"]), LEAVE_PAGE],
            Self::Month => &[
                own!(V::Left, &["h", "left"]),
                DOWN,
                UP,
                own!(V::Right, &["l", "right"]),
                own!(V::PreviousMonth, &["[", "pageup"]),
                own!(V::NextMonth, &["]", "pagedown"]),
                own!(V::Today, &["t"]),
                TAKE,
                LEAVE_PAGE,
            ],
            Self::Trends => {
                &[DOWN, UP, own!(V::Left, &["h", "left", "-"]), own!(V::Right, &["l", "right", "+"]), LEAVE_PAGE]
            }
            Self::Body => &[
                like!(V::Left, Command::PreviousDay, &[]),
                like!(V::Right, Command::NextDay, &[]),
                like!(V::Today, Command::Today, &[]),
                LEAVE_PAGE,
            ],
            Self::Block => &[
                DOWN,
                UP,
                own!(V::MoveDown, &["J"]),
                own!(V::MoveUp, &["K"]),
                own!(V::Today, &["t"]),
                like!(V::Undo, Command::Undo, &[]),
                like!(V::Redo, Command::Redo, &[]),
                TAKE,
                LEAVE_PAGE,
            ],
            Self::Search => &[UP_TYPED, DOWN_TYPED, PAGE_DOWN, PAGE_UP, TAKE, LEAVE],
            Self::Zoom => &[like!(V::Zoom, Command::Zoom, &[]), like!(V::Leave, Command::Back, &["q"])],
            Self::WhatIf => &[
                own!(V::NextPlan, &["tab"]),
                own!(V::BedTime, &["b"]),
                TAKE,
                like!(V::Leave, Command::Back, &["q", "f"]),
            ],
            Self::Strip => &[own!(V::Left, &["left"]), own!(V::Right, &["right"]), TAKE, LEAVE],
        }
    }

    /// What its footer says, in its order.
    pub fn hints(self) -> &'static [Hint] {
        match self {
            Self::CheckIn => &[
                Typed("0–9", "answer"),
                Keys(&[V::Down, V::Up], "line"),
                Keys(&[V::StepUp, V::StepDown], "step"),
                Keys(&[V::AsYesterday], "as yesterday"),
                Keys(&[V::Clear], "clear"),
                Keys(&[V::Take], "save"),
                Keys(&[V::Leave], "later"),
            ],
            Self::Form => &[
                Keys(&[V::Next, V::Up, V::Down], "field"),
                Keys(&[V::Take], "save"),
                Keys(&[V::Leave], "leave as it was"),
            ],
            Self::List => &[
                Typed("type", "to filter"),
                Keys(&[V::Up, V::Down], "choose"),
                Keys(&[V::Complete], "complete"),
                Keys(&[V::Take], "take it"),
                Keys(&[V::Leave], "leave"),
            ],
            Self::Note => &[
                Keys(&[V::InEditor], "in your editor"),
                Keys(&[V::Take], "save"),
                Keys(&[V::Leave], "leave as it was"),
            ],
            Self::Wins => &[Typed(";", "between two"), Keys(&[V::Take], "save"), Keys(&[V::Leave], "leave as it was")],
            Self::GoTo => &[Keys(&[V::Take], "go"), Keys(&[V::Leave], "stay")],
            Self::Why => &[
                Keys(&[V::Down, V::Up], SCROLL),
                Keys(&[V::Rate], "I feel different"),
                Keys(&[V::CopyText], "copy"),
                Keys(&[V::Leave], "close"),
            ],
            Self::Rating => &[Typed("0–9", "how ready you feel"), Typed("+", "10"), Keys(&[V::Leave], "leave it")],
            Self::Offer => &[Keys(&[V::Take], "apply as one undo step"), Keys(&[V::Leave], "leave it as it is")],
            Self::Lines | Self::Patterns => &[Keys(&[V::Down, V::Up], SCROLL), Keys(&[V::Leave], "close")],
            Self::Help => &[
                Typed("type", "to filter"),
                Keys(&[V::Up, V::Down], "choose"),
                Keys(&[V::Take], "run the line"),
                Keys(&[V::Leave], "close"),
            ],
            Self::Edits => &[
                Keys(&[V::Undo], "undo"),
                Keys(&[V::Redo], "redo"),
                Keys(&[V::Down, V::Up], SCROLL),
                Keys(&[V::Leave], "close"),
            ],
            Self::Practices => &[
                Keys(&[V::Down, V::Up], "choose"),
                Keys(&[V::Take], "add to the day"),
                Keys(&[V::MarkDone], "done"),
                Keys(&[V::Time], "timer"),
                Keys(&[V::Leave], "close"),
            ],
            Self::Timer => &[
                Keys(&[V::Pause], "pause, go on"),
                Keys(&[V::Left, V::Right], "step"),
                Keys(&[V::Bell], "bell"),
                Keys(&[V::Take], "note as done"),
                Keys(&[V::Leave], "leave"),
            ],
            Self::TimerOver => {
                &[Keys(&[V::Take], "note it as done"), Keys(&[V::Left], "back"), Keys(&[V::Leave], "leave")]
            }
            Self::Month => &[
                Keys(&[V::Left, V::Down, V::Up, V::Right], "day"),
                Keys(&[V::PreviousMonth, V::NextMonth], "month"),
                Keys(&[V::Today], "today"),
                Keys(&[V::Take], "to that day"),
                Keys(&[V::Leave], "close"),
            ],
            Self::Trends => &[
                Keys(&[V::Down, V::Up], "what"),
                Keys(&[V::Left, V::Right], "how long"),
                Typed("1–5", "choose"),
                Keys(&[V::Leave], "close"),
            ],
            Self::Body => &[Keys(&[V::Left, V::Right], "day"), Keys(&[V::Today], "today"), Keys(&[V::Leave], "close")],
            Self::Block => &[
                Keys(&[V::Down, V::Up], "week"),
                Keys(&[V::MoveDown, V::MoveUp], "move it down, up"),
                Keys(&[V::Undo], "undo"),
                Keys(&[V::Take], "to that week"),
                Keys(&[V::Leave], "close"),
            ],
            Self::Search => &[
                Typed("type", "to search"),
                Keys(&[V::Up, V::Down], "choose"),
                Keys(&[V::Take], "to that day"),
                Keys(&[V::Leave], "close"),
            ],
            Self::Zoom => &[
                Grid(&[C::NextPanel], "next panel"),
                Grid(&[C::PreviousDay, C::NextDay], "day"),
                Keys(&[V::Zoom], "back"),
                Keys(&[V::Leave], "back"),
            ],
            Self::WhatIf => &[
                Grid(&[C::Rest, C::Swap, C::Move, C::Harder, C::Easier], "change"),
                Keys(&[V::NextPlan], "next plan"),
                Keys(&[V::BedTime], "bed time"),
                Grid(&[C::Undo], "undo"),
                Keys(&[V::Take], "apply"),
                Keys(&[V::Leave], "leave"),
            ],
            Self::Strip => &[Keys(&[V::Leave], "leave it")],
        }
    }

    /// The binding of what it can be asked for.
    pub fn binding(self, verb: Verb) -> Option<&'static Binding> {
        self.bindings().iter().find(|b| b.verb == verb)
    }
}

/// What is said of keys that scroll: nothing, where there is nothing to scroll.
pub const SCROLL: &str = "scroll";

/// Whether a key types a character, so that a text takes it first.
pub fn types(key: Key) -> bool {
    matches!(key.code, Code::Char(_)) && !key.ctrl && !key.alt
}
