//! Kinds of session as other programs and people call them.

use nucleo_matcher::chars::normalize;

use crate::domain::session::Kind;

/// Names of each kind, in lower-case letters and digits only. A `*` at the end stands for any letters.
const NAMES: [(Kind, &[&str]); 5] = [
    (
        Kind::ActiveRecovery,
        &["walk*", "dogwalking", "golf", "cooldown", "marche", "camminata", "activerecovery", "recovery"],
    ),
    (
        Kind::Mobility,
        &["yoga", "pilates", "stretching", "flexibility", "taichi", "mindandbody", "gymnastics", "mobility"],
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
            "gym",
            "lifting",
            "musculation",
            "sollevamentopesi",
            "krafttraining",
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
        ],
    ),
];

/// Lower-case letters and digits only, without accents: `Course à pied` is `courseapied`.
fn bare(name: &str) -> String {
    name.replace('ß', "ss")
        .chars()
        .map(normalize)
        .flat_map(char::to_lowercase)
        .filter(char::is_ascii_alphanumeric)
        .collect()
}

/// The kind that a name stands for; `None` where it is not known.
pub fn kind_of(name: &str) -> Option<Kind> {
    if let Ok(kind) = Kind::parse(name) {
        return Some(kind);
    }
    let name = bare(name);
    let is = |known: &&str| known.strip_suffix('*').map_or(name == *known, |start| name.starts_with(start));
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
