//! A player that orders anything: for properties that must hold in every game.
//!
//! Most of its orders are near to what makes sense, so that something happens; some are nonsense: things of others,
//! things that do not exist, amounts beyond all bounds.

use crate::dice::Dice;
use crate::ids::*;
use crate::orders::*;
use crate::state::rows::Fleet;
use crate::view::View;
use crate::vocab::*;

fn pick<'a, T>(dice: &mut Dice, items: &'a [T]) -> Option<&'a T> {
    if items.is_empty() {
        None
    } else {
        items.get(dice.below(items.len() as u32) as usize)
    }
}

/// The orders of a house.
pub fn orders(view: &View, dice: &mut Dice) -> Orders {
    let mut orders = Orders::default();
    if dice.below(8) == 0 {
        orders.tax = Some(dice.below(102) as u8);
    }
    for fleet in view.fleets() {
        if dice.below(6) == 0 {
            orders.zero_turn.extend(reshuffle(view, fleet, dice));
        }
        if dice.below(3) > 0 {
            orders.fleets.push(fleet_order(view, fleet, dice));
        }
    }
    for colony in view.colonies() {
        for _ in 0..dice.below(4) {
            let quantity = 1 + dice.below(3);
            orders.builds.push(Build {
                colony: colony.id,
                product: product(dice),
                quantity,
            });
        }
        if dice.below(4) == 0 {
            orders.colonies.push(ColonyOrder::RepairIndustry {
                colony: colony.id,
                units: i64::from(dice.below(20)),
            });
            let flags = [0, 1, 2].map(|_| dice.below(2) == 0);
            let [auto_repair, auto_load_marines, auto_load_fighters] = flags;
            let colony = colony.id;
            orders.colonies.push(ColonyOrder::Flags {
                colony,
                auto_repair,
                auto_load_marines,
                auto_load_fighters,
            });
        }
        if dice.below(3) == 0 {
            let to = pick(dice, &view.colonies().map(|other| other.id).collect::<Vec<_>>()).copied();
            let (from, ptu) = (colony.id, i64::from(dice.below(30)));
            orders
                .colonies
                .extend(to.map(|to| ColonyOrder::Transfer { from, to, ptu }));
        }
        if dice.below(10) == 0 {
            orders.colonies.push(ColonyOrder::Terraform { colony: colony.id });
        }
        for ship in view.colony_ships(colony).filter(|_| dice.below(20) == 0) {
            orders.colonies.push(ColonyOrder::ScrapShip { ship: ship.id });
        }
        for facility in view.facilities(colony) {
            if facility.hull == Hull::Crippled {
                let target = RepairTarget::Facility(facility.id);
                orders.repairs.push(RepairOrder {
                    colony: colony.id,
                    target,
                    priority: None,
                });
            } else if dice.below(200) == 0 {
                let facility = facility.id;
                orders.colonies.push(ColonyOrder::ScrapFacility {
                    facility,
                    acknowledge_queue_loss: true,
                });
            }
        }
    }
    orders.research.deposit = [0, 1, 2].map(|_| i64::from(dice.below(120)));
    orders.research.buy = if dice.below(3) == 0 { u16::MAX } else { 0 };
    if dice.below(10) == 0 {
        orders.research.liquidate = [10, 10, 10];
    }
    orders.espionage = espionage(view, dice);
    orders.diplomacy = diplomacy(view, dice);
    if dice.below(6) == 0 {
        nonsense(&mut orders, dice);
    }
    orders
}

/// Commands towards any house, answers to proposals, some of them to nobody's.
fn diplomacy(view: &View, dice: &mut Dice) -> Vec<DiplomaticOrder> {
    let mut orders = Vec::new();
    let houses = view.houses().count() as u32;
    for _ in 0..dice.below(3) {
        let house = HouseId(dice.below(houses + 2));
        let kind = ProposalKind::ALL[dice.below(ProposalKind::COUNT as u32) as usize];
        orders.push(match dice.below(6) {
            0 => DiplomaticOrder::DeclareHostile { house },
            1 => DiplomaticOrder::DeclareEnemy { house },
            2 => DiplomaticOrder::SetNeutral { house },
            _ => DiplomaticOrder::Propose { house, kind },
        });
    }
    let open = view
        .proposals()
        .filter(|row| row.status == ProposalStatus::Pending && row.target == view.me());
    for proposal in open.map(|row| row.id).chain([ProposalId(dice.below(20))]) {
        match dice.below(3) {
            0 => orders.push(DiplomaticOrder::Accept { proposal }),
            1 => orders.push(DiplomaticOrder::Reject { proposal }),
            _ => {}
        }
    }
    orders
}

