//! The readout of a chart: the day under the cursor, the whole span in numbers, and what the glyphs mean.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use super::axis::{Axis, sign};
use super::rows::{Row, pair, put, rows};
use super::{Series, nights, said, text_of};
use crate::app::Model;
use crate::app::layers::trends::Subject;
use crate::domain::calendar::{ClockTime, day_name};
use crate::domain::checkin::hours_and_minutes;
use crate::domain::{Day, Days, Kind};
use crate::insight::trends::{Mark, Metric, mark};
use crate::recovery::sleep::midsleep_sd;
use crate::recovery::stats::mean;
use crate::recovery::{Band, Component};
use crate::text::{upper_first, width};
use crate::ui::canvas::Canvas;
use crate::ui::glyphs::Glyphs;
use crate::ui::panels::nights::SHORT;
use crate::ui::theme::{Role, SoreLevel};
use crate::words;

/// Columns from which the day and the span are side by side.
const TWO_FROM: u16 = 58;

/// The day, the span and the legend, one below the other, or in two columns if there is room.
pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    model: &Model,
    subject: Subject,
    axis: &Axis,
    at: usize,
    series: &[Series],
    area: Rect,
) {
    let of_day = day(model, subject, axis, at, series);
    // A part that is only a title is left out.
    let more_than_a_title = |rows: Vec<Row>| Some(rows).filter(|r| r.len() > 1).unwrap_or_default();
    let of_span = more_than_a_title(span(model, axis, series));
    let is_usual = series.iter().any(|s| s.usual.is_some());
    let legend = more_than_a_title(legend(canvas, model, subject, is_usual, axis));
    if area.width >= TWO_FROM {
        let half = area.width / 2;
        let left = Rect { width: half - 2, ..area };
        put(canvas, model, &of_day, left);
        let mut rest = of_span;
        if !rest.is_empty() {
            rest.push(Row::Gap);
        }
        rest.extend(legend);
        put(canvas, model, &rest, Rect { x: area.x + half, width: area.width - half, ..area });
        return;
    }
    let end = put(canvas, model, &of_day, area);
    let mut area = Rect { y: end + 1, height: area.bottom().saturating_sub(end + 1), ..area };
    for part in [of_span, legend] {
        // A part that does not fit whole is left out.
        if part.is_empty() || rows(&part) > area.height {
            continue;
        }
        let end = put(canvas, model, &part, area);
        area = Rect { y: end + 1, height: area.bottom().saturating_sub(end + 1), ..area };
    }
}

/// A single day: its score, what was logged, what was done.
pub fn of_day(canvas: &mut Canvas<'_>, model: &Model, date: NaiveDate, area: Rect) {
    let today = model.weeks.today();
    let axis = Axis { first: date, today, unit: 1, count: 1, step: 1 };
    let mut rows = vec![Row::Title(day_name(date, today)), Row::Gap];
    if let Some(shown) = model.recovery(date).map(|r| f64::from(r.shown)) {
        rows.push(number(model, Metric::Score, shown, date, &axis));
    }
    rows.extend(facts(model, Subject::Score, date));
    if !matches!(rows.last(), Some(Row::Gap)) {
        rows.push(Row::Gap);
    }
    rows.extend(sessions(model, date));
    put(canvas, model, &rows, area);
}

fn day_of(model: &Model, date: NaiveDate) -> Option<&Day> {
    Days::day(model.weeks.book(), date)
}

/// `Thu 5 Nov`, or the days of a column.
fn title(axis: &Axis, at: usize) -> String {
    let first = axis.days(at).next().unwrap_or(axis.today);
    match axis.unit {
        1 => day_name(first, axis.today),
        7 => format!("7 days from {}", first.format("%-d %b %Y")),
        days => format!("{} weeks from {}", days / 7, first.format("%-d %b %Y")),
    }
}

