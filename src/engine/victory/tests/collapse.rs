//! Defensive Collapse (rulebook 01 §7).

use super::*;
use crate::events::EventLog;
use crate::orders::{DiplomaticOrder, FleetOrder, Orders};
use crate::state::rows::Transfer;
use crate::testing::{assert_sound, homeworld};

/// INC10a with a prestige of the first house.
fn inc10a(state: &mut State, prestige: i64) -> EventLog {
    state.houses[H1].prestige = prestige;
    state.game_mut().turn += 1;
    play(state, inc10a_eliminations).1
}

/// Three houses with homeworlds; the first one has collapsed.
fn collapsed() -> State {
    let mut state = bare(3, 6);
    for house in state.house_ids() {
        homeworld(&mut state, house, SystemId(house.0));
    }
    for _ in 0..3 {
        inc10a(&mut state, -1);
    }
    assert_eq!(state.houses[H1].status, HouseStatus::Collapsed);
    balance_books(&mut state);
    state
}

fn count(log: &EventLog, kind: EconomyKind) -> usize {
    log.economy.kind.iter().filter(|&&other| other == kind).count()
}

#[test]
fn r01_2_three_turns_in_a_row_strictly_below_zero_and_zero_starts_anew() {
    let mut state = settled(3, 6);
    for (prestige, turns) in [(-1, 1), (-500, 2), (0, 0), (-1, 1), (-2, 2)] {
        inc10a(&mut state, prestige);
        assert_eq!(state.houses[H1].negative_turns, turns);
        assert!(state.in_play(H1));
    }
    let log = inc10a(&mut state, -3);
    let row = &state.houses[H1];
    assert_eq!(
        (row.status, row.eliminated_turn, row.eliminated_by),
        (HouseStatus::Collapsed, Some(7), None)
    );
    assert_eq!(log.economy.kind, [EconomyKind::Collapsed]);
    assert_eq!(log.economy.amount, [3]);
    assert_eq!(standing(&state, H1), Standing::Collapsed);
    assert_eq!(
        state
            .house_ids()
            .map(|house| state.houses[house].prestige)
            .collect::<Vec<_>>(),
        [-3, 100, 100],
        "nobody is credited"
    );
    inc10a(&mut state, 900);
    assert_eq!(state.houses[H1].status, HouseStatus::Collapsed, "for good");
    assert_eq!(place(&state, H1), 3);
}

#[test]
fn r01_25_what_is_under_way_is_lost_at_a_collapse_as_at_an_elimination() {
    for collapses in [true, false] {
        let mut state = settled(3, 6);
        let [from, to] = [state.houses[H1].colonies[0], state.houses[H1].colonies[0]];
        state.new_transfer(|id| Transfer {
            id,
            owner: H1,
            from,
            to,
            system: SystemId(1),
            ptu: 7,
            due: 90,
        });
        state.raise_relation(H1, H2, Stance::Hostile);
        state.raise_relation(H3, H2, Stance::Hostile);
        let offer = |house| DiplomaticOrder::Propose {
            house,
            kind: ProposalKind::ToNeutral,
        };
        play(&mut state, |turn| {
            for (house, orders) in [(H1, [offer(H2)]), (H2, [offer(H1)]), (H3, [offer(H2)])] {
                crate::diplomacy::commands::cmd5_store(turn, house, &orders);
            }
            crate::diplomacy::prd3_diplomacy(turn);
        });
        if collapses {
            state.houses[H1].negative_turns = 2;
        } else {
            strip(&mut state, H1);
        }
        let log = inc10a(&mut state, -1);
        assert!(!state.in_play(H1));
        assert_eq!((state.transfers.len(), state.flows[H1].transfers_lost), (0, 1));
        assert_eq!(count(&log, EconomyKind::TransferLost), 1);
        let status: Vec<_> = state.proposals.iter().map(|row| row.status).collect();
        use ProposalStatus::{Pending, Withdrawn};
        assert_eq!(status, [Withdrawn, Withdrawn, Pending]);
        assert_sound(&state);
    }
}

