//! What a view shows follows from the house's own things, its records and public facts, and from nothing else.

use super::*;
use crate::dice::{Dice, Key, Stream};
use crate::game::Game;
use crate::orders::Product;
use crate::testing::{self, random_packets};

mod feed;

/// Plays some turns of a game of random players, and looks at the views of all houses at each order window.
fn each_window(key: u64, turns: u32, mut look: impl FnMut(&Game)) {
    let mut game = testing::game("standard-4-player", key);
    for _ in 0..turns {
        if game.outcome().is_some() {
            break;
        }
        look(&game);
        let packets = random_packets(&game, key);
        game.resolve(&packets);
    }
}

/// Runs `look` for every house at every order window of some games; says for how many states.
fn each_view(keys: std::ops::RangeInclusive<u64>, turns: u32, mut look: impl FnMut(&Game, HouseId, &mut Dice)) -> u32 {
    let mut states = 0;
    for key in keys {
        let mut dice = Dice::for_purpose(Key(key), "hidden facts");
        each_window(key, turns, |game| {
            for me in game.state().house_ids().filter(|&me| game.state().in_play(me)) {
                look(game, me, &mut dice);
                states += 1;
            }
        });
    }
    states
}

#[test]
fn a_view_does_not_change_when_only_hidden_facts_do() {
    let states = each_view(1..=26, 20, |game, me, dice| {
        let leak = audit::leak(game, me, dice, &|game, me| audit::everything(&game.view(me)));
        assert_eq!(leak, None, "turn {}", game.turn());
    });
    assert!(states >= 2000, "{states}");
}

/// The packet that a random player sends for a house.
fn packet(game: &Game, me: HouseId) -> crate::orders::Orders {
    let mut packets = random_packets(game, 9);
    packets.swap_remove(me.index() - 1).unwrap_or_default()
}

#[test]
fn answers_to_orders_do_not_change_when_only_hidden_facts_do() {
    let states = each_view(31..=56, 20, |game, me, dice| {
        let orders = packet(game, me);
        let leak = audit::leak(game, me, dice, &|game, me| audit::answers(game, me, &orders));
        assert_eq!(leak, None, "turn {}", game.turn());
    });
    assert!(states >= 2000, "{states}");
}

