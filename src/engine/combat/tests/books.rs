//! Books that must balance after random Conflict Phases.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

const CODES: [&str; 9] = ["CT", "DD", "CL", "CA", "BB", "RR", "CV", "TT", "ET"];

/// Houses 1 to `houses`, all Enemies, with fleets at the colony of the last one.
fn position(fleets: &[(u32, Vec<usize>, u8, usize)], houses: u32, seed: u64) -> Field {
    let mut field = Field::new(houses, 4);
    field.state.streams = crate::dice::Streams::new(crate::dice::Key(seed));
    let owner = HouseId(houses);
    let colony = field.colony(owner, HERE, 100, 500);
    field.pool(colony, 3);
    field.state.new_facility(colony, FacilityKind::Starbase, 1);
    field.state.new_facility(colony, FacilityKind::Shipyard, 0);
    field.garrison(colony, GroundKind::GroundBattery, 2);
    field.garrison(colony, GroundKind::Army, 2);
    field.colony(H1, SystemId(3), 10, 10);
    for low in 1..=houses {
        for high in low + 1..=houses {
            field.war(HouseId(low), HouseId(high));
        }
    }
    use CommandKind::*;
    for (house, classes, roe, command) in fleets {
        let owner = HouseId(1 + house % houses);
        let codes: Vec<&str> = classes.iter().map(|&class| CODES[class % CODES.len()]).collect();
        let command = [Patrol, Hold, Bombard, Blockade, Blitz, Invade][command % 6];
        let fleet = field.fleet(owner, HERE, &codes.join(" "), command);
        field.roe(fleet, *roe);
        field.load(fleet, 1);
    }
    field
}

fn count(field: &Field, house: HouseId) -> i64 {
    field.state.ships.iter().filter(|ship| ship.owner == house).count() as i64
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn losses_events_and_prestige_agree(
        fleets in prop::collection::vec((0..6u32, prop::collection::vec(0..9usize, 1..7), 0..=10u8, 0..6usize), 1..9),
        houses in 2..=5u32,
        seed in any::<u64>(),
    ) {
        let mut field = position(&fleets, houses, seed);
        let before: Vec<i64> = (1..=houses).map(|house| count(&field, HouseId(house))).collect();
        field.fight();
        prop_assert_eq!(field.ledger.iter().sum::<i64>(), field.state.house_ids().map(|house| {
            // Everything but conquests is zero-sum, and those differ by the penalty of undefended colonies only.
            field.flows(house).prestige_conquest + field.flows(house).prestige_conquest_lost
        }).sum::<i64>());
        for house in field.state.house_ids() {
            let lost: i64 = field.flows(house).lost.iter().map(|(_, lost)| lost).sum();
            let other = field.flows(house).ships_lost_other;
            prop_assert_eq!(before[house.index() - 1] - count(&field, house), lost + other);
            let engaged = |phase: Theatre| -> i64 {
                let rows = field.log.outcomes.iter().filter(|row| row.house == house && row.phase == phase);
                rows.filter(|row| row.ship_class.ship().is_some()).map(|row| i64::from(row.engaged)).sum()
            };
            // No ship is in two battles of one theatre.
            prop_assert!(engaged(Theatre::Space) <= before[house.index() - 1]);
            prop_assert!(engaged(Theatre::Orbital) <= before[house.index() - 1]);
        }
        for row in field.log.outcomes.iter() {
            prop_assert_eq!(row.engaged, row.destroyed + row.survived);
        }
        rows_add_up(&field)?;
    }
}

/// Shares of one volley on one class add up to whole hits and units, and per battle to what the sides report.
fn rows_add_up(field: &Field) -> Result<(), TestCaseError> {
    let mut volleys: BTreeMap<_, (f64, f64, f64)> = BTreeMap::new();
    let mut destroyed: BTreeMap<_, f64> = BTreeMap::new();
    let mut pp: BTreeMap<_, i64> = BTreeMap::new();
    for row in field.log.combat.iter() {
        let key = (
            row.battle_id.0,
            row.round_number,
            row.pursuit,
            row.attacker_house,
            row.defender_ship_class,
        );
        let sums = volleys.entry(key).or_default();
        sums.0 += f64::from(row.damage_dealt);
        sums.1 += f64::from(row.ship_crippled);
        sums.2 += f64::from(row.ship_destroyed);
        if !matches!(row.defender_ship_class, UnitClass::Industry | UnitClass::Population) {
            *destroyed.entry((row.battle_id.0, row.defender_house)).or_default() += f64::from(row.ship_destroyed);
            *pp.entry((row.battle_id.0, row.defender_house)).or_default() += i64::from(row.pp_destroyed);
        }
    }
    for (key, sums) in volleys {
        for sum in [sums.0, sums.1, sums.2] {
            prop_assert_eq!(sum, libm::round(sum), "{:?}", key);
        }
    }
    for battle in field
        .log
        .battles
        .iter()
        .filter(|row| matches!(row.phase, Theatre::Space | Theatre::Orbital))
    {
        let key = (battle.battle_id.0, battle.house);
        prop_assert_eq!(
            destroyed.get(&key).copied().unwrap_or(0.0),
            f64::from(battle.units_lost)
        );
        let auxiliaries: i64 = field
            .log
            .outcomes
            .iter()
            .filter(|row| row.battle_id == battle.battle_id && row.house == battle.house)
            .filter(|row| row.ship_class.ship().is_some_and(ShipClass::is_auxiliary))
            .map(|row| row.pp_lost)
            .sum();
        prop_assert_eq!(pp.get(&key).copied().unwrap_or(0) + auxiliaries, battle.pp_lost);
    }
    Ok(())
}
