//! Rules under which the economy degenerates: money without end, or nothing that money is needed for.

use crate::num;
use crate::rules::Rules;
use crate::vocab::*;

/// A population ceiling from which on income grows without limit for all that a game lasts (rulebook 00 O1).
const ENDLESS: i64 = 100_000;

/// GHO of the first income of a homeworld (rulebook 25 X1).
const FIRST_GHO: f64 = 1260.0;

/// What is wrong with the economy of some rules, each in a sentence that begins with the key to look at.
pub(super) fn warnings(rules: &Rules) -> Vec<String> {
    let mut found = Vec::new();
    for judge in [people, prices, upkeep, salvage, industry, taxes, research, pressure] {
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

/// Things that cost nothing: as many are ordered as docks and limits allow.
fn prices(rules: &Rules, found: &mut Vec<String>) {
    let ships = ShipClass::ALL
        .iter()
        .map(|&class| (class.name(), rules.ships.class(class).build_cost));
    let facilities = FacilityKind::ALL
        .iter()
        .map(|&kind| (kind.name(), rules.facilities.kind(kind).build_cost));
    let units = GroundKind::ALL
        .iter()
        .map(|&kind| (kind.name(), rules.ground_units.kind(kind).build_cost));
    let free: Vec<&str> = ships
        .chain(facilities)
        .chain(units)
        .filter(|&(_, cost)| cost == 0)
        .map(|(name, _)| name)
        .collect();
    if !free.is_empty() {
        found.push(format!(
            "buildCost is 0 for {}: nothing but docks and limits holds their number down",
            free.join(", ")
        ));
    }
    for (level, row) in &rules.tech.terraforming.level.rows {
        if row.pp_cost == 0 {
            found.push(format!(
                "tech.terraforming.level[{level}].ppCost is 0: every {} world becomes {} for nothing",
                row.upgrades.from, row.upgrades.to
            ));
        }
    }
    if rules
        .construction
        .construction_modifiers
        .planetside_ship_cost_multiplier
        < 1.0
    {
        found.push(
            "construction.constructionModifiers.planetsideShipCostMultiplier is below 1: ships from spaceports cost less \
             than they are worth as scrap or in a shipyard"
                .to_string(),
        );
    }
}

/// Fleets that cost nothing to keep.
fn upkeep(rules: &Rules, found: &mut Vec<String>) {
    let fighting = ShipClass::ALL.iter().filter(|class| class.is_combat());
    let costs = |&&class: &&ShipClass| {
        let stats = rules.ships.class(class);
        num::floor(stats.build_cost as f64 * stats.maintenance_percent) > 0
    };
    let unlimited = rules.limits.c2_limits.c2_overdraft_ratio == 0.0;
    if fighting.filter(costs).count() == 0 {
        let strain = match unlimited {
            true => ", and fleets beyond the command pool cost nothing either",
            false => "; only logistical strain holds fleets down",
        };
        found.push(format!("ships: no warship costs any upkeep{strain}"));
    } else if unlimited {
        found.push("limits.c2Limits.c2OverdraftRatio is 0: fleets beyond the command pool cost nothing".to_string());
    }
    let penalty = &rules.prestige.maintenance_shortfall;
    if penalty.base_penalty >= 0 {
        found.push("prestige.maintenanceShortfall.basePenalty: unpaid upkeep costs no prestige".to_string());
    }
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
    if dearest > 0 && output / 2.0 >= dearest as f64 {
        found.push(format!(
            "economy.industrialInvestment: at the highest levels a unit earns {} PP a turn at 50 % tax and costs at most \
             {dearest}: industry then grows without limit",
            num::floor(output / 2.0)
        ));
    }
    if rules.economy.industrial_growth.passive_growth_divisor < 1.0 {
        found.push(
            "economy.industrialGrowth.passiveGrowthDivisor is below 1: every turn industry grows by more than the \
             population"
                .to_string(),
        );
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
    let yields = |gho: f64| {
        let rate = |&pool: &Pool| {
            let conversion = rules.tech.conversion(pool);
            (1.0 + libm::log10(gho) / conversion.gho_divisor) * (1.0 + 1.0 / conversion.level_divisor)
        };
        Pool::ALL.iter().map(rate).fold(0.0, f64::max) / price
    };
    if yields(1.0) > 1.0 {
        found.push(format!(
            "tech.liquidation.rpPerPp is {price}: even the poorest house gets {} PP for every 100 PP that it takes \
             through research",
            num::floor(100.0 * yields(1.0))
        ));
    } else if rules.prestige.research_liquidation.prestige_penalty >= 0 && yields(FIRST_GHO) > 1.0 {
        found.push(format!(
            "prestige.researchLiquidation.prestigePenalty: selling research costs no prestige, and a homeworld gets {} PP \
             for every 100 PP from the start",
            num::floor(100.0 * yields(FIRST_GHO))
        ));
    }
}

/// What an enemy does to an economy, if it does nothing (rulebook 20 §8).
fn pressure(rules: &Rules, found: &mut Vec<String>) {
    if rules.economy.production_modifiers.blockade_penalty >= 1.0 {
        found.push("economy.productionModifiers.blockadePenalty is 1: it is the share that is left, so blockades cost no output".to_string());
    }
}
