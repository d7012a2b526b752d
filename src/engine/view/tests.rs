//! What a view shows follows from the house's own things, its records and public facts, and from nothing else.

use std::fmt::Write;

use super::*;
use crate::dice::{Dice, Key};
use crate::game::Game;
use crate::orders::Product;
use crate::state::ShipPlace;
use crate::testing::{self, random};

/// Everything that a view hands out, in words.
fn everything(view: &View) -> String {
    let mut text = String::new();
    let mut note = |what: &dyn std::fmt::Debug| {
        writeln!(text, "{what:?}").expect("a string takes everything");
    };
    note(&(view.me(), view.turn(), view.house(), view.houses().collect::<Vec<_>>()));
    note(&(
        view.command_points(),
        view.combat_fleets(),
        view.max_ships_per_fleet(),
        view.transport_capacity(),
    ));
    note(&view.upkeep());
    for &pool in Pool::ALL {
        note(&(view.pool_room(pool), view.research_points(pool, 100)));
    }
    for house in view.houses().filter(|house| house.id != view.me()) {
        note(&view.relation(house.id));
    }
    for colony in view.colonies() {
        note(&(colony, view.fighter_capacity(colony)));
        note(
            &view
                .facilities(colony)
                .map(|facility| (facility, view.free_docks(facility)))
                .collect::<Vec<_>>(),
        );
        note(&view.garrison(colony).collect::<Vec<_>>());
        note(&view.colony_ships(colony).collect::<Vec<_>>());
        note(&view.projects(colony).collect::<Vec<_>>());
        note(&view.repairs(colony).collect::<Vec<_>>());
        for &class in ShipClass::ALL {
            note(&view.quote(colony, Product::Ship(class)));
        }
        for &kind in FacilityKind::ALL {
            note(&view.quote(colony, Product::Facility(kind)));
        }
        for &kind in GroundKind::ALL {
            note(&view.quote(colony, Product::Ground(kind)));
        }
        note(&view.quote(colony, Product::Industry));
    }
    for fleet in view.fleets() {
        note(&(fleet, view.strength(fleet), view.ships(fleet).collect::<Vec<_>>()));
        note(&view.path(fleet, SystemId(1)));
    }
    for system in (1..=view.starmap().systems() as u32).map(SystemId) {
        note(&(view.visibility(system), view.planet(system), view.colony_record(system)));
    }
    note(&view.distances(view.house().homeworld));
    note(&view.fleet_records().collect::<Vec<_>>());
    text
}

/// Changes everything that a house cannot know: what others have, do and know, and where their fleets really are.
fn change_hidden_facts(state: &mut State, me: HouseId, dice: &mut Dice) {
    for house in state.house_ids().filter(|&house| house != me) {
        let row = &mut state.houses[house];
        row.treasury += i64::from(dice.below(5000));
        row.tax = dice.below(101) as u8;
        row.tech = TechLevels::all(1 + dice.below(5) as u8);
        row.rp = PerPool::all(i64::from(dice.below(300)));
        (row.gho, row.nhv, row.shortfall_streak, row.missed) = (7, 7, 7, 7);
        (row.negative_turns, row.last_captor) = (2, Some(me));
        let system = SystemId(1 + dice.below(state.systems.len() as u32));
        testing::fleet(state, house, system, &[ShipClass::Dreadnought]);
        for colony in state.houses[house].colonies.clone() {
            change_colony(state, colony, dice);
        }
        for fleet in state.houses[house].fleets.clone() {
            change_fleet(state, fleet, dice);
        }
    }
    let foreign = state
        .fleet_records
        .iter()
        .filter(|record| record.house != me)
        .map(|record| record.id);
    for id in foreign.collect::<Vec<_>>() {
        state.fleet_records[id].turn += 1;
    }
    let foreign = state
        .colony_records
        .iter()
        .filter(|record| record.house != me)
        .map(|record| record.id);
    for id in foreign.collect::<Vec<_>>() {
        state.colony_records.remove(id);
    }
}

fn change_colony(state: &mut State, colony: ColonyId, dice: &mut Dice) {
    let row = &mut state.colonies[colony];
    (row.pu, row.iu, row.iu_damaged) = (row.pu + 11, row.iu + 13, row.iu_damaged + 17);
    (row.infra_damage, row.blockaded, row.blockade_turns) = (100, true, 3);
    let owner = row.owner;
    state.new_ground(owner, GroundKind::Army, colony, 0);
    state.new_facility(colony, FacilityKind::Starbase, 1 + dice.below(9) as u8);
    testing::ship(state, owner, ShipClass::Fighter, ShipPlace::Colony(colony));
}

fn change_fleet(state: &mut State, fleet: FleetId, dice: &mut Dice) {
    let to = SystemId(1 + dice.below(state.systems.len() as u32));
    state.move_fleet(fleet, to);
    let row = &mut state.fleets[fleet];
    (row.roe, row.command, row.target) = (dice.below(11) as u8, CommandKind::Patrol, SystemId(1));
    (row.status, row.moved, row.priority) = (FleetStatus::Reserve, true, 5);
    for ship in state.fleets[fleet].ships.clone() {
        state.ships[ship].hull = Hull::Crippled;
        state.ships[ship].attack += 3;
    }
}

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
                let before = everything(&game.view(me));
                let mut other = game.clone();
                change_hidden_facts(other.state_mut(), me, &mut dice);
                let after = everything(&other.view(me));
                assert!(
                    before == after,
                    "key {key}, turn {}: the view of house {me} has changed",
                    game.turn()
                );
            }
        });
    }
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
