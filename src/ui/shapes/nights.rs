//! Nights as spans on the clock: from bed to wake, about half an hour per cell.

use crate::domain::calendar::ClockTime;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

/// The hours of the axis: from nine in the evening to ten in the morning. Chosen: nearly all nights lie in them.
const FROM: u16 = 21 * 60;
const HOURS: u16 = 13;

/// Minutes after the axis begins; a time off the axis counts as its nearer end.
fn minutes(time: ClockTime) -> u16 {
    let after = (time.minutes() + 24 * 60 - FROM) % (24 * 60);
    // Off the axis there is afternoon before it and late morning after it.
    let half_of_the_rest = HOURS * 60 + (24 - HOURS) * 30;
    if after <= HOURS * 60 {
        after
    } else if after < half_of_the_rest {
        HOURS * 60
    } else {
        0
    }
}

/// The half cell of a time, on an axis of `columns` columns.
fn half(time: ClockTime, columns: u16) -> u16 {
    (f64::from(minutes(time)) / f64::from(HOURS * 60) * f64::from(2 * columns)).round() as u16
}

/// The hours above the axis: `21    00   03    06   09`.
pub fn axis(canvas: &mut Canvas<'_>, (x, y): (u16, u16), columns: u16) {
    for hour in [21, 0, 3, 6, 9] {
        let Some(time) = ClockTime::from_minutes(hour * 60) else { continue };
        let at = x + half(time, columns) / 2;
        // The hour goes above its own place, as far as there is room to the right.
        canvas.put(at.min(x + columns.saturating_sub(2)), y, 2, &format!("{hour:02}"), Role::Muted);
    }
}

/// A night, if both its ends are known, drawn over the usual ones.
pub fn night(
    canvas: &mut Canvas<'_>,
    (x, y): (u16, u16),
    columns: u16,
    night: Option<(ClockTime, ClockTime)>,
    usual: [Option<ClockTime>; 2],
) {
    for time in usual.into_iter().flatten() {
        let at = half(time, columns) / 2;
        canvas.put(x + at.min(columns - 1), y, 1, canvas.glyphs.upright(), Role::Line);
    }
    let Some((bed, wake)) = night else { return };
    let (from, to) = (half(bed, columns), half(wake, columns));
    let role = Role::Loss(crate::recovery::Component::Sleep);
    for cell in 0..columns {
        let halves = [2 * cell, 2 * cell + 1].map(|n| (from..to).contains(&n));
        let sign = match (halves, canvas.glyphs.is_ascii()) {
            ([false, false], _) => continue,
            (_, true) => "#",
            ([true, true], _) => "▄",
            ([true, false], _) => "▖",
            ([false, true], _) => "▗",
        };
        canvas.put(x + cell, y, 1, sign, role);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_off_the_axis_count_as_its_nearer_end() {
        let at = |text: &str| half(text.parse().unwrap(), 26);
        assert_eq!((at("21:00"), at("22:00"), at("03:30"), at("10:00")), (0, 4, 26, 52));
        assert_eq!((at("20:00"), at("11:30"), at("17:00")), (0, 52, 0));
    }
}
