//! A chart of one measure, with its usual range.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::Span;
use crate::app::layers::trends::Trends;
use crate::domain::calendar::add_days;
use crate::domain::checkin::hours_and_minutes;
use crate::insight::trends::{Metric, USUAL_DAYS, usual};
use crate::recovery::stats::mean;
use crate::text::{width, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::chart;
use crate::ui::theme::Role;

fn label(metric: Metric) -> impl Fn(f64) -> String {
    move |v| match metric {
        Metric::Sleep => hours_and_minutes(v),
        Metric::Effort => format!("{v:+.1}").replace('-', "−"),
        Metric::Soreness => format!("{v:.1}"),
        Metric::Score | Metric::Load => format!("{v:.0}"),
    }
}

/// A chart with the usual range.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, trends: &Trends, area: Rect) {
    let Trends { metric, span } = *trends;
    canvas.clear(area);
    canvas.heading(area, &format!("Trends · {} · {}", metric.label(), span.label()));
    let room = area.width.saturating_sub(2);
    let short = ["score", "sleep", "soreness", "load", "RPE"];
    let mut x = 1;
    for (n, (m, name)) in Metric::ALL.into_iter().zip(short).enumerate() {
        let role = if m == metric { Role::Selected } else { Role::Text };
        let left = (room + 1).saturating_sub(x);
        x = canvas.pieces(
            x,
            area.y + 1,
            left,
            &[(&(n + 1).to_string(), Role::Key), (" ", Role::Text), (name, role), ("  ", Role::Text)],
        );
    }
    let spans: u16 = Span::ALL.iter().map(|s| width(s.short()) as u16 + 2).sum();
    if x + spans < room {
        let mut x = room - spans + 2;
        for s in Span::ALL {
            let role = if s == span { Role::Selected } else { Role::Muted };
            x = canvas.put(x, area.y + 1, 12, s.short(), role) + 2;
        }
    }
    chart_of(canvas, model, metric, span, Rect { y: area.y + 3, height: area.height.saturating_sub(3), ..area });
}

/// A chart over an area, its dates, and in words how it stands.
pub fn chart_of(canvas: &mut Canvas<'_>, model: &Model, metric: Metric, span: Span, area: Rect) {
    let room = area.width.saturating_sub(2);
    let from = model.chart_from(span);
    let values = model.chart(metric, from);
    let recent = model.chart(metric, add_days(model.weeks.today(), 1 - USUAL_DAYS));
    let range = usual(&recent);
    let label = label(metric);
    let known: Vec<f64> = values.iter().flatten().copied().collect();
    let foot = area.bottom().saturating_sub(1);
    let plot = Rect::new(area.x + 1, area.y, room, foot.saturating_sub(area.y + 3));
    let Some(all) = mean(&known) else {
        let told = match metric {
            Metric::Effort => "nothing to compare yet: it takes three sessions of the same name with an RPE",
            _ => "nothing is logged in this time",
        };
        canvas.put(area.x + 1, area.y + 1, room, told, Role::Muted);
        return;
    };
    let ends = range.map_or_else(Vec::new, |(a, b)| vec![a, b]);
    let seen = || known.iter().chain(&ends).copied();
    let axis = metric.axis(seen().fold(f64::INFINITY, f64::min), seen().fold(f64::NEG_INFINITY, f64::max));
    chart::plot(canvas, plot, &values, axis, range, &label);
    let y = plot.bottom();
    canvas.put(plot.x + 6, y, 12, &from.format("%-d %b %Y").to_string(), Role::Muted);
    canvas.put_right(plot.right(), y, 12, &model.weeks.today().format("%-d %b %Y").to_string(), Role::Muted);
    let week: Vec<f64> = recent.iter().rev().take(7).flatten().copied().collect();
    let mut parts = vec![format!("mean {} of {} days", label(all), known.len())];
    if let Some(m) = mean(&week) {
        parts.push(format!("last 7 days {}", label(m)));
    }
    parts.push(match range {
        Some((a, b)) => format!("usual {} to {} (middle 80 % of 60 days)", label(a), label(b)),
        None => "no usual range yet: it takes 10 values in 60 days".to_owned(),
    });
    let wrapped = wrap(&parts.join(" · "), usize::from(room));
    for (n, line) in wrapped.iter().take(2).enumerate() {
        canvas.put(area.x + 1, foot - 1 + n as u16, room, line, Role::Text);
    }
}
