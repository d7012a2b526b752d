//! Chances of battles, bombardments and landings, in closed form (rulebook 30 §12.1, 11 §5–§18).

/// Attack and defence of a side, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Strength {
    /// AS.
    pub attack: f64,
    /// DS.
    pub defense: f64,
}

impl Strength {
    /// Both figures multiplied.
    pub fn times(self, factor: f64) -> Self {
        Self {
            attack: self.attack * factor,
            defense: self.defense * factor,
        }
    }

    /// Fighting power: AS × DS, because twice the ships last twice as long and shoot twice as hard.
    pub fn power(self) -> f64 {
        self.attack * self.defense
    }
}

impl std::ops::Add for Strength {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            attack: self.attack + other.attack,
            defense: self.defense + other.defense,
        }
    }
}

impl std::ops::AddAssign for Strength {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl std::iter::Sum for Strength {
    fn sum<I: Iterator<Item = Self>>(sides: I) -> Self {
        sides.fold(Self::default(), |sum, side| sum + side)
    }
}

/// Chance of winning a battle that both sides fight out: `x³ / (1 + x³)` for `x` = the ratio of powers, which follows
/// battles of the real procedure within about four points between one chance in fifty and forty-nine (W57).
pub(crate) fn win(own: Strength, enemy: Strength) -> f64 {
    if enemy.power() <= 0.0 {
        return if own.attack > 0.0 { 1.0 } else { 0.5 };
    }
    let x = own.power() / enemy.power();
    let cube = x * x * x;
    cube / (1.0 + cube)
}

/// How many times the enemy's AS and DS a side needs for this chance; the inverse of [`win`].
pub(crate) fn ratio_for(odds: f64) -> f64 {
    libm::cbrt(libm::sqrt(odds / (1.0 - odds)))
}

/// More marines than anybody lands.
const MOST_MARINES: i64 = 1_000_000;

/// Marines wanted for a landing: AS landed per AS of the garrison. 2.0 takes a colony in about four of five
/// attempts, 2.4 in nineteen of twenty (rulebook 30 §18.5); a homeworld defends itself with one more modifier.
pub(crate) fn marines_needed(garrison_attack: f64, marine_attack: f64, margin: f64, homeworld: bool) -> i64 {
    if garrison_attack <= 0.0 {
        return 1;
    }
    let margin = if homeworld { margin * 1.15 } else { margin };
    // Under rules that give marines no strength no number is enough: one that nobody has.
    let needed = libm::ceil(garrison_attack * margin / marine_attack.max(1e-3));
    (needed as i64).clamp(1, MOST_MARINES)
}

/// Whether a fleet silences batteries in bearable time: 1.5 × their AS does it in one turn (rulebook 30 §18.5), half
/// of their AS in some.
pub(crate) fn can_bombard(attack: f64, batteries_attack: f64) -> bool {
    batteries_attack <= 0.0 || attack >= 0.75 * batteries_attack
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(ships: f64) -> Strength {
        Strength {
            attack: 12.0,
            defense: 13.0,
        }
        .times(ships)
    }

    #[test]
    fn w57_odds_follow_fought_out_battles_of_cruisers() {
        // Shares of battles won by n cruisers against ten, out of 1500 battles each by rulebook 11 §5 and §8.
        for (ships, won) in [
            (7.0, 0.083),
            (8.0, 0.182),
            (9.0, 0.317),
            (10.0, 0.491),
            (11.0, 0.682),
            (12.0, 0.756),
            (13.0, 0.867),
            (14.0, 0.928),
            (16.0, 0.977),
        ] {
            let estimate = win(side(ships), side(10.0));
            assert!(
                (estimate - won).abs() < 0.06,
                "{ships} against 10: {estimate:.3}, fought {won}"
            );
        }
    }

    #[test]
    fn ratio_is_the_inverse_of_win() {
        for odds in [0.2, 0.4, 0.6, 0.8, 0.95] {
            let own = side(10.0).times(ratio_for(odds));
            assert!((win(own, side(10.0)) - odds).abs() < 1e-9);
        }
    }

    #[test]
    fn nothing_to_beat_is_a_sure_thing() {
        assert_eq!(win(side(1.0), Strength::default()), 1.0);
        assert!(win(Strength::default(), side(1.0)) < 1e-9);
    }

    #[test]
    fn marines_of_rulebook_30_18_5() {
        // Three armies: 9 AS; the table says 3 divisions for 80 %, 4 for 95 %.
        assert_eq!(marines_needed(9.0, 6.0, 2.0, false), 3);
        assert_eq!(marines_needed(9.0, 6.0, 2.4, false), 4);
        // Five armies and two marines: 27 AS; 8 for 80 % (the table) is below the rule of thumb's 9.
        assert_eq!(marines_needed(27.0, 6.0, 2.0, false), 9);
        assert_eq!(marines_needed(0.0, 6.0, 2.0, false), 1);
        // A homeworld at the start, ten armies and five marines: 60 AS.
        assert!(marines_needed(60.0, 6.0, 2.0, true) >= 21);
    }

    #[test]
    fn batteries_ask_for_some_attack_strength() {
        assert!(can_bombard(16.0, 20.0));
        assert!(!can_bombard(10.0, 50.0));
        assert!(can_bombard(0.0, 0.0));
    }
}
