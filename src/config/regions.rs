//! `regions.toml`: which regions a session trains. The default lives in `assets/`, a copy in the config folder replaces it.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::of_toml;
use super::reader::text_if_there;
use crate::domain::{Focus, Kind, Region};
use crate::recovery::RegionTable;
use crate::store::atomic;

const DEFAULT: &str = include_str!("../../assets/regions.toml");

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    focus: BTreeMap<String, BTreeMap<String, f64>>,
    #[serde(default)]
    kind: BTreeMap<String, String>,
}

/// The table in the config folder, else the default.
///
/// # Errors
/// A sentence that names the file and what is wrong in it.
pub fn load(path: &Path) -> Result<RegionTable, String> {
    match text_if_there(path) {
        Ok(Some(text)) => parse(&text).map_err(|e| format!("{}: {e}", path.display())),
        Ok(None) => Ok(default()),
        Err(e) => Err(format!("cannot read {}: {}", path.display(), atomic::plain(&e))),
    }
}

/// The table in `assets/`.
pub fn default() -> RegionTable {
    parse(DEFAULT).expect("the table in assets is valid")
}

/// Unknown keys in the table in the config folder.
pub fn unknown(path: &Path) -> Vec<String> {
    let read = text_if_there(path).ok().flatten().and_then(|text| of_toml::<File>(&text).ok());
    let named = |key: String| format!("{}: {key}", path.display());
    read.map(|(_, unknown)| unknown).unwrap_or_default().into_iter().map(named).collect()
}

fn parse(text: &str) -> Result<RegionTable, String> {
    let (file, _) = of_toml::<File>(text)?;
    let mut out = RegionTable::default();
    for (name, row) in file.focus {
        let mut shares = BTreeMap::new();
        for (region, share) in row {
            if !(0.0..=1.0).contains(&share) {
                return Err(format!("{name}: the share {share} of {region} is out of range; it goes from 0 to 1"));
            }
            shares.insert(Region::parse(&region)?, share);
        }
        out.focus.insert(Focus::new(name), shares);
    }
    for (kind, focus) in file.kind {
        let focus = Focus::new(focus);
        if !out.focus.contains_key(&focus) {
            return Err(format!("{kind} names the focus '{focus}', which has no row"));
        }
        out.kind.insert(Kind::parse(&kind)?, focus);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Session;

    #[test]
    fn regions_come_from_the_session_then_its_focus_then_its_kind() {
        let table = default();
        let mut s = Session::new(Kind::Strength, "Legs");
        assert!(table.trains(&s, Region::Chest) && table.trains(&s, Region::General));
        s.focus = Some(Focus::new("lower"));
        assert!(table.trains(&s, Region::Calves) && !table.trains(&s, Region::Chest));
        s.regions = vec![Region::Arms];
        assert!(table.trains(&s, Region::Arms) && !table.trains(&s, Region::Quads));
        assert!(table.shares(&Session::easy_walk()).iter().all(|(_, share)| *share == 0.0));
        assert_eq!(table.shares(&s)[Region::General], 0.3);
    }

    #[test]
    fn wrong_rows_say_what_is_wrong() {
        for (text, says) in [
            ("[focus.x]\nneck = 1.0", "'neck' is not a region"),
            ("[focus.x]\nchest = 2.0", "x: the share 2 of chest is out of range"),
            ("[kind]\nstrength = \"x\"", "strength names the focus 'x', which has no row"),
        ] {
            assert!(parse(text).unwrap_err().starts_with(says), "{text}");
        }
    }
}