#[test]
fn an_elimination_comes_before_a_collapse_and_a_collapsed_house_is_not_eliminated_again() {
    let mut state = settled(3, 6);
    state.houses[H1].negative_turns = 2;
    strip(&mut state, H1);
    let log = inc10a(&mut state, -1);
    assert_eq!(state.houses[H1].status, HouseStatus::Eliminated);
    assert_eq!(
        (
            count(&log, EconomyKind::Collapsed),
            count(&log, EconomyKind::Eliminated)
        ),
        (0, 1)
    );
    let mut state = collapsed();
    strip(&mut state, H1);
    inc10a(&mut state, -1);
    assert_eq!(state.houses[H1].status, HouseStatus::Collapsed);
}

/// The orders of the other houses and CMD5, CMD6, PRD of a turn.
fn orders(state: &mut State, sent: Option<Orders>) -> EventLog {
    let packets = [sent, Some(Orders::default()), Some(Orders::default())];
    play(state, |turn| {
        turn.command_orders(&packets);
        turn.production();
    })
    .1
}

#[test]
fn r01_16_fleets_of_a_collapsed_house_go_home_and_stand_guard() {
    let mut state = collapsed();
    let home = SystemId(1);
    let put = |state: &mut State, system, classes: &[ShipClass], command| {
        let id = fleet(state, H1, system, classes);
        arrived(state, id, command);
        id
    };
    let cruiser = &[ShipClass::Cruiser];
    let raid = put(&mut state, SystemId(2), cruiser, CommandKind::Bombard);
    let patrol = put(&mut state, home, cruiser, CommandKind::Patrol);
    let etac = put(&mut state, home, &[ShipClass::Etac], CommandKind::Patrol);
    let reserve = put(&mut state, home, cruiser, CommandKind::GuardColony);
    state.fleets[reserve].status = FleetStatus::Reserve;
    let spies = put(&mut state, SystemId(3), &[ShipClass::Scout], CommandKind::ScoutColony);
    state.fleets[spies].mission = MissionState::ScoutLocked;
    let log = orders(&mut state, None);
    let command = |state: &State, id: FleetId| state.fleets[id].command;
    assert_eq!(command(&state, raid), CommandKind::SeekHome);
    assert_eq!(state.fleets[raid].system, home, "a jump away");
    assert_eq!(command(&state, patrol), CommandKind::GuardColony);
    assert_eq!(command(&state, etac), CommandKind::Hold);
    assert_eq!(
        (state.fleets[reserve].status, command(&state, spies)),
        (FleetStatus::Reserve, CommandKind::ScoutColony)
    );
    play(&mut state, |turn| {
        turn.command_opening();
        turn.command_orders(&[]);
    });
    assert_eq!(command(&state, raid), CommandKind::GuardColony);
    assert_eq!(state.flows[H1].orders, 1, "who has his post is left alone");
    strip(&mut state, H1);
    let lost = put(&mut state, SystemId(5), cruiser, CommandKind::Patrol);
    let nowhere = orders(&mut state, None);
    assert_eq!(command(&state, lost), CommandKind::Hold);
    assert!(log.orders.reason.is_empty() && nowhere.orders.reason.is_empty());
}

