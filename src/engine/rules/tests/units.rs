//! The tables of rulebook 10, figure by figure as they are printed, against the standard rules.

use std::collections::BTreeMap;

use super::*;
use crate::combat::resolve::Unit;
use crate::ids::HouseId;
use crate::testing::{bare, book};
use crate::vocab::*;
use crate::{limits, strength};

const BOOK: &str = include_str!("../../../../scenarios/rulebook/10-units.md");

/// Roman numbers of levels.
const LEVELS: [&str; 3] = ["I", "II", "III"];

/// All keys of the standard rules with their values.
fn entries() -> BTreeMap<String, String> {
    Rules::standard().entries().into_iter().collect()
}

/// The number with which a cell begins; a dash is none.
#[track_caller]
fn number(cell: &str) -> f64 {
    let digits = cell.trim_start_matches('(').split([' ', ',']).next().unwrap_or("");
    match digits {
        "–" | "none" => 0.0,
        digits => digits.parse().unwrap_or_else(|_| panic!("no number: {cell}")),
    }
}

/// A share as it is printed in a column of percent.
fn percent(share: f64) -> f64 {
    libm::round(share * 10_000.0) / 100.0
}

/// The words of the rules under the printed path say what is printed.
#[track_caller]
fn says(entries: &BTreeMap<String, String>, path: &str, figures: &[(&str, f64)]) {
    for (key, figure) in figures {
        let path = format!("{path}.{key}");
        let text = entries.get(&path).unwrap_or_else(|| panic!("no key {path}"));
        let value: f64 = text.parse().unwrap_or_else(|_| panic!("{path}: {text}"));
        assert_eq!(value, *figure, "{path}");
    }
}

/// Ship classes by the codes of the table.
fn coded(code: &str) -> Option<ShipClass> {
    let rows = book::table(BOOK, "| Code | Class |");
    let row = rows.iter().find(|row| row[0] == code)?;
    ShipClass::from_name(row[1])
}

#[test]
fn u1_u2_u4_every_ship_has_the_figures_of_10_1_1() {
    let (rules, entries) = (Rules::standard(), entries());
    let rows = book::table(BOOK, "| Code | Class |");
    assert_eq!(rows.len(), ShipClass::COUNT);
    for (row, &class) in rows.iter().zip(ShipClass::ALL) {
        let [
            _,
            name,
            path,
            cst,
            price,
            upkeep,
            attack,
            defense,
            points,
            carries,
            role,
        ] = row[..]
        else {
            panic!("not eleven cells: {row:?}")
        };
        assert_eq!(ShipClass::from_name(name), Some(class));
        let [cst, price, upkeep, attack, defense, points, carries] =
            [cst, price, upkeep, attack, defense, points, carries].map(number);
        let figures = [
            ("minCST", cst),
            ("buildCost", price),
            ("attackStrength", attack),
            ("defenseStrength", defense),
            ("c2Cost", points),
            ("carryLimit", carries),
            ("maintenancePercent", upkeep / 100.0),
        ];
        says(&entries, &format!("ships.{path}"), &figures);
        let stats = rules.ships.class(class);
        let strengths = [stats.attack_strength, stats.defense_strength].map(f64::from);
        let costs = [stats.build_cost, stats.c2_cost].map(|value| value as f64);
        assert_eq!(
            (f64::from(stats.min_cst), strengths),
            (cst, [attack, defense]),
            "{class}"
        );
        assert_eq!(
            (costs, percent(stats.maintenance_percent)),
            ([price, points], upkeep),
            "{class}"
        );
        let group = match class.group() {
            _ if class.is_carrier() => "carrier",
            ShipGroup::Escort => "escort",
            ShipGroup::Capital => "capital",
            ShipGroup::Auxiliary => "auxiliary",
            ShipGroup::Fighter => "fighter",
            ShipGroup::Special => "special",
        };
        assert_eq!(role.split(',').next(), Some(group), "{class}");
        let is_combat = !matches!(group, "auxiliary" | "fighter");
        assert_eq!(
            (class.is_combat(), class.is_auxiliary()),
            (is_combat, group == "auxiliary"),
            "{class}"
        );
    }
}

