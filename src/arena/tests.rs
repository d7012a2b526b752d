//! Duels against what the rules say must come out.

use std::str::FromStr;

use ec4x_engine::dice::Key;
use ec4x_engine::rules::Rules;
use proptest::prelude::*;
use statrs::distribution::{Binomial, DiscreteCDF};

use super::tally::Number;
use super::*;

fn request(text: &str) -> Request {
    Request::from_str(text).unwrap()
}

fn terms(theatre: Theatre) -> Terms {
    Terms {
        theatre,
        iu: 100,
        pu: 100,
        ..Terms::default()
    }
}

fn with<T>(sides: [(&str, House); 2], terms: Terms, ask: impl FnOnce(&Duel<'_>) -> T) -> T {
    let rules = Rules::standard();
    let [a, b] = sides.map(|(text, _)| request(text));
    let houses = sides.map(|(_, house)| house);
    ask(&Duel::new(&rules, [&a, &b], houses, terms, Key(7)).unwrap())
}

fn tally(sides: [(&str, House); 2], theatre: Theatre, reps: u32) -> Tally {
    with(sides, terms(theatre), |duel| fight(duel, reps))
}

fn plain(a: &'static str, b: &'static str) -> [(&'static str, House); 2] {
    [(a, House::default()), (b, House::default())]
}

/// How many of the repetitions ended in some way.
fn ended(tally: &Tally, wanted: End) -> u64 {
    tally
        .ends()
        .filter(|(_, end, _)| *end == wanted)
        .map(|(.., count)| count)
        .sum()
}

/// Two-sided exact binomial test at 1 %.
fn assert_share(count: u64, all: u64, share: f64) {
    let law = Binomial::new(share, all).unwrap();
    let tail = law
        .cdf(count)
        .min(1.0 - if count == 0 { 0.0 } else { law.cdf(count - 1) });
    assert!(2.0 * tail > 0.01, "{count} of {all} is not {share}");
}

#[test]
fn swapped_sides_have_swapped_results() {
    let raiders = House {
        clk: 3,
        wep: 2,
        roe: 6,
        ..House::default()
    };
    let duel = [
        ("3x raider, 2x etac", raiders),
        ("2x carrier, pp:900 destroyer", House::default()),
    ];
    let [a, b] = duel;
    let (there, back) = (tally(duel, Theatre::Space, 1000), tally([b, a], Theatre::Space, 1000));
    let [won, lost, drawn] = there.results();
    assert_eq!(back.results(), [lost, won, drawn]);
    assert!(won > 0 && lost > 0);
    for side in 0..2 {
        assert_eq!(there.mean(Number::Pp(side)), back.mean(Number::Pp(1 - side)));
        assert_eq!(there.mean(Number::Units(side)), back.mean(Number::Units(1 - side)));
        assert_eq!(there.exchange(side), back.exchange(1 - side));
        assert_eq!(there.strikes(side), back.strikes(1 - side));
    }
    assert_eq!(there.mean(Number::Rounds), back.mean(Number::Rounds));
}

#[test]
fn an_even_duel_is_even() {
    for force in ["4x cruiser", "2x raider, carrier", "10x corvette"] {
        let [a, b, _] = tally(plain(force, force), Theatre::Space, 20_000).results();
        assert_share(a, a + b, 0.5);
        // The lower house id is worth nothing either: A has it in every second repetition.
        let [low, high] = with(plain(force, force), terms(Theatre::Space), |duel| {
            let winners = (0..20_000).step_by(2).map(|repetition| duel.fight(repetition).winner);
            winners.fold([0, 0], |[low, high], winner| {
                [low + u64::from(winner == Some(0)), high + u64::from(winner == Some(1))]
            })
        });
        assert_share(low, low + high, 0.5);
    }
}

#[test]
fn k25_two_destroyers_part_unless_just_one_scores_a_critical() {
    let tally = tally(plain("destroyer", "destroyer"), Theatre::Space, 20_000);
    // No critical in the desperation round, or two, which leaves two equal cripples.
    assert_share(ended(&tally, End::Stalemate), 20_000, 0.82);
}

#[test]
fn raiders_are_detected_as_often_as_two_dice_say() {
    let raiders = House {
        clk: 4,
        ..House::default()
    };
    let hunters = House {
        eli: 2,
        ..House::default()
    };
    let tally = tally(
        [("6x raider", raiders), ("6x cruiser", hunters)],
        Theatre::Space,
        20_000,
    );
    // The raiders lead by d10 − d10 + 2.
    let lead = |from: i32, to: i32| {
        let rolls = (0..100).map(|both| both / 10 - both % 10 + 2);
        f64::from(rolls.filter(|lead| (from..=to).contains(lead)).count() as u32) / 100.0
    };
    let [surprise, ambush] = tally.strikes(0);
    assert_share(surprise, 20_000, lead(1, 4));
    assert_share(ambush, 20_000, lead(5, 11));
    assert_eq!(tally.strikes(1), [0, 0]);
}

#[test]
fn threads_change_nothing() {
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| tally(plain("4x cruiser, raider", "pp:1500 destroyer"), Theatre::Space, 3000))
    };
    assert_eq!(run(1), run(5));
}

#[test]
fn variants_meet_the_same_dice() {
    let rules = Rules::standard();
    let mut changed = rules.clone();
    changed.set("ships.capitals.battleship.buildCost", "400").unwrap();
    let (a, b) = (request("4x cruiser"), request("9x destroyer"));
    let duel = |rules| Duel::new(rules, [&a, &b], [House::default(); 2], terms(Theatre::Space), Key(7)).unwrap();
    let pair = fight_pairs([&duel(&rules), &duel(&changed)], 2000);
    assert_eq!(pair.tallies[0], pair.tallies[1]);
    assert_eq!(pair.tallies[0], fight(&duel(&rules), 2000));
}

