//! Invasions and blitzes of a house at a colony (rulebook 11 §17, §18).

use std::sync::Arc;

use super::muster::{Entity, Muster};
use super::planetary::Operation;
use super::record::{Outcome, Scene};
use super::recorder::Recorder;
use super::resolve::{Condition, Law, Modifiers, Report, ground};
use super::{aftermath, bombardment, conquest};
use crate::dice::{Dice, Stream};
use crate::events::{OrderFate, Reason};
use crate::ids::*;
use crate::intel;
use crate::turn::Turn;
use crate::vocab::*;

/// CON1d, order 08: an invasion (rulebook 11 §17).
pub fn invasion(turn: &mut Turn, operation: Operation) {
    land(turn, operation, invade);
}

/// CON1d, order 09: a blitz (rulebook 11 §18).
pub fn blitzkrieg(turn: &mut Turn, operation: Operation) {
    land(turn, operation, blitz);
}

/// One landing of a house. Its fleets end their commands with it, whatever comes of it.
fn land(turn: &mut Turn, operation: Operation, act: fn(&mut Turn, ColonyId, [HouseId; 2], &[FleetId]) -> bool) {
    let Operation {
        colony, house, fleets, ..
    } = operation;
    if turn.conflict.captured.contains(&colony) {
        return follow(turn, colony, house, fleets);
    }
    let fleets = bombardment::able_fleets(turn, fleets);
    if fleets.is_empty() {
        return;
    }
    let houses = [house, turn.state.colonies[colony].owner];
    if act(turn, colony, houses, &fleets) {
        for fleet in fleets {
            if turn.state.fleets.contains(fleet) {
                turn.complete(fleet);
            }
        }
    } else {
        // A landing that is thrown back fails as repelled (rulebook 00 W52).
        intel::learn_colony(turn, house, colony);
        fail(turn, fleets, Reason::Repelled);
    }
}

/// An assault on a colony that changed hands before it: nothing is left to do for the fleets of the new owner, and the
/// others fail (rulebook 03 §7.3, 11 §20).
fn follow(turn: &mut Turn, colony: ColonyId, house: HouseId, fleets: Vec<FleetId>) {
    if turn.state.colonies[colony].owner != house {
        return fail(turn, fleets, Reason::Taken);
    }
    for fleet in fleets {
        turn.complete(fleet);
    }
}

/// Ends the commands of those fleets that still exist.
fn fail(turn: &mut Turn, fleets: Vec<FleetId>, reason: Reason) {
    for fleet in fleets {
        if turn.state.fleets.contains(fleet) {
            turn.fail(Step::Con1d, fleet, OrderFate::Failed, reason);
        }
    }
}

/// A landing under way.
struct Landing {
    scene: Scene,
    colony: ColonyId,
    dice: Dice,
    report: Report,
    /// Of the first ground round.
    modifiers: [Modifiers; 2],
    /// Share of industry that is ruined if the colony is taken.
    loss: f64,
}

impl Landing {
    fn new(turn: &mut Turn, colony: ColonyId, theatre: Theatre, houses: [HouseId; 2]) -> Self {
        let system = turn.state.colonies[colony].system;
        let scene = Scene::new(turn, system, theatre, houses);
        let morale = houses.map(|house| turn.conflict.morale[house.index()]);
        let homeworld = turn.state.defends_homeworld(houses[1], system);
        let law = Law::new(&turn.state.rules);
        let modifiers = ground::modifiers(theatre == Theatre::Blitz, homeworld, morale, &law);
        let rules = &turn.state.rules.combat.invasion;
        Self {
            scene,
            colony,
            dice: turn.state.streams.open(scene.turn, Stream::Assault(colony, houses[0])),
            report: Report {
                modifiers,
                ..Report::default()
            },
            modifiers,
            loss: if theatre == Theatre::Blitz {
                rules.iu_loss_on_blitz
            } else {
                rules.iu_loss_on_conquest
            },
        }
    }
}

