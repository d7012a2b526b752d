//! Orders: what a house may ask for in one CMD5 (rulebook 03 §4, 04 §4, §7, 20 §7, 21 §3, 22 §3).
//!
//! A packet is data. An order that cannot be carried out becomes a row of `order_events`, never an error. Lists are
//! processed in the order given; which list is processed when is the business of CMD5 and CMD6. As text ([`text`]) a
//! packet is a file in the manner of the game's own.

pub mod document;
pub mod kinds;
pub mod line;
pub mod text;

use crate::ids::*;
use crate::state::row::Cell;
use crate::vocab::*;
use kinds::order_kinds;

/// What one house submits in one CMD5. An empty packet is a submission too (rulebook 01 §8).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Orders {
    /// New tax rate in percent, counting from the next INC (20 §4.1).
    pub tax: Option<u8>,
    /// Zero-turn fleet commands (04 §7.2), CMD5.
    pub zero_turn: Vec<ZeroTurn>,
    /// Orders about colonies that act at once, CMD5.
    pub colonies: Vec<ColonyOrder>,
    /// Fleet commands, CMD6a. The last one for a fleet counts (03 §6.1).
    pub fleets: Vec<FleetOrder>,
    /// Builds and purchases of industry, CMD6b.
    pub builds: Vec<Build>,
    /// Repairs, CMD6c.
    pub repairs: Vec<RepairOrder>,
    /// Research, CMD6d.
    pub research: Research,
    /// Points and actions of espionage, stored in CMD5 for INC2 and CON1f of the next turn.
    pub espionage: Espionage,
    /// Diplomatic commands, stored in CMD5 for PRD3.
    pub diplomacy: Vec<DiplomaticOrder>,
}

/// A fleet command (04 §4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FleetOrder {
    /// The fleet; may be a temporary id given by a [`ZeroTurn::DetachShips`] of the same packet.
    pub fleet: FleetRef,
    /// The command.
    pub command: CommandKind,
    /// Target system, where the command needs or allows one.
    pub target: Option<SystemId>,
    /// Target fleet of Join Fleet.
    pub target_fleet: Option<FleetId>,
    /// New rules of engagement, 0–10; kept if none.
    pub roe: Option<u8>,
    /// Order within PRD1c, lower first.
    pub priority: i32,
}

impl FleetOrder {
    /// A command for a fleet with a target system and everything else at its default.
    pub fn new(fleet: FleetId, command: CommandKind, target: Option<SystemId>) -> Self {
        Self {
            fleet: FleetRef::Id(fleet),
            command,
            target,
            target_fleet: None,
            roe: None,
            priority: 0,
        }
    }

    /// The same command with rules of engagement.
    pub fn with_roe(mut self, roe: u8) -> Self {
        self.roe = Some(roe);
        self
    }
}

/// A fleet that exists, or one that an earlier order of the packet makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FleetRef {
    /// An existing fleet.
    Id(FleetId),
    /// The fleet made by the `DetachShips` with this `temporary` number.
    Temporary(u32),
}