#[test]
fn w115_the_economy_of_a_collapsed_house_ceases_and_it_orders_nothing_but_what_the_rules_spare() {
    let mut state = collapsed();
    state.houses[H1].treasury = 500;
    balance_books(&mut state);
    let colony = state.houses[H1].colonies[0];
    let before = state.colonies[colony].clone();
    let mut sent = Orders {
        tax: Some(10),
        diplomacy: vec![DiplomaticOrder::DeclareEnemy { house: H2 }],
        ..Orders::default()
    };
    sent.research.deposit = [10, 10, 10];
    sent.builds.push(crate::orders::Build {
        colony,
        product: crate::orders::Product::Industry,
        quantity: 5,
    });
    orders(&mut state, Some(sent.clone()));
    // Neither low taxes nor a blockade move its prestige any more.
    let mut untaxed = state.clone();
    (untaxed.houses[H1].tax, untaxed.colonies[colony].blockaded) = (5, true);
    play(&mut untaxed, crate::prestige::inc9_ledger);
    assert_eq!(untaxed.houses[H1].prestige, state.houses[H1].prestige);
    let (_, log) = play(&mut state, |turn| turn.income());
    assert_eq!((state.houses[H1].treasury, state.houses[H1].tax), (500, 50));
    assert_eq!(state.colonies[colony], before);
    assert_eq!(state.relation(H1, H2), Stance::Neutral);
    assert!(!log.economy.iter().any(|event| event.house == H1));
    // What the rules spare is left to the player.
    let spared = &mut std::sync::Arc::make_mut(&mut state.rules)
        .gameplay
        .defensive_collapse_behavior;
    (spared.economy_ceases, spared.no_construction) = (false, false);
    (spared.no_diplomacy_changes, spared.retreat_to_home, spared.defend_only) = (false, false, false);
    let scout = fleet(&mut state, H1, SystemId(1), &[ShipClass::Cruiser]);
    sent.fleets
        .push(FleetOrder::new(scout, CommandKind::Move, Some(SystemId(4))));
    orders(&mut state, Some(sent));
    play(&mut state, |turn| turn.income());
    assert!(state.colonies[colony].iu > before.iu + 4);
    assert_ne!(state.houses[H1].nhv, 0);
    assert_eq!(
        (state.relation(H1, H2), state.fleets[scout].command),
        (Stance::Enemy, CommandKind::Move)
    );
}

#[test]
fn w110_without_permanent_elimination_a_house_returns_when_it_is_not_below_the_threshold() {
    let mut state = collapsed();
    std::sync::Arc::make_mut(&mut state.rules)
        .gameplay
        .defensive_collapse_behavior
        .permanent_elimination = false;
    inc10a(&mut state, -1);
    assert!(!state.in_play(H1));
    let log = inc10a(&mut state, 0);
    let row = &state.houses[H1];
    assert_eq!(
        (row.status, row.eliminated_turn, row.negative_turns),
        (HouseStatus::Active, None, 0)
    );
    assert_eq!(log.economy.kind, [EconomyKind::Recovered]);
    assert_sound(&state);
}

#[test]
fn r01_15_a_collapsed_house_can_be_attacked_and_conquered() {
    let mut state = collapsed();
    let colony = state.houses[H1].colonies[0];
    for unit in state.colonies[colony].garrison.clone() {
        state.remove_ground(unit);
    }
    let id = fleet(
        &mut state,
        H2,
        SystemId(1),
        &[ShipClass::Battleship, ShipClass::TroopTransport],
    );
    let marine = state.new_ground(H2, GroundKind::Marine, state.houses[H2].colonies[0], 0);
    state.embark(marine, state.fleets[id].ships[1]);
    balance_books(&mut state);
    arrived(&mut state, id, CommandKind::Invade);
    play(&mut state, |turn| {
        turn.conflict();
        crate::prestige::inc9_ledger(turn);
    });
    assert_eq!(state.colonies[colony].owner, H2);
    assert!(state.flows[H2].prestige_conquest > 0);
    assert_eq!(state.relation(H1, H2), Stance::Enemy, "others' missions still escalate");
}

#[test]
fn a_collapsed_house_flees_to_the_nearest_colony_of_any_kind() {
    let mut state = collapsed();
    // The next colony is three jumps off and has no dock; that with the drydock is four jumps off.
    state.new_colony(H1, SystemId(6), 10, 0, 0);
    let homes = |state: &mut State, status, spared: bool| {
        state.houses[H1].status = status;
        let rules = &mut std::sync::Arc::make_mut(&mut state.rules).gameplay;
        rules.defensive_collapse_behavior.retreat_to_home = !spared;
        let id = fleet(state, H1, SystemId(4), &[ShipClass::Cruiser]);
        crate::movement::course::home(state, &state.fleets[id])
    };
    assert_eq!(homes(&mut state, HouseStatus::Collapsed, false), Some(SystemId(6)));
    for (status, spared) in [(HouseStatus::Collapsed, true), (HouseStatus::Active, false)] {
        assert_eq!(homes(&mut state, status, spared), Some(SystemId(1)), "a drydock first");
    }
}