#[test]
fn u7_every_figure_of_the_check_table_of_10_1_3() {
    let rules = Rules::standard();
    let rows = book::table(BOOK, "| | I | II | III | IV | V | VI | VII |");
    let mut listed = Vec::new();
    for row in &rows {
        assert_eq!(row.len(), 11);
        for code in row[0].split(", ") {
            listed.extend(coded(code));
            for (wep, printed) in (1..).zip(&row[1..]) {
                let (attack, defense) = match coded(code) {
                    Some(class) => strength::stamped_ship(&rules, class, wep),
                    None => strength::stamped_facility(&rules, FacilityKind::Starbase, wep),
                };
                assert_eq!(format!("{attack}/{defense}"), *printed, "{code} at WEP {wep}");
            }
        }
    }
    listed.sort_unstable();
    let guns = ShipClass::ALL.iter().copied().filter(|class| !class.is_auxiliary());
    assert_eq!(listed, guns.collect::<Vec<_>>(), "all but auxiliaries");
    assert_eq!(rows.last().map(|row| row[0]), Some("Starbase"));
}

#[test]
fn hangars_and_shields_have_the_figures_of_10_2_2_and_10_3() {
    let tech = Rules::standard().tech;
    let rows = book::table(BOOK, "| ACO level | CV | CX |");
    assert_eq!(rows.len(), usize::from(tech.max_level(TechField::Aco)));
    for (aco, row) in (1..).zip(rows) {
        assert_eq!(row[0], LEVELS[usize::from(aco) - 1]);
        let hangars = [ShipClass::Carrier, ShipClass::SuperCarrier].map(|class| tech.hangar_capacity(class, aco));
        assert_eq!(hangars.map(f64::from), [number(row[1]), number(row[2])], "ACO {aco}");
    }
    let shields = book::table(BOOK, "| Shield level |").remove(0);
    let blocked: Vec<f64> = (1..=tech.max_level(TechField::Sld))
        .map(|sld| tech.hits_blocked(sld))
        .collect();
    assert_eq!(
        blocked,
        shields[1..].iter().map(|cell| number(cell)).collect::<Vec<_>>()
    );
}

#[test]
fn u2_u28_every_ground_unit_has_the_figures_of_10_3() {
    let (rules, entries) = (Rules::standard(), entries());
    let rows = book::table(BOOK, "| Code | Unit | name |");
    assert_eq!(rows.len(), GroundKind::COUNT);
    for (row, &kind) in rows.iter().zip(GroundKind::ALL) {
        let [_, _, name, cst, price, upkeep, attack, defense, crippled, limit] = row[..] else {
            panic!("not ten cells: {row:?}")
        };
        let [cst, price, upkeep, attack, defense] = [cst, price, upkeep, attack, defense].map(number);
        let figures = [
            ("minCST", cst),
            ("buildCost", price),
            ("attackStrength", attack),
            ("defenseStrength", defense),
            ("maintenancePercent", upkeep / 100.0),
        ];
        says(&entries, &format!("ground_units.groundUnits.{name}"), &figures);
        let stats = rules.ground_units.kind(kind);
        assert_eq!(
            (f64::from(stats.min_cst), stats.build_cost as f64),
            (cst, price),
            "{kind}"
        );
        assert_eq!(percent(stats.maintenance_percent), upkeep, "{kind}");
        let unit = Unit::stock(&rules, kind.unit(), 1);
        assert_eq!(
            [unit.attack[0], unit.defense[0]].map(f64::from),
            [attack, defense],
            "{kind}"
        );
        let is_shield = kind == GroundKind::PlanetaryShield;
        if !is_shield {
            assert_eq!(format!("{}/{}", unit.attack[1], unit.defense[1]), crippled, "{kind}");
        }
        assert_eq!(limit.starts_with("1 per colony"), is_shield);
        assert_eq!(rules.construction.build_time_ground(kind), 1, "{kind}");
    }
}

