//! Recovery practices, facts about rest, and meal ideas: the built-in files in `assets/`, and people's own beside the
//! settings file.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use serde::Deserialize;

use super::of_toml;
use super::reader::text_if_there;
use crate::domain::PracticeId;
use crate::domain::Region;
use crate::planning::practices::{Circumstance, Practice};

const PRACTICES: &str = include_str!("../../assets/practices.toml");
const FACTS: &str = include_str!("../../assets/facts.toml");
const MEALS: &str = include_str!("../../assets/meals.toml");

#[derive(Deserialize)]
struct PracticeFile {
    #[serde(default)]
    practice: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    title: Option<String>,
    group: Option<String>,
    minutes: u16,
    #[serde(default)]
    by_region: bool,
    #[serde(default)]
    regions: Vec<String>,
    #[serde(default)]
    dose: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    steps: Vec<String>,
    #[serde(default)]
    suits: BTreeMap<String, i8>,
    #[serde(default)]
    never: Vec<String>,
}

/// A fact about rest, with its source.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct Fact {
    /// The fact, a sentence.
    pub text: String,
    /// Where it comes from.
    pub source: String,
}

/// A meal idea.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct Meal {
    /// What to eat.
    pub title: String,
    /// When it fits, such as `after training`.
    #[serde(default)]
    pub when: String,
    /// What it brings.
    #[serde(default)]
    pub note: String,
}

#[derive(Deserialize)]
struct FactFile {
    #[serde(default)]
    fact: Vec<Fact>,
}

#[derive(Deserialize)]
struct MealFile {
    #[serde(default)]
    meal: Vec<Meal>,
}

/// What can be offered beside the plan. What is built in is read when it is asked for first: most starts need little of it.
#[derive(Clone, Debug, Default)]
pub struct Content {
    practices: List<Practice>,
    facts: List<Fact>,
    meals: List<Meal>,
}

/// What a file of one's own holds, and everything with it once somebody asked.
#[derive(Clone, Debug)]
struct List<T> {
    own: Vec<T>,
    all: OnceLock<Vec<T>>,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { own: Vec::new(), all: OnceLock::new() }
    }
}

impl Content {
    /// Recovery practices; one's own of the same id takes the built-in one's place.
    pub fn practices(&self) -> &[Practice] {
        let List { own, all } = &self.practices;
        all.get_or_init(|| {
            let mut out = practices(PRACTICES).expect("the practices in assets are valid").0;
            for own in own {
                match out.iter_mut().find(|p| p.id == own.id) {
                    Some(held) => *held = own.clone(),
                    None => out.push(own.clone()),
                }
            }
            out
        })
    }

    /// Facts about rest, one's own first.
    pub fn facts(&self) -> &[Fact] {
        let List { own, all } = &self.facts;
        all.get_or_init(|| [own.clone(), facts(FACTS).expect("the facts in assets are valid").0].concat())
    }

    /// Meal ideas, one's own first.
    pub fn meals(&self) -> &[Meal] {
        let List { own, all } = &self.meals;
        all.get_or_init(|| [own.clone(), meals(MEALS).expect("the meals in assets are valid").0].concat())
    }

    /// The built-in content with what `folder` adds. The second part says what was wrong with which file.
    pub fn load(folder: &Path) -> (Self, Vec<String>) {
        let mut problems = Vec::new();
        let (practices, facts, meals) = (
            own(folder, "practices.toml", practices, &mut problems),
            own(folder, "facts.toml", facts, &mut problems),
            own(folder, "meals.toml", meals, &mut problems),
        );
        (Self { practices, facts, meals }, problems)
    }
}

/// What a file of one's own holds.
fn own<T>(folder: &Path, name: &str, read: fn(&str) -> Known<T>, problems: &mut Vec<String>) -> List<T> {
    let path = folder.join(name);
    let result = match text_if_there(&path) {
        Ok(text) => text.map_or(Ok((Vec::new(), Vec::new())), |text| read(&text)),
        Err(e) => Err(e.to_string()),
    };
    let (own, found) = result.unwrap_or_else(|why| (Vec::new(), vec![why]));
    problems.extend(found.into_iter().map(|why| format!("{}: {why}", path.display())));
    List { own, all: OnceLock::new() }
}

