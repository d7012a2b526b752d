//! Scout missions (rulebook 24 §4).

use super::*;
use crate::intel::records;
use crate::testing::{army_project, binomial, ship};
use crate::turn::Turn;

/// A fleet of scouts of house 1 at the colony of house 2, with an order that acts there.
fn scouts(state: &mut State, count: usize, command: CommandKind) -> FleetId {
    let id = fleet(state, H1, ABROAD, &vec![Scout; count]);
    arrived(state, id, command);
    id
}

/// CON1f.i and CON1f.ii of a turn in which the die of a mission shows `roll`.
fn con1f(state: &mut State, id: FleetId, roll: u32) {
    let stream = match state.fleets[id].mission_start {
        None => Stream::NewMission(id),
        Some(_) => Stream::Mission(id),
    };
    state.streams.script(state.turn(), stream, &[roll]);
    con1f_without_dice(state);
}

fn con1f_without_dice(state: &mut State) {
    play(state, |turn| {
        con0_judge(turn);
        con1f1_new_missions(turn);
        con1f2_running_missions(turn);
        con1f_sweep(turn);
    });
    assert_sound(state);
}

fn next_turn(state: &mut State) {
    play(state, crate::command::cmd1_cleanup);
    state.game_mut().turn += 1;
}

fn starbase(state: &mut State) -> FacilityId {
    let colony = state.houses[H2].colonies[0];
    state.new_facility(colony, FacilityKind::Starbase, 1)
}

#[test]
fn example_x25_scouts() {
    let (rules, _) = crate::testing::load("standard-4-player");
    for (scouts, eli, starbase, threshold, detecting) in [
        (1, 1, false, 15, 6),
        (3, 3, true, 13, 8),
        (3, 3, false, 15, 6),
        (6, 1, false, 20, 1),
        (7, 1, false, 21, 0),
        (1, 5, true, 9, 12),
        (10, 5, true, 18, 3),
    ] {
        let sensors = detection::Sensors { eli, starbase };
        let found = detection::scout_threshold(&rules, scouts, sensors);
        assert_eq!(
            (found, detection::chance(found)),
            (threshold, f64::from(detecting) / 20.0)
        );
    }
    for (observers, eli, threshold, detecting) in [(1, 1, 15, 6), (3, 1, 13, 8), (2, 4, 17, 4)] {
        let found = detection::meeting_threshold(&rules, observers, eli);
        assert_eq!(
            (found, detection::chance(found)),
            (threshold, f64::from(detecting) / 20.0)
        );
    }
}

#[test]
fn example_x25_each_row_is_played_at_its_threshold() {
    for (count, eli, with_starbase, threshold) in [
        (1, 1, false, 15),
        (3, 3, true, 13),
        (3, 3, false, 15),
        (6, 1, false, 20),
        (1, 5, true, 9),
        (10, 5, true, 18),
    ] {
        for roll in [threshold - 1, threshold] {
            let mut state = neighbours();
            state.houses[H2].tech[TechField::Eli] = eli;
            if with_starbase {
                starbase(&mut state);
            }
            let id = scouts(&mut state, count, CommandKind::ScoutColony);
            con1f(&mut state, id, roll);
            let caught = roll == threshold;
            assert_eq!(
                state.fleets.contains(id),
                !caught,
                "{count} scouts, ELI {eli}, roll {roll}"
            );
            let known = colony_record(&state, H1, ABROAD).is_some_and(|record| record.detail_turn.is_some());
            assert_eq!(known, !caught, "detected scouts gather nothing");
        }
    }
}

#[test]
fn i1_i17_detection_odds_are_those_of_the_formula() {
    // Missions at their starts and in every later turn, with the game's own dice.
    for (count, eli, with_starbase, p) in [
        (1, 1, false, 0.30),
        (3, 3, true, 0.40),
        (1, 5, true, 0.60),
        (6, 1, false, 0.05),
        (7, 1, false, 0.0),
    ] {
        let mut state = neighbours();
        state.houses[H2].tech[TechField::Eli] = eli;
        if with_starbase {
            starbase(&mut state);
        }
        let (mut tries, mut hits) = (0, 0);
        for _ in 0..600 {
            let id = scouts(&mut state, count, CommandKind::ScoutColony);
            for _ in 0..3 {
                if state.fleets.contains(id) {
                    tries += 1;
                    play(&mut state, |turn| {
                        con1f1_new_missions(turn);
                        con1f2_running_missions(turn);
                    });
                    hits += u64::from(!state.fleets.contains(id));
                    next_turn(&mut state);
                }
            }
            if let Some(fleet) = state.fleets.get(id) {
                for ship in fleet.ships.clone() {
                    state.remove_ship(ship);
                }
                state.dissolve_if_empty(id);
            }
        }
        binomial::assert_chance(hits, tries, p, &format!("{count} scouts, ELI {eli}"));
    }
}

