//! Recovery practices, facts about rest, and meal ideas: the built-in files in `assets/`, and the user's own beside the
//! settings file.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use serde::Deserialize;

use super::reader::text_if_there;
use super::{of_toml, reader};
use crate::domain::PracticeId;
use crate::domain::Region;
use crate::planning::blocks::{Recipe, WEEKS};
use crate::planning::myths::When;
use crate::planning::practices::{Circumstance, Counter, Practice};
use crate::planning::timers::{Step, Steps, Timing};
use crate::text::upper_first;

/// The `when` of the fact about slipping nights.
pub const NIGHTS_SLIP: &str = "nights-slip";

const PRACTICES: &str = include_str!("../../assets/practices.toml");
const SNACKS: &str = include_str!("../../assets/snacks.toml");
const FACTS: &str = include_str!("../../assets/facts.toml");
const MEALS: &str = include_str!("../../assets/meals.toml");
const TIMERS: &str = include_str!("../../assets/timers.toml");
const BLOCKS: [&str; 3] = [
    include_str!("../../assets/blocks/base.toml"),
    include_str!("../../assets/blocks/build.toml"),
    include_str!("../../assets/blocks/strength.toml"),
];
const FUEL: &str = include_str!("../../assets/fuel.toml");

#[derive(Deserialize)]
struct PracticeFile {
    #[serde(default)]
    practice: Vec<Row>,
}

#[derive(Deserialize)]
struct SnackFile {
    #[serde(default)]
    snacks: Vec<String>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    title: Option<String>,
    group: Option<String>,
    minutes: u16,
    #[serde(default)]
    by_region: bool,
    total: Option<(u16, u16)>,
    #[serde(default)]
    counts: Vec<String>,
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
    /// When it is shown, if not on a rest day that was filled.
    #[serde(default)]
    pub when: Option<String>,
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

/// A myth about rest, with the evidence against it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Myth {
    /// What is claimed.
    pub claim: String,
    /// When it is answered.
    pub when: When,
    /// What is known, a sentence.
    pub text: String,
    /// Author and year.
    pub source: String,
}

/// A row of food or drink.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct FuelRow {
    /// The tick it is for, or a name of its own.
    pub id: String,
    /// What it is.
    pub title: String,
    /// How much of it, and when.
    pub dose: String,
    /// Where that comes from.
    #[serde(default)]
    pub source: String,
}

#[derive(Deserialize)]
struct BlockFile {
    name: String,
    title: String,
    goal: String,
    split: Option<String>,
    minutes: Vec<f64>,
    rpe: Vec<f64>,
}

#[derive(Deserialize)]
struct FuelFile {
    #[serde(default)]
    fuel: Vec<FuelRow>,
}

#[derive(Deserialize)]
struct TimerFile {
    #[serde(default)]
    timer: Vec<TimerRow>,
}

#[derive(Deserialize)]
struct TimerRow {
    name: String,
    title: Option<String>,
    practice: Option<String>,
    rounds: Option<u32>,
    rings: Option<bool>,
    #[serde(default)]
    by_region: bool,
    seconds: Option<u32>,
    regions: Option<usize>,
    #[serde(default)]
    steps: Vec<StepRow>,
}

#[derive(Deserialize)]
struct StepRow {
    text: String,
    seconds: u32,
    #[serde(default)]
    empties: bool,
}

#[derive(Deserialize)]
struct FactFile {
    #[serde(default)]
    fact: Vec<Fact>,
    #[serde(default)]
    myth: Vec<MythRow>,
}

#[derive(Deserialize)]
struct MythRow {
    claim: String,
    when: String,
    text: String,
    source: String,
}

#[derive(Deserialize)]
struct MealFile {
    #[serde(default)]
    meal: Vec<Meal>,
}

/// What can be offered beside the plan. Built-in content is read on first use: most starts need little of it.
#[derive(Clone, Debug, Default)]
pub struct Content {
    practices: List<Practice>,
    snacks: List<String>,
    facts: List<Fact>,
    myths: List<Myth>,
    meals: List<Meal>,
    timers: List<Timing>,
    fuel: List<FuelRow>,
    blocks: List<Recipe>,
}

