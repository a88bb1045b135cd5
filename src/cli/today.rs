//! `recoup today`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Failure, out};
use crate::domain::WeekId;
use crate::domain::session::Status;
use crate::formats::counsel::CounselJson;
use crate::formats::json::{SessionJson, two_decimals};
use crate::insight::weighing::{OFFERED_EVERY, Stays};
use crate::planning::{Ahead, Counsel, Desk, Outlook};
use crate::recovery::flags::Flags;
use crate::recovery::verdict::{self, Verdict};
use crate::recovery::{Component, Part, Recovery, Weights};
use crate::runtime::effects::weights_offered_on;
use crate::runtime::workspace::Workspace;
use crate::words;

#[derive(clap::Args, Debug, Default)]
pub struct Args {
    /// As JSON
    #[arg(long)]
    json: bool,
    /// In words for a screen reader: one fact per line, no symbols
    #[arg(long, conflicts_with = "json")]
    plain: bool,
}

impl Args {
    /// In words.
    pub fn plain() -> Self {
        Self { plain: true, ..Self::default() }
    }
}

#[derive(Serialize)]
struct TodayJson {
    date: String,
    score: Option<u8>,
    uncapped: Option<f64>,
    cap: Option<&'static str>,
    band: Option<&'static str>,
    confidence: Option<&'static str>,
    coverage: Option<f64>,
    components: BTreeMap<&'static str, f64>,
    losses: BTreeMap<&'static str, f64>,
    missing: Vec<&'static str>,
    session: Option<SessionJson>,
    verdict: Option<&'static str>,
    reasons: Vec<&'static str>,
    flags: FlagsJson,
    forecast: Vec<OutlookJson>,
    weights: Option<WeightsJson>,
    /// Ill (said by overlay or in the check-in), hurt or away: the plan waits.
    overlay: Option<&'static str>,
    /// What the apply key would do, in a sentence.
    suggestion: Option<String>,
    counsel: CounselJson,
}

/// What each part weighs in today's score, in percent.
#[derive(Serialize)]
struct WeightsJson {
    /// `published` or `learnt`.
    used: &'static str,
    /// How many mornings with `ready` the learnt weights are based on.
    n: usize,
    /// Why the published ones are used; null if the learnt ones are.
    why_not: Option<&'static str>,
    parts: BTreeMap<&'static str, f64>,
}

impl WeightsJson {
    fn of(desk: &Desk<'_>, offered: bool) -> Self {
        let (weighing, choice) = (desk.weighing(), desk.basis.weights);
        let stays = weighing.stays(choice, offered);
        let weights = if stays.is_none() { weighing.own } else { Weights::PUBLISHED };
        Self {
            used: if stays.is_none() { "learnt" } else { "published" },
            n: weighing.today.n,
            why_not: stays.map(Stays::name),
            parts: Part::ALL.into_iter().map(|p| (p.name(), two_decimals(weights.0[p]))).collect(),
        }
    }
}

#[derive(Serialize)]
struct OutlookJson {
    date: String,
    /// Null after illness, when nobody knows; so are both ends of the range.
    score: Option<u8>,
    low: Option<u8>,
    high: Option<u8>,
    verdict: &'static str,
    /// `after-illness`, or null.
    note: Option<&'static str>,
}

impl From<&Outlook> for OutlookJson {
    fn from(o: &Outlook) -> Self {
        Self {
            date: o.date.to_string(),
            score: o.shown(),
            low: o.score.map(|s| s.low),
            high: o.score.map(|s| s.high),
            verdict: o.verdict.advice.name(),
            note: o.score.is_none().then_some("after-illness"),
        }
    }
}

#[derive(Serialize)]
struct FlagsJson {
    level: u8,
    on: Vec<FlagJson>,
    support: Vec<String>,
}

#[derive(Serialize)]
struct FlagJson {
    flag: &'static str,
    evidence: String,
}

