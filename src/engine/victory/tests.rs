//! Tests of rulebook 01 §6, §7, §9, §10.

mod collapse;

use super::*;
use crate::events::{DiplomacyKind, EventTable};
use crate::testing::{arrived, balance_books, bare, fleet, play};

const H1: HouseId = HouseId(1);
const H2: HouseId = HouseId(2);
const H3: HouseId = HouseId(3);

/// Houses with a colony each in the systems of their numbers.
fn settled(houses: u32, systems: u32) -> State {
    let mut state = bare(houses, systems);
    for house in state.house_ids() {
        state.new_colony(house, SystemId(house.0), 10, 0, 0);
    }
    state
}

fn strip(state: &mut State, house: HouseId) {
    for colony in state.houses[house].colonies.clone() {
        state.remove_colony(colony);
    }
}

fn set_prestige(state: &mut State, prestige: &[i64]) {
    for (house, &prestige) in state.house_ids().zip(prestige) {
        state.houses[house].prestige = prestige;
    }
    balance_books(state);
}

/// Houses by their places; equal ones by number.
fn ranking(state: &State) -> Vec<HouseId> {
    let mut houses: Vec<HouseId> = state.house_ids().collect();
    houses.sort_by_key(|&house| place(state, house));
    houses
}

#[test]
fn r01_18_two_houses_are_enemies_from_turn_1() {
    let mut state = settled(2, 4);
    play(&mut state, inc0_final_conflict);
    assert_eq!(state.relation(H1, H2), Stance::Enemy);
    assert!(
        state
            .stances
            .iter()
            .all(|row| row.locked && row.stance == Stance::Enemy && row.cause == StanceCause::FinalConflict)
    );
    let (_, log) = play(&mut state, inc0_final_conflict);
    assert_eq!(log.diplomacy.rows(), 0, "once");
}

#[test]
fn the_final_conflict_ends_all_talks_of_the_two() {
    let mut state = settled(3, 4);
    for (a, b) in [(H1, H2), (H2, H3)] {
        state.raise_relation(a, b, Stance::Hostile);
    }
    let offer = |house| crate::orders::DiplomaticOrder::Propose {
        house,
        kind: ProposalKind::ToNeutral,
    };
    play(&mut state, |turn| {
        crate::diplomacy::commands::cmd5_store(turn, H1, &[offer(H2)]);
        crate::diplomacy::commands::cmd5_store(turn, H2, &[offer(H1), offer(H3)]);
        crate::diplomacy::prd3_diplomacy(turn);
    });
    state.houses[H3].status = HouseStatus::Autopilot;
    let (_, log) = play(&mut state, inc0_final_conflict);
    use DiplomacyKind::{FinalConflict, Unlocked, Withdrawn};
    assert_eq!(log.diplomacy.kind, [FinalConflict, Withdrawn, Withdrawn]);
    assert_eq!(
        (log.diplomacy.relation_before[0], log.diplomacy.relation[0]),
        (Stance::Hostile, Stance::Enemy)
    );
    let open: Vec<_> = state
        .proposals
        .iter()
        .filter(|row| row.status == ProposalStatus::Pending)
        .collect();
    assert_eq!(open.len(), 1, "that with the third house");
    // Another pair is left: the lock changes hands.
    state.houses[H3].status = HouseStatus::Active;
    state.houses[H1].status = HouseStatus::Autopilot;
    let (_, log) = play(&mut state, inc0_final_conflict);
    assert_eq!(log.diplomacy.kind, [Unlocked, FinalConflict, Withdrawn]);
    crate::testing::assert_sound(&state);
}

#[test]
fn the_final_conflict_waits_for_the_last_two_and_can_be_switched_off() {
    let mut state = settled(3, 4);
    play(&mut state, inc0_final_conflict);
    assert_eq!(state.relation(H1, H2), Stance::Neutral);
    state.houses[H3].status = HouseStatus::Eliminated;
    let mut off = state.clone();
    std::sync::Arc::make_mut(&mut off.scenario)
        .victory_conditions
        .final_conflict_auto_enemy = false;
    play(&mut off, inc0_final_conflict);
    assert_eq!(off.relation(H1, H2), Stance::Neutral);
    play(&mut state, inc0_final_conflict);
    assert_eq!(
        (state.relation(H1, H2), state.relation(H1, H3)),
        (Stance::Enemy, Stance::Neutral)
    );
}

