use super::*;
use crate::vocab::ShipClass::{Destroyer, Etac, LightCruiser};
use crate::vocab::Vocab;

fn standard() -> String {
    builtin("standard-4-player")
        .expect("a scenario of the program")
        .to_owned()
}

fn load(text: &str) -> Result<Scenario, Vec<Diagnostic>> {
    Scenario::load("test.kdl", text, &mut Rules::standard())
}

fn fault_after(from: &str, to: &str) -> Diagnostic {
    let text = standard();
    assert!(text.contains(from), "no {from:?} in the scenario");
    let mut faults = load(&text.replacen(from, to, 1)).expect_err("a mistake was put in");
    assert_eq!(faults.len(), 1, "{faults:#?}");
    faults.remove(0)
}

#[test]
fn the_scenarios_of_the_program_load_and_are_canonical() {
    for (name, text) in BUILTIN {
        let scenario = load(text).unwrap_or_else(|faults| panic!("{name}: {}", faults[0]));
        assert_eq!(scenario.export(), text, "{name}");
    }
    assert_eq!(builtin("standard-3-player"), None);
}

#[test]
fn the_standard_start_is_that_of_01_2() {
    let scenario = load(&standard()).expect("it loads");
    assert_eq!(
        (
            scenario.game_parameters.player_count,
            scenario.game_parameters.game_seed
        ),
        (4, None)
    );
    assert_eq!(
        (
            scenario.map_generation.num_rings,
            scenario.victory_conditions.turn_limit
        ),
        (4, 35)
    );
    assert_eq!(
        (scenario.starting_resources.treasury, scenario.tax_percent()),
        (1000, 50)
    );
    assert!(
        TechField::ALL
            .iter()
            .all(|&field| scenario.starting_tech.level(field) == 1)
    );
    let fleets: Vec<&[ShipClass]> = scenario.fleets().collect();
    assert_eq!(
        fleets,
        [
            &[Etac, LightCruiser][..],
            &[Etac, LightCruiser],
            &[Destroyer],
            &[Destroyer]
        ]
    );
    assert_eq!(
        (scenario.homeworld.planet_class, scenario.homeworld.raw_quality),
        (PlanetClass::Eden, Raw::Abundant)
    );
    let long = load(builtin("long-war-4-player").expect("it is there")).expect("it loads");
    assert_eq!(long.victory_conditions.turn_limit, 100);
    let duel = load(builtin("standard-2-player").expect("it is there")).expect("it loads");
    assert_eq!(
        (duel.game_parameters.player_count, duel.map_generation.num_rings),
        (2, 3)
    );
}

#[test]
fn class_names_are_read_in_every_spelling() {
    let text = standard().replacen("\"etac\" \"light_cruiser\"", "\"ETAC\" \"Light-Cruiser\"", 1);
    assert_eq!(load(&text), load(&standard()));
}

#[test]
fn mistakes_are_shown_with_their_place() {
    let fault = fault_after("numRings 4", "numRing 4");
    assert_eq!(fault.help.as_deref(), Some("did you mean `numRings`?"));
    assert_eq!((fault.key.as_str(), fault.column), ("mapGeneration.numRing", 5));
    assert_eq!(
        fault_after("numRings 4", "numRings 13").message,
        "`numRings` must be from 2 to 12, found 13"
    );
    assert_eq!(
        fault_after("startingPrestige 100 //", "//").message,
        "missing key `startingPrestige`"
    );
    let fault = fault_after("\"destroyer\"", "\"zeppelin\"");
    assert!(fault.message.starts_with("`ships` takes one of corvette, "), "{fault}");
    assert_eq!(fault.key, "startingFleets.fleet.ships");
}

#[test]
fn a_missing_section_is_a_missing_key() {
    let text = standard();
    let (before, after) = text.split_once("homeworld {").expect("the section");
    let faults = load(&format!("{before}/- homeworld {{{after}")).expect_err("no homeworld");
    assert_eq!(faults[0].message, "missing key `homeworld`");
}

