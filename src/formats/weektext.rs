//! A week as aligned text for an editor, and back: every line that cannot be read is reported in place.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::WeekId;
use crate::domain::calendar::{add_days, parse_weekday, weekday_index};
use crate::domain::calendar::{day_name, day_span};
use crate::domain::session::{Kind, Session, SkipReason, Status};
use crate::domain::tag::{Tag, parse_tags, tags_text};
use crate::domain::week::{TrayItem, Week};
use crate::edit::{Edit, WeekEdit};
use crate::edit::{Plan, tags_of};
use crate::formats::fields::Texts;
use crate::text::{clean, pad, width};

/// How many times a text that cannot be read goes back to the editor before it is saved in a file. A choice.
pub const TRIES: u8 = 3;

/// The message about a text that came back that often.
pub const UNREADABLE: &str = "it could not be read in three tries";

/// How a complaint begins; such lines are removed before the text is read again.
const COMPLAINT: &str = "#! ";

const COLUMNS: [&str; 12] =
    ["day", "kind", "title", "min", "RPE", "trains", "extras", "only if", "status", "distance", "went", "movements"];

/// What the line of a day's tags has in place of a kind.
const TAGS: &str = "tags";

/// A week's plan as text: one line per session, then the tray.
pub fn write(week: &Week) -> String {
    let mut rows: Vec<Cells> = Vec::new();
    for day in &week.days {
        let name = day.date.format("%a %-d").to_string();
        if day.sessions.is_empty() {
            rows.push(std::array::from_fn(|i| if i == 0 { name.clone() } else { String::new() }));
        }
        rows.extend(day.sessions.iter().map(|s| row(&name, s)));
        if let Some(tags) = day.checkin.as_ref().map(|c| &c.tags).filter(|t| !t.is_empty()) {
            let cells = [name.clone(), TAGS.to_owned(), tags_text(tags)];
            rows.push(std::array::from_fn(|i| cells.get(i).cloned().unwrap_or_default()));
        }
    }
    rows.extend(week.tray.iter().map(|t| row("tray", &t.session)));
    let mut widths = COLUMNS.map(width);
    for row in &rows {
        for (w, cell) in widths.iter_mut().zip(row) {
            *w = (*w).max(width(cell));
        }
    }
    let line = |cells: &Cells| {
        let padded: Vec<String> = cells.iter().zip(widths).map(|(c, w)| pad(c, w)).collect();
        padded.join(" | ").trim_end_matches([' ', '|']).to_owned()
    };
    let mut out = vec![
        format!("# Week {}. One line per session: change it, delete it, copy it, or give it another day.", week.id),
        "# Extras as in \"Mobility 15, Core 10\"; status is empty, done, or skipped with a reason. Empty file: no change.".to_owned(),
        format!("# {}", line(&COLUMNS.map(str::to_owned)).trim_start()),
    ];
    out.extend(overlays(week));
    out.extend(rows.iter().map(|r| format!("  {}", line(r)).trim_end().to_owned()));
    out.push(String::new());
    out.join("\n")
}

/// A remark for each run of days that are ill, hurt or away: what is planned there waits.
fn overlays(week: &Week) -> Vec<String> {
    let runs = week.days.chunk_by(|a, b| a.overlay == b.overlay);
    let laid = runs.filter_map(|run| Some((run[0].overlay?, run.iter().map(|d| d.date).collect::<Vec<_>>())));
    laid.map(|(overlay, days)| {
        let waits = if days.len() == 1 { "its plan waits" } else { "their plan waits" };
        format!("# {}: {}, {waits}.", day_span(&days, week.id.monday()), overlay.name())
    })
    .collect()
}

/// The cells of a line.
type Cells = [String; COLUMNS.len()];

fn row(day: &str, s: &Session) -> Cells {
    let f = Texts::of(s);
    let status = match (s.status, s.reason) {
        (Status::Planned, _) => String::new(),
        (Status::Done, _) => "done".to_owned(),
        (Status::Skipped, None) => "skipped".to_owned(),
        (Status::Skipped, Some(why)) => format!("skipped {}", why.name()),
    };
    let cells = [
        day.to_owned(),
        s.kind.name().to_owned(),
        s.title.clone(),
        f.minutes,
        f.rpe,
        f.trains,
        f.extras,
        f.condition,
        status,
        f.distance,
        f.performance,
        f.movements,
    ];
    cells.map(|c| shown(&c))
}

