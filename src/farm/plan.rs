//! The design of a run: which personas play which game in which seats, on which map and dice.
//!
//! A **block** is one map key with one line-up of personas, played once under each of a balanced set of seatings. Game
//! *i* is seating *i mod n* of block *i div n*. All games of a block share map and dice; the players' own dice differ.
//! Why blocks, and what a report may do with them, is in `report/METHODS.md`.

use ec4x_ai::PersonaKind;
use ec4x_engine::dice::Key;

/// Which personas play which game in which seats, for as many games as one likes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Design {
    /// Seed of the run: the keys of all blocks follow from it.
    pub seed: u64,
    /// The personas that were asked for, in that order. One may be there several times.
    pub personas: Vec<PersonaKind>,
    /// Line-ups as indices into `personas`; block b plays line-up b mod their number.
    pub lineups: Vec<Vec<usize>>,
    /// Seatings as indices into a line-up, by seat.
    pub seatings: Vec<Vec<usize>>,
}

/// One game of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GamePlan {
    /// Its number in the run, from 0.
    pub game: u32,
    /// Its block.
    pub block: u32,
    /// Its seating within the block.
    pub seating: u32,
    /// The key of map and dice, the same for all games of the block.
    pub key: Key,
    /// The key of the players' dice.
    pub player_key: Key,
    /// Personas by seat; seat i is house i + 1.
    pub personas: Vec<PersonaKind>,
}

/// Fewer personas than seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooFew;

impl Design {
    /// The design for this many seats. With more personas than seats, blocks cycle through all line-ups of them.
    ///
    /// # Errors
    /// [`TooFew`] if there are fewer personas than seats.
    pub fn new(seed: u64, personas: Vec<PersonaKind>, seats: usize) -> Result<Self, TooFew> {
        if personas.len() < seats {
            return Err(TooFew);
        }
        let lineups = combinations(personas.len(), seats);
        Ok(Self {
            seed,
            personas,
            lineups,
            seatings: williams(seats),
        })
    }

    /// Games of a block.
    pub fn block_size(&self) -> u32 {
        self.seatings.len() as u32
    }

    /// The plan of a game.
    pub fn game(&self, game: u32) -> GamePlan {
        let (block, seating) = (game / self.block_size(), game % self.block_size());
        let key = Key(self.seed).derive_indexed("block", u64::from(block));
        let lineup = &self.lineups[block as usize % self.lineups.len()];
        let seats = &self.seatings[seating as usize];
        GamePlan {
            game,
            block,
            seating,
            key,
            player_key: key.derive_indexed("player", u64::from(seating)),
            personas: seats.iter().map(|&member| self.personas[lineup[member]]).collect(),
        }
    }
}

/// Rows of a Williams square of order `k`: in an even order everybody sits in each seat once and next to everybody
/// else on either side once; an odd order needs the mirrored square as well.
fn williams(k: usize) -> Vec<Vec<usize>> {
    let zigzag = |i: usize| if i % 2 == 1 { i.div_ceil(2) } else { (k - i / 2) % k };
    let square = |mirrored: bool| {
        (0..k).map(move |shift| {
            let mut row: Vec<usize> = (0..k).map(|i| (zigzag(i) + shift) % k).collect();
            if mirrored {
                row.reverse();
            }
            row
        })
    };
    if k.is_multiple_of(2) {
        square(false).collect()
    } else {
        square(false).chain(square(true)).collect()
    }
}

/// All choices of `k` out of `0..n` in lexicographic order.
fn combinations(n: usize, k: usize) -> Vec<Vec<usize>> {
    let mut all = Vec::new();
    let mut choice: Vec<usize> = (0..k).collect();
    loop {
        all.push(choice.clone());
        let Some(at) = (0..k).rev().find(|&i| choice[i] < n - k + i) else {
            return all;
        };
        choice[at] += 1;
        for i in at + 1..k {
            choice[i] = choice[i - 1] + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use ec4x_engine::vocab::Vocab;

    fn counts<T: Ord>(items: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
        items.fold(BTreeMap::new(), |mut counts, item| {
            *counts.entry(item).or_default() += 1;
            counts
        })
    }

    #[test]
    fn seats_and_neighbours_are_balanced() {
        for k in 2..=12 {
            let rows = williams(k);
            let each = if k % 2 == 0 { 1 } else { 2 };
            assert_eq!(rows.len(), each * k);
            let seats = counts(rows.iter().flat_map(|row| row.iter().copied().enumerate()));
            assert_eq!(seats.len(), k * k);
            assert!(seats.values().all(|&n| n == each), "{k}: {seats:?}");
            let neighbours = counts(
                rows.iter()
                    .flat_map(|row| row.windows(2).map(|pair| (pair[0], pair[1]))),
            );
            assert_eq!(neighbours.len(), k * (k - 1));
            assert!(neighbours.values().all(|&n| n == each), "{k}: {neighbours:?}");
        }
    }

    #[test]
    fn line_ups_are_all_choices() {
        assert_eq!(combinations(3, 3), [[0, 1, 2]]);
        assert_eq!(combinations(4, 2), [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]);
        let distinct: BTreeSet<_> = combinations(7, 3).into_iter().collect();
        assert_eq!(distinct.len(), 35);
    }

    #[test]
    fn a_block_shares_map_and_dice() {
        let design = Design::new(5, PersonaKind::ALL.to_vec(), 4).unwrap();
        let games: Vec<GamePlan> = (0..8).map(|game| design.game(game)).collect();
        assert_eq!(games[3].block, 0);
        assert_eq!((games[6].block, games[6].seating), (1, 2));
        assert!(games[..4].iter().all(|game| game.key == games[0].key));
        assert_ne!(games[0].key, games[4].key);
        let keys: BTreeSet<u64> = games.iter().flat_map(|game| [game.key.0, game.player_key.0]).collect();
        assert_eq!(keys.len(), 2 + 8, "the players' dice are nobody else's");
        let lineups: BTreeSet<_> = games.iter().map(|game| game.personas.clone()).collect();
        assert_eq!(lineups.len(), 4);
    }

    #[test]
    fn too_few_personas_are_refused_and_many_take_turns() {
        assert_eq!(Design::new(1, vec![PersonaKind::Turtle], 2), Err(TooFew));
        let design = Design::new(1, PersonaKind::ALL.to_vec(), 2).unwrap();
        let pairs = counts((0..24).map(|game| {
            let mut pair = design.game(game).personas;
            pair.sort();
            pair
        }));
        assert_eq!(pairs.len(), 6);
        assert!(pairs.values().all(|&n| n == 4));
    }

    #[test]
    fn another_seed_is_another_run() {
        let design = |seed| Design::new(seed, PersonaKind::ALL.to_vec(), 4).unwrap();
        assert_ne!(design(1).game(0).key, design(2).game(0).key);
        assert_eq!(design(1).game(7), design(1).game(7));
    }
}
