//! Books that must balance after random Conflict Phases of up to twelve houses, and proof that the checks find faults.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::events::{EventTable, Retreat};

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

/// What a check finds.
type Verdict = Result<(), String>;

fn demand(holds: bool, what: impl FnOnce() -> String) -> Verdict {
    if holds { Ok(()) } else { Err(what()) }
}

/// Volleys of a battle by round, kind and shooter.
type VolleyKey = (u32, u8, bool, HouseId);

/// Hits of a volley are the damage told by class, in whole hits for each class hit, and those that expired.
fn hits_are_conserved(log: &EventLog) -> Verdict {
    let mut damage: BTreeMap<(VolleyKey, UnitClass), [f64; 3]> = BTreeMap::new();
    for row in log.combat.iter() {
        let volley = (row.battle_id.0, row.round_number, row.pursuit, row.attacker_house);
        let sums = damage.entry((volley, row.defender_ship_class)).or_default();
        for (sum, share) in sums
            .iter_mut()
            .zip([row.damage_dealt, row.ship_crippled, row.ship_destroyed])
        {
            *sum += f64::from(share);
        }
    }
    let mut spent: BTreeMap<VolleyKey, f64> = BTreeMap::new();
    for ((volley, class), sums) in damage {
        demand(sums.iter().all(|&sum| sum == libm::round(sum)), || {
            format!("{volley:?} on {class}: {sums:?} are no whole numbers")
        })?;
        *spent.entry(volley).or_default() += sums[0];
    }
    for row in log.volleys.iter() {
        let volley = (row.battle_id.0, row.round_number, row.pursuit, row.attacker_house);
        let told = spent.remove(&volley).unwrap_or(0.0);
        demand(told == f64::from(row.hits - row.hits_expired), || {
            format!(
                "{volley:?}: {} hits, {} expired, {told} told",
                row.hits, row.hits_expired
            )
        })?;
    }
    demand(spent.is_empty(), || format!("damage without a volley: {spent:?}"))
}

/// The modifiers of every volley add up to the sum, and pursuit has neither roll nor modifier.
fn modifiers_add_up(log: &EventLog) -> Verdict {
    for row in log.volleys.iter() {
        let sources = [
            row.drm_first_strike,
            row.drm_fighters,
            row.drm_starbase,
            row.drm_morale,
            row.drm_eli,
            row.drm_homeworld,
            row.drm_theatre,
            row.drm_desperation,
        ];
        demand(row.drm == sources.iter().sum::<i32>(), || format!("{row:?}"))?;
        let plain = row.roll.is_none() && row.drm == 0;
        demand(row.pursuit == row.roll.is_none() && (plain || !row.pursuit), || {
            format!("{row:?}")
        })?;
    }
    Ok(())
}

/// What a side of a battle reports is what its volleys and the rows of damage tell.
fn sides_agree(log: &EventLog) -> Verdict {
    for battle in log.battles.iter() {
        let key = (battle.battle_id, battle.house);
        let own = || {
            log.volleys
                .iter()
                .filter(|row| (row.battle_id, row.attacker_house) == key)
        };
        let told = (
            own().map(|row| row.hits).sum::<i32>(),
            own().map(|row| row.hits_expired).sum::<i32>(),
            own().filter(|row| row.critical).count(),
        );
        let said = (battle.hits, battle.hits_expired, usize::from(battle.criticals));
        demand(told == said, || {
            format!("{key:?}: volleys tell {told:?}, the side {said:?}")
        })?;
        if !matches!(battle.phase, Theatre::Space | Theatre::Orbital) {
            continue;
        }
        let hurt = || {
            log.combat
                .iter()
                .filter(|row| (row.battle_id, row.defender_house) == key)
        };
        let auxiliaries = log.outcomes.iter().filter(|row| (row.battle_id, row.house) == key);
        let auxiliaries = auxiliaries.filter(|row| row.ship_class.ship().is_some_and(ShipClass::is_auxiliary));
        let told = (
            hurt().map(|row| f64::from(row.ship_destroyed)).sum::<f64>(),
            hurt().map(|row| i64::from(row.pp_destroyed)).sum::<i64>()
                + auxiliaries.map(|row| row.pp_lost).sum::<i64>(),
        );
        let said = (f64::from(battle.units_lost), battle.pp_lost);
        demand(told == said, || {
            format!("{key:?}: rows tell {told:?}, the side {said:?}")
        })?;
    }
    Ok(())
}

