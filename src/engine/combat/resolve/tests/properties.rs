//! Properties of battles of up to six houses with random fleets.

use proptest::prelude::*;

use super::super::hits::{Blow, Effect, apply};
use super::*;
use crate::dice::{Key, Stream, Streams};
use crate::ids::SystemId;

const CODES: [&str; 12] = ["CT", "DD", "CL", "CA", "BC", "BB", "DN", "RR", "CV", "CX", "PB", "FT"];

/// A fleet: indices into the classes, which of them are crippled, rules of engagement.
type Plan = (Vec<(usize, bool)>, u8);

fn plan() -> impl Strategy<Value = Plan> {
    (prop::collection::vec((0..CODES.len(), any::<bool>()), 1..9), 0..=10u8)
}

/// A side of one to three fleets with random features.
fn random_side(house: u32, plans: &[Plan], features: u8) -> Side {
    let mut side = side(house, &[]);
    for (ships, roe) in plans {
        let first = side.units.len();
        let codes: Vec<&str> = ships.iter().map(|&(class, _)| CODES[class]).collect();
        fleet(&mut side, &codes.join(" "), *roe);
        for (unit, &(_, crippled)) in side.units[first..].iter_mut().zip(ships) {
            if crippled && unit.class != UnitClass::Fighter {
                *unit = unit.entering(Condition::Crippled);
            }
        }
        side.groups.last_mut().expect("just added").auxiliaries = u16::from(features % 3);
    }
    (side.eli, side.clk, side.morale) = (features % 4, features % 5, i32::from(features % 5) - 2);
    side
}

/// An engagement of some houses: which pairs fight, and what each brings into each of its battles.
fn engagement(houses: u32) -> impl Strategy<Value = Vec<(u32, u32, [Vec<Plan>; 2], u8)>> {
    let pairs: Vec<(u32, u32)> = (1..=houses)
        .flat_map(|low| (low + 1..=houses).map(move |high| (low, high)))
        .collect();
    let count = pairs.len();
    prop::sample::subsequence(pairs, 1..=count).prop_flat_map(|pairs| {
        let battle = |(low, high)| {
            let plans = || prop::collection::vec(plan(), 1..3);
            (Just(low), Just(high), [plans(), plans()], any::<u8>())
        };
        pairs.into_iter().map(battle).collect::<Vec<_>>()
    })
}

/// Checks every volley as it lands.
#[derive(Default)]
struct Auditor {
    /// Last attack strength per battle and side, before a volley of a round.
    guns: std::collections::BTreeMap<(usize, usize), i64>,
    dealt: std::collections::BTreeMap<(usize, usize), i64>,
    crippled: std::collections::BTreeMap<(usize, usize), i64>,
    destroyed: std::collections::BTreeMap<(usize, usize), i64>,
}

