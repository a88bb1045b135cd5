//! Laws of the counsel that hold whatever was logged and planned.

use chrono::NaiveDate;
use recoup::domain::effort::effort;
use recoup::domain::session::Status;
use recoup::domain::shelf::day_number;
use recoup::domain::week::Overlay;
use recoup::domain::{Day, Days, Kind, Session, WeekId};
use recoup::planning::counsel::{Aside, Counsel, Does, Fact, Stance};
use recoup::planning::{Ahead, Learnt};
use recoup::recovery::Confidence;
use recoup::recovery::flags::flags;
use recoup::recovery::lay_off::{coming_back, would_come_back};
use recoup::recovery::verdict::{Advice, Demand, after_illness, is_hard, verdict_on};

use super::life::{Dice, life};
use super::{Table, changes, eases, lines};
use crate::support::trials::trial;

/// Sentences that ask for opposite things on one day.
pub(super) const OPPOSED: [(&str, &[&str]); 6] = [
    (
        " as planned",
        &[" lighter", "instead of", "full rest", "easy movement suits", "lying down suits", "Back off", "go easy"],
    ),
    ("lying down suits", &["easy movement suits", " lighter", "30' RPE 2 instead"]),
    ("Rest today", &[" lighter", "instead of", "Back off", "hard sessions from"]),
    ("rest outranks", &[" as planned", " lighter", "instead of"]),
    ("the plan waits", &[" as planned", " lighter", "instead of", "hard sessions from", "△"]),
    ("go easy", &[" as planned"]),
];

fn seeds() -> impl Iterator<Item = u64> {
    let times = trial("whatever_was_logged_the_counsel_keeps_its_laws").times();
    (0..times).map(|n| n * 7_919 + 11)
}

#[test]
fn whatever_was_logged_the_counsel_keeps_its_laws() {
    let mut seen = std::collections::BTreeMap::new();
    for seed in seeds() {
        let mut table = life(seed);
        let counsel = table.counsel();
        *seen.entry(counsel.stance).or_insert(0) += 1;
        let at = || format!("seed {seed}: {counsel:#?}");
        assert!(counsel.because.len() <= 2, "{}", at());
        one_voice(&counsel, &at);
        no_claim_without_enough_data(&table, &counsel, &at);
        the_stance_is_the_first_that_applies(&table, &counsel, &at);
        never_worse(&table, &counsel, &at);
        silent_once_applied(&mut table, &counsel, &at);
        a_changed_answer_only_makes_it_gentler(&mut table, seed, &at);
    }
    // Every stance occurs.
    let missing: Vec<&str> = Stance::ALL.into_iter().filter(|s| !seen.contains_key(s)).map(Stance::name).collect();
    assert!(missing.is_empty(), "never met: {missing:?} of {seen:?}");
    trial("whatever_was_logged_the_counsel_keeps_its_laws").held();
}

fn one_voice(counsel: &Counsel, at: &dyn Fn() -> String) {
    let said = lines(counsel);
    for (one, others) in OPPOSED {
        for a in said.iter().filter(|l| l.contains(one)) {
            let against = said.iter().find(|b| others.iter().any(|o| b.contains(o)));
            assert!(against.is_none(), "{a:?} against {against:?}, {}", at());
        }
    }
    let loose = counsel.asides.contains(&Aside::LooseButBelowPar);
    assert!(!(loose && counsel.stance == Stance::Go), "{}", at());
    for line in &said {
        for jargon in [" wants ", "morning has ", "stance", "passive", "  "] {
            assert!(!line.contains(jargon), "{line:?}, {}", at());
        }
        assert!(line.ends_with(['.', '?']), "{line:?}, {}", at());
    }
}

/// No claim without the mornings and sessions that it needs, recounted here.
fn no_claim_without_enough_data(table: &Table, counsel: &Counsel, at: &dyn Fn() -> String) {
    let days: Vec<&Day> = table.book.weeks().flat_map(|w| &w.days).filter(|d| d.date <= table.today).collect();
    let counts = |d: &&&Day| !d.is_ill() && d.overlay != Some(Overlay::Away);
    let answered = |d: &&&Day| d.checkin.as_ref().is_some_and(|c| c.is_answered());
    let mornings = days.iter().filter(answered).count();
    let guessing = days.iter().filter(answered).filter(counts).count() < 7;
    let week = days.iter().filter(|d| (table.today - d.date).num_days() < 7 && !d.is_ill()).filter(answered).count();
    let forecasts = counsel.because.iter().any(|f| matches!(f, Fact::Forecast(..)));
    assert!(!(forecasts && guessing), "a forecast from a guess, {}", at());
    let moves = counsel.offer.as_ref().is_some_and(|o| o.moves.is_some());
    assert!(!(moves && guessing), "mornings moved on a guess, {}", at());
    let flagged = counsel.asides.iter().any(|a| matches!(a, Aside::Flags(..))) || counsel.stance == Stance::BackOff;
    assert!(!(flagged && week < 4), "flags from {week} mornings, {}", at());
    if counsel.because.iter().any(|f| matches!(f, Fact::Earned(_))) {
        let trained = |d: &&Day| d.sessions.iter().filter(|s| s.status == Status::Done && s.kind.is_training()).count();
        let sessions: usize = days.iter().map(trained).sum();
        assert!(sessions >= 8 && mornings >= 14, "raised after {sessions} sessions, {mornings} mornings, {}", at());
    }
    let low = table.desk().recovery(table.today).is_some_and(|r| r.confidence() == Confidence::Low);
    if low && counsel.stance == Stance::Go && counsel.subject.is_some() {
        let soft = |f: &Fact| matches!(f, Fact::OnlyFrom(_) | Fact::AsEased);
        assert!(counsel.because.iter().any(soft), "firm from few answers, {}", at());
    }
}

