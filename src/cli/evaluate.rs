//! `recoup evaluate`.

use serde::Serialize;

use super::{Failure, out};
use crate::domain::Book;
use crate::domain::progress::Step;
use crate::formats::json::two_decimals;
use crate::formats::kept::Reach;
use crate::insight::agreement::{Agreement, ENOUGH, evaluate};
use crate::insight::weighing::Weighing;
use crate::planning::replay::Replay;
use crate::runtime::workspace::Workspace;

#[derive(clap::Args, Debug, Default)]
pub struct Args {
    /// As JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct EvaluateJson {
    score: ScoreJson,
    forecast: ForecastJson,
}

#[derive(Serialize)]
struct ForecastJson {
    days_ahead: Vec<ReplayJson>,
}

#[derive(Serialize)]
struct ReplayJson {
    days_ahead: usize,
    n: usize,
    rmse: f64,
    rmse_same_as_today: f64,
    rmse_own_mean: f64,
    coverage: f64,
}

#[derive(Serialize)]
struct ScoreJson {
    n: usize,
    spearman: Option<f64>,
    spearman_uncapped: Option<f64>,
    /// Over the mornings with ready after the fourteenth, by the published weights.
    spearman_published: Option<f64>,
    /// On the same mornings by the weights that were learnt before each.
    spearman_learnt: Option<f64>,
    /// Both as the mornings came.
    curve: Vec<PointJson>,
    low: Option<f64>,
    high: Option<f64>,
    bands: Vec<BandJson>,
    rivals: Vec<RivalJson>,
    caps: Vec<CapJson>,
    missing: Option<&'static str>,
}

#[derive(Serialize)]
struct PointJson {
    n: usize,
    published: Option<f64>,
    learnt: Option<f64>,
}

#[derive(Serialize)]
struct BandJson {
    band: &'static str,
    n: usize,
    ready_against_mean: f64,
}

#[derive(Serialize)]
struct RivalJson {
    name: &'static str,
    n: usize,
    spearman: Option<f64>,
}

#[derive(Serialize)]
struct CapJson {
    cap: &'static str,
    mornings: usize,
}

pub fn run(ws: &Workspace, args: &Args) -> Result<(), Failure> {
    let mut book = Book::default();
    ws.take_kept(Reach::All);
    let meter = out::Meter::begin();
    let progress = |step| meter.step(step);
    let ids = ws.store.ids();
    for (done, id) in ids.iter().enumerate() {
        let _ = progress(Step { what: "weeks", done, of: ids.len() });
        for problem in ws.store.read(*id).map(|held| book.take(*id, held)).into_iter().flatten() {
            out::complain(&problem);
        }
    }
    let dates: Vec<_> = book.weeks().flat_map(|w| w.days.iter().map(|d| d.date)).filter(|d| *d <= ws.today).collect();
    let desk = ws.desk(&book);
    let _ = desk.log().work_out(&dates, &progress);
    let found = evaluate(&desk.log(), dates.iter().copied());
    let weighing = Weighing::of(&desk.log(), dates.iter().copied(), ws.today);
    let replayed = desk.replay(&dates, &progress);
    drop(meter);
    if args.json {
        out::json_lines(&shape(&found, &weighing, &replayed));
    } else {
        let glyphs = ws.glyphs();
        tell(&found)
            .iter()
            .chain(&tell_weights(&weighing))
            .chain(&tell_replay(&replayed))
            .for_each(|line| out::line(&glyphs.text(line)));
    }
    Ok(())
}

