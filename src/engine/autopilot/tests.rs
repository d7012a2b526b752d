//! Tests of rulebook 01 §8.

use super::*;
use crate::events::EventLog;
use crate::testing::{arrived, balance_books, bare, fleet, homeworld, play};

const H1: HouseId = HouseId(1);
const H2: HouseId = HouseId(2);
const HOME: SystemId = SystemId(1);
const WILD: SystemId = SystemId(4);

/// Three houses; the first has a standard homeworld in system 1 of six.
fn position() -> (State, ColonyId) {
    let mut state = bare(3, 6);
    let colony = homeworld(&mut state, H1, HOME);
    for house in [H2, HouseId(3)] {
        state.new_colony(house, SystemId(house.0), 10, 0, 0);
    }
    (state, colony)
}

/// The order windows of a turn: who sends what, then INC0 of the next turn.
fn window(state: &mut State, packets: &[Option<Orders>]) -> EventLog {
    let present = |house: HouseId| packets.get(house.index() - 1).cloned().flatten();
    let packets: Vec<Option<Orders>> = state.house_ids().map(present).collect();
    let (_, log) = play(state, |turn| {
        turn.command_orders(&packets);
        inc0_autopilot(turn);
    });
    log
}

fn idle() -> Option<Orders> {
    Some(Orders::default())
}

#[test]
fn r01_17_only_an_absent_packet_is_a_missed_window() {
    let (mut state, _) = position();
    for missed in 1..=3 {
        let log = window(&mut state, &[None, idle(), idle()]);
        assert_eq!((state.houses[H1].missed, state.houses[H2].missed), (missed, 0));
        let expected = if missed == 3 {
            HouseStatus::Autopilot
        } else {
            HouseStatus::Active
        };
        assert_eq!(state.houses[H1].status, expected);
        let noted = log.economy.iter().filter(|event| event.kind == EconomyKind::Autopilot);
        assert_eq!(noted.count(), usize::from(missed == 3));
    }
    window(&mut state, &[None, idle(), idle()]);
    assert_eq!(state.houses[H1].missed, 4);
    window(&mut state, &[idle(), idle(), idle()]);
    let row = &state.houses[H1];
    assert_eq!(
        (row.missed, row.status),
        (0, HouseStatus::Active),
        "an empty packet is one"
    );
}

#[test]
fn r01_16_idle_fleets_patrol_at_home_and_come_home_from_abroad() {
    let (mut state, _) = position();
    state.houses[H1].status = HouseStatus::Autopilot;
    let guard = fleet(&mut state, H1, HOME, &[ShipClass::Destroyer]);
    let etac = fleet(&mut state, H1, HOME, &[ShipClass::Etac]);
    let abroad = fleet(&mut state, H1, WILD, &[ShipClass::Destroyer]);
    let raid = fleet(&mut state, H1, SystemId(2), &[ShipClass::Destroyer]);
    arrived(&mut state, raid, CommandKind::Blockade);
    let reserve = fleet(&mut state, H1, HOME, &[ShipClass::Destroyer]);
    state.fleets[reserve].status = FleetStatus::Reserve;
    let log = window(&mut state, &[None, idle(), idle()]);
    let command = |id: FleetId| (state.fleets[id].command, state.fleets[id].target);
    assert_eq!(command(guard), (CommandKind::Patrol, HOME));
    assert_eq!(command(etac), (CommandKind::Hold, HOME));
    assert_eq!(command(abroad), (CommandKind::SeekHome, HOME));
    assert_eq!(
        command(raid),
        (CommandKind::Blockade, SystemId(2)),
        "what is under way goes on"
    );
    assert_eq!(command(reserve), (CommandKind::Hold, HOME));
    assert!(log.orders.reason.is_empty(), "{:?}", log.orders);
}

