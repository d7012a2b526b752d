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

#[test]
fn example_02_cripple_first() {
    let cases = [
        (74, "CCNCC", 24, false),
        (80, "CCCCC", 5, false),
        (82, "CCCDC", 1, false),
        (130, "CCCDD", 43, false),
        (131, "DDDDD", 8, true),
    ];
    for (hits, expected, lost, overkill) in cases {
        let mut fleet = fleet_of_example_2();
        assert_eq!(strike(&mut fleet, hits, false), (lost, overkill), "{hits} hits");
        assert_eq!(states(&fleet), expected, "{hits} hits");
    }
}

#[test]
fn example_03_critical_hits() {
    let fleet = || {
        let mut fleet = units("CA CA CV FT FT FT");
        for fighter in &mut fleet[3..] {
            fighter.carrier = Some(2);
        }
        fleet
    };
    let cases = [
        (12, true, "NNCNNN", 0),
        (40, true, "CNDDDD", 0),
        (40, false, "CCNDDD", 8),
    ];
    for (hits, critical, expected, lost) in cases {
        let mut struck = fleet();
        assert_eq!(strike(&mut struck, hits, critical), (lost, false), "{hits} hits");
        assert_eq!(states(&struck), expected, "{hits} hits");
    }
    // Cases b to d are the same 40 hits: only the natural roll makes a critical.
    let natural_nine = [(9, 0), (9, -2)];
    let table = &RULES.combat.cer.space_combat_table;
    for (natural, drm) in natural_nine {
        assert!(law().is_critical(natural) && table.quarters(natural as i32 + drm) == 4);
    }
    assert!(!law().is_critical(7) && table.quarters(7 + 2) == 4);
}

#[test]
fn example_04_overkill_and_its_boundary() {
    let cases = [(31, "CCC", 10, false), (32, "DDD", 1, true), (60, "DDD", 29, true)];
    for (hits, expected, lost, overkill) in cases {
        let mut patrol = units("DD DD CL");
        assert_eq!(strike(&mut patrol, hits, false), (lost, overkill), "{hits} hits");
        assert_eq!(states(&patrol), expected, "{hits} hits");
    }
}

#[test]
fn k04_a_volley_that_cripples_the_last_sound_unit_may_kill_older_cripples_only() {
    let mut pair = [unit("DD"), unit("DD").entering(Condition::Crippled)];
    // D0 = 9: 13 hits are no overkill.
    assert_eq!(strike(&mut pair, 13, false), (4, false));
    assert_eq!(states(&pair), "CD");
}

#[test]
fn k05_exactly_one_and_a_half_times_is_no_overkill() {
    let mut cruiser = units("DN");
    assert_eq!(strike(&mut cruiser, 45, false), (15, false));
    assert_eq!(states(&cruiser), "C");
    let mut cruiser = units("DN");
    assert_eq!(strike(&mut cruiser, 46, false), (1, true));
    assert_eq!(states(&cruiser), "D");
}

#[test]
fn k06_criticals_prefer_breakers_carriers_starbases_capitals_escorts_fighters_auxiliaries() {
    let mut order = Vec::new();
    let mut line = units("TT FT DD BB SB CV PB");
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
fn units_without_defence_cost_one_hit_a_step() {
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
