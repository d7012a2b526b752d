//! Properties of whole maps.

use super::*;
use crate::dice::Key;
use crate::map::hex::HUB;
use crate::rules::Rules;
use crate::scenario::{Scenario, builtin};
use crate::vocab::*;

/// A state with nothing but a map.
fn try_map(rings: u32, houses: u32, seed: u64) -> Result<(State, Vec<SystemId>), SetupError> {
    let mut rules = Rules::standard();
    let text = builtin("standard-2-player").expect("the scenario is built in");
    let mut scenario = Scenario::load("standard-2-player.kdl", text, &mut rules).expect("it loads");
    scenario.map_generation.num_rings = rings;
    scenario.game_parameters.player_count = houses;
    let mut state = State::empty(Arc::new(rules), Arc::new(scenario), Key(seed));
    let homeworlds = generate(&mut state)?;
    Ok((state, homeworlds))
}

fn map(rings: u32, houses: u32, seed: u64) -> (State, Vec<SystemId>) {
    try_map(rings, houses, seed).expect("there is room")
}

/// Rings and houses that fit, and how many seeds to look at.
const SIZES: [(u32, u32, u64); 8] = [
    (2, 2, 40),
    (2, 6, 40),
    (3, 2, 40),
    (3, 8, 40),
    (4, 4, 40),
    (5, 10, 20),
    (8, 12, 6),
    (12, 12, 2),
];

fn each_map(mut look: impl FnMut(u32, &State, &[SystemId])) {
    for (rings, houses, seeds) in SIZES {
        for seed in 0..seeds {
            let (state, homeworlds) = map(rings, houses, seed);
            assert_eq!(homeworlds.len(), houses as usize);
            look(rings, &state, &homeworlds);
        }
    }
}

#[test]
fn lane_counts_follow_the_formula_of_02_6() {
    each_map(|rings, state, homeworlds| {
        let grid = Grid::new(rings);
        let surplus: usize = homeworlds.iter().map(|&home| grid.neighbours(home).count() - 3).sum();
        assert_eq!(state.lanes.len() + surplus, (9 * rings * rings + 3 * rings) as usize);
        for lane in state.lanes.iter() {
            assert!(lane.a < lane.b);
            assert_eq!(state.starmap.hex_distance(lane.a, lane.b), 1);
        }
    });
}

#[test]
fn homeworlds_have_three_major_lanes_and_the_hub_six() {
    each_map(|_, state, homeworlds| {
        for &home in homeworlds {
            let lanes = &state.starmap.neighbours[home.index()];
            assert_eq!(lanes.len(), 3);
            assert!(lanes.iter().all(|&(_, class)| class == LaneClass::Major));
        }
        let hub = &state.starmap.neighbours[HUB.index()];
        let steps: Vec<i32> = hub.iter().map(|&(to, _)| state.starmap.hex_distance(HUB, to)).collect();
        assert_eq!(steps, [1; 6]);
    });
}

#[test]
fn every_system_can_be_reached() {
    each_map(|_, state, _| {
        let systems = state.starmap.systems() as u32;
        assert!((1..=systems).all(|to| state.starmap.cost(HUB, SystemId(to), false).is_some()));
    });
}

#[test]
fn distances_are_symmetric_and_no_shorter_than_the_hexes() {
    let (state, _) = map(4, 4, 7);
    let map = &state.starmap;
    for a in (1..=61).map(SystemId) {
        for b in (1..=61).map(SystemId) {
            assert_eq!(map.cost(a, b, false), map.cost(b, a, false));
            assert_eq!(map.jumps(a, b, false), map.jumps(b, a, false));
            let jumps = map.jumps(a, b, false).expect("connected");
            assert!(jumps as i32 >= map.hex_distance(a, b));
            assert_eq!(map.path(a, b, false).count(), jumps as usize);
            if let Some(cost) = map.cost(a, b, true) {
                assert!(cost >= map.cost(a, b, false).expect("connected"));
                let stops: Vec<SystemId> = std::iter::once(a).chain(map.path(a, b, true)).collect();
                assert!(
                    stops
                        .windows(2)
                        .all(|w| map.lane(w[0], w[1]) != Some(LaneClass::Restricted))
                );
            }
        }
    }
}

#[test]
fn homeworlds_get_the_planets_of_the_scenario() {
    let (state, homeworlds) = map(4, 4, 5);
    for (house, home) in (1..).map(HouseId).zip(homeworlds) {
        let system = &state.systems[home];
        assert_eq!(system.homeworld_of, Some(house));
        assert_eq!((system.class, system.raw), (PlanetClass::Eden, Raw::Abundant));
    }
    assert_eq!(
        state
            .systems
            .iter()
            .filter(|system| system.homeworld_of.is_some())
            .count(),
        4
    );
}

