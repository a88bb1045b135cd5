//! Nights on a vertical clock: one column each, from bed down to wake, to the nearest half row.

use ratatui::layout::Rect;

use crate::domain::calendar::ClockTime;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

/// Minutes after noon, so that times before and after midnight follow each other.
pub fn after_noon(time: ClockTime) -> f64 {
    f64::from((time.minutes() + 720) % 1440)
}

/// Where nights go on the screen.
#[derive(Clone, Debug)]
pub struct Spans {
    area: Rect,
    step: u16,
    /// Minutes after noon at the top and at the foot.
    from: f64,
    to: f64,
}

/// The least that the clock shows: from nine in the evening to nine in the morning. Chosen: nearly all nights lie in it.
const LEAST: (f64, f64) = (9.0 * 60.0, 21.0 * 60.0);

impl Spans {
    /// A clock that covers all of the nights, in whole hours.
    pub fn new(area: Rect, step: u16, nights: &[Option<(f64, f64)>]) -> Self {
        let known = || nights.iter().flatten();
        let from = known().map(|n| n.0).fold(LEAST.0, f64::min);
        let to = known().map(|n| n.1).fold(LEAST.1, f64::max);
        Self { area, step, from: (from / 60.0).floor() * 60.0, to: (to / 60.0).ceil() * 60.0 }
    }

    /// The first column of a night.
    pub fn x(&self, n: usize) -> u16 {
        self.area.x + n as u16 * self.step
    }

    fn half(&self, minutes: f64) -> u16 {
        let share = ((minutes - self.from) / (self.to - self.from)).clamp(0.0, 1.0);
        (share * f64::from(2 * self.area.height)).round() as u16
    }

    /// The row of a time.
    pub fn row(&self, minutes: f64) -> u16 {
        (self.half(minutes) / 2).min(self.area.height.saturating_sub(1))
    }

    /// Every third hour on the clock.
    pub fn hours(&self) -> impl Iterator<Item = f64> + use<> {
        let (from, to) = (self.from, self.to);
        (0..9).map(|n| f64::from(n) * 180.0).filter(move |h| (from..=to).contains(h))
    }

    /// Behind everything: the usual bed and wake times; dots at their ends if there are no tints.
    pub fn ground(&self, canvas: &mut Canvas<'_>, usual: Option<[(f64, f64); 2]>) {
        let Rect { x, y, width, .. } = self.area;
        for (low, high) in usual.into_iter().flatten() {
            let (top, bottom) = (self.row(low), self.row(high));
            if canvas.theme().has_tints() {
                canvas.tint(Rect { x, y: y + top, width, height: bottom - top + 1 }, Role::Usual);
            } else {
                for row in [top, bottom] {
                    canvas.repeat(x, y + row, width, canvas.glyphs.track(), Role::Line);
                }
            }
        }
    }

    /// A vertical line through a night.
    pub fn cursor(&self, canvas: &mut Canvas<'_>, n: usize) {
        for y in self.area.top()..self.area.bottom() {
            canvas.over((self.x(n), y), "│", Role::Frame);
        }
    }

    /// A night.
    pub fn night(&self, canvas: &mut Canvas<'_>, n: usize, (bed, wake): (f64, f64), role: Role) {
        let (from, to) = (self.half(bed), self.half(wake));
        let across = if self.step > 2 { usize::from(self.step) - 1 } else { 1 };
        for row in 0..self.area.height {
            let halves = [2 * row, 2 * row + 1].map(|half| (from..to).contains(&half));
            let sign = match (halves, canvas.glyphs.is_ascii()) {
                ([false, false], _) => continue,
                (_, true) => "#",
                ([true, true], _) => "█",
                ([true, false], _) => "▀",
                ([false, true], _) => "▄",
            };
            canvas.over((self.x(n), self.area.y + row), &sign.repeat(across), role);
        }
    }

    /// A night of which only the hours are known.
    pub fn without(&self, canvas: &mut Canvas<'_>, n: usize) {
        let y = self.area.y + self.area.height / 2;
        canvas.over((self.x(n), y), canvas.glyphs.track(), Role::Text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_holds_every_night_and_later_is_lower() {
        let at = |text: &str| after_noon(text.parse().unwrap());
        let spans = Spans::new(Rect::new(0, 0, 10, 20), 2, &[Some((at("20:40"), at("09:10"))), None]);
        assert_eq!((spans.from, spans.to), (at("20:00"), at("10:00")));
        assert_eq!(spans.hours().collect::<Vec<_>>(), ["21:00", "00:00", "03:00", "06:00", "09:00"].map(at));
        assert!(spans.row(at("23:00")) < spans.row(at("00:30")) && spans.row(at("10:00")) == 19);
    }
}
