//! Tests of rulebook 31 §7 and 30 §3.1.

mod books;
mod golden;
mod recount;

use std::sync::Arc;

use super::*;
use crate::events::{Act, Standing};
use crate::game::Game;
use crate::ids::*;
use crate::orders::Orders;
use crate::state::{ShipPlace, State};
use crate::testing::{self, arrived, bare, fleet, homeworld, play, ship, standard_fleets};
use crate::turn::PrestigeSource;
use crate::victory::inc10b_victory;
use crate::vocab::*;

const H1: HouseId = HouseId(1);
const H2: HouseId = HouseId(2);
const HOME: SystemId = SystemId(1);

fn stock(state: &State, house: HouseId) -> HouseStock {
    stocks(state).swap_remove(house.index() - 1)
}

#[test]
fn stocks_of_the_standard_start() {
    let mut state = bare(2, 20);
    homeworld(&mut state, H1, HOME);
    standard_fleets(&mut state, H1, HOME);
    state.houses[H1].treasury = 1000;
    let row = stock(&state, H1);
    assert_eq!(
        (row.turn, row.house, row.place, row.status),
        (1, H1, 1, Standing::Active)
    );
    assert_eq!((row.treasury_close, row.tax_rate, row.prestige), (1000, 50, 100));
    assert_eq!((row.pu, row.ptu, row.iu, row.colonies), (840, 1088, 420, 1));
    assert_eq!(
        (row.armies, row.marines_garrison, row.batteries, row.shields),
        (10, 5, 5, 0)
    );
    assert_eq!((row.spaceports, row.shipyards, row.drydocks), (1, 1, 1));
    assert_eq!((row.docks, row.docks_used, row.queue_depth), (15, 0, 0));
    let ships: Vec<_> = row.n.iter().filter(|(_, count)| *count > 0).collect();
    assert_eq!(
        ships,
        [
            (ShipClass::Destroyer, 2),
            (ShipClass::LightCruiser, 2),
            (ShipClass::Etac, 2)
        ]
    );
    assert_eq!((row.as_total, row.ds_total), (2 * 8 + 2 * 5, 2 * 9 + 2 * 6));
    assert_eq!((row.c2_total, row.c2_pool), (10, 126));
    assert_eq!(
        (row.combat_fleets, row.fleets_active, row.fleets_idle, row.etacs_idle),
        (4, 4, 4, 2)
    );
    assert_eq!((row.fighter_capacity, row.wep_mean_x100), (4, Some(100)));
    assert_eq!((row.colonies_no_ground, row.colonies_no_orbit), (0, 0));
    assert_eq!((row.rel_neutral, row.rel_hostile, row.rel_enemy), (1, 0, 0));
}

#[test]
fn stocks_of_a_house_without_anything() {
    let row = stock(&bare(2, 4), H2);
    assert_eq!(
        (row.colonies, row.pu, row.infra_damage_permille, row.as_total),
        (0, 0, 0, 0)
    );
    assert_eq!(row.wep_mean_x100, None, "unknown is null, never 0");
}

#[test]
fn stocks_of_a_motley_house() {
    let mut state = bare(2, 4);
    let first = homeworld(&mut state, H1, HOME);
    let second = state.new_colony(H1, SystemId(2), 3, 250, 1);
    state.colonies[second].blockaded = true;
    (state.colonies[second].infra_damage, state.colonies[second].iu_damaged) = (333, 7);
    state.new_facility(first, FacilityKind::Starbase, 1);
    let base = state.new_facility(first, FacilityKind::Starbase, 1);
    state.facilities[base].hull = Hull::Crippled;
    let shield = state.new_ground(H1, GroundKind::PlanetaryShield, second, 1);
    for _ in 0..3 {
        ship(&mut state, H1, ShipClass::Fighter, ShipPlace::Colony(second));
    }
    ship(&mut state, H1, ShipClass::Destroyer, ShipPlace::Colony(first));
    let carriers = fleet(
        &mut state,
        H1,
        HOME,
        &[ShipClass::Carrier, ShipClass::Carrier, ShipClass::TroopTransport],
    );
    let ships = state.fleets[carriers].ships.clone();
    ship(&mut state, H1, ShipClass::Fighter, ShipPlace::Carrier(ships[0]));
    state.ships[ships[1]].hull = Hull::Crippled;
    state.ships[ships[1]].wep = 4;
    let marine = state.colonies[first].garrison[10];
    state.embark(marine, ships[2]);
    let reserve = fleet(&mut state, H1, HOME, &[ShipClass::Cruiser]);
    state.fleets[reserve].status = FleetStatus::Reserve;
    state.raise_relation(H1, H2, Stance::Hostile);
    let row = stock(&state, H1);
    assert_eq!(
        (row.colonies_blockaded, row.infra_damage_permille, row.iu_damaged),
        (1, 166, 7)
    );
    assert_eq!((row.starbases, row.starbases_crippled, row.shields), (2, 1, 1));
    assert_eq!(row.colonies_no_ground, 1, "shields are no ground forces");
    assert_eq!(row.colonies_no_orbit, 0, "fighters shoot");
    assert_eq!(
        (row.fighters_colony, row.fighters_embarked, row.fighter_capacity),
        (3, 1, 6)
    );
    assert_eq!(
        (row.hangar_capacity, row.carriers_empty, row.colonies_over_fighter_cap),
        (6, 1, 1)
    );
    assert_eq!((row.marines_garrison, row.marines_aboard), (4, 1));
    assert_eq!((row.ships_crippled, row.n[ShipClass::Fighter]), (1, 4));
    assert_eq!(
        row.as_total,
        5 + 2 + 5 + 12,
        "two carriers, one crippled, a fighter aboard, a cruiser in reserve"
    );
    assert_eq!(row.as_orbital, 45 + 22 + 3 * 5 + 5);
    assert_eq!(row.wep_mean_x100, Some((100 + 400 + 100 + 100) / 4));
    assert_eq!((row.fleets_active, row.fleets_reserve, row.fleets_idle), (1, 1, 1));
    assert_eq!((row.rel_neutral, row.rel_hostile), (0, 1));
    state.remove_ground(shield);
    while let Some(&fighter) = state.colonies[second].pool.first() {
        state.remove_ship(fighter);
    }
    assert_eq!(stock(&state, H1).colonies_no_orbit, 1);
}

