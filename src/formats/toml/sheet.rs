//! A week's file as it is, and the same file with a changed week in it: everything written by hand stays.

use super::FORMAT;
use super::read::read_week;
use super::reader::Unreadable;
use crate::domain::WeekId;
use crate::domain::week::Week;
use toml_edit::DocumentMut;

use super::write::{Rows, Twins, collect_rows, write_week};

const BOM: char = '\u{feff}';

/// A week file opened for rewriting.
pub struct Sheet {
    text: String,
    existed: bool,
    /// The week as the file has it.
    pub week: Week,
}

impl Sheet {
    /// Opens the text of week `id`; `None` is a file that does not exist yet.
    pub fn open(id: WeekId, text: Option<String>) -> Result<Self, Unreadable> {
        let existed = text.is_some();
        let text = text.unwrap_or_default();
        let week = match existed {
            true => read_week(id, text.trim_start_matches(BOM))?.week,
            false => Week::new(id),
        };
        Ok(Self { text, existed, week })
    }

    /// The text as opened; `None` if there was no file.
    pub fn before(&self) -> Option<&str> {
        self.existed.then_some(&self.text)
    }

    /// The text of a week that has no file.
    ///
    /// # Errors
    /// A sentence, if it would not read back as that week.
    pub fn of(week: &Week) -> Result<String, String> {
        let sheet = Self::open(week.id, None).map_err(|e| e.to_string())?;
        let made = Self::rewrite(std::slice::from_ref(&sheet), &[week])?.pop().flatten();
        Ok(made.unwrap_or_else(|| format!("format = {FORMAT}\n")))
    }

    /// The text with a format line before its first key.
    pub fn with_format(text: &str) -> String {
        let quiet = |line: &&str| line.trim_start_matches(BOM).trim().is_empty() || line.trim_start().starts_with('#');
        let at: usize = text.split_inclusive('\n').take_while(quiet).map(str::len).sum();
        let at = if at == 0 && text.starts_with(BOM) { BOM.len_utf8() } else { at };
        let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let before = &text[..at];
        let gap = if before.is_empty() || before.ends_with('\n') || before.ends_with(BOM) { "" } else { end };
        format!("{before}{gap}format = {FORMAT}{end}{}", &text[at..])
    }

    /// The texts that make `sheets` hold `weeks` (same order), or `None` for a sheet that needs no change.
    ///
    /// Sessions that moved from one week to another take their comments and unknown keys along.
    ///
    /// # Errors
    /// A sentence, if the rewritten text would not read back as the week it should hold; nothing is lost then.
    pub fn rewrite(sheets: &[Self], weeks: &[&Week]) -> Result<Vec<Option<String>>, String> {
        let mut docs = Vec::new();
        let mut rows = Rows::new();
        for sheet in sheets {
            let doc = sheet.document()?;
            collect_rows(&doc, &sheet.week, &mut rows);
            docs.push(doc);
        }
        let mut out = Vec::new();
        for ((sheet, week), doc) in sheets.iter().zip(weeks).zip(docs) {
            if sheet.week == **week {
                out.push(None);
                continue;
            }
            let made = |twins: Twins| {
                let mut doc = doc.clone();
                write_week(&mut doc, &sheet.week, week, &rows, twins);
                let text = sheet.dressed(doc.to_string());
                let reread = read_week(week.id, text.trim_start_matches(BOM)).map_err(|e| e.to_string())?;
                Ok::<_, String>((reread.week == **week).then_some(text))
            };
            let text = match made(Twins::Keep)? {
                Some(text) => Some(text),
                None => made(Twins::Clear)?,
            };
            if text.is_none() {
                return Err(format!(
                    "the file of {} has a shape that cannot be rewritten safely; nothing was changed",
                    week.id
                ));
            }
            out.push(text);
        }
        Ok(out)
    }

    fn document(&self) -> Result<DocumentMut, String> {
        if !self.existed {
            return "format = 1\n".parse().map_err(|e: toml_edit::TomlError| e.to_string());
        }
        let text = self.text.trim_start_matches(BOM);
        let doc: DocumentMut = text.parse().map_err(|e: toml_edit::TomlError| e.to_string())?;
        if !doc.is_empty() {
            return Ok(doc);
        }
        // Empty, or only comments: they stay where they are, above what is added.
        let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        format!("{text}{gap}format = 1\n").parse().map_err(|e: toml_edit::TomlError| e.to_string())
    }

    /// Restores the byte order mark and the line endings that the parser removed.
    fn dressed(&self, mut text: String) -> String {
        if self.text.contains("\r\n") {
            text = text.replace("\r\n", "\n").replace('\n', "\r\n");
        }
        if self.text.starts_with(BOM) { format!("{BOM}{text}") } else { text }
    }
}
