//! Each warning at the rules that deserve it.

use super::economy::warnings;
use super::*;

/// The warnings after some settings.
fn after(settings: &[(&str, &str)]) -> Vec<String> {
    let mut rules = Rules::standard();
    rules.apply(settings).unwrap_or_else(|faults| panic!("{faults:?}"));
    warnings(&rules)
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
        &[(lush, "6000")],
        "limits.capacities: Lush worlds hold more people than Eden worlds",
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
        warnings(&rules),
        ["ships: no warship costs any upkeep; only logistical strain holds fleets down"]
    );
    settings.push((overdraft.to_string(), "0"));
    rules.apply(&settings).expect("strain may be 0");
    assert_eq!(
        warnings(&rules),
        ["ships: no warship costs any upkeep, and fleets beyond the command pool cost nothing either"]
    );
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
        "economy.industrialInvestment: at the highest levels a unit earns 5 PP a turn at 50 % tax and costs at most 5",
    );
    let divisor = "economy.industrialGrowth.passiveGrowthDivisor";
    warns(&[(divisor, "0.5")], divisor);
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
fn blockades_without_effect() {
    let factor = "economy.productionModifiers.blockadePenalty";
    warns(&[(factor, "1")], factor);
}

#[test]
fn unused_keys_of_the_standard_rules_have_this_digest() {
    assert_eq!(edit::digest_of(&unused(&Rules::standard())), UNUSED_IN_STANDARD);
}