#[test]
fn i1_i14_meetings_have_the_odds_of_the_formula() {
    for (observers, eli, p) in [(1, 1, 0.30), (3, 1, 0.40), (2, 4, 0.20)] {
        let mut state = neighbours();
        state.houses[H3].tech[TechField::Eli] = eli;
        let place = SystemId(4);
        let ours = fleet(&mut state, H1, place, &vec![Scout; observers]);
        let (mut hits, tries) = (0, 2000);
        for _ in 0..tries {
            let theirs = fleet(&mut state, H3, place, &[Scout]);
            play(&mut state, prd1d_scout_meetings);
            hits += u64::from(record(&state, H1, theirs).is_some());
            let ship = state.fleets[theirs].ships[0];
            state.remove_ship(ship);
            state.dissolve_if_empty(theirs);
            state.game_mut().turn += 1;
        }
        assert!(state.fleets.contains(ours));
        binomial::assert_chance(hits, tries, p, &format!("{observers} scouts meet ELI {eli}"));
    }
}

#[test]
fn a_mission_locks_the_fleet_and_reports_every_turn() {
    let mut state = neighbours();
    let colony = state.houses[H2].colonies[0];
    let id = scouts(&mut state, 2, CommandKind::ScoutColony);
    con1f(&mut state, id, 15);
    let row = &state.fleets[id];
    assert_eq!((row.mission, row.mission_start), (MissionState::ScoutLocked, Some(1)));
    assert_eq!(state.flows[H1].missions_colony, 1);
    next_turn(&mut state);
    state.colonies[colony].pu = 77;
    con1f(&mut state, id, 1);
    let seen = colony_record(&state, H1, ABROAD).expect("it was reported");
    assert_eq!(
        (seen.pu, seen.detail_turn, seen.source),
        (Some(77), Some(2), Source::Scout)
    );
    assert_eq!(state.flows[H1].missions_colony, 1, "the same mission");
    assert_eq!(state.relation(H1, H2), Stance::Neutral);
}

#[test]
fn w96_the_detected_are_lost_and_neutrals_become_hostile() {
    for (before, after) in [(Stance::Neutral, Stance::Hostile), (Stance::Enemy, Stance::Enemy)] {
        let mut state = neighbours();
        state.raise_relation(H1, H2, before);
        let id = scouts(&mut state, 3, CommandKind::ScoutSystem);
        play(&mut state, |turn| {
            records::sight_fleet(turn.state, H2, id, Source::Sweep)
        });
        con1f(&mut state, id, 17);
        assert!(!state.fleets.contains(id) && state.ships.is_empty());
        assert_eq!((state.relation(H1, H2), state.relation(H2, H1)), (after, after));
        assert_eq!((state.flows[H1].scouts_lost, state.flows[H2].scouts_caught), (3, 3));
        assert_eq!(record(&state, H2, id), None, "destroyed in its sight");
    }
}

#[test]
fn two_missions_in_a_system_are_judged_separately() {
    let mut state = neighbours();
    let first = scouts(&mut state, 1, CommandKind::ScoutColony);
    let second = scouts(&mut state, 4, CommandKind::ScoutSystem);
    state.streams.script(1, Stream::NewMission(second), &[17]);
    con1f(&mut state, first, 15);
    assert_eq!(
        (state.fleets.contains(first), state.fleets.contains(second)),
        (false, true)
    );
}

