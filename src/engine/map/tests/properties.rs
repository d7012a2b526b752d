//! Properties of many maps of every size (rulebook 02 §5–§8), looked at by rules of their own and not by those that
//! made them.

use std::collections::BTreeSet;

use super::hex::{Grid, HUB, distance};
use super::lanes::Link;
use super::{homeworlds, lanes, validate};
use crate::dice::{Key, Stream, Streams};
use crate::ids::SystemId;
use crate::rules::Rules;
use crate::rules::starmap::Starmap;
use crate::vocab::*;

/// The most houses that find room on so many rings (rulebook 02 §5).
fn most_houses(rings: u32) -> u32 {
    if rings == 2 { 6 } else { 12 }
}

/// A map without planets.
struct Sketch {
    grid: Grid,
    homeworlds: Vec<SystemId>,
    links: Vec<Link>,
}

/// The map of a game with this key.
fn sketch(rules: &Starmap, rings: u32, houses: u32, key: u64) -> Sketch {
    let streams = Streams::new(Key(key));
    let grid = Grid::new(rings);
    let mut seats = streams.open(0, Stream::MapHomeworld);
    let homeworlds = homeworlds::place(&grid, rules, houses, &mut seats).expect("there is room");
    let mut draws = streams.open(0, Stream::MapLanes);
    let links = lanes::weave(&grid, rules, &homeworlds, &mut draws).expect("homeworlds have room for lanes");
    validate::check(rules, grid.len(), &links, &homeworlds, houses).expect("the map is valid");
    Sketch {
        grid,
        homeworlds,
        links,
    }
}

impl Sketch {
    fn apart(&self, a: SystemId, b: SystemId) -> i32 {
        distance(self.grid.hex(a), self.grid.hex(b))
    }

    fn lanes_of(&self, system: SystemId) -> impl Iterator<Item = &Link> {
        self.links
            .iter()
            .filter(move |link| link.0 == system || link.1 == system)
    }

    /// How many systems hang together with the hub: sets of systems are joined lane by lane.
    fn connected(&self) -> usize {
        let mut set: Vec<usize> = (0..=self.grid.len()).collect();
        fn root(set: &mut [usize], mut at: usize) -> usize {
            while set[at] != at {
                set[at] = set[set[at]];
                at = set[at];
            }
            at
        }
        for &(a, b, _) in &self.links {
            let (a, b) = (root(&mut set, a.index()), root(&mut set, b.index()));
            set[a] = b;
        }
        let hub = root(&mut set, HUB.index());
        self.grid
            .systems()
            .filter(|system| root(&mut set, system.index()) == hub)
            .count()
    }
}

/// What holds for every map (02 §5–§8).
fn look_at(map: &Sketch, rings: u32, houses: u32) {
    let (homes, radius) = (&map.homeworlds, rings as i32);
    assert_eq!(homes.iter().collect::<BTreeSet<_>>().len(), houses as usize);
    // Lanes join neighbours, each pair once; all pairs are joined but for the surplus edges of homeworlds.
    let pairs: BTreeSet<(SystemId, SystemId)> = map.links.iter().map(|&(a, b, _)| (a, b)).collect();
    assert_eq!(pairs.len(), map.links.len());
    assert!(pairs.iter().all(|&(a, b)| a < b && map.apart(a, b) == 1));
    let degree = |system: SystemId| map.grid.neighbours(system).count();
    let surplus: usize = homes.iter().map(|&home| degree(home) - 3).sum();
    assert_eq!(map.links.len() + surplus, (9 * rings * rings + 3 * rings) as usize);
    assert_eq!(map.connected(), map.grid.len());
    // The hub has six lanes, to the six systems around it; a homeworld three, all Major.
    assert_eq!(map.lanes_of(HUB).count(), 6);
    for &home in homes {
        assert_eq!(map.lanes_of(home).count(), 3);
        assert!(map.lanes_of(home).all(|link| link.2 == LaneClass::Major));
    }
    // Homeworlds keep away from the hub and from each other; few houses start in corners.
    for (index, &home) in homes.iter().enumerate() {
        assert!(map.grid.ring(home) >= 2);
        for &other in &homes[..index] {
            let apart = map.apart(home, other);
            assert!(apart >= 2);
            match houses {
                2 => assert_eq!(apart, 2 * radius),
                3 | 4 => assert!(degree(home) == 3 && (apart == radius || apart == 2 * radius)),
                _ => {}
            }
        }
    }
}

/// Chi-square of counts against weights.
fn chi_square<const N: usize>(counts: [u64; N], weights: [f64; N]) -> f64 {
    let (total, sum) = (counts.iter().sum::<u64>() as f64, weights.iter().sum::<f64>());
    let term = |(n, weight): (u64, f64)| {
        let expected = total * weight / sum;
        (n as f64 - expected) * (n as f64 - expected) / expected
    };
    counts.into_iter().zip(weights).map(term).sum()
}

/// Looks at so many maps of every number of rings, with all numbers of houses in turn, and at the classes of their
/// drawn lanes: lanes of homeworlds are not drawn.
fn look_at_maps(per_size: u64) {
    let rules = Rules::standard().starmap;
    let weights = &rules.lanes.distribution;
    for rings in 2..=12 {
        let mut classes = [0; LaneClass::COUNT];
        for key in 0..per_size {
            let houses = 2 + (key % u64::from(most_houses(rings) - 1)) as u32;
            let map = sketch(&rules, rings, houses, key);
            look_at(&map, rings, houses);
            let home = |system| map.homeworlds.contains(&system);
            for &(_, _, class) in map.links.iter().filter(|link| !home(link.0) && !home(link.1)) {
                classes[usize::from(class.code())] += 1;
            }
        }
        // 27.6: exceeded by chance once in a million with 2 degrees of freedom.
        let off = chi_square(classes, [weights.major, weights.minor, weights.restricted]);
        assert!(off < 27.6, "{rings} rings: {classes:?}");
    }
}

#[test]
fn r02_5_r02_6_r02_8_maps_of_every_size_keep_the_rules() {
    look_at_maps(60);
}

#[test]
#[ignore = "110,000 maps: half a minute with optimisation"]
fn ten_thousand_maps_of_every_size_keep_the_rules() {
    look_at_maps(10_000);
}

#[test]
fn r02_13_one_try_in_a_hundred_places_twelve_houses_on_three_rings() {
    // Each try shuffles 30 candidates: with the words drawn the tries are counted.
    let rules = Starmap {
        placement_retries: 0,
        ..Rules::standard().starmap
    };
    let grid = Grid::new(3);
    let succeeds = |seed: u64| {
        let mut dice = Streams::new(Key(seed)).open(0, Stream::MapHomeworld);
        homeworlds::place(&grid, &rules, 12, &mut dice).is_ok()
    };
    let good = (0..6000).filter(|&seed| succeeds(seed)).count();
    assert!(
        (25..=85).contains(&good),
        "{good} of 6000 tries, one in 120 was expected"
    );
}
