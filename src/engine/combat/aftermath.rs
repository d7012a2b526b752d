//! From the resolver back to the state: losses, departures, prestige, flows.

use super::departures;
use super::muster::{Entity, Muster};
use super::record::{self, Outcome, Scene};
use super::resolve::{Condition, Report, Stand, Unit};
use crate::command::table;
use crate::construction;
use crate::events::{OrderFate, Reason};
use crate::ids::*;
use crate::intel;
use crate::turn::{PrestigeSource, Turn};
use crate::vocab::*;

/// The step in which a theatre is fought.
fn step(theatre: Theatre) -> Step {
    match theatre {
        Theatre::Space => Step::Con1a,
        Theatre::Orbital => Step::Con1b,
        Theatre::Bombardment | Theatre::Invasion | Theatre::Blitz => Step::Con1d,
    }
}

/// Settles a battle or operation: writes its rows, books prestige for kills, removes the dead, lets fleets go.
pub fn settle(turn: &mut Turn, scene: &Scene, report: &Report, outcome: Outcome, sides: [&Muster; 2]) {
    record::write_sides(turn, scene, report, outcome, sides);
    for (side, muster) in sides.into_iter().enumerate() {
        departures::write_retreats(turn, scene, side, muster);
    }
    intel::note_fight(turn, record::fight(scene, report, outcome), sides);
    for (side, muster) in sides.into_iter().enumerate() {
        book_kills(turn, scene.houses[1 - side], scene.houses[side], &muster.units);
    }
    for (side, muster) in sides.into_iter().enumerate() {
        bury(turn, scene, side, muster);
        disperse(turn, scene, side, muster);
    }
}

/// Prestige for the ships and starbases of `loser` that `destroyer` took the last step of (rulebook 12 §3, P7, P9).
fn book_kills(turn: &mut Turn, destroyer: HouseId, loser: HouseId, units: &[Unit]) {
    let dead = || units.iter().filter(|unit| !unit.is_alive());
    let ships = dead().filter(|unit| unit.is_escort()).count() as i64;
    let starbases = dead().filter(|unit| unit.class == UnitClass::Starbase).count() as i64;
    book_ship_kills(turn, destroyer, loser, ships);
    let award = turn.state.rules.prestige.prestige_events.starbase_destroyed.value;
    book_zero_sum(turn, destroyer, loser, PrestigeSource::Starbase, award, starbases);
}

/// Prestige for a number of major ships destroyed.
pub fn book_ship_kills(turn: &mut Turn, destroyer: HouseId, loser: HouseId, ships: i64) {
    let award = turn.state.rules.prestige.prestige_events.ship_destroyed.value;
    book_zero_sum(turn, destroyer, loser, PrestigeSource::Kills, award, ships);
}

/// Books an award, truncated once for each event, to the one house and its negative to the other.
pub fn book_zero_sum(turn: &mut Turn, gainer: HouseId, payer: HouseId, source: PrestigeSource, base: i64, events: i64) {
    if events > 0 {
        let amount = turn.scaled(base as f64) * events;
        turn.book(gainer, source, amount);
        turn.book(payer, source, -amount);
    }
}

/// Takes the dead of a side out of the state and stores the state of the others.
fn bury(turn: &mut Turn, scene: &Scene, side: usize, muster: &Muster) {
    let fates = || {
        muster
            .units
            .iter()
            .zip(&muster.entities)
            .filter(|(unit, _)| unit.condition != unit.entered)
    };
    // Marines come before the transports that carry them, so that nobody is counted twice.
    for (unit, &entity) in fates() {
        if let Entity::Ground(id) = entity {
            settle_ground(turn, scene, side, unit, id);
        }
    }
    for (unit, &entity) in fates() {
        match entity {
            Entity::Ship(id) if !unit.is_alive() => lose_ship(turn, id),
            Entity::Ship(id) => turn.state.ships[id].hull = Hull::Crippled,
            Entity::Facility(id) if !unit.is_alive() => construction::demolish(turn, step(scene.theatre), id),
            Entity::Facility(id) => {
                turn.state.facilities[id].hull = Hull::Crippled;
                turn.conflict.crippled.insert(id);
            }
            Entity::Ground(_) => {}
        }
    }
    for (roster, group) in muster.rosters.iter().zip(&muster.groups) {
        for &ship in &roster.auxiliaries[..usize::from(group.auxiliaries_lost)] {
            lose_ship(turn, ship);
        }
    }
}

