//! A week in review: what was planned and done, mornings, sleep and load beside the four weeks before, hard days, and what is
//! prepared for the next week.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::layers::review::Review;
use crate::domain::Kind;
use crate::planning::practices::Counts;
use crate::text::{upper_first, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;
use crate::words::review::{Row, Signs, nights, rows, title};

/// The whole of it; it scrolls.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, layer: &Review, area: Rect) {
    canvas.clear(area);
    let sight = model.sight();
    let review = sight.review(layer.id);
    canvas.heading(area, &title(&review));
    let glyphs = canvas.glyphs;
    let signs = Signs { kind: &|kind: Kind| glyphs.kind(kind), bar: glyphs.bar() };
    let room = usize::from(area.width.saturating_sub(3));
    let mut lines: Vec<(String, Role)> = Vec::new();
    let counts = Counts::of(
        &model.shown(layer.id).0,
        model.setup.content.practices(),
        model.first_logged(),
        model.weeks.today(),
    );
    for row in rows(&review, model.setup.basis.sleep_need, counts, signs) {
        match row {
            Row::Heading(text) => lines.push((format!(" {text}"), Role::Title)),
            Row::Text(text) => lines.push((format!("  {text}"), Role::Text)),
            Row::Quiet(text) => lines.extend(wrap(&text, room).into_iter().map(|l| (format!("  {l}"), Role::Muted))),
            Row::Gap => lines.push((String::new(), Role::Text)),
        }
    }
    lines.push((String::new(), Role::Text));
    lines.push((" Prepared · nothing changes until its key is pressed".to_owned(), Role::Title));
    let spell = |text: &str| model.setup.keymap.spell(text);
    let offers = Review::prepared(&review, &sight);
    layer.prepared.set(offers.len());
    for (n, p) in offers.iter().enumerate() {
        let lead = if n == 0 { spell("⟦review.take⟧ ") } else { String::new() };
        let text = format!("{lead}{}", upper_first(&p.text));
        lines.extend(wrap(&text, room).into_iter().map(|l| (format!("  {l}"), Role::Text)));
    }
    let bed = nights(&review).map_or("tonight's bed time".to_owned(), |why| format!("tonight's bed time · {why}"));
    for text in [spell(&format!("⟦review.bed-time⟧ {bed}")), spell("⟦review.wins⟧ what went well")] {
        lines.extend(wrap(&text, room).into_iter().map(|l| (format!("  {l}"), Role::Text)));
    }
    let rows = usize::from(area.height.saturating_sub(1));
    let (skip, scrolls) = layer.scroll.window(lines.len(), rows);
    canvas.scrolls = scrolls;
    for (n, (text, role)) in lines.iter().skip(skip).take(rows).enumerate() {
        canvas.put(0, area.y + 1 + n as u16, area.width, text, *role);
    }
}
