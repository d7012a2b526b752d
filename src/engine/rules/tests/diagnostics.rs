//! Every kind of mistake is reported with its place and advice, all of them at once.

use super::*;

#[test]
fn an_unknown_key_names_the_nearest_one() {
    let fault = fault_after("combat.kdl", "        ambushBonus 4", "        ambushBonsu 4");
    assert_eq!(fault.message, "unknown key `ambushBonsu`");
    assert_eq!(fault.help.as_deref(), Some("did you mean `ambushBonus`?"));
    assert_eq!(fault.key, "combat.cer.modifiers.ambushBonsu");
    let (_, text) = STANDARD[0];
    let before = text.lines().take_while(|line| !line.contains("ambushBonus 4"));
    let line = before.count() as u32 + 1;
    assert_eq!((&*fault.file, fault.line, fault.column), ("combat.kdl", line, 9));
}

#[test]
fn it_prints_like_a_compiler() {
    let text = "facilities {\n\tspaceport { minCST 1; buildCost \"ten\"; maintenancePercent 0.05 }\n}\n";
    let faults = load_with(&[("facilities.kdl", text)]).expect_err("mistakes");
    let fault = faults
        .iter()
        .find(|fault| fault.line == 2)
        .expect("the mistake in line 2");
    let wanted = [
        "error: `buildCost` takes a whole number, found \"ten\"",
        " --> facilities.kdl:2:34",
        "  |",
        "2 | \tspaceport { minCST 1; buildCost \"ten\"; maintenancePercent 0.05 }",
        "  | \t                                ^^^^^",
        "  = key: facilities.facilities.spaceport.buildCost",
    ];
    assert_eq!(fault.to_string(), wanted.join("\n"));
}

#[test]
fn all_mistakes_of_all_files_are_reported_at_once() {
    let combat = patched("combat.kdl", "criticalHitRoll 9", "criticalHitRoll 19")
        .replace("retreatAfterRound 1", "retreatAfterRound \"one\"")
        .replace("maxGroundRounds 20", "maxGroundRounds 20\n    maxGroundRounds 21");
    let ships = patched("ships.kdl", "buildCost 450", "");
    let starmap = "lanes { distribution { major 1.0 } }\nhomeworld {";
    let faults = load_with(&[("combat.kdl", &combat), ("ships.kdl", &ships), ("starmap.kdl", starmap)])
        .expect_err("five mistakes were put in");
    let said: Vec<(&str, &str)> = faults.iter().map(|f| (&*f.file, f.message.as_str())).collect();
    assert!(
        said.contains(&("combat.kdl", "`criticalHitRoll` must be from 0 to 9, found 19")),
        "{said:#?}"
    );
    assert!(said.contains(&("combat.kdl", "`retreatAfterRound` takes a whole number, found \"one\"")));
    assert!(said.contains(&("combat.kdl", "duplicate key `maxGroundRounds`")));
    assert!(said.contains(&("ships.kdl", "missing key `buildCost`")));
    assert!(
        said.iter()
            .any(|(file, message)| *file == "starmap.kdl" && message.contains("closing '}'"))
    );
}

#[test]
fn a_missing_key_is_shown_at_its_section() {
    let fault = fault_after(
        "ships.kdl",
        "    battleship {\n        minCST 4\n        buildCost 450",
        "    battleship {\n        minCST 4",
    );
    assert_eq!(fault.key, "ships.capitals.battleship.buildCost");
    assert_eq!(&*fault.source_line, "    battleship {");
    assert_eq!(fault.help.as_deref(), Some("buildCost: Price in PP at WEP I."));
}

#[test]
fn a_missing_file_is_a_mistake_unless_all_its_keys_are_new() {
    let without = |absent: &'static str| {
        Rules::load(&move |name| {
            let found = STANDARD.iter().find(|(file, _)| *file == name && name != absent);
            found.map(|(_, text)| (*text).to_owned())
        })
    };
    let faults = without("guild.kdl").expect_err("no guild");
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].to_string(), "error: missing file `guild.kdl`\n  = key: guild");
    assert!(without("diplomacy.kdl") == Ok(Rules::standard()));
    assert!(without("planets.kdl").is_err());
}

