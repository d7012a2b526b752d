//! `economy.kdl`: population, output, tax, growth, industry (rulebook 20).

use super::keyed::{By, Keyed};
use super::part::kdl_struct;
use crate::num;
use crate::vocab::{PlanetClass, Raw};

kdl_struct! {
    /// Population, output, tax, growth, industry (rulebook 20).
    Economy {
        /// Population and its growth.
        population: Population = "population";
        /// Population transfer units.
        ptu_definition: PtuDefinition = "ptuDefinition";
        /// Output of population by raw rating and planet class.
        raw_material_efficiency: RawMaterialEfficiency = "rawMaterialEfficiency";
        /// Growth of population by tax rate.
        tax_population_growth: TaxPopulationGrowth = "taxPopulationGrowth";
        /// Output of industry by tax rate.
        productivity: Productivity = "productivity";
        /// Growth of industry without orders.
        industrial_growth: IndustrialGrowth = "industrialGrowth";
        /// Buying and repairing industry.
        industrial_investment: IndustrialInvestment = "industrialInvestment";
        /// Infrastructure damage.
        infrastructure: Infrastructure = "infrastructure";
        /// Starbases and the economy.
        starbase_bonuses: StarbaseBonuses = "starbaseBonuses";
        /// Start values of founded colonies.
        colonization: Colonization = "colonization";
        /// Factors on output.
        production_modifiers: ProductionModifiers = "productionModifiers";
        /// A copy of the Guild's prices.
        population_transfer: PopulationTransfer = "populationTransfer";
    }

    /// Population in PU and its growth (rulebook 20 §2, §6.1).
    Population {
        /// Growth per turn as a share.
        natural_growth_rate: f64 = "naturalGrowthRate" in 0.0..=10.0;
        /// A copy of `starbaseBonuses.populationGrowthBonusPerStarbase`.
        growth_rate_per_starbase: f64 = "growthRatePerStarbase" in 0.0..=10.0;
        /// Most that starbases add to growth and to output, as a share.
        max_starbase_bonus: f64 = "maxStarbaseBonus" in 0.0..=10.0;
        /// Not used.
        ptu_growth_rate: f64 = "ptuGrowthRate" in 0.0..=10.0;
        /// Not used.
        ptu_to_souls: i64 = "ptuToSouls";
        /// k in PTU(p) = p - 1 + e^(k p).
        pu_to_ptu_conversion: f64 = "puToPtuConversion" in 0.000001..=1.0;
        /// Souls that a colony needs; at least 1 PU in practice.
        min_viable_colony_pop: i64 = "minViableColonyPop";
    }

    /// Population transfer units (rulebook 20 §2).
    PtuDefinition {
        /// Souls in a PTU; for display.
        souls_per_ptu: i64 = "soulsPerPtu";
        /// Not used.
        ptu_size_millions: f64 = "ptuSizeMillions";
        /// A copy of `population.minViableColonyPop`.
        min_population_remaining: i64 = "minPopulationRemaining";
    }

    /// Output per PU by raw rating and planet class, as a share (rulebook 20 §3).
    RawMaterialEfficiency {
        /// One row per raw rating.
        material: By<Raw, PerClass> = "material";
    }

    /// A share for each planet class.
    PerClass {
        /// Level VII.
        eden: f64 = "eden" in 0.0..=100.0;
        /// Level VI.
        lush: f64 = "lush" in 0.0..=100.0;
        /// Level V.
        benign: f64 = "benign" in 0.0..=100.0;
        /// Level IV.
        harsh: f64 = "harsh" in 0.0..=100.0;
        /// Level III.
        hostile: f64 = "hostile" in 0.0..=100.0;
        /// Level II.
        desolate: f64 = "desolate" in 0.0..=100.0;
        /// Level I.
        extreme: f64 = "extreme" in 0.0..=100.0;
    }

    /// Factor on population growth by tax rate in percent (rulebook 20 §4.4); 1 outside the tiers.
    TaxPopulationGrowth {
        /// The tiers.
        tier: Keyed<u8, GrowthTier> = "tier";
    }

    /// A tier of tax rates.
    GrowthTier {
        /// Lowest rate in percent.
        min_rate: i64 = "minRate" in 0..=100;
        /// Highest rate in percent.
        max_rate: i64 = "maxRate" in 0..=100;
        /// Factor on growth.
        pop_multiplier: f64 = "popMultiplier" in 0.0..=10.0;
    }

    /// Output of industry: + (pivot - tax) / divisor (rulebook 20 §3).
    Productivity {
        /// Tax rate in percent without effect.
        pivot: i64 = "pivot" in 0..=100, new 50;
        /// Percent of tax per unit of effect.
        divisor: i64 = "divisor" in 1..=1000000, new 500;
    }

    /// Growth of industry without orders, in IU (rulebook 20 §6.2).
    IndustrialGrowth {
        /// PU per IU of growth.
        passive_growth_divisor: f64 = "passiveGrowthDivisor" in 0.001..=1000000.0;
        /// Least growth.
        passive_growth_minimum: f64 = "passiveGrowthMinimum" in 0.0..=1000000.0;
    }

    /// Buying and repairing industry (rulebook 20 §7).
    IndustrialInvestment {
        /// PP per IU before the tiers.
        base_cost: i64 = "baseCost" in 0..=1000000;
        /// Factor of the base cost at which damaged IU are repaired.
        repair_cost_multiplier: f64 = "repairCostMultiplier" in 0.0..=10.0, new 0.25;
        /// Price by IU in percent of PU.
        tier: Keyed<u8, InvestmentTier> = "tier";
    }

    /// A tier of saturation.
    InvestmentTier {
        /// Highest IU in percent of PU; the last tier has no bound.
        threshold: i64 = "threshold" in 0..=1000000;
        /// Factor on the base cost.
        multiplier: f64 = "multiplier" in 0.0..=1000.0;
    }

    /// Infrastructure damage by unpaid upkeep, in permille (rulebook 20 §7.3, §9.4).
    Infrastructure {
        /// PP that repair 1000 permille.
        full_repair_cost: i64 = "fullRepairCost" in 0..=1000000, new 100;
        /// Permille of damage per unpaid PP.
        damage_permille_per_pp: i64 = "damagePermillePerPp" in 0..=1000, new 1;
        /// Most permille of damage in a turn.
        max_damage_per_turn: i64 = "maxDamagePerTurn" in 0..=1000, new 250;
    }

    /// Starbases and the economy, per starbase in working order (rulebook 10 §4, 20 §3, §6).
    StarbaseBonuses {
        /// Added to the growth of population, as a share.
        population_growth_bonus_per_starbase: f64 = "populationGrowthBonusPerStarbase" in 0.0..=10.0;
        /// Added to the output of industry, as a share.
        industrial_production_bonus_per_starbase: f64 = "industrialProductionBonusPerStarbase" in 0.0..=10.0;
        /// Added to rolls against scouts and raiders, once.
        eli_bonus_per_starbase: i32 = "eliBonusPerStarbase" in 0..=100;
    }

    /// Start values of founded colonies (rulebook 20 §12.1).
    Colonization {
        /// Not used.
        starting_infrastructure_level: i64 = "startingInfrastructureLevel";
        /// IU in percent of PU.
        starting_iu_percent: i64 = "startingIuPercent" in 0..=1000;
    }

    /// Factors on output (rulebook 20 §3, §8).
    ProductionModifiers {
        /// Share of output that is left under blockade.
        blockade_penalty: f64 = "blockadePenalty" in 0.0..=1.0;
    }

    /// A copy of the Guild's prices in PP per PTU by class of the destination (rulebook 20 §11.2).
    PopulationTransfer {
        /// Level VII.
        eden: i64 = "eden" in 0..=1000000;
        /// Level VI.
        lush: i64 = "lush" in 0..=1000000;
        /// Level V.
        benign: i64 = "benign" in 0..=1000000;
        /// Level IV.
        harsh: i64 = "harsh" in 0..=1000000;
        /// Level III.
        hostile: i64 = "hostile" in 0..=1000000;
        /// Level II.
        desolate: i64 = "desolate" in 0..=1000000;
        /// Level I.
        extreme: i64 = "extreme" in 0..=1000000;
    }
}

