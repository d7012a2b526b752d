//! What is told about battles and operations: the rows of `battles` and `ship_outcomes`.

use std::collections::BTreeMap;

use super::muster::{Entity, Muster};
use super::resolve::{Condition, Report, Stand, Unit};
use crate::events::{Battle, ShipOutcome};
use crate::ids::*;
use crate::state::State;
use crate::turn::Turn;
use crate::vocab::*;

/// A battle or operation, as its rows name it. Side 0 is the lower house, or the attacker of a colony.
#[derive(Clone, Copy, Debug)]
pub struct Scene {
    /// The turn.
    pub turn: u32,
    /// Its number.
    pub id: BattleId,
    /// Where.
    pub system: SystemId,
    /// What it is.
    pub theatre: Theatre,
    /// The houses of both sides.
    pub houses: [HouseId; 2],
    /// WEP levels of the houses.
    pub wep: [u8; 2],
    /// Planet class of the system.
    pub terrain: PlanetClass,
    owner: Option<HouseId>,
}

impl Scene {
    /// Numbers a new battle or operation.
    pub fn new(turn: &mut Turn, system: SystemId, theatre: Theatre, houses: [HouseId; 2]) -> Self {
        let game = turn.state.game_mut();
        let id = BattleId(game.next_battle);
        game.next_battle += 1;
        Self {
            turn: turn.state.turn(),
            id,
            system,
            theatre,
            houses,
            terrain: turn.state.systems[system].class,
            owner: turn.state.controller(system),
            wep: houses.map(|house| turn.state.tech(house, TechField::Wep)),
        }
    }

    /// A battle that belongs to no game, in a system that nobody owns.
    pub fn apart(theatre: Theatre, houses: [HouseId; 2], wep: [u8; 2]) -> Self {
        Self {
            turn: 1,
            id: BattleId(1),
            system: SystemId(1),
            theatre,
            houses,
            wep,
            terrain: PlanetClass::Benign,
            owner: None,
        }
    }
}

/// A count in a column of 8 bits; rules that allow hundreds of rounds do not fit.
pub(super) fn narrow(count: u32) -> u8 {
    u8::try_from(count).unwrap_or(u8::MAX)
}

/// What became of one unit or screened ship.
struct Fate {
    class: UnitClass,
    wep: u8,
    cost: i64,
    entered: Condition,
    end: Condition,
}

impl Fate {
    fn is_lost(&self) -> bool {
        self.end == Condition::Destroyed
    }
}

/// WEP level stamped on what a unit stands for; 0 for what has none.
fn stamp(state: &State, entity: Entity) -> u8 {
    match entity {
        Entity::Ship(ship) => state.ships[ship].wep,
        Entity::Facility(facility) if state.facilities[facility].kind == FacilityKind::Starbase => {
            state.facilities[facility].wep
        }
        Entity::Facility(_) | Entity::Ground(_) => 0,
    }
}

fn unit_fates<'a>(state: &'a State, muster: &'a Muster) -> impl Iterator<Item = Fate> + 'a {
    muster.units.iter().zip(&muster.entities).map(|(unit, &entity)| Fate {
        class: unit.class,
        wep: stamp(state, entity),
        cost: unit.cost,
        entered: unit.entered,
        end: unit.condition,
    })
}

fn screened_fates<'a>(state: &'a State, muster: &'a Muster) -> impl Iterator<Item = Fate> + 'a {
    muster
        .rosters
        .iter()
        .zip(&muster.groups)
        .flat_map(move |(roster, group)| {
            roster.auxiliaries.iter().enumerate().map(move |(index, &ship)| {
                let row = &state.ships[ship];
                let entered = row.hull.into();
                let end = if index < usize::from(group.auxiliaries_lost) {
                    Condition::Destroyed
                } else {
                    entered
                };
                Fate {
                    class: row.class.unit(),
                    wep: row.wep,
                    cost: row.build_cost,
                    entered,
                    end,
                }
            })
        })
}

/// Whether a unit counts among the combatants: auxiliaries, spaceports and shields are only in the way.
fn is_combatant(unit: &Unit) -> bool {
    match unit.class {
        UnitClass::Spaceport | UnitClass::PlanetaryShield => false,
        class => !class.ship().is_some_and(ShipClass::is_auxiliary),
    }
}

/// Writes the rows of both sides. Must be called before the state is changed, with the units as they are at the end.
pub fn write_sides(turn: &mut Turn, scene: &Scene, report: &Report, winner: Option<usize>, sides: [&Muster; 2]) {
    for (side, muster) in sides.into_iter().enumerate() {
        let row = battle_row(turn.state, scene, report, winner, side, muster);
        turn.log.battles.push(row);
    }
    for (side, muster) in sides.into_iter().enumerate() {
        write_outcomes(turn, scene, report, winner == Some(side), scene.houses[side], muster);
    }
}

