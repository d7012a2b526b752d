//! When things are paid for, and when they are there.

use super::*;
use crate::limits;
use crate::state::ShipPlace;

/// One house with 10,000 PP orders a destroyer in CMD6.
fn ordered() -> (State, ColonyId) {
    let (mut state, home) = rich_position(10_000);
    let build = Build {
        colony: home,
        product: Product::Ship(Destroyer),
        quantity: 1,
    };
    let packet = packets(Orders {
        builds: vec![build],
        ..Orders::default()
    });
    play(&mut state, |turn| turn.command_orders(&packet));
    assert_eq!(state.projects.len(), 1);
    (state, home)
}

#[test]
fn r03_2_new_ships_enter_service_after_the_conflict() {
    let (mut state, home) = ordered();
    let shipyard = state.colonies[home].facilities[1];
    production(&mut state);
    assert!(state.ships.is_empty(), "finished, but not in service");
    let mut lucky = state.clone();
    conflict(&mut lucky);
    opening(&mut lucky);
    assert_eq!(lucky.ships.len(), 1);
    // A dock that dies in CON takes the finished ship with it.
    state.remove_facility(shipyard);
    opening(&mut state);
    assert!(state.ships.is_empty());
}

#[test]
fn r03_3_repairs_are_paid_and_done_in_cmd2() {
    let (mut state, home) = rich_position(10_000);
    let id = fleet(&mut state, H1, HOME, &[Destroyer]);
    let damaged = state.fleets[id].ships[0];
    state.ships[damaged].hull = Hull::Crippled;
    let repair = crate::orders::RepairOrder {
        colony: home,
        target: crate::orders::RepairTarget::Ship(damaged),
        priority: None,
    };
    let packet = packets(Orders {
        repairs: vec![repair],
        ..Orders::default()
    });
    play(&mut state, |turn| turn.command_orders(&packet));
    production(&mut state);
    assert_eq!(
        (state.houses[H1].treasury, state.ships[damaged].hull),
        (10_000, Hull::Crippled)
    );
    opening(&mut state);
    let cost = state.ships[damaged].build_cost / 4;
    assert_eq!(
        (state.houses[H1].treasury, state.ships[damaged].hull),
        (10_000 - cost, Hull::Nominal)
    );
    assert!(matches!(state.ships[damaged].place, ShipPlace::Fleet(_)));
}

#[test]
fn r03_5_income_is_there_before_upkeep_is_due() {
    let (mut state, _) = position();
    fleet(&mut state, H1, HOME, &[Destroyer; 8]);
    assert_eq!(state.houses[H1].treasury, 0);
    income(&mut state);
    let flows = &state.flows[H1];
    assert!(flows.upkeep_due > 0);
    assert_eq!(state.houses[H1].shortfall_streak, 0);
    assert_eq!(state.houses[H1].treasury, state.houses[H1].nhv - flows.upkeep_due);
}

#[test]
fn r03_6_salvage_is_credited_once_and_before_upkeep() {
    let (mut state, _) = position();
    let id = fleet(&mut state, H1, HOME, &[Destroyer; 4]);
    arrived(&mut state, id, CommandKind::Salvage);
    let price = state.ships[state.fleets[id].ships[0]].build_cost;
    let mut without = position().0;
    income(&mut state);
    income(&mut without);
    assert_eq!(state.houses[H1].treasury - without.houses[H1].treasury, 4 * (price / 2));
    assert_eq!(state.flows[H1].upkeep_due, without.flows[H1].upkeep_due);
    let once = state.houses[H1].treasury;
    opening(&mut state);
    assert_eq!(state.houses[H1].treasury, once);
}

