//! Application of hits: worked examples 2 to 4 of rulebook 13, and rulings on them.

use super::super::hits::{Blow, Effect, apply};
use super::*;

/// Applies hits to all living units; the leftover and whether they overkilled.
fn strike(units: &mut [Unit], hits: i64, critical: bool) -> (i64, bool) {
    let targets: Vec<u16> = (0..units.len() as u16)
        .filter(|&index| units[usize::from(index)].is_alive())
        .collect();
    let mut effect = Effect::default();
    let left = apply(
        units,
        &targets,
        Blow {
            hits,
            critical,
            may_overkill: true,
        },
        &law(),
        &mut effect,
    );
    assert_eq!(effect.total_spent() + left, hits, "hits are spent or left");
    (left, effect.overkill)
}

fn fleet_of_example_2() -> Vec<Unit> {
    let mut fleet = units("BB BB BB CA CA");
    for unit in &mut fleet[3..] {
        *unit = unit.entering(Condition::Crippled);
    }
    fleet
}

/// The oracle's steps for the same hits, which must leave the same states; with the hits left and the overkill.
fn traced(units: &mut [Unit], names: &[String], hits: i64, critical: bool) -> (i64, bool, Vec<String>) {
    let mut expected = units.to_vec();
    let targets: Vec<usize> = (0..units.len()).filter(|&index| units[index].is_alive()).collect();
    let (left, overkill, steps) = oracle::apply_hits(&mut expected, &targets, names, hits, critical, true);
    assert_eq!(strike(units, hits, critical), (left, overkill), "{hits} hits");
    assert_eq!(states(units), states(&expected), "{hits} hits");
    (left, overkill, steps)
}

/// Whole rows of a table or list in rulebook 13.
#[track_caller]
fn printed(number: u32, rows: &[String]) {
    book::says(book::example(number), rows);
}

#[test]
fn example_02_cripple_first() {
    let rows = [74, 80, 82, 130, 131].map(|hits| {
        let mut fleet = fleet_of_example_2();
        let names = chronicle::names(&[&fleet]).remove(0);
        let (left, overkill, steps) = traced(&mut fleet, &names, hits, false);
        let word = if overkill { " (overkill)" } else { "" };
        let (steps, fates) = (steps.join("; "), chronicle::fates(&names, &fleet));
        format!("| {hits} | {steps} | {fates}{word} | {left} |")
    });
    printed(2, &rows);
    let defense: i64 = fleet_of_example_2().iter().map(Unit::current_defense).sum();
    let threshold = 1.5 * defense as f64;
    printed(2, &[format!("= {defense}, overkill needs H > {threshold}.")]);
}

#[test]
fn example_03_critical_hits() {
    let table = &RULES.combat.cer.space_combat_table;
    let (mut rows, mut traces) = (Vec::new(), Vec::new());
    for (case, attack, natural, drm) in [("a", 12, 9, 0), ("b", 40, 9, 0), ("c", 40, 9, -2), ("d", 40, 7, 2)] {
        let mut struck = units("CA CA CV FT FT FT");
        struck[3..].iter_mut().for_each(|fighter| fighter.carrier = Some(2));
        let names = chronicle::names(&[&struck]).remove(0);
        let defense: i64 = struck.iter().map(Unit::current_defense).sum();
        let modified = natural + drm;
        let quarters = table.quarters(modified);
        let hits = ceil_div(attack * i64::from(quarters), 4);
        let critical = law().is_critical(natural as u32);
        let (left, overkill, steps) = traced(&mut struck, &names, hits, critical);
        let (cer, word) = (chronicle::cer(quarters), if critical { "yes" } else { "no" });
        let shown = if drm < 0 { drm.to_string() } else { format!("{drm:+}") };
        rows.push(format!(
            "| {case} | {attack} | {natural} | {shown} | {modified} | {cer} | {hits} | {word} |"
        ));
        let trace = chronicle::trace(hits, defense, overkill, &steps);
        let fates = chronicle::fates(&names, &struck);
        traces.push(format!("- Case {case}: {trace}. Lost: {left}. End: {fates}."));
    }
    printed(3, &rows);
    printed(3, &traces);
}

#[test]
fn example_04_overkill_and_its_boundary() {
    let rows = [(31, 6), (32, 7), (120, 4)].map(|(attack, natural)| {
        let quarters = RULES.combat.cer.space_combat_table.quarters(natural);
        let hits = ceil_div(attack * i64::from(quarters), 4);
        let mut patrol = units("DD DD CL");
        let names = chronicle::names(&[&patrol]).remove(0);
        let defense = patrol.iter().map(Unit::current_defense).sum();
        let (left, overkill, steps) = traced(&mut patrol, &names, hits, false);
        let (trace, cer) = (
            chronicle::trace(hits, defense, overkill, &steps),
            chronicle::cer(quarters),
        );
        format!("| {attack} | {natural} | {cer} | {hits} | {trace} | {left} |")
    });
    printed(4, &rows);
}