order_kinds! {
    /// A zero-turn fleet command (04 §7.2).
    ZeroTurn {
        /// Ships leave a fleet and form a new one.
        DetachShips = "detach-ships" {
            /// From which fleet.
            source: FleetRef = "from",
            /// Which ships.
            ships: Vec<ShipId> = "ships",
            /// A number by which later orders of the packet may name the new fleet.
            temporary: u32 = "new",
        },
        /// Ships change fleets.
        TransferShips = "transfer-ships" {
            /// From which fleet.
            source: FleetRef = "from",
            /// To which fleet.
            target: FleetRef = "to",
            /// Which ships.
            ships: Vec<ShipId> = "ships",
        },
        /// All ships of a fleet go to another.
        MergeFleets = "merge-fleets" {
            /// From which fleet.
            source: FleetRef = "from",
            /// To which fleet.
            target: FleetRef = "into",
        },
        /// Marines of the garrison board the transports of a fleet.
        LoadMarines = "load-marines" {
            /// Which fleet.
            fleet: FleetRef = "fleet",
            /// How many divisions; 0: as many as fit.
            quantity: u32 = "quantity",
        },
        /// All marines of a fleet go ashore.
        UnloadMarines = "unload-marines" {
            /// Which fleet.
            fleet: FleetRef = "fleet",
        },
        /// Fighters of the colony's pool board a carrier.
        LoadFighters = "load-fighters" {
            /// The carrier.
            carrier: ShipId = "carrier",
            /// Which fighters.
            fighters: Vec<ShipId> = "fighters",
        },
        /// Fighters of a carrier go to the colony's pool.
        UnloadFighters = "unload-fighters" {
            /// The carrier.
            carrier: ShipId = "carrier",
            /// Which fighters.
            fighters: Vec<ShipId> = "fighters",
        },
        /// Fighters change carriers, wherever the two are together.
        TransferFighters = "transfer-fighters" {
            /// From which carrier.
            source: ShipId = "from",
            /// To which carrier.
            target: ShipId = "to",
            /// Which fighters.
            fighters: Vec<ShipId> = "fighters",
        },
        /// A fleet in Reserve or mothballs becomes Active (04 §6).
        Reactivate = "reactivate" {
            /// Which fleet.
            fleet: FleetRef = "fleet",
        },
    }

    /// An order about a colony that acts in CMD5.
    #[derive(Copy)]
    ColonyOrder {
        /// Sets the automation flags (22 §5.7).
        Flags = "flags" {
            /// Which colony.
            colony: ColonyId = "colony",
            /// Queue repairs.
            auto_repair: bool = "auto-repair",
            /// Load new marines.
            auto_load_marines: bool = "auto-load-marines",
            /// Load fighters.
            auto_load_fighters: bool = "auto-load-fighters",
        },
        /// Repairs damaged industrial units (20 §7.2).
        RepairIndustry = "repair-industry" {
            /// Which colony.
            colony: ColonyId = "colony",
            /// How many.
            units: i64 = "units",
        },
        /// Repairs infrastructure (20 §7.3).
        RepairInfrastructure = "repair-infrastructure" {
            /// Which colony.
            colony: ColonyId = "colony",
            /// How much, in permille.
            permille: i64 = "permille",
        },
        /// Scraps a ship at an own colony (04 §7.3).
        ScrapShip = "scrap-ship" {
            /// Which ship.
            ship: ShipId = "ship",
        },
        /// Scraps a ground unit in garrison (04 §7.3).
        ScrapGround = "scrap-ground" {
            /// Which unit.
            unit: GroundId = "unit",
        },
        /// Scraps a facility (04 §7.3).
        ScrapFacility = "scrap-facility" {
            /// Which facility.
            facility: FacilityId = "facility",
            /// Its queues, and ships in its docks, may be lost.
            acknowledge_queue_loss: bool = "acknowledge-queue-loss",
        },
        /// Has the Space Guild carry colonists to another own colony (20 §11).
        Transfer = "transfer" {
            /// From which colony.
            from: ColonyId = "from",
            /// To which colony.
            to: ColonyId = "to",
            /// How many, in PTU.
            ptu: i64 = "ptu",
        },
        /// Raises the class of the planet by a step (22 §8).
        Terraform = "terraform" {
            /// Which colony.
            colony: ColonyId = "colony",
        },
        /// Cancels a project (22 §3.6).
        CancelBuild = "cancel-build" {
            /// Which project.
            project: ProjectId = "project",
        },
        /// Withdraws a repair (22 §7.2).
        WithdrawRepair = "withdraw-repair" {
            /// Which repair.
            repair: RepairId = "repair",
        },
    }

    /// A diplomatic command (05 §7).
    #[derive(Copy)]
    DiplomaticOrder {
        /// Raises the own stance to Hostile.
        DeclareHostile = "declare-hostile" {
            /// Towards which house.
            house: HouseId = "house",
        },
        /// Raises the own stance to Enemy.
        DeclareEnemy = "declare-enemy" {
            /// Towards which house.
            house: HouseId = "house",
        },
        /// Lowers the own stance to Neutral; the relation stays as high as the other's stance.
        SetNeutral = "set-neutral" {
            /// Towards which house.
            house: HouseId = "house",
        },
        /// Proposes that both stances fall.
        Propose = "propose-deescalation" {
            /// To which house.
            house: HouseId = "house",
            /// To which stance: `to-neutral`, or from Enemy `to-hostile`.
            kind: ProposalKind = "kind",
        },
        /// Accepts a proposal.
        Accept = "accept-proposal" {
            /// Which proposal.
            proposal: ProposalId = "proposal",
        },
        /// Rejects a proposal.
        Reject = "reject-proposal" {
            /// Which proposal.
            proposal: ProposalId = "proposal",
        },
    }
}

/// Something to be built or bought at a colony (22 §3, 20 §7.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Build {
    /// Where.
    pub colony: ColonyId,
    /// What.
    pub product: Product,
    /// How many, each unit being judged separately; of a budget, how many PP.
    pub quantity: u32,
}

