//! The cascade of unpaid upkeep (20 §9.3–§9.5; 25 X17).

use super::{HOME, HOUSE, building};
use crate::economy::{inc6_upkeep, upkeep_due};
use crate::events::{EconomyKind, EventLog, Item};
use crate::ids::{ColonyId, ShipId, SystemId};
use crate::state::{ShipPlace, State};
use crate::testing::{assert_sound, bare, fleet, homeworld, play, ship};
use crate::vocab::*;

/// The house of X17: five ships, a spaceport, a shipyard, five batteries.
fn example() -> (State, ColonyId, Vec<ShipId>) {
    use ShipClass::*;
    let mut state = bare(1, 1);
    let colony = state.new_colony(HOUSE, HOME, 840, 420, 0);
    let mut ships = Vec::new();
    for group in [&[LightCruiser, LightCruiser, Destroyer][..], &[Scout], &[Battleship]] {
        let fleet = fleet(&mut state, HOUSE, HOME, group);
        ships.extend(&state.fleets[fleet].ships);
    }
    state.new_facility(colony, FacilityKind::Spaceport, 0);
    state.new_facility(colony, FacilityKind::Shipyard, 0);
    for _ in 0..5 {
        state.new_ground(HOUSE, GroundKind::GroundBattery, colony, 0);
    }
    (state, colony, ships)
}

/// INC6 with some cash before it.
fn inc6(state: &mut State, cash: i64) -> EventLog {
    state.houses[HOUSE].treasury = cash;
    let (_, log) = play(state, inc6_upkeep);
    assert_sound(state);
    log
}

fn crippled(log: &EventLog) -> Vec<Item> {
    let rows = log
        .economy
        .iter()
        .filter(|row| row.kind == EconomyKind::CrippledByUpkeep);
    rows.filter_map(|row| row.item).collect()
}

fn counters(state: &State, ships: &[ShipId]) -> Vec<Option<u8>> {
    ships
        .iter()
        .map(|&id| state.ships.get(id).map(|ship| ship.overdue))
        .collect()
}

#[test]
fn example_x17_shortfall_cascade() {
    use Item::*;
    let (mut state, colony, ships) = example();

    assert_eq!(upkeep_due(&state, HOUSE), 57);
    let log = inc6(&mut state, 20);
    assert_eq!(crippled(&log), [LightCruiser, LightCruiser, Destroyer, Battleship]);
    assert_eq!(counters(&state, &ships), [Some(1), Some(1), Some(1), Some(0), Some(1)]);
    assert_eq!(
        (state.colonies[colony].infra_damage, state.houses[HOUSE].treasury),
        (37, 0)
    );
    assert_eq!(state.flows[HOUSE].prestige_shortfall, -5);

    assert_eq!(upkeep_due(&state, HOUSE), 36);
    let log = inc6(&mut state, 15);
    let mut expected = vec![Spaceport, Shipyard];
    expected.extend([GroundBattery; 5]);
    assert_eq!(crippled(&log), expected);
    assert_eq!(counters(&state, &ships), [Some(0), Some(2), Some(2), Some(0), Some(2)]);
    assert_eq!(
        (state.colonies[colony].infra_damage, state.houses[HOUSE].treasury),
        (58, 0)
    );
    assert_eq!(state.flows[HOUSE].prestige_shortfall, -5 - 7);

    let log = inc6(&mut state, 8);
    assert_eq!(crippled(&log), []);
    assert_eq!(counters(&state, &ships), [Some(0), None, None, Some(0), None]);
    assert_eq!(
        (state.colonies[colony].infra_damage, state.houses[HOUSE].treasury),
        (86, 375)
    );
    assert_eq!(state.flows[HOUSE].prestige_shortfall, -5 - 7 - 9);
    assert_eq!(
        (state.flows[HOUSE].ships_autosalvaged, state.flows[HOUSE].pp_autosalvage),
        (3, 375)
    );
    let sold: Vec<i64> = log
        .economy
        .iter()
        .filter(|row| row.kind == EconomyKind::AutoSalvage)
        .map(|row| row.pp)
        .collect();
    assert_eq!(sold, [90, 60, 225]);

    assert_eq!(upkeep_due(&state, HOUSE), 20);
    inc6(&mut state, 875);
    assert_eq!(
        (state.houses[HOUSE].shortfall_streak, state.houses[HOUSE].treasury),
        (0, 855)
    );
    assert_eq!(state.ships[ships[0]].hull, Hull::Crippled, "crippled until repaired");
}

