//! `limits.kdl`: command points, quantities, capacities (rulebook 10 §5, §6, §8).

use super::keyed::By;
use super::part::kdl_struct;
use crate::vocab::PlanetClass;

kdl_struct! {
    /// Command points, quantities, capacities (rulebook 10 §5, §6, §8).
    Limits {
        /// Command points.
        c2_limits: C2Limits = "c2Limits";
        /// Number of combat fleets.
        strategic_command_scaling: StrategicCommandScaling = "strategicCommandScaling";
        /// Quantities per colony.
        quantity_limits: QuantityLimits = "quantityLimits";
        /// Fighters of a colony.
        fighter_capacity: FighterCapacity = "fighterCapacity";
        /// Population.
        population_limits: PopulationLimits = "populationLimits";
        /// Espionage.
        espionage_limits: EspionageLimits = "espionageLimits";
        /// Not used.
        messaging_limits: MessagingLimits = "messagingLimits";
        /// Population ceilings.
        capacities: Capacities = "capacities";
    }

    /// Command points (rulebook 10 §5).
    C2Limits {
        /// Points per IU.
        c2_conversion_ratio: f64 = "c2ConversionRatio" in 0.0..=1000.0;
        /// PP of strain per point over the pool.
        c2_overdraft_ratio: f64 = "c2OverdraftRatio" in 0.0..=1000.0;
        /// Whether `tech.strategicCommand` adds its `c2Bonus` to the pool.
        strategic_command_bonus: bool = "strategicCommandBonus", new false;
    }

    /// Combat fleets: base × (1 + log2(systems per player / divisor) × factor) (rulebook 10 §6).
    StrategicCommandScaling {
        /// Systems per player from which the number grows.
        systems_per_player_divisor: f64 = "systemsPerPlayerDivisor" in 0.001..=1000000.0;
        /// How fast it grows.
        scale_factor: f64 = "scaleFactor" in 0.0..=1000.0;
    }

    /// Quantities per colony (rulebook 10 §4, §8).
    QuantityLimits {
        /// Starbases.
        max_starbases_per_colony: u32 = "maxStarbasesPerColony" in 0..=1000;
        /// Planetary shields.
        max_planetary_shields_per_colony: u32 = "maxPlanetaryShieldsPerColony" in 0..=1000;
        /// Planet-Breakers of a house per colony it owns.
        max_planet_breakers_per_colony: u32 = "maxPlanetBreakersPerColony" in 0..=1000;
        /// Spaceports.
        max_spaceports_per_colony: u32 = "maxSpaceportsPerColony" in 0..=1000;
    }

    /// Fighters of a colony (rulebook 10 §2.1, 22 §9.1).
    FighterCapacity {
        /// IU per fighter.
        iu_divisor: i64 = "iuDivisor" in 1..=1000000;
        /// Turns over capacity before fighters are disbanded.
        violation_grace_period_turns: u32 = "violationGracePeriodTurns" in 0..=1000;
    }

    /// Population (rulebook 20 §2.4, §11.1).
    PopulationLimits {
        /// A copy of `economy.population.minViableColonyPop`.
        min_colony_population: i64 = "minColonyPopulation";
        /// Transfers of a house under way at once.
        max_concurrent_transfers: u32 = "maxConcurrentTransfers" in 0..=1000;
    }

    /// Espionage (rulebook 23 §3.1).
    EspionageLimits {
        /// Actions per target house and turn.
        max_ops_per_target_per_turn: u32 = "maxOpsPerTargetPerTurn" in 0..=1000;
    }

    /// Not used: messages between players (rulebook 01).
    MessagingLimits {
        /// Not used.
        max_message_length: i64 = "maxMessageLength";
        /// Not used.
        max_messages_per_minute: i64 = "maxMessagesPerMinute";
    }

    /// Population ceilings in PU (rulebook 20 §2.3).
    Capacities {
        /// One row per planet class.
        planet_class: By<PlanetClass, PlanetCapacity> = "planetClass";
    }

    /// The ceiling of a class.
    PlanetCapacity {
        /// PU.
        pu_max: i64 = "puMax" in 1..=1000000000;
    }
}

impl Limits {
    /// The population ceiling of a class in PU: the key as it stands (rulebook 20 E6, rulebook 02 R10).
    pub fn pu_max(&self, class: PlanetClass) -> i64 {
        self.capacities.planet_class[class].pu_max
    }
}
