//! The events of the last resolution: who is told of what, and of what nobody else hears (rulebook 24 §6.6).

use super::*;
use crate::events::{DiplomacyKind, EconomyKind, Item, OrderFate, OrderSort, Reason};
use crate::feed::Told;
use crate::intel;
use crate::orders::{DiplomaticOrder, Orders};
use crate::testing::{arrived, assert_sound, bare, fleet, game, play};
use crate::turn::Turn;
use ShipClass::*;

const H1: HouseId = HouseId(1);
const H2: HouseId = HouseId(2);
const H3: HouseId = HouseId(3);
const H4: HouseId = HouseId(4);
/// Where things happen.
const PLACE: SystemId = SystemId(5);

/// Four houses with a colony each in the systems of their numbers; system 5 is nobody's.
fn neighbours() -> State {
    let mut state = bare(4, 6);
    for house in [H1, H2, H3, H4] {
        state.new_colony(house, SystemId(house.0), 100, 20, 0);
    }
    state.raise_relation(H1, H2, Stance::Enemy);
    state
}

fn put(state: &mut State, owner: HouseId, classes: &[ShipClass], command: CommandKind) -> FleetId {
    let id = fleet(state, owner, PLACE, classes);
    arrived(state, id, command);
    id
}

/// What a house is told, but for prestige.
fn told(state: &State, house: HouseId) -> Vec<Event<'_>> {
    let events = View::new(state, house).events();
    events
        .filter(|event| !matches!(event, Event::Prestige { .. }))
        .collect()
}

/// The houses that are told anything.
fn hearers(state: &State) -> Vec<HouseId> {
    let houses = state.house_ids();
    houses.filter(|&house| !told(state, house).is_empty()).collect()
}

/// A Conflict Phase.
fn conflict(state: &mut State) {
    play(state, |turn| {
        crate::feed::forget(turn.state);
        turn.conflict();
    });
    assert_sound(state);
}

