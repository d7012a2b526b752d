//! The event tables (rulebook 31; columns named in the field's words).

use super::column::{EventTable, Spec, event_table, name_scalars};
use super::combat::*;
use crate::ids::*;
use crate::state::flows::Flows;
use crate::state::row::{PerVocab, Row};
use crate::vocab::*;

vocab! {
    /// What was booked or happened, in `economy_events`.
    EconomyKind {
        /// What a house starts the game with: `pp`, `pu`, `iu`, `prestige`.
        Opening = "opening",
        /// A colony's output: `amount` = GCO, `pp` = its share of the tax (report value).
        Income = "income",
        /// Net house value credited: `pp`.
        Revenue = "revenue",
        /// The tax rate was set: `amount` = percent.
        Tax = "tax",
        /// Upkeep: `amount` = due, `pp` = paid (negative).
        Upkeep = "upkeep",
        /// Upkeep missing: `amount` = PP short, `prestige`.
        Shortfall = "shortfall",
        /// An asset was crippled by unpaid upkeep.
        CrippledByUpkeep = "crippled_by_upkeep",
        /// A ship was auto-salvaged: `pp`.
        AutoSalvage = "auto_salvage",
        /// Logistical strain: `pp` (negative).
        Strain = "strain",
        /// Something was ordered: `amount` units, `pp` (negative).
        Purchase = "purchase",
        /// The surcharge of a spaceport on what was ordered: `pp` (negative).
        Surcharge = "surcharge",
        /// Ordered units entered service: `amount`; `pu` that ETACs took aboard (negative).
        Commissioned = "commissioned",
        /// A project was lost with its place: no refund.
        ProjectLost = "project_lost",
        /// A project was cancelled: `pp` refunded.
        ProjectCancelled = "project_cancelled",
        /// A repair was paid: `pp` (negative).
        Repair = "repair",
        /// A repair could not be paid.
        RepairStalled = "repair_stalled",
        /// Something was scrapped: `pp`; `pu` that went ashore.
        Scrap = "scrap",
        /// A fleet was salvaged: `pp`, `amount` ships; `pu` that went ashore.
        Salvage = "salvage",
        /// Research points were sold: `rp` (negative), `pp`.
        Liquidation = "liquidation",
        /// PP were deposited for research: `pp` (negative), `rp`.
        Deposit = "deposit",
        /// A level was bought: `amount` = new level, `rp` (negative), `prestige`.
        Level = "level",
        /// Points for espionage were bought: `amount`, `pp` (negative), `prestige` if too much of the budget went there.
        PointsBought = "points_bought",
        /// Revenue lost to effects of espionage: `amount` = PP.
        RevenueLost = "revenue_lost",
        /// SRP that a deposit did not yield because of an assassination: `amount`.
        ScienceLost = "science_lost",
        /// SRP changed hands by theft: `rp`.
        TechTheft = "tech_theft",
        /// Research points beyond the capacity of their pool were lost: `rp` (negative).
        ResearchDiscarded = "research_discarded",
        /// Sabotage: `iu` (negative).
        Sabotage = "sabotage",
        /// A starbase was crippled by a cyber attack.
        CyberAttack = "cyber_attack",
        /// A breakthrough in research: `amount` = 1 minor, 2 moderate, 3 major; `rp`, `prestige`.
        Breakthrough = "breakthrough",
        /// Colonists were given to the Space Guild: `amount` PTU, `pu` (negative), `pp` (negative).
        TransferSent = "transfer_sent",
        /// Colonists arrived where they were sent: `amount` PTU, `pu`.
        TransferArrived = "transfer_arrived",
        /// Colonists arrived at another colony instead: `amount` PTU, `pu`.
        TransferDiverted = "transfer_diverted",
        /// Colonists under way were lost: `amount` PTU.
        TransferLost = "transfer_lost",
        /// Terraforming was ordered: `amount` = level of the class to come, from 1, `pp` (negative).
        Terraforming = "terraforming",
        /// A planet rose by a class: `amount` = level of its class now, from 1.
        Terraformed = "terraformed",
        /// Population grew: `pu`.
        Growth = "growth",
        /// Industry grew by itself: `iu`.
        IndustryGrowth = "industry_growth",
        /// Industrial units were bought: `iu`, `pp` (negative).
        IndustryBought = "industry_bought",
        /// Industrial units or infrastructure were repaired: `pp` (negative), `iu`.
        IndustryRepaired = "industry_repaired",
        /// A colony was founded: `pu`, `prestige`.
        ColonyFounded = "colony_founded",
        /// A colony was conquered by this house: `pu`, `iu`, `prestige`.
        ColonyConquered = "colony_conquered",
        /// A colony was lost to another house: `pu`, `iu` (negative), `prestige`.
        ColonyLost = "colony_lost",
        /// A colony died out: `pu`, `iu` (negative).
        ColonyCollapsed = "colony_collapsed",
        /// Bombardment: `pu`, `iu` (negative).
        Damage = "damage",
        /// Industry ruined by a conquest: `iu` (negative).
        ConquestDamage = "conquest_damage",
        /// Infrastructure worn by unpaid upkeep: `amount` = permille.
        InfrastructureWorn = "infrastructure_worn",
        /// Fighters over capacity were disbanded: `amount`.
        FightersDisbanded = "fighters_disbanded",
        /// A Planet-Breaker over the limit was scrapped.
        BreakerScrapped = "breaker_scrapped",
        /// A colony is under blockade: `prestige`, `amount` = output lost.
        Blockade = "blockade",
        /// The prestige ledger was applied: `prestige` = sum of the turn.
        Prestige = "prestige",
        /// The house was eliminated: `amount` = fleets left on the map, `prestige` paid to the captor of its last colony.
        Eliminated = "eliminated",
        /// The house collapsed: `amount` = consecutive turns of negative prestige.
        Collapsed = "collapsed",
        /// A house that had collapsed is back in play.
        Recovered = "recovered",
        /// The engine plays for the house: `amount` = order windows missed.
        Autopilot = "autopilot",
        /// The house won: `amount` = prestige of `victoryAchieved`, which is in no total.
        Victory = "victory",
    }

    /// Which good, unit, field or pool an economy event is about.
    Item {
        /// A ship class.
        Corvette = "corvette",
        /// A ship class.
        Frigate = "frigate",
        /// A ship class.
        Destroyer = "destroyer",
        /// A ship class.
        LightCruiser = "light_cruiser",
        /// A ship class.
        Cruiser = "cruiser",
        /// A ship class.
        Battlecruiser = "battlecruiser",
        /// A ship class.
        Battleship = "battleship",
        /// A ship class.
        Dreadnought = "dreadnought",
        /// A ship class.
        SuperDreadnought = "super_dreadnought",
        /// A ship class.
        Carrier = "carrier",
        /// A ship class.
        SuperCarrier = "super_carrier",
        /// A ship class.
        Raider = "raider",
        /// A ship class.
        Scout = "scout",
        /// A ship class.
        Etac = "etac",
        /// A ship class.
        TroopTransport = "troop_transport",
        /// A ship class.
        Fighter = "fighter",
        /// A ship class.
        PlanetBreaker = "planet_breaker",
        /// A facility.
        Spaceport = "spaceport",
        /// A facility.
        Shipyard = "shipyard",
        /// A facility.
        Drydock = "drydock",
        /// A facility.
        Starbase = "starbase",
        /// A ground unit.
        Army = "army",
        /// A ground unit.
        Marine = "marine",
        /// A ground unit.
        GroundBattery = "ground_battery",
        /// A ground unit.
        PlanetaryShield = "planetary_shield",
        /// Industrial units.
        Industry = "industry",
        /// Population units.
        Population = "population",
        /// Infrastructure.
        Infrastructure = "infrastructure",
        /// A technology field.
        Sl = "SL",
        /// A technology field.
        Ml = "ML",
        /// A technology field.
        El = "EL",
        /// A technology field.
        Cst = "CST",
        /// A technology field.
        Wep = "WEP",
        /// A technology field.
        Ter = "TER",
        /// A technology field.
        Eli = "ELI",
        /// A technology field.
        Clk = "CLK",
        /// A technology field.
        Sld = "SLD",
        /// A technology field.
        Cic = "CIC",
        /// A technology field.
        Stl = "STL",
        /// A technology field.
        Fc = "FC",
        /// A technology field.
        Sc = "SC",
        /// A technology field.
        Fd = "FD",
        /// A technology field.
        Aco = "ACO",
        /// A research pool.
        Erp = "ERP",
        /// A research pool.
        Srp = "SRP",
        /// A research pool.
        Mrp = "MRP",
        /// Espionage points.
        Ebp = "EBP",
        /// Counter-intelligence points.
        Cip = "CIP",
    }

    /// What became of an order that is listed in `order_events`.
    OrderFate {
        /// Refused when it was submitted.
        Rejected = "rejected",
        /// Could not be carried out when it should act.
        Failed = "failed",
        /// Ended by circumstances (retreat, an Enemy at the meeting place).
        Aborted = "aborted",
    }

    /// The kind of an order in `order_events` (fleet commands name their command as well).
    OrderSort {
        /// A fleet command.
        Fleet = "fleet",
        /// A zero-turn fleet command.
        ZeroTurn = "zero_turn",
        /// A build order.
        Build = "build",
        /// A purchase of industry.
        Industry = "industry",
        /// A repair order.
        Repair = "repair",
        /// A scrap order.
        Scrap = "scrap",
        /// A research order.
        Research = "research",
        /// The tax rate.
        Tax = "tax",
        /// An action of espionage.
        Espionage = "espionage",
        /// A purchase of points for espionage.
        Points = "points",
        /// A transfer of colonists.
        Transfer = "transfer",
        /// Terraforming.
        Terraform = "terraform",
        /// A diplomatic command.
        Diplomacy = "diplomacy",
        /// Anything else about a colony.
        Colony = "colony",
    }

    /// Why an order was refused or failed.
    Reason {
        /// A number is outside its range.
        OutOfRange = "out_of_range",
        /// The fleet, ship, colony or project does not exist or belongs to somebody else.
        NotOwned = "not_owned",
        /// The fleet cannot take orders (locked, reserve, mothballed, reactivating).
        NotAvailable = "not_available",
        /// The target is missing or of the wrong kind.
        BadTarget = "bad_target",
        /// The target is not a known colony.
        UnknownTarget = "unknown_target",
        /// The fleet lacks a combat ship, transport, ETAC or scout that the command needs.
        Composition = "composition",
        /// No passable path.
        NoPath = "no_path",
        /// The fleets or units are not at one place where this is possible.
        WrongPlace = "wrong_place",
        /// The place is blockaded or under siege.
        Besieged = "besieged",
        /// The fleet would hold too many ships.
        FleetSize = "fleet_size",
        /// The house would have too many combat fleets.
        FleetCount = "fleet_count",
        /// Technology is missing.
        Tech = "tech",
        /// A facility is missing or out of order.
        Prerequisite = "prerequisite",
        /// A limit of quantity is reached.
        Limit = "limit",
        /// No dock is free.
        NoDock = "no_dock",
        /// Too few PP.
        Treasury = "treasury",
        /// Too few espionage points.
        Points = "points",
        /// Too little population.
        Population = "population",
        /// The planet has no room for more people.
        Full = "full",
        /// Nothing to do: nothing to load, repair, buy.
        Nothing = "nothing",
        /// Batteries were left at an invasion.
        BatteriesLeft = "batteries_left",
        /// The system was colonised by somebody else.
        Taken = "taken",
        /// The race for a system was lost.
        LostRace = "lost_race",
        /// A blockade bars the way.
        Blockaded = "blockaded",
        /// The fleet retreated.
        Retreated = "retreated",
        /// An Enemy holds the meeting place.
        EnemyPresent = "enemy_present",
        /// The house has no colony to do it from.
        LastStand = "last_stand",
        /// The landing was repelled.
        Repelled = "repelled",
        /// The relation is locked by the final conflict.
        Locked = "locked",
        /// The proposal was answered, withdrawn, or has expired.
        Closed = "closed",
    }

    /// What happened between two houses, in `diplomacy_events`.
    DiplomacyKind {
        /// The house declared the other Hostile or Enemy.
        Declared = "declared",
        /// The house set its own stance to Neutral.
        Calmed = "calmed",
        /// The house sent a proposal.
        Proposed = "proposed",
        /// The house accepted the proposal of the other.
        Accepted = "accepted",
        /// The house rejected the proposal of the other.
        Rejected = "rejected",
        /// A proposal of the house was not answered in time.
        Expired = "expired",
        /// A proposal of the house was replaced or overtaken by events.
        Withdrawn = "withdrawn",
        /// A mission of the house raised the relation: a violation.
        Escalated = "escalated",
        /// Scouts of the house were detected: a violation.
        ScoutDetected = "scout_detected",
        /// Only these two houses are left: they are Enemies, and locked.
        FinalConflict = "final_conflict",
        /// The lock of the final conflict was lifted.
        Unlocked = "unlocked",
    }

    /// Standing of a house in `house_turns` (rulebook 01 §6.1).
    Standing {
        /// In play.
        Active = "Active",
        /// Played by the engine for an absent player.
        Autopilot = "Autopilot",
        /// Out by negative prestige.
        Collapsed = "Collapsed",
        /// Out.
        Eliminated = "Eliminated",
        /// In play without a colony, with marines afloat.
        LastStand = "LastStand",
    }

    /// Phases of a game by colonisation and time (rulebook 30 §3), computed from public facts.
    Act {
        /// Land grab.
        LandGrab = "land_grab",
        /// Rising tensions.
        RisingTensions = "rising_tensions",
        /// Total war.
        TotalWar = "total_war",
        /// Endgame.
        Endgame = "endgame",
    }
}

