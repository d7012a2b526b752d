//! What is told about battles and operations: the rows of `battles` and `ship_outcomes`.

use super::features;
use super::muster::{Entity, Muster};
use super::resolve::{self, Condition, Ending, Report};
use crate::events::ShipOutcome;
use crate::ids::*;
use crate::intel::Fight;
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
    /// Owner of the colony of the system.
    pub owner: Option<HouseId>,
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

/// What houses may be told of a battle or operation, but for who fought.
pub fn fight(scene: &Scene, report: &Report, outcome: Outcome) -> Fight {
    Fight {
        battle: scene.id,
        system: scene.system,
        turn: scene.turn,
        theatre: scene.theatre,
        houses: scene.houses,
        winner: outcome.winner.map(|side| scene.houses[side]),
        rounds: u16::from(narrow(report.rounds)),
        parties: Vec::new(),
    }
}

/// What became of one unit or screened ship.
pub(super) struct Fate {
    pub class: UnitClass,
    pub wep: u8,
    pub cost: i64,
    pub entered: Condition,
    pub end: Condition,
}

impl Fate {
    pub fn is_lost(&self) -> bool {
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

/// What became of the units of a side.
pub(super) fn unit_fates<'a>(state: &'a State, muster: &'a Muster) -> impl Iterator<Item = Fate> + 'a {
    muster.units.iter().zip(&muster.entities).map(|(unit, &entity)| Fate {
        class: unit.class,
        wep: stamp(state, entity),
        cost: unit.cost,
        entered: unit.entered,
        end: unit.condition,
    })
}

/// What became of the auxiliaries that it screened.
pub(super) fn screened_fates<'a>(state: &'a State, muster: &'a Muster) -> impl Iterator<Item = Fate> + 'a {
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

/// Writes the rows of both sides. Must be called before the state is changed, with the units as they are at the end.
pub fn write_sides(turn: &mut Turn, scene: &Scene, report: &Report, outcome: Outcome, sides: [&Muster; 2]) {
    for (side, muster) in sides.into_iter().enumerate() {
        let row = features::battle_row(turn.state, scene, report, outcome, side, muster);
        turn.log.battles.push(row);
    }
    for (side, muster) in sides.into_iter().enumerate() {
        let won = outcome.winner == Some(side);
        write_outcomes(turn, scene, report, won, scene.houses[side], muster);
    }
}

/// One row for each class and WEP level, screened auxiliaries included.
fn write_outcomes(turn: &mut Turn, scene: &Scene, report: &Report, won: bool, house: HouseId, muster: &Muster) {
    let mut rows: Vec<ShipOutcome> = Vec::new();
    // Units of one kind come one after the other: the row of the last one is that of the next.
    let mut at = 0;
    for fate in unit_fates(turn.state, muster).chain(screened_fates(turn.state, muster)) {
        let is_of = |row: &ShipOutcome| row.ship_class == fate.class && row.tech_level == fate.wep;
        if !rows.get(at).is_some_and(is_of) {
            at = rows.iter().position(is_of).unwrap_or(rows.len());
        }
        if at == rows.len() {
            rows.push(ShipOutcome {
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
        }
        let row = &mut rows[at];
        let lost = fate.is_lost();
        row.engaged += 1;
        row.engaged_crippled += u16::from(fate.entered == Condition::Crippled);
        row.crippled += u16::from(fate.end == Condition::Crippled && fate.entered == Condition::Nominal);
        row.destroyed += u16::from(lost);
        row.survived += u16::from(!lost);
        row.build_cost += fate.cost;
        row.pp_lost += if lost { fate.cost } else { 0 };
    }
    rows.sort_unstable_by_key(|row| (row.ship_class, row.tech_level));
    for row in rows {
        turn.log.outcomes.push(row);
    }
}
