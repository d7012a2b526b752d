//! Rules under which the economy degenerates: money without end, or nothing that money is needed for.

use crate::num;
use crate::population::CROWDED;
use crate::rules::Rules;
use crate::vocab::*;

/// A population ceiling from which on income grows without limit for all that a game lasts (rulebook 00 O1).
const ENDLESS: i64 = 100_000;

/// The share of a population by which its industry may grow each turn for nothing.
const FREE_INDUSTRY: f64 = 0.25;

/// Turns within which an investment that never gets dearer may not pay for itself.
const PAYBACK: f64 = 4.0;

/// What is wrong with the economy of some rules, each in a sentence that begins with the key to look at.
pub(super) fn warnings(rules: &Rules) -> Vec<String> {
    let mut found = Vec::new();
    for judge in [people, worlds, industry, levels, taxes, pressure] {
        judge(rules, &mut found);
    }
    found
}

/// Populations without a ceiling worth the name (rulebook 20 E6).
fn people(rules: &Rules, found: &mut Vec<String>) {
    for &class in PlanetClass::ALL {
        let most = rules.limits.pu_max(class);
        if most >= ENDLESS {
            found.push(format!(
                "limits.capacities.planetClass[\"{class}\"].puMax is {most}: population and income then grow without limit \
                 and no price matters (rulebook 00 O1; the standard rules say 5000 for Eden)"
            ));
        }
    }
    let population = &rules.economy.population;
    let conversion = population.pu_to_ptu_conversion;
    let largest = PlanetClass::ALL.iter().map(|&class| rules.limits.pu_max(class)).max();
    let largest = largest.unwrap_or(0);
    if largest < ENDLESS && conversion * largest as f64 > CROWDED {
        found.push(format!(
            "economy.population.puToPtuConversion is {conversion}: from a world of more than {} PU any number of colonists leave for \
             the loss of a single PU (rulebook 20 §2.2)",
            num::floor(CROWDED / conversion)
        ));
    }
    if population.natural_growth_rate >= 1.0 {
        found.push(format!(
            "economy.population.naturalGrowthRate is {}: every population at least doubles in a turn, so that all worlds are \
             soon full",
            population.natural_growth_rate
        ));
    }
    for pair in PlanetClass::ALL.windows(2) {
        if rules.limits.pu_max(pair[0]) > rules.limits.pu_max(pair[1]) {
            found.push(format!(
                "limits.capacities: {} worlds hold more people than {} worlds",
                pair[0], pair[1]
            ));
        }
    }
    for &class in PlanetClass::ALL {
        if rules.guild.transfer_cost(class) == 0 {
            found.push(format!(
                "guild.guildMechanics.transferCosts.planetClass[\"{class}\"].cost is 0: a crowded world settles {class} \
                 worlds for nothing"
            ));
        }
    }
}

/// Worlds that yield less than worse ones (rulebook 20 §3).
fn worlds(rules: &Rules, found: &mut Vec<String>) {
    let economy = &rules.economy;
    for pair in PlanetClass::ALL.windows(2) {
        for &raw in Raw::ALL {
            if economy.raw_index(raw, pair[1]) < economy.raw_index(raw, pair[0]) {
                found.push(format!(
                    "economy.rawMaterialEfficiency.material[\"{raw}\"]: a head yields less on {} worlds than on {} ones",
                    pair[1], pair[0]
                ));
            }
        }
    }
    for pair in Raw::ALL.windows(2) {
        for &class in PlanetClass::ALL {
            if economy.raw_index(pair[1], class) < economy.raw_index(pair[0], class) {
                found.push(format!(
                    "economy.rawMaterialEfficiency.material[\"{}\"]: a head on {class} worlds yields less than with {} raw \
                     material",
                    pair[1], pair[0]
                ));
            }
        }
    }
}

