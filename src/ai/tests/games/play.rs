//! Games between the four personas: they are played to the end, each persona in its own way, and orders are seldom
//! refused.

use std::sync::LazyLock;

use ec4x_ai::PersonaKind;
use ec4x_engine::dice::Key;
use ec4x_engine::events::DiplomacyKind;
use ec4x_engine::vocab::*;

use crate::arena::{Arena, Match, Seat, rotation};

/// Each seat order of the personas on this many maps.
const MAPS: u64 = 6;

static GAMES: LazyLock<Vec<Match>> = LazyLock::new(|| {
    let arena = Arena::builtin("standard-4-player");
    let games = (0..MAPS).flat_map(|map| (0..4).map(move |shift| (map, shift)));
    games
        .map(|(map, shift)| arena.play(Key(11).derive_indexed("map", map), &rotation(shift)))
        .collect()
});

/// The mean of a figure over all seats of a persona.
fn mean(kind: PersonaKind, figure: impl Fn(&Seat) -> f64) -> f64 {
    let seats = GAMES
        .iter()
        .flat_map(|game| &game.seats)
        .filter(|seat| seat.kind == Some(kind));
    let figures: Vec<f64> = seats.map(figure).collect();
    figures.iter().sum::<f64>() / figures.len() as f64
}

fn sum(figure: impl Fn(&Seat) -> u64) -> u64 {
    GAMES.iter().flat_map(|game| &game.seats).map(figure).sum()
}

#[test]
fn every_persona_wins_some_games() {
    for &kind in PersonaKind::ALL {
        let won = GAMES.iter().filter(|game| {
            game.outcome
                .winner
                .is_some_and(|winner| game.seats[winner.index() - 1].kind == Some(kind))
        });
        assert!(won.count() > 0, "{kind} won none of {} games", GAMES.len());
    }
}

#[test]
fn orders_are_seldom_refused() {
    let (orders, rejected) = (sum(|seat| seat.orders), sum(|seat| seat.rejected));
    assert!(orders > 10_000, "only {orders} orders");
    assert!(rejected * 500 < orders, "{rejected} of {orders} orders were refused");
}

#[test]
fn some_houses_fall() {
    let fallen = sum(|seat| u64::from(seat.out));
    assert!(fallen > 0, "nobody was driven from the map in {} games", GAMES.len());
}

#[test]
fn colonies_change_hands() {
    let with = GAMES.iter().filter(|game| game.conquests() > 0).count();
    assert!(
        with * 10 >= GAMES.len() * 9,
        "conquests in only {with} of {} games",
        GAMES.len()
    );
}

#[test]
fn every_class_that_may_fight_does() {
    for &class in ShipClass::ALL {
        let code = usize::from(class.code());
        assert!(GAMES.iter().any(|game| game.built[code]), "nobody builds a {class}");
        // Scouts keep to themselves and out of every battle (rulebook 10 §2.4).
        let fought = GAMES.iter().any(|game| game.fought[code]);
        assert_eq!(fought, class != ShipClass::Scout, "{class}");
    }
    assert!(GAMES.iter().any(|game| game.starbases_fought));
}

#[test]
fn all_personas_keep_scouts_on_missions() {
    for &kind in PersonaKind::ALL {
        let begun = |mission: usize| mean(kind, |seat| seat.missions[mission] as f64);
        assert!(begun(0) >= 1.0, "{kind}: {:.2} colonies watched a game", begun(0));
        let reports = mean(kind, |seat| seat.reports as f64 / seat.turns as f64);
        assert!(reports >= 0.15, "{kind}: {reports:.2} reports a turn");
    }
    for (mission, name) in ["ScoutColony", "ScoutSystem", "HackStarbase"].into_iter().enumerate() {
        assert!(sum(|seat| seat.missions[mission]) > 5, "{name} is hardly used");
    }
    assert!(sum(|seat| seat.scouts_lost) > 0, "scouts are noticed somewhere");
}

#[test]
fn nothing_stands_about() {
    assert_eq!(
        sum(|seat| seat.stuck),
        0,
        "fleets without orders in foreign or empty space"
    );
    for &kind in PersonaKind::ALL {
        let idle = mean(kind, |seat| seat.idle as f64 / seat.turns as f64);
        assert!(
            idle < 0.15,
            "{kind}: money lay about in {:.0} % of the turns",
            100.0 * idle
        );
    }
}

#[test]
fn every_house_settles_its_share() {
    for &kind in PersonaKind::ALL {
        let founded = mean(kind, |seat| seat.founded as f64);
        assert!(founded >= 10.0, "{kind} founded {founded:.1} colonies on 61 systems");
    }
}

#[test]
fn personas_differ() {
    use PersonaKind::*;
    let tax = |kind| mean(kind, |seat| seat.tax as f64 / seat.turns as f64);
    assert!(
        tax(Aggressive) > tax(Economic) + 5.0 && tax(Economic) > tax(Turtle) + 3.0,
        "taxes"
    );
    let conquests = |kind| mean(kind, |seat| seat.conquests as f64);
    assert!(
        conquests(Aggressive) > 1.5 * conquests(Balanced),
        "conquests of Aggressive"
    );
    assert!(conquests(Balanced) > conquests(Turtle), "conquests of Balanced");
    let share = |kind, slot: usize| {
        mean(kind, |seat| {
            seat.spent[slot] as f64 / seat.spent.iter().sum::<i64>().max(1) as f64
        })
    };
    let [ships, _, facilities, industry] = [0, 1, 2, 3];
    assert!(
        share(Aggressive, ships) > share(Turtle, ships) + 0.1,
        "ships of Aggressive and Turtle"
    );
    assert!(
        share(Economic, industry) > share(Balanced, industry) + 0.1,
        "industry of Economic and Balanced"
    );
    assert!(
        share(Turtle, facilities) > 2.0 * share(Aggressive, facilities),
        "starbases of Turtle and Aggressive"
    );
    let wars = |kind| mean(kind, |seat| seat.wars as f64);
    assert!(wars(Aggressive) > wars(Turtle) + 0.3, "wars of Aggressive and Turtle");
}