#[test]
fn u2_u3_every_facility_has_the_figures_of_10_4() {
    let (rules, entries) = (Rules::standard(), entries());
    let rows = book::table(BOOK, "| Facility | key |");
    assert_eq!(rows.len(), FacilityKind::COUNT);
    for (row, &kind) in rows.iter().zip(FacilityKind::ALL) {
        let [
            name,
            path,
            cst,
            price,
            upkeep,
            docks,
            attack,
            defense,
            turns,
            limit,
            needed,
        ] = row[..]
        else {
            panic!("not eleven cells: {row:?}")
        };
        assert_eq!(FacilityKind::from_name(name), Some(kind));
        let [cst, price, upkeep, docks, attack, defense, turns, limit] =
            [cst, price, upkeep, docks, attack, defense, turns, limit].map(number);
        let figures = [
            ("minCST", cst),
            ("buildCost", price),
            ("docks", docks),
            ("attackStrength", attack),
            ("defenseStrength", defense),
            ("maintenancePercent", upkeep / 100.0),
        ];
        says(&entries, path, &figures);
        let stats = rules.facilities.kind(kind);
        assert_eq!(
            (stats.build_cost as f64, f64::from(stats.docks)),
            (price, docks),
            "{kind}"
        );
        assert_eq!(
            [stats.attack_strength, stats.defense_strength].map(f64::from),
            [attack, defense],
            "{kind}"
        );
        assert_eq!(f64::from(rules.construction.build_time_facility(kind)), turns, "{kind}");
        assert_eq!(stats.prerequisite, FacilityKind::from_name(needed), "{kind}");
        let most = &rules.limits.quantity_limits;
        let most = match kind {
            FacilityKind::Spaceport => most.max_spaceports_per_colony,
            FacilityKind::Starbase => most.max_starbases_per_colony,
            FacilityKind::Shipyard | FacilityKind::Drydock => 0,
        };
        assert_eq!(f64::from(most), limit, "{kind}");
    }
}

#[test]
fn u17_every_number_of_fleets_of_the_table_of_10_6_2() {
    let rows = book::table(BOOK, "| systems / houses | spp |");
    assert_eq!(rows.len(), 6);
    for row in rows {
        let (systems, houses) = row[0].split_once(" / ").expect("systems and houses");
        let (systems, houses) = (number(systems), number(houses));
        let scaling = Rules::standard().limits.strategic_command_scaling;
        let room = systems / houses;
        let growth = libm::log2(room / scaling.systems_per_player_divisor).max(0.0) * scaling.scale_factor;
        assert!((room - number(row[1])).abs() < 0.001, "{row:?}");
        assert!((1.0 + growth - number(row[2])).abs() < 1e-6, "{row:?}");
        let mut state = bare(houses as u32, systems as u32);
        for (sc, printed) in (1..).zip(&row[3..]) {
            state.houses[HouseId(1)].tech[TechField::Sc] = sc;
            let most = limits::max_combat_fleets(&state, HouseId(1));
            assert_eq!(most.to_string(), *printed, "{row:?}");
        }
    }
}

#[test]
fn u24_every_status_has_the_figures_of_10_7() {
    let rules = Rules::standard();
    let rows = book::table(BOOK, "| | Active | Reserve | Mothballed |");
    let row = |head: &str| {
        let row = rows.iter().find(|row| row[0].starts_with(head));
        let row = row.unwrap_or_else(|| panic!("no row {head}"));
        [row[1], row[2], row[3]].map(number)
    };
    let status = FleetStatus::ALL.iter().map(|&status| rules.ships.status(status));
    let status: Vec<_> = status.collect();
    let factors: Vec<f64> = status.iter().map(|s| s.c2_cost_multiplier).collect();
    assert_eq!(factors, row("command cost"));
    let factors: Vec<f64> = status.iter().map(|s| s.maintenance_multiplier).collect();
    assert_eq!(factors, row("upkeep"));
    let turns: Vec<f64> = status.iter().map(|s| f64::from(s.reactivation_turns)).collect();
    assert_eq!(turns, row("reactivation"));
}

