//! What the rules demand of several keys together, and what deserves a warning.

use super::Rules;
use super::combat::{CerTable, RoeThreshold};
use super::guild::TransferRisk;
use super::keyed::Keyed;
use crate::vocab::{PlanetClass, Raw, Vocab};

/// A contradiction between keys.
#[derive(Debug)]
pub struct Fault {
    /// The key at which it is shown.
    pub key: String,
    /// What is wrong.
    pub message: String,
}

/// All contradictions.
pub fn faults(rules: &Rules) -> Vec<Fault> {
    let mut check = Check { faults: Vec::new() };
    check.copies(rules);
    check.combat(rules);
    check.tiers(rules);
    check.starmap(rules);
    check.tech(rules);
    check.capacities(rules);
    check.ranges(rules);
    check.guild(rules);
    check.faults
}

struct Check {
    faults: Vec<Fault>,
}

impl Check {
    fn require(&mut self, holds: bool, key: &str, message: impl Into<String>) {
        if !holds {
            self.faults.push(Fault {
                key: key.to_owned(),
                message: message.into(),
            });
        }
    }

    fn equal<T: PartialEq + std::fmt::Display>(&mut self, copy: (&str, T), original: (&str, T)) {
        let message = format!(
            "`{}` is {} but `{}` is {}: they must be equal",
            copy.0, copy.1, original.0, original.1
        );
        self.require(copy.1 == original.1, copy.0, message);
    }

    /// Figures that stand in two places (rulebook 01 §7, 20 §2.4, §6, §11.2).
    fn copies(&mut self, rules: &Rules) {
        let (victory, elimination) = (&rules.prestige.victory, &rules.gameplay.elimination);
        self.equal(
            ("prestige.victory.defeatThreshold", victory.defeat_threshold),
            (
                "gameplay.elimination.defensiveCollapseThreshold",
                elimination.defensive_collapse_threshold,
            ),
        );
        self.equal(
            (
                "prestige.victory.defeatConsecutiveTurns",
                victory.defeat_consecutive_turns,
            ),
            (
                "gameplay.elimination.defensiveCollapseTurns",
                elimination.defensive_collapse_turns,
            ),
        );
        let viable = (
            "economy.population.minViableColonyPop",
            rules.economy.population.min_viable_colony_pop,
        );
        let limit = rules.limits.population_limits.min_colony_population;
        let remaining = rules.economy.ptu_definition.min_population_remaining;
        self.equal(("limits.populationLimits.minColonyPopulation", limit), viable);
        self.equal(("economy.ptuDefinition.minPopulationRemaining", remaining), viable);
        self.equal(
            (
                "economy.population.growthRatePerStarbase",
                rules.economy.population.growth_rate_per_starbase,
            ),
            (
                "economy.starbaseBonuses.populationGrowthBonusPerStarbase",
                rules.economy.starbase_bonuses.population_growth_bonus_per_starbase,
            ),
        );
        for &class in PlanetClass::ALL {
            let copy = format!("economy.populationTransfer.{}", class.name().to_lowercase());
            let original = format!("guild.guildMechanics.transferCosts.planetClass[\"{class}\"].cost");
            let price = rules.economy.population_transfer.class(class);
            self.equal((&copy, price), (&original, rules.guild.transfer_cost(class)));
        }
    }

    fn combat(&mut self, rules: &Rules) {
        let cer = &rules.combat.cer;
        self.cer_table("combat.cer.spaceCombatTable", &cer.space_combat_table);
        self.cer_table("combat.cer.bombardmentTable", &cer.bombardment_table);
        self.cer_table("combat.cer.groundCombatTable", &cer.ground_combat_table);
        self.roe(&rules.combat.roe_threshold);
        let general = &rules.combat.combat;
        self.hundredths("combat.combat.overkillFactor", general.overkill_factor);
        self.hundredths("combat.combat.pursuitCer", general.pursuit_cer);
        for (level, row) in &rules.tech.shields.level.rows {
            self.hundredths(&format!("tech.shields.level[{level}].hitsBlocked"), row.hits_blocked);
        }
        let morale = &cer.modifiers.morale_drm;
        let tiers = [
            ("crisis", &morale.crisis),
            ("veryLow", &morale.very_low),
            ("low", &morale.low),
            ("average", &morale.average),
            ("good", &morale.good),
            ("high", &morale.high),
        ];
        let mut before = None;
        for (name, tier) in tiers {
            let key = format!("combat.cer.modifiers.moraleDRM.{name}");
            self.require(
                tier.max_percent.is_some(),
                &key,
                format!("`{name}` needs a `maxPercent`"),
            );
            let ascends = tier.max_percent >= before;
            self.require(ascends, &format!("{key}.maxPercent"), "tiers of morale must ascend");
            before = tier.max_percent.or(before);
        }
    }

