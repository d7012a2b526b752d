//! Scout missions: CON1f.i and CON1f.ii (rulebook 24 §4).
//!
//! A fleet of scouts that has arrived is locked with the start of its mission, and stays so until it is noticed or
//! its target is gone (rulebook 24 I13). Missions of houses out of play rest (W97). Every turn that it stays
//! unnoticed it reports.

use super::detection::{self, Sensors};
use super::records;
use crate::command::descriptor::Acts;
use crate::command::needs::Case;
use crate::command::table;
use crate::dice::Stream;
use crate::diplomacy;
use crate::diplomacy::relations::scout_detected;
use crate::espionage;
use crate::events::{OrderFate, Reason, ScoutEvent};
use crate::feed;
use crate::ids::*;
use crate::state::State;
use crate::state::rows::{Colony, Fleet};
use crate::turn::Turn;
use crate::vocab::*;

/// CON1f.i: fleets of scouts at their targets begin their missions, by fleet; what cannot be done fails (rulebook 24 §4.2).
pub fn con1f1_new_missions(turn: &mut Turn) {
    let begins = |fleet: &&Fleet| {
        matches!(table::command(fleet).acts, Acts::Scouting)
            && fleet.status == FleetStatus::Active
            && diplomacy::is_executing(fleet)
            && !fleet.terminal
            && turn.state.in_play(fleet.owner)
    };
    for id in ids(turn.state.fleets.iter().filter(begins)) {
        let fleet = &turn.state.fleets[id];
        let case = Case::in_conflict(turn.state, &turn.conflict, fleet);
        if let Err(reason) = table::command(fleet).can_execute(case) {
            turn.fail(Step::Con1f, id, OrderFate::Failed, reason);
            continue;
        }
        let now = turn.state.turn();
        let fleet = &mut turn.state.fleets[id];
        (fleet.mission, fleet.mission_start) = (MissionState::ScoutLocked, Some(now));
        let (owner, command) = (fleet.owner, fleet.command);
        *started(turn, owner, command) += 1;
        watch(turn, id, Stream::NewMission(id));
    }
}

/// CON1f.ii: missions begun in earlier turns go on, by fleet, or end without loss.
pub fn con1f2_running_missions(turn: &mut Turn) {
    let now = turn.state.turn();
    let runs = |fleet: &&Fleet| {
        fleet.mission == MissionState::ScoutLocked
            && fleet.mission_start.is_some_and(|start| start < now)
            && turn.state.in_play(fleet.owner)
    };
    for id in ids(turn.state.fleets.iter().filter(runs)) {
        match lost_target(turn, id) {
            None => watch(turn, id, Stream::Mission(id)),
            Some(reason) => release(turn, id, reason),
        }
    }
}

fn ids<'a>(fleets: impl Iterator<Item = &'a Fleet>) -> Vec<FleetId> {
    fleets.map(|fleet| fleet.id).collect()
}

/// The flow that counts missions of a kind.
fn started<'a>(turn: &'a mut Turn, house: HouseId, command: CommandKind) -> &'a mut i64 {
    let flows = turn.flows(house);
    match command {
        CommandKind::ScoutColony => &mut flows.missions_colony,
        CommandKind::HackStarbase => &mut flows.missions_hack,
        _ => &mut flows.missions_system,
    }
}

/// Why a running mission has nothing to look at any more: the colony is gone or in other hands than it was (rulebook 04
/// R32), or there is no starbase left to hack. Scouts need a colony, whatever they are to look at (rulebook 24 I12).
fn lost_target(turn: &Turn, id: FleetId) -> Option<Reason> {
    let fleet = &turn.state.fleets[id];
    let case = Case::in_conflict(turn.state, &turn.conflict, fleet);
    if let Err(reason) = table::command(fleet).can_execute(case) {
        return Some(reason);
    }
    let colony = turn.state.colony_at(fleet.system)?;
    // Captures are of this turn: earlier ones were noticed then. A colony founded since is another one.
    let is_another = turn.conflict.captured.contains(&colony.id) || Some(colony.founded) > fleet.mission_start;
    is_another.then_some(Reason::Taken)
}

