//! The rows of `retreats`: fleets that left battles, why, and where to.

use super::muster::Muster;
use super::record::{Scene, narrow};
use super::resolve::Stand;
use crate::events::{EventTable, Retreat};
use crate::ids::*;
use crate::turn::Turn;
use crate::vocab::*;

/// One row for each fleet of a side that left or stays out of play. Must be called before the state is changed. Those that
/// leave are told with an open refuge, which [`close`] fills in.
pub fn write_retreats(turn: &mut Turn, scene: &Scene, side: usize, muster: &Muster) {
    for (index, (roster, group)) in muster.rosters.iter().zip(&muster.groups).enumerate() {
        let Some(departure) = group.departure else { continue };
        let own = || muster.units.iter().filter(|unit| unit.group == Some(index as u16));
        let ships_left = own().filter(|unit| unit.is_alive() && unit.is_escort()).count() as u16;
        let auxiliaries_left = group.auxiliaries - group.auxiliaries_lost;
        let fate = match group.stand {
            _ if ships_left + auxiliaries_left == 0 => RetreatFate::Destroyed,
            Stand::Held => RetreatFate::Held,
            Stand::Left => RetreatFate::Refuge,
            Stand::Stranded | Stand::Present => RetreatFate::Stranded,
        };
        if fate == RetreatFate::Refuge {
            turn.conflict.retreating.insert(roster.fleet);
            turn.conflict.retreats.insert(roster.fleet, turn.log.retreats.rows());
        }
        turn.log.retreats.push(Retreat {
            turn: scene.turn,
            battle_id: scene.id,
            system_id: scene.system,
            phase: scene.theatre,
            house: scene.houses[side],
            enemy: scene.houses[1 - side],
            fleet_id: roster.fleet,
            reason: departure.reason,
            round_number: narrow(departure.round),
            roe: turn.state.fleets[roster.fleet].roe,
            attack_strength: departure.attack as i32,
            enemy_strength: departure.enemy as i32,
            ships: group.escorts,
            ships_left,
            auxiliaries: group.auxiliaries,
            auxiliaries_left,
            fate,
            refuge: None,
        });
    }
}

/// Fills in where a fleet that retreated went; none: it stayed where it was.
pub fn close(turn: &mut Turn, fleet: FleetId, refuge: Option<SystemId>) {
    let Some(row) = turn.conflict.retreats.remove(&fleet) else {
        return;
    };
    turn.log.retreats.refuge[row] = refuge;
    if refuge.is_none() {
        turn.log.retreats.fate[row] = RetreatFate::Stranded;
    }
}
