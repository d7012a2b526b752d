//! Battles of worked examples 1, 5 to 8, and 13 to 15 of rulebook 13.

use super::chronicle::Chronicle;
use super::*;

/// A fight of one battle and how it is told; fleets are named as in the book.
fn told(
    sides: [Side; 2],
    fleets: [&[(&'static str, u8)]; 2],
    remote_sensors: bool,
    rounds: u32,
    faces: &[u32],
) -> (Battle, Chronicle) {
    let mut rules = RULES.clone();
    rules.combat.combat.max_combat_rounds = rounds;
    let battles = vec![Battle::new(sides, Dice::scripted(faces))];
    let mut chronicle = Chronicle::of_battles(&battles, &[fleets]);
    let mut engagement = Engagement {
        battles,
        remote_sensors,
        law: Law::new(&rules),
    };
    engagement.resolve(&mut chronicle);
    (engagement.battles.remove(0), chronicle)
}

/// The book prints these fates as the end states of both houses.
#[track_caller]
fn ends_as_printed(text: &str, chronicle: &Chronicle, withdrawn: [&str; 2]) {
    for (side, withdrawn) in withdrawn.into_iter().enumerate() {
        let end = chronicle.end(0, side);
        let line = format!("**End state H{}:** {end}{withdrawn}\n", side + 1);
        assert!(text.contains(&line), "{line}");
    }
}

#[test]
fn the_strengths_at_the_head_of_rulebook_13_are_those_of_the_standard_rules() {
    for (head, state) in [
        ("Base stats used (AS/DS): ", 0),
        ("Crippled values are floor(base × 0.5): ", 1),
    ] {
        let list = book::head().split(head).nth(1).and_then(|rest| rest.split('.').next());
        let list: Vec<&str> = list.expect("the list").split(", ").collect();
        assert!(list.len() > 12);
        for printed in list {
            let mut words = printed.split(' ');
            let unit = unit(words.next().expect("a code"));
            let figures = format!("{}/{}", unit.attack[state], unit.defense[state]);
            assert_eq!(words.next_back(), Some(&*figures), "{printed}");
        }
    }
}

#[test]
fn example_01_simple_duel() {
    let text = book::example(1);
    let sides = [side(1, &[("DD DD", 10)]), side(2, &[("CL", 10)])];
    let (battle, chronicle) = told(sides, [&[], &[]], false, 20, &[6, 3, 2, 7, 5, 0]);
    chronicle::agrees(text, &[&chronicle]);
    ends_as_printed(text, &chronicle, ["", ""]);
    assert_eq!((battle.ending, battle.report.rounds), (Some(Ending::Won(0)), 3));
    assert_eq!((battle.report.hits, battle.report.criticals), ([18, 9], [0, 0]));
}

#[test]
fn example_05_retreat_pursuit_auxiliaries() {
    let text = book::example(5);
    let mut sides = [side(1, &[("BB BB", 6)]), side(2, &[("BC BC BC", 6)])];
    sides[1].groups[0].auxiliaries = 3;
    let (battle, chronicle) = told(sides, [&[("F1", 6)], &[("F2", 6)]], false, 20, &[5, 4, 6, 5]);
    chronicle::agrees(text, &[&chronicle]);
    ends_as_printed(text, &chronicle, ["", " (withdrawn: F2)"]);
    assert_eq!((battle.ending, battle.report.rounds), (Some(Ending::Won(0)), 2));
    // 40 × 0.5 → 20 hits in pursuit; ceil(3 TT × 2/3) = 2.
    assert_eq!(battle.report.hits, [20 + 40 + 20, 24 + 20]);
    let fleet = battle.sides[1].groups[0];
    assert_eq!((fleet.stand, fleet.auxiliaries_lost), (Stand::Left, 2));
    let afloat = battle.sides[1].units.iter().filter(|unit| unit.is_alive()).count();
    let sunk = usize::from(fleet.escorts) - afloat;
    let line = format!(
        "starting escorts {}, surviving {afloat} → lost {sunk}; ceil({} TT × {sunk}/{}) = {} →",
        fleet.escorts, fleet.auxiliaries, fleet.escorts, fleet.auxiliaries_lost
    );
    book::says(text, &[line]);
    let departure = Departure {
        reason: RetreatReason::Roe,
        round: 2,
        attack: 24,
        enemy: 40,
    };
    assert_eq!(fleet.departure, Some(departure));
}

#[test]
fn example_06_raider_ambush() {
    let text = book::example(6);
    let mut sides = [side(1, &[("RR RR DD DD", 6)]), side(2, &[("CA CA CA", 9)])];
    (sides[0].clk, sides[0].eli, sides[1].clk, sides[1].eli) = (3, 1, 1, 1);
    sides[0].groups[0].may_retreat = false;
    sides[1].owner = true;
    let (battle, chronicle) = told(sides, [&[("F1", 6)], &[("F2", 9)]], true, 20, &[8, 2, 2, 4, 5, 7]);
    chronicle::agrees(text, &[&chronicle]);
    ends_as_printed(text, &chronicle, ["", ""]);
    let [low, high] = battle.report.looks.expect("raiders");
    let lines = [
        format!("H1 {} + CLK 3 = {}; ", low.roll, low.score),
        format!("H2 {} + ELI 1 + starbase 2 = {}.", high.roll, high.score),
        format!(
            "Margin {:+} → Ambush ({:+}) for H1",
            low.score - high.score,
            battle.report.modifiers[0].first_strike
        ),
    ];
    book::says(text, &lines);
    assert_eq!(
        (battle.report.detection, battle.report.raiders),
        (Detection::AmbushLow, [true, false])
    );
    assert_eq!((battle.ending, battle.report.rounds), (Some(Ending::Won(0)), 2));
}

#[test]
fn example_07_fighter_superiority() {
    let text = book::example(7);
    let mut sides = [
        side(1, &[("CX CA FT FT FT FT FT", 10)]),
        side(2, &[("CV CA CA FT FT", 10)]),
    ];
    (sides[0].eli, sides[1].eli, sides[0].morale) = (2, 1, 1);
    let fighters = |side: &Side| -> i64 {
        let all = side.units.iter().filter(|unit| unit.class == UnitClass::Fighter);
        all.map(Unit::current_attack).sum()
    };
    let start = sides.each_ref().map(fighters);
    // The example follows the first two rounds of a battle that would go on.
    let (battle, chronicle) = told(sides, [&[], &[]], false, 2, &[4, 6, 2, 5]);
    chronicle::agrees(text, &[&chronicle]);
    ends_as_printed(text, &chronicle, ["", ""]);
    let end = battle.sides.each_ref().map(fighters);
    let bonus = battle.report.modifiers.map(|side| side.fighters);
    let lines = [
        format!(
            "Start: fighter AS H1 {}, H2 {} → ratio {} → H1 {:+}, H2 {}.",
            start[0],
            start[1],
            start[0] as f64 / start[1] as f64,
            bonus[0],
            bonus[1]
        ),
        format!("- After round 2: fighter AS H1 {}, H2 {}.", end[0], end[1]),
    ];
    book::says(text, &lines);
}

#[test]
fn example_08_orbital_battle() {
    let text = book::example(8);
    let mut attacker = side(1, &[("BB BB BB BC BC", 6)]);
    attacker.groups[0].may_retreat = false;
    let mut owner = side(2, &[("CA CA", 6)]);
    owner.owner = true;
    (owner.groups[0].may_retreat, owner.groups[0].may_withdraw) = (false, false);
    for cruiser in &mut owner.units {
        *cruiser = Unit::stamped(&RULES, UnitClass::Cruiser, 12, 13, 0.5).in_group(0);
    }
    owner.units.extend(units("FT FT FT FT SB"));
    let fleets: [&[_]; 2] = [&[("F1", 6)], &[("R1", 6)]];
    let (battle, chronicle) = told([attacker, owner], fleets, false, 20, &[4, 2, 9, 6, 0, 3]);
    chronicle::agrees(text, &[&chronicle]);
    ends_as_printed(text, &chronicle, ["", ""]);
    assert_eq!(battle.report.criticals, [1, 0]);
    assert_eq!((battle.ending, battle.report.rounds), (Some(Ending::Won(0)), 3));
}

#[test]
fn example_13_three_houses() {
    let text = book::example(13);
    let first = [side(1, &[("BB BB", 10), ("CA CA", 8)]), side(2, &[("BB BB BB BB", 8)])];
    let second = [side(1, &[("DN", 10)]), side(3, &[("BC BC CL", 7)])];
    let battles = vec![
        Battle::new(first, Dice::scripted(&[6, 4, 7, 6])),
        Battle::new(second, Dice::scripted(&[7, 3])),
    ];
    let fleets: [[&[_]; 2]; 2] = [
        [&[("F11", 10), ("F13", 8)], &[("F21", 8)]],
        [&[("F12", 10)], &[("F31", 7)]],
    ];
    let mut chronicle = Chronicle::of_battles(&battles, &fleets);
    let mut engagement = Engagement {
        battles,
        remote_sensors: false,
        law: law(),
    };
    engagement.resolve(&mut chronicle);
    chronicle::agrees(text, &[&chronicle]);
    let ends = [
        format!("- H1, battle (H1,H2): {}", chronicle.end(0, 0)),
        format!("- H1, battle (H1,H3): {}", chronicle.end(1, 0)),
        format!("- H2: {}", chronicle.end(0, 1)),
        format!("- H3 (withdrawn): {}", chronicle.end(1, 1)),
    ];
    book::says(text, &ends);
    let [one, two] = &engagement.battles[..] else {
        panic!("two battles")
    };
    assert_eq!((one.ending, two.ending), (Some(Ending::Won(1)), Some(Ending::Won(0))));
    assert_eq!((one.report.rounds, two.report.rounds), (2, 1));
    assert_eq!(two.sides[1].groups[0].stand, Stand::Left);
    assert_eq!(two.sides[0].groups[0].stand, Stand::Present);
}

#[test]
fn example_14_stalemate() {
    let [text, _] = book::with_variant(14);
    let sides = [side(1, &[("DD", 6)]), side(2, &[("DD", 6)])];
    let [low, high] = sides.each_ref().map(Side::survey);
    let stale = format!(
        "max hits H1 {} < min DS {} and H2 {} < min DS {} → stalemate; ",
        low.guns.total, high.cheapest, high.guns.total, low.cheapest
    );
    book::says(
        text,
        &[
            format!("Start of round 1: {stale}desperation round"),
            format!("Start of round 2: {stale}a desperation round was just fought → mutual withdrawal."),
        ],
    );
    let (battle, chronicle) = told(sides, [&[("F1", 6)], &[("F2", 6)]], false, 20, &[5, 4]);
    chronicle::agrees(text, &[&chronicle]);
    ends_as_printed(text, &chronicle, ["", ""]);
    assert_eq!((battle.ending, battle.winner()), (Some(Ending::Withdrawal), None));
    assert_eq!((battle.report.rounds, battle.report.desperation_rounds), (1, 1));
    for side in &battle.sides {
        let fleet = side.groups[0];
        assert_eq!(fleet.stand, Stand::Left);
        assert_eq!(
            fleet.departure.map(|departure| departure.reason),
            Some(RetreatReason::Stalemate)
        );
    }
}

#[test]
fn example_14_variant_a_critical_breaks_the_deadlock() {
    let [_, text] = book::with_variant(14);
    let sides = [side(1, &[("DD", 6)]), side(2, &[("DD", 10)])];
    let (battle, chronicle) = told(sides, [&[("F1", 6)], &[("F2", 10)]], false, 20, &[9, 4, 6, 3]);
    chronicle::agrees(text, &[&chronicle]);
    ends_as_printed(text, &chronicle, ["", ""]);
    assert_eq!((battle.ending, battle.report.rounds), (Some(Ending::Won(0)), 2));
    assert_eq!(battle.report.desperation_rounds, 1);
}

#[test]
fn example_15_modifiers_side_by_side() {
    let morale = &RULES.combat.cer.modifiers.morale_drm;
    let mut attacker = side(1, &[("RR RR", 10)]);
    (attacker.clk, attacker.eli, attacker.morale) = (4, 3, morale.drm(120, 500));
    let mut owner = side(2, &[("DD", 0)]);
    (owner.eli, owner.morale, owner.owner, owner.homeworld) = (2, morale.drm(430, 500), true, true);
    owner.groups[0].may_retreat = false;
    owner
        .units
        .extend([unit("SB"), unit("SB").entering(Condition::Crippled)]);
    owner.units.extend(units("FT FT FT FT FT FT"));
    // 4 + CLK 4 = 8 against 2 + ELI 2 + starbase 2 = 6: surprise by 2. Then a round of natural twos, and one of threes.
    let (battle, diary) = duel_for(2, [attacker, owner], &[4, 2, 2, 2, 3, 3]);
    assert_eq!(battle.report.detection, Detection::SurpriseLow);
    let [low, high] = battle.report.modifiers;
    let rows = [
        format!(
            "| detection (round 1) | {:+} Surprise | {} |",
            low.first_strike, high.first_strike
        ),
        format!(
            "| fighter superiority | {} | {:+} (30 vs 0) |",
            low.fighters, high.fighters
        ),
        format!(
            "| starbase sensors | – | {:+} (one Nominal suffices, never more) |",
            high.starbase
        ),
        format!(
            "| morale (round 1) | {:+} (24 % → VeryLow) | {:+} (86 % → High) |",
            low.morale, high.morale
        ),
        format!("| ELI advantage | {:+} (3 > 2) | {} |", low.eli, high.eli),
        format!("| homeworld defence | – | {:+} |", high.homeworld),
    ];
    book::says(book::example(15), &rows);
    let expected = Modifiers {
        first_strike: 3,
        morale: -1,
        eli: 1,
        ..Modifiers::default()
    };
    assert_eq!((low, low.total()), (expected, 3));
    let expected = Modifiers {
        fighters: 2,
        starbase: 1,
        morale: 2,
        homeworld: 1,
        ..Modifiers::default()
    };
    assert_eq!((high, high.total()), (expected, 6));
    // H1 fires first at CER 0.5; of 40 the 20 hits cripple the destroyer and all fighters die, so H2's answer is weaker
    // but keeps the modifiers of the start of the round.
    assert_eq!(diary.0[0].shooter, 0);
    assert_eq!((diary.0[0].hits, diary.0[1].drm), (20, 6));
    assert_eq!(diary.0[2].drm, 1);
}

#[test]
fn example_15_second_round_modifiers_without_losses() {
    let text = book::example(15);
    let morale = &RULES.combat.cer.modifiers.morale_drm;
    let mut attacker = side(1, &[("RR RR", 10)]);
    (attacker.clk, attacker.eli, attacker.morale) = (4, 3, morale.drm(120, 500));
    let mut owner = side(2, &[]);
    (owner.eli, owner.morale, owner.owner, owner.homeworld) = (2, morale.drm(430, 500), true, true);
    owner
        .units
        .extend([unit("SB"), unit("SB").entering(Condition::Crippled)]);
    owner.units.extend(units("FT FT FT FT FT FT"));
    // So tough that nobody loses anything, though it is no stalemate.
    attacker.units.iter_mut().for_each(|unit| unit.defense = [999, 999]);
    owner.units.iter_mut().for_each(|unit| unit.defense = [40, 40]);
    let (_, diary) = duel_for(2, [attacker, owner], &[4, 2, 2, 2, 2, 2]);
    let drm: Vec<i32> = diary.0.iter().map(|volley| volley.drm).collect();
    assert_eq!(drm, [3, 6, 1, 4]);
    // Natural 2 for both: 20 + 20 at 0.5; starbases 45 + 22 and six fighters at 1.0.
    assert_eq!((diary.0[0].hits, diary.0[1].hits), (20, 67 + 30));
    let cer = |modified: i32| chronicle::cer(RULES.combat.cer.space_combat_table.quarters(modified));
    let lines = [
        format!("| **round 1 total** | **{:+}** | **{:+}** |", drm[0], drm[1]),
        format!("| round 2 total (nothing lost) | {:+} | {:+} |", drm[2], drm[3]),
        format!(
            "H1 2+3 = 5 → CER {}; H2 2+6 = 8 → CER {}.",
            cer(2 + drm[0]),
            cer(2 + drm[1])
        ),
    ];
    book::says(text, &lines);
}

#[test]
fn example_15_morale_cut_offs() {
    let morale = &RULES.combat.cer.modifiers.morale_drm;
    let cases = [
        (50, -2),
        (51, -1),
        (125, -1),
        (126, -1),
        (200, -1),
        (201, 0),
        (300, 0),
        (301, 1),
        (400, 1),
        (401, 2),
        (475, 2),
        (476, 2),
        (-30, -2),
    ];
    for (prestige, drm) in cases {
        assert_eq!(morale.drm(prestige, 500), drm, "prestige {prestige}");
    }
    let printed = book::example(15);
    let printed = printed.rsplit("leader 500: ").next().expect("the cut-offs");
    let pairs: Vec<(i64, i32)> = printed
        .trim()
        .trim_end_matches('.')
        .replace('−', "-")
        .split("; ")
        .filter_map(|cut| {
            let (prestige, tier) = cut.split_once(" → ")?;
            let drm = tier.rsplit(' ').next()?;
            Some((prestige.parse().ok()?, drm.parse().ok()?))
        })
        .collect();
    assert_eq!(pairs, cases);
}