/// The rows of the user's own file, and all rows together once somebody has asked for them.
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
    /// Recovery practices; the user's own replace built-in ones of the same id.
    pub fn practices(&self) -> &[Practice] {
        let List { own, all } = &self.practices;
        let built_in = || practices(PRACTICES).expect("the practices in assets are valid").0;
        all.get_or_init(|| laid_over(built_in(), own, |a, b| a.id == b.id))
    }

    /// Ideas for movement snacks, the user's own first.
    pub fn snacks(&self) -> &[String] {
        let List { own, all } = &self.snacks;
        all.get_or_init(|| [own.clone(), snacks(SNACKS).expect("the snacks in assets are valid").0].concat())
    }

    /// Facts about rest, the user's own first.
    pub fn facts(&self) -> &[Fact] {
        let List { own, all } = &self.facts;
        all.get_or_init(|| [own.clone(), facts(FACTS).expect("the facts in assets are valid").0].concat())
    }

    /// Myths about rest, the user's own first.
    pub fn myths(&self) -> &[Myth] {
        let List { own, all } = &self.myths;
        all.get_or_init(|| [own.clone(), myths(FACTS).expect("the myths in assets are valid").0].concat())
    }

    /// Blocks of sixty days; the user's own replace built-in ones of the same name.
    pub fn blocks(&self) -> &[Recipe] {
        let List { own, all } = &self.blocks;
        let built_in = || BLOCKS.iter().map(|t| block(t).expect("the blocks in assets are valid").0).collect();
        all.get_or_init(|| laid_over(built_in(), own, |a, b| a.name == b.name))
    }

    /// Timers; the user's own replace built-in ones of the same name.
    pub fn timers(&self) -> &[Timing] {
        let List { own, all } = &self.timers;
        all.get_or_init(|| {
            laid_over(timers(TIMERS).expect("the timers in assets are valid").0, own, |a, b| a.name == b.name)
        })
    }

    /// Food and drink; the user's own replace built-in ones of the same id.
    pub fn fuel(&self) -> &[FuelRow] {
        let List { own, all } = &self.fuel;
        all.get_or_init(|| laid_over(fuel(FUEL).expect("the fuel in assets is valid").0, own, |a, b| a.id == b.id))
    }

    /// Meal ideas, the user's own first.
    pub fn meals(&self) -> &[Meal] {
        let List { own, all } = &self.meals;
        all.get_or_init(|| [own.clone(), meals(MEALS).expect("the meals in assets are valid").0].concat())
    }

    /// The built-in content with what `folder` adds. The second part says what was wrong with which file.
    pub fn load(folder: &Path) -> (Self, Vec<String>) {
        let mut problems = Vec::new();
        let practices = own(folder, "practices.toml", practices, &mut problems);
        let facts = own(folder, "facts.toml", facts, &mut problems);
        let mut odd = Vec::new();
        let snacks = own(folder, "snacks.toml", snacks, &mut problems);
        let myths = own(folder, "facts.toml", myths, &mut odd);
        // What cannot be read as a fact has already been reported.
        problems.extend(odd.into_iter().filter(|why| !problems.contains(why)).collect::<Vec<_>>());
        let meals = own(folder, "meals.toml", meals, &mut problems);
        let timers = own(folder, "timers.toml", timers, &mut problems);
        let fuel = own(folder, "fuel.toml", fuel, &mut problems);
        let mut blocks: List<Recipe> = List::default();
        for (path, _, text) in reader::folder(&folder.join("blocks")) {
            match text.and_then(|t| block(&t)) {
                Ok((recipe, unknown)) => {
                    problems.extend(unknown.into_iter().map(|why| format!("{}: {why}", path.display())));
                    blocks.own.push(recipe);
                }
                Err(why) => problems.push(format!("{}: {why}", path.display())),
            }
        }
        let out = Self { practices, snacks, facts, myths, meals, timers, fuel, blocks };
        problems.extend(out.dangling(folder));
        (out, problems)
    }
}

impl Content {
    /// Complaints about the user's own timers whose practice does not exist.
    fn dangling(&self, folder: &Path) -> Vec<String> {
        let known = |t: &&Timing| self.practices().iter().any(|p| p.id == t.practice);
        let path = folder.join("timers.toml");
        let line = |t: &Timing| format!("{}: timer {}: there is no practice '{}'", path.display(), t.name, t.practice);
        self.timers.own.iter().filter(|t| !known(t)).map(line).collect()
    }

