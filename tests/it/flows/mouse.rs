//! The mouse, by where things are on the screen: a click acts on the key, the day, the line or the answer under it.

use ratatui::layout::Rect;
use recoup::app::pointer::{Mouse, Spot};
use recoup::app::{Layer, Msg, Panel};
use recoup::keys::Scope;
use recoup::sample::Headless;

use super::pictures::demo;
use crate::support::{date, squeezed};

/// What is at a cell.
fn spot(p: &Headless, (x, y): (u16, u16)) -> Spot {
    let (width, height) = p.model.view.size;
    recoup::ui::spot(&p.model, Rect::new(0, 0, width, height), (x, y))
}

/// The cell where a text begins, on the first row with `lead` or below it.
fn place(p: &Headless, lead: &str, text: &str) -> (u16, u16) {
    let screen = p.screen();
    let rows: Vec<&str> = screen.lines().collect();
    let row = rows.iter().position(|l| l.contains(lead)).unwrap_or_else(|| panic!("no {lead}:\n{screen}"));
    for (y, line) in rows.iter().enumerate().skip(row) {
        if let Some(at) = line.find(text) {
            return (line[..at].chars().count() as u16, y as u16);
        }
    }
    panic!("no {text} from {lead} on:\n{screen}")
}

/// The cell where a text begins in the last row.
fn in_foot(p: &Headless, text: &str) -> (u16, u16) {
    let screen = p.screen();
    let line = screen.lines().last().unwrap();
    let at = line.find(text).unwrap_or_else(|| panic!("no {text}:\n{screen}"));
    (line[..at].chars().count() as u16, p.model.view.size.1 - 1)
}

fn click_foot(p: &mut Headless, text: &str) {
    let at = in_foot(p, text);
    click(p, at);
}

fn click(p: &mut Headless, at: (u16, u16)) {
    let spot = spot(p, at);
    p.msg(Msg::Mouse(Mouse::Press(spot))).msg(Msg::Mouse(Mouse::Release(spot)));
}

/// Clicks on a text on the row of a lead or below it.
fn click_on(p: &mut Headless, lead: &str, text: &str) {
    let at = place(p, lead, text);
    click(p, at);
}

fn twice(p: &mut Headless, lead: &str, text: &str) {
    let at = place(p, lead, text);
    click(p, at);
    let spot = spot(p, at);
    p.msg(Msg::Mouse(Mouse::Twice(spot)));
}

fn scope(p: &Headless) -> Option<Scope> {
    p.model.view.layer.as_ref().map(Layer::scope)
}

/// Everything in the row of keys can be clicked, on the week and in a layer, and does what its key does.
#[test]
fn a_key_in_the_footer_can_be_clicked() {
    for size in [(80, 24), (120, 36), (60, 24)] {
        let mut p = demo(size, false);
        let foot = (0..size.0).map(|x| spot(&p, (x, size.1 - 1)));
        let keys = foot.filter(|s| matches!(s, Spot::Command(_))).fold(Vec::new(), |mut all, s| {
            if !all.contains(&s) {
                all.push(s);
            }
            all
        });
        assert!(keys.len() >= 4, "{size:?}: {keys:?}\n{}", p.screen());
        click_foot(&mut p, "check-in");
        assert_eq!(scope(&p), Some(Scope::CheckIn), "{size:?}");
        click_foot(&mut p, "esc later");
        assert_eq!(scope(&p), None, "{size:?}");
        p.keys("gm");
        let before = p.model.view.cursor();
        // Of several keys in a row, a click presses the one under it.
        let (x, y) = in_foot(&p, "h j k l");
        click(&mut p, (x + 6, y));
        assert_eq!(p.model.view.cursor(), recoup::domain::calendar::add_days(before, 1));
        click_foot(&mut p, "close");
        assert_eq!(scope(&p), None, "{size:?}");
    }
}

#[test]
fn an_answer_of_a_strip_is_clicked() {
    let mut p = demo((120, 36), false);
    p.keys("s");
    click_on(&mut p, "swap Wed with", "5 Fri");
    assert!(p.screen().contains("swapped Wed Lower body ⇄ Fri HIIT intervals"), "{}", p.screen());
    click_on(&mut p, "swapped Wed", "u undo");
    assert!(p.screen().contains("undone"), "{}", p.screen());
    p.keys("m");
    click_on(&mut p, "esc cancel", "esc");
    assert_eq!(scope(&p), None);
}

#[test]
fn the_big_score_opens_why_and_a_line_of_it_is_selected() {
    let mut p = demo((120, 36), false);
    click(&mut p, (3, 15));
    assert_eq!(scope(&p), Some(Scope::Why), "{}", p.screen());
    click_on(&mut p, "100 points", "weaker: feel");
    assert!(p.screen().contains("▸weaker: feel"), "{}", p.screen());
}

