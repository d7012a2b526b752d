//! Marines and fighters.

use super::*;

fn load(fleet: FleetId, quantity: u32) -> ZeroTurn {
    ZeroTurn::LoadMarines {
        fleet: FleetRef::Id(fleet),
        quantity,
    }
}

fn garrison(state: &mut State, colony: ColonyId, marines: usize) -> Vec<GroundId> {
    state.new_ground(A, GroundKind::Army, colony, 0);
    let marines = (0..marines)
        .map(|_| state.new_ground(A, GroundKind::Marine, colony, 0))
        .collect();
    state.new_ground(A, GroundKind::GroundBattery, colony, 0);
    marines
}

#[test]
fn marines_board_from_the_highest_id_in_ship_order() {
    let (mut state, colony) = position();
    state.houses[A].tech[TechField::Stl] = 2;
    let marines = garrison(&mut state, colony, 5);
    let id = fleet(&mut state, A, HOME, &[TroopTransport, Destroyer, TroopTransport]);
    let [first, _, second] = state.fleets[id].ships[..] else {
        unreachable!()
    };
    once(&mut state, load(id, 3)).expect("allowed");
    assert_eq!(state.ships[first].marines(), [marines[3], marines[4]]);
    assert_eq!(state.ships[second].marines(), [marines[2]]);
    once(&mut state, load(id, 0)).expect("one more has room");
    assert_eq!(state.ships[second].marines(), [marines[1], marines[2]]);
    assert_eq!(
        once(&mut state, load(id, 0)),
        Err(Reason::Nothing),
        "all berths are taken"
    );
    once(
        &mut state,
        ZeroTurn::UnloadMarines {
            fleet: FleetRef::Id(id),
        },
    )
    .expect("allowed");
    assert_eq!(state.colonies[colony].garrison.len(), 7);
    assert_eq!(
        once(
            &mut state,
            ZeroTurn::UnloadMarines {
                fleet: FleetRef::Id(id)
            }
        ),
        Err(Reason::Nothing)
    );
}

#[test]
fn a_partial_load_is_allowed_an_empty_one_is_not() {
    let (mut state, colony) = position();
    let id = fleet(&mut state, A, HOME, &[TroopTransport, TroopTransport]);
    assert_eq!(once(&mut state, load(id, 2)), Err(Reason::Nothing));
    garrison(&mut state, colony, 1);
    once(&mut state, load(id, 2)).expect("one of two");
    let without = fleet(&mut state, A, HOME, &[Destroyer]);
    assert_eq!(once(&mut state, load(without, 1)), Err(Reason::Composition));
}

#[test]
fn crippled_transports_load_nothing_but_unload() {
    let (mut state, colony) = position();
    garrison(&mut state, colony, 2);
    let id = fleet(&mut state, A, HOME, &[TroopTransport]);
    let transport = state.fleets[id].ships[0];
    once(&mut state, load(id, 1)).expect("allowed");
    state.ships[transport].hull = Hull::Crippled;
    once(
        &mut state,
        ZeroTurn::UnloadMarines {
            fleet: FleetRef::Id(id),
        },
    )
    .expect("allowed");
    assert_eq!(once(&mut state, load(id, 1)), Err(Reason::Composition));
}

#[test]
fn cargo_needs_an_active_fleet_at_a_free_own_colony() {
    let (mut state, colony) = position();
    garrison(&mut state, colony, 2);
    let away = fleet(&mut state, A, sys(2), &[TroopTransport]);
    assert_eq!(once(&mut state, load(away, 1)), Err(Reason::WrongPlace));
    let laid_up = fleet(&mut state, A, HOME, &[TroopTransport]);
    state.fleets[laid_up].status = FleetStatus::Reserve;
    assert_eq!(once(&mut state, load(laid_up, 1)), Err(Reason::NotAvailable));
    let id = fleet(&mut state, A, HOME, &[TroopTransport]);
    state.colonies[colony].blockaded = true;
    assert_eq!(once(&mut state, load(id, 1)), Err(Reason::Besieged));
    let theirs = fleet(&mut state, B, HOME, &[TroopTransport]);
    assert_eq!(once(&mut state, load(theirs, 1)), Err(Reason::NotOwned));
}