    /// Tiers ascend, and hits are counted in quarters (rulebook 11 §0.2, §7).
    fn cer_table(&mut self, path: &str, table: &CerTable) {
        let last = table.tier.last();
        let mut before = None;
        for (number, tier) in &table.tier.rows {
            let key = format!("{path}.tier[{number}]");
            self.require(
                number == &last || tier.max_roll.is_some(),
                &key,
                "only the last tier may lack a `maxRoll`",
            );
            let ascends = tier.max_roll.is_none() || tier.max_roll > before;
            self.require(ascends, &format!("{key}.maxRoll"), "the tiers' `maxRoll` must ascend");
            before = tier.max_roll.or(before);
            let quarters = tier.multiplier * 4.0;
            let message = format!("`multiplier` must be a multiple of 0.25, found {}", tier.multiplier);
            self.require(quarters.fract() == 0.0, &format!("{key}.multiplier"), message);
        }
        self.starts_at_one(path, &table.tier, "tier");
    }

    fn roe(&mut self, thresholds: &RoeThreshold) {
        let mut before = f64::INFINITY;
        for roe in 1..=10u8 {
            let key = format!("combat.roeThreshold.{roe}");
            let ratio = thresholds.ratio(roe).unwrap_or(0.0);
            self.hundredths(&key, ratio);
            self.require(
                ratio <= before,
                &key,
                "thresholds must not rise with the number of the rule of engagement",
            );
            before = ratio;
        }
    }

    /// Shares that combat counts in whole percent (rulebook 11 §0.2, 00 W3).
    fn hundredths(&mut self, key: &str, share: f64) {
        let percent = share * 100.0;
        let message = format!("must be a multiple of 0.01, found {share}");
        self.require((percent - libm::round(percent)).abs() < 1e-9, key, message);
    }

    fn starts_at_one<T>(&mut self, path: &str, rows: &Keyed<u8, T>, name: &str) {
        let key = format!("{path}.{name}[{}]", rows.first());
        self.require(rows.first() == 1, &key, format!("`{name}` must be numbered from 1"));
    }

    fn tiers(&mut self, rules: &Rules) {
        let growth = &rules.economy.tax_population_growth.tier;
        self.starts_at_one("economy.taxPopulationGrowth", growth, "tier");
        let rates = growth
            .rows
            .iter()
            .map(|(number, tier)| (*number, tier.min_rate, tier.max_rate))
            .collect();
        self.rates("economy.taxPopulationGrowth", rates);
        let incentives = &rules.prestige.tax_incentives.tier;
        self.starts_at_one("prestige.taxIncentives", incentives, "tier");
        let rates = incentives
            .rows
            .iter()
            .map(|(number, tier)| (*number, tier.min_rate, tier.max_rate))
            .collect();
        self.rates("prestige.taxIncentives", rates);
        let investment = &rules.economy.industrial_investment.tier;
        self.starts_at_one("economy.industrialInvestment", investment, "tier");
        let mut before = -1;
        for (number, tier) in &investment.rows {
            let key = format!("economy.industrialInvestment.tier[{number}].threshold");
            self.require(tier.threshold > before, &key, "the tiers' `threshold` must ascend");
            before = tier.threshold;
        }
    }

    /// Tiers of tax rates do not overlap.
    fn rates(&mut self, path: &str, tiers: Vec<(u8, i64, i64)>) {
        for (index, &(number, min, max)) in tiers.iter().enumerate() {
            let key = format!("{path}.tier[{number}]");
            self.require(min <= max, &format!("{key}.minRate"), "`minRate` is above `maxRate`");
            let overlaps = tiers[..index].iter().any(|&(_, low, high)| min <= high && low <= max);
            self.require(!overlaps, &key, "tiers of tax rates overlap");
        }
    }

    fn starmap(&mut self, rules: &Rules) {
        let weights = &rules.starmap.lanes.distribution;
        let sum = weights.major + weights.minor + weights.restricted;
        self.require(
            sum > 0.0,
            "starmap.lanes.distribution",
            "at least one lane class needs a weight above 0",
        );
        let mut before = -1;
        for (class, row) in rules.starmap.planet_class_table.planet_class.iter() {
            let key = format!("starmap.planetClassTable.planetClass[\"{class}\"].maxRoll");
            self.require(
                row.max_roll >= before,
                &key,
                "`maxRoll` must not fall from class to class",
            );
            before = row.max_roll;
        }
        let key = "starmap.planetClassTable.planetClass[\"Eden\"].maxRoll";
        self.require(before == 9, key, "the best class must reach the roll 9");
        let mut before = None;
        for (raw, row) in rules.starmap.raw_table.raw.iter() {
            let key = format!("starmap.rawTable.raw[\"{raw}\"]");
            let is_last = raw == Raw::VeryRich;
            self.require(
                is_last || row.max_roll.is_some(),
                &key,
                "only the best rating may lack a `maxRoll`",
            );
            let ascends = row.max_roll.is_none() || row.max_roll >= before;
            self.require(
                ascends,
                &format!("{key}.maxRoll"),
                "`maxRoll` must not fall from rating to rating",
            );
            before = row.max_roll.or(before);
        }
    }

