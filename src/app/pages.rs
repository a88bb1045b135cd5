//! Pages over the whole screen: month, trends, patterns, body, sixty days, journal and search.

use chrono::{Datelike, Months, NaiveDate};
use strum::{EnumCount, VariantArray};

use super::layer::Layer;
use super::model::Model;
use super::msg::Effect;
use super::over::scrolled;
use super::search::Search;
use crate::domain::WeekId;
use crate::domain::calendar::add_days;
use crate::edit::{Edit, WeekEdit};
use crate::insight::patterns::{Patterns, patterns};
use crate::insight::trends::{Metric, Speed, series, speed};
use crate::keys::{Code, Key};
use crate::keys::{Command, Meaning};

/// Weeks before and after the running one that the block shows: sixty days and a few.
pub const BLOCK: (i64, i64) = (4, 4);

/// How far back a chart goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, VariantArray, EnumCount)]
pub enum Span {
    /// Fourteen days.
    TwoWeeks,
    /// Forty-two days.
    SixWeeks,
    /// Three months.
    Quarter,
    /// A year.
    Year,
    /// Everything on file.
    All,
}

impl Span {
    /// Every span, the shortest first.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Its name on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::TwoWeeks => "2 weeks",
            Self::SixWeeks => "6 weeks",
            Self::Quarter => "3 months",
            Self::Year => "1 year",
            Self::All => "all years",
        }
    }

    /// The same in as few letters as can be.
    pub fn short(self) -> &'static str {
        match self {
            Self::TwoWeeks => "2 wk",
            Self::SixWeeks => "6 wk",
            Self::Quarter => "3 mo",
            Self::Year => "1 yr",
            Self::All => "all",
        }
    }

    /// Its first day; `first` is the first on file.
    pub fn from(self, today: NaiveDate, first: NaiveDate) -> NaiveDate {
        match self {
            Self::TwoWeeks => add_days(today, -13),
            Self::SixWeeks => add_days(today, -41),
            Self::Quarter => add_days(today, -91),
            Self::Year => add_days(today, -364),
            Self::All => first.min(add_days(today, -13)),
        }
    }
}

/// What the patterns page tells.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Report {
    /// What goes with what.
    pub patterns: Patterns,
    /// Recovery speed by month, oldest first.
    pub speed: Vec<Speed>,
}

impl Model {
    /// The first day of a chart.
    pub fn chart_from(&self, span: Span) -> NaiveDate {
        span.from(self.weeks.today(), self.first_logged().unwrap_or(self.weeks.today()))
    }

    /// The values of a chart, a day each, up to today.
    pub fn chart(&self, metric: Metric, from: NaiveDate) -> Vec<Option<f64>> {
        series(self.weeks.book(), from, self.weeks.today(), metric, &|d| self.recovery(d).map(|r| r.shown))
    }

    /// What an open page shows of weeks that have just been read.
    pub(super) fn look_again(&mut self) {
        let from = self.first_logged().unwrap_or(self.weeks.today());
        match &mut self.view.layer {
            Some(Layer::Search(search)) => search.look(self.weeks.book()),
            Some(Layer::Patterns { report, .. }) => {
                let dates: Vec<NaiveDate> =
                    (0..=(self.weeks.today() - from).num_days()).map(|n| add_days(from, n)).collect();
                **report = Report {
                    patterns: patterns(self.weeks.book(), &dates, &self.setup.basis),
                    speed: speed(self.weeks.book(), from, self.weeks.today(), &self.setup.basis),
                };
            }
            _ => {}
        }
    }

    pub(super) fn page_key(&mut self, layer: Layer, key: Key) -> Vec<Effect> {
        if let Layer::Search(search) = layer {
            return self.search_key(search, key);
        }
        if matches!(key.code, Code::Esc) || key.typed() == Some('q') {
            self.view.notice = None;
            return Vec::new();
        }
        match layer {
            Layer::Month => self.month_key(key),
            Layer::Trends { metric, span } => {
                self.view.layer = Some(trends_key(metric, span, key));
                Vec::new()
            }
            Layer::Patterns { report, top } => {
                self.view.layer = scrolled(key, top).map(|top| Layer::Patterns { report, top });
                Vec::new()
            }
            Layer::Block { at } => self.block_key(at, key),
            // A page that takes no keys of its own lets them go on to the grid.
            _ => self.pass_on(key),
        }
    }

    fn pass_on(&mut self, key: Key) -> Vec<Effect> {
        match self.setup.keymap.meaning(&[key]) {
            Meaning::Asks(Command::PreviousDay | Command::NextDay | Command::Today) => {
                let Meaning::Asks(command) = self.setup.keymap.meaning(&[key]) else { return Vec::new() };
                let effects = self.run(command, None);
                self.view.layer = Some(Layer::Body);
                effects
            }
            _ => Vec::new(),
        }
    }

