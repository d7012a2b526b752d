//! Whole games: what is saved is enough to go on from.

use ec4x_ai::{Persona, PersonaKind, plan};
use ec4x_engine::dice::{Stream, Streams};
use ec4x_engine::state::check;

use super::*;

/// Turns at which a game is restored, and for how many turns both then play on.
const RESTORED_AT: [u32; 5] = [1, 2, 15, 40, 75];
const PLAYED_ON: u32 = 6;

fn packets(game: &Game, key: u64) -> Vec<Option<Orders>> {
    let streams = Streams::new(Key(key).derive("players"));
    let kinds = PersonaKind::ALL.iter().cycle();
    let decide = |(house, kind): (HouseId, &PersonaKind)| {
        plan(
            &game.view(house),
            &Persona::of(*kind),
            &mut streams.open(game.turn(), Stream::Player(house)),
        )
    };
    game.state().house_ids().zip(kinds).map(decide).map(Some).collect()
}

/// Both games play some turns; hashes, rows and events must stay the same.
fn plays_the_same(live: &Game, copy: &mut Game, key: u64) {
    let mut live = live.clone();
    assert_eq!(live.hash(), copy.hash());
    for _ in 0..PLAYED_ON {
        if live.outcome().is_some() {
            break;
        }
        let packets = packets(&live, key);
        assert_eq!(
            packets,
            self::packets(copy, key),
            "turn {}: players decide differently",
            live.turn()
        );
        for game in [&mut live, &mut *copy] {
            game.take_log();
            game.resolve(&packets);
        }
        assert_eq!(live.hash(), copy.hash(), "turn {}", live.turn());
        assert!(live.log() == copy.log(), "turn {}: events differ", live.turn());
    }
    assert_eq!(dump(live.state()), dump(copy.state()));
    assert_eq!(live.outcome(), copy.outcome());
}

#[test]
fn a_restored_game_goes_on_as_the_live_one() {
    let (rules, scenario) = standard();
    let mut store = Store::in_memory().unwrap();
    for key in [11, 12] {
        let mut game = Game::new(Arc::clone(&rules), Arc::clone(&scenario), Key(key)).expect("the map has room");
        store.begin(&mut game, &[]).unwrap();
        while game.outcome().is_none() {
            if RESTORED_AT.contains(&game.turn()) {
                assert_eq!(store.rows().unwrap(), dump(game.state()));
                plays_the_same(&game, &mut restored(&store), key);
            }
            let packets = packets(&game, key);
            game.resolve(&packets);
            let hash = store.save_turn(&mut game, &packets).unwrap();
            assert_eq!(hash, game.state().recomputed_hash());
        }
        assert_eq!(store.last_turn().unwrap().0, game.turn());
        assert_eq!(store.rows().unwrap(), dump(game.state()));
        assert_eq!(store.foreign_key_errors().unwrap(), Vec::<String>::new());
        assert_eq!(check::broken_invariants(game.state()), Vec::<String>::new());
        assert_eq!(restored(&store).outcome(), game.outcome());
    }
}
