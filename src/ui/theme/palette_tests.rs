//! What the colours must satisfy, computed for every one of them.

use super::palette::{self, Hue, Paints};
use crate::config::face::{self, Rgb, contrast};
use crate::config::themes::{Role, SoreLevel};
use crate::domain::Kind;
use crate::recovery::{Band, Component};

const DARK: [Rgb; 4] = [(0, 0, 0), (0x1e, 0x1e, 0x1e), (0x28, 0x2c, 0x34), (0, 0x2b, 0x36)];
const LIGHT: [Rgb; 3] = [(255, 255, 255), (0xfd, 0xf6, 0xe3), (0xf5, 0xf5, 0xf5)];

/// The least contrast of a shape on its paper (WCAG 2.2, 1.4.11), and of text.
const SHAPE: f64 = 3.0;
const TEXT: f64 = face::READABLE;

/// The least distance (CIE76) of colours that can touch or share a panel; the same without red or green.
const APART: f64 = 20.0;
const APART_FOR_ALL: f64 = 15.0;

/// The three columns, each with the colours of a role and whether it is a shape there.
fn columns(role: Role) -> Vec<(&'static str, Hue, bool, &'static [Rgb])> {
    let Some((Paints { dark, light, light_shape, neutral }, shape)) = palette::of(role) else { return Vec::new() };
    let mut out = vec![("dark", dark, shape, DARK.as_slice())];
    out.push(("light", if shape { light_shape } else { light }, shape, LIGHT.as_slice()));
    if let Some(hue) = neutral.filter(|_| shape) {
        out.extend([("neutral", hue, true, DARK.as_slice()), ("neutral", hue, true, LIGHT.as_slice())]);
    }
    out
}

fn roles() -> Vec<Role> {
    let mut out: Vec<Role> = Role::all().collect();
    out.extend(Band::ALL.map(Role::Bar));
    out.extend(Kind::ALL.map(Role::KindName));
    out.extend(Component::ALL.map(Role::LossText));
    // A faint soreness number could not be read as text: the two lower levels are only shapes.
    out.extend([SoreLevel::Sore, SoreLevel::Very].map(Role::SoreText));
    out
}

#[test]
fn every_role_can_be_read_on_its_papers_in_true_colour_and_in_256() {
    for role in roles() {
        for (column, Hue(rgb, number), shape, papers) in columns(role) {
            let least = if shape { SHAPE } else { TEXT };
            for (form, color) in [("true", rgb), ("256", face::of_palette(number))] {
                for paper in papers {
                    let measured = contrast(color, *paper);
                    // There are few browns among the 256: one is a shape colour that text uses too, one is a little faint.
                    let least = match (role, form) {
                        (Role::LossText(Component::Soreness), "256") => 3.9,
                        (_, "256") if column == "neutral" => 2.95,
                        _ => least,
                    };
                    assert!(measured >= least - 0.005, "{role:?} {column} {form} on {paper:?}: {measured:.2}");
                }
            }
        }
    }
}

fn linear(c: u8) -> f64 {
    let c = f64::from(c) / 255.0;
    if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
}

/// CIELAB of linear red, green and blue.
fn lab([r, g, b]: [f64; 3]) -> [f64; 3] {
    let x = (0.412_456_4 * r + 0.357_576_1 * g + 0.180_437_5 * b) / 0.950_47;
    let y = 0.212_672_9 * r + 0.715_152_2 * g + 0.072_175 * b;
    let z = (0.019_333_9 * r + 0.119_192 * g + 0.950_304_1 * b) / 1.088_83;
    let f = |t: f64| if t > 216.0 / 24389.0 { t.cbrt() } else { (24389.0 / 27.0 * t + 16.0) / 116.0 };
    [116.0 * f(y) - 16.0, 500.0 * (f(x) - f(y)), 200.0 * (f(y) - f(z))]
}

/// How eyes without one kind of cone see a colour (Machado 2009, severity 1).
const EYES: [[[f64; 3]; 3]; 3] = [
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
];

