//! A colony changes hands (rulebook 11 §19, 12 §4).

use super::record::Scene;
use super::{blockade, muster, supremacy};
use crate::construction;
use crate::events::{Conquest, EconomyKind};
use crate::feed;
use crate::ids::*;
use crate::intel;
use crate::num;
use crate::turn::{PrestigeSource, Turn};
use crate::vocab::*;

/// Gives a colony to its captor, with the surviving marines as its garrison; `loss` is the share of its industry that
/// is ruined. Batteries and the shield, if they stand, are the captor's too (rulebook 11 K41). Bare transports, which could
/// destroy nothing in orbit before, do so now (K48); the strongest holder of the orbit
/// is credited (rulebook 00 W55).
pub fn capture(turn: &mut Turn, colony: ColonyId, scene: &Scene, garrison: &[GroundId], loss: f64) {
    let [captor, former] = scene.houses;
    tell(turn, colony, scene, garrison.len(), loss);
    let victor = supremacy::strongest(turn.state, &turn.conflict, colony).unwrap_or(captor);
    supremacy::lose_screened(turn, Step::Con1d, colony, victor);
    clear_queues(turn, colony);
    ruin_industry(turn, colony, former, loss);
    turn.state.change_owner(colony, captor);
    for unit in turn.state.colonies[colony].garrison.clone() {
        turn.state.ground[unit].owner = captor;
    }
    for &marine in garrison {
        turn.state.disembark(marine, colony);
    }
    turn.state.houses[former].last_captor = Some(captor);
    turn.conflict.captured.insert(colony);
    blockade::lift(turn, colony, captor);
    book(turn, colony, captor, former);
    intel::learn_colony(turn, former, colony);
}

/// What the captor gets and what is lost, told before any of it changes.
fn tell(turn: &mut Turn, colony: ColonyId, scene: &Scene, marines: usize, loss: f64) {
    let state = &*turn.state;
    let row = &state.colonies[colony];
    let of_kind = |kind: GroundKind| {
        row.garrison
            .iter()
            .filter(move |&&unit| state.ground[unit].kind == kind)
    };
    let spaceport = |&id: &FacilityId| state.facilities[id].kind == FacilityKind::Spaceport;
    let iu_ruined = ruined(row.iu, loss);
    let projects = || row.projects.iter().map(|&project| state.projects[project].paid);
    let event = Conquest {
        turn: scene.turn,
        battle_id: scene.id,
        system_id: scene.system,
        phase: scene.theatre,
        house: scene.houses[0],
        former_owner: scene.houses[1],
        homeworld_of: state.systems[scene.system].homeworld_of,
        undefended: turn.conflict.undefended.contains(&colony),
        pu: row.pu,
        iu: row.iu - iu_ruined,
        iu_ruined,
        batteries: of_kind(GroundKind::GroundBattery).count() as u16,
        shield_level: muster::shield_level(state, colony).unwrap_or(0),
        spaceport: row.facilities.iter().any(spaceport),
        marines: marines as u16,
        projects_lost: projects().count() as u16,
        pp_projects_lost: projects().sum(),
        terrain_type: scene.terrain,
    };
    feed::tell_conquest(turn, scene.houses, scene.system);
    turn.log.conquests.push(event);
}

/// Industrial units that a conquest ruins (rulebook 11 §19).
fn ruined(iu: i64, loss: f64) -> i64 {
    num::floor(iu as f64 * loss)
}

/// CON2d: the queues of a captured colony are lost without refund (rulebook 22 §6). Nothing looks at them between the
/// capture and CON2, and at this moment it is still clear whose loss it is.
fn clear_queues(turn: &mut Turn, colony: ColonyId) {
    construction::write_off_projects(turn, Step::Con1d, colony, |_| true);
    for repair in turn.state.colonies[colony].repairs.clone() {
        turn.state.remove_repair(repair);
    }
}

/// Industry ruined by the conquest can be repaired by the new owner (rulebook 11 §19).
fn ruin_industry(turn: &mut Turn, colony: ColonyId, former: HouseId, loss: f64) {
    let row = &turn.state.colonies[colony];
    let (system, ruined) = (row.system, ruined(row.iu, loss));
    if ruined == 0 {
        return;
    }
    let row = &mut turn.state.colonies[colony];
    row.iu -= ruined;
    row.iu_damaged += ruined;
    turn.flows(former).iu_lost_bombard += ruined;
    turn.economy(Step::Con1d, former, EconomyKind::ConquestDamage, |event| {
        (event.system_id, event.iu) = (Some(system), -ruined);
    });
}

/// Prestige, flows and events of a conquest: the planet counts, not its system besides (rulebook 12 §4, P4, P9,
/// rulebook 01 R6).
fn book(turn: &mut Turn, colony: ColonyId, captor: HouseId, former: HouseId) {
    let events = &turn.state.rules.prestige.prestige_events;
    let factor = match turn.conflict.undefended.contains(&colony) {
        true => events.undefended_colony_multiplier,
        false => 1.0,
    };
    let (won, lost) = (
        events.planet_conquered.value as f64,
        events.planet_lost.value as f64 * factor,
    );
    let (won, lost) = (turn.scaled(won), turn.scaled(lost));
    turn.book(captor, PrestigeSource::Conquest, won);
    turn.book(former, PrestigeSource::ConquestLost, lost);
    turn.flows(captor).colonies_conquered += 1;
    turn.flows(former).colonies_lost_conquest += 1;
    let now = turn.state.turn();
    turn.state.game_mut().first_conquest.get_or_insert(now);
    let row = &turn.state.colonies[colony];
    let (system, pu, iu) = (row.system, row.pu, row.iu);
    turn.economy(Step::Con1d, captor, EconomyKind::ColonyConquered, |event| {
        (event.system_id, event.amount, event.prestige) = (Some(system), 1, won);
        (event.pu, event.iu) = (pu, iu);
    });
    turn.economy(Step::Con1d, former, EconomyKind::ColonyLost, |event| {
        (event.system_id, event.amount, event.prestige) = (Some(system), 1, lost);
        (event.pu, event.iu) = (-pu, -iu);
    });
}
