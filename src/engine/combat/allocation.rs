//! How a house with several enemies splits its forces (rulebook 11 §3.2, §3.5, K26).

use std::cmp::Reverse;

/// A part of a house's forces that fights in one battle: a fleet, or a single starbase, ship or fighter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Attack strength at the start of the theatre.
    pub attack: i64,
    /// It has a combatant; fleets of auxiliaries only shelter behind others.
    pub armed: bool,
    /// Place in the order of equals: fleets before singles, then by id.
    pub order: (u8, u32),
    /// The enemies against whom it may fight, as bits by index.
    pub enemies: u32,
}

impl Part {
    /// Whether it may fight an enemy.
    pub fn may_fight(&self, enemy: usize) -> bool {
        self.enemies & (1 << enemy) != 0
    }
}

/// The enemy that each part fights, by index; `enemies` are their attack strengths against this house, by ascending
/// house. Every part may fight at least one of them.
pub fn allocate(parts: &[Part], enemies: &[i64]) -> Vec<usize> {
    if enemies.len() == 1 {
        return vec![0; parts.len()];
    }
    let own: i64 = parts.iter().map(|part| part.attack).sum();
    let all: i64 = enemies.iter().sum();
    let mut assigned = vec![0; enemies.len()];
    // What an enemy still lacks of its share, times the sum of all; equal shares if nobody has any strength.
    let lack = |enemy: usize, assigned: i64| match all {
        0 => own - assigned * enemies.len() as i64,
        _ => own * enemies[enemy] - assigned * all,
    };
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_unstable_by_key(|&part| (Reverse(parts[part].attack), parts[part].order));
    let mut chosen = vec![0; parts.len()];
    for part in order {
        let eligible = (0..enemies.len()).filter(|&enemy| parts[part].may_fight(enemy));
        let enemy = if parts[part].armed {
            eligible.max_by_key(|&enemy| (lack(enemy, assigned[enemy]), enemies[enemy], Reverse(enemy)))
        } else {
            eligible.max_by_key(|&enemy| (enemies[enemy], Reverse(enemy)))
        };
        chosen[part] = enemy.unwrap_or(0);
        assigned[chosen[part]] += parts[part].attack;
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fleet(id: u32, attack: i64) -> Part {
        Part {
            attack,
            armed: attack > 0,
            order: (0, id),
            enemies: u32::MAX,
        }
    }

    #[test]
    fn example_13_allocation_of_h1() {
        let (parts, enemies) = ([fleet(11, 40), fleet(12, 28), fleet(13, 24)], [80, 40]);
        assert_eq!(allocate(&parts, &enemies), [0, 1, 0]);
        let targets = enemies.map(|enemy| 92.0 * f64::from(enemy as i32) / 120.0);
        let lines = [
            format!("92×80/120 = {:.3} (H2), 92×40/120 = {:.3} (H3)", targets[0], targets[1]),
            format!("deficit H2 ({:.3}; remaining {:.3}); ", targets[0], targets[0] - 40.0),
            format!("H3 ({:.3}; remaining {:.3}); ", targets[1], targets[1] - 28.0),
            format!("F13 (24) → H2 ({:.3}).", targets[0] - 40.0),
        ];
        crate::testing::book::says(crate::testing::book::example(13), &lines);
    }

    #[test]
    fn w43_equals_go_by_kind_and_id() {
        use crate::combat::theatre::Source;
        use crate::ids::*;
        let order = [
            Source::Fleet(FleetId(9)),
            Source::Unassigned(ShipId(8)),
            Source::Fighter(ShipId(7)),
            Source::Starbase(FacilityId(5)),
            Source::Starbase(FacilityId(6)),
        ];
        assert!(order.map(Source::order).is_sorted());
        let single = |id, attack| Part {
            order: (1, id),
            ..fleet(id, attack)
        };
        // Shares of 10 each: the fleet is placed before the single of a lower id.
        assert_eq!(allocate(&[single(1, 10), fleet(9, 10)], &[5, 5]), [1, 0]);
        assert_eq!(allocate(&[fleet(9, 10), fleet(4, 10)], &[5, 5]), [1, 0]);
    }

    #[test]
    fn of_equal_wants_the_stronger_enemy_comes_first() {
        // Shares of 10 and 20: after the first fleet both lack 10.
        let parts = [fleet(1, 10), fleet(2, 10), fleet(3, 10)];
        assert_eq!(allocate(&parts, &[10, 20]), [1, 1, 0]);
        assert_eq!(allocate(&parts, &[20, 10]), [0, 0, 1]);
    }

    #[test]
    fn harmless_enemies_share_equally() {
        assert_eq!(allocate(&[fleet(1, 10), fleet(2, 10)], &[0, 0]), [0, 1]);
    }

    #[test]
    fn ineligible_battles_are_skipped() {
        let bound = Part {
            enemies: 0b01,
            ..fleet(1, 40)
        };
        assert_eq!(allocate(&[bound, fleet(2, 10)], &[10, 90]), [0, 1]);
    }

    #[test]
    fn auxiliaries_alone_go_against_the_strongest_enemy() {
        assert_eq!(allocate(&[fleet(1, 0), fleet(2, 30)], &[10, 20, 20]), [1, 1]);
    }
}
