//! Reading a week file. Whatever can be understood is used; everything else is reported with its line and left alone.

use super::reader::{Reader, Table, Unreadable, get, impossible_number, number, place};
use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::checkin::{self, CheckIn, Scale};
use crate::domain::held::Problem;
use crate::domain::session::{Done, Extra, Felt, Imported, Kind, RowId, Session, SkipReason, Status};
use crate::domain::week::{Day, MOST_PROTEIN, MOST_SNACKS, Overlay, Tick, TrayItem, Week};
use crate::domain::{
    Achieved, Condition, Focus, Injury, Movement, PracticeId, Region, SessionId, ShortTitles, Tag, WeekId,
};

/// A week as read from its file.
#[derive(Clone, PartialEq, Debug)]
pub struct Reading {
    /// The week.
    pub week: Week,
    /// What was not understood.
    pub problems: Vec<Problem>,
}

/// Movement snacks of a day.
const SNACKS: Scale = Scale { name: "snacks", low: 0.0, high: MOST_SNACKS as f64, whole: true, unit: "" };

/// Meals with protein on a day, which version 0.1 has as a tick.
pub(super) const PROTEIN: Scale =
    Scale { name: "protein", low: 0.0, high: MOST_PROTEIN as f64, whole: true, unit: " meals" };

/// Days of a taper.
const TAPER: Scale = Scale { name: "taper", low: 1.0, high: 14.0, whole: true, unit: " days" };

/// How much an injury hurts.
const PAIN: Scale = Scale { name: "pain", low: 1.0, high: 10.0, whole: true, unit: "" };

/// Reads the file of week `id`.
pub fn read_week(id: WeekId, text: &str) -> Result<Reading, Unreadable> {
    let root = parse(text)?;
    let mut reader = Reader { text, problems: Vec::new(), rows: 0, id };
    let root = root.get_ref();
    reader.check_format(root)?;
    let mut week = Week::new(id);
    week.deload = reader.boolean(root, "deload").unwrap_or(false);
    week.split = reader.string(root, "split");
    week.goal = reader.string(root, "goal");
    week.own = reader.boolean(root, "own").unwrap_or(false);
    let mut seen: Vec<NaiveDate> = Vec::new();
    for (span, table) in reader.tables(root, "day") {
        reader.day(span, table, &mut week, &mut seen);
    }
    for (_, table) in reader.tables(root, "tray") {
        let from = reader.date(table, "from");
        if let Some(session) = reader.session(table, &["from"]) {
            week.tray.push(TrayItem { from, session });
        }
    }
    reader.unknown(root, &["format", "deload", "split", "goal", "own", "day", "tray"]);
    Ok(Reading { week, problems: reader.problems })
}

/// The days of a split: each weekday's name with its sessions; and short titles.
pub type SplitDays = (Vec<(String, Vec<Session>)>, ShortTitles);

/// Reads the days of a split file; its sessions are the same rows as in a week file.
pub fn read_sessions_of_split(text: &str) -> Result<(SplitDays, Vec<Problem>), Unreadable> {
    let root = parse(text)?;
    let root = root.get_ref();
    let id = WeekId::of(NaiveDate::default());
    let mut reader = Reader { text, problems: Vec::new(), rows: 0, id };
    reader.check_format(root)?;
    let (mut days, mut shorts) = (Vec::new(), ShortTitles::default());
    for (_, table) in reader.tables(root, "day") {
        let weekday = reader.string(table, "weekday").unwrap_or_default();
        let rows = reader.tables(table, "session");
        let sessions: Vec<_> = rows.into_iter().filter_map(|(_, t)| reader.named(t, &mut shorts)).collect();
        days.push((weekday, sessions.iter().map(Session::as_plan).collect()));
        reader.unknown(table, &["weekday", "session"]);
    }
    reader.unknown(root, &["format", "name", "title", "day"]);
    Ok(((days, shorts), reader.problems))
}

/// Sessions and extras to choose from, short titles, and what was not understood.
pub type Choices = (Vec<Session>, Vec<Extra>, ShortTitles, Vec<Problem>);