#[test]
fn a_division_that_boards_is_repaired_no_more() {
    let (mut state, colony) = position();
    let marine = garrison(&mut state, colony, 1)[0];
    state.ground[marine].hull = Hull::Crippled;
    state.new_repair(|id| crate::state::rows::Repair {
        id,
        colony,
        drydock: None,
        ship: None,
        facility: None,
        ground: Some(marine),
        priority: 2,
        remaining: 1,
        stalled: false,
    });
    let id = fleet(&mut state, A, HOME, &[TroopTransport]);
    once(&mut state, load(id, 1)).expect("allowed");
    assert!(state.repairs.is_empty());
}

/// A carrier at home with room for three, and five fighters in the pool.
fn air_wing() -> (State, ColonyId, ShipId, Vec<ShipId>) {
    let (mut state, colony) = position();
    let id = fleet(&mut state, A, HOME, &[Carrier]);
    let carrier = state.fleets[id].ships[0];
    let fighters = (0..5)
        .map(|_| ship(&mut state, A, Fighter, ShipPlace::Colony(colony)))
        .collect();
    (state, colony, carrier, fighters)
}

#[test]
fn fighters_fill_the_hangar_and_the_rest_stays() {
    let (mut state, colony, carrier, fighters) = air_wing();
    let load = |fighters: &[ShipId]| ZeroTurn::LoadFighters {
        carrier,
        fighters: fighters.to_vec(),
    };
    once(&mut state, load(&[fighters[4], fighters[4]])).expect("named twice, aboard once");
    once(&mut state, load(&fighters[..4])).expect("two of four find room");
    assert_eq!(
        **state.ships[carrier].fighters(),
        [fighters[0], fighters[1], fighters[4]]
    );
    assert_eq!(once(&mut state, load(&fighters[2..4])), Err(Reason::Limit));
    let unload = |fighters: &[ShipId]| ZeroTurn::UnloadFighters {
        carrier,
        fighters: fighters.to_vec(),
    };
    assert_eq!(
        once(&mut state, unload(&fighters[..3])),
        Err(Reason::WrongPlace),
        "one of them is in the pool"
    );
    once(&mut state, unload(&fighters[..2])).expect("allowed");
    assert_eq!(state.colonies[colony].pool.len(), 4);
    assert_eq!(
        once(&mut state, load(&fighters[4..])),
        Err(Reason::WrongPlace),
        "it is aboard already"
    );
    assert_eq!(once(&mut state, unload(&[])), Err(Reason::Nothing));
}

#[test]
fn r04_37_a_crippled_carrier_takes_none_aboard() {
    let (mut state, _, carrier, fighters) = air_wing();
    once(
        &mut state,
        ZeroTurn::LoadFighters {
            carrier,
            fighters: fighters[..1].to_vec(),
        },
    )
    .expect("allowed");
    state.ships[carrier].hull = Hull::Crippled;
    let more = ZeroTurn::LoadFighters {
        carrier,
        fighters: fighters[1..2].to_vec(),
    };
    assert_eq!(once(&mut state, more), Err(Reason::Composition));
    once(
        &mut state,
        ZeroTurn::UnloadFighters {
            carrier,
            fighters: fighters[..1].to_vec(),
        },
    )
    .expect("allowed");
}

#[test]
fn fighters_need_an_own_carrier_in_a_fleet_at_the_colony() {
    let (mut state, colony, carrier, fighters) = air_wing();
    let load = |carrier| ZeroTurn::LoadFighters {
        carrier,
        fighters: fighters[..1].to_vec(),
    };
    let id = fleet(&mut state, A, HOME, &[Destroyer]);
    let destroyer = state.fleets[id].ships[0];
    assert_eq!(once(&mut state, load(destroyer)), Err(Reason::Composition));
    let waiting = ship(&mut state, A, Carrier, ShipPlace::Colony(colony));
    assert_eq!(once(&mut state, load(waiting)), Err(Reason::WrongPlace));
    let theirs = fleet(&mut state, B, HOME, &[Carrier]);
    let foreign = state.fleets[theirs].ships[0];
    assert_eq!(once(&mut state, load(foreign)), Err(Reason::NotOwned));
    let away = fleet(&mut state, A, sys(2), &[Carrier]);
    let distant = state.fleets[away].ships[0];
    assert_eq!(once(&mut state, load(distant)), Err(Reason::WrongPlace));
    once(&mut state, load(carrier)).expect("allowed");
}

