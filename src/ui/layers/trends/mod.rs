//! Charts of a span of days: a single one with its readout, or all of them small.
//!
//! ```text
//!  subjects                                   spans
//!  ┌ chart ───────────────────┐  the day under the cursor
//!  │                          │  the span in numbers
//!  └──────────────────────────┘  legend
//!   marks, weekdays, dates                axis.rs
//! ```

mod all;
mod axis;
mod nights;
pub mod readout;
mod rows;

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::Span;
use crate::app::layers::trends::{Subject, Trends};
use crate::app::pointer::Spot;
use crate::domain::calendar::add_days;
use crate::domain::checkin::hours_and_minutes;
use crate::insight::trends::{Metric, SAME_WORK, USUAL_DAYS, usual};
use crate::keys::Key;
use crate::recovery::heart::Signal;
use crate::recovery::{Band, Component};
use crate::text::width;
use crate::ui::canvas::Canvas;
use crate::ui::layout::{COLUMNS, TALL, WIDE};
use crate::ui::shapes::plot::Plot;
use crate::ui::theme::{Role, SoreLevel};
use axis::Axis;

/// Columns of the scale, and of a narrow one.
const SCALE: u16 = 9;
const NARROW_SCALE: u16 = 6;

/// The fewest columns of the readout beside a chart.
const SIDE: u16 = 24;

/// The fewest columns of a day in a single chart.
const LEAST: u16 = 2;

/// A value as shown on the screen. There is no negative zero.
fn text_of(metric: Metric, v: f64) -> String {
    match metric {
        Metric::Sleep => hours_and_minutes(v),
        Metric::Effort => {
            let text = format!("{v:+.1}");
            if text == "-0.0" { "+0.0".to_owned() } else { text.replace('-', "−") }
        }
        Metric::Soreness if v.fract() != 0.0 => format!("{v:.1}"),
        _ => format!("{:.0}", v.round() + 0.0),
    }
}

/// The colour of a value.
fn role_of(metric: Metric, v: f64) -> Role {
    match metric {
        Metric::Score => Role::Bar(Band::of(v.round().clamp(0.0, 100.0) as u8)),
        Metric::Sleep => Role::Loss(Component::Sleep),
        Metric::Soreness => Role::Sore(SoreLevel::of(v)),
        Metric::Load => Role::Kind(crate::domain::Kind::Strength),
        Metric::Effort => Role::Strong,
        Metric::Hrv | Metric::RestingHr => Role::Loss(Component::Heart),
    }
}

/// A metric over the days of an axis.
struct Series {
    metric: Metric,
    /// One value per day.
    daily: Vec<Option<f64>>,
    /// One value per column.
    values: Vec<Option<f64>>,
    /// The usual range of the last sixty days.
    usual: Option<(f64, f64)>,
}

impl Series {
    fn of(model: &Model, metric: Metric, axis: &Axis) -> Self {
        let daily = model.chart(metric, axis.first);
        let book = model.weeks.book();
        // Two devices differ: a usual range is of one.
        let usual = match metric {
            Metric::Hrv => Signal::Hrv.usual(book, axis.today),
            Metric::RestingHr => Signal::RestingHr.usual(book, axis.today),
            _ => usual(&model.chart(metric, add_days(axis.today, 1 - USUAL_DAYS))),
        };
        let usual = usual.filter(|_| metric != Metric::Effort);
        Self { metric, values: axis.values(&daily), daily, usual }
    }

    fn known(&self) -> impl DoubleEndedIterator<Item = f64> + '_ {
        self.daily.iter().flatten().copied()
    }

    /// The plot of its values in an area.
    fn plot(&self, area: Rect, step: u16) -> Plot {
        let ends = self.usual.map_or([None, None], |(a, b)| [Some(a), Some(b)]);
        let seen = || self.values.iter().chain(&ends).flatten().copied();
        let (low, high) =
            self.metric.axis(seen().fold(f64::INFINITY, f64::min), seen().fold(f64::NEG_INFINITY, f64::max));
        let borders = if self.metric == Metric::Score { BORDERS.map(|(v, _)| v).to_vec() } else { Vec::new() };
        Plot { area, step, low, high, borders }
    }
}