fn day(model: &Model, subject: Subject, axis: &Axis, at: usize, series: &[Series]) -> Vec<Row> {
    let mut out = vec![Row::Title(title(axis, at)), Row::Gap];
    let value = series.first().and_then(|s| s.values.get(at).copied().flatten());
    let metric = series.first().map_or(subject.metrics()[0], |s| s.metric);
    let date = axis.days(at).next().unwrap_or(axis.today);
    if let Some(v) = value {
        out.push(number(model, metric, v, date, axis));
        // A number in big digits already has a blank row below it; this one does not.
        if metric == Metric::Effort {
            out.push(Row::Gap);
        }
    } else if metric != Metric::Effort {
        out.extend([Row::Pair(String::new(), "nothing logged".into(), Role::Muted), Row::Gap]);
    }
    if axis.unit > 1 {
        let known = |s: &Series| s.daily.chunks(axis.unit as usize).nth(at).map_or(0, |c| c.iter().flatten().count());
        let n = series.first().map_or(0, known);
        let of = axis.unit;
        out.push(pair("mean of", format!("{n} of {of} days")));
        out.extend(series.get(1).map(|s| pair(s.metric.label(), said(s.metric, s.values[at]))));
        out.extend([Row::Gap, Row::Key]);
        return out;
    }
    out.extend(facts(model, subject, date));
    let sessions = sessions(model, date);
    if !sessions.is_empty() && !matches!(out.last(), Some(Row::Gap)) {
        out.push(Row::Gap);
    }
    out.extend(sessions);
    if !matches!(out.last(), Some(Row::Gap)) {
        out.push(Row::Gap);
    }
    out.push(Row::Key);
    out
}

/// The value in big digits, with what it means beside it.
fn number(model: &Model, metric: Metric, v: f64, date: NaiveDate, axis: &Axis) -> Row {
    let mean = if axis.unit > 1 { vec![("mean".to_owned(), Role::Muted)] } else { Vec::new() };
    match metric {
        Metric::Score => {
            let shown = v.round().clamp(0.0, 100.0) as u8;
            let band = Band::of(shown);
            let word = model.recovery(date).filter(|_| axis.unit == 1).map_or(band, |r| r.band());
            let mut beside = vec![(word.name().to_uppercase(), Role::Score(band))];
            if let Some((low, high)) = model.insight.usual {
                beside.push(("usual".into(), Role::Muted));
                beside.push((format!("{low:.0}–{high:.0}"), Role::Muted));
            }
            // Another program's score, where there is one, takes the last row of the digits.
            let checkin = day_of(model, date).and_then(|d| d.checkin.as_ref()).filter(|_| axis.unit == 1);
            let theirs = checkin.and_then(|c| c.foreign.first_key_value());
            beside.extend(theirs.map(|(program, score)| (format!("{program} {score}"), Role::Muted)));
            beside.extend(mean);
            Row::Big(shown.to_string(), Role::Score(band), beside)
        }
        Metric::Sleep => {
            let role = if v < SHORT { Role::LossText(Component::Sleep) } else { Role::Loss(Component::Sleep) };
            Row::Big(hours_and_minutes(v), role, Vec::new())
        }
        Metric::Soreness => {
            let n = v.round() as u8;
            Row::Big(n.to_string(), Role::SoreText(SoreLevel::of(v)), vec![("of 10".into(), Role::Muted)])
        }
        Metric::Load => Row::Big(format!("{v:.0}"), Role::Strong, mean),
        Metric::Effort => {
            let than = if v < 0.0 { "easier" } else { "harder" };
            let text = format!("{}, {than}", text_of(metric, v));
            let text = if v.abs() < 0.05 { "as usual".to_owned() } else { text };
            Row::Pair("RPE".into(), text, Role::Strong)
        }
        Metric::Hrv => {
            Row::Big(format!("{v:.0}"), Role::Strong, vec![("HRV".into(), Role::Text), ("ms".into(), Role::Muted)])
        }
        Metric::RestingHr => {
            Row::Big(format!("{v:.0}"), Role::Strong, vec![("resting".into(), Role::Text), ("HR".into(), Role::Text)])
        }
    }
}

