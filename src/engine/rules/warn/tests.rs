//! Each warning at the rules that deserve it.

use super::*;

/// The warnings after some settings.
fn after(settings: &[(&str, &str)]) -> Vec<String> {
    let mut rules = Rules::standard();
    rules.apply(settings).unwrap_or_else(|faults| panic!("{faults:?}"));
    degenerate(&rules)
}

#[track_caller]
fn warns(settings: &[(&str, &str)], start: &str) {
    let found = after(settings);
    assert!(found.len() == 1 && found[0].starts_with(start), "{found:#?}");
}

#[test]
fn the_standard_rules_are_sound() {
    assert_eq!(after(&[]), Vec::<String>::new());
}

#[test]
fn o01_e6_ceilings_that_are_none() {
    let eden = "limits.capacities.planetClass[\"Eden\"].puMax";
    warns(
        &[(eden, "999999")],
        "limits.capacities.planetClass[\"Eden\"].puMax is 999999: population and income",
    );
    let lush = "limits.capacities.planetClass[\"Lush\"].puMax";
    warns(
        &[(lush, "5400")],
        "limits.capacities: Lush worlds hold more people than Eden worlds",
    );
}

#[test]
fn populations_that_know_no_bounds() {
    let growth = "economy.population.naturalGrowthRate";
    warns(
        &[(growth, "1")],
        "economy.population.naturalGrowthRate is 1: every population",
    );
    assert_eq!(after(&[(growth, "0.99")]), Vec::<String>::new());
    let conversion = "economy.population.puToPtuConversion";
    warns(
        &[(conversion, "0.01")],
        "economy.population.puToPtuConversion is 0.01: from a world of more than 3600 PU",
    );
    assert_eq!(after(&[(conversion, "0.0072")]), Vec::<String>::new());
}

#[test]
fn better_worlds_that_yield_less() {
    warns(
        &[("economy.rawMaterialEfficiency.material[\"Rich\"].eden", "1.04")],
        "economy.rawMaterialEfficiency.material[\"Rich\"]: a head yields less on Eden worlds than on Lush ones",
    );
    warns(
        &[("economy.rawMaterialEfficiency.material[\"Rich\"].extreme", "0.63")],
        "economy.rawMaterialEfficiency.material[\"Rich\"]: a head on Extreme worlds yields less than with Abundant",
    );
}

#[test]
fn repairs_for_nothing_or_for_more_than_they_are_worth() {
    for key in [
        "economy.industrialInvestment.repairCostMultiplier",
        "construction.repair.shipRepairCostMultiplier",
        "construction.repair.starbaseRepairCostMultiplier",
        "construction.repair.otherRepairCostMultiplier",
    ] {
        warns(&[(key, "0")], &format!("{key} is 0: damage"));
        warns(&[(key, "1.5")], &format!("{key} is 1.5: a repair costs more"));
        assert_eq!(after(&[(key, "1")]), Vec::<String>::new());
    }
    warns(
        &[("economy.infrastructure.fullRepairCost", "0")],
        "economy.infrastructure.fullRepairCost is 0",
    );
}

#[test]
fn goods_for_nothing() {
    warns(
        &[
            ("ships.escorts.corvette.buildCost", "0"),
            ("ground_units.groundUnits.army.buildCost", "0"),
        ],
        "buildCost is 0 for corvette, army",
    );
    warns(
        &[("tech.terraforming.level[1].ppCost", "0")],
        "tech.terraforming.level[1].ppCost is 0: every Extreme world",
    );
    let modifier = "construction.constructionModifiers.planetsideShipCostMultiplier";
    warns(&[(modifier, "0.4")], modifier);
    warns(
        &[
            ("guild.guildMechanics.transferCosts.planetClass[\"Harsh\"].cost", "0"),
            ("economy.populationTransfer.harsh", "0"),
        ],
        "guild.guildMechanics.transferCosts",
    );
}

