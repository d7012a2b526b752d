//! `facilities.kdl`: figures of facilities (rulebook 10 §4, 22 §1).
//!
//! The files' figures count, not those of older texts (rulebook 10 U2, U3).

use super::part::kdl_struct;
use crate::vocab::FacilityKind;

kdl_struct! {
    /// Figures of facilities (rulebook 10 §4, 22 §1).
    Facilities {
        /// Construction and repair.
        facilities: Yards = "facilities";
        /// Orbital defences.
        orbital_defenses: OrbitalDefenses = "orbitalDefenses";
    }

    /// Construction and repair (rulebook 22 §1).
    Yards {
        /// Builds ships on the ground; the others need it.
        spaceport: FacilityStats = "spaceport";
        /// Builds ships in orbit.
        shipyard: FacilityStats = "shipyard";
        /// Repairs ships.
        drydock: FacilityStats = "drydock";
    }

    /// Orbital defences at WEP I (rulebook 10 §4).
    OrbitalDefenses {
        /// Orbital fort.
        starbase: FacilityStats = "starbase";
    }

    /// Figures of a facility.
    FacilityStats {
        /// CST level needed to order it.
        min_cst: u8 = "minCST" in 0..=100;
        /// Price in PP.
        build_cost: i64 = "buildCost" in 0..=1000000;
        /// Upkeep per turn as a share of the price.
        maintenance_percent: f64 = "maintenancePercent" in 0.0..=1.0;
        /// Facility in working order that it needs at the colony.
        prerequisite: Option<FacilityKind> = "prerequisite";
        /// Docks at CST I.
        docks: u32 = "docks" in 0..=1000, new 0;
        /// Attack strength.
        attack_strength: i32 = "attackStrength" in 0..=1000000, new 0;
        /// Defence strength.
        defense_strength: i32 = "defenseStrength" in 0..=1000000, new 0;
    }
}

impl Facilities {
    /// The figures of a kind.
    pub fn kind(&self, kind: FacilityKind) -> &FacilityStats {
        match kind {
            FacilityKind::Spaceport => &self.facilities.spaceport,
            FacilityKind::Shipyard => &self.facilities.shipyard,
            FacilityKind::Drydock => &self.facilities.drydock,
            FacilityKind::Starbase => &self.orbital_defenses.starbase,
        }
    }
}
