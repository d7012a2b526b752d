//! Cheapest paths over lanes, worked out once per game for all pairs of systems (rulebook 02 §4, 04 §3).
//!
//! Of two paths the cheaper is better, then the one with fewer jumps, then the one whose sequence of system ids is
//! lexicographically smaller (rulebook 03 §7.5). All best paths between two systems have the same number of jumps,
//! so the smallest sequence is found step by step: always to the lowest neighbour that keeps cost and jumps best.

use std::collections::VecDeque;

use crate::ids::SystemId;
use crate::state::State;
use crate::vocab::LaneClass;

/// Cost and jumps in one number that is compared and added as a whole: jumps in the low bits.
type Weight = u32;
/// Bits for the jumps; a path has at most 468.
const JUMP_BITS: u32 = 10;
/// More than any path weighs (468 lanes at a cost of 1000), and far enough from the end of numbers to add a lane.
const UNREACHABLE: Weight = 1 << 30;
const NO_SYSTEM: u16 = 0;

/// Per system (index = id): the systems at the other ends of its lanes, ascending, and what these lanes weigh.
type Graph = Vec<Vec<(usize, Weight)>>;

/// The best paths between all pairs of systems of one graph.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    size: usize,
    weights: Vec<Weight>,
    next: Vec<u16>,
}

impl Paths {
    /// Works out all paths. `neighbours` lists the lanes of each system (index = id), ascending; `cost` gives the cost
    /// of a lane class, or none if it may not be used.
    pub fn new(neighbours: &[Vec<(SystemId, LaneClass)>], cost: impl Fn(LaneClass) -> Option<u32>) -> Self {
        let step = |&(to, class): &(SystemId, LaneClass)| Some((to.index(), (cost(class)? << JUMP_BITS) + 1));
        let graph: Graph = neighbours
            .iter()
            .map(|lanes| lanes.iter().filter_map(step).collect())
            .collect();
        let size = graph.len();
        let weights = all_weights(&graph);
        let mut next = vec![NO_SYSTEM; size * size];
        for (from, lanes) in graph.iter().enumerate() {
            let (row, best) = (&mut next[from * size..][..size], &weights[from * size..][..size]);
            // From the highest neighbour to the lowest: the lowest on a best path stays.
            for &(over, step) in lanes.iter().rev() {
                let rest = &weights[over * size..][..size];
                for ((next, best), rest) in row.iter_mut().zip(best).zip(rest) {
                    if rest + step == *best {
                        *next = over as u16;
                    }
                }
            }
        }
        Self { size, weights, next }
    }

    fn weight(&self, from: SystemId, to: SystemId) -> Option<Weight> {
        let known = from.index() < self.size && to.index() < self.size;
        known
            .then(|| self.weights[from.index() * self.size + to.index()])
            .filter(|&weight| weight != UNREACHABLE)
    }

    /// Cost of the best path; none if there is no path.
    pub fn cost(&self, from: SystemId, to: SystemId) -> Option<u32> {
        self.weight(from, to).map(|weight| weight >> JUMP_BITS)
    }

    /// Jumps of the best path; none if there is no path.
    pub fn jumps(&self, from: SystemId, to: SystemId) -> Option<u32> {
        self.weight(from, to).map(|weight| weight & ((1 << JUMP_BITS) - 1))
    }

    /// The next system on the best path; none if there is no path or `from` is `to`.
    pub fn next(&self, from: SystemId, to: SystemId) -> Option<SystemId> {
        let next = *self
            .next
            .get(from.index() * self.size + to.index())
            .filter(|_| to.index() < self.size)?;
        (next != NO_SYSTEM).then_some(SystemId(u32::from(next)))
    }
}

/// The weight of the best path between all pairs: from each system, better ways are spread to the neighbours until
/// there are none. On maps of this kind a plain queue is faster than one that is kept in order.
fn all_weights(graph: &Graph) -> Vec<Weight> {
    let size = graph.len();
    let mut weights = vec![UNREACHABLE; size * size];
    let mut queue = VecDeque::with_capacity(size);
    let mut queued = vec![false; size];
    for (from, best) in weights.chunks_mut(size.max(1)).enumerate() {
        best[from] = 0;
        queue.push_back(from);
        while let Some(system) = queue.pop_front() {
            queued[system] = false;
            for &(to, step) in &graph[system] {
                let way = best[system] + step;
                if way < best[to] {
                    best[to] = way;
                    if !std::mem::replace(&mut queued[to], true) {
                        queue.push_back(to);
                    }
                }
            }
        }
    }
    weights
}

/// The cheapest passable path (only crippled ships are barred from lanes, whatever their class: rulebook 10 U25):
/// systems after `from`, ending with `to`; empty if they are the same.
pub fn cheapest(state: &State, from: SystemId, to: SystemId, crippled: bool) -> Option<Vec<SystemId>> {
    state.starmap.jumps(from, to, crippled)?;
    Some(state.starmap.path(from, to, crippled).collect())
}