/// A mission ends without loss: the fleet is free, and on Hold from the next CMD1 on.
fn release(turn: &mut Turn, id: FleetId, reason: Reason) {
    turn.state.fleets[id].mission = MissionState::Executing;
    turn.fail(Step::Con1f, id, OrderFate::Aborted, reason);
}

/// The owner of the colony looks for the scouts. If he does not notice them they report, unless his sweep keeps
/// everything from them (23 §6.6).
fn watch(turn: &mut Turn, id: FleetId, stream: Stream) {
    let state = &turn.state;
    let fleet = &state.fleets[id];
    let Some(colony) = state.colony_at(fleet.system) else {
        return;
    };
    let (colony, owner) = (colony.id, colony.owner);
    let sensors = Sensors::of(state, owner, fleet.system);
    let threshold = detection::scout_threshold(&state.rules, fleet.ships.len(), sensors);
    let roll = state.streams.open(state.turn(), stream).d20();
    let detected = roll as i32 >= threshold;
    let reported = !detected && !espionage::in_force(state, owner, EffectKind::IntelBlocked);
    let event = ScoutEvent {
        turn: state.turn(),
        house: fleet.owner,
        owner,
        system_id: fleet.system,
        fleet_id: id,
        mission: fleet.command,
        started: fleet.mission_start == Some(state.turn()),
        scouts: fleet.ships.len() as u16,
        eli: sensors.eli,
        starbase: sensors.starbase,
        threshold,
        roll: roll as u8,
        detected,
        reported,
    };
    turn.log.scouts.push(event);
    if detected {
        catch(turn, id, owner);
    } else if reported {
        report(turn, id, colony);
    }
}

/// Noticed scouts are lost, whoever is there sees it (W96), and neutrals are so no longer (rulebook 05 R13).
fn catch(turn: &mut Turn, id: FleetId, owner: HouseId) {
    let fleet = &turn.state.fleets[id];
    let (house, system, mission) = (fleet.owner, fleet.system, fleet.command);
    let ships = fleet.ships.clone();
    turn.flows(house).scouts_lost += ships.len() as i64;
    turn.flows(owner).scouts_caught += ships.len() as i64;
    for ship in ships {
        turn.state.remove_ship(ship);
    }
    turn.state.dissolve_if_empty(id);
    feed::tell_caught(turn.state, [house, owner], system, id, mission);
    for witness in super::battle::witnesses(turn.state, &turn.conflict, system) {
        records::forget_fleet(turn.state, witness, id);
    }
    scout_detected(turn, house, owner, system);
}

/// What scouts write home, all of it Perfect (rulebook 24 §4.5).
fn report(turn: &mut Turn, id: FleetId, colony: ColonyId) {
    let fleet = &turn.state.fleets[id];
    let (house, system) = (fleet.owner, fleet.system);
    match fleet.command {
        CommandKind::ScoutColony => records::know_colony(turn.state, house, colony, Source::Scout),
        CommandKind::HackStarbase => {
            if let Some(starbase) = first_starbase(turn.state, &turn.state.colonies[colony]) {
                records::know_starbase(turn.state, house, starbase);
            }
        }
        _ => {
            records::note_planet(turn.state, house, system, Source::Scout);
            for fleet in turn.state.systems[system].fleets.clone() {
                if is_open_to_scouts(turn, house, fleet) {
                    records::know_fleet(turn.state, house, fleet, Source::Scout);
                }
            }
        }
    }
}

/// Of several starbases the one with the lowest id is hacked (W93).
fn first_starbase(state: &State, colony: &Colony) -> Option<FacilityId> {
    let mut facilities = colony.facilities.iter().copied();
    facilities.find(|&id| state.facilities[id].kind == FacilityKind::Starbase)
}

/// Scouts in a system see every foreign fleet there, cloaked ones included; not each other, and not who stands outside.
fn is_open_to_scouts(turn: &Turn, house: HouseId, fleet: FleetId) -> bool {
    let row = &turn.state.fleets[fleet];
    row.owner != house
        && !row.ships.is_empty()
        && row.mission != MissionState::ScoutLocked
        && !turn.conflict.absent.contains(&fleet)
}