#[test]
fn k4_a_volley_that_cripples_the_last_sound_unit_may_kill_older_cripples_only() {
    let mut pair = [unit("DD"), unit("DD").entering(Condition::Crippled)];
    // D0 = 9: 13 hits are no overkill.
    assert_eq!(strike(&mut pair, 13, false), (4, false));
    assert_eq!(states(&pair), "CD");
}

#[test]
fn k5_exactly_one_and_a_half_times_is_no_overkill() {
    let mut cruiser = units("DN");
    assert_eq!(strike(&mut cruiser, 45, false), (15, false));
    assert_eq!(states(&cruiser), "C");
    let mut cruiser = units("DN");
    assert_eq!(strike(&mut cruiser, 46, false), (1, true));
    assert_eq!(states(&cruiser), "D");
}

#[test]
fn k6_criticals_prefer_breakers_carriers_starbases_capitals_escorts_fighters_auxiliaries() {
    let mut order = Vec::new();
    let mut line = units("TT FT DD BB SB CV CX PB");
    while line.iter().any(Unit::is_alive) {
        let before: Vec<Unit> = line.clone();
        strike(&mut line, 1, true);
        let hit = (0..line.len()).find(|&index| line[index].condition != before[index].condition);
        let hit = hit.expect("a critical always moves its target");
        order.push(line[hit].class);
        line[hit].condition = Condition::Destroyed;
    }
    use UnitClass::*;
    let expected = [
        PlanetBreaker,
        SuperCarrier,
        Carrier,
        Starbase,
        Battleship,
        Destroyer,
        Fighter,
        TroopTransport,
    ];
    assert_eq!(order, expected);
}

#[test]
fn k8_x1_figures_of_older_texts_are_not_what_the_rules_give() {
    // Three ships of DS 40 under 120 hits are crippled and no more; nothing is left over for destructions.
    let mut line = [unit("DN"); 3].map(|ship| Unit {
        defense: [40, 20],
        ..ship
    });
    assert_eq!(strike(&mut line, 120, false), (0, false));
    assert_eq!(states(&line), "CCC");
    // A modified 9 is no critical.
    assert!(!law().is_critical(6) && !law().is_critical(8));
    // A destruction is paid for: of 50 hits on a crippled battleship 38 are left.
    let mut line = [unit("BB").entering(Condition::Crippled)];
    assert_eq!(strike(&mut line, 50, false), (38, true));
}

#[test]
fn criticals_take_the_strongest_of_a_rank_and_the_first_of_equals() {
    let mut line = units("CA BB BB");
    strike(&mut line, 1, true);
    assert_eq!(states(&line), "NCN");
    // A crippled battleship is weaker than a cruiser.
    let mut line = [unit("BB").entering(Condition::Crippled), unit("CA")];
    strike(&mut line, 1, true);
    assert_eq!(states(&line), "CC");
}

#[test]
fn a_critical_with_more_hits_than_its_target_takes_kills_a_fresh_cripple() {
    let mut line = units("BB BB");
    assert_eq!(strike(&mut line, 37, true), (0, false));
    assert_eq!(states(&line), "DN");
    let mut line = units("BB BB");
    assert_eq!(strike(&mut line, 36, true), (11, false));
    assert_eq!(states(&line), "CN");
}

#[test]
fn u10_units_without_defence_cost_one_hit_a_step() {
    let mut line = units("TT TT");
    // D0 = 0, so any hit overkills.
    assert_eq!(strike(&mut line, 3, false), (0, true));
    assert_eq!(states(&line), "DC");
}

#[test]
fn dearer_units_are_skipped_for_later_cheaper_ones() {
    let mut line = units("BB DD");
    assert_eq!(strike(&mut line, 10, false), (4, false));
    assert_eq!(states(&line), "NC");
}

#[test]
fn no_target_takes_no_hit() {
    let mut effect = Effect::default();
    let blow = Blow {
        hits: 7,
        critical: true,
        may_overkill: true,
    };
    assert_eq!(apply(&mut [], &[], blow, &law(), &mut effect), 7);
    assert_eq!(effect.touched().count(), 0);
}

#[test]
fn u16_fighters_die_with_their_carrier_at_no_cost_in_hits() {
    let mut ships = units("CV FT FT");
    ships[0] = ships[0].entering(Condition::Crippled);
    for fighter in [1, 2] {
        ships[fighter] = ships[fighter].aboard(0);
    }
    // A critical goes for the carrier: 9 hits are its second step, and none are left.
    let price = ships[0].price();
    assert_eq!(strike(&mut ships, price, true), (0, false));
    assert_eq!(states(&ships), "DDD");
}
