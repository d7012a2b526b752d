//! The hex grid: coordinates, system ids, neighbours, distances (rulebook 02 §1, §2).

use crate::ids::SystemId;

/// Axial coordinates `(q, r)` of a flat-top hex; the hub is at `(0, 0)`.
pub type Hex = (i32, i32);

/// The system in the middle of every map (rulebook 02 §2).
pub const HUB: SystemId = SystemId(1);

/// The directions to the neighbours of a hex, in the order in which the rules walk them (rulebook 02 §1.3).
const DIRECTIONS: [Hex; 6] = [(1, 0), (1, -1), (0, -1), (-1, 0), (-1, 1), (0, 1)];

/// Distance in hexes (rulebook 02 §1.2).
pub fn distance((aq, ar): Hex, (bq, br): Hex) -> i32 {
    let (dq, dr) = (aq - bq, ar - br);
    dq.abs().max(dr.abs()).max((dq + dr).abs())
}

/// All hexes up to a number of rings around the hub, each with its system. A scenario has 2 to 12 rings
/// (rulebook 02 R8); the grid itself takes any.
#[derive(Clone, Debug)]
pub struct Grid {
    rings: i32,
    /// Coordinates by system id; the slot of id 0 is not used.
    hexes: Vec<Hex>,
    /// System ids by coordinates, row by row; none in the corners outside of the map.
    ids: Vec<Option<SystemId>>,
}

impl Grid {
    /// The grid with `rings` rings: id 1 is the hub, the others are numbered by `q`, then `r` (rulebook 02 §2).
    pub fn new(rings: u32) -> Self {
        let n = rings as i32;
        let width = (2 * n + 1) as usize;
        let mut grid = Self {
            rings: n,
            hexes: vec![(0, 0)],
            ids: vec![None; width * width],
        };
        grid.add((0, 0));
        for q in -n..=n {
            for r in (-n).max(-q - n)..=n.min(n - q) {
                if (q, r) != (0, 0) {
                    grid.add((q, r));
                }
            }
        }
        grid
    }

    fn add(&mut self, hex: Hex) {
        let id = SystemId(self.hexes.len() as u32);
        self.hexes.push(hex);
        if let Some(slot) = self.slot(hex) {
            self.ids[slot] = Some(id);
        }
    }

    fn slot(&self, (q, r): Hex) -> Option<usize> {
        let n = self.rings;
        let inside = (-n..=n).contains(&q) && (-n..=n).contains(&r);
        inside.then(|| ((q + n) * (2 * n + 1) + r + n) as usize)
    }

    /// Ids of all systems, ascending.
    pub fn systems(&self) -> impl DoubleEndedIterator<Item = SystemId> + use<> {
        (1..self.hexes.len() as u32).map(SystemId)
    }

    /// How many systems there are: 3N² + 3N + 1.
    pub fn len(&self) -> usize {
        self.hexes.len() - 1
    }

    /// Whether there is no system; a grid always has its hub.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Coordinates of a system.
    pub fn hex(&self, system: SystemId) -> Hex {
        self.hexes[system.index()]
    }

    /// The system in a hex; none outside of the map.
    pub fn at(&self, hex: Hex) -> Option<SystemId> {
        self.slot(hex).and_then(|slot| self.ids[slot])
    }

    /// The neighbouring systems, in the order of [`DIRECTIONS`].
    pub fn neighbours(&self, system: SystemId) -> impl Iterator<Item = SystemId> + '_ {
        let (q, r) = self.hex(system);
        DIRECTIONS.iter().filter_map(move |&(dq, dr)| self.at((q + dq, r + dr)))
    }

    /// Distance of a system from the hub.
    pub fn ring(&self, system: SystemId) -> i32 {
        distance(self.hex(system), (0, 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_02_1_5() {
        let counts: Vec<usize> = (2..=12).map(|rings| Grid::new(rings).len()).collect();
        assert_eq!(counts, [19, 37, 61, 91, 127, 169, 217, 271, 331, 397, 469]);
    }

    #[test]
    fn degrees_of_02_1_7() {
        for rings in 2..=12 {
            let grid = Grid::new(rings);
            let degree = |system| grid.neighbours(system).count();
            let of_degree = |n| grid.systems().filter(|&system| degree(system) == n).count() as u32;
            assert_eq!((of_degree(3), of_degree(4)), (6, 6 * (rings - 1)));
            assert!(
                grid.systems()
                    .all(|system| (degree(system) == 6) == (grid.ring(system) < rings as i32))
            );
            let edges: usize = grid.systems().map(degree).sum::<usize>() / 2;
            assert_eq!(edges as u32, 9 * rings * rings + 3 * rings);
        }
    }

    #[test]
    fn ids_follow_the_coordinates() {
        let grid = Grid::new(2);
        assert_eq!(grid.hex(HUB), (0, 0));
        assert_eq!(grid.hex(SystemId(2)), (-2, 0));
        assert_eq!(grid.hex(SystemId(19)), (2, 0));
        assert!(grid.systems().all(|system| grid.at(grid.hex(system)) == Some(system)));
        assert_eq!(grid.at((2, 1)), None);
        assert_eq!(grid.at((-3, 0)), None);
        let around: Vec<Hex> = grid.neighbours(HUB).map(|system| grid.hex(system)).collect();
        assert_eq!(around, DIRECTIONS);
    }

    #[test]
    fn distance_counts_steps() {
        assert_eq!(distance((0, 0), (2, -1)), 2);
        assert_eq!(distance((-1, 3), (2, -1)), 4);
        assert_eq!(distance((1, 1), (-1, -1)), 4);
    }
}
