//! Generation of the lanes (rulebook 02 §4, §6).

use super::hex::{Grid, HUB};
use crate::dice::Dice;
use crate::ids::SystemId;
use crate::rules::starmap::{Distribution, Starmap};
use crate::setup::SetupError;
use crate::vocab::LaneClass;

/// A lane: the lower end, the higher end, the class.
pub type Link = (SystemId, SystemId, LaneClass);

/// The lanes laid so far.
struct Web<'a> {
    grid: &'a Grid,
    rules: &'a Starmap,
    links: Vec<Link>,
    /// Per system (index = id): the systems it is linked to.
    ends: Vec<Vec<SystemId>>,
}

/// The lanes of a map in the order of generation. `dice` is the stream `map.lanes`.
///
/// # Errors
/// [`SetupError::BadMap`] if a homeworld has no room for its lanes.
pub fn weave(grid: &Grid, rules: &Starmap, homeworlds: &[SystemId], dice: &mut Dice) -> Result<Vec<Link>, SetupError> {
    let mut web = Web {
        grid,
        rules,
        links: Vec::new(),
        ends: vec![Vec::new(); grid.len() + 1],
    };
    web.link_hub(dice);
    for &homeworld in homeworlds {
        web.link_homeworld(homeworld, dice)?;
    }
    web.link_the_rest(homeworlds, dice);
    Ok(web.links)
}

impl Web<'_> {
    fn linked(&self, a: SystemId, b: SystemId) -> bool {
        self.ends[a.index()].contains(&b)
    }

    fn lanes(&self, system: SystemId) -> usize {
        self.ends[system.index()].len()
    }

    fn link(&mut self, a: SystemId, b: SystemId, class: LaneClass) {
        if !self.linked(a, b) {
            self.links.push((a.min(b), a.max(b), class));
            self.ends[a.index()].push(b);
            self.ends[b.index()].push(a);
        }
    }

    /// Step 1: the hub and all systems of ring 1, ascending; of the ordinary mix unless the rules say otherwise
    /// (rulebook 02 R9).
    fn link_hub(&mut self, dice: &mut Dice) {
        let mut ring: Vec<SystemId> = self.grid.neighbours(HUB).collect();
        ring.sort_unstable();
        for system in ring {
            let class = match self.rules.hub.mixed_lanes {
                true => sample(&self.rules.lanes.distribution, dice),
                false => LaneClass::Major,
            };
            self.link(HUB, system, class);
        }
    }

    /// Step 2: a homeworld and some of its neighbours.
    fn link_homeworld(&mut self, homeworld: SystemId, dice: &mut Dice) -> Result<(), SetupError> {
        let wanted = self.rules.homeworld.guaranteed_lane_count as usize;
        let need = wanted.saturating_sub(self.lanes(homeworld));
        let neighbours = self.grid.neighbours(homeworld);
        let mut free: Vec<SystemId> = neighbours.filter(|&system| !self.linked(homeworld, system)).collect();
        if free.len() < need {
            let message = format!(
                "homeworld {homeworld} needs {need} more lanes and has {} neighbours",
                free.len()
            );
            return Err(SetupError::BadMap(message));
        }
        dice.shuffle(&mut free);
        for &system in &free[..need] {
            self.link(homeworld, system, self.rules.homeworld.guaranteed_lane_type);
        }
        Ok(())
    }

    /// Step 3: all other neighbours, except that a homeworld that has its lanes gets no more.
    fn link_the_rest(&mut self, homeworlds: &[SystemId], dice: &mut Dice) {
        let enough = self.rules.homeworld.guaranteed_lane_count as usize;
        for system in self
            .grid
            .systems()
            .filter(|system| *system != HUB && !homeworlds.contains(system))
        {
            for other in self.grid.neighbours(system) {
                let full = homeworlds.contains(&other) && self.lanes(other) >= enough;
                if !full && !self.linked(system, other) {
                    let class = sample(&self.rules.lanes.distribution, dice);
                    self.link(system, other, class);
                }
            }
        }
    }
}

