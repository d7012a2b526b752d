//! CMD6a: fleet commands are validated and stored (rulebook 03 §6, 04 §4).

use std::collections::BTreeMap;

use super::descriptor::{Command, Target};
use super::needs::{Case, NOT_OWN, Need, OWN_COLONY, demand};
use super::table;
use super::{packet_of, resolve};
use crate::events::{OrderEvent, OrderFate, OrderSort, Reason};
use crate::ids::*;
use crate::intel;
use crate::movement::course;
use crate::orders::{FleetOrder, Orders};
use crate::state::State;
use crate::state::rows::Fleet;
use crate::strength;
use crate::turn::Turn;
use crate::vocab::*;

/// The highest rules of engagement (rulebook 04 §12).
const MAX_ROE: u8 = 10;

/// What an accepted command aims at.
struct Aim {
    system: SystemId,
    fleet: Option<FleetId>,
}

/// CMD6a: stores the fleet commands of all houses; of several for one fleet the last one counts.
pub fn cmd6a_fleet_commands(turn: &mut Turn, packets: &[Option<Orders>]) {
    for house in turn.state.house_ids() {
        let Some(packet) = packet_of(packets, house) else {
            continue;
        };
        let fleets: Vec<Option<FleetId>> = packet
            .fleets
            .iter()
            .map(|order| resolve(turn, house, order.fleet))
            .collect();
        let last: BTreeMap<FleetId, usize> = fleets
            .iter()
            .enumerate()
            .filter_map(|(index, fleet)| Some(((*fleet)?, index)))
            .collect();
        for (index, (order, fleet)) in packet.fleets.iter().zip(fleets).enumerate() {
            match fleet {
                Some(fleet) if last[&fleet] != index => {}
                Some(fleet) => match validate(turn.state, fleet, order) {
                    Ok((command, aim)) => store(turn, fleet, order, command, aim),
                    Err(reason) => refuse(turn, house, order, Some(fleet), reason),
                },
                None => refuse(turn, house, order, None, Reason::NotOwned),
            }
        }
    }
}

/// Tests a command as far as its house can know the facts (rulebook 03 §6.2, rulebook 04 R28).
fn validate(state: &State, id: FleetId, order: &FleetOrder) -> Result<(&'static Command, Aim), Reason> {
    let fleet = &state.fleets[id];
    if fleet.status != FleetStatus::Active || fleet.mission == MissionState::ScoutLocked {
        return Err(Reason::NotAvailable);
    }
    let command = table::of(order.command);
    if order.roe.is_some_and(|roe| roe > MAX_ROE) {
        return Err(Reason::OutOfRange);
    }
    let aim = aim(state, fleet, order, command)?;
    demand(command.submit, Case::new(state, fleet, aim.system))?;
    // Whoever joins a fleet need not know a way yet (W22).
    if course::may_go(state, fleet, aim.system) || command.target == Target::Fleet {
        Ok((command, aim))
    } else {
        Err(Reason::NoPath)
    }
}

/// Finds or tests what a command aims at; what aims at a colony needs one that is known (rulebook 04 R38).
fn aim(state: &State, fleet: &Fleet, order: &FleetOrder, command: &Command) -> Result<Aim, Reason> {
    let at = |system| Aim { system, fleet: None };
    let named = || {
        order
            .target
            .filter(|&system| state.systems.contains(system))
            .ok_or(Reason::BadTarget)
    };
    let named_if = |needs: &[Need]| {
        let system = named()?;
        demand(needs, Case::new(state, fleet, system)).map(|()| at(system))
    };
    match command.target {
        Target::Here => Ok(at(fleet.system)),
        // Without any colony the order stands, and fails when it should act.
        Target::Home => Ok(at(course::home(state, fleet).unwrap_or(fleet.system))),
        Target::Fleet => join_target(state, fleet, order),
        Target::Any => named().map(at),
        Target::Own => named_if(&[OWN_COLONY]),
        Target::NotOwn => named_if(&[NOT_OWN]),
        Target::Known => {
            let aim = named_if(&[NOT_OWN])?;
            let known = intel::known_colony(state, fleet.owner, aim.system);
            known.map(|_| aim).ok_or(Reason::UnknownTarget)
        }
        Target::OwnOrNearest if order.target.is_none() => nearest_able(state, fleet, command).map(at),
        Target::OwnOrNearest => named_if(&[OWN_COLONY]),
    }
}

