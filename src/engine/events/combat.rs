//! The event tables of combat: what was shot, by whom, with what effect, and what came of it.

use super::column::{event_table, name_scalars};
use crate::ids::*;
use crate::vocab::*;

name_scalars!(RetreatReason, RetreatFate, BattleEnding);

event_table! {
    /// Damage of one class of one house to one class of another in one volley. Hits are attributed to the shooting
    /// classes in proportion to their attack strength, in small parts that add up exactly.
    CombatEvents of CombatEvent in "combat_events" {
        /// Turn.
        turn: u32,
        /// Number of the battle or operation within the game.
        battle_id: BattleId,
        /// System.
        system_id: SystemId,
        /// Theatre.
        phase: Theatre,
        /// Round, from 1; a pursuit volley bears the number of the round it followed.
        round_number: u8,
        /// True for a pursuit volley.
        pursuit: bool,
        /// House that shot.
        attacker_house: HouseId,
        /// Class that shot.
        attacker_ship_class: UnitClass,
        /// House that was hit.
        defender_house: HouseId,
        /// Class that was hit.
        defender_ship_class: UnitClass,
        /// Hits spent on the defender class, this attacker class's share in 1/8.
        damage_dealt: f32,
        /// Units of the defender class crippled, this attacker class's share in 1/16.
        ship_crippled: f32,
        /// Units of the defender class destroyed, this attacker class's share in 1/32.
        ship_destroyed: f32,
        /// Build cost of what was destroyed, this attacker class's share in whole PP by largest remainder.
        pp_destroyed: i32,
        /// Attack strength of the attacker class when it shot.
        attacker_as: i32,
        /// Natural die of the volley, 0-9; null without a roll (pursuit).
        roll: Option<u8>,
        /// Sum of the die-roll modifiers of the volley; by source in `volleys`.
        drm: i32,
        /// The volley was a critical hit.
        critical: bool,
        /// The volley overkilled (rulebook 11 §8).
        overkill: bool,
        /// WEP level of the attacker house.
        attacker_wep: u8,
        /// WEP level of the defender house.
        defender_wep: u8,
        /// Planet class of the system.
        terrain_type: PlanetClass,
    }
}

event_table! {
    /// One volley of one side at another, whether it did anything or not: the roll, its modifiers by source, and where the
    /// hits went. What it did to whom is in `combat_events`.
    Volleys of VolleyEvent in "volleys" {
        /// Turn.
        turn: u32,
        /// Number of the battle or operation within the game.
        battle_id: BattleId,
        /// System.
        system_id: SystemId,
        /// Theatre.
        phase: Theatre,
        /// Round, from 1; a pursuit volley bears the number of the round it followed.
        round_number: u8,
        /// True for a pursuit volley.
        pursuit: bool,
        /// House that shot.
        attacker_house: HouseId,
        /// House that was hit.
        defender_house: HouseId,
        /// Attack strength of the side when it shot.
        attacker_as: i32,
        /// Natural die, 0-9; null without a roll (pursuit).
        roll: Option<u8>,
        /// Sum of the modifiers.
        drm: i32,
        /// Ambush (4) or surprise (3).
        drm_first_strike: i32,
        /// Fighter superiority.
        drm_fighters: i32,
        /// Starbase sensors.
        drm_starbase: i32,
        /// Morale.
        drm_morale: i32,
        /// The higher ELI level.
        drm_eli: i32,
        /// Homeworld defence.
        drm_homeworld: i32,
        /// Planet-Breakers, prepared defences or landing under fire.
        drm_theatre: i32,
        /// Desperation.
        drm_desperation: i32,
        /// Hits rolled.
        hits: i32,
        /// Hits among them that found nothing to do and are gone.
        hits_expired: i32,
        /// The volley was a critical hit.
        critical: bool,
        /// The volley overkilled (rulebook 11 §8).
        overkill: bool,
    }
}

