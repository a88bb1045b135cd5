//! What a terminal can show: how many colours, and on what paper, its background. Pure: the caller passes in what the
//! environment and the terminal answered.

use super::themes::Color;

/// Red, green and blue, 0 to 255 each.
pub type Rgb = (u8, u8, u8);

/// How many colours there are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Depth {
    /// None: weight, dimness and reversal only.
    #[default]
    None,
    /// The terminal's own sixteen.
    Sixteen,
    /// A palette of 256, of which those from 16 on look the same everywhere.
    Palette,
    /// Red, green and blue.
    True,
}

impl Depth {
    /// What it is called: `true colour`, `256 colours`.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "no colour",
            Self::Sixteen => "16 colours",
            Self::Palette => "256 colours",
            Self::True => "true colour",
        }
    }

    /// By the values of `COLORTERM` and `TERM`.
    pub fn of(colorterm: &str, term: &str) -> Self {
        match (colorterm, term) {
            ("truecolor" | "24bit", _) => Self::True,
            (_, term) if term.ends_with("-direct") => Self::True,
            (_, term) if term.contains("256color") => Self::Palette,
            // Terminals that were built without colour, and those that say they have none.
            (_, term) if term.starts_with("vt1") || term.starts_with("vt2") || term.ends_with("-m") => Self::None,
            (_, term) if term.ends_with("-mono") => Self::None,
            _ => Self::Sixteen,
        }
    }
}

/// The background that text is written on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Paper {
    /// Light text on dark.
    Dark,
    /// Dark text on light.
    Light,
    /// Nobody knows.
    #[default]
    Unknown,
}

/// Lightness (L* of CIELAB) from which a paper is light: the middle.
const LIGHT_FROM: f64 = 50.0;

impl Paper {
    /// By its colour.
    pub fn of(color: Rgb) -> Self {
        if lightness(color) >= LIGHT_FROM { Self::Light } else { Self::Dark }
    }

    /// By the value of `COLORFGBG`; without one by that of `TERM`: the Linux console writes on black.
    pub fn of_environment(colorfgbg: &str, term: &str) -> Self {
        match Self::of_colorfgbg(colorfgbg) {
            Self::Unknown if term == "linux" || term.starts_with("linux-") => Self::Dark,
            paper => paper,
        }
    }

    /// By the value of `COLORFGBG`, whose last field is the number of the background among the sixteen.
    pub fn of_colorfgbg(value: &str) -> Self {
        match value.rsplit(';').next().and_then(|n| n.trim().parse::<u8>().ok()) {
            Some(7 | 9..=15) => Self::Light,
            Some(0..=6 | 8) => Self::Dark,
            _ => Self::Unknown,
        }
    }
}

/// Backgrounds that differ slightly from the paper.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tints {
    /// Of a usual range.
    pub band: Color,
    /// Of a key, and of the rest of a bar.
    pub track: Color,
    /// Of what is selected.
    pub selected: Color,
}

/// How much ink or focus colour is mixed into a tint. Chosen.
const BAND: f64 = 0.08;
const TRACK: f64 = 0.16;
const SELECTED: f64 = 0.22;

/// Minimum contrast of text with its background: WCAG 2.2, level AA.
pub const READABLE: f64 = 4.5;

/// What a terminal shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Face {
    /// How many colours there are.
    pub depth: Depth,
    /// The background that text is written on.
    pub paper: Paper,
    /// Backgrounds that differ slightly from the paper, if its colour is known.
    pub tints: Option<Tints>,
}

/// Colours that tints are mixed with, on dark and on light: ink, muted text, focus.
pub const MIXED: [[Rgb; 3]; 2] = [
    [(0xd6, 0xda, 0xe0), (0xa3, 0xad, 0xb9), (0x7c, 0xc4, 0xff)],
    [(0x2b, 0x31, 0x38), (0x56, 0x5f, 0x6a), (0x0b, 0x5e, 0xa3)],
];

/// The papers assumed for `dark` and `light` if the terminal does not report its own.
const MEANT: [Rgb; 2] = [(0x1e, 0x1e, 0x1e), (0xff, 0xff, 0xff)];

impl Face {
    /// A face on a paper whose colour is known or not.
    pub fn on(depth: Depth, paper: Paper, color: Option<Rgb>) -> Self {
        let paper = color.map_or(paper, Paper::of);
        let tints = color.filter(|_| depth >= Depth::Palette).map(|color| tints(color, paper, depth));
        Self { depth, paper, tints }
    }

    /// This face under a built-in theme; `auto` and the user's own themes do not change it. Without colour, no theme adds any.
    pub fn by(self, theme: &str) -> Self {
        let meant = |paper: Paper, color: Rgb| {
            if self.paper == paper && self.tints.is_some() { self } else { Self::on(self.depth, paper, Some(color)) }
        };
        match theme {
            _ if self.depth == Depth::None => self,
            "dark" => meant(Paper::Dark, MEANT[0]),
            "light" => meant(Paper::Light, MEANT[1]),
            "terminal" => Self { depth: Depth::Sixteen, tints: None, ..self },
            "calm" => Self { depth: Depth::True, ..self },
            "mono" => Self { depth: Depth::None, tints: None, ..self },
            _ => self,
        }
    }

    /// Whether the paper matters to a theme, so that the terminal must be asked for it.
    pub fn asks_for_paper(theme: &str) -> bool {
        !matches!(theme, "dark" | "light" | "mono")
    }
}

