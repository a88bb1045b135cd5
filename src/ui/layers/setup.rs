//! The questions of the setup.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::layers::setup::Setup;
use crate::app::pointer::Spot;
use crate::config::ask::Ask;
use crate::text::wrap;
use crate::ui::canvas::Canvas;
use crate::ui::field::draw_or;
use crate::ui::theme::Role;

/// Columns of a question's name.
const LABEL: u16 = 13;

/// One question per line, and below them the hint or complaint of the one under the cursor.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, setup: &Setup, area: Rect) {
    canvas.clear(area);
    canvas.heading(area, "Setup · what a plan should fit; every answer optional");
    let typed = setup.typed(&model.sight());
    let hint = Ask::ALL[setup.at].hint(&typed.settings, &typed.splits, model.own_median());
    let (text, role) = setup.complaint.as_ref().map_or((&hint, Role::Muted), |why| (why, Role::Refused));
    // The question itself comes first: the hint is cut to leave it a row.
    let mut lines = wrap(text, usize::from(area.width.saturating_sub(2)));
    lines.truncate(usize::from(area.height.saturating_sub(3)).max(1));
    let rows = usize::from(area.height.saturating_sub(2)).saturating_sub(lines.len()).max(1);
    let skip = (setup.at + 1).saturating_sub(rows);
    for (n, ask) in Ask::ALL.into_iter().enumerate().skip(skip).take(rows) {
        let y = area.y + 1 + (n - skip) as u16;
        let here = n == setup.at;
        canvas.spot(Rect::new(0, y, area.width, 1), Spot::Line(n));
        canvas.put(1, y, 1, if here { canvas.glyphs.pointer() } else { " " }, Role::Frame);
        canvas.put(3, y, LABEL, ask.label(), if here { Role::Strong } else { Role::Text });
        let room = area.width.saturating_sub(LABEL + 5);
        draw_or(canvas, &setup.fields[n], (LABEL + 4, y), room, here, "");
    }
    let top = area.bottom().saturating_sub(lines.len() as u16);
    for (n, line) in lines.iter().enumerate() {
        canvas.put(1, top + n as u16, area.width.saturating_sub(2), line, role);
    }
}
