//! CON1d: planetary combat, in its order (rulebook 11 §16–§20, 03 §7.3).

use std::cmp::Reverse;

use super::supremacy;
use crate::command::descriptor::{Acts, Assault};
use crate::command::table;
use crate::dice::{Dice, Stream};
use crate::ids::*;
use crate::intel;
use crate::strength;
use crate::turn::Turn;
use crate::vocab::*;

/// One operation of a house at a colony: all its fleets there with the same command, pooled (rulebook 11 K39).
#[derive(Clone, Debug)]
pub struct Operation {
    /// Where.
    pub colony: ColonyId,
    /// Whose.
    pub house: HouseId,
    /// What these fleets do.
    act: fn(&mut Turn, Operation),
    /// The fleets, ascending.
    pub fleets: Vec<FleetId>,
    /// Attack strength of their ships when the group of operations begins; marines do not count.
    pub attack: i64,
}

/// CON1d: at each colony all bombardments, then invasions and blitzes together (rulebook 11 §20).
pub fn con1d_planetary(turn: &mut Turn) {
    for colony in turn.conflict.supremacy.keys().copied().collect::<Vec<_>>() {
        note_garrison(turn, colony);
        let mut dice = None;
        for group in [Assault::Bombardment, Assault::Landing] {
            let operations = operations(turn, colony, group);
            for operation in in_order(turn, &mut dice, operations) {
                intel::before_battle(turn, turn.state.colonies[colony].system);
                (operation.act)(turn, operation);
            }
        }
    }
    for system in turn.conflict.scenes.keys().copied().collect::<Vec<_>>() {
        intel::after_battle(turn, system);
    }
}

/// Remembers whether a colony had anybody to defend it when CON1d began (rulebook 12 §4, P8).
fn note_garrison(turn: &mut Turn, colony: ColonyId) {
    let garrison = &turn.state.colonies[colony].garrison;
    if garrison
        .iter()
        .all(|&unit| turn.state.ground[unit].kind == GroundKind::PlanetaryShield)
    {
        turn.conflict.undefended.insert(colony);
    }
}

/// The operations of all houses that hold the orbit of a colony, with the commands of a group; ascending by house.
fn operations(turn: &Turn, colony: ColonyId, group: Assault) -> Vec<Operation> {
    let (state, conflict) = (&*turn.state, &turn.conflict);
    let system = state.colonies[colony].system;
    let mut operations = Vec::new();
    for &house in &conflict.supremacy[&colony] {
        for command in &table::TABLE {
            let act = match command.acts {
                Acts::Assault { group: its, act, .. } if its == group => act,
                _ => continue,
            };
            let fleets: Vec<FleetId> = supremacy::fleets_in_orbit(state, conflict, house, system)
                .filter(|&fleet| state.fleets[fleet].command == command.kind)
                .collect();
            if !fleets.is_empty() {
                let attack = fleets
                    .iter()
                    .map(|&fleet| i64::from(strength::fleet_attack(state, &state.fleets[fleet])));
                operations.push(Operation {
                    colony,
                    house,
                    act,
                    attack: attack.sum(),
                    fleets,
                });
            }
        }
    }
    operations
}

/// The order of a group: the stronger first, ties shuffled (rulebook 03 §7.3, rulebook 03 R19). The stream of the
/// colony is opened at the first tie and goes on with those of the next group.
fn in_order(turn: &Turn, dice: &mut Option<Dice>, mut operations: Vec<Operation>) -> Vec<Operation> {
    let Some(colony) = operations.first().map(|operation| operation.colony) else {
        return operations;
    };
    operations.sort_by_key(|operation| Reverse(operation.attack));
    for ties in operations
        .chunk_by_mut(|a, b| a.attack == b.attack)
        .filter(|ties| ties.len() > 1)
    {
        let stream = Stream::AssaultOrder(colony);
        dice.get_or_insert_with(|| turn.state.streams.open(turn.state.turn(), stream))
            .shuffle(ties);
    }
    operations
}
