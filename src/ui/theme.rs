//! Themes by meaning: what a thing is decides its style, never the place that draws it.

use ratatui::style::{Color, Modifier, Style};

use crate::config::ThemeChoice;
use crate::domain::Kind;
use crate::recovery::Band;

/// What a piece of the screen is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Role {
    /// Plain text.
    #[default]
    Text,
    /// Text that stays in the background.
    Muted,
    /// A heading.
    Title,
    /// Today, and the score: the only bold things.
    Strong,
    /// The box around the selected day.
    Frame,
    /// A session's sign.
    Kind(Kind),
    /// A score's word and number.
    Score(Band),
    /// A score's bar.
    Bar(Band),
    /// A key that can be pressed.
    Key,
    /// The line or field under the cursor.
    Selected,
    /// A change that is on disk.
    Saved,
    /// Something refused.
    Refused,
    /// Something wrong with a file or the disk.
    Trouble,
    /// A plan that is only proposed.
    Proposed,
}

/// A set of styles.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Theme {
    choice: ThemeChoice,
}

impl Theme {
    /// The chosen theme, or no colour at all.
    pub fn new(choice: ThemeChoice, no_color: bool) -> Self {
        Self { choice: if no_color { ThemeChoice::Mono } else { choice } }
    }

    /// The style of a role. Without colour no style has a foreground or a background, only modifiers.
    pub fn style(self, role: Role) -> Style {
        let base = Style::new().add_modifier(modifier(role));
        match self.choice {
            ThemeChoice::Mono => base,
            ThemeChoice::Terminal => terminal(role).map_or(base, |c| base.fg(c)),
            ThemeChoice::Calm => calm(role).map_or(base, |c| base.fg(c)),
        }
    }
}

fn modifier(role: Role) -> Modifier {
    match role {
        Role::Strong | Role::Score(_) => Modifier::BOLD,
        Role::Muted | Role::Proposed => Modifier::DIM,
        Role::Selected => Modifier::REVERSED,
        Role::Key | Role::Trouble => Modifier::UNDERLINED,
        _ => Modifier::empty(),
    }
}

/// The terminal's own colours, which follow dark and light. No pair that the colour-blind confuse.
fn terminal(role: Role) -> Option<Color> {
    match role {
        Role::Score(band) | Role::Bar(band) => Some(match band {
            Band::Train => Color::Cyan,
            Band::Ease => Color::Yellow,
            Band::Recover => Color::Magenta,
            Band::Rest => Color::Blue,
        }),
        Role::Kind(kind) => match kind {
            Kind::Strength => Some(Color::Blue),
            Kind::Conditioning => Some(Color::Magenta),
            Kind::Endurance => Some(Color::Cyan),
            _ => None,
        },
        Role::Frame => Some(Color::Cyan),
        Role::Trouble => Some(Color::Magenta),
        Role::Refused => Some(Color::Yellow),
        _ => None,
    }
}

/// Blue, teal, amber and purple of one lightness; no red–green pair.
fn calm(role: Role) -> Option<Color> {
    let (blue, teal, amber, purple) =
        (Color::Rgb(92, 140, 200), Color::Rgb(52, 158, 152), Color::Rgb(196, 142, 58), Color::Rgb(154, 120, 190));
    match role {
        Role::Score(band) | Role::Bar(band) => Some(match band {
            Band::Train => teal,
            Band::Ease => amber,
            Band::Recover => purple,
            Band::Rest => blue,
        }),
        Role::Kind(kind) => match kind {
            Kind::Strength => Some(blue),
            Kind::Conditioning => Some(purple),
            Kind::Endurance => Some(teal),
            _ => None,
        },
        Role::Frame => Some(teal),
        Role::Trouble => Some(purple),
        Role::Refused => Some(amber),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLES: [Role; 14] = [
        Role::Text,
        Role::Muted,
        Role::Title,
        Role::Strong,
        Role::Frame,
        Role::Kind(Kind::Strength),
        Role::Score(Band::Ease),
        Role::Bar(Band::Ease),
        Role::Key,
        Role::Selected,
        Role::Saved,
        Role::Refused,
        Role::Trouble,
        Role::Proposed,
    ];

    #[test]
    fn without_colour_no_style_sets_one_whatever_the_theme() {
        for choice in [ThemeChoice::Terminal, ThemeChoice::Calm, ThemeChoice::Mono] {
            for role in ROLES {
                let style = Theme::new(choice, true).style(role);
                assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
            }
        }
        assert!(Theme::new(ThemeChoice::Calm, false).style(Role::Frame).fg.is_some());
    }
}
