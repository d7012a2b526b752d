//! Prices, repairs and upkeep that hold nothing down.

use crate::num;
use crate::rules::Rules;
use crate::vocab::*;

/// What is wrong with the costs of some rules, each in a sentence that begins with the key to look at.
pub(super) fn warnings(rules: &Rules) -> Vec<String> {
    let mut found = Vec::new();
    for judge in [prices, repairs, upkeep] {
        judge(rules, &mut found);
    }
    found
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

/// Repairs that cost nothing, or more than what is new (rulebook 20 §7, 22 §7.1).
fn repairs(rules: &Rules, found: &mut Vec<String>) {
    let (investment, shares) = (&rules.economy.industrial_investment, &rules.construction.repair);
    for (key, share) in [
        (
            "economy.industrialInvestment.repairCostMultiplier",
            investment.repair_cost_multiplier,
        ),
        (
            "construction.repair.shipRepairCostMultiplier",
            shares.ship_repair_cost_multiplier,
        ),
        (
            "construction.repair.starbaseRepairCostMultiplier",
            shares.starbase_repair_cost_multiplier,
        ),
        (
            "construction.repair.otherRepairCostMultiplier",
            shares.other_repair_cost_multiplier,
        ),
    ] {
        if share == 0.0 {
            found.push(format!("{key} is 0: damage is made good for nothing"));
        } else if share > 1.0 {
            found.push(format!("{key} is {share}: a repair costs more than what is new"));
        }
    }
    if rules.economy.infrastructure.full_repair_cost == 0 {
        found.push("economy.infrastructure.fullRepairCost is 0: damage is made good for nothing".to_string());
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
    let [active, reserve, mothballed] = [FleetStatus::Active, FleetStatus::Reserve, FleetStatus::Mothballed]
        .map(|status| rules.ships.status(status).maintenance_multiplier);
    for (key, ready, laid_up) in [("reserve", active, reserve), ("mothballed", reserve, mothballed)] {
        if laid_up > ready {
            found.push(format!(
                "ships.shipStatus.{key}.maintenanceMultiplier is {laid_up}: fleets that are less ready cost more"
            ));
        }
    }
    let penalty = &rules.prestige.maintenance_shortfall;
    if penalty.base_penalty >= 0 {
        found.push("prestige.maintenanceShortfall.basePenalty: unpaid upkeep costs no prestige".to_string());
    }
}