#[test]
fn a_panel_is_focused_zoomed_and_scrolled() {
    let mut p = demo((80, 24), false);
    click_on(&mut p, "Sorest", "Sorest");
    assert_eq!(p.model.view.panel, Panel::Body);
    // Where not all regions fit, the wheel scrolls to the others.
    p.resize(80, 20);
    let at = place(&p, "Body", "Body");
    let before = p.screen();
    let over = spot(&p, at);
    assert_eq!(over, Spot::Panel(Panel::Body), "{before}");
    p.msg(Msg::Mouse(Mouse::Wheel(true, over)));
    assert_ne!(p.screen(), before, "{before}");
    assert_eq!(p.model.view.cursor(), date("2026-11-18"), "the week stays");
    for _ in 0..30 {
        p.msg(Msg::Mouse(Mouse::Wheel(true, over)));
    }
    let end = p.screen();
    p.msg(Msg::Mouse(Mouse::Wheel(false, over)));
    assert_ne!(p.screen(), end, "the end is the end: one turn back is one line back");
    p.msg(Msg::Mouse(Mouse::Twice(over)));
    assert_eq!(scope(&p), Some(Scope::Zoom));
    // Over the days it changes the week, as always.
    let mut p = demo((80, 24), false);
    let monday = spot(&p, (3, 4));
    p.msg(Msg::Mouse(Mouse::Wheel(true, monday)));
    assert_eq!(p.model.week_id().to_string(), "2026-W48");
}

#[test]
fn an_item_of_the_day_is_selected_and_edited() {
    let mut p = demo((120, 36), false);
    p.keys("l");
    let lead = "Thu 19";
    assert!(p.screen().contains(lead));
    p.keys("l");
    click_on(&mut p, "Fri 20 Nov", "+ ");
    assert!(p.model.view.item > 0, "{}", p.screen());
    twice(&mut p, "Fri 20 Nov", "◆ HIIT");
    assert_eq!(scope(&p), Some(Scope::Form), "{}", p.screen());
    // A click goes to a field.
    click_on(&mut p, "Edit ·", "RPE");
    p.keys("8<enter>");
    assert!(p.screen().contains("RPE 9 → RPE 8") || p.screen().contains("RPE 8"), "{}", p.screen());
}

#[test]
fn an_offer_is_applied_by_clicking_its_key() {
    let mut p = demo((120, 36), false);
    click_on(&mut p, "Lower body lighter", " = ");
    let (x, y) = place(&p, "Wed 18", "Wed 18");
    assert!(p.screen().contains("35' RPE 6"), "{x},{y}\n{}", p.screen());
}

#[test]
fn clicking_a_day_in_a_chart_month_or_year_goes_there() {
    let mut p = demo((120, 36), false);
    // The strip of days under the panels.
    let (x, y) = place(&p, "days back", "Sa Su");
    click(&mut p, (x, y));
    assert_eq!(p.model.view.cursor().format("%a").to_string(), "Sat", "{}", p.screen());
    p.keys("tgt");
    click_on(&mut p, "2 sleep", "2 sleep");
    assert!(p.screen().contains("mid-sleep"), "{}", p.screen());
    click_on(&mut p, "2 wk", "2 wk");
    assert!(p.screen().contains("Two weeks"), "{}", p.screen());
    let (x, y) = place(&p, "21:00", "21:00");
    click(&mut p, (x + 7, y + 4));
    assert!(squeezed(&p.screen()).contains("Thu 5 Nov"), "{}", p.screen());
    p.keys("<enter>");
    assert_eq!(p.model.view.cursor(), date("2026-11-05"));
    p.keys("tgm");
    click_on(&mut p, "November 2026", "12 ");
    assert_eq!(p.model.view.cursor(), date("2026-11-12"), "{}", p.screen());
    click_on(&mut p, "[ Oct", "[ Oct");
    assert!(p.screen().contains("October 2026"), "{}", p.screen());
    p.keys("<esc>tgy");
    let (x, y) = place(&p, "Recovery ─", "Wed");
    let width = p.screen().lines().nth(usize::from(y)).unwrap().chars().count() as u16;
    let last = (x..width).rev().find(|x| matches!(spot(&p, (*x, y)), Spot::Date(_))).unwrap();
    assert!(matches!(spot(&p, (last, y)), Spot::Date(d) if d == date("2026-11-18")), "{}", p.screen());
    click(&mut p, (last - 4, y));
    p.keys("<enter>");
    assert_eq!(p.model.view.cursor().format("%a").to_string(), "Wed");
    assert!(p.model.view.cursor() < date("2026-11-18"));
    p.keys("tgk");
    click_on(&mut p, "46 9 Nov", "46 9 Nov");
    p.keys("<enter>");
    assert_eq!(p.model.week_id().to_string(), "2026-W46");
}

