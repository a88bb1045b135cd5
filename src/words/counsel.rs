//! The day's counsel in sentences, the same for the screen and the shell.

use chrono::NaiveDate;

use super::effort;
use crate::domain::{CheckIn, Kind, Region, Session};
use crate::edit::Edit;
use crate::planning::Desk;
use crate::planning::counsel::{Aside, Counsel, Does, Fact, Offer, Stance};
use crate::planning::mend::{Mend, Way};
use crate::recovery::flags::Flag;
use crate::recovery::state::WhichRest;
use crate::recovery::verdict::{Advice, Demand, Reason, session_of};
use crate::text::upper_first;

/// A forecast that changes by less than this has not changed noticeably. Chosen: the error of a good one is three times that.
const NOTICED: u8 = 3;

fn on(date: NaiveDate) -> String {
    date.format("%a").to_string()
}

/// A day that may be in another week.
fn dayed(date: NaiveDate) -> String {
    date.format("%a %-d").to_string()
}

fn dated(date: NaiveDate) -> String {
    date.format("%a %-d %b").to_string()
}

/// `chest, back and arms`.
pub(super) fn listed<S: AsRef<str>>(names: &[S]) -> String {
    let all: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match all.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn flags(on: &[Flag]) -> String {
    let name = |f: &Flag| if *f == Flag::Mood { "low mood or high stress" } else { f.label() };
    on.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// `energy 4 ≥ 3`, or `energy 2, under 3`.
pub fn answered(condition: &str, answer: f64, holds: bool) -> String {
    let (name, asked) = condition.split_once(' ').unwrap_or((condition, ""));
    let than = |sign| asked.strip_prefix(sign).map(str::trim);
    match (than('≥'), than('≤')) {
        (Some(n), _) if !holds => format!("{name} {answer}, under {n}"),
        (_, Some(n)) if !holds => format!("{name} {answer}, over {n}"),
        _ => format!("{name} {answer} {asked}"),
    }
}

/// How a morning's answers settled a session that depended on them: `Walk: energy 4 ≥ 3`. `None` if nothing was settled.
pub fn settled(s: &Session, answers: &CheckIn) -> Option<String> {
    let condition = s.settled_by()?;
    let answer = answered(&condition.short(), condition.answer(answers)?, condition.holds(answers)?);
    Some(format!("{}: {answer}", s.title))
}

/// The stance in one line, without its full stop.
fn said(c: &Counsel) -> String {
    let title = c.subject.as_ref().map_or("the session", |s| s.session.title.as_str());
    let first = c.because.first();
    match (c.stance, first) {
        (Stance::Ill, Some(Fact::SaidWell)) => "Marked as ill, but well by this morning's answers".into(),
        (Stance::Ill, Some(Fact::Until(_, date))) => format!("Ill until {}: rest outranks the number", dated(*date)),
        (Stance::Ill, _) => "Ill this morning: rest outranks the number".into(),
        (Stance::Away, Some(Fact::Until(overlay, date))) => {
            let name = upper_first(overlay.name());
            format!("{name} until {}: the plan waits, nothing to catch up on", dated(*date))
        }
        (Stance::Away, _) => "Away: the plan waits, nothing to catch up on".into(),
        (Stance::Hurt, _) => {
            let hurts = first.map_or_else(String::new, fact);
            match c.because.get(1) {
                Some(spares) => format!("{}: {}", upper_first(&hurts), fact(spares)),
                None => format!("{}: no training left this week spares it", upper_first(&hurts)),
            }
        }
        (Stance::Event, _) => format!("{} today", first.map_or_else(String::new, fact)),
        (Stance::AfterIllness, Some(ago)) => format!("Ease back in, whatever the score: {}", fact(ago)),
        (Stance::AfterIllness, None) => "Ease back in, whatever the score".into(),
        (Stance::ComingBack, Some(Fact::LaidOff(days, _))) => {
            format!("The first week back after {days} days without training is lighter, whatever the score")
        }
        (Stance::ComingBack, _) => "The first week back is lighter, whatever the score".into(),
        (Stance::Unanswered, _) => format!("Check in to see whether {title} fits"),
        (Stance::BackOff, _) => format!("Back off: {}", first.map_or_else(String::new, fact)),
        (Stance::Gentler, Some(Fact::Declined)) => format!("{title} by your own choice"),
        (Stance::Gentler, _) => match c.offer.as_ref().map(|o| &o.does) {
            Some(Does::Becomes(was, to)) if to.kind == was.kind => format!("{title} lighter"),
            _ => format!("Not the morning for {title}"),
        },
        (Stance::ProtectNext, Some(Fact::Drained)) => match &c.subject {
            Some(s) => format!("Drained: keep today easy; {title} on {} may come too soon", dayed(s.date)),
            None => "Drained: keep today easy".into(),
        },
        (Stance::ProtectNext, _) => format!("Keep today easy: {}", first.map_or_else(String::new, fact)),
        (Stance::Finding, Some(Fact::Loading(weeks))) => format!("A deload is due: {weeks} loading weeks in a row"),
        (Stance::Finding, Some(Fact::LowMean(_))) => "A deload can come early".into(),
        (Stance::Finding, _) => upper_first(&first.map_or_else(String::new, fact)),
        (Stance::Settled, Some(Fact::Answered { holds, .. })) => {
            let rests = c.subject.as_ref().is_some_and(|s| s.session.kind == Kind::Rest);
            let answer = first.map_or_else(String::new, fact);
            if rests == *holds { format!("{title} by your own choice: {answer}") } else { format!("{title}: {answer}") }
        }
        (Stance::Settled, Some(Fact::Waits(condition))) => {
            format!("{title} depends on {condition}: your answer settles it")
        }
        (Stance::Settled, _) => title.to_owned(),
        (Stance::Done, Some(Fact::Skipped(_))) => "Skipped, and nothing to catch up on".into(),
        (Stance::Done, _) => {
            let done = c.subject.as_ref().map(|s| effort(&s.session)).unwrap_or_default();
            let differs = c.because.iter().any(|f| matches!(f, Fact::Planned(_)));
            let how = if differs { format!("done: {done}") } else { "done as planned".into() };
            let more: Vec<String> = c.because.iter().map(fact).collect();
            [vec![format!("{title} {how}")], more].concat().join(", ")
        }
        (Stance::Rest, _) if c.subject.is_none() => "Nothing planned: a free day counts as rest".into(),
        (Stance::Rest, _) => "Rest today, and it counts".into(),
        (Stance::Go, _) if c.subject.is_none() => "Nothing planned".into(),
        (Stance::Go, Some(Fact::AsEased)) => {
            let now = c.subject.as_ref().map(|s| s.session.summary()).unwrap_or_default();
            format!("{now}, as offered this morning")
        }
        (Stance::Go, Some(only @ Fact::OnlyFrom(names))) => {
            let tells = if names.len() == 1 { "tells" } else { "tell" };
            format!("{title} as planned, as far as {} {tells}", fact(only))
        }
        (Stance::Go, None) => format!("Nothing known about this morning: {title} as planned"),
        (Stance::Go, _) => format!("{title} as planned"),
    }
}

/// The stance in one sentence.
pub fn stance(c: &Counsel) -> String {
    format!("{}.", said(c))
}

/// What it rests on, a sentence each, unless the stance says it already.
pub fn because(c: &Counsel) -> Vec<String> {
    let shown = |f: &&Fact| {
        let in_stance = match c.stance {
            Stance::Hurt | Stance::Event | Stance::Done | Stance::Settled => true,
            Stance::AfterIllness | Stance::BackOff => c.because.first() == Some(*f),
            _ => false,
        };
        let named = match f {
            Fact::SaidIll | Fact::SaidWell | Fact::Drained | Fact::Loading(_) | Fact::Found(_) => true,
            Fact::Until(..) => c.because.first() == Some(*f),
            Fact::LaidOff(_, since) => since.is_none(),
            Fact::AsEased | Fact::Declined => true,
            Fact::OnlyFrom(_) => c.stance == Stance::Go,
            Fact::Forecast(..) => c.because.first() == Some(*f),
            _ => false,
        };
        !in_stance && !named
    };
    let all = c.because.iter().filter(shown).map(|f| match f {
        Fact::LaidOff(_, Some(since)) => {
            format!("Nothing marked since {}; if you trained, mark it.", since.format("%-d %b"))
        }
        Fact::Earned(why) => format!("{}.", upper_first(why)),
        Fact::OnlyFrom(_) => format!("Judged from {}.", fact(f)),
        Fact::Because(Reason::Drained) => "You are drained.".into(),
        other => format!("{}.", upper_first(&fact(other))),
    });
    all.collect()
}

/// Why, in a few words: the first fact that an offer rests on, unless the offer says it itself.
pub fn why(c: &Counsel) -> Option<String> {
    let telling =
        |f: &&Fact| !matches!(f, Fact::AsEased | Fact::Declined | Fact::Spares(..) | Fact::Planned(_) | Fact::Felt(_));
    c.because.iter().find(telling).filter(|_| !matches!(c.stance, Stance::Done | Stance::Rest)).map(fact)
}

/// A fact in words, with its numbers.
pub fn fact(fact: &Fact) -> String {
    match fact {
        Fact::Until(overlay, date) => format!("{} until {}", overlay.name(), dated(*date)),
        Fact::Event(name) => name.clone(),
        Fact::SaidIll => "ill by this morning's answers".into(),
        Fact::SaidWell => "not ill by this morning's answers".into(),
        Fact::Hurts(Region::General) => "pain all over".into(),
        Fact::Hurts(region) => format!("pain in {}", region.label()),
        Fact::Spares(date, title) => format!("{title} on {} spares it", on(*date)),
        Fact::IllAgo(1) => "ill yesterday".into(),
        Fact::IllAgo(_) => "ill two days ago".into(),
        Fact::LaidOff(days, _) => format!("{days} days without training"),
        Fact::Score { demand, from, has, cap } => {
            let held = cap.map_or(String::new(), |cap| format!(", capped: {cap}"));
            format!("{demand} sessions need {from}; this morning is {has}{held}")
        }
        Fact::Because(reason) => reason_of(*reason).to_owned(),
        Fact::OnlyFrom(names) if names.len() == 1 => format!("{} alone", names[0]),
        Fact::OnlyFrom(names) => listed(names),
        Fact::AssumedRpe(rpe) => format!("it has no RPE and counts as {rpe}"),
        Fact::Flags(on) => flags(on),
        Fact::SeeSomebody => SEE_SOMEBODY.into(),
        Fact::Drained => "drained".into(),
        Fact::Suits(rest) => suits(*rest).into(),
        Fact::Forecast(date, score, from) => {
            format!("hard sessions need {from}; {} is forecast at ~{score}", dayed(*date))
        }
        Fact::Loading(weeks) => format!("{weeks} loading weeks in a row"),
        Fact::LowMean(mean) => format!("seven mornings at {mean:.0} on average after three loading weeks"),
        Fact::Found(finding) => finding.sentence.clone(),
        Fact::Answered { condition, answer, holds } => answered(condition, *answer, *holds),
        Fact::Waits(condition) => format!("it depends on {condition}"),
        Fact::Planned(plan) => format!("planned {plan}"),
        Fact::Felt(how) => format!("felt {how}"),
        Fact::Skipped(n) => format!("{n} skipped"),
        Fact::AsEased => "as offered this morning".into(),
        Fact::Declined => "the offer was hidden".into(),
        Fact::Earned(why) | Fact::Practice(why) => why.clone(),
    }
}

fn reason_of(reason: Reason) -> &'static str {
    match reason {
        Reason::VerySore => "what it trains is very sore",
        Reason::Sore => "what it trains is sore",
        Reason::Pain => "what it trains hurts",
        Reason::Drained => "drained",
        Reason::IllYesterday => "ill yesterday",
        Reason::IllTwoDaysAgo => "ill two days ago",
    }
}

/// What is said once caution has lasted two weeks.
pub const SEE_SOMEBODY: &str = "this has lasted two weeks; talk to a doctor or coach";

fn suits(rest: WhichRest) -> &'static str {
    match rest {
        WhichRest::Active => "tired or sore: easy movement suits today",
        WhichRest::Passive => "very sore, drained or ill: lying down suits today",
    }
}

