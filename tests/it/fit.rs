//! Fitting the program to a person: setup, events, blocks, tags, the ticks after training, the evening.

use std::io::Write;
use std::process::Stdio;
use std::rc::Rc;

use recoup::config::Setup;
use recoup::domain::session::Status;
use recoup::domain::{Days, Kind, Tag};

use crate::support::{Place, Planner, at, date, over, with};

const WED: &str = "2026-11-18";
const WEEK: &str = "2026-W47";

/// Types answers; a program that refuses before it reads them has already closed its end.
fn answered(child: &mut std::process::Child, text: &str) {
    match child.stdin.take().unwrap().write_all(text.as_bytes()) {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => panic!("{e}"),
        _ => {}
    }
}

/// A planner with settings as a file would have them.
fn set(place: Place, today: &str, settings: &str) -> Planner {
    with(place, today, |mut s| {
        let mut setup = Setup::default();
        assert_eq!(setup.settings.overlaid(settings).1, []);
        setup.read_again(settings.to_owned());
        s.setup = Rc::new(setup);
        s
    })
}

fn nights(hours: f64) -> Place {
    let place = Place::new();
    let day =
        |d: chrono::NaiveDate| format!("\n[[day]]\ndate = {d}\n\n[day.checkin]\nsleep_hours = {hours}\nenergy = 3\n");
    for (week, monday, n) in [("2026-W46", "2026-11-09", 7), (WEEK, "2026-11-16", 7)] {
        let days: String = (0..n).map(|k| day(date(monday) + chrono::Days::new(k))).collect();
        place.put(week, &format!("format = 1\nown = true\n{days}"));
    }
    place
}

