//! Figures of the standard rules through their accessors.

use super::*;
use crate::vocab::*;

#[test]
fn tech_costs_add_up_to_the_capacities_of_21_4() {
    let tech = Rules::standard().tech;
    let sum = |field| {
        (2..=tech.max_level(field))
            .map(|level| tech.cost(field, level))
            .sum::<i64>()
    };
    let pool = |pool| {
        let fields = TechField::ALL.iter().filter(|field| field.pool() == pool);
        fields.map(|&field| sum(field)).sum::<i64>()
    };
    assert_eq!((pool(Pool::Erp), pool(Pool::Srp), pool(Pool::Mrp)), (271, 898, 1145));
    assert_eq!(
        (sum(TechField::Ter), sum(TechField::Stl), sum(TechField::Fc)),
        (189, 60, 104)
    );
}

#[test]
fn tech_levels_have_the_gates_and_effects_of_21_5() {
    let tech = Rules::standard().tech;
    let last: Vec<u8> = TechField::ALL.iter().map(|&field| tech.max_level(field)).collect();
    assert_eq!(last, [10, 10, 10, 10, 10, 6, 5, 5, 6, 5, 5, 6, 6, 3, 3]);
    assert_eq!(
        (
            tech.gate(TechField::Wep, 7),
            tech.gate(TechField::Fc, 6),
            tech.gate(TechField::El, 9)
        ),
        (7, 8, 0)
    );
    assert_eq!(
        (
            tech.gate(TechField::Ter, 6),
            tech.gate(TechField::Sl, 5),
            tech.gate(TechField::Aco, 2)
        ),
        (9, 0, 4)
    );
    assert_eq!(
        (
            tech.cost(TechField::Cic, 1),
            tech.cost(TechField::El, 1),
            tech.cost(TechField::Fd, 9)
        ),
        (10, 0, 0)
    );
    assert_eq!((tech.el_multiplier(1), tech.el_multiplier(10)), (1.0, 5.5));
    assert!((tech.cst_factor(10) - 1.9).abs() < 1e-12);
    assert_eq!(
        (
            tech.transport_capacity(5),
            tech.max_ships_per_fleet(1),
            tech.max_combat_fleets_base(6)
        ),
        (5, 10, 20)
    );
    assert_eq!(
        (tech.fighter_doctrine_multiplier(1), tech.fighter_doctrine_multiplier(3)),
        (1.0, 2.0)
    );
    assert_eq!(tech.hangar_capacity(ShipClass::Carrier, 2), 4);
    assert_eq!(tech.hangar_capacity(ShipClass::SuperCarrier, 3), 8);
    assert_eq!(tech.hangar_capacity(ShipClass::Cruiser, 3), 0);
    assert_eq!((tech.hits_blocked(0), tech.hits_blocked(3)), (0.0, 0.35));
    assert_eq!(tech.terraforming_step(PlanetClass::Lush), Some((6, 350)));
    assert_eq!(tech.terraforming_step(PlanetClass::Eden), None);
    assert_eq!((tech.conversion(Pool::Mrp).gho_divisor, tech.c2_bonus(2)), (3.5, 65));
}

#[test]
fn k2_effectiveness_counts_in_quarters() {
    let cer = Rules::standard().combat.cer;
    let quarters = |table: &combat::CerTable| (-1..=10).map(|roll| table.quarters(roll)).collect::<Vec<_>>();
    assert_eq!(quarters(&cer.space_combat_table), [1, 1, 1, 1, 2, 2, 2, 4, 4, 4, 4, 4]);
    assert_eq!(quarters(&cer.bombardment_table), [1, 1, 1, 1, 2, 2, 2, 4, 4, 4, 4, 4]);
    assert_eq!(quarters(&cer.ground_combat_table), [2, 2, 2, 2, 4, 4, 4, 4, 6, 6, 8, 8]);
}