/// A standard invasion: all marines land, which destroys shield and spaceport at once (rulebook 11 §17). Says whether
/// the colony was taken.
fn invade(turn: &mut Turn, colony: ColonyId, houses: [HouseId; 2], fleets: &[FleetId]) -> bool {
    let landing = Landing::new(turn, colony, Theatre::Invasion, houses);
    let mut landed = Muster::default();
    for &fleet in fleets {
        for &ship in &turn.state.fleets[fleet].ships {
            for &marine in turn.state.ships[ship].marines() {
                landed.add_ground(turn.state, marine);
            }
        }
    }
    let mut garrison = bombardment::targets(turn.state, colony);
    for &unit in &turn.state.colonies[colony].garrison {
        if turn.state.ground[unit].kind == GroundKind::PlanetaryShield {
            garrison.add_ground(turn.state, unit);
        }
    }
    for unit in &mut garrison.units {
        if matches!(unit.class, UnitClass::Spaceport | UnitClass::PlanetaryShield) {
            unit.condition = Condition::Destroyed;
        }
    }
    let taken = fight(turn, landing, landed, garrison);
    let flows = turn.flows(houses[0]);
    flows.invasions += 1;
    flows.invasions_won += i64::from(taken);
    taken
}

/// A blitz: one round of bombardment under fire, then whoever still can lands (rulebook 11 §18); rounds count through, and
/// morale counts in the first of each part (rulebook 00 W53). Says whether the
/// colony was taken.
fn blitz(turn: &mut Turn, colony: ColonyId, houses: [HouseId; 2], fleets: &[FleetId]) -> bool {
    let mut landing = Landing::new(turn, colony, Theatre::Blitz, houses);
    let mut ships = Muster::default();
    for &fleet in fleets {
        ships.add_blitz_fleet(turn.state, &turn.conflict, fleet);
    }
    let mut planet = bombardment::targets(turn.state, colony);
    let rules = Arc::clone(&turn.state.rules);
    let mut bombardment = bombardment::begin(turn, colony, houses, &mut ships, &mut planet);
    let scenes = [Some(landing.scene)];
    let mut recorder = Recorder::new(turn.log, &scenes);
    bombardment.round(false, &mut landing.dice, &Law::new(&rules), &mut recorder);
    landing.report = bombardment.report;
    let shielded = bombardment.shielded;
    landing.report.modifiers[1] = landing.modifiers[1];
    bombardment::count(turn, houses, &landing.report, shielded);
    ground::shake_marines(&mut ships.units);
    let taken = fight(turn, landing, ships, planet);
    let flows = turn.flows(houses[0]);
    flows.blitzes += 1;
    flows.blitzes_won += i64::from(taken);
    taken
}

/// Ground combat and its outcome. Says whether the colony was taken; if not, every marine that landed is lost
/// (rulebook 11 §17.3, §17.4).
fn fight(turn: &mut Turn, mut landing: Landing, mut landed: Muster, mut garrison: Muster) -> bool {
    let rules = Arc::clone(&turn.state.rules);
    let scene = landing.scene;
    let scenes = [Some(scene)];
    let mut recorder = Recorder::new(turn.log, &scenes);
    let sides = [&mut landed.units[..], &mut garrison.units[..]];
    let Landing {
        modifiers,
        report,
        dice,
        ..
    } = &mut landing;
    ground::fight(sides, *modifiers, report, dice, &Law::new(&rules), &mut recorder);
    let stands = |muster: &Muster| muster.units.iter().any(ground::fights_on_ground);
    let taken = stands(&landed) && !stands(&garrison);
    if !taken {
        for unit in landed.units.iter_mut().filter(|unit| unit.class == UnitClass::Marine) {
            unit.condition = Condition::Destroyed;
        }
    }
    aftermath::settle(
        turn,
        &scene,
        &landing.report,
        Outcome {
            winner: Some(usize::from(!taken)),
            ending: if taken {
                BattleEnding::Captured
            } else {
                BattleEnding::Repelled
            },
        },
        [&landed, &garrison],
    );
    if taken {
        let survivors = landed
            .units
            .iter()
            .zip(&landed.entities)
            .filter(|(unit, _)| unit.is_alive());
        let marines = survivors.filter_map(|(_, entity)| {
            if let Entity::Ground(id) = *entity {
                Some(id)
            } else {
                None
            }
        });
        conquest::capture(turn, landing.colony, &scene, &marines.collect::<Vec<_>>(), landing.loss);
    }
    taken
}
