//! Intelligence Theft (rulebook 23 §6.4, 24 §8).

use super::*;
use crate::intel::records;
use crate::testing::army_project;

/// House 2 knows a fleet of house 3; house 1 steals.
fn spied() -> (State, FleetId) {
    let mut state = bare(3, 3);
    let target = fleet(&mut state, H3, SystemId(3), &[Cruiser]);
    records::sight_fleet(&mut state, H2, target, Source::Sweep);
    (state, target)
}

fn of(state: &State, house: HouseId, fleet: FleetId) -> Option<&FleetRecord> {
    let at = records::find(state, house, fleet).ok()?;
    Some(&state.fleet_records[state.fleet_records_of[house.index()][at].1])
}

#[test]
fn fleets_are_copied_with_their_dates() {
    let (mut state, target) = spied();
    state.game_mut().turn = 5;
    assert_eq!(steal_records(&mut state, H1, H2), 1);
    let stolen = of(&state, H1, target).expect("stolen");
    assert_eq!((stolen.house, stolen.owner, stolen.turn), (H1, H3, 1));
    assert_eq!(stolen.ships[Cruiser], 1);
    assert_eq!(steal_records(&mut state, H1, H2), 0, "nothing new");
    assert_sound(&state);
}

#[test]
fn a_house_learns_nothing_about_itself() {
    let (mut state, target) = spied();
    assert_eq!(steal_records(&mut state, H3, H2), 0);
    assert_eq!(of(&state, H3, target), None);
}

#[test]
fn w84_sightings_and_details_count_each_for_itself() {
    let (mut state, target) = spied();
    // House 1 fought it in turn 2, house 2 saw it again in turn 4.
    state.game_mut().turn = 2;
    records::know_fleet(&mut state, H1, target, Source::Scout);
    state.game_mut().turn = 4;
    state.move_fleet(target, SystemId(1));
    records::sight_fleet(&mut state, H2, target, Source::Sweep);
    assert_eq!(steal_records(&mut state, H1, H2), 1);
    let stolen = of(&state, H1, target).expect("stolen").clone();
    assert_eq!((stolen.turn, stolen.system), (4, SystemId(1)));
    assert_eq!((stolen.detail_turn, stolen.crippled), (Some(2), Some(0)));
    // The other way round, the details are what is new.
    assert_eq!(steal_records(&mut state, H2, H1), 1);
    let stolen = of(&state, H2, target).expect("stolen");
    assert_eq!((stolen.turn, stolen.detail_turn), (4, Some(2)));
    assert_sound(&state);
}

#[test]
fn colonies_are_copied_with_owner_and_details_of_their_dates() {
    let mut state = bare(3, 3);
    let colony = state.new_colony(H3, SystemId(3), 80, 40, 0);
    records::know_colony(&mut state, H2, colony, Source::Scout);
    state.game_mut().turn = 3;
    records::note_system(&mut state, H1, SystemId(3), Source::Sweep);
    assert_eq!(steal_records(&mut state, H1, H2), 1);
    let record = &state.colony_records[RecordId::of(H1, SystemId(3))];
    assert_eq!((record.turn, record.detail_turn, record.pu), (3, Some(1), Some(80)));
    // A colony taken since is nobody's secret to its owner.
    state.change_owner(colony, H1);
    state.game_mut().turn = 4;
    records::know_colony(&mut state, H2, colony, Source::Scout);
    state.colony_records.remove(RecordId::of(H1, SystemId(3)));
    assert_eq!(steal_records(&mut state, H1, H2), 0);
}

#[test]
fn w84_what_is_stolen_is_not_falsified_again_for_a_thief_that_is_deceived() {
    let mut state = bare(3, 3);
    let colony = state.new_colony(H3, SystemId(3), 80, 40, 0);
    records::know_colony(&mut state, H2, colony, Source::Scout);
    state.effects.insert(Effect {
        id: EffectId::of(H1, EffectKind::IntelCorrupted),
        house: H1,
        kind: EffectKind::IntelCorrupted,
        last_turn: 9,
    });
    assert!(steal_records(&mut state, H1, H2) > 0);
    let figures = |house| {
        let record = &state.colony_records[RecordId::of(house, SystemId(3))];
        (record.pu, record.iu, record.armies)
    };
    assert_eq!(figures(H1), figures(H2));
}