/// What else was logged that morning.
fn facts(model: &Model, subject: Subject, date: NaiveDate) -> Vec<Row> {
    let Some(c) = day_of(model, date).and_then(|d| d.checkin.as_ref()) else { return Vec::new() };
    let slept = model.desk().log().slept(date);
    let times = c.bed.zip(c.wake).map(|(bed, wake)| format!("{bed}–{wake}"));
    let sorest: Vec<_> = c.soreness.iter().map(|(r, n)| (*r, *n)).collect();
    let need = model.setup.basis.sleep_need;
    let mut out = Vec::new();
    if subject == Subject::Sleep {
        out.extend(times.map(|t| pair("in bed", t)));
        if let Some(hours) = slept {
            let short = need - hours;
            let text = if short > 1.0 / 120.0 {
                format!("{}, −{}", hours_and_minutes(need), hours_and_minutes(short))
            } else {
                format!("{}, met", hours_and_minutes(need))
            };
            out.push(pair("need", text));
        }
        out.extend(c.sleep_quality.map(|q| pair("quality", format!("{q} of 5"))));
        return out;
    }
    if let Some(hours) = slept {
        out.push(pair("slept", hours_and_minutes(hours)));
        out.extend(times.map(|t| pair("", t)));
    }
    if !sorest.is_empty() {
        out.push(pair("sorest", words::soreness(&sorest)));
    }
    let feel = [("energy", c.energy), ("mood", c.mood), ("stress", c.stress)];
    let feel: Vec<String> = feel.iter().filter_map(|(name, v)| v.map(|v| format!("{name} {v}"))).collect();
    if !feel.is_empty() {
        out.push(pair("feel", feel.join(", ")));
    }
    out.extend(c.hrv.filter(|_| subject != Subject::Heart).map(|v| pair("HRV", format!("{v:.0} ms"))));
    out.extend(c.resting_hr.map(|v| pair("resting HR", format!("{v:.0}"))));
    out
}

/// The sessions of a day, and what came of them.
fn sessions(model: &Model, date: NaiveDate) -> Vec<Row> {
    let Some(day) = day_of(model, date) else { return Vec::new() };
    let glyphs = Glyphs::of(model.view.ascii);
    let mut out: Vec<Row> = Vec::new();
    if let Some(word) = day.laid() {
        out.push(Row::Sign("+", Role::Strong, word.to_owned(), String::new()));
    }
    let of = |s: &crate::domain::Session| {
        let status = if s.kind == Kind::Rest && day.is_kept_rest(model.weeks.today()) {
            "kept".into()
        } else {
            words::status(s)
        };
        let more = [words::effort(s), status].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ");
        Row::Sign(glyphs.kind(s.kind), Role::Kind(s.kind), s.title.clone(), more)
    };
    out.extend(day.sessions.iter().map(of));
    out
}

/// The value that `pick` prefers, with its morning: `36, Thu 29 Oct`.
fn when(axis: &Axis, s: &Series, pick: fn(f64, f64) -> bool) -> Option<String> {
    let mut best: Option<(usize, f64)> = None;
    for (n, v) in s.daily.iter().enumerate() {
        if let Some(v) = v.filter(|v| best.is_none_or(|(_, b)| pick(*v, b))) {
            best = Some((n, v));
        }
    }
    let (n, v) = best?;
    let date = crate::domain::calendar::add_days(axis.first, n as i64);
    Some(format!("{}, {}", text_of(s.metric, v), day_name(date, axis.today)))
}

