//! Themes: what each role of the screen looks like. Six are built in: one set of colours for different terminals;
//! the user's own go in `themes/` beside the settings file and say only what should differ.

use std::collections::BTreeMap;
use std::path::Path;

use strum::{EnumIter, IntoEnumIterator};
use toml::de::DeTable;

use super::reader::{self, Fault, Reader};
use crate::domain::Kind;
use crate::recovery::{Band, Component};

/// Names of the built-in themes: chosen by the terminal, on dark, on light, in the terminal's own sixteen colours, in true
/// colour, and without any.
pub const BUILT_IN: [&str; 6] = ["auto", "dark", "light", "terminal", "calm", "mono"];

/// What a piece of the screen is, which decides how a theme paints it: never where it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, EnumIter)]
pub enum Role {
    /// Plain text.
    #[default]
    Text,
    /// Text that stays in the background.
    Muted,
    /// A hairline, a bar of a forecast, an outline.
    Line,
    /// A heading.
    Title,
    /// Today, and the main message.
    Strong,
    /// The box around the selected day.
    Frame,
    /// A word in the colour of the box.
    #[strum(disabled)]
    FrameText,
    /// A session's symbol.
    #[strum(disabled)]
    Kind(Kind),
    /// The name of its kind.
    #[strum(disabled)]
    KindName(Kind),
    /// A score's word and number.
    #[strum(disabled)]
    Score(Band),
    /// A score's number among others.
    #[strum(disabled)]
    Number(Band),
    /// A score's bar.
    #[strum(disabled)]
    Bar(Band),
    /// What a component takes off the score, as a bar.
    #[strum(disabled)]
    Loss(Component),
    /// The same, as a number.
    #[strum(disabled)]
    LossText(Component),
    /// Soreness as a shape.
    #[strum(disabled)]
    Sore(SoreLevel),
    /// The same, as a number.
    #[strum(disabled)]
    SoreText(SoreLevel),
    /// A key that can be pressed.
    Key,
    /// A score from 65 to 79 in the view of a whole year.
    Fair,
    /// The background of a usual range.
    Usual,
    /// The background of the unfilled part of a bar.
    Track,
    /// The line or field under the cursor.
    Selected,
    /// Something refused.
    Refused,
    /// Something wrong with a file or the disk.
    Trouble,
    /// A plan that is only proposed.
    Proposed,
}

impl Role {
    /// Every role that a theme paints; a bar is painted as its score, a number as its shape.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::iter()
            .chain(Kind::ALL.map(Self::Kind))
            .chain(Band::ALL.map(Self::Score))
            .chain(Component::ALL.map(Self::Loss))
            .chain(SoreLevel::ALL.map(Self::Sore))
    }

    /// Its name in a theme file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Muted => "muted",
            Self::Line => "line",
            Self::Title => "title",
            Self::Strong => "strong",
            Self::Frame | Self::FrameText => "frame",
            Self::Key => "key",
            Self::Fair => "fair",
            Self::Usual => "usual",
            Self::Track => "track",
            Self::Selected => "selected",
            Self::Refused => "refused",
            Self::Trouble => "trouble",
            Self::Proposed => "proposed",
            Self::Kind(kind) | Self::KindName(kind) => kind.name(),
            Self::Loss(component) | Self::LossText(component) => match component {
                Component::Sleep => "loss-sleep",
                Component::Soreness => "loss-soreness",
                Component::Feel => "loss-feel",
                Component::Load => "loss-load",
                Component::Heart => "loss-heart",
                Component::Recent => "loss-recent",
            },
            Self::Sore(level) | Self::SoreText(level) => match level {
                SoreLevel::Fresh => "sore-0",
                SoreLevel::Some => "sore-2",
                SoreLevel::Sore => "sore-4",
                SoreLevel::Very => "sore-7",
            },
            Self::Score(band) | Self::Number(band) | Self::Bar(band) => match band {
                Band::Train => "band-train",
                Band::Ease => "band-ease",
                Band::Recover => "band-recover",
                Band::Rest => "band-rest",
            },
        }
    }
}

/// How sore something is, in four steps.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum SoreLevel {
    /// 0 or 1.
    Fresh,
    /// 2 or 3.
    Some,
    /// 4 to 6.
    Sore,
    /// 7 to 10.
    Very,
}

impl SoreLevel {
    /// All of them, the least first.
    pub const ALL: [Self; 4] = [Self::Fresh, Self::Some, Self::Sore, Self::Very];

    /// The step of a soreness from 0 to 10.
    pub fn of(soreness: f64) -> Self {
        match soreness {
            n if n < 1.5 => Self::Fresh,
            n if n < 3.5 => Self::Some,
            n if n < 6.5 => Self::Sore,
            _ => Self::Very,
        }
    }
}

/// Roles of version 0.1 that are no longer used: files that still have them are not wrong.
const RETIRED: [&str; 1] = ["saved"];

/// A colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Color {
    /// One of the terminal's own, 0 to 15, or of its palette of 256.
    Indexed(u8),
    /// True colour.
    Rgb(u8, u8, u8),
}

const NAMES: [&str; 8] = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

impl Color {
    /// Reads `cyan`, `bright-blue`, `208` or `#5c8cc8`.
    ///
    /// # Errors
    /// A sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || format!("'{text}' is not a colour; use cyan, bright-blue, a number up to 255, or #5c8cc8");
        if let Some(hex) = text.strip_prefix('#') {
            let n = u32::from_str_radix(hex, 16).ok().filter(|_| hex.len() == 6).ok_or_else(wrong)?;
            return Ok(Self::Rgb((n >> 16) as u8, (n >> 8) as u8, n as u8));
        }
        let (bright, name) = text.strip_prefix("bright-").map_or((0, text), |rest| (8, rest));
        if let Some(n) = NAMES.iter().position(|k| *k == name) {
            return Ok(Self::Indexed(n as u8 + bright));
        }
        text.parse().map(Self::Indexed).map_err(|_| wrong())
    }
}

