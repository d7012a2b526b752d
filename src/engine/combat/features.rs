//! The rows of `battles`: features and labels of each side of a battle or operation.

use super::muster::{self, Muster};
use super::record::{Fate, Outcome, Scene, narrow, screened_fates, struck_first, unit_fates};
use super::resolve::{Condition, Report, Stand, Unit};
use crate::events::Battle;
use crate::state::State;
use crate::vocab::*;

/// Whether a unit counts among the combatants: auxiliaries, spaceports and shields are only in the way.
fn is_combatant(unit: &Unit) -> bool {
    match unit.class {
        UnitClass::Spaceport | UnitClass::PlanetaryShield => false,
        class => !class.ship().is_some_and(ShipClass::is_auxiliary),
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

/// The row of one side of a battle or operation: what it brought, what befell it, and how it ended.
pub fn battle_row(
    state: &State,
    scene: &Scene,
    report: &Report,
    outcome: Outcome,
    side: usize,
    muster: &Muster,
) -> Battle {
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
    let look = report.looks.map(|looks| looks[side]);
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
        detection_roll: look.map(|look| look.roll as u8),
        detection_score: look.map(|look| look.score),
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
