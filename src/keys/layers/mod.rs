//! The keys of every layer: for each scope its verbs, their keys, and what its footer says about them. With the commands of
//! the week this is the one table of keys.

use strum::{EnumCount, IntoStaticStr, VariantArray};

use super::{Code, Command, Key};

mod bindings;
mod hints;

pub use bindings::Binding;
pub use hints::{Hint, SCROLL};

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
    /// A rating of how ready the user feels.
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
    /// Doses of food and drink.
    Fuel,
    /// Who trains.
    Setup,
    /// A timer.
    Timer,
    /// A timer at its end.
    TimerOver,
    /// The month.
    Month,
    /// The year.
    Year,
    /// A chart.
    Trends,
    /// Patterns.
    Patterns,
    /// A week in review.
    Review,
    /// What the score has learnt.
    Learnt,
    /// The body.
    Body,
    /// Sixty days.
    Block,
    /// Journal and search.
    Search,
    /// A panel over the whole screen.
    Zoom,
    /// Plans being tried.
    WhatIf,
    /// A question in one line.
    Strip,
}

/// What a layer can be asked to do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Verb {
    /// Up, or back in a page that scrolls.
    Up,
    /// Down, or forward in a page that scrolls.
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
    /// Clear the answer.
    Clear,
    /// Pain in the region.
    Pain,
    /// Continue in the editor.
    InEditor,
    /// Say how ready you feel.
    Rate,
    /// Copy the text.
    CopyText,
    /// Mark it done.
    MarkDone,
    /// Time it.
    Time,
    /// Pause, or resume.
    Pause,
    /// The bell on or off.
    Bell,
    /// A week back.
    PreviousWeek,
    /// A week forward.
    NextWeek,
    /// A month back.
    PreviousMonth,
    /// A month forward.
    NextMonth,
    /// A year back.
    PreviousYear,
    /// A year forward.
    NextYear,
    /// To today.
    Today,
    /// Move the week up.
    MoveUp,
    /// Move the week down.
    MoveDown,
    /// Take the deload that is due.
    ApplyDeload,
    /// Correct what was logged.
    Correct,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// The next plan.
    NextPlan,
    /// Another bed time.
    BedTime,
    /// Hide the prepared change for today.
    HideOffer,
    /// What went well.
    Wins,
    /// Leave the full screen.
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
            Self::Previous => "the field before",
            Self::Take => "save, choose, go there",
            Self::Leave => "close it, or go back",
            Self::Complete => "put the line's name into the filter",
            Self::StepUp => "a step up the scale",
            Self::StepDown => "a step down the scale",
            Self::AsYesterday => "yesterday's answer",
            Self::Clear => "clear the answer",
            Self::Pain => "pain in the region",
            Self::InEditor => "continue in your editor",
            Self::Rate => "say how ready you feel",
            Self::CopyText => "copy the text",
            Self::MarkDone => "mark it done",
            Self::Time => "time it",
            Self::Pause => "pause, resume",
            Self::Bell => "the bell, on or off",
            Self::PreviousWeek => "the week before",
            Self::NextWeek => "the week after",
            Self::PreviousMonth => "the month before",
            Self::NextMonth => "the month after",
            Self::PreviousYear => "the year before",
            Self::NextYear => "the year after",
            Self::Today => "today",
            Self::MoveUp => "move the week up",
            Self::MoveDown => "move the week down",
            Self::Correct => "correct what was logged",
            Self::ApplyDeload => "apply the deload that is due",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::NextPlan => "the next plan",
            Self::BedTime => "another bed time for tonight",
            Self::HideOffer => "hide it for now",
            Self::Wins => "what went well",
            Self::Zoom => "leave the full screen",
        }
    }
}

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
            Self::Lines => "text to read",
            Self::Help => "help",
            Self::Edits => "list of edits",
            Self::Practices => "practices",
            Self::Fuel => "fuel",
            Self::Setup => "setup",
            Self::Timer => "timer",
            Self::TimerOver => "finished timer",
            Self::Month => "month",
            Self::Year => "year",
            Self::Trends => "trends",
            Self::Patterns => "patterns",
            Self::Review => "week in review",
            Self::Learnt => "what the score has learnt",
            Self::Body => "body",
            Self::Block => "sixty days",
            Self::Search => "journal and find",
            Self::Zoom => "zoomed panel",
            Self::WhatIf => "what if",
            Self::Strip => "one-line questions",
        }
    }

    /// Whether text is typed in it.
    pub fn types(self) -> bool {
        matches!(
            self,
            Self::Form | Self::List | Self::Note | Self::Wins | Self::GoTo | Self::Help | Self::Search | Self::Setup
        )
    }

    /// Whether it takes the key as a letter of a text or as an answer, so that the key cannot ask for a verb.
    pub fn takes(self, key: Key) -> bool {
        let Some(c) = key.typed() else { return false };
        match self {
            // Hours, times and yes or no are written with these.
            Self::CheckIn => c.is_ascii_digit() || ".,: hapmyn".contains(c),
            Self::Rating => c.is_ascii_digit() || c == '+',
            Self::Trends => ('1'..='7').contains(&c),
            Self::Year => ('1'..='3').contains(&c),
            Self::Fuel => "pmcwe".contains(c),
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

    /// Whether a command of the week still works under it.
    pub fn lets_through(self, command: Command) -> bool {
        match self {
            Self::Zoom => true,
            // Only changes to the plan are tried.
            Self::WhatIf => !matches!(
                command,
                Command::CheckIn
                    | Command::Note
                    | Command::Redo
                    | Command::UndoList
                    | Command::SaveCopy
                    | Command::Wins
                    | Command::Snack
                    | Command::Fuel
                    | Command::EditWeek
                    | Command::Practices
                    | Command::Timer
                    | Command::Block
                    | Command::Setup
                    | Command::Event
                    | Command::Taper
            ),
            _ => false,
        }
    }

    /// Whether the keys of the week still work under it.
    pub fn over_grid(self) -> bool {
        matches!(self, Self::Zoom | Self::WhatIf)
    }

    /// The binding of a verb, if it has one here.
    pub fn binding(self, verb: Verb) -> Option<&'static Binding> {
        self.bindings().iter().find(|b| b.verb == verb)
    }
}

/// Whether a key types a character, so that a text takes it first.
pub fn types(key: Key) -> bool {
    matches!(key.code, Code::Char(_)) && !key.ctrl && !key.alt
}