#[test]
fn scouts_on_missions_are_invisible_and_out_of_every_fight() {
    let mut state = neighbours();
    let id = scouts(&mut state, 2, CommandKind::ScoutColony);
    fleet(&mut state, H2, ABROAD, &[Cruiser]);
    state.raise_relation(H1, H2, Stance::Enemy);
    con1f(&mut state, id, 1);
    next_turn(&mut state);
    con1f(&mut state, id, 1);
    assert_eq!(record(&state, H2, id), None);
    assert_eq!(
        record(&state, H1, FleetId(2)),
        None,
        "and are no presence: they see nobody by themselves"
    );
    assert!(
        play(&mut state, |turn| {
            con0_judge(turn);
            turn.conflict.battles.is_empty()
        })
        .0
    );
}

#[test]
fn i10_w92_one_full_record_of_a_colony() {
    let mut state = neighbours();
    state.houses[H2].tax = 40;
    let colony = state.houses[H2].colonies[0];
    let facilities = [
        FacilityKind::Spaceport,
        FacilityKind::Shipyard,
        FacilityKind::Drydock,
        FacilityKind::Starbase,
    ]
    .map(|kind| state.new_facility(colony, kind, 1));
    state.facilities[facilities[1]].hull = Hull::Crippled;
    for kind in [GroundKind::Army, GroundKind::Marine, GroundKind::GroundBattery] {
        state.new_ground(H2, kind, colony, 0);
    }
    state.new_ground(H2, GroundKind::PlanetaryShield, colony, 2);
    ship(&mut state, H2, Fighter, crate::state::ShipPlace::Colony(colony));
    for status in [FleetStatus::Reserve, FleetStatus::Mothballed, FleetStatus::Active] {
        let id = fleet(&mut state, H2, ABROAD, &[Destroyer]);
        state.fleets[id].status = status;
    }
    for remaining in [1, 1, 3] {
        state.new_project(|id| Project {
            id,
            colony,
            facility: Some(facilities[0]),
            ship: Some(Cruiser),
            ground: None,
            facility_kind: None,
            paid: 500,
            build_cost: 250,
            remaining,
        });
    }
    state.new_repair(|id| Repair {
        id,
        colony,
        drydock: None,
        ship: None,
        facility: Some(facilities[1]),
        ground: None,
        priority: 3,
        remaining: 1,
        stalled: false,
    });
    (state.colonies[colony].iu_damaged, state.colonies[colony].infra_damage) = (4, 250);
    let id = scouts(&mut state, 1, CommandKind::ScoutColony);
    con1f(&mut state, id, 1);
    let seen = colony_record(&state, H1, ABROAD).expect("it was reported").clone();
    assert_eq!(seen.quality(), Quality::Perfect);
    assert_eq!(
        (seen.pu, seen.iu, seen.iu_damaged, seen.infra_damage),
        (Some(40), Some(7), Some(4), Some(250))
    );
    // Eden, Abundant: 40 of the people, 7 × 1.5 × (1 + 10/500 + 0.05) of industry; a quarter is ruined.
    let gross = crate::economy::gross_output(&state, &state.colonies[colony]);
    assert_eq!(
        (seen.gco, seen.ncv),
        (Some(gross), Some(crate::num::ceil(gross as f64 * 0.4)))
    );
    assert_eq!(
        (seen.armies, seen.marines, seen.batteries, seen.shield),
        (Some(1), Some(1), Some(1), Some(2))
    );
    let kinds = [seen.spaceports, seen.shipyards, seen.drydocks, seen.starbases];
    assert_eq!((kinds, seen.fighters), ([Some(1); 4], Some(1)));
    assert_eq!(seen.crippled[FacilityKind::Shipyard], Some(1));
    assert_eq!(
        (seen.docks[FacilityKind::Shipyard], seen.docks[FacilityKind::Spaceport]),
        (Some(0), Some(5))
    );
    assert_eq!(seen.docks_free[FacilityKind::Spaceport], Some(2));
    assert_eq!(
        (seen.reserve_fleets, seen.mothballed_fleets, seen.guards),
        (Some(1), Some(1), Some(1))
    );
    assert_eq!(seen.blockaded, Some(false));
    let queue: Vec<_> = seen.queue.iter().map(|&part| &state.queue_records[part]).collect();
    let told: Vec<_> = queue
        .iter()
        .map(|part| (part.repair, part.ship, part.facility, part.remaining, part.count))
        .collect();
    assert_eq!(
        told,
        [
            (false, Some(Cruiser), None, 1, 2),
            (false, Some(Cruiser), None, 3, 1),
            (true, None, Some(FacilityKind::Shipyard), 1, 1)
        ]
    );
}