#[test]
fn rules_of_engagement_are_whole_percent() {
    let combat = Rules::standard().combat;
    let percent: Vec<Option<i64>> = (0..=11).map(|roe| combat.roe_percent(roe)).collect();
    let wanted = [99_900, 400, 300, 200, 150, 100, 67, 50, 33, 0].map(Some);
    assert_eq!(percent[1..=10], wanted);
    assert_eq!((percent[0], percent[11]), (None, None));
    assert_eq!(
        (combat.combat.overkill_percent(), combat.combat.pursuit_percent()),
        (150, 50)
    );
}

#[test]
fn p16_morale_follows_the_tiers_of_12_6() {
    let morale = Rules::standard().combat.cer.modifiers.morale_drm;
    let drm = |own| morale.drm(own, 100);
    assert_eq!(
        [100, 96, 95, 80, 60, 40, 25, 10, -5].map(drm),
        [2, 2, 2, 1, 0, -1, -1, -2, -2]
    );
    assert_eq!((morale.drm(0, 0), morale.drm(-3, 0), morale.drm(-7, -7)), (2, -2, 2));
}

#[test]
fn tables_of_the_economy() {
    let rules = Rules::standard();
    assert_eq!(rules.economy.raw_index(Raw::Poor, PlanetClass::Hostile), 0.64);
    let growth = [0, 10, 11, 25, 40, 50, 51, 100].map(|tax| rules.economy.growth_multiplier(tax));
    assert_eq!(growth, [1.2, 1.2, 1.15, 1.1, 1.05, 1.0, 1.0, 1.0]);
    let prices = [0, 50, 51, 100, 150, 151, 5000].map(|percent| rules.economy.iu_price(percent));
    assert_eq!(prices, [30, 30, 36, 45, 60, 75, 75]);
    assert_eq!(
        [0, 11, 30, 31].map(|tax| rules.prestige.tax_incentives.bonus(tax)),
        [3, 2, 1, 0]
    );
    assert_eq!(rules.guild.transfer_cost(PlanetClass::Desolate), 12);
    assert_eq!(rules.limits.pu_max(PlanetClass::Eden), 5000);
}

#[test]
fn planets_are_rolled_by_the_tables_of_02_3() {
    use PlanetClass::*;
    use Raw::*;
    let starmap = Rules::standard().starmap;
    let classes: Vec<PlanetClass> = (0..=9).map(|roll| starmap.planet_class(roll)).collect();
    assert_eq!(
        classes,
        [
            Extreme, Desolate, Hostile, Hostile, Harsh, Harsh, Benign, Benign, Lush, Eden
        ]
    );
    assert_eq!([Benign, Lush, Eden].map(|class| starmap.raw_bonus(class)), [0, 1, 2]);
    let raws: Vec<Raw> = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11].map(|roll| starmap.raw(roll)).to_vec();
    assert_eq!(
        raws,
        [
            VeryPoor, VeryPoor, Poor, Poor, Abundant, Abundant, Rich, Rich, VeryRich, VeryRich
        ]
    );
    assert_eq!(
        LaneClass::ALL
            .iter()
            .map(|&lane| starmap.lane_cost(lane))
            .collect::<Vec<_>>(),
        [1, 2, 3]
    );
}

#[test]
fn espionage_detection_has_the_tables_of_23_4() {
    let espionage = Rules::standard().espionage;
    let thresholds: Vec<Option<i32>> = (0..=6).map(|cic| espionage.detection.thresholds.at(cic)).collect();
    assert_eq!(
        thresholds,
        [None, Some(15), Some(12), Some(10), Some(7), Some(4), Some(4)]
    );
    let modifiers = [0, 1, 5, 6, 20, 21, 999].map(|cip| espionage.detection.modifiers.at(cip));
    assert_eq!(modifiers, [0, 1, 1, 2, 4, 5, 5]);
    let dice = espionage.actions.sabotage_high_impact.iu_damage_dice;
    assert_eq!((dice.count, dice.sides), (1, 20));
}

