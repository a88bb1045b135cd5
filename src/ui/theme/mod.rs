//! Themes by meaning: what a thing is decides its style, not where it is drawn.

pub mod palette;
#[cfg(test)]
mod palette_tests;

use ratatui::style::{Color, Modifier, Style};

use crate::config::face::{self, Depth, Face, Paper, Rgb};
use crate::config::themes;

pub use crate::config::themes::{Role, SoreLevel};
use palette::Paints;

/// Styles for what a terminal can show, with the overrides of a user's own theme.
#[derive(Clone, Copy, Debug)]
pub struct Theme<'a> {
    own: &'a themes::Theme,
    face: Face,
}

impl<'a> Theme<'a> {
    /// For a terminal's face, with a user's own theme over it. Without colour no style has a foreground or a background.
    pub fn new(own: &'a themes::Theme, face: Face) -> Self {
        Self { own, face }
    }

    /// The style of a role.
    pub fn style(self, role: Role) -> Style {
        let style = match self.own.paint(role) {
            Some(paint) => self.painted(paint, role),
            None => self.built_in(role),
        };
        // A theme may not make the selection invisible.
        if role == Role::Selected && style == Style::new() { style.add_modifier(Modifier::REVERSED) } else { style }
    }

    /// Text on a background of the role's colour; `None` if there are too few colours to tell such backgrounds apart.
    pub fn fill(self, role: Role) -> Option<Style> {
        let shape = match self.own.paint(role) {
            Some(paint) => paint.color.filter(|_| self.face.depth >= Depth::Palette)?,
            None => self.shape(role)?,
        };
        let rgb = rgb(shape)?;
        let [black, white] = [(0, 0, 0), (255, 255, 255)];
        let dark = face::contrast(black, rgb) >= face::contrast(white, rgb);
        let text = match (self.face.depth, dark) {
            (Depth::True, true) => Color::Rgb(0, 0, 0),
            // A hair off white: programs that read a screen take pure white for one of the sixteen.
            (Depth::True, false) => Color::Rgb(254, 254, 254),
            // Black and white, among the colours that look the same everywhere.
            (_, true) => Color::Indexed(16),
            (_, false) => Color::Indexed(231),
        };
        Some(Style::new().fg(text).bg(color(shape)).bold())
    }

    /// Whether there are backgrounds slightly off the paper.
    pub fn has_tints(self) -> bool {
        self.face.tints.is_some()
    }

    /// Whether shapes of the same glyph can be told apart by colour.
    pub fn has_colours(self) -> bool {
        self.face.depth >= Depth::Palette
    }

    fn painted(self, paint: themes::Paint, role: Role) -> Style {
        let mut style = Style::new();
        let flags = [
            // A bar is the score's colour without its weight.
            (paint.bold && !matches!(role, Role::Bar(_) | Role::Number(_)), Modifier::BOLD),
            (paint.dim, Modifier::DIM),
            (paint.reverse, Modifier::REVERSED),
            (paint.underline, Modifier::UNDERLINED),
            (paint.italic, Modifier::ITALIC),
        ];
        for (_, modifier) in flags.into_iter().filter(|(on, _)| *on) {
            style = style.add_modifier(modifier);
        }
        if self.face.depth > Depth::None {
            style.fg = paint.color.map(color);
            style.bg = paint.background.map(color);
        }
        style
    }

    /// The colour of a shape, if the terminal has one for it.
    fn shape(self, role: Role) -> Option<themes::Color> {
        let Face { depth, paper, .. } = self.face;
        let (paints, _) = palette::of(role)?;
        let Paints { dark, light_shape, neutral, .. } = paints;
        match (depth, paper) {
            (Depth::None, _) => None,
            (Depth::Sixteen, paper) => {
                let (Role::Bar(band) | Role::Score(band)) = role else { return None };
                let [dark, light] = palette::sixteen(band);
                let number = match paper {
                    Paper::Dark => dark,
                    Paper::Light => light,
                    Paper::Unknown => None,
                };
                number.map(themes::Color::Indexed)
            }
            (_, Paper::Dark) => Some(dark.at(depth)),
            (_, Paper::Light) => Some(light_shape.at(depth)),
            (_, Paper::Unknown) => neutral.map(|hue| hue.at(depth)),
        }
    }

    fn built_in(self, role: Role) -> Style {
        let Face { depth, paper, tints } = self.face;
        let mut style = Style::new();
        let coloured = depth >= Depth::Palette && paper != Paper::Unknown;
        match palette::of(role) {
            // Words keep the terminal's own ink where their contrast is not known.
            Some((paints, false)) if coloured => {
                let hue = if paper == Paper::Light { paints.light } else { paints.dark };
                style.fg = Some(color(hue.at(depth)));
            }
            Some((_, true)) => style.fg = self.shape(role).map(color),
            _ => {}
        }
        match role {
            Role::Title | Role::Strong | Role::Score(_) | Role::Key | Role::Refused => style = style.bold(),
            Role::Trouble => style = style.bold().underlined(),
            // What a colour says elsewhere, weight says here.
            Role::Muted | Role::Proposed | Role::Line if style.fg.is_none() => style = style.dim(),
            Role::SoreText(level) if level >= SoreLevel::Sore => style = style.bold(),
            Role::LossText(_) => style = style.bold(),
            Role::Selected if tints.is_none() => style = style.reversed(),
            _ => {}
        }
        if let Some(tints) = tints {
            style.bg = match role {
                Role::Key | Role::Track => Some(color(tints.track)),
                Role::Usual => Some(color(tints.band)),
                Role::Selected => Some(color(tints.selected)),
                _ => None,
            };
        }
        style
    }
}

