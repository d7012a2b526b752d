//! What a view shows follows from the house's own things, its records and public facts, and from nothing else.

use super::*;
use crate::dice::{Dice, Key};
use crate::game::Game;
use crate::orders::Product;
use crate::testing::{self, random};

/// Plays some turns of a game of random players, and looks at the views of all houses at each order window.
fn each_window(key: u64, turns: u32, mut look: impl FnMut(&Game)) {
    let mut game = testing::game("standard-4-player", key);
    for _ in 0..turns {
        if game.outcome().is_some() {
            break;
        }
        look(&game);
        let packets = random::packets(&game, key);
        game.resolve(&packets);
    }
}

#[test]
fn a_view_does_not_change_when_only_hidden_facts_do() {
    for key in 1..=4 {
        let mut dice = Dice::for_purpose(Key(key), "hidden facts");
        each_window(key, 16, |game| {
            for me in game.state().house_ids() {
                let leak = audit::leak(game, me, &mut dice, &|game, me| audit::everything(&game.view(me)));
                assert_eq!(leak, None, "key {key}, turn {}", game.turn());
            }
        });
    }
}

#[test]
fn a_view_that_leaks_is_found_out() {
    let game = testing::game("standard-2-player", 1);
    let leaky = |game: &Game, me: HouseId| {
        let foreign = game.state().houses.iter().filter(|house| house.id != me);
        let sum: i64 = foreign.map(|house| house.treasury).sum();
        audit::everything(&game.view(me)) + &sum.to_string()
    };
    let leak = audit::leak(&game, HouseId(1), &mut Dice::for_purpose(Key(1), "leak"), &leaky);
    assert!(leak.is_some_and(|leak| leak.contains("house 1")));
}

#[test]
fn a_view_hands_out_nothing_foreign() {
    each_window(5, 16, |game| {
        let state = game.state();
        for me in state.house_ids() {
            let view = game.view(me);
            for colony in state.colonies.iter().filter(|colony| colony.owner != me) {
                assert_eq!(
                    (view.colony(colony.id), view.own_colony_at(colony.system)),
                    (None, None)
                );
                let lists =
                    view.facilities(colony).count() + view.garrison(colony).count() + view.projects(colony).count();
                assert_eq!(
                    (lists, view.colony_ships(colony).count(), view.repairs(colony).count()),
                    (0, 0, 0)
                );
                assert_eq!(view.quote(colony, Product::Industry), None);
            }
            for fleet in state.fleets.iter().filter(|fleet| fleet.owner != me) {
                assert_eq!((view.fleet(fleet.id), view.ships(fleet).count()), (None, 0));
                assert_eq!(view.strength(fleet), (0, 0));
            }
            for ship in state.ships.iter().filter(|ship| ship.owner != me) {
                assert_eq!(view.ship(ship.id), None);
            }
        }
    });
}

#[test]
fn records_say_what_was_true_when_they_were_made() {
    each_window(6, 16, |game| {
        let state = game.state();
        for me in state.house_ids() {
            let view = game.view(me);
            for record in view.fleet_records() {
                assert!(record.owner != me && record.house == me && record.turn <= game.turn());
                if record.turn == game.turn() && record.detail_turn != Some(game.turn()) {
                    let fleet = state.fleets.get(record.fleet);
                    assert_eq!(
                        fleet.map(|fleet| (fleet.owner, fleet.system)),
                        Some((record.owner, record.system))
                    );
                }
            }
            for record in view.colony_records().filter(|record| record.turn == game.turn()) {
                assert_eq!(state.controller(record.system), Some(record.owner));
            }
        }
    });
}

#[test]
fn own_things_are_shown_exactly_and_completely() {
    let game = testing::game("standard-4-player", 3);
    let me = HouseId(2);
    let view = game.view(me);
    let home = view.house().homeworld;
    assert_eq!((view.house().treasury, view.turn()), (1557, 1), "1000 + 630 − 73");
    assert_eq!((view.colonies().count(), view.fleets().count()), (1, 4));
    assert_eq!(
        (view.visibility(home), view.planet(home)),
        (Visibility::Owned, Some((PlanetClass::Eden, Raw::Abundant)))
    );
    assert_eq!((view.colony_records().count(), view.fleet_records().count()), (0, 0));
    let dark = (1..=61)
        .map(SystemId)
        .filter(|&system| view.visibility(system) == Visibility::Adjacent);
    assert_eq!(dark.filter(|&system| view.planet(system).is_none()).count(), 60);
    assert_eq!(
        view.command_points(),
        (10, 129),
        "30 % of 420 IU and this turn's growth of 10"
    );
}

#[test]
fn o10_ids_are_those_of_the_engine() {
    let mut gaps = 0;
    each_window(6, 12, |game| {
        let state = game.state();
        for me in state.house_ids() {
            let view = game.view(me);
            let own: Vec<FleetId> = view.fleets().map(|fleet| fleet.id).collect();
            assert_eq!(own, state.houses[me].fleets);
            gaps += usize::from(own.iter().zip(1..).any(|(id, place)| id.0 != place));
            for record in view.fleet_records() {
                let there = state.fleets.get(record.fleet);
                assert!(there.is_none_or(|fleet| fleet.owner == record.owner));
            }
            for record in view.colony_records().filter(|record| record.turn == game.turn()) {
                assert!(state.colonies.contains(record.colony));
            }
        }
    });
    assert!(gaps > 0, "nobody renumbered them");
}
