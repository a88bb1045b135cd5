//! Splits: two in `assets/splits`, people's own in `splits/` beside the settings file.

use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::of_toml;
use crate::domain::Split;
use crate::domain::calendar::parse_weekday;
use crate::formats::toml::read_sessions_of_split;
use crate::store::atomic::read_text;

const BUILT_IN: [&str; 2] =
    [include_str!("../../assets/splits/five-day.toml"), include_str!("../../assets/splits/alternating.toml")];

/// Every split that can be chosen.
#[derive(Clone, PartialEq, Debug)]
pub struct Splits {
    all: Vec<Split>,
    default: String,
}

#[derive(Deserialize)]
struct Head {
    name: Option<String>,
    title: Option<String>,
    #[serde(rename = "format")]
    _format: Option<toml::Value>,
    #[serde(rename = "day")]
    _days: Option<toml::Value>,
}

impl Splits {
    /// The built-in splits, with `default` for weeks without a plan.
    pub fn built_in(default: &str) -> Self {
        let mut all: Vec<Split> =
            BUILT_IN.iter().map(|t| parse(t, "").expect("splits in assets are valid").0).collect();
        all.push(Split::empty());
        Self { all, default: default.to_owned() }
    }

    /// The built-in splits and those in `folder`; the second part says what was wrong with which file.
    pub fn load(folder: &Path, default: &str) -> (Self, Vec<String>) {
        let mut out = Self::built_in(default);
        let mut problems = Vec::new();
        let mut paths: Vec<_> =
            fs::read_dir(folder).into_iter().flatten().filter_map(|e| Some(e.ok()?.path())).collect();
        paths.sort();
        for path in paths.into_iter().filter(|p| p.extension().is_some_and(|e| e == "toml")) {
            let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
            let text = read_text(&path, super::LARGEST).map_err(|e| e.to_string());
            match text.and_then(|t| parse(&t, &stem)) {
                Ok((split, complaints)) => {
                    problems.extend(complaints.into_iter().map(|c| format!("{}: {c}", path.display())));
                    out.all.retain(|s| s.name != split.name);
                    out.all.push(split);
                }
                Err(why) => problems.push(format!("{}: {why}", path.display())),
            }
        }
        if out.get(default).is_none() {
            problems.push(format!("the split '{default}' in the settings is not known; five-day is shown instead"));
            out.default = "five-day".into();
        }
        (out, problems)
    }

    /// The split of that name.
    pub fn get(&self, name: &str) -> Option<&Split> {
        self.all.iter().find(|s| s.name == name)
    }

    /// The one of that name, else the default, else an empty week.
    pub fn get_or_default(&self, name: Option<&str>) -> Split {
        name.and_then(|n| self.get(n)).or_else(|| self.get(&self.default)).cloned().unwrap_or_else(Split::empty)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Split> {
        self.all.iter()
    }
}

fn parse(text: &str, stem: &str) -> Result<(Split, Vec<String>), String> {
    let (head, unknown) = of_toml::<Head>(text)?;
    let (days, problems) = read_sessions_of_split(text).map_err(|e| e.to_string())?;
    let mut complaints: Vec<String> = problems.into_iter().map(|p| format!("line {}: {}", p.line, p.text)).collect();
    complaints.extend(unknown);
    let name = head.name.unwrap_or_else(|| stem.to_owned());
    let mut split = Split { title: head.title.unwrap_or_else(|| name.clone()), name, days: Default::default() };
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
        let splits = Splits::built_in("five-day");
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
        let (splits, problems) = Splits::load(dir.path(), "mine");
        assert_eq!(splits.get_or_default(None).days[1][0].title, "Long run");
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].ends_with("bad.toml: 'caturday' is not a weekday; use monday to sunday"), "{problems:?}");
    }
}