name_scalars!(
    EconomyKind,
    Item,
    OrderFate,
    OrderSort,
    Reason,
    DiplomacyKind,
    Standing,
    Act,
    Breakthrough,
    ProposalKind
);

impl From<UnitClass> for Item {
    fn from(unit: UnitClass) -> Self {
        match unit {
            UnitClass::Industry => Item::Industry,
            UnitClass::Population => Item::Population,
            other => Item::ALL[usize::from(other.code())],
        }
    }
}

impl From<ShipClass> for Item {
    fn from(class: ShipClass) -> Self {
        class.unit().into()
    }
}

impl From<FacilityKind> for Item {
    fn from(kind: FacilityKind) -> Self {
        kind.unit().into()
    }
}

impl From<GroundKind> for Item {
    fn from(kind: GroundKind) -> Self {
        kind.unit().into()
    }
}

impl From<TechField> for Item {
    fn from(field: TechField) -> Self {
        Item::ALL[usize::from(Item::Sl.code() + field.code())]
    }
}

impl From<Pool> for Item {
    fn from(pool: Pool) -> Self {
        Item::ALL[usize::from(Item::Erp.code() + pool.code())]
    }
}

event_table! {
    /// One thing that happened in a house's economy. Signs are those of the account: income positive.
    EconomyEvents of EconomyEvent in "economy_events" {
        /// Turn.
        turn: u32,
        /// Step of the turn.
        step: Step,
        /// House.
        house: HouseId,
        /// The colony's system, where there is one.
        system_id: Option<SystemId>,
        /// What happened.
        kind: EconomyKind,
        /// About what.
        item: Option<Item>,
        /// Number of units, or the amount named by the kind.
        amount: i64,
        /// Change of the treasury, in PP; of kind `income` a colony's part of the row `revenue`.
        pp: i64,
        /// Change of research points.
        rp: i64,
        /// Change of population units.
        pu: i64,
        /// Change of industrial units.
        iu: i64,
        /// Change of prestige; of founded, conquered, lost colonies, `blockade`, `shortfall` a part of the row `prestige`.
        prestige: i64,
    }
}

