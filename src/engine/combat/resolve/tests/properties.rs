//! Properties of engagements of up to twelve houses with random fleets, and proof that their checks find faults.

use proptest::prelude::*;

use super::super::hits::{Blow, Effect, apply};
use super::record::{self, Record, Scribe};
use super::*;
use crate::dice::{Key, Stream, Streams};
use crate::ids::SystemId;

const FLEETS: [&str; 12] = ["CT", "DD", "CL", "CA", "BC", "BB", "DN", "RR", "CV", "CX", "PB", "FT"];

/// A fleet: indices into the classes, which of them are crippled, rules of engagement, and peculiarities as bits.
type Plan = (Vec<(usize, bool)>, u8, u8);

fn plan() -> impl Strategy<Value = Plan> {
    let ships = prop::collection::vec((0..FLEETS.len(), any::<bool>()), 1..9);
    (ships, 0..=10u8, any::<u8>())
}

/// A side of some fleets with random features.
fn random_side(house: u32, plans: &[Plan], features: u8) -> Side {
    let mut side = side(house, &[]);
    for (ships, roe, quirks) in plans {
        let first = side.units.len();
        let codes: Vec<&str> = ships.iter().map(|&(class, _)| FLEETS[class]).collect();
        fleet(&mut side, &codes.join(" "), *roe);
        for (unit, &(_, crippled)) in side.units[first..].iter_mut().zip(ships) {
            if crippled && unit.class != UnitClass::Fighter {
                *unit = unit.entering(Condition::Crippled);
            }
        }
        let group = side.groups.last_mut().expect("just added");
        (group.auxiliaries, group.may_retreat) = (u16::from(quirks % 3), quirks & 8 == 0);
        group.refuge = [quirks & 16 == 0, quirks & 48 == 0];
    }
    (side.eli, side.clk, side.morale) = (features % 4, features % 5, i32::from(features % 5) - 2);
    side
}

/// A battle that is to come: houses, what each brings, features.
type Meeting = (u32, u32, [Vec<Plan>; 2], u8);

/// An engagement of some houses: which pairs fight, and what each brings into each of its battles.
fn engagement(houses: u32) -> impl Strategy<Value = Vec<Meeting>> {
    let pairs: Vec<(u32, u32)> = (1..=houses)
        .flat_map(|low| (low + 1..=houses).map(move |high| (low, high)))
        .collect();
    let most = pairs.len().min(24);
    prop::sample::subsequence(pairs, 1..=most).prop_flat_map(|pairs| {
        let battle = |(low, high)| {
            let plans = || prop::collection::vec(plan(), 1..3);
            (Just(low), Just(high), [plans(), plans()], any::<u8>())
        };
        pairs.into_iter().map(battle).collect::<Vec<_>>()
    })
}

fn stream(low: u32, high: u32) -> Stream {
    Stream::SpaceBattle(SystemId(1), HouseId(low), HouseId(high))
}

/// The battles of some meetings; `owner` owns the colony of the system, if one of the houses does.
fn battles(plans: &[Meeting], owner: u32, seed: u64) -> Vec<Battle> {
    let streams = Streams::new(Key(seed));
    let battle = |(low, high, plans, features): &Meeting| {
        let mut sides = [
            random_side(*low, &plans[0], *features),
            random_side(*high, &plans[1], features / 7),
        ];
        for side in sides.iter_mut().filter(|side| side.house == HouseId(owner)) {
            (side.owner, side.homeworld) = (true, features & 1 == 0);
        }
        Battle::new(sides, streams.open(1, stream(*low, *high)))
    };
    plans.iter().map(battle).collect()
}

/// The end of a battle: nothing healed, fighters know two states, nobody outlives its carrier, the books of a fleet hold.
fn ends_well(battle: &Battle) -> Result<(), TestCaseError> {
    prop_assert!(battle.ending.is_some());
    for side in &battle.sides {
        for group in &side.groups {
            prop_assert!(group.auxiliaries_lost <= group.auxiliaries && !group.leaving);
            prop_assert_eq!(group.departure.is_some(), group.stand != Stand::Present);
        }
        for unit in &side.units {
            prop_assert!(unit.condition >= unit.entered, "nothing heals");
            prop_assert!(unit.class != UnitClass::Fighter || !unit.is_crippled());
            let carrier = unit.carrier.map(|carrier| side.units[usize::from(carrier)]);
            prop_assert!(!unit.is_alive() || carrier.is_none_or(|carrier| carrier.is_alive()));
        }
    }
    if let Some(Ending::Won(winner)) = battle.ending {
        prop_assert!(battle.sides[1 - winner].present().next().is_none());
    }
    Ok(())
}

