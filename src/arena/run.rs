//! Many repetitions, on all threads of the pool that calls.

use rayon::prelude::*;

use super::duel::{Duel, Outcome};
use super::tally::{Classes, Tally, classes};
use crate::report::stats::Moments;

/// Repetitions that a thread fights in one go.
const CHUNK: u64 = 256;

fn classes_of(duel: &Duel<'_>) -> Classes {
    [classes(duel.forces[0].all()), classes(duel.forces[1].all())]
}

/// Adds up chunks of repetitions; what comes out does not depend on who fought which.
fn in_chunks<T: Default + Send>(
    reps: u32,
    fight: impl Fn(&mut T, u64) + Sync,
    merge: impl Fn(T, T) -> T + Send + Sync,
) -> T {
    let reps = u64::from(reps);
    let chunk = |number: u64| {
        let mut sum = T::default();
        (number * CHUNK..reps.min((number + 1) * CHUNK)).for_each(|repetition| fight(&mut sum, repetition));
        sum
    };
    (0..reps.div_ceil(CHUNK))
        .into_par_iter()
        .map(chunk)
        .reduce(T::default, merge)
}

/// Fights a duel many times.
pub fn fight(duel: &Duel<'_>, reps: u32) -> Tally {
    let classes = classes_of(duel);
    let one = |tally: &mut Tally, repetition| tally.add(&duel.fight(repetition), &classes);
    in_chunks(reps, one, Tally::merge)
}

/// The numbers of a repetition under two variants of the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pair {
    /// Each variant by itself.
    pub tallies: [Tally; 2],
    /// For both variants: A won, B won, nobody won, PP lost by A and by B, rounds.
    pub(super) joint: Moments<12>,
}

/// How many numbers of a repetition are paired.
pub(super) const PAIRED: usize = 6;

fn numbers(outcome: &Outcome) -> [i64; PAIRED] {
    let won = [Some(0), Some(1), None].map(|winner| i64::from(outcome.winner == winner));
    let [a, b] = outcome.losses.each_ref().map(|losses| losses.pp);
    [won[0], won[1], won[2], a, b, i64::from(outcome.rounds)]
}

/// Fights every repetition of a duel twice, under two variants of the rules and with the same dice.
pub fn fight_pairs(duels: [&Duel<'_>; 2], reps: u32) -> Pair {
    let classes = duels.map(classes_of);
    let one = |pair: &mut Pair, repetition| {
        let outcomes = duels.map(|duel| duel.fight(repetition));
        let mut joint = [0; 2 * PAIRED];
        for (variant, outcome) in outcomes.iter().enumerate() {
            pair.tallies[variant].add(outcome, &classes[variant]);
            joint[variant * PAIRED..][..PAIRED].copy_from_slice(&numbers(outcome));
        }
        pair.joint.add(joint);
    };
    let merge = |mut a: Pair, b: Pair| {
        let [first, second] = a.tallies;
        let [other_first, other_second] = b.tallies;
        a.tallies = [first.merge(other_first), second.merge(other_second)];
        a.joint.merge(&b.joint);
        a
    };
    in_chunks(reps, one, merge)
}