/// What an offer does, in a sentence, with the morning that it changes.
pub fn offer(o: &Offer) -> String {
    let day = o.day.map_or(String::new(), |d| format!(" on {}", dayed(d)));
    let does = match &o.does {
        Does::MarkIll(_) => "mark today and tomorrow as ill".to_owned(),
        Does::Lift(_) => "lift the mark from today on".to_owned(),
        Does::Becomes(was, to) if was.title == to.title && effort(was).is_empty() => to.summary(),
        Does::Becomes(was, to) if was.title == to.title => format!("{} {} → {}", was.title, effort(was), effort(to)),
        Does::Becomes(was, to) if to.kind == Kind::Rest => format!("full rest instead of {}", was.title),
        Does::Becomes(was, to) => format!("{} instead of {}{day}", to.summary(), was.title),
        Does::Several(all) => {
            let one = |(was, to): &(Session, Option<Session>)| match to {
                None => format!("leave {} out", was.title),
                Some(to) if to.title == was.title => format!("{} {} → {}", was.title, effort(was), effort(to)),
                Some(to) => format!("{} instead of {}", to.summary(), was.title),
            };
            all.iter().map(one).collect::<Vec<_>>().join("; ")
        }
        Does::Swap { from: (a, here), to: (b, there) } => {
            format!("swap {here} on {} with {there} on {}", dayed(*a), dayed(*b))
        }
        Does::CheckIn => "check in".to_owned(),
        Does::Deload { load, hard } => {
            format!("ease the next seven days: load {:.0} → {:.0}, hard days {} → {}", load.0, load.1, hard.0, hard.1)
        }
        Does::Mend(mend) => mended(mend),
        Does::OtherBranch(s) => {
            let other = s.instead.as_ref().map_or("", |i| i.title.as_str());
            let what = if s.kind == Kind::Rest { "full rest".to_owned() } else { s.summary() };
            format!("{what} instead of {other}")
        }
        Does::Practice(title, minutes) => minutes.map_or_else(|| title.clone(), |m| format!("{title} {m} min")),
    };
    let moves = o
        .moves
        .filter(|_| !matches!(o.does, Does::Practice(..) | Does::MarkIll(_) | Does::Lift(_) | Does::Deload { .. }));
    match moves {
        Some((date, a, b)) if a.abs_diff(b) >= NOTICED => {
            format!("{does}. {}'s forecast ~{a} → ~{b}.", date.format("%A"))
        }
        Some(_) => format!("{does}. The mornings after stay about the same."),
        None => format!("{does}."),
    }
}

