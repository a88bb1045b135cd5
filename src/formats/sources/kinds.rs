//! Kinds of session as other programs and people call them.

use std::collections::BTreeMap;

use nucleo_matcher::chars::normalize;

use crate::domain::session::Kind;

/// Names of each kind, in lower-case letters and digits only. A `*` at an end stands for any letters.
const NAMES: [(Kind, &[&str]); 5] = [
    (
        Kind::ActiveRecovery,
        &["walk*", "dogwalking", "golf", "cooldown", "marche", "camminata", "activerecovery", "recovery"],
    ),
    (
        Kind::Mobility,
        &["yoga", "pilates", "stretching", "flexibility", "taichi", "mindandbody", "gymnastics", "mobility", "barre"],
    ),
    (
        Kind::Strength,
        &[
            "weightlifting",
            "powerlifting",
            "strength*",
            "traditionalstrengthtraining",
            "functionalstrengthtraining",
            "weighttraining",
            "weights",
            "weightmachines",
            "calisthenics",
            "core",
            "coretraining",
            "gym",
            "lifting",
            "musculation",
            "sollevamentopesi",
            "krafttraining",
            "entrenamientodefuerza",
        ],
    ),
    (
        Kind::Endurance,
        &[
            "run*",
            "jog*",
            "treadmill*",
            "trail*",
            "ride*",
            "cycling",
            "indoorcycling",
            "bike",
            "biking",
            "spin*",
            "virtualride",
            "mountainbiking",
            "gravel*",
            "swim*",
            "rowing",
            "row",
            "hiking",
            "hike",
            "rucking",
            "ruck",
            "nordicski",
            "elliptical",
            "stairsmachine",
            "kayak*",
            "skate",
            "skating",
            "triathlon",
            "laufen",
            "laufband",
            "radfahren",
            "courseapied",
            "randonnee",
            "carrera",
            "entrenamientoencinta",
            "ciclismo*",
            "bieganie",
            "bieg",
            "lauf",
            "*run",
            "*ride",
            "*swim",
            "*running",
            "*cycling",
            "*biking",
            "*swimming",
            "*rowing",
            "*hiking",
            "*skiing",
            "corsa",
            "cyclisme*",
            "wandern",
            "wanderung",
            "radfahrt",
            "stationarybiking",
            "lapswimming",
            "openwaterswimming",
            "indoorrunning",
            "indoorrowing",
            "ergometer",
            "stairclimbing",
            "stairs",
            "crosscountryskiing",
            "backcountryski",
            "inlineskate",
            "rollerski",
            "iceskate",
            "canoeing",
            "ebikeride",
            "handcycle",
            "velomobile",
            "standuppaddling",
            "crosstraining",
            "roadbiking",
            "ultrarun",
            "trackrunning",
            "duathlon",
            "multisport",
        ],
    ),
    (
        Kind::Conditioning,
        &[
            "functionalfitness",
            "crossfit",
            "hiit",
            "intervals",
            "circuit",
            "bootcamp",
            "boxing",
            "martialarts",
            "climbing",
            "jumprope",
            "dance",
            "cardio",
            "indoorcardio",
            "activity",
            "workout",
            "other",
            "sport",
            "soccer",
            "football",
            "basketball",
            "volleyball",
            "handball",
            "hockey",
            "rugby",
            "tennis",
            "badminton",
            "squash",
            "padel",
            "tabletennis",
            "pickleball",
            "racquetball",
            "americanfootball",
            "australianfootball",
            "baseball",
            "softball",
            "cricket",
            "lacrosse",
            "netball",
            "waterpolo",
            "highintensityintervaltraining",
            "mixedcardio",
            "bouldering",
            "rockclimbing",
            "indoorclimbing",
            "kickboxing",
            "judo",
            "karate",
            "wrestling",
            "jiujitsu",
            "fencing",
            "socialdance",
            "cardiodance",
            "skipping",
            "circuittraining",
        ],
    ),
];

