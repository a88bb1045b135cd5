//! The days under a chart: what each was, its weekday, the dates of Mondays.

use chrono::{Datelike, NaiveDate};
use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::pointer::Spot;
use crate::domain::calendar::{add_days, weekday_index};
use crate::domain::{Days, WeekId};
use crate::insight::trends::{Mark, mark};
use crate::recovery::stats::mean;
use crate::text::width;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

/// The most columns of a day. Chosen: two weeks still read as one line.
const WIDEST: u16 = 6;

/// Columns of a chart, each a day or one or more weeks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Axis {
    /// The first day.
    pub first: NaiveDate,
    /// The last day, which is today.
    pub today: NaiveDate,
    /// Days of a column.
    pub unit: i64,
    /// How many columns there are.
    pub count: usize,
    /// How many screen columns each takes.
    pub step: u16,
}

impl Axis {
    /// Fits `weeks` up to today into `room` screen columns: a day each where days fit in `least` of them, fewer weeks where they
    /// nearly do, else a week each, or more.
    pub fn of(weeks: i64, today: NaiveDate, room: u16, least: u16) -> Self {
        let fit = i64::from(room / least / 7);
        let days = |weeks: i64, step: u16| (weeks, 1, step, (weeks * 7) as usize);
        let step = |count: i64| (i64::from(room) / count.max(1)).clamp(1, i64::from(WIDEST)) as u16;
        let in_ones = i64::from(room / 7);
        let (weeks, unit, step, count) = match () {
            () if weeks <= fit => days(weeks, step(weeks * 7)),
            // Up to six weeks, a day keeps its columns, and weeks that do not fit are left out.
            () if weeks <= 6 && fit > 0 => days(fit, least),
            () if weeks <= in_ones => days(weeks, 1),
            () if weeks <= 13 && in_ones * 10 >= weeks * 9 => days(in_ones, 1),
            () if weeks <= i64::from(room) => (weeks, 7, step(weeks), weeks as usize),
            () => {
                // Four, eight, twelve weeks per column: as many as it takes.
                let each = (weeks + i64::from(room) - 1) / i64::from(room.max(1));
                let each = (each + 3) / 4 * 4;
                let columns = (weeks + each - 1) / each;
                (columns * each, each * 7, step(columns), columns as usize)
            }
        };
        Self { first: add_days(today, 1 - weeks * 7), today, unit, count, step }
    }

    /// Its width in screen columns.
    pub fn width(&self) -> u16 {
        self.count as u16 * self.step
    }

    /// The column of a day; the first one for days before it.
    pub fn column(&self, date: NaiveDate) -> usize {
        (((date - self.first).num_days().max(0) / self.unit) as usize).min(self.count.saturating_sub(1))
    }

    /// The days of a column.
    pub fn days(&self, n: usize) -> impl Iterator<Item = NaiveDate> + use<> {
        let (first, unit) = (add_days(self.first, n as i64 * self.unit), self.unit);
        (0..unit).map(move |k| add_days(first, k))
    }

    /// One value per column from one per day: the mean of those that are known.
    pub fn values(&self, daily: &[Option<f64>]) -> Vec<Option<f64>> {
        if self.unit == 1 {
            return daily.to_vec();
        }
        let known = |days: &[Option<f64>]| mean(&days.iter().flatten().copied().collect::<Vec<_>>());
        daily.chunks(self.unit as usize).map(known).collect()
    }

    /// What is shown, in words: `Six weeks`, `12 weeks`, `52 weeks, a week per column`.
    pub fn title(&self) -> String {
        let weeks = self.count as i64 * self.unit / 7;
        let words = ["No weeks", "One week", "Two weeks", "Three weeks", "Four weeks", "Five weeks", "Six weeks"];
        let whole = words.get(weeks as usize).map_or_else(|| format!("{weeks} weeks"), |w| (*w).to_owned());
        match self.unit {
            1 => whole,
            7 => format!("{whole}, a week per column"),
            days => format!("{whole}, {} per column", days / 7),
        }
    }

    /// Marks for the mouse which day each column is, over the whole height of the chart.
    pub fn spots(&self, canvas: &mut Canvas<'_>, area: Rect) {
        for n in 0..self.count {
            if let Some(date) = self.days(n).next() {
                let x = area.x + n as u16 * self.step;
                canvas.spot(Rect { x, width: self.step, ..area }, Spot::Date(date));
            }
        }
    }

    /// Draws it starting at a cell, as much as there are rows for: marks, runs of days, weekdays, dates.
    pub fn draw(&self, canvas: &mut Canvas<'_>, model: &Model, (x, y): (u16, u16), rows: u16, at: usize) {
        let bottom = y + rows;
        let mut y = y;
        if self.unit == 1 && rows >= 2 {
            self.marks(canvas, model, (x, y));
            y += 1;
            if rows >= 4 {
                self.runs(canvas, model, (x, y));
                y += 1;
            }
            if self.step >= 2 && y + 1 < bottom {
                self.weekdays(canvas, (x, y), at);
                y += 1;
            }
        }
        if y < bottom {
            self.dates(canvas, (x, y), at);
        }
    }

    /// The rows that [`Self::draw`] can fill.
    pub fn rows(&self) -> u16 {
        if self.unit > 1 { 1 } else { 3 + u16::from(self.step >= 2) }
    }

