//! Other keyboard layouts: a key that means nothing as typed counts by its position, and a text field takes what is typed.

use recoup::app::{Layer, Start};
use recoup::keys::Scope;

use super::WED;
use crate::support::{Place, Planner, at, with};

fn scope(p: &Planner) -> Option<Scope> {
    p.model.view.layer.as_ref().map(Layer::scope)
}

/// The week on file, without the ids, which are new in every run.
fn plan(p: &Planner) -> String {
    let file = p.place.file("2026-W47").unwrap();
    file.lines().filter(|l| !l.starts_with("id = ")).collect::<Vec<_>>().join("\n")
}

/// A planner with a locale of this language.
fn of(language: &str) -> Planner {
    let language = language.to_owned();
    with(Place::new(), WED, |s| Start { language, ..s })
}

/// The same morning, typed on a US keyboard and on others without switching the layout.
#[test]
fn a_morning_is_logged_and_a_day_made_rest_on_every_layout() {
    // Check-in, eight digits, an answer each, saved; rest; tomorrow; swap with Saturday; undo.
    for (language, keys) in [
        ("ru", "с00400630 2 2 3 1<enter>кды6г"),
        ("uk", "с00400630 2 2 3 1<enter>кді6г"),
        ("bg", "ъ00400630 2 2 3 1<enter>ивя6к"),
        ("el", "ψ00400630 2 2 3 1<enter>ρλσ6θ"),
        ("he", "ב00400630 2 2 3 1<enter>רךד6ו"),
        ("ar", "ؤ٠٠٤٠٠٦٣٠ 2 2 3 1<enter>قمس6ع"),
        ("fa", "ز۰۰۴۰۰۶۳۰ ۲ ۲ ۳ ۱<enter>قمس۶ع"),
        ("ko", "ㅊ00400630 2 2 3 1<enter>ㄱㅣㄴ6ㅕ"),
        ("ja", "ｃ００４００６３０ ２ ２ ３ １<enter>ｒｌｓ６ｕ"),
        ("fr", "càà'àà-\"à é é \" &<enter>rls-u"),
        ("cs", "cééčééžšé ě ě š 1<enter>rlsžu"),
    ] {
        // The dash in the French row of digits is the step-down key, so the night is typed with real digits.
        let keys = if language == "fr" { "c00400630 é é \" &<enter>rls§u" } else { keys };
        let mut p = of(language);
        p.keys(&keys.replace(' ', ""));
        let mut expected = at(WED);
        expected.keys("c004006302231<enter>rls6u");
        assert_eq!(p.screen(), expected.screen(), "{language}");
        assert!(plan(&p).contains("sleep_quality = 2"), "{language}: {}", plan(&p));
        assert_eq!(plan(&p), plan(&expected), "{language}");
    }
}

#[test]
fn a_text_field_takes_what_is_typed() {
    let mut p = of("ru");
    p.keys("n").keys("утро тяжёлое<enter>");
    assert!(p.place.file("2026-W47").unwrap().contains("утро тяжёлое"), "{}", p.screen());
    let mut p = of("fr");
    p.keys("т").keys("<esc>n").keys("été (\"à l'eau\")<enter>");
    assert!(p.place.file("2026-W47").unwrap().contains("été"), "{}", p.screen());
    // The note of a check-in, and a custom reason.
    let mut p = of("ru");
    p.keys("c7.5<enter>").keys(&"<down>".repeat(30)).keys("рано<enter>");
    assert!(p.place.file("2026-W47").unwrap().contains("рано"), "{}", p.screen());
    let mut p = of("ru");
    p.keys("S").keys("у").keys("сын болен<enter>");
    assert!(p.place.file("2026-W47").unwrap().contains("сын болен"), "{}", p.screen());
    // A form, a filter, a date.
    let mut p = of("el");
    p.keys("αρ");
    assert!(p.screen().contains("+ ρ"), "{}", p.screen());
}