/// House 2 has hacked house 3, knows a queue of its colony, and has seen a battle of houses 3 and 1 or of 3 and 2.
fn well_informed(opponent: HouseId) -> (State, FacilityId) {
    use crate::intel::battle::{Fight, Party};
    let mut state = bare(3, 3);
    let colony = state.new_colony(H3, SystemId(3), 80, 40, 0);
    let base = state.new_facility(colony, FacilityKind::Starbase, 1);
    fleet(&mut state, H3, SystemId(3), &[Cruiser, Cruiser]);
    army_project(&mut state, colony, 15, 1);
    records::know_starbase(&mut state, H2, base);
    records::know_colony(&mut state, H2, colony, Source::Scout);
    let party = |side| Party {
        side,
        fleet: None,
        class: Cruiser.unit(),
        wep: 1,
        hull: Hull::Nominal,
        cargo: 0,
        count: 2,
        lost: 1,
        left: false,
    };
    let mut houses = [H3, opponent];
    houses.sort_unstable();
    let fight = Fight {
        battle: BattleId(1),
        system: SystemId(3),
        turn: 1,
        theatre: Theatre::Space,
        houses,
        winner: None,
        rounds: 2,
        parties: vec![party(0), party(1)],
    };
    records::know_battle(&mut state, H2, &fight);
    (state, base)
}

#[test]
fn records_are_copied_with_all_that_stands_under_them_and_once() {
    let (mut state, base) = well_informed(H2);
    // System, colony, starbase, battle.
    assert_eq!(steal_records(&mut state, H1, H2), 4);
    assert_eq!(
        steal_records(&mut state, H1, H2),
        0,
        "what is of the same date is known"
    );
    let starbase = state
        .starbase_records
        .iter()
        .find(|row| row.house == H1)
        .expect("stolen");
    assert_eq!((starbase.starbase, starbase.source), (base, Source::Stolen));
    let plans: Vec<_> = starbase
        .plans
        .iter()
        .map(|&part| state.plan_records[part].ships)
        .collect();
    assert_eq!(plans, [2]);
    let battle = state.combat_records.iter().find(|row| row.house == H1).expect("stolen");
    assert_eq!((battle.units.len(), battle.source), (2, Source::Stolen));
    let colony = &state.colony_records[RecordId::of(H1, SystemId(3))];
    let queue: Vec<_> = colony
        .queue
        .iter()
        .map(|&part| state.queue_records[part].ground)
        .collect();
    assert_eq!(queue, [Some(GroundKind::Army)]);
    assert_sound(&state);
}

#[test]
fn what_is_about_the_thief_stays_behind_with_battles_and_starbases_too() {
    let (mut state, _) = well_informed(H1);
    assert_eq!(steal_records(&mut state, H1, H2), 3, "it was in that battle itself");
    assert!(state.combat_records.iter().all(|row| row.house == H2));
    let (mut state, _) = well_informed(H2);
    assert_eq!(
        steal_records(&mut state, H3, H2),
        0,
        "system, colony, starbase and battle are its own"
    );
    assert!(state.starbase_records.iter().all(|row| row.house == H2));
}

#[test]
fn newer_planets_and_newer_colonies_replace_older_ones_and_not_the_other_way_round() {
    let mut state = bare(3, 3);
    let old = state.new_colony(H3, SystemId(3), 80, 40, 0);
    records::know_colony(&mut state, H1, old, Source::Scout);
    state.remove_colony(old);
    state.game_mut().turn = 3;
    let new = state.new_colony(H3, SystemId(3), 5, 0, 3);
    records::note_system(&mut state, H2, SystemId(3), Source::Sweep);
    let place = RecordId::of(H1, SystemId(3));
    // The older knowledge of house 1 is nothing to house 2.
    assert_eq!(steal_records(&mut state, H2, H1), 0);
    assert_eq!(state.colony_records[RecordId::of(H2, SystemId(3))].colony, new);
    assert_eq!(steal_records(&mut state, H1, H2), 2);
    assert_eq!(
        (state.system_records[place].turn, state.system_records[place].source),
        (3, Source::Stolen)
    );
    let record = &state.colony_records[place];
    assert_eq!(
        (record.colony, record.turn, record.pu),
        (new, 3, None),
        "another colony in its place"
    );
    assert_sound(&state);
}