event_table! {
    /// An order that was refused, failed or was aborted.
    OrderEvents of OrderEvent in "order_events" {
        /// Turn.
        turn: u32,
        /// Step of the turn.
        step: Step,
        /// House.
        house: HouseId,
        /// What kind of order.
        sort: OrderSort,
        /// The fleet command, if it was one.
        command: Option<CommandKind>,
        /// The fleet, if one was named.
        fleet_id: Option<FleetId>,
        /// Where: the fleet's system or the colony's.
        system_id: Option<SystemId>,
        /// What became of it.
        fate: OrderFate,
        /// Why.
        reason: Reason,
    }
}

event_table! {
    /// Something between two houses: every change of a relation with its cause, and the life of proposals. Rows of kind
    /// `escalated` and `scout_detected` are the record of violations (rulebook 05 §9).
    DiplomacyEvents of DiplomacyEvent in "diplomacy_events" {
        /// Turn.
        turn: u32,
        /// Step of the turn.
        step: Step,
        /// House that did it; of `expired` and `withdrawn` the proposer, of a lock the lower house.
        house: HouseId,
        /// The other house.
        other: HouseId,
        /// What happened.
        kind: DiplomacyKind,
        /// The system of the mission, where one did it.
        system_id: Option<SystemId>,
        /// The proposal, if it is about one.
        proposal_id: Option<ProposalId>,
        /// What it offers.
        proposal: Option<ProposalKind>,
        /// The stance of the house towards the other before.
        stance_before: Stance,
        /// That stance after.
        stance: Stance,
        /// The relation of the two, the higher of their stances, before.
        relation_before: Stance,
        /// The relation after.
        relation: Stance,
    }
}