/// What a colour looks like, if that is the same everywhere.
fn rgb(c: themes::Color) -> Option<Rgb> {
    match c {
        themes::Color::Rgb(r, g, b) => Some((r, g, b)),
        themes::Color::Indexed(n @ 16..) => Some(face::of_palette(n)),
        themes::Color::Indexed(_) => None,
    }
}

fn color(c: themes::Color) -> Color {
    match c {
        // The first sixteen by name: a terminal maps them to its own scheme.
        themes::Color::Indexed(n) => match n {
            0 => Color::Black,
            1 => Color::Red,
            2 => Color::Green,
            3 => Color::Yellow,
            4 => Color::Blue,
            5 => Color::Magenta,
            6 => Color::Cyan,
            7 => Color::Gray,
            8 => Color::DarkGray,
            9 => Color::LightRed,
            10 => Color::LightGreen,
            11 => Color::LightYellow,
            12 => Color::LightBlue,
            13 => Color::LightMagenta,
            14 => Color::LightCyan,
            15 => Color::White,
            n => Color::Indexed(n),
        },
        themes::Color::Rgb(r, g, b) => Color::Rgb(r, g, b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::themes::Themes;

    static PLAIN: themes::Theme = themes::Theme::PLAIN;

    /// Every kind of terminal, with its paper's colour unknown and with two known ones.
    fn faces() -> Vec<Face> {
        let depths = [Depth::None, Depth::Sixteen, Depth::Palette, Depth::True];
        let papers = [Paper::Dark, Paper::Light, Paper::Unknown].map(|p| (p, None));
        let said = [(0x1e, 0x1e, 0x1e), (0xfd, 0xf6, 0xe3)].map(|c| (Paper::Unknown, Some(c)));
        let all = papers.into_iter().chain(said);
        all.flat_map(|(paper, said)| depths.map(|d| Face::on(d, paper, said))).collect()
    }

    fn roles() -> impl Iterator<Item = Role> {
        use crate::domain::Kind;
        use crate::recovery::{Band, Component};
        Role::all()
            .chain(Band::ALL.map(Role::Bar))
            .chain(Kind::ALL.map(Role::KindName))
            .chain(Component::ALL.map(Role::LossText))
            .chain(SoreLevel::ALL.map(Role::SoreText))
    }

    #[test]
    fn without_colour_no_style_sets_one_whatever_the_theme() {
        let themes = Themes::default();
        for name in themes.names() {
            for role in roles() {
                let theme = Theme::new(themes.get(name).unwrap(), Face::default().by(name));
                let style = theme.style(role);
                assert_eq!((style.fg, style.bg, theme.fill(role)), (None, None, None), "{role:?}");
            }
        }
    }

    #[test]
    fn a_selection_shows_and_muted_text_differs_from_text_on_every_face() {
        for face in faces() {
            let theme = Theme::new(&PLAIN, face);
            assert_ne!(theme.style(Role::Selected), Style::new(), "{face:?}");
            for (one, other) in [(Role::Text, Role::Muted), (Role::Text, Role::Strong), (Role::Text, Role::Key)] {
                assert_ne!(theme.style(one), theme.style(other), "{face:?}");
            }
        }
    }

    #[test]
    fn text_on_a_fill_can_be_read() {
        for face in faces() {
            for role in roles() {
                let Some(style) = Theme::new(&PLAIN, face).fill(role) else { continue };
                let shown = |c: Option<Color>| match c {
                    Some(Color::Rgb(r, g, b)) => (r, g, b),
                    Some(Color::Indexed(n)) => face::of_palette(n),
                    c => panic!("{role:?} {c:?}"),
                };
                let contrast = face::contrast(shown(style.fg), shown(style.bg));
                assert!(contrast >= 3.9, "{face:?} {role:?} {contrast}");
            }
        }
    }

    #[test]
    fn the_example_theme_has_every_role_as_on_dark_paper() {
        let text = include_str!("../../../assets/themes/mine.toml");
        let folder = tempfile::tempdir().unwrap();
        crate::store::atomic::write(&folder.path().join("mine.toml"), text.as_bytes()).unwrap();
        let (themes, problems) = Themes::load(folder.path());
        assert!(problems.is_empty(), "{problems:?}");
        let face = Face::on(Depth::True, Paper::Dark, Some((0x1e, 0x1e, 0x1e)));
        let (own, plain) = (Theme::new(themes.get("mine").unwrap(), face), Theme::new(&PLAIN, face));
        for role in Role::all() {
            assert!(themes.get("mine").unwrap().paint(role).is_some(), "{role:?}");
            assert_eq!(own.style(role).fg, plain.style(role).fg, "{role:?}");
        }
    }

    #[test]
    fn a_custom_theme_overrides_what_it_names_and_the_rest_stays() {
        let mine = "[role]\nmuted = { color = \"bright-blue\" }\nband-ease = { color = \"#ff0000\", bold = true }\n";
        let folder = tempfile::tempdir().unwrap();
        crate::store::atomic::write(&folder.path().join("mine.toml"), mine.as_bytes()).unwrap();
        let (themes, problems) = Themes::load(folder.path());
        assert!(problems.is_empty(), "{problems:?}");
        let face = Face::on(Depth::True, Paper::Dark, None);
        let (own, plain) = (Theme::new(themes.get("mine").unwrap(), face), Theme::new(&PLAIN, face));
        assert_eq!(own.style(Role::Muted).fg, Some(Color::LightBlue));
        let ease = crate::recovery::Band::Ease;
        assert_eq!(own.style(Role::Bar(ease)), Style::new().fg(Color::Rgb(255, 0, 0)));
        assert_eq!(own.fill(Role::Bar(ease)).and_then(|s| s.bg), Some(Color::Rgb(255, 0, 0)));
        assert_eq!(own.style(Role::Frame), plain.style(Role::Frame));
    }
}
