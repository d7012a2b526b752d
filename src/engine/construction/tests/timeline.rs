//! The timeline of 22 §4, and one turn of treasury (25 X26).

use super::{HOME, HOUSE, build, ship};
use crate::construction::{
    cmd2_commission, cmd3_auto_repair, cmd4_auto_load, cmd5_colony_order, cmd6b_builds, prd2_queues,
};
use crate::economy::{inc3_income, inc5_salvage, inc6_upkeep, inc7_capacity, upkeep_due};
use crate::espionage;
use crate::events::Reason;
use crate::ids::{ColonyId, FleetId, ShipId, SystemId};
use crate::limits;
use crate::orders::{Build, ColonyOrder, Espionage, Orders, Product, Research};
use crate::prestige::inc9_ledger;
use crate::research::cmd6d_research;
use crate::state::State;
use crate::testing::{self, assert_sound, bare, fleet, homeworld, play};
use crate::turn::Turn;
use crate::vocab::*;

/// INC3 to CMD4, as far as this part of the rules goes.
fn income_and_opening(state: &mut State) {
    play(state, |turn| {
        inc3_income(turn);
        inc5_salvage(turn);
        inc6_upkeep(turn);
        inc7_capacity(turn);
        cmd2_commission(turn);
        cmd3_auto_repair(turn);
        cmd4_auto_load(turn);
    });
    assert_sound(state);
}

#[test]
fn c3_timeline_of_a_one_turn_project() {
    let mut state = bare(1, 1);
    let home = homeworld(&mut state, HOUSE, HOME);
    state.houses[HOUSE].treasury = 1000;
    let shipyard = state.colonies[home].facilities[1];
    let free = |state: &State| limits::free_docks(state, &state.facilities[shipyard]);

    // N, CMD6b: paid, queued, dock occupied.
    build(&mut state, home, &[(ship(ShipClass::LightCruiser), 1)]);
    assert_eq!((state.houses[HOUSE].treasury, free(&state)), (820, 9));
    assert_eq!(
        state
            .projects
            .iter()
            .map(|project| project.remaining)
            .collect::<Vec<_>>(),
        [1]
    );
    // N, PRD2: awaits commissioning, dock still occupied.
    play(&mut state, prd2_queues);
    assert_eq!(
        state
            .projects
            .iter()
            .map(|project| project.remaining)
            .collect::<Vec<_>>(),
        [0]
    );
    assert_eq!((free(&state), state.ships.len()), (9, 0));
    // N+1, INC: no upkeep.
    let without = upkeep_due(&state, HOUSE);
    // N+1, CMD2: in service, dock free before the order window.
    income_and_opening(&mut state);
    assert_eq!(
        (state.flows[HOUSE].upkeep_due, free(&state), state.ships.len()),
        (without, 10, 1)
    );
    // N+2, INC: first upkeep.
    play(&mut state, prd2_queues);
    income_and_opening(&mut state);
    assert_eq!(state.flows[HOUSE].upkeep_due, 2 * without + 7);
}

#[test]
fn c2_longer_build_times_hold_the_dock_longer() {
    let mut state = bare(1, 1);
    let home = homeworld(&mut state, HOUSE, HOME);
    state.houses[HOUSE].treasury = 1000;
    std::sync::Arc::make_mut(&mut state.rules).construction.build_times.ship = 3;
    build(&mut state, home, &[(ship(ShipClass::LightCruiser), 1)]);
    for ships in [0, 0, 1] {
        play(&mut state, prd2_queues);
        play(&mut state, cmd2_commission);
        assert_eq!(state.ships.len(), ships);
    }
}

#[test]
fn c4_everything_ordered_at_a_colony_advances_at_once() {
    let mut state = bare(1, 1);
    let home = homeworld(&mut state, HOUSE, HOME);
    state.houses[HOUSE].treasury = 1000;
    let army = Product::Ground(GroundKind::Army);
    let drydock = Product::Facility(FacilityKind::Drydock);
    build(
        &mut state,
        home,
        &[(army, 8), (drydock, 1), (ship(ShipClass::Fighter), 3)],
    );
    play(&mut state, prd2_queues);
    play(&mut state, cmd2_commission);
    assert!(state.projects.is_empty());
    let colony = &state.colonies[home];
    assert_eq!(
        (colony.garrison.len(), colony.facilities.len(), colony.pool.len()),
        (28, 4, 3)
    );
}