/// Lower-case letters and digits only, without accents: `Course à pied` is `courseapied`.
pub fn bare(name: &str) -> String {
    name.replace('ß', "ss")
        .replace(['ł', 'Ł'], "l")
        .replace(['ø', 'Ø'], "o")
        .chars()
        .map(normalize)
        .flat_map(char::to_lowercase)
        .filter(char::is_ascii_alphanumeric)
        .collect()
}

/// What is no session at all, although programs log it as one.
const LEFT: [&str; 9] = [
    "sauna",
    "icebath",
    "massage",
    "meditation",
    "aircompression",
    "commute",
    "mindfulness",
    "breathwork",
    "breathing",
];

/// Names that say nothing: the title may say more.
const SAYS_NOTHING: [&str; 6] = ["activity", "workout", "other", "training", "sport", "fitness"];

/// Names of walks, the first letters.
const WALKS: [&str; 8] =
    ["walk", "dogwalking", "marche", "camminata", "caminata", "spaziergang", "gehen", "casualwalk"];

/// What a name stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    /// A session of this kind.
    Kind(Kind),
    /// A walk.
    Walk,
    /// Nothing that is a session.
    Left,
    /// A person left it out in the settings.
    Unwanted,
    /// It is not known.
    Unknown,
}

/// Kinds by name: a person's own first, then the usual ones.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Kinds {
    own: BTreeMap<String, Option<Kind>>,
}

impl Kinds {
    /// With a person's own, as written in the settings; no kind leaves such sessions out.
    pub fn new(own: &BTreeMap<String, Option<Kind>>) -> Self {
        Self { own: own.iter().map(|(name, kind)| (bare(name), *kind)).collect() }
    }

    /// What a session with this kind and title is.
    pub fn of(&self, sort: &str, title: &str) -> Sort {
        let name = bare(sort);
        if let Some(kind) = self.own.get(&name) {
            return kind.map_or(Sort::Unwanted, Sort::Kind);
        }
        if LEFT.contains(&name.as_str()) {
            return Sort::Left;
        }
        if WALKS.iter().any(|walk| name.starts_with(walk)) || name.ends_with("walking") {
            return Sort::Walk;
        }
        let known = kind_of(sort).map(Sort::Kind);
        if SAYS_NOTHING.contains(&name.as_str()) && bare(title) != name {
            // Its title decides only if it names a sport.
            let by_title = self.own.get(&bare(title)).map(|kind| kind.map_or(Sort::Unwanted, Sort::Kind));
            let usual = || match self.of(title, "") {
                Sort::Unknown => None,
                sort => Some(sort),
            };
            return by_title.or_else(usual).or(known).unwrap_or(Sort::Kind(Kind::Conditioning));
        }
        match known {
            Some(sort) => sort,
            None if SAYS_NOTHING.contains(&name.as_str()) => Sort::Kind(Kind::Conditioning),
            None => Sort::Unknown,
        }
    }
}

/// The usual kind that a name stands for; `None` where it is not known.
pub fn kind_of(name: &str) -> Option<Kind> {
    if let Ok(kind) = Kind::parse(name) {
        return Some(kind);
    }
    let name = bare(name);
    let is = |known: &&str| match (known.strip_suffix('*'), known.strip_prefix('*')) {
        (Some(start), _) => name.starts_with(start),
        (_, Some(end)) => name.ends_with(end),
        _ => name == *known,
    };
    NAMES.iter().find(|(_, names)| names.iter().any(is)).map(|(kind, _)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_people_and_programs_use() {
        for (name, kind) in [
            ("strength", Kind::Strength),
            ("Run", Kind::Endurance),
            ("Running", Kind::Endurance),
            ("Trail run", Kind::Endurance),
            ("Course à pied", Kind::Endurance),
            ("Randonnée", Kind::Endurance),
            ("Weight Training", Kind::Strength),
            ("Dog walking", Kind::ActiveRecovery),
            ("Walking", Kind::ActiveRecovery),
            ("Yoga", Kind::Mobility),
            ("HIIT", Kind::Conditioning),
            ("active-recovery", Kind::ActiveRecovery),
        ] {
            assert_eq!(kind_of(name), Some(kind), "{name}");
        }
        assert_eq!(kind_of("Basket weaving"), None);
    }
}
