//! A table of another program: columns by name, cells as written.

use super::kinds::bare;

/// A table with its header.
pub struct Sheet {
    /// Column names: trimmed, lower case, with plain apostrophes and spaces.
    pub names: Vec<String>,
    /// The rows, each with its line in the file, the header being 1.
    pub rows: Vec<(u64, csv::StringRecord)>,
    /// The line of a last row in which the file breaks off; it is not among the rows.
    pub broken: Option<u64>,
}

/// A row of a [`Sheet`].
#[derive(Clone, Copy)]
pub struct Row<'a> {
    sheet: &'a Sheet,
    cells: &'a csv::StringRecord,
    /// Its line in the file.
    pub line: u64,
}

/// A column name as it is compared: `Premiers signes de\u{a0}sommeil ` is `premiers signes de sommeil`.
pub fn plain(name: &str) -> String {
    let name = name.trim_start_matches('\u{feff}').replace(['\u{a0}', '\u{202f}'], " ").replace('’', "'");
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Sheet {
    /// Reads a table whose header is its first line.
    ///
    /// # Errors
    /// A sentence, if the text is no table.
    pub fn read(text: &str) -> Result<Self, String> {
        let text = text.trim_start_matches('\u{feff}');
        let first = text.lines().next().unwrap_or_default();
        let delimiter =
            [b',', b';', b'\t'].into_iter().max_by_key(|d| first.bytes().filter(|b| b == d).count()).unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
        let header = reader.headers().map_err(|e| format!("the header cannot be read: {e}"))?;
        let names: Vec<String> = header.iter().map(plain).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|e| format!("it cannot be read as CSV: {e}"))?;
            let line = record.position().map_or(0, csv::Position::line);
            if record.iter().any(|cell| !cell.trim().is_empty()) {
                rows.push((line, record));
            }
        }
        // A file that was not saved whole ends in the middle of a row.
        let short = rows.last().is_some_and(|(_, r)| r.len() < names.len());
        // A quote that is never closed swallows every line after it.
        let open = text.bytes().filter(|b| *b == b'"').count() % 2 == 1;
        let swallowed = open && rows.last().is_some_and(|(_, r)| r.iter().any(|cell| cell.contains('\n')));
        let cut = short && !text.ends_with(['\n', '\r']);
        let broken = (cut || swallowed).then(|| rows.pop()).flatten().map(|(line, _)| line);
        Ok(Self { names, rows, broken })
    }

    /// Its rows.
    pub fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { sheet: self, cells, line: *line })
    }

    /// Whether it has a column of this name.
    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|n| n == name)
    }
}

impl<'a> Row<'a> {
    /// The cell at a place, unless it is empty or a dash.
    pub fn at(&self, at: usize) -> Option<&'a str> {
        let cell = self.cells.get(at)?.trim();
        (!matches!(cell, "" | "-" | "--" | "–" | "None" | "null" | "NaN" | "nan")).then_some(cell)
    }

    /// The cell of the first column with one of these names that is not empty.
    pub fn get(&self, names: &[&str]) -> Option<&'a str> {
        names.iter().find_map(|name| self.at(self.sheet.names.iter().position(|n| n == name)?))
    }

    /// The cell of the last column with this name: some tables have two, in different units.
    pub fn last(&self, name: &str) -> Option<&'a str> {
        self.at(self.sheet.names.iter().rposition(|n| n == name)?)
    }

    /// The cell of the last of several columns with this name.
    pub fn second(&self, name: &str) -> Option<&'a str> {
        let several = self.sheet.names.iter().filter(|n| *n == name).count() > 1;
        several.then(|| self.last(name)).flatten()
    }

    /// A number, with a comma or a point.
    pub fn number(&self, names: &[&str]) -> Option<f64> {
        number(self.get(names)?)
    }

    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// The cell at a place as it stands in the file.
    pub fn raw(&self, at: usize) -> &'a str {
        self.cells.get(at).unwrap_or_default()
    }
}

/// A number as exports write it: `6.0`, `7,5`, and `1,020` only where a point follows or three digits do.
pub fn number(cell: &str) -> Option<f64> {
    let cell = cell.trim();
    let plain = match (cell.rfind(','), cell.rfind('.')) {
        (Some(comma), Some(point)) if comma < point => cell.replace(',', ""),
        (Some(comma), None) if cell.matches(',').count() == 1 && cell.len() - comma != 4 => cell.replace(',', "."),
        (Some(_), _) => return None,
        _ => cell.to_owned(),
    };
    let fits = plain.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
    plain.parse().ok().filter(|n: &f64| fits && n.is_finite())
}

/// Whether a cell says yes, in any case.
pub fn is_true(cell: &str) -> bool {
    cell.trim().eq_ignore_ascii_case("true")
}

/// Whether a cell says yes or no, in any case.
pub fn is_flag(cell: &str) -> bool {
    is_true(cell) || cell.trim().eq_ignore_ascii_case("false")
}

/// A text as part of a key: letters and digits only.
pub fn slug(text: &str) -> String {
    bare(text)
}