#[test]
fn e15_ships_are_salvaged_on_the_third_shortfall_turn() {
    let mut state = bare(1, 1);
    let fleet = fleet(&mut state, HOUSE, HOME, &[ShipClass::Battleship]);
    let id = state.fleets[fleet].ships[0];
    for (turn, counter) in [(10, Some(1)), (11, Some(2)), (12, None)] {
        inc6(&mut state, 0);
        assert_eq!(state.ships.get(id).map(|ship| ship.overdue), counter, "turn {turn}");
    }
    assert_eq!(state.houses[HOUSE].treasury, 225);
    assert!(!state.fleets.contains(fleet), "its fleet went with it");
}

#[test]
fn a_paid_turn_makes_crippled_ships_safe() {
    let mut state = bare(1, 1);
    let fleet = fleet(&mut state, HOUSE, HOME, &[ShipClass::Battleship]);
    let colony = state.new_colony(HOUSE, HOME, 10, 0, 0);
    let waiting = ship(&mut state, HOUSE, ShipClass::Battleship, ShipPlace::Colony(colony));
    let ships = [state.fleets[fleet].ships[0], waiting];
    inc6(&mut state, 0);
    inc6(&mut state, 0);
    assert_eq!(counters(&state, &ships), [Some(2); 2]);
    inc6(&mut state, 100);
    assert_eq!(counters(&state, &ships), [Some(0); 2]);
    assert_eq!(ships.map(|id| state.ships[id].hull), [Hull::Crippled; 2]);
    inc6(&mut state, 0);
    assert_eq!(
        counters(&state, &ships),
        [Some(0); 2],
        "crippled already, they are not entered again"
    );
    assert_eq!(
        state.flows[HOUSE].prestige_shortfall,
        -5 - 7 - 5,
        "a paid turn starts the count anew"
    );
}

#[test]
fn the_penalty_grows_with_every_turn_in_a_row() {
    let mut state = bare(1, 1);
    homeworld(&mut state, HOUSE, HOME);
    let mut sum = 0;
    for penalty in [-5, -7, -9, -11, -13] {
        inc6(&mut state, 0);
        sum += penalty;
        assert_eq!(state.flows[HOUSE].prestige_shortfall, sum);
    }
}

#[test]
fn e28_infrastructure_loses_at_most_250_permille_a_turn() {
    let mut state = bare(1, 2);
    let colonies = [HOME, SystemId(2)].map(|system| state.new_colony(HOUSE, system, 10, 0, 0));
    for id in colonies {
        for _ in 0..10 {
            state.new_facility(id, FacilityKind::Starbase, 1);
        }
    }
    for turn in 1..=6 {
        inc6(&mut state, 0); // 1000 PP are short every turn
        assert_eq!(
            colonies.map(|id| state.colonies[id].infra_damage),
            [(250 * turn).min(1000); 2]
        );
    }
}

#[test]
fn e16_facilities_come_before_starbases_and_ground_units() {
    let mut state = bare(1, 1);
    let colony = homeworld(&mut state, HOUSE, HOME);
    state.new_facility(colony, FacilityKind::Starbase, 1);
    state.new_facility(colony, FacilityKind::Shipyard, 0);
    // Due are 5 + 7 + 20 + 50 + 7 + 5 = 94. Of the 40 that are short the four facilities cover 39.
    let log = inc6(&mut state, 54);
    assert_eq!(
        crippled(&log),
        [
            Item::Spaceport,
            Item::Shipyard,
            Item::Drydock,
            Item::Shipyard,
            Item::Starbase
        ]
    );
}