/// Points, and actions mostly against known colonies.
fn espionage(view: &View, dice: &mut Dice) -> Espionage {
    let mut orders = Espionage::default();
    if dice.below(2) == 0 {
        (orders.buy_ebp, orders.buy_cip) = (i64::from(dice.below(20)), i64::from(dice.below(3)) - 1);
    }
    let known: Vec<(HouseId, SystemId)> = view
        .colony_records()
        .map(|record| (record.owner, record.system))
        .collect();
    for _ in 0..dice.below(5) {
        let action = EspionageAction::ALL[dice.below(EspionageAction::COUNT as u32) as usize];
        let any = (HouseId(dice.below(6)), SystemId(dice.below(64)));
        let (target, system) = match dice.below(4) {
            0 => any,
            _ => pick(dice, &known).copied().unwrap_or(any),
        };
        let (target, system) = (Some(target), Some(system));
        orders.actions.push(SpyOrder { action, target, system });
    }
    orders
}

/// Orders about things that are another's or do not exist, with amounts beyond all bounds.
fn nonsense(orders: &mut Orders, dice: &mut Dice) {
    let mut id = || match dice.below(8) {
        0 => 0,
        1 => u32::MAX,
        _ => 1 + dice.below(60),
    };
    let ids: Vec<u32> = (0..12).map(|_| id()).collect();
    let amount = [i64::MAX, i64::MIN, -1, 0, 1 << 40][dice.below(5) as usize];
    let fleet = FleetRef::Temporary(ids[0]);
    let ships = vec![ShipId(ids[1]), ShipId(ids[1]), ShipId(ids[2])];
    let command = CommandKind::ALL[dice.below(CommandKind::COUNT as u32) as usize];
    orders.zero_turn.extend([
        ZeroTurn::DetachShips {
            source: FleetRef::Id(FleetId(ids[3])),
            ships: ships.clone(),
            temporary: ids[0],
        },
        ZeroTurn::TransferShips {
            source: fleet,
            target: FleetRef::Id(FleetId(ids[4])),
            ships: ships.clone(),
        },
        ZeroTurn::LoadMarines {
            fleet,
            quantity: u32::MAX,
        },
        ZeroTurn::LoadFighters {
            carrier: ShipId(ids[5]),
            fighters: ships.clone(),
        },
        ZeroTurn::UnloadFighters {
            carrier: ShipId(ids[6]),
            fighters: ships,
        },
    ]);
    let colony = ColonyId(ids[7]);
    orders.colonies.extend([
        ColonyOrder::RepairIndustry { colony, units: amount },
        ColonyOrder::RepairInfrastructure {
            colony,
            permille: amount,
        },
        ColonyOrder::ScrapShip { ship: ShipId(ids[8]) },
        ColonyOrder::ScrapGround { unit: GroundId(ids[9]) },
        ColonyOrder::Transfer {
            from: colony,
            to: ColonyId(ids[6]),
            ptu: amount,
        },
        ColonyOrder::Terraform { colony },
        ColonyOrder::CancelBuild {
            project: ProjectId(ids[10]),
        },
        ColonyOrder::WithdrawRepair {
            repair: RepairId(ids[11]),
        },
    ]);
    orders.fleets.push(FleetOrder {
        target_fleet: Some(FleetId(ids[1])),
        roe: Some(u8::MAX),
        priority: i32::MIN,
        ..FleetOrder::new(FleetId(ids[2]), command, Some(SystemId(ids[3])))
    });
    orders.fleets.push(FleetOrder {
        fleet,
        ..FleetOrder::new(FleetId(0), command, Some(SystemId(u32::MAX)))
    });
    orders.builds.push(Build {
        colony,
        product: product(dice),
        quantity: 1 + dice.below(1000),
    });
    orders.repairs.push(RepairOrder {
        colony,
        target: RepairTarget::Ship(ShipId(ids[4])),
        priority: Some(i32::MAX),
    });
    orders.tax = Some(u8::MAX);
    orders.research.deposit = [amount; Pool::COUNT];
    orders.research.liquidate = [amount; Pool::COUNT];
    (orders.espionage.buy_ebp, orders.espionage.buy_cip) = (amount, 1);
    orders
        .espionage
        .actions
        .extend(EspionageAction::ALL.iter().map(|&action| SpyOrder {
            action,
            target: Some(HouseId(ids[5])),
            system: Some(SystemId(ids[6])),
        }));
}

