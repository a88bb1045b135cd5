//! Where text is typed: form, notes, palette, the week as text.

use crate::support::{self, Place, at, date, over};

use super::WED;

#[test]
fn the_form_keeps_what_is_typed_when_it_is_wrong() {
    let mut p = at(WED);
    p.keys("e<tab><tab><ctrl-u>12<enter>");
    assert!(p.screen().contains("RPE 12 is out of range; RPE goes from 0 to 10, in halves"));
    p.keys("<ctrl-u>7.5<tab><ctrl-u>quads, neck<enter>");
    assert!(p.screen().contains("'neck' is not a region; use one of chest, back"));
    p.keys("<ctrl-u>quads, glutes<tab><ctrl-u>Mobility 15, Walk<enter>");
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("rpe = 7.5"), "{file}");
    assert!(
        file.contains("regions = [\"glutes\", \"quads\"]") || file.contains("regions = [\"quads\", \"glutes\"]"),
        "{file}"
    );
    assert!(file.contains("extras = [{ title = \"Mobility\", minutes = 15 }, { title = \"Walk\" }]"), "{file}");
}

#[test]
fn adding_by_typing_a_name() {
    let mut p = at(WED);
    p.keys("4aeasy run<enter>");
    assert_eq!(p.cell(3)[1..4], ["▶ Endur.", "Easy run", "40' RPE 4"]);
    p.keys("akettlebell<up><down><down><down>");
    assert!(p.screen().contains("new session 'kettlebell'"));
    p.keys("<enter>");
    assert!(p.screen().contains("New session · Thu 19 Nov"));
    p.keys("<enter><enter>");
    assert!(p.place.file("2026-W47").unwrap().contains("title = \"kettlebell\""));
    // An extra goes onto the session under the cursor.
    p.keys("3a+ mobility<enter>");
    assert!(p.answer().starts_with("Wed 18 Nov: Mobility 15 min, added to Lower body"));
    assert_eq!(p.cell(2)[4], "+ 3 extras");
    p.keys("jjj");
    assert!(p.screen().contains("+ Mobility 15 min"), "{}", p.screen());
}

#[test]
fn notes_bed_times_pins_and_splits() {
    let mut p = at(WED);
    p.keys("nLegs felt light.<enter>").keys(":bed 22:00<enter>").keys(":pin<enter>");
    let file = p.place.file("2026-W47").unwrap();
    for line in ["note = \"Legs felt light.\"", "bed = \"22:00\"", "pinned = true"] {
        assert!(file.contains(line), "{line}: {file}");
    }
    p.keys("s");
    assert!(p.answer().starts_with("Lower body is pinned to Wed 18 Nov; :pin unpins it"), "{}", p.answer());
    p.keys("<esc>]:split alternating<enter><enter>");
    assert!(p.answer().starts_with("week 48 follows the alternating split"));
    assert_eq!(p.cell(6)[2], "Full rest");
    p.keys("]");
    assert_eq!(p.cell(1)[2], "Mobility", "a later week proposes the split chosen last");
    p.keys(":split nope<enter>");
    assert_eq!(
        p.answer(),
        "there is no split 'nope'; choose one of five-day, alternating, starter, strength, running, mixed, empty"
    );
}

#[test]
fn a_note_of_several_lines_stays_as_it_is_until_it_is_changed() {
    let place = Place::new();
    let text = "format = 1\n[[day]]\ndate = 2026-11-18\nnote = \"\"\"Slept\nbadly.\"\"\"\n";
    place.put("2026-W47", text);
    let mut p = over(place, WED);
    p.keys("n<enter>");
    assert_eq!(p.place.file("2026-W47").unwrap(), text);
    p.keys("c7.5<enter><enter>");
    assert!(p.place.file("2026-W47").unwrap().contains("\"\"\"Slept\nbadly.\"\"\""));
    p.keys("n")
        .msg(recoup::app::Msg::Edited(recoup::app::Draft::Note(date(WED), None), "Two\nlines\u{1b}[31m\n".into()));
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("Two\nlines[31m"), "{file}");
}

