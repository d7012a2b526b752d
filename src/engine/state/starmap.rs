//! The lane graph: adjacency, distances and paths. Static after the map was made (rulebook 02 §9).

use super::State;
use crate::ids::SystemId;
use crate::map::hex::{self, Hex};
use crate::map::path::Paths;
use crate::vocab::LaneClass;

/// What follows from systems and lanes and never changes.
#[derive(Clone, Debug, Default)]
pub struct StarMap {
    /// Per system (index = id): its neighbours by lane, ascending by id.
    pub neighbours: Vec<Vec<(SystemId, LaneClass)>>,
    /// Per system: axial coordinates.
    pub hexes: Vec<Hex>,
    /// Cheapest paths of fleets without crippled ships.
    sound: Paths,
    /// Cheapest paths of fleets with crippled ships: Restricted lanes are closed to them.
    crippled: Paths,
}

impl StarMap {
    /// Builds the graph from the systems and lanes of a state.
    pub fn build(state: &State) -> Self {
        let size = state.systems.len() + 1;
        let mut map = Self {
            neighbours: vec![Vec::new(); size],
            hexes: vec![(0, 0); size],
            ..Self::default()
        };
        for system in state.systems.iter() {
            map.hexes[system.id.index()] = (system.q, system.r);
        }
        for lane in state.lanes.iter() {
            map.neighbours[lane.a.index()].push((lane.b, lane.class));
            map.neighbours[lane.b.index()].push((lane.a, lane.class));
        }
        for list in &mut map.neighbours {
            list.sort_unstable();
        }
        let cost = |class| Some(state.rules.starmap.lane_cost(class));
        map.sound = Paths::new(&map.neighbours, cost);
        map.crippled = Paths::new(&map.neighbours, |class| {
            cost(class).filter(|_| class != LaneClass::Restricted)
        });
        map
    }

    /// How many systems there are.
    pub fn systems(&self) -> usize {
        self.hexes.len().saturating_sub(1)
    }

    /// Distance in hexes (rulebook 02 §1.2).
    pub fn hex_distance(&self, a: SystemId, b: SystemId) -> i32 {
        hex::distance(self.hexes[a.index()], self.hexes[b.index()])
    }

    /// The class of the lane between two systems, if there is one.
    pub fn lane(&self, a: SystemId, b: SystemId) -> Option<LaneClass> {
        let list = self.neighbours.get(a.index())?;
        list.iter().find(|(to, _)| *to == b).map(|&(_, class)| class)
    }

    fn paths(&self, crippled: bool) -> &Paths {
        if crippled { &self.crippled } else { &self.sound }
    }

    /// The next system on the cheapest path of a fleet without or with crippled ships; none if there is no path, or
    /// `from` is `to` (rulebook 04 §3).
    pub fn next_hop(&self, from: SystemId, to: SystemId, crippled: bool) -> Option<SystemId> {
        self.paths(crippled).next(from, to)
    }

    /// Cost of the cheapest path; none if there is no path.
    pub fn cost(&self, from: SystemId, to: SystemId, crippled: bool) -> Option<u32> {
        self.paths(crippled).cost(from, to)
    }

    /// Jumps of the cheapest path; none if there is no path.
    pub fn jumps(&self, from: SystemId, to: SystemId, crippled: bool) -> Option<u32> {
        self.paths(crippled).jumps(from, to)
    }

    /// The cheapest path: the systems after `from`, ending with `to`; nothing if there is no path.
    pub fn path(&self, from: SystemId, to: SystemId, crippled: bool) -> impl Iterator<Item = SystemId> + '_ {
        std::iter::successors(self.next_hop(from, to, crippled), move |&at| {
            self.next_hop(at, to, crippled)
        })
    }

    /// Of some systems the nearest to `from` that can be reached: by jumps of the cheapest path, then its cost, then
    /// id (rulebook 03 §7.5).
    pub fn nearest(
        &self,
        from: SystemId,
        crippled: bool,
        systems: impl IntoIterator<Item = SystemId>,
    ) -> Option<SystemId> {
        let rank = |to| Some((self.jumps(from, to, crippled)?, self.cost(from, to, crippled)?, to));
        systems.into_iter().filter_map(rank).min().map(|(_, _, system)| system)
    }
}