#[test]
fn a_line_is_selected_by_one_click_and_taken_by_two() {
    let mut p = demo((120, 36), false);
    p.keys("a");
    click_on(&mut p, "Add to this day", "Easy run");
    assert!(p.screen().contains("▸ Easy run"), "{}", p.screen());
    // The second click takes what the first one selected, whatever is under the pointer by then.
    p.msg(Msg::Mouse(Mouse::Twice(Spot::Line(0))));
    assert!(p.screen().contains("added Easy run"), "{}", p.screen());
    p.keys("u/");
    twice(&mut p, "Find in plan", "two more pull-ups");
    assert_eq!((scope(&p), p.model.view.cursor().to_string().as_str()), (None, "2026-11-15"), "{}", p.screen());
    p.keys("t?");
    twice(&mut p, "MOVE AROUND", "the week before");
    assert_eq!(p.model.week_id().to_string(), "2026-W46", "{}", p.screen());
    p.keys("tgb");
    click_on(&mut p, "Now, and the next", "quads");
    assert!(p.screen().contains("▸quads"), "{}", p.screen());
    p.keys("<esc>gp");
    twice(&mut p, "Soreness", "after strength");
    assert!(p.screen().contains("▸after strength"), "{}", p.screen());
}

#[test]
fn a_check_in_is_answered_by_clicks() {
    for size in [(80, 24), (120, 36), (46, 20)] {
        let mut p = demo(size, false);
        // Today's check-in takes the answers.
        p.keys("c");
        let (x, y) = place(&p, "Quality", "Quality");
        // The scale comes after its label: five answers of three columns each.
        let of = |n: u16| (x + 12 + 3 * (n - 1) + 1, y);
        click(&mut p, of(4));
        let energy = (of(5).0, place(&p, "Energy", "Energy").1);
        click(&mut p, energy);
        let checkin = |p: &Headless| {
            use recoup::domain::Days;
            p.model.weeks.book().day(date("2026-11-18")).unwrap().checkin.clone().unwrap()
        };
        assert_eq!((checkin(&p).sleep_quality, checkin(&p).energy), (Some(4), Some(5)), "{size:?}\n{}", p.screen());
        let (x, y) = place(&p, "chest", "chest");
        // The bar of a region begins four columns after its number.
        let bar = (x + 12 + 4..).find(|x| matches!(spot(&p, (*x, y)), Spot::Answer(_, 7))).unwrap();
        click(&mut p, (bar, y));
        assert_eq!(checkin(&p).soreness.get(&recoup::domain::Region::Chest), Some(&7), "{size:?}\n{}", p.screen());
        click_on(&mut p, "Stress", "Stress");
        assert!(p.screen().contains("▸ Stress"), "{size:?}\n{}", p.screen());
    }
}

/// On a scrolled page a click acts on what is drawn there.
#[test]
fn a_click_on_a_scrolled_page_acts_on_what_is_drawn() {
    let mut p = demo((80, 20), false);
    p.keys("gwG");
    click_on(&mut p, "Prepared", "tonight's bed time");
    assert_eq!(scope(&p), Some(Scope::Strip), "{}", p.screen());
    assert!(p.screen().contains("in bed tonight by"), "{}", p.screen());
    let mut p = demo((46, 20), false);
    p.keys("/");
    for _ in 0..30 {
        p.keys("<down>");
    }
    let (x, y) = place(&p, "▸ ", "▸ ");
    let above = p.screen().lines().nth(usize::from(y) - 2).unwrap().to_owned();
    click(&mut p, (x + 4, y - 2));
    let selected = p.screen().lines().find(|l| l.contains('▸')).unwrap().to_owned();
    assert_eq!(selected.split_whitespace().nth(1), above.split_whitespace().next(), "{above}\n{}", p.screen());
}

/// Wherever a click lands, on whatever page, nothing breaks, and nothing changes unless it hits a key or an answer.
#[test]
fn a_click_anywhere_is_harmless() {
    let mut p = demo((100, 30), false);
    for (name, keys) in super::pictures::PAGES {
        p.keys("<esc><esc><esc>t").keys(keys);
        for (x, y) in (0..30).flat_map(|y| (0..100).step_by(7).map(move |x| (x, y))) {
            let found = spot(&p, (x, y));
            if matches!(found, Spot::Command(_) | Spot::Key(_) | Spot::Answer(..)) {
                continue;
            }
            let before = p.model.weeks.depth;
            p.msg(Msg::Mouse(Mouse::Press(found))).msg(Msg::Mouse(Mouse::Release(found)));
            assert_eq!(p.model.weeks.depth, before, "{name} at {x},{y}: {found:?}");
        }
    }
}
