//! Rewriting a week file: only what differs is touched, so comments, order, spacing and unknown keys stay.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value, value};

use super::read::PROTEIN;
use super::tables::{date_value, number, renumber, replace_rows, respace, rows_under, set, set_names, tables};
use crate::domain::checkin::CheckIn;
use crate::domain::session::{Done, Extra, Imported, Session, Status};
use crate::domain::week::{Day, TrayItem, Week};
use crate::domain::{Distance, Fuel, Injury, Movement, Region, Tag, Tick, WeekId};

/// Tables of sessions by the row they were read from, across all files of one change.
pub(super) type Rows = HashMap<(WeekId, u32), (Table, Session)>;

/// What becomes of the answers of a day that is in a file twice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Twins {
    /// They stay: the first of the two days counts where both have one.
    Keep,
    /// They are removed where that day's were changed: one that was taken back must not count again.
    Clear,
}

/// Session tables in the order the reader counts them: day by day, then the tray.
pub(super) fn collect_rows(doc: &DocumentMut, week: &Week, rows: &mut Rows) {
    let known: HashMap<u32, &Session> = sessions_of(week).filter_map(|s| s.row.0.map(|(_, n)| (n, s))).collect();
    let in_days = rows_under(doc, "day").into_iter().flat_map(|day| rows_under(&day, "session"));
    for (n, table) in (0..).zip(in_days.chain(rows_under(doc, "tray"))) {
        if let Some(session) = known.get(&n) {
            rows.insert((week.id, n), (table, (*session).clone()));
        }
    }
}

pub(super) fn sessions_of(week: &Week) -> impl Iterator<Item = &Session> {
    week.days.iter().flat_map(|d| &d.sessions).chain(week.tray.iter().map(|t| &t.session))
}

pub(super) fn write_week(doc: &mut DocumentMut, was: &Week, to: &Week, rows: &Rows, twins: Twins) {
    let root = doc.as_table_mut();
    if was.deload != to.deload {
        set(root, "deload", to.deload.then(|| true.into()));
    }
    if was.split != to.split {
        set(root, "split", to.split.clone().map(Value::from));
    }
    if was.goal != to.goal {
        set(root, "goal", to.goal.clone().map(Value::from));
    }
    if was.own != to.own {
        set(root, "own", to.own.then(|| true.into()));
    }
    for (was, to) in was.days.iter().zip(&to.days) {
        if was != to || rows_of(&was.sessions) != rows_of(&to.sessions) {
            write_day(root, was, to, rows, twins);
        }
    }
    let tray_rows = |week: &Week| week.tray.iter().map(|t| t.session.row.0).collect::<Vec<_>>();
    if was.tray != to.tray || tray_rows(was) != tray_rows(to) {
        let made = to.tray.iter().map(|item| tray_table(item, was, rows)).collect();
        replace_rows(root, "tray", made, |t| {
            t.get("kind").and_then(Item::as_str).is_none_or(|k| crate::domain::Kind::parse(k).is_err())
        });
    }
    let mut next = 0;
    renumber(root, &mut next);
}

fn rows_of(sessions: &[Session]) -> Vec<Option<(WeekId, u32)>> {
    sessions.iter().map(|s| s.row.0).collect()
}

fn tray_table(item: &TrayItem, was: &Week, rows: &Rows) -> Table {
    let mut table = session_table(&item.session, rows);
    let held = was.tray.iter().find(|t| t.session.row.0.is_some() && t.session.row.0 == item.session.row.0);
    if held.is_none_or(|h| h.from != item.from) {
        set(&mut table, "from", item.from.map(date_value));
        table.sort_values_by(|a, _, b, _| (b.get() == "from").cmp(&(a.get() == "from")));
    }
    table
}

fn date_of(table: &Table) -> Option<NaiveDate> {
    let item = table.get("date")?;
    match item.as_datetime() {
        Some(stamp) => stamp.date.and_then(|d| d.to_string().parse().ok()),
        None => item.as_str().and_then(|s| s.trim().parse().ok()),
    }
}

