//! `construction.kdl`: surcharges, build times, repair (rulebook 22).

use super::part::kdl_struct;
use crate::vocab::{FacilityKind, GroundKind};

kdl_struct! {
    /// Surcharges, build times, repair (rulebook 22).
    Construction {
        /// Prices.
        construction_modifiers: ConstructionModifiers = "constructionModifiers";
        /// Build times.
        build_times: BuildTimes = "buildTimes";
        /// Repair.
        repair: Repair = "repair";
    }

    /// Factors on prices (rulebook 22 §2, §3.3, §3.6).
    ConstructionModifiers {
        /// Factor on ships built at a spaceport.
        planetside_ship_cost_multiplier: f64 = "planetsideShipCostMultiplier" in 0.0..=100.0;
        /// Prices of ships grow with the WEP level.
        ship_cost_scales_with_wep: bool = "shipCostScalesWithWep", new true;
        /// Share of the price paid back for a cancelled project.
        cancel_refund: f64 = "cancelRefund" in 0.0..=1.0, new 0.5;
    }

    /// Build times in turns (rulebook 22 §3.5).
    BuildTimes {
        /// Any ship.
        ship: u8 = "ship" in 1..=100;
        /// Army.
        army: u8 = "army" in 1..=100;
        /// Marine division.
        marine: u8 = "marine" in 1..=100;
        /// Ground battery.
        ground_battery: u8 = "groundBattery" in 1..=100;
        /// Planetary shield.
        planetary_shield: u8 = "planetaryShield" in 1..=100;
        /// Spaceport.
        spaceport: u8 = "spaceport" in 1..=100;
        /// Shipyard.
        shipyard: u8 = "shipyard" in 1..=100;
        /// Drydock.
        drydock: u8 = "drydock" in 1..=100;
        /// Starbase.
        starbase: u8 = "starbase" in 1..=100;
    }

    /// Repair: turns, and cost as a share of the price (rulebook 22 §7).
    Repair {
        /// Turns for a ship.
        ship_repair_turns: u8 = "shipRepairTurns" in 1..=100;
        /// Share for a ship.
        ship_repair_cost_multiplier: f64 = "shipRepairCostMultiplier" in 0.0..=10.0;
        /// Turns for a starbase.
        starbase_repair_turns: u8 = "starbaseRepairTurns" in 1..=100;
        /// Share for a starbase.
        starbase_repair_cost_multiplier: f64 = "starbaseRepairCostMultiplier" in 0.0..=10.0;
        /// Facility in working order that a starbase needs.
        starbase_repair_requires: FacilityKind = "starbaseRepairRequires";
        /// Whether a starbase occupies a dock.
        starbase_repair_uses_dock_capacity: bool = "starbaseRepairUsesDockCapacity";
        /// Share for other facilities and ground units.
        other_repair_cost_multiplier: f64 = "otherRepairCostMultiplier" in 0.0..=10.0, new 0.25;
    }
}

impl Construction {
    /// Turns to build a ship: the key, like all build times (rulebook 22 C2).
    pub fn build_time_ship(&self) -> u8 {
        self.build_times.ship
    }

    /// Turns to build a facility.
    pub fn build_time_facility(&self, kind: FacilityKind) -> u8 {
        match kind {
            FacilityKind::Spaceport => self.build_times.spaceport,
            FacilityKind::Shipyard => self.build_times.shipyard,
            FacilityKind::Drydock => self.build_times.drydock,
            FacilityKind::Starbase => self.build_times.starbase,
        }
    }

    /// Turns to build a ground unit.
    pub fn build_time_ground(&self, kind: GroundKind) -> u8 {
        match kind {
            GroundKind::Army => self.build_times.army,
            GroundKind::Marine => self.build_times.marine,
            GroundKind::GroundBattery => self.build_times.ground_battery,
            GroundKind::PlanetaryShield => self.build_times.planetary_shield,
        }
    }
}