#[test]
fn a_queue_is_written_anew_with_its_record() {
    let mut state = neighbours();
    let colony = state.houses[H2].colonies[0];
    let projects = [1, 2].map(|remaining| army_project(&mut state, colony, 15, remaining));
    let id = scouts(&mut state, 1, CommandKind::ScoutColony);
    con1f(&mut state, id, 1);
    let parts = |state: &State| colony_record(state, H1, ABROAD).map(|record| record.queue.len());
    assert_eq!(parts(&state), Some(2));
    next_turn(&mut state);
    state.remove_project(projects[0]);
    con1f(&mut state, id, 1);
    assert_eq!((parts(&state), state.queue_records.len()), (Some(1), 1));
}

#[test]
fn w91_scouts_in_a_system_see_all_fleets_there_completely() {
    let mut state = neighbours();
    let raiders = fleet(&mut state, H2, ABROAD, &[Raider, Raider]);
    let cripple = state.fleets[raiders].ships[1];
    state.ships[cripple].hull = Hull::Crippled;
    let carrier = fleet(&mut state, H3, ABROAD, &[Carrier]);
    let deck = crate::state::ShipPlace::Carrier(state.fleets[carrier].ships[0]);
    for _ in 0..3 {
        ship(&mut state, H3, Fighter, deck);
    }
    (state.fleets[carrier].roe, state.fleets[carrier].target) = (3, HOME);
    let others = [H1, H3].map(|house| fleet(&mut state, house, ABROAD, &[Scout]));
    state.fleets[others[1]].mission = MissionState::ScoutLocked;
    state.fleets[others[1]].mission_start = Some(1);
    let outside = fleet(&mut state, H3, ABROAD, &[Destroyer]);
    arrived(&mut state, outside, CommandKind::View);
    let id = scouts(&mut state, 1, CommandKind::ScoutSystem);
    con1f(&mut state, id, 1);
    assert!(record(&state, H1, outside).is_none(), "it stands at the edge");
    let seen = record(&state, H1, raiders).expect("cloaks do not help");
    assert_eq!(
        (seen.attack, seen.crippled, seen.quality()),
        (Some(30), Some(1), Quality::Perfect)
    );
    let ships: Vec<_> = seen.details.iter().map(|&part| &state.ship_records[part]).collect();
    let told: Vec<_> = ships.iter().map(|part| (part.class, part.hull, part.count)).collect();
    assert_eq!(told, [(Raider, Hull::Nominal, 1), (Raider, Hull::Crippled, 1)]);
    let seen = record(&state, H1, carrier).expect("third parties too").clone();
    assert_eq!((seen.roe, seen.target, seen.attack), (Some(3), Some(HOME), Some(20)));
    assert_eq!(
        (seen.ships[Carrier], seen.ships[Fighter]),
        (1, 0),
        "hangars are no ships of the fleet"
    );
    let ships: Vec<_> = seen.details.iter().map(|&part| &state.ship_records[part]).collect();
    let told: Vec<_> = ships
        .iter()
        .map(|part| (part.class, part.fighters, part.count))
        .collect();
    assert_eq!(told, [(Carrier, 3, 1), (Fighter, 0, 3)]);
    assert!(record(&state, H1, others[0]).is_none() && record(&state, H1, others[1]).is_none());
    assert!(state.system_records.contains(RecordId::of(H1, ABROAD)));
}

