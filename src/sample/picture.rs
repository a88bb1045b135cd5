//! A drawn buffer as an SVG picture: the real screen, for the README.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::config::face::{self, Depth, Face, Paper};

/// Size of a cell and of its letters, in pixels. Chosen.
const CELL: (f64, f64) = (8.4, 18.0);
const FONT: f64 = 14.0;
/// Room around the screen.
const EDGE: f64 = 14.0;

/// Colours of a dark terminal: background, letters, and the sixteen. Chosen; a real terminal brings its own.
const BACKGROUND: &str = "#16181d";
const LETTERS: &str = "#d5d8de";
const SIXTEEN: [&str; 16] = [
    "#16181d", "#d06c75", "#8fb573", "#d9b25f", "#6a9fd4", "#b48ead", "#5fb3b3", "#d5d8de", "#5a606b", "#e08a92",
    "#a8cc8c", "#e6c883", "#8ab8e6", "#c9a8c3", "#84cccc", "#f0f2f5",
];

/// What the terminal in the pictures can show.
pub fn face() -> Face {
    let of = |n: usize| u8::from_str_radix(&BACKGROUND[n..n + 2], 16).unwrap_or_default();
    Face::on(Depth::True, Paper::Dark, Some((of(1), of(3), of(5))))
}

/// The picture of a buffer, with a line that says what it shows.
pub fn svg(buffer: &Buffer, title: &str) -> String {
    let area = buffer.area;
    let (w, h) = (f64::from(area.width) * CELL.0 + 2.0 * EDGE, f64::from(area.height) * CELL.1 + 2.0 * EDGE);
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w:.1} {h:.1}\" role=\"img\" aria-label=\"{}\">\n\
         <title>{}</title>\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{BACKGROUND}\"/>\n\
         <g font-family=\"ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace\" font-size=\"{FONT}\" xml:space=\"preserve\">",
        escaped(title),
        escaped(title)
    );
    for y in 0..area.height {
        row(&mut out, buffer, y, EDGE + f64::from(y) * CELL.1);
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// A row of cells whose upper edge is at `top`.
fn row(out: &mut String, buffer: &Buffer, y: u16, top: f64) {
    for run in runs(buffer, y) {
        let x = EDGE + f64::from(run.x) * CELL.0;
        let width = run.cells.len() as f64 * CELL.0;
        let look = &run.look;
        if look.fill != BACKGROUND {
            let _ = writeln!(
                out,
                "<rect x=\"{x:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{}\" fill=\"{}\"/>",
                CELL.1, look.fill
            );
        }
        if run.cells.iter().all(|c| c.trim().is_empty()) {
            continue;
        }
        let mut more = String::new();
        if look.bold {
            more.push_str(" font-weight=\"bold\"");
        }
        if look.dim {
            more.push_str(" opacity=\"0.55\"");
        }
        if look.underline {
            more.push_str(" text-decoration=\"underline\"");
        }
        letters_of(out, &run, (x, top), &more);
    }
}

/// A screen of an animated picture.
pub struct Frame {
    /// What is on the screen.
    pub buffer: Buffer,
    /// How many seconds it is shown.
    pub seconds: f64,
    /// What is pressed, and what it does.
    pub caption: String,
}

/// Height of the line under the screen.
const CAPTION: f64 = 26.0;

/// An animated picture of screens of one size, in a loop; if motion is not wanted, it shows the last one. A row that is the
/// same on several screens is stored once.
pub fn animated(frames: &[Frame], title: &str) -> String {
    let Some(first) = frames.first() else { return String::new() };
    let area = first.buffer.area;
    let (w, h) = (f64::from(area.width) * CELL.0 + 2.0 * EDGE, f64::from(area.height) * CELL.1 + 2.0 * EDGE + CAPTION);
    let all: f64 = frames.iter().map(|f| f.seconds).sum();
    let mut style = String::new();
    let mut from = 0.0;
    for (n, frame) in frames.iter().enumerate() {
        let (a, b) = (100.0 * from / all, 100.0 * (from + frame.seconds) / all);
        let first = if n == 0 { String::new() } else { "0%{visibility:hidden}".to_owned() };
        let last = if n + 1 == frames.len() { String::new() } else { format!("{b:.2}%{{visibility:hidden}}") };
        let _ = writeln!(style, "@keyframes k{n}{{{first}{a:.2}%{{visibility:visible}}{last}}}");
        let _ = writeln!(style, "#f{n}{{visibility:hidden;animation:k{n} {all:.1}s step-end infinite}}");
        from += frame.seconds;
    }
    let still = frames.len() - 1;
    let _ = writeln!(
        style,
        "@media (prefers-reduced-motion:reduce){{g{{animation:none!important}}#f{still}{{visibility:visible}}}}"
    );
    let mut rows: Vec<String> = Vec::new();
    let mut shown = String::new();
    for (n, frame) in frames.iter().enumerate() {
        let _ = writeln!(shown, "<g id=\"f{n}\">");
        for y in 0..area.height {
            let mut text = String::new();
            row(&mut text, &frame.buffer, y, 0.0);
            if text.is_empty() {
                continue;
            }
            let at = rows.iter().position(|r| *r == text).unwrap_or_else(|| {
                rows.push(text);
                rows.len() - 1
            });
            let _ = writeln!(shown, "<use href=\"#r{at}\" y=\"{:.1}\"/>", EDGE + f64::from(y) * CELL.1);
        }
        let base = h - EDGE;
        let _ = writeln!(
            shown,
            "<text x=\"{EDGE}\" y=\"{base:.1}\" fill=\"#7cc4ff\">{}</text>\n</g>",
            escaped(&frame.caption)
        );
    }
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w:.1} {h:.1}\" role=\"img\" aria-label=\"{title}\">\n\
         <title>{title}</title>\n<style>\n{style}</style>\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{BACKGROUND}\"/>\n\
         <g font-family=\"ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace\" font-size=\"{FONT}\" xml:space=\"preserve\">\n<defs>",
        title = escaped(title)
    );
    for (n, row) in rows.iter().enumerate() {
        let _ = writeln!(out, "<g id=\"r{n}\">\n{row}</g>");
    }
    let _ = writeln!(out, "</defs>\n{shown}</g>\n</svg>");
    out
}

