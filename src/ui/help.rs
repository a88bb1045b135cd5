//! The keys, from the table of commands.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::theme::Role;
use crate::app::Model;
use crate::command::{Group, TABLE};
use crate::domain::Kind;
use crate::text::{pad, width};

/// Columns that keys may take.
const KEYS: u16 = 10;

/// A line of help: keys and what they do, or a heading.
type Line = (String, String);

/// All keys, in two columns where there is room.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, top: usize, area: Rect) {
    canvas.clear(area);
    canvas.heading(area, "Keys");
    let two = area.width >= 78;
    let column = |groups: &[Group]| groups.iter().flat_map(|g| group(model, *g)).collect::<Vec<Line>>();
    let (left, right) = if two {
        (column(&[Group::Around, Group::Morning, Group::Program]), column(&[Group::Change]))
    } else {
        (column(&Group::ALL), Vec::new())
    };
    let rows = usize::from(area.height.saturating_sub(4));
    let skip = top.min(left.len().max(right.len()).saturating_sub(rows));
    let each = if two { area.width / 2 } else { area.width };
    for (x, lines) in [(0, left), (each, right)] {
        for (n, (keys, doc)) in lines.iter().skip(skip).take(rows).enumerate() {
            let y = area.y + 1 + n as u16;
            if doc.is_empty() {
                canvas.put(x + 1, y, each.saturating_sub(2), keys, Role::Muted);
                continue;
            }
            canvas.put(x + 1, y, KEYS, keys, Role::Key);
            canvas.put(x + KEYS + 2, y, each.saturating_sub(KEYS + 3), doc, Role::Text);
        }
    }
    legend(canvas, model, area);
}

fn group(model: &Model, group: Group) -> Vec<Line> {
    let mut out = vec![(group.title().to_owned(), String::new())];
    let days = group == Group::Around;
    for row in TABLE.iter().filter(|r| r.group == group) {
        if days
            && row.name.ends_with("day")
            && row.keys.iter().any(|k| k.len() == 1 && k.as_bytes()[0].is_ascii_digit())
        {
            // Seven rows that say the same are one.
            if row.name == "monday" {
                out.push(("1–7  0 $".into(), "that day; Monday, Sunday".into()));
            }
            continue;
        }
        let keys = model.keymap.keys_of(row.command);
        let keys = if keys.is_empty() { format!(":{}", row.name) } else { keys.join(" ") };
        out.push((
            if width(&keys) > usize::from(KEYS) { keys.split(' ').next().unwrap_or_default().to_owned() } else { keys },
            row.doc.to_owned(),
        ));
    }
    out.push(Default::default());
    out
}

fn legend(canvas: &mut Canvas<'_>, _model: &Model, area: Rect) {
    let y = area.bottom().saturating_sub(2);
    let mut x = 1;
    for kind in Kind::ALL {
        let text = format!("{}  ", kind.label().to_lowercase());
        let sign = canvas.glyphs.kind(kind);
        x = canvas.pieces(
            x,
            y,
            area.width.saturating_sub(x),
            &[(sign, Role::Kind(kind)), (" ", Role::Text), (&text, Role::Muted)],
        );
    }
    let bands = "TRAIN 65 and more   EASE 45–64   RECOVER 30–44   REST under 30";
    canvas.put(1, y + 1, area.width.saturating_sub(4), &pad(bands, 70), Role::Muted);
}
