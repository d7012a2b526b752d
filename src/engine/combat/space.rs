//! CON1a: space combat (rulebook 11 §1–§3, 05 §6.2).

use std::collections::BTreeSet;

use super::allocation::Part;
use super::theatre::{self, Contingent, Source};
use crate::diplomacy;
use crate::ids::*;
use crate::intel;
use crate::state::State;
use crate::strength;
use crate::turn::Turn;
use crate::turn::conflict::{Conflict, ScheduledBattle};
use crate::vocab::*;

/// CON1a: fights the space battles that CON0 scheduled, system by system (rulebook 11 §5).
pub fn con1a_space(turn: &mut Turn) {
    let scheduled = turn.conflict.battles.clone();
    for battles in scheduled.chunk_by(|a, b| a.system == b.system) {
        let system = battles[0].system;
        intel::before_battle(turn, system);
        for linked in engagements(battles) {
            let contingents = contingents(turn.state, &turn.conflict, &linked);
            theatre::fight(turn, system, Theatre::Space, &contingents);
        }
    }
}

/// The battles of one system in groups that are linked by common houses (rulebook 11 §3.1, K44).
fn engagements(battles: &[ScheduledBattle]) -> Vec<Vec<ScheduledBattle>> {
    let mut groups: Vec<Vec<ScheduledBattle>> = Vec::new();
    for &battle in battles {
        let meets = |group: &Vec<ScheduledBattle>| {
            group.iter().any(|other| {
                [other.low, other.high]
                    .iter()
                    .any(|house| [battle.low, battle.high].contains(house))
            })
        };
        let (linked, mut apart): (Vec<_>, Vec<_>) = groups.into_iter().partition(meets);
        let mut joined: Vec<ScheduledBattle> = linked.into_iter().flatten().chain([battle]).collect();
        joined.sort_unstable();
        apart.push(joined);
        groups = apart;
    }
    groups.sort_unstable();
    groups
}

/// What the houses of an engagement bring into it.
fn contingents(state: &State, conflict: &Conflict, battles: &[ScheduledBattle]) -> Vec<Contingent> {
    let houses: BTreeSet<HouseId> = battles.iter().flat_map(|battle| [battle.low, battle.high]).collect();
    houses
        .into_iter()
        .map(|house| contingent(state, conflict, battles, house))
        .collect()
}

/// What one house brings, with the enemies that each of its fleets may fight.
fn contingent(state: &State, conflict: &Conflict, battles: &[ScheduledBattle], house: HouseId) -> Contingent {
    let mut own: Vec<(HouseId, &ScheduledBattle)> = battles
        .iter()
        .filter_map(|battle| match house {
            _ if house == battle.low => Some((battle.high, battle)),
            _ if house == battle.high => Some((battle.low, battle)),
            _ => None,
        })
        .collect();
    own.sort_unstable();
    let mut parts: Vec<(Source, Part)> = Vec::new();
    for (index, (_, battle)) in own.iter().enumerate() {
        for fleet in diplomacy::battle_side(state, conflict, battle, house) {
            let source = Source::Fleet(fleet);
            match parts.iter_mut().find(|(other, _)| *other == source) {
                Some((_, part)) => part.enemies |= 1 << index,
                None => parts.push((
                    source,
                    Part {
                        enemies: 1 << index,
                        ..fleet_part(state, fleet)
                    },
                )),
            }
        }
    }
    parts.sort_unstable_by_key(|&(source, _)| source);
    Contingent {
        house,
        enemies: own.into_iter().map(|(enemy, _)| enemy).collect(),
        parts,
    }
}

/// A fleet as a part of its house's forces, without enemies yet.
pub(super) fn fleet_part(state: &State, fleet: FleetId) -> Part {
    Part {
        attack: i64::from(strength::fleet_attack(state, &state.fleets[fleet])),
        armed: strength::has_combat_ship(state, fleet),
        order: Source::Fleet(fleet).order(),
        enemies: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn k44_unrelated_battles_are_separate_engagements() {
        let battle = |low, high| ScheduledBattle {
            system: SystemId(1),
            low: HouseId(low),
            high: HouseId(high),
            contest_intruder: None,
        };
        let pairs = |battles: &[ScheduledBattle]| -> Vec<Vec<(u32, u32)>> {
            let groups = engagements(battles);
            groups
                .iter()
                .map(|group| group.iter().map(|battle| (battle.low.0, battle.high.0)).collect())
                .collect()
        };
        assert_eq!(pairs(&[battle(1, 2), battle(3, 4)]), [vec![(1, 2)], vec![(3, 4)]]);
        assert_eq!(
            pairs(&[battle(1, 2), battle(3, 4), battle(2, 3)]),
            [vec![(1, 2), (2, 3), (3, 4)]]
        );
        assert_eq!(
            pairs(&[battle(1, 4), battle(2, 3), battle(4, 5)]),
            [vec![(1, 4), (4, 5)], vec![(2, 3)]]
        );
    }
}