#[test]
fn i11_w93_a_hacked_starbase_tells_all_about_its_house() {
    let mut state = neighbours();
    let base = starbase(&mut state);
    starbase(&mut state);
    let house = &mut state.houses[H2];
    (house.treasury, house.tax, house.gho, house.nhv) = (900, 35, 400, 140);
    house.tech[TechField::Wep] = 4;
    (house.rp[Pool::Srp], house.rp[Pool::Mrp]) = (30, 30);
    let away = fleet(&mut state, H2, SystemId(4), &[Cruiser, Cruiser]);
    (state.fleets[away].command, state.fleets[away].target) = (CommandKind::Bombard, HOME);
    let id = scouts(&mut state, 3, CommandKind::HackStarbase);
    con1f(&mut state, id, 14);
    let found: Vec<_> = state.starbase_records.iter().collect();
    let [seen] = found[..] else { panic!("{found:?}") };
    assert_eq!(
        (seen.house, seen.starbase, seen.owner, seen.system),
        (H1, base, H2, ABROAD)
    );
    assert_eq!((seen.treasury, seen.tax, seen.gho, seen.nhv), (900, 35, 400, 140));
    assert_eq!(
        (seen.tech[TechField::Wep], seen.rp[Pool::Srp], seen.focus),
        (4, 30, Pool::Srp)
    );
    let plans: Vec<_> = seen.plans.iter().map(|&part| &state.plan_records[part]).collect();
    let [plan] = plans[..] else { panic!("{plans:?}") };
    assert_eq!((plan.fleet, plan.system, plan.ships), (away, SystemId(4), 2));
    assert_eq!((plan.command, plan.target), (CommandKind::Bombard, HOME));
    next_turn(&mut state);
    state.houses[H2].treasury = 5;
    con1f(&mut state, id, 14);
    assert_eq!(state.starbase_records.len(), 1, "the newer replaces the older");
    assert_eq!(
        state
            .starbase_records
            .iter()
            .map(|seen| (seen.treasury, seen.turn))
            .next(),
        Some((5, 2))
    );
}

#[test]
fn w93_a_crippled_starbase_can_be_hacked() {
    let mut state = neighbours();
    let base = starbase(&mut state);
    state.facilities[base].hull = Hull::Crippled;
    let id = scouts(&mut state, 1, CommandKind::HackStarbase);
    con1f(&mut state, id, 2);
    assert_eq!(state.fleets[id].mission, MissionState::ScoutLocked);
    assert_eq!(
        state
            .starbase_records
            .iter()
            .map(|seen| seen.starbase)
            .collect::<Vec<_>>(),
        [base]
    );
}

#[test]
fn i12_scouts_need_a_colony_of_another_house() {
    for (place, command) in [
        (SystemId(3), CommandKind::ScoutSystem),
        (SystemId(3), CommandKind::ScoutColony),
        (HOME, CommandKind::ScoutColony),
        (ABROAD, CommandKind::HackStarbase),
    ] {
        let mut state = neighbours();
        let id = fleet(&mut state, H1, place, &[Scout]);
        arrived(&mut state, id, command);
        con1f_without_dice(&mut state);
        assert!(state.fleets[id].terminal, "{command} fails and the fleet goes to Hold");
        assert_eq!(state.fleets[id].mission, MissionState::Executing);
        next_turn(&mut state);
        assert_eq!(state.fleets[id].command, CommandKind::Hold);
    }
}

/// A running mission of a kind, and what happens to its target in the second turn.
fn after(command: CommandKind, act: impl FnOnce(&mut Turn)) -> (State, FleetId) {
    let mut state = neighbours();
    starbase(&mut state);
    let id = scouts(&mut state, 9, command);
    con1f(&mut state, id, 20);
    next_turn(&mut state);
    play(&mut state, |turn| {
        con0_judge(turn);
        act(turn);
        con1f1_new_missions(turn);
        con1f2_running_missions(turn);
    });
    assert_sound(&state);
    (state, id)
}

#[test]
fn i13_r04_32_a_mission_without_a_target_ends_without_loss() {
    let colony = ColonyId(2);
    let taken_by = |turn: &mut Turn, house| {
        turn.state.change_owner(colony, house);
        turn.conflict.captured.insert(colony);
    };
    let runs = [
        after(CommandKind::ScoutSystem, |turn| drop(turn.state.remove_colony(colony))),
        after(CommandKind::ScoutColony, |turn| taken_by(turn, H3)),
        after(CommandKind::ScoutColony, |turn| taken_by(turn, H1)),
        after(CommandKind::ScoutSystem, |turn| {
            turn.state.remove_colony(colony);
            turn.state.new_colony(H3, ABROAD, 3, 0, 2);
        }),
        after(CommandKind::HackStarbase, |turn| {
            turn.state.remove_facility(FacilityId(1));
        }),
    ];
    let whats = [
        "gone",
        "taken by another",
        "taken by its own house",
        "another one",
        "no starbase",
    ];
    for (what, (mut state, id)) in whats.into_iter().zip(runs) {
        let row = &state.fleets[id];
        assert_eq!(
            (row.ships.len(), row.mission, row.terminal),
            (9, MissionState::Executing, true),
            "{what}"
        );
        next_turn(&mut state);
        let row = &state.fleets[id];
        assert_eq!((row.command, row.mission_start), (CommandKind::Hold, None), "{what}");
    }
}

