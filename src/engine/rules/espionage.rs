//! `espionage.kdl`: points, actions of the guild, detection, scouts (rulebook 23, 24).

use super::keyed::{CipRange, Keyed};
use super::leaf::DiceText;
use super::part::kdl_struct;

kdl_struct! {
    /// Points, actions, detection, scouts (rulebook 23, 24).
    Espionage {
        /// Threshold of a d20 against one scout less its own number (rulebook 24 §4.3, §4.9, §5).
        scout_detection_base: i32 = "scoutDetectionBase" in 0..=100, new 15;
        /// Prices of points.
        point_costs: PointCosts = "pointCosts";
        /// The ten actions.
        actions: Actions = "actions";
        /// Detection of actions.
        detection: Detection = "detection";
    }

    /// Prices in PP per point (rulebook 23 §2).
    PointCosts {
        /// An espionage point.
        ebp_cost_pp: i64 = "ebpCostPp" in 0..=1000000;
        /// A counter-intelligence point.
        cip_cost_pp: i64 = "cipCostPp" in 0..=1000000;
    }

    /// Costs in EBP and effects of the ten actions (rulebook 23 §3, §6).
    Actions {
        /// Steals SRP.
        tech_theft: TechTheft = "techTheft";
        /// Destroys a little industry.
        sabotage_low_impact: Sabotage = "sabotageLowImpact";
        /// Destroys much industry.
        sabotage_high_impact: Sabotage = "sabotageHighImpact";
        /// Slows science.
        assassination: Assassination = "assassination";
        /// Cripples a starbase.
        cyber_attack: PlainAction = "cyberAttack";
        /// Lowers the value of the house.
        economic_manipulation: EconomicManipulation = "economicManipulation";
        /// Lowers the tax revenue.
        psyops_campaign: PsyopsCampaign = "psyopsCampaign";
        /// Shields the own house.
        counter_intel_sweep: CounterIntelSweep = "counterIntelSweep";
        /// Copies the intel database.
        intel_theft: PlainAction = "intelTheft";
        /// Falsifies what the house learns.
        plant_disinformation: PlantDisinformation = "plantDisinformation";
    }

    /// Steals SRP.
    TechTheft {
        /// Cost in EBP.
        ebp_cost: i64 = "ebpCost" in 0..=1000000;
        /// Words for players.
        effect: String = "effect";
        /// Most SRP moved to the actor.
        srp_stolen: i64 = "srpStolen" in 0..=1000000;
    }

    /// Destroys industry.
    Sabotage {
        /// Cost in EBP.
        ebp_cost: i64 = "ebpCost" in 0..=1000000;
        /// Words for players.
        effect: String = "effect";
        /// IU lost.
        iu_damage_dice: DiceText = "iuDamageDice";
    }

    /// Slows science.
    Assassination {
        /// Cost in EBP.
        ebp_cost: i64 = "ebpCost" in 0..=1000000;
        /// Words for players.
        effect: String = "effect";
        /// Share of SRP from deposits that is lost.
        srp_gain_reduction: f64 = "srpGainReduction" in 0.0..=1.0;
        /// Turns it lasts.
        duration_turns: u32 = "durationTurns" in 1..=1000;
    }

    /// An action without figures of its own.
    PlainAction {
        /// Cost in EBP.
        ebp_cost: i64 = "ebpCost" in 0..=1000000;
        /// Words for players.
        effect: String = "effect";
    }

    /// Lowers the value of the house.
    EconomicManipulation {
        /// Cost in EBP.
        ebp_cost: i64 = "ebpCost" in 0..=1000000;
        /// Words for players.
        effect: String = "effect";
        /// Share of revenue that is lost.
        ncv_reduction: f64 = "ncvReduction" in 0.0..=1.0;
        /// Turns it lasts.
        duration_turns: u32 = "durationTurns" in 1..=1000;
    }

    /// Lowers the tax revenue.
    PsyopsCampaign {
        /// Cost in EBP.
        ebp_cost: i64 = "ebpCost" in 0..=1000000;
        /// Words for players.
        effect: String = "effect";
        /// Share of revenue that is lost.
        tax_revenue_reduction: f64 = "taxRevenueReduction" in 0.0..=1.0;
        /// Turns it lasts.
        duration_turns: u32 = "durationTurns" in 1..=1000;
    }

    /// Shields the own house.
    CounterIntelSweep {
        /// Cost in EBP.
        ebp_cost: i64 = "ebpCost" in 0..=1000000;
        /// Words for players.
        effect: String = "effect";
        /// Turns it lasts.
        intel_block_duration_turns: u32 = "intelBlockDurationTurns" in 1..=1000;
    }

    /// Falsifies what the house learns.
    PlantDisinformation {
        /// Cost in EBP.
        ebp_cost: i64 = "ebpCost" in 0..=1000000;
        /// Words for players.
        effect: String = "effect";
        /// Turns it lasts.
        disinformation_duration_turns: u32 = "disinformationDurationTurns" in 1..=1000;
        /// Least share by which a figure is off.
        min_variance: f64 = "minVariance" in 0.0..=1.0;
        /// Most.
        max_variance: f64 = "maxVariance" in 0.0..=1.0;
    }

    /// Detection of actions: d20 + modifier above the threshold (rulebook 23 §4).
    Detection {
        /// CIP used up by a roll.
        cip_consumed_per_roll: i64 = "cipConsumedPerRoll" in 0..=1000;
        /// Thresholds.
        thresholds: Thresholds = "thresholds";
        /// Modifiers.
        modifiers: Modifiers = "modifiers";
    }

    /// Threshold of a d20 by CIC level.
    Thresholds {
        /// CIC I.
        cic1: i32 = "cic1" in 0..=100;
        /// CIC II.
        cic2: i32 = "cic2" in 0..=100;
        /// CIC III.
        cic3: i32 = "cic3" in 0..=100;
        /// CIC IV.
        cic4: i32 = "cic4" in 0..=100;
        /// CIC V.
        cic5: i32 = "cic5" in 0..=100;
    }

    /// Modifier of the d20 by CIP held.
    Modifiers {
        /// The tiers, from the fewest points.
        tier: Keyed<CipRange, CipTier> = "tier";
    }

    /// A tier of CIP.
    CipTier {
        /// Added to the roll.
        modifier: i32 = "modifier" in -100..=100;
    }
}

impl Thresholds {
    /// The threshold at a CIC level; levels above the last count as the last. None at level 0.
    pub fn at(&self, cic: u8) -> Option<i32> {
        Some(match cic {
            0 => return None,
            1 => self.cic1,
            2 => self.cic2,
            3 => self.cic3,
            4 => self.cic4,
            _ => self.cic5,
        })
    }
}

impl Modifiers {
    /// The modifier with this many CIP; 0 outside the tiers.
    pub fn at(&self, cip: i64) -> i32 {
        let mut hit = self.tier.rows.iter().filter(|(range, _)| range.contains(cip));
        hit.next().map_or(0, |(_, tier)| tier.modifier)
    }
}