fn write_day(root: &mut Table, was: &Day, to: &Day, rows: &Rows, keep: Twins) {
    let days = tables(root, "day");
    let twins: Vec<usize> = (0..days.len()).filter(|i| days.get(*i).and_then(date_of) == Some(to.date)).collect();
    let at = twins.first().copied().unwrap_or_else(|| {
        let at = days.iter().position(|t| date_of(t).is_some_and(|d| d > to.date)).unwrap_or(days.len());
        let mut table = Table::new();
        table.decor_mut().set_prefix("\n");
        table.insert("date", value(date_value(to.date)));
        days.insert(at, table);
        at
    });
    let sessions_changed = sessions_differ(was, to);
    let (stray, moved) = clear_twins(days, &twins, was, to, keep);
    let Some(day) = days.get_mut(at) else { return };
    if !moved.is_empty() {
        // What was read from both, and what is not known here, moves into the first one and is changed there.
        let item = day.entry("checkin").or_insert(Item::Table(Table::new()));
        if let Some(answers) = item.as_table_like_mut() {
            for (key, item) in moved {
                answers.entry(&key).or_insert(item);
            }
        }
    }
    // Without `..`, so that a new field must say here how it is written.
    let Day {
        date: _,
        note,
        wins,
        snacks,
        fuel,
        protein,
        ticks,
        event,
        taper,
        bed,
        overlay,
        injury,
        checkin,
        sessions,
    } = to;
    if was.note != *note {
        set(day, "note", note.clone().map(Value::from));
    }
    if was.wins != *wins {
        set_names(day, "wins", |_| true, wins.iter().map(String::as_str));
    }
    if was.snacks != *snacks {
        set(day, "snacks", (*snacks > 0).then(|| i64::from(*snacks).into()));
    }
    if was.event != *event {
        set(day, "event", event.clone().map(Value::from));
    }
    if was.taper != *taper {
        set(day, "taper", taper.map(|n| i64::from(n).into()));
    }
    if was.fuel != *fuel || (was.protein > 0) != (*protein > 0) {
        // Version 0.1 reads protein as a tick.
        let ticked = (*protein > 0).then_some(PROTEIN.name);
        let known = |name: &str| name == PROTEIN.name || Fuel::parse(name).is_ok();
        set_names(day, "fuel", known, ticked.into_iter().chain(fuel.iter().map(|f| f.name())));
    }
    if was.protein != *protein {
        set(day, "protein", (*protein > 1).then(|| i64::from(*protein).into()));
    }
    if was.ticks != *ticks {
        set_names(day, "ticks", |name| Tick::parse(name).is_ok(), ticks.iter().map(|t| t.name()));
    }
    if was.bed != *bed {
        set(day, "bed", bed.map(|b| b.to_string().into()));
    }
    if was.overlay != *overlay {
        set(day, "overlay", overlay.map(|o| o.name().into()));
    }
    if was.injury != *injury {
        set(day, "hurt", injury.as_ref().map(injury_value));
    }
    if was.checkin != *checkin {
        write_checkin(day, was.checkin.as_ref(), checkin.as_ref());
    }
    if sessions_changed {
        let mut made: Vec<Table> = sessions
            .iter()
            .map(|s| {
                let mut table = session_table(s, rows);
                table.remove("from");
                table
            })
            .collect();
        made.extend(stray);
        replace_rows(day, "session", made, unreadable);
    }
}

/// Whether a day's sessions differ, or are elsewhere in the file.
fn sessions_differ(was: &Day, to: &Day) -> bool {
    was.sessions != to.sessions || rows_of(&was.sessions) != rows_of(&to.sessions)
}

