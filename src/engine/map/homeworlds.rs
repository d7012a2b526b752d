//! Placement of the homeworlds: as far from each other as a greedy choice can make them (rulebook 02 §5).

use super::hex::{Grid, distance};
use crate::dice::Dice;
use crate::ids::SystemId;
use crate::rules::starmap::Starmap;
use crate::setup::SetupError;

/// Lanes of a homeworld need room: homeworlds keep this distance from the hub and from each other (rulebook 02 R6).
const ROOM: i32 = 2;
/// Neighbours of a corner of the map; there are six such systems (rulebook 02 R5).
const CORNER: usize = 3;

/// The homeworlds in the order of selection: of few houses in corners, of more anywhere far apart (rulebook 02 R4).
/// `dice` is the stream `map.homeworld`.
///
/// # Errors
/// [`SetupError::MapTooSmall`] if no placement was found in all allowed tries (rulebook 02 R7, rulebook 02 R13).
pub fn place(grid: &Grid, rules: &Starmap, houses: u32, dice: &mut Dice) -> Result<Vec<SystemId>, SetupError> {
    let corners_only = houses <= rules.corner_placement_max_players;
    let eligible = |&system: &SystemId| match corners_only {
        true => grid.neighbours(system).count() == CORNER,
        false => grid.ring(system) >= ROOM,
    };
    let mut pool: Vec<SystemId> = grid.systems().filter(eligible).collect();
    let tries = rules.placement_retries.saturating_add(1);
    for _ in 0..tries {
        dice.shuffle(&mut pool);
        if let Some(chosen) = choose(grid, &pool, houses as usize) {
            return Ok(chosen);
        }
    }
    let rings = grid.systems().map(|system| grid.ring(system)).max().unwrap_or(0);
    Err(SetupError::MapTooSmall {
        houses,
        rings: rings as u32,
        tries,
    })
}

/// The first of the pool, then again and again the one farthest from all chosen so far; the first of equals.
fn choose(grid: &Grid, pool: &[SystemId], houses: usize) -> Option<Vec<SystemId>> {
    let mut chosen = Vec::with_capacity(houses);
    let mut farness = vec![i32::MAX; pool.len()];
    let mut next = *pool.first()?;
    loop {
        chosen.push(next);
        if chosen.len() == houses {
            return Some(chosen);
        }
        let mut best = (0, None);
        for (far, &system) in farness.iter_mut().zip(pool) {
            *far = (*far).min(distance(grid.hex(system), grid.hex(next)));
            if *far > best.0 {
                best = (*far, Some(system));
            }
        }
        match best {
            (far, Some(system)) if far >= ROOM => next = system,
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    fn place_on(rings: u32, houses: u32, seed: &str, rules: &Starmap) -> Result<Vec<SystemId>, SetupError> {
        let mut dice = Dice::for_purpose(crate::dice::Key(11), seed);
        place(&Grid::new(rings), rules, houses, &mut dice)
    }

    #[test]
    fn up_to_four_houses_start_in_corners() {
        let rules = Rules::standard().starmap;
        for rings in 2..=12 {
            let grid = Grid::new(rings);
            for (houses, seed) in [(2, "a"), (3, "b"), (4, "c")] {
                let chosen = place_on(rings, houses, seed, &rules).expect("corners are enough");
                let apart = |a: SystemId, b: SystemId| distance(grid.hex(a), grid.hex(b));
                assert!(chosen.iter().all(|&system| grid.neighbours(system).count() == 3));
                assert_eq!(apart(chosen[0], chosen[1]), 2 * rings as i32, "two houses are opposite");
                for (at, &a) in chosen.iter().enumerate() {
                    assert!(
                        chosen[..at]
                            .iter()
                            .all(|&b| [rings as i32, 2 * rings as i32].contains(&apart(a, b)))
                    );
                }
            }
        }
    }

    #[test]
    fn more_houses_keep_their_distance() {
        let rules = Rules::standard().starmap;
        for (rings, houses) in [(2, 6), (3, 12), (4, 12), (5, 7), (12, 12)] {
            let grid = Grid::new(rings);
            let chosen = place_on(rings, houses, "many", &rules).expect("there is room");
            assert_eq!(chosen.len(), houses as usize);
            for (at, &a) in chosen.iter().enumerate() {
                assert!(grid.ring(a) >= 2);
                assert!(chosen[..at].iter().all(|&b| distance(grid.hex(a), grid.hex(b)) >= 2));
            }
        }
    }

    #[test]
    fn the_farthest_is_next_and_of_equals_the_first_in_shuffled_order() {
        let grid = Grid::new(3);
        let at = |hexes: &[(i32, i32)]| -> Vec<SystemId> {
            hexes.iter().map(|&hex| grid.at(hex).expect("on the map")).collect()
        };
        // Six corners: the opposite one is farthest, then all others are at 3 from one of the two.
        let corners = at(&[(3, 0), (0, 3), (3, -3), (-3, 0), (0, -3), (-3, 3)]);
        let chosen = choose(&grid, &corners, 4).expect("there is room");
        assert_eq!(chosen, at(&[(3, 0), (-3, 0), (0, 3), (3, -3)]));
        // At 2 there is room, at 1 there is none.
        assert_eq!(choose(&grid, &at(&[(2, 0), (3, 0), (2, 1)]), 2), None);
        let close = at(&[(2, 0), (3, 0), (1, 2)]);
        assert_eq!(choose(&grid, &close, 2), Some(at(&[(2, 0), (1, 2)])));
    }

    #[test]
    fn r02_7_a_map_without_room_is_an_error() {
        let mut rules = Rules::standard().starmap;
        rules.placement_retries = 50;
        let error = SetupError::MapTooSmall {
            houses: 12,
            rings: 2,
            tries: 51,
        };
        assert_eq!(place_on(2, 12, "crowd", &rules), Err(error));
        rules.corner_placement_max_players = 12;
        assert!(place_on(12, 7, "seven corners", &rules).is_err());
    }

    #[test]
    fn r02_4_without_corner_placement_any_ring_will_do() {
        let mut rules = Rules::standard().starmap;
        rules.corner_placement_max_players = 0;
        let grid = Grid::new(5);
        let rings = (0..40).flat_map(|seed| place_on(5, 2, &format!("{seed}"), &rules).expect("there is room"));
        assert!(rings.map(|system| grid.ring(system)).any(|ring| ring < 5));
    }
}
