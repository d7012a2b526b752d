//! `gameplay.kdl`: elimination, autopilot, colonisation contests (rulebook 01, 04 §9).

use super::part::kdl_struct;

kdl_struct! {
    /// Elimination, autopilot, colonisation contests (rulebook 01, 04 §9).
    Gameplay {
        /// Defensive Collapse.
        elimination: Elimination = "elimination";
        /// When the engine plays for a player.
        autopilot: Autopilot = "autopilot";
        /// What it then does.
        autopilot_behavior: AutopilotBehavior = "autopilotBehavior";
        /// What becomes of a collapsed house.
        defensive_collapse_behavior: DefensiveCollapseBehavior = "defensiveCollapseBehavior";
        /// Contests for a world.
        colonization: Colonization = "colonization";
    }

    /// Defensive Collapse (rulebook 01 §7).
    Elimination {
        /// Consecutive turns below the threshold.
        defensive_collapse_turns: u32 = "defensiveCollapseTurns" in 1..=1000000;
        /// Prestige below which a turn counts.
        defensive_collapse_threshold: i64 = "defensiveCollapseThreshold" in -1000000..=1000000;
    }

    /// When the engine plays for a player, and with what minima (rulebook 01 §8).
    Autopilot {
        /// Consecutive order windows missed.
        mia_turns_threshold: u32 = "miaTurnsThreshold" in 1..=1000000;
        /// Ground batteries that a colony should have.
        min_batteries: u32 = "minBatteries" in 0..=1000, new 3;
        /// Armies that a colony should have.
        min_armies: u32 = "minArmies" in 0..=1000, new 3;
    }

    /// What the engine does for an absent player (rulebook 01 §8).
    AutopilotBehavior {
        /// Idle fleets go home and patrol.
        patrol_home_systems: bool = "patrolHomeSystems";
        /// Tax and research deposits go on.
        maintain_economy: bool = "maintainEconomy";
        /// Colonies are fortified.
        defensive_construction: bool = "defensiveConstruction";
        /// No attacks, no colonising.
        no_offensive_ops: bool = "noOffensiveOps";
        /// No diplomacy.
        maintain_diplomacy: bool = "maintainDiplomacy";
    }

    /// What becomes of a collapsed house (rulebook 01 §7).
    DefensiveCollapseBehavior {
        /// Fleets go home.
        retreat_to_home: bool = "retreatToHome";
        /// Fleets at home guard.
        defend_only: bool = "defendOnly";
        /// No orders that build or pay.
        no_construction: bool = "noConstruction";
        /// No diplomacy.
        no_diplomacy_changes: bool = "noDiplomacyChanges";
        /// No income, growth, upkeep.
        economy_ceases: bool = "economyCeases";
        /// No return.
        permanent_elimination: bool = "permanentElimination";
    }

    /// Contests for a world: d100 + AS × weight (rulebook 04 §9).
    Colonization {
        /// Weight of attack strength.
        strength_weight: i64 = "strengthWeight" in 0..=1000;
    }
}