/// Scores from which work is allowed, with the word for it.
const BORDERS: [(f64, &str); 3] = [(65.0, "hard"), (45.0, "easy"), (30.0, "walk")];

/// Draws the page.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, trends: &Trends, area: Rect) {
    canvas.clear(area);
    if trends.subject == Subject::All {
        all::draw(canvas, model, trends, area);
        return;
    }
    let wide = area.width >= WIDE;
    let scale = if area.width >= COLUMNS { SCALE } else { NARROW_SCALE };
    let room = area.width.saturating_sub(scale + 1 + if wide { SIDE + 2 } else { 0 });
    let axis = Axis::of(model.chart_weeks(trends.span), model.weeks.today(), room, LEAST);
    let at = seen(trends, &axis);
    head(canvas, model, trends, &axis, area);
    let tall = area.height + 2 >= TALL;
    // Above the chart goes the readout of screens that have no room for it beside the chart.
    let top = match (wide, tall) {
        (true, true) => 2,
        (true, false) => 1,
        (false, _) => 2 + u16::from(area.height >= 20) * 2,
    };
    if !wide {
        let line = Rect { y: area.y + if area.height >= 20 { 2 } else { 1 }, height: 1, ..area };
        readout::line(canvas, model, trends.subject, &axis, at, line);
    }
    let summed = !wide && area.height >= 20;
    let below = axis.rows().min(area.height / 4).max(1);
    let height = area.height.saturating_sub(top + below + u16::from(tall));
    let place = Rect::new(area.x + scale, area.y + top, axis.width(), height);
    let beside = Rect {
        x: place.right() + 2,
        y: area.y + top,
        width: area.right().saturating_sub(place.right() + 2),
        height: area.bottom().saturating_sub(area.y + top),
    };
    let metrics = trends.subject.metrics();
    // Of two metrics that share a page, one without data is left out.
    let mut series: Vec<Series> = metrics.iter().map(|m| Series::of(model, *m, &axis)).collect();
    if series.iter().any(|s| s.known().next().is_some()) {
        series.retain(|s| s.known().next().is_some());
    }
    if series.iter().all(|s| s.known().next().is_none()) {
        let room = usize::from(area.width.saturating_sub(scale + 1).min(axis.width().max(40)));
        for (y, line) in (area.y + top..place.bottom()).zip(crate::text::wrap(&nothing(trends.subject), room)) {
            canvas.put(area.x + scale, y, room as u16, &line, Role::Muted);
        }
    } else if trends.subject == Subject::Sleep && nights::have_ends(model, &axis) {
        nights::draw(canvas, model, &axis, at, place, scale);
    } else {
        let each = (height + 1) / series.len().max(1) as u16;
        for (n, s) in (0..).zip(&series) {
            let area = Rect { y: place.y + n * each, height: each.saturating_sub(1).max(1), ..place };
            let area = if series.len() == 1 { place } else { area };
            chart(canvas, s, &axis, at, area, scale);
        }
    }
    axis.draw(canvas, model, (place.x, place.bottom()), below, at);
    axis.spots(canvas, Rect { height: place.height + below, ..place });
    if summed {
        readout::sum(canvas, model, &axis, &series, Rect { y: area.y + 3, height: 1, ..area });
    }
    if wide {
        readout::draw(canvas, model, trends.subject, &axis, at, &series, beside);
    }
}

/// The scores of six weeks, in an area of their own.
pub fn scores(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let scale = if area.width >= COLUMNS { SCALE } else { NARROW_SCALE };
    let room = area.width.saturating_sub(scale + 1);
    let axis = Axis::of(model.chart_weeks(Span::SixWeeks), model.weeks.today(), room, LEAST);
    let below = axis.rows().min(area.height / 4).max(1);
    let place = Rect::new(area.x + scale, area.y, axis.width(), area.height.saturating_sub(below));
    let series = Series::of(model, Metric::Score, &axis);
    let at = axis.column(model.view.cursor().min(axis.today));
    chart(canvas, &series, &axis, at, place, scale);
    axis.draw(canvas, model, (place.x, place.bottom()), below, at);
}