#[test]
fn r01_19_a_house_that_returns_from_autopilot_lifts_the_lock_but_no_stance() {
    let mut state = settled(3, 4);
    state.houses[H3].status = HouseStatus::Autopilot;
    play(&mut state, inc0_final_conflict);
    assert!(state.stances[StanceId::of(H1, H2)].locked);
    state.houses[H3].status = HouseStatus::Active;
    play(&mut state, inc0_final_conflict);
    assert!(state.stances.iter().all(|row| !row.locked));
    assert_eq!(state.relation(H1, H2), Stance::Enemy);
}

#[test]
fn a_house_without_colony_and_loaded_transport_is_out() {
    let mut state = settled(3, 4);
    strip(&mut state, H2);
    state.houses[H2].last_captor = Some(H1);
    let remains = fleet(&mut state, H2, SystemId(4), &[ShipClass::Cruiser, ShipClass::Etac]);
    arrived(&mut state, remains, CommandKind::Bombard);
    state.fleets[remains].roe = 9;
    let (_, log) = play(&mut state, inc10a_eliminations);
    let row = &state.houses[H2];
    assert_eq!(
        (row.status, row.eliminated_turn, row.eliminated_by),
        (HouseStatus::Eliminated, Some(1), Some(H1))
    );
    let events: Vec<_> = log
        .economy
        .iter()
        .map(|row| (row.house, row.kind, row.prestige))
        .collect();
    let award = state.flows[H1].prestige_elimination;
    assert_eq!(
        events,
        [
            (H1, EconomyKind::Prestige, award),
            (H2, EconomyKind::Eliminated, -award)
        ]
    );
    assert_eq!(log.economy.amount[1], 1, "a fleet is left");
    assert_eq!(standing(&state, H2), Standing::Eliminated);
}

#[test]
fn r01_20_what_is_left_of_an_eliminated_house_stands_where_it_is_and_costs_nothing() {
    let mut state = settled(3, 4);
    strip(&mut state, H2);
    let remains = fleet(&mut state, H2, SystemId(4), &[ShipClass::Cruiser]);
    let spies = fleet(&mut state, H2, SystemId(1), &[ShipClass::Scout]);
    let reserve = fleet(&mut state, H2, SystemId(2), &[ShipClass::Cruiser]);
    arrived(&mut state, remains, CommandKind::Bombard);
    state.fleets[remains].roe = 9;
    let traveller = fleet(&mut state, H2, SystemId(4), &[ShipClass::Cruiser]);
    let row = &mut state.fleets[traveller];
    (row.command, row.target, row.mission) = (CommandKind::Move, SystemId(1), MissionState::Traveling);
    state.fleets[spies].mission = MissionState::ScoutLocked;
    (state.fleets[reserve].status, state.fleets[reserve].reactivation) = (FleetStatus::Reserve, Some(1));
    play(&mut state, inc10a_eliminations);
    for id in [remains, spies, reserve, traveller] {
        let row = &state.fleets[id];
        assert_eq!(
            (row.command, row.target, row.mission, row.status),
            (
                CommandKind::Hold,
                row.system,
                MissionState::Executing,
                FleetStatus::Active
            )
        );
        assert_eq!((row.reactivation, row.mission_start), (None, None));
    }
    assert_eq!(state.fleets[remains].roe, 9);
    balance_books(&mut state);
    play(&mut state, |turn| turn.income());
    assert_eq!((state.houses[H2].treasury, state.flows[H2].upkeep_due), (0, 0));
}

#[test]
fn r01_9_the_captor_of_the_last_colony_earns_the_elimination() {
    let mut state = settled(4, 61);
    strip(&mut state, H2);
    state.houses[H2].last_captor = Some(H1);
    play(&mut state, inc10a_eliminations);
    assert_eq!(
        (state.houses[H1].prestige, state.houses[H2].prestige),
        (110, 90),
        "3 × 3.37"
    );
}

