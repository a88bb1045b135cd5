//! Themes by meaning: what a thing is decides its style, never the place that draws it.

use ratatui::style::{Color, Modifier, Style};

use crate::config::themes;

pub use crate::config::themes::Role;

/// A set of styles.
#[derive(Clone, Copy, Debug)]
pub struct Theme<'a> {
    theme: &'a themes::Theme,
    colours: bool,
}

impl<'a> Theme<'a> {
    /// The theme, or only its modifiers: without colour no style has a foreground or a background.
    pub fn new(theme: &'a themes::Theme, no_color: bool) -> Self {
        Self { theme, colours: !no_color }
    }

    /// The style of a role.
    pub fn style(self, role: Role) -> Style {
        let paint = self.theme.paint(role);
        let mut style = Style::new();
        let flags = [
            // A bar is the score's colour without its weight.
            (paint.bold && !matches!(role, Role::Bar(_)), Modifier::BOLD),
            (paint.dim, Modifier::DIM),
            (paint.reverse, Modifier::REVERSED),
            (paint.underline, Modifier::UNDERLINED),
            (paint.italic, Modifier::ITALIC),
        ];
        for (_, modifier) in flags.into_iter().filter(|(on, _)| *on) {
            style = style.add_modifier(modifier);
        }
        if self.colours {
            style.fg = paint.color.map(color);
            style.bg = paint.background.map(color);
        }
        // A selection that cannot be seen is no choice of looks.
        if role == Role::Selected && style == Style::new() { style.add_modifier(Modifier::REVERSED) } else { style }
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

    #[test]
    fn without_colour_no_style_sets_one_whatever_the_theme() {
        let themes = Themes::default();
        for name in themes.names() {
            for role in Role::all() {
                let style = Theme::new(themes.get(name).unwrap(), true).style(role);
                assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
            }
        }
        assert!(Theme::new(themes.get("calm").unwrap(), false).style(Role::Frame).fg.is_some());
    }

    #[test]
    fn every_built_in_theme_paints_every_role_and_shows_the_selection_without_colour() {
        let themes = Themes::default();
        for theme in themes.names().into_iter().filter_map(|n| themes.get(n)) {
            assert!(Role::all().all(|r| theme.paints(r)), "{}", theme.name);
            let style = Theme::new(theme, true).style(Role::Selected);
            assert!(style.add_modifier.contains(Modifier::REVERSED), "{}", theme.name);
            let bare = themes::Theme::default();
            assert!(Theme::new(&bare, false).style(Role::Selected).add_modifier.contains(Modifier::REVERSED));
            let reds = [Color::Red, Color::Green, Color::LightRed, Color::LightGreen];
            assert!(Role::all().all(|r| Theme::new(theme, false).style(r).fg.is_none_or(|c| !reds.contains(&c))));
        }
    }
}
