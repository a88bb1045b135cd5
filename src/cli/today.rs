//! `recoup today`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Failure, out};
use crate::domain::session::Status;
use crate::domain::{Session, WeekId};
use crate::formats::json::{SessionJson, two_decimals};
use crate::planning::Outlook;
use crate::recovery::Recovery;
use crate::recovery::flags::Flags;
use crate::recovery::verdict::{self, Advice, Verdict};
use crate::runtime::workspace::Workspace;
use crate::words;

#[derive(clap::Args, Debug, Default)]
pub struct Args {
    /// As JSON
    #[arg(long)]
    json: bool,
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
    /// Ill (said by overlay or in the check-in), hurt or away: the plan waits.
    overlay: Option<&'static str>,
}

#[derive(Serialize)]
struct OutlookJson {
    date: String,
    score: u8,
    low: u8,
    high: u8,
    verdict: &'static str,
}

impl From<&Outlook> for OutlookJson {
    fn from(o: &Outlook) -> Self {
        Self { date: o.date.to_string(), score: o.score, low: o.low, high: o.high, verdict: o.verdict.advice.name() }
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
    let session = verdict::session_of(day).or(day.sessions.first());
    let judged = recovery.as_ref().and_then(|r| Some(desk.verdict(ws.today, r)?.0));
    let flags = desk.flags(ws.today);
    if args.json {
        let outlooks = desk.look().1.outlooks;
        let mut shape =
            shape(ws, recovery.as_deref(), session.map(SessionJson::from), judged.as_ref(), &flags, &outlooks);
        shape.overlay = day.off();
        out::json_lines(&shape);
        return Ok(());
    }
    let glyphs = ws.glyphs();
    let head = match (&recovery, words::morning(day)) {
        (Some(r), morning) => format!("{} {}   {morning}", r.shown, r.band().name().to_uppercase()),
        (None, morning) if !morning.is_empty() => {
            format!("–   {morning}, no score without sleep, soreness or energy")
        }
        _ => "no score yet: log the morning with recoup log --sleep 7h30 --energy 3".to_owned(),
    };
    let open = session.is_none_or(|s| s.status != Status::Done);
    let plan = match (day.off().filter(|_| open), session) {
        (Some(off), _) => format!("{off}: the plan waits"),
        (None, None) => "nothing planned".to_owned(),
        (None, Some(s)) => format!("{} {} {}", glyphs.kind(s.kind), s.title, words::effort(s)).trim_end().to_owned(),
    };
    let advice = match (&judged, session) {
        (Some(v), Some(s)) if s.status == Status::Planned && !day.is_off() => advice(v.advice, s),
        _ => String::new(),
    };
    out::line(&glyphs.text(&format!("{head}   {plan}{advice}")));
    Ok(())
}

/// What the verdict would have instead of the plan, if anything.
fn advice(advice: Advice, session: &Session) -> String {
    match advice {
        Advice::RestAsPlanned | Advice::AsPlanned => String::new(),
        Advice::Lighter => format!("   suggest: {}", words::effort(&session.lighter())),
        Advice::ActiveRecovery => "   suggest: active recovery, 20 to 40 min at RPE 2 or less".to_owned(),
        Advice::FullRest => "   suggest: full rest".to_owned(),
    }
}

fn shape(
    ws: &Workspace,
    r: Option<&Recovery>,
    session: Option<SessionJson>,
    judged: Option<&Verdict>,
    flags: &Flags,
    outlooks: &[Outlook],
) -> TodayJson {
    let mut losses: BTreeMap<_, _> =
        r.iter().flat_map(|r| &r.losses).map(|(c, v)| (c.name(), two_decimals(*v))).collect();
    if let Some(r) = r {
        losses.insert("cap", two_decimals(r.cap_loss()));
    }
    TodayJson {
        date: ws.today.to_string(),
        score: r.map(|r| r.shown),
        uncapped: r.map(|r| two_decimals(r.uncapped)),
        cap: r.and_then(|r| r.cap).map(|c| c.reason()),
        band: r.map(|r| r.band().name()),
        confidence: r.map(|r| r.confidence().name()),
        coverage: r.map(|r| two_decimals(r.coverage)),
        components: r.iter().flat_map(|r| &r.components).map(|(c, v)| (c.name(), two_decimals(*v))).collect(),
        losses,
        missing: r.map_or_else(
            || crate::recovery::Component::ALL.map(|c| c.name()).into(),
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
        forecast: outlooks.iter().map(OutlookJson::from).collect(),
        overlay: None,
    }
}