/// The stance is the first that applies, by conditions written a second time here.
fn the_stance_is_the_first_that_applies(table: &Table, counsel: &Counsel, at: &dyn Fn() -> String) {
    let desk = table.desk();
    let (days, day) = (desk.days(), desk.day(table.today));
    let number = day_number(table.today);
    let open: Vec<_> = day.sessions.iter().filter(|s| s.status == Status::Planned && s.kind != Kind::Rest).collect();
    let r = desk.recovery(table.today);
    let of = |s: &Session| effort(&days, s, number, number).unwrap();
    let regions = &desk.basis.regions;
    let gentler = open.iter().any(|s| {
        let v = verdict_on(Some((s, of(s))), r.as_deref(), &days, &day, regions);
        v.is_some_and(|v| v.advice > Advice::AsPlanned)
    });
    let after_ill = open.iter().any(|s| after_illness(&days, &day, of(s).rpe).is_some());
    let back = coming_back(&days, number).or_else(|| would_come_back(&days, number));
    let usuals = days.usuals(number);
    let above = open.iter().any(|s| back.is_some_and(|b| b.eased(&days, s, &usuals).is_some()));
    let level = flags(&table.book, table.today, desk.basis).level;
    let deload = (0..=7).any(|n| days.deload(table.today - chrono::Days::new(n)));
    let hurts = |s: &&&Session| {
        let pain = day.checkin.iter().flat_map(|c| &c.pain).chain(day.hurt().into_iter().flat_map(|i| &i.regions));
        of(s).rpe >= 3.0 && pain.clone().any(|r| regions.trains(s, *r))
    };
    let expected = match () {
        () if day.is_ill() => Some(Stance::Ill),
        () if day.overlay.is_some() && day.hurt().is_none() => Some(Stance::Away),
        () if open.iter().filter(hurts).count() > 0 => Some(Stance::Hurt),
        () if day.event.is_some() && !day.has_done() => Some(Stance::Event),
        () if after_ill => Some(Stance::AfterIllness),
        () if above => Some(Stance::ComingBack),
        () if counsel.stance == Stance::Unanswered => {
            assert!(r.is_none() && open.iter().any(|s| s.kind.is_training()), "{}", at());
            None
        }
        () if level >= 3 && !deload => Some(Stance::BackOff),
        () if gentler => Some(Stance::Gentler),
        () => None,
    };
    if let Some(expected) = expected {
        assert_eq!(counsel.stance, expected, "{}", at());
        return;
    }
    let worked = day.sessions.iter().any(|s| s.kind != Kind::Rest);
    match counsel.stance {
        Stance::Done => assert!(worked && open.is_empty(), "{}", at()),
        Stance::Rest => assert!(!worked, "{}", at()),
        Stance::Go => assert!(!open.is_empty(), "{}", at()),
        Stance::Settled => {
            assert!(day.sessions.iter().any(|s| s.instead.is_some() || s.condition.is_some()), "{}", at())
        }
        Stance::ProtectNext | Stance::Finding | Stance::Unanswered => {}
        other => panic!("{other:?} does not hold, {}", at()),
    }
}

/// The findings, rest days and gentle days in the weeks that an offer touches.
fn counted(table: &Table, ids: &[WeekId], learnt: &Learnt, ahead: &Ahead) -> (usize, usize, usize) {
    let desk = table.desk();
    let days: Vec<Day> = ids.iter().flat_map(|id| desk.shown(*id).0.days.clone()).collect();
    let rest = days.iter().filter(|d| !d.sessions.is_empty() && d.sessions.iter().all(|s| s.kind == Kind::Rest));
    let gentle =
        |d: &&Day| d.sessions.iter().any(|s| s.kind != Kind::Rest) && !d.sessions.iter().any(|s| s.kind.is_training());
    let findings = ids.iter().map(|id| desk.findings(*id, learnt, &ahead.outlooks).len()).sum();
    (findings, rest.count(), days.iter().filter(gentle).count())
}