/// Reads a library file: sessions and extras to choose from, and what in it was not understood.
pub fn read_library(text: &str) -> Result<Choices, Unreadable> {
    let root = parse(text)?;
    let root = root.get_ref();
    let mut reader = Reader { text, problems: Vec::new(), rows: 0, id: WeekId::of(NaiveDate::default()) };
    reader.check_format(root)?;
    let rows = reader.tables(root, "session");
    let mut shorts = ShortTitles::default();
    let sessions: Vec<Session> = rows.into_iter().filter_map(|(_, t)| reader.named(t, &mut shorts)).collect();
    let extras = reader.tables(root, "extra").into_iter().filter_map(|(_, t)| reader.extra(t)).collect();
    reader.unknown(root, &["format", "session", "extra"]);
    Ok((sessions.iter().map(Session::as_plan).collect(), extras, shorts, reader.problems))
}

fn parse(text: &str) -> Result<Spanned<DeTable<'_>>, Unreadable> {
    let syntax = |at: usize, text_of: String| {
        let (line, column) = place(text, at);
        Unreadable::Syntax { line, column, text: text_of }
    };
    let root = DeTable::parse(text).map_err(|e| {
        let conflict = text.lines().any(|l| l.starts_with("<<<<<<< ") || l.starts_with(">>>>>>> "));
        let message = if conflict {
            "two versions were merged with a conflict left in; keep one of them".to_owned()
        } else {
            e.message().replace('\n', ", ")
        };
        syntax(e.span().map_or(0, |s| s.start), message)
    })?;
    match root.get_ref().iter().find_map(|(_, value)| impossible_number(value)) {
        Some(span) => Err(syntax(span.start, format!("'{}' is not a number TOML can hold", &text[span]))),
        None => Ok(root),
    }
}

