//! Steps in their order, and what that order is for.

use super::*;

/// Where a step stands in a turn that begins with CON: phase, number, letters (rulebook 03 §1).
fn place(code: &str) -> (usize, u32, String) {
    let phases = ["CON", "INC", "CMD", "PRD"];
    let phase = phases.iter().position(|phase| code.starts_with(phase));
    let rest = &code[3..];
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let number = rest[..digits].parse().expect("a number follows the phase");
    (phase.expect("one of four phases"), number, rest[digits..].to_owned())
}

/// The codes of all steps of a turn, from its CON0 to its PRD8.
fn steps_of_a_turn() -> Vec<&'static str> {
    let mut game = testing::game("standard-2-player", 5);
    let trace = Trace::default();
    game.state_mut().streams.record(trace.clone());
    for _ in 0..2 {
        game.resolve(&[Some(Orders::default()), Some(Orders::default())]);
    }
    let codes = trace.take().into_iter().filter_map(|entry| match entry {
        Entry::Step { step, .. } => Some(step),
        Entry::Drawn(_) => None,
    });
    let from_con = codes.skip_while(|&code| code != "CON0").collect::<Vec<_>>();
    let end = from_con
        .iter()
        .rposition(|&code| code == "CON0")
        .expect("a second turn");
    from_con[..end].to_vec()
}

#[test]
fn r03_13_r03_14_all_steps_come_in_their_order() {
    let steps = steps_of_a_turn();
    for two in steps.windows(2) {
        assert!(place(two[0]) <= place(two[1]), "{} before {}", two[0], two[1]);
    }
    for code in [
        "CON0", "CON1a", "CON1b", "CON1c", "CON1d", "CON1d9", "CON1e", "CON1f.iv", "CON1g", "CON2", "CON2f", "INC0",
        "INC2", "INC3", "INC5", "INC6", "INC7", "INC9", "INC10a", "INC10b", "CMD1", "CMD2", "CMD3", "CMD4", "CMD5",
        "CMD6a", "CMD6b", "CMD6c", "CMD6d", "PRD1a", "PRD1b", "PRD1c", "PRD1d", "PRD2", "PRD6", "PRD4", "PRD5",
        "PRD7a", "PRD8",
    ] {
        assert!(steps.iter().any(|step| step.starts_with(code)), "no {code}");
    }
}

#[test]
fn r03_1_r03_4_houses_order_when_they_have_seen_this_turns_conflict() {
    let mut game = testing::game("standard-2-player", 3);
    let view = game.view(H1);
    let settlers = view.fleets().find(|fleet| {
        let mut ships = view.ships(fleet);
        ships.any(|ship| ship.class == Etac)
    });
    let settlers = settlers.expect("the standard start has ETACs");
    let (fleet, (target, _)) = (settlers.id, view.starmap().neighbours[settlers.system.index()][0]);
    let order = FleetOrder::new(fleet, CommandKind::Colonize, Some(target));
    game.resolve(&packets(Orders {
        fleets: vec![order],
        ..Orders::default()
    }));
    // Ordered in CMD5(1), arrived in PRD1(1), founded in CON1e(2), seen in CMD5(2).
    let colony = game.view(H1).own_colony_at(target).expect("it was founded");
    assert_eq!((game.turn(), colony.founded), (2, 2));
}

#[test]
fn r03_12_theatres_are_fought_one_after_the_other_in_all_systems() {
    let mut state = bare(3, 6);
    let trace = Trace::default();
    // In system 1 the orbit is attacked, in system 4 two houses meet in space.
    let colony = state.new_colony(H2, HOME, 100, 50, 0);
    state.new_ground(H2, GroundKind::GroundBattery, colony, 0);
    let guard = fleet(&mut state, H2, HOME, &[Destroyer]);
    arrived(&mut state, guard, CommandKind::GuardColony);
    let bombers = fleet(&mut state, H1, HOME, &[Dreadnought; 4]);
    arrived(&mut state, bombers, CommandKind::Bombard);
    for house in [H1, H3] {
        let id = fleet(&mut state, house, sys(4), &[Cruiser]);
        arrived(&mut state, id, CommandKind::Patrol);
    }
    state.raise_relation(H1, H3, Stance::Enemy);
    state.streams.record(trace.clone());
    conflict(&mut state);
    let theatres: Vec<&str> = trace
        .take()
        .into_iter()
        .filter_map(|entry| match entry {
            Entry::Drawn(drawn) => match drawn.stream {
                Stream::SpaceBattle(system, ..) => Some((system == sys(4)).then_some("space").expect("only there")),
                Stream::OrbitalBattle(..) => Some("orbit"),
                Stream::Bombard(..) => Some("planet"),
                _ => None,
            },
            Entry::Step { .. } => None,
        })
        .collect();
    assert_eq!(theatres, ["space", "orbit", "planet"]);
}

#[test]
fn r03_22_o3_every_need_has_dice_of_its_own() {
    let game = |key| crate::dice::Streams::new(crate::dice::Key(key));
    let words = |streams: &crate::dice::Streams, turn, stream| {
        let mut dice = streams.open(turn, stream);
        [(); 8].map(|()| dice.below(u32::MAX))
    };
    let space = Stream::SpaceBattle(HOME, H1, H2);
    let first = words(&game(1), 5, space);
    assert_eq!(first, words(&game(1), 5, space), "opened again it begins again");
    assert_ne!(first, words(&game(2), 5, space), "another game");
    assert_ne!(first, words(&game(1), 6, space), "another turn");
    assert_ne!(
        first,
        words(&game(1), 5, Stream::SpaceBattle(HOME, H1, H3)),
        "another pair"
    );
    assert_ne!(
        first,
        words(&game(1), 5, Stream::OrbitalBattle(HOME, H1, H2)),
        "another theatre"
    );
}
