//! The life of an order (rulebook 03 §6).

use super::*;

#[test]
fn r03_14_a_level_bought_now_unlocks_no_build_of_this_turn() {
    let (mut state, home) = rich_position(10_000);
    state.houses[H1].tech[TechField::Ml] = 5;
    state.houses[H1].rp[Pool::Mrp] = 10_000;
    let level = state.houses[H1].tech[TechField::Cst] + 1;
    let class = ShipClass::ALL
        .iter()
        .copied()
        .find(|&class| state.rules.ships.class(class).min_cst == level);
    let build = Build {
        colony: home,
        product: Product::Ship(class.expect("a class of the next level")),
        quantity: 1,
    };
    let mut packet = Orders {
        builds: vec![build],
        ..Orders::default()
    };
    packet.research.want(TechField::Cst);
    let packet = packets(packet);
    let ((), log) = play(&mut state, |turn| turn.command_orders(&packet));
    assert_eq!(state.houses[H1].tech[TechField::Cst], level);
    assert_eq!((log.orders.reason, state.projects.len()), (vec![Reason::Tech], 0));
    play(&mut state, |turn| turn.command_orders(&packet));
    assert_eq!(state.projects.len(), 1, "next turn it can be built");
}

#[test]
fn r03_23_levels_are_bought_and_do_not_come_by_themselves() {
    let (mut state, _) = position();
    state.houses[H1].rp[Pool::Srp] = 10_000;
    let before = state.houses[H1].tech[TechField::Sl];
    let silent = packets(Orders::default());
    play(&mut state, |turn| turn.command_orders(&silent));
    production(&mut state);
    conflict(&mut state);
    income(&mut state);
    opening(&mut state);
    assert_eq!(state.houses[H1].tech[TechField::Sl], before);
    let mut order = Orders::default();
    order.research.want(TechField::Sl);
    play(&mut state, |turn| turn.command_orders(&packets(order)));
    assert_eq!(state.houses[H1].tech[TechField::Sl], before + 1);
}

#[test]
fn r03_18_r04_33_a_failed_mission_ends_in_hold_where_it_failed() {
    let (mut state, _) = position();
    let settlers = fleet(&mut state, H1, sys(4), &[Etac, Destroyer]);
    arrived(&mut state, settlers, CommandKind::Colonize);
    state.new_colony(H2, sys(4), 10, 0, 0);
    let ((), log) = play(&mut state, |turn| turn.conflict());
    assert_eq!(log.orders.reason, [Reason::Taken]);
    for _ in 0..3 {
        income(&mut state);
        opening(&mut state);
        let row = &state.fleets[settlers];
        assert_eq!(
            (row.command, row.system, row.target),
            (CommandKind::Hold, sys(4), sys(4))
        );
        production(&mut state);
        conflict(&mut state);
    }
}

#[test]
fn r03_20_scouts_try_to_see_each_other_in_both_directions() {
    let mut state = bare(2, 3);
    let [ours, theirs] = [H1, H2].map(|house| fleet(&mut state, house, sys(3), &[Scout]));
    // 15 − 1 scout + ELI 1: seen on 15 and more. One sees, the other does not.
    state.streams.script(1, Stream::ScoutMeeting(ours, theirs), &[15]);
    state.streams.script(1, Stream::ScoutMeeting(theirs, ours), &[14]);
    play(&mut state, crate::intel::prd1d_scout_meetings);
    let knows = |house| crate::view::View::new(&state, house).fleet_records().count();
    assert_eq!([H1, H2].map(knows), [1, 0]);
}

#[test]
fn r03_21_a_starbase_watches_its_own_system_only() {
    let (mut state, home) = position();
    state.new_facility(home, FacilityKind::Starbase, 1);
    let [near, here] = [2, 1].map(|at| fleet(&mut state, H2, sys(at), &[Destroyer]));
    play(&mut state, crate::intel::con1f_sweep);
    let view = crate::view::View::new(&state, H1);
    let seen: Vec<FleetId> = view.fleet_records().map(|record| record.fleet).collect();
    assert_eq!(seen, [here]);
    assert_eq!(view.last_seen(state.fleets[near].system), None);
}

#[test]
fn r04_11_more_scouts_are_harder_to_find() {
    // 15 + scouts − ELI 1.
    for (scouts, hidden, seen) in [(1, 14, 15), (4, 17, 18)] {
        for (roll, known) in [(hidden, 0), (seen, 1)] {
            let (mut state, _) = position();
            let id = fleet(&mut state, H2, HOME, &vec![Scout; scouts]);
            state.streams.script(1, Stream::Sweep(H1, id), &[roll]);
            play(&mut state, crate::intel::con1f_sweep);
            let records = crate::view::View::new(&state, H1).fleet_records().count();
            assert_eq!(records, known, "{scouts} scouts, roll {roll}");
        }
    }
}