    /// Tables of levels begin where the rules need them to (rulebook 21 §1, W4).
    fn tech(&mut self, rules: &Rules) {
        let tech = &rules.tech;
        let starts = [
            ("fleetCommand", tech.fleet_command.level.first()),
            ("strategicCommand", tech.strategic_command.level.first()),
            ("strategicLift", tech.strategic_lift.level.first()),
            (
                "advancedCarrierOperations",
                tech.advanced_carrier_operations.level.first(),
            ),
        ];
        for (name, first) in starts {
            let message = format!("`{name}` needs a level 1: it says what houses have at the start");
            self.require(first == 1, &format!("tech.{name}.level[{first}]"), message);
        }
        let others = [
            ("scienceLevel", tech.science_level.level.first()),
            ("militaryLevel", tech.military_level.level.first()),
            ("economicLevel", tech.economic_level.level.first()),
            ("weapons", tech.weapons.level.first()),
            ("construction", tech.construction.level.first()),
            ("fighterDoctrine", tech.fighter_doctrine.level.first()),
            ("shields", tech.shields.level.first()),
            ("terraforming", tech.terraforming.level.first()),
            ("cloaking", tech.cloaking.level.first()),
            ("electronicIntelligence", tech.electronic_intelligence.level.first()),
            ("counterIntelligence", tech.counter_intelligence.level.first()),
        ];
        for (name, first) in others {
            self.require(
                first <= 2,
                &format!("tech.{name}.level[{first}]"),
                "levels must begin at 1 or 2",
            );
        }
        for (level, row) in &tech.terraforming.level.rows {
            let one_step = row.upgrades.to.code() == row.upgrades.from.code() + 1;
            let key = format!("tech.terraforming.level[{level}].upgrades");
            self.require(one_step, &key, "terraforming raises a planet class by one step");
        }
    }

    /// What is aboard stays aboard when a level is bought: no hangar and no transport gets smaller.
    fn capacities(&mut self, rules: &Rules) {
        let lift = rules.tech.strategic_lift.level.rows.iter();
        let lift = lift.map(|(level, row)| (*level, row.transport_capacity)).collect();
        self.never_falls("tech.strategicLift", "transportCapacity", lift);
        let carriers = &rules.tech.advanced_carrier_operations.level.rows;
        let small = carriers.iter().map(|(level, row)| (*level, row.cv_capacity)).collect();
        self.never_falls("tech.advancedCarrierOperations", "cvCapacity", small);
        let large = carriers.iter().map(|(level, row)| (*level, row.cx_capacity)).collect();
        self.never_falls("tech.advancedCarrierOperations", "cxCapacity", large);
    }

    fn never_falls(&mut self, path: &str, key: &str, rows: Vec<(u8, u32)>) {
        for pair in rows.windows(2) {
            let [(_, before), (level, capacity)] = [pair[0], pair[1]];
            let message = format!("a capacity must not fall with the level: {capacity} after {before}");
            self.require(capacity >= before, &format!("{path}.level[{level}].{key}"), message);
        }
    }

    /// What may become of colonists under way (rulebook 20 §11.4).
    fn guild(&mut self, rules: &Rules) {
        let risks = &rules.guild.guild_mechanics.transfer_risks;
        let nowhere = "colonists cannot arrive there: `lost` or `closest_owned`";
        for (name, risk) in [
            ("destConqueredBehavior", risks.dest_conquered_behavior),
            ("destCollapsedBehavior", risks.dest_collapsed_behavior),
        ] {
            let key = format!("guild.guildMechanics.transferRisks.{name}");
            self.require(risk != TransferRisk::Continue, &key, nowhere);
        }
    }

    fn ranges(&mut self, rules: &Rules) {
        let scaling = &rules.prestige.dynamic_scaling;
        let ordered = scaling.min_multiplier <= scaling.max_multiplier;
        self.require(
            ordered,
            "prestige.dynamicScaling.minMultiplier",
            "`minMultiplier` is above `maxMultiplier`",
        );
        let lie = &rules.espionage.actions.plant_disinformation;
        let ordered = lie.min_variance <= lie.max_variance;
        self.require(
            ordered,
            "espionage.actions.plantDisinformation.minVariance",
            "`minVariance` is above `maxVariance`",
        );
        let finds = &rules.tech.breakthroughs;
        let ordered = finds.base_percent <= finds.max_percent;
        self.require(
            ordered,
            "tech.breakthroughs.basePercent",
            "`basePercent` is above `maxPercent`",
        );
        let first = &rules.dynatoi.theme.rows[0];
        let names = first.1.house_names();
        for (index, name) in names.iter().enumerate() {
            let key = format!("dynatoi.theme[\"{}\"].house{index}Name", first.0.0);
            self.require(!name.is_empty(), &key, "a house needs a name");
            self.require(
                !names[..index].contains(name),
                &key,
                format!("two houses are called \"{name}\""),
            );
        }
    }
}
