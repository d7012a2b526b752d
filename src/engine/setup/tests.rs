//! Tests of rulebook 01 §1–§4.

use super::*;
use crate::testing::{assert_sound, load, start};

#[test]
fn every_house_starts_as_the_scenario_says() {
    let state = start("standard-4-player", 7);
    assert_sound(&state);
    assert_eq!((state.turn(), state.systems.len(), state.houses.len()), (1, 61, 4));
    for house in state.houses.iter() {
        assert_eq!((house.treasury, house.prestige, house.tax), (1000, 100, 50));
        assert_eq!(house.tech, TechLevels::all(1));
        let system = &state.systems[house.homeworld];
        assert_eq!((system.class, system.raw), (PlanetClass::Eden, Raw::Abundant));
        assert_eq!(system.homeworld_of, Some(house.id));
        let [colony] = house.colonies[..] else {
            panic!("one colony")
        };
        let colony = &state.colonies[colony];
        assert_eq!(
            (colony.system, colony.pu, colony.iu, colony.founded),
            (house.homeworld, 840, 420, 0)
        );
        assert_eq!(
            (colony.auto_repair, colony.auto_load_marines, colony.auto_load_fighters),
            (false, true, true)
        );
        let facilities: Vec<_> = colony.facilities.iter().map(|&id| state.facilities[id].kind).collect();
        assert_eq!(
            facilities,
            [FacilityKind::Spaceport, FacilityKind::Shipyard, FacilityKind::Drydock]
        );
        let ground = |kind| {
            colony
                .garrison
                .iter()
                .filter(|&&id| state.ground[id].kind == kind)
                .count()
        };
        let forces = [
            GroundKind::Army,
            GroundKind::Marine,
            GroundKind::GroundBattery,
            GroundKind::PlanetaryShield,
        ];
        assert_eq!(forces.map(ground), [10, 5, 5, 0]);
    }
}

#[test]
fn r01_10_starting_fleets_are_on_hold_with_roe_6() {
    let state = start("standard-4-player", 7);
    let classes = |fleet: FleetId| -> Vec<ShipClass> {
        state.fleets[fleet]
            .ships
            .iter()
            .map(|&ship| state.ships[ship].class)
            .collect()
    };
    for house in state.houses.iter() {
        let fleets: Vec<_> = house.fleets.iter().map(|&fleet| classes(fleet)).collect();
        use ShipClass::*;
        assert_eq!(
            fleets,
            [
                vec![Etac, LightCruiser],
                vec![Etac, LightCruiser],
                vec![Destroyer],
                vec![Destroyer]
            ]
        );
    }
    for fleet in state.fleets.iter() {
        assert_eq!(
            (fleet.command, fleet.roe, fleet.status),
            (CommandKind::Hold, 6, FleetStatus::Active)
        );
        assert_eq!(fleet.system, state.houses[fleet.owner].homeworld);
    }
    let etacs = state.ships.iter().filter(|ship| ship.class == ShipClass::Etac);
    assert_eq!(etacs.map(|etac| etac.colonists).collect::<Vec<_>>(), [3; 8]);
}

#[test]
fn ids_follow_the_houses_and_everybody_is_neutral() {
    let state = start("standard-4-player", 7);
    let owners: Vec<u32> = state.fleets.iter().map(|fleet| fleet.owner.0).collect();
    assert_eq!(owners, [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4]);
    assert_eq!(state.stances.len(), 12);
    assert!(
        state
            .stances
            .iter()
            .all(|row| row.stance == Stance::Neutral && !row.locked)
    );
    assert_eq!(state.game().next_fleet, 17);
}

#[test]
fn names_are_dealt_from_a_shuffled_theme() {
    let names = |key| {
        start("standard-4-player", key)
            .houses
            .iter()
            .map(|house| house.name)
            .collect::<Vec<_>>()
    };
    assert_eq!(names(7), names(7));
    assert_ne!(names(7), names(8));
    let different: BTreeSet<u8> = names(7).into_iter().collect();
    assert_eq!(different.len(), 4);
}

#[test]
fn a_theme_with_a_name_twice_is_refused() {
    let (rules, scenario) = load("standard-4-player");
    let mut rules = (*rules).clone();
    let second = rules.dynatoi.house_names()[1].to_owned();
    rules.dynatoi.theme.rows[0].1.house0_name = second;
    let error = create(Arc::new(rules), scenario, Key(1)).err();
    assert_eq!(error, Some(SetupError::Names { houses: 4, names: 11 }));
}

