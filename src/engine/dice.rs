//! Dice: counter-based, labelled streams (rulebook 03 §8, rulebook 03 R22, O3).
//!
//! A game has one [`Key`]. Every random need opens its own stream, named by turn, purpose and subject;
//! no generator is handed around. Adding a roll to one rule cannot change the dice of another, which
//! gives replay, independence of threads and common random numbers between rule variants at once.

use std::collections::BTreeMap;
use std::fmt;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use xxhash_rust::xxh3::Xxh3;

use crate::ids::{ColonyId, FleetId, HouseId, SystemId};
use crate::trace::{Drawn, Trace};

/// The master key of a game: all of its dice follow from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(pub u64);

impl Key {
    /// A key for another purpose that cannot be computed back: used for the players' own dice.
    pub fn derive(self, purpose: &str) -> Key {
        let mut hash = Xxh3::with_seed(self.0);
        hash.update(purpose.as_bytes());
        Key(hash.digest())
    }

    /// A key for the `index`-th thing of a purpose, for example the map of a block.
    pub fn derive_indexed(self, purpose: &str, index: u64) -> Key {
        let mut hash = Xxh3::with_seed(self.0);
        hash.update(purpose.as_bytes());
        hash.update(&index.to_le_bytes());
        Key(hash.digest())
    }
}

/// The name of a stream: the complete list of rulebook 03 §8, as far as rules that use them exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stream {
    /// `setup.names`: shuffle of the names (01 §1.3).
    SetupNames,
    /// `map.planet(system)`: class, then raw rating (02 §3).
    MapPlanet(SystemId),
    /// `map.homeworld`: shuffles of the candidates (02 §5).
    MapHomeworld,
    /// `map.lanes`: lane classes and the homeworlds' choice (02 §6).
    MapLanes,
    /// `CON1a.battle(system, low, high)`: detection, then CER (11 §4, §5).
    SpaceBattle(SystemId, HouseId, HouseId),
    /// `CON1b.battle(system, low, high)`.
    OrbitalBattle(SystemId, HouseId, HouseId),
    /// `CON1d.order(colony)`: shuffles of ties (03 §7.3).
    AssaultOrder(ColonyId),
    /// `CON1d.bombard(colony, house)` (11 §16).
    Bombard(ColonyId, HouseId),
    /// `CON1d.assault(colony, house)` (11 §17, §18).
    Assault(ColonyId, HouseId),
    /// `CON1e(fleet)`: 1d100, one more at each re-roll (04 §9).
    Colonize(FleetId),
    /// `CON1f.i(fleet)`: 1d20 (24 §4.3).
    NewMission(FleetId),
    /// `CON1f.ii(fleet)`: 1d20.
    Mission(FleetId),
    /// `CON1f.iii(house)`: per action in packet order 1d20 if detection is rolled, then the effect die (23 §4, §6).
    Espionage(HouseId),
    /// `CON1f.iv(observer, fleet)` (24 §5).
    Sweep(HouseId, FleetId),
    /// `PRD6(observer, fleet)` (24 §5).
    SecondSweep(HouseId, FleetId),
    /// `PRD1d(observer fleet, target fleet)` (24 §4.9).
    ScoutMeeting(FleetId, FleetId),
    /// `intel.noise(house, record key, field)`: u, then the sign (23 §6.7).
    Noise(HouseId, u32, u32),
    /// `PRD7a(house)`: 1d100, then 1d20 (21 §7).
    Breakthrough(HouseId),
    /// Decisions of a house's player; opened on a key of its own, never on the game's.
    Player(HouseId),
}

impl Stream {
    fn label(self) -> (&'static str, [u32; 3]) {
        match self {
            Stream::SetupNames => ("setup.names", [0; 3]),
            Stream::MapPlanet(s) => ("map.planet", [s.0, 0, 0]),
            Stream::MapHomeworld => ("map.homeworld", [0; 3]),
            Stream::MapLanes => ("map.lanes", [0; 3]),
            Stream::SpaceBattle(s, low, high) => ("CON1a.battle", [s.0, low.0, high.0]),
            Stream::OrbitalBattle(s, low, high) => ("CON1b.battle", [s.0, low.0, high.0]),
            Stream::AssaultOrder(c) => ("CON1d.order", [c.0, 0, 0]),
            Stream::Bombard(c, h) => ("CON1d.bombard", [c.0, h.0, 0]),
            Stream::Assault(c, h) => ("CON1d.assault", [c.0, h.0, 0]),
            Stream::Colonize(f) => ("CON1e", [f.0, 0, 0]),
            Stream::NewMission(f) => ("CON1f.i", [f.0, 0, 0]),
            Stream::Mission(f) => ("CON1f.ii", [f.0, 0, 0]),
            Stream::Espionage(h) => ("CON1f.iii", [h.0, 0, 0]),
            Stream::Sweep(h, f) => ("CON1f.iv", [h.0, f.0, 0]),
            Stream::SecondSweep(h, f) => ("PRD6", [h.0, f.0, 0]),
            Stream::ScoutMeeting(a, b) => ("PRD1d", [a.0, b.0, 0]),
            Stream::Noise(h, subject, figure) => ("intel.noise", [h.0, subject, figure]),
            Stream::Breakthrough(h) => ("PRD7a", [h.0, 0, 0]),
            Stream::Player(h) => ("player", [h.0, 0, 0]),
        }
    }
}

