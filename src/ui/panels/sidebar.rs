//! The sidebar of wide screens: recovery, last night, tonight, rhythm.

use ratatui::layout::Rect;

use super::recovery;
use crate::app::Model;
use crate::domain::Days;
use crate::domain::calendar::add_days;
use crate::domain::checkin::SLEEP_QUALITY;
use crate::domain::checkin::hours_and_minutes;
use crate::recovery::Band;
use crate::text::wrap;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;
use crate::ui::week::bottom;
use crate::words;

/// Rows of the recovery panel in it.
const RECOVERY: u16 = 11;

/// Everything that fits, from the top.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    recovery::draw(canvas, model, Rect { height: RECOVERY.min(area.height), ..area });
    let mut y = area.y + RECOVERY + 1;
    for (title, lines) in
        [("Last night", last_night(model)), ("Tonight", tonight(model)), ("Six weeks", bottom::rhythm_parts(model))]
    {
        let room = usize::from(area.width.saturating_sub(2));
        let lines: Vec<String> = lines.iter().flat_map(|l| wrap(l, room)).collect();
        if lines.is_empty() || y + 1 + lines.len() as u16 > area.bottom() {
            continue;
        }
        canvas.heading(Rect { y, height: 1, ..area }, title);
        for (n, line) in lines.iter().enumerate() {
            canvas.put(area.x + 1, y + 1 + n as u16, area.width.saturating_sub(2), line, Role::Text);
        }
        y += lines.len() as u16 + 2;
    }
}

fn last_night(model: &Model) -> Vec<String> {
    let day = Days::day(model.weeks.book(), model.view.cursor().min(model.weeks.today()));
    let Some(c) = day.and_then(|d| d.checkin.as_ref()) else { return vec!["nothing logged".to_owned()] };
    let mut out = Vec::new();
    if let Some(h) = c.hours() {
        let clock = c.bed.zip(c.wake).map_or(String::new(), |(b, w)| format!(", {b}–{w}"));
        out.push(format!("{}{clock}", hours_and_minutes(h)));
    }
    if let Some(q) = c.sleep_quality {
        out.push(format!("quality {q}, {}", words::scale_word(&SLEEP_QUALITY, q)));
    }
    if out.is_empty() {
        out.push("no sleep logged".to_owned());
    }
    out
}

fn tonight(model: &Model) -> Vec<String> {
    let (week, _) = model.shown(crate::domain::WeekId::of(model.weeks.today()));
    let bed = week.day(model.weeks.today()).bed;
    let mut out = vec![bed.map_or(":bed 22:00 plans a bed time".to_owned(), |b| format!("in bed by {b}"))];
    if let Some(o) = model.outlook(add_days(model.weeks.today(), 1)) {
        out.push(match o.score {
            Some(s) => format!("tomorrow {} {}, {} to {}", words::about(o), Band::of(s.score).name(), s.low, s.high),
            None => "tomorrow: no number after illness".to_owned(),
        });
    }
    out
}