event_table! {
    /// An action of espionage that was paid for. Sweeps have no target and no roll.
    EspionageEvents of EspionageEvent in "espionage_events" {
        /// Turn.
        turn: u32,
        /// House that acted.
        attacker: HouseId,
        /// What it did.
        action: EspionageAction,
        /// House it was aimed at.
        target: Option<HouseId>,
        /// System of the colony it was aimed at, for actions that name one.
        system_id: Option<SystemId>,
        /// Espionage points it cost.
        ebp_cost: i32,
        /// Its price in PP at what a point costs.
        pp_cost: i32,
        /// The target's CIC level.
        cic: Option<u8>,
        /// Counter-intelligence points of the target before the roll.
        cip: Option<i64>,
        /// Added to the roll by these points; null without a roll.
        modifier: Option<i32>,
        /// Natural die of the detection, 1-20; null without a roll.
        roll: Option<u8>,
        /// What die and modifier had to exceed; null without a roll.
        threshold: Option<i32>,
        /// The target noticed.
        detected: bool,
        /// The action had its effect.
        success: bool,
        /// SRP moved, industrial units wrecked, records copied, starbases crippled, or turns a lasting effect is in force.
        effect_size: i64,
        /// Prestige of the attacker.
        prestige_attacker: i32,
        /// Prestige of the target.
        prestige_target: i32,
    }
}

