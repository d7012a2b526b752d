//! `tech.kdl`: research and the fifteen fields of technology (rulebook 21).

use super::keyed::Keyed;
use super::leaf::{Upgrade, Words};
use super::part::kdl_struct;

kdl_struct! {
    /// Research and the fields of technology (rulebook 21).
    Tech {
        /// Conversion of PP to research points.
        conversion: Conversion = "conversion";
        /// Selling research points.
        liquidation: Liquidation = "liquidation";
        /// Lucky finds.
        breakthroughs: Breakthroughs = "breakthroughs";
        /// SL.
        science_level: ScienceLevel = "scienceLevel";
        /// ML.
        military_level: MilitaryLevel = "militaryLevel";
        /// EL.
        economic_level: EconomicLevel = "economicLevel";
        /// WEP.
        weapons: Weapons = "weapons";
        /// CST.
        construction: Construction = "construction";
        /// FC.
        fleet_command: FleetCommand = "fleetCommand";
        /// SC.
        strategic_command: StrategicCommand = "strategicCommand";
        /// FD.
        fighter_doctrine: FighterDoctrine = "fighterDoctrine";
        /// SLD.
        shields: Shields = "shields";
        /// TER.
        terraforming: Terraforming = "terraforming";
        /// CLK.
        cloaking: ScienceField = "cloaking";
        /// ELI.
        electronic_intelligence: ScienceField = "electronicIntelligence";
        /// STL.
        strategic_lift: StrategicLift = "strategicLift";
        /// Not used: a copy of prices and ceilings.
        terraforming_upgrade_costs: TerraformingUpgradeCosts = "terraformingUpgradeCosts";
        /// CIC.
        counter_intelligence: ScienceField = "counterIntelligence";
        /// ACO.
        advanced_carrier_operations: AdvancedCarrierOperations = "advancedCarrierOperations";
    }

    /// Points per PP: (1 + log10(GHO) / ghoDivisor) × (1 + level / levelDivisor) (rulebook 21 §2).
    Conversion {
        /// Economic; the level is SL.
        erp: PoolConversion = "erp", new PoolConversion { gho_divisor: 3.0, level_divisor: 10.0 };
        /// Science; the level is SL.
        srp: PoolConversion = "srp", new PoolConversion { gho_divisor: 4.0, level_divisor: 5.0 };
        /// Military; the level is ML.
        mrp: PoolConversion = "mrp", new PoolConversion { gho_divisor: 3.5, level_divisor: 20.0 };
    }

    /// Conversion of a pool.
    PoolConversion {
        /// Divisor of log10(GHO).
        gho_divisor: f64 = "ghoDivisor" in 0.001..=1000000.0;
        /// Divisor of the level.
        level_divisor: f64 = "levelDivisor" in 0.001..=1000000.0;
    }

    /// Selling research points (rulebook 21 §6).
    Liquidation {
        /// Points per PP.
        rp_per_pp: i64 = "rpPerPp" in 1..=1000, new 2;
    }

    /// Lucky finds (rulebook 21 §7).
    Breakthroughs {
        /// Off: none.
        enabled: bool = "enabled", new true;
        /// Turns between rolls.
        interval: u32 = "interval" in 1..=1000000, new 5;
        /// Chance in percent without deposits.
        base_percent: i64 = "basePercent" in 0..=100, new 5;
        /// Percent per 100 points deposited in the interval.
        percent_per100_rp: i64 = "percentPer100Rp" in 0..=100, new 1;
        /// Highest chance in percent.
        max_percent: i64 = "maxPercent" in 0..=100, new 15;
        /// Points of a minor find.
        minor_rp: i64 = "minorRp" in 0..=1000000, new 10;
        /// Factor on the cost of the next level after a moderate find.
        cost_factor: f64 = "costFactor" in 0.0..=1.0, new 0.8;
    }

    /// SL: cost in SRP (rulebook 21 §5.1).
    ScienceLevel {
        /// Levels.
        level: Keyed<u8, ScienceRow> = "level";
    }

    /// A level of SL.
    ScienceRow {
        /// Not used.
        erp_required: i64 = "erpRequired";
        /// Cost.
        srp_required: i64 = "srpRequired";
    }

    /// ML: cost in MRP (rulebook 21 §5.1).
    MilitaryLevel {
        /// Levels.
        level: Keyed<u8, MilitaryRow> = "level";
    }

    /// A level of ML.
    MilitaryRow {
        /// Cost.
        mrp_required: i64 = "mrpRequired";
    }

    /// EL: cost in ERP, factor on the output of industry; 1 at level 1 (rulebook 21 §5.1).
    EconomicLevel {
        /// Levels.
        level: Keyed<u8, EconomicRow> = "level";
    }

    /// A level of EL.
    EconomicRow {
        /// SL needed.
        sl_required: u8 = "slRequired" in 0..=100;
        /// Cost.
        erp_cost: i64 = "erpCost";
        /// Factor on the output of industry.
        multiplier: f64 = "multiplier" in 0.0..=1000.0;
    }

    /// WEP: cost in MRP; strengths × baseMultiplier^(level - 1) (rulebook 21 §5.2).
    Weapons {
        /// Factor per level.
        base_multiplier: f64 = "baseMultiplier" in 0.001..=10.0;
        /// Levels.
        level: Keyed<u8, MilitaryFieldRow> = "level";
    }

    /// A level of a field paid with MRP.
    MilitaryFieldRow {
        /// ML needed.
        ml_required: u8 = "mlRequired" in 0..=100;
        /// Cost.
        mrp_cost: i64 = "mrpCost";
    }

    /// CST: cost in MRP; output and docks × (baseModifier + (level - 1) × increment) (rulebook 21 §5.2).
    Construction {
        /// Factor at level 1.
        base_modifier: f64 = "baseModifier" in 0.0..=1000.0;
        /// Added per level.
        increment_per_level: f64 = "incrementPerLevel" in 0.0..=1000.0;
        /// Levels.
        level: Keyed<u8, ConstructionRow> = "level";
    }

    /// A level of CST.
    ConstructionRow {
        /// ML needed.
        ml_required: u8 = "mlRequired" in 0..=100;
        /// Cost.
        mrp_cost: i64 = "mrpCost";
        /// Not used: `minCST` of the products decides.
        unlocks: Option<Words> = "unlocks";
    }

    /// FC: cost in MRP, ships in a fleet (rulebook 21 §5.3).
    FleetCommand {
        /// Levels.
        level: Keyed<u8, FleetCommandRow> = "level";
    }

    /// A level of FC.
    FleetCommandRow {
        /// ML needed.
        ml_required: u8 = "mlRequired" in 0..=100;
        /// Cost.
        mrp_cost: i64 = "mrpCost";
        /// Ships in a fleet.
        max_ships_per_fleet: u32 = "maxShipsPerFleet" in 1..=1000000;
    }

    /// SC: cost in MRP, combat fleets before scaling by map size (rulebook 21 §5.3).
    StrategicCommand {
        /// Levels.
        level: Keyed<u8, StrategicCommandRow> = "level";
    }

    /// A level of SC.
    StrategicCommandRow {
        /// ML needed.
        ml_required: u8 = "mlRequired" in 0..=100;
        /// Cost.
        mrp_cost: i64 = "mrpCost";
        /// Command points, if `limits.c2Limits.strategicCommandBonus`.
        c2_bonus: i64 = "c2Bonus";
        /// Combat fleets before scaling.
        max_combat_fleets_base: u32 = "maxCombatFleetsBase" in 0..=1000000;
    }

    /// FD: cost in MRP, factor on the fighters of a colony; 1 at level 1 (rulebook 21 §5.3).
    FighterDoctrine {
        /// Levels.
        level: Keyed<u8, FighterDoctrineRow> = "level";
    }

    /// A level of FD.
    FighterDoctrineRow {
        /// ML needed.
        ml_required: u8 = "mlRequired" in 0..=100;
        /// Cost.
        mrp_cost: i64 = "mrpCost";
        /// Factor on the fighters of a colony.
        multiplier: f64 = "multiplier" in 0.0..=1000.0;
    }

    /// SLD: cost in SRP, share of hits that a shield blocks (rulebook 21 §5.4, 10 §3).
    Shields {
        /// Levels.
        level: Keyed<u8, ShieldRow> = "level";
    }

    /// A level of SLD.
    ShieldRow {
        /// SL needed.
        sl_required: u8 = "slRequired" in 0..=100;
        /// Cost.
        srp_cost: i64 = "srpCost";
        /// Not used.
        absorption: i64 = "absorption";
        /// Not used.
        shield_ds: i64 = "shieldDs";
        /// Not used.
        d20_threshold: i64 = "d20Threshold";
        /// Share of hits blocked.
        hits_blocked: f64 = "hitsBlocked" in 0.0..=1.0;
    }

    /// TER: cost in SRP; price of the step that the level permits (rulebook 21 §5.4, 22 §8).
    Terraforming {
        /// Levels.
        level: Keyed<u8, TerraformingRow> = "level";
    }

    /// A level of TER.
    TerraformingRow {
        /// SL needed.
        sl_required: u8 = "slRequired" in 0..=100;
        /// Cost.
        srp_cost: i64 = "srpCost";
        /// Price of the step in PP.
        pp_cost: i64 = "ppCost";
        /// The step.
        upgrades: Upgrade = "upgrades";
    }

    /// CLK, ELI, CIC: cost in SRP (rulebook 21 §5.4).
    ScienceField {
        /// Levels.
        level: Keyed<u8, ScienceFieldRow> = "level";
    }

    /// A level of a field paid with SRP.
    ScienceFieldRow {
        /// SL needed.
        sl_required: u8 = "slRequired" in 0..=100;
        /// Cost.
        srp_cost: i64 = "srpCost";
    }

    /// STL: cost in SRP, marine divisions in a transport (rulebook 21 §5.4).
    StrategicLift {
        /// Levels.
        level: Keyed<u8, StrategicLiftRow> = "level";
    }

    /// A level of STL.
    StrategicLiftRow {
        /// SL needed.
        sl_required: u8 = "slRequired" in 0..=100;
        /// Cost.
        srp_cost: i64 = "srpCost";
        /// Marine divisions in a transport.
        transport_capacity: u32 = "transportCapacity" in 0..=1000;
    }

    /// Not used: a copy of prices and ceilings (rulebook 22 §8).
    TerraformingUpgradeCosts {
        /// Not used.
        extreme_ter: i64 = "extremeTer";
        /// Not used.
        extreme_pu_min: i64 = "extremePuMin";
        /// Not used.
        extreme_pu_max: i64 = "extremePuMax";
        /// Not used.
        extreme_pp: i64 = "extremePp";
        /// Not used.
        desolate_ter: i64 = "desolateTer";
        /// Not used.
        desolate_pu_min: i64 = "desolatePuMin";
        /// Not used.
        desolate_pu_max: i64 = "desolatePuMax";
        /// Not used.
        desolate_pp: i64 = "desolatePp";
        /// Not used.
        hostile_ter: i64 = "hostileTer";
        /// Not used.
        hostile_pu_min: i64 = "hostilePuMin";
        /// Not used.
        hostile_pu_max: i64 = "hostilePuMax";
        /// Not used.
        hostile_pp: i64 = "hostilePp";
        /// Not used.
        harsh_ter: i64 = "harshTer";
        /// Not used.
        harsh_pu_min: i64 = "harshPuMin";
        /// Not used.
        harsh_pu_max: i64 = "harshPuMax";
        /// Not used.
        harsh_pp: i64 = "harshPp";
        /// Not used.
        benign_ter: i64 = "benignTer";
        /// Not used.
        benign_pu_min: i64 = "benignPuMin";
        /// Not used.
        benign_pu_max: i64 = "benignPuMax";
        /// Not used.
        benign_pp: i64 = "benignPp";
        /// Not used.
        lush_ter: i64 = "lushTer";
        /// Not used.
        lush_pu_min: i64 = "lushPuMin";
        /// Not used.
        lush_pu_max: i64 = "lushPuMax";
        /// Not used.
        lush_pp: i64 = "lushPp";
        /// Not used.
        eden_ter: i64 = "edenTer";
        /// Not used.
        eden_pu_min: i64 = "edenPuMin";
        /// Not used.
        eden_pu_max: i64 = "edenPuMax";
        /// Not used.
        eden_pp: i64 = "edenPp";
    }

    /// ACO: cost in MRP, fighters in a carrier (rulebook 21 §5.3, 10 §2.2).
    AdvancedCarrierOperations {
        /// Not used.
        capacity_multiplier_per_level: f64 = "capacityMultiplierPerLevel";
        /// Levels.
        level: Keyed<u8, CarrierRow> = "level";
    }

    /// A level of ACO.
    CarrierRow {
        /// ML needed.
        ml_required: u8 = "mlRequired" in 0..=100;
        /// Cost.
        mrp_cost: i64 = "mrpCost";
        /// Fighters in a carrier.
        cv_capacity: u32 = "cvCapacity" in 0..=1000;
        /// Fighters in a super carrier.
        cx_capacity: u32 = "cxCapacity" in 0..=1000;
        /// Words for players.
        description: String = "description";
    }
}