/// A packet with an order of every sort: to redistribute ships, to tax, to build, to speak, to go.
fn full_packet(state: &State, fleet: FleetId) -> Orders {
    use crate::orders::{Build, FleetRef, Product, RepairOrder, RepairTarget, ZeroTurn};
    let colony = state.houses[H1].colonies[0];
    let mut sent = Orders {
        tax: Some(10),
        zero_turn: vec![ZeroTurn::Reactivate {
            fleet: FleetRef::Id(fleet),
        }],
        colonies: vec![crate::orders::ColonyOrder::Terraform { colony }],
        builds: vec![Build {
            colony,
            product: Product::Industry,
            quantity: 1,
        }],
        repairs: vec![RepairOrder {
            colony,
            target: RepairTarget::Ship(state.fleets[fleet].ships[0]),
            priority: None,
        }],
        diplomacy: vec![DiplomaticOrder::DeclareEnemy { house: H2 }],
        fleets: vec![FleetOrder::new(fleet, CommandKind::Move, Some(SystemId(4)))],
        ..Orders::default()
    };
    sent.research.deposit = [10, 10, 10];
    sent.espionage.buy_ebp = 1;
    sent
}

#[test]
fn r01_16_w115_each_flag_of_a_collapse_spares_its_own_orders_and_no_others() {
    let mut state = collapsed();
    let guard = fleet(&mut state, H1, SystemId(1), &[ShipClass::Cruiser]);
    let abroad = fleet(&mut state, H1, SystemId(5), &[ShipClass::Cruiser]);
    let sent = full_packet(&state, guard);
    let standard = (*state.rules).clone();
    let mut with = |off: &[&str]| {
        let mut rules = standard.clone();
        for flag in off {
            let key = format!("gameplay.defensiveCollapseBehavior.{flag}");
            rules.set(&key, "#false").expect("a flag of the rules");
        }
        state.rules = std::sync::Arc::new(rules);
        let spares = [state.has_economy(H1), state.has_construction(H1)];
        (crate::victory::collapse::cmd5_packet(&state, H1, Some(&sent)), spares)
    };
    let post = FleetOrder::new(guard, CommandKind::GuardColony, Some(SystemId(1)));
    let flight = FleetOrder::new(abroad, CommandKind::SeekHome, None);
    let engine = Orders {
        fleets: vec![post, flight],
        ..Orders::default()
    };
    assert_eq!(with(&[]), (engine.clone(), [false, false]));
    let taxed = Orders {
        tax: sent.tax,
        ..engine.clone()
    };
    assert_eq!(with(&["economyCeases"]), (taxed, [true, false]));
    let builder = Orders {
        colonies: sent.colonies.clone(),
        builds: sent.builds.clone(),
        repairs: sent.repairs.clone(),
        research: sent.research,
        espionage: sent.espionage.clone(),
        ..engine.clone()
    };
    assert_eq!(with(&["noConstruction"]), (builder, [false, true]));
    let speaker = Orders {
        diplomacy: sent.diplomacy.clone(),
        ..engine.clone()
    };
    assert_eq!(with(&["noDiplomacyChanges"]), (speaker, [false, false]));
    for (flag, kept) in [("retreatToHome", post), ("defendOnly", flight)] {
        assert_eq!(with(&[flag]).0.fleets, [kept], "{flag}");
        assert_eq!(
            with(&[flag]).0.zero_turn,
            [],
            "{flag}: the engine still leads the fleets"
        );
    }
    let (free, _) = with(&["retreatToHome", "defendOnly"]);
    assert_eq!(
        (free.fleets, free.zero_turn),
        (sent.fleets.clone(), sent.zero_turn.clone())
    );
    assert_eq!(with(&["permanentElimination"]), (engine, [false, false]));
}
