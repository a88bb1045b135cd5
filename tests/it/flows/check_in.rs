//! The morning, answer by answer.

use crate::support;
use crate::support::at;

use super::WED;

#[test]
fn logging_a_morning_does_not_write_the_plan_and_the_first_edit_does() {
    let mut p = at(WED);
    p.keys("c7.5<tab>433<enter>");
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("sleep_hours = 7.5") && !file.contains("session"), "{file}");
    assert!(p.screen().contains("proposed"));
    p.keys("r");
    let file = p.place.file("2026-W47").unwrap();
    assert_eq!(file.matches("[[day]]").count(), 7, "{file}");
    assert!(!p.screen().contains("proposed"));
    p.keys("u");
    let file = p.place.file("2026-W47").unwrap();
    assert!(!file.contains("session") && file.contains("sleep_hours = 7.5"), "{file}");
    assert!(p.screen().contains("proposed"));
}

#[test]
fn check_in_keeps_what_was_answered_and_says_what_is_impossible() {
    let mut p = at(WED);
    p.keys("c").keys("0040004");
    p.keys("0");
    assert!(p.screen().contains("bed and wake time are both 00:40"));
    p.keys("00400630").keys("9");
    assert!(p.screen().contains("Quality 9 is not possible; it goes from 1 to 5"));
    p.keys("2<esc>");
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("unfinished = true") && file.contains("sleep_quality = 2"), "{file}");
    p.keys("c3<enter>");
    let file = p.place.file("2026-W47").unwrap();
    assert!(!file.contains("unfinished") && file.contains("energy = 3"), "continues where it was left out: {file}");
    // One visit to the check-in is one step.
    p.keys("u");
    assert!(p.place.file("2026-W47").unwrap().contains("unfinished = true"));
    p.keys("u");
    assert_eq!(p.place.file("2026-W47"), None);
}

#[test]
fn as_yesterday_takes_soreness_of_every_region() {
    let mut p = at(WED);
    p.keys("2c").keys("<tab><tab><tab><tab><tab><tab><tab>53<enter>");
    p.keys("3c").keys("<tab><tab><tab><tab><tab><tab>=<enter>");
    let file = p.place.file("2026-W47").unwrap();
    assert_eq!(file.matches("soreness = { chest = 5, back = 3 }").count(), 2, "{file}");
}

/// The check-in's footer names what acts on its line: no letter where the note is typed, no step where nothing has steps.
#[test]
fn the_footer_of_the_check_in_names_what_acts_on_its_line() {
    let mut p = at(WED).size(120, 36);
    let footer = |p: &support::Planner| crate::support::squeezed(p.screen().lines().last().unwrap());
    p.keys("c");
    assert_eq!(footer(&p), "enter save 0–9 answer j k line x clear ← l column esc later");
    p.keys("<tab>");
    assert_eq!(footer(&p), "enter save 0–9 answer j k line + - step = as yesterday x clear ← l column esc later");
    p.keys(&"<tab>".repeat(20)).keys("j k");
    assert!(p.screen().contains("Note        j k▏"), "{}", p.screen());
    assert_eq!(footer(&p), "enter save ↓ ↑ line esc later");
}

/// A paste into an answer is typed there, and read when the line is left.
#[test]
fn a_paste_answers_the_line_it_is_pasted_into() {
    let mut p = at(WED);
    p.keys("c").msg(recoup::app::Msg::Paste("00:10-06:40\n".into()));
    assert!(p.screen().contains("Slept       00:10-06:40▏"), "{}", p.screen());
    p.keys("<tab>");
    assert!(p.screen().contains("00:10 → 06:40"), "{}", p.screen());
    p.keys(&"<tab>".repeat(16)).msg(recoup::app::Msg::Paste("52 bpm".into()));
    p.keys("<enter>");
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("wake = \"06:40\"") && file.contains("resting_hr = 52"), "{file}");
}