/// Draws a lane class by the weights (rulebook 02 §4).
fn sample(weights: &Distribution, dice: &mut Dice) -> LaneClass {
    let Distribution {
        major,
        minor,
        restricted,
    } = *weights;
    let t = (major + minor + restricted) * dice.unit();
    if t < major {
        LaneClass::Major
    } else if t < major + minor {
        LaneClass::Minor
    } else {
        LaneClass::Restricted
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    #[test]
    fn a_draw_of_a_lane_goes_by_the_weights() {
        let weights = Rules::standard().starmap.lanes.distribution;
        // Scripted dice give a uniform draw in millionths.
        let mut dice = Dice::scripted(&[0, 499_999, 500_000, 849_999, 850_000, 999_999]);
        let classes: Vec<LaneClass> = (0..6).map(|_| sample(&weights, &mut dice)).collect();
        use LaneClass::*;
        assert_eq!(classes, [Major, Major, Minor, Minor, Restricted, Restricted]);
    }

    #[test]
    fn r02_9_an_unmixed_hub_has_major_lanes() {
        let mut rules = Rules::standard().starmap;
        rules.hub.mixed_lanes = false;
        let mut dice = Dice::for_purpose(crate::dice::Key(3), "hub");
        let links = weave(&Grid::new(4), &rules, &[], &mut dice).expect("no homeworlds, no trouble");
        let hub: Vec<&Link> = links.iter().filter(|link| link.0 == HUB).collect();
        assert_eq!(hub.len(), 6);
        assert!(hub.iter().all(|link| link.2 == LaneClass::Major));
    }

    #[test]
    fn a_homeworld_chooses_its_lanes_by_a_shuffle() {
        // On two rings without mixed hub lanes only the homeworld's shuffle and the rest draw dice.
        let mut rules = Rules::standard().starmap;
        rules.hub.mixed_lanes = false;
        let grid = Grid::new(2);
        let homeworld = grid.at((1, 1)).expect("an edge hex");
        let free: Vec<SystemId> = grid.neighbours(homeworld).collect();
        assert_eq!(free.len(), 4);
        // Swaps: item 3 with 0, item 2 with 2, item 1 with 1: the first neighbour is left without a lane.
        let rest = 9 * 4 + 3 * 2 - 6 - 3 - 1;
        let mut faces = vec![0, 2, 1];
        faces.resize(3 + rest, 0);
        let mut dice = Dice::scripted(&faces);
        let links = weave(&grid, &rules, &[homeworld], &mut dice).expect("there is room");
        let linked = |other: SystemId| {
            links
                .iter()
                .any(|&(a, b, _)| (a, b) == (homeworld.min(other), homeworld.max(other)))
        };
        assert_eq!(
            free.iter().map(|&other| linked(other)).collect::<Vec<_>>(),
            [false, true, true, true]
        );
    }

    #[test]
    fn lanes_are_drawn_for_the_hub_then_homeworlds_then_the_rest_in_order() {
        let rules = Rules::standard().starmap;
        let grid = Grid::new(2);
        let home = grid.at((1, 1)).expect("an edge hex");
        // The hub's systems ascending, then the choice of the homeworld, then each system's neighbours by direction.
        let mut expected: Vec<(SystemId, SystemId)> = Vec::new();
        let mut note = |a: SystemId, b: SystemId| {
            let pair = (a.min(b), a.max(b));
            if !expected.contains(&pair) {
                expected.push(pair);
            }
        };
        for system in grid.systems().filter(|&system| grid.ring(system) == 1) {
            note(HUB, system);
        }
        let free: Vec<SystemId> = grid.neighbours(home).collect();
        for &system in &[free[3], free[1], free[2]] {
            note(home, system);
        }
        for system in grid.systems().filter(|&system| system != HUB && system != home) {
            for other in grid.neighbours(system).filter(|&other| other != home) {
                note(system, other);
            }
        }
        // The hub: Major, Minor, Restricted twice; the rest is Minor but for its first and its last lane.
        let (minor, restricted) = (500_000, 900_000);
        let mut faces = vec![0, minor, restricted, 0, minor, restricted, 0, 2, 1];
        let rest = expected.len() - 9;
        faces.push(restricted);
        faces.extend(std::iter::repeat_n(minor, rest - 2));
        faces.push(0);
        let links = weave(&grid, &rules, &[home], &mut Dice::scripted(&faces)).expect("there is room");
        let pairs: Vec<(SystemId, SystemId)> = links.iter().map(|&(a, b, _)| (a, b)).collect();
        assert_eq!(pairs, expected);
        let classes: Vec<LaneClass> = links.iter().map(|link| link.2).collect();
        use LaneClass::*;
        let start = [
            Major, Minor, Restricted, Major, Minor, Restricted, Major, Major, Major, Restricted, Minor,
        ];
        assert_eq!((&classes[..11], classes.last()), (&start[..], Some(&Major)));
    }
}
