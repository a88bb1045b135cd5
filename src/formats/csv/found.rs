//! What was read from a file, and what there is to say about it.

use crate::edit::Import;
use std::collections::BTreeMap;

/// What a file holds.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Read {
    /// Rows that can be taken.
    pub import: Import,
    /// Rows that were left out, each with its line and the reason.
    pub left: Vec<String>,
    /// What is odd about rows that were taken, each with its line.
    pub odd: Vec<String>,
    /// Columns that were left out although their names are known, a sentence for each group.
    pub columns_left: Vec<String>,
    /// What else was not read as written, to be said last.
    pub notes: Vec<String>,
}

/// What is said once for all rows.
#[derive(Default)]
pub(super) struct Said {
    /// Cells with more decimals than are kept, by column.
    pub rounded: BTreeMap<&'static str, usize>,
    /// Kinds that are not known.
    pub kinds: Vec<String>,
}

impl Said {
    pub(super) fn sentences(&self) -> Vec<String> {
        let cells = |(name, n): (&&str, &usize)| format!("{n} of {name}");
        let rounded: Vec<String> = self.rounded.iter().map(cells).collect();
        let mut out = Vec::new();
        if !rounded.is_empty() {
            out.push(format!("rounded to the decimals that are kept: {} ", rounded.join(", ")).trim_end().to_owned());
        }
        out.extend(self.kinds.iter().map(|kind| format!("'{kind}' taken as conditioning")));
        out
    }
}