fn tints(paper: Rgb, is: Paper, depth: Depth) -> Tints {
    let [ink, back, focus] = MIXED[usize::from(is == Paper::Light)];
    let color = |(r, g, b): Rgb| match depth {
        Depth::True => Color::Rgb(r, g, b),
        _ => Color::Indexed(nearest((r, g, b))),
    };
    // As much of it as leaves muted text readable.
    let readable = |share: &f64| {
        let shown = match color(mix(paper, focus, *share)) {
            Color::Rgb(r, g, b) => (r, g, b),
            Color::Indexed(n) => of_palette(n),
        };
        contrast(back, shown) >= READABLE
    };
    let share = [SELECTED, 0.18, 0.14, 0.10].into_iter().find(readable).unwrap_or(BAND);
    Tints {
        band: color(mix(paper, ink, BAND)),
        track: color(mix(paper, ink, TRACK)),
        selected: color(mix(paper, focus, share)),
    }
}

fn mix(a: Rgb, b: Rgb, share: f64) -> Rgb {
    let one = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share).round() as u8;
    (one(a.0, b.0), one(a.1, b.1), one(a.2, b.2))
}

/// The colour of a palette number from 16 up: a cube of six steps a side, then 24 greys (as in xterm).
pub fn of_palette(n: u8) -> Rgb {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    match n {
        232.. => {
            let grey = 8 + 10 * (n - 232);
            (grey, grey, grey)
        }
        16.. => {
            let n = usize::from(n - 16);
            (STEPS[n / 36], STEPS[n / 6 % 6], STEPS[n % 6])
        }
        // Every terminal decides for itself what the first sixteen look like.
        _ => (0, 0, 0),
    }
}

/// The palette number from 16 up whose colour is nearest.
fn nearest(color: Rgb) -> u8 {
    let apart = |n: &u8| {
        let (r, g, b) = of_palette(*n);
        let square = |a: u8, b: u8| (i32::from(a) - i32::from(b)).pow(2);
        square(r, color.0) + square(g, color.1) + square(b, color.2)
    };
    (16..=u8::MAX).min_by_key(apart).unwrap_or(16)
}

/// Relative luminance, 0 to 1 (WCAG 2.2).
pub fn luminance((r, g, b): Rgb) -> f64 {
    let linear = |c: u8| {
        let c = f64::from(c) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/// Contrast of two colours, 1 to 21 (WCAG 2.2).
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// L* of CIELAB, 0 to 100.
fn lightness(color: Rgb) -> f64 {
    let y = luminance(color);
    if y <= 216.0 / 24389.0 { y * 24389.0 / 27.0 } else { 116.0 * y.cbrt() - 16.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_depth_follows_the_environment() {
        for (colorterm, term, depth) in [
            ("truecolor", "xterm", Depth::True),
            ("24bit", "", Depth::True),
            ("", "xterm-direct", Depth::True),
            ("", "tmux-256color", Depth::Palette),
            ("yes", "xterm-256color", Depth::Palette),
            ("", "xterm", Depth::Sixteen),
        ] {
            assert_eq!(Depth::of(colorterm, term), depth, "{colorterm} {term}");
        }
    }

    #[test]
    fn paper_follows_from_its_colour_or_its_number() {
        assert_eq!(Paper::of((0x00, 0x2b, 0x36)), Paper::Dark);
        assert_eq!(Paper::of((0xfd, 0xf6, 0xe3)), Paper::Light);
        // The middle grey of CIELAB is 777777.
        assert_eq!((Paper::of((0x76, 0x76, 0x76)), Paper::of((0x78, 0x78, 0x78))), (Paper::Dark, Paper::Light));
        for (value, paper) in
            [("15;0", Paper::Dark), ("0;default;15", Paper::Light), ("0;7", Paper::Light), ("x", Paper::Unknown)]
        {
            assert_eq!(Paper::of_colorfgbg(value), paper, "{value}");
        }
    }

    #[test]
    fn a_theme_decides_for_good_and_no_colour_stays_none() {
        let silent = Face::on(Depth::True, Paper::Unknown, None);
        assert_eq!((silent.by("auto"), silent.tints), (silent, None));
        assert_eq!(silent.by("light").paper, Paper::Light);
        assert!(silent.by("light").tints.is_some());
        assert_eq!(silent.by("terminal").depth, Depth::Sixteen);
        assert_eq!(silent.by("mono").depth, Depth::None);
        assert_eq!(Face::on(Depth::Palette, Paper::Dark, None).by("calm").depth, Depth::True);
        assert_eq!(Face::default().by("dark"), Face::default());
        // What the terminal said about its paper still counts.
        let said = Face::on(Depth::True, Paper::Unknown, Some((0x00, 0x2b, 0x36)));
        assert_eq!(said.by("dark"), said);
    }

    #[test]
    fn text_can_be_read_on_what_is_selected() {
        let papers: [Rgb; 7] = [
            (0, 0, 0),
            (0x1e, 0x1e, 0x1e),
            (0x28, 0x2c, 0x34),
            (0, 0x2b, 0x36),
            (255, 255, 255),
            (0xfd, 0xf6, 0xe3),
            (0xf5, 0xf5, 0xf5),
        ];
        for (paper, depth) in papers.into_iter().flat_map(|p| [(p, Depth::True), (p, Depth::Palette)]) {
            let face = Face::on(depth, Paper::Unknown, Some(paper));
            let [ink, back, _] = MIXED[usize::from(face.paper == Paper::Light)];
            let tints = face.tints.unwrap();
            for (tint, text) in [(tints.selected, back), (tints.track, ink), (tints.band, back)] {
                let shown = match tint {
                    Color::Rgb(r, g, b) => (r, g, b),
                    Color::Indexed(n) => of_palette(n),
                };
                assert!(contrast(text, shown) >= READABLE, "{paper:?} {depth:?} {shown:?} {}", contrast(text, shown));
            }
        }
    }
}
