//! Maps: files that say how a table of some other program is read. They are checked as strictly as every file of ours.

use std::path::Path;

use toml::de::DeTable;

use super::reader::{Reader, Severity};
use crate::domain::Kind;
use crate::formats::sources;
use crate::formats::sources::mapping::{Column, Mapping, Options, Rows, Unit};
use crate::store::atomic::read_text;

/// Maps that are built in, to be used or copied.
pub const BUILT_IN: [(&str, &str); 3] = [
    ("sleep-cycle", include_str!("../../assets/maps/sleep-cycle.toml")),
    ("trainingpeaks", include_str!("../../assets/maps/trainingpeaks.toml")),
    ("sheet", include_str!("../../assets/maps/sheet.toml")),
];

/// The most that is read of a map.
const LARGEST: u64 = 1 << 20;

/// The map with this name, or in this file.
///
/// # Errors
/// Sentences with line and column, one a line, or that there is none.
pub fn open(name: &str) -> Result<Mapping, String> {
    let path = Path::new(name);
    if let Some((_, text)) = BUILT_IN.iter().find(|(known, _)| *known == name && !path.exists()) {
        return parse(name, text);
    }
    let text = read_text(path, LARGEST).map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => {
            let names: Vec<&str> = BUILT_IN.iter().map(|(name, _)| *name).collect();
            format!("there is no map {name}; built in are {}", names.join(", "))
        }
        _ => format!("cannot read {name}: {e}"),
    })?;
    parse(name, &text)
}

/// Reads a map; `name` is for messages.
///
/// # Errors
/// Sentences with line and column, one a line.
pub fn parse(name: &str, text: &str) -> Result<Mapping, String> {
    let mut r = Reader::new(text);
    let mapping = r.root().and_then(|root| mapping(&mut r, root.get_ref()));
    let wrong: Vec<String> =
        r.faults.iter().filter(|f| f.severity >= Severity::Mild).map(|f| format!("{name}: {f}")).collect();
    match mapping {
        Some(mapping) if wrong.is_empty() => Ok(mapping),
        _ => Err(wrong.join("\n")),
    }
}

fn mapping(r: &mut Reader<'_>, root: &DeTable<'_>) -> Option<Mapping> {
    let named = |t: &str| {
        let plain = !t.is_empty() && t.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        if sources::is_service(&t.to_lowercase()) {
            return Err(format!("name '{t}' is that of a service whose exports are read; give it one of your own"));
        }
        plain.then(|| t.to_lowercase()).ok_or_else(|| format!("name '{t}' should be letters, digits and dashes"))
    };
    let name = r.word(root, "name", named);
    let rows = r.word(root, "rows", |t| match t {
        "mornings" => Ok(Rows::Mornings),
        "sessions" => Ok(Rows::Sessions),
        other => Err(format!("rows '{other}' is not known; use mornings or sessions")),
    });
    let kind = r.word(root, "kind", Kind::parse);
    for (key, there) in [("name", name.is_some()), ("rows", rows.is_some())] {
        if !there && !has(root, key) {
            r.fault(0, format!("{key} is missing"));
        }
    }
    let date = match r.table(root, "date") {
        Some(table) => column(r, table, "date", Options::Form),
        None => {
            if !has(root, "date") {
                r.fault(0, "[date] is missing: it says which column has the day");
            }
            None
        }
    };
    let mut columns = Vec::new();
    if let Some(all) = r.table(root, "columns") {
        for (key, node) in all.iter() {
            let field = key.get_ref().to_string();
            let Some(rows) = rows else { break };
            match (rows.options(&field), node.get_ref().as_table()) {
                (Err(why), _) => r.fault(key.span().start, why),
                (Ok(_), None) => r.fault(key.span().start, format!("{field} should be written as [columns.{field}]")),
                (Ok(options), Some(table)) => {
                    columns.extend(column(r, table, &format!("columns.{field}"), options).map(|c| (field, c)));
                }
            }
        }
    }
    if columns.is_empty() && r.faults.is_empty() {
        r.fault(0, "[columns] is missing: it says which column is what");
    }
    if rows == Some(Rows::Sessions)
        && kind.is_none()
        && !columns.iter().any(|(f, _)| f == "kind")
        && r.faults.is_empty()
    {
        r.fault(0, "sessions need a kind: a column for it, or kind = \"strength\" for all of them");
    }
    r.unknown(root, "", &["name", "rows", "kind", "date", "columns"]);
    Some(Mapping { name: name?, rows: rows?, date: date?, columns, kind })
}

fn has(table: &DeTable<'_>, key: &str) -> bool {
    table.iter().any(|(k, _)| k.get_ref().as_ref() == key)
}

fn column(r: &mut Reader<'_>, table: &DeTable<'_>, within: &str, options: Options) -> Option<Column> {
    let name = r.word(table, "column", |t| Ok(t.to_owned()));
    if name.is_none() && !has(table, "column") {
        let at = table.iter().next().map_or(0, |(k, _)| k.span().start);
        r.fault(at, format!("[{within}] has no column = \"…\""));
    }
    let unit = r.word(table, "unit", |t| {
        let unit = Unit::parse(t)?;
        options.takes(unit).then_some(unit).ok_or_else(|| format!("{within} has no unit such as {t}"))
    });
    let scale = r.word(table, "scale", |t| {
        let wrong = || format!("'{t}' is not a scale; write its ends like 1-10");
        let (low, high) = t.split_once('-').ok_or_else(wrong)?;
        let end = |t: &str| crate::domain::read::number(t).map_err(|_| wrong());
        let ends = (end(low)?, end(high)?);
        if options != Options::Scale {
            return Err(format!("{within} is on no scale"));
        }
        if ends.0 == ends.1 { Err(wrong()) } else { Ok(ends) }
    });
    let form = r.word(table, "form", |t| {
        if options != Options::Form {
            return Err(format!("{within} has no form; dates and times do"));
        }
        let bad = chrono::format::StrftimeItems::new(t).any(|i| i == chrono::format::Item::Error);
        if bad || !t.contains('%') {
            Err(format!("'{t}' is not a form; write it like %d/%m/%Y"))
        } else {
            Ok(t.to_owned())
        }
    });
    let needed = r.boolean(table, "needed").unwrap_or(false);
    r.unknown(table, within, &["column", "unit", "scale", "form", "needed"]);
    Some(Column { name: name?, unit, scale, form, needed })
}
