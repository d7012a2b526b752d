//! Whether one unit of something can be ordered at a colony, at what price, and in which dock (rulebook 22 §1–§3).

use super::has_working;
use crate::economy;
use crate::events::Reason;
use crate::ids::{ColonyId, FacilityId, HouseId};
use crate::limits;
use crate::num;
use crate::orders::Product;
use crate::population;
use crate::rules::Rules;
use crate::state::State;
use crate::state::rows::{Colony, Project};
use crate::vocab::*;

/// What it takes to order one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    /// PP to be paid now.
    pub price: i64,
    /// Build cost recorded on the product: the price without the surcharge of a spaceport.
    pub build_cost: i64,
    /// The facility that builds it, if it takes a dock.
    pub facility: Option<FacilityId>,
    /// Turns until it is finished.
    pub turns: u8,
}

impl Quote {
    /// What takes no dock costs what it costs.
    fn without_dock(price: i64, turns: u8) -> Self {
        Self {
            price,
            build_cost: price,
            facility: None,
            turns,
        }
    }
}

/// Build cost of a ship ordered at a WEP level: the basis of price, upkeep, repair and salvage (22 §3.3, C5,
/// C6).
pub fn ship_build_cost(rules: &Rules, class: ShipClass, wep: u8) -> i64 {
    let cost = rules.ships.class(class).build_cost;
    match rules.construction.construction_modifiers.ship_cost_scales_with_wep {
        true => num::floor(cost as f64 * rules.tech.wep_factor(wep)),
        false => cost,
    }
}

/// Price of one unit of a product at a colony now; the treasury is not tested (22 §3.2).
///
/// # Errors
/// Why the owner of the colony cannot order it.
pub fn quote(state: &State, colony: ColonyId, product: Product) -> Result<i64, Reason> {
    judge(state, colony, product).map(|quote| quote.price)
}

/// The tests of 22 §3.2 in their order, up to the dock.
pub(super) fn judge(state: &State, colony: ColonyId, product: Product) -> Result<Quote, Reason> {
    let colony = state.colonies.get(colony).ok_or(Reason::NotOwned)?;
    match product {
        Product::Ship(class) => judge_ship(state, colony, class),
        Product::Ground(kind) => judge_ground(state, colony, kind),
        Product::Facility(kind) => judge_facility(state, colony, kind),
        Product::Industry | Product::IndustryBudget => {
            Ok(Quote::without_dock(economy::industry_price(state, colony), 0))
        }
    }
}

fn needs_cst(state: &State, house: HouseId, level: u8) -> Result<(), Reason> {
    if state.tech(house, TechField::Cst) < level {
        Err(Reason::Tech)
    } else {
        Ok(())
    }
}

/// Projects of a colony that satisfy a condition.
fn ordered(state: &State, colony: &Colony, wanted: impl Fn(&Project) -> bool) -> usize {
    colony
        .projects
        .iter()
        .filter(|&&id| wanted(&state.projects[id]))
        .count()
}

/// Ships: `minCST` alone says what is unlocked (rulebook 21 R14, rulebook 10 U5); the capacity for fighters bars no
/// order (C14).
fn judge_ship(state: &State, colony: &Colony, class: ShipClass) -> Result<Quote, Reason> {
    let rules = &state.rules;
    needs_cst(state, colony.owner, rules.ships.class(class).min_cst)?;
    // They need a shipyard, and a colony each (rulebook 10 U22).
    if class == ShipClass::PlanetBreaker {
        let colonies = state.houses[colony.owner]
            .colonies
            .iter()
            .map(|&id| &state.colonies[id]);
        let pending: usize = colonies.map(|c| ordered(state, c, |p| p.ship == Some(class))).sum();
        let owned = limits::planet_breakers(state, colony.owner).len();
        if owned + pending >= limits::max_planet_breakers(state, colony.owner) {
            return Err(Reason::Limit);
        }
    }
    if class == ShipClass::Etac {
        let pending = ordered(state, colony, |project| project.ship == Some(class)) as i64;
        let leaving = colonists(rules) * (pending + 1);
        if colony.pu - population::loss(rules, colony.pu, leaving) < 1 {
            return Err(Reason::Population);
        }
    }
    let build_cost = ship_build_cost(rules, class, state.tech(colony.owner, TechField::Wep));
    let turns = rules.construction.build_time_ship();
    if class == ShipClass::Fighter {
        return Ok(Quote::without_dock(build_cost, turns));
    }
    let (facility, kind) = builder(state, colony, class).ok_or(Reason::NoDock)?;
    let surcharge = rules
        .construction
        .construction_modifiers
        .planetside_ship_cost_multiplier;
    let price = match kind {
        FacilityKind::Spaceport => num::floor(build_cost as f64 * surcharge),
        _ => build_cost,
    };
    Ok(Quote {
        price,
        build_cost,
        facility: Some(facility),
        turns,
    })
}

