//! Fleet salvage, scrapping, collapse of colonies (04 §7.3, §11, 20 §2.4, §13; 25 X12, X19).

use super::{HOME, HOUSE, building};
use crate::construction::cmd5_colony_order;
use crate::economy::{con2f_collapse, inc5_salvage, salvage_value};
use crate::events::{EconomyKind, EventLog, OrderFate, Reason};
use crate::ids::{FleetId, HouseId, SystemId};
use crate::orders::ColonyOrder;
use crate::population;
use crate::state::{ShipPlace, State};
use crate::testing::{assert_sound, bare, colony, fleet, homeworld, play, ship};
use crate::vocab::*;

fn salvaging(state: &mut State, fleet: FleetId) {
    let row = &mut state.fleets[fleet];
    (row.command, row.mission, row.target) = (CommandKind::Salvage, MissionState::Executing, row.system);
}

#[test]
fn example_x19_half_of_the_recorded_cost() {
    let state = bare(1, 1);
    for (build_cost, value) in [(217, 108), (658, 329), (132, 66), (120, 60), (15, 7), (150, 75)] {
        assert_eq!(salvage_value(&state.rules, build_cost), value);
    }
}

#[test]
fn r04_30_a_salvaged_fleet_is_unloaded_first() {
    let mut state = bare(1, 1);
    let home = homeworld(&mut state, HOUSE, HOME);
    let group = [ShipClass::Carrier, ShipClass::TroopTransport, ShipClass::Etac];
    let fleet = fleet(&mut state, HOUSE, HOME, &group);
    let [carrier, transport, etac] = state.fleets[fleet].ships[..] else {
        panic!("three ships")
    };
    ship(&mut state, HOUSE, ShipClass::Fighter, ShipPlace::Carrier(carrier));
    let marine = state.colonies[home].garrison[10];
    state.embark(marine, transport);
    state.colonies[home].pu = 500;
    state.ships[etac].hull = Hull::Crippled;
    salvaging(&mut state, fleet);
    let (_, log) = play(&mut state, inc5_salvage);
    assert_sound(&state);
    assert!(!state.fleets.contains(fleet));
    assert_eq!(
        state.houses[HOUSE].treasury,
        175 + 45 + 75,
        "crippled ships are worth the same"
    );
    assert_eq!(
        (state.colonies[home].pool.len(), state.colonies[home].garrison.len()),
        (1, 20)
    );
    assert_eq!(state.colonies[home].pu, 500 + population::gain(&state.rules, 500, 3));
    let flows = &state.flows[HOUSE];
    assert_eq!(
        (flows.pp_salvage, flows.ships_scrapped, flows.orders_completed),
        (295, 3, 1)
    );
    let row = log.economy.row(0);
    assert_eq!((row.kind, row.amount, row.pp), (EconomyKind::Salvage, 3, 295));
}

#[test]
fn w11_colonists_of_a_salvaged_etac_find_no_room_on_a_full_planet() {
    let (mut state, home) = colony(PlanetClass::Harsh, Raw::Abundant, 499, 0);
    state.new_facility(home, FacilityKind::Spaceport, 0);
    for pu in [500, 500] {
        let etac = fleet(&mut state, HOUSE, HOME, &[ShipClass::Etac]);
        salvaging(&mut state, etac);
        play(&mut state, inc5_salvage);
        assert_eq!(state.colonies[home].pu, pu);
    }
}

#[test]
fn salvage_needs_a_spaceport_or_shipyard_of_ones_own() {
    let mut state = bare(2, 2);
    state.new_colony(HOUSE, HOME, 10, 0, 0);
    homeworld(&mut state, HouseId(2), SystemId(2));
    for (system, reason) in [(HOME, Reason::Prerequisite), (SystemId(2), Reason::BadTarget)] {
        let fleet = fleet(&mut state, HOUSE, system, &[ShipClass::Destroyer]);
        salvaging(&mut state, fleet);
        let (_, log) = play(&mut state, inc5_salvage);
        assert!(state.fleets[fleet].terminal);
        assert_eq!(
            (log.orders.row(0).fate, log.orders.row(0).reason),
            (OrderFate::Failed, reason)
        );
    }
    assert_eq!(state.houses[HOUSE].treasury, 0);
}

