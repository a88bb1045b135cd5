//! Sixty days, week by week.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::layers::block::{Block, span};
use crate::domain::effort::effort;
use crate::domain::session::Status;
use crate::domain::shelf::day_number;
use crate::domain::{Days, Week, WeekId};
use crate::recovery::stats::mean;
use crate::text::width;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;
use crate::ui::week::grid::main_kind;

/// Nine weeks: what their days are, load, scores, deload.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, block: &Block, area: Rect) {
    let at = block.at;
    canvas.clear(area);
    let goal = model.shown(at).0.goal.clone();
    canvas.heading(area, &goal.map_or("Sixty days".to_owned(), |goal| format!("Sixty days · {goal}")));
    let here = WeekId::of(model.weeks.today());
    let (first, last) = span(model.weeks.book(), here);
    let ids: Vec<WeekId> = (0..).map(|n| first.shift(n)).take_while(|id| *id <= last).collect();
    let weeks: Vec<_> = ids.iter().map(|id| model.shown(*id)).collect();
    let loads: Vec<(f64, f64)> = weeks.iter().map(|(week, _)| loads(model, week)).collect();
    let most = loads.iter().map(|(a, b)| a + b).fold(1.0, f64::max);
    let narrow = area.width < 70;
    let bar = if narrow { 0 } else { ((area.width - 56) / 2).min(24) };
    let step = if usize::from(area.height) >= 2 * ids.len() + 2 { 2 } else { 1 };
    let head = [("week", 3), ("days", 18), (if narrow { "" } else { "load" }, 34)];
    for (text, x) in head {
        canvas.put(x, area.y + 1, 12, text, Role::Muted);
    }
    let fit = usize::from((area.height.saturating_sub(2) / step).max(1));
    let skip = ids.iter().position(|id| *id == at).map_or(0, |n| (n + 1).saturating_sub(fit));
    let rows = ids.iter().zip(&weeks).zip(loads).skip(skip);
    for (n, ((id, (week, proposed)), (done, planned))) in rows.enumerate() {
        let y = area.y + 2 + step * n as u16;
        if y >= area.bottom() {
            break;
        }
        let selected = *id == at;
        let pointer = if selected { canvas.glyphs.pointer() } else { " " };
        canvas.put(1, y, 1, pointer, Role::Frame);
        let role = match () {
            () if *id == here => Role::Strong,
            () if *proposed => Role::Proposed,
            () => Role::Text,
        };
        let name = format!("{:>2}  {}", id.number(), id.monday().format("%-d %b"));
        canvas.put(3, y, 14, &name, if selected { Role::Selected } else { role });
        let mut x = 18;
        for day in &week.days {
            let kind = main_kind(day);
            let sign = kind.map_or(canvas.glyphs.track(), |k| canvas.glyphs.kind(k));
            let role = match (kind, day.laid(), proposed) {
                (_, Some(_), _) | (None, ..) | (_, _, true) => Role::Muted,
                (Some(k), ..) => Role::Kind(k),
            };
            x = canvas.put(x, y, 1, sign, role) + 1;
        }
        let full = |v: f64| (v / most * f64::from(bar)).round() as u16;
        let mut x = 34;
        if bar > 0 {
            let (seen, ahead) = (canvas.glyphs.bar().repeat(usize::from(full(done))), canvas.glyphs.forecast());
            let end = canvas.put(x, y, bar, &seen, Role::Text);
            canvas.put(end, y, (x + bar).saturating_sub(end), &ahead.repeat(usize::from(full(planned))), Role::Muted);
            x += bar + 1;
        }
        let total = done + planned;
        let sum =
            if total == 0.0 { String::new() } else { format!("{}{total:.0}", if planned > 0.0 { "~" } else { "" }) };
        if x + 6 < area.width {
            canvas.put_right(x + 6, y, 6, &sum, Role::Text);
        }
        let told = told(model, week, *proposed);
        // Part of a word says nothing.
        let left = area.width.saturating_sub(x + 9);
        if width(&told) <= usize::from(left) {
            canvas.put(x + 8, y, left, &told, Role::Muted);
        }
    }
}
/// The load done in a week, and the load that is still planned.
fn loads(model: &Model, week: &Week) -> (f64, f64) {
    let book = model.weeks.book();
    let today = day_number(model.weeks.today());
    let done = week.days.iter().filter_map(|d| book.load(day_number(d.date))).sum();
    let ahead = week.days.iter().filter(|d| d.date >= model.weeks.today());
    let open = ahead.flat_map(|d| d.sessions.iter().filter(|s| s.status == Status::Planned).map(move |s| (d, s)));
    let planned = open.filter_map(|(d, s)| effort(book, s, day_number(d.date), today)).map(|e| e.load()).sum();
    (done, planned)
}

/// What there is to say of a week: its mean score, a deload, a plan that is only proposed.
fn told(model: &Model, week: &Week, proposed: bool) -> String {
    let past = week.days.iter().filter(|d| d.date <= model.weeks.today());
    let scores: Vec<f64> = past.filter_map(|d| Some(f64::from(model.recovery(d.date)?.shown))).collect();
    let score = mean(&scores).map(|m| format!("score {m:.0}"));
    let words = [(week.deload, "deload"), (proposed, "proposed")].into_iter().filter(|(on, _)| *on);
    let events = week.days.iter().filter_map(|d| Some(format!("{} {}", d.date.format("%a"), d.event.as_ref()?)));
    score.into_iter().chain(events).chain(words.map(|(_, word)| word.to_owned())).collect::<Vec<_>>().join(" · ")
}
