//! An engagement of one theatre in one system, from the state and back to it (rulebook 11 §3).

use std::sync::Arc;

use super::aftermath;
use super::allocation::{self, Part};
use super::muster::Muster;
use super::record::{Outcome, Scene};
use super::recorder::Recorder;
use super::resolve::{Battle, Engagement, Law};
use crate::dice::Stream;
use crate::ids::*;
use crate::state::State;
use crate::turn::Turn;
use crate::turn::conflict::Conflict;
use crate::vocab::*;

/// What a part of a house's forces is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A fleet with the fighters aboard.
    Fleet(FleetId),
    /// A ship without a fleet.
    Unassigned(ShipId),
    /// A fighter of the colony's pool.
    Fighter(ShipId),
    /// A starbase.
    Starbase(FacilityId),
}

impl Source {
    /// Its place in the order of equals: fleets, unassigned ships, fighters, starbases (rulebook 00 W43).
    pub fn order(self) -> (u8, u32) {
        match self {
            Self::Fleet(FleetId(id)) => (0, id),
            Self::Unassigned(ShipId(id)) => (1, id),
            Self::Fighter(ShipId(id)) => (2, id),
            Self::Starbase(FacilityId(id)) => (3, id),
        }
    }
}

/// What a house brings into an engagement, in hit order.
#[derive(Clone, Debug)]
pub struct Contingent {
    /// The house.
    pub house: HouseId,
    /// Its enemies in this engagement, ascending.
    pub enemies: Vec<HouseId>,
    /// The parts of its forces.
    pub parts: Vec<(Source, Part)>,
}

impl Contingent {
    /// The attack strength that it may bring against an enemy.
    fn against(&self, enemy: HouseId) -> i64 {
        let Some(index) = self.enemies.iter().position(|&house| house == enemy) else {
            return 0;
        };
        self.parts
            .iter()
            .filter(|(_, part)| part.may_fight(index))
            .map(|(_, part)| part.attack)
            .sum()
    }
}

/// Fights one engagement; contingents ascend by house and name each other as enemies.
pub fn fight(turn: &mut Turn, system: SystemId, theatre: Theatre, contingents: &[Contingent]) {
    let pairs: Vec<[HouseId; 2]> = contingents
        .iter()
        .flat_map(|own| own.enemies.iter().map(|&enemy| [own.house, enemy]))
        .filter(|[low, high]| low < high)
        .collect();
    let mut musters: Vec<[Muster; 2]> = pairs.iter().map(|_| Default::default()).collect();
    distribute(turn.state, &turn.conflict, contingents, &pairs, &mut musters);
    for (pair, sides) in pairs.iter().zip(&mut musters) {
        for (&house, muster) in pair.iter().zip(sides) {
            muster.find_refuges(turn.state, house, system);
        }
    }
    let scenes: Vec<Option<Scene>> = pairs
        .iter()
        .zip(&musters)
        .map(|(&pair, sides)| is_meeting(sides).then(|| Scene::new(turn, system, theatre, pair)))
        .collect();
    let rules = Arc::clone(&turn.state.rules);
    let mut engagement = Engagement {
        battles: battles(turn, system, theatre, &pairs, &mut musters),
        remote_sensors: theatre == Theatre::Space && has_sound_starbase(turn.state, system),
        law: Law::new(&rules),
    };
    engagement.resolve(&mut Recorder::new(turn.log, &scenes));
    for ((battle, mut sides), scene) in engagement.battles.into_iter().zip(musters).zip(scenes) {
        let (report, outcome) = (battle.report, Outcome::of(&battle));
        for (muster, side) in sides.iter_mut().zip(battle.sides) {
            (muster.units, muster.groups) = (side.units, side.groups);
        }
        if let Some(scene) = scene {
            aftermath::settle(turn, &scene, &report, outcome, [&sides[0], &sides[1]]);
            aftermath::count_battle(turn, &scene, &report, outcome.winner);
        }
    }
}

/// Gives every part of every house its battle (rulebook 11 §3.2).
fn distribute(
    state: &State,
    conflict: &Conflict,
    contingents: &[Contingent],
    pairs: &[[HouseId; 2]],
    musters: &mut [[Muster; 2]],
) {
    for contingent in contingents {
        let strength = |enemy: &HouseId| {
            let other = contingents.iter().find(|other| other.house == *enemy);
            other.map_or(0, |other| other.against(contingent.house))
        };
        let strengths: Vec<i64> = contingent.enemies.iter().map(strength).collect();
        let parts: Vec<Part> = contingent.parts.iter().map(|&(_, part)| part).collect();
        for (&(source, _), enemy) in contingent.parts.iter().zip(allocation::allocate(&parts, &strengths)) {
            let enemy = contingent.enemies[enemy];
            let side = usize::from(contingent.house > enemy);
            let mut pair = [contingent.house, enemy];
            pair.sort_unstable();
            if let Some(battle) = pairs.iter().position(|&other| other == pair) {
                add(state, conflict, &mut musters[battle][side], source);
            }
        }
    }
}

fn add(state: &State, conflict: &Conflict, muster: &mut Muster, source: Source) {
    match source {
        Source::Fleet(fleet) => muster.add_fleet(state, conflict, fleet),
        Source::Unassigned(ship) | Source::Fighter(ship) => muster.add_single(state, ship),
        Source::Starbase(facility) => muster.add_facility(state, facility),
    }
}

/// Whether anything can happen between two sides: both are there, and one of them has a combatant. Only such a meeting is
/// told (rulebook 00 W44).
fn is_meeting(sides: &[Muster; 2]) -> bool {
    sides.iter().all(|side| !side.is_empty()) && sides.iter().any(|side| !side.units.is_empty())
}

fn battles(
    turn: &Turn,
    system: SystemId,
    theatre: Theatre,
    pairs: &[[HouseId; 2]],
    musters: &mut [[Muster; 2]],
) -> Vec<Battle> {
    let (state, conflict) = (&*turn.state, &turn.conflict);
    let pairs = pairs.iter().zip(musters);
    let battle = |(&[low, high], [first, second]): (&[HouseId; 2], &mut [Muster; 2])| {
        let stream = match theatre {
            Theatre::Orbital => Stream::OrbitalBattle(system, low, high),
            _ => Stream::SpaceBattle(system, low, high),
        };
        let sides = [
            first.take_side(state, conflict, low, system),
            second.take_side(state, conflict, high, system),
        ];
        Battle::new(sides, state.streams.open(state.turn(), stream))
    };
    pairs.map(battle).collect()
}

/// Whether the colony of a system has a sound starbase: its sensors reach into space (rulebook 11 §4, §6, K17).
fn has_sound_starbase(state: &State, system: SystemId) -> bool {
    let sound = |&id: &FacilityId| {
        let facility = &state.facilities[id];
        facility.kind == FacilityKind::Starbase && facility.hull == Hull::Nominal
    };
    state
        .colony_at(system)
        .is_some_and(|colony| colony.facilities.iter().any(sound))
}