fn settle_ground(turn: &mut Turn, scene: &Scene, side: usize, unit: &Unit, id: GroundId) {
    if unit.condition == Condition::Destroyed {
        turn.flows(scene.houses[1 - side]).ground_units_killed += 1;
        lose_ground(turn, id);
    } else {
        turn.state.ground[id].hull = Hull::Crippled;
    }
}

/// Removes a ground unit and counts it if it is a marine division.
pub fn lose_ground(turn: &mut Turn, id: GroundId) {
    if let Some(unit) = turn.state.remove_ground(id)
        && unit.kind == GroundKind::Marine
    {
        turn.flows(unit.owner).marines_lost += 1;
    }
}

/// Removes a ship that was destroyed, with all aboard, and counts the loss; does nothing if it is gone already.
pub fn lose_ship(turn: &mut Turn, id: ShipId) {
    let Some(ship) = turn.state.ships.get(id) else { return };
    let owner = ship.owner;
    let marines = ship.marines().len() as i64;
    let aboard: Vec<ShipId> = ship.fighters().to_vec();
    for lost in std::iter::once(id).chain(aboard) {
        let (class, cost) = (turn.state.ships[lost].class, turn.state.ships[lost].build_cost);
        let flows = turn.flows(owner);
        flows.lost[class] += 1;
        flows.pp_lost_combat += cost;
    }
    turn.flows(owner).marines_lost += marines;
    turn.state.remove_ship(id);
}

/// Dissolves fleets without ships, and ends the part of those that left, or stay out of play (rulebook 11 §10.5, §12).
fn disperse(turn: &mut Turn, scene: &Scene, side: usize, muster: &Muster) {
    for (roster, group) in muster.rosters.iter().zip(&muster.groups) {
        let fleet = roster.fleet;
        // Whoever left counts, also if pursuit took the last ship (rulebook 00 W56).
        if group.stand == Stand::Left {
            turn.flows(scene.houses[side]).retreats += 1;
        }
        if turn.state.dissolve_if_empty(fleet) || group.stand == Stand::Present {
            continue;
        }
        turn.conflict.out_of_play.insert(fleet);
        if group.stand != Stand::Held {
            abort(turn, step(scene.theatre), fleet);
        }
    }
}

/// Ends the command of a fleet that left or was stranded. One that stands on Hold, or whose command is over, has
/// nothing to abort; its Hold moves with it in the next CMD1 (rulebook 00 W45).
fn abort(turn: &mut Turn, step: Step, fleet: FleetId) {
    let row = &mut turn.state.fleets[fleet];
    if row.terminal || table::command(row).is_idle() {
        row.terminal = true;
    } else {
        turn.fail(step, fleet, OrderFate::Aborted, Reason::Retreated);
    }
}

/// Counts the result of a space or orbital battle and books its prestige (rulebook 12 §3.6); battles without a round
/// count for nothing.
pub fn count_battle(turn: &mut Turn, scene: &Scene, report: &Report, winner: Option<usize>) {
    if report.rounds == 0 {
        return;
    }
    let now = scene.turn;
    turn.state.game_mut().first_battle.get_or_insert(now);
    for (side, house) in scene.houses.into_iter().enumerate() {
        let flows = turn.flows(house);
        let in_space = scene.theatre == Theatre::Space;
        let counter = match winner {
            Some(won) if won == side && in_space => &mut flows.space_won,
            Some(won) if won == side => &mut flows.orbital_won,
            Some(_) if in_space => &mut flows.space_lost,
            Some(_) => &mut flows.orbital_lost,
            None if in_space => &mut flows.space_drawn,
            None => &mut flows.orbital_drawn,
        };
        *counter += 1;
        if report.raiders[side] {
            flows.raider_rolls += 1;
            flows.raider_first_strikes += i64::from(record::struck_first(report.detection) == Some(side));
        }
    }
    // The owner wins a tie; without a winner nobody pays (rulebook 12 P15).
    if let Some(winner) = winner {
        let (gainer, payer) = (scene.houses[winner], scene.houses[1 - winner]);
        let award = turn.state.rules.prestige.prestige_events.fleet_victory.value;
        book_zero_sum(turn, gainer, payer, PrestigeSource::Victory, award, 1);
    }
}
