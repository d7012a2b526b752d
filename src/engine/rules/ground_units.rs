//! `ground_units.kdl`: figures of ground units (rulebook 10 §3).
//!
//! The files' figures count, not those of older texts (rulebook 10 U2, U28).

use super::part::kdl_struct;
use crate::vocab::GroundKind;

kdl_struct! {
    /// Armies, marines, batteries, shields (rulebook 10 §3).
    GroundUnits {
        /// The units.
        ground_units: Units = "groundUnits";
    }

    /// Figures of ground units; WEP does not scale them (rulebook 10 §3, 22 §3).
    Units {
        /// AA.
        army: GroundStats = "army";
        /// MD.
        marine: GroundStats = "marine";
        /// GB.
        ground_battery: GroundStats = "groundBattery";
        /// PS.
        planetary_shield: GroundStats = "planetaryShield";
    }

    /// Figures of a ground unit.
    GroundStats {
        /// CST level needed to order it.
        min_cst: u8 = "minCST" in 0..=100;
        /// Price in PP.
        build_cost: i64 = "buildCost" in 0..=1000000;
        /// Upkeep per turn as a share of the price.
        maintenance_percent: f64 = "maintenancePercent" in 0.0..=1.0;
        /// Attack strength.
        attack_strength: i32 = "attackStrength" in 0..=1000000, new 0;
        /// Defence strength; that of shields is not used.
        defense_strength: i32 = "defenseStrength" in 0..=1000000, new 0;
        /// Attacks only from transports; printed for the reader.
        requires_transport: Option<bool> = "requiresTransport";
        /// Printed for the reader; `limits` decides.
        max_per_colony: Option<u32> = "maxPerColony" in 0..=1000;
        /// Not used.
        replace_on_upgrade: Option<bool> = "replaceOnUpgrade";
    }
}

impl GroundUnits {
    /// The figures of a kind.
    pub fn kind(&self, kind: GroundKind) -> &GroundStats {
        match kind {
            GroundKind::Army => &self.ground_units.army,
            GroundKind::Marine => &self.ground_units.marine,
            GroundKind::GroundBattery => &self.ground_units.ground_battery,
            GroundKind::PlanetaryShield => &self.ground_units.planetary_shield,
        }
    }
}
