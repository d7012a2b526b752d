//! Export, digest, diff and changed keys.

use super::*;
use crate::vocab::{PlanetClass, Raw, TechField};

#[test]
fn the_shipped_files_are_the_export_of_the_standard_rules() {
    for ((file, text), (name, exported)) in STANDARD.iter().zip(Rules::standard().export()) {
        assert_eq!(*file, name);
        assert_eq!(*text, exported, "{name}");
    }
}

#[test]
fn an_export_loads_back_to_equal_rules() {
    let mut rules = Rules::standard();
    let settings = [
        (
            "dynatoi.theme[\"dynatoi\"].house3Name",
            "\"a \\\"b\\\" \\\\ \\u{2028} ü {\"",
        ),
        ("economy.population.puToPtuConversion", "0.0000123"),
        ("tech.construction.level[4].unlocks", "\"BB\" \"CX\" \"and more\""),
        ("combat.cer.spaceCombatTable.tier[3].maxRoll", "11"),
        ("prestige.prestigeEvents.planetLost.value", "-1000000"),
    ];
    rules.apply(&settings).unwrap_or_else(|faults| panic!("{}", faults[0]));
    let files = rules.export();
    let again = Rules::load(&|name| {
        files
            .iter()
            .find(|(file, _)| file == name)
            .map(|(_, text)| text.clone())
    });
    let again = again.unwrap_or_else(|faults| panic!("{}", faults[0]));
    assert!(again == rules);
    assert_eq!(again.entries(), rules.entries());
}

#[test]
fn every_entry_can_be_set_to_itself() {
    let mut rules = Rules::standard();
    let entries = rules.entries();
    assert!(entries.len() > 1400);
    assert_eq!(rules.apply(&entries), Ok(()));
    assert!(rules == Rules::standard());
}

#[test]
fn o8_paths_have_brackets() {
    let mut rules = Rules::standard();
    let settings = [
        ("combat.cer.modifiers.ambushBonus", "5"),
        ("tech.economicLevel.level[2].multiplier", "1.6"),
        ("economy.rawMaterialEfficiency.material[\"Rich\"].eden", "1.25"),
        ("limits.capacities.planetClass[Eden].puMax", "999999"),
        ("ships.capitals.battleship.buildCost", "400"),
        ("espionage.detection.modifiers.tier[\"1-5\"].modifier", "2"),
        ("tech.weapons.level.3.mrpCost", "99"),
        ("combat.roeThreshold[6]", "0.9"),
        ("combat.roeThreshold.7", "0.6"),
        ("planets.planetNames.name[2]", "Second"),
        ("prestige.dynamicScaling.enabled", "false"),
    ];
    rules.apply(&settings).expect("all of these are legal");
    assert_eq!(rules.combat.cer.modifiers.ambush_bonus, 5);
    assert_eq!(rules.tech.el_multiplier(2), 1.6);
    assert_eq!(rules.economy.raw_index(Raw::Rich, PlanetClass::Eden), 1.25);
    assert_eq!(rules.limits.pu_max(PlanetClass::Eden), 999_999);
    assert_eq!(rules.ships.capitals.battleship.build_cost, 400);
    assert_eq!(rules.espionage.detection.modifiers.at(3), 2);
    assert_eq!(rules.tech.cost(TechField::Wep, 3), 99);
    assert_eq!(
        (rules.combat.roe_percent(6), rules.combat.roe_percent(7)),
        (Some(90), Some(60))
    );
    assert_eq!(rules.planets.names()[1], "Second");
    assert!(!rules.prestige.dynamic_scaling.enabled);
    assert_eq!(Rules::standard().diff(&rules).len(), settings.len());
    assert_ne!(Rules::standard().digest(), rules.digest());
}

