//! Rulings of rulebook 21 that no worked example shows.

use super::*;
use crate::construction::cmd2_commission;
use crate::orders::{Build, Product};
use crate::rules::Rules;
use crate::testing::homeworld;

#[test]
fn r21_2_the_science_level_is_bought_with_science_points() {
    let mut state = house(1260, 0);
    let rules = std::sync::Arc::make_mut(&mut state.rules);
    rules
        .set("tech.scienceLevel.level[2].erpRequired", "1000")
        .expect("it is a key");
    let mut wanted = Research::default();
    wanted.want(TechField::Sl);
    research(&mut state, wanted);
    assert_eq!(state.tech(HOUSE, TechField::Sl), 1, "it does not come by itself");
    state.houses[HOUSE].rp[Pool::Srp] = 10;
    research(&mut state, wanted);
    assert_eq!((state.tech(HOUSE, TechField::Sl), stored(&state)), (2, [0, 0, 0]));
}

#[test]
fn r21_3_research_comes_after_the_builds_of_the_turn() {
    let mut state = bare(1, 1);
    let colony = homeworld(&mut state, HOUSE, SystemId(1));
    (state.houses[HOUSE].gho, state.houses[HOUSE].treasury) = (1260, 300);
    let mut orders = Orders::default();
    orders.research.deposit = [0, 0, 300];
    orders.research.want(TechField::Ml);
    orders.research.want(TechField::Cst);
    for (class, quantity) in [(ShipClass::Cruiser, 1), (ShipClass::Destroyer, 2)] {
        orders.builds.push(Build {
            colony,
            product: Product::Ship(class),
            quantity,
        });
    }
    let (_, log) = play(&mut state, |turn| turn.command_orders(&[Some(orders)]));
    assert_eq!(
        log.orders.row(0).reason,
        Reason::Tech,
        "CST 2 comes too late for a cruiser"
    );
    assert_eq!(state.tech(HOUSE, TechField::Cst), 2);
    assert_eq!(
        (state.houses[HOUSE].treasury, state.flows[HOUSE].pp_mrp),
        (0, 60),
        "builds take the money first"
    );
    assert_eq!(
        stored(&state)[2],
        118 - 20,
        "the deposit of this turn pays for the levels of this turn"
    );
}

#[test]
fn r21_13_strategic_lift_does_not_enlarge_an_etac() {
    let mut state = bare(1, 1);
    let colony = homeworld(&mut state, HOUSE, SystemId(1));
    levels(&mut state, &[(TechField::Stl, 5)]);
    state.houses[HOUSE].treasury = 1000;
    let builds = [ShipClass::Etac, ShipClass::TroopTransport].map(|class| Build {
        colony,
        product: Product::Ship(class),
        quantity: 1,
    });
    let orders = Orders {
        builds: builds.to_vec(),
        ..Orders::default()
    };
    play(&mut state, |turn| {
        turn.command_orders(&[Some(orders)]);
        crate::construction::prd2_queues(turn);
        cmd2_commission(turn);
    });
    let etac = state
        .ships
        .iter()
        .find(|ship| ship.class == ShipClass::Etac)
        .expect("it was built");
    assert_eq!(
        (etac.colonists, crate::limits::transport_capacity(&state, HOUSE)),
        (3, 5)
    );
}

#[test]
fn r21_14_the_lists_of_unlocked_hulls_are_not_used() {
    let mut state = bare(1, 1);
    let colony = homeworld(&mut state, HOUSE, SystemId(1));
    let quote = |state: &State| crate::construction::quote(state, colony, Product::Ship(ShipClass::Battlecruiser));
    levels(&mut state, &[(TechField::Cst, 2)]);
    assert_eq!(
        quote(&state),
        Err(Reason::Tech),
        "listed for CST 2, but its own figure is 3"
    );
    levels(&mut state, &[(TechField::Cst, 3)]);
    assert_eq!(quote(&state), Ok(320));
}

#[test]
fn r21_16_names_of_one_field_and_a_key_without_use() {
    let (_, scenario) = crate::testing::load("standard-4-player");
    assert_eq!(
        scenario.starting_tech.level(TechField::Fc),
        scenario.starting_tech.flagship_command
    );
    let mut rules = Rules::standard();
    let key = "tech.advancedCarrierOperations.capacityMultiplierPerLevel";
    rules.set(key, "7").expect("it is a key");
    assert!(
        rules.warnings().iter().any(|text| text.starts_with(key)),
        "{:?}",
        rules.warnings()
    );
    assert_eq!(rules.tech.hangar_capacity(ShipClass::Carrier, 2), 4);
}

#[test]
fn r21_8_of_two_fields_that_a_pool_cannot_both_pay_the_earlier_is_bought() {
    use TechField::*;
    let order = [Sl, Ml, El, Cst, Wep, Ter, Eli, Clk, Sld, Cic, Stl, Fc, Sc, Fd, Aco];
    for (place, &first) in order.iter().enumerate() {
        for &second in order[place + 1..].iter().filter(|field| field.pool() == first.pool()) {
            let mut state = house(1260, 0);
            levels(&mut state, &[(Sl, 9), (Ml, 9)]);
            let costs = [first, second].map(|field| next_cost(&state, HOUSE, field));
            state.houses[HOUSE].rp[first.pool()] = costs[0].max(costs[1]);
            let before = [first, second].map(|field| state.tech(HOUSE, field));
            let mut wanted = Research::default();
            wanted.want(second);
            wanted.want(first);
            research(&mut state, wanted);
            let after = [first, second].map(|field| state.tech(HOUSE, field));
            assert_eq!(after, [before[0] + 1, before[1]], "{first} before {second}");
        }
    }
}
