//! The colours of every role: true colour for dark and for light paper, the neutral column for unknown paper, and for each its
//! number among the 256.
//!
//! All of them are chosen. Text has a contrast of 4.5 and shapes of 3 on the papers that the tests name; colours that can touch
//! or share a panel are 20 apart (CIE76), and 15 apart for eyes without red or green. Soreness contrasts more with the paper as it
//! grows, so that it reads in grey too.

use crate::config::face::{Depth, Rgb};
use crate::config::themes::{Color, Role, SoreLevel};
use crate::domain::Kind;
use crate::recovery::{Band, Component};

/// A colour, and its number among the 256.
#[derive(Clone, Copy, Debug)]
pub struct Hue(pub Rgb, pub u8);

impl Hue {
    /// The colour itself in true colour, else its number.
    pub fn at(self, depth: Depth) -> Color {
        match (self, depth) {
            (Self((r, g, b), _), Depth::True) => Color::Rgb(r, g, b),
            (Self(_, n), _) => Color::Indexed(n),
        }
    }
}

const fn hue(hex: u32, number: u8) -> Hue {
    Hue(((hex >> 16) as u8, (hex >> 8) as u8, hex as u8), number)
}

/// What something is painted with on each paper.
#[derive(Clone, Copy, Debug)]
pub struct Paints {
    /// On dark paper.
    pub dark: Hue,
    /// Text on light paper.
    pub light: Hue,
    /// Shapes on light paper.
    pub light_shape: Hue,
    /// Shapes on unknown paper; text keeps the terminal's ink there.
    pub neutral: Option<Hue>,
}

const fn same(dark: Hue, light: Hue, neutral: Option<Hue>) -> Paints {
    Paints { dark, light, light_shape: light, neutral }
}

/// Text.
pub const INK: Paints = same(hue(0xd6_da_e0, 253), hue(0x2b_31_38, 236), None);
/// Text that stands out.
pub const STRONG: Paints = same(hue(0xff_ff_ff, 231), hue(0x0b_0f_14, 233), None);
/// Quiet text.
pub const DIM: Paints = same(hue(0xa3_ad_b9, 145), hue(0x56_5f_6a, 59), None);
/// Lines and forecasts.
pub const LINE: Paints = same(hue(0x6f_7a_87, 243), hue(0x7f_89_94, 102), Some(hue(0x80_88_90, 102)));
/// Where the cursor is.
pub const FOCUS: Paints = same(hue(0x7c_c4_ff, 117), hue(0x0b_5e_a3, 25), Some(hue(0x2b_86_c6, 32)));

/// The colours of a band.
pub fn band(band: Band) -> Paints {
    match band {
        Band::Train => Paints {
            dark: hue(0x4f_d1_c5, 80),
            light: hue(0x0a_6b_65, 23),
            light_shape: hue(0x0f_91_8a, 30),
            neutral: Some(hue(0x0f_91_8a, 30)),
        },
        Band::Ease => Paints {
            dark: hue(0xf2_c4_52, 221),
            light: hue(0x7f_5b_00, 94),
            light_shape: hue(0xb8_80_00, 136),
            neutral: Some(hue(0xb0_7d_00, 130)),
        },
        Band::Recover => same(hue(0xf5_89_5f, 209), hue(0x7c_26_13, 52), Some(hue(0xd2_58_3c, 167))),
        Band::Rest => Paints {
            dark: hue(0xb7_9c_f7, 140),
            light: hue(0x6a_45_b8, 62),
            light_shape: hue(0x8a_69_d6, 98),
            neutral: Some(hue(0x8a_69_d6, 98)),
        },
    }
}

/// Scores from 65 to 79 in a year: a weaker form of the colour for hard work. With fewer colours it is the same, with another glyph.
pub const FAIR: Paints = Paints {
    dark: hue(0x2f_9c_93, 80),
    light: hue(0x0a_6b_65, 23),
    light_shape: hue(0x3a_9a_91, 30),
    neutral: Some(hue(0x0f_91_8a, 30)),
};

