//! The glyphs of the screen, in Unicode and in ASCII.

use crate::domain::Kind;
use crate::domain::session::Status;

/// A set of glyphs, each one column wide.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Glyphs {
    ascii: bool,
}

impl Glyphs {
    /// Geometric shapes and box drawing.
    pub const UNICODE: Self = Self { ascii: false };
    /// ASCII only.
    pub const ASCII: Self = Self { ascii: true };

    /// The ASCII set if `ascii`, else the Unicode one.
    pub fn of(ascii: bool) -> Self {
        Self { ascii }
    }

    /// Whether it is the ASCII set.
    pub fn is_ascii(self) -> bool {
        self.ascii
    }

    fn pick(self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.ascii { ascii } else { unicode }
    }

    /// The glyph of a session kind.
    pub fn kind(self, kind: Kind) -> &'static str {
        match kind {
            Kind::Strength => self.pick("▲", "S"),
            Kind::Conditioning => self.pick("◆", "C"),
            Kind::Endurance => self.pick("▶", "E"),
            Kind::Mobility => self.pick("◇", "M"),
            Kind::ActiveRecovery => self.pick("≈", "A"),
            Kind::Rest => self.pick("○", "R"),
        }
    }

    /// The mark of a status; a planned session has none.
    pub fn status(self, status: Status) -> &'static str {
        match status {
            Status::Planned => "",
            Status::Done => self.pick("✓", "x"),
            Status::Skipped => self.pick("–", "-"),
        }
    }

    /// A piece of a measured bar.
    pub fn bar(self) -> &'static str {
        self.pick("━", "=")
    }

    /// A piece of a forecast bar.
    pub fn forecast(self) -> &'static str {
        self.pick("┅", ":")
    }

    /// A piece of the range in which a forecast may end.
    pub fn may_be(self) -> &'static str {
        self.pick("┄", "-")
    }

    /// The separator between minutes and RPE: an ASCII point would make them one number.
    pub fn between(self) -> &'static str {
        self.pick("·", "/")
    }

    /// A dotted vertical line.
    pub fn upright(self) -> &'static str {
        self.pick("┊", "|")
    }

    /// A column of height `eighths`, 0 to 8; in ASCII full or empty.
    pub fn column(self, eighths: u8) -> &'static str {
        const BLOCKS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
        match self.ascii {
            false => BLOCKS[usize::from(eighths.min(8))],
            true if eighths >= 4 => "#",
            true => " ",
        }
    }

    /// The unfilled rest of a bar.
    pub fn track(self) -> &'static str {
        self.pick("·", ".")
    }

    /// What a loss takes off a bar.
    pub fn lost(self) -> &'static str {
        self.pick("╌", "-")
    }

    /// A hairline.
    pub fn line(self) -> &'static str {
        self.pick("─", "-")
    }

    /// A red flag that is on.
    pub fn flag(self) -> &'static str {
        self.pick("●", "!")
    }

    /// A finding on the plan.
    pub fn finding(self) -> &'static str {
        self.pick("△", "!")
    }

    /// A win in the journal.
    pub fn win(self) -> &'static str {
        self.pick("✦", "*")
    }

    /// A piece of a soreness bar.
    pub fn block(self) -> &'static str {
        self.pick("▄", "#")
    }

    /// A column of height `share`, 0 to 1.
    pub fn level(self, share: f64) -> &'static str {
        const BLOCKS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
        const DIGITS: [&str; 8] = ["1", "2", "3", "4", "5", "6", "7", "8"];
        let at = (share.clamp(0.0, 1.0) * 7.0).round() as usize;
        if self.ascii { DIGITS[at] } else { BLOCKS[at] }
    }

    /// The cursor of a list.
    pub fn pointer(self) -> &'static str {
        self.pick("▸", ">")
    }

    /// The text with every glyph of this program replaced by the one in this set.
    pub fn text(self, text: &str) -> String {
        if !self.ascii {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '⇄' => out.push_str("<>"),
                '→' => out.push_str("->"),
                '←' => out.push_str("<-"),
                '↑' => out.push('^'),
                '↓' => out.push('v'),
                '–' | '−' => out.push('-'),
                '·' => out.push('.'),
                // As editors mark a line that continues.
                '…' => out.push('>'),
                '•' => out.push('*'),
                '×' => out.push('x'),
                '≤' => out.push_str("<="),
                '≥' => out.push_str(">="),
                '▸' => out.push('>'),
                '●' => out.push('*'),
                '├' | '┤' => out.push('|'),
                '▏' | '│' => out.push('|'),
                '─' => out.push('-'),
                '━' => out.push('='),
                '✓' => out.push('x'),
                '▪' => out.push('#'),
                '▫' => out.push('.'),
                '“' | '”' => out.push('"'),
                '’' => out.push('\''),
                '±' => out.push_str("+-"),
                'τ' => out.push_str("tau"),
                c => out.push(c),
            }
        }
        out
    }
}
