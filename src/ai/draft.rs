//! The packet in the making: orders, the purse they are paid from, docks and fleet counts they use up.

use ec4x_engine::ids::*;
use ec4x_engine::orders::*;
use ec4x_engine::vocab::*;

use crate::campaign::is_attack;
use crate::holdings::Holding;
use crate::situation::Situation;

/// What this packet orders at one own colony.
#[derive(Clone, Copy, Debug, Default)]
struct Ordered {
    ground: [i64; GroundKind::COUNT],
    facilities: [u32; FacilityKind::COUNT],
    fighters: i64,
    industry: i64,
    improved: bool,
    colonists: i64,
}

/// The packet in the making.
#[derive(Debug)]
pub(crate) struct Draft {
    /// The orders so far.
    pub orders: Orders,
    /// PP that may still be spent.
    pub purse: i64,
    /// Revenue to be expected in the next INC at the tax rate that will be in force.
    pub income: i64,
    /// Combat fleets that may still be added.
    pub fleet_room: usize,
    docks: Vec<i64>,
    ordered: Vec<Ordered>,
    busy: Vec<bool>,
    withdrawn: Vec<bool>,
    temporary: u32,
    transfers: usize,
}

impl Draft {
    /// An empty packet.
    pub fn new(s: &Situation<'_>) -> Self {
        let (used, most) = s.view.combat_fleets();
        Self {
            orders: Orders::default(),
            purse: s.view.house().treasury.max(0),
            income: s.view.house().nhv,
            fleet_room: most.saturating_sub(used),
            docks: s.holdings.iter().map(|holding| holding.docks).collect(),
            ordered: vec![Ordered::default(); s.holdings.len()],
            busy: vec![false; s.forces.len()],
            withdrawn: vec![false; s.forces.len()],
            temporary: 0,
            transfers: 0,
        }
    }

    /// The packet.
    pub fn finish(self) -> Orders {
        self.orders
    }

    /// Whether a fleet has got an order, or a reason to stay where it is.
    pub fn is_busy(&self, force: usize) -> bool {
        self.busy[force]
    }

    /// Marks a fleet as disposed of.
    pub fn keep(&mut self, force: usize) {
        self.busy[force] = true;
    }

    /// Whether a fleet was ordered away from whatever it attacked.
    pub fn is_withdrawn(&self, force: usize) -> bool {
        self.withdrawn[force]
    }

    /// Orders a fleet.
    pub fn command(&mut self, s: &Situation<'_>, force: usize, command: CommandKind, target: SystemId, roe: u8) {
        self.busy[force] = true;
        self.withdrawn[force] |= !is_attack(command);
        self.command_fleet(FleetRef::Id(s.forces[force].row.id), command, target, roe);
    }

    /// Orders a fleet, or one that this packet makes.
    pub fn command_fleet(&mut self, fleet: FleetRef, command: CommandKind, target: SystemId, roe: u8) {
        let (target, roe) = (Some(target), Some(roe));
        self.orders.fleets.push(FleetOrder {
            fleet,
            command,
            target,
            target_fleet: None,
            roe,
            priority: 0,
        });
    }

    /// Takes ships out of a fleet; the new fleet is named for later orders of the packet.
    pub fn detach(&mut self, source: FleetRef, ships: Vec<ShipId>) -> FleetRef {
        self.temporary += 1;
        let temporary = self.temporary;
        self.orders.zero_turn.push(ZeroTurn::DetachShips {
            source,
            ships,
            temporary,
        });
        FleetRef::Temporary(temporary)
    }

    /// Scraps ships that stand at own colonies; they bring half their price.
    pub fn scrap(&mut self, ships: impl Iterator<Item = ShipId>) {
        self.orders
            .colonies
            .extend(ships.map(|ship| ColonyOrder::ScrapShip { ship }));
    }

    /// Whether the planet of an own colony was ordered to be raised.
    pub fn is_improved(&self, holding: &Holding<'_>) -> bool {
        self.ordered[holding.index].improved
    }

    /// Orders the planet of an own colony to be raised at a known price.
    pub fn improve(&mut self, holding: &Holding<'_>, cost: i64) {
        self.purse -= cost;
        self.ordered[holding.index].improved = true;
        let colony = holding.row.id;
        self.orders.colonies.push(ColonyOrder::Terraform { colony });
    }

    /// Transfers of colonists ordered so far.
    pub fn transfers(&self) -> usize {
        self.transfers
    }