#[test]
fn r03_9_growth_ends_the_collection_and_is_felt_next_turn() {
    let (mut state, home) = position();
    let mut frozen = state.clone();
    let economy = &mut std::sync::Arc::make_mut(&mut frozen.rules).economy;
    economy.population.natural_growth_rate = 0.0;
    for state in [&mut state, &mut frozen] {
        income(state);
    }
    assert!(state.colonies[home].pu > frozen.colonies[home].pu);
    assert_eq!(state.houses[H1].gho, frozen.houses[H1].gho);
    for state in [&mut state, &mut frozen] {
        income(state);
    }
    assert!(state.houses[H1].gho > frozen.houses[H1].gho);
}

#[test]
fn r03_10_a_blockade_scales_output_and_leaves_industry_alone() {
    let (mut free, home) = position();
    let mut blockaded = free.clone();
    blockaded.colonies[home].blockaded = true;
    for state in [&mut free, &mut blockaded] {
        income(state);
    }
    let [all, some] = [&free, &blockaded].map(|state| state.houses[H1].gho as f64);
    assert!((some / all - 0.4).abs() < 0.01, "{some} of {all}");
    assert_eq!(free.colonies[home].iu, blockaded.colonies[home].iu);
    assert_eq!(
        limits::fighter_capacity(&free, &free.colonies[home]),
        limits::fighter_capacity(&blockaded, &blockaded.colonies[home])
    );
}

#[test]
fn r03_16_nobody_refills_an_empty_etac() {
    let (mut state, home) = position();
    let id = fleet(&mut state, H1, HOME, &[Etac]);
    let etac = state.fleets[id].ships[0];
    state.ships[etac].colonists = 0;
    let pu = state.colonies[home].pu;
    opening(&mut state);
    assert_eq!((state.ships[etac].colonists, state.colonies[home].pu), (0, pu));
}

#[test]
fn r03_24_upkeep_is_no_business_of_production() {
    let (mut state, _) = rich_position(500);
    fleet(&mut state, H1, HOME, &[Dreadnought; 3]);
    production(&mut state);
    assert_eq!((state.houses[H1].treasury, state.flows[H1].upkeep_due), (500, 0));
}

#[test]
fn r03_25_fighters_board_carriers_that_entered_service_in_the_same_turn() {
    let (mut state, home) = position();
    let carrier = ship(&mut state, H1, Carrier, ShipPlace::Colony(home));
    let fighters = [(); 2].map(|()| ship(&mut state, H1, Fighter, ShipPlace::Colony(home)));
    opening(&mut state);
    assert!(matches!(state.ships[carrier].place, ShipPlace::Fleet(_)), "CMD2d");
    assert_eq!(**state.ships[carrier].fighters(), fighters, "CMD4");
    assert_sound(&state);
}

#[test]
fn r03_7_an_effect_of_one_turn_covers_all_of_it() {
    let (mut state, _) = position();
    let kind = EffectKind::TaxReduction;
    let id = EffectId::of(H1, kind);
    let mut free = state.clone();
    state.effects.insert(crate::state::rows::Effect {
        id,
        house: H1,
        kind,
        last_turn: 1,
    });
    for state in [&mut state, &mut free] {
        conflict(state);
        income(state);
        opening(state);
    }
    assert!(state.houses[H1].nhv < free.houses[H1].nhv, "it counts in INC");
    assert!(state.effects.contains(id), "and still does in CMD");
    production(&mut state);
    assert!(state.effects.is_empty());
}

#[test]
fn r03_8_points_are_bought_in_inc2_and_once() {
    let (mut state, _) = rich_position(10_000);
    let mut packet = Orders::default();
    packet.espionage.buy_ebp = 3;
    let packet = packets(packet);
    play(&mut state, |turn| {
        turn.command_orders(&packet);
        turn.production();
        turn.conflict();
        assert_eq!((turn.state.houses[H1].ebp, turn.state.houses[H1].treasury), (0, 10_000));
        turn.income();
        assert_eq!(turn.state.houses[H1].ebp, 3);
        turn.command_opening();
        turn.conflict();
        turn.income();
        assert_eq!(turn.state.houses[H1].ebp, 3);
    });
}
