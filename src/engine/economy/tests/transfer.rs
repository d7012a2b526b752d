//! Transfers of colonists by the Space Guild (20 §11; 25 X11).

use std::sync::Arc;

use super::{HOME, HOUSE};
use crate::construction::cmd5_colony_order;
use crate::economy::{inc3_income, prd4_transfers};
use crate::events::{EconomyEvent, EconomyKind, EventLog, OrderSort, Reason};
use crate::ids::*;
use crate::metrics;
use crate::orders::ColonyOrder;
use crate::rules::Rules;
use crate::rules::guild::TransferRisk;
use crate::state::State;
use crate::testing::{assert_sound, balance_books, bare, play};
use crate::vocab::*;

const OTHER: HouseId = HouseId(2);

/// The position of X11: turn 5, a homeworld of 1092 PU, and a Harsh colony of 9 PU three jumps away.
fn position() -> (State, ColonyId, ColonyId) {
    let mut state = bare(2, 8);
    let source = state.new_colony(HOUSE, HOME, 1092, 430, 0);
    let young = state.new_colony(HOUSE, SystemId(4), 9, 3, 2);
    state.systems[SystemId(4)].class = PlanetClass::Harsh;
    (state.houses[HOUSE].treasury, state.game_mut().turn) = (1000, 5);
    (state, source, young)
}

fn send(state: &mut State, from: ColonyId, to: ColonyId, ptu: i64) -> EventLog {
    let order = ColonyOrder::Transfer { from, to, ptu };
    let (_, log) = play(state, |turn| cmd5_colony_order(turn, HOUSE, &order));
    assert_sound(state);
    log
}

fn refusal(state: &mut State, from: ColonyId, to: ColonyId, ptu: i64) -> Option<Reason> {
    let before = (state.houses[HOUSE].treasury, state.transfers.len());
    let log = send(state, from, to, ptu);
    let row = log.orders.iter().next()?;
    assert_eq!(row.sort, OrderSort::Transfer);
    assert_eq!((state.houses[HOUSE].treasury, state.transfers.len()), before);
    Some(row.reason)
}

/// PRD4 of this turn, and what it wrote.
fn deliver(state: &mut State) -> Vec<EconomyEvent> {
    let (_, log) = play(state, prd4_transfers);
    assert_sound(state);
    log.economy.iter().collect()
}

/// PRD4 of the rest of this turn and of those up to `last`, with the incomes in between.
fn wait_until(state: &mut State, last: u32) -> Vec<EconomyEvent> {
    let mut events = deliver(state);
    while state.turn() < last {
        state.game_mut().turn += 1;
        play(state, inc3_income);
        events.extend(deliver(state));
    }
    events
}

#[test]
fn example_x11_a_transfer() {
    let (mut state, source, young) = position();
    let log = send(&mut state, source, young, 20);
    assert_eq!((state.houses[HOUSE].treasury, state.colonies[source].pu), (840, 1090));
    let row = log.economy.row(0);
    assert_eq!(
        (row.kind, row.amount, row.pp, row.pu),
        (EconomyKind::TransferSent, 20, -160, -2)
    );
    let transfer = state.transfers.iter().next().expect("it is under way");
    assert_eq!((transfer.due, transfer.ptu), (8, 20));
    assert!(wait_until(&mut state, 7).is_empty());
    assert_eq!(state.colonies[young].pu, 14);
    let events = wait_until(&mut state, 8);
    assert_eq!(state.colonies[young].pu, 38, "18 have grown, 20 have come");
    let arrived: Vec<_> = events.iter().map(|e| (e.kind, e.amount, e.pu, e.system_id)).collect();
    assert_eq!(arrived, [(EconomyKind::TransferArrived, 20, 20, Some(SystemId(4)))]);
    let flows = &state.flows[HOUSE];
    assert_eq!(
        (
            flows.transfers_done,
            flows.transfers_lost,
            flows.ptu_moved,
            flows.pp_transfer
        ),
        (1, 0, 20, 160)
    );
    assert!(state.transfers.is_empty() && state.houses[HOUSE].transfers.is_empty());
}

/// The colonists of X11 on the day of their arrival.
fn on_the_last_day(prepare: impl FnOnce(&mut State, ColonyId, ColonyId)) -> (State, Vec<EconomyEvent>) {
    let (mut state, source, young) = position();
    send(&mut state, source, young, 20);
    state.game_mut().turn = 8;
    prepare(&mut state, source, young);
    let events = deliver(&mut state);
    (state, events)
}