/// Removes what changes from the further tables of a day that was written twice. Returns session tables that are not understood,
/// and answers of the check-in, which then belong in the first table.
fn clear_twins(
    days: &mut ArrayOfTables,
    twins: &[usize],
    was: &Day,
    to: &Day,
    keep: Twins,
) -> (Vec<Table>, Vec<(String, Item)>) {
    let mut stray = Vec::new();
    let mut moved: Vec<(String, Item)> = Vec::new();
    let sessions_changed = sessions_differ(was, to);
    for other in twins.iter().copied().skip(1) {
        let Some(table) = days.get_mut(other) else { continue };
        if sessions_changed {
            stray.extend(rows_under(table, "session").into_iter().filter(unreadable));
            table.remove("session");
        }
        // What is read from both together is in the first one from now on.
        let clear = keep == Twins::Clear;
        for (key, changed) in [
            ("note", was.note != to.note),
            ("wins", was.wins != to.wins),
            ("snacks", was.snacks != to.snacks),
            ("fuel", was.fuel != to.fuel || was.protein != to.protein),
            ("protein", was.protein != to.protein),
            ("ticks", was.ticks != to.ticks),
            ("event", clear && was.event != to.event),
            ("taper", clear && was.taper != to.taper),
            ("bed", clear && was.bed != to.bed),
            ("overlay", clear && was.overlay != to.overlay),
            ("hurt", clear && was.injury != to.injury),
            ("checkin", clear && was.checkin != to.checkin),
        ] {
            let gone = if changed { table.remove(key) } else { None };
            if key == "checkin"
                && let Some(answers) = gone.as_ref().and_then(Item::as_table_like)
            {
                moved.extend(answers.iter().map(|(key, item)| (key.to_owned(), item.clone())));
            }
        }
    }
    (stray, moved)
}

/// Whether the reader leaves this session table alone; it then stays where it is.
fn unreadable(table: &Table) -> bool {
    table.get("kind").and_then(Item::as_str).is_none_or(|k| crate::domain::Kind::parse(k).is_err())
}

fn session_table(to: &Session, rows: &Rows) -> Table {
    let found = to.row.0.and_then(|row| rows.get(&row));
    let (mut table, was) = match found {
        Some((table, was)) => (table.clone(), Some(was)),
        None => {
            let mut table = Table::new();
            table.decor_mut().set_prefix("\n");
            (table, None)
        }
    };
    let t = &mut table;
    let blank = Session::new(to.kind, "");
    let old_or_blank = was.unwrap_or(&blank);
    // Without `..`, so that a new field must say here how it is written.
    let Session {
        kind,
        title,
        focus,
        regions,
        minutes,
        rpe,
        distance,
        movements,
        extras,
        status,
        reason,
        done,
        moved_from,
        pinned,
        condition,
        instead,
        note,
        id,
        source,
        imported,
        row: _,
    } = to;
    if was.is_none_or(|w| w.kind != *kind) {
        set(t, "kind", Some(kind.name().into()));
    }
    if old_or_blank.title != *title {
        set(t, "title", Some(title.as_str().into()));
    }
    if old_or_blank.focus != *focus {
        set(t, "focus", focus.as_ref().map(|f| f.as_str().into()));
    }
    if old_or_blank.regions != *regions {
        set_names(t, "regions", |name| Region::parse(name).is_ok(), regions.iter().map(|r| r.name()));
    }
    if old_or_blank.minutes != *minutes {
        set(t, "minutes", minutes.map(|m| i64::from(m).into()));
    }
    if old_or_blank.rpe != *rpe {
        set(t, "rpe", rpe.map(|r| number(r.value())));
    }
    if old_or_blank.distance != *distance {
        set(t, "distance", distance.map(km));
    }
    if old_or_blank.movements != *movements {
        set_names(t, "movements", |_| true, movements.iter().map(Movement::as_str));
    }
    if old_or_blank.extras != *extras {
        write_extras(t, extras);
    }
    if old_or_blank.status != *status {
        set(t, "status", (*status != Status::Planned).then(|| status.name().into()));
    }
    if old_or_blank.reason != *reason {
        set(t, "reason", reason.map(|r| r.name().into()));
    }
    if old_or_blank.done != *done {
        write_done(t, *done);
    }
    if old_or_blank.moved_from != *moved_from {
        set(t, "moved_from", moved_from.map(date_value));
    }
    if old_or_blank.pinned != *pinned {
        set(t, "pinned", pinned.then(|| true.into()));
    }
    if old_or_blank.condition != *condition {
        set(t, "condition", condition.as_ref().map(|c| c.written().into()));
    }
    if old_or_blank.instead != *instead {
        let other = instead.as_deref().map(|other| session_table(other, &Rows::new()).into_inline_table());
        set(t, "instead", other.map(Value::InlineTable));
    }
    if old_or_blank.note != *note {
        set(t, "note", note.clone().map(Value::from));
    }
    if old_or_blank.id != *id {
        set(t, "id", id.as_ref().map(|id| id.as_str().into()));
    }
    if old_or_blank.source != *source {
        set(t, "source", source.clone().map(Value::from));
    }
    if old_or_blank.imported != *imported {
        write_imported(t, imported.as_deref());
    }
    table
}