/// What can be built or bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Product {
    /// A ship or fighter.
    Ship(ShipClass),
    /// A ground unit.
    Ground(GroundKind),
    /// A facility.
    Facility(FacilityKind),
    /// Industrial units.
    Industry,
    /// Industrial units for a budget: the quantity is in PP (20 §7.1).
    IndustryBudget,
}

/// A repair (22 §7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RepairOrder {
    /// Where.
    pub colony: ColonyId,
    /// What.
    pub target: RepairTarget,
    /// Order of payment; the default of its kind if none.
    pub priority: Option<i32>,
}

/// What can be repaired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepairTarget {
    /// A crippled ship.
    Ship(ShipId),
    /// A crippled facility.
    Facility(FacilityId),
    /// A crippled ground unit.
    Ground(GroundId),
}

/// Research orders (21 §3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Research {
    /// Research points to be sold, per pool in the order of [`Pool`].
    pub liquidate: [i64; Pool::COUNT],
    /// PP to be deposited, per pool.
    pub deposit: [i64; Pool::COUNT],
    /// Fields of which the next level is wanted: bit *n* for the field with code *n*.
    pub buy: u16,
}

impl Research {
    /// Asks for the next level of a field.
    pub fn want(&mut self, field: TechField) {
        self.buy |= 1 << field.code();
    }

    /// Whether the next level of a field is asked for.
    pub fn wants(&self, field: TechField) -> bool {
        self.buy & (1 << field.code()) != 0
    }
}

/// Espionage orders (23 §2, §3).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Espionage {
    /// Espionage points to be bought.
    pub buy_ebp: i64,
    /// Counter-intelligence points to be bought.
    pub buy_cip: i64,
    /// Actions, in the order in which they are to be run.
    pub actions: Vec<SpyOrder>,
}

/// One action of espionage (23 §3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpyOrder {
    /// What.
    pub action: EspionageAction,
    /// Against whom; none for a Sweep.
    pub target: Option<HouseId>,
    /// The system of the colony it is aimed at, for actions that need one.
    pub system: Option<SystemId>,
}

/// An order as a flat row, for SQLite: a word for its kind and up to six integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderRow {
    /// Kind of order.
    pub kind: &'static str,
    /// Its arguments; their meaning depends on the kind.
    pub args: [Cell; 6],
}