event_table! {
    /// A turn of a scout mission: the owner of the colony looks for the scouts.
    ScoutEvents of ScoutEvent in "scout_events" {
        /// Turn.
        turn: u32,
        /// House whose scouts they are.
        house: HouseId,
        /// House that owns the colony, and looks for them.
        owner: HouseId,
        /// Where.
        system_id: SystemId,
        /// Fleet of the scouts.
        fleet_id: FleetId,
        /// ScoutColony, ScoutSystem or HackStarbase.
        mission: CommandKind,
        /// The mission began this turn.
        started: bool,
        /// Scouts in the fleet.
        scouts: u16,
        /// The owner's ELI level.
        eli: u8,
        /// The owner has a starbase in working order there.
        starbase: bool,
        /// The die has to show this or more for the scouts to be noticed.
        threshold: i32,
        /// Natural die, 1-20.
        roll: u8,
        /// The scouts were noticed, and lost.
        detected: bool,
        /// They reported: neither noticed nor kept from it by a sweep of the owner.
        reported: bool,
    }
}

/// Levels of technology, as columns.
pub type TechColumns = PerVocab<TechField, u8, 15>;
/// A number of ships for each class, as columns.
pub type ClassColumns = PerVocab<ShipClass, u16, 17>;
/// An amount for each pool, as columns.
pub type PoolColumns = PerVocab<Pool, i64, 3>;