/// A text as shown in a cell: a bar would end the cell.
fn shown(text: &str) -> String {
    clean(text).replace('|', "/").trim().to_owned()
}

/// The result of reading a text.
#[derive(Debug)]
pub enum Read {
    /// Nothing was changed.
    Same,
    /// The edit that it makes.
    Edit(Box<Edit>),
    /// Lines that cannot be read: the text with a complaint above each, and the first of them in a sentence.
    Wrong(String, String),
}

/// Reads the text of `week` after somebody has changed it.
pub fn read(week: &Week, text: &str, today: NaiveDate) -> Read {
    let typed: Vec<&str> = text.lines().filter(|l| !l.starts_with(COMPLAINT)).collect();
    let wanted = |l: &&str| !l.trim().is_empty() && !l.trim_start().starts_with('#');
    if !typed.iter().any(wanted) {
        return Read::Same;
    }
    let mut taker = Taker::new(week, today);
    let mut said: Vec<String> = Vec::new();
    let mut first: Option<String> = None;
    for (n, line) in typed.iter().enumerate() {
        if wanted(line)
            && let Err(why) = taker.line(line)
        {
            said.push(format!("{COMPLAINT}{why}"));
            first.get_or_insert(format!("line {}: {why}", n + 1));
        }
        said.push((*line).to_owned());
    }
    // Leaving out its line does not remove done work. If a line cannot be read, it may be the one that is missing.
    for (day, s, _) in taker.left.iter().filter(|_| first.is_none()).collect::<Vec<_>>() {
        if let (Some(day), Status::Done) = (day, s.status) {
            let why = format!(
                "{} on {} is done, and what is done stays put: its line is missing",
                s.title,
                day_name(*day, today)
            );
            said.push(format!("{COMPLAINT}{why}"));
            first.get_or_insert(why);
        }
    }
    if let Some(first) = first {
        return Read::Wrong(said.join("\n") + "\n", first);
    }
    taker.finish().map_or(Read::Same, |edit| Read::Edit(Box::new(edit)))
}

/// A session that no line has claimed yet: its day (`None` in the tray), and the line it was written as.
type Left<'a> = (Option<NaiveDate>, &'a Session, Cells);

/// Takes lines one by one; each finds the session that it was written from.
struct Taker<'a> {
    week: &'a Week,
    today: NaiveDate,
    /// Sessions not found yet, with the day they were on (`None` in the tray) and the line they were written as.
    left: Vec<Left<'a>>,
    days: [Vec<Session>; 7],
    tray: Vec<TrayItem>,
    tags: [BTreeMap<Tag, bool>; 7],
}

impl<'a> Taker<'a> {
    fn new(week: &'a Week, today: NaiveDate) -> Self {
        let in_days = week.days.iter().flat_map(|d| d.sessions.iter().map(|s| (Some(d.date), s)));
        let all = in_days.chain(week.tray.iter().map(|t| (None, &t.session)));
        let left = all.map(|(d, s)| (d, s, row("", s))).collect();
        Self { week, today, left, days: Default::default(), tray: Vec::new(), tags: Default::default() }
    }

    fn line(&mut self, line: &str) -> Result<(), String> {
        let mut cells: Vec<String> = line.split('|').map(|c| c.trim().to_owned()).collect();
        if cells.len() > COLUMNS.len() {
            return Err(format!(
                "there are {} columns, but only {} are known: {}",
                cells.len(),
                COLUMNS.len(),
                COLUMNS.join(" | ")
            ));
        }
        cells.resize(COLUMNS.len(), String::new());
        let day = self.day(&cells[0])?;
        if cells[1..].iter().all(String::is_empty) {
            return Ok(());
        }
        if let (TAGS, Some(date)) = (cells[1].as_str(), day) {
            if let Some(more) = cells[3..].iter().find(|c| !c.is_empty()) {
                return Err(format!("'{more}' is after the tags; they all go in one column, with commas"));
            }
            let tags = parse_tags(&cells[2])?;
            let held = self.week.day(date).checkin.as_ref().map(|c| tags_text(&c.tags));
            if date > self.today && held.as_ref() != Some(&cells[2]) {
                return Err(format!("{} is still ahead; its tags come with its morning", day_name(date, self.today)));
            }
            self.tags[weekday_index(date)].extend(tags);
            return Ok(());
        }
        let was = self.find(day, &cells);
        if let Some((from, s, _)) = was.map(|i| &self.left[i])
            && *from != day
        {
            if s.status == Status::Done {
                return Err(format!("{} is done, and what is done stays put", s.title));
            }
            if let Some(past) = [*from, day].into_iter().flatten().find(|d| *d < self.today) {
                return Err(format!(
                    "{} is past, and past days are facts; {} cannot move from or to it",
                    day_name(past, self.today),
                    s.title
                ));
            }
        }
        let session = self.session(&cells, was.map(|i| self.left[i].1))?;
        let held = was.map(|i| self.left.remove(i));
        let waited = held.as_ref().filter(|h| h.0.is_none()).and_then(|h| {
            let tray = self.week.tray.iter().find(|t| std::ptr::eq(&t.session, h.1));
            tray.and_then(|t| t.from)
        });
        let session = match (held.as_ref().and_then(|h| h.0).or(waited), day) {
            (Some(from), Some(to)) if from != to && session.kind != Kind::Rest => {
                let first = session.moved_from.unwrap_or(from);
                Session { moved_from: (first != to).then_some(first), ..session }
            }
            _ => session,
        };
        match day {
            Some(date) => self.days[weekday_index(date)].push(session),
            None => {
                let held_item = self
                    .week
                    .tray
                    .iter()
                    .find(|t| t.session == session || held.as_ref().is_some_and(|h| *h.1 == t.session));
                let from = held_item.map_or_else(|| held.and_then(|h| h.0), |t| t.from);
                self.tray.push(TrayItem { from, session });
            }
        }
        Ok(())
    }