/// The colours of what a component takes off.
pub fn loss(component: Component) -> Paints {
    let (dark, light, neutral) = match component {
        Component::Sleep => (hue(0x6e_a0_fd, 111), hue(0x2a_5d_c1, 26), hue(0x4a_80_dd, 68)),
        Component::Soreness => (hue(0xc9_93_5a, 173), hue(0xa5_56_03, 130), hue(0x9b_73_4f, 137)),
        Component::Feel => (hue(0xf2_b8_f0, 182), hue(0x6c_1f_7f, 53), hue(0xc4_5c_b4, 169)),
        Component::Load => (hue(0xf0_e6_a6, 186), hue(0x4a_43_00, 58), hue(0x88_81_1f, 100)),
        Component::Heart => (hue(0x75_c7_97, 115), hue(0x1b_72_47, 22), hue(0x71_92_7a, 245)),
        Component::Recent => (hue(0xc0_cc_d8, 252), hue(0x56_5f_6a, 59), hue(0x80_88_90, 102)),
    };
    same(dark, light, Some(neutral))
}

/// The colours of soreness.
pub fn sore(level: SoreLevel) -> Paints {
    let (dark, light, neutral) = match level {
        SoreLevel::Fresh => (hue(0x7b_87_95, 102), hue(0x83_8d_98, 245), hue(0x7c_87_92, 102)),
        SoreLevel::Some => (hue(0xb3_80_4f, 137), hue(0xb9_72_2f, 130), hue(0x98_79_5a, 137)),
        SoreLevel::Sore => (hue(0xf5_a7_42, 215), hue(0x96_39_0c, 88), hue(0xc0_7a_1c, 130)),
        SoreLevel::Very => (hue(0xff_f0_c4, 230), hue(0x3d_0a_05, 52), hue(0xd4_50_2c, 166)),
    };
    same(dark, light, Some(neutral))
}

/// The colours of a kind.
pub fn kind(kind: Kind) -> Paints {
    let (dark, light, neutral) = match kind {
        Kind::Strength => (hue(0xce_d3_ff, 189), hue(0x1c_2a_6b, 17), hue(0x72_7d_a4, 103)),
        Kind::Conditioning => (hue(0xff_93_ad, 211), hue(0xae_21_50, 125), hue(0xd8_54_7c, 168)),
        Kind::Endurance => (hue(0xfb_ce_a4, 223), hue(0x9d_5e_40, 95), hue(0xb5_76_4a, 137)),
        Kind::Mobility => (hue(0xf3_c5_e0, 225), hue(0x67_36_65, 96), hue(0xab_6a_96, 132)),
        Kind::ActiveRecovery => (hue(0xa9_c9_8a, 150), hue(0x4c_6a_1e, 58), hue(0x6f_8b_3c, 64)),
        Kind::Rest => (hue(0xa9_b6_c4, 249), hue(0x53_60_70, 59), hue(0x7c_87_92, 102)),
    };
    same(dark, light, Some(neutral))
}

/// A band's colour among the sixteen, on a dark and on a light terminal: one with a contrast of 3 on the palettes of VS Code, xterm,
/// Tango and GNOME, or `None` if none is safe.
pub fn sixteen(band: Band) -> [Option<u8>; 2] {
    match band {
        Band::Train => [Some(14), Some(4)],
        Band::Ease => [Some(11), None],
        Band::Recover => [Some(9), Some(1)],
        Band::Rest => [Some(13), Some(5)],
    }
}

/// What a role is painted with, and whether it is a shape; `None` for a role that is only weight or a background.
pub fn of(role: Role) -> Option<(Paints, bool)> {
    Some(match role {
        Role::Text => (INK, false),
        Role::Muted | Role::Proposed => (DIM, false),
        Role::Line => (LINE, true),
        Role::Title | Role::Strong | Role::Key | Role::Refused | Role::Trouble => (STRONG, false),
        Role::Frame => (FOCUS, true),
        Role::FrameText => (FOCUS, false),
        Role::Kind(k) => (kind(k), true),
        Role::KindName(k) => (kind(k), false),
        Role::Score(b) | Role::Number(b) => (band(b), false),
        Role::Bar(b) => (band(b), true),
        Role::Fair => (FAIR, true),
        Role::Loss(c) => (loss(c), true),
        Role::LossText(c) => (loss(c), false),
        Role::Sore(l) => (sore(l), true),
        Role::SoreText(l) => (sore(l), false),
        Role::Usual | Role::Track | Role::Selected => return None,
    })
}
