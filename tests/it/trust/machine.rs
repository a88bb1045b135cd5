//! Two planners, a shell and somebody with an editor write one folder, in any order: after each step screen, file and journal
//! agree with a model that is small enough to be read.
//!
//! The model knows a handful of numbers and what each step of the journal did to them. A failure is shrunk to the few
//! steps that it needs.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use recoup::app::Msg;
use recoup::domain::held::Held;
use recoup::domain::session::Status;
use recoup::domain::{Split, Week, WeekId};
use recoup::edit::{Change, Edit, LogEdit};
use recoup::sample::Headless;
use recoup::sample::headless::parse_keys;
use recoup::store::atomic::{Call, Disk};
use recoup::store::{Store, Wait};

use crate::support::trials::{Trial, trial};
use crate::support::{Place, date, fresh_id, planner_on};

const WEEKS: [&str; 2] = ["2026-W47", "2026-W48"];

/// Sessions by title: the week, the day of it from 0, and the keys that lead there.
const SESSIONS: [(&str, usize, u16, &str); 4] =
    [("Swim", 0, 4, "t5"), ("Bike", 0, 5, "t6"), ("Run", 1, 1, "t]2"), ("Past", 0, 0, "t1")];

/// As a person writes it: no ids, a comment, an unknown key.
const START: [&str; 2] = [
    "# my weeks\nformat = 1\nown = true\n\n[[day]]\ndate = 2026-11-16\n\n[[day.session]]\nkind = \"mobility\"\ntitle = \"Past\"\n\
     minutes = 60\nrpe = 5\n\n[[day]]\ndate = 2026-11-20\n\n[[day.session]]\nkind = \"endurance\"\ntitle = \"Swim\"   # in the lake\n\
     minutes = 60\nrpe = 5\n\n[[day]]\ndate = 2026-11-21\nfuel = []\n[[day.session]]\nkind = \"endurance\"\ntitle = \"Bike\"\n\
     minutes = 60\nrpe = 5\n",
    "format = 1\nown = true\nmine = \"kept\"\n\n[[day]]\ndate = 2026-11-24\n\n[[day.session]]\nkind = \"endurance\"\ntitle = \"Run\"\n\
     minutes = 60\nrpe = 5\n",
];

/// A number that the model knows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Field {
    Minutes(usize),
    Rpe(usize),
    Done,
    Mood(usize),
    Snacks,
}

const FIELDS: [Field; 12] = [
    Field::Minutes(0),
    Field::Minutes(1),
    Field::Minutes(2),
    Field::Minutes(3),
    Field::Rpe(0),
    Field::Rpe(1),
    Field::Rpe(2),
    Field::Rpe(3),
    Field::Done,
    Field::Mood(0),
    Field::Mood(1),
    Field::Snacks,
];

/// The value of every field; `None` where there is no such session or answer.
type Facts = [Option<i64>; FIELDS.len()];

fn at(field: Field) -> usize {
    FIELDS.iter().position(|f| *f == field).unwrap()
}

/// What one step of the journal did: field, before, after.
type Did = Vec<(Field, Option<i64>, Option<i64>)>;

/// The two mornings between which the day can change.
const DAYS: [&str; 2] = ["2026-11-18", "2026-11-19"];

#[derive(Clone, Copy, Debug)]
enum Small {
    /// Five minutes more or fewer.
    Length(usize, bool),
    /// A point of RPE more or less.
    Effort(usize, bool),
}

/// What can happen.
#[derive(Clone, Debug)]
enum Op {
    /// A key on a session.
    Key(usize, Small),
    /// The past session is marked done, or no longer.
    Done(usize),
    /// The mood of this morning, in the check-in.
    CheckIn(usize, i64),
    /// The same from a shell.
    Shell(i64),
    /// A movement snack from a shell.
    Snack,
    /// The newest step is undone.
    Undo(usize),
    /// It is redone.
    Redo(usize),
    /// Somebody changes minutes in a file by hand.
    Hand(usize, i64),
    /// A planner is closed and opened again.
    Restart(usize),
    /// Keys whose saves come late, after a key in the other planner; the last may be undone before that.
    Late(usize, Vec<Small>, bool, Small),
    /// A key whose save fails at one of its calls, once or until the disk works again; a file may be changed by hand meanwhile.
    Failing(usize, Small, usize, bool, Option<(usize, i64)>),
    /// The second week's file is taken away, or put back.
    Away,
    /// The day changes.
    Midnight,
}