    /// `Wed`, `Wed 18`, `18` or `tray`.
    fn day(&self, cell: &str) -> Result<Option<NaiveDate>, String> {
        if cell.eq_ignore_ascii_case("tray") {
            return Ok(None);
        }
        let monday = self.week.id.monday();
        let mut words = cell.split_whitespace();
        let by_name = |w: &str| parse_weekday(w).map(|d| add_days(monday, i64::from(d.num_days_from_monday())));
        let by_number = |w: &str| {
            let n: u32 = w.parse().ok()?;
            self.week.id.days().find(|d| chrono::Datelike::day(d) == n)
        };
        let first = words.next().ok_or_else(|| "the line has no day; begin it with Wed, or tray".to_owned())?;
        let named = by_name(first).or_else(|| by_number(first));
        // A weekday with a number must be one of this week, and nothing else may come before the first bar.
        let agrees = words.next().is_none_or(|number| by_number(number) == named) && words.next().is_none();
        named.filter(|_| agrees).map(Some).ok_or_else(|| {
            format!("'{cell}' is not a day of week {}; write Wed, or tray, and | between the columns", self.week.id)
        })
    }

    /// The session a line was written from: the same line, else the same name on that day, the same name anywhere, and finally
    /// the only one of its kind on that day.
    fn find(&self, day: Option<NaiveDate>, cells: &[String]) -> Option<usize> {
        let at = |same: &dyn Fn(&Left<'_>) -> bool| self.left.iter().position(same);
        let line = |l: &Cells| l[1..] == cells[1..];
        let name = |s: &Session| shown(&s.title) == cells[2] && s.kind.name() == cells[1];
        at(&|(d, _, l)| *d == day && line(l))
            .or_else(|| at(&|(d, s, _)| *d == day && name(s)))
            .or_else(|| at(&|(_, _, l)| line(l)))
            .or_else(|| at(&|(_, s, _)| name(s)))
            .or_else(|| at(&|(d, s, _)| *d == day && (s.kind.name() == cells[1] || s.title == cells[2])))
    }

    fn session(&self, cells: &[String], was: Option<&Session>) -> Result<Session, String> {
        let [_, kind, title, minutes, rpe, trains, extras, condition, status, distance, performance, movements] = cells
        else {
            return Err("the line is not complete".to_owned());
        };
        let kind = if kind.is_empty() {
            was.map_or(Err("the line has no kind".to_owned()), |w| Ok(w.kind))
        } else {
            Kind::parse(kind)
        }?;
        let held = was.cloned().unwrap_or_else(|| Session::new(kind, kind.label()));
        let mut texts = Texts {
            minutes: minutes.clone(),
            rpe: rpe.clone(),
            distance: distance.clone(),
            performance: performance.clone(),
            trains: trains.clone(),
            movements: movements.clone(),
            extras: extras.clone(),
            condition: condition.clone(),
        };
        // The status decides what minutes and RPE refer to, so it is read first.
        let untouched = was.is_some_and(|w| row("", w)[8] == *status);
        let held = Session { kind, ..held };
        let mut s = if untouched { held } else { with_status(held, status)? };
        if let (Some(was), false) = (was, untouched) {
            // What was shown for the old status says nothing about the new one.
            let (before, now) = (Texts::of(was), Texts::of(&s));
            let same = |typed: &mut String, before: &str, now: String| {
                if *typed == shown(before) {
                    *typed = now;
                }
            };
            same(&mut texts.minutes, &before.minutes, now.minutes);
            same(&mut texts.rpe, &before.rpe, now.rpe);
            same(&mut texts.distance, &before.distance, now.distance);
        }
        if was.is_none_or(|w| shown(&w.title) != *title) {
            s.title = if title.is_empty() { kind.label().to_owned() } else { title.clone() };
        }
        texts.over(&mut s, shown).map_err(|(_, why)| why)?;
        Ok(s)
    }

    fn finish(self) -> Option<Edit> {
        let id: WeekId = self.week.id;
        let was: [Vec<Session>; 7] = self.week.days.clone().map(|d| d.sessions);
        let was = Plan { days: was, tray: self.week.tray.clone(), tags: tags_of(self.week) };
        if was.days == self.days && was.tray == self.tray && was.tags == self.tags {
            return None;
        }
        Some(Edit::Week(WeekEdit::Rewrite {
            id,
            was: Box::new(was),
            to: Box::new(Plan { days: self.days, tray: self.tray, tags: self.tags }),
        }))
    }
}

fn with_status(mut s: Session, text: &str) -> Result<Session, String> {
    let mut words = text.split_whitespace();
    let (status, reason) = match (words.next(), words.next()) {
        (None, _) => (Status::Planned, None),
        (Some(word), reason) => {
            let status = match word {
                "kept" => Status::Done,
                word => Status::parse(word.trim_end_matches(':'))?,
            };
            (status, reason.map(SkipReason::parse).transpose()?)
        }
    };
    s.status = status;
    s.reason = reason.filter(|_| status == Status::Skipped);
    Ok(s)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week() -> Week {
        let id: WeekId = "2026-W47".parse().unwrap();
        let mut w = Week::new(id);
        w.days[2].sessions = vec![Session { minutes: Some(60), ..Session::new(Kind::Strength, "Lower body") }];
        w.days[3].sessions = vec![Session::full_rest()];
        w
    }

    #[test]
    fn a_line_names_a_day_of_its_week_and_has_bars() {
        let w = week();
        let monday = w.id.monday();
        for (line, day) in
            [("Fri 20 | rest | Full rest", 4), ("20|rest|Full rest", 4), ("friday | rest | Full rest", 4)]
        {
            let Read::Edit(edit) = read(&w, &format!("{}{line}\n", write(&w)), monday) else { panic!("{line}") };
            let Edit::Week(WeekEdit::Rewrite { to, .. }) = *edit else { panic!("{line}") };
            assert_eq!(to.days[day].last().map(|s| s.title.as_str()), Some("Full rest"), "{line}");
        }
        for line in [
            "Fri 20 strength Squats 30 4",
            "Fri 27 | strength | Squats | 30 | 4",
            "Sat 20 | strength | Squats | 30 | 4",
            "Fri 99 blah ((",
            "Sun 22 Nov: away",
        ] {
            let Read::Wrong(_, why) = read(&w, &format!("{}{line}\n", write(&w)), monday) else { panic!("{line}") };
            assert!(
                why.contains("is not a day of week 2026-W47; write Wed, or tray, and | between the columns"),
                "{why}"
            );
        }
    }

    #[test]
    fn days_off_are_marked_above_the_plan() {
        use crate::domain::week::Overlay;
        let mut w = week();
        assert!(!write(&w).contains("waits"));
        for n in [1, 4, 5, 6] {
            w.days[n].overlay = Some(if n == 1 { Overlay::Ill } else { Overlay::Away });
        }
        let text = write(&w);
        let marks: Vec<&str> = text.lines().filter(|l| l.contains("wait")).collect();
        assert_eq!(marks, ["# Tue 17 Nov: ill, its plan waits.", "# Fri 20 – Sun 22 Nov: away, their plan waits."]);
        assert!(matches!(read(&w, &text, w.id.monday()), Read::Same));
    }

    #[test]
    fn what_is_written_reads_back_as_the_same() {
        let w = week();
        assert!(matches!(read(&w, &write(&w), w.id.monday()), Read::Same), "{}", write(&w));
        assert!(matches!(read(&w, "# nothing\n\n", w.id.monday()), Read::Same));
    }
}