/// The whole span in numbers.
fn span(model: &Model, axis: &Axis, series: &[Series]) -> Vec<Row> {
    let mut out = vec![Row::Title(axis.title())];
    for s in series {
        let known: Vec<f64> = s.known().collect();
        let Some(all) = mean(&known) else { continue };
        let name = if series.len() > 1 { s.metric.label() } else { "mean" };
        let count = |what: &dyn Fn(f64) -> bool| known.iter().filter(|v| what(**v)).count();
        let of = known.len();
        match s.metric {
            Metric::Score => {
                out.push(pair(name, text_of(s.metric, all)));
                out.extend(when(axis, s, |a, b| a < b).map(|t| pair("lowest", t)));
                out.push(pair("under 65", format!("{} of {of}", count(&|v| v < 65.0))));
            }
            Metric::Sleep => {
                out.push(pair(name, text_of(s.metric, all)));
                let week: Vec<f64> = s.daily.iter().rev().take(7).flatten().copied().collect();
                out.extend(mean(&week).map(|w| pair("last 7", text_of(s.metric, w))));
                out.push(pair("under 7h", format!("{} of {of} nights", count(&|v| v < SHORT))));
                out.extend(regular(model, axis));
            }
            Metric::Soreness => {
                out.push(pair(name, format!("{all:.1}")));
                out.extend(when(axis, s, |a, b| a > b).map(|t| pair("most", t)));
                out.push(pair("4 or more", format!("{} of {of}", count(&|v| v >= 4.0))));
            }
            Metric::Load => {
                let weeks = (axis.count as i64 * axis.unit) as f64 / 7.0;
                out.push(pair("weekly", format!("{:.0}", known.iter().sum::<f64>() / weeks)));
                out.extend(when(axis, s, |a, b| a > b).map(|t| pair("most", t)));
                out.push(pair("no work", format!("{} of {of} days", count(&|v| v == 0.0))));
            }
            Metric::Effort => {
                out.push(pair("compared", if of == 1 { "1 day".to_owned() } else { format!("{of} days") }))
            }
            Metric::Hrv | Metric::RestingHr => out.push(pair(name, text_of(s.metric, all))),
        }
        if let Some((low, high)) = s.usual {
            out.push(pair("usual", format!("{}–{}", text_of(s.metric, low), text_of(s.metric, high))));
        }
        let mornings = s.daily.len() - known.len();
        if mornings > 0 && !matches!(s.metric, Metric::Effort | Metric::Load | Metric::RestingHr) {
            out.push(pair(
                "no log",
                if mornings == 1 { "1 morning".to_owned() } else { format!("{mornings} mornings") },
            ));
        }
    }
    out
}

/// The usual bed and wake times, as shaded in the chart, and how much the middle of the night varies.
fn regular(model: &Model, axis: &Axis) -> Vec<Row> {
    let all: Vec<(f64, f64)> =
        (0..axis.count).flat_map(|n| axis.days(n)).filter_map(|d| nights::ends(model, d)).collect();
    let clock =
        |m: f64| ClockTime::from_minutes((m.round() as u16 + 720) % 1440).map_or(String::new(), |t| t.to_string());
    let mut out = Vec::new();
    if let Some(ends) = nights::usual_ends(model, axis.today) {
        for (name, (a, b)) in ["bed", "wake"].into_iter().zip(ends) {
            out.push(pair(name, format!("{}–{}", clock(a), clock(b))));
        }
    }
    let middles: Vec<f64> = all.iter().map(|(a, b)| (a + b) / 2.0).collect();
    out.extend(midsleep_sd(&middles).map(|sd| pair("mid-sleep", format!("±{sd:.0} min"))));
    out
}

/// What the glyphs mean.
fn legend(canvas: &Canvas<'_>, model: &Model, subject: Subject, is_usual: bool, axis: &Axis) -> Vec<Row> {
    let mut out = vec![Row::Title("Legend".into())];
    let usual = match subject {
        Subject::Effort => None,
        Subject::Sleep => Some("usual bed, wake"),
        _ => Some("usual, 8 in 10"),
    };
    out.extend(usual.filter(|_| is_usual).map(Row::Swatch));
    if axis.unit > 1 {
        return out;
    }
    // Only the marks that are visible.
    let days = (0..axis.count).flat_map(|n| axis.days(n));
    let marks: Vec<Mark> = days.filter_map(|d| day_of(model, d)).filter_map(|d| mark(d, model.weeks.today())).collect();
    let meaning = |m: &Mark| match m {
        Mark::Hard(_) => "RPE 7+",
        Mark::Easy => "easier",
        Mark::Rest => "rest kept",
        Mark::Skipped => "skipped",
        Mark::Off => "ill, away",
    };
    let order = ["RPE 7+", "easier", "rest kept", "skipped", "ill, away"];
    let signs: Vec<_> = order
        .into_iter()
        .filter_map(|text| {
            let (sign, role) = sign(canvas, Some(*marks.iter().find(|m| meaning(m) == text)?));
            Some((sign, role, text))
        })
        .collect();
    out.extend(signs.chunks(2).map(|pair| Row::Signs(pair.to_vec())));
    out
}