fn small() -> impl Strategy<Value = Small> {
    (0..3_usize, any::<bool>(), any::<bool>())
        .prop_map(|(s, up, length)| if length { Small::Length(s, up) } else { Small::Effort(s, up) })
}

fn op() -> impl Strategy<Value = Op> {
    let who = 0..2_usize;
    prop_oneof![
        6 => (who.clone(), small()).prop_map(|(w, s)| Op::Key(w, s)),
        2 => who.clone().prop_map(Op::Done),
        2 => (who.clone(), 1..6_i64).prop_map(|(w, n)| Op::CheckIn(w, n)),
        2 => (1..6_i64).prop_map(Op::Shell),
        1 => Just(Op::Snack),
        5 => who.clone().prop_map(Op::Undo),
        3 => who.clone().prop_map(Op::Redo),
        2 => (0..3_usize, 7..25_i64).prop_map(|(s, n)| Op::Hand(s, 5 * n)),
        1 => who.clone().prop_map(Op::Restart),
        3 => (who.clone(), prop::collection::vec(small(), 1..4), any::<bool>(), small())
            .prop_map(|(w, s, u, m)| Op::Late(w, s, u, m)),
        3 => (who, small(), 0..24_usize, any::<bool>(), prop::option::of((0..3_usize, 35..120_i64)))
            .prop_map(|(w, s, n, f, h)| Op::Failing(w, s, n, f, h)),
        1 => Just(Op::Away),
        1 => Just(Op::Midnight),
    ]
}

/// The state that is expected.
#[derive(Debug)]
struct Expected {
    now: Facts,
    done: Vec<Did>,
    undone: Vec<Did>,
    /// The bytes of the second week while its file is away.
    away: Option<String>,
    /// Which of [`DAYS`] it is.
    day: usize,
}

impl Expected {
    fn step(&mut self, did: Did) {
        if did.is_empty() {
            return;
        }
        for (field, _, after) in &did {
            self.now[at(*field)] = *after;
        }
        self.done.push(did);
        self.undone.clear();
        // The journal keeps the last 200 steps.
        self.done.drain(..self.done.len().saturating_sub(200));
    }

    /// The same key, but in the other direction if the keys of one step could take a number out of its range or make it fill
    /// the blank before it in a cell.
    fn within(&self, small: Small) -> Small {
        let turn = |field: Field, up: bool, low: i64, high: i64| match self.now[at(field)] {
            Some(n) if n <= low => true,
            Some(n) if n >= high => false,
            _ => up,
        };
        match small {
            Small::Length(s, up) => Small::Length(s, turn(Field::Minutes(s), up, 35, 200)),
            Small::Effort(s, up) => Small::Effort(s, turn(Field::Rpe(s), up, 4, 6)),
        }
    }

    fn press(&mut self, small: Small) {
        let (field, by) = match small {
            Small::Length(s, up) => (Field::Minutes(s), if up { 5 } else { -5 }),
            Small::Effort(s, up) => (Field::Rpe(s), if up { 1 } else { -1 }),
        };
        let was = self.now[at(field)];
        self.step(vec![(field, was, was.map(|n| n + by))]);
    }

    fn set(&mut self, field: Field, to: i64) {
        let was = self.now[at(field)];
        if was != Some(to) {
            self.step(vec![(field, was, Some(to))]);
        }
    }

    /// Undoes or redoes the newest step: its own changes only, where nobody has changed them since.
    fn turn(&mut self, undo: bool) {
        let Some(did) = (if undo { self.done.pop() } else { self.undone.pop() }) else { return };
        let mut back = Vec::new();
        for (field, before, after) in did {
            let (from, to) = if undo { (after, before) } else { (before, after) };
            let now = &mut self.now[at(field)];
            if field == Field::Snacks {
                // A tally is counted back.
                let n = now.unwrap_or(0) + to.unwrap_or(0) - from.unwrap_or(0);
                *now = Some(n.min(99)).filter(|n| *n > 0);
            } else if *now == from {
                *now = to;
            } else {
                continue;
            }
            back.push((field, before, after));
        }
        if undo { self.undone.push(back) } else { self.done.push(back) }
    }
}