/// Parts are no more than the whole: kinds of units, strengths, those who left.
fn kinds_add_up(log: &EventLog) -> Verdict {
    for row in log.battles.iter() {
        let kinds = [
            row.escorts,
            row.capitals,
            row.planet_breakers,
            row.fighters,
            row.starbases,
            row.batteries,
            row.ground_forces,
        ];
        demand(kinds.iter().sum::<u16>() == row.units, || format!("kinds of {row:?}"))?;
        let rest = row.attack_strength - row.as_fighters - row.as_starbases - row.as_ground;
        let ships = row.escorts + row.capitals + row.planet_breakers;
        demand(rest >= 0 && (ships > 0 || rest == 0), || {
            format!("strengths of {row:?}")
        })?;
        let own = |left: &Retreat| (left.battle_id, left.house) == (row.battle_id, row.house);
        let went = |left: &Retreat| matches!(left.fate, RetreatFate::Refuge | RetreatFate::Destroyed);
        let gone = log.retreats.iter().filter(|left| own(left) && went(left)).count();
        let fleets = gone <= usize::from(row.retreats) && row.retreats <= row.fleets && row.roe_min <= row.roe_max;
        demand(fleets, || format!("fleets of {row:?}"))?;
    }
    Ok(())
}

/// No ship of a class enters two battles of one theatre: a house engages no more than it had.
fn nobody_fights_twice(log: &EventLog, owned: &BTreeMap<(HouseId, UnitClass), i64>) -> Verdict {
    let mut engaged: BTreeMap<(Theatre, HouseId, UnitClass), i64> = BTreeMap::new();
    for row in log.outcomes.iter().filter(|row| row.ship_class.ship().is_some()) {
        if matches!(row.phase, Theatre::Space | Theatre::Orbital) {
            *engaged.entry((row.phase, row.house, row.ship_class)).or_default() += i64::from(row.engaged);
        }
        demand(row.engaged == row.destroyed + row.survived, || format!("{row:?}"))?;
    }
    for ((phase, house, class), engaged) in engaged {
        let owned = owned.get(&(house, class)).copied().unwrap_or(0);
        demand(engaged <= owned, || {
            format!("{phase}: {house:?} engaged {engaged} of {owned} {class}")
        })?;
    }
    Ok(())
}

/// In space and orbit the strength of a side never rises, and all rounds are within the cap.
fn battles_run_down(log: &EventLog, cap: u32) -> Verdict {
    let mut last: BTreeMap<(u32, HouseId), i32> = BTreeMap::new();
    let fleets = |phase: Theatre| matches!(phase, Theatre::Space | Theatre::Orbital);
    for row in log.volleys.iter().filter(|row| fleets(row.phase)) {
        demand(u32::from(row.round_number) <= cap, || {
            format!("round {}", row.round_number)
        })?;
        if !row.pursuit {
            let before = last.insert((row.battle_id.0, row.attacker_house), row.attacker_as);
            demand(before.is_none_or(|before| row.attacker_as <= before), || {
                format!("{row:?} after {before:?}")
            })?;
        }
    }
    Ok(())
}

/// What every house has of each class.
fn fleet_lists(field: &Field) -> BTreeMap<(HouseId, UnitClass), i64> {
    let mut owned = BTreeMap::new();
    for ship in field.state.ships.iter() {
        *owned.entry((ship.owner, ship.class.unit())).or_default() += 1;
    }
    owned
}

fn all_checks(log: &EventLog, owned: &BTreeMap<(HouseId, UnitClass), i64>, cap: u32) -> Verdict {
    hits_are_conserved(log)?;
    modifiers_add_up(log)?;
    sides_agree(log)?;
    kinds_add_up(log)?;
    nobody_fights_twice(log, owned)?;
    battles_run_down(log, cap)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn losses_events_and_prestige_agree(
        fleets in prop::collection::vec((0..12u32, prop::collection::vec(0..9usize, 1..7), 0..=10u8, 0..6usize), 1..15),
        houses in 2..=12u32,
        seed in any::<u64>(),
    ) {
        let mut field = position(&fleets, houses, seed);
        let before: Vec<i64> = (1..=houses).map(|house| count(&field, HouseId(house))).collect();
        let owned = fleet_lists(&field);
        field.fight();
        prop_assert_eq!(field.ledger.iter().sum::<i64>(), field.state.house_ids().map(|house| {
            // Everything but conquests is zero-sum, and those differ by the penalty of undefended colonies only.
            field.flows(house).prestige_conquest + field.flows(house).prestige_conquest_lost
        }).sum::<i64>());
        for house in field.state.house_ids() {
            let lost: i64 = field.flows(house).lost.iter().map(|(_, lost)| lost).sum();
            let other = field.flows(house).ships_lost_other;
            prop_assert_eq!(before[house.index() - 1] - count(&field, house), lost + other);
        }
        let cap = field.state.rules.combat.combat.max_combat_rounds;
        all_checks(&field.log, &owned, cap).map_err(TestCaseError::fail)?;
        for row in field.log.retreats.iter() {
            let there = field.state.fleets.get(row.fleet_id).map(|fleet| fleet.system);
            let expected = match row.fate {
                RetreatFate::Refuge => row.refuge,
                RetreatFate::Destroyed => None,
                RetreatFate::Stranded | RetreatFate::Held => there.map(|_| row.system_id),
            };
            prop_assert_eq!(there, expected);
        }
        let taken = field.state.house_ids().map(|house| field.flows(house).colonies_conquered).sum::<i64>();
        prop_assert_eq!(field.log.conquests.rows() as i64, taken);
    }
}