#[test]
fn e22_example_x11_a_blockaded_destination_diverts_and_a_ceiling_cuts_off() {
    let near = SystemId(5);
    let (state, events) = on_the_last_day(|state, source, young| {
        state.systems[near].class = PlanetClass::Desolate;
        state.new_colony(HOUSE, near, 50, 0, 0);
        state.colonies[young].blockaded = true;
        // Open too, and older, but three jumps away.
        assert!(!state.colonies[source].blockaded);
    });
    let row = &events[0];
    assert_eq!(
        (row.kind, row.system_id, row.pu),
        (EconomyKind::TransferDiverted, Some(near), 10)
    );
    assert_eq!(
        state.colony_at(near).expect("it stands").pu,
        60,
        "10 of 20 find no room"
    );
    assert_eq!(state.flows[HOUSE].transfers_done, 1);
}

#[test]
fn example_x11_nowhere_to_go() {
    let (state, events) = on_the_last_day(|state, source, young| {
        state.colonies[source].blockaded = true;
        state.colonies[young].blockaded = true;
    });
    assert_eq!(
        (events[0].kind, events[0].amount, events[0].pu),
        (EconomyKind::TransferLost, 20, 0)
    );
    assert_eq!(
        (state.flows[HOUSE].transfers_lost, state.flows[HOUSE].ptu_moved),
        (1, 0)
    );
}

#[test]
fn e21_example_x11_a_conquered_destination_loses_them() {
    let (state, events) = on_the_last_day(|state, _, young| state.change_owner(young, OTHER));
    assert_eq!(
        (events[0].kind, events[0].system_id),
        (EconomyKind::TransferLost, Some(SystemId(4)))
    );
    assert_eq!(
        (state.colonies[ColonyId(2)].pu, state.houses[HOUSE].treasury),
        (9, 840),
        "no refund"
    );
}

#[test]
fn e22_example_x11_the_loss_of_the_source_changes_nothing() {
    let (state, events) = on_the_last_day(|state, source, _| {
        state.change_owner(source, OTHER);
        state.colonies[source].blockaded = true;
    });
    assert_eq!(
        (events[0].kind, state.colonies[ColonyId(2)].pu),
        (EconomyKind::TransferArrived, 29)
    );
}

#[test]
fn a_destination_that_died_out_diverts() {
    let (state, events) = on_the_last_day(|state, _, young| {
        state.remove_colony(young);
    });
    assert_eq!(
        (events[0].kind, events[0].system_id),
        (EconomyKind::TransferDiverted, Some(HOME))
    );
    assert!(state.colonies[ColonyId(1)].pu > 1090);
}

#[test]
fn w100_a_new_colony_in_the_old_place_is_the_nearest_one() {
    let foreign = on_the_last_day(|state, _, young| {
        state.remove_colony(young);
        state.new_colony(OTHER, SystemId(4), 3, 0, 8);
    });
    assert_eq!(
        foreign.1[0].system_id,
        Some(HOME),
        "not lost: the colony is gone, not conquered"
    );
    let own = on_the_last_day(|state, _, young| {
        state.remove_colony(young);
        state.new_colony(HOUSE, SystemId(4), 3, 0, 8);
    });
    assert_eq!(
        (own.1[0].kind, own.1[0].system_id),
        (EconomyKind::TransferDiverted, Some(SystemId(4)))
    );
}

#[test]
fn w101_houses_out_of_play_lose_their_colonists() {
    for status in [HouseStatus::Eliminated, HouseStatus::Collapsed] {
        let (_, events) = on_the_last_day(|state, _, _| {
            let house = &mut state.houses[HOUSE];
            (house.status, house.eliminated_turn) = (status, Some(7));
            if status == HouseStatus::Eliminated {
                state.remove_colony(ColonyId(1));
                state.remove_colony(ColonyId(2));
            }
        });
        assert_eq!(events[0].kind, EconomyKind::TransferLost, "{status}");
    }
}