/// How a finding is fixed, in words.
pub fn mended(m: &Mend) -> String {
    let what = match (&m.way, &m.edit) {
        (Way::Swap(date, held), Edit::Move(_)) => {
            let day = m.days.iter().find(|d| *d != date).map(|d| format!("{} ", on(*d))).unwrap_or_default();
            format!("swap {day}with {} {held}", on(*date))
        }
        (Way::Swap(date, held), _) => format!("swap with {} {held}", on(*date)),
        (Way::Move(title, date), _) => format!("move {title} to {}", on(*date)),
        (Way::Shorten(to) | Way::Ease(to), _) => to.summary(),
        (Way::Rest(date), _) => format!("{} becomes full rest", on(*date)),
        (Way::Deload(_), _) => "deload from here on".to_owned(),
    };
    format!("{what}, findings {} → {}", m.findings.0, m.findings.1)
}

/// An aside in a sentence.
pub fn aside(a: &Aside) -> String {
    match a {
        Aside::SeeSomebody => format!("{}.", upper_first(SEE_SOMEBODY)),
        Aside::Flags(level, on) => format!("{}: {}.", upper_first(level_word(*level)), watch(*level, on)),
        Aside::Forecast(was, became) => format!("Forecast {was}, actual {became}."),
        Aside::Found(finding) => format!("{}.", upper_first(&finding.sentence)),
        Aside::Suits(rest) => format!("{}.", upper_first(suits(*rest))),
        Aside::LooseButBelowPar => "Loose, but below par: nerves recover slower than muscle.".into(),
        Aside::HurtFor(days) => format!("Hurt for {days} days; is it over?"),
        Aside::Unanswered => "Check in to see whether it fits.".into(),
        Aside::Settled(title, condition, answer, holds) => {
            format!("{title}: {}.", answered(condition, *answer, *holds))
        }
    }
}