/// Why there is nothing to draw.
fn nothing(subject: Subject) -> String {
    match subject {
        Subject::Effort => format!(
            "nothing to compare yet: it takes the same work {SAME_WORK} times with an RPE, with the same name, minutes, distance and load"
        ),
        _ => "nothing logged in this time".to_owned(),
    }
}

/// The column to read out; also stores what a key needs to know about what is drawn.
fn seen(trends: &Trends, axis: &Axis) -> usize {
    trends.drawn.set(Some((axis.first, axis.unit)));
    axis.column(trends.at.min(axis.today))
}

/// The subjects and the spans to choose from.
fn head(canvas: &mut Canvas<'_>, model: &Model, trends: &Trends, axis: &Axis, area: Rect) {
    let weeks = axis.count as i64 * axis.unit / 7;
    let is_less = weeks < model.chart_weeks(trends.span);
    let spans: Vec<String> = Span::ALL
        .iter()
        // If the chosen span does not fit, its name says what is drawn instead.
        .map(|s| if *s == trends.span && is_less { format!("{weeks} wk") } else { s.short().to_owned() })
        .collect();
    let subjects = |names: Names| -> Vec<String> {
        let one = |(n, s): (usize, &Subject)| match names {
            Names::Chosen if *s != trends.subject => format!(" {} ", n + 1),
            Names::Long => format!(" {} {} ", n + 1, s.label()[0]),
            Names::Short | Names::Chosen => format!(" {} {} ", n + 1, s.label()[1]),
        };
        Subject::ALL.iter().enumerate().map(one).collect()
    };
    let columns = |texts: &[String], gap: usize| texts.iter().map(|t| width(t) + gap).sum::<usize>();
    let room = usize::from(area.width.saturating_sub(2));
    let all = columns(&spans, 3);
    // Everything with gaps, then without, then with short names; then only the chosen span, then only the chosen name.
    let choices = [
        (Names::Long, 1, 8, true),
        (Names::Long, 0, 8, true),
        (Names::Short, 0, 8, true),
        (Names::Short, 0, 8, false),
        (Names::Short, 0, 0, false),
    ];
    let fits = |(names, gap, title, whole): &(Names, usize, usize, bool)| {
        let right = if *whole { all } else { width(&spans[position(trends)]) + 2 };
        columns(&subjects(*names), *gap) + title + right <= room
    };
    let (names, gap, title, whole) = choices.into_iter().find(fits).unwrap_or((Names::Chosen, 0, 0, false));
    let mut x = area.x + 1;
    if title > 0 {
        x = canvas.put(x, area.y, 8, "Trends", Role::Title) + 1;
    }
    let right = area.right().saturating_sub(1);
    let spans_at = right.saturating_sub(if whole { all as u16 } else { width(&spans[position(trends)]) as u16 + 2 });
    let texts = subjects(names);
    let chosen = Subject::ALL.iter().position(|s| *s == trends.subject).unwrap_or(0);
    let mut left = usize::from(spans_at.max(area.x + 1) - x).saturating_sub(width(&texts[chosen]));
    for (n, (text, subject)) in texts.iter().zip(Subject::ALL).enumerate() {
        let role = if subject == trends.subject { Role::Selected } else { Role::Muted };
        // A name that does not fit whole is left out, but its digit still works. The chosen one is never left out.
        let fits = n == chosen || width(text) <= left;
        if fits || title > 0 {
            left = if n == chosen { left } else { left.saturating_sub(width(text)) };
            if let Some(key) = text.split_whitespace().next().and_then(Key::shown_as) {
                canvas.spot(Rect::new(x, area.y, width(text) as u16, 1), Spot::Key(key));
            }
            x = canvas.put(x, area.y, right.saturating_sub(x), text, role) + gap as u16;
        }
    }
    let mut x = spans_at;
    for (n, text) in spans.iter().enumerate().filter(|(n, _)| whole || *n == position(trends)) {
        let role = if n == position(trends) { Role::Selected } else { Role::Muted };
        canvas.spot(Rect::new(x, area.y, width(text) as u16 + 2, 1), Spot::Line(n));
        x = canvas.put(x, area.y, right.saturating_sub(x), &format!(" {text} "), role) + 1;
    }
}

