//! `combat.kdl`: battles, damage, retreat, bombardment, invasion (rulebook 11).

use super::keyed::Keyed;
use super::part::kdl_struct;

kdl_struct! {
    /// Battles, damage, retreat, bombardment, invasion (rulebook 11).
    Combat {
        /// Course of a battle.
        combat: General = "combat";
        /// Who surprises whom.
        detection: Detection = "detection";
        /// Die-roll modifiers and effectiveness tables.
        cer: Cer = "cer";
        /// Not used: morale checks of an older edition.
        morale_checks: MoraleChecks = "moraleChecks";
        /// Crippled units.
        damage: Damage = "damage";
        /// Not used: weighted targeting of an older edition (rulebook 11 K42).
        targeting: Targeting = "targeting";
        /// Starbases in battle.
        starbase: Starbase = "starbase";
        /// Retreat.
        retreat: Retreat = "retreat";
        /// Strength ratios of the rules of engagement.
        roe_threshold: RoeThreshold = "roeThreshold";
        /// Blockade.
        blockade: Blockade = "blockade";
        /// Bombardment.
        bombardment: Bombardment = "bombardment";
        /// Conquest.
        invasion: Invasion = "invasion";
    }

    /// Course of a battle (rulebook 11 §5, §8, §10, §12, §17).
    General {
        /// Natural d10 roll, read 0–9, that is a critical hit.
        critical_hit_roll: i32 = "criticalHitRoll" in 0..=9;
        /// First round after which fleets may retreat.
        retreat_after_round: u32 = "retreatAfterRound" in 0..=1000;
        /// Rounds after which a battle is cut off.
        max_combat_rounds: u32 = "maxCombatRounds" in 1..=1000;
        /// Not used: stalemates are found by arithmetic.
        desperation_round_trigger: u32 = "desperationRoundTrigger";
        /// Die-roll modifier of both sides in a desperation round.
        desperation_drm: i32 = "desperationDrm" in -20..=20, new 2;
        /// Hits above this multiple of the target side's defence lift the protection of cripples.
        overkill_factor: f64 = "overkillFactor" in 0.0..=1000.0, new 1.5;
        /// Effectiveness of the volley at retreating fleets.
        pursuit_cer: f64 = "pursuitCer" in 0.0..=10.0, new 0.5;
        /// Rounds after which a landing is repelled.
        max_ground_rounds: u32 = "maxGroundRounds" in 1..=1000, new 20;
    }

    /// Who surprises whom (rulebook 11 §4).
    Detection {
        /// Margin of the raider's roll from which surprise becomes an ambush.
        ambush_margin: i32 = "ambushMargin" in 0..=100, new 5;
    }

    /// Die-roll modifiers and effectiveness tables (rulebook 11 §6, §7).
    Cer {
        /// Die-roll modifiers.
        modifiers: Modifiers = "modifiers";
        /// Effectiveness in space and in orbit.
        space_combat_table: CerTable = "spaceCombatTable";
        /// Effectiveness of bombardment.
        bombardment_table: CerTable = "bombardmentTable";
        /// Effectiveness on the ground.
        ground_combat_table: CerTable = "groundCombatTable";
    }

    /// Die-roll modifiers, added to a d10 read 0–9 (rulebook 11 §4, §6).
    Modifiers {
        /// First round, side that springs an ambush.
        ambush_bonus: i32 = "ambushBonus" in -20..=20;
        /// First round, side that has surprise.
        surprise_bonus: i32 = "surpriseBonus" in -20..=20, new 3;
        /// Superior fighter strength.
        fighter_superiority: FighterSuperiority = "fighterSuperiority";
        /// Side with the higher ELI level, space and orbit.
        eli_advantage: i32 = "eliAdvantage" in -20..=20, new 1;
        /// Owner in its own homeworld system.
        homeworld_defense: i32 = "homeworldDefense" in -20..=20, new 1;
        /// Bombarding side with an undamaged Planet-Breaker.
        planet_breaker: i32 = "planetBreaker" in -20..=20, new 4;
        /// Defender of an invasion.
        prepared_defenses: i32 = "preparedDefenses" in -20..=20, new 2;
        /// Defender against a blitz landing.
        landing_under_fire: i32 = "landingUnderFire" in -20..=20, new 3;
        /// Morale, first round.
        morale_drm: MoraleDrm = "moraleDRM";
    }

    /// Die-roll modifier of superior fighter strength (rulebook 11 §6).
    FighterSuperiority {
        /// At twice the enemy's strength.
        ratio2: i32 = "ratio2" in -20..=20, new 1;
        /// At three times the enemy's strength, or if it has none.
        ratio3: i32 = "ratio3" in -20..=20, new 2;
    }

    /// Morale by prestige in percent of the leader's (rulebook 11 §6, 12 §6).
    MoraleDrm {
        /// Lowest tier.
        crisis: MoraleTier = "crisis";
        /// Second tier.
        very_low: MoraleTier = "veryLow";
        /// Third tier.
        low: MoraleTier = "low";
        /// Fourth tier.
        average: MoraleTier = "average";
        /// Fifth tier.
        good: MoraleTier = "good";
        /// Sixth tier.
        high: MoraleTier = "high";
        /// The leader, and whoever is above the sixth tier.
        very_high: MoraleTier = "veryHigh";
    }

    /// A tier of morale.
    MoraleTier {
        /// Highest percentage of the leader's prestige; the top tier has none.
        max_percent: Option<i64> = "maxPercent" in 0..=1000;
        /// Die-roll modifier.
        drm: i32 = "drm" in -20..=20;
    }

    /// Effectiveness by modified roll: the first tier that reaches it, else the last (rulebook 11 §7).
    CerTable {
        /// The tiers, from the lowest rolls.
        tier: Keyed<u8, CerTier> = "tier";
    }

    /// A tier of effectiveness.
    CerTier {
        /// Highest modified roll of the tier; the last tier has none that matters.
        max_roll: Option<i32> = "maxRoll" in -100..=100;
        /// Printed for the reader; the tiers before decide.
        min_roll: Option<i32> = "minRoll" in -100..=100;
        /// Printed for the reader; the tiers before decide.
        roll: Option<i32> = "roll" in -100..=100;
        /// Hits per point of attack strength, a multiple of 0.25.
        multiplier: f64 = "multiplier" in 0.0..=100.0;
    }

    /// Not used: morale checks of an older edition (rulebook 11 §22).
    MoraleChecks {
        /// Not used.
        collapsing: MoraleCheck = "collapsing";
        /// Not used.
        very_low: MoraleCheck = "veryLow";
        /// Not used.
        low: MoraleCheck = "low";
        /// Not used.
        normal: MoraleCheck = "normal";
        /// Not used.
        high: MoraleCheck = "high";
        /// Not used.
        very_high: MoraleCheck = "veryHigh";
    }

    /// Not used: a morale check.
    MoraleCheck {
        /// Not used.
        threshold: i32 = "threshold" in 0..=100;
        /// Not used.
        cer_penalty: Option<i32> = "cerPenalty" in -20..=20;
        /// Not used.
        cer_bonus: Option<i32> = "cerBonus" in -20..=20;
        /// Not used.
        applies_to: String = "appliesTo";
        /// Not used.
        critical_auto_success: Option<bool> = "criticalAutoSuccess";
    }

    /// Crippled units (rulebook 10 §1.4).
    Damage {
        /// Share of attack strength left.
        crippled_as_multiplier: f64 = "crippledAsMultiplier" in 0.0..=1.0;
        /// Share of defence strength left.
        crippled_ds_multiplier: f64 = "crippledDsMultiplier" in 0.0..=1.0, new 0.5;
        /// Share of a ship's upkeep that a crippled one pays.
        crippled_maintenance_multiplier: f64 = "crippledMaintenanceMultiplier" in 0.0..=10.0;
        /// Not used.
        crippled_targeting_weight: f64 = "crippledTargetingWeight" in 0.0..=1000.0;
    }

    /// Not used: weighted targeting of an older edition (rulebook 11 §22).
    Targeting {
        /// Not used.
        raider_weight: f64 = "raiderWeight";
        /// Not used.
        capital_weight: f64 = "capitalWeight";
        /// Not used.
        escort_weight: f64 = "escortWeight";
        /// Not used.
        fighter_weight: f64 = "fighterWeight";
        /// Not used.
        starbase_weight: f64 = "starbaseWeight";
    }

    /// Starbases in battle (rulebook 10 §4, 11 §4, §6).
    Starbase {
        /// Added to the owner's roll against raiders.
        detection_bonus: i32 = "detectionBonus" in -20..=20;
        /// Not used (rulebook 11 K18).
        critical_reroll: bool = "criticalReroll";
        /// Die-roll modifier of the owner's side.
        die_modifier: i32 = "dieModifier" in -20..=20;
    }

    /// Retreat (rulebook 11 §10).
    Retreat {
        /// Colony fighters stay.
        fighters_never_retreat: bool = "fightersNeverRetreat";
        /// Not used: losses of auxiliaries follow rulebook 11 §11.
        spacelift_destroyed_if_escort_lost: bool = "spaceliftDestroyedIfEscortLost";
        /// Retreating fleets go to the nearest own colony.
        retreat_to_nearest_friendly: bool = "retreatToNearestFriendly";
    }

    /// Ratio of own to enemy strength below which a fleet leaves, by rule of engagement (rulebook 04 §12).
    RoeThreshold {
        /// Rule of engagement 1; rule 0 always leaves.
        roe1: f64 = "1" in 0.0..=10000.0, new 999.0;
        /// Rule of engagement 2.
        roe2: f64 = "2" in 0.0..=10000.0, new 4.0;
        /// Rule of engagement 3.
        roe3: f64 = "3" in 0.0..=10000.0, new 3.0;
        /// Rule of engagement 4.
        roe4: f64 = "4" in 0.0..=10000.0, new 2.0;
        /// Rule of engagement 5.
        roe5: f64 = "5" in 0.0..=10000.0, new 1.5;
        /// Rule of engagement 6.
        roe6: f64 = "6" in 0.0..=10000.0, new 1.0;
        /// Rule of engagement 7.
        roe7: f64 = "7" in 0.0..=10000.0, new 0.67;
        /// Rule of engagement 8.
        roe8: f64 = "8" in 0.0..=10000.0, new 0.5;
        /// Rule of engagement 9.
        roe9: f64 = "9" in 0.0..=10000.0, new 0.33;
        /// Rule of engagement 10: never leaves.
        roe10: f64 = "10" in 0.0..=10000.0, new 0.0;
    }

    /// Blockade (rulebook 04 §10).
    Blockade {
        /// Prestige that the owner loses per blockaded colony and turn; stored without its sign.
        prestige_penalty_per_turn: i64 = "prestigePenaltyPerTurn" in 0..=1000;
    }

    /// Bombardment (rulebook 11 §16).
    Bombardment {
        /// Rounds of one operation.
        max_rounds: u32 = "maxRounds" in 1..=100, new 3;
        /// Industrial units destroyed by a hit.
        iu_per_hit: i64 = "iuPerHit" in 0..=1000, new 1;
        /// Population transfer units killed by a hit.
        ptu_per_hit: i64 = "ptuPerHit" in 0..=1000, new 1;
        /// Share of the colony's industry above whose loss its queues are lost.
        queue_loss_fraction: f64 = "queueLossFraction" in 0.0..=1.0, new 0.5;
    }

    /// Conquest (rulebook 11 §19).
    Invasion {
        /// Share of industry lost in an invasion.
        iu_loss_on_conquest: f64 = "iuLossOnConquest" in 0.0..=1.0;
        /// Share of industry lost in a blitz.
        iu_loss_on_blitz: f64 = "iuLossOnBlitz" in 0.0..=1.0;
        /// Not used.
        blitz_marine_penalty: f64 = "blitzMarinePenalty" in 0.0..=1.0;
    }
}

