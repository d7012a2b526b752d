//! `guild.kdl`: the Space Guild's transfers of population (rulebook 20 §11).

use super::keyed::By;
use super::leaf::kdl_words;
use super::part::kdl_struct;
use crate::vocab::PlanetClass;

kdl_words! {
    /// What becomes of colonists under way when something happens to an end of their journey.
    TransferRisk {
        /// Nothing.
        Continue = "continue",
        /// They are lost.
        Lost = "lost",
        /// They go to the nearest own colony.
        ClosestOwned = "closest_owned",
    }
}

kdl_struct! {
    /// The Space Guild's transfers of population (rulebook 20 §11).
    Guild {
        /// Prices, limits, risks.
        guild_mechanics: GuildMechanics = "guildMechanics";
        /// Not used.
        ai_strategy: AiStrategy = "aiStrategy";
    }

    /// Prices, limits, risks (rulebook 20 §11).
    GuildMechanics {
        /// Limits.
        transfer_limits: TransferLimits = "transferLimits";
        /// Prices.
        transfer_costs: TransferCosts = "transferCosts";
        /// Risks.
        transfer_risks: TransferRisks = "transferRisks";
    }

    /// Limits of a transfer (rulebook 20 §11.1).
    TransferLimits {
        /// Fewest PTU.
        min_ptu_transfer: i64 = "minPtuTransfer" in 1..=1000000;
    }

    /// Prices in PP per PTU by class of the destination (rulebook 20 §11.2).
    TransferCosts {
        /// One row per planet class.
        planet_class: By<PlanetClass, TransferCost> = "planetClass";
    }

    /// The price of a class.
    TransferCost {
        /// PP per PTU.
        cost: i64 = "cost" in 0..=1000000;
    }

    /// What becomes of colonists under way (rulebook 20 §11.4).
    TransferRisks {
        /// The source was conquered.
        source_conquered_behavior: TransferRisk = "sourceConqueredBehavior";
        /// The destination was conquered.
        dest_conquered_behavior: TransferRisk = "destConqueredBehavior";
        /// The destination is blockaded.
        dest_blockaded_behavior: TransferRisk = "destBlockadedBehavior";
        /// The destination is gone.
        dest_collapsed_behavior: TransferRisk = "destCollapsedBehavior";
    }

    /// Not used: when the game's own computer players make transfers (rulebook 20 E25).
    AiStrategy {
        /// Not used.
        min_treasury_for_transfer: i64 = "minTreasuryForTransfer";
        /// Not used.
        min_source_population: i64 = "minSourcePopulation";
        /// Not used.
        max_dest_population: i64 = "maxDestPopulation";
        /// Not used.
        recent_colony_age_turns: i64 = "recentColonyAgeTurns";
        /// Not used.
        ptu_per_transfer: i64 = "ptuPerTransfer";
        /// Not used.
        min_economic_focus: f64 = "minEconomicFocus";
        /// Not used.
        min_expansion_drive: f64 = "minExpansionDrive";
    }
}

impl Guild {
    /// PP per PTU to a world of this class.
    pub fn transfer_cost(&self, class: PlanetClass) -> i64 {
        self.guild_mechanics.transfer_costs.planet_class[class].cost
    }
}
