//! Ways to get more out than was put in: scrap, research, theft.

use crate::num;
use crate::rules::Rules;
use crate::vocab::*;

/// GHO of the first income of a homeworld (the first example of rulebook 25).
const FIRST_GHO: f64 = 1260.0;

/// What its taxes of 50 % bring.
const FIRST_REVENUE: i64 = 630;

/// The loops of some rules, each in a sentence that begins with the key to look at.
pub(super) fn warnings(rules: &Rules) -> Vec<String> {
    let mut found = Vec::new();
    for judge in [salvage, research, theft] {
        judge(rules, &mut found);
    }
    found
}

/// Things that are worth more as scrap than they cost.
fn salvage(rules: &Rules, found: &mut Vec<String>) {
    let share = rules.ships.salvage.salvage_value_multiplier;
    if share > 1.0 {
        found.push(format!(
            "ships.salvage.salvageValueMultiplier is {share}: scrap brings more than was paid, so that building and \
             scrapping makes money without end"
        ));
    } else if share == 1.0 {
        found.push(
            "ships.salvage.salvageValueMultiplier is 1: whatever was built can be turned back into money without a loss"
                .to_string(),
        );
    }
}

/// Levels for nothing, and research that is a bank (rulebook 00 O11, 21 §6).
fn research(rules: &Rules, found: &mut Vec<String>) {
    for &field in TechField::ALL {
        let free = (2..=rules.tech.max_level(field)).find(|&level| rules.tech.cost(field, level) == 0);
        if let Some(level) = free {
            found.push(format!(
                "tech: {field} {level} costs no research points, and pays prestige"
            ));
        }
    }
    let price = rules.tech.liquidation.rp_per_pp as f64;
    let best = |gho: f64| Pool::ALL.iter().map(|&pool| rate(rules, pool, gho)).fold(0.0, f64::max);
    let yields = |gho: f64| best(gho) / price;
    let gain = turnover(rules, FIRST_GHO);
    if yields(1.0) > 1.0 {
        found.push(format!(
            "tech.liquidation.rpPerPp is {price}: even the poorest house gets {} PP for every 100 PP that it takes \
             through research",
            num::floor(100.0 * yields(1.0))
        ));
    } else if rules.prestige.research_liquidation.prestige_penalty == 0 && yields(FIRST_GHO) > 1.0 {
        found.push(format!(
            "prestige.researchLiquidation.prestigePenalty: selling research costs no prestige, and a homeworld gets {} PP \
             for every 100 PP from the start",
            num::floor(100.0 * yields(FIRST_GHO))
        ));
    } else if gain > FIRST_REVENUE {
        found.push(format!(
            "tech: the levels cost so many research points that a homeworld that fills its pools and sells them again gains \
             {gain} PP a turn, more than its taxes bring (rulebook 00 O11)"
        ));
    }
}

/// PP gained by filling empty pools at the first levels and selling them again.
fn turnover(rules: &Rules, gho: f64) -> i64 {
    let gain = |&pool: &Pool| {
        let fields = TechField::ALL.iter().filter(|field| field.pool() == pool);
        let costs =
            |&field: &TechField| (2..=rules.tech.max_level(field)).map(move |level| rules.tech.cost(field, level));
        let room = fields.flat_map(costs).sum::<i64>() as f64;
        (room / rules.tech.liquidation.rp_per_pp as f64 - room / rate(rules, pool, gho)).max(0.0)
    };
    num::floor(Pool::ALL.iter().map(gain).sum())
}

/// Research points for a PP at the first levels, at a gross output (rulebook 21 §2).
fn rate(rules: &Rules, pool: Pool, gho: f64) -> f64 {
    let conversion = rules.tech.conversion(pool);
    (1.0 + libm::log10(gho) / conversion.gho_divisor) * (1.0 + 1.0 / conversion.level_divisor)
}

/// Points for spies that cost nothing, and theft of research that pays for itself (rulebook 23 §2, §6).
fn theft(rules: &Rules, found: &mut Vec<String>) {
    let costs = &rules.espionage.point_costs;
    for (key, cost) in [("ebpCostPp", costs.ebp_cost_pp), ("cipCostPp", costs.cip_cost_pp)] {
        if cost == 0 {
            found.push(format!(
                "espionage.pointCosts.{key} is 0: a house has as many points for its spies as it asks for"
            ));
        }
    }
    let theft = &rules.espionage.actions.tech_theft;
    let (worth, cost) = (
        theft.srp_stolen / rules.tech.liquidation.rp_per_pp,
        theft.ebp_cost.saturating_mul(costs.ebp_cost_pp),
    );
    if costs.ebp_cost_pp > 0 && worth > cost {
        found.push(format!(
            "espionage.actions.techTheft: what is stolen sells for {worth} PP and the theft costs {cost}"
        ));
    }
}
