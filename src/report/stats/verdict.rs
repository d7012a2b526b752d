//! Words for shares: tied to intervals, never to the estimate alone.

use super::Interval;

/// What an interval says about a share and its fair value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// The interval lies within the margin.
    Balanced,
    /// The interval lies above the margin.
    TooStrong,
    /// The interval lies below the margin.
    TooWeak,
    /// Neither; `games` would probably settle it, if a number can be given.
    NotEnoughGames {
        /// How many games in all would do, if the estimate stays.
        games: Option<u64>,
    },
}

impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Verdict::Balanced => f.write_str("balanced"),
            Verdict::TooStrong => f.write_str("too strong"),
            Verdict::TooWeak => f.write_str("too weak"),
            Verdict::NotEnoughGames { games: Some(games) } => write!(f, "not enough games; about {games} would do"),
            Verdict::NotEnoughGames { games: None } => f.write_str("not enough games"),
        }
    }
}

/// The verdict on a share with `interval`, estimated from `games` games, against `fair` ± `margin`.
pub fn verdict(value: f64, interval: Option<Interval>, games: f64, fair: f64, margin: f64) -> Verdict {
    let Some(Interval { low, high }) = interval else {
        return Verdict::NotEnoughGames { games: None };
    };
    if low >= fair - margin && high <= fair + margin {
        return Verdict::Balanced;
    }
    if low > fair + margin {
        return Verdict::TooStrong;
    }
    if high < fair - margin {
        return Verdict::TooWeak;
    }
    // The half-width shrinks with the square root of the number of games.
    let half = (high - low) / 2.0;
    let room = (margin - (value - fair).abs()).abs();
    let factor = (half / room).powi(2);
    let games = (factor.is_finite() && factor < 100.0).then(|| ((games * factor / 100.0).ceil() * 100.0) as u64);
    Verdict::NotEnoughGames { games }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(low: f64, high: f64) -> Verdict {
        verdict((low + high) / 2.0, Some(Interval { low, high }), 400.0, 0.25, 0.05)
    }

    #[test]
    fn words_are_tied_to_the_interval() {
        assert_eq!(of(0.22, 0.28), Verdict::Balanced);
        assert_eq!(of(0.31, 0.40), Verdict::TooStrong);
        assert_eq!(of(0.05, 0.19), Verdict::TooWeak);
    }

    #[test]
    fn an_open_question_names_a_number_of_games() {
        // Half-width 6 points around the fair share; 5 are needed: 1.44 times the games.
        assert_eq!(of(0.19, 0.31), Verdict::NotEnoughGames { games: Some(600) });
        assert_eq!(
            verdict(0.3, None, 4.0, 0.25, 0.05),
            Verdict::NotEnoughGames { games: None }
        );
    }
}
