//! The names that a class goes by in a force: its own, its code in the rules (rulebook 10), short forms, plurals.

use ec4x_engine::rules::diagnostic::nearest;
use ec4x_engine::vocab::{UnitClass, Vocab};

/// Classes that can be named, each with its code and with other words for it.
const NAMES: [(UnitClass, &str, &[&str]); 23] = [
    (UnitClass::Corvette, "CT", &[]),
    (UnitClass::Frigate, "FG", &[]),
    (UnitClass::Destroyer, "DD", &[]),
    (UnitClass::LightCruiser, "CL", &[]),
    (UnitClass::Cruiser, "CA", &[]),
    (UnitClass::Battlecruiser, "BC", &[]),
    (UnitClass::Battleship, "BB", &[]),
    (UnitClass::Dreadnought, "DN", &[]),
    (UnitClass::SuperDreadnought, "SD", &[]),
    (UnitClass::Carrier, "CV", &[]),
    (UnitClass::SuperCarrier, "CX", &[]),
    (UnitClass::Raider, "RR", &[]),
    (UnitClass::Scout, "SC", &[]),
    (UnitClass::Etac, "ET", &[]),
    (UnitClass::TroopTransport, "TT", &["transport"]),
    (UnitClass::Fighter, "F", &[]),
    (UnitClass::PlanetBreaker, "PB", &[]),
    (UnitClass::Starbase, "SB", &[]),
    (UnitClass::Spaceport, "SP", &[]),
    (UnitClass::Army, "AA", &["armies"]),
    (UnitClass::Marine, "MD", &["marine division"]),
    (
        UnitClass::GroundBattery,
        "GB",
        &["battery", "batteries", "ground batteries"],
    ),
    (UnitClass::PlanetaryShield, "PS", &["shield"]),
];

/// Letters and digits in lower case: blanks, `-`, `_` and case do not matter.
fn squash(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A name for people: the rules' own with blanks.
pub fn words(class: UnitClass) -> String {
    class.name().replace('_', " ")
}

/// The code of a class in the rules.
pub fn code(class: UnitClass) -> &'static str {
    NAMES
        .iter()
        .find(|(known, ..)| *known == class)
        .map_or("–", |(_, code, _)| code)
}

/// The class that a word means.
///
/// # Errors
/// What is wrong, with the nearest name or with all of them.
pub fn class(word: &str) -> Result<UnitClass, String> {
    let wanted = squash(word);
    let singular = wanted.strip_suffix('s').filter(|rest| rest.len() > 2);
    let means = |text: &str| {
        let text = squash(text);
        text == wanted || Some(text.as_str()) == singular
    };
    let known = NAMES
        .iter()
        .find(|(class, code, others)| means(class.name()) || means(code) || others.iter().any(|other| means(other)));
    if let Some((class, ..)) = known {
        return Ok(*class);
    }
    let names: Vec<&str> = NAMES.iter().map(|(class, ..)| class.name()).collect();
    Err(match nearest(word, names.iter().copied()) {
        Some(meant) => format!("there is no class {word:?}; did you mean {meant}?"),
        None => format!("there is no class {word:?}; the classes are: {}", names.join(", ")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_have_several_names() {
        for word in [
            "light_cruiser",
            "Light-Cruiser",
            "light cruisers",
            "CL",
            "cl",
            "lightCruiser",
        ] {
            assert_eq!(class(word), Ok(UnitClass::LightCruiser), "{word}");
        }
        assert_eq!(class("batteries"), Ok(UnitClass::GroundBattery));
        assert_eq!(class("F"), Ok(UnitClass::Fighter));
        assert!(class("crusier").unwrap_err().ends_with("did you mean cruiser?"));
        assert!(class("zeppelin").unwrap_err().contains("the classes are: corvette"));
    }

    #[test]
    fn no_name_means_two_classes() {
        for (class_, code, others) in NAMES {
            for word in [class_.name(), code].iter().chain(others) {
                assert_eq!(class(word), Ok(class_), "{word}");
            }
        }
    }
}