event_table! {
    /// One side of one battle, or of one planetary operation.
    Battles of Battle in "battles" {
        /// Turn.
        turn: u32,
        /// Number of the battle or operation within the game.
        battle_id: BattleId,
        /// System.
        system_id: SystemId,
        /// Theatre.
        phase: Theatre,
        /// This side.
        house: HouseId,
        /// The other side.
        enemy: HouseId,
        /// This side owns the colony of the system.
        owns_colony: bool,
        /// This side's attack strength at the start.
        attack_strength: i32,
        /// Of fighters.
        as_fighters: i32,
        /// Of starbases.
        as_starbases: i32,
        /// Of batteries, armies and marines.
        as_ground: i32,
        /// This side's defence strength at the start.
        defense_strength: i32,
        /// Of fighters.
        ds_fighters: i32,
        /// Of starbases.
        ds_starbases: i32,
        /// Of batteries, armies and marines.
        ds_ground: i32,
        /// Combatants of this side at the start.
        units: u16,
        /// Crippled ones among them.
        units_crippled_start: u16,
        /// Escorts among them: corvettes to light cruisers.
        escorts: u16,
        /// Capitals among them: cruisers to super dreadnoughts, carriers, raiders.
        capitals: u16,
        /// Carriers of both kinds among the capitals.
        carriers: u16,
        /// Raiders among the capitals.
        raiders: u16,
        /// Planet-Breakers.
        planet_breakers: u16,
        /// Fighters.
        fighters: u16,
        /// Starbases.
        starbases: u16,
        /// Ground batteries.
        batteries: u16,
        /// Armies and marine divisions.
        ground_forces: u16,
        /// Fleets.
        fleets: u16,
        /// ETACs and transports with them.
        auxiliaries: u16,
        /// Lowest rule of engagement of the fleets; null without any.
        roe_min: Option<u8>,
        /// Highest rule of engagement of the fleets.
        roe_max: Option<u8>,
        /// Level of the shield over this side; 0 without one and in space and orbit.
        shield_level: u8,
        /// Build cost of the combatants at the start, in PP.
        pp_engaged: i64,
        /// Command points of the combatants.
        command_rating: i32,
        /// How the battle began.
        detection: Detection,
        /// Natural die of this side in detection, 0-9; null if nobody had raiders.
        detection_roll: Option<u8>,
        /// That die with the CLK and ELI levels and the starbase that count for this side.
        detection_score: Option<i32>,
        /// This side struck first.
        first_strike: bool,
        /// First-round bonus of a raider's first strike for this side.
        drm_first_strike: i32,
        /// Bonus of starbase sensors in the first round.
        drm_starbase: i32,
        /// Bonus of the higher ELI level.
        drm_eli: i32,
        /// Bonus of homeworld defence.
        drm_homeworld: i32,
        /// Morale in the first round.
        drm_morale: i32,
        /// Bonus of fighter superiority in the first round.
        drm_fighters: i32,
        /// Bonus of Planet-Breakers, prepared defences or landing under fire.
        drm_theatre: i32,
        /// Desperation in the first round.
        drm_desperation: i32,
        /// Rounds fought.
        rounds: u8,
        /// Desperation rounds among them.
        desperation_rounds: u8,
        /// Hits dealt by this side, pursuit included.
        hits: i32,
        /// Hits among them that found nothing to do and are gone.
        hits_expired: i32,
        /// Critical hits scored by this side.
        criticals: u8,
        /// Ships, fighters, starbases or ground units lost.
        units_lost: u16,
        /// Build cost of what was lost, in PP.
        pp_lost: i64,
        /// Units crippled at the end.
        units_crippled: u16,
        /// Auxiliaries lost with their escorts.
        auxiliaries_lost: u16,
        /// Fleets that retreated.
        retreats: u16,
        /// This side won: by rulebook 11 §13, or took the colony.
        won: bool,
        /// Nobody won.
        drawn: bool,
        /// How it ended.
        ending: BattleEnding,
        /// WEP level.
        wep: u8,
        /// ELI level.
        eli: u8,
        /// CLK level.
        clk: u8,
        /// Prestige at the start of the turn.
        prestige: i64,
        /// Planet class of the system.
        terrain_type: PlanetClass,
    }
}