#[test]
fn the_week_as_text_round_trips_and_sends_errors_back_to_their_line() {
    use recoup::formats::weektext;
    use recoup::formats::weektext::Read;
    let mut p = at(WED);
    p.keys("3<space>s");
    let week = p.model.shown(p.week()).0.into_owned();
    let text = weektext::write(&week);
    assert!(matches!(weektext::read(&week, &text, date(WED)), Read::Same));
    let wrong = [
        ("| 30  | 9 ", "| 30  | 11", "RPE 11 is out of range"),
        ("| 45  |", "| 4x  |", "minutes '4x' is not possible"),
        ("  Fri 20", "  Fry 20", "'Fry 20' is not a day of week 2026-W47"),
        ("conditioning", "conditionin ", "'conditionin' is not a kind of session"),
        ("energy >= 3 else rest", "energy => 3 or so    ", "'energy => 3 or so'"),
        ("  Wed 18", "  Fri 20", "Lower body is done, and what is done stays put"),
        ("  Mon 16", "  Fri 20", "Mon 16 Nov is past, and past days are facts"),
        ("| done", "| dine", "'dine' is not a status"),
        ("| lower ", "| lower, quods ", "'lower' is not a region"),
    ];
    for (from, to, says) in wrong {
        let broken = text.replacen(from, to, 1);
        assert_ne!(broken, text, "{from}");
        let Read::Wrong(said, first) = weektext::read(&week, &broken, date(WED)) else { panic!("{to}: read") };
        assert!(first.contains(says), "{first}");
        // The complaint is above its line, and everything typed is still there.
        let lines: Vec<&str> = said.lines().collect();
        let at = lines.iter().position(|l| l.starts_with("#! ")).unwrap();
        assert!(lines[at].contains(says) && lines[at + 1].contains(to.trim()), "{said}");
        assert_eq!(lines.iter().filter(|l| !l.starts_with("#! ")).count(), broken.lines().count());
        // Once the line is fixed, the complaint is no longer in the way.
        let mended = said.replacen(to, from, 1);
        assert!(matches!(weektext::read(&week, &mended, date(WED)), Read::Same), "{mended}");
    }
    // A move, a removal, a copy and a new length: one step, and one step back.
    let before = p.place.file("2026-W47");
    let changed: String = text
        .lines()
        .filter(|l| !l.contains("Thu 19"))
        .map(|l| l.replace("  Fri 20", "  Thu 19").replace("| 45  |", "| 50  |"))
        .chain(["  Sun | mobility | Yoga | 20 | 2".to_owned()])
        .map(|l| l + "\n")
        .collect();
    p.msg(recoup::app::Msg::Edited(recoup::app::Draft::Week(Box::new(week), 0), changed));
    assert!(p.answer().starts_with("week 47 as text: 4 days changed"), "{}", p.answer());
    assert_eq!(p.cell(3)[1..4], ["◆ Condit.", "HIIT", "intervals"]);
    assert!(p.screen().contains("◇ Yoga") && p.screen().contains("50' RPE 6"), "{}", p.screen());
    p.keys("u");
    assert_eq!(p.place.file("2026-W47"), before);
}

/// A text that is longer than its line shows at both ends that it continues.
#[test]
fn a_text_that_scrolls_shows_at_both_ends_that_it_continues() {
    let mut p = at(WED).size(40, 16);
    p.keys("n").keys(&"word ".repeat(12));
    let line = |p: &support::Planner| p.screen().lines().find(|l| l.contains('▏')).unwrap().trim().to_owned();
    assert!(line(&p).starts_with('…') && line(&p).ends_with("word ▏"), "{}", line(&p));
    p.keys("<home>");
    assert!(line(&p).starts_with("▏word") && line(&p).ends_with('…'), "{}", line(&p));
}

/// Where text is typed, the usual line-editing keys of a shell move, delete and paste back.
#[test]
fn text_fields_know_the_line_editing_keys_of_a_shell() {
    let mut p = at(WED);
    p.keys("nlegs felt heavy today<ctrl-a><alt-f><ctrl-u>");
    let typed = p.screen();
    assert!(
        typed.contains("felt heavy today") && !typed.contains("legs felt"),
        "the text after the cursor stays: {typed}"
    );
    p.keys("<ctrl-e><ctrl-w><ctrl-a><ctrl-y> <enter>");
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("note = \"today felt heavy \"") || file.contains("note = \"today felt heavy\""), "{file}");
}

#[test]
fn the_palette_completes_names_and_arguments() {
    let mut p = at(WED);
    p.keys(":sw<tab>");
    assert!(p.screen().contains(":swap ▏") && p.screen().contains("swap fri"), "{}", p.screen());
    p.keys("fr<enter>");
    assert!(p.answer().starts_with("swapped Wed Lower body ⇄ Fri HIIT intervals"), "{}", p.answer());
    p.keys(":calm<enter>");
    assert_eq!(p.model.view.theme, "calm");
    p.keys(":bed 2245<esc>:bed 22:45<enter>");
    assert!(p.answer().starts_with("Wed 18 Nov: in bed by 22:45"), "{}", p.answer());
    // In the help the same line is found by what it does, and Enter runs it.
    p.keys("?full rest<esc>?insert rest<enter>");
    assert!(p.answer().starts_with("inserted rest on Wed 18 Nov"), "{}", p.answer());
}

/// The list of commands knows the words that people try first, and finds nothing that is not there.
#[test]
fn commands_are_found_by_the_words_of_beginners() {
    let first = |typed: &str| {
        let mut p = at(WED).size(120, 36);
        p.keys(":").keys(typed);
        let screen = p.screen();
        let line = screen.lines().find(|l| l.contains('▸') && !l.contains("│")).unwrap_or_default().trim().to_owned();
        line.trim_start_matches(['▸', ' ']).to_owned()
    };
    for (typed, wanted) in [
        ("sick", "overlay:"),
        ("travel", "overlay:"),
        ("injury", "overlay:"),
        ("holiday", "overlay:"),
        ("rename", "edit-item:"),
        ("rest day", "rest:"),
        ("delete", "cut:"),
        ("paste", "put:"),
        ("easy week", "deload:"),
        ("move", "move"),
        ("rest", "rest:"),
        // With nothing typed, it begins with commands that have no key.
        ("", "split"),
    ] {
        assert!(first(typed).starts_with(wanted), "{typed}: {}", first(typed));
    }
    // Letters scattered over a sentence are no match, symbols are literal, and what matches nothing runs nothing.
    for typed in ["foo", "!rest", "^rest", "'rest", "rest$", "zzz"] {
        let mut p = at(WED);
        p.keys("r").keys(":").keys(typed).keys("<enter>");
        assert!(p.answer().starts_with(&format!("there is no command '{typed}'")), "{typed}: {}", p.answer());
        // The line stays to be corrected.
        p.keys("<esc>u");
        assert_eq!(p.place.file("2026-W47"), None, "{typed}");
    }
}