#[test]
fn fleets_without_upkeep() {
    let overdraft = "limits.c2Limits.c2OverdraftRatio";
    warns(&[(overdraft, "0")], overdraft);
    let mut rules = Rules::standard();
    let entries = rules.entries();
    let keys = entries
        .iter()
        .filter(|(path, _)| path.starts_with("ships.") && path.ends_with("maintenancePercent"));
    let mut settings: Vec<(String, &str)> = keys.map(|(path, _)| (path.clone(), "0")).collect();
    rules.apply(&settings).expect("upkeep may be 0");
    assert_eq!(
        degenerate(&rules),
        ["ships: no warship costs any upkeep; only logistical strain holds fleets down"]
    );
    settings.push((overdraft.to_string(), "0"));
    rules.apply(&settings).expect("strain may be 0");
    assert_eq!(
        degenerate(&rules),
        ["ships: no warship costs any upkeep, and fleets beyond the command pool cost nothing either"]
    );
    for status in ["reserve", "mothballed"] {
        let key = format!("ships.shipStatus.{status}.maintenanceMultiplier");
        warns(&[(&key, "1.5")], &key);
    }
    let penalty = "prestige.maintenanceShortfall.basePenalty";
    warns(&[(penalty, "0")], penalty);
}

#[test]
fn scrap_for_more_than_it_cost() {
    let share = "ships.salvage.salvageValueMultiplier";
    warns(
        &[(share, "1.5")],
        "ships.salvage.salvageValueMultiplier is 1.5: scrap brings more",
    );
    warns(
        &[(share, "1")],
        "ships.salvage.salvageValueMultiplier is 1: whatever was built",
    );
}

#[test]
fn industry_without_bounds() {
    let found = after(&[("economy.industrialInvestment.baseCost", "0")]);
    assert_eq!(found.len(), 5, "{found:#?}");
    warns(
        &[("economy.industrialInvestment.tier[5].multiplier", "1.5")],
        "economy.industrialInvestment.tier[5]: industrial units get cheaper",
    );
    warns(
        &[("economy.industrialInvestment.baseCost", "2")],
        "economy.industrialInvestment: at the highest levels a unit earns 5.2 PP a turn at 50 % tax and costs at most 5: it \
         pays for itself in 1.0 turns",
    );
    let cost = "economy.industrialInvestment.baseCost";
    warns(&[(cost, "8")], "economy.industrialInvestment: at the highest levels");
    assert_eq!(after(&[(cost, "9")]), Vec::<String>::new());
    let divisor = "economy.industrialGrowth.passiveGrowthDivisor";
    warns(&[(divisor, "4")], divisor);
    assert_eq!(after(&[(divisor, "4.1")]), Vec::<String>::new());
    let minimum = "economy.industrialGrowth.passiveGrowthMinimum";
    warns(&[(minimum, "20")], minimum);
}

#[test]
fn levels_that_make_things_worse() {
    let key = "tech.economicLevel.level[4].multiplier";
    warns(&[(key, "1.9")], key);
    let key = "tech.weapons.baseMultiplier";
    warns(&[(key, "0.9")], key);
}

#[test]
fn taxes_without_a_choice() {
    warns(
        &[("prestige.taxPenalty.baseCoefficient", "0")],
        "prestige.taxPenalty: taxes of 100 %",
    );
    warns(
        &[("prestige.taxPenalty.threshold", "100")],
        "prestige.taxPenalty: taxes of 100 %",
    );
    warns(
        &[("economy.taxPopulationGrowth.tier[4].popMultiplier", "1.3")],
        "economy.taxPopulationGrowth: people multiply faster at",
    );
    warns(
        &[("prestige.taxIncentives.tier[1].prestigeBonusPerColony", "9")],
        "prestige.taxIncentives:",
    );
    warns(
        &[("economy.productivity.divisor", "50")],
        "economy.productivity.divisor is 50",
    );
}