fn write_extras(table: &mut Table, extras: &[Extra]) {
    let mut held: Vec<InlineTable> = match table.get("extras") {
        Some(Item::Value(Value::Array(array))) => array.iter().filter_map(Value::as_inline_table).cloned().collect(),
        Some(Item::ArrayOfTables(array)) => array.iter().cloned().map(Table::into_inline_table).collect(),
        _ => Vec::new(),
    };
    let mut array = Array::new();
    for extra in extras {
        let Extra { title, minutes, practice, done } = extra;
        let at = held.iter().position(|t| t.get("title").and_then(Value::as_str) == Some(title));
        let mut row = at.map(|i| held.remove(i)).unwrap_or_default();
        set(&mut row, "title", Some(title.as_str().into()));
        set(&mut row, "minutes", minutes.map(|m| i64::from(m).into()));
        set(&mut row, "practice", practice.as_ref().map(|p| p.as_str().into()));
        set(&mut row, "done", done.then(|| true.into()));
        row.decor_mut().clear();
        array.push(row);
    }
    if matches!(table.get("extras"), Some(Item::ArrayOfTables(_))) {
        table.remove("extras");
    }
    set(table, "extras", (!array.is_empty()).then_some(Value::Array(array)));
}

/// `{ regions = ["quads"], pain = 5 }`.
fn injury_value(injury: &Injury) -> Value {
    let mut table = InlineTable::new();
    if let Some(regions) = region_names(injury.regions.iter()) {
        table.insert("regions", regions);
    }
    if let Some(pain) = injury.pain {
        table.insert("pain", i64::from(pain).into());
    }
    Value::InlineTable(table)
}

fn write_done(table: &mut Table, done: Option<Done>) {
    let Some(done) = done else {
        table.remove("done");
        return;
    };
    let item = table.entry("done").or_insert(Item::Value(Value::InlineTable(InlineTable::new())));
    if item.as_table_like_mut().is_none() {
        *item = Item::Value(Value::InlineTable(InlineTable::new()));
    }
    if let Some(inner) = item.as_table_like_mut() {
        let Done { minutes, rpe, felt, performance, achieved, distance } = done;
        set(inner, "minutes", minutes.map(|m| i64::from(m).into()));
        set(inner, "rpe", rpe.map(|r| number(r.value())));
        set(inner, "felt", felt.map(|f| f.name().into()));
        set(inner, "performance", performance.map(|p| p.name().into()));
        set(inner, "achieved", achieved.map(|a| a.to_string().into()));
        set(inner, "distance", distance.map(km));
    }
    respace(item);
}

/// `{ kind = "endurance", title = "Morning run", minutes = 45 }`.
fn write_imported(table: &mut Table, imported: Option<&Imported>) {
    let Some(Imported { start, kind, title, minutes, rpe, distance, note }) = imported else {
        table.remove("imported");
        return;
    };
    let item = table.entry("imported").or_insert(Item::Value(Value::InlineTable(InlineTable::new())));
    if item.as_table_like_mut().is_none() {
        *item = Item::Value(Value::InlineTable(InlineTable::new()));
    }
    if let Some(inner) = item.as_table_like_mut() {
        set(inner, "start", start.map(|at| at.to_string().into()));
        set(inner, "kind", Some(kind.name().into()));
        set(inner, "title", Some(title.as_str().into()));
        set(inner, "minutes", minutes.map(|m| i64::from(m).into()));
        set(inner, "rpe", rpe.map(|r| number(r.value())));
        set(inner, "distance", distance.map(km));
        set(inner, "note", note.as_deref().map(Value::from));
    }
    respace(item);
}