/// The letters of a run, each at its own place, so that any font fits the grid; lines, bars and dots are drawn.
fn letters_of(out: &mut String, run: &Run, (x, top): (f64, f64), more: &str) {
    let base = top + CELL.1 * 0.74;
    let (mut places, mut text) = (String::new(), String::new());
    let mut shapes = String::new();
    for (n, symbol) in run.cells.iter().enumerate() {
        let at = x + n as f64 * CELL.0;
        match shape(symbol.chars().next().unwrap_or(' '), at, top) {
            Some(path) => shapes.push_str(&path),
            None if symbol.trim().is_empty() => {}
            None => {
                let _ = write!(places, "{at:.1} ");
                text.push_str(symbol);
            }
        }
    }
    let fill = &run.look.letters;
    if !text.is_empty() {
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{base:.1}\" fill=\"{fill}\"{more}>{}</text>",
            places.trim_end(),
            escaped(&text)
        );
    }
    if !shapes.is_empty() {
        let dim = if run.look.dim { " opacity=\"0.55\"" } else { "" };
        let _ = writeln!(out, "<path d=\"{shapes}\" fill=\"{fill}\"{dim}/>");
    }
}

/// Box drawing, bars, blocks and braille as a path; `None` for a letter.
fn shape(c: char, x: f64, y: f64) -> Option<String> {
    let (w, h) = CELL;
    let (cx, cy) = (x + w / 2.0, y + h / 2.0);
    let rect = |x: f64, y: f64, w: f64, h: f64| format!("M{x:.1} {y:.1}h{w:.1}v{h:.1}h-{w:.1}z");
    let thin = 1.1;
    Some(match c {
        '─' => rect(x, cy - thin / 2.0, w, thin),
        '━' => rect(x, cy - 1.3, w, 2.6),
        '│' => rect(cx - thin / 2.0, y, thin, h),
        '╭' => rect(cx, cy - thin / 2.0, w / 2.0, thin) + &rect(cx - thin / 2.0, cy, thin, h / 2.0),
        '╮' => rect(x, cy - thin / 2.0, w / 2.0, thin) + &rect(cx - thin / 2.0, cy, thin, h / 2.0),
        '╰' => rect(cx, cy - thin / 2.0, w / 2.0, thin) + &rect(cx - thin / 2.0, y, thin, h / 2.0),
        '╯' => rect(x, cy - thin / 2.0, w / 2.0, thin) + &rect(cx - thin / 2.0, y, thin, h / 2.0),
        '┊' => (0..4u32).map(|n| rect(cx - thin / 2.0, y + f64::from(n) * h / 4.0, thin, h / 8.0)).collect(),
        '▀' => rect(x, y, w, h / 2.0),
        '▌' => rect(x, y, w / 2.0, h),
        '┃' => rect(cx - 1.3, y, 2.6, h),
        '╵' => rect(cx - thin / 2.0, y, thin, h / 2.0),
        '├' => rect(cx - thin / 2.0, y, thin, h) + &rect(cx, cy - thin / 2.0, w / 2.0, thin),
        '┤' => rect(cx - thin / 2.0, y, thin, h) + &rect(x, cy - thin / 2.0, w / 2.0, thin),
        '▖' => rect(x, cy, w / 2.0, h / 2.0),
        '▗' => rect(cx, cy, w / 2.0, h / 2.0),
        '┅' | '┄' | '╌' | '┈' => {
            let (thick, pieces) = match c {
                '┅' => (2.6, 3.0),
                '┄' => (thin, 3.0),
                '╌' => (thin, 2.0),
                _ => (thin, 4.0),
            };
            let step = w / pieces;
            (0..pieces as u32).map(|n| rect(x + f64::from(n) * step, cy - thick / 2.0, step * 0.55, thick)).collect()
        }
        '▁'..='█' => {
            let share = f64::from(u32::from(c) - u32::from('▁') + 1) / 8.0;
            rect(x, y + h * (1.0 - share), w, h * share)
        }
        '\u{2801}'..='\u{28ff}' => {
            let bits = u32::from(c) - 0x2800;
            let places = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)];
            let dot = |(col, row): (u32, u32)| {
                rect(x + w * (0.18 + 0.5 * f64::from(col)), y + h * (0.06 + 0.25 * f64::from(row)), 1.9, 1.9)
            };
            places.into_iter().enumerate().filter(|(n, _)| bits & (1 << n) != 0).map(|(_, p)| dot(p)).collect()
        }
        _ => return None,
    })
}

