//! Colonisation (rulebook 30 §7): how many ETACs, and which of them goes where.

use ec4x_engine::ids::*;
use ec4x_engine::vocab::*;

use crate::draft::Draft;
use crate::situation::{FAR, Situation};

/// Jumps beyond which no ETAC is sent.
const REACH: u32 = 9;
/// No ETAC is sent where the chance that the system is still free is below this.
const HOPELESS: f64 = 0.15;

/// Sends every ETAC to a system of its own; those that are on their way keep their target while it is free.
pub(crate) fn send(s: &Situation<'_>, draft: &mut Draft) {
    let mut taken = vec![false; s.places.len()];
    let etacs: Vec<usize> = (0..s.forces.len())
        .filter(|&i| s.forces[i].etacs > 0 && s.forces[i].free())
        .collect();
    for &index in &etacs {
        let fleet = s.forces[index].row;
        let target = fleet.target;
        if fleet.command == CommandKind::Colonize && is_free(s, target) && !taken[target.index()] {
            taken[target.index()] = true;
            draft.keep(index);
        }
    }
    for index in etacs {
        if draft.is_busy(index) {
            continue;
        }
        let here = s.forces[index].row.system;
        match best_target(s, here, &taken) {
            Some(target) => {
                taken[target.index()] = true;
                draft.command(s, index, CommandKind::Colonize, target, 4);
            }
            None => give_up(s, draft, index),
        }
    }
}

/// The best free system for an ETAC that stands `here`: near ones first, good ones if they have the time to grow.
fn best_target(s: &Situation<'_>, here: SystemId, taken: &[bool]) -> Option<SystemId> {
    let free_share = uncolonised(s) as f64 / s.map.systems() as f64;
    let mut best = None;
    for id in (1..s.places.len() as u32).map(SystemId) {
        let jumps = s.jumps(here, id);
        if taken[id.index()] || !is_free(s, id) || jumps > REACH || jumps + 1 > s.left {
            continue;
        }
        let chance = chance(s, id, free_share);
        let score = score(s, id, jumps) * chance;
        if chance >= HOPELESS && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, id));
        }
    }
    best.map(|(_, id)| id)
}

/// The chance that a system that was free, or never seen, is free now: the staler the news, the nearer to the share of
/// all systems that are.
fn chance(s: &Situation<'_>, id: SystemId, free_share: f64) -> f64 {
    let age = s.turn - s.view.last_seen(id).unwrap_or(0);
    1.0 - (1.0 - free_share) * (f64::from(age) / f64::from(s.turn)).min(1.0)
}

/// U's score of rulebook 30 §7: nearness by the square, and the quality of the planet.
fn score(s: &Situation<'_>, id: SystemId, jumps: u32) -> f64 {
    let near = 1000.0 / f64::from(1 + jumps * jumps);
    let quality = match s.view.planet(id) {
        Some((class, raw)) => quality(class, raw),
        None => 45.0,
    };
    let growth = (f64::from(s.left) / 35.0).min(1.0);
    // Systems that others can reach as soon are taken first, those behind the lines can wait.
    let contested = if s.places[id.index()].foreign <= jumps + 2 {
        25.0
    } else {
        0.0
    };
    near + quality * growth + contested
}

/// Quality of a planet (rulebook 30 §7, U).
fn quality(class: PlanetClass, raw: Raw) -> f64 {
    let class = match class {
        PlanetClass::Eden => 100.0,
        PlanetClass::Lush => 80.0,
        PlanetClass::Benign => 60.0,
        PlanetClass::Harsh => 40.0,
        PlanetClass::Hostile => 30.0,
        PlanetClass::Desolate => 20.0,
        PlanetClass::Extreme => 10.0,
    };
    class
        + match raw {
            Raw::VeryRich => 20.0,
            Raw::Rich => 15.0,
            Raw::Abundant => 10.0,
            Raw::Poor => 3.0,
            Raw::VeryPoor => 0.0,
        }
}

/// Whether a system may be colonised as far as is known.
fn is_free(s: &Situation<'_>, id: SystemId) -> bool {
    let place = &s.places[id.index()];
    place.owner.is_none() && place.danger <= 0.0
}

/// No system is left for it: scrapped at an own colony, or on the way to one.
fn give_up(s: &Situation<'_>, draft: &mut Draft, index: usize) {
    let force = &s.forces[index];
    draft.keep(index);
    if s.holding_at(force.row.system).is_some() && force.row.mission == MissionState::Executing {
        let etacs = s.view.ships(force.row).filter(|ship| ship.class == ShipClass::Etac);
        draft.scrap(etacs.map(|ship| ship.id));
    } else if !s.holdings.is_empty() && force.row.command != CommandKind::SeekHome {
        let home = s
            .nearest(force.row.system, |_| true)
            .map_or(force.row.system, |holding| holding.system());
        draft.command(s, index, CommandKind::SeekHome, home, 4);
    }
}

/// How many more ETACs are worth building: free systems that this house can reach before others do, up to its share of
/// the map and what its drive to expand adds to it.
pub(crate) fn wanted(s: &Situation<'_>) -> i64 {
    let reach = REACH.min(s.left.saturating_sub(3));
    let free = (1..s.places.len() as u32).map(SystemId).filter(|&id| {
        let place = &s.places[id.index()];
        is_free(s, id) && place.own <= reach && place.own != FAR && place.own <= place.foreign.saturating_add(1)
    });
    let ordered: i64 = s.holdings.iter().map(|holding| holding.etacs).sum();
    let loaded: usize = s.forces.iter().map(|force| force.etacs).sum();
    let houses = f64::from(s.view.scenario().game_parameters.player_count);
    if uncolonised(s) == 0 {
        return 0;
    }
    let share = s.map.systems() as f64 / houses * (0.75 + 0.55 * s.persona.expansion);
    // Others have colonists under way too.
    let left_over = uncolonised(s) * 2 / houses as i64 + 1;
    let room = (share as i64 - s.holdings.len() as i64).max(1).min(left_over);
    free.count().min(room as usize) as i64 - ordered - loaded as i64
}

/// Systems without a colony: the number of colonies of every house is public (24 §6.2).
fn uncolonised(s: &Situation<'_>) -> i64 {
    let colonies: usize = s.view.houses().map(|house| house.colonies).sum();
    s.map.systems() as i64 - colonies as i64
}
