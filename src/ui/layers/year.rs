//! A year: one column per week, one row per weekday, and the totals of its months.

use chrono::{Datelike, Months, NaiveDate};
use ratatui::layout::Rect;
use ratatui::style::Color;

use crate::app::Model;
use crate::app::layers::year::{WEEKS, What, Year};
use crate::app::pointer::Spot;
use crate::domain::calendar::{add_days, day_name};
use crate::domain::checkin::hours_and_minutes;
use crate::domain::shelf::day_number;
use crate::domain::{Days, Kind};
use crate::planning::rhythm::Rhythm;
use crate::recovery::{Band, Component};
use crate::text::width;
use crate::ui::canvas::Canvas;
use crate::ui::layout::{VERY_WIDE, WIDE};
use crate::ui::panels::nights::SHORT;
use crate::ui::shapes::bar;
use crate::ui::theme::Role;

/// Columns of the weekdays.
const GUTTER: u16 = 6;

/// Rows of a year: its title, its months, its days, its legend.
const ROWS: u16 = 10;

/// Hours that fill a night's column.
const HOURS: f64 = 10.0;

/// How far apart two colours must be to tell blocks apart by them; closer ones differ in their glyphs. Chosen: 60 of 255 in true
/// colour, squared.
const APART: u32 = 60 * 60;

/// Columns that a list of months needs.
const MONTH: u16 = 40;

/// A year with its months; if there is room, several values one below the other.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, year: &Year, area: Rect) {
    canvas.clear(area);
    let room = area.width.saturating_sub(GUTTER + 2);
    let (weeks, step) = match room {
        r if r >= 2 * WEEKS as u16 => (WEEKS, 2),
        r => (i64::from(r).min(WEEKS), 1),
    };
    year.drawn.set(weeks);
    let first = year.last.shift(1 - weeks).monday();
    let last = year.last.sunday().min(model.weeks.today());
    title(canvas, model, year, (first, last), area);
    // The list of months goes beside the days, or below them.
    let beside = area.width >= VERY_WIDE && area.width >= GUTTER + 2 * WEEKS as u16 + MONTH;
    let mut y = area.y + if area.height >= 20 { 2 } else { 1 };
    let left = |y: u16| area.bottom().saturating_sub(y);
    let own = [year.what].into_iter();
    let others = What::ALL.into_iter().filter(|w| *w != year.what);
    let several = area.width >= WIDE;
    // Score, load, then sleep, as many as the page has room for.
    let mut shown: Vec<What> = own.chain(others.filter(|_| several)).collect();
    if let Some(at) = shown.iter().skip(1).position(|w| *w == What::Load) {
        shown.swap(1, at + 1);
    }
    let most = if area.width >= VERY_WIDE { 3 } else { 2 };
    let grid = Grid { first, last, weeks, step, at: year.at };
    let begun = model.first_logged().and_then(|d| d.with_day(1)).unwrap_or(last);
    let months: Vec<NaiveDate> = months(first, last).into_iter().filter(|m| *m >= begun).collect();
    let below = if beside { 0 } else { rows_below(months.len(), area.width) };
    for (n, what) in shown.into_iter().take(most).enumerate() {
        let kept_rows = if n == 0 { 0 } else { below };
        if n > 0 && left(y) < ROWS + kept_rows {
            break;
        }
        let width = GUTTER + weeks as u16 * step + 2;
        let place = Rect { y, height: left(y).min(ROWS), width: if beside { width } else { area.width }, ..area };
        block(canvas, model, &grid, what, place);
        let more = if beside { most as u16 - n as u16 } else { 1 };
        y += ROWS + u16::from(left(y) > ROWS * more + below);
    }
    if beside {
        let x = area.x + GUTTER + weeks as u16 * step + 4;
        let place = Rect { x, y: area.y + 2, width: area.right() - x, height: area.height - 2 };
        list(canvas, model, &months, 1, place);
    } else if left(y) >= 3 {
        let columns = if area.width >= 2 * MONTH - 2 { 2 } else { 1 };
        list(canvas, model, &months, columns, Rect { y, height: left(y), ..area });
    }
}

/// Days of a year on a screen.
struct Grid {
    first: NaiveDate,
    last: NaiveDate,
    weeks: i64,
    step: u16,
    at: NaiveDate,
}