/// How a role is painted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Paint {
    /// Foreground.
    pub color: Option<Color>,
    /// Background.
    pub background: Option<Color>,
    /// Bold.
    pub bold: bool,
    /// Dim.
    pub dim: bool,
    /// Reversed.
    pub reverse: bool,
    /// Underlined.
    pub underline: bool,
    /// Italic.
    pub italic: bool,
}

/// A theme.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Theme {
    /// What it is called in the settings and after `:theme`.
    pub name: String,
    /// Paint by role; a role left out is painted as in `auto`.
    roles: BTreeMap<&'static str, Paint>,
}

impl Theme {
    /// A theme in which everything is painted as in `auto`.
    pub const PLAIN: Self = Self { name: String::new(), roles: BTreeMap::new() };

    /// The paint of a role, if the theme sets it.
    pub fn paint(&self, role: Role) -> Option<Paint> {
        // Most themes set nothing, and this is called for every piece of text.
        if self.roles.is_empty() { None } else { self.roles.get(role.name()).copied() }
    }
}

/// Every theme that can be chosen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Themes {
    all: Vec<Theme>,
}

impl Default for Themes {
    fn default() -> Self {
        Self { all: BUILT_IN.map(|name| Theme { name: name.to_owned(), ..Theme::PLAIN }).to_vec() }
    }
}

impl Themes {
    /// The built-in themes and those in `folder`; a theme of the same name replaces the built-in one. The second part says
    /// what was wrong with which file.
    pub fn load(folder: &Path) -> (Self, Vec<String>) {
        let mut out = Self::default();
        let mut problems = Vec::new();
        for (path, stem, text) in reader::folder(folder) {
            match text {
                Err(e) => problems.push(format!("{}: {e}", path.display())),
                Ok(text) => {
                    let (theme, faults) = parse(&text, &stem);
                    problems.extend(faults.iter().map(|f| format!("{}: {f}", path.display())));
                    out.all.retain(|t| t.name != theme.name);
                    out.all.push(theme);
                }
            }
        }
        (out, problems)
    }

    /// The theme of that name.
    pub fn get(&self, name: &str) -> Option<&Theme> {
        self.all.iter().find(|t| t.name == name)
    }

    /// Names of all of them.
    pub fn names(&self) -> Vec<&str> {
        self.all.iter().map(|t| t.name.as_str()).collect()
    }
}

fn parse(text: &str, stem: &str) -> (Theme, Vec<Fault>) {
    let mut theme = Theme { name: stem.to_owned(), roles: BTreeMap::new() };
    let mut r = Reader::new(text);
    if let Some(root) = r.root() {
        let root = root.get_ref();
        theme.name = r.word(root, "name", |t| Ok(t.to_owned())).unwrap_or(theme.name);
        if let Some(table) = r.table(root, "role") {
            for role in Role::all().map(Role::name) {
                if let Some(row) = r.table(table, role) {
                    let paint = paint(&mut r, row, role);
                    theme.roles.insert(role, paint);
                }
            }
            let known: Vec<&str> = Role::all().map(Role::name).chain(RETIRED).collect();
            r.unknown(table, "role", &known);
        }
        r.unknown(root, "", &["name", "role"]);
    }
    r.faults.sort_by_key(|f| (f.line, f.column));
    (theme, r.faults)
}

fn paint(r: &mut Reader<'_>, row: &DeTable<'_>, role: &str) -> Paint {
    let mut flag = |key| r.boolean(row, key).unwrap_or(false);
    let (bold, dim, reverse, underline, italic) =
        (flag("bold"), flag("dim"), flag("reverse"), flag("underline"), flag("italic"));
    let color = r.word(row, "color", Color::parse);
    let background = r.word(row, "background", Color::parse);
    r.unknown(row, role, &["color", "background", "bold", "dim", "reverse", "underline", "italic"]);
    Paint { color, background, bold, dim, reverse, underline, italic }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_as_people_write_them() {
        assert_eq!(Color::parse("cyan"), Ok(Color::Indexed(6)));
        assert_eq!(Color::parse("bright-blue"), Ok(Color::Indexed(12)));
        assert_eq!(Color::parse("208"), Ok(Color::Indexed(208)));
        assert_eq!(Color::parse("#5c8cc8"), Ok(Color::Rgb(92, 140, 200)));
        for wrong in ["cyanide", "#12345", "256", "bright-orange"] {
            assert!(Color::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_wrong_theme_is_named_line_by_line_and_still_usable() {
        let text = "[role.title]\ncolor = \"cyanide\"\nbold = 1\n[role.frame]\ncolor = \"red\"\n[role.fram]\n";
        let (theme, faults) = parse(text, "mine");
        let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 3, "{said:?}");
        assert!(said[0].starts_with("line 2, column 9: 'cyanide' is not a colour"));
        assert!(said[1].starts_with("line 3, column 8: bold should be true or false"));
        assert!(said[2].ends_with("role.fram is not a setting; did you mean frame?"), "{said:?}");
        assert_eq!(
            (theme.name.as_str(), theme.paint(Role::Frame).and_then(|p| p.color)),
            ("mine", Some(Color::Indexed(1)))
        );
    }
}
