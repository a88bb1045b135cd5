//! Locales: what a language tag decides, that dates are English everywhere, and letters whose width is ambiguous.

use recoup::text::ambiguous_is_wide;

use crate::support::terminal::{Says, Session, start};
use crate::support::{Place, at, date};

const WED: &str = "2026-11-18";

/// The planner in a locale, on a terminal that answers this.
fn open(locale: &str, says: Says) -> (Place, Session) {
    let place = Place::new();
    let mut s = start(&place, &[("LANG", locale), ("LC_ALL", ""), ("LC_CTYPE", "")]);
    s.says = says;
    s.wait_text("Week 47");
    (place, s)
}

fn quit(mut s: Session) {
    s.press("q");
    assert_eq!(s.end(), 0);
    s.assert_given_back();
}

/// Konkani begins like Korean; for Korean, Chinese and Japanese the terminal is asked how wide a letter is, and believed.
#[test]
fn glyphs_follow_the_language_and_what_the_terminal_measures() {
    // A late answer does not count, so a busy machine gets a few tries.
    for (locale, says, unicode) in [
        ("C.UTF-8", Says::OnlyWhatItIs, true),
        ("kok_IN.UTF-8", Says::OnlyWhatItIs, true),
        ("ko_KR.UTF-8", Says::OnlyWhatItIs, false),
        ("zh_CN.UTF-8", Says::Letter(2), false),
        ("ja_JP.UTF-8", Says::Letter(1), true),
        ("de_DE.ISO-8859-1", Says::OnlyWhatItIs, false),
        ("C", Says::OnlyWhatItIs, false),
    ] {
        let seen = (0..20).any(|_| {
            let (_place, s) = open(locale, says);
            let text = s.screen.screen().contents();
            quit(s);
            text.contains('▲') == unicode && text.contains("S Strength") != unicode
        });
        assert!(seen, "{locale}, {says:?}");
    }
    // For other languages the terminal is not asked.
    let asks = |s: &Session| s.raw.windows(4).any(|w| w == b"\x1b[6n");
    let (_place, s) = open("kok_IN.UTF-8", Says::OnlyWhatItIs);
    assert!(!asks(&s));
    quit(s);
    let (_place, s) = open("zh_TW.UTF-8", Says::OnlyWhatItIs);
    assert!(asks(&s));
    quit(s);
}

/// A letter of two columns pushes nothing else out of place: the frames stay where they are, and the title is cut by columns.
#[test]
fn a_letter_of_two_columns_leaves_its_neighbours_in_their_places() {
    let mut p = at(WED);
    p.keys("<enter>").keys("<ctrl-u>Vélo, étang<enter>");
    let narrow = p.buffer();
    ambiguous_is_wide(true);
    p.keys("l").keys("h");
    let wide = p.buffer();
    ambiguous_is_wide(false);
    let cell = |buffer: &ratatui::buffer::Buffer, x: u16, y: u16| buffer[(x, y)].symbol().to_owned();
    let row = (0..24).find(|y| (0..80).any(|x| cell(&narrow, x, *y) == "é")).unwrap();
    let x = (0..80).find(|x| cell(&narrow, *x, row) == "é").unwrap();
    // What follows the letter begins a column later, and the frame of the day is where it was.
    assert_eq!((cell(&wide, x, row), cell(&wide, x + 2, row)), ("é".to_owned(), "l".to_owned()));
    assert_eq!(wide[(x, row)].diff_option, ratatui::buffer::CellDiffOption::ForcedWidth(2.try_into().unwrap()));
    let frame =
        |buffer: &ratatui::buffer::Buffer| (0..80).filter(|x| cell(buffer, *x, row) == "│").collect::<Vec<u16>>();
    assert_eq!(frame(&wide), frame(&narrow));
}

/// In ASCII a formula is still right, and nothing reads as something else.
#[test]
fn symbols_keep_their_meaning_in_ascii() {
    let place = Place::new();
    let of = |args: &[&str]| {
        let mut command = place.command();
        command.env("LC_ALL", "C").args(["--today", WED]).args(args);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    of(&["log", "--sleep", "5h50", "--energy", "3", "--soreness", "back=6,arms=4"]);
    let why = of(&["why"]);
    assert!(why.is_ascii() && why.contains("back 6, arms 4: 100 - 8x6 - 4 = 48"), "{why}");
    let apply = of(&["today"]);
    assert!(apply.contains("60' RPE 8 -> "), "{apply}");
    let week = of(&["week"]);
    assert!(week.contains("Rows 3x8-12"), "{week}");
}

#[test]
fn dates_and_times_are_english_and_the_same_in_every_locale() {
    let place = Place::new();
    let of = |locale: &str, args: &[&str]| {
        let mut command = place.command();
        command.env("LC_ALL", locale).args(["--today", WED]).args(args);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    for args in [&["week"][..], &["week", "--plain"], &["today", "--json"], &["export", "--days", "-"]] {
        let english = of("C.UTF-8", args);
        for locale in ["de_DE.UTF-8", "ar_EG.UTF-8", "th_TH.UTF-8", "fa_IR.UTF-8", "tr_TR.UTF-8"] {
            assert_eq!(of(locale, args), english, "{locale} {args:?}");
        }
    }
    assert!(of("ar_EG.UTF-8", &["week"]).contains("Wed 18"));
    let mut p = at(WED);
    p.keys("gd").keys("thu<enter>");
    assert_eq!(p.model.view.cursor(), date("2026-11-19"));
}

/// The Linux console has a font with few symbols, sixteen colours and a black background; old terminals have no colour.
#[test]
fn the_linux_console_has_plain_glyphs_and_bright_colours_on_black() {
    let place = Place::new();
    let open = |term: &str| {
        let mut s = start(&place, &[("TERM", term), ("COLORTERM", "")]);
        s.wait_text("Week 47");
        s
    };
    let s = open("linux");
    let text = s.screen.screen().contents();
    assert!(text.is_ascii(), "{text}");
    assert!(!s.raw.windows(5).any(|w| w == b"\x1b]11;"), "nothing is asked");
    assert!(!s.raw.windows(5).any(|w| w == b"38;2;"), "no true colour");
    quit(s);
    let mut s = start(&place, &[("TERM", "linux"), ("COLORTERM", "")]);
    s.wait_text("Week 47");
    s.press("\x1b[[A");
    s.wait_text("1 of 5");
    // Ctrl-C ends the tour, and with it the program.
    s.press("\x03");
    s.end();
    let s = open("vt100");
    let colours = s.raw.windows(5).any(|w| w.starts_with(b"\x1b[38;") || w.starts_with(b"\x1b[48;"));
    assert!(!colours);
    quit(s);
}