/// The first day of each month, from the first whole month on.
fn months(first: NaiveDate, last: NaiveDate) -> Vec<NaiveDate> {
    let begin = first.with_day(1).unwrap_or(first);
    let begin = if begin < first { begin.checked_add_months(Months::new(1)).unwrap_or(begin) } else { begin };
    (0..).map_while(|n| begin.checked_add_months(Months::new(n))).take_while(|d| *d <= last).collect()
}

fn rows_below(months: usize, width: u16) -> u16 {
    let columns = if width >= 2 * MONTH - 2 { 2 } else { 1 };
    (months.div_ceil(columns) + 1) as u16
}

/// The days it spans, and the day under the cursor.
fn title(canvas: &mut Canvas<'_>, model: &Model, year: &Year, (first, last): (NaiveDate, NaiveDate), area: Rect) {
    let format = "%-d %b %Y";
    let right = area.right().saturating_sub(1);
    let (parts, more) = readout(model, year.at);
    let x = canvas.put(area.x + 1, area.y, 8, "A year", Role::Title);
    let text = format!("  {} to {}", first.format(format), last.format(format));
    // The day under the cursor comes before the dates of the year.
    let day: u16 = if area.height >= 20 { 0 } else { parts.iter().map(|(t, _)| width(t) as u16 + 2).sum() };
    let fits = x + width(&text) as u16 + day <= right;
    let x = if fits { canvas.put(x, area.y, right - x, &text, Role::Muted) } else { x };
    // On a line of its own if there is one.
    let own_row = area.height >= 20;
    let wide = |parts: &[(String, Role)]| parts.iter().map(|(t, _)| width(t) as u16 + 2).sum::<u16>();
    let fits = |parts: &[(String, Role)]| x + 2 + wide(parts) <= right;
    let all: Vec<(String, Role)> = parts.iter().cloned().chain(more).collect();
    let (shown, y) = match () {
        () if fits(&all) => (all, area.y),
        () if own_row => (all, area.y + 1),
        () => (parts, area.y),
    };
    let mut x = if y == area.y { right.saturating_sub(wide(&shown)) + 2 } else { area.x + 1 };
    for (text, role) in shown {
        if x + width(&text) as u16 > right {
            break;
        }
        x = canvas.put(x, y, right - x, &text, role) + 2;
    }
}

type Parts = Vec<(String, Role)>;

/// A day in a few words: what is always shown, and what is shown if there is room.
fn readout(model: &Model, date: NaiveDate) -> (Parts, Parts) {
    let mut out = vec![(day_name(date, model.weeks.today()), Role::FrameText)];
    match model.recovery(date) {
        Some(r) => out.push((format!("{} {}", r.number(), r.band().name().to_uppercase()), Role::Score(r.band()))),
        None => out.push(("no score".into(), Role::Muted)),
    }
    let mut more = Vec::new();
    more.extend(model.desk().log().slept(date).map(|h| (hours_and_minutes(h), Role::Text)));
    more.extend(model.weeks.book().load(day_number(date)).map(|l| (format!("load {l:.0}"), Role::Text)));
    (out, more)
}

