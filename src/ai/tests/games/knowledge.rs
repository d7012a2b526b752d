//! A player is a function of its view: the same view gives the same orders, live or restored, whatever is hidden.

use std::sync::Arc;

use ec4x_ai::{Persona, PersonaKind, plan};
use ec4x_engine::dice::{Key, Stream, Streams};
use ec4x_engine::game::Game;
use ec4x_engine::ids::*;
use ec4x_engine::orders::{FleetRef, Orders, Product};
use ec4x_engine::strength;
use ec4x_engine::vocab::*;

use crate::arena::{Arena, packets, rotation};

const KEY: Key = Key(21);

/// A game in which some turns were played.
fn played(arena: &Arena, turns: u32) -> Game {
    let mut game = arena.game(KEY);
    advance(&mut game, turns);
    game
}

fn advance(game: &mut Game, turns: u32) {
    for _ in 0..turns {
        let orders = packets(game, KEY, &rotation(0));
        game.resolve(&orders);
    }
}

fn orders_of(game: &Game, house: HouseId, kind: PersonaKind) -> Orders {
    let mut dice = Streams::new(KEY).open(game.turn(), Stream::Player(house));
    plan(&game.view(house), &Persona::of(kind), &mut dice)
}

#[test]
fn a_restored_game_is_played_on_identically() {
    let arena = Arena::builtin("standard-4-player");
    let mut live = played(&arena, 12);
    let (rules, scenario) = (Arc::clone(&live.state().rules), Arc::clone(&live.state().scenario));
    let mut restored = Game::restore(rules, scenario, live.rows()).expect("the rows are sound");
    for _ in 0..8 {
        advance(&mut live, 1);
        advance(&mut restored, 1);
        assert_eq!(live.hash(), restored.hash(), "turn {}", live.turn());
    }
}

#[test]
fn the_same_key_gives_the_same_game() {
    let arena = Arena::builtin("standard-4-player");
    assert_eq!(played(&arena, 15).hash(), played(&arena, 15).hash());
}

#[test]
fn what_is_hidden_changes_nothing() {
    let arena = Arena::builtin("standard-4-player");
    let game = played(&arena, 14);
    let me = HouseId(1);
    let mut other = game.clone();
    let state = other.state_mut();
    for house in [2, 3, 4].map(HouseId) {
        let row = &mut state.houses[house];
        row.treasury += 12_345;
        row.tax = 11;
        row.rp[Pool::Srp] += 77;
        row.tech[TechField::Wep] = 2;
        for colony in state.houses[house].colonies.clone() {
            state.colonies[colony].iu += 500;
            state.colonies[colony].pu += 50;
        }
        for fleet in state.houses[house].fleets.clone() {
            state.fleets[fleet].roe = 1;
            for ship in state.fleets[fleet].ships.clone() {
                state.ships[ship].hull = Hull::Crippled;
            }
        }
    }
    for &kind in PersonaKind::ALL {
        assert_eq!(
            orders_of(&game, me, kind),
            orders_of(&other, me, kind),
            "{kind} looked behind the view"
        );
    }
}

#[test]
fn the_first_packet_settles_explores_and_learns() {
    let game = Arena::builtin("standard-4-player").game(KEY);
    for (house, &kind) in (1..).map(HouseId).zip(PersonaKind::ALL) {
        let orders = orders_of(&game, house, kind);
        let commands = |wanted| orders.fleets.iter().filter(|order| order.command == wanted).count();
        assert_eq!(commands(CommandKind::Colonize), 2, "{kind}: colonists");
        assert_eq!(commands(CommandKind::View), 4, "{kind}: explorers");
        let etacs = orders
            .builds
            .iter()
            .filter(|build| build.product == Product::Ship(ShipClass::Etac));
        assert!(etacs.map(|build| build.quantity).sum::<u32>() >= 5, "{kind}: ETACs");
        assert!(
            orders.research.wants(TechField::El) && orders.research.wants(TechField::Sl),
            "{kind}: research"
        );
    }
}

#[test]
fn a_house_without_colonies_still_has_a_plan() {
    let arena = Arena::builtin("standard-4-player");
    let mut game = played(&arena, 10);
    let (me, heir) = (HouseId(2), HouseId(3));
    let state = game.state_mut();
    for colony in state.houses[me].colonies.clone() {
        state.change_owner(colony, heir);
    }
    for &kind in PersonaKind::ALL {
        let orders = orders_of(&game, me, kind);
        assert!(
            orders.builds.is_empty() && orders.tax.is_none(),
            "{kind}: nothing to govern"
        );
    }
}

#[test]
fn w60_scouts_tour_by_plain_moves() {
    let mut game = Arena::builtin("standard-4-player").game(KEY);
    let mut tours = 0;
    for _ in 0..25 {
        let orders = packets(&game, KEY, &rotation(0));
        for order in orders.iter().flatten().flat_map(|packet| &packet.fleets) {
            let scouts = match order.fleet {
                FleetRef::Id(id) => strength::is_scout_only(game.state(), id),
                FleetRef::Temporary(_) => false,
            };
            assert!(!(scouts && order.command == CommandKind::View), "{order:?}");
            tours += u32::from(scouts && order.command == CommandKind::Move);
        }
        game.resolve(&orders);
    }
    assert!(tours > 20, "{tours} tours");
}