/// Jumps from `from` to all systems along the cheapest paths (index = system id; `u32::MAX`: unreachable).
pub fn jumps_from(state: &State, from: SystemId) -> Vec<u32> {
    let systems = 0..=state.starmap.systems() as u32;
    systems
        .map(|to| state.starmap.jumps(from, SystemId(to), false).unwrap_or(u32::MAX))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Lanes = Vec<Vec<(SystemId, LaneClass)>>;

    fn graph(size: u32, lanes: &[(u32, u32, LaneClass)]) -> Lanes {
        let mut graph = vec![Vec::new(); size as usize + 1];
        for &(a, b, class) in lanes {
            graph[a as usize].push((SystemId(b), class));
            graph[b as usize].push((SystemId(a), class));
        }
        for lanes in &mut graph {
            lanes.sort_unstable();
        }
        graph
    }

    fn standard(class: LaneClass) -> Option<u32> {
        Some(class as u32 + 1)
    }

    fn open_to_crippled(class: LaneClass) -> Option<u32> {
        standard(class).filter(|_| class != LaneClass::Restricted)
    }

    fn walk(paths: &Paths, from: u32, to: u32) -> Vec<u32> {
        let mut at = SystemId(from);
        std::iter::from_fn(|| {
            at = paths.next(at, SystemId(to))?;
            Some(at.0)
        })
        .collect()
    }

    use LaneClass::{Major, Minor, Restricted};

    #[test]
    fn cost_comes_before_jumps() {
        let paths = Paths::new(&graph(3, &[(1, 2, Major), (2, 3, Major), (1, 3, Restricted)]), standard);
        assert_eq!(walk(&paths, 1, 3), [2, 3]);
        assert_eq!(
            (
                paths.cost(SystemId(1), SystemId(3)),
                paths.jumps(SystemId(1), SystemId(3))
            ),
            (Some(2), Some(2))
        );
    }

    #[test]
    fn jumps_come_before_ids() {
        let paths = Paths::new(
            &graph(4, &[(1, 2, Major), (2, 3, Minor), (1, 3, Restricted), (3, 4, Major)]),
            standard,
        );
        assert_eq!(walk(&paths, 1, 3), [3]);
        assert_eq!(walk(&paths, 1, 4), [3, 4]);
    }

    #[test]
    fn ids_decide_between_equals() {
        let paths = Paths::new(
            &graph(4, &[(1, 3, Major), (1, 2, Minor), (3, 4, Minor), (2, 4, Major)]),
            standard,
        );
        assert_eq!(walk(&paths, 1, 4), [2, 4]);
        assert_eq!(walk(&paths, 4, 1), [2, 1]);
    }

    #[test]
    fn crippled_ships_go_around_or_stay() {
        let lanes = [
            (1, 2, Restricted),
            (2, 3, Minor),
            (1, 4, Minor),
            (4, 3, Minor),
            (3, 5, Restricted),
        ];
        let paths = Paths::new(&graph(5, &lanes), open_to_crippled);
        assert_eq!(walk(&paths, 1, 2), [4, 3, 2]);
        assert_eq!(paths.cost(SystemId(1), SystemId(5)), None);
        assert_eq!(paths.next(SystemId(1), SystemId(5)), None);
        assert_eq!(
            (
                paths.cost(SystemId(5), SystemId(5)),
                paths.next(SystemId(5), SystemId(5))
            ),
            (Some(0), None)
        );
    }

    #[test]
    fn unknown_systems_have_no_path() {
        let paths = Paths::new(&graph(2, &[(1, 2, Major)]), standard);
        assert_eq!(paths.cost(SystemId(1), SystemId(9)), None);
        assert_eq!(paths.next(SystemId(9), SystemId(1)), None);
        assert_eq!(paths.next(SystemId(1), SystemId(3)), None);
    }

    /// The best of all paths without repeated systems, by trying them all.
    fn best_of_all(
        graph: &Lanes,
        cost: &dyn Fn(LaneClass) -> Option<u32>,
        from: u32,
        to: u32,
    ) -> Option<(u32, Vec<u32>)> {
        fn extend(
            graph: &Lanes,
            cost: &dyn Fn(LaneClass) -> Option<u32>,
            to: u32,
            so_far: (u32, Vec<u32>),
            found: &mut Vec<(u32, usize, Vec<u32>)>,
        ) {
            let at = so_far.1[so_far.1.len() - 1];
            if at == to {
                found.push((so_far.0, so_far.1.len(), so_far.1[1..].to_vec()));
                return;
            }
            for &(next, class) in &graph[at as usize] {
                if let Some(step) = cost(class).filter(|_| !so_far.1.contains(&next.0)) {
                    let mut path = so_far.1.clone();
                    path.push(next.0);
                    extend(graph, cost, to, (so_far.0 + step, path), found);
                }
            }
        }
        let mut found = Vec::new();
        extend(graph, cost, to, (0, vec![from]), &mut found);
        found.into_iter().min().map(|(cost, _, path)| (cost, path))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]
        #[test]
        fn paths_are_the_best_of_all(
            size in 2u32..8,
            lanes in proptest::collection::btree_map((1u32..8, 1u32..8), 0usize..3, 0..18),
            crippled: bool,
        ) {
            let lanes: Vec<_> = lanes
                .into_iter()
                .filter(|&((a, b), _)| a < b && b <= size)
                .map(|((a, b), class)| (a, b, [Major, Minor, Restricted][class]))
                .collect();
            let graph = graph(size, &lanes);
            let cost = if crippled { open_to_crippled } else { standard };
            let paths = Paths::new(&graph, cost);
            for from in 1..=size {
                for to in 1..=size {
                    let best = best_of_all(&graph, &cost, from, to);
                    let jumps = best.as_ref().map(|(_, path)| path.len() as u32);
                    prop_assert_eq!(paths.cost(SystemId(from), SystemId(to)), best.as_ref().map(|best| best.0));
                    prop_assert_eq!(paths.jumps(SystemId(from), SystemId(to)), jumps);
                    prop_assert_eq!(walk(&paths, from, to), best.map_or(Vec::new(), |best| best.1));
                }
            }
        }
    }
}
