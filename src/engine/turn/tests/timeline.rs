//! From the order to the deed, over whole turns (rulebook 03 §1, 05 §4, §5.2).

use super::*;
use crate::orders::DiplomaticOrder;

const ABROAD: SystemId = SystemId(6);

/// Three houses with homeworlds in systems 1, 6 and 2 of six in a row.
fn realms() -> State {
    let mut state = bare(3, 6);
    for (house, system) in [(H1, HOME), (H2, ABROAD), (H3, sys(2))] {
        homeworld(&mut state, house, system);
    }
    state
}

/// CMD5 to the end of PRD, with a packet of house 1.
fn order(state: &mut State, packet: Orders) {
    let packets = [Some(packet), Some(Orders::default()), Some(Orders::default())];
    let ((), log) = play(state, |turn| {
        turn.command_orders(&packets);
        turn.production();
    });
    assert!(log.orders.reason.is_empty(), "{:?}", log.orders);
}

fn commands(fleets: &[FleetOrder]) -> Orders {
    Orders {
        fleets: fleets.to_vec(),
        ..Orders::default()
    }
}

/// What a fleet of house 1 brings about that is next to a guarded colony of a neutral house and gets these orders, one a
/// turn: the relation after each CON, and whether there was a battle in it.
fn visit(given: &[Option<(CommandKind, u32)>]) -> Vec<(Stance, bool)> {
    let mut state = realms();
    let id = fleet(&mut state, H1, sys(5), &[Destroyer]);
    let guards = fleet(&mut state, H2, ABROAD, &[Cruiser; 3]);
    arrived(&mut state, guards, CommandKind::Patrol);
    let turn = |&command: &Option<(CommandKind, u32)>| {
        let command = command.map(|(command, to)| FleetOrder::new(id, command, Some(sys(to))));
        order(&mut state, commands(command.as_slice()));
        let ((), log) = play(&mut state, |turn| turn.conflict());
        income(&mut state);
        opening(&mut state);
        (state.relation(H1, H2), !log.battles.battle_id.is_empty())
    };
    given.iter().map(turn).collect()
}

#[test]
fn r05_5_r05_22_a_visit_is_harmless_for_one_con_and_a_mission_for_none() {
    use CommandKind::*;
    use Stance::*;
    let (calm, warned, fought) = ((Neutral, false), (Hostile, false), (Hostile, true));
    // Left alone, the fleet is on Hold after its arrival.
    for arrival in [Move, View] {
        assert_eq!(
            visit(&[Some((arrival, 6)), None, None]),
            [calm, warned, fought],
            "{arrival}"
        );
    }
    // An order to go where it already is changes nothing; nor does one to look around.
    for again in [Move, View, Rendezvous] {
        assert_eq!(
            visit(&[Some((Move, 6)), Some((again, 6)), Some((again, 6))]),
            [calm, warned, fought],
            "{again}"
        );
    }
    assert_eq!(visit(&[Some((Patrol, 6)), None]), [warned, fought]);
    // The warning leaves one window in which to go.
    assert_eq!(visit(&[Some((Patrol, 6)), Some((Move, 5)), None]), [warned; 3]);
    assert_eq!(visit(&[Some((Move, 6)), Some((Move, 5)), Some((Move, 6))]), [calm; 3]);
    assert_eq!(visit(&[Some((Blockade, 6))]), [(Enemy, true)]);
}

#[test]
fn orders_act_in_the_steps_that_03_1_names() {
    let mut state = realms();
    play(&mut state, |turn| crate::intel::view_system(turn, H1, ABROAD));
    let [salvaged, reserve] = [(); 2].map(|()| fleet(&mut state, H1, HOME, &[Destroyer]));
    let bombers = fleet(&mut state, H1, ABROAD, &[Dreadnought; 4]);
    let scouts = fleet(&mut state, H1, ABROAD, &[Scout]);
    let viewer = fleet(&mut state, H1, sys(4), &[Destroyer]);
    let settlers = fleet(&mut state, H1, sys(3), &[Etac]);
    let to = |id: FleetId, command, at: u32| FleetOrder::new(id, command, Some(sys(at)));
    let mut packet = commands(&[
        to(salvaged, CommandKind::Salvage, 1),
        to(reserve, CommandKind::Reserve, 1),
        to(bombers, CommandKind::Bombard, 6),
        to(scouts, CommandKind::ScoutColony, 6),
        to(viewer, CommandKind::View, 5),
        to(settlers, CommandKind::Colonize, 3),
    ]);
    packet.diplomacy = vec![DiplomaticOrder::DeclareHostile { house: H3 }];
    order(&mut state, packet);
    // PRD(n): who is at hand is there in PRD1b; what acts in PRD1c or PRD3 has acted, and nothing else has.
    assert_eq!(state.turn(), 2);
    assert_eq!(state.fleets[reserve].status, FleetStatus::Reserve);
    assert_eq!(state.system_records[RecordId::of(H1, sys(5))].turn, 1);
    assert_eq!(state.relation(H1, H3), Stance::Hostile);
    for id in [salvaged, bombers, scouts, settlers] {
        let row = &state.fleets[id];
        assert_eq!((row.mission, row.terminal), (MissionState::Executing, false));
    }
    let (enemy_world, people) = (state.systems[ABROAD].colony.expect("a colony"), 840);
    assert_eq!(state.colonies[enemy_world].pu, people);
    // CON(n + 1).
    conflict(&mut state);
    assert!(state.colonies[enemy_world].garrison.len() < 20 && state.relation(H1, H2) == Stance::Enemy);
    let row = &state.fleets[scouts];
    assert_eq!((row.mission, row.mission_start), (MissionState::ScoutLocked, Some(2)));
    assert_eq!(state.colony_at(sys(3)).map(|colony| colony.founded), Some(2));
    // INC5(n + 1).
    assert!(state.fleets.contains(salvaged));
    income(&mut state);
    assert!(!state.fleets.contains(salvaged));
}

#[test]
fn a_rendezvous_that_an_enemy_spoils_is_no_threat_to_the_host() {
    for (enemy_there, after_con) in [(true, Stance::Neutral), (false, Stance::Hostile)] {
        let mut state = realms();
        state.raise_relation(H1, H3, Stance::Enemy);
        let id = fleet(&mut state, H1, sys(5), &[Destroyer]);
        if enemy_there {
            let guest = fleet(&mut state, H3, ABROAD, &[Scout]);
            arrived(&mut state, guest, CommandKind::Move);
        }
        let packets = [
            Some(commands(&[FleetOrder::new(id, CommandKind::Rendezvous, Some(ABROAD))])),
            Some(Orders::default()),
            Some(Orders::default()),
        ];
        let ((), log) = play(&mut state, |turn| {
            turn.command_orders(&packets);
            turn.production();
        });
        let reasons: &[Reason] = if enemy_there { &[Reason::EnemyPresent] } else { &[] };
        assert_eq!(log.orders.reason, reasons);
        conflict(&mut state);
        assert_eq!(
            state.relation(H1, H2),
            after_con,
            "a meeting place is contested, a spoilt one is not"
        );
        income(&mut state);
        opening(&mut state);
        let row = &state.fleets[id];
        let left = if enemy_there {
            CommandKind::Hold
        } else {
            CommandKind::Rendezvous
        };
        assert_eq!(
            (row.command, row.mission, row.system),
            (left, MissionState::Executing, ABROAD)
        );
        // Lingering is another matter.
        production(&mut state);
        conflict(&mut state);
        assert_eq!(state.relation(H1, H2), Stance::Hostile);
    }
}