    /// The splits that the user's own blocks are made from, by block.
    pub fn splits_of_blocks(&self) -> impl Iterator<Item = (&str, &str)> {
        self.blocks.own.iter().filter_map(|b| Some((b.name.as_str(), b.split.as_deref()?)))
    }
}

/// Complaints about names that occur twice.
fn twice<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen: Vec<&str> = Vec::new();
    let mut out = Vec::new();
    for name in names {
        if seen.contains(&name) {
            out.push(format!("'{name}' is there twice; the last one counts"));
        }
        seen.push(name);
    }
    out
}

/// The built-in rows, with the user's own in place of matching ones or after them.
fn laid_over<T: Clone>(mut out: Vec<T>, own: &[T], same: fn(&T, &T) -> bool) -> Vec<T> {
    for own in own {
        match out.iter_mut().find(|held| same(held, own)) {
            Some(held) => *held = own.clone(),
            None => out.push(own.clone()),
        }
    }
    out
}

/// Reads one of the user's own files.
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

/// What a file holds, and the unknown keys in it.
type Known<T> = Result<(Vec<T>, Vec<String>), String>;

fn practices(text: &str) -> Known<Practice> {
    let (file, unknown) = of_toml::<PracticeFile>(text)?;
    let twice = twice(file.practice.iter().map(|p| p.id.as_str()));
    Ok((file.practice.into_iter().map(practice).collect::<Result<_, _>>()?, [unknown, twice].concat()))
}

fn snacks(text: &str) -> Known<String> {
    of_toml::<SnackFile>(text).map(|(file, unknown)| (file.snacks, unknown))
}

fn practice(row: Row) -> Result<Practice, String> {
    let named = |e: String| format!("practice {}: {e}", row.id);
    if row.minutes == 0 || row.minutes > 240 {
        return Err(named(format!("minutes {} is out of range; it goes from 1 to 240", row.minutes)));
    }
    if row.total.is_some_and(|(least, most)| least > most) {
        return Err(named("total should be the least, then the most".to_owned()));
    }
    let regions = row.regions.iter().map(|r| Region::parse(r)).collect::<Result<_, _>>().map_err(named)?;
    let counts = row.counts.iter().map(|c| Counter::parse(c)).collect::<Result<_, _>>().map_err(named)?;
    let suits = row.suits.iter().map(|(c, p)| Ok((Circumstance::parse(c)?, *p))).collect::<Result<_, _>>();
    let never = row.never.iter().map(|c| Circumstance::parse(c)).collect::<Result<_, _>>().map_err(named)?;
    Ok(Practice {
        suits: suits.map_err(named)?,
        title: row.title.unwrap_or_else(|| row.id.replace('-', " ")),
        group: row.group.unwrap_or_else(|| row.id.clone()),
        id: PracticeId::new(row.id),
        minutes: row.minutes,
        by_region: row.by_region,
        total: row.total,
        counts,
        regions,
        dose: row.dose,
        source: row.source,
        steps: row.steps,
        never,
    })
}

fn facts(text: &str) -> Known<Fact> {
    let (file, unknown) = of_toml::<FactFile>(text)?;
    let odd = |f: &Fact| {
        Some(format!("when = '{}' is not known for a fact; use {NIGHTS_SLIP}, or leave it out", f.when.as_deref()?))
    };
    let known = |f: &&Fact| f.when.as_deref().is_none_or(|w| w == NIGHTS_SLIP);
    let odd: Vec<String> = file.fact.iter().filter(|f| !known(f)).filter_map(odd).collect();
    Ok((file.fact, [unknown, odd].concat()))
}

fn myths(text: &str) -> Known<Myth> {
    let (file, unknown) = of_toml::<FactFile>(text)?;
    let read = |row: MythRow| {
        let MythRow { claim, when, text, source } = row;
        When::parse(&when).map(|when| Myth { claim, when, text, source })
    };
    Ok((file.myth.into_iter().map(read).collect::<Result<_, _>>()?, unknown))
}

fn fuel(text: &str) -> Known<FuelRow> {
    of_toml::<FuelFile>(text).map(|(f, unknown)| {
        let twice = twice(f.fuel.iter().map(|row| row.id.as_str()));
        (f.fuel, [unknown, twice].concat())
    })
}