/// The line in the other column is reached sideways, and a digit answers it there.
#[test]
fn arrows_go_between_the_columns() {
    let sore = |keys: &str| {
        let mut p = at(WED);
        p.keys("c").keys(keys).keys("<esc>");
        let file = p.place.file("2026-W47").unwrap_or_default();
        let line =
            file.lines().find_map(|l| l.strip_prefix("soreness = { ")).map(|l| l.trim_end_matches(" }").to_owned());
        line.unwrap_or_default()
    };
    let down = |n: usize| "j".repeat(n);
    // From energy to the chest next to it, and from the lines above and below to their neighbours.
    assert_eq!(sore("jj<right>7"), "chest = 7");
    assert_eq!(sore("jjl7"), "chest = 7");
    assert_eq!(sore("j<right>5"), "general = 5");
    assert_eq!(sore(&format!("{}<right>4", down(17))), "arms = 4");
    // At the edge it stays where it is.
    assert_eq!(sore("jj<right><right><right>3"), "chest = 3");
    let mut p = at(WED);
    p.keys("cjj<right><left>4<esc>");
    assert!(p.place.file("2026-W47").unwrap().contains("energy = 4"));
    // The h of hours is a letter where hours are typed.
    let mut p = at(WED);
    p.keys("c7h30<tab><esc>");
    assert!(p.place.file("2026-W47").unwrap().contains("sleep_hours = 7.5"));
}

#[test]
fn mistakes_are_reported_at_once_in_the_words_of_the_screen() {
    let mut p = at(WED);
    for (keys, wanted) in [
        ("c2540", "25:40 is not a time of day; type it like 2310"),
        // Another digit starts over.
        ("2361", "23:61 is not a time of day"),
        ("23100650", "Quality"),
        ("7", "Quality 7 is not possible; it goes from 1 to 5"),
        ("<up><up>", "Slept"),
        ("jjjjj", "Ready"),
        (&"j".repeat(12), "Resting HR"),
        ("900<tab>", "Resting HR 900 is not possible; it goes from 20 to 150 beats a minute"),
    ] {
        p.keys(keys);
        assert!(p.screen().contains(wanted), "{keys}: {}", p.screen());
    }
}

/// The first digit replaces the old number, Enter takes what is typed and moves on, and Enter once more closes.
#[test]
fn typing_replaces_a_number_and_enter_moves_on() {
    let mut p = at(WED);
    let to_heart = format!("c{}", "j".repeat(17));
    p.keys(&to_heart).keys("51<enter>");
    assert!(p.screen().contains("Resting HR  51 bpm"), "{}", p.screen());
    p.keys("62<enter>");
    assert!(p.model.view.layer.is_some(), "it moves on");
    p.keys("<enter>");
    assert!(p.model.view.layer.is_none(), "and closes if nothing is typed");
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("resting_hr = 51") && file.contains("hrv = 62"), "{file}");
    p.keys(&to_heart).keys("48<enter><esc>");
    assert!(p.place.file("2026-W47").unwrap().contains("resting_hr = 48"));
}

#[test]
fn enter_once_more_after_a_check_in_does_nothing_new() {
    let mut p = at(WED);
    p.keys("c7.5<tab>433<enter>");
    let file = p.place.file("2026-W47").unwrap();
    p.keys("<enter>");
    assert!(p.model.view.layer.is_none() && p.answer().starts_with("logged"), "{}", p.screen());
    assert_eq!(p.place.file("2026-W47").unwrap(), file);
    // After that Enter works as before.
    p.keys("<enter>");
    assert!(p.model.view.layer.is_some());
}

#[test]
fn the_settings_choose_what_is_asked() {
    use recoup::domain::checkin::Question;
    let mut setup = recoup::config::Setup::default();
    setup.settings.ask = vec![Question::Sleep, Question::Energy, Question::AllOver];
    let mut p = support::with(support::Place::new(), WED, |s| recoup::app::Start { setup: setup.into(), ..s });
    p.keys("c");
    let screen = p.screen();
    assert!(screen.contains("Energy") && screen.contains("all over"), "{screen}");
    for not in ["Quality", "Mood", "Stress", "Ready", "chest", "resting HR", "ill", "Note"] {
        assert!(!screen.contains(&format!("{not} ")), "{not}: {screen}");
    }
    // Three answers, and it is the last line.
    p.keys("00400630").keys("4").keys("2<enter>");
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("energy = 4") && file.contains("soreness = { general = 2 }"), "{file}");
}

#[test]
fn a_narrow_check_in_says_what_is_below() {
    let mut p = at(WED).size(46, 20);
    p.keys("c");
    assert!(p.screen().contains(" more below: "), "{}", p.screen());
    // The line under the cursor is always visible, down to the last one.
    for _ in 0..21 {
        assert!(p.screen().contains('▸'), "{}", p.screen());
        p.keys("<tab>");
    }
    assert!(p.screen().contains("Note") && !p.screen().contains("more below"), "{}", p.screen());
}

