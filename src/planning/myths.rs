//! Where a plan or a morning runs into one of the five myths about rest: the moment when the evidence against it helps.

use chrono::NaiveDate;
use strum::{EnumCount, IntoStaticStr, VariantArray};

use crate::domain::calendar::add_days;
use crate::domain::{CheckIn, Day, Days};
use crate::recovery::verdict::is_hard;
use crate::text::named;

/// When a myth is answered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, VariantArray, EnumCount, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum When {
    /// Six or seven days of training in a row.
    SeventhDay,
    /// A third hard day in a row.
    ThirdHardDay,
    /// No day of full rest is left in seven.
    NoFullRest,
    /// A rest day was filled with training.
    RestFilled,
    /// A morning is very sore, or hurts.
    Sore,
}

impl When {
    /// Every occasion.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Reads a name.
    ///
    /// # Errors
    /// A sentence with all names.
    pub fn parse(text: &str) -> Result<Self, String> {
        named(&Self::ALL, text, text, "an occasion of a myth")
    }

    /// The occasion of a morning: very sore, or something hurts.
    pub fn of_morning(c: &CheckIn) -> Option<Self> {
        (c.sorest().is_some_and(|n| n >= 7) || !c.pain.is_empty()).then_some(Self::Sore)
    }
}

/// How much a stretch of days asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Strain {
    /// The longest run of training days.
    run: usize,
    /// The longest run of hard days.
    hard: usize,
    /// The longest stretch without a day of full rest.
    without_rest: usize,
    /// Days of full rest.
    rests: usize,
}

impl Strain {
    /// The strain of `n` days from `first` on.
    pub fn of(days: &dyn Days, first: NaiveDate, n: i64) -> Self {
        let (mut out, mut run, mut hard, mut without) = (Self::default(), 0, 0, 0);
        for date in (0..n).map(|k| add_days(first, k)) {
            let day = days.day(date);
            let holds = day.is_some_and(|d| !d.sessions.is_empty());
            let rests = day.is_some_and(|d| d.is_rest()) && holds;
            let trains = day.is_some_and(|d| d.sessions.iter().any(|s| s.kind.is_training()));
            run = if trains { run + 1 } else { 0 };
            hard = if day.is_some_and(is_hard_day) { hard + 1 } else { 0 };
            // A day with nothing on it is unknown.
            without = if holds && !rests { without + 1 } else { 0 };
            out.rests += usize::from(rests);
            (out.run, out.hard) = (out.run.max(run), out.hard.max(hard));
            out.without_rest = out.without_rest.max(without);
        }
        out
    }

    /// The myth that an edit turning this into `after` runs into.
    pub fn worse(self, after: Self) -> Option<When> {
        let grew = |was: usize, is: usize, from: usize| is >= from && is > was;
        match () {
            () if grew(self.run, after.run, 6) => Some(When::SeventhDay),
            () if grew(self.hard, after.hard, 3) => Some(When::ThirdHardDay),
            () if grew(self.without_rest, after.without_rest, 7) => Some(When::NoFullRest),
            () if after.rests < self.rests => Some(When::RestFilled),
            () => None,
        }
    }
}

fn is_hard_day(day: &Day) -> bool {
    day.sessions.iter().any(is_hard)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Book, Kind, Rpe, Session, WeekId};

    /// Two weeks, a letter a day: `h` hard, `e` easy training, `a` active recovery, `r` full rest, `.` nothing.
    fn strain(days: &str) -> Strain {
        let first: NaiveDate = "2026-11-16".parse().unwrap();
        let mut book = Book::default();
        for (n, c) in days.chars().enumerate() {
            let date = add_days(first, n as i64);
            let with = |kind, rpe| Session { rpe: Some(Rpe::whole(rpe)), ..Session::new(kind, "x") };
            let sessions = match c {
                'h' => vec![with(Kind::Strength, 8)],
                'e' => vec![with(Kind::Endurance, 4)],
                'a' => vec![with(Kind::ActiveRecovery, 2)],
                'r' => vec![Session::full_rest()],
                _ => Vec::new(),
            };
            let mut week =
                book.week(WeekId::of(date)).cloned().unwrap_or_else(|| crate::domain::Week::new(WeekId::of(date)));
            week.day_mut(date).sessions = sessions;
            book.put(week);
        }
        Strain::of(&book, first, days.len() as i64)
    }

    #[test]
    fn an_edit_meets_the_myth_it_runs_into() {
        let worse = |was: &str, is: &str| strain(was).worse(strain(is));
        assert_eq!(worse("eaerhaa", "eaerhaa"), None);
        assert_eq!(worse("eaerhar", "eaeehar"), Some(When::RestFilled));
        assert_eq!(worse("eeeeere", "eeeeeee"), Some(When::SeventhDay));
        assert_eq!(worse("hhrahar", "hhhahar"), Some(When::ThirdHardDay));
        assert_eq!(worse("eaeraea", "eaeaaea"), Some(When::NoFullRest));
        // Across the end of a week too; days with nothing on them are unknown.
        assert_eq!(worse("r.reeeereer", "r.reeeeeeer"), Some(When::SeventhDay));
        assert_eq!(worse("e.r.e.e", "e.a.e.e"), Some(When::RestFilled));
        // What was true before is not brought up again.
        assert_eq!(worse("eeeeeee", "eeeeeae"), None);
    }
}