#[test]
fn new_keys_have_the_defaults_of_the_rules() {
    let starmap = "lanes { distribution { major 0.50; minor 0.35; restricted 0.15 } }
        homeworld { guaranteedLaneCount 3; guaranteedLaneType \"Major\" }
        hub { guaranteedLaneCount 6; mixedLanes #true }";
    let economy = patched(
        "economy.kdl",
        "    divisor 500 // Percent of tax per unit of effect.\n",
        "",
    );
    let rules = load_with(&[("starmap.kdl", starmap), ("economy.kdl", &economy)]).expect("only new keys are absent");
    assert!(rules == Rules::standard());
}

#[test]
fn nodes_annotated_docs_are_ignored() {
    let text = patched(
        "guild.kdl",
        "guildMechanics {",
        "guildMechanics {\n    (docs)\"somewhere\"\n",
    );
    assert!(load_with(&[("guild.kdl", &text)]) == Ok(Rules::standard()));
}

#[test]
fn values_of_a_wrong_form_are_refused() {
    let cases = [
        (
            "prestige.kdl",
            "enabled #true",
            "enabled 1",
            "`enabled` takes #true or #false, found 1",
        ),
        (
            "prestige.kdl",
            "threshold 50",
            "threshold 50.5",
            "`threshold` takes a whole number, found 50.5",
        ),
        (
            "prestige.kdl",
            "exponent 2.0",
            "exponent #inf",
            "`exponent` takes a number, found inf",
        ),
        (
            "prestige.kdl",
            "exponent 2.0",
            "exponent 2.0 3.0",
            "`exponent` takes one value, found 2",
        ),
        (
            "prestige.kdl",
            "exponent 2.0",
            "exponent",
            "`exponent` takes one value, found 0",
        ),
        (
            "prestige.kdl",
            "exponent 2.0",
            "exponent { }",
            "`exponent` takes a value, not a block",
        ),
        (
            "prestige.kdl",
            "exponent 2.0",
            "exponent of=2.0",
            "unexpected property `of`",
        ),
        (
            "prestige.kdl",
            "victory {",
            "victory 7 {",
            "`victory` takes no number or name",
        ),
        (
            "prestige.kdl",
            "    freePercent 5",
            "    freePercent 500",
            "`freePercent` must be from 0 to 100, found 500",
        ),
        (
            "prestige.kdl",
            "morale {}",
            "morale 5",
            "`morale` takes a block: morale { … }",
        ),
        (
            "ships.kdl",
            "minCST 4",
            "minCST -4",
            "`minCST` must be from 0 to 100, found -4",
        ),
        (
            "espionage.kdl",
            "\"1d20\"",
            "\"20\"",
            "`iuDamageDice` takes dice such as \"1d6\", found \"20\"",
        ),
        (
            "tech.kdl",
            "\"Lush\" to \"Eden\"",
            "\"Lush\"",
            "`upgrades` takes two planet classes: \"Extreme\" to \"Desolate\"",
        ),
        (
            "guild.kdl",
            "\"lost\"",
            "\"sold\"",
            "`destConqueredBehavior` takes one of continue, lost, closest_owned; found \"sold\"",
        ),
    ];
    for (file, from, to, message) in cases {
        assert_eq!(fault_after(file, from, to).message, message);
    }
}

#[test]
fn rows_are_complete_and_in_order() {
    let cases = [
        (
            "limits.kdl",
            "\"Lush\" { puMax",
            "\"Lusch\" { puMax",
            "`planetClass` takes a known name, found \"Lusch\"",
        ),
        (
            "limits.kdl",
            "    planetClass \"Lush\" { puMax 2000 }\n",
            "",
            "missing `planetClass \"Lush\"`",
        ),
        (
            "limits.kdl",
            "\"Lush\" { puMax 2000 }",
            "\"Lush\" { puMax 2000 }\n planetClass \"lush\" { puMax 1 }",
            "duplicate `planetClass \"lush\"`",
        ),
        (
            "tech.kdl",
            "level 3 { mrpRequired 13 }",
            "level 4 { mrpRequired 13 }",
            "`level 4` does not follow 2",
        ),
        (
            "tech.kdl",
            "level 2 { mrpRequired 10 }",
            "level \"two\" { mrpRequired 10 }",
            "`level` takes a number from 1",
        ),
        (
            "espionage.kdl",
            "tier \"6-10\"",
            "tier \"5-10\"",
            "`tier 5-10` does not follow 1-5",
        ),
    ];
    for (file, from, to, message) in cases {
        let faults = faults_after(file, from, to);
        assert_eq!(faults[0].message, message, "{faults:#?}");
    }
    let fault = fault_after("limits.kdl", "\"Lush\" { puMax", "\"Lusch\" { puMax");
    assert_eq!(fault.help.as_deref(), Some("did you mean \"Lush\"?"));
}

#[test]
fn contradictions_between_keys_are_refused() {
    let cases = [
        (
            "prestige.kdl",
            "defeatThreshold 0",
            "defeatThreshold -1",
            "prestige.victory.defeatThreshold",
        ),
        (
            "prestige.kdl",
            "ecutiveTurns 3",
            "ecutiveTurns 4",
            "prestige.victory.defeatConsecutiveTurns",
        ),
        (
            "limits.kdl",
            "ColonyPopulation 5000",
            "ColonyPopulation 1",
            "limits.populationLimits.minColonyPopulation",
        ),
        (
            "economy.kdl",
            "Remaining 5000",
            "Remaining 1",
            "economy.ptuDefinition.minPopulationRemaining",
        ),
        (
            "economy.kdl",
            "RatePerStarbase 0.05",
            "RatePerStarbase 0.06",
            "economy.population.growthRatePerStarbase",
        ),
        (
            "guild.kdl",
            "\"Lush\" { cost 5 }",
            "\"Lush\" { cost 6 }",
            "economy.populationTransfer.lush",
        ),
        (
            "combat.kdl",
            "tier 2 { maxRoll 5",
            "tier 2 { maxRoll 1",
            "combat.cer.spaceCombatTable.tier[2].maxRoll",
        ),
        (
            "combat.kdl",
            "multiplier 0.25",
            "multiplier 0.3",
            "combat.cer.spaceCombatTable.tier[1].multiplier",
        ),
        ("combat.kdl", "\"7\" 0.67", "\"7\" 1.2", "combat.roeThreshold.7"),
        ("combat.kdl", "\"7\" 0.67", "\"7\" 0.667", "combat.roeThreshold.7"),
        (
            "combat.kdl",
            "maxPercent 25",
            "maxPercent 5",
            "combat.cer.modifiers.moraleDRM.veryLow.maxPercent",
        ),
        (
            "economy.kdl",
            "minRate 31; maxRate 40",
            "minRate 31; maxRate 41",
            "economy.taxPopulationGrowth.tier[2]",
        ),
        (
            "tech.kdl",
            "\"Lush\" to \"Eden\"",
            "\"Harsh\" to \"Eden\"",
            "tech.terraforming.level[6].upgrades",
        ),
        (
            "dynatoi.kdl",
            "\"Thelon\"",
            "\"Valerian\"",
            "dynatoi.theme[\"dynatoi\"].house1Name",
        ),
        (
            "starmap.kdl",
            "{ maxRoll 9; raw",
            "{ maxRoll 8; raw",
            "starmap.planetClassTable.planetClass[\"Eden\"].maxRoll",
        ),
    ];
    for (file, from, to, key) in cases {
        let fault = fault_after(file, from, to);
        assert_eq!(fault.key, key, "{fault}");
        assert!(fault.line > 0, "{fault}");
    }
}

#[test]
fn a_contradiction_is_shown_where_the_key_stands() {
    let fault = fault_after("prestige.kdl", "defeatThreshold 0", "defeatThreshold -1");
    assert_eq!(
        fault.source_line.trim_start().split(' ').next(),
        Some("defeatThreshold")
    );
    assert!(fault.message.ends_with("they must be equal"), "{fault}");
    let weights = "distribution { major 0; minor 0; restricted 0 }\n    /- former {";
    let fault = fault_after("starmap.kdl", "distribution {", weights);
    assert_eq!((fault.key.as_str(), fault.column), ("starmap.lanes.distribution", 5));
}

#[test]
fn a_contradiction_in_a_key_that_the_file_leaves_out_is_shown_at_its_section() {
    let text = patched(
        "tech.kdl",
        "breakthroughs {",
        "breakthroughs { maxPercent 3 }\n/- former {",
    );
    let faults = load_with(&[("tech.kdl", &text)]).expect_err("the default of basePercent is 5");
    assert_eq!(faults[0].message, "`basePercent` is above `maxPercent`");
    assert_eq!(
        (faults[0].key.as_str(), faults[0].column),
        ("tech.breakthroughs.basePercent", 1)
    );
    assert!(faults[0].source_line.starts_with("breakthroughs"));
}

#[test]
fn places_count_characters_not_bytes() {
    let text = "// für\nhub { /* größer */ guaranteedLaneCount 7; mixedLanes #true }\n";
    let faults = load_with(&[("starmap.kdl", text)]).expect_err("seven lanes");
    let fault = faults
        .iter()
        .find(|fault| fault.message.contains("from 6 to 6"))
        .expect("the mistake");
    assert_eq!((fault.line, fault.column, fault.width), (2, 40, 1));
}

#[test]
fn deep_nesting_is_refused_not_followed() {
    let text = "a { ".repeat(100_000);
    let faults = load_with(&[("starmap.kdl", &text)]).expect_err("too deep");
    assert_eq!(faults[0].message, "blocks are nested too deeply");
}

#[test]
fn warnings_are_few_and_plain() {
    assert_eq!(Rules::standard().warnings(), Vec::<String>::new());
    let mut rules = Rules::standard();
    rules
        .set("limits.capacities.planetClass[\"Eden\"].puMax", "999999")
        .expect("a legal ceiling");
    rules.set("combat.targeting.raiderWeight", "7").expect("a legal weight");
    let warnings = rules.warnings();
    assert_eq!(warnings.len(), 2, "{warnings:?}");
    assert!(warnings[0].contains("without limit"), "{warnings:?}");
    assert_eq!(
        warnings[1],
        "combat.targeting.raiderWeight = 7.0 has no effect: no rule uses this key"
    );
}

#[test]
fn k43_a_four_tier_space_table_is_obeyed_and_warned_of() {
    let four = "spaceCombatTable {
        tier 1 { maxRoll 2; multiplier 0.25 }
        tier 2 { maxRoll 4; multiplier 0.50 }
        tier 3 { maxRoll 6; multiplier 0.75 }
        tier 4 { minRoll 7; multiplier 1.00 }
    }
    /- former {";
    let text = patched("combat.kdl", "spaceCombatTable {", four);
    let rules = load_with(&[("combat.kdl", &text)]).expect("four tiers load");
    let table = &rules.combat.cer.space_combat_table;
    let quarters: Vec<u32> = (-1..=8).map(|roll| table.quarters(roll)).collect();
    assert_eq!(quarters, [1, 1, 1, 1, 2, 2, 3, 3, 4, 4]);
    assert!(rules.warnings()[0].contains("has 4 tiers"));
}

#[test]
fn w4_fields_that_say_what_houses_start_with_need_a_row_for_level_1() {
    for field in [
        "fleetCommand",
        "strategicCommand",
        "strategicLift",
        "advancedCarrierOperations",
    ] {
        let (_, text) = STANDARD
            .iter()
            .find(|(file, _)| *file == "tech.kdl")
            .expect("it is there");
        let at = text.find(&format!("\n{field} {{")).expect("the field is there");
        let (before, after) = text.split_at(at);
        let changed = format!("{before}{}", after.replacen("level 1 {", "/- level 1 {", 1));
        let faults = load_with(&[("tech.kdl", &changed)]).expect_err("no level 1");
        assert!(
            faults[0].message.contains("needs a level 1"),
            "{field}: {}",
            faults[0].message
        );
    }
}