fn fails(verdict: record::Verdict) -> Result<(), TestCaseError> {
    verdict.map_err(TestCaseError::fail)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn battles_keep_their_books(plans in (2..=12u32).prop_flat_map(engagement), owner in 0..=12u32, sensors in any::<bool>(), seed in any::<u64>()) {
        let battles = battles(&plans, owner, seed);
        let mut scribe = Scribe::new(&battles);
        let mut engagement = Engagement { battles, remote_sensors: sensors, law: law() };
        engagement.resolve(&mut scribe);
        let records = scribe.records;
        for record in &records {
            fails(record.check())?;
            prop_assert_eq!(record.critical, record.roll == Some(9));
        }
        fails(record::nobody_fires_twice(&records))?;
        fails(record::strength_never_rises(&records))?;
        fails(record::rounds_end(&records, RULES.combat.combat.max_combat_rounds))?;
        for (index, battle) in engagement.battles.iter().enumerate() {
            ends_well(battle)?;
            for side in 0..2 {
                let own = || records.iter().filter(|record| (record.battle, record.shooter) == (index, side));
                prop_assert_eq!(battle.report.hits[side], own().map(|record| record.hits).sum::<i64>());
                prop_assert_eq!(battle.report.expired[side], own().map(|record| record.hits - record.spent).sum::<i64>());
                prop_assert_eq!(battle.report.criticals[side] as usize, own().filter(|record| record.critical).count());
            }
        }
    }

    #[test]
    fn hits_do_what_the_pseudo_code_says(ships in plan(), hits in 0..400i64, critical in any::<bool>(), overkill in any::<bool>()) {
        let mut engine = random_side(1, &[ships], 0).units;
        let mut expected = engine.clone();
        let targets: Vec<usize> = (0..engine.len()).filter(|index| index % 5 != 3).collect();
        let codes: Vec<u16> = targets.iter().map(|&target| target as u16).collect();
        let mut effect = Effect::default();
        let blow = Blow { hits, critical, may_overkill: overkill };
        let left = apply(&mut engine, &codes, blow, &law(), &mut effect);
        let names = chronicle::names(&[&expected]).remove(0);
        let (expected_left, overkilled, _) = oracle::apply_hits(&mut expected, &targets, &names, hits, critical, overkill);
        prop_assert_eq!((left, effect.overkill), (expected_left, overkilled));
        prop_assert_eq!(states(&engine), states(&expected));
        prop_assert_eq!(effect.total_spent() + left, hits);
    }

    #[test]
    fn swapping_houses_and_dice_swaps_the_result(one in prop::collection::vec(plan(), 1..3), two in prop::collection::vec(plan(), 1..3), features in any::<(u8, u8)>(), owner in 0..=2u32, seed in any::<u64>()) {
        let sides = |low: u32, high: u32| {
            let mut sides = [random_side(low, &one, features.0), random_side(high, &two, features.1)];
            if owner > 0 {
                sides[owner as usize - 1].owner = true;
            }
            sides
        };
        let open = || Streams::new(Key(seed)).open(1, stream(1, 2));
        let mut diary = Diary::default();
        let mut engagement = Engagement { battles: vec![Battle::new(sides(1, 2), open())], remote_sensors: false, law: law() };
        engagement.resolve(&mut diary);
        let battle = &engagement.battles[0];
        // The same faces, each drawn by the same side: those of detection and of a simultaneous round change places, in a
        // first strike the winner rolls first as before.
        let mut faces = Vec::new();
        if battle.report.raiders != [false, false] {
            let mut dice = open();
            let [low, high] = [dice.d10(), dice.d10()];
            faces.extend([high, low]);
        }
        for round in diary.0.chunk_by(|a, b| a.round == b.round) {
            let rolls = |shooter: usize| round.iter().filter(move |volley| volley.shooter == shooter).filter_map(|volley| volley.roll);
            if round[0].round == 1 && battle.report.detection != Detection::Intercept {
                faces.extend(round.iter().filter_map(|volley| volley.roll));
            } else {
                faces.extend(rolls(1).chain(rolls(0)));
            }
        }
        let [low, high] = sides(2, 1);
        let (mirror, _) = duel([high, low], &faces);
        let swapped = match mirror.report.detection {
            Detection::Intercept => Detection::Intercept,
            Detection::SurpriseLow => Detection::SurpriseHigh,
            Detection::SurpriseHigh => Detection::SurpriseLow,
            Detection::AmbushLow => Detection::AmbushHigh,
            Detection::AmbushHigh => Detection::AmbushLow,
        };
        prop_assert_eq!(battle.report.detection, swapped);
        for side in 0..2 {
            prop_assert_eq!(states(&battle.sides[side].units), states(&mirror.sides[1 - side].units));
            prop_assert_eq!(&battle.sides[side].groups, &mirror.sides[1 - side].groups);
            prop_assert_eq!(battle.report.hits[side], mirror.report.hits[1 - side]);
        }
        prop_assert_eq!(battle.winner(), mirror.winner().map(|side| 1 - side));
        prop_assert_eq!(battle.report.rounds, mirror.report.rounds);
    }
}