#[test]
fn a_captor_that_falls_in_the_same_step_earns_nothing() {
    let mut state = settled(3, 61);
    for (loser, captor) in [(H1, H2), (H2, H1)] {
        strip(&mut state, loser);
        state.houses[loser].last_captor = Some(captor);
    }
    play(&mut state, inc10a_eliminations);
    assert_eq!((state.houses[H1].prestige, state.houses[H2].prestige), (100, 100));
    assert_eq!(state.houses[H1].eliminated_by, None);
}

#[test]
fn nobody_earns_the_fall_of_a_house_whose_last_colony_died_out() {
    let mut state = settled(3, 61);
    state.houses[H2].last_captor = Some(H1);
    let last = state.houses[H2].colonies[0];
    state.colonies[last].pu = 0;
    play(&mut state, |turn| {
        crate::economy::con2f_collapse(turn);
        inc10a_eliminations(turn);
    });
    assert_eq!((state.in_play(H2), state.houses[H1].prestige), (false, 100));
}

#[test]
fn marines_afloat_keep_a_house_alive_and_empty_transports_do_not() {
    let mut state = settled(2, 4);
    let colony = state.houses[H1].colonies[0];
    let marine = state.new_ground(H1, GroundKind::Marine, colony, 0);
    let last = fleet(&mut state, H1, SystemId(4), &[ShipClass::TroopTransport]);
    state.embark(marine, state.fleets[last].ships[0]);
    strip(&mut state, H1);
    play(&mut state, inc10a_eliminations);
    assert!(state.in_play(H1));
    assert_eq!(standing(&state, H1), Standing::LastStand);
    state.remove_ground(marine);
    play(&mut state, inc10a_eliminations);
    assert!(!state.in_play(H1));
}

#[test]
fn the_last_house_wins_before_the_turn_limit_is_looked_at() {
    let mut state = settled(2, 4);
    state.game_mut().turn = 35;
    strip(&mut state, H1);
    set_prestige(&mut state, &[900, 1]);
    let (over, log) = play(&mut state, |turn| {
        inc10a_eliminations(turn);
        inc10b_victory(turn)
    });
    assert!(over);
    assert_eq!(
        (state.game().victory, state.game().winner),
        (Some(VictoryKind::Military), Some(H2))
    );
    assert_eq!(log.house_turns.rows(), 2, "the rows of the last turn are closed");
}

#[test]
fn r01_1_prestige_alone_wins_nothing() {
    let mut state = settled(3, 4);
    set_prestige(&mut state, &[1_000_000, 100, 100]);
    state.game_mut().turn = 34;
    assert!(!play(&mut state, inc10b_victory).0);
}

#[test]
fn w116_nobody_left_is_a_draw_of_those_who_fell_last_by_rank() {
    let mut state = settled(3, 4);
    strip(&mut state, H3);
    play(&mut state, inc10a_eliminations);
    state.game_mut().turn += 1;
    strip(&mut state, H1);
    strip(&mut state, H2);
    set_prestige(&mut state, &[10, 20, 500]);
    let (over, _) = play(&mut state, |turn| {
        inc10a_eliminations(turn);
        inc10b_victory(turn)
    });
    assert!(over);
    assert_eq!(
        (state.game().victory, state.game().winner),
        (Some(VictoryKind::Draw), None)
    );
    assert_eq!((ranking(&state), winners(&state)), (vec![H2, H1, H3], vec![H2]));
}

#[test]
fn r01_13_the_turn_limit_is_the_scenarios() {
    let mut state = settled(3, 4);
    set_prestige(&mut state, &[100, 130, 120]);
    state.game_mut().turn = 34;
    assert!(!play(&mut state, inc10b_victory).0);
    state.game_mut().turn = 35;
    assert!(play(&mut state, inc10b_victory).0);
    assert_eq!(
        (state.game().victory, state.game().winner),
        (Some(VictoryKind::TurnLimit), Some(H2))
    );
    let mut endless = settled(3, 4);
    std::sync::Arc::make_mut(&mut endless.scenario)
        .victory_conditions
        .turn_limit = 0;
    endless.game_mut().turn = 5000;
    assert!(!play(&mut endless, inc10b_victory).0);
}