#[test]
fn fleets_obey_the_rules_of_composition() {
    let fault = fault_after("\"destroyer\"", "\"destroyer\" \"scout\"");
    assert_eq!(fault.message, "scouts share a fleet with no other class");
    assert_eq!(fault.source_line.trim(), "fleet { ships \"destroyer\" \"scout\" }");
    assert_eq!(
        fault_after("\"destroyer\"", "\"fighter\"").message,
        "fighters are not members of fleets"
    );
    let crowd = "\"destroyer\" ".repeat(11);
    let fault = fault_after("\"destroyer\"", &crowd);
    assert_eq!(
        fault.message,
        "11 ships in a fleet, but the FC level at the start allows 10"
    );
    load(&standard().replacen("\"destroyer\"", "\"scout\" \"scout\"", 1)).expect("scouts among themselves are legal");
}

#[test]
fn r01_23_levels_end_with_the_last_of_tech() {
    let fault = fault_after("terraforming 1", "terraforming 7");
    assert_eq!(fault.message, "TER begins at level 7, but its last level is 6");
    assert_eq!(fault.key, "startingTech.terraforming");
    assert!(fault.source_line.contains("terraforming 7"));
    load(&standard().replacen("terraforming 1", "terraforming 6", 1)).expect("the last level is legal");
    assert!(
        fault_after("terraforming 1", "terraforming 0")
            .message
            .contains("from 1")
    );
}

#[test]
fn r01_21_overrides_change_the_rules() {
    let settings = "optionalBalanceOverrides {
        combat.cer.modifiers.ambushBonus 5
        \"tech.fleetCommand.level[1].maxShipsPerFleet\" 11
        tech.weapons.level.2.mrpCost 8
        starmap.hub.mixedLanes #false
    }";
    let text = standard()
        .replacen("optionalBalanceOverrides {}", settings, 1)
        .replacen("\"destroyer\"", &"\"destroyer\" ".repeat(11), 1);
    let mut rules = Rules::standard();
    let scenario = Scenario::load("test.kdl", &text, &mut rules).unwrap_or_else(|faults| panic!("{}", faults[0]));
    assert_eq!(rules.combat.cer.modifiers.ambush_bonus, 5);
    assert_eq!(rules.tech.max_ships_per_fleet(1), 11);
    assert_eq!(rules.tech.cost(TechField::Wep, 2), 8);
    assert!(!rules.starmap.hub.mixed_lanes);
    assert_eq!(
        Scenario::load("again.kdl", &scenario.export(), &mut rules),
        Ok(scenario.clone())
    );
    assert_eq!(scenario.check(&rules), []);
    assert_eq!(scenario.check(&Rules::standard()).len(), 1);
    let without = standard().replacen("optionalBalanceOverrides {}", "", 1);
    assert_eq!(load(&without), load(&standard()));
}

#[test]
fn wrong_overrides_are_shown_and_change_nothing() {
    let mut rules = Rules::standard();
    let settings = "optionalBalanceOverrides {
        combat.cer.modifiers.ambushBonsu 5
        economy.populationTransfer.lush 99
        combat.cer { }
    }";
    let text = standard().replacen("optionalBalanceOverrides {}", settings, 1);
    let faults = Scenario::load("test.kdl", &text, &mut rules).expect_err("mistakes");
    assert_eq!(faults[0].message, "unknown key `ambushBonsu`");
    assert_eq!(faults[0].help.as_deref(), Some("did you mean `ambushBonus`?"));
    assert_eq!(faults[0].source_line.trim(), "combat.cer.modifiers.ambushBonsu 5");
    assert_eq!(faults[1].message, "`combat.cer` takes a value");
    assert!(rules == Rules::standard());
    let setting = "optionalBalanceOverrides { economy.populationTransfer.lush 99; }";
    let fault = fault_after("optionalBalanceOverrides {}", setting);
    assert!(fault.message.ends_with("they must be equal"), "{fault}");
}

#[test]
fn keys_of_a_scenario_can_be_changed() {
    let mut scenario = load(&standard()).expect("it loads");
    let before = scenario.clone();
    for (path, value) in before.entries() {
        scenario.set(&path, &value).unwrap_or_else(|fault| panic!("{fault}"));
    }
    assert_eq!(scenario, before);
    scenario
        .set("victoryConditions.turnLimit", "60")
        .expect("a legal limit");
    scenario
        .set("gameParameters.gameSeed", "18446744073709551615")
        .expect("a legal seed");
    assert_eq!(scenario.victory_conditions.turn_limit, 60);
    assert_eq!(scenario.game_parameters.game_seed, Some(u64::MAX));
    assert_ne!(scenario.digest(), before.digest());
    assert!(scenario.set("mapGeneration.numRings", "99").is_err());
}

