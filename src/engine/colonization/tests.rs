//! Tests of rulebook 04 §9 and §10.3.

use super::*;
use crate::events::EventLog;
use crate::testing::{arrived, assert_sound, bare, fleet, play};
use ShipClass::*;

const H1: HouseId = HouseId(1);
const H2: HouseId = HouseId(2);
const WILD: SystemId = SystemId(9);

fn settler(state: &mut State, owner: HouseId, classes: &[ShipClass]) -> FleetId {
    let id = fleet(state, owner, WILD, classes);
    arrived(state, id, CommandKind::Colonize);
    id
}

fn resolve(state: &mut State) -> EventLog {
    let (_, log) = play(state, con1e_colonize);
    assert_sound(state);
    log
}

fn reasons(log: &EventLog) -> Vec<(Option<FleetId>, Reason)> {
    log.orders.iter().map(|row| (row.fleet_id, row.reason)).collect()
}

#[test]
fn the_only_contender_founds_a_colony_without_a_roll() {
    let mut state = bare(4, 61);
    let id = settler(&mut state, H1, &[Etac, LightCruiser]);
    state.streams.script(1, Stream::Colonize(id), &[]);
    let (_, log) = play(&mut state, |turn| {
        con1e_colonize(turn);
        assert_eq!(
            turn.ledger[1], 16,
            "the award of a map of 61 systems and 4 houses, at INC9"
        );
    });
    let colony = state.colony_at(WILD).expect("it was founded");
    assert_eq!((colony.owner, colony.pu, colony.iu, colony.founded), (H1, 3, 0, 1));
    assert_eq!(
        (colony.auto_repair, colony.auto_load_marines, colony.auto_load_fighters),
        (false, true, true)
    );
    let row = &state.fleets[id];
    assert_eq!((row.ships.len(), row.terminal), (1, true));
    let flows = &state.flows[H1];
    assert_eq!(
        (flows.colonies_founded, flows.etacs_used, flows.orders_completed),
        (1, 1, 1)
    );
    assert_eq!(flows.prestige_colony, 16);
    let event = log.economy.row(0);
    assert_eq!(
        (event.kind, event.pu, event.prestige),
        (EconomyKind::ColonyFounded, 3, 16)
    );
    assert_eq!(event.system_id, Some(WILD));
}

#[test]
fn a_fleet_of_one_etac_vanishes_with_it() {
    let mut state = bare(2, 9);
    let id = settler(&mut state, H1, &[Etac]);
    resolve(&mut state);
    assert!(!state.fleets.contains(id) && state.ships.is_empty());
}

#[test]
fn strength_counts_twice_in_the_race() {
    let mut state = bare(2, 9);
    let weak = settler(&mut state, H1, &[Etac]);
    let strong = settler(&mut state, H2, &[Etac, LightCruiser]);
    state.streams.script(1, Stream::Colonize(weak), &[60]);
    state.streams.script(1, Stream::Colonize(strong), &[45]);
    let log = resolve(&mut state);
    assert_eq!(state.controller(WILD), Some(H2), "45 + 2 × 8 beats 60");
    assert_eq!(reasons(&log), [(Some(weak), Reason::LostRace)]);
    assert_eq!(state.flows[H1].colonize_failed, 1);
    assert!(loaded_etac(&state, weak).is_some(), "losers keep their ETACs");
}

#[test]
fn r04_24_tied_fleets_roll_again() {
    let mut state = bare(3, 9);
    let fleets = [H1, H2, HouseId(3)].map(|house| settler(&mut state, house, &[Etac]));
    for (id, faces) in fleets.into_iter().zip([&[70, 30][..], &[70, 31], &[12]]) {
        state.streams.script(1, Stream::Colonize(id), faces);
    }
    resolve(&mut state);
    assert_eq!(state.controller(WILD), Some(H2));
}

#[test]
fn fleets_of_one_house_compete_like_any_others() {
    let mut state = bare(2, 9);
    let fleets = [H1, H1].map(|house| settler(&mut state, house, &[Etac, Destroyer]));
    state.streams.script(1, Stream::Colonize(fleets[0]), &[3]);
    state.streams.script(1, Stream::Colonize(fleets[1]), &[4]);
    let log = resolve(&mut state);
    assert_eq!(reasons(&log), [(Some(fleets[0]), Reason::LostRace)]);
    assert_eq!(state.colonies.len(), 1);
}