#[test]
fn names_of_houses_and_systems_are_those_of_01_1_and_02_2() {
    let rules = Rules::standard();
    assert_eq!(
        (rules.dynatoi.house_names()[11], rules.planets.names()[0].as_str()),
        ("Alexos", "Basil")
    );
}

#[test]
fn r01_4_prestige_and_standing_have_the_figures_of_01_5_2_to_01_8() {
    let entries: std::collections::BTreeMap<String, String> = Rules::standard().entries().into_iter().collect();
    let events = [
        ("techAdvancement", 2, None),
        ("colonyEstablishment", 5, None),
        ("victoryAchieved", 5, None),
        ("shipDestroyed", 1, None),
        ("starbaseDestroyed", 5, None),
        ("fleetVictory", 3, None),
        ("planetConquered", 10, None),
        ("planetLost", -10, None),
        ("houseEliminated", 3, None),
        ("techTheft", 20, Some(-30)),
        ("sabotageLowImpact", 10, Some(-10)),
        ("sabotageHighImpact", 30, Some(-50)),
        ("assassination", 50, Some(-70)),
        ("cyberAttack", 20, Some(-30)),
        ("economicManipulation", 30, Some(-7)),
        ("psyopsCampaign", 10, Some(-3)),
        ("counterIntelligenceSweep", 5, Some(0)),
        ("intelligenceTheft", 40, Some(-20)),
        ("plantDisinformation", 15, Some(-15)),
        ("espionageFailure", -2, None),
    ];
    for (event, value, loss) in events {
        let figure = |key: &str| entries.get(&format!("prestige.prestigeEvents.{event}.{key}")).cloned();
        assert_eq!(figure("value"), Some(value.to_string()), "{event}");
        assert_eq!(figure("victimLoss"), loss.map(|loss: i64| loss.to_string()), "{event}");
    }
    for (key, value) in [
        ("prestige.prestigeEvents.undefendedColonyMultiplier", "1.5"),
        ("prestige.taxPenalty.threshold", "50"),
        ("prestige.taxPenalty.baseCoefficient", "0.01"),
        ("prestige.taxPenalty.exponent", "2.0"),
        ("prestige.maintenanceShortfall.basePenalty", "-5"),
        ("prestige.maintenanceShortfall.escalationPerTurn", "-2"),
        ("combat.blockade.prestigePenaltyPerTurn", "2"),
        ("prestige.researchLiquidation.prestigePenalty", "-5"),
        ("gameplay.elimination.defensiveCollapseThreshold", "0"),
        ("gameplay.elimination.defensiveCollapseTurns", "3"),
        ("gameplay.autopilot.miaTurnsThreshold", "3"),
        ("gameplay.autopilot.minBatteries", "3"),
        ("gameplay.autopilot.minArmies", "3"),
        ("gameplay.colonization.strengthWeight", "2"),
        ("economy.productionModifiers.blockadePenalty", "0.4"),
        ("diplomacy.hostileContestGraceTurns", "0"),
        ("diplomacy.proposalLifetime", "3"),
        ("starmap.cornerPlacementMaxPlayers", "4"),
        ("starmap.placementRetries", "10000"),
        ("starmap.laneCost.major", "1"),
        ("starmap.laneCost.minor", "2"),
        ("starmap.laneCost.restricted", "3"),
        ("starmap.hub.guaranteedLaneCount", "6"),
        ("starmap.homeworld.guaranteedLaneCount", "3"),
        ("ships.salvage.salvageValueMultiplier", "0.5"),
        ("limits.strategicCommandScaling.systemsPerPlayerDivisor", "8.0"),
        ("limits.strategicCommandScaling.scaleFactor", "0.4"),
    ] {
        assert_eq!(entries.get(key).map(String::as_str), Some(value), "{key}");
    }
    let flags = entries.iter().filter(|(key, _)| {
        key.starts_with("gameplay.autopilotBehavior.") || key.starts_with("gameplay.defensiveCollapseBehavior.")
    });
    assert_eq!(flags.map(|(_, value)| &**value).collect::<Vec<_>>(), ["#true"; 11]);
}