/// Two carriers of house A in fleets of their own in a system, the first with three fighters aboard.
fn two_carriers(system: SystemId) -> (State, [FleetId; 2], [ShipId; 2], Vec<ShipId>) {
    let (mut state, _) = position();
    let fleets = [(); 2].map(|()| fleet(&mut state, A, system, &[Carrier]));
    let carriers = fleets.map(|id| state.fleets[id].ships[0]);
    let fighters = (0..3)
        .map(|_| ship(&mut state, A, Fighter, ShipPlace::Carrier(carriers[0])))
        .collect();
    (state, fleets, carriers, fighters)
}

fn exchange([source, target]: [ShipId; 2], fighters: &[ShipId]) -> ZeroTurn {
    ZeroTurn::TransferFighters {
        source,
        target,
        fighters: fighters.to_vec(),
    }
}

#[test]
fn fighters_change_carriers_far_from_any_colony() {
    let (mut state, _, carriers, fighters) = two_carriers(sys(4));
    let own = ship(&mut state, A, Fighter, ShipPlace::Carrier(carriers[1]));
    once(&mut state, exchange(carriers, &[fighters[2], fighters[2]])).expect("named twice, moved once");
    once(&mut state, exchange(carriers, &fighters[..2])).expect("one of two finds room");
    assert_eq!(**state.ships[carriers[0]].fighters(), [fighters[1]]);
    assert_eq!(**state.ships[carriers[1]].fighters(), [fighters[0], fighters[2], own]);
    assert_eq!(
        once(&mut state, exchange(carriers, &fighters[1..2])),
        Err(Reason::Limit)
    );
    let [one, two] = carriers;
    once(&mut state, exchange([two, one], &[own])).expect("and back");
    assert_eq!(once(&mut state, exchange([two, one], &[own])), Err(Reason::WrongPlace));
    assert_eq!(once(&mut state, exchange([two, one], &[])), Err(Reason::Nothing));
}

#[test]
fn w120_fighters_change_carriers_under_siege_too() {
    let (mut state, _, carriers, fighters) = two_carriers(HOME);
    let colony = state.systems[HOME].colony.expect("the home colony");
    state.colonies[colony].blockaded = true;
    once(&mut state, exchange(carriers, &fighters)).expect("the colony has no part in it");
}

#[test]
fn r04_37_a_crippled_carrier_gives_fighters_away_and_takes_none() {
    let (mut state, _, carriers, fighters) = two_carriers(sys(4));
    let [one, two] = carriers;
    state.ships[one].hull = Hull::Crippled;
    once(&mut state, exchange(carriers, &fighters[..1])).expect("they leave the wreck");
    assert_eq!(
        once(&mut state, exchange([two, one], &fighters[..1])),
        Err(Reason::Composition)
    );
}

#[test]
fn both_carriers_are_own_active_and_together() {
    let (mut state, fleets, carriers, fighters) = two_carriers(sys(4));
    let [one, two] = carriers;
    assert_eq!(
        once(&mut state, exchange([one, one], &fighters)),
        Err(Reason::BadTarget)
    );
    let theirs = fleet(&mut state, B, sys(4), &[Carrier]);
    let foreign = state.fleets[theirs].ships[0];
    assert_eq!(
        once(&mut state, exchange([one, foreign], &fighters)),
        Err(Reason::NotOwned)
    );
    let away = fleet(&mut state, A, sys(5), &[SuperCarrier]);
    let distant = state.fleets[away].ships[0];
    assert_eq!(
        once(&mut state, exchange([one, distant], &fighters)),
        Err(Reason::WrongPlace)
    );
    let others = fleet(&mut state, A, sys(4), &[Destroyer]);
    let destroyer = state.fleets[others].ships[0];
    assert_eq!(
        once(&mut state, exchange([one, destroyer], &fighters)),
        Err(Reason::Composition)
    );
    for laid_up in fleets {
        state.fleets[laid_up].status = FleetStatus::Mothballed;
        assert_eq!(
            once(&mut state, exchange([one, two], &fighters)),
            Err(Reason::NotAvailable)
        );
        state.fleets[laid_up].status = FleetStatus::Active;
    }
}