/// How a cell looks.
#[derive(PartialEq, Clone)]
struct Look {
    letters: String,
    fill: String,
    bold: bool,
    dim: bool,
    underline: bool,
}

impl Look {
    fn of(cell: &Cell) -> Self {
        let m = cell.modifier;
        let (mut letters, mut fill) = (hex(cell.fg, LETTERS), hex(cell.bg, BACKGROUND));
        if m.contains(Modifier::REVERSED) {
            std::mem::swap(&mut letters, &mut fill);
        }
        let has = |f| m.contains(f);
        Self { letters, fill, bold: has(Modifier::BOLD), dim: has(Modifier::DIM), underline: has(Modifier::UNDERLINED) }
    }
}

/// Consecutive cells of the same look.
struct Run {
    x: u16,
    cells: Vec<String>,
    look: Look,
}

fn runs(buffer: &Buffer, y: u16) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for x in 0..buffer.area.width {
        let cell = &buffer[(x, y)];
        let look = Look::of(cell);
        match out.last_mut() {
            Some(run) if run.look == look => {
                run.cells.push(cell.symbol().to_owned());
            }
            _ => out.push(Run { x, cells: vec![cell.symbol().to_owned()], look }),
        }
    }
    out
}

fn hex(color: Color, plain: &str) -> String {
    let named = |n: usize| SIXTEEN[n].to_owned();
    match color {
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        Color::Black => named(0),
        Color::Red => named(1),
        Color::Green => named(2),
        Color::Yellow => named(3),
        Color::Blue => named(4),
        Color::Magenta => named(5),
        Color::Cyan => named(6),
        Color::Gray => named(7),
        Color::DarkGray => named(8),
        Color::LightRed => named(9),
        Color::LightGreen => named(10),
        Color::LightYellow => named(11),
        Color::LightBlue => named(12),
        Color::LightMagenta => named(13),
        Color::LightCyan => named(14),
        Color::White => named(15),
        Color::Indexed(n) if n < 16 => named(usize::from(n)),
        Color::Indexed(n) => {
            let (r, g, b) = face::of_palette(n);
            format!("#{r:02x}{g:02x}{b:02x}")
        }
        Color::Reset => plain.to_owned(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