fn seen(color: Rgb, by: &[[f64; 3]; 3]) -> [f64; 3] {
    let c = [linear(color.0), linear(color.1), linear(color.2)];
    lab(by.map(|row| (0..3).map(|n| row[n] * c[n]).sum::<f64>().clamp(0.0, 1.0)))
}

fn apart(a: Rgb, b: Rgb, eyes: usize) -> f64 {
    let (a, b) = (seen(a, &EYES[eyes]), seen(b, &EYES[eyes]));
    (0..3).map(|n| (a[n] - b[n]).powi(2)).sum::<f64>().sqrt()
}

/// A role in a column, as a shape.
fn shape(role: Role, column: usize) -> Option<Rgb> {
    let (paints, _) = palette::of(role)?;
    [Some(paints.dark), Some(paints.light_shape), paints.neutral][column].map(|hue| hue.0)
}

fn pairs(all: &[Role]) -> Vec<(Role, Role)> {
    all.iter().enumerate().flat_map(|(n, a)| all[n + 1..].iter().map(move |b| (*a, *b))).collect()
}

#[test]
fn colours_that_can_touch_or_share_a_panel_differ() {
    let bands = Band::ALL.map(Role::Bar);
    let losses = Component::ALL.map(Role::Loss);
    let mut all = pairs(&[bands.as_slice(), losses.as_slice()].concat());
    all.extend([
        (Role::Bar(Band::Train), Role::Kind(Kind::ActiveRecovery)),
        (Role::Loss(Component::Sleep), Role::Kind(Kind::Strength)),
        (Role::Bar(Band::Rest), Role::Kind(Kind::Mobility)),
        (Role::Frame, Role::Kind(Kind::Strength)),
    ]);
    for column in 0..3 {
        for (a, b) in &all {
            let (Some(x), Some(y)) = (shape(*a, column), shape(*b, column)) else { panic!("{a:?} {b:?}") };
            assert!(apart(x, y, 0) >= APART, "{column}: {a:?} {b:?} {:.1}", apart(x, y, 0));
        }
    }
}

#[test]
fn bands_components_and_soreness_differ_for_eyes_without_red_or_green() {
    let bands = Band::ALL.map(Role::Bar);
    let losses =
        [Component::Sleep, Component::Soreness, Component::Feel, Component::Load, Component::Heart].map(Role::Loss);
    let sore = SoreLevel::ALL.map(Role::Sore);
    for group in [bands.as_slice(), losses.as_slice(), sore.as_slice()] {
        for (a, b) in pairs(group) {
            for column in 0..3 {
                // On unknown paper, digits and levels show soreness too.
                if column == 2 && matches!(a, Role::Sore(_)) {
                    continue;
                }
                let (x, y) = (shape(a, column).unwrap(), shape(b, column).unwrap());
                for eyes in 1..3 {
                    let measured = apart(x, y, eyes);
                    assert!(measured >= APART_FOR_ALL, "{column} eyes {eyes}: {a:?} {b:?} {measured:.1}");
                }
            }
        }
    }
}

#[test]
fn tints_are_mixed_with_the_text_colours() {
    let of = |pick: fn(Paints) -> Hue| [palette::INK, palette::DIM, palette::FOCUS].map(|p| pick(p).0);
    assert_eq!(face::MIXED, [of(|p| p.dark), of(|p| p.light)]);
}

#[test]
fn soreness_contrasts_more_with_the_paper_as_it_grows() {
    for (column, paper) in [(0, DARK[1]), (1, LIGHT[0])] {
        let measured = SoreLevel::ALL.map(|l| contrast(shape(Role::Sore(l), column).unwrap(), paper));
        assert!(measured.is_sorted(), "{measured:?}");
    }
}

#[test]
fn neutral_shapes_show_on_every_paper() {
    for role in roles() {
        let Some((Paints { neutral: Some(Hue(rgb, number)), .. }, true)) = palette::of(role) else { continue };
        for color in [rgb, face::of_palette(number)] {
            let light = face::luminance(color);
            assert!((0.16..=0.28).contains(&light), "{role:?} {light:.3}");
        }
    }
}