fn level_word(level: u8) -> &'static str {
    match level {
        1 => "watch",
        2 => "caution",
        // Backing off is asked for already, by a running deload or by an earlier stance.
        _ => "red flags",
    }
}

/// Flags that are on, and what to watch if there are several.
fn watch(level: u8, on: &[Flag]) -> String {
    let names = flags(on);
    let first = on.first().map(|f| match f {
        Flag::TiredAfterRest => "energy after the next rest day",
        Flag::Performance => "how the next session feels",
        Flag::Sleep => "when you go to bed",
        Flag::Mood => "mood and stress over the next days",
        Flag::Soreness => "whether it fades",
    });
    match first.filter(|_| level >= 2) {
        Some(what) => format!("{names}; watch {what}"),
        None => names,
    }
}

/// The counsel in as few lines as possible: stance, facts, offer, and the asides that must not be missed.
pub fn lines(c: &Counsel) -> Vec<String> {
    let offer = c.offer.as_ref().map(|o| format!("Offered: {}", offer(o)));
    let asides = c.asides.iter().filter(|a| a.is_weighty()).map(aside);
    [stance(c)].into_iter().chain(because(c)).chain(offer).chain(asides).collect()
}

/// What is offered for the day's session, in a few letters for a status line: ` → 35' RPE 4`; empty if it stays.
pub fn briefly(c: &Counsel) -> String {
    let offer = c.offer.as_ref().filter(|_| c.asks_for_change());
    match offer.map(|o| &o.does) {
        Some(Does::Becomes(was, to)) if was.title == to.title => format!(" → {}", effort(to)),
        Some(Does::Becomes(_, to)) => format!(" → {}", to.summary()),
        Some(Does::Several(_)) => " → lighter".to_owned(),
        Some(Does::Deload { .. }) => " → deload".to_owned(),
        Some(Does::Swap { to: (date, _), .. }) if c.stance == Stance::Hurt => format!(" ⇄ {}", on(*date)),
        _ => String::new(),
    }
}