/// One value of every day.
fn block(canvas: &mut Canvas<'_>, model: &Model, grid: &Grid, what: What, area: Rect) {
    let logged = |value: &dyn Fn(NaiveDate) -> bool| {
        let all = (0..=(grid.last - grid.first).num_days()).map(|n| add_days(grid.first, n));
        let n = all.clone().filter(|d| value(*d)).count();
        format!("{n} of {}", all.count())
    };
    let log = model.desk().log();
    let (name, texts) = match what {
        What::Score => ("Recovery", vec![format!("{} mornings", logged(&|d| log.shown(d).is_some()))]),
        What::Sleep => ("Sleep", vec![format!("hours asleep, {} nights", logged(&|d| log.slept(d).is_some()))]),
        What::Load => ("Load", vec!["minutes × RPE".to_owned()]),
    };
    canvas.heading_with(area, name, &texts);
    let (x, y) = (area.x + GUTTER, area.y + 2);
    let mut free = x;
    for n in 0..grid.weeks {
        let monday = add_days(grid.first, 7 * n);
        // A month's name goes above the week that holds its first day.
        let begins = (0..7).map(|k| add_days(monday, k)).find(|d| d.day() == 1 && *d <= grid.last);
        let at = x + n as u16 * grid.step;
        if let Some(first) = begins.filter(|_| at >= free && at + 3 <= area.right()) {
            free = canvas.put(at, area.y + 1, 3, &first.format("%b").to_string(), Role::Muted) + 1;
        }
    }
    let most = (0..=(grid.last - grid.first).num_days())
        .filter_map(|n| model.weeks.book().load(day_number(add_days(grid.first, n))))
        .fold(1.0, f64::max);
    for k in 0..7_i64 {
        let row = y + k as u16;
        if row >= area.bottom() {
            return;
        }
        if k % 2 == 0 {
            let name = add_days(grid.first, k).format("%a").to_string();
            canvas.put(area.x + 1, row, 3, &name, Role::Muted);
        }
        for n in 0..grid.weeks {
            let date = add_days(grid.first, 7 * n + k);
            if date > grid.last {
                continue;
            }
            let (sign, role) = sign(canvas, model, what, date, most);
            let at = x + n as u16 * grid.step;
            let here = date == grid.at;
            canvas.spot(Rect::new(at, row, grid.step, 1), Spot::Date(date));
            canvas.put(at, row, 1, &sign, if here { Role::FrameText } else { role });
            if grid.step == 2 && what == What::Score && sign == "█" {
                canvas.put(at + 1, row, 1, "▌", if here { Role::Frame } else { role });
            }
            if here && !matches!(sign.as_str(), "█" | "▓") {
                canvas.put(at, row, 1, &sign, Role::Selected);
            }
        }
    }
    if area.height >= ROWS {
        legend(canvas, what, most, (x, y + 7), area.right());
    }
}

/// The glyph for a day: a block in the band's colour, or a digit; a column as high as the night or the load.
fn sign(canvas: &Canvas<'_>, model: &Model, what: What, date: NaiveDate, most: f64) -> (String, Role) {
    let none = || (canvas.glyphs.track().to_owned(), Role::Line);
    match what {
        What::Score => {
            let Some(shown) = model.desk().log().shown(date) else { return none() };
            score_sign(canvas, shown)
        }
        What::Sleep => {
            let Some(hours) = model.desk().log().slept(date) else { return none() };
            let role = if hours < SHORT { Role::LossText(Component::Sleep) } else { Role::Loss(Component::Sleep) };
            // In ASCII digits say more than heights, and short nights are digits everywhere.
            if canvas.glyphs.is_ascii() || hours < SHORT {
                return (format!("{}", (hours.floor() as u8).min(9)), role);
            }
            (canvas.glyphs.column((hours / HOURS * 8.0).round().clamp(1.0, 8.0) as u8).to_owned(), role)
        }
        What::Load => {
            let known = Days::day(model.weeks.book(), date).is_some_and(|d| d.has_done() || d.checkin.is_some());
            let load = model.weeks.book().load(day_number(date)).unwrap_or_default();
            match (known, load) {
                (false, _) => none(),
                (true, 0.0) => (" ".to_owned(), Role::Text),
                (true, l) => (canvas.glyphs.level((l / most).clamp(0.0, 1.0)).to_owned(), Role::Kind(Kind::Strength)),
            }
        }
    }
}

/// A score as a block of its band's colour, or as its tens digit.
fn score_sign(canvas: &Canvas<'_>, shown: u8) -> (String, Role) {
    let band = Band::of(shown);
    if canvas.glyphs.is_ascii() || !canvas.theme().has_colours() {
        return (format!("{}", (shown / 10).min(9)), Role::Text);
    }
    if (65..80).contains(&shown) {
        let apart = match [Role::Fair, Role::Bar(band)].map(|r| canvas.theme().style(r).fg) {
            [Some(Color::Rgb(r, g, b)), Some(Color::Rgb(x, y, z))] => {
                [(r, x), (g, y), (b, z)].iter().map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum::<u32>() >= APART
            }
            _ => false,
        };
        return (if apart { "█" } else { "▓" }.to_owned(), Role::Fair);
    }
    ("█".to_owned(), Role::Bar(band))
}