impl MoraleDrm {
    /// The modifier of a house with prestige `own` when the highest prestige of a house in play is `highest`: compared
    /// exactly, the leader always at the top (rulebook 11 K14).
    pub fn drm(&self, own: i64, highest: i64) -> i32 {
        if own == highest {
            return self.very_high.drm;
        }
        if highest <= 0 {
            return self.crisis.drm;
        }
        [
            &self.crisis,
            &self.very_low,
            &self.low,
            &self.average,
            &self.good,
            &self.high,
        ]
        .into_iter()
        .find(|tier| tier.max_percent.is_some_and(|percent| 100 * own <= percent * highest))
        .unwrap_or(&self.very_high)
        .drm
    }
}

impl CerTable {
    /// Effectiveness of a modified roll in quarters: hits = ceil(AS × quarters / 4).
    pub fn quarters(&self, modified_roll: i32) -> u32 {
        let rows = &self.tier.rows;
        let reached = rows
            .iter()
            .find(|(_, tier)| tier.max_roll.is_some_and(|max| modified_roll <= max));
        let (_, tier) = reached.or(rows.last()).expect("a table without tiers is refused");
        (tier.multiplier * 4.0) as u32
    }
}

impl General {
    /// The overkill factor in percent.
    pub fn overkill_percent(&self) -> i64 {
        percent(self.overkill_factor)
    }

    /// The effectiveness of pursuit in percent.
    pub fn pursuit_percent(&self) -> i64 {
        percent(self.pursuit_cer)
    }
}

impl RoeThreshold {
    /// The ratio for rules of engagement 1 to 10; none for 0 (always leaves) and for numbers beyond.
    pub fn ratio(&self, roe: u8) -> Option<f64> {
        Some(match roe {
            1 => self.roe1,
            2 => self.roe2,
            3 => self.roe3,
            4 => self.roe4,
            5 => self.roe5,
            6 => self.roe6,
            7 => self.roe7,
            8 => self.roe8,
            9 => self.roe9,
            10 => self.roe10,
            _ => return None,
        })
    }
}

impl Combat {
    /// The ratio below which a fleet leaves, in percent; none for rule of engagement 0, which always leaves
    /// (rulebook 04 R18).
    pub fn roe_percent(&self, roe: u8) -> Option<i64> {
        self.roe_threshold.ratio(roe).map(percent)
    }
}

/// A multiple of 0.01 as whole percent.
fn percent(share: f64) -> i64 {
    libm::round(share * 100.0) as i64
}
