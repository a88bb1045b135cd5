//! An evening: when to be in bed, and when to get up.

use chrono::NaiveDate;

use super::desk::Desk;
use crate::domain::ClockTime;
use crate::domain::calendar::add_days;
use crate::recovery::flags::Flag;
use crate::recovery::stats::median;

/// Minutes before and after bed time in which it is mentioned. Chosen: an evening's worth.
const NEAR: u16 = 180;

/// What is known of an evening and of the morning after it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Evening {
    /// Bed time: the one planned for that day, else the standing one.
    pub bed: Option<ClockTime>,
    /// The usual time of getting up.
    pub wake: Option<ClockTime>,
    /// The day after is planned as rest: nothing needs an alarm.
    pub no_alarm: bool,
}

impl Evening {
    /// Whether bed time is near at that time of day.
    pub fn is_near(&self, now: ClockTime) -> bool {
        self.bed.is_some_and(|bed| now.until(bed) <= NEAR || bed.until(now) <= NEAR)
    }
}

/// Nights that a median is taken over, and how many of them must be known (four weeks, two of them).
const NIGHTS: (i64, usize) = (28, 14);

/// Your own median of the last nights, rounded to five minutes, within the 7 to 9 hours that adults need (Watson 2015); `None`
/// until there are enough.
pub fn own_median(desk: &Desk<'_>) -> Option<f64> {
    let nights: Vec<f64> = (0..NIGHTS.0).filter_map(|n| desk.log().slept(add_days(desk.today, -n))).collect();
    let own = median(nights.clone()).filter(|_| nights.len() >= NIGHTS.1)?;
    Some(((own * 12.0).round() / 12.0).clamp(7.0, 9.0))
}

/// From how many nights a week an hour or more under the need nights are slipping. Chosen: most evenings of a working week.
const SLIPPING: usize = 3;

impl Desk<'_> {
    /// Whether nights are slipping: three of the last seven an hour or more under the need, or erratic.
    pub fn nights_slip(&self) -> bool {
        let short =
            |n: i64| self.log().slept(add_days(self.today, -n)).is_some_and(|h| h <= self.basis.sleep_need - 1.0);
        let erratic = self.flags(self.today).states.iter().any(|s| s.on && s.flag == Flag::Sleep);
        (0..7).filter(|n| short(*n)).count() >= SLIPPING || erratic
    }

    /// The evening of a day, with the standing bed time if none is planned.
    pub fn evening(&self, date: NaiveDate, standing: Option<ClockTime>) -> Evening {
        let tomorrow = self.day(add_days(date, 1));
        let no_alarm = !tomorrow.sessions.is_empty() && tomorrow.is_rest();
        Evening { bed: self.day(date).bed.or(standing), wake: self.basis.wake, no_alarm }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bed_time_is_near_from_three_hours_before_also_over_midnight() {
        let at = |t: &str| t.parse::<ClockTime>().unwrap();
        let evening = Evening { bed: Some(at("00:30")), ..Evening::default() };
        let near = ["21:29", "21:30", "23:59", "00:30", "03:30", "03:31", "12:00"].map(|t| evening.is_near(at(t)));
        assert_eq!(near, [false, true, true, true, true, false, false]);
        assert!(!Evening::default().is_near(at("22:00")));
    }
}