#[test]
fn every_key_that_rulebook_10_prints_in_its_prose_has_the_value_it_prints() {
    let entries = entries();
    let of = |key: &str| {
        entries
            .get(key)
            .unwrap_or_else(|| panic!("no key {key}"))
            .trim_start_matches('#')
    };
    let levels = |field: &str, key: &str, last: u8| {
        let values = (1..=last).map(|level| of(&format!("tech.{field}.level[{level}].{key}")));
        values.collect::<Vec<_>>().join(", ")
    };
    let mut told: Vec<String> = [
        ("combat.damage.crippledAsMultiplier", "` = "),
        ("combat.damage.crippledDsMultiplier", "` **(new)** = "),
        ("combat.damage.crippledMaintenanceMultiplier", "` = "),
        ("ships.shipStatus.reserve.attackMultiplier", "` **(new)** = "),
        ("limits.fighterCapacity.violationGracePeriodTurns", "` = "),
        ("limits.quantityLimits.maxPlanetBreakersPerColony", "` ("),
        ("limits.c2Limits.strategicCommandBonus", "` **(new)** = "),
        ("combat.starbase.dieModifier", "` = "),
        ("combat.starbase.detectionBonus", "` = "),
        ("economy.starbaseBonuses.eliBonusPerStarbase", "` = "),
    ]
    .iter()
    .map(|(key, between)| format!("`{key}{between}{}", of(key)))
    .collect();
    let limit = |key: &str| format!("{key}={}", of(&format!("limits.quantityLimits.{key}")));
    let doctrine = [2, 3].map(|fd| of(&format!("tech.fighterDoctrine.level[{fd}].multiplier")));
    told.extend([
        format!("baseMultiplier = {}0", of("tech.weapons.baseMultiplier")),
        format!("iuDivisor = {}", of("limits.fighterCapacity.iuDivisor")),
        format!("level.{{2,3}}.multiplier = {}", doctrine.join(", ")),
        format!(
            "transportCapacity` = {}",
            levels("strategicLift", "transportCapacity", 5)
        ),
        format!(
            "maxShipsPerFleet` = {} (FC",
            levels("fleetCommand", "maxShipsPerFleet", 6)
        ),
        format!(
            "maxCombatFleetsBase = {} ",
            levels("strategicCommand", "maxCombatFleetsBase", 6)
        ),
        format!("c2Bonus` ({})", levels("strategicCommand", "c2Bonus", 6)),
        format!(
            "c2ConversionRatio )           {}\n",
            of("limits.c2Limits.c2ConversionRatio")
        ),
        format!(
            "c2OverdraftRatio )             {} ",
            of("limits.c2Limits.c2OverdraftRatio")
        ),
        format!(
            "systemsPerPlayerDivisor = {}\n",
            of("limits.strategicCommandScaling.systemsPerPlayerDivisor")
        ),
        format!("scaleFactor = {}\n", of("limits.strategicCommandScaling.scaleFactor")),
        format!(
            "{{{}, {},\n{}}}",
            limit("maxSpaceportsPerColony"),
            limit("maxStarbasesPerColony"),
            limit("maxPlanetaryShieldsPerColony")
        ),
    ]);
    for line in told {
        assert!(BOOK.contains(&line), "rulebook 10 does not say: {line}");
    }
}

#[test]
fn limits_of_10_8_and_shares_of_10_4() {
    let rules = Rules::standard();
    let rows = book::table(BOOK, "| Limit | Value |");
    let value = |limit: &str| {
        let row = rows.iter().find(|row| row[0] == limit);
        let row = row.unwrap_or_else(|| panic!("no limit {limit}"));
        (row[1], row[2])
    };
    let most = &rules.limits.quantity_limits;
    for (limit, most) in [
        ("Starbases per colony", most.max_starbases_per_colony),
        ("Spaceports per colony", most.max_spaceports_per_colony),
        ("Shields per colony", most.max_planetary_shields_per_colony),
        ("Planet-Breakers per house", most.max_planet_breakers_per_colony),
    ] {
        assert_eq!(number(value(limit).0), f64::from(most), "{limit}");
    }
    let grace = rules.limits.fighter_capacity.violation_grace_period_turns;
    assert_eq!(value("Fighters per colony").1, format!("grace {grace} turns"));
    let (economy, repair) = (&rules.economy, &rules.construction.repair);
    let starbase = rules.facilities.kind(FacilityKind::Starbase);
    let share = repair.starbase_repair_cost_multiplier;
    let shares = [
        economy.starbase_bonuses.population_growth_bonus_per_starbase,
        economy.starbase_bonuses.industrial_production_bonus_per_starbase,
    ];
    let [growth, output] = shares.map(percent);
    assert_eq!(growth, output);
    let told = [
        format!(
            "| +{growth} % each per Nominal starbase, max {} % ",
            percent(economy.population.max_starbase_bonus)
        ),
        format!(
            "{} % of PC = {} PP, {} turn, no dock",
            percent(share),
            starbase.build_cost as f64 * share,
            repair.starbase_repair_turns
        ),
        format!(
            "{} % of recorded build cost",
            percent(rules.ships.salvage.salvage_value_multiplier)
        ),
    ];
    for line in told {
        assert!(BOOK.contains(&line), "rulebook 10 does not say: {line}");
    }
}