/// The real files and planners.
struct World {
    place: Place,
    planners: [Headless; 2],
    /// How many calls of each planner's disk succeed from now on, and whether all after that fail.
    left: [Arc<(AtomicUsize, AtomicUsize)>; 2],
}

const WELL: usize = usize::MAX;

impl World {
    fn new() -> Self {
        let place = Place::new();
        for (week, text) in WEEKS.iter().zip(START) {
            place.put(week, text);
        }
        let left = [0, 1].map(|_| Arc::new((AtomicUsize::new(WELL), AtomicUsize::new(0))));
        let planners = [0, 1].map(|n| planner_on(Self::disk(&place, &left[n]), DAYS[0], |s| s));
        Self { place, planners, left }
    }

    fn disk(place: &Place, left: &Arc<(AtomicUsize, AtomicUsize)>) -> Store {
        let left = Arc::clone(left);
        let probe = move |call: Call, _: &std::path::Path| {
            if call == Call::Read || left.0.load(Ordering::SeqCst) == WELL {
                return Ok(());
            }
            let n = left.0.load(Ordering::SeqCst);
            if n > 0 {
                left.0.store(n - 1, Ordering::SeqCst);
                return Ok(());
            }
            if left.1.load(Ordering::SeqCst) == 0 {
                left.0.store(WELL, Ordering::SeqCst);
            }
            Err(io::Error::from_raw_os_error(5))
        };
        place.store().on(Disk::probed(Arc::new(probe)))
    }

    /// What the files say.
    fn facts(&self) -> Result<Facts, String> {
        Ok(self.read()?.1)
    }

    /// The weeks on file, and what they say.
    fn read(&self) -> Result<([Option<Week>; 2], Facts), String> {
        let mut out: Facts = [None; FIELDS.len()];
        let mut weeks = Vec::new();
        for week in WEEKS {
            match self.place.store().read(week.parse().unwrap()) {
                None => weeks.push(None),
                // The unknown key may be reported, and nothing else.
                Some(Held::Week(week, problems)) if problems.iter().all(|p| format!("{p:?}").contains("mine")) => {
                    weeks.push(Some((*week).clone()))
                }
                other => return Err(format!("{week}: {other:?}")),
            }
        }
        for (n, (title, week, ..)) in SESSIONS.iter().enumerate() {
            let Some(week) = &weeks[*week] else { continue };
            let sessions = week.days.iter().flat_map(|d| &d.sessions).filter(|s| s.title == *title);
            let all: Vec<_> = sessions.collect();
            let [session] = all.as_slice() else { return Err(format!("{title} is there {} times", all.len())) };
            out[at(Field::Minutes(n))] = session.minutes.map(i64::from);
            out[at(Field::Rpe(n))] = session.rpe.map(|r| r.value() as i64);
            if n == 3 {
                out[at(Field::Done)] = Some(i64::from(session.status == Status::Done));
            }
        }
        if let Some(week) = &weeks[0] {
            for (n, day) in DAYS.iter().enumerate() {
                let checkin = week.day(date(day)).checkin.as_ref();
                out[at(Field::Mood(n))] = checkin.and_then(|c| c.mood).map(i64::from);
            }
            out[at(Field::Snacks)] = Some(i64::from(week.day(date(DAYS[0])).snacks)).filter(|n| *n > 0);
        }
        Ok((weeks.try_into().unwrap(), out))
    }

    fn write(&self, week: usize, text: &str) {
        recoup::store::atomic::write(&self.place.path(WEEKS[week]), text.as_bytes()).unwrap();
    }

    /// Gives a session other minutes by hand and leaves everything else.
    fn hand(&mut self, session: usize, minutes: i64) {
        let (title, week, ..) = SESSIONS[session];
        let text = self.place.file(WEEKS[week]).unwrap();
        let (before, rest) = text.split_once(&format!("title = \"{title}\"")).unwrap();
        let (between, after) = rest.split_once("minutes = ").unwrap();
        let after = after.trim_start_matches(|c: char| c.is_ascii_digit());
        self.write(week, &format!("{before}title = \"{title}\"{between}minutes = {minutes}{after}"));
        self.look();
    }

