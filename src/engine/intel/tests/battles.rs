//! What battles reveal (rulebook 24 §5, §6.4).

use super::*;

/// A battle of houses 1 and 2 in system 3, where house 3 looks on; house 1 has already lost what `lost` says.
fn fight(lost: bool) -> (State, [FleetId; 3]) {
    let mut state = neighbours();
    let place = SystemId(3);
    state.raise_relation(H1, H2, Stance::Enemy);
    let fleets = [(H1, Raider), (H2, Cruiser), (H3, Scout)].map(|(house, class)| {
        let id = fleet(&mut state, house, place, &[class, class]);
        arrived(&mut state, id, CommandKind::Move);
        id
    });
    // Scouts on a mission look on like everybody.
    state.fleets[fleets[2]].mission = MissionState::ScoutLocked;
    state.fleets[fleets[2]].mission_start = Some(1);
    play(&mut state, |turn| {
        con0_judge(turn);
        before_battle(turn, place);
        let ships = turn.state.fleets[fleets[0]].ships.clone();
        for ship in ships.into_iter().take(if lost { 2 } else { 1 }) {
            turn.state.remove_ship(ship);
        }
        let ship = turn.state.fleets[fleets[1]].ships[0];
        turn.state.ships[ship].hull = Hull::Crippled;
        after_battle(turn, place);
    });
    (state, fleets)
}

#[test]
fn i16_survivors_and_observers_know_the_fleets_after_the_fight() {
    let (state, [raiders, cruisers, _]) = fight(false);
    let seen = record(&state, H2, raiders).expect("fighting reveals the cloaked");
    assert_eq!((seen.ships[Raider], seen.attack, seen.defense), (1, Some(20), Some(25)));
    for house in [H1, H3] {
        let seen = record(&state, house, cruisers).expect("a participant and an observer");
        assert_eq!(
            (seen.attack, seen.crippled, seen.detail_turn),
            (Some(18), Some(1), Some(1))
        );
    }
    assert!(record(&state, H3, raiders).is_some());
}

#[test]
fn i23_the_annihilated_keep_what_they_knew_before_the_battle() {
    let (state, [raiders, cruisers, _]) = fight(true);
    let seen = record(&state, H1, cruisers).expect("known before round 1");
    assert_eq!((seen.attack, seen.crippled), (Some(24), Some(0)));
    assert_eq!(
        (record(&state, H2, raiders), record(&state, H3, raiders)),
        (None, None),
        "destroyed in their sight"
    );
}

#[test]
fn attackers_and_orbit_know_each_other_and_bystanders_of_the_owner_stay_unknown() {
    let mut state = neighbours();
    let attack = fleet(&mut state, H1, ABROAD, &[Cruiser]);
    arrived(&mut state, attack, CommandKind::Bombard);
    let guard = fleet(&mut state, H2, ABROAD, &[Destroyer]);
    let mothballed = fleet(&mut state, H2, ABROAD, &[Frigate]);
    state.fleets[mothballed].status = FleetStatus::Mothballed;
    play(&mut state, |turn| {
        con0_judge(turn);
        before_battle(turn, ABROAD);
    });
    assert_eq!(record(&state, H2, attack).map(|seen| seen.attack), Some(Some(12)));
    assert_eq!(record(&state, H1, guard).map(|seen| seen.defense), Some(Some(6)));
    assert_eq!(record(&state, H1, mothballed), None);
}

#[test]
fn w38_fleets_that_are_lost_with_the_orbit_are_struck_off_by_who_was_there() {
    let mut state = neighbours();
    let attack = fleet(&mut state, H1, ABROAD, &[Cruiser]);
    let mothballed = fleet(&mut state, H2, ABROAD, &[Frigate]);
    state.fleets[mothballed].status = FleetStatus::Mothballed;
    arrived(&mut state, attack, CommandKind::Blockade);
    play(&mut state, prd6_sweep);
    assert!(record(&state, H1, mothballed).is_some());
    play(&mut state, |turn| {
        con0_judge(turn);
        let ship = turn.state.fleets[mothballed].ships[0];
        turn.state.remove_ship(ship);
        after_battle(turn, ABROAD);
    });
    assert_eq!(record(&state, H1, mothballed), None);
}

