//! The timeline of 22 §4, and one turn of treasury (25 X26).

use super::{HOME, HOUSE, build, ship};
use crate::construction::{
    cmd2_commission, cmd3_auto_repair, cmd4_auto_load, cmd5_colony_order, cmd6b_builds, prd2_queues,
};
use crate::economy::{inc3_income, inc5_salvage, inc6_upkeep, inc7_capacity, upkeep_due};
use crate::events::Reason;
use crate::ids::SystemId;
use crate::limits;
use crate::orders::{Build, ColonyOrder, Orders, Product, RepairTarget, Research};
use crate::research::cmd6d_research;
use crate::state::{ShipPlace, State};
use crate::testing::{self, assert_sound, bare, fleet, homeworld, play};
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

/// X26 without what other parts of the rules take: the 80 PP for espionage points before INC3, and the 50 PP for a
/// transfer in CMD5, are taken from the treasury by hand.
#[test]
fn example_x26_one_turn_of_treasury() {
    let mut state = bare(1, 2);
    state.systems[SystemId(2)].class = PlanetClass::Lush;
    let home = homeworld(&mut state, HOUSE, HOME);
    (state.colonies[home].pu, state.colonies[home].iu) = (1844, 462);
    state.new_colony(HOUSE, SystemId(2), 5, 0, 1);
    fleet(&mut state, HOUSE, HOME, &[ShipClass::Etac, ShipClass::LightCruiser]);
    let destroyers = fleet(&mut state, HOUSE, HOME, &[ShipClass::Destroyer, ShipClass::Destroyer]);
    let drydock = state.colonies[home].facilities[2];
    let docked = testing::ship(&mut state, HOUSE, ShipClass::LightCruiser, ShipPlace::Colony(home));
    state.ships[docked].hull = Hull::Crippled;
    let repairs = crate::orders::RepairOrder {
        colony: home,
        target: RepairTarget::Ship(docked),
        priority: None,
    };
    let packet = Orders {
        repairs: vec![repairs],
        ..Orders::default()
    };
    play(&mut state, |turn| {
        crate::construction::cmd6c_repairs(turn, &[Some(packet)])
    });
    assert_eq!(state.ships[docked].place(), ShipPlace::Drydock(drydock));
    play(&mut state, prd2_queues);

    let house = |state: &State| (state.houses[HOUSE].treasury, state.houses[HOUSE].gho);
    state.houses[HOUSE].treasury = 300 - 80;
    state.houses[HOUSE].rp[Pool::Mrp] = 20;
    play(&mut state, inc3_income);
    assert_eq!(house(&state), (1375, 2310));
    play(&mut state, inc6_upkeep);
    assert_eq!(house(&state).0, 1316);
    play(&mut state, inc7_capacity);
    assert_eq!(house(&state).0, 1316);
    play(&mut state, cmd2_commission);
    assert_eq!(house(&state).0, 1271);
    assert_eq!(state.ships[docked].hull, Hull::Nominal);

    let scrapped = ColonyOrder::ScrapShip {
        ship: state.fleets[destroyers].ships[0],
    };
    play(&mut state, |turn| cmd5_colony_order(turn, HOUSE, &scrapped));
    assert_eq!(house(&state).0, 1331);
    state.houses[HOUSE].treasury -= 50;
    let order = |class, quantity| Build {
        colony: home,
        product: ship(class),
        quantity,
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
    let (_, log) = play(&mut state, |turn| {
        cmd6b_builds(turn, &[Some(orders.clone())]);
        assert_eq!(turn.state.houses[HOUSE].treasury, 801);
        cmd6d_research(turn, &[Some(orders)]);
    });
    assert_eq!(log.orders.row(0).reason, Reason::Tech);
    assert_eq!(house(&state).0, 2);
    let pools = [Pool::Erp, Pool::Srp, Pool::Mrp].map(|pool| state.houses[HOUSE].rp[pool]);
    assert_eq!(pools, [221, 735, 784]);
}