impl PerClass {
    /// The share of a class.
    pub fn class(&self, class: PlanetClass) -> f64 {
        match class {
            PlanetClass::Extreme => self.extreme,
            PlanetClass::Desolate => self.desolate,
            PlanetClass::Hostile => self.hostile,
            PlanetClass::Harsh => self.harsh,
            PlanetClass::Benign => self.benign,
            PlanetClass::Lush => self.lush,
            PlanetClass::Eden => self.eden,
        }
    }
}

impl PopulationTransfer {
    /// The price of a class.
    pub fn class(&self, class: PlanetClass) -> i64 {
        match class {
            PlanetClass::Extreme => self.extreme,
            PlanetClass::Desolate => self.desolate,
            PlanetClass::Hostile => self.hostile,
            PlanetClass::Harsh => self.harsh,
            PlanetClass::Benign => self.benign,
            PlanetClass::Lush => self.lush,
            PlanetClass::Eden => self.eden,
        }
    }
}

impl Economy {
    /// Output per PU (RAW of rulebook 20 §3).
    pub fn raw_index(&self, raw: Raw, class: PlanetClass) -> f64 {
        self.raw_material_efficiency.material[raw].class(class)
    }

    /// Factor on population growth at a tax rate in percent (G(t) of rulebook 20 §4.4).
    pub fn growth_multiplier(&self, tax: i64) -> f64 {
        let tiers = self.tax_population_growth.tier.iter();
        let mut hit = tiers.filter(|tier| (tier.min_rate..=tier.max_rate).contains(&tax));
        hit.next().map_or(1.0, |tier| tier.pop_multiplier)
    }

    /// Price in PP of the next IU when IU are `percent` percent of PU (rulebook 20 §7.1).
    pub fn iu_price(&self, percent: i64) -> i64 {
        let investment = &self.industrial_investment;
        let rows = &investment.tier.rows;
        let reached = rows.iter().find(|(_, tier)| percent <= tier.threshold);
        let (_, tier) = reached.or(rows.last()).expect("a table without tiers is refused");
        num::floor(investment.base_cost as f64 * tier.multiplier)
    }
}