#[test]
fn capitals_chords_and_layers_go_by_position_too() {
    let mut p = of("ru");
    p.keys("пь");
    assert_eq!(scope(&p), Some(Scope::Month), "{}", p.screen());
    p.keys("д").keys("<enter>");
    assert_eq!(p.model.view.cursor().to_string(), "2026-11-19");
    p.keys("К");
    assert!(p.screen().contains("rest day") || p.screen().contains("insert"), "{}", p.screen());
    p.keys("г").keys("<esc>пе");
    assert_eq!(scope(&p), Some(Scope::Trends), "{}", p.screen());
    p.keys("й");
    assert_eq!(scope(&p), None, "q leaves a page");
}

/// A command is found by the positions of its letters, and its argument stays as typed.
#[test]
fn a_command_is_found_by_the_position_of_its_letters() {
    let mut p = of("ru");
    p.keys("Жекутвы<enter>");
    assert_eq!(scope(&p), Some(Scope::Trends), "{}", p.screen());
    let mut p = of("ru");
    p.keys(":иув 22:00<enter>");
    assert!(p.place.file("2026-W47").is_some_and(|f| f.contains("bed = \"22:00\"")), "{}", p.screen());
}

/// The unshifted row of a French keyboard gives digits where digits are expected, and keeps its own meaning where it has one.
#[test]
fn the_row_of_digits_answers_without_shift() {
    let mut p = of("fr");
    p.keys("&");
    assert_eq!(p.model.view.cursor().to_string(), "2026-11-16");
    p.keys("è");
    assert_eq!(p.model.view.cursor().to_string(), "2026-11-22");
    p.keys("(");
    assert_eq!(p.model.view.cursor().to_string(), "2026-11-20");
    p.keys("-");
    assert!(p.screen().contains("now RPE 8"), "minus is easier on the week: {}", p.screen());
    p.keys("ut<space>_");
    assert!(p.screen().contains("RPE 8"), "an RPE: {}", p.screen());
    p.keys("<esc>gt'");
    assert!(p.screen().contains("load"), "{}", p.screen());
}

/// Where brackets need AltGr, other keys change the week, in every part of the program that uses brackets.
#[test]
fn brackets_have_alternatives_without_altgr() {
    use recoup::keys::{Key, Keymap};
    let keymap = Keymap::default();
    for scope in Scope::ALL {
        for binding in scope.bindings() {
            let keys = keymap.keys_in(scope, binding.verb);
            if keys.iter().any(|k| "[]{}".contains(k.as_str())) {
                let other = keys.iter().any(|k| k.starts_with("ctrl-"));
                assert!(other, "{scope:?} {:?}: {keys:?}", binding.verb);
            }
        }
    }
    let mut p = at(WED);
    p.keys("<ctrl-right>");
    assert_eq!(p.week().to_string(), "2026-W48");
    p.keys("<ctrl-left><ctrl-left>");
    assert_eq!(p.week().to_string(), "2026-W46");
    // A strip takes a day of the next week as an answer.
    p.keys("tm<ctrl-right>");
    assert!(p.screen().contains("Wed 25 Nov holds Lower body"), "{}", p.screen());
    assert!(Key::parse("ctrl-right").is_ok());
    p.keys("<esc>tgw<ctrl-left>");
    assert!(p.screen().contains("Week 46 in review"), "{}", p.screen());
}

/// A key that a person assigned keeps that meaning, whatever its position.
#[test]
fn a_custom_key_comes_first() {
    let place = Place::new();
    recoup::store::atomic::write(&place.config(), b"").unwrap();
    recoup::store::atomic::write(&place.config().with_file_name("keymap.toml"), "[grid]\ntoday = \"ж\"\n".as_bytes())
        .unwrap();
    let (setup, wrong) =
        recoup::config::Setup::load(&recoup::config::Paths::find(Some(&place.data()), Some(&place.config())).unwrap());
    assert!(wrong.is_empty(), "{wrong:?}");
    let mut p = with(place, WED, |s| Start { setup: setup.into(), language: "ru".into(), ..s });
    p.keys("ддж");
    assert_eq!(p.model.view.cursor().to_string(), "2026-11-18");
    p.keys("ж");
    assert_eq!(p.model.view.cursor().to_string(), "2026-11-18", "{}", p.screen());
}