/// The name and subject as in the list of rulebook 03 §8: `CON1a.battle(12, 1, 3)`.
impl fmt::Display for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, subject) = self.label();
        let ids: Vec<String> = subject.iter().filter(|&&id| id != 0).map(|id| id.to_string()).collect();
        match ids.is_empty() {
            true => f.write_str(name),
            false => write!(f, "{name}({})", ids.join(", ")),
        }
    }
}

/// The dice of one game: opens streams. Tests can put scripted dice in place of any stream.
#[derive(Clone, Debug)]
pub struct Streams {
    key: Key,
    scripts: BTreeMap<(u32, Stream), Vec<u32>>,
    trace: Option<Trace>,
    disturbed: Option<u32>,
}

impl Streams {
    /// The streams of a game.
    pub fn new(key: Key) -> Self {
        Self {
            key,
            scripts: BTreeMap::new(),
            trace: None,
            disturbed: None,
        }
    }

    /// Writes down from now on what is drawn from which stream.
    pub fn record(&mut self, trace: Trace) {
        self.trace = Some(trace);
    }

    /// Where it is written down, if anywhere.
    pub fn trace(&self) -> Option<&Trace> {
        self.trace.as_ref()
    }

    /// A deliberate fault, for the test that verification finds it: every stream of this turn loses its first word.
    pub fn disturb(&mut self, turn: u32) {
        self.disturbed = Some(turn);
    }

    /// Replaces one stream of one turn by scripted faces; for golden tests.
    pub fn script(&mut self, turn: u32, stream: Stream, faces: &[u32]) {
        self.scripts.insert((turn, stream), faces.to_vec());
    }

    /// Opens a stream. Turn 0 is the setup.
    pub fn open(&self, turn: u32, stream: Stream) -> Dice {
        if let Some(faces) = self.scripts.get(&(turn, stream)) {
            return Dice::scripted(faces);
        }
        let (name, subject) = stream.label();
        let mut hash = Xxh3::with_seed(u64::from(turn));
        hash.update(name.as_bytes());
        for part in subject {
            hash.update(&part.to_le_bytes());
        }
        let mut rng = ChaCha8Rng::seed_from_u64(self.key.0);
        rng.set_stream(hash.digest());
        if self.disturbed == Some(turn) {
            rng.next_u32();
        }
        match &self.trace {
            None => Dice(Source::Random(Box::new(rng))),
            Some(trace) => Dice(Source::Traced(Box::new(Traced {
                rng,
                drawn: Drawn::none(turn, stream),
                trace: trace.clone(),
            }))),
        }
    }
}

/// One opened stream.
#[derive(Debug)]
pub struct Dice(Source);

#[derive(Debug)]
enum Source {
    Random(Box<ChaCha8Rng>),
    Traced(Box<Traced>),
    Scripted { faces: Vec<u32>, next: usize },
}

/// Random dice that tell, when they are put down, what they showed.
#[derive(Debug)]
struct Traced {
    rng: ChaCha8Rng,
    drawn: Drawn,
    trace: Trace,
}

impl Traced {
    fn word(&mut self) -> u32 {
        let word = self.rng.next_u32();
        self.drawn.add(word);
        word
    }
}

impl Source {
    /// The next 32 random bits; none from scripted dice.
    fn word(&mut self) -> Option<u32> {
        match self {
            Source::Random(rng) => Some(rng.next_u32()),
            Source::Traced(traced) => Some(traced.word()),
            Source::Scripted { .. } => None,
        }
    }
}

impl Dice {
    /// Dice for a purpose outside of any game, for example the draws of a bootstrap.
    pub fn for_purpose(key: Key, purpose: &str) -> Dice {
        Dice(Source::Random(Box::new(ChaCha8Rng::seed_from_u64(
            key.derive(purpose).0,
        ))))
    }

    /// Dice that show the given faces in order and panic when asked for more, for a face that the die
    /// does not have, or, when dropped, if faces are left over.
    pub fn scripted(faces: &[u32]) -> Dice {
        Dice(Source::Scripted {
            faces: faces.to_vec(),
            next: 0,
        })
    }