/// A battle with damage on both sides, a retreat with pursuit, and what its houses had.
fn honest() -> (EventLog, BTreeMap<(HouseId, UnitClass), i64>) {
    let mut field = Field::new(2, 4);
    field.colony(H2, SystemId(3), 100, 100);
    field.fleet(H1, HERE, "BB BB", CommandKind::Patrol);
    field.fleet(H2, HERE, "BC BC BC", CommandKind::Move);
    field.war(H1, H2);
    field.script(Stream::SpaceBattle(HERE, H1, H2), &[5, 4, 6, 5]);
    let owned = fleet_lists(&field);
    field.fight();
    assert_eq!(all_checks(&field.log, &owned, 20), Ok(()));
    (field.log, owned)
}

#[test]
fn checks_of_events_find_planted_faults() {
    let (log, owned) = honest();
    let doctored = |change: fn(&mut EventLog)| {
        let mut log = log.clone();
        change(&mut log);
        log
    };
    // A hit that expired and was told as damage too; damage that is no whole number of hits; damage without a volley.
    assert!(hits_are_conserved(&doctored(|log| log.volleys.hits_expired[0] += 1)).is_err());
    assert!(hits_are_conserved(&doctored(|log| log.combat.damage_dealt[0] += 0.125)).is_err());
    assert!(hits_are_conserved(&doctored(|log| log.combat.round_number[0] = 9)).is_err());
    // A source that is not in the sum, and a pursuit with a roll.
    assert!(modifiers_add_up(&doctored(|log| log.volleys.drm_eli[0] = 1)).is_err());
    assert!(modifiers_add_up(&doctored(|log| log.volleys.pursuit[0] = true)).is_err());
    // A side that claims a hit, a critical or a kill too many.
    assert!(sides_agree(&doctored(|log| log.battles.hits[0] += 1)).is_err());
    assert!(sides_agree(&doctored(|log| log.battles.criticals[1] += 1)).is_err());
    assert!(sides_agree(&doctored(|log| log.battles.units_lost[1] += 1)).is_err());
    assert!(sides_agree(&doctored(|log| log.battles.pp_lost[1] -= 1)).is_err());
    // A cruiser of no kind, strength from nowhere, a fleet that left unseen.
    assert!(kinds_add_up(&doctored(|log| log.battles.capitals[0] -= 1)).is_err());
    assert!(kinds_add_up(&doctored(|log| log.battles.as_ground[0] = 99)).is_err());
    assert!(kinds_add_up(&doctored(|log| log.battles.retreats[1] = 0)).is_err());
    // A fleet in two battles of the theatre.
    let twice = doctored(|log| {
        let row = log.outcomes.row(0);
        log.outcomes.push(row);
    });
    assert!(nobody_fights_twice(&twice, &owned).is_err());
    // Strength that rose, and a round too many.
    assert!(battles_run_down(&doctored(|log| log.volleys.attacker_as[2] += 9), 20).is_err());
    assert!(battles_run_down(&log, 1).is_err());
}

#[test]
fn a_retreat_is_told_with_its_reason_and_its_refuge() {
    let (log, _) = honest();
    assert_eq!(log.retreats.rows(), 1);
    let row = log.retreats.row(0);
    assert_eq!((row.house, row.enemy, row.roe, row.round_number), (H2, H1, 6, 2));
    assert_eq!(
        (row.reason, row.fate, row.refuge),
        (RetreatReason::Roe, RetreatFate::Refuge, Some(SystemId(3)))
    );
    // 24 to 40 when it decided; pursuit took two of its three ships.
    assert_eq!(
        (row.attack_strength, row.enemy_strength, row.ships, row.ships_left),
        (24, 40, 3, 1)
    );
    let pursuit = log.volleys.iter().find(|volley| volley.pursuit).expect("a pursuit");
    assert_eq!(
        (pursuit.attacker_as, pursuit.hits, pursuit.hits_expired, pursuit.roll),
        (40, 20, 2, None)
    );
}