/// Industry that is free, gets cheaper, or pays for itself at once (rulebook 20 §6.2, §7.1).
fn industry(rules: &Rules, found: &mut Vec<String>) {
    let investment = &rules.economy.industrial_investment;
    let prices: Vec<(u8, i64)> = investment
        .tier
        .rows
        .iter()
        .map(|(number, tier)| (*number, rules.economy.iu_price(tier.threshold)))
        .collect();
    for &(number, _) in prices.iter().filter(|(_, price)| *price == 0) {
        found.push(format!(
            "economy.industrialInvestment.tier[{number}]: industrial units cost nothing, so that an order gets as many as \
             it names"
        ));
    }
    for pair in prices.windows(2).filter(|pair| pair[1].1 < pair[0].1) {
        found.push(format!(
            "economy.industrialInvestment.tier[{}]: industrial units get cheaper the more there are",
            pair[1].0
        ));
    }
    let best = |field| rules.tech.max_level(field);
    let output = rules.tech.el_multiplier(best(TechField::El)) * rules.tech.cst_factor(best(TechField::Cst));
    let dearest = prices.iter().map(|&(_, price)| price).max().unwrap_or(0);
    let turns = dearest as f64 / (output / 2.0);
    if dearest > 0 && turns <= PAYBACK {
        found.push(format!(
            "economy.industrialInvestment: at the highest levels a unit earns {:.1} PP a turn at 50 % tax and costs at most \
             {dearest}: it pays for itself in {turns:.1} turns, and industry grows without limit",
            output / 2.0
        ));
    }
    let growth = &rules.economy.industrial_growth;
    if 1.0 / growth.passive_growth_divisor >= FREE_INDUSTRY {
        found.push(format!(
            "economy.industrialGrowth.passiveGrowthDivisor is {}: industry grows for nothing by a quarter of the population \
             or more in every turn",
            growth.passive_growth_divisor
        ));
    }
    let smallest = PlanetClass::ALL.iter().map(|&class| rules.limits.pu_max(class)).min();
    if growth.passive_growth_minimum >= smallest.unwrap_or(0) as f64 {
        found.push(format!(
            "economy.industrialGrowth.passiveGrowthMinimum is {}: the smallest world gets more industry for nothing in a turn \
             than it has room for people",
            growth.passive_growth_minimum
        ));
    }
}

/// Levels that make things worse (rulebook 21 §5.1, §5.2).
fn levels(rules: &Rules, found: &mut Vec<String>) {
    for level in 2..=rules.tech.max_level(TechField::El) {
        if rules.tech.el_multiplier(level) < rules.tech.el_multiplier(level - 1) {
            found.push(format!(
                "tech.economicLevel.level[{level}].multiplier: industry yields less than at the level before"
            ));
        }
    }
    if rules.tech.weapons.base_multiplier < 1.0 {
        found.push(format!(
            "tech.weapons.baseMultiplier is {}: every level of WEP makes ships weaker",
            rules.tech.weapons.base_multiplier
        ));
    }
}

/// Curves of taxes on which one end is always best (rulebook 20 §3, §4).
fn taxes(rules: &Rules, found: &mut Vec<String>) {
    let penalty = &rules.prestige.tax_penalty;
    let excess = (100 - penalty.threshold) as f64;
    if num::floor(penalty.base_coefficient * libm::pow(excess, penalty.exponent)) <= 0 || excess <= 0.0 {
        found.push(
            "prestige.taxPenalty: taxes of 100 % cost no prestige, so that there is no choice to make".to_string(),
        );
    }
    let (mut before, mut bonus) = (f64::MAX, i64::MAX);
    for rate in 0..=100 {
        let (growth, prestige) = (
            rules.economy.growth_multiplier(rate),
            rules.prestige.tax_incentives.bonus(rate),
        );
        if growth > before {
            found.push(format!(
                "economy.taxPopulationGrowth: people multiply faster at {rate} % than at {} %",
                rate - 1
            ));
        }
        if prestige > bonus {
            found.push(format!(
                "prestige.taxIncentives: {rate} % earns more prestige than {} %",
                rate - 1
            ));
        }
        (before, bonus) = (growth, prestige);
    }
    let productivity = &rules.economy.productivity;
    if 100 - productivity.pivot >= productivity.divisor {
        found.push(format!(
            "economy.productivity.divisor is {}: at taxes of 100 % industry produces nothing or less",
            productivity.divisor
        ));
    }
}

/// What an enemy does to an economy, if it does nothing (rulebook 20 §8).
fn pressure(rules: &Rules, found: &mut Vec<String>) {
    if rules.economy.production_modifiers.blockade_penalty >= 1.0 {
        found.push("economy.productionModifiers.blockadePenalty is 1: it is the share that is left, so blockades cost no output".to_string());
    }
}
