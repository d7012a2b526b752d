//! Exploration (rulebook 30 §9): scouts tour foreign and unknown systems, small ships look around in the land grab.
//!
//! Scout-only fleets are no presence, are never engaged and cost no upkeep; a Move shows what is in a system (W60).

use ec4x_engine::dice::Dice;
use ec4x_engine::ids::*;
use ec4x_engine::orders::FleetRef;
use ec4x_engine::vocab::*;

use crate::draft::Draft;
use crate::situation::{FAR, Situation};

/// Jumps within which small warships explore.
const NEAR: u32 = 6;
/// Small warships explore only up to this AS.
const SMALL: f64 = 20.0;

/// Sends scouts, and in the land grab the small warships, each to a system of its own.
pub(crate) fn send(s: &Situation<'_>, draft: &mut Draft, escorts: &[(FleetRef, SystemId)], dice: &mut Dice) {
    let mut taken = vec![false; s.places.len()];
    for force in &s.forces {
        let exploring = force.is_scout() || force.row.command == CommandKind::View;
        if exploring && force.row.mission == MissionState::Traveling {
            taken[force.row.target.index()] = true;
        }
    }
    for index in 0..s.forces.len() {
        let force = &s.forces[index];
        if !force.is_scout() || !force.free() || draft.is_busy(index) {
            continue;
        }
        draft.keep(index);
        if force.row.mission == MissionState::Traveling {
            continue;
        }
        if let Some(target) = tour(s, force.row.system, &taken, dice) {
            taken[target.index()] = true;
            draft.command(s, index, CommandKind::Move, target, 0);
        }
    }
    if s.act == 0 && s.enemies() == 0 {
        send_small_ships(s, draft, escorts, &mut taken);
    }
}

/// Where a scout goes next: old news first, near ones first.
fn tour(s: &Situation<'_>, here: SystemId, taken: &[bool], dice: &mut Dice) -> Option<SystemId> {
    let mut best: Option<(f64, SystemId)> = None;
    for id in (1..s.places.len() as u32).map(SystemId) {
        let place = &s.places[id.index()];
        let jumps = s.jumps(here, id);
        if taken[id.index()] || jumps == 0 || place.owner == Some(s.view.me()) {
            continue;
        }
        let age = match s.view.colony_record(id) {
            Some(record) => 2.0 + 1.5 * f64::from(s.turn - record.turn),
            None if !place.known => 14.0,
            None => 3.0,
        };
        let near = if place.own == FAR {
            0.0
        } else {
            6.0 / f64::from(1 + place.own)
        };
        let score = (age + near) / f64::from(1 + jumps) + f64::from(dice.below(100)) / 100.0;
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, id));
        }
    }
    best.map(|(_, id)| id)
}

fn send_small_ships(s: &Situation<'_>, draft: &mut Draft, escorts: &[(FleetRef, SystemId)], taken: &mut [bool]) {
    for &(fleet, system) in escorts {
        if let Some(target) = nearest_unknown(s, system, taken) {
            taken[target.index()] = true;
            draft.command_fleet(fleet, CommandKind::View, target, 2);
        }
    }
    for index in 0..s.forces.len() {
        let force = &s.forces[index];
        let small = (1..=2).contains(&force.warships) && force.strength.attack <= SMALL;
        if draft.is_busy(index) || !small || !force.free() || force.etacs + force.room + force.marines > 0 {
            continue;
        }
        if force.row.command == CommandKind::View && force.row.mission == MissionState::Traveling {
            draft.keep(index);
        } else if let Some(target) = nearest_unknown(s, force.row.system, taken) {
            taken[target.index()] = true;
            draft.command(s, index, CommandKind::View, target, 2);
        }
    }
}

/// The nearest system of which nothing is known, among equals the one nearest to own colonies.
fn nearest_unknown(s: &Situation<'_>, here: SystemId, taken: &[bool]) -> Option<SystemId> {
    let unknown = (1..s.places.len() as u32).map(SystemId).filter(|id| {
        let place = &s.places[id.index()];
        !place.known && !taken[id.index()] && s.jumps(here, *id) <= NEAR
    });
    unknown.min_by_key(|&id| (s.jumps(here, id), s.places[id.index()].own, id))
}