#[test]
fn r01_16_deposits_go_on_and_nothing_else_is_bought() {
    let (mut state, _) = position();
    state.houses[H1].treasury = 1000;
    let mut orders = Orders {
        tax: Some(60),
        ..Orders::default()
    };
    orders.research.deposit = [30, 0, 15];
    orders.research.want(TechField::Wep);
    // The last packet counts, not the largest.
    let mut before = orders.clone();
    before.research.deposit = [50, 20, 1];
    window(&mut state, &[Some(before), idle(), idle()]);
    window(&mut state, &[Some(orders), idle(), idle()]);
    for _ in 0..3 {
        window(&mut state, &[None, idle(), idle()]);
    }
    assert_eq!(state.houses[H1].status, HouseStatus::Autopilot);
    balance_books(&mut state);
    let log = window(&mut state, &[None, idle(), idle()]);
    let flows = &state.flows[H1];
    assert_eq!((flows.pp_erp, flows.pp_srp, flows.pp_mrp), (30, 0, 15));
    assert_eq!((flows.levels_bought, state.houses[H1].tax), (0, 60));
    assert_eq!(
        log.economy
            .kind
            .iter()
            .filter(|&&kind| kind == EconomyKind::Tax)
            .count(),
        0
    );
    // What the treasury cannot bear is scaled down like any deposit.
    state.houses[H1].treasury = 9;
    balance_books(&mut state);
    window(&mut state, &[None, idle(), idle()]);
    assert_eq!((state.flows[H1].pp_erp, state.flows[H1].pp_mrp), (6, 3));
}

#[test]
fn r01_16_w112_colonies_are_fortified_one_project_a_turn_in_order() {
    let (mut state, capital) = position();
    let outpost = state.new_colony(H1, WILD, 100, 0, 1);
    state.houses[H1].status = HouseStatus::Autopilot;
    state.houses[H1].tech = crate::state::rows::TechLevels::all(5);
    state.houses[H1].treasury = 100_000;
    let mut ordered = Vec::new();
    for _ in 0..9 {
        let before = state.projects.next_id();
        window(&mut state, &[None, idle(), idle()]);
        for project in state.projects.iter().filter(|project| project.id.0 >= before) {
            ordered.push((project.colony, project.facility_kind, project.ground));
        }
        // Whatever was ordered is finished at once.
        for id in state.projects.ids() {
            let project = state.remove_project(id).expect("it is there");
            if let Some(kind) = project.facility_kind {
                state.new_facility(project.colony, kind, 1);
            }
            if let Some(kind) = project.ground {
                state.new_ground(H1, kind, project.colony, 0);
            }
        }
    }
    use FacilityKind::*;
    use GroundKind::*;
    let at = |colony: ColonyId| -> Vec<_> {
        let own = ordered.iter().filter(|(place, _, _)| *place == colony);
        own.map(|&(_, facility, ground)| (facility, ground)).collect()
    };
    assert_eq!(at(capital), [(Some(Starbase), None)]);
    let mut expected = vec![(Some(Spaceport), None)];
    expected.extend([(None, Some(GroundBattery)); 3]);
    expected.extend([(None, Some(Army)); 3]);
    expected.extend([(Some(Shipyard), None), (Some(Starbase), None)]);
    assert_eq!(at(outpost), expected);
}

#[test]
fn defences_leave_the_upkeep_in_the_treasury() {
    let (mut state, _) = position();
    state.new_colony(H1, WILD, 100, 0, 1);
    state.houses[H1].status = HouseStatus::Autopilot;
    let spaceport = state.rules.facilities.kind(FacilityKind::Spaceport).build_cost;
    state.houses[H1].treasury = spaceport + economy::upkeep_due(&state, H1) - 1;
    window(&mut state, &[None, idle(), idle()]);
    assert_eq!(state.projects.len(), 0);
    state.houses[H1].treasury += 1;
    window(&mut state, &[None, idle(), idle()]);
    assert_eq!(state.projects.len(), 1);
}