    fn face(&mut self, low: u32, high: u32) -> u32 {
        match &mut self.0 {
            Source::Random(_) | Source::Traced(_) => low + self.below(high - low + 1),
            Source::Scripted { faces, next } => {
                let Some(&face) = faces.get(*next) else {
                    panic!(
                        "scripted dice: roll {} asked for, only {} given",
                        *next + 1,
                        faces.len()
                    );
                };
                assert!(
                    (low..=high).contains(&face),
                    "scripted dice: face {face} is not on a die {low}..={high}"
                );
                *next += 1;
                face
            }
        }
    }

    /// A d10 read 0–9, as everywhere in combat and on the map (rulebook 11 §0.1).
    pub fn d10(&mut self) -> u32 {
        self.face(0, 9)
    }

    /// A d20, 1–20.
    pub fn d20(&mut self) -> u32 {
        self.face(1, 20)
    }

    /// A die with any number of sides, from 1.
    pub fn die(&mut self, sides: u32) -> u32 {
        self.face(1, sides)
    }

    /// A d100, 1–100.
    pub fn d100(&mut self) -> u32 {
        self.face(1, 100)
    }

    /// Uniform in `0..n` without modulo bias; `n` must not be 0. Scripted dice give it as a face.
    pub fn below(&mut self, n: u32) -> u32 {
        assert!(n > 0, "below(0)");
        // Multiply-and-shift with rejection of the short interval.
        let threshold = n.wrapping_neg() % n;
        loop {
            let Some(word) = self.0.word() else {
                return self.face(0, n - 1);
            };
            let wide = u64::from(word) * u64::from(n);
            if (wide as u32) >= threshold {
                return (wide >> 32) as u32;
            }
        }
    }

    /// Uniform in [0, 1) with 53 random bits. Scripted dice give it in millionths.
    pub fn unit(&mut self) -> f64 {
        match (self.0.word(), self.0.word()) {
            (Some(low), Some(high)) => {
                let word = u64::from(low) | u64::from(high) << 32;
                (word >> 11) as f64 / (1u64 << 53) as f64
            }
            _ => f64::from(self.face(0, 999_999)) / 1e6,
        }
    }

    /// Shuffles: for i = n−1 down to 1 swap item i with item j, j uniform in 0..=i (rulebook 03 §8.3).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            let j = self.below(i as u32 + 1) as usize;
            items.swap(i, j);
        }
    }
}

impl Drop for Dice {
    fn drop(&mut self) {
        if let Source::Traced(traced) = &self.0 {
            traced.trace.drawn(traced.drawn);
        }
        if let Source::Scripted { faces, next } = &self.0
            && *next < faces.len()
            && !std::thread::panicking()
        {
            panic!(
                "scripted dice: {} of {} rolls were never asked for",
                faces.len() - next,
                faces.len()
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_a_function_of_its_name() {
        let streams = Streams::new(Key(7));
        let roll = |turn, stream| {
            let mut dice = streams.open(turn, stream);
            (0..8).map(|_| dice.d10()).collect::<Vec<_>>()
        };
        let battle = Stream::SpaceBattle(SystemId(3), HouseId(1), HouseId(2));
        assert_eq!(roll(4, battle), roll(4, battle));
        assert_ne!(roll(4, battle), roll(5, battle));
        assert_ne!(
            roll(4, battle),
            roll(4, Stream::SpaceBattle(SystemId(3), HouseId(1), HouseId(3)))
        );
        assert_ne!(
            roll(4, battle),
            roll(4, Stream::OrbitalBattle(SystemId(3), HouseId(1), HouseId(2)))
        );
    }

    #[test]
    fn faces_are_uniform() {
        let mut dice = Streams::new(Key(1)).open(1, Stream::MapLanes);
        let mut counts = [0u32; 10];
        for _ in 0..100_000 {
            counts[dice.d10() as usize] += 1;
        }
        // Chi-square with 9 degrees of freedom; 27.9 is the 0.1 % point.
        let chi2: f64 = counts
            .iter()
            .map(|&n| crate::num::powi(f64::from(n) - 1e4, 2) / 1e4)
            .sum();
        assert!(chi2 < 27.9, "{counts:?}");
    }

    #[test]
    #[should_panic(expected = "only 1 given")]
    fn too_few_scripted_rolls_fail() {
        let mut dice = Dice::scripted(&[3]);
        dice.d10();
        dice.d10();
    }

    #[test]
    #[should_panic(expected = "never asked for")]
    fn too_many_scripted_rolls_fail() {
        Dice::scripted(&[3, 4]).d10();
    }
}