event_table! {
    /// Stocks of one house at the end of one turn (rulebook 31 §7).
    HouseStocks of HouseStock in "house_turns" {
        /// Turn.
        turn: u32,
        /// House.
        house: HouseId,
        /// Phase of the game.
        act: Act,
        /// Place by the public ranking, 1 = first.
        place: u8,
        /// Standing.
        status: Standing,
        /// Treasury at the end of the turn, in PP.
        treasury_close: i64,
        /// Tax rate in percent.
        tax_rate: u8,
        /// Population units.
        pu: i64,
        /// Population by heads, in PTU, rounded.
        ptu: i64,
        /// Industrial units.
        iu: i64,
        /// Damaged industrial units.
        iu_damaged: i64,
        /// Mean infrastructure damage of the colonies, in permille, rounded down.
        infra_damage_permille: i32,
        /// Gross house output of the last INC3.
        gho: i64,
        /// Consecutive turns of unpaid upkeep.
        shortfall_streak: u32,
        /// Colonies.
        colonies: u16,
        /// Colonies under blockade.
        colonies_blockaded: u16,
        /// Colonies without army, marine or battery.
        colonies_no_ground: u16,
        /// Colonies where nothing shoots in orbit.
        colonies_no_orbit: u16,
        /// Levels of technology.
        tech: TechColumns,
        /// Research points stored.
        pool: PoolColumns,
        /// Capacity of the pools.
        pool_cap: PoolColumns,
        /// Prestige.
        prestige: i64,
        /// Consecutive turns below the threshold of collapse.
        neg_prestige_turns: u32,
        /// Espionage points.
        ebp: i64,
        /// Counter-intelligence points.
        cip: i64,
        /// Ships owned.
        n: ClassColumns,
        /// Crippled ships.
        ships_crippled: u16,
        /// Starbases.
        starbases: u16,
        /// Crippled starbases.
        starbases_crippled: u16,
        /// Planetary shields.
        shields: u16,
        /// Ground batteries.
        batteries: u16,
        /// Armies.
        armies: u16,
        /// Marines in garrison.
        marines_garrison: u16,
        /// Marines aboard.
        marines_aboard: u16,
        /// Spaceports.
        spaceports: u16,
        /// Shipyards.
        shipyards: u16,
        /// Drydocks.
        drydocks: u16,
        /// Docks of spaceports and shipyards.
        docks: u16,
        /// Docks in use.
        docks_used: u16,
        /// Fighters in pools.
        fighters_colony: u16,
        /// Fighter capacity of the colonies.
        fighter_capacity: u16,
        /// Fighters in hangars.
        fighters_embarked: u16,
        /// Hangar capacity.
        hangar_capacity: u16,
        /// Colonies over their fighter capacity.
        colonies_over_fighter_cap: u16,
        /// Command points in use.
        c2_total: i64,
        /// Command pool.
        c2_pool: i64,
        /// Fleets with a combat ship.
        combat_fleets: u16,
        /// Most combat fleets allowed.
        combat_fleet_cap: u16,
        /// Carriers with an empty hangar.
        carriers_empty: u16,
        /// Active fleets.
        fleets_active: u16,
        /// Reserve fleets.
        fleets_reserve: u16,
        /// Mothballed fleets.
        fleets_mothballed: u16,
        /// Attack strength of all ships in fleets, crippled ones at their reduced value.
        as_total: i64,
        /// Defence strength likewise.
        ds_total: i64,
        /// Attack strength of starbases, unassigned ships and colony fighters.
        as_orbital: i64,
        /// Mean WEP level of the combat ships, times 100; null without any.
        wep_mean_x100: Option<u16>,
        /// Neutral relations with houses in play.
        rel_neutral: u8,
        /// Hostile relations with houses in play.
        rel_hostile: u8,
        /// Enemy relations with houses in play.
        rel_enemy: u8,
        /// Projects in queues.
        queue_depth: u16,
        /// Missions of scouts under way.
        missions_running: u16,
        /// Active fleets on Hold.
        fleets_idle: u16,
        /// ETACs in fleets on Hold.
        etacs_idle: u16,
        /// Transfers of colonists under way.
        transfers_active: u16,
        /// The breakthrough of this turn's PRD7; null without one.
        breakthrough: Option<Breakthrough>,
    }
}