    /// Both planners hear that something changed in the folder.
    fn look(&mut self) {
        self.planners.iter_mut().for_each(|p| {
            p.look();
        });
    }

    fn shell(&self, today: &str, edit: LogEdit) {
        let change = Change {
            id: fresh_id(),
            group: None,
            edit: Edit::Log(edit),
            today: date(today),
            splits: Split::empty().into(),
        };
        self.place.store().save(&[change], Wait::Patiently);
    }
}

/// Presses keys; the screen is checked afterwards.
fn press(planner: &mut Headless, keys: &str) {
    for key in parse_keys(keys) {
        planner.msg(Msg::Key(key));
    }
}

fn keys_of(small: Small) -> String {
    let (session, key) = match small {
        Small::Length(s, up) => (s, if up { ">" } else { "<" }),
        Small::Effort(s, up) => (s, if up { "+" } else { "-" }),
    };
    format!("{}{key}", SESSIONS[session].3)
}

/// One step, in the world and in the model.
fn step(world: &mut World, model: &mut Expected, op: &Op) -> Result<(), String> {
    let gone = |s: usize, model: &Expected| SESSIONS[s].1 == 1 && model.away.is_some();
    let of = |small: Small| match small {
        Small::Length(s, _) | Small::Effort(s, _) => s,
    };
    match op.clone() {
        Op::Key(who, small) if !gone(of(small), model) => {
            let small = model.within(small);
            press(&mut world.planners[who], &keys_of(small));
            model.press(small);
        }
        Op::Done(who) => {
            press(&mut world.planners[who], "t1<space><esc><esc>");
            let now = model.now[at(Field::Done)].unwrap();
            model.set(Field::Done, 1 - now);
        }
        Op::CheckIn(who, mood) => {
            press(&mut world.planners[who], &format!("tc<tab><tab><tab>{mood}<enter>"));
            model.set(Field::Mood(model.day), mood);
        }
        Op::Shell(mood) => {
            let day = date(DAYS[model.day]);
            let Some(Held::Week(week, _)) = world.place.store().read(WeekId::of(day)) else {
                return Err("unread".into());
            };
            let was = week.day(day).checkin.clone().unwrap_or_default();
            let to = recoup::domain::checkin::CheckIn { mood: Some(mood as u8), ..was.clone() };
            let note = recoup::edit::NoteChange::Keep;
            world.shell(DAYS[model.day], LogEdit::CheckIn { date: day, was: Box::new(was), to: Box::new(to), note });
            model.set(Field::Mood(model.day), mood);
        }
        // The tally of a day ends at 99.
        Op::Snack if model.now[at(Field::Snacks)] == Some(99) => {}
        Op::Snack => {
            world.shell(DAYS[model.day], LogEdit::Snack { date: date(DAYS[0]), by: 1 });
            let was = model.now[at(Field::Snacks)];
            model.step(vec![(Field::Snacks, was, Some(was.unwrap_or(0) + 1))]);
        }
        Op::Undo(who) | Op::Redo(who) => {
            let undo = matches!(op, Op::Undo(_));
            let key = if undo { "u" } else { "<ctrl-r>" };
            let next = if undo { model.done.last() } else { model.undone.last() };
            // A step on a week that is away cannot be undone or redone, but asking again passes over it.
            let away = |f: &Field| matches!(f, Field::Minutes(2) | Field::Rpe(2)) && model.away.is_some();
            let lost = next.is_some_and(|did| did.iter().any(|(f, ..)| away(f)));
            press(&mut world.planners[who], key);
            if lost {
                let turned = |w: &World| if undo { w.place.store().depth().0 } else { w.place.store().depth().1 };
                let before = if undo { model.done.len() } else { model.undone.len() };
                if turned(world) == before {
                    world.look();
                    press(&mut world.planners[who], key);
                }
            }
            model.turn(undo);
        }
        Op::Hand(session, minutes) if !gone(session, model) => {
            world.hand(session, minutes);
            model.now[at(Field::Minutes(session))] = Some(minutes);
        }
        Op::Restart(who) => {
            let store = World::disk(&world.place, &world.left[who]);
            world.planners[who] = planner_on(store, DAYS[model.day], |s| s);
        }
        Op::Late(who, all, cancel, meanwhile) => {
            let all: Vec<Small> = all.into_iter().filter(|s| !gone(of(*s), model)).map(|s| model.within(s)).collect();
            world.planners[who].hold(true);
            for small in &all {
                press(&mut world.planners[who], &keys_of(*small));
            }
            let cancelled = cancel && !all.is_empty();
            if cancelled {
                press(&mut world.planners[who], "u");
            }
            if !gone(of(meanwhile), model) {
                let small = model.within(meanwhile);
                press(&mut world.planners[1 - who], &keys_of(small));
                model.press(small);
            }
            world.planners[who].hold(false);
            all[..all.len() - usize::from(cancelled)].iter().for_each(|s| model.press(*s));
        }
        Op::Failing(who, small, call, for_ever, hand) if !gone(of(small), model) => {
            let small = model.within(small);
            world.left[who].1.store(usize::from(for_ever), Ordering::SeqCst);
            world.left[who].0.store(call, Ordering::SeqCst);
            press(&mut world.planners[who], &keys_of(small));
            world.left[who].0.store(WELL, Ordering::SeqCst);
            let unsaved = world.planners[who].model.unsaved();
            if unsaved > 0 {
                let facts = world.facts()?;
                if facts != model.now {
                    return Err(format!("not saved, and yet the file changed: {facts:?}"));
                }
                if !world.planners[who].screen().contains("not saved") {
                    return Err("not saved, and the screen does not say so".into());
                }
                if let Some((session, minutes)) = hand.filter(|(s, _)| !gone(*s, model)) {
                    world.hand(session, minutes);
                    model.now[at(Field::Minutes(session))] = Some(minutes);
                }
                world.planners[who].msg(Msg::Retry);
            }
            model.press(small);
        }
        Op::Away => match model.away.take() {
            None => {
                let path = world.place.path(WEEKS[1]);
                model.away = world.place.file(WEEKS[1]);
                std::fs::remove_file(path).unwrap();
                world.look();
                for field in [Field::Minutes(2), Field::Rpe(2)] {
                    model.now[at(field)] = None;
                }
            }
            Some(text) => {
                world.write(1, &text);
                world.look();
                let facts = world.facts()?;
                for field in [Field::Minutes(2), Field::Rpe(2)] {
                    model.now[at(field)] = facts[at(field)];
                }
            }
        },
        Op::Midnight if model.day == 0 => {
            model.day = 1;
            world.planners.iter_mut().for_each(|p| {
                p.msg(Msg::Day(date(DAYS[1])));
            });
        }
        _ => {}
    }
    Ok(())
}

