//! CMD4: fighters and marines board by themselves (22 §5.7).

use super::{HOME, HOUSE, finished, ship};
use crate::construction::{cmd2_commission, cmd4_auto_load};
use crate::ids::{ColonyId, ShipId};
use crate::orders::Product;
use crate::state::{ShipPlace, State};
use crate::testing::{self, assert_sound, bare, fleet, homeworld, play};
use crate::vocab::*;

fn home() -> (State, ColonyId) {
    let mut state = bare(1, 1);
    let colony = homeworld(&mut state, HOUSE, HOME);
    state.houses[HOUSE].treasury = 10_000;
    (state, colony)
}

fn fighters(state: &mut State, colony: ColonyId, count: usize) -> Vec<ShipId> {
    (0..count)
        .map(|_| testing::ship(state, HOUSE, ShipClass::Fighter, ShipPlace::Colony(colony)))
        .collect()
}

fn embarked(state: &State, carriers: &[ShipId]) -> Vec<usize> {
    carriers.iter().map(|&id| state.ships[id].fighters().len()).collect()
}

#[test]
fn fighters_fill_the_emptiest_carrier_first() {
    let (mut state, home) = home();
    let group = fleet(
        &mut state,
        HOUSE,
        HOME,
        &[ShipClass::Carrier, ShipClass::SuperCarrier, ShipClass::Carrier],
    );
    let carriers = state.fleets[group].ships.clone();
    testing::ship(&mut state, HOUSE, ShipClass::Fighter, ShipPlace::Carrier(carriers[1]));
    let pool = fighters(&mut state, home, 5);
    play(&mut state, cmd4_auto_load);
    assert_sound(&state);
    assert_eq!(
        embarked(&state, &carriers),
        [2, 1, 3],
        "ties go to the highest id; one is filled before the next"
    );
    assert_eq!(**state.ships[carriers[2]].fighters(), pool[..3], "the oldest first");
    fighters(&mut state, home, 10);
    play(&mut state, cmd4_auto_load);
    assert_eq!(embarked(&state, &carriers), [3, 5, 3]);
    assert_eq!(state.colonies[home].pool.len(), 5);
}

#[test]
fn r04_37_crippled_or_absent_carriers_take_no_fighters() {
    let (mut state, home) = home();
    let sound = fleet(&mut state, HOUSE, HOME, &[ShipClass::Carrier]);
    let carrier = state.fleets[sound].ships[0];
    fighters(&mut state, home, 1);
    let refuse = |state: &mut State| {
        play(state, cmd4_auto_load);
        assert_eq!(state.colonies[home].pool.len(), 1);
    };
    state.ships[carrier].hull = Hull::Crippled;
    refuse(&mut state);
    state.ships[carrier].hull = Hull::Nominal;
    state.fleets[sound].command = CommandKind::Move;
    refuse(&mut state);
    state.fleets[sound].command = CommandKind::Hold;
    state.fleets[sound].status = FleetStatus::Reserve;
    refuse(&mut state);
    state.fleets[sound].status = FleetStatus::Active;
    state.colonies[home].auto_load_fighters = false;
    refuse(&mut state);
    state.colonies[home].auto_load_fighters = true;
    play(&mut state, cmd4_auto_load);
    assert_eq!(state.colonies[home].pool.len(), 0);
}

#[test]
fn c27_r03_15_o5_only_new_marines_board() {
    let (mut state, home) = home();
    state.houses[HOUSE].tech[TechField::Stl] = 2;
    let group = [
        ShipClass::Corvette,
        ShipClass::TroopTransport,
        ShipClass::TroopTransport,
    ];
    let group = fleet(&mut state, HOUSE, HOME, &group);
    for _ in 0..3 {
        finished(&mut state, home, Product::Ground(GroundKind::Marine));
    }
    play(&mut state, |turn| {
        cmd2_commission(turn);
        cmd4_auto_load(turn);
    });
    assert_sound(&state);
    let transports = &state.fleets[group].ships[1..];
    let aboard: Vec<usize> = transports.iter().map(|&id| state.ships[id].marines().len()).collect();
    assert_eq!(aboard, [2, 1]);
    assert_eq!(state.colonies[home].garrison.len(), 20, "the old garrison stays");
}

#[test]
fn new_marines_board_transports_assigned_in_the_same_turn() {
    let (mut state, home) = home();
    finished(&mut state, home, ship(ShipClass::TroopTransport));
    finished(&mut state, home, Product::Ground(GroundKind::Marine));
    finished(&mut state, home, Product::Ground(GroundKind::Marine));
    play(&mut state, |turn| {
        cmd2_commission(turn);
        cmd4_auto_load(turn);
    });
    let transport = state.ships.iter().next().expect("commissioned");
    assert_eq!(
        (transport.marines().len(), state.colonies[home].garrison.len()),
        (1, 21)
    );
}

#[test]
fn new_marines_stay_ashore_if_the_flag_is_off() {
    let (mut state, home) = home();
    fleet(&mut state, HOUSE, HOME, &[ShipClass::TroopTransport]);
    state.colonies[home].auto_load_marines = false;
    finished(&mut state, home, Product::Ground(GroundKind::Marine));
    play(&mut state, |turn| {
        cmd2_commission(turn);
        cmd4_auto_load(turn);
    });
    assert_eq!(state.colonies[home].garrison.len(), 21);
}