#[test]
fn a_mission_outlasts_what_is_no_business_of_it() {
    let (state, id) = after(CommandKind::ScoutColony, |turn| {
        turn.state.remove_facility(FacilityId(1));
        turn.state.streams.script(2, Stream::Mission(id_of_scouts()), &[2]);
    });
    assert_eq!(state.fleets[id].mission, MissionState::ScoutLocked);
}

/// The fleet of [`after`].
#[test]
fn a_colony_founded_in_the_con_in_which_the_mission_begins_is_no_other_one() {
    let mut state = neighbours();
    let colony = state.houses[H2].colonies[0];
    state.colonies[colony].founded = state.turn();
    let id = scouts(&mut state, 9, CommandKind::ScoutColony);
    con1f(&mut state, id, 2);
    next_turn(&mut state);
    con1f(&mut state, id, 2);
    assert_eq!(state.fleets[id].mission, MissionState::ScoutLocked);
}

fn id_of_scouts() -> FleetId {
    FleetId(1)
}

#[test]
fn w95_a_sweep_of_the_owner_keeps_reports_back_and_dice_rolling() {
    let mut state = neighbours();
    block(&mut state, H2);
    let quiet = scouts(&mut state, 2, CommandKind::ScoutColony);
    con1f(&mut state, quiet, 1);
    let seen = colony_record(&state, H1, ABROAD).expect("its ships stand there");
    assert_eq!((seen.quality(), seen.owner), (Quality::Scan, H2));
    next_turn(&mut state);
    con1f(&mut state, quiet, 16);
    assert!(!state.fleets.contains(quiet), "the sensors work as ever");
}

#[test]
fn view_of_a_colony_whose_owner_sweeps_tells_nothing_of_it() {
    let mut state = neighbours();
    block(&mut state, H2);
    play(&mut state, |turn| view_system(turn, H1, ABROAD));
    assert_eq!(colony_record(&state, H1, ABROAD), None);
    assert!(state.system_records.contains(RecordId::of(H1, ABROAD)));
}

#[test]
fn colonies_do_not_see_fleets_of_a_house_that_sweeps_but_fleets_on_the_spot_do() {
    let mut state = neighbours();
    let id = fleet(&mut state, H2, HOME, &[Destroyer]);
    block(&mut state, H2);
    sweep(&mut state);
    play(&mut state, prd6_sweep);
    assert_eq!(record(&state, H1, id), None);
    fleet(&mut state, H1, HOME, &[Destroyer]);
    sweep(&mut state);
    assert!(record(&state, H1, id).is_some());
}

/// A counter-intelligence sweep of a house is in force.
fn block(state: &mut State, house: HouseId) {
    let kind = EffectKind::IntelBlocked;
    state.effects.insert(Effect {
        id: EffectId::of(house, kind),
        house,
        kind,
        last_turn: 9,
    });
}

#[test]
fn w97_missions_of_houses_out_of_play_rest() {
    let mut state = neighbours();
    let id = scouts(&mut state, 1, CommandKind::ScoutColony);
    con1f(&mut state, id, 1);
    state.houses[H1].status = HouseStatus::Eliminated;
    state.game_mut().turn += 1;
    play(&mut state, con1f2_running_missions);
    assert_eq!(
        colony_record(&state, H1, ABROAD).and_then(|seen| seen.detail_turn),
        Some(1)
    );
}

#[test]
fn a_crippled_starbase_can_be_hacked_and_lends_no_sensors() {
    let mut state = neighbours();
    let base = starbase(&mut state);
    state.facilities[base].hull = Hull::Crippled;
    let id = scouts(&mut state, 3, CommandKind::HackStarbase);
    // 15 + 3 scouts − ELI 1 = 17; a sound one would make it 15.
    con1f(&mut state, id, 16);
    let read: Vec<FacilityId> = state.starbase_records.iter().map(|seen| seen.starbase).collect();
    assert_eq!(read, [base]);
}