fn write_checkin(day: &mut Table, was: Option<&CheckIn>, to: Option<&CheckIn>) {
    let Some(to) = to else {
        day.remove("checkin");
        return;
    };
    let blank = CheckIn::default();
    let was = was.unwrap_or(&blank);
    if day.get_mut("checkin").and_then(Item::as_table_like_mut).is_none() {
        let mut table = Table::new();
        table.decor_mut().set_prefix("\n");
        day.insert("checkin", Item::Table(table));
    }
    let Some(t) = day.get_mut("checkin").and_then(Item::as_table_like_mut) else { return };
    let whole = |v: Option<u8>| v.map(|n| Value::from(i64::from(n)));
    // Without `..`, so that a new answer must say here how it is written.
    let CheckIn {
        sleep_hours,
        bed,
        wake,
        nap,
        sleep_quality,
        soreness,
        energy,
        mood,
        stress,
        resting_hr,
        hrv,
        ready,
        ill,
        pain,
        latency,
        awakenings,
        tags,
        from,
        foreign,
        forecast,
        ranges,
        model,
        unfinished,
    } = to;
    let fields: [(&str, bool, Option<Value>); 15] = [
        ("sleep_hours", was.sleep_hours != *sleep_hours, sleep_hours.map(number)),
        ("bed", was.bed != *bed, bed.map(|b| b.to_string().into())),
        ("wake", was.wake != *wake, wake.map(|w| w.to_string().into())),
        ("nap", was.nap != *nap, nap.map(number)),
        ("sleep_quality", was.sleep_quality != *sleep_quality, whole(*sleep_quality)),
        ("energy", was.energy != *energy, whole(*energy)),
        ("mood", was.mood != *mood, whole(*mood)),
        ("stress", was.stress != *stress, whole(*stress)),
        ("resting_hr", was.resting_hr != *resting_hr, resting_hr.map(number)),
        ("hrv", was.hrv != *hrv, hrv.map(number)),
        ("ready", was.ready != *ready, whole(*ready)),
        ("ill", was.ill != *ill, ill.map(Value::from)),
        ("unfinished", was.unfinished != *unfinished, unfinished.then(|| true.into())),
        ("latency", was.latency != *latency, latency.map(|n| i64::from(n).into())),
        ("awakenings", was.awakenings != *awakenings, whole(*awakenings)),
    ];
    for (key, changed, new) in fields {
        if changed {
            set(t, key, new);
        }
        if key == "unfinished" && was.pain != *pain {
            set_names(t, "pain", |name| Region::parse(name).is_ok(), pain.iter().map(|r| r.name()));
        }
        if key == "sleep_quality" && was.soreness != *soreness {
            write_soreness(t, was, to);
        }
    }
    if was.tags != *tags {
        write_tags(t, &was.tags, tags);
    }
    if was.forecast != *forecast {
        let array: Array = forecast.iter().map(|f| i64::from(*f)).collect();
        set(t, "forecast", (!array.is_empty()).then_some(Value::Array(array)));
    }
    if was.ranges != *ranges {
        let array: Array = ranges.iter().map(|r| number(*r)).collect();
        set(t, "ranges", (!array.is_empty()).then_some(Value::Array(array)));
    }
    if was.model != *model {
        set(t, "model", whole(*model));
    }
    if was.from != *from {
        write_named(t, "from", from, |source| source.clone().into());
    }
    if was.foreign != *foreign {
        write_named(t, "foreign", foreign, |score| i64::from(*score).into());
    }
}

/// Kilometres, to the metre.
fn km(distance: Distance) -> Value {
    let km = distance.km();
    if km.fract() == 0.0 { Value::from(km as i64) } else { Value::from(km) }
}