#[test]
fn w42_a_fleet_on_patrol_does_not_defend_the_orbit() {
    let mut state = bare(2, 4);
    state.new_colony(H1, HOME, 3, 0, 0);
    let id = fleet(&mut state, H1, HOME, &[ShipClass::Cruiser]);
    assert_eq!(stock(&state, H1).colonies_no_orbit, 0);
    arrived(&mut state, id, CommandKind::Patrol);
    assert_eq!(stock(&state, H1).colonies_no_orbit, 1);
}

#[test]
fn a_row_closes_with_its_flows_and_starts_the_next_one() {
    let mut state = bare(2, 61);
    let (_, log) = play(&mut state, |turn| {
        open_orders(turn);
        turn.pay(H1, 70, |flows| &mut flows.nhv);
        turn.pay(H1, -30, |flows| &mut flows.pp_ships);
        turn.award(H1, PrestigeSource::Tech, 6);
        turn.flows(H1).orders += 2;
        close_rows(turn);
        assert_eq!(turn.state.flows[H1], fresh_flows(&turn.state.houses[H1]));
        turn.state.game_mut().turn += 1;
        turn.pay(H1, -5, |flows| &mut flows.strain_pp);
        open_orders(turn);
        close_rows(turn);
    });
    let column = |name: &str| {
        let at = Flows::columns()
            .iter()
            .position(|column| column.name == name)
            .expect("a flow of that name");
        log.house_turns.flows[at].clone()
    };
    assert_eq!(log.house_turns.stocks.house, [H1, H2, H1, H2]);
    assert_eq!(log.house_turns.stocks.treasury_close, [40, 0, 35, 0]);
    assert_eq!(column("treasury_prev"), [0, 0, 40, 0]);
    assert_eq!(column("treasury_open"), [0, 0, 35, 0]);
    assert_eq!(column("prestige_prev"), [100, 100, 106, 100]);
    assert_eq!(column("nhv"), [70, 0, 0, 0]);
    assert_eq!(column("orders"), [2, 0, 0, 0]);
    assert_eq!(column("prestige_tech"), [6, 0, 0, 0]);
}

#[test]
fn acts_follow_the_calendar_of_the_scenario() {
    let mut state = bare(4, 61);
    let mut at = |limit: u32, turn: u32| {
        Arc::make_mut(&mut state.scenario).victory_conditions.turn_limit = limit;
        state.game_mut().turn = turn;
        act(&state)
    };
    for (limit, ends) in [(35, [8, 17, 29]), (100, [23, 50, 83]), (0, [7, 15, 25])] {
        for (end, acts) in ends.into_iter().zip(Act::ALL.windows(2)) {
            assert_eq!([at(limit, end), at(limit, end + 1)], acts, "limit {limit}, turn {end}");
        }
    }
}

#[test]
fn w40_public_facts_bring_an_act_forward_and_never_hold_it_back() {
    let mut state = bare(4, 100);
    for system in 1..90 {
        state.new_colony(H1, SystemId(system), 3, 0, 0);
    }
    assert_eq!(act(&state), Act::LandGrab);
    state.new_colony(H1, SystemId(90), 3, 0, 0);
    assert_eq!(act(&state), Act::RisingTensions, "90 % colonised");
    state.houses[H2].status = HouseStatus::Eliminated;
    assert_eq!(act(&state), Act::TotalWar, "a house is out");
    state.houses[H1].prestige = 301;
    assert_eq!(act(&state), Act::Endgame, "301 of 601");
    state.houses[H1].prestige = 150;
    assert_eq!(act(&state), Act::TotalWar, "no memory");
    for house in [2, 3, 4].map(HouseId) {
        state.houses[house].prestige = -1000;
    }
    state.houses[H1].prestige = 1;
    assert_eq!(
        act(&state),
        Act::Endgame,
        "1 of 1: below zero there is nothing to share"
    );
}

#[test]
fn w41_the_last_turn_opens_with_what_it_closes_with() {
    let mut state = bare(2, 4);
    state.new_colony(H1, HOME, 3, 0, 0);
    state.houses[H2].status = HouseStatus::Eliminated;
    state.houses[H2].eliminated_turn = Some(1);
    let (over, log) = play(&mut state, |turn| {
        turn.pay(H1, 70, |flows| &mut flows.nhv);
        turn.award(H1, PrestigeSource::Tech, 6);
        inc10b_victory(turn)
    });
    assert!(over);
    let column = |name: &str| {
        let columns = Flows::columns();
        let at = columns.iter().position(|column| column.name == name);
        log.house_turns.flows[at.expect("a flow of that name")].clone()
    };
    let stocks = &log.house_turns.stocks;
    assert_eq!(stocks.treasury_close, [70, 0]);
    assert_eq!(
        (&column("treasury_open"), &column("prestige_open")),
        (&stocks.treasury_close, &stocks.prestige)
    );
}