/// What is said about a day up to today: today's counsel, or what a past day's morning meant for its session.
pub fn of_day(desk: &Desk<'_>, date: NaiveDate, counsel: &Counsel) -> Vec<String> {
    if date == desk.today {
        return lines(counsel);
    }
    let r = desk.recovery(date);
    let Some(v) = desk.verdict(date, r.as_deref()) else { return Vec::new() };
    let (days, day) = (desk.days(), desk.day(date));
    let Some((s, effort)) = session_of(&days, &day, desk.today, &desk.basis.regions) else {
        return vec!["Rest as planned.".into()];
    };
    let demand = Demand::of_rpe(effort.rpe);
    let has = r.as_ref().map_or(0, |r| r.shown);
    let score = Fact::Score { demand: demand.name(), from: demand.threshold(), has, cap: None };
    let mut why: Vec<String> = v.reasons.iter().map(|r| reason_of(*r).to_owned()).collect();
    if why.is_empty() || has < demand.threshold() {
        why.insert(0, fact(&score).replace("this morning is", "that morning was"));
    }
    let title = &s.title;
    let said = match v.advice {
        Advice::RestAsPlanned => "Rest as planned".to_owned(),
        Advice::AsPlanned => format!("{title} as planned"),
        Advice::Lighter => format!("{title} lighter"),
        Advice::ActiveRecovery => format!("Active recovery instead of {title}"),
        Advice::FullRest => format!("Full rest instead of {title}"),
    };
    vec![format!("That morning: {said} ({}).", why.join("; "))]
}
