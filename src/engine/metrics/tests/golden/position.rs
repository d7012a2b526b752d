//! The position from which the golden game is played.

use std::collections::BTreeMap;

use super::*;
use crate::state::rows::PerPool;
use crate::testing::{balance_books, ship};
use crate::turn::conflict::Conflict;

/// What takes longer can be cancelled, disgrace is borne to the end, and a script leaves nothing to luck.
const RULES: &[(&str, &str)] = &[
    ("gameplay.elimination.defensiveCollapseTurns", "20"),
    ("construction.buildTimes.drydock", "2"),
    ("tech.breakthroughs.basePercent", "100"),
    ("tech.breakthroughs.maxPercent", "100"),
];

/// A position with names for what the script speaks of.
pub struct Board {
    pub state: State,
    pub names: BTreeMap<&'static str, u32>,
}

impl Board {
    fn fleet(&mut self, name: &'static str, owner: HouseId, system: u32, classes: &[(usize, ShipClass)]) -> FleetId {
        let classes: Vec<ShipClass> = classes.iter().flat_map(|&(n, class)| vec![class; n]).collect();
        let fleet = fleet(&mut self.state, owner, SystemId(system), &classes);
        self.names.insert(name, fleet.0);
        fleet
    }

    /// A fleet with a marine division in each of its transports.
    fn landing(&mut self, name: &'static str, owner: HouseId, system: u32, classes: &[(usize, ShipClass)]) {
        let fleet = self.fleet(name, owner, system, classes);
        let barracks = self.state.houses[owner].colonies[0];
        for ship in self.state.fleets[fleet].ships.clone() {
            if self.state.ships[ship].class == ShipClass::TroopTransport {
                let marine = self.state.new_ground(owner, GroundKind::Marine, barracks, 0);
                self.state.embark(marine, ship);
            }
        }
    }

    fn colony(&mut self, name: &'static str, owner: HouseId, system: u32, pu: i64, iu: i64) -> ColonyId {
        let colony = self.state.new_colony(owner, SystemId(system), pu, iu, 0);
        self.names.insert(name, colony.0);
        colony
    }

    fn fighters(&mut self, owner: HouseId, place: ShipPlace, count: usize) {
        for _ in 0..count {
            ship(&mut self.state, owner, ShipClass::Fighter, place);
        }
    }
}

/// House 1 is strong and at war with house 2, whose homeworld it has reached; house 3 is small; house 4 is in debt and
/// in disgrace.
pub fn position() -> Board {
    let mut state = bare(4, 19);
    for house in [H1, H2, H4] {
        for &field in TechField::ALL {
            state.houses[house].tech[field] = 5.min(state.rules.tech.max_level(field) - 1);
        }
    }
    for house in [H1, H2] {
        let row = &mut state.houses[house];
        (row.treasury, row.ebp, row.rp) = (40_000, 400, PerPool::all(100));
    }
    state.houses[H1].tech[TechField::Cst] = 10;
    state.houses[H2].cip = 30;
    (state.houses[H4].prestige, state.houses[H4].tax) = (-300, 100);
    state.systems[SystemId(2)].class = PlanetClass::Benign;
    let rules = std::sync::Arc::make_mut(&mut state.rules);
    for (path, value) in RULES {
        rules.set(path, value).expect("a legal value");
    }
    for (a, b, stance) in [
        (H1, H2, Stance::Enemy),
        (H2, H4, Stance::Enemy),
        (H3, H4, Stance::Hostile),
    ] {
        state.raise_relation(a, b, stance);
    }
    let mut board = Board {
        state,
        names: BTreeMap::new(),
    };
    first(&mut board);
    second(&mut board);
    others(&mut board);
    // Everybody has looked around, so that attacks have known targets.
    play(&mut board.state, |turn| {
        turn.conflict = Conflict::new(turn.state);
        crate::intel::con1f_sweep(turn);
    });
    balance_books(&mut board.state);
    testing::assert_sound(&board.state);
    board
}

