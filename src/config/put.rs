//! Writing single settings into `config.toml`: comments, order and everything else in the file stay.

use std::io;

use toml_edit::{DocumentMut, Item, Table, Value};

use super::Paths;
use crate::store::atomic;
use crate::store::atomic::read_text;

/// A setting with the value that it gets.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Put {
    /// The tables it stands in, from the outside: none of them at the top of the file.
    pub within: &'static [&'static str],
    /// Its key.
    pub key: &'static str,
    /// Its value, as TOML writes it, such as `7.5` or `"own"`.
    pub value: String,
    /// Whether it is only changed where it is set already.
    pub only_there: bool,
}

impl Put {
    /// A setting at the top of the file.
    pub fn top(key: &'static str, value: impl Into<String>) -> Self {
        Self::within(&[], key, value)
    }

    /// A setting in a table.
    pub fn within(within: &'static [&'static str], key: &'static str, value: impl Into<String>) -> Self {
        Self { within, key, value: value.into(), only_there: false }
    }
}

/// Text as TOML writes it.
pub fn quoted(text: &str) -> String {
    Value::from(text).to_string().trim().to_owned()
}

/// These settings alone, as a file would have them.
pub fn fragment(puts: &[Put]) -> String {
    written("", puts).unwrap_or_default()
}

/// Writes settings into the file.
///
/// # Errors
/// A sentence, where the file cannot be read or written.
pub fn write(paths: &Paths, puts: &[Put]) -> Result<(), String> {
    let path = &paths.config;
    let text = match read_text(path, super::LARGEST) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => String::new(),
        read => read.map_err(|e| format!("cannot read the settings in {}: {}", path.display(), atomic::plain(&e)))?,
    };
    let written = written(&text, puts)?;
    atomic::write(path, written.as_bytes())
        .map_err(|e| format!("cannot write the settings in {}: {}", path.display(), atomic::plain(&e)))
}

fn written(text: &str, puts: &[Put]) -> Result<String, String> {
    let mut file: DocumentMut = text.parse().map_err(|_| "the settings are no TOML; nothing was written")?;
    for put in puts {
        if put.only_there && !is_set(file.as_table(), put) {
            continue;
        }
        let value: Value = put.value.parse().map_err(|_| format!("{} = {} is no TOML", put.key, put.value))?;
        let mut table: &mut Table = file.as_table_mut();
        for name in put.within {
            let made = || {
                let mut table = Table::new();
                table.set_implicit(true);
                Item::Table(table)
            };
            let item = table.entry(name).or_insert_with(made);
            if let Some(inline) = item.as_inline_table() {
                *item = Item::Table(inline.clone().into_table());
            }
            table = item.as_table_mut().ok_or_else(|| format!("{name} in the settings is no table"))?;
        }
        match table.get_mut(put.key).and_then(Item::as_value_mut) {
            Some(held) => {
                let decor = held.decor().clone();
                *held = value;
                *held.decor_mut() = decor;
            }
            None => drop(table.insert(put.key, Item::Value(value))),
        }
    }
    Ok(file.to_string())
}

fn is_set(root: &Table, put: &Put) -> bool {
    let inner = put.within.iter().try_fold(root as &dyn toml_edit::TableLike, |t, name| t.get(name)?.as_table_like());
    inner.is_some_and(|t| t.contains_key(put.key))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rest of the file, comments and all, stays; what was written is read.
    #[test]
    fn settings_are_written_beside_what_is_there() {
        let own = [Put::top("weights", quoted("own"))];
        for (text, wanted) in [
            ("", "weights = \"own\"\n"),
            ("sleep_need = 7.5 # mine\n", "sleep_need = 7.5 # mine\nweights = \"own\"\n"),
            (
                "weights = \"published\" # the default\n[daily]\nbell = true\n",
                "weights = \"own\" # the default\n[daily]\nbell = true\n",
            ),
            ("[daily]\nbell = true\n", "weights = \"own\"\n[daily]\nbell = true\n"),
        ] {
            assert_eq!(written(text, &own).unwrap(), wanted);
        }
        assert!(written("weights = ", &own).is_err());
        let times = [
            Put::within(&["you", "times"], "monday", quoted("18:00")),
            Put::within(&["you"], "days", "4"),
            Put::within(&["daily"], "fuel", "true"),
        ];
        assert_eq!(
            written("# mine\n[daily]\nfuel = false # off\n", &times).unwrap(),
            "# mine\n[daily]\nfuel = true # off\n\n[you]\ndays = 4\n\n[you.times]\nmonday = \"18:00\"\n"
        );
        assert!(written("daily = 3\n", &times).is_err());
        let every = [Put { only_there: true, ..Put::within(&["rules"], "deload_every", "4") }];
        assert_eq!(written("[rules]\ndeload_every = 5\n", &every).unwrap(), "[rules]\ndeload_every = 4\n");
        assert_eq!(written("[rules]\noff = []\n", &every).unwrap(), "[rules]\noff = []\n");
    }
}
