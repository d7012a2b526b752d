//! Current attack and defence strength of units and fleets (rulebook 11 §2.1, 10 §7).

use crate::ids::FleetId;
use crate::rules::Rules;
use crate::state::State;
use crate::state::rows::{Facility, Fleet, Ship};
use crate::vocab::*;

/// AS and DS stamped on a ship that is commissioned at a WEP level: it never changes afterwards (rulebook 10 §1.3, U6, U7).
pub fn stamped_ship(rules: &Rules, class: ShipClass, wep: u8) -> (i32, i32) {
    let stats = rules.ships.class(class);
    stamped(rules, (stats.attack_strength, stats.defense_strength), wep)
}

/// AS and DS stamped on a facility: of all kinds only starbases scale with WEP (rulebook 10 §4.3); ground
/// units never do (U27).
pub fn stamped_facility(rules: &Rules, kind: FacilityKind, wep: u8) -> (i32, i32) {
    let stats = rules.facilities.kind(kind);
    let base = (stats.attack_strength, stats.defense_strength);
    if kind == FacilityKind::Starbase {
        stamped(rules, base, wep)
    } else {
        base
    }
}

fn stamped(rules: &Rules, (attack, defense): (i32, i32), wep: u8) -> (i32, i32) {
    let factor = rules.tech.wep_factor(wep);
    let stamp = |value: i32| crate::num::floor(f64::from(value) * factor) as i32;
    (stamp(attack), stamp(defense))
}

/// A crippled unit has a share of its AS and of its DS, rounded down (rulebook 10 §1.4, U8, U9).
fn damaged(value: i32, hull: Hull, factor: f64) -> i32 {
    match hull {
        Hull::Nominal => value,
        Hull::Crippled => crate::num::floor(f64::from(value) * factor) as i32,
    }
}

/// AS of a ship or fighter outside Reserve.
pub fn ship_attack(rules: &Rules, ship: &Ship) -> i32 {
    damaged(ship.attack, ship.hull, rules.combat.damage.crippled_as_multiplier)
}

/// DS of a ship or fighter.
pub fn ship_defense(rules: &Rules, ship: &Ship) -> i32 {
    damaged(ship.defense, ship.hull, rules.combat.damage.crippled_ds_multiplier)
}

/// AS of a ship outside Reserve with the fighters in its hangar.
pub fn manned_attack(rules: &Rules, ship: &Ship) -> i32 {
    ship_attack(rules, ship) + ship.fighters().attack() as i32
}

/// AS of a ship of a class and WEP level in a fleet of a status.
pub fn class_attack(rules: &Rules, class: ShipClass, wep: u8, hull: Hull, status: FleetStatus) -> i32 {
    let (attack, _) = stamped_ship(rules, class, wep);
    match status {
        FleetStatus::Active => damaged(attack, hull, rules.combat.damage.crippled_as_multiplier),
        FleetStatus::Reserve => in_reserve(rules, attack, hull),
        FleetStatus::Mothballed => 0,
    }
}

/// DS of a ship of a class and WEP level.
pub fn class_defense(rules: &Rules, class: ShipClass, wep: u8, hull: Hull) -> i32 {
    let (_, defense) = stamped_ship(rules, class, wep);
    damaged(defense, hull, rules.combat.damage.crippled_ds_multiplier)
}

/// AS of a ship in a Reserve fleet: one rounding over both factors (rulebook 10 §7, U23). Its DS stays (rulebook 04 R5).
fn reserve_attack(rules: &Rules, ship: &Ship) -> i32 {
    in_reserve(rules, ship.attack, ship.hull)
}

fn in_reserve(rules: &Rules, attack: i32, hull: Hull) -> i32 {
    let hull = match hull {
        Hull::Nominal => 1.0,
        Hull::Crippled => rules.combat.damage.crippled_as_multiplier,
    };
    crate::num::floor(f64::from(attack) * hull * rules.ships.ship_status.reserve.attack_multiplier) as i32
}

/// AS of a facility; only starbases have any.
pub fn facility_attack(rules: &Rules, facility: &Facility) -> i32 {
    damaged(
        facility.attack,
        facility.hull,
        rules.combat.damage.crippled_as_multiplier,
    )
}

/// AS of a fleet: its ships and the fighters in their hangars; half in Reserve, none in mothballs.
pub fn fleet_attack(state: &State, fleet: &Fleet) -> i32 {
    let ships = fleet.ships.iter().map(|&id| &state.ships[id]);
    let reserve = |ship: &Ship| reserve_attack(&state.rules, ship);
    match fleet.status {
        FleetStatus::Active => ships.map(|ship| manned_attack(&state.rules, ship)).sum(),
        FleetStatus::Reserve => {
            let fighters = |ship: &Ship| ship.fighters().iter().map(|&id| reserve(&state.ships[id])).sum::<i32>();
            ships.map(|ship| reserve(ship) + fighters(ship)).sum()
        }
        FleetStatus::Mothballed => 0,
    }
}

/// DS of a fleet's combat ships and embarked fighters.
pub fn fleet_defense(state: &State, fleet: &Fleet) -> i32 {
    let ships = fleet.ships.iter().map(|&id| &state.ships[id]);
    let combat = ships.filter(|ship| ship.class.is_combat());
    combat
        .map(|ship| ship_defense(&state.rules, ship) + ship.fighters().defense() as i32)
        .sum()
}

/// Whether a fleet has a combat ship (rulebook 10 §1.2).
pub fn has_combat_ship(state: &State, fleet: FleetId) -> bool {
    state.fleets[fleet]
        .ships
        .iter()
        .any(|&ship| state.ships[ship].class.is_combat())
}

/// Whether a fleet has an uncrippled combat ship.
pub fn has_sound_combat_ship(state: &State, fleet: FleetId) -> bool {
    state.fleets[fleet]
        .ships
        .iter()
        .map(|&ship| &state.ships[ship])
        .any(|s| s.class.is_combat() && s.hull == Hull::Nominal)
}

/// Whether a fleet consists of scouts only.
pub fn is_scout_only(state: &State, fleet: FleetId) -> bool {
    state.fleets[fleet]
        .ships
        .iter()
        .all(|&ship| state.ships[ship].class == ShipClass::Scout)
}

#[cfg(test)]
mod tests;