/// Which names of subjects are shown beside their digits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    /// All, in full.
    Long,
    /// All, in short.
    Short,
    /// Only the chosen one, in short.
    Chosen,
}

fn position(trends: &Trends) -> usize {
    Span::ALL.iter().position(|s| *s == trends.span).unwrap_or(0)
}

/// One chart with its scale.
fn chart(canvas: &mut Canvas<'_>, s: &Series, axis: &Axis, at: usize, area: Rect, scale: u16) {
    // What the subject's name does not say goes above the chart, on a row of its own.
    let text = match s.metric {
        Metric::Hrv | Metric::RestingHr => format!("{}, {}", s.metric.label(), s.metric.unit()),
        Metric::Effort => format!("RPE {}", s.metric.unit()),
        _ => String::new(),
    };
    let named = !text.is_empty() && area.height >= 4 && width(&text) <= usize::from(area.width);
    if named {
        canvas.put(area.x, area.y, area.width, &text, Role::Title);
    }
    let area = Rect { y: area.y + u16::from(named), height: area.height - u16::from(named), ..area };
    let plot = s.plot(area, axis.step);
    plot.ground(canvas, s.usual);
    for (value, _) in borders(s, &plot) {
        plot.border(canvas, value);
    }
    if s.metric == Metric::Effort {
        plot.border(canvas, 0.0);
    }
    let role = |v: f64| role_of(s.metric, v);
    if !s.metric.is_amount() {
        plot.cursor(canvas, at);
    }
    match s.metric {
        Metric::Effort => plot.swings(canvas, &s.values, 0.0, &role),
        m if m.is_amount() => plot.bars(canvas, &s.values, &role),
        _ => plot.points(canvas, &s.values, &role),
    }
    if s.metric.is_amount() {
        plot.above(canvas, at, s.values.get(at).copied().flatten());
    }
    let right = area.x.saturating_sub(1);
    let mut taken: Vec<u16> = Vec::new();
    let mut label = |canvas: &mut Canvas<'_>, value: f64, text: &str| {
        let row = plot.row(value);
        if taken.iter().all(|r| *r != row) {
            taken.push(row);
            let text = if width(text) < usize::from(scale) { text } else { text.rsplit(' ').next().unwrap_or(text) };
            canvas.put_right(right, area.y + row, scale - 1, text, Role::Muted);
        }
    };
    for (value, word) in borders(s, &plot) {
        label(canvas, value, &format!("{word} {value:.0}"));
    }
    for value in s.usual.into_iter().flat_map(|(a, b)| [b, a]) {
        label(canvas, value, &text_of(s.metric, value));
    }
    if s.metric == Metric::Effort {
        label(canvas, 0.0, "mean");
    }
    for value in [plot.high, plot.low] {
        label(canvas, value, &text_of(s.metric, value));
    }
}

/// The visible borders.
fn borders(s: &Series, plot: &Plot) -> Vec<(f64, &'static str)> {
    let in_sight = |(v, _): &(f64, &str)| s.metric == Metric::Score && (plot.low..=plot.high).contains(v);
    BORDERS.into_iter().filter(in_sight).collect()
}

/// A value as shown in the readout; a dash if unknown.
fn said(metric: Metric, value: Option<f64>) -> String {
    value.map_or("–".to_owned(), |v| text_of(metric, v))
}