#[test]
fn w5_paths_of_overrides_have_points_or_quoted_brackets() {
    for path in [
        "tech.weapons.level.2.mrpCost",
        "\"tech.weapons.level[2].mrpCost\"",
        "\"tech.weapons.level.2.mrpCost\"",
    ] {
        let settings = format!("optionalBalanceOverrides {{ {path} 8; }}");
        let text = standard().replacen("optionalBalanceOverrides {}", &settings, 1);
        let mut rules = Rules::standard();
        assert_ne!(rules.tech.cost(TechField::Wep, 2), 8);
        Scenario::load("test.kdl", &text, &mut rules).unwrap_or_else(|faults| panic!("{path}: {}", faults[0]));
        assert_eq!(rules.tech.cost(TechField::Wep, 2), 8, "{path}");
    }
}

#[test]
fn every_key_is_mandatory_known_and_given_once() {
    let text = standard();
    let lines: Vec<&str> = text.lines().collect();
    let with = |at: usize, line: Option<&str>| {
        let replaced = lines.iter().enumerate().filter_map(|(index, &old)| match index == at {
            true => line,
            false => Some(old),
        });
        load(&replaced.collect::<Vec<_>>().join("\n"))
    };
    let mut section = (0, "");
    let mut keys = 0;
    for (at, line) in lines.iter().enumerate() {
        if let Some(name) = line.strip_suffix(" {") {
            section = (at as u32 + 1, name);
        }
        let Some((key, _)) = line
            .strip_prefix("    ")
            .and_then(|line| line.split_once(' '))
            .filter(|(key, _)| *key != "fleet")
        else {
            continue;
        };
        keys += 1;
        let path = format!("{}.{key}", section.1);
        let faults = with(at, None).expect_err("a key is missing");
        assert_eq!(
            (faults.len(), faults[0].message.clone()),
            (1, format!("missing key `{key}`"))
        );
        assert_eq!((&*faults[0].key, faults[0].line), (&*path, section.0));
        let typo = format!("    {key}x{}", &line[4 + key.len()..]);
        let faults = with(at, Some(&typo)).expect_err("a key nobody knows");
        let unknown = faults
            .iter()
            .find(|fault| fault.message == format!("unknown key `{key}x`"));
        let unknown = unknown.unwrap_or_else(|| panic!("{faults:#?}"));
        assert_eq!((unknown.line, unknown.column), (at as u32 + 1, 5));
        assert_eq!(unknown.help, Some(format!("did you mean `{key}`?")));
        let twice = format!("{line}\n{line}");
        let faults = with(at, Some(&twice)).expect_err("a key twice");
        assert_eq!(
            (&*faults[0].message, faults[0].line),
            (&*format!("duplicate key `{key}`"), at as u32 + 2)
        );
    }
    assert_eq!(keys, 36, "all fields of 01 §2 but the seed and the lists");
}

#[test]
fn the_bounds_of_a_scenario_hold_at_both_ends() {
    for (path, low, high) in [
        ("gameParameters.playerCount", 2, 12),
        ("mapGeneration.numRings", 2, 12),
        ("startingResources.defaultTaxRate", 0, 1),
    ] {
        let mut scenario = load(&standard()).expect("it loads");
        for (value, fits) in [(low - 1, false), (low, true), (high, true), (high + 1, false)] {
            let value = match path.ends_with("Rate") {
                true => format!("{value}.0"),
                false => value.to_string(),
            };
            assert_eq!(scenario.set(path, &value).is_ok(), fits, "{path} {value}");
        }
    }
    assert!(load(&standard().replacen("turnLimit 35", "turnLimit -1", 1)).is_err());
}

#[test]
fn w140_a_homeworld_has_no_more_shields_than_a_colony_may_have() {
    let fault = fault_after("planetaryShields 0", "planetaryShields 2");
    assert_eq!(fault.message, "2 planetary shields, but a colony may have 1");
    assert_eq!(fault.key, "startingGroundForces.planetaryShields");
    load(&standard().replacen("planetaryShields 0", "planetaryShields 1", 1)).expect("one is legal");
}
