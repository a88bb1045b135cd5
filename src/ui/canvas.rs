//! Drawing into a buffer: clean text, by role, never outside its area.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::glyphs::Glyphs;
use super::theme::{Role, Theme};
use crate::app::pointer::Spot;
use crate::text::{fit, width, without_asides};

/// A buffer with a theme and a set of glyphs.
pub struct Canvas<'a> {
    buf: &'a mut Buffer,
    theme: Theme<'a>,
    /// The glyphs in use.
    pub glyphs: Glyphs,
    /// Whether what was drawn extends past its area, so that scrolling does something.
    pub scrolls: bool,
    /// Whether the change that the apply key would make is visible.
    pub offers: bool,
    /// Where text is being typed.
    pub caret: Option<(u16, u16)>,
    /// The cell to hit-test, and what covers it so far.
    aim: Option<(u16, u16)>,
    hit: Spot,
}

impl<'a> Canvas<'a> {
    /// A canvas that draws into `buf`.
    pub fn new(buf: &'a mut Buffer, theme: Theme<'a>, glyphs: Glyphs) -> Self {
        Self { buf, theme, glyphs, scrolls: false, offers: false, caret: None, aim: None, hit: Spot::Elsewhere }
    }

    /// Sets the cell to hit-test.
    pub fn aim(&mut self, at: (u16, u16)) {
        self.aim = Some(at);
    }

    /// What covers that cell, of what has been drawn so far.
    pub fn hit(&self) -> Spot {
        self.hit
    }

    /// Marks what an area is for the mouse; what is drawn later lies on top of it.
    pub fn spot(&mut self, area: Rect, spot: Spot) {
        if self.aim.is_some_and(|(x, y)| area.contains(Position { x, y })) {
            self.hit = spot;
        }
    }

    /// The whole area.
    pub fn area(&self) -> Rect {
        self.buf.area
    }