fn product(dice: &mut Dice) -> Product {
    match dice.below(8) {
        0 => Product::Industry,
        1 => Product::IndustryBudget,
        2 => Product::Facility(FacilityKind::ALL[dice.below(FacilityKind::COUNT as u32) as usize]),
        3 => Product::Ground(GroundKind::ALL[dice.below(GroundKind::COUNT as u32) as usize]),
        4 => Product::Ship(*pick(dice, &[ShipClass::Etac, ShipClass::Scout]).unwrap_or(&ShipClass::Etac)),
        5 => Product::Ship(ShipClass::TroopTransport),
        _ => Product::Ship(ShipClass::ALL[dice.below(ShipClass::COUNT as u32) as usize]),
    }
}

fn reshuffle(view: &View, fleet: &Fleet, dice: &mut Dice) -> Option<ZeroTurn> {
    let source = FleetRef::Id(fleet.id);
    let others: Vec<FleetId> = view
        .fleets()
        .map(|other| other.id)
        .filter(|&other| other != fleet.id)
        .collect();
    let ship = *pick(dice, &fleet.ships)?;
    Some(match dice.below(5) {
        0 => ZeroTurn::MergeFleets {
            source,
            target: FleetRef::Id(*pick(dice, &others)?),
        },
        1 => ZeroTurn::DetachShips {
            source,
            ships: vec![ship],
            temporary: fleet.id.0,
        },
        2 => ZeroTurn::TransferShips {
            source,
            target: FleetRef::Id(*pick(dice, &others)?),
            ships: vec![ship],
        },
        3 => ZeroTurn::Reactivate { fleet: source },
        _ => ZeroTurn::LoadMarines {
            fleet: source,
            quantity: 0,
        },
    })
}

fn fleet_order(view: &View, fleet: &Fleet, dice: &mut Dice) -> FleetOrder {
    use CommandKind::*;
    let carries = |class| view.ships(fleet).any(|ship| ship.class == class);
    let near: Vec<SystemId> = view.starmap().neighbours[fleet.system.index()]
        .iter()
        .map(|&(system, _)| system)
        .collect();
    let known: Vec<SystemId> = view.colony_records().map(|record| record.system).collect();
    let own: Vec<SystemId> = view.colonies().map(|colony| colony.system).collect();
    let anywhere = SystemId(1 + dice.below(view.starmap().systems() as u32));
    let (command, targets) = match dice.below(12) {
        0..=7 if carries(ShipClass::Scout) => (
            *pick(dice, &[ScoutColony, ScoutSystem, HackStarbase]).unwrap_or(&ScoutSystem),
            &known,
        ),
        0..=2 if carries(ShipClass::Etac) => (Colonize, &near),
        0..=3 if carries(ShipClass::TroopTransport) => (*pick(dice, &[Invade, Blitz]).unwrap_or(&Blitz), &known),
        0..=3 => (*pick(dice, &[Bombard, Blockade, Patrol]).unwrap_or(&Patrol), &known),
        4 | 5 => (
            *pick(dice, &[GuardColony, SeekHome, Reserve, Mothball, Salvage]).unwrap_or(&SeekHome),
            &own,
        ),
        6 => (View, &near),
        7 => (Rendezvous, &near),
        8 => (JoinFleet, &near),
        _ => (Move, &near),
    };
    let target = if dice.below(6) == 0 {
        Some(anywhere)
    } else {
        pick(dice, targets).copied()
    };
    let others: Vec<FleetId> = view.fleets().map(|other| other.id).collect();
    FleetOrder {
        target_fleet: pick(dice, &others).copied(),
        priority: dice.below(3) as i32,
        ..FleetOrder::new(fleet.id, command, target).with_roe(dice.below(11) as u8)
    }
}
