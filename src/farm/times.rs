//! Where the processor time of a run goes. Shown to the user, never written to a data file.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// Parts of the work on a game.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Setup and turns.
    Engine,
    /// Decisions of the players.
    Players,
    /// Saving turns.
    Sqlite,
    /// Writing and compacting events.
    Parquet,
}

impl Part {
    /// All parts, in the order of [`Times::shares`].
    pub const ALL: [Part; 4] = [Part::Engine, Part::Players, Part::Sqlite, Part::Parquet];

    /// The name shown.
    pub fn name(self) -> &'static str {
        match self {
            Part::Engine => "engine",
            Part::Players => "players",
            Part::Sqlite => "SQLite",
            Part::Parquet => "Parquet",
        }
    }
}

/// Sums over all workers.
#[derive(Debug, Default)]
pub struct Times([AtomicU64; 4]);

impl Times {
    /// Does something and adds the time it took to a part.
    pub fn measure<T>(&self, part: Part, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let done = work();
        self.add(part, start.elapsed());
        done
    }

    fn add(&self, part: Part, time: Duration) {
        self.0[part as usize].fetch_add(time.as_nanos() as u64, Relaxed);
    }

    /// The time spent in a part.
    pub fn of(&self, part: Part) -> Duration {
        Duration::from_nanos(self.0[part as usize].load(Relaxed))
    }

    /// Shares of the parts in percent; none if nothing was measured.
    pub fn shares(&self) -> Option<[(Part, f64); 4]> {
        let total: f64 = Part::ALL.iter().map(|&part| self.of(part).as_secs_f64()).sum();
        let share = |part| (part, 100.0 * self.of(part).as_secs_f64() / total);
        (total > 0.0).then(|| Part::ALL.map(share))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up() {
        let times = Times::default();
        assert_eq!(times.shares(), None);
        times.add(Part::Engine, Duration::from_millis(30));
        times.add(Part::Sqlite, Duration::from_millis(10));
        let shares = times.shares().unwrap();
        assert_eq!(shares.map(|(_, share)| share), [75.0, 0.0, 25.0, 0.0]);
        assert_eq!(times.measure(Part::Players, || 7), 7);
    }
}
