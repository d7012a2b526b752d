//! Upkeep (rulebook 20 §9.1, §9.2).

use super::{each_colony, shortfall};
use crate::events::EconomyKind;
use crate::ids::{HouseId, ShipId};
use crate::num;
use crate::rules::Rules;
use crate::state::State;
use crate::state::row::PerVocab;
use crate::state::rows::{Facility, Ground, Ship};
use crate::turn::Turn;
use crate::vocab::*;

fn base(build_cost: i64, share: f64) -> i64 {
    num::floor(build_cost as f64 * share)
}

/// Upkeep of a ship in a fleet of a status; of a ship without a fleet as in an Active one. Ships in docks and fighters
/// cost nothing: do not ask for them (20 §9.1, E19, W10).
pub fn ship_upkeep(rules: &Rules, ship: &Ship, status: FleetStatus) -> i64 {
    let base = base(ship.build_cost, rules.ships.class(ship.class).maintenance_percent);
    let factor = match (status, ship.hull) {
        (FleetStatus::Active, Hull::Crippled) => rules.combat.damage.crippled_maintenance_multiplier,
        (FleetStatus::Active, Hull::Nominal) => rules.ships.ship_status.active.maintenance_multiplier,
        (FleetStatus::Reserve, _) => rules.ships.ship_status.reserve.maintenance_multiplier,
        (FleetStatus::Mothballed, _) => rules.ships.ship_status.mothballed.maintenance_multiplier,
    };
    num::floor(base as f64 * factor)
}

/// Upkeep of a facility, whatever its state.
pub fn facility_upkeep(rules: &Rules, facility: &Facility) -> i64 {
    let stats = rules.facilities.kind(facility.kind);
    base(stats.build_cost, stats.maintenance_percent)
}

/// Upkeep of ships one after the other. Most cost what the last one of their class did.
struct Ships<'a> {
    rules: &'a Rules,
    /// By class, status and state: a build cost and its upkeep. What cost nothing costs nothing.
    last: [[[(i64, i64); Hull::COUNT]; FleetStatus::COUNT]; ShipClass::COUNT],
}

impl Ships<'_> {
    fn upkeep(&mut self, ship: &Ship, status: FleetStatus) -> i64 {
        let [class, state, hull] = [ship.class.code(), status.code(), ship.hull.code()].map(usize::from);
        let (cost, upkeep) = &mut self.last[class][state][hull];
        if *cost != ship.build_cost {
            (*cost, *upkeep) = (ship.build_cost, ship_upkeep(self.rules, ship, status));
        }
        *upkeep
    }
}

/// Upkeep of a ground unit in garrison, whatever its state (E18). Marines aboard transports cost nothing: do not ask for
/// them.
pub fn ground_upkeep(rules: &Rules, unit: &Ground) -> i64 {
    garrison_upkeep(rules, unit.kind)
}

fn garrison_upkeep(rules: &Rules, kind: GroundKind) -> i64 {
    let stats = rules.ground_units.kind(kind);
    base(stats.build_cost, stats.maintenance_percent)
}

/// Upkeep due for everything a house owns now (20 §9.1).
pub fn upkeep_due(state: &State, house: HouseId) -> i64 {
    let (rules, row) = (&state.rules, &state.houses[house]);
    let mut ships = Ships {
        rules,
        last: Default::default(),
    };
    let mut ship = |id: ShipId, status| ships.upkeep(&state.ships[id], status);
    let mut garrison: PerVocab<GroundKind, i64, { GroundKind::COUNT }> = PerVocab::default();
    for &kind in GroundKind::ALL {
        garrison[kind] = garrison_upkeep(rules, kind);
    }
    let mut due = 0;
    for &id in &row.fleets {
        let fleet = &state.fleets[id];
        due += fleet.ships.iter().map(|&id| ship(id, fleet.status)).sum::<i64>();
    }
    for &id in &row.colonies {
        let colony = &state.colonies[id];
        due += colony
            .unassigned
            .iter()
            .map(|&id| ship(id, FleetStatus::Active))
            .sum::<i64>();
        due += colony
            .facilities
            .iter()
            .map(|&id| facility_upkeep(rules, &state.facilities[id]))
            .sum::<i64>();
        due += colony
            .garrison
            .iter()
            .map(|&id| garrison[state.ground[id].kind])
            .sum::<i64>();
    }
    due
}

/// Ships of a house that may be crippled or salvaged for unpaid upkeep, ascending: in fleets of any status, with that
/// status, and without a fleet.
pub(super) fn ships_afloat(state: &State, house: HouseId) -> Vec<(ShipId, FleetStatus)> {
    let row = &state.houses[house];
    let mut ships: Vec<(ShipId, FleetStatus)> = Vec::new();
    for &id in &row.fleets {
        let fleet = &state.fleets[id];
        ships.extend(fleet.ships.iter().map(|&ship| (ship, fleet.status)));
    }
    for &id in &row.colonies {
        ships.extend(
            state.colonies[id]
                .unassigned
                .iter()
                .map(|&ship| (ship, FleetStatus::Active)),
        );
    }
    ships.sort_unstable_by_key(|&(ship, _)| ship);
    ships
}

/// INC6a–b: pays the upkeep, or what the treasury has of it: a debt stays as it is (20 §9.2, E20,
/// rulebook 03 R24).
pub(super) fn pay_upkeep(turn: &mut Turn, house: HouseId) {
    let due = upkeep_due(turn.state, house);
    let paid = turn.state.houses[house].treasury.max(0).min(due);
    turn.flows(house).upkeep_due += due;
    turn.pay(house, -paid, |flows| &mut flows.upkeep_paid);
    if due > 0 {
        turn.economy(Step::Inc6, house, EconomyKind::Upkeep, |event| {
            (event.amount, event.pp) = (due, -paid)
        });
    }
    if paid < due {
        shortfall::punish(turn, house, due, paid);
    } else if turn.state.houses[house].shortfall_streak != 0 {
        turn.state.houses[house].shortfall_streak = 0;
        forgive(turn, house);
    }
}

/// Clears the counters of unpaid upkeep. Ships stay crippled until repaired, but are safe from auto-salvage.
fn forgive(turn: &mut Turn, house: HouseId) {
    for index in 0..turn.state.houses[house].fleets.len() {
        let fleet = turn.state.houses[house].fleets[index];
        for place in 0..turn.state.fleets[fleet].ships.len() {
            let ship = turn.state.fleets[fleet].ships[place];
            clear_counter(turn.state, ship);
        }
    }
    each_colony(turn, house, |turn, colony| {
        for place in 0..turn.state.colonies[colony].unassigned.len() {
            let ship = turn.state.colonies[colony].unassigned[place];
            clear_counter(turn.state, ship);
        }
    });
}

/// Takes a ship out of the table of unpaid ones (20 §9.5).
pub(super) fn clear_counter(state: &mut State, ship: ShipId) {
    if state.ships[ship].overdue != 0 {
        state.ships[ship].overdue = 0;
    }
}