/// Events that whoever is in [`PLACE`] is told: what leads to them, and whether an event is the one that is meant.
type Scene = (fn(&mut State), fn(&Event<'_>) -> bool);

fn scenes() -> Vec<Scene> {
    let battle: Scene = (
        |state| {
            put(state, H1, &[Battleship], CommandKind::Patrol);
            put(state, H2, &[Corvette], CommandKind::Patrol);
        },
        |event| {
            matches!(
                event,
                Event::Battle {
                    theatre: Theatre::Space,
                    houses: [H1, H2],
                    system: PLACE,
                    ..
                }
            )
        },
    );
    let colonisation: Scene = (
        |state| {
            put(state, H1, &[Etac], CommandKind::Colonize);
        },
        |event| {
            matches!(
                event,
                Event::Founded {
                    house: H1,
                    system: PLACE
                }
            )
        },
    );
    let bombardment: Scene = (
        |state| {
            state.new_colony(H2, PLACE, 100, 50, 0);
            put(state, H1, &[Battleship], CommandKind::Bombard);
        },
        |event| {
            matches!(
                event,
                Event::Battle {
                    theatre: Theatre::Bombardment,
                    houses: [H1, H2],
                    system: PLACE,
                    ..
                }
            )
        },
    );
    let conquest: Scene = (
        |state| {
            state.new_colony(H2, PLACE, 100, 50, 0);
            let id = put(state, H1, &[Battleship, TroopTransport], CommandKind::Blitz);
            let home = state.houses[H1].colonies[0];
            let marine = state.new_ground(H1, GroundKind::Marine, home, 0);
            state.embark(marine, state.fleets[id].ships[1]);
        },
        |event| {
            matches!(
                event,
                Event::Conquered {
                    captor: H1,
                    former: H2,
                    system: PLACE
                }
            )
        },
    );
    let construction: Scene = (
        |state| {
            let colony = state.new_colony(H2, PLACE, 0, 0, 0);
            begin(state, colony, &[Destroyer, Destroyer, Frigate]);
        },
        |event| {
            matches!(
                event,
                Event::ProjectsLost {
                    owner: H2,
                    system: PLACE,
                    ..
                }
            )
        },
    );
    vec![battle, colonisation, bombardment, conquest, construction]
}

/// Puts ships into the queue of a colony.
fn begin(state: &mut State, colony: ColonyId, classes: &[ShipClass]) {
    for &class in classes {
        state.new_project(|id| crate::state::rows::Project {
            id,
            colony,
            facility: None,
            ship: Some(class),
            ground: None,
            facility_kind: None,
            paid: 10,
            build_cost: 10,
            remaining: 1,
        });
    }
}

#[test]
fn i20_o4_w132_whoever_is_there_is_told_and_who_was_there_once_is_not() {
    for (index, (prepare, is_meant)) in scenes().into_iter().enumerate() {
        let hears = |watch: fn(&mut State)| {
            let mut state = neighbours();
            prepare(&mut state);
            watch(&mut state);
            conflict(&mut state);
            assert!(
                told(&state, H1).iter().any(&is_meant) || told(&state, H2).iter().any(&is_meant),
                "{index}"
            );
            told(&state, H3).iter().any(&is_meant)
        };
        assert!(
            !hears(|state| play(state, |turn| intel::view_system(turn, H3, PLACE)).0),
            "scene {index}: scouted"
        );
        assert!(
            !hears(|state| {
                let id = put(state, H3, &[Destroyer], CommandKind::Hold);
                state.move_fleet(id, SystemId(6));
            }),
            "scene {index}: left"
        );
        assert!(
            hears(|state| {
                put(state, H3, &[Destroyer], CommandKind::Move);
            }),
            "scene {index}: occupied"
        );
        assert!(
            hears(|state| {
                let id = put(state, H3, &[Scout], CommandKind::ScoutSystem);
                let row = &mut state.fleets[id];
                (row.mission, row.mission_start) = (MissionState::ScoutLocked, Some(1));
            }),
            "scene {index}: scouts on a mission"
        );
        assert!(
            !hears(|state| {
                put(state, H3, &[Scout], CommandKind::View);
            }),
            "scene {index}: at the edge"
        );
        assert!(
            !hears(|state| {
                put(state, H3, &[Destroyer], CommandKind::Hold);
                let row = &mut state.houses[H3];
                (row.status, row.eliminated_turn) = (HouseStatus::Collapsed, Some(1));
            }),
            "scene {index}: out of play"
        );
    }
}

#[test]
fn i20_the_owner_of_the_colony_hears_of_battles_of_others() {
    let mut state = neighbours();
    for (house, class) in [(H1, Battleship), (H2, Corvette)] {
        let id = fleet(&mut state, house, SystemId(3), &[class]);
        arrived(&mut state, id, CommandKind::Move);
    }
    conflict(&mut state);
    assert_eq!(hearers(&state), [H1, H2, H3]);
    let [Event::Battle { houses, system, .. }] = told(&state, H3)[..] else {
        panic!("{:?}", told(&state, H3))
    };
    assert_eq!((houses, system), ([H1, H2], SystemId(3)));
}

#[test]
fn i20_who_comes_later_hears_nothing_of_what_was_before() {
    let mut state = neighbours();
    scenes()[1].0(&mut state);
    conflict(&mut state);
    put(&mut state, H3, &[Destroyer], CommandKind::Hold);
    assert_eq!(hearers(&state), [H1]);
    assert_eq!(View::new(&state, H3).visibility(PLACE), Visibility::Occupied);
}

#[test]
fn w132_a_view_fleet_is_told_what_happens_once_it_has_come_in_from_the_edge() {
    let mut state = neighbours();
    let id = put(&mut state, H3, &[Destroyer], CommandKind::View);
    let loses = |turn: &mut Turn| {
        turn.economy(Step::Con2, H2, EconomyKind::ProjectLost, |event| {
            (event.system_id, event.amount) = (Some(PLACE), 1);
        });
    };
    let heard = play(&mut state, |turn| {
        turn.state.fleets[id].terminal = true;
        turn.conflict();
        loses(turn);
        let at_the_edge = told(turn.state, H3).len();
        crate::command::cmd1_cleanup(turn);
        loses(turn);
        (at_the_edge, told(turn.state, H3).len())
    });
    assert_eq!(heard.0, (0, 1));
}

/// Per system the houses that have a colony or ships there.
fn presence(state: &State) -> Vec<Vec<HouseId>> {
    let here = |system: &crate::state::rows::System| {
        let fleets = system.fleets.iter().map(|&fleet| state.fleets[fleet].owner);
        fleets.chain(state.controller(system.id)).collect()
    };
    std::iter::once(Vec::new())
        .chain(state.systems.iter().map(here))
        .collect()
}

#[test]
fn i20_w132_in_random_games_nobody_hears_of_a_fight_who_was_not_there_and_everybody_who_saw_its_end() {
    let (mut fights, mut bystanders) = (0, 0);
    for key in 1..=12 {
        each_window(key, 30, |game| {
            let packets = random_packets(game, key);
            let mut next = game.clone();
            let state = next.state_mut();
            let (before, _) = play(state, |turn| {
                turn.command_orders(&packets);
                turn.production();
                let before = presence(turn.state);
                turn.conflict();
                before
            });
            for row in state.feed.iter().filter(|row| row.theatre.is_some()) {
                let sides = [Some(row.house), row.other];
                let there = &before[row.system.expect("a place").index()];
                for house in state.house_ids() {
                    let hears = row.told.contains(house);
                    let is_side = sides.contains(&Some(house));
                    assert!(!hears || is_side || there.contains(&house));
                    assert!(hears || !is_side);
                    let saw = View::new(state, house)
                        .battles()
                        .any(|record| (Some(record.battle.0), record.turn) == (row.subject, state.turn()));
                    // What was stolen since is of no matter: it has the date of the battle too.
                    let stolen = state
                        .notices
                        .iter()
                        .any(|notice| notice.action == EspionageAction::IntelTheft);
                    assert!(hears || !saw || stolen, "{row:?}");
                    bystanders += usize::from(hears && !is_side);
                }
                fights += 1;
            }
        });
    }
    assert!(fights > 100 && bystanders > 5, "{fights} {bystanders}");
}

#[test]
fn w131_the_annihilated_hear_of_the_battle_and_not_how_it_went() {
    let mut state = neighbours();
    put(&mut state, H1, &[Battleship, Battleship], CommandKind::Patrol);
    let lost = put(&mut state, H2, &[Corvette], CommandKind::Patrol);
    conflict(&mut state);
    assert!(!state.fleets.contains(lost));
    let records = |house| View::new(&state, house).battles().count();
    assert_eq!((records(H1), records(H2)), (1, 0));
    let [event] = told(&state, H2)[..] else {
        panic!("{:?}", told(&state, H2))
    };
    assert_eq!(
        event,
        Event::Battle {
            battle: BattleId(1),
            system: PLACE,
            theatre: Theatre::Space,
            houses: [H1, H2],
        }
    );
    assert_eq!(told(&state, H1), [event]);
}

#[test]
fn w133_of_a_conquest_the_two_are_told_alike_and_the_damage_is_for_the_loser() {
    let mut state = neighbours();
    scenes()[3].0(&mut state);
    let colony = state.colony_at(PLACE).expect("a colony").id;
    begin(&mut state, colony, &[Destroyer]);
    conflict(&mut state);
    let conquered = Event::Conquered {
        captor: H1,
        former: H2,
        system: PLACE,
    };
    for house in [H1, H2] {
        assert!(told(&state, house).contains(&conquered));
    }
    let lost = |item| Event::ProjectsLost {
        owner: H2,
        system: PLACE,
        item,
        count: 1,
    };
    assert!(told(&state, H1).contains(&lost(None)) && told(&state, H2).contains(&lost(Some(Item::Destroyer))));
    let own = |event: &Event<'_>| matches!(event, Event::Own { .. });
    assert!(!told(&state, H1).iter().any(own));
}

#[test]
fn w134_the_loser_of_projects_learns_which_and_others_how_many() {
    let mut state = neighbours();
    scenes()[4].0(&mut state);
    put(&mut state, H3, &[Scout], CommandKind::Hold);
    conflict(&mut state);
    let lost = |item, count| Event::ProjectsLost {
        owner: H2,
        system: PLACE,
        item,
        count,
    };
    let own = [lost(Some(Item::Destroyer), 2), lost(Some(Item::Frigate), 1)];
    assert_eq!(told(&state, H2)[..2], own);
    assert_eq!(told(&state, H3), [lost(None, 3)]);
    assert_eq!(hearers(&state), [H2, H3]);
}

/// Every kind of economic event, as if it had happened to house 1 in [`PLACE`], where house 2 looks on.
fn every_kind() -> Vec<(EconomyKind, Vec<HouseId>)> {
    let hearers_of = |kind| {
        let mut state = neighbours();
        put(&mut state, H2, &[Destroyer], CommandKind::Hold);
        play(&mut state, |turn| {
            turn.economy(Step::Inc3, H1, kind, |event| {
                (event.system_id, event.amount) = (Some(PLACE), 1);
                (event.pu, event.iu, event.rp) = (-1, -1, -1);
            });
        });
        assert_sound(&state);
        assert_eq!(crate::feed::overheard(&state, H2), None, "{kind}");
        (kind, hearers(&state))
    };
    EconomyKind::ALL.iter().map(|&kind| hearers_of(kind)).collect()
}

#[test]
fn o4_w130_of_its_economy_a_house_is_told_what_befell_it_and_others_nothing() {
    use EconomyKind::*;
    for (kind, hearers) in every_kind() {
        let expected: &[HouseId] = match kind {
            // What the house did by its own orders, or in the regular course, is in its accounts; espionage in the notices.
            Opening | Income | Revenue | Tax | Upkeep | Purchase | Surcharge | Commissioned | ProjectCancelled
            | Repair | Scrap | Salvage | Liquidation | Deposit | Level | PointsBought | RevenueLost | TechTheft
            | Sabotage | CyberAttack | TransferSent | TransferArrived | Terraforming | Terraformed | Growth
            | IndustryGrowth | IndustryBought | IndustryRepaired | ColonyConquered | ColonyLost | Prestige
            | Victory => &[],
            ColonyFounded | ProjectLost => &[H1, H2],
            Eliminated | Collapsed | Recovered => &[H1, H2, H3, H4],
            _ => &[H1],
        };
        assert_eq!(hearers, expected, "{kind}");
    }
}

#[test]
fn w130_damage_is_told_by_what_was_lost() {
    let mut state = neighbours();
    play(&mut state, |turn| {
        turn.economy(Step::Con1d, H1, EconomyKind::Damage, |event| {
            (event.system_id, event.pu, event.iu) = (Some(PLACE), -7, -3);
        });
        turn.economy(Step::Prd7, H1, EconomyKind::ResearchDiscarded, |event| {
            (event.item, event.rp) = (Some(Item::Erp), -9);
        });
    });
    let own = |kind, system, item, amount| Event::Own {
        kind,
        system,
        item: Some(item),
        amount,
    };
    let expected = [
        own(EconomyKind::Damage, Some(PLACE), Item::Population, 7),
        own(EconomyKind::Damage, Some(PLACE), Item::Industry, 3),
        own(EconomyKind::ResearchDiscarded, None, Item::Erp, 9),
    ];
    assert_eq!(told(&state, H1), expected);
}

#[test]
fn w130_bookings_are_what_the_accounts_of_the_turn_say() {
    let mut game = game("standard-4-player", 4);
    for _ in 0..3 {
        let before: Vec<_> = game
            .state()
            .house_ids()
            .map(|house| game.state().houses[house].nhv)
            .collect();
        assert!(before.iter().all(|&nhv| nhv > 0));
        for house in game.state().house_ids() {
            let (view, state) = (game.view(house), game.state());
            let bookings = view.bookings();
            assert_eq!(
                (bookings.revenue, bookings.upkeep_due),
                (state.houses[house].nhv, bookings.upkeep_paid)
            );
            assert!(bookings.people_grown > 0 && bookings.lost_to_espionage == 0);
        }
        game.resolve(&[None, None, None, None]);
    }
}

#[test]
fn o4_own_orders_that_came_to_nothing_are_told_to_nobody_else() {
    let mut game = game("standard-4-player", 4);
    let fleets: Vec<FleetId> = game.view(H1).fleets().map(|fleet| fleet.id).collect();
    let nowhere = crate::orders::FleetOrder::new(fleets[0], CommandKind::Move, Some(SystemId(4000)));
    let packet = Orders {
        fleets: vec![nowhere],
        diplomacy: vec![DiplomaticOrder::SetNeutral { house: H2 }],
        ..Orders::default()
    };
    game.resolve(&[Some(packet), None, None, None]);
    let refused = |sort, command, fleet, fate, reason| Event::Order {
        sort,
        command,
        fleet,
        system: None,
        fate,
        reason,
    };
    let expected = [
        refused(
            OrderSort::Fleet,
            Some(CommandKind::Move),
            Some(fleets[0]),
            OrderFate::Rejected,
            Reason::BadTarget,
        ),
        refused(OrderSort::Diplomacy, None, None, OrderFate::Failed, Reason::Nothing),
    ];
    assert_eq!(told(game.state(), H1), expected);
    assert_eq!(hearers(game.state()), [H1]);
}

#[test]
fn o4_caught_scouts_are_told_to_both_houses() {
    let mut state = neighbours();
    let home = SystemId(2);
    let scouts = fleet(&mut state, H3, home, &[Scout]);
    arrived(&mut state, scouts, CommandKind::ScoutColony);
    play(&mut state, |turn| intel::view_system(turn, H3, home));
    let mut missed = state.clone();
    let script = |state: &mut State, face| {
        state
            .streams
            .script(1, crate::dice::Stream::NewMission(scouts), &[face])
    };
    script(&mut state, 20);
    conflict(&mut state);
    let caught = Event::ScoutsCaught {
        house: H3,
        owner: H2,
        system: home,
        fleet: scouts,
        mission: CommandKind::ScoutColony,
    };
    let stance = |system| Event::Stance {
        house: H3,
        other: H2,
        kind: DiplomacyKind::ScoutDetected,
        before: Stance::Neutral,
        after: Stance::Hostile,
        system,
    };
    for house in [H2, H3] {
        assert_eq!(told(&state, house), [caught, stance(Some(home))]);
    }
    for house in [H1, H4] {
        assert_eq!(
            told(&state, house),
            [stance(None)],
            "where it was is nobody else's business"
        );
    }
    script(&mut missed, 1);
    conflict(&mut missed);
    assert_eq!(hearers(&missed), [], "who is not caught is not heard of");
}

/// PRD3 with a command of one house.
fn says(state: &mut State, house: HouseId, order: DiplomaticOrder) {
    play(state, |turn| {
        crate::feed::forget(turn.state);
        crate::diplomacy::commands::cmd5_store(turn, house, &[order]);
        crate::diplomacy::prd3_diplomacy(turn);
    });
}

#[test]
fn o4_w135_changes_of_stances_are_public_and_offers_are_not() {
    let mut state = neighbours();
    let stance = |house, other, kind, before, after| Event::Stance {
        house,
        other,
        kind,
        before,
        after,
        system: None,
    };
    let everybody = |state: &State, event: Event<'_>| {
        for house in [H1, H2, H3, H4] {
            assert_eq!(told(state, house), [event]);
        }
    };
    use DiplomacyKind::*;
    use Stance::*;
    says(&mut state, H1, DiplomaticOrder::DeclareHostile { house: H3 });
    everybody(&state, stance(H1, H3, Declared, Neutral, Hostile));
    says(&mut state, H1, DiplomaticOrder::SetNeutral { house: H3 });
    everybody(&state, stance(H1, H3, Calmed, Hostile, Neutral));
    let kind = ProposalKind::ToNeutral;
    for answer in [true, false] {
        let proposal = ProposalId(state.proposals.next_id());
        let offered = |kind| Event::Proposal {
            proposal,
            proposer: H1,
            target: H2,
            kind,
        };
        says(&mut state, H1, DiplomaticOrder::Propose { house: H2, kind });
        assert_eq!(hearers(&state), [H1, H2]);
        assert_eq!(
            (&told(&state, H1)[..], &told(&state, H2)[..]),
            (&[offered(Proposed)][..], &[offered(Proposed)][..])
        );
        if answer {
            says(&mut state, H2, DiplomaticOrder::Reject { proposal });
            assert_eq!(hearers(&state), [], "no word of a refusal (rulebook 05 §7)");
        } else {
            says(&mut state, H2, DiplomaticOrder::Accept { proposal });
            everybody(&state, stance(H2, H1, Accepted, Enemy, Neutral));
        }
    }
}

#[test]
fn o4_w136_everybody_hears_who_is_out_and_nobody_who_is_played_by_the_engine() {
    let mut state = neighbours();
    for colony in state.houses[H4].colonies.clone() {
        state.remove_colony(colony);
    }
    state.houses[H4].last_captor = Some(H1);
    state.houses[H3].prestige = -1;
    state.houses[H3].negative_turns = 2;
    play(&mut state, crate::victory::inc10a_eliminations);
    let out = |house, status| Event::Standing { house, status };
    let all = [out(H3, HouseStatus::Collapsed), out(H4, HouseStatus::Eliminated)];
    for house in [H1, H2] {
        assert_eq!(told(&state, house), all, "and not who gets the credit");
    }
    let (_, _) = play(&mut state, |turn| {
        crate::feed::forget(turn.state);
        turn.economy(Step::Inc0, H2, EconomyKind::Autopilot, |_| {});
    });
    assert_eq!(hearers(&state), [H2]);
}

#[test]
fn o4_w138_prestige_totals_are_public() {
    let game = game("standard-4-player", 4);
    for me in [H1, H4] {
        let totals = game.view(me).events().filter_map(|event| match event {
            Event::Prestige { house, total } => Some((house, total)),
            _ => None,
        });
        let houses = game.state().houses.iter();
        assert!(totals.eq(houses.map(|house| (house.id, house.prestige))));
    }
}

#[test]
fn o4_espionage_is_told_as_23_7_says() {
    let mut state = neighbours();
    let notice = |house, actor, detected| crate::state::rows::Notice {
        id: NoticeId(0),
        house,
        action: EspionageAction::SabotageLow,
        actor,
        target: Some(H2),
        system: Some(SystemId(2)),
        detected,
        amount: 3,
    };
    for row in [notice(H1, Some(H1), false), notice(H2, None, false)] {
        state.notices.insert_next(|id| crate::state::rows::Notice { id, ..row });
    }
    let actors = |house| {
        let events = told(&state, house);
        let actor = |event: &Event<'_>| match event {
            Event::Espionage(notice) => notice.actor,
            other => panic!("{other:?}"),
        };
        events.iter().map(actor).collect::<Vec<_>>()
    };
    assert_eq!(
        (actors(H1), actors(H2), actors(H3)),
        (vec![Some(H1)], vec![None], vec![])
    );
}

