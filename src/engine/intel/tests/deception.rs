//! Disinformation: what is written for a deceived house (rulebook 23 §6.7).

use super::*;
use crate::intel::records;
use crate::testing::binomial;

fn deceive(state: &mut State, house: HouseId) {
    let kind = EffectKind::IntelCorrupted;
    state.effects.insert(Effect {
        id: EffectId::of(house, kind),
        house,
        kind,
        last_turn: 9,
    });
}

/// What a deceived house is told about 100 population units in many turns.
fn told(turns: u32) -> Vec<i64> {
    let mut state = neighbours();
    deceive(&mut state, H1);
    let colony = state.houses[H2].colonies[0];
    state.colonies[colony].pu = 100;
    let told = (0..turns).map(|_| {
        play(&mut state, |turn| {
            learn_colony(turn, H1, colony);
            prd7_forget_fabrications(turn);
        });
        state.game_mut().turn += 1;
        colony_record(&state, H1, ABROAD)
            .and_then(|seen| seen.pu)
            .expect("it is known")
    });
    told.collect()
}

#[test]
fn s14_figures_are_off_by_20_to_40_percent_either_way() {
    let told = told(2000);
    assert!(
        told.iter()
            .all(|&pu| (60..=80).contains(&pu) || (120..=140).contains(&pu))
    );
    let more = told.iter().filter(|&&pu| pu > 100).count() as u64;
    binomial::assert_chance(more, 2000, 0.5, "as often up as down");
    let far = told.iter().filter(|&&pu| !(70..=130).contains(&pu)).count() as u64;
    // Off by more than 30.5 %, of 20 to 40: the rest rounds to 70 … 130.
    binomial::assert_chance(far, 2000, 0.475, "uniform between the bounds");
}

#[test]
fn s14_one_value_by_its_dice() {
    let mut state = neighbours();
    deceive(&mut state, H1);
    let id = fleet(&mut state, H2, HOME, &[Destroyer; 10]);
    // Ships of class 2 are figure 64 + 2: u = 0.5 makes 30 %, down.
    state.streams.script(1, Stream::Noise(H1, id.0, 64 + 2), &[500_000, 0]);
    sweep(&mut state);
    let seen = record(&state, H1, id).expect("sightings themselves are true");
    assert_eq!((seen.ships[Destroyer], seen.owner, seen.system), (7, H2, HOME));
    assert_eq!(seen.command, CommandKind::Hold, "commands are never false");
}

#[test]
fn a_second_write_in_a_turn_goes_on_with_the_dice_and_the_next_turn_has_its_own() {
    let mut state = neighbours();
    deceive(&mut state, H1);
    let id = fleet(&mut state, H2, HOME, &[Destroyer; 60]);
    let mut told = Vec::new();
    for _ in 0..3 {
        sweep(&mut state);
        told.push(record(&state, H1, id).expect("seen").ships[Destroyer]);
    }
    let mut dice = state.streams.open(1, Stream::Noise(H1, id.0, 64 + 2));
    let expected: Vec<u16> = (0..3)
        .map(|_| {
            let (share, sign) = (0.2 + dice.unit() * 0.2, dice.below(2));
            let factor = if sign == 0 { 1.0 - share } else { 1.0 + share };
            crate::num::round(60.0 * factor) as u16
        })
        .collect();
    assert_eq!(told, expected);
    assert_eq!(state.fabrications.len(), 1);
    play(&mut state, prd7_forget_fabrications);
    assert!(state.fabrications.is_empty());
}

#[test]
fn s15_levels_stay_between_the_first_and_the_last() {
    for (level, range) in [(1, 1..=1), (5, 3..=7), (10, 6..=10)] {
        let mut state = neighbours();
        deceive(&mut state, H1);
        let colony = state.houses[H2].colonies[0];
        let base = state.new_facility(colony, FacilityKind::Starbase, 1);
        state.houses[H2].tech[TechField::Wep] = level;
        for _ in 0..40 {
            records::know_starbase(&mut state, H1, base);
            let seen = state.starbase_records.iter().next().expect("it was read");
            assert!(
                range.contains(&seen.tech[TechField::Wep]),
                "{}",
                seen.tech[TechField::Wep]
            );
            assert_eq!(seen.tax, state.houses[H2].tax, "the tax rate is never false");
        }
    }
}