fn write_tags(checkin: &mut dyn TableLike, was: &BTreeMap<Tag, bool>, tags: &BTreeMap<Tag, bool>) {
    // A list holds the tags that are true. An entry that is not understood has no place in a table: nothing is changed then, and
    // the check after writing notices.
    let known = |v: &Value| v.as_str().is_some_and(|t| Tag::parse(t).is_ok());
    let whole = |item: &Item| item.is_table_like() || item.as_array().is_some_and(|l| l.iter().all(known));
    if checkin.get("tags").is_some_and(|item| !whole(item)) {
        return;
    }
    if checkin.get_mut("tags").and_then(Item::as_table_like_mut).is_none() {
        set(checkin, "tags", Some(Value::InlineTable(InlineTable::new())));
    }
    let Some(item) = checkin.get_mut("tags") else { return };
    if let Some(table) = item.as_table_like_mut() {
        let spelled: Vec<(Option<Tag>, String)> =
            table.iter().map(|(k, _)| (Tag::parse(k).ok(), k.to_owned())).collect();
        for (tag, key) in &spelled {
            if tag.as_ref().is_some_and(|t| was.contains_key(t) && !tags.contains_key(t)) {
                table.remove(key);
            }
        }
        for (tag, yes) in tags {
            let key = spelled.iter().find(|(t, _)| t.as_ref() == Some(tag)).map_or(tag.as_str(), |(_, key)| key);
            if table.get(key).and_then(Item::as_bool) != Some(*yes) {
                set(table, key, Some((*yes).into()));
            }
        }
    }
    if item.as_table_like().is_some_and(TableLike::is_empty) {
        checkin.remove("tags");
        return;
    }
    respace(item);
}

/// A small table of names and values, such as `from = { hrv = "garmin" }`.
fn write_named<V>(checkin: &mut dyn TableLike, key: &str, to: &BTreeMap<String, V>, value: impl Fn(&V) -> Value) {
    if to.is_empty() {
        checkin.remove(key);
        return;
    }
    if checkin.get_mut(key).and_then(Item::as_table_like_mut).is_none() {
        checkin.insert(key, Item::Value(Value::InlineTable(InlineTable::new())));
    }
    let Some(item) = checkin.get_mut(key) else { return };
    if let Some(table) = item.as_table_like_mut() {
        let gone: Vec<String> = table.iter().map(|(k, _)| k.to_owned()).filter(|k| !to.contains_key(k)).collect();
        gone.iter().for_each(|key| drop(table.remove(key)));
        for (name, held) in to {
            let new = value(held);
            let same = |old: &Value| match (old, &new) {
                (Value::String(a), Value::String(b)) => a.value() == b.value(),
                (Value::Integer(a), Value::Integer(b)) => a.value() == b.value(),
                _ => false,
            };
            if !table.get(name).and_then(Item::as_value).is_some_and(same) {
                set(table, name, Some(new));
            }
        }
    }
    respace(item);
}

fn write_soreness(checkin: &mut dyn TableLike, was: &CheckIn, to: &CheckIn) {
    if to.soreness.is_empty() {
        checkin.remove("soreness");
        return;
    }
    if checkin.get_mut("soreness").and_then(Item::as_table_like_mut).is_none() {
        // Nothing there, or one number for the whole body.
        let general = was.soreness.get(&Region::General).filter(|n| to.soreness.get(&Region::General) == Some(n));
        let mut made = InlineTable::new();
        if let Some(n) = general {
            made.insert(Region::General.name(), i64::from(*n).into());
        }
        set(checkin, "soreness", Some(Value::InlineTable(made)));
    }
    let Some(item) = checkin.get_mut("soreness") else { return };
    let Some(table) = item.as_table_like_mut() else { return };
    let spelled: HashMap<Region, String> =
        table.iter().filter_map(|(k, _)| Some((Region::parse(k).ok()?, k.to_owned()))).collect();
    for region in Region::ALL {
        let (old, new) = (was.soreness.get(&region), to.soreness.get(&region));
        if old != new {
            let key = spelled.get(&region).map_or(region.name(), String::as_str);
            set(table, key, new.map(|n| i64::from(*n).into()));
        }
    }
    respace(item);
}

fn region_names<'a>(regions: impl Iterator<Item = &'a Region>) -> Option<Value> {
    let array: Array = regions.map(|r| r.name()).collect();
    (!array.is_empty()).then_some(Value::Array(array))
}