    /// A mark for what each day was.
    pub fn marks(&self, canvas: &mut Canvas<'_>, model: &Model, (x, y): (u16, u16)) {
        for n in 0..self.count {
            let date = add_days(self.first, n as i64);
            let mark = Days::day(model.weeks.book(), date).and_then(|d| mark(d, self.today));
            let (sign, role) = sign(canvas, mark);
            canvas.put(x + n as u16 * self.step, y, 1, sign, role);
        }
    }

    /// Runs of days: a deload, being ill or away, days without a log.
    fn runs(&self, canvas: &mut Canvas<'_>, model: &Model, (x, y): (u16, u16)) {
        let book = model.weeks.book();
        let what = |date: NaiveDate| -> Option<&'static str> {
            let day = Days::day(book, date);
            if book.week(WeekId::of(date)).is_some_and(|w| w.deload) {
                return Some("deload");
            }
            match day {
                Some(day) if day.laid().is_some() => day.laid(),
                Some(day) if day.checkin.is_some() || mark(day, self.today).is_some() => None,
                _ => Some("no log"),
            }
        };
        let all: Vec<_> = (0..self.count).map(|n| what(add_days(self.first, n as i64))).collect();
        let (mut n, mut free) = (0, x);
        while n < all.len() {
            let length = all[n..].iter().take_while(|w| **w == all[n]).count();
            let (from, columns) = (x + n as u16 * self.step, (length as u16 * self.step).saturating_sub(self.step - 1));
            let today = n + length == all.len() && length == 1 && all[n] == Some("no log");
            if let Some(word) = all[n].filter(|_| !today) {
                let text = match word {
                    "deload" => framed(word, columns),
                    _ => word.to_owned(),
                };
                // Centred on its days, and clear of the text before it.
                let room = width(&text) as u16;
                let start = (from + columns / 2).saturating_sub(room / 2).max(x);
                if start >= free && start + room <= x + self.width() {
                    let ascii = if canvas.glyphs.is_ascii() { text.replace(['└', '┘'], "+") } else { text };
                    free = canvas.put(start, y, room, &ascii, Role::Muted) + 1;
                }
            }
            n += length;
        }
    }

    /// The first letter of each weekday, with the selected one highlighted.
    pub fn weekdays(&self, canvas: &mut Canvas<'_>, (x, y): (u16, u16), at: usize) {
        for n in 0..self.count {
            let date = add_days(self.first, n as i64);
            let role = match () {
                () if n == at => Role::Selected,
                () if weekday_index(date) > 4 => Role::Text,
                () => Role::Muted,
            };
            canvas.put(x + n as u16 * self.step, y, 1, &date.format("%a").to_string()[..1], role);
        }
    }

    /// The dates of Mondays, or the months if a column is longer than a day.
    pub fn dates(&self, canvas: &mut Canvas<'_>, (x, y): (u16, u16), at: usize) {
        let mut free = x;
        for n in 0..self.count {
            let date = add_days(self.first, n as i64 * self.unit);
            let begins = match self.unit {
                1 => weekday_index(date) == 0,
                _ => n == 0 || date.month() != add_days(date, -self.unit).month(),
            };
            let format = match self.unit {
                1 => "%-d %b",
                7 => "%b",
                _ => "%b %y",
            };
            let text = date.format(format).to_string();
            let at_x = x + n as u16 * self.step;
            let fits = at_x >= free && at_x + width(&text) as u16 <= x + self.width() + 3;
            if begins && fits {
                let role = if self.unit > 1 && n == at { Role::Selected } else { Role::Muted };
                free = canvas.put(at_x, y, 8, &text, role) + 1;
            }
        }
    }
}

/// `└ deload ┘`, or only the corners, as wide as its days, if the word has no room.
fn framed(word: &str, columns: u16) -> String {
    let inner = usize::from(columns).saturating_sub(2);
    match inner >= width(word) + 2 {
        true => format!("└ {word} ┘"),
        false => format!("└{}┘", " ".repeat(inner)),
    }
}

/// The glyph for what a day was.
pub fn sign(canvas: &Canvas<'_>, mark: Option<Mark>) -> (&'static str, Role) {
    match mark {
        Some(Mark::Hard(kind)) => (canvas.glyphs.kind(kind), Role::Kind(kind)),
        Some(Mark::Easy) => (canvas.glyphs.track(), Role::Text),
        Some(Mark::Rest) => (canvas.glyphs.kind(crate::domain::Kind::Rest), Role::Kind(crate::domain::Kind::Rest)),
        Some(Mark::Off) => ("+", Role::Strong),
        Some(Mark::Skipped) => ("–", Role::Muted),
        None => (" ", Role::Text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(weeks: i64, room: u16) -> (i64, i64, u16) {
        let a = Axis::of(weeks, "2026-11-24".parse().unwrap(), room, 2);
        assert!(a.width() <= room.max(7), "{a:?}");
        assert_eq!((a.today - a.first).num_days() + 1, a.count as i64 * a.unit);
        (a.count as i64 * a.unit / 7, a.unit, a.step)
    }

    #[test]
    fn short_spans_show_days_and_long_spans_show_weeks() {
        assert_eq!(axis(6, 84), (6, 1, 2));
        assert_eq!(axis(2, 84), (2, 1, 6));
        assert_eq!(axis(6, 70), (5, 1, 2));
        assert_eq!(axis(13, 84), (12, 1, 1));
        assert_eq!(axis(13, 70), (13, 7, 5));
        assert_eq!(axis(52, 84), (52, 7, 1));
        assert_eq!(axis(520, 84), (65 * 8, 56, 1));
        for (weeks, room) in (2..700).step_by(7).flat_map(|w| (7..200).map(move |r| (w, r))) {
            axis(weeks, room);
        }
    }
}