/// Colonists that an ETAC takes aboard, in PTU, whatever the level of STL (22 §5.6, rulebook 21 R13).
pub(super) fn colonists(rules: &Rules) -> i64 {
    i64::from(rules.ships.class(ShipClass::Etac).carry_limit)
}

/// The facility that builds a ship: a shipyard if one has a free dock, else the spaceport, which builds no
/// Planet-Breakers (22 §3.4).
fn builder(state: &State, colony: &Colony, class: ShipClass) -> Option<(FacilityId, FacilityKind)> {
    let shipyard = freest(state, colony, FacilityKind::Shipyard).map(|id| (id, FacilityKind::Shipyard));
    if class == ShipClass::PlanetBreaker {
        return shipyard;
    }
    shipyard.or_else(|| freest(state, colony, FacilityKind::Spaceport).map(|id| (id, FacilityKind::Spaceport)))
}

/// The facility of a kind with the most free docks, ties to the lowest id; none if all are full or out of order
/// (22 §3.4, §7.1).
pub(super) fn freest(state: &State, colony: &Colony, kind: FacilityKind) -> Option<FacilityId> {
    let facilities = colony
        .facilities
        .iter()
        .map(|&id| &state.facilities[id])
        .filter(|f| f.kind == kind);
    let mut best = None;
    let mut most = 0;
    for facility in facilities {
        let free = limits::free_docks(state, facility);
        if free > most {
            (best, most) = (Some(facility.id), free);
        }
    }
    best
}

/// Ground units need CST like everything else, and cost the same at every level of SLD (C15, C19).
fn judge_ground(state: &State, colony: &Colony, kind: GroundKind) -> Result<Quote, Reason> {
    let stats = state.rules.ground_units.kind(kind);
    needs_cst(state, colony.owner, stats.min_cst)?;
    if kind == GroundKind::PlanetaryShield {
        if state.tech(colony.owner, TechField::Sld) < 1 {
            return Err(Reason::Tech);
        }
        let present = colony
            .garrison
            .iter()
            .filter(|&&id| state.ground[id].kind == kind)
            .count();
        let pending = ordered(state, colony, |project| project.ground == Some(kind));
        if present + pending >= state.rules.limits.quantity_limits.max_planetary_shields_per_colony as usize {
            return Err(Reason::Limit);
        }
    }
    let turns = state.rules.construction.build_time_ground(kind);
    Ok(Quote::without_dock(stats.build_cost, turns))
}

/// Facilities, at the prices of the rules files; starbases have a limit too (C1, C24).
fn judge_facility(state: &State, colony: &Colony, kind: FacilityKind) -> Result<Quote, Reason> {
    let (stats, limits) = (state.rules.facilities.kind(kind), &state.rules.limits.quantity_limits);
    needs_cst(state, colony.owner, stats.min_cst)?;
    if stats
        .prerequisite
        .is_some_and(|needed| !has_working(state, colony, needed))
    {
        return Err(Reason::Prerequisite);
    }
    let limit = match kind {
        FacilityKind::Spaceport => Some(limits.max_spaceports_per_colony),
        FacilityKind::Starbase => Some(limits.max_starbases_per_colony),
        FacilityKind::Shipyard | FacilityKind::Drydock => None,
    };
    if let Some(limit) = limit {
        let present = colony
            .facilities
            .iter()
            .filter(|&&id| state.facilities[id].kind == kind)
            .count();
        let pending = ordered(state, colony, |project| project.facility_kind == Some(kind));
        if present + pending >= limit as usize {
            return Err(Reason::Limit);
        }
    }
    let turns = state.rules.construction.build_time_facility(kind);
    Ok(Quote::without_dock(stats.build_cost, turns))
}