#[test]
fn victory_is_reported_and_changes_no_total() {
    let report = |prestige: &[i64]| {
        let mut state = settled(3, 4);
        set_prestige(&mut state, prestige);
        state.game_mut().turn = 35;
        let (_, log) = play(&mut state, inc10b_victory);
        let rows = log.economy.iter().filter(|row| row.kind == EconomyKind::Victory);
        let rows: Vec<_> = rows.map(|row| (row.house, row.amount, row.prestige)).collect();
        (rows, state.houses[H2].prestige)
    };
    // M is 5 × 30 / (30 + 2 × (4/3 − 8)) = 9, but 8 at most.
    assert_eq!(report(&[100, 130, 120]), (vec![(H2, 40, 0)], 130));
    assert_eq!(report(&[130, 130, 120]), (vec![], 130), "none in a draw");
}

#[test]
fn r01_14_colonies_break_a_tie_of_prestige_and_then_it_is_a_draw() {
    let mut state = settled(3, 4);
    set_prestige(&mut state, &[120, 120, 50]);
    state.game_mut().turn = 35;
    let mut tied = state.clone();
    state.new_colony(H2, SystemId(4), 3, 0, 1);
    play(&mut state, inc10b_victory);
    assert_eq!(
        (state.game().victory, state.game().winner),
        (Some(VictoryKind::TurnLimit), Some(H2))
    );
    play(&mut tied, inc10b_victory);
    assert_eq!(
        (tied.game().victory, tied.game().winner),
        (Some(VictoryKind::Draw), None)
    );
    assert_eq!(winners(&tied), [H1, H2]);
}

#[test]
fn w30_the_public_ranking_puts_houses_in_play_first() {
    let mut state = settled(4, 6);
    set_prestige(&mut state, &[500, 80, 90, 80]);
    state.houses[H1].status = HouseStatus::Eliminated;
    state.new_colony(HouseId(4), SystemId(5), 3, 0, 1);
    assert_eq!(ranking(&state), [H3, HouseId(4), H2, H1]);
    let places = state.house_ids().map(|house| place(&state, house)).collect::<Vec<_>>();
    assert_eq!(places, [4, 3, 1, 2]);
    set_prestige(&mut state, &[500, 80, 80, 10]);
    let places = state.house_ids().map(|house| place(&state, house)).collect::<Vec<_>>();
    assert_eq!(places, [4, 1, 1, 3]);
}

#[test]
fn marines_keep_a_house_alive_in_any_fleet_and_place() {
    for (status, system) in [
        (FleetStatus::Active, SystemId(2)),
        (FleetStatus::Reserve, SystemId(3)),
        (FleetStatus::Mothballed, SystemId(3)),
    ] {
        let mut state = settled(2, 4);
        let marine = state.new_ground(H1, GroundKind::Marine, state.houses[H1].colonies[0], 0);
        let last = fleet(&mut state, H1, system, &[ShipClass::TroopTransport]);
        state.embark(marine, state.fleets[last].ships[0]);
        state.ships[state.fleets[last].ships[0]].hull = Hull::Crippled;
        state.fleets[last].status = status;
        strip(&mut state, H1);
        play(&mut state, inc10a_eliminations);
        assert!(state.in_play(H1), "{status}");
    }
}

#[test]
fn a_last_stand_counts_for_the_final_conflict_and_for_victory() {
    let mut state = settled(3, 4);
    let marine = state.new_ground(H1, GroundKind::Marine, state.houses[H1].colonies[0], 0);
    let last = fleet(&mut state, H1, SystemId(4), &[ShipClass::TroopTransport]);
    state.embark(marine, state.fleets[last].ships[0]);
    for house in [H1, H2] {
        strip(&mut state, house);
    }
    play(&mut state, |turn| {
        inc10a_eliminations(turn);
        assert!(!inc10b_victory(turn), "two are left");
        inc0_final_conflict(turn);
    });
    assert!(state.stances[StanceId::of(H1, H3)].locked);
    // Nor does a house on autopilot lose by that.
    state.houses[H3].status = HouseStatus::Autopilot;
    assert!(!play(&mut state, inc10b_victory).0);
    set_prestige(&mut state, &[90, 500, 100]);
    state.game_mut().turn = 35;
    assert!(play(&mut state, inc10b_victory).0);
    assert_eq!(state.game().winner, Some(H3));
}