/// An honest record: 30 hits of a battleship and more at two destroyers, a carrier with a fighter, and a crippled cruiser.
fn honest() -> Record {
    let mut struck = side(2, &[("DD DD CV FT CA", 10)]);
    struck.units[4] = struck.units[4].entering(Condition::Crippled);
    let battles = vec![Battle::new(
        [side(1, &[("BB DN", 10)]), struck],
        Dice::scripted(&[8, 0]),
    )];
    let mut scribe = Scribe::new(&battles);
    let mut rules = RULES.clone();
    rules.combat.combat.max_combat_rounds = 1;
    Engagement {
        battles,
        remote_sensors: false,
        law: Law::new(&rules),
    }
    .resolve(&mut scribe);
    let record = scribe.records.swap_remove(0);
    assert_eq!(record.check(), Ok(()));
    // 48 hits: destroyers and carrier crippled for 30, fighter for 2, the old cripple for 6; 10 are lost.
    assert_eq!(
        (states(&record.after), record.hits, record.spent),
        ("CCCDD".into(), 48, 38)
    );
    record
}

#[test]
fn checks_of_volleys_find_planted_faults() {
    let doctored = |change: fn(&mut Record)| {
        let mut record = honest();
        change(&mut record);
        record
    };
    // A hit that was neither spent nor lost, and one spent twice.
    assert!(doctored(|record| record.spent -= 1).hits_are_conserved().is_err());
    assert!(doctored(|record| record.spent = 49).hits_are_conserved().is_err());
    // A step that nobody paid.
    let unpaid = doctored(|record| record.after[0].condition = Condition::Destroyed);
    assert!(unpaid.hits_are_conserved().is_err());
    // The same step is a fresh cripple that died.
    assert!(unpaid.cripples_come_first().is_err());
    // A cripple that died while a sound ship survived; with overkill it may.
    let early = doctored(|record| record.after[1].condition = Condition::Nominal);
    assert!(early.cripples_come_first().is_err());
    let lifted = Record {
        overkill: true,
        ..early
    };
    assert!(lifted.cripples_come_first().is_ok() && lifted.overkill_is_strict().is_err());
    // A critical on the carrier that did nothing.
    let spared = doctored(|record| {
        record.critical = true;
        record.after[2].condition = Condition::Nominal;
    });
    assert!(spared.criticals_strike().is_err());
    // Something healed, and somebody was hit who was no target.
    assert!(
        doctored(|record| record.after[4].condition = Condition::Nominal)
            .only_targets_suffer()
            .is_err()
    );
    assert!(
        doctored(|record| record.targets.retain(|&target| target != 0))
            .only_targets_suffer()
            .is_err()
    );
}

#[test]
fn checks_of_battles_find_planted_faults() {
    let first = honest();
    let second = Record {
        round: 2,
        attack: first.attack - 1,
        ..first.clone()
    };
    let sound = [first.clone(), second.clone()];
    assert_eq!(record::nobody_fires_twice(&sound), Ok(()));
    assert_eq!(record::strength_never_rises(&sound), Ok(()));
    assert_eq!(record::rounds_end(&sound, 2), Ok(()));
    assert!(record::nobody_fires_twice(&[first.clone(), first.clone()]).is_err());
    let risen = Record {
        attack: first.attack + 1,
        ..second.clone()
    };
    assert!(record::strength_never_rises(&[first.clone(), risen]).is_err());
    assert!(record::rounds_end(&sound, 1).is_err());
    assert!(record::rounds_end(&[second, first], 2).is_err());
}

#[test]
fn a_swap_with_other_dice_is_not_a_mirror() {
    // The check of the mirror has teeth: with the faces of the two sides left where they were the result is another.
    let sides = |low: u32, high: u32| [side(low, &[("BB", 10)]), side(high, &[("BB BB", 10)])];
    let (battle, _) = duel_for(1, sides(1, 2), &[8, 0]);
    let [low, high] = sides(2, 1);
    let (mirror, _) = duel_for(1, [high, low], &[8, 0]);
    assert_ne!(states(&battle.sides[0].units), states(&mirror.sides[1].units));
}
