//! Questions to `tech.kdl` by field and level (rulebook 21 §5).

use super::keyed::Keyed;
use super::tech::{PoolConversion, ScienceFieldRow, Tech};
use crate::num;
use crate::vocab::{PlanetClass, Pool, ShipClass, TechField};

/// What all level rows have in common: cost, and the level of SL or ML needed.
struct Price {
    cost: i64,
    gate: u8,
}

impl Tech {
    fn price(&self, field: TechField, level: u8) -> Option<Price> {
        let science = |rows: &Keyed<u8, ScienceFieldRow>| rows.get(level).map(|r| (r.srp_cost, r.sl_required));
        let (cost, gate) = match field {
            TechField::Sl => self.science_level.level.get(level).map(|r| (r.srp_required, 0)),
            TechField::Ml => self.military_level.level.get(level).map(|r| (r.mrp_required, 0)),
            TechField::El => self
                .economic_level
                .level
                .get(level)
                .map(|r| (r.erp_cost, r.sl_required)),
            TechField::Cst => self.construction.level.get(level).map(|r| (r.mrp_cost, r.ml_required)),
            TechField::Wep => self.weapons.level.get(level).map(|r| (r.mrp_cost, r.ml_required)),
            TechField::Ter => self.terraforming.level.get(level).map(|r| (r.srp_cost, r.sl_required)),
            TechField::Eli => science(&self.electronic_intelligence.level),
            TechField::Clk => science(&self.cloaking.level),
            TechField::Sld => self.shields.level.get(level).map(|r| (r.srp_cost, r.sl_required)),
            TechField::Cic => science(&self.counter_intelligence.level),
            TechField::Stl => self
                .strategic_lift
                .level
                .get(level)
                .map(|r| (r.srp_cost, r.sl_required)),
            TechField::Fc => self.fleet_command.level.get(level).map(|r| (r.mrp_cost, r.ml_required)),
            TechField::Sc => self
                .strategic_command
                .level
                .get(level)
                .map(|r| (r.mrp_cost, r.ml_required)),
            TechField::Fd => self
                .fighter_doctrine
                .level
                .get(level)
                .map(|r| (r.mrp_cost, r.ml_required)),
            TechField::Aco => self
                .advanced_carrier_operations
                .level
                .get(level)
                .map(|r| (r.mrp_cost, r.ml_required)),
        }?;
        Some(Price { cost, gate })
    }

    /// The last level of a field: that of its table (rulebook 21 R6).
    pub fn max_level(&self, field: TechField) -> u8 {
        match field {
            TechField::Sl => self.science_level.level.last(),
            TechField::Ml => self.military_level.level.last(),
            TechField::El => self.economic_level.level.last(),
            TechField::Cst => self.construction.level.last(),
            TechField::Wep => self.weapons.level.last(),
            TechField::Ter => self.terraforming.level.last(),
            TechField::Eli => self.electronic_intelligence.level.last(),
            TechField::Clk => self.cloaking.level.last(),
            TechField::Sld => self.shields.level.last(),
            TechField::Cic => self.counter_intelligence.level.last(),
            TechField::Stl => self.strategic_lift.level.last(),
            TechField::Fc => self.fleet_command.level.last(),
            TechField::Sc => self.strategic_command.level.last(),
            TechField::Fd => self.fighter_doctrine.level.last(),
            TechField::Aco => self.advanced_carrier_operations.level.last(),
        }
    }

    /// Research points to reach a level from the one below; 0 for a level that has no row.
    pub fn cost(&self, field: TechField, level: u8) -> i64 {
        self.price(field, level).map_or(0, |price| price.cost)
    }

    /// Level of SL (fields paid with SRP, EL) or ML (fields paid with MRP) needed for a level; 0 for none.
    pub fn gate(&self, field: TechField, level: u8) -> u8 {
        self.price(field, level).map_or(0, |price| price.gate)
    }

    /// The conversion of PP into a pool.
    pub fn conversion(&self, pool: Pool) -> &PoolConversion {
        match pool {
            Pool::Erp => &self.conversion.erp,
            Pool::Srp => &self.conversion.srp,
            Pool::Mrp => &self.conversion.mrp,
        }
    }

    /// Factor of EL on the output of industry (EL_MOD of rulebook 20 §3, E1).
    pub fn el_multiplier(&self, el: u8) -> f64 {
        self.economic_level.level.get(el).map_or(1.0, |row| row.multiplier)
    }

    /// Factor of WEP on strengths and ship prices, before rounding: a power, no sum (rulebook 10 §1.3, U7).
    pub fn wep_factor(&self, wep: u8) -> f64 {
        num::powi(self.weapons.base_multiplier, u32::from(wep.saturating_sub(1)))
    }

    /// Factor of CST on output and docks, before rounding (rulebook 20 §3, 22 §1.1).
    pub fn cst_factor(&self, cst: u8) -> f64 {
        self.construction.base_modifier + f64::from(cst.saturating_sub(1)) * self.construction.increment_per_level
    }

    /// Marine divisions in a transport.
    pub fn transport_capacity(&self, stl: u8) -> u32 {
        self.strategic_lift
            .level
            .get(stl)
            .map_or(0, |row| row.transport_capacity)
    }

    /// Ships in a fleet.
    pub fn max_ships_per_fleet(&self, fc: u8) -> u32 {
        self.fleet_command
            .level
            .get(fc)
            .map_or(0, |row| row.max_ships_per_fleet)
    }

    /// Combat fleets before scaling by map size.
    pub fn max_combat_fleets_base(&self, sc: u8) -> u32 {
        self.strategic_command
            .level
            .get(sc)
            .map_or(0, |row| row.max_combat_fleets_base)
    }

    /// Command points that SC adds if `limits.c2Limits.strategicCommandBonus` is on.
    pub fn c2_bonus(&self, sc: u8) -> i64 {
        self.strategic_command.level.get(sc).map_or(0, |row| row.c2_bonus)
    }

    /// Factor of FD on the fighters of a colony.
    pub fn fighter_doctrine_multiplier(&self, fd: u8) -> f64 {
        self.fighter_doctrine.level.get(fd).map_or(1.0, |row| row.multiplier)
    }

    /// Fighters in a hangar, by the table of levels alone (rulebook 21 R16); 0 for classes that have none.
    pub fn hangar_capacity(&self, class: ShipClass, aco: u8) -> u32 {
        let row = self.advanced_carrier_operations.level.get(aco);
        match class {
            ShipClass::Carrier => row.map_or(0, |row| row.cv_capacity),
            ShipClass::SuperCarrier => row.map_or(0, |row| row.cx_capacity),
            _ => 0,
        }
    }

    /// Share of bombardment hits that a shield of a level blocks; 0 without a shield.
    pub fn hits_blocked(&self, sld: u8) -> f64 {
        self.shields.level.get(sld).map_or(0.0, |row| row.hits_blocked)
    }

    /// TER level and price in PP of raising a class by one step; none for the best class.
    pub fn terraforming_step(&self, from: PlanetClass) -> Option<(u8, i64)> {
        let rows = &self.terraforming.level.rows;
        rows.iter()
            .find(|(_, row)| row.upgrades.from == from)
            .map(|(level, row)| (*level, row.pp_cost))
    }
}
