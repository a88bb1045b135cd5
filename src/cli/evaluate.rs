//! `recoup evaluate`.

use serde::Serialize;

use super::{Failure, out};
use crate::domain::Book;
use crate::domain::progress::Step;
use crate::formats::json::two_decimals;
use crate::formats::kept::Reach;
use crate::planning::evaluation::Evaluation;
use crate::runtime::workspace::Workspace;
use crate::words::evaluation::evaluation;

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
    /// One day ahead, as the mornings came.
    curve: Vec<SoFarJson>,
}

#[derive(Serialize)]
struct SoFarJson {
    n: usize,
    rmse: f64,
    rmse_same_as_today: f64,
    rmse_own_mean: f64,
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
    /// On the same mornings, by the weights learnt before each of them.
    spearman_learnt: Option<f64>,
    /// Both as the mornings came.
    curve: Vec<PointJson>,
    low: Option<f64>,
    high: Option<f64>,
    bands: Vec<BandJson>,
    rivals: Vec<RivalJson>,
    /// Scores of other programs beside ours.
    foreign: Vec<ForeignJson>,
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
struct ForeignJson {
    name: String,
    n: usize,
    spearman_score: Option<f64>,
    n_ready: usize,
    spearman_ready: Option<f64>,
    spearman_score_ready: Option<f64>,
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
    let found = Evaluation::of(&ws.desk(&book), &progress);
    drop(meter);
    let Some(found) = found else { return Ok(()) };
    if args.json {
        out::json_lines(&shape(&found));
    } else {
        let glyphs = ws.glyphs();
        evaluation(&found).iter().for_each(|line| out::line(&glyphs.text(line)));
    }
    Ok(())
}

fn shape(found: &Evaluation) -> EvaluateJson {
    let Evaluation { agreement: a, weighing: w, replays, curve } = found;
    let days_ahead = replays
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
        forecast: ForecastJson {
            days_ahead,
            curve: curve
                .iter()
                .map(|p| SoFarJson {
                    n: p.n,
                    rmse: two_decimals(p.rmse),
                    rmse_same_as_today: two_decimals(p.rmse_same_as_today),
                    rmse_own_mean: two_decimals(p.rmse_own_mean),
                })
                .collect(),
        },
        score: ScoreJson {
            n: a.n,
            spearman: a.spearman.map(two_decimals),
            spearman_uncapped: a.spearman_uncapped.map(two_decimals),
            spearman_published: w.reported().and_then(|p| p.published).map(two_decimals),
            spearman_learnt: w.reported().and_then(|p| p.learnt).map(two_decimals),
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
            foreign: a
                .foreign
                .iter()
                .map(|f| ForeignJson {
                    name: f.name.clone(),
                    n: f.n,
                    spearman_score: f.with_score.map(two_decimals),
                    n_ready: f.n_ready,
                    spearman_ready: f.with_ready.map(two_decimals),
                    spearman_score_ready: f.score_with_ready.map(two_decimals),
                })
                .collect(),
            caps: a.caps.iter().map(|(cap, mornings)| CapJson { cap, mornings: *mornings }).collect(),
            missing: a.missing.map(|(name, _)| name),
        },
    }
}