/// The span in numbers on one line, as many of them as fit.
pub(super) fn sum(canvas: &mut Canvas<'_>, model: &Model, axis: &Axis, series: &[Series], area: Rect) {
    let right = area.right().saturating_sub(1);
    let mut x = area.x + 1;
    let rows = span(model, axis, series);
    // A title with nothing after it is left out.
    if !rows.iter().any(|row| matches!(row, Row::Pair(..))) {
        return;
    }
    for row in rows {
        let text = match row {
            Row::Title(text) => format!("{text}: "),
            Row::Pair(name, value, _) => format!("{name} {value}   "),
            _ => continue,
        };
        let (shown, whole) = (text.trim_end(), width(&text) as u16);
        if x + width(shown) as u16 > right {
            break;
        }
        canvas.put(x, area.y, right - x, shown, Role::Muted);
        x += whole;
    }
}

/// The readout on one line, as much of it as fits.
pub fn line(canvas: &mut Canvas<'_>, model: &Model, subject: Subject, axis: &Axis, at: usize, area: Rect) {
    let date = axis.days(at).next().unwrap_or(axis.today);
    let right = area.right().saturating_sub(1);
    let metric = subject.metrics()[0];
    let mut parts: Vec<(String, Role)> = vec![(title(axis, at), Role::Strong)];
    let all = subject.metrics().iter().map(|m| Series::of(model, *m, axis));
    for s in all {
        let Some(v) = s.values.get(at).copied().flatten() else { continue };
        match s.metric {
            Metric::Score => {
                let shown = v.round().clamp(0.0, 100.0) as u8;
                parts
                    .push((format!("{shown} {}", Band::of(shown).name().to_uppercase()), Role::Score(Band::of(shown))));
            }
            Metric::Sleep => {
                let role = if v < SHORT { Role::LossText(Component::Sleep) } else { Role::Text };
                parts.push((hours_and_minutes(v), role));
            }
            Metric::Hrv | Metric::RestingHr => parts.push((format!("{} {v:.0}", s.metric.label()), Role::Text)),
            Metric::Soreness => {}
            Metric::Load => parts.push((format!("load {v:.0}"), Role::Text)),
            Metric::Effort => parts.push((format!("RPE {}", text_of(s.metric, v)), Role::Text)),
        }
    }
    if parts.len() == 1 && !matches!(subject, Subject::Effort | Subject::Soreness) {
        parts.push(("nothing logged".into(), Role::Muted));
    }
    if axis.unit == 1 {
        let day = day_of(model, date);
        let checkin = day.and_then(|d| d.checkin.as_ref());
        if let Some(c) = checkin {
            let hours = model.desk().log().slept(date).filter(|_| metric != Metric::Sleep);
            let times = c.bed.zip(c.wake).map(|(b, w)| format!("{b}–{w}"));
            let night = [hours.map(hours_and_minutes), times].into_iter().flatten().collect::<Vec<_>>().join(" ");
            parts.push((night, Role::Text));
            let sorest: Vec<_> = c.soreness.iter().map(|(r, n)| (*r, *n)).collect();
            let sorest = words::soreness(&sorest);
            let session = session_in_short(model, day);
            let both = if metric == Metric::Soreness { [sorest, session] } else { [session, sorest] };
            parts.extend(both.map(|t| (t, Role::Text)));
        } else {
            parts.push((session_in_short(model, day), Role::Text));
        }
    }
    let mut x = area.x + 1;
    for (text, role) in parts.iter().filter(|(t, _)| !t.is_empty()) {
        if x + width(text) as u16 > right {
            break;
        }
        x = canvas.put(x, area.y, right - x, text, *role) + 3;
    }
}

/// The session that represents a day: its glyph, its title, what came of it.
fn session_in_short(model: &Model, day: Option<&Day>) -> String {
    let Some(day) = day else { return String::new() };
    let glyphs = Glyphs::of(model.view.ascii);
    if let Some(word) = day.laid() {
        return format!("+ {word}");
    }
    let Some(s) = day.leading() else { return String::new() };
    let status = match mark(day, model.weeks.today()) {
        Some(Mark::Rest) => "kept".to_owned(),
        _ => words::status(s),
    };
    format!("{} {} {status}", glyphs.kind(s.kind), upper_first(&s.title)).trim_end().to_owned()
}