#[test]
fn a_game_stops_in_inc_and_has_one_window_less_than_turns() {
    let mut game = crate::testing::game("standard-2-player", 4);
    std::sync::Arc::make_mut(&mut game.state_mut().scenario)
        .victory_conditions
        .turn_limit = 4;
    let mut windows = 0;
    while game.outcome().is_none() {
        game.resolve(&[Some(Default::default()), Some(Default::default())]);
        windows += 1;
    }
    assert_eq!((game.turn(), windows), (4, 3));
    let (rules, mut scenario) = crate::testing::load("standard-4-player");
    std::sync::Arc::make_mut(&mut scenario).victory_conditions.turn_limit = 1;
    let game = crate::game::Game::new(rules, scenario, crate::dice::Key(1)).expect("the map has room");
    assert_eq!(
        game.outcome().map(|end| (end.kind, end.turn)),
        Some((VictoryKind::Draw, 1)),
        "all are equal"
    );
    let alone = settled(3, 4);
    for (turn, over) in [(35, true), (36, true), (34, false)] {
        let mut state = alone.clone();
        state.game_mut().turn = turn;
        set_prestige(&mut state, &[1, 2, 3]);
        assert_eq!(play(&mut state, inc10b_victory).0, over, "turn {turn}");
    }
}

#[test]
fn r01_18_a_game_of_two_is_a_war_when_the_first_orders_are_given() {
    for (switched_on, relation) in [(true, Stance::Enemy), (false, Stance::Neutral)] {
        let (rules, mut scenario) = crate::testing::load("standard-2-player");
        std::sync::Arc::make_mut(&mut scenario)
            .victory_conditions
            .final_conflict_auto_enemy = switched_on;
        let game = crate::game::Game::new(rules, scenario, crate::dice::Key(1)).expect("the map has room");
        assert_eq!((game.turn(), game.view(H1).relation(H2)), (1, relation));
        assert_eq!(game.view(H1).stance(H1, H2).locked, switched_on);
    }
}

#[test]
fn r01_24_a_last_stand_may_speak_and_settle_but_neither_study_nor_spy() {
    use crate::orders::{DiplomaticOrder, FleetOrder, Orders};
    let mut state = settled(3, 6);
    let marine = state.new_ground(H1, GroundKind::Marine, state.houses[H1].colonies[0], 0);
    let transport = fleet(&mut state, H1, SystemId(6), &[ShipClass::TroopTransport]);
    state.embark(marine, state.fleets[transport].ships[0]);
    let settlers = fleet(&mut state, H1, SystemId(5), &[ShipClass::Etac]);
    state.houses[H1].treasury = 500;
    strip(&mut state, H1);
    balance_books(&mut state);
    assert_eq!(standing(&state, H1), Standing::LastStand);
    let mut packet = Orders {
        diplomacy: vec![DiplomaticOrder::DeclareHostile { house: H2 }],
        fleets: vec![FleetOrder::new(settlers, CommandKind::Colonize, Some(SystemId(5)))],
        ..Orders::default()
    };
    packet.research.deposit = [10; 3];
    packet.espionage.buy_ebp = 1;
    let packets = [Some(packet), Some(Orders::default()), Some(Orders::default())];
    let ((), log) = play(&mut state, |turn| {
        turn.command_orders(&packets);
        turn.production();
    });
    assert_eq!(log.orders.reason, [crate::events::Reason::LastStand; 2]);
    assert_eq!(
        (state.houses[H1].treasury, state.relation(H1, H2)),
        (500, Stance::Hostile)
    );
    play(&mut state, |turn| {
        turn.conflict();
        turn.income()
    });
    assert_eq!(
        standing(&state, H1),
        Standing::Active,
        "one colony restores normal play"
    );
}

#[test]
fn a_captor_that_collapses_in_the_same_step_is_not_saved_by_its_award() {
    let mut state = settled(3, 61);
    strip(&mut state, H2);
    state.houses[H2].last_captor = Some(H1);
    (state.houses[H1].prestige, state.houses[H1].negative_turns) = (-1, 2);
    play(&mut state, inc10a_eliminations);
    assert_eq!(state.houses[H1].status, HouseStatus::Collapsed);
    assert_eq!((state.houses[H1].prestige, state.houses[H2].prestige), (-1, 100));
}