/// Every line can be skipped; answers take effect at once and are added to what the file already holds.
#[test]
fn the_setup_writes_what_is_answered_and_nothing_else() {
    let mut p = at(WED).size(100, 40);
    p.keys(":setup<enter>");
    assert!(p.screen().contains("starting, some (years) or long"), "{}", p.screen());
    p.keys("long<tab>9<enter>");
    assert!(p.screen().contains("'9' is not a number of days; it goes from 1 to 7"), "{}", p.screen());
    p.keys("<backspace>4<tab>fri<tab><tab><ctrl-u>7h30<tab>2245<tab>630<tab>mon 18:00<tab>40<tab>alcohol, late meal");
    p.keys("<enter>");
    assert!(p.answer().starts_with("saved in config.toml"), "{}", p.answer());
    let s = &p.model.setup.settings;
    assert_eq!((s.rules.deload_every, s.sleep_need, s.you.days), (4, 7.5, Some(4)));
    assert_eq!((s.bed, s.wake), ("22:45".parse().ok(), "06:30".parse().ok()));
    assert_eq!(s.tags, ["alcohol", "late meal"].map(|t| Tag::parse(t).unwrap()));
    // The week, still only proposed, is rearranged so that Friday is free.
    assert!(p.model.shown(p.week()).0.days[4].is_rest(), "{}", p.screen());
    p.keys(":setup<enter><enter>");
    assert_eq!(p.answer(), "nothing was changed");

    // The shell asks the same, line by line.
    let place = Place::new();
    let config = place.config().join("recoup/config.toml");
    std::fs::create_dir_all(config.parent().unwrap()).unwrap();
    recoup::store::atomic::write(&config, b"# mine\n[rules]\ndeload_every = 5 # as ever\n").unwrap();
    let mut child = place.command();
    child.args(["--today", WED, "setup"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = child.spawn().unwrap();
    let typed = "ages\nlong\n\n\nstrength\n\n\n\n\n185\n";
    answered(&mut child, typed);
    let out = child.wait_with_output().unwrap();
    let said = String::from_utf8(out.stdout).unwrap();
    assert!(out.status.success() && said.contains("'ages' is not a training history"), "{said}");
    let held = std::fs::read_to_string(&config).unwrap();
    for line in
        ["# mine\n", "deload_every = 5 # as ever", "history = \"long\"", "split = \"strength\"", "max_heart_rate = 185"]
    {
        assert!(held.contains(line), "{line}: {held}");
    }
    let (code, out, _) = place.run(WED, &["week"]);
    assert!(code == 0 && out.contains("Lower body, heavy"), "{out}");
    let (_, out, _) = place.run(WED, &["config", "check"]);
    assert!(out.contains("nothing is wrong"), "{out}");
}

/// After fourteen nights one key on the first screen takes your own median; any other key acts as usual, and the question is gone.
#[test]
fn one_key_takes_the_median_night_as_sleep_need() {
    let mut p = over(nights(7.4), "2026-11-23");
    assert!(p.screen().contains("your median night is 7h25: is that your need?"), "{}", p.screen());
    // On a narrow screen the question is shorter, and whole.
    for (width, height) in [(60, 24), (46, 20), (38, 16)] {
        p = p.size(width, height);
        let screen = p.screen();
        assert!(screen.contains("sleep need 7h25, your median?") && screen.contains("y use it"), "{screen}");
    }
    p = p.size(80, 24);
    p.keys("y");
    assert!(p.answer().starts_with("your sleep need is now 7h25"), "{}", p.answer());
    assert!((p.model.setup.settings.sleep_need - 7.42).abs() < 0.01);
    let mut p = over(nights(7.4), "2026-11-23");
    p.keys("l");
    assert_eq!(p.model.view.cursor(), date("2026-11-24"), "the key acted on the week");
    let p = p.restart("2026-11-24");
    assert!(!p.screen().contains("is that your need"), "once in four weeks: {}", p.screen());
    assert!(!over(nights(7.9), "2026-11-23").screen().contains("is that your need"));
}

/// Each week keeps the split that it shows: an edit over weeks of several splits writes no week in that of another.
#[test]
fn a_taper_keeps_the_split_of_each_week() {
    let mut p = at(WED).size(120, 36);
    // This week follows one split; from the next one on another.
    p.keys("r]:split alternating<enter><enter>");
    assert!(p.answer().contains("alternating"), "{}", p.answer());
    p.keys(":event 2026-12-06 Spring 10k<enter>");
    let titles = |p: &Planner, week: &str| {
        let week = p.model.shown(week.parse().unwrap()).0.into_owned();
        week.days.iter().map(|d| d.sessions.iter().map(|s| s.title.clone()).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    let before = ["2026-W48", "2026-W49", "2026-W50"].map(|w| titles(&p, w));
    p.keys(":taper<enter><enter>");
    assert!(p.answer().starts_with("taper for 14 days before Spring 10k"), "{}", p.answer());
    let after = ["2026-W48", "2026-W49", "2026-W50"].map(|w| titles(&p, w));
    assert_eq!((&after[0], &after[2]), (&before[0], &before[2]));
    assert_eq!(after[1][..6], before[1][..6], "all days but that of the event");
    assert!(p.place.file("2026-W49").unwrap().contains("split = \"alternating\""));
    p.keys("u");
    assert_eq!(titles(&p, "2026-W49"), before[1]);
}

/// The title counts the days; the taper is offered in time and halves the minutes at the same RPE; no deload is due in the last
/// ten days, and the day itself raises no finding.
#[test]
fn an_event_has_a_countdown_and_a_taper_and_no_finding() {
    let mut p = at(WED).size(120, 36);
    p.keys(":event 2026-12-01<enter>");
    assert!(p.answer().starts_with("give its date and name"), "{}", p.answer());
    // The line stays, with what was typed.
    p.keys("<esc>:event 2026-11-17 Race<enter>");
    assert!(p.answer().contains("is past"), "{}", p.answer());
    p.keys("<esc>:event 1 dec City race<enter>");
    assert!(p.screen().lines().next().unwrap().contains("City race in 13 days"), "{}", p.screen());
    let text = p.model.prepared().unwrap().text;
    assert_eq!(text, "City race in 13 days: taper until then, half the minutes at the same RPE.");
    // Once declined, it is not offered again today.
    p.keys("x");
    assert!(p.model.prepared().is_none_or(|p| !p.text.contains("taper")));
    p.keys(":taper<enter><enter>");
    assert!(p.answer().starts_with("taper for 13 days before City race"), "{}", p.answer());
    let week = p.model.shown(WEEK.parse().unwrap()).0.into_owned();
    let numbers = |n: usize| week.days[n].sessions[0].summary();
    assert_eq!(
        [numbers(2), numbers(4), numbers(6)],
        ["Lower body 30' RPE 8", "HIIT intervals 15' RPE 9", "Rest or walk 30' RPE 2"]
    );
    assert!(p.place.file("2026-W49").unwrap().contains("taper = 13"));
    p.keys(":taper<enter>");
    assert!(p.answer().contains("are already eased"), "{}", p.answer());
    p.keys("uuu");
    assert!(p.place.file("2026-W49").is_none_or(|f| !f.contains("event")));

    // Six loading weeks, and a race nine days away: no deload is due; without the race one is.
    let place = || {
        let place = Place::new();
        for n in 1..=6 {
            let id = WEEK.parse::<recoup::domain::WeekId>().unwrap().shift(-n);
            let row =
                "\n[[day.session]]\nkind = \"strength\"\ntitle = \"Legs\"\nminutes = 60\nrpe = 7\nstatus = \"done\"\n";
            let days: String = [0, 3].map(|d| format!("\n[[day]]\ndate = {}\n{row}", id.day(d))).concat();
            place.put(&id.to_string(), &format!("format = 1\nown = true\n{days}"));
        }
        place
    };
    let due = |p: &Planner| p.screen().lines().next().unwrap().contains("deload");
    let mut p = over(place(), WED).size(120, 36);
    assert!(due(&p), "{}", p.screen());
    p.keys(":event 2026-11-27 Meet<enter>");
    assert!(!due(&p) && p.screen().contains("Meet in 9 days"), "{}", p.screen());
    p.keys(":event off<enter>");
    assert!(due(&p), "{}", p.screen());
    // An event far ahead is counted too, after a restart.
    p.keys(":event 2027-03-21 Spring run<enter>");
    let p = p.restart(WED).size(120, 36);
    assert!(p.screen().contains("Spring run in 123 days"), "{}", p.screen());

    // A hard race after a hard day is no finding.
    let mut p = at("2026-11-16");
    p.keys("s3").keys("5");
    let found = |p: &Planner| p.model.insight.findings.iter().any(|f| f.date == Some(date("2026-11-20")));
    p.keys("4aHIIT<enter>");
    assert!(found(&p), "{}", p.screen());
    p.keys(":event fri Race<enter>");
    assert!(!found(&p), "{}", p.screen());
}

/// Eight weeks of training and the deloads that are due, shown week by week and applied as one step; none of them breaks a rule.
#[test]
fn a_block_is_applied_as_one_edit() {
    for (name, goal) in [
        ("base", "base: more minutes at the same effort"),
        ("build", "build: the same minutes, more effort"),
        ("strength", "strength: volume first, then effort"),
    ] {
        let mut p = at(WED).size(120, 36);
        p.keys(&format!(":block {name}<enter>"));
        let screen = p.screen();
        assert!(
            screen.contains(" · 10 weeks, 2 of them deloads") && screen.contains("week 51   14 Dec   deload"),
            "{screen}"
        );
        assert!(screen.contains(&format!("goal      {goal}")), "{screen}");
        p.keys("<enter>");
        assert!(p.answer().starts_with(&format!("the {name} block: 10 weeks from week 48 on, 2 of them deloads")));
        let id: recoup::domain::WeekId = "2026-W48".parse().unwrap();
        // The current week is the first of five, so the fourth of the block is the fifth.
        for n in 0..10 {
            let week = p.model.shown(id.shift(n)).0.into_owned();
            assert_eq!(week.goal.as_deref(), Some(goal));
            assert_eq!(week.deload, n == 3 || n == 8, "{name} {n}");
            p.keys("]");
            let codes: Vec<_> = p.model.insight.findings.iter().map(|f| (f.rule, f.sentence.clone())).collect();
            assert_eq!(codes, [], "{name}, week {}", id.shift(n).number());
        }
        p.keys("gk");
        let screen = p.screen();
        assert!(screen.contains("Sixty days") && screen.contains(goal), "{screen}");
        p.keys("<esc>u");
        assert!(p.place.file("2026-W48").is_none() && p.place.file("2027-W03").is_none(), "one step");
    }
    let mut p = at(WED);
    p.keys(":block peak<enter>");
    assert_eq!(p.answer(), "there is no block 'peak'; choose one of base, build, strength");
}

/// Custom words: a digit toggles one, and the others then count as no; in the file, in the week as text, in CSV and in the shell.
#[test]
fn tags_are_a_line_of_the_check_in() {
    let settings = "[checkin]\ntags = [\"alcohol\", \"late meal\", \"travel\"]\nask = [\"sleep\", \"energy\", \"latency\", \"awakenings\", \"tags\", \"note\"]\n";
    let mut p = set(Place::new(), WED, settings);
    p.keys("c");
    assert!(p.screen().contains("1 alcohol –  2 late meal –  3 travel –"), "{}", p.screen());
    p.keys("7.5<tab>3").keys("25<tab>2<tab>").keys("24");
    assert!(p.screen().contains("tags go up to 3"), "{}", p.screen());
    p.keys("<tab>");
    let file = p.place.file(WEEK).unwrap();
    assert!(file.contains("latency = 25") && file.contains("awakenings = 2"), "{file}");
    p.keys("<enter>");
    let file = p.place.file(WEEK).unwrap();
    assert!(file.contains("tags = { \"late meal\" = true, alcohol = false, travel = false }"), "{file}");
    // Never scored.
    let score = |tags: &str| {
        let place = Place::new();
        let args = ["log", "--sleep", "7.5", "--energy", "3", "--tag", tags];
        assert_eq!(place.run(WED, &args[..if tags.is_empty() { 5 } else { 7 }]).0, 0);
        place.run(WED, &["today"]).1.split(' ').next().unwrap().to_owned()
    };
    assert_eq!(score(""), score("alcohol, no travel"));
    // The week as text has a line for them, which can be changed.
    let held = p.model.shown(p.week()).0.into_owned();
    let text = recoup::formats::weektext::write(&held);
    assert!(text.contains("| tags ") && text.contains("| no alcohol, late meal, no travel"), "{text}");
    let changed = text.replace("no alcohol, late meal, no travel", "alcohol");
    let recoup::formats::weektext::Read::Edit(edit) = recoup::formats::weektext::read(&held, &changed, date(WED))
    else {
        panic!("{changed}")
    };
    let mut book = recoup::domain::Book::default();
    book.put(held);
    let change = p.model.desk().change(recoup::edit::EditId::default(), *edit);
    change.apply(&mut book).unwrap();
    let tags = |b: &dyn Days| b.day(date(WED)).unwrap().checkin.clone().unwrap().tags;
    assert_eq!(recoup::domain::tag::tags_text(&tags(&book)), "alcohol");
    // Out as CSV and in again.
    let csv = String::from_utf8(recoup::formats::csv::days(p.model.weeks.book().weeks())).unwrap();
    assert!(csv.contains("\"no alcohol, late meal, no travel\""), "{csv}");
    let read = recoup::formats::csv::read(csv.as_bytes(), date(WED), &[], &Default::default()).unwrap();
    assert_eq!(read.import.days[0].checkin.tags, tags(p.model.weeks.book()));
    assert_eq!((read.import.days[0].checkin.latency, read.import.days[0].checkin.awakenings), (Some(25), Some(2)));
    let wrong = Place::new().run(WED, &["log", "--tag", "a=b"]);
    assert!(wrong.0 == 65 && wrong.2.contains("'a=b' cannot be a tag"), "{wrong:?}");
}

/// A tag that goes with tired mornings is reported with its counts and its spread, and one that goes with nothing is not.
#[test]
fn a_tag_that_goes_with_tired_mornings_is_a_pattern() {
    use crate::support::Dice;
    use recoup::domain::{Book, CheckIn, Week, WeekId};
    use recoup::recovery::{Basis, Log, Mornings};
    let mut dice = Dice(11);
    let mut book = Book::default();
    let dates: Vec<_> = (0..120).map(|n| date("2026-11-18") - chrono::Days::new(119 - n)).collect();
    for d in &dates {
        let (alcohol, travel) = (dice.below(4) == 0, dice.below(4) == 0);
        let energy = if alcohol { 2 } else { 4 } + (dice.below(2) as u8);
        let tags = [("alcohol", alcohol), ("travel", travel)].map(|(t, yes)| (Tag::parse(t).unwrap(), yes));
        let mut week = book.week(WeekId::of(*d)).cloned().unwrap_or_else(|| Week::new(WeekId::of(*d)));
        week.day_mut(*d).checkin = Some(CheckIn { energy: Some(energy), tags: tags.into(), ..CheckIn::default() });
        book.put(week);
    }
    let basis = std::sync::Arc::new(Basis::new(8.0, recoup::config::regions::default()));
    let mornings = Mornings::default();
    let found =
        recoup::insight::patterns::patterns(&Log { days: &book, basis: &basis, mornings: &mornings }, &dates).found;
    let said: Vec<String> = found.iter().map(recoup::insight::patterns::Pattern::sentence).collect();
    assert!(said.iter().any(|s| s.starts_with("mornings with alcohol: energy −1.")), "{said:?}");
    assert!(said.iter().all(|s| !s.contains("travel")), "{said:?}");
}

/// Habits after a session and on a rest day, in one line until the cursor reaches them; each is a tick, and none is scored.
#[test]
fn habits_of_the_day_can_be_ticked() {
    let mut p = at("2026-11-19").size(120, 44);
    p.keys("c7.5<tab>3<tab>3<enter>");
    let score = p.model.recovery(date("2026-11-19")).unwrap().shown;
    p.keys("z");
    assert!(p.screen().contains("a rest day: sleep in · cook · drink"), "{}", p.screen());
    p.keys("z");
    let to = |p: &mut Planner, what: &str| {
        for _ in 0..20 {
            p.keys("j");
            if p.screen().lines().any(|l| l.contains("▸") && l.contains(what)) {
                return;
            }
        }
        panic!("{what}: {}", p.screen());
    };
    to(&mut p, "Sleep in");
    p.keys("<space>");
    assert!(p.answer().starts_with("Thu 19 Nov: sleep in ticked"), "{}", p.answer());
    p.keys("j<space>").keys("j<space>");
    let file = p.place.file(WEEK).unwrap();
    assert!(file.contains("ticks = [\"sleep-in\", \"cook\"]") && file.contains("fuel = [\"water\"]"), "{file}");
    p.keys("kk<space>");
    assert!(p.place.file(WEEK).unwrap().contains("ticks = [\"cook\"]"));
    p.keys("e");
    assert!(p.model.view.layer.is_none(), "enter and e tick too: {}", p.screen());
    assert_eq!(p.model.recovery(date("2026-11-19")).unwrap().shown, score);
    // After training: a cool-down planned with the session is one of its extras; ticking a practice adds it to the day as done.
    let mut p = at(WED).size(120, 44);
    p.keys("<space><esc>z");
    assert!(p.screen().contains("after training: drink · meal"), "{}", p.screen());
    p.keys("z");
    let mut p = at("2026-11-20").size(120, 44);
    p.keys("e<tab><tab><tab><tab><tab><ctrl-u><enter><space><esc>z");
    assert!(p.screen().contains("after training: cool-down · drink · meal"), "{}", p.screen());
    p.keys("z");
    to(&mut p, "Cool-down 5 min");
    p.keys("<space>");
    let week = p.model.shown(p.week()).0.into_owned();
    let extra = week.days[4].sessions[0].extras.last().unwrap();
    assert!(extra.done && extra.practice.as_ref().is_some_and(|p| p.as_str() == "cool-down"));
    assert_eq!(extra.minutes, Some(5));
}

/// Movement and a stretch are counted day by day, and focused sessions over the week.
#[test]
fn the_weeks_habits_are_counted() {
    let mut p = at(WED).size(120, 36);
    p.keys("1<space><esc>").keys("2<space>").keys("tM").keys("o");
    assert!(
        p.screen().contains("recovery sessions this week 1 (1–3) · moved 3 of 3 days, stretched 0"),
        "{}",
        p.screen()
    );
    p.keys("<esc>:timer stretch<enter>").msg(recoup::app::Msg::Passed(std::time::Duration::from_secs(3600)));
    p.keys("<enter>o");
    assert!(p.screen().contains("moved 3 of 3 days, stretched 1"), "{}", p.screen());
    let (_, out, _) = p.place.run(WED, &["review", "--week", WEEK]);
    assert!(out.contains("moved on 3 of 3 days, stretched on 1 · recovery sessions 2 (1–3)"), "{out}");
}

/// A session's movements, distance and result: in the form, in the panel, in the week as text and the CSV.
#[test]
fn a_session_shows_its_movements_and_its_result() {
    let mut p = at(WED).size(120, 44);
    p.keys("z");
    let squashed = p.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        squashed.contains("Squats 3×8–12 · Deadlifts 3×6–8 · Lunges 3×8–12 · Hamstring curls 3×8–12"),
        "{squashed}"
    );
    p.keys("ze");
    assert!(!p.screen().contains("Went"), "how it went is asked once it is done: {}", p.screen());
    p.keys("<esc><space>")
        .keys("<esc>e<tab><tab><tab>better, 102.5 kg<tab><tab><tab><ctrl-u>Squats 5x5 100 kg (belt); Lunges<enter>");
    let file = p.place.file(WEEK).unwrap();
    assert!(file.contains("movements = [\"Squats 5x5 100 kg (belt)\", \"Lunges\"]"), "{file}");
    assert!(file.contains("performance = \"better\"") && file.contains("achieved = \"102.5 kg\""), "{file}");
    p.keys("z");
    assert!(p.screen().contains("went better, 102.5 kg"), "{}", p.screen());
    p.keys("z]3z");
    assert!(p.screen().contains("last time 102.5 kg"), "{}", p.screen());
    p.keys("z[3e<tab><tab><tab><ctrl-u>great<enter>");
    assert!(p.screen().contains("'great' is not how it went; write better, same or worse"), "{}", p.screen());
    p.keys("<esc>");
    let (code, ..) = p.place.run(
        WED,
        &[
            "done",
            "tue",
            "--kind",
            "endurance",
            "--minutes",
            "50",
            "--distance",
            "10,5 km",
            "--performance",
            "worse",
            "--achieved",
            "4:45",
        ],
    );
    assert_eq!(code, 0);
    let (_, csv, _) = p.place.run(WED, &["export", "--sessions", "-"]);
    assert!(csv.contains("10.5 km,,worse,4:45/km"), "{csv}");
    let back = recoup::formats::csv::read(csv.as_bytes(), date(WED), &[], &Default::default()).unwrap();
    let run = back.import.sessions.iter().find(|s| s.session.kind == Kind::Endurance).unwrap();
    assert_eq!(run.session.distance.unwrap().to_string(), "10.5 km");
    assert_eq!(run.session.status, Status::Done);
    let (_, json, _) = p.place.run(WED, &["week", "--json"]);
    assert!(json.contains("\"distance\": 10.5") && json.contains("\"load\": \"100 kg\""), "{json}");
}

/// Sessions that went worse two times out of three are a performance drop, even without an answer to how they felt.
#[test]
fn answers_about_performance_raise_the_flag() {
    let place = Place::new();
    let rows: String = [16, 17, 18]
        .map(|d| {
            format!(
                "\n[[day]]\ndate = 2026-11-{d}\n\n[day.checkin]\nsleep_hours = 8\nenergy = 4\n\n[[day.session]]\nkind = \"strength\"\ntitle = \"Legs\"\nminutes = 60\nrpe = 7\nstatus = \"done\"\ndone = {{ performance = \"worse\", achieved = \"80 kg\" }}\n"
            )
        })
        .concat();
    place.put(
        WEEK,
        &format!("format = 1\nown = true\n{rows}\n[[day]]\ndate = 2026-11-19\n\n[day.checkin]\nenergy = 4\n"),
    );
    let (_, out, _) = place.run("2026-11-19", &["today", "--json"]);
    assert!(out.contains("performance-drop"), "{out}");
}

/// Heart rates of easy work: 30 to 50 % of the reserve, by hand from a maximum of 180 and a resting rate of 50.
#[test]
fn easy_work_has_a_range_of_heart_rates() {
    let panel = |settings: &str, hr: Option<u8>| {
        let place = Place::new();
        if let Some(hr) = hr {
            assert_eq!(place.run("2026-11-17", &["log", "--energy", "3", "--resting-hr", &hr.to_string()]).0, 0);
        }
        let mut p = set(place, "2026-11-17", settings).size(120, 44);
        p.keys("z");
        p.screen()
    };
    assert!(panel("[you]\nborn = 1986\n", Some(50)).contains("talking pace, 89–115 bpm (30–50 % of reserve)"));
    assert!(panel("max_heart_rate = 190\n", Some(50)).contains("92–120 bpm"));
    assert!(panel("max_heart_rate = 190\n", None).contains("talking pace; log a resting HR for your range"));
    assert!(panel("", Some(50)).contains("talking pace"));
    assert!(
        panel("max_heart_rate = 190\n[daily]\nheart_rate_cap = 110\n", Some(50))
            .contains("talking pace, under 110 bpm")
    );
}

/// Tonight's bed time is in the panel, and in the status line from three hours before; "no alarm" only where tomorrow is rest.
#[test]
fn bed_time_is_shown_in_time() {
    let settings = "bed = \"22:45\"\nwake = \"06:30\"\n";
    let mut p = set(Place::new(), "2026-11-17", settings).size(120, 44);
    p.keys("c7.5<enter><enter>z");
    assert!(p.screen().contains("in bed by 22:45, up at 06:30"), "{}", p.screen());
    let mut p = set(Place::new(), WED, settings).size(120, 44);
    p.keys("c7.5<enter><enter>:bed 22:00<enter>z");
    assert!(p.screen().contains("in bed by 22:00, no alarm, tomorrow is rest"), "{}", p.screen());
    let place = Place::new();
    let config = place.config().join("recoup/config.toml");
    std::fs::create_dir_all(config.parent().unwrap()).unwrap();
    recoup::store::atomic::write(&config, settings.as_bytes()).unwrap();
    let line = |at: &str| place.run(WED, &["status", "--format", "starship", "--at", at]).1;
    assert_eq!([line("19:44"), line("19:45"), line("23:30")], ["– ▲\n", "– ▲ bed 22:45\n", "– ▲ bed 22:45\n"]);
    let json = place.run(WED, &["status", "--at", "12:00"]).1;
    assert!(json.contains("\"bed\":\"22:45\",\"wake\":\"06:30\",\"no_alarm\":true"), "{json}");
    assert_eq!(place.run(WED, &["status", "--at", "soon"]).0, 65);
}

/// After three nights an hour short, what helps is said once, with the morning that was logged.
#[test]
fn sleep_advice_appears_once_after_short_nights() {
    let place = Place::new();
    for day in ["2026-11-16", "2026-11-17"] {
        assert_eq!(place.run(day, &["log", "--sleep", "6.5", "--energy", "3"]).0, 0);
    }
    let mut p = over(place, WED);
    p.keys("c6.5<tab>3<enter>");
    assert!(p.screen().contains("Dim the light, and eat early"), "{}", p.screen());
    let mut p = p.restart("2026-11-19");
    p.keys("c6.5<tab>3<enter>");
    assert!(!p.screen().contains("Dim the light"), "{}", p.screen());
}

/// Each myth is answered where it applies, once a day, and all five are on one screen with author and year.
#[test]
fn the_myths_are_answered_where_they_apply() {
    let mut p = at(WED).size(120, 36);
    p.keys(":facts<enter>");
    let screen = p.screen();
    for line in [
        "\"You lose gains if you rest.\"",
        "\"No pain, no gain.\"",
        "\"Rest days are for the weak.\"",
        "\"Active people need no full rest days.\"",
        "\"More workouts, more results.\"",
        "(Ogasawara 2013).",
        "(Flann 2011).",
        "(Kellmann 2018, consensus).",
        "(Jones 2017).",
        "(Ralston 2018).",
    ] {
        assert!(screen.contains(line), "{line}: {screen}");
    }
    let listed = |today: &str, keys: &str| {
        let mut p = at(today).size(120, 36);
        for key in keys.split('|') {
            p.keys(key);
        }
        p.model.view.fact.clone().unwrap_or_default()
    };
    assert!(listed(WED, "c7.5<enter>|c<tab><tab><tab><tab><tab><tab>8<enter>").starts_with("\"No pain, no gain.\""));
    assert!(listed("2026-11-16", "3|s2|3aLower body<enter>").starts_with("\"Rest days are for the weak.\""));
    assert!(listed("2026-11-16", "4aEasy run<enter>").starts_with("\"Active people need no full rest days.\""));
    // Six days of training in a row.
    let mut p = at("2026-11-16").size(120, 36);
    p.keys("2aEasy run<enter>").keys("4aEasy run<enter>");
    let before = p.model.view.fact.take();
    assert!(before.is_some(), "a rest day was filled");
    let p = p.restart("2026-11-17");
    assert!(p.model.view.fact.is_none());
}

/// A timer for each practice that has one, from its data; every bell can be turned off.
#[test]
fn every_timer_counts_what_its_practice_names() {
    use std::time::Duration;
    for (name, first, all) in [
        ("cold", "Ease in, breathe out", "2:00"),
        ("contrast", "Warm", "6:00"),
        ("meditate", "Follow the breath", "10:00"),
        ("box", "Breathe in", "5:04"),
        ("breathe", "Breathe in", "5:00"),
        ("roll", "Left calves", "10:00"),
        ("stretch", "Left calves", "10:00"),
    ] {
        let mut p = at("2026-11-19");
        p.keys(&format!(":timer {name}<enter>"));
        assert!(p.screen().contains(first) && p.screen().contains(&format!("of {all}")), "{name}: {}", p.screen());
        p.keys("b");
        assert!(p.screen().contains("the bell rings at"), "{}", p.screen());
        p.msg(recoup::app::Msg::Passed(Duration::from_secs(3600)));
        p.keys("<enter>");
        assert!(p.place.file(WEEK).unwrap().contains("done = true"), "{name}");
    }
}

/// A taper and a deload ease a session only once, its distance included, and it is full again after another plan: then neither
/// claims to apply any more, and nothing of it lands in the tray.
#[test]
fn days_are_eased_once_and_can_be_eased_again() {
    let of =
        |p: &Planner, n: i64| p.model.shown(WEEK.parse::<recoup::domain::WeekId>().unwrap().shift(n)).0.into_owned();
    let settings = "split = \"running\"\n";
    let mut p = set(Place::new(), WED, settings).size(120, 36);
    let long = |p: &Planner, n: i64| {
        let week = of(p, n);
        let run = week.days.iter().flat_map(|d| &d.sessions).find(|s| s.title == "Long run").cloned();
        run.map(|s| (s.minutes.unwrap(), s.distance.unwrap().km()))
    };
    assert_eq!(long(&p, 1), Some((80, 12.0)));
    p.keys(":event 2026-12-05 City race<enter>:taper<enter><enter>");
    assert_eq!(long(&p, 1), Some((40, 6.0)), "half the distance in half the time");
    // The day belongs to the race: the split's session waits in the tray, and the screen names the race.
    assert_eq!(long(&p, 2), None, "{}", p.answer());
    assert!(of(&p, 2).tray.iter().any(|t| t.session.title == "Long run"), "{}", p.answer());
    p.keys("]]");
    assert!(p.screen().contains("City race"), "{}", p.screen());
    p.keys("6");
    assert!(p.screen().contains("Sat 5 · City race"), "{}", p.screen());
    p.keys("gk");
    assert!(p.screen().contains("Sat City race"), "{}", p.screen());
    p.keys("<esc>/city<enter>");
    assert_eq!(p.model.view.cursor(), date("2026-12-05"));
    // A deload within the taper is refused; a taper that another plan replaced can be applied again.
    p.keys("t:deload<enter>");
    assert_eq!(p.answer(), "the days before City race are already eased");
    p.keys(":split running<enter><enter>]:split running<enter><enter>");
    assert_eq!(long(&p, 1), Some((80, 12.0)), "{}", p.answer());
    assert_eq!([0, 1].map(|n| of(&p, n).tray.len()), [0, 0], "nobody typed these sessions");
    p.keys(":taper<enter><enter>");
    assert_eq!(long(&p, 1), Some((40, 6.0)), "{}", p.answer());
    p.keys("u");
    assert_eq!(long(&p, 1), Some((80, 12.0)));
    // Once it is removed, no mark is left behind.
    p.keys(":taper<enter><enter>:event off 2026-12-05<enter>");
    assert!(p.answer().contains("stay eased"), "{}", p.answer());
    assert!(p.place.file("2026-W49").is_none_or(|f| !f.contains("taper")));

    // The same for a deload, and for a block over a block.
    let mut p = at("2026-11-16").size(120, 36);
    p.keys(":deload<enter><enter>");
    assert!(of(&p, 0).deload);
    p.keys(":split five-day<enter><enter>");
    assert!(!of(&p, 0).deload && of(&p, 0).tray.is_empty(), "{}", p.answer());
    p.keys(":block base<enter><enter>:block build<enter><enter>");
    assert!(p.answer().starts_with("the build block"), "{}", p.answer());
    assert!((1..=10).all(|n| of(&p, n).tray.is_empty()), "{}", p.answer());
    p.keys("gk");
    assert_eq!(p.screen().matches("deload").count(), 2, "every week of the block is visible: {}", p.screen());
    p.keys(":event 2028-01-01 Next<enter>");
    let mut p = at(WED);
    p.keys(":event 2028-01-01 Next<enter>");
    assert!(p.answer().contains("more than a year ahead"), "{}", p.answer());
}

/// The week as text with another status: what was done stays its record, and what was planned stays the plan.
#[test]
fn a_new_status_in_the_week_as_text_keeps_plan_and_record() {
    let place = Place::new();
    let file = "format = 1\nown = true\n\n[[day]]\ndate = 2026-11-16\n\n[[day.session]]\nkind = \"endurance\"\ntitle = \"Run\"\n\
                minutes = 60\nrpe = 8\ndistance = 12\nstatus = \"done\"\n\
                done = { minutes = 50, rpe = 6, performance = \"worse\", achieved = \"5:00/km\", distance = 9 }\n";
    place.put(WEEK, file);
    let week = over(place, WED).model.shown(WEEK.parse().unwrap()).0.into_owned();
    for (word, status) in [("", Status::Planned), ("skipped busy", Status::Skipped)] {
        let week = &week;
        let text = recoup::formats::weektext::write(week).replace("| done ", &format!("| {word:<5}"));
        let recoup::formats::weektext::Read::Edit(edit) = recoup::formats::weektext::read(week, &text, date(WED))
        else {
            panic!("{text}");
        };
        let recoup::edit::Edit::Week(recoup::edit::WeekEdit::Rewrite { to, .. }) = *edit else { panic!() };
        let s = &to.days[0][0];
        assert_eq!(s.status, status);
        assert_eq!(
            (s.minutes, s.rpe.map(|r| r.value()), s.distance.map(|d| d.km())),
            (Some(60), Some(8.0), Some(12.0))
        );
        assert_eq!(s.done, week.days[0].sessions[0].done, "the record stays");
    }
    // Anything after the tags is reported.
    let week = &week;
    let text = format!("{}Mon 16 | tags | alcohol | 5\n", recoup::formats::weektext::write(week));
    let recoup::formats::weektext::Read::Wrong(_, why) = recoup::formats::weektext::read(week, &text, date(WED)) else {
        panic!()
    };
    assert!(why.contains("'5' is after the tags"), "{why}");
}

/// What is not understood in a list or a table stays when something next to it changes; where it cannot stay, nothing changes.
#[test]
fn ticks_and_tags_leave_what_they_do_not_understand() {
    let place = Place::new();
    let day = "\n[[day]]\ndate = 2026-11-18\nfuel = [\"protein\", \"beer\", 3, \"water\"]\nticks = [\"cook\", \"sauna\"]\n\n\
               [day.checkin]\nenergy = 3\ntags = { alcohol = \"yes\", b = 1, c = true }\n";
    place.put(WEEK, &format!("format = 1\nown = true\n{day}"));
    let mut p = over(place, WED).size(120, 36);
    p.keys("Fp-w<esc>");
    let file = p.place.file(WEEK).unwrap();
    assert!(file.contains("\"beer\", 3") && !file.contains("water"), "{file}");
    let (code, ..) = p.place.run(WED, &["log", "--tag", "d, no c"]);
    assert_eq!(code, 0);
    let file = p.place.file(WEEK).unwrap();
    assert!(file.contains("tags = { alcohol = \"yes\", b = 1, c = false, d = true }"), "{file}");
    for odd in ["\"alcohol\"", "[\"alcohol\", 3]"] {
        let text = format!("format = 1\nown = true\n\n[[day]]\ndate = 2026-11-18\n\n[day.checkin]\ntags = {odd}\n");
        p.place.put(WEEK, &text);
        let (code, _, why) = p.place.run(WED, &["log", "--tag", "d"]);
        assert!(code != 0 && why.contains("nothing was changed"), "{odd}: {why}");
        assert_eq!(p.place.file(WEEK).unwrap(), text);
    }
    // A list of tags that apply is understood, and becomes a table once one does not apply.
    p.place.put(WEEK, "format = 1\nown = true\n\n[[day]]\ndate = 2026-11-18\n\n[day.checkin]\ntags = [\"alcohol\"]\n");
    assert_eq!(p.place.run(WED, &["log", "--tag", "no travel"]).0, 0);
    assert!(p.place.file(WEEK).unwrap().contains("tags = { alcohol = true, travel = false }"));
}

/// Settings that another program wrote while the setup was open stay; a file that is protected or broken is left alone, and
/// answers that were not written do not count.
#[test]
fn the_setup_writes_its_answers_into_the_current_file() {
    let place = Place::new();
    let config = place.config().join("recoup/config.toml");
    std::fs::create_dir_all(config.parent().unwrap()).unwrap();
    let run = |typed: &str| {
        let mut child = place.command();
        child.args(["--today", WED, "setup"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = child.spawn().unwrap();
        answered(&mut child, typed);
        let out = child.wait_with_output().unwrap();
        (out.status.success(), String::from_utf8([out.stdout, out.stderr].concat()).unwrap())
    };
    let held = || std::fs::read_to_string(&config).unwrap();
    recoup::store::atomic::write(
        &config,
        "max_heart_rate = 185\r\n[checkin]\r\nask = [\"energy\", \"sleep\"] # these\r\n".as_bytes(),
    )
    .unwrap();
    let (ok, said) = run("\n\n\n\n\n\n\n\n40\n\nyes\n\n");
    assert!(ok, "{said}");
    assert_eq!(
        held(),
        "# max_heart_rate = 185\r\n[checkin]\r\nask = [\"energy\", \"sleep\", \"latency\", \"awakenings\"] # these\r\n\r\n\
         [you]\r\nborn = 1986\r\n"
    );
    let (ok, said) = run("\n\n\n\n\n\n\n\n-\n");
    assert!(ok && held().contains("# born = 1986") && !said.contains("187"), "{said}");
    for (text, readonly, why) in [("bed = ", false, "line 1, column 7"), ("bed = \"22:00\"\n", true, "write-protected")]
    {
        recoup::store::atomic::write(&config, text.as_bytes()).unwrap();
        let mut permissions = std::fs::metadata(&config).unwrap().permissions();
        permissions.set_readonly(readonly);
        std::fs::set_permissions(&config, permissions).unwrap();
        let (ok, said) = run("\n4\n");
        assert!(!ok && said.contains(why), "{said}");
        assert_eq!(held(), text);
    }
    let mut p = at(WED).size(100, 40);
    p.keys(":setup<enter><tab>9<tab>");
    assert!(
        p.screen().contains("'9' is not a number of days"),
        "a mistake is reported on leaving the line: {}",
        p.screen()
    );
    p.keys("<up><ctrl-u>3<up>beginner<down><down><down>");
    assert!(p.screen().contains("suits your answers"), "{}", p.screen());
    p.keys("<enter>");
    assert_eq!(
        p.answer(),
        "saved in config.toml; :setup changes it again; the starter split would suit you: :split starter shows it"
    );
    p.keys(":setup<enter><ctrl-u><enter>");
    assert_eq!((p.model.setup.settings.you.history, p.model.setup.settings.you.days), (None, Some(3)));
    // What could not be written does not count.
    let was = p.model.setup.text().to_owned();
    p.keys(":setup<enter><tab><ctrl-u>5<enter>");
    assert_eq!(p.model.setup.settings.you.days, Some(5));
    p.msg(recoup::app::Msg::Settings(was));
    assert_eq!(p.model.setup.settings.you.days, Some(3));
}

/// What was recorded before the done mark was removed counts again, from the shell as by a key; new values replace it.
#[test]
fn the_shell_keeps_what_was_recorded_before() {
    let done = "{ minutes = 50, rpe = 6, performance = \"worse\", achieved = \"5:00/km\", distance = 9 }";
    let planned = "kind = \"endurance\"\ntitle = \"Run\"\nminutes = 60\nrpe = 8\ndistance = 12\n";
    let text =
        format!("format = 1\nown = true\n\n[[day]]\ndate = 2026-11-16\n\n[[day.session]]\n{planned}done = {done}\n");
    for (args, then) in [(&["done", "mon"][..], "rpe = 6"), (&["done", "mon", "--rpe", "7"][..], "rpe = 7")] {
        let place = Place::new();
        place.put(WEEK, &text);
        assert_eq!(place.run(WED, args).0, 0);
        let file = place.file(WEEK).unwrap();
        for part in
            [then, "minutes = 50", "performance = \"worse\"", "achieved = \"5:00/km\"", "distance = 9", "rpe = 8"]
        {
            assert!(file.contains(part) && file.contains("status = \"done\""), "{part}: {file}");
        }
    }
}

/// In the sample weeks answers are only tried, and nothing claims to be saved.
#[test]
fn the_setup_of_the_sample_weeks_keeps_nothing() {
    let mut p = with(Place::new(), WED, |mut s| {
        s.sample = true;
        s
    });
    p.keys(":setup<enter><tab>4<enter>");
    assert_eq!(p.answer(), "only for the sample weeks; your own settings stay");
    assert_eq!(p.model.setup.settings.you.days, Some(4));
    assert!(!p.place.config().join("recoup/config.toml").exists());
}

/// A practice that was just added keeps the cursor: the next key acts on it.
#[test]
fn a_practice_just_added_keeps_the_cursor() {
    let mut p = at(WED).size(120, 36);
    p.keys("c7.5<tab>32<enter>").keys("<space><esc>");
    let offers: Vec<String> = p.model.insight.offers.iter().map(|o| o.extra.title.clone()).collect();
    assert!(offers.len() >= 2, "{}", p.screen());
    let at = p.model.items_here().iter().position(|i| matches!(i, recoup::app::Item::Offer(1))).unwrap();
    p.keys(&"j".repeat(at - p.model.view.item)).keys("<enter>").keys("<space>");
    assert!(p.answer().contains(&offers[1]) && p.answer().ends_with("done"), "{offers:?}: {}", p.answer());
}

/// On every screen size, the page on food shows the row under the cursor in full.
#[test]
fn the_page_on_food_is_whole_on_small_screens() {
    for (width, height) in [(120, 36), (80, 24), (46, 20)] {
        let mut p = at(WED).size(width, height);
        p.keys("F");
        for row in p.model.setup.content.fuel().to_vec() {
            let words: Vec<String> = [row.title, row.dose, row.source]
                .iter()
                .flat_map(|t| t.split(' ').map(str::to_owned).collect::<Vec<_>>())
                .collect();
            let screen = p.screen();
            for word in words.iter().filter(|w| !w.is_empty()) {
                assert!(screen.contains(word.as_str()), "{width}x{height}, {word}: {screen}");
            }
            p.keys("j");
        }
    }
}

/// Mistakes in your own files are named, and the rest of the file counts.
#[test]
fn custom_files_are_checked_completely() {
    let place = Place::new();
    let folder = place.config().join("recoup");
    for (file, text, says) in [
        (
            "blocks/x.toml",
            "name = \"x\"\ntitle = \"X\"\ngoal = \"x\"\nfoo = 3\nminutes = [1,1,1,1,1,1,1,1]\nrpe = [0,0,0,0,0,0,0,0]\n",
            "foo",
        ),
        (
            "blocks/x.toml",
            "name = \"x\"\ntitle = \"X\"\ngoal = \"x\"\nsplit = \"nope\"\nminutes = [1,1,1,1,1,1,1,1]\nrpe = [0,0,0,0,0,0,0,0]\n",
            "the unknown split 'nope'",
        ),
        (
            "blocks/x.toml",
            "name = \"x\"\ntitle = \"X\"\ngoal = \"x\"\nminutes = [1,1,1,1,1,1,1,1,1]\nrpe = [0,0,0,0,0,0,0,0]\n",
            "minutes has 9 numbers",
        ),
        ("timers.toml", "[[timer]]\nname = \"\"\nsteps = [{ text = \"a\", seconds = 5 }]\n", "a timer needs a name"),
        (
            "timers.toml",
            "[[timer]]\nname = \"a\"\nsteps = [{ text = \"a\", seconds = 0 }]\n",
            "a step takes at least a second",
        ),
        (
            "timers.toml",
            "[[timer]]\nname = \"a\"\npractice = \"nope\"\nsteps = [{ text = \"a\", seconds = 5 }]\n",
            "no practice 'nope'",
        ),
        (
            "timers.toml",
            "[[timer]]\nname = \"a\"\nseconds = 3\nsteps = [{ text = \"a\", seconds = 5 }]\n",
            "need by_region",
        ),
        ("facts.toml", "[[fact]]\ntext = \"a\"\nsource = \"b\"\nwhen = \"never-ever\"\n", "never-ever"),
        ("practices.toml", "[[practice]]\nid = \"a\"\nminutes = 5\ntotal = [30, 10]\n", "the least, then the most"),
        ("meals.toml", "format = 2\n", "format 2 is from another version"),
        ("config.toml", "[checkin]\ntags = [\"alcohol\", \"ALCOHOL\"]\n", "'alcohol' twice"),
    ] {
        let path = folder.join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        recoup::store::atomic::write(&path, text.as_bytes()).unwrap();
        let (_, out, err) = place.run(WED, &["config", "check"]);
        assert!(format!("{out}{err}").contains(says), "{file}: {out}{err}");
        std::fs::remove_file(path).unwrap();
    }
    // The shipped files can be copied there unchanged.
    let assets = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    for from in ["", "blocks", "splits"] {
        for entry in std::fs::read_dir(assets.join(from)).unwrap() {
            let path = entry.unwrap().path();
            let to = folder.join(from).join(path.file_name().unwrap());
            if path.extension().is_some_and(|e| e == "toml") {
                std::fs::create_dir_all(to.parent().unwrap()).unwrap();
                recoup::store::atomic::write(&to, &std::fs::read(&path).unwrap()).unwrap();
            }
        }
    }
    let (code, out, err) = place.run(WED, &["config", "check"]);
    assert!(code == 0 && out.contains("nothing is wrong"), "{out}{err}");
}

/// A block knows nothing of a race: it is not laid over one.
#[test]
fn a_block_is_not_laid_over_an_event() {
    let mut p = at(WED).size(120, 36);
    p.keys(":event 2026-12-12 City race<enter>:block base<enter>");
    assert!(p.answer().starts_with("City race on Sat 12 Dec is within these weeks"), "{}", p.answer());
    p.keys("<esc>:event off<enter>:block base<enter>");
    assert!(p.screen().contains("base"), "{}", p.screen());
}

/// After a night shift a bed time is after the usual wake time: that is no night of 23 hours.
#[test]
fn a_bed_time_after_the_usual_wake_time_moves_no_forecast() {
    let place = Place::new();
    for n in 1..=14 {
        let day = recoup::domain::calendar::add_days(date(WED), -n).to_string();
        assert_eq!(place.run(&day, &["log", "--sleep", "22:30-06:00", "--energy", "3"]).0, 0);
    }
    assert_eq!(place.run(WED, &["log", "--sleep", "22:30-06:00", "--energy", "3"]).0, 0);
    let mut p = over(place, WED).size(120, 36);
    let tomorrow = |p: &Planner| p.model.insight.ahead.outlooks[0].score.unwrap().uncapped;
    let before = tomorrow(&p);
    p.keys(":bed 07:00<enter>");
    assert_eq!(tomorrow(&p), before);
    p.keys(":bed 02:00<enter>");
    assert!(tomorrow(&p) < before, "a short night does");
}

/// In another time than planned it was another distance; what is shortened is shortened whole.
#[test]
fn a_planned_distance_is_not_what_was_run_in_another_time() {
    let place = Place::new();
    place.put(
        WEEK,
        "format = 1\nown = true\n\n[[day]]\ndate = 2026-11-18\n\n[[day.session]]\nkind = \"endurance\"\ntitle = \"Easy run\"\nminutes = 45\nrpe = 4\ndistance = 7.5\n",
    );
    let (code, out, _) = place.run(WED, &["done", "--minutes", "40", "--rpe", "7"]);
    assert!(code == 0 && out.contains("Easy run 40' RPE 7 done"), "{out}");
    assert_eq!(place.run(WED, &["undo"]).0, 0);
    let mut p = over(place, WED);
    p.keys("<");
    assert!(p.screen().contains("6.7 km"), "{}", p.screen());
}