#[test]
fn every_action_of_espionage_is_tried_and_both_succeeds_and_fails() {
    for &action in EspionageAction::ALL {
        let sum = |part: usize| sum(|seat| seat.spies[usize::from(action.code())][part]);
        let (tried, succeeded) = (sum(0), sum(1));
        assert!(succeeded > 0, "{action} never succeeded in {tried} tries");
        let fails = action != EspionageAction::Sweep;
        assert_eq!(tried > succeeded, fails, "{action}: {succeeded} of {tried} succeeded");
    }
}

#[test]
fn personas_spy_each_in_its_own_way() {
    use EspionageAction::*;
    use PersonaKind::*;
    let tried = |kind, action: EspionageAction| mean(kind, |seat| seat.spies[usize::from(action.code())][0] as f64);
    for (kind, action) in [
        (Aggressive, SabotageHigh),
        (Economic, EconomicManipulation),
        (Economic, TechTheft),
        (Turtle, Disinformation),
        (Turtle, Sweep),
    ] {
        let most = PersonaKind::ALL
            .iter()
            .copied()
            .max_by(|&a, &b| tried(a, action).total_cmp(&tried(b, action)));
        assert_eq!(most, Some(kind), "{action}");
    }
    for &kind in PersonaKind::ALL {
        let points = mean(kind, |seat| seat.points as f64);
        assert!(points > 1000.0, "{kind} spent {points:.0} PP on points");
    }
}

#[test]
fn every_persona_uses_the_whole_economy() {
    for &kind in PersonaKind::ALL {
        for (name, figure) in [
            ("transfers", (|seat| seat.transfers as f64) as fn(&Seat) -> f64),
            ("planets raised", |seat| seat.terraformed as f64),
            ("repairs", |seat| seat.repairs as f64),
        ] {
            assert!(mean(kind, figure) > 1.0, "{kind}: {name}");
        }
        for (code, field) in TechField::ALL.iter().enumerate() {
            let levels = mean(kind, |seat| seat.levels[code] as f64);
            assert!(levels > 1.0, "{kind}: {levels} levels of {field} a game");
        }
    }
}

#[test]
fn long_and_small_games_are_played_to_their_end() {
    for (scenario, turns) in [("long-war-4-player", 100), ("standard-2-player", 35)] {
        let game = Arena::builtin(scenario).play(Key(5), &rotation(1));
        let early = game.outcome.kind == VictoryKind::Military;
        assert!(early || game.outcome.turn == turns, "{scenario}: {:?}", game.outcome);
        assert!(game.conquests() > 0, "{scenario}: nothing was conquered");
    }
}

#[test]
fn twelve_houses_on_a_large_map() {
    let arena = Arena::builtin("standard-4-player").crowded(12, 6);
    let personas = [rotation(0), rotation(1), rotation(2)].concat();
    let game = arena.play(Key(5), &personas);
    assert_eq!(game.seats.len(), 12);
    assert!(game.conquests() > 0, "nothing was conquered");
    let (orders, rejected): (u64, u64) = game
        .seats
        .iter()
        .fold((0, 0), |sum, seat| (sum.0 + seat.orders, sum.1 + seat.rejected));
    assert!(rejected * 100 < orders, "{rejected} of {orders} orders were refused");
}

#[test]
fn personas_talk_each_in_its_way() {
    use PersonaKind::*;
    let acts = |kind, act: DiplomacyKind| mean(kind, |seat| seat.diplomacy[usize::from(act.code())] as f64);
    for &kind in PersonaKind::ALL {
        assert!(acts(kind, DiplomacyKind::Declared) > 0.5, "{kind} declares nothing");
        assert!(acts(kind, DiplomacyKind::Accepted) > 0.2, "{kind} accepts nothing");
    }
    let asks = |kind| acts(kind, DiplomacyKind::Proposed);
    assert!(
        asks(Turtle) > asks(Economic) && asks(Economic) > 3.0 * asks(Aggressive),
        "proposals"
    );
    let refuses = |kind| acts(kind, DiplomacyKind::Rejected);
    assert!(refuses(Aggressive) > 3.0 * refuses(Turtle), "refusals");
    // Whoever plans wars declares them; others let the mission speak.
    let violates = |kind| acts(kind, DiplomacyKind::Escalated);
    assert!(violates(Economic) > violates(Aggressive), "violations");
    // Two may do the same thing at once, without knowing of each other; nothing else is in vain.
    let vain = GAMES.iter().flat_map(|game| &game.refusals);
    let vain: Vec<_> = vain.filter(|(what, _)| what.contains("diplomacy")).collect();
    assert!(vain.iter().all(|(what, _)| what.ends_with("nothing")), "{vain:?}");
    assert!(vain.len() * 5 < GAMES.len(), "{vain:?}");
}
