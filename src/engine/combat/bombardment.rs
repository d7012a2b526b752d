//! Bombardments of a house at a colony (rulebook 11 §16).

use std::sync::Arc;

use super::aftermath;
use super::muster::{self, Muster};
use super::planetary::Operation;
use super::record::{Outcome, Scene};
use super::recorder::Recorder;
use super::resolve::{Bombardment, Departure, Law, Report, Shield, Stand, Unit};
use crate::dice::Stream;
use crate::diplomacy;
use crate::events::{EconomyKind, OrderFate};
use crate::ids::*;
use crate::intel;
use crate::state::State;
use crate::turn::Turn;
use crate::vocab::*;

/// CON1d, order 07: one operation, then the fleets decide whether they go on next turn (rulebook 11 §16).
pub fn run(turn: &mut Turn, operation: Operation) {
    let Operation {
        colony, house, fleets, ..
    } = operation;
    let fleets = able_fleets(turn, fleets);
    if fleets.is_empty() {
        return;
    }
    let (owner, system) = (turn.state.colonies[colony].owner, turn.state.colonies[colony].system);
    let mut ships = Muster::default();
    for &fleet in &fleets {
        ships.add_fleet(turn.state, &turn.conflict, fleet);
    }
    if ships.units.iter().all(|unit| unit.current_attack() == 0) {
        return;
    }
    ships.find_refuges(turn.state, house, system);
    let mut planet = targets(turn.state, colony);
    let scene = Scene::new(turn, system, Theatre::Bombardment, [house, owner]);
    let dice = &mut turn.state.streams.open(scene.turn, Stream::Bombard(colony, house));
    let rules = Arc::clone(&turn.state.rules);
    let mut bombardment = begin(turn, colony, [house, owner], &mut ships, &mut planet);
    bombardment.run(dice, &Law::new(&rules), &mut Recorder::new(turn.log, &[Some(scene)]));
    let (report, shielded) = (bombardment.report, bombardment.shielded);
    let (iu, pu) = (bombardment.iu, bombardment.pu);
    break_off(&mut ships, &planet, report.rounds);
    count(turn, [house, owner], &report, shielded);
    let outcome = Outcome {
        winner: None,
        ending: BattleEnding::Bombarded,
    };
    aftermath::settle(turn, &scene, &report, outcome, [&ships, &planet]);
    ruin(turn, colony, iu, pu);
    intel::learn_colony(turn, house, colony);
}

/// The fleets that can carry out their commands now; the others end here (rulebook 04 §4 note 6).
pub(super) fn able_fleets(turn: &mut Turn, fleets: Vec<FleetId>) -> Vec<FleetId> {
    let mut able = Vec::new();
    for fleet in fleets {
        match diplomacy::execute::at_colony(turn.state, fleet) {
            Ok(()) => able.push(fleet),
            Err(reason) => turn.fail(Step::Con1d, fleet, OrderFate::Failed, reason),
        }
    }
    able
}

/// What can be shot at on a colony: batteries, spaceport, armies and marines by id.
pub(super) fn targets(state: &State, colony: ColonyId) -> Muster {
    let row = &state.colonies[colony];
    let mut targets = Muster::default();
    for &facility in row
        .facilities
        .iter()
        .filter(|&&id| state.facilities[id].kind == FacilityKind::Spaceport)
    {
        targets.add_facility(state, facility);
    }
    for &unit in row
        .garrison
        .iter()
        .filter(|&&id| state.ground[id].kind != GroundKind::PlanetaryShield)
    {
        targets.add_ground(state, unit);
    }
    targets
}

/// A bombardment of a colony by some ships.
pub(super) fn begin<'a>(
    turn: &Turn,
    colony: ColonyId,
    houses: [HouseId; 2],
    ships: &'a mut Muster,
    planet: &'a mut Muster,
) -> Bombardment<'a> {
    let row = &turn.state.colonies[colony];
    Bombardment {
        ships: &mut ships.units,
        planet: &mut planet.units,
        shield: Shield::blocking(muster::blocked_share(turn.state, colony)),
        iu: row.iu,
        pu: row.pu,
        morale: houses.map(|house| turn.conflict.morale[house.index()]),
        report: Report::default(),
        shielded: 0,
    }
}

/// Counts the rounds of a bombardment, if there were guns, and what the shield kept away.
pub(super) fn count(turn: &mut Turn, [house, owner]: [HouseId; 2], report: &Report, shielded: i64) {
    if report.hits[0] > 0 {
        turn.flows(house).bombard_rounds += i64::from(report.rounds);
    }
    turn.flows(owner).hits_shielded += shielded;
}

/// Fleets without a living combat ship lose their auxiliaries; if batteries survive, each fleet weighs its strength
/// against theirs and may break off (rulebook 11 §11.2, §16.5, K21, K49);
/// one that does loses auxiliaries like a fleet that retreats (rulebook 00 W46).
fn break_off(ships: &mut Muster, planet: &Muster, round: u32) {
    let batteries = planet
        .units
        .iter()
        .filter(|unit| unit.class == UnitClass::GroundBattery);
    let guns: i64 = batteries.map(Unit::current_attack).sum();
    for (index, group) in ships.groups.iter_mut().enumerate() {
        let own = || {
            ships
                .units
                .iter()
                .filter(|unit| unit.group == Some(index as u16) && unit.is_alive())
        };
        let left = own().filter(|unit| unit.is_escort()).count() as u16;
        let attack: i64 = own().map(Unit::current_attack).sum();
        let leaves = guns > 0 && group.roe_percent.is_none_or(|percent| 100 * attack < percent * guns);
        if left == 0 {
            group.auxiliaries_lost = group.auxiliaries;
        } else if leaves {
            group.departure = Some(Departure {
                reason: RetreatReason::BrokeOff,
                round,
                attack,
                enemy: guns,
            });
            let crippled = group.crippled_auxiliary || own().any(Unit::is_crippled);
            group.stand = if group.refuge[usize::from(crippled)] {
                Stand::Left
            } else {
                Stand::Stranded
            };
            if group.stand == Stand::Left {
                group.auxiliaries_lost = group.share_of_losses(left);
            }
        }
    }
}

/// Stores what is left of industry and population, and writes the damage down.
fn ruin(turn: &mut Turn, colony: ColonyId, iu: i64, pu: i64) {
    let row = &turn.state.colonies[colony];
    let (owner, system) = (row.owner, row.system);
    let (ruined, killed) = (row.iu - iu, row.pu - pu);
    let noted = turn.conflict.bombarded.entry(colony).or_insert((row.iu, 0));
    noted.1 += ruined;
    if ruined == 0 && killed == 0 {
        return;
    }
    let row = &mut turn.state.colonies[colony];
    (row.iu, row.iu_damaged, row.pu) = (iu, row.iu_damaged + ruined, pu);
    let flows = turn.flows(owner);
    flows.iu_lost_bombard += ruined;
    flows.pu_killed += killed;
    turn.economy(Step::Con1d, owner, EconomyKind::Damage, |event| {
        (event.system_id, event.pu, event.iu) = (Some(system), -killed, -ruined);
    });
}