#[test]
fn w137_a_saved_game_keeps_what_was_told_and_a_resolution_begins_anew() {
    let mut rows = 0;
    each_window(12, 25, |game| {
        let (rules, scenario) = (game.state().rules.clone(), game.state().scenario.clone());
        let restored = Game::restore(rules, scenario, game.rows()).expect("it was saved");
        for me in game.state().house_ids() {
            let words = |game: &Game| audit::everything(&game.view(me));
            assert_eq!(words(game), words(&restored));
        }
        rows += game.state().feed.len();
        let ids = game.state().feed.ids();
        assert!(ids.iter().map(|id| id.0).eq(1..=ids.len() as u32), "numbered anew");
    });
    assert!(rows > 500, "{rows}");
    let mut state = neighbours();
    play(&mut state, |turn| {
        turn.reject(Step::Cmd5, H1, OrderSort::Tax, None, Reason::OutOfRange)
    });
    assert_eq!(hearers(&state), [H1]);
    play(&mut state, |turn| turn.command_orders(&[None, None, None, None]));
    assert!(!told(&state, H1).iter().any(|event| matches!(
        event,
        Event::Order {
            sort: OrderSort::Tax,
            ..
        }
    )));
}

#[test]
fn what_is_told_to_the_wrong_house_is_found_out() {
    let audited = |change: &dyn Fn(&mut State)| {
        let mut game = game("standard-4-player", 4);
        change(game.state_mut());
        let mut dice = Dice::for_purpose(Key(1), "hidden facts");
        audit::leak(&game, H1, &mut dice, &|game, me| audit::everything(&game.view(me)))
    };
    let tell = |act: fn(&mut Turn), houses: &'static [HouseId]| {
        audited(&|state| {
            play(state, act);
            let id = *state.feed.ids().last().expect("a row");
            state.feed[id].told = Told::only(houses);
        })
    };
    let order: fn(&mut Turn) = |turn| turn.reject(Step::Cmd5, H2, OrderSort::Tax, None, Reason::OutOfRange);
    let economy: fn(&mut Turn) = |turn| turn.economy(Step::Inc6, H2, EconomyKind::Shortfall, |_| {});
    let projects: fn(&mut Turn) = |turn| {
        turn.economy(Step::Con2, H2, EconomyKind::ProjectLost, |event| {
            (event.system_id, event.item) = (Some(PLACE), Some(Item::Etac));
        });
    };
    for act in [order, economy, projects] {
        assert_eq!(tell(act, &[H2]), None);
        let found = tell(act, &[H1, H2]).expect("a leak");
        assert!(found.contains("house 1 is told what it must not know"), "{found}");
    }
}