#[test]
fn a_colonised_system_is_taken() {
    let mut state = bare(2, 9);
    state.new_colony(H2, WILD, 5, 0, 0);
    let id = settler(&mut state, H1, &[Etac]);
    let log = resolve(&mut state);
    assert_eq!(reasons(&log), [(Some(id), Reason::Taken)]);
    assert_eq!(log.orders.row(0).step, Step::Con1e);
}

#[test]
fn a_crippled_etac_founds_nothing() {
    let mut state = bare(2, 9);
    let id = settler(&mut state, H1, &[Etac]);
    let etac = state.fleets[id].ships[0];
    state.ships[etac].hull = Hull::Crippled;
    assert_eq!(reasons(&resolve(&mut state)), [(Some(id), Reason::Composition)]);
}

#[test]
fn a_blockade_bars_every_other_house_until_it_is_beaten() {
    let mut state = bare(2, 9);
    let settler = settler(&mut state, H1, &[Etac]);
    let blockade = fleet(&mut state, H2, WILD, &[Destroyer]);
    arrived(&mut state, blockade, CommandKind::Blockade);
    let mut beaten = state.clone();
    assert_eq!(reasons(&resolve(&mut state)), [(Some(settler), Reason::Blockaded)]);
    play(&mut beaten, |turn| {
        turn.conflict.out_of_play.insert(blockade);
        con1e_colonize(turn);
    });
    assert_eq!(beaten.controller(WILD), Some(H1));
}

#[test]
fn a_blockade_without_a_sound_warship_or_of_the_own_house_bars_nobody() {
    for (owner, hull) in [(H2, Hull::Crippled), (H1, Hull::Nominal)] {
        let mut state = bare(2, 9);
        settler(&mut state, H1, &[Etac]);
        let blockade = fleet(&mut state, owner, WILD, &[Destroyer]);
        arrived(&mut state, blockade, CommandKind::Blockade);
        let ship = state.fleets[blockade].ships[0];
        state.ships[ship].hull = hull;
        resolve(&mut state);
        assert_eq!(state.controller(WILD), Some(H1));
    }
}

#[test]
fn a_beaten_fleet_does_not_colonise() {
    let mut state = bare(2, 9);
    let id = settler(&mut state, H1, &[Etac, Destroyer]);
    play(&mut state, |turn| {
        turn.conflict.retreating.insert(id);
        con1e_colonize(turn);
    });
    assert_eq!(state.controller(WILD), None);
}

#[test]
fn w31_races_lost_and_systems_taken_count_as_failures_and_nothing_else() {
    let mut state = bare(2, 9);
    let crippled = settler(&mut state, H1, &[Etac]);
    let etac = state.fleets[crippled].ships[0];
    state.ships[etac].hull = Hull::Crippled;
    resolve(&mut state);
    assert_eq!(state.flows[H1].colonize_failed, 0, "unfit");
    settler(&mut state, H1, &[Etac]);
    let blockade = fleet(&mut state, H2, WILD, &[Destroyer]);
    arrived(&mut state, blockade, CommandKind::Blockade);
    resolve(&mut state);
    assert_eq!(state.flows[H1].colonize_failed, 0, "blockaded");
    state.new_colony(H2, WILD, 5, 0, 0);
    settler(&mut state, H1, &[Etac]);
    resolve(&mut state);
    assert_eq!(state.flows[H1].colonize_failed, 1, "taken");
}

#[test]
fn the_first_sound_etac_in_ship_order_is_used_up_with_all_its_colonists() {
    let mut state = bare(2, 9);
    let id = settler(&mut state, H1, &[Etac, Etac, Etac, Etac]);
    let [crippled, empty, used, kept] = state.fleets[id].ships[..] else {
        unreachable!()
    };
    state.ships[crippled].hull = Hull::Crippled;
    state.ships[empty].colonists = 0;
    state.ships[used].colonists = 2;
    resolve(&mut state);
    assert_eq!(state.fleets[id].ships, [crippled, empty, kept]);
    assert_eq!(state.colony_at(WILD).map(|colony| colony.pu), Some(2));
}