#[test]
fn o11_research_as_a_bank() {
    warns(
        &[("tech.liquidation.rpPerPp", "1")],
        "tech.liquidation.rpPerPp is 1: even the poorest house gets 120 PP",
    );
    warns(
        &[("prestige.researchLiquidation.prestigePenalty", "0")],
        "prestige.researchLiquidation.prestigePenalty: selling research costs no prestige, and a homeworld gets 111 PP",
    );
    warns(
        &[("tech.weapons.level[5].mrpCost", "0")],
        "tech: WEP 5 costs no research points",
    );
}

#[test]
fn o11_pools_so_large_that_they_are_an_income() {
    // Room of 898 + 20 000 SRP for 213.01 a 100 PP, sold at 2 each, and of 271 ERP.
    warns(
        &[("tech.scienceLevel.level[10].srpRequired", "20078")],
        "tech: the levels cost so many",
    );
    let found = after(&[("tech.scienceLevel.level[10].srpRequired", "20078")]);
    assert!(found[0].contains("gains 652 PP a turn"), "{found:#?}");
    assert_eq!(
        after(&[("tech.scienceLevel.level[10].srpRequired", "19000")]),
        Vec::<String>::new()
    );
}

#[test]
fn spies_that_cost_nothing_or_pay_for_themselves() {
    for key in ["espionage.pointCosts.ebpCostPp", "espionage.pointCosts.cipCostPp"] {
        warns(&[(key, "0")], key);
    }
    let rules = Rules::standard();
    let theft = &rules.espionage.actions.tech_theft;
    let cost = theft.ebp_cost * rules.espionage.point_costs.ebp_cost_pp;
    let stolen = "espionage.actions.techTheft.srpStolen";
    let worth = |pp: i64| (pp * rules.tech.liquidation.rp_per_pp).to_string();
    warns(
        &[(stolen, &worth(cost + 1))],
        "espionage.actions.techTheft: what is stolen sells for",
    );
    assert_eq!(after(&[(stolen, &worth(cost))]), Vec::<String>::new());
}

#[test]
fn prestige_with_the_wrong_sign() {
    for (key, value) in [
        ("prestige.researchLiquidation.prestigePenalty", "1"),
        ("prestige.maintenanceShortfall.escalationPerTurn", "2"),
        ("prestige.espionageOverInvestment.penaltyPerPercent", "1"),
        ("prestige.prestigeEvents.espionageFailure.value", "2"),
        ("prestige.prestigeEvents.planetLost.value", "10"),
        ("prestige.prestigeEvents.techAdvancement.value", "-1"),
        ("prestige.prestigeEvents.colonyEstablishment.value", "-5"),
        ("prestige.prestigeEvents.shipDestroyed.value", "-1"),
        ("prestige.prestigeEvents.starbaseDestroyed.value", "-1"),
        ("prestige.prestigeEvents.fleetVictory.value", "-1"),
        ("prestige.prestigeEvents.planetConquered.value", "-1"),
        ("prestige.prestigeEvents.houseEliminated.value", "-3"),
    ] {
        warns(&[(key, value)], &format!("{key} is {value}: "));
    }
}

#[test]
fn prestige_out_of_nothing() {
    let key = "prestige.prestigeEvents.planetConquered.value";
    warns(&[(key, "11")], key);
    let key = "prestige.prestigeEvents.undefendedColonyMultiplier";
    warns(&[(key, "0.5")], key);
    let key = "prestige.dynamicScaling.turnScalingFactor";
    warns(&[(key, "3.75")], key);
    assert_eq!(after(&[(key, "3.7")]), Vec::<String>::new());
}

#[test]
fn blockades_without_effect() {
    let factor = "economy.productionModifiers.blockadePenalty";
    warns(&[(factor, "1")], factor);
}

#[test]
fn unused_keys_of_the_standard_rules_have_this_digest() {
    assert_eq!(edit::digest_of(&unused(&Rules::standard())), UNUSED_IN_STANDARD);
}
