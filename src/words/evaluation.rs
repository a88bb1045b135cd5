//! The results of evaluating a log, line by line.

use crate::insight::agreement::{Agreement, ENOUGH, Foreign};
use crate::insight::weighing::Weighing;
use crate::planning::evaluation::Evaluation;
use crate::planning::replay::{Replay, ReplayedSoFar};
use crate::text::count;

/// All of it. Sections start at the margin, their lines are indented.
pub fn evaluation(e: &Evaluation) -> Vec<String> {
    let mut out = agreement(&e.agreement);
    out.extend(foreign(&e.agreement.foreign));
    out.extend(weights(&e.weighing));
    out.extend(replays(&e.replays));
    out.extend(thinned(&e.curve, |p| p.n).map(so_far));
    out
}

/// The first point of a curve, then each after about twice as many mornings as the one before, and the last.
pub fn thinned<T>(curve: &[T], n: impl Fn(&T) -> usize) -> impl Iterator<Item = &T> {
    let last = curve.len().saturating_sub(1);
    let mut next = 0;
    curve.iter().enumerate().filter_map(move |(at, point)| {
        let shown = n(point) >= next || at == last;
        if shown {
            next = 2 * n(point);
        }
        shown.then_some(point)
    })
}

fn so_far(p: &ReplayedSoFar) -> String {
    format!(
        "  first {:<4} 1 day ahead {:>4.1}   same as today {:>4.1}   mean of 14 days {:>4.1}",
        p.n, p.rmse, p.rmse_same_as_today, p.rmse_own_mean
    )
}

/// Other programs' scores beside ours.
fn foreign(all: &[Foreign]) -> Vec<String> {
    if all.is_empty() {
        return Vec::new();
    }
    let mut out =
        vec!["Scores of other programs beside ours (Spearman; 1 is perfect, 0 none); nothing counts them".to_owned()];
    for f in all {
        let with = match f.with_score {
            Some(rho) => format!("{rho:+.2} with ours"),
            None => format!("too few to compare, {ENOUGH} are needed"),
        };
        let ready = match f.with_ready.zip(f.score_with_ready) {
            Some((theirs, ours)) => {
                let mornings = count(f.n_ready, "morning");
                format!("   with ready {theirs:+.2}, ours {ours:+.2}, on {mornings}")
            }
            None => String::new(),
        };
        out.push(format!("  {:<23} {with}   {}{ready}", f.name, count(f.n, "morning")));
    }
    out
}

/// Published weights next to learnt ones.
fn weights(w: &Weighing) -> Vec<String> {
    let Some((published, learnt)) = w.reported().and_then(|p| p.published.zip(p.learnt)) else { return Vec::new() };
    let mut out = vec![format!("Weights, on {} with ready after the first 14", count(w.all.n, "morning"))];
    out.push(format!("  published               {published:+.2}"));
    out.push(format!("  learnt before each      {learnt:+.2}"));
    out.extend(w.energy.map(|energy| format!("  energy alone            {energy:+.2}")));
    for p in thinned(&w.curve, |p| p.n) {
        let show = |s: Option<f64>| s.map_or("  –  ".to_owned(), |s| format!("{s:+.2}"));
        out.push(format!("  first {:<4} published {}   learnt {}", p.n, show(p.published), show(p.learnt)));
    }
    out
}

/// How far off forecasts would have been, replayed over the mornings.
fn replays(replayed: &[Replay]) -> Vec<String> {
    if replayed.is_empty() {
        return Vec::new();
    }
    let mut out = vec!["Forecasts replayed: root mean square error in points, next to two simple rivals".to_owned()];
    for r in replayed {
        out.push(format!(
            "  {} {} ahead   {:>4.1}   same as today {:>4.1}   mean of 14 days {:>4.1}   {:.0} % inside the range   {}",
            r.days_ahead,
            if r.days_ahead == 1 { "day " } else { "days" },
            r.rmse,
            r.rmse_same_as_today,
            r.rmse_own_mean,
            100.0 * r.coverage,
            count(r.n, "morning")
        ));
    }
    out
}

fn agreement(a: &Agreement) -> Vec<String> {
    if a.n < ENOUGH {
        return vec![format!(
            "{} with both a score and your own ready rating so far; agreement is shown from {ENOUGH} on. Rate yourself in the planner, in a day's why, or with recoup log --ready 7.",
            count(a.n, "morning")
        )];
    }
    let show = |s: Option<f64>| s.map_or("  –  ".to_owned(), |s| format!("{s:+.2}"));
    let mut out = vec![format!(
        "Agreement with your own ready ratings, {} mornings (Spearman, within-person; 1 is perfect, 0 none)",
        a.n
    )];
    out.push(format!("  score as shown          {}", show(a.spearman)));
    let range = a.interval.map_or(String::new(), |(low, high)| format!("   95 % of draws {low:+.2} to {high:+.2}"));
    out.push(format!("  score without caps      {}{range}", show(a.spearman_uncapped)));
    for r in &a.rivals {
        out.push(format!("  {:<23} {}   {}", r.name, show(r.spearman), count(r.n, "morning")));
    }
    out.push("Mean ready against your own mean, by band".into());
    for b in &a.bands {
        out.push(format!("  {:<8} {:+.1}   {}", b.band.name().to_uppercase(), b.difference, count(b.n, "morning")));
    }
    for (cap, n) in &a.caps {
        out.push(format!("capped on {}: {cap}", count(*n, "morning")));
    }
    if let Some((name, n)) = a.missing {
        out.push(format!("Logging {name} would add most: it is missing on {n} of these mornings."));
    }
    out
}
