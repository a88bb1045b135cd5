//! A drawn buffer as an SVG picture: the real screen, for the README.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

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
        for run in runs(buffer, y) {
            let x = EDGE + f64::from(run.x) * CELL.0;
            let top = EDGE + f64::from(y) * CELL.1;
            let width = f64::from(run.columns) * CELL.0;
            let look = &run.look;
            if look.fill != BACKGROUND {
                let _ = writeln!(
                    out,
                    "<rect x=\"{x:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{}\" fill=\"{}\"/>",
                    CELL.1, look.fill
                );
            }
            if run.text.trim().is_empty() {
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
            let base = top + CELL.1 * 0.74;
            let _ = writeln!(
                out,
                "<text x=\"{x:.1}\" y=\"{base:.1}\" textLength=\"{width:.1}\" fill=\"{}\"{more}>{}</text>",
                look.letters,
                escaped(&run.text)
            );
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
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

/// Cells of one look after one another.
struct Run {
    x: u16,
    columns: u16,
    text: String,
    look: Look,
}

fn runs(buffer: &Buffer, y: u16) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for x in 0..buffer.area.width {
        let cell = &buffer[(x, y)];
        let look = Look::of(cell);
        match out.last_mut() {
            Some(run) if run.look == look => {
                run.text.push_str(cell.symbol());
                run.columns += 1;
            }
            _ => out.push(Run { x, columns: 1, text: cell.symbol().to_owned(), look }),
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
        Color::Indexed(_) | Color::Reset => plain.to_owned(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