#[test]
fn e29_what_is_aboard_an_auto_salvaged_ship_is_lost() {
    let mut state = bare(1, 1);
    let colony = state.new_colony(HOUSE, HOME, 10, 0, 0);
    let group = fleet(
        &mut state,
        HOUSE,
        HOME,
        &[ShipClass::Carrier, ShipClass::TroopTransport],
    );
    let (carrier, transport) = (state.fleets[group].ships[0], state.fleets[group].ships[1]);
    ship(&mut state, HOUSE, ShipClass::Fighter, ShipPlace::Carrier(carrier));
    let marine = state.new_ground(HOUSE, GroundKind::Marine, colony, 0);
    state.embark(marine, transport);
    for _ in 0..3 {
        inc6(&mut state, 0);
    }
    assert!(state.ships.is_empty() && state.ground.is_empty() && state.fleets.is_empty());
    assert_eq!(state.flows[HOUSE].ships_lost_other, 1);
    assert_eq!(state.flows[HOUSE].marines_lost, 1);
}

#[test]
fn a_shipyard_crippled_by_unpaid_upkeep_loses_its_queue() {
    let (mut state, _) = building();
    let log = inc6(&mut state, 0);
    assert!(state.projects.is_empty());
    assert!(
        log.economy
            .iter()
            .any(|row| row.kind == EconomyKind::ProjectLost && row.item == Some(Item::Destroyer))
    );
}

#[test]
fn what_is_paid_frees_the_newest_debts_first() {
    // Of 4 crippled cruisers at 3 PP each, 4 × 4 / 12 = 1 and 4 × 11 / 12 = 3 are freed; the older half of the rest is sold.
    for (cash, left) in [
        (4, [None, Some(0), Some(2), None]),
        (11, [Some(0), Some(0), Some(0), None]),
    ] {
        let mut state = bare(1, 1);
        let fleet = fleet(&mut state, HOUSE, HOME, &[ShipClass::LightCruiser; 4]);
        let ships = state.fleets[fleet].ships.clone();
        for (&id, overdue) in ships.iter().zip([2, 1, 1, 2]) {
            (state.ships[id].hull, state.ships[id].overdue) = (Hull::Crippled, overdue);
        }
        inc6(&mut state, cash);
        assert_eq!(counters(&state, &ships), left, "{cash} PP");
    }
}

#[test]
fn the_cascade_takes_ships_wherever_they_are_and_ends_when_all_is_covered() {
    let mut state = bare(1, 1);
    let colony = state.new_colony(HOUSE, HOME, 10, 0, 0);
    let reserve = fleet(&mut state, HOUSE, HOME, &[ShipClass::LightCruiser]);
    state.fleets[reserve].status = FleetStatus::Reserve;
    let waiting = ship(&mut state, HOUSE, ShipClass::Destroyer, ShipPlace::Colony(colony));
    let active = fleet(&mut state, HOUSE, HOME, &[ShipClass::LightCruiser]);
    let ships = [state.fleets[reserve].ships[0], waiting, state.fleets[active].ships[0]];
    // Due are 3 + 4 + 7. The cruiser in Reserve covers 3, the waiting destroyer 4: just what is missing.
    let log = inc6(&mut state, 7);
    assert_eq!(crippled(&log), [Item::LightCruiser, Item::Destroyer]);
    assert_eq!(counters(&state, &ships), [Some(1), Some(1), Some(0)]);
}

#[test]
fn e16_facilities_of_all_colonies_are_crippled_by_id() {
    let mut state = bare(1, 2);
    let colonies = [HOME, SystemId(2)].map(|system| state.new_colony(HOUSE, system, 10, 0, 0));
    let ports = [1, 0, 1, 0].map(|place| state.new_facility(colonies[place], FacilityKind::Spaceport, 0));
    for colony in colonies.into_iter().rev() {
        state.new_ground(HOUSE, GroundKind::GroundBattery, colony, 0);
    }
    // Due are 4 × 5 + 2: three spaceports cover 15 of 11.
    inc6(&mut state, 11);
    assert_eq!(
        ports.map(|id| state.facilities[id].hull == Hull::Crippled),
        [true, true, true, false]
    );
    let batteries: Vec<_> = state.ground.iter().map(|unit| unit.id).collect();
    // Due as before: the last spaceport covers 5 of 6, the first battery the rest.
    inc6(&mut state, 16);
    assert_eq!(state.facilities[ports[3]].hull, Hull::Crippled);
    let hulls: Vec<_> = batteries.iter().map(|&id| state.ground[id].hull).collect();
    assert_eq!(hulls, [Hull::Crippled, Hull::Nominal]);
}