#[test]
fn example_x11_refusals() {
    let (mut state, source, young) = position();
    let small = state.new_colony(HOUSE, SystemId(6), 20, 0, 0);
    let full = state.new_colony(HOUSE, SystemId(7), 20, 0, 0);
    state.systems[SystemId(7)].class = PlanetClass::Extreme;
    let foreign = state.new_colony(OTHER, SystemId(8), 20, 0, 0);
    assert_eq!(
        refusal(&mut state, small, young, 20),
        Some(Reason::Population),
        "nobody would be left"
    );
    assert_eq!(refusal(&mut state, small, young, 19), None, "one stays");
    assert_eq!(state.colonies[small].pu, 1);
    state.houses[HOUSE].treasury = 1000;
    assert_eq!(refusal(&mut state, source, full, 1), Some(Reason::Full));
    assert_eq!(refusal(&mut state, foreign, young, 1), Some(Reason::NotOwned));
    assert_eq!(refusal(&mut state, source, foreign, 1), Some(Reason::BadTarget));
    assert_eq!(refusal(&mut state, source, source, 1), Some(Reason::BadTarget));
    assert_eq!(refusal(&mut state, source, young, 0), Some(Reason::OutOfRange));
    assert_eq!(
        refusal(&mut state, source, young, 126),
        Some(Reason::Treasury),
        "8 PP each"
    );
    assert_eq!(refusal(&mut state, source, young, i64::MAX), Some(Reason::Population));
    for blockaded in [source, young] {
        state.colonies[blockaded].blockaded = true;
        assert_eq!(refusal(&mut state, source, young, 1), Some(Reason::Blockaded));
        state.colonies[blockaded].blockaded = false;
    }
    for _ in 1..5 {
        assert_eq!(refusal(&mut state, source, young, 1), None);
    }
    assert_eq!(refusal(&mut state, source, young, 1), Some(Reason::Limit), "the sixth");
}

#[test]
fn example_x11_leverage_of_a_crowded_world() {
    let mut state = bare(1, 2);
    let crowded = state.new_colony(HOUSE, HOME, 1844, 462, 0);
    let young = state.new_colony(HOUSE, SystemId(2), 11, 0, 1);
    state.systems[SystemId(2)].class = PlanetClass::Benign;
    state.houses[HOUSE].treasury = 1200;
    send(&mut state, crowded, young, 200);
    assert_eq!((state.colonies[crowded].pu, state.houses[HOUSE].treasury), (1843, 0));
    state.game_mut().turn = 2;
    deliver(&mut state);
    assert_eq!(state.colonies[young].pu, 208);
}

#[test]
fn e12_people_are_counted_once_wherever_they_are() {
    let (mut state, source, young) = position();
    balance_books(&mut state);
    let mut log = EventLog::default();
    let mut turn = crate::turn::Turn::new(&mut state, &mut log);
    metrics::open_accounts(&mut turn);
    for ptu in [20, 3, 40] {
        cmd5_colony_order(
            &mut turn,
            HOUSE,
            &ColonyOrder::Transfer {
                from: source,
                to: young,
                ptu,
            },
        );
    }
    metrics::close_rows(&mut turn);
    for _ in 6..=8 {
        turn.state.game_mut().turn += 1;
        prd4_transfers(&mut turn);
        metrics::close_rows(&mut turn);
    }
    for turn in 5..=8 {
        assert_eq!(metrics::audit(&log, turn), []);
    }
    assert_eq!(state.colonies[young].pu, 72);
}

#[test]
fn w102_behaviours_of_the_rules_are_obeyed() {
    let with = |set: fn(&mut crate::rules::guild::TransferRisks), lose: fn(&mut State, ColonyId, ColonyId)| {
        let (_, events) = on_the_last_day(|state, source, young| {
            let rules = Arc::make_mut(&mut state.rules);
            set(&mut rules.guild.guild_mechanics.transfer_risks);
            lose(state, source, young);
        });
        (events[0].kind, events[0].system_id)
    };
    let take_source = |state: &mut State, source, _| state.change_owner(source, OTHER);
    let take_destination = |state: &mut State, _, young| state.change_owner(young, OTHER);
    let blockade = |state: &mut State, _, young: ColonyId| state.colonies[young].blockaded = true;
    let (home, there) = (Some(HOME), Some(SystemId(4)));
    assert_eq!(
        with(
            |risks| risks.source_conquered_behavior = TransferRisk::Lost,
            take_source
        ),
        (EconomyKind::TransferLost, there)
    );
    assert_eq!(
        with(
            |risks| risks.dest_conquered_behavior = TransferRisk::ClosestOwned,
            take_destination
        ),
        (EconomyKind::TransferDiverted, home)
    );
    assert_eq!(
        with(|risks| risks.dest_blockaded_behavior = TransferRisk::Continue, blockade),
        (EconomyKind::TransferArrived, there)
    );
    let setting = ("guild.guildMechanics.transferRisks.destConqueredBehavior", "continue");
    let setting = (setting.0.to_string(), setting.1.to_string());
    let faults = Rules::standard()
        .apply(&[setting])
        .expect_err("nobody can arrive there");
    assert!(
        faults[0].message.contains("colonists cannot arrive"),
        "{}",
        faults[0].message
    );
}
