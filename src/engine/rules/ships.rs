//! `ships.kdl`: figures of ships, fleet status, salvage (rulebook 10 §1, 04 §6).
//!
//! The files' figures count, not those of older texts (rulebook 10 U1, U2, U4); what a file may leave out is 0 (W2).

use super::part::kdl_struct;
use crate::vocab::{FleetStatus, ShipClass};

kdl_struct! {
    /// Figures of ships, fleet status, salvage (rulebook 10 §1).
    Ships {
        /// Escorts.
        escorts: Escorts = "escorts";
        /// Capital ships.
        capitals: Capitals = "capitals";
        /// Auxiliaries.
        auxiliary: Auxiliary = "auxiliary";
        /// Fighters.
        fighters: Fighters = "fighters";
        /// Special weapons.
        special_weapons: SpecialWeapons = "specialWeapons";
        /// Fleet status.
        ship_status: ShipStatus = "shipStatus";
        /// Scrapping.
        salvage: Salvage = "salvage";
    }

    /// Escorts at WEP I (rulebook 10 §1.1).
    Escorts {
        /// CT.
        corvette: ShipStats = "corvette";
        /// FG.
        frigate: ShipStats = "frigate";
        /// DD.
        destroyer: ShipStats = "destroyer";
        /// CL.
        light_cruiser: ShipStats = "lightCruiser";
    }

    /// Capital ships and carriers at WEP I (rulebook 10 §1.1).
    Capitals {
        /// CA.
        cruiser: ShipStats = "cruiser";
        /// BC.
        battlecruiser: ShipStats = "battlecruiser";
        /// BB.
        battleship: ShipStats = "battleship";
        /// DN.
        dreadnought: ShipStats = "dreadnought";
        /// SD.
        super_dreadnought: ShipStats = "superDreadnought";
        /// CV.
        carrier: ShipStats = "carrier";
        /// CX.
        supercarrier: ShipStats = "supercarrier";
        /// RR.
        raider: ShipStats = "raider";
    }

    /// Auxiliaries at WEP I (rulebook 10 §1.1).
    Auxiliary {
        /// SC.
        scout: ShipStats = "scout";
        /// ET.
        etac: ShipStats = "etac";
        /// TT.
        troop_transport: ShipStats = "troopTransport";
    }

    /// Fighters at WEP I (rulebook 10 §2.1).
    Fighters {
        /// F.
        fighter: ShipStats = "fighter";
    }

    /// Special weapons at WEP I (rulebook 10 §2.6).
    SpecialWeapons {
        /// PB.
        planet_breaker: ShipStats = "planetBreaker";
    }

    /// Figures of a ship class (rulebook 10 §1.1).
    ShipStats {
        /// CST level needed to order it.
        min_cst: u8 = "minCST" in 0..=100;
        /// Price in PP at WEP I.
        build_cost: i64 = "buildCost" in 0..=1000000;
        /// Upkeep per turn as a share of the price.
        maintenance_percent: f64 = "maintenancePercent" in 0.0..=1.0;
        /// Attack strength at WEP I.
        attack_strength: i32 = "attackStrength" in 0..=1000000, new 0;
        /// Defence strength at WEP I.
        defense_strength: i32 = "defenseStrength" in 0..=1000000, new 0;
        /// Command points.
        c2_cost: i64 = "c2Cost" in 0..=1000000, new 0;
        /// PTU of an ETAC; else printed for the reader, levels of ACO and STL decide.
        carry_limit: u32 = "carryLimit" in 0..=1000, new 0;
    }

    /// Fleet status (rulebook 04 §6, 10 §7).
    ShipStatus {
        /// Ready.
        active: StatusFactors = "active";
        /// Half cost, orbital defence only.
        reserve: ReserveFactors = "reserve";
        /// Nearly free, no defence.
        mothballed: StatusFactors = "mothballed";
    }

    /// Factors of a fleet status.
    StatusFactors {
        /// Factor on command points.
        c2_cost_multiplier: f64 = "c2CostMultiplier" in 0.0..=10.0;
        /// Factor on upkeep.
        maintenance_multiplier: f64 = "maintenanceMultiplier" in 0.0..=10.0;
        /// Turns until the fleet is Active again.
        reactivation_turns: u8 = "reactivationTurns" in 0..=100;
    }

    /// Factors of the Reserve status.
    ReserveFactors {
        /// Factor on command points.
        c2_cost_multiplier: f64 = "c2CostMultiplier" in 0.0..=10.0;
        /// Factor on upkeep.
        maintenance_multiplier: f64 = "maintenanceMultiplier" in 0.0..=10.0;
        /// Turns until the fleet is Active again.
        reactivation_turns: u8 = "reactivationTurns" in 0..=100;
        /// Factor on attack strength.
        attack_multiplier: f64 = "attackMultiplier" in 0.0..=1.0, new 0.5;
    }

    /// Scrapping (rulebook 04 §7.3, §11).
    Salvage {
        /// Share of the recorded build cost that is paid back.
        salvage_value_multiplier: f64 = "salvageValueMultiplier" in 0.0..=10.0;
    }
}

impl Ships {
    /// The figures of a class.
    pub fn class(&self, class: ShipClass) -> &ShipStats {
        match class {
            ShipClass::Corvette => &self.escorts.corvette,
            ShipClass::Frigate => &self.escorts.frigate,
            ShipClass::Destroyer => &self.escorts.destroyer,
            ShipClass::LightCruiser => &self.escorts.light_cruiser,
            ShipClass::Cruiser => &self.capitals.cruiser,
            ShipClass::Battlecruiser => &self.capitals.battlecruiser,
            ShipClass::Battleship => &self.capitals.battleship,
            ShipClass::Dreadnought => &self.capitals.dreadnought,
            ShipClass::SuperDreadnought => &self.capitals.super_dreadnought,
            ShipClass::Carrier => &self.capitals.carrier,
            ShipClass::SuperCarrier => &self.capitals.supercarrier,
            ShipClass::Raider => &self.capitals.raider,
            ShipClass::Scout => &self.auxiliary.scout,
            ShipClass::Etac => &self.auxiliary.etac,
            ShipClass::TroopTransport => &self.auxiliary.troop_transport,
            ShipClass::Fighter => &self.fighters.fighter,
            ShipClass::PlanetBreaker => &self.special_weapons.planet_breaker,
        }
    }

    /// The factors of a fleet status on costs.
    pub fn status(&self, status: FleetStatus) -> StatusFactors {
        match status {
            FleetStatus::Active => self.ship_status.active.clone(),
            FleetStatus::Reserve => StatusFactors {
                c2_cost_multiplier: self.ship_status.reserve.c2_cost_multiplier,
                maintenance_multiplier: self.ship_status.reserve.maintenance_multiplier,
                reactivation_turns: self.ship_status.reserve.reactivation_turns,
            },
            FleetStatus::Mothballed => self.ship_status.mothballed.clone(),
        }
    }
}
