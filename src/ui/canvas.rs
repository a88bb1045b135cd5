//! Drawing into a buffer: clean text, by role, never outside its place.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::glyphs::Glyphs;
use super::theme::{Role, Theme};
use crate::text::{fit, width};

/// A buffer with a theme and a set of signs.
pub struct Canvas<'a> {
    buf: &'a mut Buffer,
    theme: Theme<'a>,
    /// The signs in use.
    pub glyphs: Glyphs,
    /// Whether what was drawn goes on beyond its place, so that scrolling it does something.
    pub scrolls: bool,
    /// Where text is being typed.
    pub caret: Option<(u16, u16)>,
}

impl<'a> Canvas<'a> {
    /// Draws into `buf`.
    pub fn new(buf: &'a mut Buffer, theme: Theme<'a>, glyphs: Glyphs) -> Self {
        Self { buf, theme, glyphs, scrolls: false, caret: None }
    }

    /// The whole place there is.
    pub fn area(&self) -> Rect {
        self.buf.area
    }

    /// Text at a place, cut to `columns`; the column behind it.
    pub fn put(&mut self, x: u16, y: u16, columns: u16, text: &str, role: Role) -> u16 {
        let area = self.buf.area;
        if y >= area.bottom() || x >= area.right() {
            return x;
        }
        let room = columns.min(area.right() - x);
        if text.len() <= usize::from(room) && text.bytes().all(|b| (b' '..=b'~').contains(&b)) {
            // A byte a column: nothing to measure, to cut or to spell otherwise.
            let style = self.theme.style(role);
            for (at, b) in (x..).zip(text.bytes()) {
                let cell = &mut self.buf[(at, y)];
                cell.reset();
                cell.set_char(char::from(b)).set_style(style);
            }
            return x + text.len() as u16;
        }
        let text = self.glyphs.text(&fit(&self.glyphs.text(text), usize::from(room)));
        let end = x + width(&text) as u16;
        // A style that stood here before would shine through.
        for at in x..end.min(area.right()) {
            self.buf[(at, y)].reset();
        }
        self.buf.set_stringn(x, y, &text, usize::from(room), self.theme.style(role));
        end
    }

    /// Text that ends at column `right` (exclusive).
    pub fn put_right(&mut self, right: u16, y: u16, columns: u16, text: &str, role: Role) {
        let text = self.glyphs.text(&fit(&self.glyphs.text(text), usize::from(columns)));
        let w = width(&text) as u16;
        self.put(right.saturating_sub(w), y, w, &text, role);
    }

    /// Several pieces after one another; the column behind the last.
    pub fn pieces(&mut self, x: u16, y: u16, columns: u16, pieces: &[(&str, Role)]) -> u16 {
        let end = x.saturating_add(columns);
        pieces.iter().fold(x, |at, (text, role)| self.put(at, y, end.saturating_sub(at), text, *role))
    }

    /// Blank out an area.
    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buf.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                self.buf[(x, y)].reset();
            }
        }
    }

    /// A style over an area whose text stays.
    pub fn tint(&mut self, area: Rect, role: Role) {
        self.buf.set_style(area.intersection(self.buf.area), self.theme.style(role));
    }

    /// A title with a hairline behind it.
    pub fn heading(&mut self, area: Rect, title: &str) {
        let after = self.put(area.x + 1, area.y, area.width.saturating_sub(2), title, Role::Title);
        // Another title may stand there already.
        self.put(after, area.y, 1, " ", Role::Title);
        let line = self.glyphs.line().repeat(usize::from((area.right()).saturating_sub(after + 1)));
        self.put(after + 1, area.y, area.right().saturating_sub(after + 1), &line, Role::Muted);
    }

    /// A rounded box; what is inside stays.
    pub fn frame(&mut self, area: Rect) {
        let (tl, tr, bl, br, h, v) = if self.glyphs.is_ascii() {
            ("+", "+", "+", "+", "-", "|")
        } else {
            ("╭", "╮", "╰", "╯", "─", "│")
        };
        if area.width < 2 || area.height < 2 {
            return;
        }
        let across = h.repeat(usize::from(area.width - 2));
        let bottom = area.bottom() - 1;
        self.put(area.x, area.y, area.width, &format!("{tl}{across}{tr}"), Role::Frame);
        self.put(area.x, bottom, area.width, &format!("{bl}{across}{br}"), Role::Frame);
        for y in area.y + 1..bottom {
            self.put(area.x, y, 1, v, Role::Frame);
            self.put(area.right() - 1, y, 1, v, Role::Frame);
        }
    }
}