event_table! {
    /// What became of the units of one class and tech level of one house in one battle or operation.
    ShipOutcomes of ShipOutcome in "ship_outcomes" {
        /// Turn.
        turn: u32,
        /// Number of the battle or operation within the game.
        battle_id: BattleId,
        /// System.
        system_id: SystemId,
        /// Theatre.
        phase: Theatre,
        /// House.
        house: HouseId,
        /// Class.
        ship_class: UnitClass,
        /// WEP level stamped on the units; 0 for what has none.
        tech_level: u8,
        /// Rounds fought; 0 if armed units met only auxiliaries, which fell without a shot worth counting.
        rounds: u8,
        /// Units that entered.
        engaged: u16,
        /// Units that entered crippled.
        engaged_crippled: u16,
        /// Units crippled in it that survived.
        crippled: u16,
        /// Units destroyed.
        destroyed: u16,
        /// Units that survived.
        survived: u16,
        /// Build cost of the units that entered, in PP.
        build_cost: i64,
        /// Build cost of the units destroyed, in PP.
        pp_lost: i64,
        /// The house won (see `battles.won`).
        won: bool,
    }
}

event_table! {
    /// A fleet that left a battle or operation with ships left, or stayed out of play after it.
    Retreats of Retreat in "retreats" {
        /// Turn.
        turn: u32,
        /// Number of the battle or operation within the game.
        battle_id: BattleId,
        /// System.
        system_id: SystemId,
        /// Theatre.
        phase: Theatre,
        /// House of the fleet.
        house: HouseId,
        /// The house it fought.
        enemy: HouseId,
        /// The fleet.
        fleet_id: FleetId,
        /// Why.
        reason: RetreatReason,
        /// The last round it fought.
        round_number: u8,
        /// Its rule of engagement.
        roe: u8,
        /// Its attack strength when it decided.
        attack_strength: i32,
        /// Attack strength of all its enemies then.
        enemy_strength: i32,
        /// Combat ships it had at the start.
        ships: u16,
        /// Combat ships it left with, after pursuit.
        ships_left: u16,
        /// ETACs and transports it had.
        auxiliaries: u16,
        /// ETACs and transports it left with.
        auxiliaries_left: u16,
        /// What became of it.
        fate: RetreatFate,
        /// The system of its refuge, if it got there.
        refuge: Option<SystemId>,
    }
}

event_table! {
    /// A colony that was taken, and what its captor got (rulebook 11 §19).
    Conquests of Conquest in "conquests" {
        /// Turn.
        turn: u32,
        /// Number of the operation within the game.
        battle_id: BattleId,
        /// System.
        system_id: SystemId,
        /// Invasion or blitz.
        phase: Theatre,
        /// The captor.
        house: HouseId,
        /// The owner before.
        former_owner: HouseId,
        /// The house whose homeworld it was at the start, if any's.
        homeworld_of: Option<HouseId>,
        /// Nobody defended it on the ground when CON1d began.
        undefended: bool,
        /// Population units.
        pu: i64,
        /// Industrial units in working order.
        iu: i64,
        /// Industrial units ruined by the conquest.
        iu_ruined: i64,
        /// Ground batteries that the captor got.
        batteries: u16,
        /// Level of the shield that the captor got; 0 without one.
        shield_level: u8,
        /// The captor got a spaceport.
        spaceport: bool,
        /// Marine divisions that landed and are the garrison now.
        marines: u16,
        /// Projects of the owner before that were lost.
        projects_lost: u16,
        /// What had been paid for them, in PP.
        pp_projects_lost: i64,
        /// Planet class of the system.
        terrain_type: PlanetClass,
    }
}