#[test]
fn a_crippled_yard_or_spaceport_breaks_ships_up_and_a_drydock_does_not() {
    for (kind, sold) in [
        (FacilityKind::Shipyard, true),
        (FacilityKind::Spaceport, true),
        (FacilityKind::Drydock, false),
        (FacilityKind::Starbase, false),
    ] {
        let mut state = bare(2, 1);
        let colony = state.new_colony(HOUSE, HOME, 10, 0, 0);
        let facility = state.new_facility(colony, kind, 0);
        state.facilities[facility].hull = Hull::Crippled;
        let fleet = fleet(&mut state, HOUSE, HOME, &[ShipClass::Destroyer]);
        salvaging(&mut state, fleet);
        play(&mut state, inc5_salvage);
        assert_eq!(!state.fleets.contains(fleet), sold, "{kind}");
    }
}

#[test]
fn a_fleet_on_its_way_or_beaten_is_not_salvaged() {
    let mut state = bare(1, 1);
    homeworld(&mut state, HOUSE, HOME);
    let traveling = fleet(&mut state, HOUSE, HOME, &[ShipClass::Destroyer]);
    salvaging(&mut state, traveling);
    state.fleets[traveling].mission = MissionState::Traveling;
    let aborted = fleet(&mut state, HOUSE, HOME, &[ShipClass::Destroyer]);
    salvaging(&mut state, aborted);
    state.fleets[aborted].terminal = true;
    play(&mut state, inc5_salvage);
    assert_eq!(state.fleets.len(), 2);
}

fn order(state: &mut State, order: ColonyOrder) -> EventLog {
    let (_, log) = play(state, |turn| cmd5_colony_order(turn, HOUSE, &order));
    assert_sound(state);
    log
}

#[test]
fn scrapping_pays_at_once() {
    let mut state = bare(1, 1);
    let home = homeworld(&mut state, HOUSE, HOME);
    let destroyer = fleet(&mut state, HOUSE, HOME, &[ShipClass::Destroyer]);
    let fighter = ship(&mut state, HOUSE, ShipClass::Fighter, ShipPlace::Colony(home));
    let waiting = ship(&mut state, HOUSE, ShipClass::Cruiser, ShipPlace::Colony(home));
    let (army, shipyard) = (state.colonies[home].garrison[0], state.colonies[home].facilities[1]);
    let destroyer = state.fleets[destroyer].ships[0];
    for (scrap, value) in [
        (ColonyOrder::ScrapShip { ship: destroyer }, 60),
        (ColonyOrder::ScrapShip { ship: fighter }, 7),
        (ColonyOrder::ScrapShip { ship: waiting }, 125),
        (ColonyOrder::ScrapGround { unit: army }, 12),
        (
            ColonyOrder::ScrapFacility {
                facility: shipyard,
                acknowledge_queue_loss: false,
            },
            125,
        ),
    ] {
        let before = state.houses[HOUSE].treasury;
        let log = order(&mut state, scrap);
        assert_eq!(state.houses[HOUSE].treasury - before, value);
        assert_eq!(
            (log.economy.row(0).kind, log.economy.row(0).pp),
            (EconomyKind::Scrap, value)
        );
    }
    assert!(state.fleets.is_empty() && state.ships.is_empty());
    assert_eq!(
        (state.flows[HOUSE].pp_scrap, state.flows[HOUSE].ships_scrapped),
        (329, 3)
    );
}

