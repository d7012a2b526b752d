//! What makes a game of the swarm: a scenario, with changed rules and a seed.

use ec4x_engine::dice::{Dice, Key};
use ec4x_engine::rules::Rules;
use ec4x_engine::scenario::{Overrides, Scenario, builtin};
use ec4x_engine::vocab::{PlanetClass, Raw, ShipClass, Vocab};

/// The scenario that all cases are changes of.
const BASE: &str = "standard-4-player";

/// Most turns of a game with two houses; more houses play fewer.
const TURNS: u32 = 60;

/// A game of the swarm.
#[derive(Clone, Debug)]
pub struct Case {
    /// The file: a scenario with a seed. All else, players included, follows from the two.
    pub text: String,
}

impl Case {
    /// The case of a number.
    ///
    /// # Panics
    /// If the scenario that it starts from is damaged.
    pub fn random(number: u64) -> Self {
        let mut dice = Dice::for_purpose(Key(number), "swarm");
        let mut rules = Rules::standard();
        let text = builtin(BASE).expect("a scenario that is built in");
        let mut scenario = Scenario::load(BASE, text, &mut rules).expect("it is sound");
        scenario.game_parameters.scenario_name = format!("Swarm {number}");
        scenario.game_parameters.scenario_description = String::new();
        scenario.game_parameters.game_seed = Some(u64::from(dice.below(u32::MAX)));
        size(&mut scenario, &mut dice);
        start(&mut scenario, &mut dice);
        scenario.optional_balance_overrides = Overrides(patches(&scenario, &mut rules, &mut dice));
        if dice.below(2) == 0 {
            levels(&mut scenario, &rules, &mut dice);
        }
        Self {
            text: scenario.export(),
        }
    }
}

/// Houses, rings and turns: every combination comes up; the large ones are short.
fn size(scenario: &mut Scenario, dice: &mut Dice) {
    let houses = 2 + dice.below(11);
    let rings = match dice.below(4) {
        0 => 2 + dice.below(11),
        _ => 2 + dice.below(5),
    };
    scenario.game_parameters.player_count = houses;
    scenario.map_generation.num_rings = rings;
    let most = (2 * TURNS / houses).max(8);
    scenario.victory_conditions.turn_limit = 5 + dice.below(most - 4);
    scenario.victory_conditions.final_conflict_auto_enemy = dice.below(4) > 0;
}

/// What the houses have at the start, from next to nothing to far too much.
fn start(scenario: &mut Scenario, dice: &mut Dice) {
    let resources = &mut scenario.starting_resources;
    resources.treasury = [0, 1000, 1000, 20_000, 1_000_000, -5000][dice.below(6) as usize];
    resources.starting_prestige = [100, 100, 0, 5, -20][dice.below(5) as usize];
    resources.default_tax_rate = f64::from(dice.below(101)) / 100.0;
    if dice.below(2) == 0 {
        let fleets = &mut scenario.starting_fleets.fleet.0;
        for fleet in fleets.iter_mut() {
            let class = |dice: &mut Dice| ShipClass::ALL[dice.below(ShipClass::COUNT as u32) as usize];
            let first = class(dice);
            let same = matches!(first, ShipClass::Scout | ShipClass::Fighter);
            // Fighters start no fleet, and scouts keep to themselves.
            let first = if first == ShipClass::Fighter {
                ShipClass::Carrier
            } else {
                first
            };
            let ships = (0..1 + dice.below(8)).map(|_| match class(dice) {
                _ if same => first,
                ShipClass::Scout | ShipClass::Fighter => ShipClass::Destroyer,
                other => other,
            });
            fleet.ships.0 = std::iter::once(first).chain(ships.collect::<Vec<_>>()).collect();
        }
        fleets.truncate(dice.below(5) as usize);
    }
    let facilities = &mut scenario.starting_facilities;
    (facilities.spaceports, facilities.shipyards, facilities.drydocks) = (dice.below(3), dice.below(4), dice.below(4));
    let forces = &mut scenario.starting_ground_forces;
    (forces.armies, forces.marines) = (dice.below(12), dice.below(8));
    (forces.ground_batteries, forces.planetary_shields) = (dice.below(8), dice.below(2));
    let homeworld = &mut scenario.homeworld;
    if dice.below(3) == 0 {
        homeworld.planet_class = PlanetClass::ALL[dice.below(PlanetClass::COUNT as u32) as usize];
        homeworld.raw_quality = Raw::ALL[dice.below(Raw::COUNT as u32) as usize];
        homeworld.population_units = 1 + i64::from(dice.below(1500));
        homeworld.industrial_units = i64::from(dice.below(900));
    }
}

/// Levels of technology: up to 3, which every field has, and here and there as high as the rules go.
fn levels(scenario: &mut Scenario, rules: &Rules, dice: &mut Dice) {
    let paths: Vec<String> = scenario
        .entries()
        .into_iter()
        .map(|(path, _)| path)
        .filter(|path| path.starts_with("startingTech."))
        .collect();
    for path in paths {
        let highest = if dice.below(4) == 0 { 10 } else { 3 };
        let level = (1 + dice.below(highest)).to_string();
        let mut changed = scenario.clone();
        if changed.set(&path, &level).is_ok() && changed.check(rules).is_empty() {
            *scenario = changed;
        }
    }
}

/// Keys of the rules with other values, as far as the rules and the scenario allow them together.
fn patches(scenario: &Scenario, rules: &mut Rules, dice: &mut Dice) -> Vec<(String, String)> {
    let wanted = match dice.below(3) {
        0 => 0,
        _ => 1 + dice.below(8),
    };
    let entries = rules.entries();
    let mut patches = Vec::new();
    for _ in 0..wanted {
        let (path, value) = &entries[dice.below(entries.len() as u32) as usize];
        let Some(value) = other_value(value, dice) else {
            continue;
        };
        let patch = (path.clone(), value);
        let mut changed = rules.clone();
        if changed.apply(std::slice::from_ref(&patch)).is_ok() && scenario.check(&changed).is_empty() {
            *rules = changed;
            patches.push(patch);
        }
    }
    patches
}

/// Something else of the same type: a switch thrown, a number scaled; none for words.
fn other_value(value: &str, dice: &mut Dice) -> Option<String> {
    match value {
        "#true" => return Some("#false".to_string()),
        "#false" => return Some("#true".to_string()),
        _ => {}
    }
    let factor = [0.0, 0.5, 0.8, 1.25, 2.0, 5.0][dice.below(6) as usize];
    if let Ok(whole) = value.parse::<i64>() {
        return Some(((whole as f64 * factor) as i64).to_string());
    }
    let number: f64 = value.parse().ok()?;
    let scaled = (number * factor * 1000.0).round() / 1000.0;
    Some(format!("{scaled:?}"))
}
