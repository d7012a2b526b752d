//! `prestige.kdl`: prestige (rulebook 12).

use super::keyed::Keyed;
use super::part::kdl_struct;

kdl_struct! {
    /// Prestige (rulebook 12).
    Prestige {
        /// Start and collapse.
        victory: Victory = "victory";
        /// Scaling by map size.
        dynamic_scaling: DynamicScaling = "dynamicScaling";
        /// Not used: an empty section.
        morale: Reserved = "morale";
        /// Base values.
        prestige_events: PrestigeEvents = "prestigeEvents";
        /// High taxes.
        tax_penalty: TaxPenalty = "taxPenalty";
        /// Low taxes.
        tax_incentives: TaxIncentives = "taxIncentives";
        /// Liquidation of research.
        research_liquidation: ResearchLiquidation = "researchLiquidation";
        /// Unpaid upkeep.
        maintenance_shortfall: MaintenanceShortfall = "maintenanceShortfall";
        /// Too much money for spies.
        espionage_over_investment: EspionageOverInvestment = "espionageOverInvestment";
    }

    /// Start and collapse; copies, the scenario and `gameplay.elimination` decide (rulebook 01 §7, R12).
    Victory {
        /// A copy: the scenario decides.
        starting_prestige: i64 = "startingPrestige" in -1000000..=1000000;
        /// A copy of `gameplay.elimination.defensiveCollapseThreshold`.
        defeat_threshold: i64 = "defeatThreshold" in -1000000..=1000000;
        /// A copy of `gameplay.elimination.defensiveCollapseTurns`.
        defeat_consecutive_turns: u32 = "defeatConsecutiveTurns" in 1..=1000000;
    }

    /// Multiplier of base values by systems per player (rulebook 12 §1).
    DynamicScaling {
        /// Off: the base multiplier holds on every map.
        enabled: bool = "enabled";
        /// Multiplier at the baseline.
        base_multiplier: f64 = "baseMultiplier" in 0.0..=1000.0;
        /// Turns of a game at the baseline.
        baseline_turns: i64 = "baselineTurns" in 1..=1000000;
        /// Systems per player at the baseline.
        baseline_systems_per_player: i64 = "baselineSystemsPerPlayer" in 0..=1000000;
        /// Turns per further system per player.
        turn_scaling_factor: f64 = "turnScalingFactor" in 0.0..=1000.0;
        /// Least multiplier.
        min_multiplier: f64 = "minMultiplier" in 0.0..=1000.0;
        /// Greatest multiplier.
        max_multiplier: f64 = "maxMultiplier" in 0.0..=1000.0;
    }

    /// Not used: an empty section.
    Reserved {}

    /// Base values of events (rulebook 12 §2).
    PrestigeEvents {
        /// A level of technology.
        tech_advancement: Event = "techAdvancement";
        /// A colony founded.
        colony_establishment: Event = "colonyEstablishment";
        /// The game won; reported only.
        victory_achieved: Event = "victoryAchieved";
        /// Not used: `planetConquered` counts the same act.
        system_capture: Event = "systemCapture";
        /// A major ship destroyed.
        ship_destroyed: Event = "shipDestroyed";
        /// A starbase destroyed.
        starbase_destroyed: Event = "starbaseDestroyed";
        /// A battle won.
        fleet_victory: Event = "fleetVictory";
        /// A colony taken.
        planet_conquered: Event = "planetConquered";
        /// A house eliminated.
        house_eliminated: Event = "houseEliminated";
        /// Espionage.
        tech_theft: GuildEvent = "techTheft";
        /// Espionage.
        sabotage_low_impact: GuildEvent = "sabotageLowImpact";
        /// Espionage.
        sabotage_high_impact: GuildEvent = "sabotageHighImpact";
        /// Espionage.
        assassination: GuildEvent = "assassination";
        /// Espionage.
        cyber_attack: GuildEvent = "cyberAttack";
        /// Espionage.
        economic_manipulation: GuildEvent = "economicManipulation";
        /// Espionage.
        psyops_campaign: GuildEvent = "psyopsCampaign";
        /// Espionage.
        counter_intelligence_sweep: GuildEvent = "counterIntelligenceSweep";
        /// Espionage.
        intelligence_theft: GuildEvent = "intelligenceTheft";
        /// Espionage.
        plant_disinformation: GuildEvent = "plantDisinformation";
        /// An action of espionage detected.
        espionage_failure: Event = "espionageFailure";
        /// A colony lost to conquest.
        planet_lost: Event = "planetLost";
        /// Factor on the loss of a colony without ground forces.
        undefended_colony_multiplier: f64 = "undefendedColonyMultiplier" in 0.0..=1000.0;
    }

    /// The base value of an event.
    Event {
        /// Prestige before scaling.
        value: i64 = "value" in -1000000..=1000000;
        /// Who else is affected; printed for the reader.
        kind: String = "type";
    }

    /// The values of a successful action of espionage; never scaled.
    GuildEvent {
        /// Prestige of the actor.
        value: i64 = "value" in -1000000..=1000000;
        /// Prestige of the victim.
        victim_loss: i64 = "victimLoss" in -1000000..=1000000;
    }

    /// High taxes: -floor(coefficient × (rate - threshold)^exponent) (rulebook 12 §2).
    TaxPenalty {
        /// Rate in percent up to which there is no penalty.
        threshold: i64 = "threshold" in 0..=100;
        /// Coefficient.
        base_coefficient: f64 = "baseCoefficient" in 0.0..=1000.0;
        /// Exponent.
        exponent: f64 = "exponent" in 0.0..=10.0;
    }

    /// Low taxes: prestige per colony by rate in percent (rulebook 12 §2).
    TaxIncentives {
        /// The tiers.
        tier: Keyed<u8, IncentiveTier> = "tier";
    }

    /// A tier of tax rates.
    IncentiveTier {
        /// Lowest rate in percent.
        min_rate: i64 = "minRate" in 0..=100;
        /// Highest rate in percent.
        max_rate: i64 = "maxRate" in 0..=100;
        /// Prestige per colony and turn.
        prestige_bonus_per_colony: i64 = "prestigeBonusPerColony" in -1000..=1000;
    }

    /// Liquidation of research (rulebook 21 §6).
    ResearchLiquidation {
        /// Prestige of a turn with any.
        prestige_penalty: i64 = "prestigePenalty" in -1000000..=1000000;
    }

    /// Unpaid upkeep (rulebook 20 §9.4).
    MaintenanceShortfall {
        /// Prestige of the first turn.
        base_penalty: i64 = "basePenalty" in -1000000..=1000000;
        /// Added for each further consecutive turn.
        escalation_per_turn: i64 = "escalationPerTurn" in -1000000..=1000000;
    }

    /// Too much money for spies, EBP and CIP separately (rulebook 23 §2.3).
    EspionageOverInvestment {
        /// Percent of the turn's budget without penalty.
        free_percent: i64 = "freePercent" in 0..=100, new 5;
        /// Prestige per whole percent above.
        penalty_per_percent: i64 = "penaltyPerPercent" in -1000..=1000, new -1;
    }
}

impl TaxIncentives {
    /// Prestige per colony at a tax rate in percent; 0 outside the tiers.
    pub fn bonus(&self, tax: i64) -> i64 {
        let mut hit = self
            .tier
            .iter()
            .filter(|tier| (tier.min_rate..=tier.max_rate).contains(&tax));
        hit.next().map_or(0, |tier| tier.prestige_bonus_per_colony)
    }
}