#[test]
fn i25_a_house_learns_the_colony_it_lost_under_its_new_owner() {
    let mut state = neighbours();
    let colony = state.houses[H2].colonies[0];
    for kind in [
        GroundKind::Army,
        GroundKind::Army,
        GroundKind::Marine,
        GroundKind::GroundBattery,
    ] {
        state.new_ground(H1, kind, colony, 0);
    }
    state.new_ground(H1, GroundKind::PlanetaryShield, colony, 3);
    state.new_facility(colony, FacilityKind::Spaceport, 0);
    state.change_owner(colony, H1);
    play(&mut state, |turn| learn_colony(turn, H2, colony));
    let seen = colony_record(&state, H2, ABROAD).expect("it knows what it lost");
    assert_eq!((seen.owner, seen.pu, seen.iu), (H1, Some(40), Some(7)));
    assert_eq!(
        (seen.armies, seen.marines, seen.batteries, seen.shield),
        (Some(2), Some(1), Some(1), Some(3))
    );
    assert_eq!(
        (seen.spaceports, seen.starbases, seen.fighters),
        (Some(1), Some(0), Some(0))
    );
    play(&mut state, |turn| learn_colony(turn, H1, colony));
    assert_eq!(
        colony_record(&state, H1, ABROAD),
        None,
        "nobody keeps records of what is its own"
    );
}

#[test]
fn w20_a_bombardment_and_a_landing_show_the_colony_as_it_then_is() {
    use crate::combat::{con1a_space, con1b_orbital, con1d_planetary};
    for command in [CommandKind::Bombard, CommandKind::Blitz] {
        let mut state = neighbours();
        let colony = state.houses[H2].colonies[0];
        for kind in [GroundKind::Army; 6] {
            state.new_ground(H2, kind, colony, 0);
        }
        let attack = fleet(&mut state, H1, ABROAD, &[Cruiser, TroopTransport]);
        let transport = state.fleets[attack].ships[1];
        let marine = state.new_ground(H1, GroundKind::Marine, colony, 0);
        state.embark(marine, transport);
        arrived(&mut state, attack, command);
        assert_eq!(colony_record(&state, H1, ABROAD), None);
        play(&mut state, |turn| {
            turn.conflict = crate::turn::conflict::Conflict::new(turn.state);
            con0_judge(turn);
            con1a_space(turn);
            con1b_orbital(turn);
            con1d_planetary(turn);
        });
        let row = &state.colonies[colony];
        assert_eq!(row.owner, H2, "{command}");
        let seen = colony_record(&state, H1, ABROAD).expect("it was there");
        assert_eq!((seen.pu, seen.iu), (Some(row.pu), Some(row.iu)), "{command}");
        assert_eq!(seen.armies, Some(row.garrison.len() as u16), "{command}");
        assert_eq!((seen.spaceports, seen.detail_turn), (Some(0), Some(1)), "{command}");
    }
}

#[test]
fn i16_bystanders_reveal_nothing_of_themselves_and_view_fleets_and_the_fallen_learn_nothing() {
    let mut state = neighbours();
    let place = SystemId(3);
    state.raise_relation(H1, H2, Stance::Enemy);
    let [ours, theirs, viewer] = [H1, H2, H3].map(|house| fleet(&mut state, house, place, &[Cruiser]));
    let bystander = fleet(&mut state, H2, place, &[Scout]);
    for id in [ours, theirs, bystander] {
        arrived(&mut state, id, CommandKind::Move);
    }
    arrived(&mut state, viewer, CommandKind::View);
    let mut fallen = state.clone();
    arrived(&mut fallen, viewer, CommandKind::Move);
    fallen.houses[H3].status = HouseStatus::Eliminated;
    for state in [&mut state, &mut fallen] {
        play(state, |turn| {
            con0_judge(turn);
            before_battle(turn, place);
            after_battle(turn, place);
        });
        assert!(record(state, H1, theirs).is_some());
        assert_eq!(record(state, H1, bystander), None, "it did not fight");
        assert_eq!((record(state, H3, ours), record(state, H3, theirs)), (None, None));
    }
}