fn battle_row(
    state: &State,
    scene: &Scene,
    report: &Report,
    winner: Option<usize>,
    side: usize,
    muster: &Muster,
) -> Battle {
    let house = scene.houses[side];
    let combatants = || muster.units.iter().filter(|unit| is_combatant(unit));
    let count = |class: UnitClass| combatants().filter(|unit| unit.class == class).count() as u16;
    let entered = |values: [i32; 2], unit: &Unit| values[usize::from(unit.entered_crippled())];
    let ships = combatants().filter_map(|unit| unit.class.ship());
    let lost = |fates: &mut dyn Iterator<Item = Fate>| {
        fates
            .filter(Fate::is_lost)
            .fold((0, 0), |(count, cost), fate| (count + 1, cost + fate.cost))
    };
    let (units_lost, pp_units) = lost(&mut unit_fates(state, muster));
    let (auxiliaries_lost, pp_auxiliaries) = lost(&mut screened_fates(state, muster));
    let modifiers = report.modifiers[side];
    Battle {
        turn: scene.turn,
        battle_id: scene.id,
        system_id: scene.system,
        phase: scene.theatre,
        house,
        enemy: scene.houses[1 - side],
        owns_colony: scene.owner == Some(house),
        attack_strength: combatants().map(|unit| entered(unit.attack, unit)).sum(),
        defense_strength: combatants().map(|unit| entered(unit.defense, unit)).sum(),
        units: combatants().count() as u16,
        fighters: count(UnitClass::Fighter),
        starbases: count(UnitClass::Starbase),
        pp_engaged: combatants().map(|unit| unit.cost).sum(),
        command_rating: ships.map(|class| state.rules.ships.class(class).c2_cost as i32).sum(),
        detection: report.detection,
        drm_first_strike: modifiers.first_strike,
        drm_starbase: modifiers.starbase,
        drm_eli: modifiers.eli,
        drm_homeworld: modifiers.homeworld,
        drm_morale: modifiers.morale,
        drm_fighters: modifiers.fighters,
        drm_theatre: modifiers.theatre,
        rounds: narrow(report.rounds),
        desperation_rounds: narrow(report.desperation_rounds),
        hits: report.hits[side] as i32,
        criticals: narrow(report.criticals[side]),
        units_lost,
        pp_lost: pp_units + pp_auxiliaries,
        units_crippled: unit_fates(state, muster)
            .filter(|fate| fate.end == Condition::Crippled)
            .count() as u16,
        auxiliaries_lost,
        retreats: muster.groups.iter().filter(|group| group.stand == Stand::Left).count() as u16,
        won: winner == Some(side),
        drawn: winner.is_none(),
        wep: scene.wep[side],
        eli: state.tech(house, TechField::Eli),
        clk: state.tech(house, TechField::Clk),
        prestige: state.houses[house].prestige,
        terrain_type: scene.terrain,
    }
}

/// One row for each class and WEP level, screened auxiliaries included.
fn write_outcomes(turn: &mut Turn, scene: &Scene, report: &Report, won: bool, house: HouseId, muster: &Muster) {
    let mut rows: BTreeMap<(UnitClass, u8), ShipOutcome> = BTreeMap::new();
    for fate in unit_fates(turn.state, muster).chain(screened_fates(turn.state, muster)) {
        let row = rows.entry((fate.class, fate.wep)).or_insert_with(|| ShipOutcome {
            turn: scene.turn,
            battle_id: scene.id,
            system_id: scene.system,
            phase: scene.theatre,
            house,
            ship_class: fate.class,
            tech_level: fate.wep,
            rounds: narrow(report.rounds),
            engaged: 0,
            engaged_crippled: 0,
            crippled: 0,
            destroyed: 0,
            survived: 0,
            build_cost: 0,
            pp_lost: 0,
            won,
        });
        let lost = fate.is_lost();
        row.engaged += 1;
        row.engaged_crippled += u16::from(fate.entered == Condition::Crippled);
        row.crippled += u16::from(fate.end == Condition::Crippled && fate.entered == Condition::Nominal);
        row.destroyed += u16::from(lost);
        row.survived += u16::from(!lost);
        row.build_cost += fate.cost;
        row.pp_lost += if lost { fate.cost } else { 0 };
    }
    for row in rows.into_values() {
        turn.log.outcomes.push(row);
    }
}