#[test]
fn scrapping_is_refused_away_from_home() {
    let mut state = bare(2, 2);
    let home = homeworld(&mut state, HOUSE, HOME);
    let abroad = fleet(&mut state, HOUSE, SystemId(2), &[ShipClass::Destroyer]);
    let traveling = fleet(&mut state, HOUSE, HOME, &[ShipClass::Destroyer]);
    state.fleets[traveling].mission = MissionState::Traveling;
    let reserve = fleet(&mut state, HOUSE, HOME, &[ShipClass::Carrier]);
    state.fleets[reserve].status = FleetStatus::Reserve;
    let foreign = fleet(&mut state, HouseId(2), HOME, &[ShipClass::Destroyer]);
    let [abroad, traveling, carrier, foreign] =
        [abroad, traveling, reserve, foreign].map(|fleet| state.fleets[fleet].ships[0]);
    let embarked = ship(&mut state, HOUSE, ShipClass::Fighter, ShipPlace::Carrier(carrier));
    let drydock = state.colonies[home].facilities[2];
    let docked = ship(&mut state, HOUSE, ShipClass::Cruiser, ShipPlace::Drydock(drydock));
    state.new_repair(|id| crate::state::rows::Repair {
        id,
        colony: home,
        drydock: Some(drydock),
        ship: Some(docked),
        facility: None,
        ground: None,
        priority: 0,
        remaining: 1,
        stalled: false,
    });
    for (ship, reason) in [
        (abroad, Reason::WrongPlace),
        (traveling, Reason::WrongPlace),
        (carrier, Reason::NotAvailable),
        (embarked, Reason::WrongPlace),
        (docked, Reason::WrongPlace),
        (foreign, Reason::NotOwned),
    ] {
        let log = order(&mut state, ColonyOrder::ScrapShip { ship });
        assert_eq!(log.orders.row(0).reason, reason);
    }
    assert_eq!(
        (state.houses[HOUSE].treasury, state.flows[HOUSE].orders_rejected),
        (0, 6)
    );
}

#[test]
fn w12_a_busy_facility_is_scrapped_only_with_its_loss_acknowledged() {
    let (mut state, colony) = building();
    let facility = state.colonies[colony].facilities[1];
    let log = order(
        &mut state,
        ColonyOrder::ScrapFacility {
            facility,
            acknowledge_queue_loss: false,
        },
    );
    assert_eq!(log.orders.row(0).reason, Reason::NotAvailable);
    assert_eq!(state.projects.len(), 1);
    order(
        &mut state,
        ColonyOrder::ScrapFacility {
            facility,
            acknowledge_queue_loss: true,
        },
    );
    assert!(state.projects.is_empty() && !state.facilities.contains(facility));
    assert_eq!(state.houses[HOUSE].treasury, 125, "nothing is paid back for the ship");
}

#[test]
fn example_x12_a_colony_without_people_collapses() {
    let (mut state, id) = colony(PlanetClass::Harsh, Raw::Abundant, 3, 1);
    state.new_facility(id, FacilityKind::Spaceport, 0);
    state.new_ground(HOUSE, GroundKind::Marine, id, 0);
    ship(&mut state, HOUSE, ShipClass::Fighter, ShipPlace::Colony(id));
    let fleet = fleet(&mut state, HOUSE, HOME, &[ShipClass::Scout]);
    play(&mut state, con2f_collapse);
    assert!(state.colonies.contains(id));
    state.colonies[id].pu -= population::loss(&state.rules, 3, 4);
    let (_, log) = play(&mut state, con2f_collapse);
    assert_sound(&state);
    assert!(state.colonies.is_empty() && state.facilities.is_empty() && state.ground.is_empty());
    assert!(state.fleets.contains(fleet), "fleets stay");
    let flows = &state.flows[HOUSE];
    assert_eq!(
        (flows.colonies_collapsed, flows.ships_lost_other, flows.marines_lost),
        (1, 1, 1)
    );
    assert_eq!(log.economy.row(0).kind, EconomyKind::ColonyCollapsed);
    assert_eq!(state.controller(HOME), None);
}