/// What a file holds, and the keys in it that nothing reads.
type Known<T> = Result<(Vec<T>, Vec<String>), String>;

fn practices(text: &str) -> Known<Practice> {
    let (file, unknown) = of_toml::<PracticeFile>(text)?;
    Ok((file.practice.into_iter().map(practice).collect::<Result<_, _>>()?, unknown))
}

fn practice(row: Row) -> Result<Practice, String> {
    let named = |e: String| format!("practice {}: {e}", row.id);
    if row.minutes == 0 || row.minutes > 240 {
        return Err(named(format!("minutes {} is not possible; it goes from 1 to 240", row.minutes)));
    }
    let regions = row.regions.iter().map(|r| Region::parse(r)).collect::<Result<_, _>>().map_err(named)?;
    let suits = row.suits.iter().map(|(c, p)| Ok((Circumstance::parse(c)?, *p))).collect::<Result<_, _>>();
    let never = row.never.iter().map(|c| Circumstance::parse(c)).collect::<Result<_, _>>().map_err(named)?;
    Ok(Practice {
        suits: suits.map_err(named)?,
        title: row.title.unwrap_or_else(|| row.id.replace('-', " ")),
        group: row.group.unwrap_or_else(|| row.id.clone()),
        id: PracticeId::new(row.id),
        minutes: row.minutes,
        by_region: row.by_region,
        regions,
        dose: row.dose,
        source: row.source,
        steps: row.steps,
        never,
    })
}

fn facts(text: &str) -> Known<Fact> {
    of_toml::<FactFile>(text).map(|(f, unknown)| (f.fact, unknown))
}

fn meals(text: &str) -> Known<Meal> {
    of_toml::<MealFile>(text).map(|(f, unknown)| (f.meal, unknown))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_practice_has_a_dose_a_source_and_something_it_suits() {
        let content = Content::default();
        assert!(content.practices().len() >= 15);
        for p in content.practices() {
            assert!(!p.dose.is_empty() && !p.source.is_empty() && !p.steps.is_empty(), "{}", p.id);
            assert!(p.suits.values().any(|n| *n > 0), "{}", p.id);
        }
        let line = |f: &Fact| format!("{} ({}).", f.text, f.source);
        assert!(content.facts().iter().all(|f| !f.source.is_empty() && line(f).chars().count() <= 78));
    }

    #[test]
    fn own_files_add_and_replace_and_wrong_ones_are_named() {
        let dir = tempfile::tempdir().unwrap();
        let put =
            |name: &str, text: &str| crate::store::atomic::write(&dir.path().join(name), text.as_bytes()).unwrap();
        put(
            "practices.toml",
            "[[practice]]\nid = \"walk\"\nminutes = 45\n[[practice]]\nid = \"sauna\"\nminutes = 15\n",
        );
        put("meals.toml", "[[meal]]\ntitle = \"Lentil soup\"\n");
        let (own, problems) = Content::load(dir.path());
        assert_eq!(problems, [""; 0]);
        assert_eq!(own.practices().iter().find(|p| p.id.as_str() == "walk").map(|p| p.minutes), Some(45));
        assert!(own.practices().iter().any(|p| p.title == "sauna") && own.meals()[0].title == "Lentil soup");
        put("practices.toml", "[[practice]]\nid = \"x\"\nminutes = 5\nsuits = { thirsty = 1 }\n");
        let (_, problems) = Content::load(dir.path());
        assert!(problems[0].contains("practices.toml: practice x: 'thirsty' is not a circumstance"), "{problems:?}");
        put("practices.toml", "[[practice]]\nid = \"x\"\nminutes = \n");
        let (_, problems) = Content::load(dir.path());
        assert!(problems[0].contains("line 3, column 11"), "{problems:?}");
    }
}