fn first(board: &mut Board) {
    use ShipClass::*;
    let capital = homeworld(&mut board.state, H1, SystemId(1));
    board.names.insert("capital", capital.0);
    let outpost = board.colony("outpost", H1, 2, 40, 0);
    board.fighters(H1, ShipPlace::Colony(outpost), 3);
    board.colony("far", H1, 12, 100, 50);
    let breakers = board.fleet("breakers", H1, 1, &[(12, PlanetBreaker)]);
    let breaker = board.state.fleets[breakers].ships[11];
    board.names.insert("breaker", breaker.0);
    board.fleet("colonists", H1, 3, &[(1, Etac), (1, Corvette)]);
    board.fleet("racers", H1, 4, &[(1, Etac), (1, Corvette)]);
    board.fleet("idle", H1, 1, &[(1, Etac)]);
    let carriers = board.fleet("carriers", H1, 1, &[(2, Carrier)]);
    let carrier = board.state.fleets[carriers].ships[0];
    board.fighters(H1, ShipPlace::Carrier(carrier), 2);
    let damaged = board.fleet("damaged", H1, 1, &[(3, Cruiser)]);
    let ships = board.state.fleets[damaged].ships.clone();
    board.state.ships[ships[0]].hull = Hull::Crippled;
    board.names.insert("wreck", ships[0].0);
    board.names.insert("spare", ships[1].0);
    board.fleet("old", H1, 1, &[(2, Destroyer)]);
    for (name, status) in [("reserve", FleetStatus::Reserve), ("laid-up", FleetStatus::Mothballed)] {
        let fleet = board.fleet(name, H1, 1, &[(1, Cruiser)]);
        board.state.fleets[fleet].status = status;
    }
    board.fleet("scouts", H1, 1, &[(2, Scout)]);
    board.fleet("siege", H1, 5, &[(8, SuperDreadnought)]);
    board.landing("blitz", H1, 6, &[(4, Battleship), (4, TroopTransport)]);
    board.landing("takers", H1, 7, &[(2, Cruiser), (6, TroopTransport)]);
    board.landing("sweepers", H1, 13, &[(2, Cruiser), (6, TroopTransport)]);
    board.fleet("raiders", H1, 9, &[(3, Raider)]);
    board.fleet("duellist", H1, 10, &[(1, Destroyer)]);
    board.fleet("second-duellist", H1, 17, &[(1, Destroyer)]);
    board.fleet("cleaners", H1, 16, &[(4, Battleship)]);
    board.fleet("hunters", H1, 15, &[(4, Battlecruiser)]);
    // So many scouts are never noticed; of the single ones some are.
    board.fleet("watchers", H1, 8, &[(11, Scout)]);
    board.fleet("listeners", H1, 8, &[(11, Scout)]);
    board.fleet("hackers", H1, 14, &[(13, Scout)]);
    for name in ["lone-scout", "single-scout", "unique-scout", "solo-scout"] {
        board.fleet(name, H1, 8, &[(1, Scout)]);
    }
}

fn second(board: &mut Board) {
    use ShipClass::*;
    let home = homeworld(&mut board.state, H2, SystemId(5));
    board.names.insert("home", home.0);
    board.state.new_facility(home, FacilityKind::Starbase, 1);
    let damaged = board.state.new_facility(home, FacilityKind::Starbase, 1);
    board.state.facilities[damaged].hull = Hull::Crippled;
    board.state.new_ground(H2, GroundKind::PlanetaryShield, home, 4);
    board.fighters(H2, ShipPlace::Colony(home), 3);
    let guard = board.fleet("guard", H2, 5, &[(1, Cruiser)]);
    let cripple = board.state.fleets[guard].ships[0];
    board.state.ships[cripple].hull = Hull::Crippled;
    board.names.insert("cripple", cripple.0);
    // One ship of each class that can be laid up; scouts keep to themselves.
    let classes = ShipClass::ALL
        .iter()
        .copied()
        .filter(|class| ![Fighter, Scout].contains(class));
    let classes: Vec<_> = classes.map(|class| (1, class)).collect();
    let (old, new) = classes.split_at(8);
    for (name, ships) in [("museum", old), ("store", new), ("eyes", &[(1, Scout)])] {
        let fleet = board.fleet(name, H2, 5, ships);
        board.state.fleets[fleet].status = FleetStatus::Mothballed;
    }
    let second = board.colony("second", H2, 6, 60, 20);
    for _ in 0..2 {
        board.state.new_ground(H2, GroundKind::Army, second, 0);
    }
    let refuge = board.colony("refuge", H2, 14, 200, 100);
    board.state.new_facility(refuge, FacilityKind::Starbase, 1);
    board.fleet("prey", H2, 9, &[(3, Cruiser)]);
    board.fleet("rival", H2, 10, &[(1, Destroyer)]);
    board.fleet("second-rival", H2, 17, &[(1, Destroyer)]);
    board.fleet("blockade", H2, 12, &[(2, Cruiser)]);
    board.fleet("runners", H2, 15, &[(2, LightCruiser)]);
    board.fleet("pickets", H2, 11, &[(1, Destroyer)]);
    board.fleet("second-pickets", H2, 18, &[(1, Destroyer)]);
}

fn others(board: &mut Board) {
    use ShipClass::*;
    let small = board.colony("small", H3, 7, 50, 20);
    board.state.new_ground(H3, GroundKind::Army, small, 0);
    let last = board.colony("last", H3, 13, 200, 20);
    board.state.new_ground(H3, GroundKind::Army, last, 0);
    board.state.houses[H3].treasury = 200;
    board.colony("poor", H4, 8, 40, 20);
    for (name, system, watch) in [("poorer", 11, "watch"), ("poorest", 18, "second-watch")] {
        board.colony(name, H4, system, 40, 20);
        board.fleet(watch, H4, system, &[(1, Destroyer)]);
    }
    board.colony("tiny", H4, 16, 1, 0);
    board.fleet("proud", H4, 8, &[(9, SuperDreadnought)]);
    board.fleet("settlers", H4, 4, &[(1, Etac), (1, Corvette)]);
}