#[test]
fn only_the_weaker_fleet_leaves_by_its_rules_of_engagement() {
    let timid = House {
        roe: 6,
        ..House::default()
    };
    let tally = tally(
        [("4x cruiser", House::default()), ("6x destroyer", timid)],
        Theatre::Space,
        2000,
    );
    let retreats = tally.ends().filter(|(_, end, _)| *end == End::Retreat);
    let retreats: Vec<_> = retreats.collect();
    assert!(
        retreats.iter().all(|(winner, ..)| *winner == 0) && !retreats.is_empty(),
        "{retreats:?}"
    );
}

#[test]
fn landings_end_as_the_rules_say() {
    let ends = |a, b, theatre| {
        let tally = tally(plain(a, b), theatre, 500);
        let ends: Vec<_> = tally.ends().map(|(winner, end, _)| (winner, end)).collect();
        (ends, tally)
    };
    // Nobody defends: all land, half the industry is lost (rulebook 11 §19).
    let (captured, tally) = ends("transport", "spaceport", Theatre::Invasion);
    assert_eq!(captured, [(0, End::Captured)]);
    assert_eq!(tally.mean(Number::Iu).value, Some(50.0));
    assert_eq!(
        tally.mean(Number::Pp(1)).value,
        Some(100.0),
        "the spaceport falls with the landing"
    );
    // Batteries that nobody shoots at let nobody land.
    let (held, tally) = ends("transport", "battery", Theatre::Invasion);
    assert_eq!(held, [(1, End::Batteries)]);
    assert_eq!(tally.mean(Number::Pp(0)).value, Some(0.0));
    // A blitz takes the colony as it is.
    let (captured, tally) = ends("5x battleship, 2x transport", "shield", Theatre::Blitz);
    assert_eq!(captured, [(0, End::Captured)]);
    assert_eq!(
        (tally.mean(Number::Iu).value, tally.mean(Number::Pp(1)).value),
        (Some(0.0), Some(0.0))
    );
    // Ten batteries shoot down two bare transports, whatever they roll.
    let (shot_down, tally) = ends("2x transport", "10x battery, army", Theatre::Blitz);
    assert_eq!(shot_down, [(1, End::ShotDown)]);
    assert_eq!(tally.mean(Number::Units(0)).value, Some(4.0), "transports and marines");
}

#[test]
fn a_long_siege_may_be_broken_off() {
    let timid = House {
        roe: 1,
        ..House::default()
    };
    let terms = Terms {
        bombard: Some(3),
        ..terms(Theatre::Invasion)
    };
    let sides = [("cruiser, transport", timid), ("20x battery", House::default())];
    let tally = with(sides, terms, |duel| fight(duel, 200));
    assert!(ended(&tally, End::DrivenOff) > 0);
}

fn forces() -> impl Strategy<Value = (Theatre, String, String)> {
    let ships = "corvette,destroyer,CL,CA,BB,CV,empty CX,RR,PB,etac,TT"
        .split(',')
        .collect::<Vec<_>>();
    let ground = "army,marine,battery".split(',').collect::<Vec<_>>();
    let list = |names: Vec<&'static str>| {
        let term = (1usize..6, prop::sample::select(names)).prop_map(|(count, name)| format!("{count}x {name}"));
        prop::collection::vec(term, 1..4).prop_map(|terms| terms.join(", "))
    };
    let fleet = list(ships);
    let fleet = fleet.prop_map(|fleet| format!("frigate, {fleet}"));
    let theatre = prop::sample::select(vec![
        Theatre::Space,
        Theatre::Orbital,
        Theatre::Invasion,
        Theatre::Blitz,
    ]);
    (theatre, fleet.clone(), fleet, list(ground)).prop_map(|(theatre, a, b, ground)| match theatre {
        Theatre::Space => (theatre, a, b),
        Theatre::Orbital => (theatre, a, format!("{b}, 3x starbase")),
        Theatre::Invasion | Theatre::Blitz => (
            theatre,
            format!("{a}, transport"),
            format!("{ground}, shield, spaceport"),
        ),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn losses_are_of_what_was_there((theatre, a, b) in forces(), roe in 0u8..11) {
        let house = House { roe, ..House::default() };
        with([(a.as_str(), house), (b.as_str(), House::default())], terms(theatre), |duel| {
            for repetition in 0..20 {
                let outcome = duel.fight(repetition);
                for (force, losses) in duel.forces.iter().zip(&outcome.losses) {
                    assert!(losses.units <= force.all().count() as i64);
                    assert!(losses.pp <= force.pp());
                    let damaged = losses.destroyed.iter().zip(&losses.crippled).map(|(lost, hit)| lost + hit);
                    assert!(damaged.sum::<i64>() <= force.all().count() as i64);
                }
                let wiped_out = |side: usize| duel.forces[side].all().count() as i64 == outcome.losses[side].units;
                match outcome.end {
                    End::Retreat | End::Cap | End::Stalemate | End::Departure => {
                        assert!(!wiped_out(0) && !wiped_out(1), "{outcome:?}");
                    }
                    // In orbit the owner wins if nothing of either is left.
                    End::Annihilation if theatre == Theatre::Space => assert!(!wiped_out(outcome.winner.unwrap())),
                    End::MutualAnnihilation => assert!(outcome.winner.is_none() && theatre == Theatre::Space),
                    _ => {}
                }
            }
        });
    }
}