/// The stored forecast is the one for the current answers, also if they were corrected later.
#[test]
fn corrected_answers_get_their_own_forecast() {
    let mut p = at(WED);
    let kept = |p: &support::Planner| {
        let file = p.place.file("2026-W47").unwrap();
        let line = file.lines().find(|l| l.starts_with("forecast")).unwrap().to_owned();
        (line, file)
    };
    p.keys("c7.5<tab>111<enter>");
    let (first, _) = kept(&p);
    p.keys("c<tab><tab>5<enter>");
    let (second, file) = kept(&p);
    assert!(file.contains("energy = 5") && first != second, "{file}");
    // Opening and leaving changes nothing; a past morning keeps the forecast made on it.
    p.keys("c<enter>");
    assert_eq!(kept(&p).1, file);
    let mut p = p.restart("2026-11-19");
    p.keys("hc<tab><tab>1<enter>");
    let (third, file) = kept(&p);
    assert!(file.contains("energy = 1") && second == third, "{file}");
    p.keys("u");
    assert!(kept(&p).1.contains("energy = 5"));
}

/// A nap typed like a clock time is that long; answers for the whole body get a forecast for it; without a morning in two weeks
/// the panel says what is missing.
#[test]
fn naps_whole_body_answers_and_missing_forecasts_are_shown() {
    let place = support::Place::new();
    place.put("2026-W44", "format = 1\n\n[[day]]\ndate = 2026-10-26\n[day.checkin]\nsleep_hours = 7.5\n");
    let mut p = support::over(place, WED).size(120, 36);
    p.keys("l");
    assert!(p.screen().contains("A forecast needs a morning"), "{}", p.screen());
    for day in ["2026-11-16", "2026-11-17", WED] {
        let text = format!("[[day]]\ndate = {day}\n[day.checkin]\nsleep_hours = 7.5\nsoreness = {{ general = 4 }}\n\n");
        let file = p.place.file("2026-W47").unwrap_or_else(|| "format = 1\n\n".to_owned());
        p.place.put("2026-W47", &(file + &text));
    }
    let mut p = p.restart(WED).size(120, 36);
    p.keys("l");
    let line = p.screen().lines().find(|l| l.contains("all over") && l.contains('~')).map(str::to_owned);
    assert!(line.is_some(), "{}", p.screen());
    for (typed, hours) in [("030", "0.5"), ("0130", "1.5"), ("1.5", "1.5"), ("45", "")] {
        let mut p = at(WED).size(120, 36);
        p.keys("c");
        for _ in 0..40 {
            if p.screen().lines().any(|l| l.contains("▸ Nap")) {
                break;
            }
            p.keys("<down>");
        }
        p.keys(typed).keys("<down>");
        let kept = p.place.file("2026-W47").is_some_and(|f| f.contains(&format!("nap = {hours}\n")));
        assert_eq!(kept, !hours.is_empty(), "{typed}: {}", p.screen());
    }
}

/// Somebody who logs a heart signal goes straight to it; everybody else comes to soreness first.
#[test]
fn the_cursor_takes_the_lines_that_are_logged_in_their_order() {
    let mut p = at(WED);
    p.keys("c7.5<tab>34344").keys("7");
    assert!(p.screen().contains("all over     7"), "{}", p.screen());
    let place = support::Place::new();
    place.run("2026-11-17", &["log", "--resting-hr", "57"]);
    let mut p = support::over(place, WED);
    p.keys("c7.5<tab>34344").keys("58<enter>");
    assert!(p.screen().contains("Resting HR  58"), "{}", p.screen());
}

/// Four digits are a time of day, never hours: a night that was begun and left takes nothing away.
#[test]
fn half_a_night_is_no_length_whatever_it_begins_with() {
    for typed in ["0021", "2330", "002", "00210"] {
        let mut p = at(WED);
        p.keys("c00200620<enter>");
        p.keys("c").keys(typed).keys("<esc>");
        assert!(p.screen().contains("is half a night"), "{typed}: {}", p.screen());
        p.keys("<esc>");
        let file = p.place.file("2026-W47").unwrap();
        assert!(file.contains("bed = \"00:20\"") && !file.contains("sleep_hours"), "{typed}: {file}");
    }
}
