//! Random play: all accounts balance to the unit, and no invariant breaks, whatever is ordered.

use proptest::prelude::*;

use super::{HOME, HOUSE};
use crate::construction::*;
use crate::economy::{con2f_collapse, inc3_income, inc5_salvage, inc6_upkeep, inc7_capacity, prd4_transfers};
use crate::events::{EconomyKind, EventLog};
use crate::ids::*;
use crate::metrics;
use crate::orders::*;
use crate::prestige::inc9_ledger;
use crate::research::{capacity, cmd6d_research, prd7a_breakthroughs};
use crate::state::State;
use crate::testing::{self, assert_sound, bare, fleet, homeworld, standard_fleets};
use crate::turn::Turn;
use crate::vocab::*;

fn product() -> impl Strategy<Value = Product> {
    prop_oneof![
        4 => prop::sample::select(ShipClass::ALL.to_vec()).prop_map(Product::Ship),
        2 => prop::sample::select(GroundKind::ALL.to_vec()).prop_map(Product::Ground),
        2 => prop::sample::select(FacilityKind::ALL.to_vec()).prop_map(Product::Facility),
        1 => Just(Product::Industry),
    ]
}

fn colony() -> impl Strategy<Value = ColonyId> {
    (1u32..=4).prop_map(ColonyId)
}

fn colony_order() -> impl Strategy<Value = ColonyOrder> {
    prop_oneof![
        (colony(), any::<[bool; 3]>()).prop_map(|(colony, [auto_repair, auto_load_marines, auto_load_fighters])| {
            ColonyOrder::Flags {
                colony,
                auto_repair,
                auto_load_marines,
                auto_load_fighters,
            }
        }),
        (colony(), -1i64..20).prop_map(|(colony, units)| ColonyOrder::RepairIndustry { colony, units }),
        (colony(), -1i64..400).prop_map(|(colony, permille)| ColonyOrder::RepairInfrastructure { colony, permille }),
        (1u32..60).prop_map(|ship| ColonyOrder::ScrapShip { ship: ShipId(ship) }),
        (1u32..60).prop_map(|unit| ColonyOrder::ScrapGround { unit: GroundId(unit) }),
        (1u32..20, any::<bool>()).prop_map(|(facility, acknowledge_queue_loss)| ColonyOrder::ScrapFacility {
            facility: FacilityId(facility),
            acknowledge_queue_loss
        }),
        (colony(), colony(), -1i64..60).prop_map(|(from, to, ptu)| ColonyOrder::Transfer { from, to, ptu }),
        colony().prop_map(|colony| ColonyOrder::Terraform { colony }),
        (1u32..60).prop_map(|project| ColonyOrder::CancelBuild {
            project: ProjectId(project)
        }),
        (1u32..20).prop_map(|repair| ColonyOrder::WithdrawRepair {
            repair: RepairId(repair)
        }),
    ]
}

fn repair() -> impl Strategy<Value = RepairOrder> {
    let target = prop_oneof![
        (1u32..60).prop_map(|id| RepairTarget::Ship(ShipId(id))),
        (1u32..20).prop_map(|id| RepairTarget::Facility(FacilityId(id))),
        (1u32..60).prop_map(|id| RepairTarget::Ground(GroundId(id))),
    ];
    (colony(), target, prop::option::of(0i32..4)).prop_map(|(colony, target, priority)| RepairOrder {
        colony,
        target,
        priority,
    })
}

fn packet() -> impl Strategy<Value = Orders> {
    let build = (colony(), product(), 0u32..6);
    let build = build.prop_map(|(colony, product, quantity)| Build {
        colony,
        product,
        quantity,
    });
    let research = (
        any::<u16>(),
        prop::array::uniform3(0i64..300),
        prop::array::uniform3(0i64..60),
    );
    (
        prop::option::of(0u8..=100),
        prop::collection::vec(colony_order(), 0..6),
        prop::collection::vec(build, 0..8),
        prop::collection::vec(repair(), 0..6),
        research,
    )
        .prop_map(|(tax, colonies, builds, repairs, (buy, deposit, liquidate))| Orders {
            tax,
            colonies,
            builds,
            repairs,
            research: Research {
                buy,
                deposit,
                liquidate,
            },
            ..Orders::default()
        })
}

/// What befalls a house between two order windows: an index of a thing that is crippled, PP that vanish.
#[derive(Clone, Debug)]
struct Blow {
    ship: usize,
    facility: usize,
    damage: i64,
    blockade: bool,
}

fn blow() -> impl Strategy<Value = Blow> {
    (any::<usize>(), any::<usize>(), 0i64..40, any::<bool>()).prop_map(|(ship, facility, damage, blockade)| Blow {
        ship,
        facility,
        damage,
        blockade,
    })
}