impl Reader<'_> {
    fn day(&mut self, span: Range<usize>, table: &Table<'_>, week: &mut Week, seen: &mut Vec<NaiveDate>) {
        let date = self.date(table, "date");
        let rows_before = self.rows;
        let Some(date) = date.filter(|d| WeekId::of(*d) == self.id) else {
            match date {
                Some(d) => self.problem(span, format!("{d} is not a day of {}; it is left alone", self.id)),
                None => {
                    self.problem(span, "this day has no date and is left alone; give it one like date = 2026-11-18")
                }
            }
            // Its rows still count, so that the rows after it keep their numbers.
            self.rows = rows_before
                + get(table, "session").and_then(|n| n.get_ref().as_array()).map_or(0, |a| a.iter().count() as u32);
            return;
        };
        if seen.contains(&date) {
            self.problem(span, format!("{date} is here twice; the two are read as one day"));
        }
        seen.push(date);
        let read = Day {
            date,
            note: self.string(table, "note"),
            wins: self.texts(table, "wins"),
            snacks: self.scaled_u8(table, &SNACKS).unwrap_or(0),
            fuel: self.fuel(table),
            protein: self.protein(table),
            ticks: self.names(table, "ticks", Tick::parse).into_iter().collect(),
            event: self.string(table, "event"),
            taper: self.scaled_u8(table, &TAPER),
            bed: self.clock(table, "bed"),
            overlay: self.word(table, "overlay", Overlay::parse),
            injury: self.table(table, "hurt").map(|t| self.injury(t)),
            checkin: self.table(table, "checkin").map(|t| self.checkin(t)).filter(|c| *c != CheckIn::default()),
            sessions: self.tables(table, "session").into_iter().filter_map(|(_, row)| self.session(row, &[])).collect(),
        };
        self.unknown(
            table,
            &[
                "date", "note", "wins", "snacks", "fuel", "protein", "ticks", "event", "taper", "bed", "overlay",
                "hurt", "checkin", "session",
            ],
        );
        // Nothing is lost of a day that is here twice: both notes count, and each answer of either.
        let Day {
            date: _,
            note,
            mut wins,
            snacks,
            mut fuel,
            protein,
            mut ticks,
            event,
            taper,
            bed,
            overlay,
            injury,
            checkin,
            mut sessions,
        } = read;
        let day = week.day_mut(date);
        day.note = match (day.note.take(), note) {
            (Some(a), Some(b)) if a != b => Some(format!("{a}\n{b}")),
            (a, b) => a.or(b),
        };
        day.wins.append(&mut wins);
        day.snacks = day.snacks.max(snacks);
        day.fuel.append(&mut fuel);
        day.protein = day.protein.max(protein);
        day.ticks.append(&mut ticks);
        day.event = day.event.take().or(event);
        day.taper = day.taper.or(taper);
        day.bed = day.bed.or(bed);
        day.overlay = day.overlay.or(overlay);
        day.injury = day.injury.take().or(injury);
        day.checkin = match (day.checkin.take(), checkin) {
            (Some(a), Some(b)) => Some(a.filled_from(&b)),
            (a, b) => a.or(b),
        };
        day.sessions.append(&mut sessions);
    }

    fn injury(&mut self, table: &Table<'_>) -> Injury {
        let pain = self.scaled_u8(table, &PAIN);
        self.unknown(table, &["regions", "pain"]);
        Injury { regions: self.regions(table, "regions").into_iter().collect(), pain }
    }

    fn checkin(&mut self, table: &Table<'_>) -> CheckIn {
        let (from, foreign) = self.measured(table);
        // A literal without `..`, so that a new answer must say here how it is read.
        let mut c = CheckIn {
            sleep_hours: self.scaled(table, &checkin::SLEEP_HOURS),
            bed: self.clock(table, "bed"),
            wake: self.clock(table, "wake"),
            nap: self.scaled(table, &checkin::NAP),
            sleep_quality: self.scaled_u8(table, &checkin::SLEEP_QUALITY),
            energy: self.scaled_u8(table, &checkin::ENERGY),
            mood: self.scaled_u8(table, &checkin::MOOD),
            stress: self.scaled_u8(table, &checkin::STRESS),
            resting_hr: self.scaled(table, &checkin::RESTING_HR),
            hrv: self.scaled(table, &checkin::HRV),
            ready: self.scaled_u8(table, &checkin::READY),
            ill: self.boolean(table, "ill"),
            pain: self.regions(table, "pain").into_iter().collect(),
            latency: self.scaled(table, &checkin::LATENCY).map(|n| n as u16),
            awakenings: self.scaled_u8(table, &checkin::AWAKENINGS),
            tags: self.tags(table),
            from,
            foreign,
            forecast: self.forecast(table),
            ranges: self.list(table, "ranges", |reader, node| match number(node.get_ref()) {
                Some(n) if (0.0..=100.0).contains(&n) => Some(n),
                _ => {
                    reader.problem(node.span(), "a range should be a number from 0 to 100");
                    None
                }
            }),
            model: self.scaled_u8(table, &checkin::MODEL),
            unfinished: self.boolean(table, "unfinished").unwrap_or(false),
            soreness: BTreeMap::new(),
        };
        if c.bed.is_some()
            && c.bed == c.wake
            && let Some(node) = get(table, "wake")
        {
            self.problem(node.span(), "bed and wake are the same time, which says nothing about the night");
        }
        self.soreness(table, &mut c);
        let known = [
            "sleep_hours",
            "bed",
            "wake",
            "nap",
            "sleep_quality",
            "soreness",
            "energy",
            "mood",
            "stress",
            "resting_hr",
            "hrv",
            "ready",
            "ill",
            "pain",
            "latency",
            "awakenings",
            "tags",
            "from",
            "forecast",
            "ranges",
            "model",
            "unfinished",
            "foreign",
        ];
        self.unknown(table, &known);
        c
    }

    /// What measured which answer, `from = { hrv = "garmin" }`, and scores of other programs, `foreign = { whoop = 64 }`.
    fn measured(&mut self, table: &Table<'_>) -> (BTreeMap<String, String>, BTreeMap<String, u8>) {
        let (mut from, mut foreign) = (BTreeMap::new(), BTreeMap::new());
        // Most mornings have neither: one look for both.
        for (key, node) in table.iter().filter(|(k, _)| k.get_ref().starts_with('f')) {
            let is_from = key.get_ref() == "from";
            if !is_from && key.get_ref() != "foreign" {
                continue;
            }
            let DeValue::Table(inner) = node.get_ref() else {
                let should = match is_from {
                    true => "from should say what measured which answer, like { hrv = \"garmin\" }",
                    false => "foreign should say which program gave which score, like { whoop = 64 }",
                };
                self.problem(node.span(), should);
                continue;
            };
            for (name, value) in inner {
                if is_from {
                    match value.get_ref().as_str() {
                        Some(source) => drop(from.insert(name.get_ref().to_string(), source.to_owned())),
                        None => self.problem(value.span(), "a source should be a name in quotes"),
                    }
                } else {
                    match number(value.get_ref()).map(|n| checkin::FOREIGN.check_as(name.get_ref(), n)) {
                        Some(Ok(n)) => drop(foreign.insert(name.get_ref().to_string(), n as u8)),
                        Some(Err(why)) => self.problem(value.span(), why),
                        None => self.problem(value.span(), "another program's score should be a number from 0 to 100"),
                    }
                }
            }
        }
        (from, foreign)
    }

    /// Tags with yes or no: `tags = { alcohol = true }`, or a list of those that are true.
    fn tags(&mut self, table: &Table<'_>) -> BTreeMap<Tag, bool> {
        let Some(node) = get(table, "tags") else { return BTreeMap::new() };
        let DeValue::Table(inner) = node.get_ref() else {
            return self.names(table, "tags", Tag::parse).into_iter().map(|tag| (tag, true)).collect();
        };
        let mut out = BTreeMap::new();
        for (tag, yes) in inner {
            match (Tag::parse(tag.get_ref()), yes.get_ref().as_bool()) {
                (Ok(tag), Some(yes)) => drop(out.insert(tag, yes)),
                (Err(why), _) => self.problem(tag.span(), why),
                (_, None) => self.problem(yes.span(), "a tag should be true or false"),
            }
        }
        out
    }

    /// The number of meals with protein; if there is only a tick for it, one.
    fn protein(&mut self, table: &Table<'_>) -> u8 {
        let ticked = get(table, "fuel").and_then(|n| n.get_ref().as_array());
        let ticked = ticked.is_some_and(|a| a.iter().any(|n| n.get_ref().as_str() == Some(PROTEIN.name)));
        self.scaled_u8(table, &PROTEIN).unwrap_or(0).max(u8::from(ticked))
    }

    fn forecast(&mut self, table: &Table<'_>) -> Vec<u8> {
        self.list(table, "forecast", |reader, node| match number(node.get_ref()) {
            Some(n) if (0.0..=100.0).contains(&n) => Some(n as u8),
            _ => {
                reader.problem(node.span(), "a forecast should be a number from 0 to 100");
                None
            }
        })
    }

    fn soreness(&mut self, table: &Table<'_>, c: &mut CheckIn) {
        let Some(node) = get(table, "soreness") else { return };
        let inner = match node.get_ref() {
            DeValue::Table(inner) => inner,
            other => {
                match number(other)
                    .ok_or_else(|| "soreness should be a number or { chest = 4 }".to_owned())
                    .and_then(|n| checkin::SORENESS.check(n))
                {
                    Ok(n) => drop(c.soreness.insert(Region::General, n as u8)),
                    Err(why) => self.problem(node.span(), why),
                }
                return;
            }
        };
        for (key, value) in inner {
            let read = Region::parse(key.get_ref()).map_err(|e| (key.span(), e)).and_then(|region| {
                let name = format!("soreness {}", region.name());
                let n = number(value.get_ref()).ok_or_else(|| format!("{name} should be a number"));
                n.and_then(|n| checkin::SORENESS.check_as(&name, n))
                    .map(|n| (region, n as u8))
                    .map_err(|e| (value.span(), e))
            });
            match read {
                Ok((region, n)) => drop(c.soreness.insert(region, n)),
                Err((span, why)) => self.problem(span, why),
            }
        }
    }

    fn extra(&mut self, table: &Table<'_>) -> Option<Extra> {
        let minutes = self.minutes(table);
        let practice = self.string(table, "practice").map(PracticeId::new);
        let done = self.boolean(table, "done").unwrap_or(false);
        self.unknown(table, &["title", "minutes", "practice", "done"]);
        Some(Extra { title: self.string(table, "title")?, minutes, practice, done })
    }

    /// What an import said about a session.
    fn imported(&mut self, table: &Table<'_>) -> Option<Imported> {
        self.unknown(table, &["start", "kind", "title", "minutes", "rpe", "distance", "note"]);
        let kind = self.word(table, "kind", Kind::parse)?;
        Some(Imported {
            start: self.clock(table, "start"),
            kind,
            title: self.string(table, "title").unwrap_or_else(|| kind.label().to_owned()),
            minutes: self.minutes(table),
            rpe: self.rpe(table),
            distance: self.distance(table),
            note: self.string(table, "note"),
        })
    }

    fn session(&mut self, table: &Table<'_>, more: &[&str]) -> Option<Session> {
        let row = RowId(Some((self.id, self.rows)));
        self.rows += 1;
        self.session_at(row, table, more)
    }

    /// A session of a split or a library, which may have a short title too.
    fn named(&mut self, table: &Table<'_>, shorts: &mut ShortTitles) -> Option<Session> {
        let session = self.session(table, &["short"])?;
        if let Some(short) = self.string(table, "short") {
            match shorts.put(&session.title, &short) {
                Ok(()) => {}
                Err(why) => self.problem(get(table, "short").map_or(0..0, |v| v.span()), why),
            }
        }
        Some(session)
    }

    fn session_at(&mut self, row: RowId, table: &Table<'_>, more: &[&str]) -> Option<Session> {
        if get(table, "kind").is_none() {
            let at = table.iter().next().map_or(0..0, |(k, _)| k.span());
            let names: Vec<_> = Kind::ALL.iter().map(|k| k.name()).collect();
            self.problem(
                at,
                format!("this session has no kind and is left alone; give it one of {}", names.join(", ")),
            );
            return None;
        }
        let kind = self.word(table, "kind", Kind::parse)?;
        let title = self.string(table, "title").unwrap_or_else(|| kind.label().to_owned());
        let source = self.string(table, "source");
        // A literal without `..`, so that a new field must say here how it is read.
        let session = Session {
            kind,
            title,
            focus: self.string(table, "focus").map(Focus::new),
            regions: self.regions(table, "regions"),
            minutes: self.minutes(table),
            rpe: self.rpe(table),
            distance: self.distance(table),
            movements: self.texts(table, "movements").iter().filter_map(|t| Movement::new(t)).collect(),
            extras: self.tables(table, "extras").into_iter().filter_map(|(_, extra)| self.extra(extra)).collect(),
            status: self.word(table, "status", Status::parse).unwrap_or_default(),
            reason: self.word(table, "reason", SkipReason::parse),
            done: self.table(table, "done").map(|done| self.done(done)).filter(|d| *d != Done::default()),
            moved_from: self.date(table, "moved_from"),
            pinned: self.boolean(table, "pinned").unwrap_or(false),
            condition: self.string(table, "condition").map(Condition::held),
            instead: self
                .table(table, "instead")
                .and_then(|other| self.session_at(RowId::default(), other, &[]))
                .map(Box::new),
            note: self.string(table, "note"),
            id: self.string(table, "id").map(SessionId::new),
            imported: source
                .as_ref()
                .and_then(|_| self.table(table, "imported"))
                .and_then(|t| self.imported(t))
                .map(Box::new),
            source,
            row,
        };
        let known = [
            "kind",
            "title",
            "focus",
            "regions",
            "minutes",
            "rpe",
            "distance",
            "movements",
            "extras",
            "status",
            "reason",
            "done",
            "moved_from",
            "pinned",
            "condition",
            "instead",
            "note",
            "id",
            "source",
            "imported",
        ];
        self.unknown(table, &[&known, more].concat());
        Some(session)
    }

    fn done(&mut self, table: &Table<'_>) -> Done {
        let done = Done {
            minutes: self.minutes(table),
            rpe: self.rpe(table),
            felt: self.word(table, "felt", Felt::parse),
            performance: self.word(table, "performance", Felt::parse),
            achieved: self.word(table, "achieved", Achieved::parse),
            distance: self.distance(table),
        };
        self.unknown(table, &["minutes", "rpe", "felt", "performance", "achieved", "distance"]);
        done
    }
}
