//! Values and tables of a document that a person wrote: a new value keeps the spacing, the comment and the place of the old one.

use chrono::NaiveDate;
use toml_edit::{Array, ArrayOfTables, InlineTable, Item, Table, TableLike, Value};

/// The array of tables under `key`, converted if somebody wrote it as a list of inline tables.
pub(super) fn tables<'a>(parent: &'a mut Table, key: &str) -> &'a mut ArrayOfTables {
    let item = parent.entry(key).or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    if !item.is_array_of_tables() {
        *item = match std::mem::take(item).into_array_of_tables() {
            Ok(made) => Item::ArrayOfTables(made),
            Err(_) => Item::ArrayOfTables(ArrayOfTables::new()),
        };
        // What was between the key and its `=` has no place in a header.
        if let Some(mut key) = parent.key_mut(key) {
            key.leaf_decor_mut().clear();
        }
    }
    let item = parent.entry(key).or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    item.as_array_of_tables_mut().expect("made an array of tables above")
}

pub(super) fn rows_under(parent: &Table, key: &str) -> Vec<Table> {
    match parent.get(key) {
        Some(Item::ArrayOfTables(array)) => array.iter().cloned().collect(),
        Some(Item::Value(Value::Array(array))) => {
            array.iter().filter_map(|v| v.as_inline_table()).map(|t| t.clone().into_table()).collect()
        }
        _ => Vec::new(),
    }
}

/// Replaces the rows under `key` with `made`; rows that `keep` picks stay, after them.
pub(super) fn replace_rows(parent: &mut Table, key: &str, mut made: Vec<Table>, keep: impl Fn(&Table) -> bool) {
    made.extend(rows_under(parent, key).into_iter().filter(|t| keep(t)));
    if made.is_empty() {
        parent.remove(key);
        return;
    }
    if let Some(Item::Value(Value::Array(array))) = parent.get_mut(key)
        && set_inline(array, &made)
    {
        return;
    }
    let array = tables(parent, key);
    array.clear();
    for table in made {
        array.push(table);
    }
}

/// Changes a list of inline tables into `made`, one by one, so that what is around them stays. False if their number differs, or
/// if one has something that an inline table cannot hold.
fn set_inline(array: &mut Array, made: &[Table]) -> bool {
    let fits = array.len() == made.len()
        && array.iter().all(Value::is_inline_table)
        && made.iter().all(|t| t.iter().all(|(_, item)| item.is_value()));
    for (value, made) in array.iter_mut().zip(made).filter(|_| fits) {
        let Some(table) = value.as_inline_table_mut() else { continue };
        let plain = |value: &Value| value.to_string().trim().to_owned();
        let gone: Vec<String> = table.iter().map(|(k, _)| k.to_owned()).filter(|k| !made.contains_key(k)).collect();
        gone.iter().for_each(|key| drop(table.remove(key)));
        let mut grew = false;
        for (key, new) in made.iter().filter_map(|(key, item)| Some((key, item.as_value()?))) {
            if table.get(key).map(plain) != Some(plain(new)) {
                grew |= !table.contains_key(key);
                set(table, key, Some(new.clone().decorated(" ", "")));
            }
        }
        if grew || !gone.is_empty() {
            respace_table(table);
        }
    }
    fits
}

/// Spaces an inline table evenly; one that grew has a gap where its end was.
pub(super) fn respace(item: &mut Item) {
    if let Some(table) = item.as_inline_table_mut() {
        respace_table(table);
    }
}

fn respace_table(table: &mut InlineTable) {
    let keys: Vec<String> = table.iter().map(|(k, _)| k.to_owned()).collect();
    let last = keys.len().saturating_sub(1);
    for (n, key) in keys.iter().enumerate() {
        if let Some(value) = table.get_mut(key) {
            value.decor_mut().set_suffix(if n == last { " " } else { "" });
        }
    }
}

pub(super) fn date_value(date: NaiveDate) -> Value {
    let stamp: toml_edit::Datetime = date.to_string().parse().expect("a civil date is a TOML date");
    stamp.into()
}

/// Whole numbers without a point, others with at most two decimals.
pub(super) fn number(n: f64) -> Value {
    if n.fract() == 0.0 { Value::from(n as i64) } else { Value::from((n * 100.0).round() / 100.0) }
}

/// Sets or removes a value; spacing and a comment after the old one stay.
pub(super) fn set(table: &mut dyn TableLike, key: &str, new: Option<Value>) {
    let Some(mut new) = new else {
        table.remove(key);
        return;
    };
    match table.get_mut(key) {
        Some(Item::Value(old)) => {
            *new.decor_mut() = old.decor().clone();
            *old = new;
        }
        _ => {
            let indent = indent_of(table);
            table.insert(key, Item::Value(new));
            if let (Some(indent), Some(mut key)) = (indent, table.key_mut(key)) {
                key.leaf_decor_mut().set_prefix(indent);
            }
        }
    }
}

/// Sets a list of names. Entries that are not `known` are kept, after them.
pub(super) fn set_names<'a>(
    table: &mut dyn TableLike,
    key: &str,
    known: impl Fn(&str) -> bool,
    names: impl Iterator<Item = &'a str>,
) {
    let held = table.get(key).and_then(Item::as_array);
    let unknown = held.into_iter().flatten().filter(|v| !v.as_str().is_some_and(&known)).cloned();
    let names: Vec<Value> = names.map(Value::from).chain(unknown).collect();
    let array: Array = names
        .into_iter()
        .map(|mut v| {
            v.decor_mut().clear();
            v
        })
        .collect();
    set(table, key, (!array.is_empty()).then_some(Value::Array(array)));
}

/// The indentation of a table's last line, if it has any.
fn indent_of(table: &dyn TableLike) -> Option<String> {
    let last = table.iter().filter(|(_, item)| item.is_value()).last()?.0.to_owned();
    let prefix = table.key(&last)?.leaf_decor().prefix()?.as_str()?.to_owned();
    let indent = prefix.rsplit('\n').next().unwrap_or_default();
    (!indent.is_empty() && indent.trim().is_empty()).then(|| indent.to_owned())
}

/// Numbers the tables in their order, so that one that came from elsewhere is written where it is now.
pub(super) fn renumber(table: &mut Table, next: &mut isize) {
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(t) if !t.is_dotted() => {
                t.set_position(Some(*next));
                *next += 1;
                renumber(t, next);
            }
            Item::ArrayOfTables(array) => {
                for t in array.iter_mut() {
                    t.set_position(Some(*next));
                    *next += 1;
                    renumber(t, next);
                }
            }
            _ => {}
        }
    }
}