/// `house_turns`: stocks and flows side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HouseTurns {
    /// Stocks at the close.
    pub stocks: HouseStocks,
    /// Flows since the previous close: one vector for each column of [`Flows`].
    pub flows: Vec<Vec<i64>>,
}

impl HouseTurns {
    /// Appends a row.
    pub fn push(&mut self, stock: HouseStock, flows: &Flows) {
        self.stocks.push(stock);
        let mut cells = Vec::new();
        flows.put(&mut cells);
        self.flows.resize_with(cells.len(), Vec::new);
        for (column, cell) in self.flows.iter_mut().zip(cells) {
            column.push(cell.unwrap_or_else(|| unreachable!("flows are never null")));
        }
    }
}

impl EventTable for HouseTurns {
    fn name(&self) -> &'static str {
        "house_turns"
    }
    fn specs(&self) -> Vec<Spec> {
        let mut specs = self.stocks.specs();
        specs.extend(Flows::columns().into_iter().map(|column| Spec {
            name: column.name,
            kind: super::column::Kind::I64,
            nullable: false,
            doc: "Flow since the previous row; see the rulebook, file 31.",
        }));
        specs
    }
    fn data(&self) -> Vec<super::column::Data<'_>> {
        let mut data = self.stocks.data();
        let columns = Flows::columns().len();
        for index in 0..columns {
            let values = self.flows.get(index).map_or(&[][..], Vec::as_slice);
            data.push(super::column::Values::I64(values.into()).into());
        }
        data
    }
    fn rows(&self) -> usize {
        self.stocks.rows()
    }
    fn clear(&mut self) {
        self.stocks.clear();
        for column in &mut self.flows {
            column.clear();
        }
    }
}

/// Everything that happened in a game, by table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventLog {
    /// Damage by class to class.
    pub combat: CombatEvents,
    /// Volleys.
    pub volleys: Volleys,
    /// Sides of battles.
    pub battles: Battles,
    /// Outcomes by class.
    pub outcomes: ShipOutcomes,
    /// Fleets that left battles.
    pub retreats: Retreats,
    /// Colonies taken.
    pub conquests: Conquests,
    /// The account book.
    pub economy: EconomyEvents,
    /// Espionage.
    pub espionage: EspionageEvents,
    /// Missions of scouts.
    pub scouts: ScoutEvents,
    /// What happened between houses.
    pub diplomacy: DiplomacyEvents,
    /// Orders that came to nothing.
    pub orders: OrderEvents,
    /// The diagnostic rows.
    pub house_turns: HouseTurns,
}

impl EventLog {
    /// All tables.
    pub fn tables(&self) -> [&dyn EventTable; 12] {
        [
            &self.combat,
            &self.volleys,
            &self.battles,
            &self.outcomes,
            &self.retreats,
            &self.conquests,
            &self.economy,
            &self.espionage,
            &self.scouts,
            &self.diplomacy,
            &self.orders,
            &self.house_turns,
        ]
    }

    /// Removes all rows, keeping the memory.
    pub fn clear(&mut self) {
        self.combat.clear();
        self.volleys.clear();
        self.battles.clear();
        self.outcomes.clear();
        self.retreats.clear();
        self.conquests.clear();
        self.economy.clear();
        self.espionage.clear();
        self.scouts.clear();
        self.diplomacy.clear();
        self.orders.clear();
        self.house_turns.clear();
    }
}
