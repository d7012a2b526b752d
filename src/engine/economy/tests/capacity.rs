//! Strain, fighter capacity, Planet-Breaker limit (20 §10, 22 §9; 25 X18, X20).

use super::{HOME, HOUSE};
use crate::economy::inc7_capacity;
use crate::events::EconomyKind;
use crate::ids::{ColonyId, ShipId, SystemId};
use crate::limits;
use crate::state::{ShipPlace, State};
use crate::testing::{assert_sound, bare, colony, fleet, homeworld, play, ship};
use crate::vocab::*;

/// A house with 430 IU, hence a pool of 129, and ships of a total command cost.
fn commanding(points: i64) -> State {
    let mut state = bare(1, 1);
    state.new_colony(HOUSE, HOME, 840, 430, 0);
    for _ in 0..points / 3 {
        fleet(&mut state, HOUSE, HOME, &[ShipClass::Cruiser]);
    }
    for _ in 0..points % 3 {
        fleet(&mut state, HOUSE, HOME, &[ShipClass::Corvette]);
    }
    assert_eq!(
        (limits::c2_pool(&state, HOUSE), limits::c2_used(&state, HOUSE)),
        (129, points)
    );
    state
}

#[test]
fn example_x18_strain() {
    for (points, strain) in [(129, 0), (160, 15), (161, 16)] {
        let mut state = commanding(points);
        state.houses[HOUSE].treasury = 10;
        let (_, log) = play(&mut state, inc7_capacity);
        assert_eq!(state.houses[HOUSE].treasury, 10 - strain, "{points} points");
        assert_eq!(state.flows[HOUSE].strain_pp, strain);
        assert_eq!(
            log.economy.iter().any(|row| row.kind == EconomyKind::Strain),
            strain > 0
        );
    }
}

fn fighters(state: &mut State, colony: ColonyId, count: usize) -> Vec<ShipId> {
    (0..count)
        .map(|_| ship(state, HOUSE, ShipClass::Fighter, ShipPlace::Colony(colony)))
        .collect()
}

#[test]
fn example_x20_fighters_over_capacity() {
    let (mut state, id) = colony(PlanetClass::Eden, Raw::Abundant, 840, 420);
    let pool = fighters(&mut state, id, 7);
    for (turn, grace, left) in [(20, Some(2), 7), (21, Some(1), 7), (22, None, 4)] {
        play(&mut state, inc7_capacity);
        assert_eq!(state.colonies[id].fighter_grace, grace, "turn {turn}");
        assert_eq!(state.colonies[id].pool.len(), left);
    }
    assert_eq!(*state.colonies[id].pool, pool[3..], "the oldest went");
    assert_eq!(
        (state.flows[HOUSE].fighters_disbanded, state.houses[HOUSE].treasury),
        (3, 0)
    );
}

#[test]
fn example_x20_growth_resets_the_grace() {
    let (mut state, id) = colony(PlanetClass::Eden, Raw::Abundant, 840, 420);
    fighters(&mut state, id, 7);
    play(&mut state, inc7_capacity);
    state.colonies[id].iu = 700;
    play(&mut state, inc7_capacity);
    assert_eq!(state.colonies[id].fighter_grace, None);
    state.colonies[id].iu = 420;
    play(&mut state, inc7_capacity);
    assert_eq!(
        (state.colonies[id].fighter_grace, state.colonies[id].pool.len()),
        (Some(2), 7)
    );
}

#[test]
fn u15_only_the_pool_counts() {
    let mut state = bare(1, 1);
    let home = homeworld(&mut state, HOUSE, HOME);
    let carrier = fleet(&mut state, HOUSE, HOME, &[ShipClass::Carrier]);
    let carrier = state.fleets[carrier].ships[0];
    fighters(&mut state, home, 4);
    for _ in 0..3 {
        ship(&mut state, HOUSE, ShipClass::Fighter, ShipPlace::Carrier(carrier));
    }
    play(&mut state, inc7_capacity);
    assert_eq!(state.colonies[home].fighter_grace, None);
}

#[test]
fn c18_u21_o2_the_oldest_planet_breaker_is_scrapped() {
    let mut state = bare(1, 2);
    let home = homeworld(&mut state, HOUSE, HOME);
    state.colonies[home].iu = 1000;
    let first = fleet(&mut state, HOUSE, SystemId(2), &[ShipClass::PlanetBreaker]);
    let second = fleet(&mut state, HOUSE, HOME, &[ShipClass::PlanetBreaker]);
    let (_, log) = play(&mut state, inc7_capacity);
    assert_sound(&state);
    assert!(!state.fleets.contains(first) && state.fleets.contains(second));
    assert_eq!(
        (state.flows[HOUSE].breakers_scrapped, state.houses[HOUSE].treasury),
        (1, 0)
    );
    let row = log.economy.row(0);
    assert_eq!(
        (row.kind, row.system_id),
        (EconomyKind::BreakerScrapped, Some(SystemId(2)))
    );
}

#[test]
fn a_planet_breaker_too_many_strains_the_treasury_before_it_is_scrapped() {
    let mut state = bare(1, 1);
    state.new_colony(HOUSE, HOME, 10, 0, 0);
    fleet(&mut state, HOUSE, HOME, &[ShipClass::PlanetBreaker; 2]);
    play(&mut state, inc7_capacity);
    // Two at 6 points each, and no industry to command them.
    assert_eq!((state.houses[HOUSE].treasury, state.ships.len()), (-6, 1));
}