/// An offer never makes the weeks it touches worse.
fn never_worse(table: &Table, counsel: &Counsel, at: &dyn Fn() -> String) {
    let Some(edit) = counsel.offer.as_ref().and_then(|o| o.edit.clone()) else { return };
    if !changes(counsel) {
        return;
    }
    let ids = table.desk().change(Default::default(), edit.clone()).weeks();
    let (learnt, ahead) = table.look();
    let before = counted(table, &ids, &learnt, &ahead);
    let mut after = Table::new(table.book.clone(), table.today, "five-day");
    let hard = |table: &Table, date: NaiveDate| -> Vec<String> {
        let day = table.desk().day(date);
        day.sessions.iter().filter(|s| s.status == Status::Planned && is_hard(s)).map(|s| s.title.clone()).collect()
    };
    let dates: Vec<NaiveDate> = ids.iter().flat_map(|id| id.days()).filter(|d| *d >= table.today).collect();
    let were: Vec<Vec<String>> = dates.iter().map(|d| hard(table, *d)).collect();
    let change = table.desk().change(Default::default(), edit);
    change.apply(&mut after.book).unwrap();
    let (learnt, ahead) = after.look();
    for (date, was) in dates.iter().zip(were) {
        if hard(&after, *date).iter().all(|s| was.contains(s)) || counsel.stance == Stance::Settled {
            continue;
        }
        let score = if *date == table.today {
            after.desk().recovery(*date).map(|r| r.judged())
        } else {
            ahead.of(*date).and_then(|o| o.shown())
        };
        assert!(score.is_none_or(|s| s >= Demand::Hard.threshold()), "hard lands on {date} at {score:?}, {}", at());
    }
    if eases(counsel.stance) {
        return;
    }
    // The finding that was to be fixed is gone, not just another one.
    if let Some(Does::Mend(mend)) = counsel.offer.as_ref().map(|o| &o.does) {
        let left = after.desk().findings(WeekId::of(table.today), &learnt, &ahead.outlooks);
        let (rule, date) = (mend.finding.rule, mend.finding.date);
        assert!(!left.iter().any(|f| f.rule == rule && f.date == date), "{left:?}, {}", at());
    }
    let (findings, rest, gentle) = counted(&after, &ids, &learnt, &ahead);
    let what = counsel.offer.as_ref().map(|o| &o.does);
    if matches!(what, Some(Does::Deload { .. } | Does::OtherBranch(_))) {
        return;
    }
    assert!(findings <= before.0, "findings {} → {findings}, {}", before.0, at());
    assert!(rest >= before.1 && gentle >= before.2, "rest {:?} → {:?}, {}", (before.1, before.2), (rest, gentle), at());
}

/// After an offer is applied nothing more is offered for the same days, whether or not the use of it is remembered.
fn silent_once_applied(table: &mut Table, counsel: &Counsel, at: &dyn Fn() -> String) {
    let Some(offer) = counsel.offer.as_ref().filter(|_| changes(counsel)) else { return };
    let (book, used) = (table.book.clone(), table.used.clone());
    table.apply(counsel);
    let next = table.counsel();
    let again = next.offer.iter().any(|o| o.id.days.iter().any(|d| offer.id.days.contains(d)));
    assert!(!again, "then {next:#?}, {}", at());
    assert!(table.refused.is_empty());
    if eases(counsel.stance) {
        // The eased plan suits this morning: nothing needs to be remembered for that.
        let used = std::mem::take(&mut table.used);
        let next = table.counsel();
        let asks = matches!(next.stance, Stance::AfterIllness | Stance::ComingBack | Stance::Gentler);
        assert!(!asks, "then {next:#?}, {}", at());
        table.used = used;
    }
    (table.book, table.used) = (book, used);
}

/// Energy first, ill an hour later: it ends in rest, and an offer is never harder than the current plan.
fn a_changed_answer_only_makes_it_gentler(table: &mut Table, seed: u64, at: &dyn Fn() -> String) {
    let counsel = table.counsel();
    let book = table.book.clone();
    table.apply(&counsel);
    let today = table.today;
    let load = |t: &Table| {
        t.desk()
            .day(today)
            .sessions
            .iter()
            .filter(|s| s.status == Status::Planned)
            .filter_map(|s| s.load())
            .sum::<f64>()
    };
    let before = load(table);
    let week = table.book.log_mut(WeekId::of(today)).unwrap();
    let ill = Dice(seed ^ 1).one_in(2);
    let c = week.day_mut(today).checkin.get_or_insert_default();
    if ill {
        c.ill = Some(true);
    } else {
        (c.energy, c.mood, c.sleep_hours) = (Some(1), Some(1), Some(3.0));
    }
    let next = table.counsel();
    if ill {
        assert_eq!(next.stance, Stance::Ill, "{}", at());
    } else if next.offer.as_ref().is_some_and(|o| o.id.days.contains(&today)) && eases(next.stance) {
        table.apply(&next);
        assert!(load(table) <= before, "{before} → {}: {next:#?}, {}", load(table), at());
    }
    (table.book, table.used) = (book, Vec::new());
}