fn shape(a: &Agreement, w: &Weighing, replayed: &[Replay]) -> EvaluateJson {
    let days_ahead = replayed
        .iter()
        .map(|r| ReplayJson {
            days_ahead: r.days_ahead,
            n: r.n,
            rmse: two_decimals(r.rmse),
            rmse_same_as_today: two_decimals(r.rmse_same_as_today),
            rmse_own_mean: two_decimals(r.rmse_own_mean),
            coverage: two_decimals(r.coverage),
        })
        .collect();
    EvaluateJson {
        forecast: ForecastJson { days_ahead },
        score: ScoreJson {
            n: a.n,
            spearman: a.spearman.map(two_decimals),
            spearman_uncapped: a.spearman_uncapped.map(two_decimals),
            spearman_published: w.all.published.map(two_decimals),
            spearman_learnt: w.all.learnt.map(two_decimals),
            curve: w
                .curve
                .iter()
                .map(|p| PointJson {
                    n: p.n,
                    published: p.published.map(two_decimals),
                    learnt: p.learnt.map(two_decimals),
                })
                .collect(),
            low: a.interval.map(|i| two_decimals(i.0)),
            high: a.interval.map(|i| two_decimals(i.1)),
            bands: a
                .bands
                .iter()
                .map(|b| BandJson { band: b.band.name(), n: b.n, ready_against_mean: two_decimals(b.difference) })
                .collect(),
            rivals: a
                .rivals
                .iter()
                .map(|r| RivalJson { name: r.name, n: r.n, spearman: r.spearman.map(two_decimals) })
                .collect(),
            caps: a.caps.iter().map(|(cap, mornings)| CapJson { cap, mornings: *mornings }).collect(),
            missing: a.missing.map(|(name, _)| name),
        },
    }
}

/// Published weights beside learnt ones.
fn tell_weights(w: &Weighing) -> Vec<String> {
    let (Some(published), Some(learnt)) = (w.all.published, w.all.learnt) else { return Vec::new() };
    let mut out = vec![format!("Weights, on {} mornings after the fourteenth with ready", w.all.n)];
    out.push(format!("  published               {published:+.2}"));
    out.push(format!("  learnt before each      {learnt:+.2}"));
    for p in &w.curve {
        let show = |s: Option<f64>| s.map_or("  –  ".to_owned(), |s| format!("{s:+.2}"));
        out.push(format!("  first {:<4} published {}   learnt {}", p.n, show(p.published), show(p.learnt)));
    }
    out
}

/// What forecasts would have missed by, replayed over the mornings.
fn tell_replay(replayed: &[Replay]) -> Vec<String> {
    if replayed.is_empty() {
        return Vec::new();
    }
    let mut out = vec!["Forecasts replayed: root mean square error in points, beside two simple rivals".to_owned()];
    for r in replayed {
        out.push(format!(
            "  {} {} ahead   {:>4.1}   same as today {:>4.1}   mean of 14 days {:>4.1}   {:.0} % inside the range   {} mornings",
            r.days_ahead,
            if r.days_ahead == 1 { "day " } else { "days" },
            r.rmse,
            r.rmse_same_as_today,
            r.rmse_own_mean,
            100.0 * r.coverage,
            r.n
        ));
    }
    out
}

fn tell(a: &Agreement) -> Vec<String> {
    if a.n < ENOUGH {
        return vec![format!(
            "{} mornings have both a score and your own ready rating; agreement is told from {ENOUGH} on. Rate yourself in the planner, in the why of a day, or with recoup log --ready 7.",
            a.n
        )];
    }
    let show = |s: Option<f64>| s.map_or("  –  ".to_owned(), |s| format!("{s:+.2}"));
    let mut out = vec![format!(
        "Agreement with your own ready ratings, {} mornings (Spearman within you; 1 is perfect, 0 none)",
        a.n
    )];
    out.push(format!("  score as shown          {}", show(a.spearman)));
    let range = a.interval.map_or(String::new(), |(low, high)| format!("   95 % of draws {low:+.2} to {high:+.2}"));
    out.push(format!("  score without caps      {}{range}", show(a.spearman_uncapped)));
    for r in &a.rivals {
        out.push(format!("  {:<23} {}   {} mornings", r.name, show(r.spearman), r.n));
    }
    out.push("Mean ready against your own mean, by band".into());
    for b in &a.bands {
        out.push(format!("  {:<8} {:+.1}   {} mornings", b.band.name().to_uppercase(), b.difference, b.n));
    }
    for (cap, n) in &a.caps {
        out.push(format!("capped on {n} mornings: {cap}"));
    }
    if let Some((name, n)) = a.missing {
        out.push(format!("Logging {name} would add most: it is missing on {n} of these mornings."));
    }
    out
}