#[test]
fn w94_ships_and_strength_of_a_falsified_fleet_agree() {
    let mut state = neighbours();
    deceive(&mut state, H1);
    let id = fleet(&mut state, H2, HOME, &[Cruiser; 20]);
    for index in 0..5 {
        let ship = state.fleets[id].ships[index];
        state.ships[ship].hull = Hull::Crippled;
    }
    for _ in 0..30 {
        records::know_fleet(&mut state, H1, id, Source::Combat);
        let seen = record(&state, H1, id).expect("known");
        let parts: Vec<_> = seen.details.iter().map(|&part| &state.ship_records[part]).collect();
        let [sound, crippled] = parts[..] else {
            panic!("{parts:?}")
        };
        let count = seen.ships[Cruiser];
        assert!((12..=16).contains(&count) || (24..=28).contains(&count), "{count}");
        assert_eq!(
            (sound.count + crippled.count, seen.crippled),
            (count, Some(crippled.count))
        );
        let attack = 12 * i32::from(sound.count) + 6 * i32::from(crippled.count);
        assert_eq!(seen.attack, Some(attack));
    }
}

#[test]
fn nobody_else_is_deceived_and_zero_stays_zero() {
    let mut state = neighbours();
    deceive(&mut state, H3);
    let colony = state.houses[H2].colonies[0];
    for house in [H1, H3] {
        records::know_colony(&mut state, house, colony, Source::Scout);
        assert_eq!(
            colony_record(&state, house, ABROAD).map(|seen| seen.armies),
            Some(Some(0))
        );
    }
    assert_eq!(colony_record(&state, H1, ABROAD).map(|seen| seen.pu), Some(Some(40)));
    assert_ne!(colony_record(&state, H3, ABROAD).map(|seen| seen.pu), Some(Some(40)));
}

#[test]
fn example_x24_false_figures_are_rounded_once() {
    // The share runs from 20 to 40 %: u is what of that way it goes.
    for (true_figure, percent, up, told) in [
        (12, 37, true, 16),
        (12, 22, false, 9),
        (840, 40, false, 504),
        (3, 20, true, 4),
        (2, 20, false, 2),
        (1, 40, true, 1),
    ] {
        let mut state = neighbours();
        deceive(&mut state, H1);
        let colony = state.houses[H2].colonies[0];
        // A draw of 1 would be 40 %: the nearest below it is as good. Population is figure 3 × 64.
        let u = ((percent - 20) * 50_000).min(999_999);
        let stream = Stream::Noise(H1, colony.0, 3 * 64);
        state.streams.script(1, stream, &[u, u32::from(up)]);
        state.colonies[colony].pu = true_figure;
        play(&mut state, |turn| learn_colony(turn, H1, colony));
        let seen = colony_record(&state, H1, ABROAD).and_then(|seen| seen.pu);
        assert_eq!(seen, Some(told), "{true_figure} by {percent} %");
    }
}

#[test]
fn w94_the_own_side_of_a_battle_is_true_and_parts_never_exceed_the_whole() {
    use crate::intel::battle::{Fight, Party};
    let mut state = neighbours();
    deceive(&mut state, H1);
    let party = |side| Party {
        side,
        fleet: None,
        class: Cruiser.unit(),
        wep: 1,
        hull: Hull::Nominal,
        cargo: 0,
        count: 50,
        lost: 50,
        left: false,
    };
    for battle in 1..=30 {
        let fight = Fight {
            battle: BattleId(battle),
            system: HOME,
            turn: 1,
            theatre: Theatre::Space,
            houses: [H1, H2],
            winner: None,
            rounds: 3,
            parties: vec![party(0), party(1)],
        };
        records::know_battle(&mut state, H1, &fight);
    }
    for part in state.combat_unit_records.iter() {
        assert_eq!((part.count, part.lost) == (50, 50), part.owner == H1, "{part:?}");
        assert!(part.lost <= part.count, "{part:?}");
    }
    let colony = state.houses[H2].colonies[0];
    for _ in 0..10 {
        let yard = state.new_facility(colony, FacilityKind::Shipyard, 0);
        state.facilities[yard].hull = Hull::Crippled;
    }
    for _ in 0..30 {
        records::know_colony(&mut state, H1, colony, Source::Scout);
        let seen = colony_record(&state, H1, ABROAD).expect("known");
        assert!(seen.crippled[FacilityKind::Shipyard] <= seen.shipyards);
    }
}