#[test]
fn a_wrong_setting_says_why() {
    let refuse = |path: &str, value: &str| Rules::standard().set(path, value).expect_err("a wrong setting");
    let fault = refuse("combat.cer.modifiers.ambushBonsu", "5");
    assert_eq!(fault.help.as_deref(), Some("did you mean `ambushBonus`?"));
    let fault = refuse("combat.cer.modifier.ambushBonus", "5");
    assert_eq!(
        fault.help.as_deref(),
        Some("did you mean `combat.cer.modifiers.ambushBonus`?")
    );
    let fault = refuse("tech.economicLevel.level[11].multiplier", "6");
    assert_eq!(fault.message, "unknown key `tech.economicLevel.level[11].multiplier`");
    assert!(
        fault
            .help
            .is_some_and(|help| help.contains("tech.economicLevel.level["))
    );
    let fault = refuse("combat.cer.modifiers", "5");
    assert!(fault.message.ends_with("is a section, not a key"), "{fault}");
    let fault = refuse("combat..cer", "5");
    assert_eq!(fault.message, "this is no path of a key");
    let fault = refuse("combat.cer.modifiers.ambushBonus", "five");
    let wanted = [
        "error: `ambushBonus` takes a whole number, found five",
        " --> --set:1:34",
        "  |",
        "1 | combat.cer.modifiers.ambushBonus=five",
        "  |                                  ^^^^",
        "  = key: combat.cer.modifiers.ambushBonus",
    ];
    assert_eq!(fault.to_string(), wanted.join("\n"));
    let fault = refuse("combat.cer.modifiers.ambushBonus", "500");
    assert_eq!(fault.message, "`ambushBonus` must be from -20 to 20, found 500");
    let fault = refuse("starmap.homeworld.guaranteedLaneType", "Wide");
    assert!(fault.message.contains("Major, Minor, Restricted"), "{fault}");
}

#[test]
fn settings_are_checked_as_a_whole() {
    let mut rules = Rules::standard();
    let before = rules.clone();
    let faults = rules.apply(&[("guild.guildMechanics.transferCosts.planetClass[\"Lush\"].cost", "9")]);
    let faults = faults.expect_err("the copy in the economy file differs");
    assert_eq!(faults[0].key, "economy.populationTransfer.lush");
    let faults = rules
        .apply(&[("combat.nonsense", "1"), ("ships.nonsense", "2")])
        .expect_err("two mistakes");
    assert_eq!(faults.len(), 2);
    assert!(rules == before);
    let both = [
        ("guild.guildMechanics.transferCosts.planetClass[\"Lush\"].cost", "9"),
        ("economy.populationTransfer.lush", "9"),
    ];
    rules.apply(&both).expect("both figures were changed");
    assert_eq!(rules.guild.transfer_cost(PlanetClass::Lush), 9);
}

#[test]
fn a_diff_lists_changed_and_absent_keys() {
    let mut rules = Rules::standard();
    rules
        .set("combat.cer.spaceCombatTable.tier[3].maxRoll", "11")
        .expect("a legal bound");
    let change = |left: Option<&str>, right: Option<&str>| Change {
        path: "combat.cer.spaceCombatTable.tier[3].maxRoll".to_owned(),
        left: left.map(str::to_owned),
        right: right.map(str::to_owned),
    };
    assert_eq!(Rules::standard().diff(&rules), [change(None, Some("11"))]);
    assert_eq!(rules.diff(&Rules::standard()), [change(Some("11"), None)]);
}

#[test]
fn no_hangar_gets_smaller_with_the_level() {
    for key in [
        "tech.advancedCarrierOperations.level[3].cvCapacity",
        "tech.advancedCarrierOperations.level[2].cxCapacity",
        "tech.strategicLift.level[5].transportCapacity",
    ] {
        let faults = Rules::standard().apply(&[(key, "0")]).expect_err("it falls");
        assert_eq!(faults[0].key, key);
        assert!(
            faults[0]
                .message
                .starts_with("a capacity must not fall with the level: 0 after ")
        );
    }
}