/// What the glyphs mean, as much of it as fits.
fn legend(canvas: &mut Canvas<'_>, what: What, most: f64, (x, y): (u16, u16), right: u16) {
    let mut parts: Vec<(String, Role, String)> = Vec::new();
    match what {
        What::Score if canvas.glyphs.is_ascii() || !canvas.theme().has_colours() => {
            parts.push((String::new(), Role::Text, "a digit is the score's tens".into()));
        }
        What::Score => {
            for (shown, text) in
                [(90, "TRAIN 80+"), (70, "65–79"), (50, "EASE 45–64"), (40, "RECOVER 30–44"), (10, "REST 0–29")]
            {
                let (sign, role) = score_sign(canvas, shown);
                parts.push((sign, role, text.into()));
            }
        }
        What::Sleep => parts.push(("6".into(), Role::LossText(Component::Sleep), "a night under 7 h, in hours".into())),
        What::Load => {
            let full = canvas.glyphs.level(1.0).to_owned();
            parts.push((full, Role::Kind(Kind::Strength), format!("{most:.0}, the most in a day")));
        }
    }
    parts.push((canvas.glyphs.track().to_owned(), Role::Line, "not logged".into()));
    let mut at = x;
    for (sign, role, text) in parts {
        let columns = width(&sign) as u16 + u16::from(!sign.is_empty()) + width(&text) as u16;
        if at + columns > right.saturating_sub(1) {
            return;
        }
        if !sign.is_empty() {
            at = canvas.put(at, y, 1, &sign, role) + 1;
        }
        at = canvas.put(at, y, right - at, &text, Role::Muted) + 3;
    }
}

/// One line per month: mean score, sleep, load, sessions and rest, as far as there is room.
fn list(canvas: &mut Canvas<'_>, model: &Model, months: &[NaiveDate], columns: u16, area: Rect) {
    let texts = ["mean score · sleep · load · sessions done · rest kept", "mean score · sleep · load"];
    let each = area.width / columns;
    let text = match each {
        55.. => texts[0],
        40.. => texts[1],
        _ => "mean score · load",
    };
    canvas.heading_with(area, "Month by month", &[text.to_owned()]);
    let rows = months.len().div_ceil(usize::from(columns)).min(usize::from(area.height.saturating_sub(1)));
    // Only the last ones if not all fit.
    let skip = months.len().saturating_sub(rows * usize::from(columns));
    let today = model.weeks.today();
    let figures: Vec<_> = months[skip..]
        .iter()
        .map(|first| {
            let last = add_days(*first, i64::from(first.num_days_in_month()) - 1);
            let table = &model.setup.basis.regions;
            (
                first,
                model.desk().figures(*first, last),
                Rhythm::between(model.weeks.book(), [*first, last], today, table),
            )
        })
        .collect();
    let most = figures.iter().map(|(_, f, _)| f.load).fold(1.0, f64::max);
    for (n, (first, f, r)) in figures.into_iter().enumerate() {
        let (column, row) = (n / rows.max(1), n % rows.max(1));
        let (x, y) = (area.x + 1 + each * column as u16, area.y + 1 + row as u16);
        let right = x + each - 2;
        canvas.put(x, y, 4, &first.format("%b").to_string(), Role::Text);
        let Some(mean) = f.mean else {
            canvas.put(x + 4, y, right.saturating_sub(x + 4), "nothing logged", Role::Muted);
            continue;
        };
        let band = Band::of(mean.round().clamp(0.0, 100.0) as u8);
        canvas.put_right(x + 7, y, 3, &format!("{mean:.0}"), Role::Score(band));
        // Values from the right, while there is room for a bar of ten before them.
        let sessions = format!("{:>3}", r.sessions.0);
        let rest = format!("{:>6}", format!("{}/{}", r.rest.0, r.rest.1));
        let mut at = right;
        let mut say = |canvas: &mut Canvas<'_>, text: &str, role: Role| {
            if at >= x + 18 + width(text) as u16 {
                canvas.put_right(at, y, width(text) as u16, text, role);
                at -= width(text) as u16 + 1;
            }
        };
        if each >= 55 {
            say(canvas, &rest, Role::Muted);
            say(canvas, &sessions, Role::Muted);
            let full = (f.load / most * 10.0).round() as usize;
            let bar = format!("{:<10}", canvas.glyphs.block().repeat(full));
            say(canvas, &bar, Role::Kind(Kind::Strength));
        }
        say(canvas, &format!("{:>5.0}", f.load), Role::Text);
        if each >= 40 {
            say(canvas, &f.sleep.map_or(" ".repeat(5), hours_and_minutes), Role::Muted);
        }
        let bar_columns = at.saturating_sub(x + 9);
        bar::score(canvas, (x + 8, y), bar_columns.min(24), mean.round() as u8);
    }
}