fn block(text: &str) -> Result<(Recipe, Vec<String>), String> {
    let (BlockFile { name, title, goal, split, minutes, rpe }, unknown) = of_toml(text)?;
    if name.trim().is_empty() {
        return Err("a block needs a name".to_owned());
    }
    let weeks = |which: &str, all: Vec<f64>| {
        let n = all.len();
        <[f64; WEEKS]>::try_from(all)
            .map_err(|_| format!("block {name}: {which} has {n} numbers; there are {WEEKS} weeks"))
    };
    let (minutes, rpe) = (weeks("minutes", minutes)?, weeks("rpe", rpe)?);
    if minutes.iter().any(|m| !(0.1..=3.0).contains(m)) {
        return Err(format!("block {name}: minutes multiply the split's, from 0.1 to 3"));
    }
    if rpe.iter().any(|r| !(-5.0..=5.0).contains(r) || (r * 2.0).fract() != 0.0) {
        return Err(format!("block {name}: rpe adds points in halves, from -5 to 5"));
    }
    Ok((Recipe { name, title, goal, split, minutes, rpe }, unknown))
}

fn timers(text: &str) -> Known<Timing> {
    let (file, unknown) = of_toml::<TimerFile>(text)?;
    let unknown = [unknown, twice(file.timer.iter().map(|t| t.name.as_str()))].concat();
    Ok((file.timer.into_iter().map(timing).collect::<Result<_, _>>()?, unknown))
}

/// The longest timer, in seconds. Chosen.
const LONGEST_TIMER: u64 = 4 * 3600;

fn timing(row: TimerRow) -> Result<Timing, String> {
    let named = |e: &str| format!("timer {}: {e}", row.name);
    let rounds = row.rounds.unwrap_or(1);
    if row.name.trim().is_empty() {
        return Err("a timer needs a name".to_owned());
    }
    if row.steps.iter().any(|s| s.seconds == 0) {
        return Err(named("a step takes at least a second"));
    }
    if !row.by_region && (row.seconds.is_some() || row.regions.is_some()) {
        return Err(named("seconds and regions need by_region = true; a step has its own seconds"));
    }
    let steps = match (row.by_region, row.seconds) {
        (true, Some(seconds)) if row.steps.is_empty() => Steps::ByRegion { seconds, regions: row.regions.unwrap_or(1) },
        (true, _) => return Err(named("by_region needs the seconds of a hold, and no steps")),
        (false, _) if row.steps.is_empty() => return Err(named("it has no steps")),
        (false, _) => {
            let step = |s: StepRow| Step { text: s.text, seconds: s.seconds, fills: !s.empties, region: None };
            Steps::Listed(row.steps.into_iter().map(step).collect())
        }
    };
    let (name, practice) = (row.name.clone(), row.practice.clone().unwrap_or_else(|| row.name.clone()));
    let title = row.title.clone().unwrap_or_else(|| upper_first(&row.name));
    let out =
        Timing { practice: PracticeId::new(practice), title, name, rounds, rings: row.rings.unwrap_or(true), steps };
    let all = match &out.steps {
        Steps::Listed(steps) => steps.iter().map(|s| u64::from(s.seconds)).sum::<u64>(),
        Steps::ByRegion { seconds, .. } => u64::from(*seconds) * 20,
    };
    let fits = (1..=LONGEST_TIMER).contains(&all.saturating_mul(u64::from(rounds)));
    if fits { Ok(out) } else { Err(format!("timer {}: it should take one second to four hours in all", out.name)) }
}

fn meals(text: &str) -> Known<Meal> {
    of_toml::<MealFile>(text).map(|(f, unknown)| (f.meal, unknown))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Fuel;

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
        let myth = |m: &Myth| format!("{} ({}).", m.text, m.source).chars().count();
        assert_eq!(content.myths().len(), 5);
        assert!(content.myths().iter().all(|m| myth(m) <= 78 && m.claim.chars().count() <= 40));
        // Every timer belongs to a practice that exists.
        let known = |t: &Timing| content.practices().iter().any(|p| p.id == t.practice);
        assert!(content.timers().iter().all(known));
        let ticks = Fuel::ALL.map(Fuel::name).into_iter().chain(["protein"]);
        assert!(ticks.into_iter().all(|tick| content.fuel().iter().any(|row| row.id == tick)));
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