/// Checks that screen, file and journal agree, once the other planner has heard of the change.
fn agree(world: &mut World, model: &Expected) -> Result<(), String> {
    let (weeks, facts) = world.read()?;
    if facts != model.now {
        let differ = FIELDS.iter().enumerate().filter(|(n, _)| facts[*n] != model.now[*n]);
        let said: Vec<String> =
            differ.map(|(n, f)| format!("{f:?} is {:?} and should be {:?}", facts[n], model.now[n])).collect();
        return Err(said.join(", "));
    }
    let (undo, redo) = world.place.store().depth();
    if (undo, redo) != (model.done.len(), model.undone.len()) {
        return Err(format!(
            "the journal has {undo} to undo and {redo} to redo, not {} and {}",
            model.done.len(),
            model.undone.len()
        ));
    }
    for folder in [world.place.data().join("weeks"), world.place.data()] {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name != "weeks" && !WEEKS.iter().any(|w| name == format!("{w}.toml")) {
                return Err(format!("{name} was left behind"));
            }
        }
    }
    for (who, p) in world.planners.iter_mut().enumerate() {
        // One that has not heard of it yet is told that the folder changed.
        let knows = |p: &Headless, n: usize| p.model.weeks.book().week(WEEKS[n].parse().unwrap()) == weeks[n].as_ref();
        if !(0..2).all(|n| knows(p, n)) {
            p.look();
        }
        let at_hand = p.model.at_hand();
        if let Some(n) = (0..2).find(|n| at_hand.contains(&WEEKS[*n].parse().unwrap()) && !knows(p, *n)) {
            return Err(format!("planner {who} holds another {} than the file", WEEKS[n]));
        }
        if p.model.unsaved() > 0 || p.model.view.layer.is_some() {
            return Err(format!(
                "planner {who}: {} unsaved, {:?} open\n{}",
                p.model.unsaved(),
                p.model.view.layer,
                p.screen()
            ));
        }
        for (n, (title, week, day, _)) in SESSIONS.iter().enumerate() {
            let shown = p.model.week_id() == WEEKS[*week].parse().unwrap();
            let (Some(minutes), Some(rpe)) = (facts[at(Field::Minutes(n))], facts[at(Field::Rpe(n))]) else { continue };
            if !shown {
                continue;
            }
            let buffer = p.buffer();
            let (x, _) = recoup::ui::layout::column(80, usize::from(*day));
            let cell: Vec<String> =
                (2..10).map(|y| (x..x + 10).map(|x| buffer[(x, y)].symbol()).collect::<String>()).collect();
            let wanted = format!("{minutes}' RPE {rpe}");
            if !cell.iter().any(|line| line.trim() == wanted) {
                return Err(format!("planner {who} shows {cell:?} for {title}, which is {wanted}\n{}", p.screen()));
            }
        }
    }
    Ok(())
}

