//! What is told about battles and operations: the rows of `battles` and `ship_outcomes`.

use std::collections::BTreeMap;

use super::muster::{self, Entity, Muster};
use super::resolve::{self, Condition, Ending, Report, Stand, Unit};
use crate::events::{Battle, EventTable, Retreat, ShipOutcome};
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

/// Who won a battle or operation, and how it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The side that won.
    pub winner: Option<usize>,
    /// How.
    pub ending: BattleEnding,
}

impl Outcome {
    /// Of a battle that is over.
    pub fn of(battle: &resolve::Battle) -> Self {
        Self {
            winner: battle.winner(),
            ending: match battle.ending {
                Some(Ending::Won(_)) => BattleEnding::Decided,
                Some(Ending::Capped(_)) => BattleEnding::RoundCap,
                Some(Ending::Annihilated) => BattleEnding::Annihilation,
                Some(Ending::Withdrawal) | None => BattleEnding::Withdrawal,
            },
        }
    }
}

/// The side that struck first.
pub fn struck_first(detection: Detection) -> Option<usize> {
    match detection {
        Detection::Intercept => None,
        Detection::SurpriseLow | Detection::AmbushLow => Some(0),
        Detection::SurpriseHigh | Detection::AmbushHigh => Some(1),
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
pub fn write_sides(turn: &mut Turn, scene: &Scene, report: &Report, outcome: Outcome, sides: [&Muster; 2]) {
    for (side, muster) in sides.into_iter().enumerate() {
        let row = battle_row(turn.state, scene, report, outcome, side, muster);
        turn.log.battles.push(row);
    }
    for (side, muster) in sides.into_iter().enumerate() {
        let won = outcome.winner == Some(side);
        write_outcomes(turn, scene, report, won, scene.houses[side], muster);
    }
}

/// What a kind of combatants brought.
#[derive(Clone, Copy, Debug, Default)]
struct Force {
    units: u16,
    attack: i32,
    defense: i32,
}

impl Force {
    /// Of the combatants of some classes.
    fn of(muster: &Muster, wanted: impl Fn(UnitClass) -> bool) -> Self {
        let mut force = Self::default();
        let combatants = muster.units.iter().filter(|unit| is_combatant(unit));
        for unit in combatants.filter(|unit| wanted(unit.class)) {
            let state = usize::from(unit.entered_crippled());
            force.units += 1;
            force.attack += unit.attack[state];
            force.defense += unit.defense[state];
        }
        force
    }

    /// Of the ships of some classes.
    fn ships(muster: &Muster, wanted: impl Fn(ShipClass) -> bool) -> Self {
        Self::of(muster, |class| class.ship().is_some_and(&wanted))
    }
}

/// How many were lost, and what they had cost.
fn lost(fates: impl Iterator<Item = Fate>) -> (u16, i64) {
    fates
        .filter(Fate::is_lost)
        .fold((0, 0), |(count, cost), fate| (count + 1, cost + fate.cost))
}

fn battle_row(state: &State, scene: &Scene, report: &Report, outcome: Outcome, side: usize, muster: &Muster) -> Battle {
    let house = scene.houses[side];
    let combatants = || muster.units.iter().filter(|unit| is_combatant(unit));
    let crippled = |fates: &dyn Fn(&Fate) -> Condition| {
        let all = unit_fates(state, muster).filter(|fate| fates(fate) == Condition::Crippled);
        all.count() as u16
    };
    let ships = combatants().filter_map(|unit| unit.class.ship());
    let (units_lost, pp_units) = lost(unit_fates(state, muster));
    let (auxiliaries_lost, pp_auxiliaries) = lost(screened_fates(state, muster));
    let auxiliaries: usize = muster.rosters.iter().map(|roster| roster.auxiliaries.len()).sum();
    let roe = || muster.rosters.iter().map(|roster| state.fleets[roster.fleet].roe);
    let modifiers = report.modifiers[side];
    let all = Force::of(muster, |_| true);
    let fighters = Force::ships(muster, |class| class == ShipClass::Fighter);
    let starbases = Force::of(muster, |class| class == UnitClass::Starbase);
    let batteries = Force::of(muster, |class| class == UnitClass::GroundBattery);
    let forces = Force::of(muster, |class| matches!(class, UnitClass::Army | UnitClass::Marine));
    Battle {
        turn: scene.turn,
        battle_id: scene.id,
        system_id: scene.system,
        phase: scene.theatre,
        house,
        enemy: scene.houses[1 - side],
        owns_colony: scene.owner == Some(house),
        attack_strength: all.attack,
        as_fighters: fighters.attack,
        as_starbases: starbases.attack,
        as_ground: batteries.attack + forces.attack,
        defense_strength: all.defense,
        ds_fighters: fighters.defense,
        ds_starbases: starbases.defense,
        ds_ground: batteries.defense + forces.defense,
        units: all.units,
        units_crippled_start: crippled(&|fate| fate.entered),
        escorts: Force::ships(muster, |class| class.group() == ShipGroup::Escort).units,
        capitals: Force::ships(muster, |class| class.group() == ShipGroup::Capital).units,
        carriers: Force::ships(muster, ShipClass::is_carrier).units,
        raiders: Force::ships(muster, |class| class == ShipClass::Raider).units,
        planet_breakers: Force::ships(muster, |class| class == ShipClass::PlanetBreaker).units,
        fighters: fighters.units,
        starbases: starbases.units,
        batteries: batteries.units,
        ground_forces: forces.units,
        fleets: muster.rosters.len() as u16,
        auxiliaries: auxiliaries as u16 + aboard(muster),
        roe_min: roe().min(),
        roe_max: roe().max(),
        shield_level: if side == 1 { shield(state, scene) } else { 0 },
        pp_engaged: combatants().map(|unit| unit.cost).sum(),
        command_rating: ships.map(|class| state.rules.ships.class(class).c2_cost as i32).sum(),
        detection: report.detection,
        first_strike: struck_first(report.detection) == Some(side),
        drm_first_strike: modifiers.first_strike,
        drm_starbase: modifiers.starbase,
        drm_eli: modifiers.eli,
        drm_homeworld: modifiers.homeworld,
        drm_morale: modifiers.morale,
        drm_fighters: modifiers.fighters,
        drm_theatre: modifiers.theatre,
        drm_desperation: modifiers.desperation,
        rounds: narrow(report.rounds),
        desperation_rounds: narrow(report.desperation_rounds),
        hits: report.hits[side] as i32,
        hits_expired: report.expired[side] as i32,
        criticals: narrow(report.criticals[side]),
        units_lost,
        pp_lost: pp_units + pp_auxiliaries,
        units_crippled: crippled(&|fate| fate.end),
        auxiliaries_lost,
        retreats: muster.groups.iter().filter(|group| group.stand == Stand::Left).count() as u16,
        won: outcome.winner == Some(side),
        drawn: outcome.winner.is_none(),
        ending: outcome.ending,
        wep: scene.wep[side],
        eli: state.tech(house, TechField::Eli),
        clk: state.tech(house, TechField::Clk),
        prestige: state.houses[house].prestige,
        terrain_type: scene.terrain,
    }
}

/// Auxiliaries among the units: those of a blitz, which are targets.
fn aboard(muster: &Muster) -> u16 {
    let classes = muster.units.iter().filter_map(|unit| unit.class.ship());
    classes.filter(|class| class.is_auxiliary()).count() as u16
}

/// Level of the shield over the colony of a planetary operation; 0 without one.
fn shield(state: &State, scene: &Scene) -> u8 {
    if matches!(scene.theatre, Theatre::Space | Theatre::Orbital) {
        return 0;
    }
    let colony = state.systems[scene.system].colony;
    colony.map_or(0, |colony| muster::shield_level(state, colony).unwrap_or(0))
}

/// One row for each fleet of a side that left or stays out of play. Must be called before the state is changed. Those that
/// leave are told with an open refuge; [`refuge`](super::refuge) fills it in.
pub fn write_retreats(turn: &mut Turn, scene: &Scene, side: usize, muster: &Muster) {
    for (index, (roster, group)) in muster.rosters.iter().zip(&muster.groups).enumerate() {
        let Some(departure) = group.departure else { continue };
        let own = || muster.units.iter().filter(|unit| unit.group == Some(index as u16));
        let ships_left = own().filter(|unit| unit.is_alive() && unit.is_escort()).count() as u16;
        let auxiliaries_left = group.auxiliaries - group.auxiliaries_lost;
        let fate = match group.stand {
            _ if ships_left + auxiliaries_left == 0 => RetreatFate::Destroyed,
            Stand::Held => RetreatFate::Held,
            Stand::Left => RetreatFate::Refuge,
            Stand::Stranded | Stand::Present => RetreatFate::Stranded,
        };
        if fate == RetreatFate::Refuge {
            turn.conflict.retreating.insert(roster.fleet);
            turn.conflict.retreats.insert(roster.fleet, turn.log.retreats.rows());
        }
        turn.log.retreats.push(Retreat {
            turn: scene.turn,
            battle_id: scene.id,
            system_id: scene.system,
            phase: scene.theatre,
            house: scene.houses[side],
            enemy: scene.houses[1 - side],
            fleet_id: roster.fleet,
            reason: departure.reason,
            round_number: narrow(departure.round),
            roe: turn.state.fleets[roster.fleet].roe,
            attack_strength: departure.attack as i32,
            enemy_strength: departure.enemy as i32,
            ships: group.escorts,
            ships_left,
            auxiliaries: group.auxiliaries,
            auxiliaries_left,
            fate,
            refuge: None,
        });
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