    /// Colonists sent to a colony so far, in PTU.
    pub fn colonists(&self, holding: &Holding<'_>) -> i64 {
        self.ordered[holding.index].colonists
    }

    /// Sends colonists at a known price.
    pub fn send(&mut self, from: &Holding<'_>, to: &Holding<'_>, ptu: i64, cost: i64) {
        self.purse -= cost;
        self.transfers += 1;
        self.ordered[to.index].colonists += ptu;
        let (from, to) = (from.row.id, to.row.id);
        self.orders.colonies.push(ColonyOrder::Transfer { from, to, ptu });
    }

    /// Docks still free in the shipyards of an own colony.
    pub fn docks(&self, holding: usize) -> i64 {
        self.docks[holding]
    }

    /// Buys up to `quantity` units at a known price; says how many.
    fn buy(&mut self, holding: &Holding<'_>, product: Product, quantity: i64, price: i64) -> i64 {
        let affordable = if price > 0 { self.purse / price } else { quantity };
        let quantity = quantity.min(affordable);
        if quantity <= 0 {
            return 0;
        }
        self.purse -= quantity * price;
        self.orders.builds.push(Build {
            colony: holding.row.id,
            product,
            quantity: quantity as u32,
        });
        quantity
    }

    /// Orders ships at the shipyards of an own colony; says how many were ordered.
    pub fn ships(&mut self, s: &Situation<'_>, holding: usize, class: ShipClass, quantity: i64) -> i64 {
        let quantity = quantity.min(self.docks[holding]);
        let bought = self.buy(&s.holdings[holding], Product::Ship(class), quantity, s.prices[class]);
        self.docks[holding] -= bought;
        bought
    }

    /// Fighters of a colony's pool, those ordered included.
    pub fn pool(&self, holding: &Holding<'_>) -> i64 {
        holding.fighters + self.ordered[holding.index].fighters
    }

    /// Ground units of a kind at a colony, those ordered included.
    pub fn units(&self, holding: &Holding<'_>, kind: GroundKind) -> i64 {
        let code = usize::from(kind.code());
        holding.ground[code] + self.ordered[holding.index].ground[code]
    }

    /// Facilities of a kind at a colony, those ordered included.
    pub fn facilities(&self, holding: &Holding<'_>, kind: FacilityKind) -> u32 {
        let code = usize::from(kind.code());
        holding.facilities[code] + self.ordered[holding.index].facilities[code]
    }

    /// Industrial units of a colony, those bought included.
    pub fn iu(&self, holding: &Holding<'_>) -> i64 {
        holding.row.iu + self.ordered[holding.index].industry
    }

    /// Orders fighters, which need no dock.
    pub fn fighters(&mut self, s: &Situation<'_>, holding: &Holding<'_>, quantity: i64) -> i64 {
        let class = ShipClass::Fighter;
        let bought = self.buy(holding, Product::Ship(class), quantity, s.prices[class]);
        self.ordered[holding.index].fighters += bought;
        bought
    }

    /// Orders ground units.
    pub fn ground(&mut self, s: &Situation<'_>, holding: &Holding<'_>, kind: GroundKind, quantity: i64) -> i64 {
        let stats = s.rules.ground_units.kind(kind);
        if stats.min_cst > s.view.tech(TechField::Cst) {
            return 0;
        }
        let bought = self.buy(holding, Product::Ground(kind), quantity, stats.build_cost);
        self.ordered[holding.index].ground[usize::from(kind.code())] += bought;
        bought
    }

    /// Orders a facility if technology and the spaceport allow it.
    pub fn facility(&mut self, s: &Situation<'_>, holding: &Holding<'_>, kind: FacilityKind) -> bool {
        let stats = s.rules.facilities.kind(kind);
        if stats.min_cst > s.view.tech(TechField::Cst) || (stats.prerequisite.is_some() && !holding.spaceport) {
            return false;
        }
        let bought = self.buy(holding, Product::Facility(kind), 1, stats.build_cost);
        self.ordered[holding.index].facilities[usize::from(kind.code())] += bought as u32;
        bought == 1
    }

    /// Buys industrial units whose total price is known.
    pub fn industry(&mut self, holding: &Holding<'_>, units: i64, price: i64) {
        if units > 0 && price <= self.purse {
            let (colony, product, quantity) = (holding.row.id, Product::Industry, units as u32);
            self.purse -= price;
            self.ordered[holding.index].industry += units;
            self.orders.builds.push(Build {
                colony,
                product,
                quantity,
            });
        }
    }
}