#[test]
fn r02_12_planets_depend_on_neither_seats_nor_lanes() {
    let (two, homes) = map(4, 2, 9);
    let (four, more_homes) = map(4, 4, 9);
    for system in two
        .systems
        .iter()
        .filter(|s| !homes.contains(&s.id) && !more_homes.contains(&s.id))
    {
        let other = &four.systems[system.id];
        assert_eq!((system.class, system.raw), (other.class, other.raw));
    }
}

#[test]
fn the_same_key_makes_the_same_map() {
    let hash = |seed| map(4, 4, seed).0.hash();
    assert_eq!(hash(21), hash(21));
    assert_ne!(hash(21), hash(22));
}

#[test]
fn r02_7_six_houses_fit_on_two_rings_and_seven_do_not() {
    assert!(try_map(2, 6, 1).is_ok());
    assert!(matches!(
        try_map(2, 7, 1),
        Err(SetupError::MapTooSmall {
            houses: 7,
            rings: 2,
            tries: 10_001
        })
    ));
}

#[test]
fn r02_13_twelve_houses_fit_on_three_rings_with_enough_tries() {
    assert!((0..10).all(|seed| try_map(3, 12, seed).is_ok()));
}

#[test]
fn r02_1_r02_2_every_pair_of_rolls_gives_the_planet_of_the_tables() {
    let mut state = map(2, 2, 1).0;
    let mut odds = [[0; Raw::COUNT]; PlanetClass::COUNT];
    for class_roll in 0..10 {
        for raw_roll in 0..10 {
            let system = SystemId(7);
            state
                .streams
                .script(SETUP, Stream::MapPlanet(system), &[class_roll, raw_roll]);
            let planet = rolled_system(&state, system, (0, 0));
            odds[usize::from(planet.class.code())][usize::from(planet.raw.code())] += 1;
        }
    }
    // In percent: class 10/10/20/20/20/10/10; raw 20/20/40/20/0, Lush 10/20/40/20/10, Eden 0/20/40/20/20.
    let tenth = [2, 2, 4, 2, 0];
    let fifth = tenth.map(|odds| 2 * odds);
    let (lush, eden) = ([1, 2, 4, 2, 1], [0, 2, 4, 2, 2]);
    assert_eq!(odds, [tenth, tenth, fifth, fifth, fifth, lush, eden]);
}

#[test]
fn w1_the_tables_of_planets_are_rows_by_name() {
    let entries = Rules::standard().entries();
    let value = |key: &str| {
        entries
            .iter()
            .find(|(path, _)| path == key)
            .map(|(_, value)| value.as_str())
    };
    let table = "starmap.planetClassTable.planetClass";
    assert_eq!(value(&format!("{table}[\"Eden\"].maxRoll")), Some("9"));
    assert_eq!(value(&format!("{table}[\"Eden\"].rawBonus")), Some("2"));
    assert_eq!(value("starmap.rawTable.raw[\"Poor\"].maxRoll"), Some("3"));
    assert_eq!(value("starmap.rawTable.raw[\"Very Rich\"].maxRoll"), None);
}

#[test]
fn r02_5_the_map_has_six_corners() {
    for rings in 2..=12 {
        let grid = Grid::new(rings);
        let corners: Vec<SystemId> = grid
            .systems()
            .filter(|&system| grid.neighbours(system).count() == 3)
            .collect();
        assert_eq!(corners.len(), 6);
        assert!(corners.iter().all(|&corner| grid.ring(corner) == rings as i32));
    }
}

#[test]
fn r02_8_a_map_has_two_to_twelve_rings() {
    let mut rules = Rules::standard();
    let text = builtin("standard-2-player").expect("the scenario is built in");
    let scenario = Scenario::load("standard-2-player.kdl", text, &mut rules).expect("it loads");
    let takes = |rings: u32| {
        let set = scenario.clone().set("mapGeneration.numRings", &rings.to_string());
        set.is_ok()
    };
    let fit: Vec<u32> = (0..=20).filter(|&rings| takes(rings)).collect();
    assert_eq!(fit, (2..=12).collect::<Vec<_>>());
}

#[test]
fn r02_10_the_ceiling_of_eden_is_a_key() {
    let mut rules = Rules::standard();
    assert_eq!(rules.limits.pu_max(PlanetClass::Eden), 5000);
    let key = "limits.capacities.planetClass[\"Eden\"].puMax";
    rules.set(key, "999999").expect("a config folder may say so");
    assert_eq!(rules.limits.pu_max(PlanetClass::Eden), 999_999);
}