impl Orders {
    /// Calls `visit` with the packet as flat rows, in the order in which the lists were given. Orders with lists of
    /// ships make one row for each ship.
    pub fn for_each_row(&self, visit: &mut dyn FnMut(OrderRow)) {
        let mut row = |kind: &'static str, args: &[Cell]| {
            let mut all = [None; 6];
            all[..args.len()].copy_from_slice(args);
            visit(OrderRow { kind, args: all });
        };
        let id = |raw: u32| Some(i64::from(raw));
        let fleet = |fleet: FleetRef| match fleet {
            FleetRef::Id(FleetId(raw)) => Some(i64::from(raw)),
            FleetRef::Temporary(raw) => Some(-i64::from(raw)),
        };
        if let Some(tax) = self.tax {
            row("tax", &[Some(i64::from(tax))]);
        }
        for order in &self.zero_turn {
            match order {
                ZeroTurn::DetachShips {
                    source,
                    ships,
                    temporary,
                } => {
                    for ship in ships {
                        row("detach_ship", &[fleet(*source), id(ship.0), id(*temporary)]);
                    }
                }
                ZeroTurn::TransferShips { source, target, ships } => {
                    for ship in ships {
                        row("transfer_ship", &[fleet(*source), fleet(*target), id(ship.0)]);
                    }
                }
                ZeroTurn::MergeFleets { source, target } => row("merge_fleets", &[fleet(*source), fleet(*target)]),
                ZeroTurn::LoadMarines { fleet: which, quantity } => {
                    row("load_marines", &[fleet(*which), id(*quantity)])
                }
                ZeroTurn::UnloadMarines { fleet: which } => row("unload_marines", &[fleet(*which)]),
                ZeroTurn::LoadFighters { carrier, fighters } => {
                    for fighter in fighters {
                        row("load_fighter", &[id(carrier.0), id(fighter.0)]);
                    }
                }
                ZeroTurn::UnloadFighters { carrier, fighters } => {
                    for fighter in fighters {
                        row("unload_fighter", &[id(carrier.0), id(fighter.0)]);
                    }
                }
                ZeroTurn::TransferFighters {
                    source,
                    target,
                    fighters,
                } => {
                    for fighter in fighters {
                        row("transfer_fighter", &[id(source.0), id(target.0), id(fighter.0)]);
                    }
                }
                ZeroTurn::Reactivate { fleet: which } => row("reactivate", &[fleet(*which)]),
            }
        }
        for order in &self.colonies {
            match *order {
                ColonyOrder::Flags {
                    colony,
                    auto_repair,
                    auto_load_marines,
                    auto_load_fighters,
                } => {
                    let flag = |on: bool| Some(i64::from(on));
                    let flags = [flag(auto_repair), flag(auto_load_marines), flag(auto_load_fighters)];
                    row("colony_flags", &[id(colony.0), flags[0], flags[1], flags[2]]);
                }
                ColonyOrder::RepairIndustry { colony, units } => row("repair_industry", &[id(colony.0), Some(units)]),
                ColonyOrder::RepairInfrastructure { colony, permille } => {
                    row("repair_infrastructure", &[id(colony.0), Some(permille)]);
                }
                ColonyOrder::ScrapShip { ship } => row("scrap_ship", &[id(ship.0)]),
                ColonyOrder::ScrapGround { unit } => row("scrap_ground", &[id(unit.0)]),
                ColonyOrder::ScrapFacility {
                    facility,
                    acknowledge_queue_loss,
                } => {
                    row(
                        "scrap_facility",
                        &[id(facility.0), Some(i64::from(acknowledge_queue_loss))],
                    );
                }
                ColonyOrder::Transfer { from, to, ptu } => row("transfer", &[id(from.0), id(to.0), Some(ptu)]),
                ColonyOrder::Terraform { colony } => row("terraform", &[id(colony.0)]),
                ColonyOrder::CancelBuild { project } => row("cancel_build", &[id(project.0)]),
                ColonyOrder::WithdrawRepair { repair } => row("withdraw_repair", &[id(repair.0)]),
            }
        }
        for order in &self.fleets {
            let args = [
                fleet(order.fleet),
                Some(i64::from(order.command.number())),
                order.target.and_then(|target| id(target.0)),
                order.target_fleet.and_then(|target| id(target.0)),
                order.roe.map(i64::from),
                Some(i64::from(order.priority)),
            ];
            row("fleet", &args);
        }
        for order in &self.builds {
            let (kind, code) = match order.product {
                Product::Ship(class) => ("build_ship", class.code()),
                Product::Ground(kind) => ("build_ground", kind.code()),
                Product::Facility(kind) => ("build_facility", kind.code()),
                Product::Industry => ("buy_industry", 0),
                Product::IndustryBudget => ("buy_industry_for", 0),
            };
            row(kind, &[id(order.colony.0), Some(i64::from(code)), id(order.quantity)]);
        }
        for order in &self.repairs {
            let (kind, target) = match order.target {
                RepairTarget::Ship(ship) => ("repair_ship", ship.0),
                RepairTarget::Facility(facility) => ("repair_facility", facility.0),
                RepairTarget::Ground(unit) => ("repair_ground", unit.0),
            };
            row(kind, &[id(order.colony.0), id(target), order.priority.map(i64::from)]);
        }
        let research = &self.research;
        if *research != Research::default() {
            let [d, l] = [research.deposit, research.liquidate];
            row("research_deposit", &[Some(d[0]), Some(d[1]), Some(d[2])]);
            row("research_liquidate", &[Some(l[0]), Some(l[1]), Some(l[2])]);
            row("research_buy", &[Some(i64::from(research.buy))]);
        }
        let spies = &self.espionage;
        if (spies.buy_ebp, spies.buy_cip) != (0, 0) {
            row("buy_points", &[Some(spies.buy_ebp), Some(spies.buy_cip)]);
        }
        for order in &spies.actions {
            let (target, system) = (order.target.and_then(|t| id(t.0)), order.system.and_then(|s| id(s.0)));
            row("espionage", &[Some(i64::from(order.action.code())), target, system]);
        }
        for order in &self.diplomacy {
            match *order {
                DiplomaticOrder::DeclareHostile { house } => row("declare_hostile", &[id(house.0)]),
                DiplomaticOrder::DeclareEnemy { house } => row("declare_enemy", &[id(house.0)]),
                DiplomaticOrder::SetNeutral { house } => row("set_neutral", &[id(house.0)]),
                DiplomaticOrder::Propose { house, kind } => {
                    row("propose", &[id(house.0), Some(i64::from(kind.code()))])
                }
                DiplomaticOrder::Accept { proposal } => row("accept", &[id(proposal.0)]),
                DiplomaticOrder::Reject { proposal } => row("reject", &[id(proposal.0)]),
            }
        }
    }
}