#[test]
fn the_audit_looks_at_everything_that_a_view_hands_out() {
    // What everybody knows and nothing changes; rows of lists that are looked at, by their ids.
    let exempt = [
        "rules",
        "scenario",
        "starmap",
        "tech",
        "stance",
        "colony",
        "own_colony_at",
        "fleet",
        "ship",
    ];
    let named = |line: &'static str| line.trim().strip_prefix("pub fn ")?.split(['(', '<']).next();
    let sources = [include_str!("../view.rs"), include_str!("feed.rs")];
    let methods: Vec<&str> = sources
        .iter()
        .flat_map(|source| source.lines().filter_map(named))
        .collect();
    assert!(methods.len() >= 50, "{}", methods.len());
    for method in methods.into_iter().filter(|method| !exempt.contains(method)) {
        let call = format!("view.{method}(");
        let chained = format!(".{method}(");
        let audit = include_str!("audit.rs");
        assert!(
            audit.contains(&call) || audit.contains(&chained),
            "{method} is not looked at"
        );
    }
}

#[test]
fn rows_of_others_open_nothing() {
    // A player may change its copy of a row: what is answered is about the own row of that number, if there is one.
    let game = testing::game("standard-4-player", 3);
    let (state, view) = (game.state(), game.view(HouseId(1)));
    let foreign = state
        .fleets
        .iter()
        .find(|fleet| fleet.owner != HouseId(1))
        .expect("there are others");
    let mut forged = foreign.clone();
    forged.owner = HouseId(1);
    assert_eq!(
        (view.path(&forged, SystemId(1)), view.travel_turns(&forged, SystemId(1))),
        (None, None)
    );
    let mut forged = state
        .colonies
        .iter()
        .find(|colony| colony.owner == HouseId(2))
        .expect("theirs")
        .clone();
    assert_eq!(view.fighter_capacity(&forged), 0);
    forged.owner = HouseId(1);
    assert_eq!((view.fighter_capacity(&forged), view.garrison(&forged).count()), (0, 0));
}

/// A fact that a house cannot know, as a number.
type Hidden<'a> = &'a dyn Fn(&State, HouseId) -> i64;

/// Whether a leak is found in some windows of a game if observers write out a hidden fact besides.
fn finds(hidden: impl Fn(&State, HouseId) -> i64) -> bool {
    let mut found = false;
    each_view(3..=3, 10, |game, me, dice| {
        let leaky =
            |game: &Game, me: HouseId| audit::everything(&game.view(me)) + &hidden(game.state(), me).to_string();
        found |= audit::leak(game, me, dice, &leaky).is_some_and(|leak| leak.contains(&format!("house {me}")));
    });
    found
}

#[test]
fn a_view_that_leaks_is_found_out() {
    let foreign =
        |state: &State, me: HouseId| -> Vec<HouseId> { state.house_ids().filter(|&other| other != me).collect() };
    let leaks: [Hidden<'_>; 16] = [
        &|state, me| {
            foreign(state, me)
                .iter()
                .map(|&house| state.houses[house].treasury)
                .sum()
        },
        &|state, me| {
            foreign(state, me)
                .iter()
                .map(|&house| state.houses[house].fleets.len() as i64)
                .sum()
        },
        &|state, me| {
            foreign(state, me)
                .iter()
                .map(|&house| i64::from(state.tech(house, TechField::Eli)))
                .sum()
        },
        // Where the colonies of others are, and how large.
        &|state, me| {
            let others = state.colonies.iter().filter(|colony| colony.owner != me);
            others
                .map(|colony| i64::from(colony.system.0) * colony.id.index() as i64)
                .sum()
        },
        &|state, _| state.colonies.iter().map(|colony| colony.pu).sum(),
        // What others were told.
        &|state, me| {
            let others = state.feed.iter().filter(|row| !row.told.contains(me));
            others.map(|row| i64::from(row.house.0)).sum()
        },
        // Whether it is deceived.
        &|state, me| i64::from(state.effects.contains(EffectId::of(me, EffectKind::IntelCorrupted))),
        &|state, me| {
            state
                .combat_records
                .iter()
                .filter(|row| row.house != me)
                .map(|row| i64::from(row.rounds))
                .sum()
        },
        // The dice.
        &|state, _| i64::from(state.streams.open(state.turn(), Stream::MapLanes).below(1000)),
        // Planets, homeworlds and owners that were never seen.
        &|state, _| {
            state
                .systems
                .iter()
                .map(|row| i64::from(row.class.code()) + i64::from(row.raw.code()))
                .sum()
        },
        &|state, me| {
            let others = foreign(state, me);
            others
                .iter()
                .map(|&house| i64::from(state.houses[house].homeworld.0))
                .sum()
        },
        &|state, _| state.systems.iter().filter(|row| row.homeworld_of.is_some()).count() as i64,
        &|state, _| {
            state
                .colonies
                .iter()
                .map(|row| i64::from(row.owner.0 * row.system.0))
                .sum()
        },
        // What is built, sent and loaded.
        &|state, _| state.projects.len() as i64 + state.transfers.len() as i64,
        &|state, me| {
            let others = state.ships.iter().filter(|row| row.owner != me);
            others.map(|row| i64::from(row.colonists) + i64::from(row.wep)).sum()
        },
        // What others know in detail.
        &|state, _| state.ship_records.iter().map(|row| i64::from(row.count)).sum(),
    ];
    for (index, leak) in leaks.iter().enumerate() {
        assert!(finds(leak), "leak {index}");
    }
    assert!(
        !finds(|state, me| state.houses[me].treasury),
        "own things are no secret"
    );
}

#[test]
fn an_answer_that_leaks_is_found_out() {
    // Orders to colonise are refused where, in truth, a colony is.
    let mut found = false;
    each_view(4..=4, 10, |game, me, dice| {
        let target = SystemId(1 + dice.below(game.state().systems.len() as u32));
        let orders = packet(game, me);
        let leaky = |game: &Game, me: HouseId| {
            let taken = game.state().systems[target].colony.is_some();
            let taken = if taken { "refused: taken\n" } else { "" };
            taken.to_string() + &audit::answers(game, me, &orders)
        };
        found |= audit::leak(game, me, dice, &leaky).is_some();
    });
    assert!(found);
}

#[test]
fn r04_28_an_order_to_colonise_what_is_secretly_taken_is_accepted_and_fails_later() {
    let mut game = testing::game("standard-4-player", 8);
    let me = HouseId(1);
    let (fleet, target) = {
        let view = game.view(me);
        let fleet = view
            .fleets()
            .find(|fleet| view.ships(fleet).any(|ship| ship.class == ShipClass::Etac));
        let fleet = fleet.expect("the standard start has ETACs");
        let free = view.starmap().neighbours[fleet.system.index()]
            .iter()
            .map(|&(system, _)| system);
        (fleet.id, free.min().expect("a neighbour"))
    };
    game.state_mut().new_colony(HouseId(2), target, 3, 0, 1);
    let mut packets = vec![None; 4];
    let order = crate::orders::FleetOrder::new(fleet, CommandKind::Colonize, Some(target));
    packets[0] = Some(crate::orders::Orders {
        fleets: vec![order],
        ..Default::default()
    });
    game.resolve(&packets);
    let told: Vec<_> = game.log().orders.iter().filter(|event| event.house == me).collect();
    let [event] = &told[..] else { panic!("{told:?}") };
    assert_eq!(
        (event.fate, event.reason),
        (crate::events::OrderFate::Failed, crate::events::Reason::Taken)
    );
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