#[test]
fn r02_11_advice_on_systems_per_player_refuses_no_map() {
    // Six houses on two rings have little more than three systems each, two on twelve more than two hundred.
    for (rings, houses) in [(2, 6), (12, 2)] {
        let (state, homeworlds) = map(rings, houses, 3);
        assert_eq!(homeworlds.len(), houses as usize);
        assert_eq!(state.systems.len() as u32, 3 * rings * rings + 3 * rings + 1);
    }
}

/// Chi-square of counts against expected shares.
fn chi_square(counts: &[f64], shares: &[f64]) -> f64 {
    let total: f64 = counts.iter().sum();
    let term = |(n, share): (&f64, &f64)| {
        let off = n - total * share;
        off * off / (total * share)
    };
    counts.iter().zip(shares).map(term).sum()
}

#[test]
fn r02_1_planets_have_the_odds_of_the_tables() {
    let mut classes = [0.0; 7];
    let mut raws = [[0.0; 5]; 3];
    for seed in 0..20 {
        let (state, homeworlds) = map(12, 4, seed);
        for system in state.systems.iter().filter(|system| !homeworlds.contains(&system.id)) {
            classes[usize::from(system.class.code())] += 1.0;
            let row = usize::from(system.class.code().saturating_sub(PlanetClass::Benign.code()));
            raws[row][usize::from(system.raw.code())] += 1.0;
        }
    }
    // 0.1 % points: 22.5 with 6 degrees of freedom, 18.5 with 4, 16.3 with 3.
    assert!(
        chi_square(&classes, &[0.1, 0.1, 0.2, 0.2, 0.2, 0.1, 0.1]) < 22.5,
        "{classes:?}"
    );
    let [common, lush, eden] = raws;
    assert_eq!((common[4], eden[0]), (0.0, 0.0));
    assert!(chi_square(&common[..4], &[0.2, 0.2, 0.4, 0.2]) < 16.3, "{common:?}");
    assert!(chi_square(&lush, &[0.1, 0.2, 0.4, 0.2, 0.1]) < 18.5, "{lush:?}");
    assert!(chi_square(&eden[1..], &[0.2, 0.4, 0.2, 0.2]) < 16.3, "{eden:?}");
}

#[test]
fn lane_classes_have_the_shares_of_the_rules() {
    let mut counts = [0.0; 3];
    for seed in 0..6 {
        let (state, homeworlds) = map(12, 4, seed);
        let sampled = |lane: &&Lane| !homeworlds.contains(&lane.a) && !homeworlds.contains(&lane.b);
        for lane in state.lanes.iter().filter(sampled) {
            counts[usize::from(lane.class.code())] += 1.0;
        }
    }
    // 13.8: the 0.1 % point with 2 degrees of freedom.
    assert!(chi_square(&counts, &[0.5, 0.35, 0.15]) < 13.8, "{counts:?}");
}

#[test]
fn systems_have_the_names_of_the_list_and_then_their_numbers() {
    let mut game = crate::testing::game("standard-4-player", 1);
    Arc::make_mut(&mut game.state_mut().rules)
        .planets
        .planet_names
        .name
        .0
        .truncate(60);
    let view = game.view(crate::ids::HouseId(1));
    let first = game.state().rules.planets.names()[0].clone();
    assert_eq!(view.system_name(HUB), first);
    assert_ne!(view.system_name(SystemId(60)), "System-60");
    assert_eq!(view.system_name(SystemId(61)), "System-61");
}

#[test]
fn rules_that_no_map_can_keep_are_an_error_and_never_relaxed() {
    let made = |change: &dyn Fn(&mut crate::rules::starmap::Starmap)| {
        let mut state = crate::testing::start("standard-2-player", 3);
        change(&mut Arc::make_mut(&mut state.rules).starmap);
        let (rules, scenario) = (Arc::clone(&state.rules), Arc::clone(&state.scenario));
        let mut empty = State::empty(rules, scenario, Key(3));
        generate(&mut empty).map(|homes| {
            let lanes = homes.iter().map(|home| empty.starmap.neighbours[home.index()].len());
            lanes.collect::<Vec<_>>()
        })
    };
    assert_eq!(made(&|_| ()), Ok(vec![3, 3]));
    assert_eq!(made(&|rules| rules.homeworld.guaranteed_lane_count = 2), Ok(vec![2, 2]));
    for (key, count) in [("homeworld", 4), ("homeworld", 0), ("hub", 5)] {
        let change = |rules: &mut crate::rules::starmap::Starmap| match key {
            "hub" => rules.hub.guaranteed_lane_count = count,
            _ => rules.homeworld.guaranteed_lane_count = count,
        };
        assert!(matches!(made(&change), Err(SetupError::BadMap(_))));
    }
}
