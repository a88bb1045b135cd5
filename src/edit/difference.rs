//! The difference between two plans of the same weeks, in as few words as possible: the net result, not how it came about.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::domain::session::Kind;
use crate::domain::{Day, Session, Week};
use crate::text::width;

/// The most columns of a title in a phrase: as many of its words as fit, at least one. Chosen.
const TITLE: usize = 12;

/// A day that two plans differ on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Changed {
    /// The day.
    pub date: NaiveDate,
    /// What it holds in the first plan.
    pub before: String,
    /// What it holds in the second.
    pub after: String,
}

/// The days whose work differs, with what each holds: titles, plus numbers if the titles are the same. Both hold the same weeks,
/// in the same order.
pub fn days(before: &[Cow<'_, Week>], after: &[Cow<'_, Week>]) -> Vec<Changed> {
    let held = |day: &Day, numbers: bool| match (day.sessions.as_slice(), numbers) {
        ([], _) => "nothing".to_owned(),
        (all, true) => all.iter().map(Session::summary).collect::<Vec<_>>().join(" + "),
        (all, false) => all.iter().map(|s| s.title.as_str()).collect::<Vec<_>>().join(" + "),
    };
    let pairs = before.iter().zip(after).flat_map(|(a, b)| a.days.iter().zip(&b.days));
    let changed = pairs.filter(|(a, b)| !same_day(a, b)).map(|(a, b)| {
        let numbers = a.sessions.iter().map(|s| &s.title).eq(b.sessions.iter().map(|s| &s.title));
        Changed { date: a.date, before: held(a, numbers), after: held(b, numbers) }
    });
    changed.collect()
}

/// Whether they differ in nothing that a person would see: work, what waits in the trays, bed times, days off, deloads.
pub fn is_none(before: &[Cow<'_, Week>], after: &[Cow<'_, Week>]) -> bool {
    let waits = |w: &Week| w.tray.iter().map(|t| t.session.summary()).collect::<Vec<_>>();
    let around = |w: &Week| w.days.iter().map(|d| (d.bed, d.overlay)).collect::<Vec<_>>();
    let same = |a: &Week, b: &Week| a.deload == b.deload && waits(a) == waits(b) && around(a) == around(b);
    days(before, after).is_empty() && before.iter().zip(after).all(|(a, b)| same(a, b))
}

/// A session on its day.
type Placed<'a> = (NaiveDate, &'a Session);

/// What the second plan changes in the first, a phrase each, by day: `HIIT Fri 30'/9 → 180'/10`, `Wed ⇄ Thu`, `Thu rest`, `Wed
/// bed 22:00`. Both hold the same weeks, in the same order; with more than one week, a day has its date beside its weekday.
pub fn net(before: &[Cow<'_, Week>], after: &[Cow<'_, Week>]) -> Vec<String> {
    let name = |date: NaiveDate| date.format(if before.len() > 1 { "%a %-d" } else { "%a" }).to_string();
    let mut said: Vec<(NaiveDate, String)> = Vec::new();
    let all: Vec<(&Day, &Day)> = before.iter().zip(after).flat_map(|(a, b)| a.days.iter().zip(b.days.iter())).collect();
    let mut open: Vec<(&Day, &Day)> = all.iter().copied().filter(|(a, b)| !same_day(a, b)).collect();
    // Days that swapped everything they hold.
    while let Some((i, j)) = pair(&open, |x, y| same_day(x.0, y.1) && same_day(y.0, x.1)) {
        said.push((open[i].0.date, format!("{} ⇄ {}", name(open[i].0.date), name(open[j].0.date))));
        open.remove(j);
        open.remove(i);
    }
    let (mut lost, mut gained): (Vec<Placed<'_>>, Vec<Placed<'_>>) = (Vec::new(), Vec::new());
    for (a, b) in open {
        let (mut gone, mut new): (Vec<&Session>, Vec<&Session>) = (a.sessions.iter().collect(), Vec::new());
        for s in &b.sessions {
            match gone.iter().position(|g| same(g, s)) {
                Some(at) => drop(gone.remove(at)),
                None => new.push(s),
            }
        }
        // A day that is rest now says so; what it held waits in the tray, or moved.
        let rests = b.is_rest() && new.iter().any(|s| s.is_plain_rest());
        if rests {
            said.push((a.date, format!("{} rest", name(a.date))));
        }
        let idle = gone.iter().any(|s| s.is_plain_rest()) && b.sessions.is_empty();
        if idle {
            said.push((a.date, format!("{} empty", name(a.date))));
        }
        let away = gone.into_iter().filter(|s| !s.is_plain_rest()).map(|s| (a.date, s));
        lost.extend(away);
        gained.extend(new.into_iter().filter(|s| !s.is_plain_rest()).map(|s| (b.date, s)));
    }
    let rests = |date: NaiveDate, said: &[(NaiveDate, String)]| said.iter().any(|(d, _)| *d == date);
    let of_a_day = |x: &Placed<'_>, y: &Placed<'_>| x.0 == y.0 && is_same_session(x.1, y.1);
    let of_any_day = |x: &Placed<'_>, y: &Placed<'_>| is_same_session(x.1, y.1);
    while let Some((i, j)) = across(&lost, &gained, of_a_day).or_else(|| across(&lost, &gained, of_any_day)) {
        let ((from, was), (to, is)) = (lost.remove(i), gained.remove(j));
        said.push((from.min(to), edited(was, is, (from, to), &name)));
    }
    // A session in place of another on the same day.
    while let Some((i, j)) = across(&lost, &gained, |x, y| x.0 == y.0) {
        let ((date, was), (_, is)) = (lost.remove(i), gained.remove(j));
        said.push((date, format!("{} {} → {}", name(date), short(&was.title), short(&is.title))));
    }
    let fresh = gained.into_iter().map(|(d, s)| (d, format!("+ {} {}", short(&s.title), name(d))));
    let gone = lost.into_iter().filter(|(d, _)| !rests(*d, &said));
    let gone: Vec<_> = gone.map(|(d, s)| (d, format!("− {} {}", short(&s.title), name(d)))).collect();
    said.extend(fresh);
    said.extend(gone);
    said.extend(around(&all, &name));
    let deloads = before.iter().zip(after).filter(|(a, b)| a.deload != b.deload);
    said.extend(deloads.map(|(a, b)| {
        let what = if b.deload { "deload" } else { "no deload" };
        (a.id.monday(), format!("{what} in week {}", a.id.number()))
    }));
    if said.is_empty() && !is_none(before, after) {
        return vec!["the tray or rest".to_owned()];
    }
    said.sort_by_key(|(date, _)| *date);
    said.into_iter().map(|(_, phrase)| phrase).collect()
}