pub fn run(ws: &Workspace, args: &Args) -> Result<(), Failure> {
    let (book, problems) = ws.book_around(ws.today);
    problems.iter().for_each(|p| out::complain(p));
    let id = WeekId::of(ws.today);
    super::readable(ws, &book, id)?;
    let desk = ws.desk(&book);
    let (week, _) = desk.shown(id);
    let recovery = desk.recovery(ws.today);
    let day = week.day(ws.today);
    let days = desk.days();
    let of_day = verdict::session_of(&days, day, ws.today, &desk.basis.regions);
    let session = of_day.map(|(s, _)| s).or(day.sessions.first());
    let judged = desk.verdict(ws.today, recovery.as_deref());
    let (learnt, ahead) = desk.look();
    let counsel = ws.counsel(&desk, &learnt, &ahead);
    let flags = desk.flags(ws.today);
    if args.json {
        let session =
            session.filter(|_| day.overlay.is_none() || day.hurt().is_some() || day.has_done()).map(SessionJson::from);
        let offered = weights_offered_on(&ws.store).is_some_and(|on| (ws.today - on).num_days() < OFFERED_EVERY);
        let weights = WeightsJson::of(&desk, offered);
        let mut shape = shape(&desk, recovery.as_deref(), session, judged.as_ref(), &flags, &ahead, &counsel);
        (shape.overlay, shape.weights) = (day.laid(), Some(weights));
        out::json_lines(&shape);
        return Ok(());
    }
    if args.plain {
        let evening = words::care::evening(&desk.evening(ws.today, ws.setup.settings.bed));
        words::spoken::today(&desk, recovery.as_deref(), &counsel, &ahead, evening).iter().for_each(|l| out::line(l));
        return Ok(());
    }
    let glyphs = ws.glyphs();
    let head = match (&recovery, words::morning(day)) {
        (Some(r), morning) => format!("{}{} {}   {morning}", r.number(), r.range(), r.band().name().to_uppercase()),
        (None, morning) if !morning.is_empty() => {
            format!("–   {morning}, no score without sleep, soreness or energy")
        }
        _ => "no score yet: log the morning with recoup log --sleep 7h30 --energy 3".to_owned(),
    };
    let open = session.is_none_or(|s| s.status != Status::Done);
    let plan = match (day.off().filter(|_| open), session) {
        (Some(off), _) => format!("{off}: the plan waits"),
        (None, None) => "nothing planned".to_owned(),
        (None, Some(s)) => {
            let went = words::went(s).map_or(String::new(), |w| format!(", {w}"));
            format!("{} {}{went}", glyphs.kind(s.kind), s.summary())
        }
    };
    out::line(&glyphs.text(&format!("{head}   {plan}")));
    for line in words::counsel::lines(&counsel) {
        out::line(&glyphs.text(&line));
    }
    Ok(())
}

fn shape(
    desk: &Desk<'_>,
    r: Option<&Recovery>,
    session: Option<SessionJson>,
    judged: Option<&Verdict>,
    flags: &Flags,
    ahead: &Ahead,
    counsel: &Counsel,
) -> TodayJson {
    let mut losses: BTreeMap<_, _> =
        r.iter().flat_map(|r| &r.losses).map(|(c, v)| (c.name(), two_decimals(*v))).collect();
    if let Some(r) = r {
        losses.insert("cap", two_decimals(r.cap_loss()));
    }
    TodayJson {
        date: desk.today.to_string(),
        score: r.map(|r| r.shown),
        uncapped: r.map(|r| two_decimals(r.uncapped)),
        cap: r.and_then(|r| r.cap).map(|c| c.reason()),
        band: r.map(|r| r.band().name()),
        confidence: r.map(|r| r.confidence().name()),
        coverage: r.map(|r| two_decimals(r.coverage)),
        components: r.iter().flat_map(|r| &r.components).map(|(c, v)| (c.name(), two_decimals(*v))).collect(),
        losses,
        missing: r.map_or_else(
            || Weights::PUBLISHED.components().map(Component::name).collect(),
            |r| r.missing().map(|c| c.name()).collect(),
        ),
        session,
        verdict: judged.map(|v| v.advice.name()),
        reasons: judged.iter().flat_map(|v| &v.reasons).map(|r| r.text()).collect(),
        flags: FlagsJson {
            level: flags.level,
            on: flags.on().map(|s| FlagJson { flag: s.flag.name(), evidence: s.evidence.clone() }).collect(),
            support: flags.support.clone(),
        },
        forecast: ahead.outlooks.iter().map(OutlookJson::from).collect(),
        weights: None,
        overlay: None,
        suggestion: counsel.offer.as_ref().map(words::counsel::offer),
        counsel: counsel.into(),
    }
}
