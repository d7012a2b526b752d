//! Rulings of rulebook 22 that no worked example shows.

use super::*;
use crate::construction::*;
use crate::orders::{RepairOrder, RepairTarget};
use crate::state::ShipPlace;
use crate::testing::fleet;

/// CMD6c with one repair.
fn repair(state: &mut State, colony: ColonyId, target: RepairTarget) -> Vec<Reason> {
    let repairs = vec![RepairOrder {
        colony,
        target,
        priority: None,
    }];
    let packet = Orders {
        repairs,
        ..Orders::default()
    };
    let (_, log) = play(state, |turn| cmd6c_repairs(turn, &[Some(packet)]));
    assert_sound(state);
    refusals(&log)
}

#[test]
fn c21_ships_join_fleets_whatever_the_flags_say() {
    let (mut state, home) = home(1000);
    let row = &mut state.colonies[home];
    (row.auto_repair, row.auto_load_marines, row.auto_load_fighters) = (false, false, false);
    let guard = fleet(&mut state, HOUSE, HOME, &[ShipClass::Corvette]);
    finished(&mut state, home, ship(ShipClass::Destroyer));
    play(&mut state, cmd2_commission);
    assert_eq!(state.fleets[guard].ships.len(), 2);
}

#[test]
fn c22_repaired_ships_join_fleets_like_new_ones() {
    let (mut state, home) = home(1000);
    let wrecks = fleet(&mut state, HOUSE, HOME, &[ShipClass::Cruiser, ShipClass::Cruiser]);
    let eyes = fleet(&mut state, HOUSE, HOME, &[ShipClass::Scout]);
    let ships = [wrecks, eyes].map(|fleet| state.fleets[fleet].ships.clone()).concat();
    for &ship in &ships {
        state.ships[ship].hull = Hull::Crippled;
        assert_eq!(repair(&mut state, home, RepairTarget::Ship(ship)), []);
    }
    let guard = fleet(&mut state, HOUSE, HOME, &[ShipClass::Corvette]);
    play(&mut state, |turn| {
        prd2_queues(turn);
        cmd2_commission(turn);
    });
    assert_sound(&state);
    let fleets = ships.iter().map(|&ship| state.ships[ship].fleet).collect::<Vec<_>>();
    assert_eq!(
        fleets[..2],
        [Some(guard), Some(guard)],
        "no fleet of their own for each colony"
    );
    assert!(
        fleets[2].is_some() && fleets[2] != Some(guard),
        "a scout goes its own way"
    );
}

#[test]
fn c28_there_is_nothing_to_repair_in_a_fighter() {
    let (mut state, home) = home(1000);
    let fighter = crate::testing::ship(&mut state, HOUSE, ShipClass::Fighter, ShipPlace::Colony(home));
    assert_eq!(repair(&mut state, home, RepairTarget::Ship(fighter)), [Reason::Nothing]);
    state.colonies[home].auto_repair = true;
    play(&mut state, cmd3_auto_repair);
    assert!(state.repairs.is_empty());
}