    /// The theme in use.
    pub fn theme(&self) -> Theme<'a> {
        self.theme
    }

    /// Draws text in a given style, starting at a cell.
    pub fn styled(&mut self, (x, y): (u16, u16), text: &str, style: Style) {
        let area = self.buf.area;
        if y >= area.bottom() {
            return;
        }
        if self.glyphs.is_ascii() {
            let text = self.glyphs.text(text);
            self.cells((x, y), text.chars(), style);
        } else {
            self.cells((x, y), text.chars(), style);
        }
    }

    /// Draws one-column characters, one per cell, up to the edge of the screen.
    fn cells(&mut self, (x, y): (u16, u16), signs: impl Iterator<Item = char>, style: Style) {
        let right = self.buf.area.right();
        for (at, c) in (x..right).zip(signs) {
            let cell = &mut self.buf[(at, y)];
            cell.reset();
            cell.set_char(c).set_style(style);
        }
    }

    /// Draws text of any width, cluster by cluster, up to the edge of the screen.
    fn clusters(&mut self, (x, y): (u16, u16), text: &str, style: Style) {
        let right = self.buf.area.right();
        let mut at = x;
        for cluster in text.graphemes(true) {
            let columns = width(cluster) as u16;
            if at + columns > right {
                return;
            }
            if columns == 0 {
                continue;
            }
            let cell = &mut self.buf[(at, y)];
            cell.set_symbol(cluster).set_style(style);
            if let Some(wide) = NonZeroU16::new(columns).filter(|n| n.get() > 1) {
                // Some terminals give a letter more columns than others do; this keeps what follows behind it.
                cell.set_diff_option(CellDiffOption::ForcedWidth(wide));
            }
            at += columns;
        }
    }

    /// Repeats one glyph; returns the column after the last.
    pub fn repeat(&mut self, x: u16, y: u16, times: u16, sign: &str, role: Role) -> u16 {
        let area = self.buf.area;
        if y >= area.bottom() || x >= area.right() {
            return x;
        }
        let times = times.min(area.right() - x);
        let sign = sign.chars().next().unwrap_or(' ');
        self.cells((x, y), std::iter::repeat_n(sign, usize::from(times)), self.theme.style(role));
        x + times
    }

    /// Draws a glyph in the colour of one role on the background of another.
    pub fn on(&mut self, (x, y): (u16, u16), sign: &str, role: Role, ground: Role) {
        let style = Style { bg: self.theme.style(ground).bg, ..self.theme.style(role) };
        self.styled((x, y), sign, style);
    }

    /// Draws text over what is there and keeps its background; returns the column after it.
    pub fn over(&mut self, (x, y): (u16, u16), text: &str, role: Role) -> u16 {
        let area = self.buf.area;
        let text = self.glyphs.text(text);
        let style = self.theme.style(role);
        let mut at = x;
        for c in text.chars() {
            if at < area.right() && y < area.bottom() {
                let cell = &mut self.buf[(at, y)];
                let ground = cell.bg;
                cell.reset();
                cell.set_char(c).set_bg(ground).set_style(style);
            }
            at += 1;
        }
        at
    }

    /// A half block in the background colour of a role: that colour on part of the cell, the default background on the rest.
    pub fn ground(&mut self, place: (u16, u16), sign: &str, ground: Role) {
        let style = Style { fg: self.theme.style(ground).bg, ..Style::new() };
        self.styled(place, sign, style);
    }

    /// Two shapes in one cell, one above the other.
    pub fn halves(&mut self, place: (u16, u16), upper: Role, lower: Role) {
        let style = Style { bg: self.theme.style(lower).fg, ..self.theme.style(upper) };
        self.styled(place, "▀", style);
    }

    /// A key, drawn as one to press: ` c `; returns the column after it.
    pub fn chip(&mut self, x: u16, y: u16, columns: u16, key: &str) -> u16 {
        self.put(x, y, columns, &format!(" {key} "), Role::Key)
    }

    /// Draws text at a cell, cut to `columns`; returns the column after it.
    pub fn put(&mut self, x: u16, y: u16, columns: u16, text: &str, role: Role) -> u16 {
        let area = self.buf.area;
        if y >= area.bottom() || x >= area.right() {
            return x;
        }
        let room = columns.min(area.right() - x);
        if text.len() <= usize::from(room) && text.bytes().all(|b| (b' '..=b'~').contains(&b)) {
            // One byte per column: nothing to measure, cut or replace.
            let style = self.theme.style(role);
            for (at, b) in (x..).zip(text.bytes()) {
                let cell = &mut self.buf[(at, y)];
                cell.reset();
                cell.set_char(char::from(b)).set_style(style);
            }
            return x + text.len() as u16;
        }
        if !self.glyphs.is_ascii() && text.chars().all(is_plain) {
            let columns = text.chars().count();
            if columns <= usize::from(room) {
                self.cells((x, y), text.chars(), self.theme.style(role));
                return x + columns as u16;
            }
        }
        let text = self.glyphs.text(&fit(&self.glyphs.text(text), usize::from(room)));
        let end = x + width(&text) as u16;
        // A style drawn here before would show through.
        for at in x..end.min(area.right()) {
            self.buf[(at, y)].reset();
        }
        self.clusters((x, y), &text, self.theme.style(role));
        end
    }

    /// Text that ends at column `right` (exclusive).
    pub fn put_right(&mut self, right: u16, y: u16, columns: u16, text: &str, role: Role) {
        let text = self.glyphs.text(&fit(&self.glyphs.text(text), usize::from(columns)));
        let w = width(&text) as u16;
        self.put(right.saturating_sub(w), y, w, &text, role);
    }

    /// Draws several pieces one after another; returns the column after the last.
    pub fn pieces(&mut self, x: u16, y: u16, columns: u16, pieces: &[(&str, Role)]) -> u16 {
        let end = x.saturating_add(columns);
        pieces.iter().fold(x, |at, (text, role)| self.put(at, y, end.saturating_sub(at), text, *role))
    }

    /// Blanks out an area.
    pub fn clear(&mut self, area: Rect) {
        self.spot(area, Spot::Elsewhere);
        let area = area.intersection(self.buf.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                self.buf[(x, y)].reset();
            }
        }
    }

    /// Applies a style to an area and keeps its text.
    pub fn tint(&mut self, area: Rect, role: Role) {
        self.buf.set_style(area.intersection(self.buf.area), self.theme.style(role));
    }

    /// Draws a page that may be longer than its area, and shows it from row `skip` on.
    pub fn page(&mut self, area: Rect, rows: u16, skip: u16, draw: impl FnOnce(&mut Canvas<'_>, Rect)) {
        let whole = Rect::new(0, 0, area.width, rows.max(1));
        let mut buf = Buffer::empty(whole);
        let mut page = Canvas::new(&mut buf, self.theme, self.glyphs);
        let inside = self.aim.filter(|(x, y)| area.contains(Position { x: *x, y: *y }));
        page.aim = inside.map(|(x, y)| (x - area.x, y - area.y + skip));
        draw(&mut page, whole);
        self.offers |= page.offers;
        if inside.is_some() {
            self.hit = page.hit;
        }
        let area = area.intersection(self.buf.area);
        for (to, from) in (area.y..area.bottom()).zip(skip..whole.height) {
            for x in 0..area.width {
                self.buf[(area.x + x, to)] = buf[(x, from)].clone();
            }
        }
    }

    /// A title followed by a hairline, inside the margins of an area.
    pub fn heading(&mut self, area: Rect, title: &str) {
        self.heading_with(area, title, &[]);
    }

    /// The same, ending with the first of `texts` that fits whole. A title that is too long loses its asides.
    pub fn heading_with(&mut self, area: Rect, title: &str, texts: &[String]) {
        let right = area.right().saturating_sub(1);
        let (title, _) = without_asides(title, usize::from(area.width.saturating_sub(2)));
        let after = self.put(area.x + 1, area.y, area.width.saturating_sub(2), title, Role::Title);
        // Another title may already be drawn there.
        self.put(after, area.y, 1, " ", Role::Title);
        let room = right.saturating_sub(after + 1);
        // At least two columns of the hairline are left before it.
        let fits = |t: &&String| !t.is_empty() && width(&self.glyphs.text(t)) as u16 + 3 <= room;
        let text = texts.iter().find(fits);
        let taken = text.map_or(0, |t| width(&self.glyphs.text(t)) as u16 + 1);
        self.repeat(after + 1, area.y, room.saturating_sub(taken), self.glyphs.line(), Role::Line);
        if let Some(text) = text {
            self.put_right(right, area.y, room, text, Role::Muted);
        }
    }

    /// Draws a rounded box; what is inside is kept.
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

/// Whether a character is ASCII or one of this program's own glyphs, all of them one column wide: nothing to measure.
fn is_plain(c: char) -> bool {
    matches!(
        c,
        ' '..='~'
            | '·'
            | '×'
            | '–'
            | '…'
            | '’'
            | '“'
            | '”'
            | '•'
            | '−'
            | '→'
            | '←'
            | '≈'
            | '≤'
            | '≥'
            | '✓'
    ) || ('\u{2500}'..='\u{25fc}').contains(&c)
        || ('\u{2800}'..='\u{28ff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unmeasured_characters_are_one_column_wide() {
        for c in (0..0x3000).filter_map(char::from_u32).filter(|c| is_plain(*c)) {
            assert_eq!(width(&c.to_string()), 1, "{c}");
        }
    }
}