/// Bed times, and days off: a phrase for each run of days.
fn around(all: &[(&Day, &Day)], name: &dyn Fn(NaiveDate) -> String) -> Vec<(NaiveDate, String)> {
    let beds = all.iter().filter(|(a, b)| a.bed != b.bed).map(|(a, b)| {
        let time = b.bed.map_or("no bed time".to_owned(), |t| format!("bed {t}"));
        (a.date, format!("{} {time}", name(a.date)))
    });
    let mut out: Vec<(NaiveDate, String)> = beds.collect();
    let off: Vec<_> = all.iter().filter(|(a, b)| a.overlay != b.overlay).collect();
    for run in off.chunk_by(|x, y| x.0.date.succ_opt() == Some(y.0.date) && x.1.overlay == y.1.overlay) {
        let (first, last) = (run[0].0.date, run[run.len() - 1].0.date);
        let span = if first == last { name(first) } else { format!("{}–{}", name(first), name(last)) };
        let what = run[0].1.overlay.map_or("on again", |o| o.name());
        out.push((first, format!("{span} {what}")));
    }
    out
}

/// A session in both plans: moved, with other numbers, or changed in something that has no number.
fn edited(
    was: &Session,
    is: &Session,
    (from, to): (NaiveDate, NaiveDate),
    name: &dyn Fn(NaiveDate) -> String,
) -> String {
    let title = short(&is.title);
    let (before, after) = (numbers(was), numbers(is));
    let numbers = before != after;
    match (from == to, numbers) {
        (true, true) => format!("{title} {} {before} → {after}", name(from)),
        (true, false) if was.status != is.status => {
            let status = is.status.name();
            format!("{title} {} {status}", name(from))
        }
        (true, false) => format!("{title} {} changed", name(from)),
        (false, true) => format!("{title} {} → {} {after}", name(from), name(to)),
        (false, false) => format!("{title} {} → {}", name(from), name(to)),
    }
}

/// `60'/8`: minutes and RPE.
fn numbers(s: &Session) -> String {
    match (s.actual_minutes(), s.actual_rpe()) {
        (Some(m), Some(r)) => format!("{m}'/{r}"),
        (Some(m), None) => format!("{m}'"),
        (None, Some(r)) => format!("RPE {r}"),
        (None, None) => "no numbers".to_owned(),
    }
}

/// As many words of a title as a phrase has room for.
fn short(title: &str) -> String {
    let mut out = String::new();
    for word in title.split_whitespace() {
        if !out.is_empty() && width(&out) + 1 + width(word) > TITLE {
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether both are the same work on their day, whatever their ids and wherever they were moved from.
fn same(a: &Session, b: &Session) -> bool {
    let bare = |s: &Session| Session { id: None, moved_from: None, ..s.clone() };
    bare(a) == bare(b)
}

fn same_day(a: &Day, b: &Day) -> bool {
    a.sessions.len() == b.sessions.len() && a.sessions.iter().zip(&b.sessions).all(|(a, b)| same(a, b))
}

/// Whether both are one session that may have changed.
fn is_same_session(a: &Session, b: &Session) -> bool {
    (a.kind, &a.title) == (b.kind, &b.title) || (a.id.is_some() && a.id == b.id && a.kind != Kind::Rest)
}

fn pair<T>(all: &[T], fits: impl Fn(&T, &T) -> bool) -> Option<(usize, usize)> {
    (0..all.len()).find_map(|i| (i + 1..all.len()).find(|j| fits(&all[i], &all[*j])).map(|j| (i, j)))
}

fn across<T>(a: &[T], b: &[T], fits: impl Fn(&T, &T) -> bool) -> Option<(usize, usize)> {
    (0..a.len()).find_map(|i| (0..b.len()).find(|j| fits(&a[i], &b[*j])).map(|j| (i, j)))
}