#[test]
fn the_same_key_makes_the_same_game() {
    let hash = |key| start("standard-2-player", key).hash();
    assert_eq!(hash(99), hash(99));
    assert_ne!(hash(99), hash(100));
    let state = start("standard-2-player", 0x1234_5678_9abc_def0);
    assert_eq!(
        (state.game().key_low, state.game().key_high),
        (0x9abc_def0, 0x1234_5678)
    );
}

#[test]
fn r01_11_the_tax_rate_at_the_start_is_the_scenarios() {
    let (rules, scenario) = load("standard-4-player");
    let mut scenario = (*scenario).clone();
    for (rate, percent) in [(0.0, 0), (0.375, 38), (0.5, 50), (1.0, 100)] {
        scenario.starting_resources.default_tax_rate = rate;
        let state = create(Arc::clone(&rules), Arc::new(scenario.clone()), Key(1)).expect("the map has room");
        assert!(state.houses.iter().all(|house| house.tax == percent), "{rate}");
    }
}

#[test]
fn r01_12_the_scenario_decides_the_starting_prestige() {
    let (rules, scenario) = load("standard-4-player");
    let mut scenario = (*scenario).clone();
    scenario.starting_resources.starting_prestige = 250;
    let state = create(rules, Arc::new(scenario), Key(1)).expect("the map has room");
    assert!(state.houses.iter().all(|house| house.prestige == 250));
    assert!(
        state
            .flows
            .iter()
            .all(|flows| (flows.prestige_prev, flows.treasury_prev) == (250, 1000))
    );
}

#[test]
fn what_houses_start_with_is_of_their_levels() {
    let (rules, scenario) = load("standard-4-player");
    let mut scenario = (*scenario).clone();
    for (path, value) in [
        ("startingTech.weapons", "4"),
        ("startingTech.shields", "3"),
        ("startingTech.counterIntelligence", "2"),
        ("startingGroundForces.planetaryShields", "1"),
        ("startingFacilities.drydocks", "2"),
        ("homeworld.planetClass", "\"Harsh\""),
        ("homeworld.populationUnits", "77"),
    ] {
        scenario.set(path, value).unwrap_or_else(|fault| panic!("{fault}"));
    }
    let state = create(Arc::clone(&rules), Arc::new(scenario), Key(1)).expect("the map has room");
    for ship in state.ships.iter() {
        let stats = crate::strength::stamped_ship(&rules, ship.class, 4);
        assert_eq!(((ship.attack, ship.defense), ship.wep), (stats, 4));
        assert_eq!(ship.build_cost, construction::ship_build_cost(&rules, ship.class, 4));
    }
    for house in state.houses.iter() {
        assert_eq!(
            (
                house.tech[TechField::Wep],
                house.tech[TechField::Cic],
                house.tech[TechField::Cst]
            ),
            (4, 2, 1)
        );
        assert_eq!((house.ebp, house.cip, house.rp), (0, 0, PerPool::default()));
        let colony = &state.colonies[house.colonies[0]];
        assert_eq!(
            (state.systems[colony.system].class, colony.pu),
            (PlanetClass::Harsh, 77)
        );
        let docks = colony
            .facilities
            .iter()
            .filter(|&&id| state.facilities[id].kind == FacilityKind::Drydock);
        assert_eq!(docks.count(), 2);
        let units = colony.garrison.iter().map(|&id| &state.ground[id]);
        let shields: Vec<u8> = units
            .filter(|unit| unit.kind == GroundKind::PlanetaryShield)
            .map(|unit| unit.shield_level)
            .collect();
        assert_eq!(shields, [3]);
    }
}

#[test]
fn the_first_theme_of_the_file_names_the_houses() {
    let (rules, scenario) = load("standard-4-player");
    let mut rules = (*rules).clone();
    let (name, mut second) = rules.dynatoi.theme.rows[0].clone();
    second.house0_name = "Nobody".to_owned();
    rules.dynatoi.theme.rows.push((name, second));
    assert_eq!(rules.dynatoi.house_names()[0], "Valerian");
    let with = |rules: Rules| create(Arc::new(rules), Arc::clone(&scenario), Key(1)).map(|state| state.houses.len());
    assert_eq!(with(rules.clone()), Ok(4));
    rules.dynatoi.theme.rows.swap(0, 1);
    assert_eq!(rules.dynatoi.house_names()[0], "Nobody");
}