impl Witness for Auditor {
    fn volley(&mut self, battle: usize, volley: &Volley<'_>) {
        let spent = volley.effect.total_spent();
        assert!(
            (0..=volley.hits).contains(&spent),
            "{spent} of {} hits spent",
            volley.hits
        );
        let key = (battle, volley.shooter);
        if !volley.pursuit {
            let before = self.guns.insert(key, volley.guns.total);
            assert!(
                before.is_none_or(|before| volley.guns.total <= before),
                "strength rose within a battle"
            );
            assert_eq!(volley.critical, volley.roll == Some(9));
        }
        assert_eq!(volley.guns.by_class.iter().sum::<i64>(), volley.guns.total);
        *self.dealt.entry(key).or_default() += volley.hits;
        let target = (battle, 1 - volley.shooter);
        *self.crippled.entry(target).or_default() += volley.effect.crippled.iter().sum::<i64>();
        *self.destroyed.entry(target).or_default() += volley.effect.destroyed.iter().sum::<i64>();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn battles_keep_their_books(plans in (2..=6u32).prop_flat_map(engagement), seed in any::<u64>()) {
        let streams = Streams::new(Key(seed));
        let battles: Vec<Battle> = plans
            .iter()
            .map(|(low, high, plans, features)| {
                let sides = [random_side(*low, &plans[0], *features), random_side(*high, &plans[1], features / 7)];
                let stream = Stream::SpaceBattle(SystemId(1), HouseId(*low), HouseId(*high));
                Battle::new(sides, streams.open(1, stream))
            })
            .collect();
        let mut auditor = Auditor::default();
        let mut engagement = Engagement { battles, remote_sensors: false, law: law() };
        engagement.resolve(&mut auditor);
        for (index, battle) in engagement.battles.iter().enumerate() {
            prop_assert!(battle.ending.is_some());
            prop_assert!(battle.report.rounds <= RULES.combat.combat.max_combat_rounds);
            for (place, side) in battle.sides.iter().enumerate() {
                let key = (index, place);
                prop_assert_eq!(battle.report.hits[place], auditor.dealt.get(&key).copied().unwrap_or(0));
                let dead = side.units.iter().filter(|unit| !unit.is_alive()).count() as i64;
                prop_assert_eq!(dead, auditor.destroyed.get(&key).copied().unwrap_or(0));
                // Whoever changed to crippled, or died without having been crippled before, was crippled on the way;
                // fighters and those who went down with a carrier never are.
                let stepped = side.units.iter().filter(|unit| {
                    unit.entered == Condition::Nominal
                        && (unit.is_crippled() || !unit.is_alive())
                        && unit.class != UnitClass::Fighter
                });
                prop_assert_eq!(stepped.count() as i64, auditor.crippled.get(&key).copied().unwrap_or(0));
                for group in &side.groups {
                    prop_assert!(group.auxiliaries_lost <= group.auxiliaries && !group.leaving);
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
        }
    }

    #[test]
    fn cripples_come_first(ships in plan(), hits in 0..400i64, critical in any::<bool>(), may_overkill in any::<bool>()) {
        let before = random_side(1, &[ships], 0).units;
        let mut after = before.clone();
        let targets: Vec<u16> = (0..before.len() as u16).collect();
        let mut effect = Effect::default();
        let left = apply(&mut after, &targets, Blow { hits, critical, may_overkill }, &law(), &mut effect);
        prop_assert_eq!(effect.total_spent() + left, hits);
        prop_assert!(may_overkill || !effect.overkill);
        if critical || effect.overkill {
            return Ok(());
        }
        let sound_left = after.iter().any(|unit| unit.condition == Condition::Nominal);
        for (old, new) in before.iter().zip(&after) {
            let went_down = new.carrier.is_some_and(|carrier| !after[usize::from(carrier)].is_alive());
            if new.is_alive() || old.class == UnitClass::Fighter || went_down {
                continue;
            }
            prop_assert_eq!(old.condition, Condition::Crippled, "a sound ship died in one volley");
            prop_assert!(!sound_left, "a cripple died while a sound ship survived");
        }
    }

    #[test]
    fn swapping_houses_and_dice_swaps_the_result(one in prop::collection::vec(plan(), 1..3), two in prop::collection::vec(plan(), 1..3), features in any::<(u8, u8)>(), seed in any::<u64>()) {
        // Detection is left out: its two faces belong to the order of houses as well, and are no part of the diary.
        let peaceful = |plans: &[Plan]| -> Vec<Plan> {
            plans.iter().map(|(ships, roe)| (ships.iter().map(|&(class, hull)| (class % 7, hull)).collect(), *roe)).collect()
        };
        let (one, two) = (peaceful(&one), peaceful(&two));
        let sides = |low: u32, high: u32| [random_side(low, &one, features.0), random_side(high, &two, features.1)];
        let stream = Stream::SpaceBattle(SystemId(1), HouseId(1), HouseId(2));
        let mut diary = Diary::default();
        let battles = vec![Battle::new(sides(1, 2), Streams::new(Key(seed)).open(1, stream))];
        let mut engagement = Engagement { battles, remote_sensors: false, law: law() };
        engagement.resolve(&mut diary);
        // The same faces, with those of each round in the other order.
        let mut faces = Vec::new();
        for round in diary.0.chunk_by(|a, b| a.round == b.round) {
            faces.extend(round.iter().filter(|volley| volley.shooter == 1).filter_map(|volley| volley.roll));
            faces.extend(round.iter().filter(|volley| volley.shooter == 0).filter_map(|volley| volley.roll));
        }
        let [low, high] = sides(2, 1);
        let (mirror, _) = duel([high, low], &faces);
        let battle = &engagement.battles[0];
        for side in 0..2 {
            prop_assert_eq!(states(&battle.sides[side].units), states(&mirror.sides[1 - side].units));
            prop_assert_eq!(&battle.sides[side].groups, &mirror.sides[1 - side].groups);
        }
        prop_assert_eq!(battle.winner(), mirror.winner().map(|side| 1 - side));
        prop_assert_eq!(battle.report.rounds, mirror.report.rounds);
    }
}