/// Plays the steps; the error is how many steps it took and what went wrong.
fn play(ops: &[Op]) -> Result<(), (usize, String)> {
    let mut world = World::new();
    let now = world.facts().map_err(|why| (0, why))?;
    let mut model = Expected { now, done: Vec::new(), undone: Vec::new(), away: None, day: 0 };
    for (n, op) in ops.iter().enumerate() {
        let done = step(&mut world, &mut model, op).and_then(|()| agree(&mut world, &model));
        done.map_err(|why| (n + 1, format!("step {n}, {op:?}: {why}")))?;
    }
    // What a person wrote besides the numbers is still there.
    let texts = WEEKS.map(|w| world.place.file(w));
    let kept = |text: &Option<String>, what: &str| text.as_ref().is_none_or(|t| t.contains(what));
    if !kept(&texts[0], "# in the lake") || !kept(&texts[0], "# my weeks") || !kept(&texts[1], "mine = \"kept\"") {
        return Err((ops.len(), format!("a comment or a key is gone:\n{texts:?}")));
    }
    Ok(())
}

/// How long to look for fewer steps that still fail.
const SHRINKING: Duration = Duration::from_secs(120);

/// The fewest of these steps that still fail, found by leaving out ever smaller stretches, as far as time allows.
fn shrunk(mut ops: Vec<Op>, failed: usize) -> Vec<Op> {
    let end = Instant::now() + SHRINKING;
    ops.truncate(failed);
    let mut stretch = ops.len() / 2;
    while stretch > 0 {
        let mut from = 0;
        while from < ops.len() && Instant::now() < end {
            let mut fewer = ops.clone();
            fewer.drain(from..(from + stretch).min(ops.len()));
            match play(&fewer) {
                Err((failed, _)) => {
                    fewer.truncate(failed);
                    ops = fewer;
                }
                Ok(()) => from += stretch,
            }
        }
        stretch /= 2;
    }
    ops
}

/// Every second seed from `first` on: 20 of 400 steps in CI, 100 of 5,000 at length.
fn seeds(first: u64, row: Trial) {
    let all = row.times();
    let steps = if all > 100_000 { 5_000 } else { 400 };
    for seed in (0..all / steps).map(|n| first + 2 * n) {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
        let ops = prop::collection::vec(op(), steps as usize).new_tree(&mut runner).unwrap().current();
        if let Err((failed, first)) = play(&ops) {
            let few = shrunk(ops, failed);
            let list: Vec<String> = few.iter().map(|op| format!("{op:?}")).collect();
            let why = play(&few).err().map_or(String::new(), |(_, why)| why);
            panic!("seed {seed}: {first}\nin {} steps: {why}\n{}", few.len(), list.join("\n"));
        }
    }
    row.held();
}

// Two halves, so that two cores share them.

#[test]
fn in_any_order_screen_file_and_journal_agree_even_seeds() {
    seeds(0, trial("in_any_order_screen_file_and_journal_agree_even_seeds"));
}

#[test]
fn in_any_order_screen_file_and_journal_agree_odd_seeds() {
    seeds(1, trial("in_any_order_screen_file_and_journal_agree_odd_seeds"));
}