/// The position of X26 in turn 4, before its Income Phase.
fn position_of_x26() -> (State, [ColonyId; 2], FleetId, ShipId) {
    let mut state = bare(1, 2);
    state.game_mut().turn = 3;
    state.systems[SystemId(2)].class = PlanetClass::Lush;
    let home = homeworld(&mut state, HOUSE, HOME);
    (state.colonies[home].pu, state.colonies[home].iu) = (1844, 462);
    let young = state.new_colony(HOUSE, SystemId(2), 5, 0, 1);
    fleet(&mut state, HOUSE, HOME, &[ShipClass::Etac, ShipClass::LightCruiser]);
    let destroyers = fleet(&mut state, HOUSE, HOME, &[ShipClass::Destroyer, ShipClass::Destroyer]);
    let drydock = state.colonies[home].facilities[2];
    let docked = testing::docked(&mut state, drydock, ShipClass::LightCruiser);
    state.ships[docked].hull = Hull::Crippled;
    play(&mut state, prd2_queues);
    state.houses[HOUSE].rp[Pool::Mrp] = 20;
    (state, [home, young], destroyers, docked)
}

#[test]
fn example_x26_one_turn_of_treasury() {
    let (mut state, [home, young], destroyers, docked) = position_of_x26();
    let points = Espionage {
        buy_cip: 2,
        ..Espionage::default()
    };
    let order = |class, quantity| Build {
        colony: home,
        product: ship(class),
        quantity,
    };
    let scrapped = ColonyOrder::ScrapShip {
        ship: state.fleets[destroyers].ships[0],
    };
    let transfer = ColonyOrder::Transfer {
        from: home,
        to: young,
        ptu: 10,
    };
    let orders = Orders {
        builds: vec![order(ShipClass::Battleship, 1), order(ShipClass::Destroyer, 4)],
        research: Research {
            liquidate: [0, 0, 20],
            deposit: [100, 350, 400],
            buy: 0,
        },
        ..Orders::default()
    };
    // The 80 PP for points are 5 % of what the house had when it ordered them, and 300 PP were left at the end of the turn.
    state.houses[HOUSE].treasury = 1600;
    let (balances, log) = play(&mut state, |turn| {
        espionage::cmd5_store(turn, HOUSE, &points);
        (turn.state.houses[HOUSE].treasury, turn.state.game_mut().turn) = (300, 4);
        let mut balances = Vec::new();
        let mut then = |turn: &mut Turn, step: &dyn Fn(&mut Turn)| {
            step(turn);
            balances.push(turn.state.houses[HOUSE].treasury);
        };
        then(turn, &espionage::inc2_points);
        then(turn, &inc3_income);
        then(turn, &inc6_upkeep);
        then(turn, &inc7_capacity);
        inc9_ledger(turn);
        then(turn, &cmd2_commission);
        then(turn, &|turn| cmd5_colony_order(turn, HOUSE, &scrapped));
        then(turn, &|turn| cmd5_colony_order(turn, HOUSE, &transfer));
        then(turn, &|turn| cmd6b_builds(turn, &[Some(orders.clone())]));
        then(turn, &|turn| cmd6d_research(turn, &[Some(orders.clone())]));
        balances
    });
    assert_sound(&state);
    assert_eq!(balances, [220, 1375, 1316, 1316, 1271, 1331, 1281, 801, 2]);
    assert_eq!(
        log.orders.iter().map(|row| row.reason).collect::<Vec<_>>(),
        [Reason::Tech]
    );
    let (house, flows) = (&state.houses[HOUSE], &state.flows[HOUSE]);
    assert_eq!((house.gho, house.nhv, house.cip, house.prestige), (2310, 1155, 2, 95));
    assert_eq!((flows.upkeep_due, flows.pp_repair, flows.pp_liquidation), (59, 45, 10));
    assert_eq!([flows.pp_erp, flows.pp_srp, flows.pp_mrp], [95, 333, 381]);
    assert_eq!(
        [Pool::Erp, Pool::Srp, Pool::Mrp].map(|pool| house.rp[pool]),
        [221, 735, 784]
    );
    assert_eq!(state.ships[docked].hull, Hull::Nominal);
}
