//! Splits: the built-in ones in `assets/splits`, the user's own in `splits/` beside the settings file.

use std::path::Path;

use chrono::Weekday;

use serde::Deserialize;

use super::{of_toml, reader};
use crate::domain::Split;
use crate::domain::calendar::parse_weekday;
use crate::domain::split::Splits;
use crate::formats::toml::read_sessions_of_split;

const BUILT_IN: [&str; 6] = [
    include_str!("../../assets/splits/five-day.toml"),
    include_str!("../../assets/splits/alternating.toml"),
    include_str!("../../assets/splits/starter.toml"),
    include_str!("../../assets/splits/strength.toml"),
    include_str!("../../assets/splits/running.toml"),
    include_str!("../../assets/splits/mixed.toml"),
];

/// The built-in splits.
pub const NAMES: [&str; 6] = ["five-day", "alternating", "starter", "strength", "running", "mixed"];

#[derive(Deserialize)]
struct Head {
    name: Option<String>,
    title: Option<String>,
    #[serde(rename = "format")]
    _format: Option<toml::Value>,
    #[serde(rename = "day")]
    _days: Option<toml::Value>,
}

/// The built-in splits, with `default` for weeks without a plan.
pub fn built_in(default: &str) -> Splits {
    let make = |name: &str| {
        let text = NAMES.iter().zip(BUILT_IN).find(|(n, _)| **n == name).map_or("", |(_, text)| text);
        parse(text, name).expect("splits in assets are valid").0
    };
    Splits::made_by(make, &NAMES, default)
}

/// The built-in splits and those in `folder`; the second part says what was wrong with which file.
pub fn load(folder: &Path, default: &str, free: Option<Weekday>) -> (Splits, Vec<String>) {
    let mut out = built_in(default);
    out.keep_free(free);
    let mut problems = Vec::new();
    for (path, stem, text) in reader::folder(folder) {
        match text.and_then(|t| parse(&t, &stem)) {
            Ok((split, complaints)) => {
                problems.extend(complaints.into_iter().map(|c| format!("{}: {c}", path.display())));
                out.put(split);
            }
            Err(why) => problems.push(format!("{}: {why}", path.display())),
        }
    }
    if out.get(default).is_none() {
        problems.push(format!("the split '{default}' in the settings is not known; five-day is shown instead"));
        out.set_default("five-day");
    }
    (out, problems)
}

fn parse(text: &str, stem: &str) -> Result<(Split, Vec<String>), String> {
    let (head, unknown) = of_toml::<Head>(text)?;
    let ((days, shorts), problems) = read_sessions_of_split(text).map_err(|e| e.to_string())?;
    let mut complaints: Vec<String> = problems.into_iter().map(|p| format!("line {}: {}", p.line, p.text)).collect();
    complaints.extend(unknown);
    let name = head.name.unwrap_or_else(|| stem.to_owned());
    let title = head.title.unwrap_or_else(|| name.clone());
    let mut split = Split { title, name, shorts, ..Split::plain(Default::default()) };
    for (weekday, sessions) in days {
        match parse_weekday(&weekday) {
            Some(day) => split.days[day.num_days_from_monday() as usize].extend(sessions),
            None => complaints.push(format!("'{weekday}' is not a weekday; use monday to sunday")),
        }
    }
    Ok((split, complaints))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_week_is_five_days_of_work_and_rest_between() {
        let splits = built_in("five-day");
        let week: Vec<String> = splits.get("five-day").unwrap().days.iter().map(|d| d[0].summary()).collect();
        assert_eq!(
            week,
            [
                "Upper body 60' RPE 7",
                "Walk and yoga 30' RPE 2",
                "Lower body 60' RPE 8",
                "Full rest",
                "HIIT intervals 30' RPE 9",
                "Light full body 45' RPE 6",
                "Rest or walk 30' RPE 2"
            ]
        );
        assert_eq!(splits.get("alternating").unwrap().days.iter().filter(|d| d.len() == 1).count(), 7);
    }

    #[test]
    fn an_own_split_is_found_and_a_broken_one_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let put =
            |name: &str, text: &str| crate::store::atomic::write(&dir.path().join(name), text.as_bytes()).unwrap();
        put(
            "mine.toml",
            "format = 1\n[[day]]\nweekday = \"tue\"\n[[day.session]]\nkind = \"endurance\"\ntitle = \"Long run\"\n",
        );
        put("bad.toml", "format = 1\n[[day]]\nweekday = \"caturday\"\n");
        let (splits, problems) = load(dir.path(), "mine", None);
        assert_eq!(splits.get_or_default(None).days[1][0].title, "Long run");
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].ends_with("bad.toml: 'caturday' is not a weekday; use monday to sunday"), "{problems:?}");
    }
}