#[test]
fn what_the_rules_switch_off_the_engine_does_not_do() {
    let (mut state, _) = position();
    state.houses[H1].status = HouseStatus::Autopilot;
    state.houses[H1].treasury = 10_000;
    state.houses[H1].deposits = crate::state::rows::PerPool::all(10);
    state.new_colony(H1, WILD, 100, 0, 1);
    fleet(&mut state, H1, SystemId(5), &[ShipClass::Destroyer]);
    // Fleets, deposits, builds: each flag alone gives its own.
    for flags in 0..8 {
        let on = [1, 2, 4].map(|bit| flags & bit != 0);
        let rules = &mut std::sync::Arc::make_mut(&mut state.rules).gameplay.autopilot_behavior;
        [
            rules.patrol_home_systems,
            rules.maintain_economy,
            rules.defensive_construction,
        ] = on;
        let given = packet(&state, H1);
        let found = [
            !given.fleets.is_empty(),
            given.research.deposit == [10; 3],
            !given.builds.is_empty(),
        ];
        assert_eq!(found, on);
        assert_eq!(given == Orders::default(), flags == 0);
    }
}

#[test]
fn an_autopilot_of_this_inc_leaves_the_final_conflict_to_the_other_two() {
    let (mut state, _) = position();
    state.houses[H1].missed = 2;
    let inc0 = |state: &mut State| {
        play(state, |turn| {
            inc0_autopilot(turn);
            crate::victory::inc0_final_conflict(turn);
        });
        state.stances[StanceId::of(H2, HouseId(3))].locked
    };
    assert!(!inc0(&mut state), "two windows missed are not enough");
    state.houses[H1].missed = 3;
    let mut whole = state.clone();
    assert!(inc0(&mut state));
    balance_books(&mut whole);
    play(&mut whole, |turn| turn.income());
    assert!(whole.stances[StanceId::of(H2, HouseId(3))].locked, "so it is in a turn");
    assert_eq!(whole.relation(H1, H2), Stance::Neutral);
}

#[test]
fn w111_the_engine_never_attacks_or_negotiates() {
    let (mut state, _) = position();
    state.houses[H1].status = HouseStatus::Autopilot;
    state.houses[H1].treasury = 100_000;
    for classes in [&[ShipClass::Destroyer][..], &[ShipClass::Scout], &[ShipClass::Etac]] {
        for system in [HOME, WILD] {
            fleet(&mut state, H1, system, classes);
        }
    }
    let off = &mut std::sync::Arc::make_mut(&mut state.rules).gameplay.autopilot_behavior;
    (off.no_offensive_ops, off.maintain_diplomacy) = (false, false);
    let orders = packet(&state, H1);
    let allowed = [CommandKind::Patrol, CommandKind::SeekHome];
    assert!(orders.fleets.iter().all(|order| allowed.contains(&order.command)));
    assert_eq!(
        (orders.diplomacy, orders.espionage, orders.tax),
        (Vec::new(), Espionage::default(), None)
    );
}

#[test]
fn a_house_that_is_out_orders_nothing_whatever_it_sends() {
    let (mut state, _) = position();
    let id = fleet(&mut state, H1, HOME, &[ShipClass::Destroyer, ShipClass::Destroyer]);
    state.houses[H1].status = HouseStatus::Eliminated;
    let ships = vec![state.fleets[id].ships[0]];
    let packet = Orders {
        tax: Some(10),
        zero_turn: vec![ZeroTurn::DetachShips {
            source: FleetRef::Id(id),
            ships,
            temporary: 1,
        }],
        fleets: vec![FleetOrder::new(id, CommandKind::Move, Some(SystemId(2)))],
        diplomacy: vec![DiplomaticOrder::DeclareEnemy { house: H2 }],
        ..Orders::default()
    };
    let before = state.hash();
    let log = window(&mut state, &[Some(packet), idle(), idle()]);
    assert_eq!(state.hash(), before);
    assert!(log.orders.reason.is_empty());
}