    fn month_key(&mut self, key: Key) -> Vec<Effect> {
        let by = |days: i64| Some(add_days(self.view.cursor(), days));
        let to = match (key.code, key.typed()) {
            (Code::Left, _) | (_, Some('h')) => by(-1),
            (Code::Right, _) | (_, Some('l')) => by(1),
            (Code::Up, _) | (_, Some('k')) => by(-7),
            (Code::Down, _) | (_, Some('j')) => by(7),
            (Code::PageUp, _) | (_, Some('[')) => self.view.cursor().checked_sub_months(Months::new(1)),
            (Code::PageDown, _) | (_, Some(']')) => self.view.cursor().checked_add_months(Months::new(1)),
            (_, Some('t')) => Some(self.weeks.today()),
            (Code::Enter, _) => return Vec::new(),
            _ => None,
        };
        let mut effects = to.map_or_else(Vec::new, |d| self.go_to(d));
        let first = self.view.cursor().with_day(1).unwrap_or(self.view.cursor());
        effects.extend(self.load_range(WeekId::of(first), WeekId::of(add_days(first, 31))));
        self.view.layer = Some(Layer::Month);
        effects
    }

    /// Reads the weeks of a range that were not read yet.
    pub(super) fn load_range(&self, first: WeekId, last: WeekId) -> Vec<Effect> {
        let count = (last.monday() - first.monday()).num_days() / 7;
        let missing: Vec<WeekId> =
            (0..=count).map(|n| first.shift(n)).filter(|id| !self.weeks.loaded.contains(id)).collect();
        if missing.is_empty() { Vec::new() } else { vec![Effect::Load(missing)] }
    }

    fn block_key(&mut self, at: WeekId, key: Key) -> Vec<Effect> {
        let here = WeekId::of(self.weeks.today());
        let (first, last) = (here.shift(-BLOCK.0), here.shift(BLOCK.1));
        let mut effects = Vec::new();
        let next = match (key.code, key.typed()) {
            (Code::Up, _) | (_, Some('k')) => at.shift(-1),
            (Code::Down, _) | (_, Some('j')) => at.shift(1),
            (_, Some('t')) => here,
            (Code::Enter, _) => return self.go_to(if at == here { self.weeks.today() } else { at.monday() }),
            (_, Some(c @ ('K' | 'J'))) => {
                let to = at.shift(if c == 'J' { 1 } else { -1 });
                let edit = Edit::Week(WeekEdit::Swap { a: at, b: to });
                match self.trial(&edit) {
                    Err(why) => {
                        self.refuse_because(&why);
                        at
                    }
                    Ok(()) => {
                        effects = self.make(edit, None);
                        to
                    }
                }
            }
            _ => match self.setup.keymap.meaning(&[key]) {
                Meaning::Asks(command @ (Command::Undo | Command::Redo)) => {
                    effects = self.run(command, None);
                    at
                }
                _ => at,
            },
        };
        self.view.layer = Some(Layer::Block { at: next.clamp(first, last) });
        effects
    }

    fn search_key(&mut self, mut search: Box<Search>, key: Key) -> Vec<Effect> {
        let last = search.hits.len().saturating_sub(1);
        match (key.code, key.ctrl) {
            (Code::Esc, _) => return Vec::new(),
            (Code::Enter, _) => {
                return match search.hits.get(search.at).map(|h| h.date) {
                    Some(date) => self.go_to(date),
                    None => Vec::new(),
                };
            }
            (Code::Down, _) | (Code::Char('n' | 'j'), true) => search.at = (search.at + 1).min(last),
            (Code::Up, _) | (Code::Char('p' | 'k'), true) => search.at = search.at.saturating_sub(1),
            (Code::PageDown, _) => search.at = (search.at + 10).min(last),
            (Code::PageUp, _) => search.at = search.at.saturating_sub(10),
            _ => {
                search.filter.press(key);
                search.at = 0;
                search.look(self.weeks.book());
                search.at = 0;
            }
        }
        self.view.layer = Some(Layer::Search(search));
        Vec::new()
    }
}

fn trends_key(metric: Metric, span: Span, key: Key) -> Layer {
    let at = Metric::ALL.iter().position(|m| *m == metric).unwrap_or(0);
    let wide = Span::ALL.iter().position(|s| *s == span).unwrap_or(0);
    let (at, wide) = match (key.code, key.typed()) {
        (Code::Down, _) | (_, Some('j')) => ((at + 1) % Metric::ALL.len(), wide),
        (Code::Up, _) | (_, Some('k')) => ((at + Metric::ALL.len() - 1) % Metric::ALL.len(), wide),
        (Code::Left, _) | (_, Some('h' | '-')) => (at, wide.saturating_sub(1)),
        (Code::Right, _) | (_, Some('l' | '+')) => (at, (wide + 1).min(Span::ALL.len() - 1)),
        (_, Some(c @ '1'..='5')) => (c as usize - '1' as usize, wide),
        _ => (at, wide),
    };
    Layer::Trends { metric: Metric::ALL[at], span: Span::ALL[wide] }
}
