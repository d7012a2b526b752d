//! Rulings of our own about the rules files.

use super::*;
use crate::vocab::{PlanetClass, ShipClass};

#[test]
fn w1_the_raw_bonus_belongs_to_the_planet_class() {
    let mut rules = Rules::standard();
    assert_eq!(rules.starmap.raw_bonus(PlanetClass::Lush), 1);
    let key = "starmap.planetClassTable.planetClass[\"Lush\"].rawBonus";
    rules.set(key, "-3").expect("a legal bonus");
    assert_eq!(rules.starmap.raw_bonus(PlanetClass::Lush), -3);
    assert_eq!(rules.starmap.raw_bonus(PlanetClass::Eden), 2);
    let fault = fault_after("starmap.kdl", "raw \"Rich\" {", "raw \"Rich\" { rawBonus 1;");
    assert_eq!(fault.message, "unknown key `rawBonus`");
}

#[test]
fn w2_figures_of_ships_that_are_left_out_are_0_but_for_three() {
    let corvette = |without: &str| {
        let (_, text) = STANDARD
            .iter()
            .find(|(file, _)| *file == "ships.kdl")
            .expect("a standard file");
        let start = text.find("    corvette {").expect("the corvette");
        let line = start + text[start..].find(without).expect("the key");
        let end = line + text[line..].find('\n').expect("a line");
        load_with(&[("ships.kdl", &format!("{}{}", &text[..line], &text[end..]))])
    };
    for optional in ["attackStrength", "defenseStrength", "c2Cost", "carryLimit"] {
        let rules = corvette(optional).unwrap_or_else(|faults| panic!("{}", faults[0]));
        let stats = rules.ships.class(ShipClass::Corvette);
        let value = match optional {
            "attackStrength" => i64::from(stats.attack_strength),
            "defenseStrength" => i64::from(stats.defense_strength),
            "c2Cost" => stats.c2_cost,
            _ => i64::from(stats.carry_limit),
        };
        assert_eq!(value, 0, "{optional}");
    }
    for mandatory in ["minCST", "buildCost", "maintenancePercent"] {
        let faults = corvette(mandatory).expect_err("it is needed");
        assert_eq!(faults[0].message, format!("missing key `{mandatory}`"));
    }
}

#[test]
fn w3_combat_counts_in_hundredths_and_quarters() {
    for (key, good, bad) in [
        ("combat.roeThreshold[7]", "0.66", "0.665"),
        ("combat.combat.overkillFactor", "1.55", "1.555"),
        ("combat.combat.pursuitCer", "0.49", "0.495"),
        ("tech.shields.level[1].hitsBlocked", "0.26", "0.265"),
        ("combat.cer.spaceCombatTable.tier[1].multiplier", "0.5", "0.4"),
        ("combat.cer.bombardmentTable.tier[1].multiplier", "0.0", "0.1"),
        ("combat.cer.groundCombatTable.tier[1].multiplier", "0.75", "0.6"),
    ] {
        let set = |value: &str| {
            let mut rules = Rules::standard();
            rules.set(key, value).unwrap_or_else(|fault| panic!("{fault}"));
            let faults = rules.check();
            assert_eq!(Rules::standard().apply(&[(key, value)]).is_ok(), faults.is_empty());
            faults
        };
        assert_eq!(set(good), [], "{key} {good}");
        let faults = set(bad);
        assert_eq!(faults.len(), 1, "{key} {bad}: {faults:#?}");
        assert!(faults[0].message.contains("must be a multiple of 0."), "{}", faults[0]);
    }
}