/// Two houses, the first with a homeworld and an outpost, at a technology that lets it build almost everything.
fn start(tech: u8) -> State {
    let mut state = bare(2, 4);
    for (house, system) in [(HOUSE, HOME), (HouseId(2), SystemId(2))] {
        homeworld(&mut state, house, system);
        standard_fleets(&mut state, house, system);
        state.houses[house].treasury = 1000;
        for field in [TechField::Cst, TechField::Wep, TechField::El] {
            state.houses[house].tech[field] = tech;
        }
    }
    state.systems[SystemId(3)].class = PlanetClass::Harsh;
    state.new_colony(HOUSE, SystemId(3), 4, 0, 1);
    fleet(
        &mut state,
        HOUSE,
        SystemId(4),
        &[ShipClass::Carrier, ShipClass::TroopTransport],
    );
    state
}

fn strike(turn: &mut Turn, blow: &Blow) {
    let ships = turn.state.ships.ids();
    let ship = ships[blow.ship % ships.len()];
    if turn.state.ships[ship].class != ShipClass::Fighter {
        turn.state.ships[ship].hull = Hull::Crippled;
    }
    let facilities = turn.state.facilities.ids();
    if !facilities.is_empty() {
        let facility = facilities[blow.facility % facilities.len()];
        turn.state.facilities[facility].hull = Hull::Crippled;
        facility_crippled(turn, facility);
    }
    let outpost = ColonyId(3);
    if turn.state.colonies.contains(outpost) {
        let colony = &mut turn.state.colonies[outpost];
        let lost = colony.iu.min(blow.damage);
        colony.iu -= lost;
        colony.iu_damaged += lost;
        colony.blockaded = blow.blockade;
        let killed = crate::population::loss(&turn.state.rules, colony.pu, blow.damage / 4);
        colony.pu -= killed;
        let owner = colony.owner;
        turn.economy(Step::Con1d, owner, EconomyKind::Damage, |event| {
            (event.pu, event.iu) = (-killed, -lost);
        });
    }
    con2f_collapse(turn);
}

/// One turn of everything in this part of the rules, from CMD5 to the next CMD5.
fn one_turn(state: &mut State, log: &mut EventLog, packets: &[Option<Orders>], blow: &Blow) {
    let turn = &mut Turn::new(state, log);
    for (house, packet) in turn.state.house_ids().zip(packets) {
        let Some(packet) = packet else { continue };
        if let Some(tax) = packet.tax {
            turn.state.houses[house].tax = tax;
        }
        for order in &packet.colonies {
            cmd5_colony_order(turn, house, order);
        }
    }
    cmd6b_builds(turn, packets);
    cmd6c_repairs(turn, packets);
    cmd6d_research(turn, packets);
    prd2_queues(turn);
    prd4_transfers(turn);
    prd5_terraforming(turn);
    prd7a_breakthroughs(turn);
    metrics::close_rows(turn);
    turn.state.game_mut().turn += 1;
    strike(turn, blow);
    inc3_income(turn);
    inc5_salvage(turn);
    inc6_upkeep(turn);
    inc7_capacity(turn);
    inc9_ledger(turn);
    cmd2_commission(turn);
    cmd3_auto_repair(turn);
    cmd4_auto_load(turn);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn accounts_balance_over_random_orders(
        tech in 1u8..=10,
        turns in prop::collection::vec((packet(), packet(), blow()), 1..8),
    ) {
        let (mut state, mut log) = (start(tech), EventLog::default());
        testing::balance_books(&mut state);
        metrics::open_accounts(&mut Turn::new(&mut state, &mut log));
        for (first, second, blow) in turns {
            one_turn(&mut state, &mut log, &[Some(first), Some(second)], &blow);
            assert_sound(&state);
            prop_assert_eq!(metrics::audit(&log, state.turn() - 1), []);
            for house in [HOUSE, HouseId(2)] {
                for &pool in Pool::ALL {
                    prop_assert!((0..=capacity(&state, house, pool)).contains(&state.houses[house].rp[pool]));
                }
            }
            for colony in state.colonies.iter() {
                prop_assert!(colony.pu >= 1 && colony.iu >= 0 && colony.iu_damaged >= 0);
                prop_assert!((0..=1000).contains(&colony.infra_damage));
                let docked = colony.facilities.iter().map(|&id| &state.facilities[id]);
                for facility in docked {
                    let used = colony.projects.iter().filter(|&&id| state.projects[id].facility == Some(facility.id));
                    prop_assert!(used.count() as i64 <= crate::limits::docks(&state, facility));
                }
            }
            prop_assert_eq!(state.hash(), state.recomputed_hash());
        }
    }
}
