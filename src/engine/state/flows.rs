//! What a house did and suffered since its last diagnostic row: the flows of `house_turns`.
//!
//! A row of `house_turns` closes at PRD8, after the point at which a turn is committed; so the flows of the turn
//! under way are state, and a restored game writes the same rows as one that never stopped.

use super::row::{PerVocab, row};
use crate::ids::HouseId;
use crate::vocab::*;

/// An amount for each ship class.
pub type PerClass = PerVocab<ShipClass, i64, 17>;

row! {
    /// Flows of one house and turn (rulebook 31 §7). Amounts are since the last closing.
    Flows(HouseId) in "flows" {
        /// Treasury when the last row closed.
        treasury_prev: i64,
        /// Treasury when CMD5 opened.
        treasury_open: i64,
        /// Prestige when the last row closed.
        prestige_prev: i64,
        /// Prestige when CMD5 opened.
        prestige_open: i64,
        /// Net house value credited in INC3.
        nhv: i64,
        /// Upkeep due in INC6.
        upkeep_due: i64,
        /// Upkeep paid in INC6.
        upkeep_paid: i64,
        /// Upkeep missing in INC6.
        shortfall_pp: i64,
        /// Logistical strain taken in INC7a.
        strain_pp: i64,
        /// PP from fleet salvage (INC5).
        pp_salvage: i64,
        /// PP from auto-salvage (INC6d).
        pp_autosalvage: i64,
        /// PP from scrapping (CMD5).
        pp_scrap: i64,
        /// PP from liquidated research points.
        pp_liquidation: i64,
        /// PP refunded for cancelled projects.
        pp_refund: i64,
        /// PP paid for ships, surcharges included.
        pp_ships: i64,
        /// PP paid for ground units.
        pp_ground: i64,
        /// PP paid for facilities.
        pp_facilities: i64,
        /// PP paid for industrial units.
        pp_iu: i64,
        /// PP paid for repairs of any kind.
        pp_repair: i64,
        /// PP paid for espionage and counter-intelligence points.
        pp_espionage: i64,
        /// PP paid for terraforming.
        pp_terraform: i64,
        /// PP paid to the Space Guild.
        pp_transfer: i64,
        /// PP deposited into the economic pool.
        pp_erp: i64,
        /// PP deposited into the science pool.
        pp_srp: i64,
        /// PP deposited into the military pool.
        pp_mrp: i64,
        /// Research points gained in the economic pool.
        rp_erp: i64,
        /// Research points gained in the science pool.
        rp_srp: i64,
        /// Research points gained in the military pool.
        rp_mrp: i64,
        /// Levels bought.
        levels_bought: i64,
        /// PP of output lost to blockades.
        pp_lost_blockade: i64,
        /// PP of revenue lost to effects of espionage.
        pp_lost_espionage: i64,
        /// Industrial units destroyed by bombardment and conquest.
        iu_lost_bombard: i64,
        /// Industrial units destroyed by sabotage.
        iu_lost_sabotage: i64,
        /// Population units killed by bombardment.
        pu_killed: i64,
        /// Population units grown.
        pu_grown: i64,
        /// Industrial units grown.
        iu_grown: i64,
        /// Industrial units bought.
        iu_bought: i64,
        /// Transfers of colonists that arrived, be it elsewhere.
        transfers_done: i64,
        /// Transfers of colonists that were lost.
        transfers_lost: i64,
        /// Colonists that arrived by transfers, in PTU.
        ptu_moved: i64,
        /// Planets raised by a class.
        terraformed: i64,
        /// Colonies founded.
        colonies_founded: i64,
        /// Colonies taken from others.
        colonies_conquered: i64,
        /// Colonies lost to others.
        colonies_lost_conquest: i64,
        /// Colonies that died out.
        colonies_collapsed: i64,
        /// Prestige by founding colonies.
        prestige_colony: i64,
        /// Prestige by levels of technology.
        prestige_tech: i64,
        /// Prestige by ships destroyed, net of own losses.
        prestige_kills: i64,
        /// Prestige by starbases destroyed, net of own losses.
        prestige_starbase: i64,
        /// Prestige by battles won, net of those lost.
        prestige_victory: i64,
        /// Prestige by conquests.
        prestige_conquest: i64,
        /// Prestige lost by being conquered.
        prestige_conquest_lost: i64,
        /// Prestige by successful espionage.
        prestige_espionage: i64,
        /// Prestige lost by being the victim of espionage.
        prestige_espionage_suffered: i64,
        /// Prestige lost by detected espionage.
        prestige_espionage_failed: i64,
        /// Prestige lost by spending too much of a budget on points.
        prestige_over_investment: i64,
        /// Prestige by high taxes.
        prestige_tax_high: i64,
        /// Prestige by low taxes.
        prestige_tax_low: i64,
        /// Prestige lost by blockades.
        prestige_blockade: i64,
        /// Prestige lost by unpaid upkeep.
        prestige_shortfall: i64,
        /// Prestige lost by liquidating research.
        prestige_liquidation: i64,
        /// Prestige by eliminations, net.
        prestige_elimination: i64,
        /// Ships and fighters commissioned, by class.
        built: PerClass,
        /// Ships and fighters lost in combat of any theatre, by class.
        lost: PerClass,
        /// Build cost of ships and fighters lost in combat.
        pp_lost_combat: i64,
        /// Ships scrapped or salvaged by order.
        ships_scrapped: i64,
        /// Ships lost to auto-salvage.
        ships_autosalvaged: i64,
        /// Ships lost with docks, queues or colonies.
        ships_lost_other: i64,
        /// ETACs consumed by founding colonies.
        etacs_used: i64,
        /// Fighters disbanded over capacity.
        fighters_disbanded: i64,
        /// Planet-Breakers scrapped over capacity.
        breakers_scrapped: i64,
        /// Space battles won.
        space_won: i64,
        /// Space battles lost.
        space_lost: i64,
        /// Space battles without a winner.
        space_drawn: i64,
        /// Orbital battles won.
        orbital_won: i64,
        /// Orbital battles lost.
        orbital_lost: i64,
        /// Orbital battles without a winner.
        orbital_drawn: i64,
        /// Fleets that retreated.
        retreats: i64,
        /// Detection rolls made for raiders.
        raider_rolls: i64,
        /// First strikes won by raiders.
        raider_first_strikes: i64,
        /// Rounds of bombardment fired.
        bombard_rounds: i64,
        /// Hits that the own shields blocked.
        hits_shielded: i64,
        /// Invasions landed.
        invasions: i64,
        /// Invasions that took the colony.
        invasions_won: i64,
        /// Blitzes flown.
        blitzes: i64,
        /// Blitzes that took the colony.
        blitzes_won: i64,
        /// Marines lost in any way but salvage.
        marines_lost: i64,
        /// Enemy ground units destroyed.
        ground_units_killed: i64,
        /// Espionage points bought.
        ebp_bought: i64,
        /// Counter-intelligence points bought.
        cip_bought: i64,
        /// Espionage points spent on actions.
        ebp_spent: i64,
        /// Counter-intelligence points used up by detection rolls.
        cip_spent: i64,
        /// Actions of espionage against others, paid for.
        esp_tried: i64,
        /// Own actions against others that were not detected.
        esp_succeeded: i64,
        /// Actions of others that were not detected.
        esp_suffered: i64,
        /// Actions of others that were detected.
        esp_caught: i64,
        /// Counter-intelligence sweeps.
        esp_sweeps: i64,
        /// Missions of scouts at colonies begun.
        missions_colony: i64,
        /// Missions of scouts in systems begun.
        missions_system: i64,
        /// Missions of scouts at starbases begun.
        missions_hack: i64,
        /// Own scouts lost on missions.
        scouts_lost: i64,
        /// Scouts of others caught on missions.
        scouts_caught: i64,
        /// Relations raised by own missions in foreign space.
        escalated_by_mission: i64,
        /// Own stances declared Hostile.
        declared_hostile: i64,
        /// Own stances declared Enemy.
        declared_enemy: i64,
        /// Proposals sent.
        proposals_made: i64,
        /// Own proposals that were accepted.
        proposals_accepted: i64,
        /// Fleet commands accepted.
        orders: i64,
        /// Orders refused.
        orders_rejected: i64,
        /// Orders that failed or were aborted when they should act.
        orders_failed: i64,
        /// Fleet commands completed.
        orders_completed: i64,
        /// Units ordered and paid.
        orders_build: i64,
        /// Bombard commands accepted.
        orders_bombard: i64,
        /// Invade commands accepted.
        orders_invade: i64,
        /// Blitz commands accepted.
        orders_blitz: i64,
        /// Blockade commands accepted.
        orders_blockade: i64,
        /// Colonize commands accepted.
        orders_colonize: i64,
        /// Races for a system lost.
        colonize_failed: i64,
        /// Fleets that moved.
        fleets_moved: i64,
    }
}