/// The nearest own colony at which a command can be carried out now.
fn nearest_able(state: &State, fleet: &Fleet, command: &Command) -> Result<SystemId, Reason> {
    let colonies = &state.houses[fleet.owner].colonies;
    let systems = colonies.iter().map(|&colony| state.colonies[colony].system);
    let able = systems.filter(|&system| command.can_execute(Case::new(state, fleet, system)).is_ok());
    let able: Vec<SystemId> = able.collect();
    if colonies.is_empty() {
        Err(Reason::LastStand)
    } else if able.is_empty() {
        Err(Reason::Prerequisite)
    } else {
        course::nearest(state, fleet, able).ok_or(Reason::NoPath)
    }
}

/// Tests the fleet that another wants to join (rulebook 04 §4, command 14).
fn join_target(state: &State, fleet: &Fleet, order: &FleetOrder) -> Result<Aim, Reason> {
    let named = order.target_fleet.and_then(|id| state.fleets.get(id));
    let target = named
        .filter(|target| target.owner == fleet.owner && target.id != fleet.id)
        .ok_or(Reason::BadTarget)?;
    if target.status != FleetStatus::Active || target.mission == MissionState::ScoutLocked {
        return Err(Reason::NotAvailable);
    }
    if strength::is_scout_only(state, target.id) != strength::is_scout_only(state, fleet.id) {
        return Err(Reason::Composition);
    }
    if closes_circle(state, fleet.id, target) {
        return Err(Reason::BadTarget);
    }
    Ok(Aim {
        system: target.system,
        fleet: Some(target.id),
    })
}

/// Whether the fleet that is to be joined wants, by itself or through others, to join the fleet (rulebook 04 R34).
fn closes_circle(state: &State, fleet: FleetId, target: &Fleet) -> bool {
    let next = |at: &&Fleet| at.target_fleet.and_then(|id| state.fleets.get(id));
    // Stored commands never form a circle, so this comes to an end.
    std::iter::successors(Some(target), next).any(|at| at.id == fleet)
}

/// Replaces the command of a fleet.
fn store(turn: &mut Turn, id: FleetId, order: &FleetOrder, command: &Command, aim: Aim) {
    let fleet = &mut turn.state.fleets[id];
    fleet.command = command.kind;
    (fleet.target, fleet.target_fleet) = (aim.system, aim.fleet);
    fleet.priority = order.priority;
    fleet.roe = order.roe.unwrap_or(fleet.roe);
    fleet.mission = match command.target {
        Target::Here => MissionState::Executing,
        _ => MissionState::Traveling,
    };
    let owner = fleet.owner;
    let flows = turn.flows(owner);
    flows.orders += 1;
    if let Some(counter) = command.counter {
        *counter(flows) += 1;
    }
}

/// Writes that a command was refused; the fleet keeps the one it has.
fn refuse(turn: &mut Turn, house: HouseId, order: &FleetOrder, fleet: Option<FleetId>, reason: Reason) {
    turn.flows(house).orders_rejected += 1;
    let turn_number = turn.state.turn();
    turn.write_order(OrderEvent {
        turn: turn_number,
        step: Step::Cmd6,
        house,
        sort: OrderSort::Fleet,
        command: Some(order.command),
        fleet_id: fleet,
        system_id: order.target,
        fate: OrderFate::Rejected,
        reason,
    });
}
