//! The rows of a JSON file, one at a time: a file of any size takes the memory of its largest row.

use std::fmt;
use std::io::Read;

use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde_json::Value;

/// Hands each row of a JSON array to `take`; anything else is one row.
///
/// # Errors
/// A sentence, if it is not JSON.
pub fn each(reader: impl Read, take: &mut dyn FnMut(Value)) -> Result<(), String> {
    let mut json = serde_json::Deserializer::from_reader(reader);
    Rows(take).deserialize(&mut json).map_err(|e| format!("it cannot be read as JSON: {e}"))
}

struct Rows<'a>(&'a mut dyn FnMut(Value));

impl<'de> DeserializeSeed<'de> for Rows<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Rows<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of objects, or an object")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        while let Some(row) = rows.next_element::<Value>()? {
            (self.0)(row);
        }
        Ok(())
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut row = serde_json::Map::new();
        while let Some((key, value)) = map.next_entry::<String, Value>()? {
            row.insert(key, value);
        }
        (self.0)(Value::Object(row));
        Ok(())
    }
}

/// A text under a name, unless it is empty.
pub fn text<'a>(row: &'a Value, name: &str) -> Option<&'a str> {
    row[name].as_str().map(str::trim).filter(|t| !t.is_empty())
}

/// A number under a name, also where it is written as a text.
pub fn number(row: &Value, name: &str) -> Option<f64> {
    match &row[name] {
        Value::String(text) => super::sheet::number(text),
        value => value.as_f64(),
    }
}

/// A name there: a text or a whole number.
pub fn id(row: &Value, name: &str) -> Option<String> {
    match &row[name] {
        Value::String(text) => Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
        Value::Number(n) => Some(n.to_string()),
        _ => None,
    }
}
