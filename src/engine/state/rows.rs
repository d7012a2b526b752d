//! The rows of the state: everything a game is made of.
//!
//! Lists under `derived` are kept by the methods of [`State`](super::State) that move things; nobody else
//! writes them.

use super::row::{PerVocab, row};
use super::ship::{Aboard, ShipPlace, Wing};
use crate::events::{DiplomacyKind, EconomyKind, Item, OrderFate, OrderSort, Reason};
use crate::feed::Told;
use crate::ids::*;
use crate::vocab::*;

// The lengths are literals because the compiler stumbles over an associated constant in their place; a wrong one does not
// build.
const _: () = assert!(TechField::COUNT == 15 && ShipClass::COUNT == 17 && Pool::COUNT == 3 && FacilityKind::COUNT == 4);

/// Levels of all technology fields.
pub type TechLevels = PerVocab<TechField, u8, 15>;
/// An amount for each pool of research points.
pub type PerPool = PerVocab<Pool, i64, 3>;
/// A count for each ship class.
pub type ShipCounts = PerVocab<ShipClass, u16, 17>;
/// What is known about the facilities of each kind.
pub type PerFacility = PerVocab<FacilityKind, Option<u16>, 4>;

row! {
    /// The game itself: a single row, id 1 (its type is shared with houses for want of a better one).
    GameRow(HouseId) in "game" {
        /// The current turn, from 1.
        turn: u32,
        /// Houses at the start; every per-player formula uses it (rulebook 01 §3.4).
        houses: u32,
        /// The low and the high half of the game's key.
        key_low: u32,
        /// See `key_low`.
        key_high: u32,
        /// Set when the game is over.
        victory: Option<VictoryKind>,
        /// The winner, if there is exactly one.
        winner: Option<HouseId>,
        /// How often the lead in prestige changed hands.
        leader_changes: u32,
        /// The last house to lead alone in prestige after an INC9.
        leader: Option<HouseId>,
        /// The first turn with a battle.
        first_battle: Option<u32>,
        /// The first turn with a conquest.
        first_conquest: Option<u32>,
        /// The next battle's number.
        next_battle: u32,
        /// Counters of ids, so that no id is ever used twice.
        next_colony: u32,
        /// See `next_colony`.
        next_fleet: u32,
        /// See `next_colony`.
        next_ship: u32,
        /// See `next_colony`.
        next_facility: u32,
        /// See `next_colony`.
        next_ground: u32,
        /// See `next_colony`.
        next_project: u32,
        /// See `next_colony`.
        next_repair: u32,
        /// See `next_colony`.
        next_fleet_record: u32,
        /// See `next_colony`.
        next_transfer: u32,
        /// See `next_colony`.
        next_ship_record: u32,
        /// See `next_colony`.
        next_queue_record: u32,
        /// See `next_colony`.
        next_starbase_record: u32,
        /// See `next_colony`.
        next_plan_record: u32,
        /// See `next_colony`.
        next_combat_record: u32,
        /// See `next_colony`.
        next_combat_unit_record: u32,
        /// See `next_colony`.
        next_proposal: u32,
    }
}

row! {
    /// A system with its one planet (rulebook 02).
    System(SystemId) in "systems" {
        /// Axial coordinate.
        q: i32,
        /// Axial coordinate.
        r: i32,
        /// Planet class; terraforming raises it.
        class: PlanetClass,
        /// Raw material rating; never changes.
        raw: Raw,
        /// The house whose homeworld this is, for the whole game.
        homeworld_of: Option<HouseId> => "houses",
    }
    derived {
        /// The colony here, if any.
        colony: Option<ColonyId>,
        /// Fleets here, ascending.
        fleets: Vec<FleetId>,
    }
}

row! {
    /// A jump lane between two neighbouring systems, `a < b`.
    Lane(LaneId) in "lanes" {
        /// One end.
        a: SystemId => "systems",
        /// The other end.
        b: SystemId => "systems",
        /// Its class.
        class: LaneClass,
    }
}

row! {
    /// A house (rulebook 01).
    House(HouseId) in "houses" {
        /// Index of its name among the names of the theme.
        name: u8,
        /// Standing.
        status: HouseStatus,
        /// The turn in which it was eliminated or collapsed.
        eliminated_turn: Option<u32>,
        /// Who is credited with its elimination.
        eliminated_by: Option<HouseId> => "houses",
        /// Its homeworld's system, fixed for the whole game.
        homeworld: SystemId => "systems",
        /// PP; may be negative.
        treasury: i64,
        /// Tax rate in percent.
        tax: u8,
        /// Prestige as of the last INC9 and what was booked at once since.
        prestige: i64,
        /// Consecutive INC10a with prestige below the threshold of collapse.
        negative_turns: u32,
        /// Levels of technology.
        tech: TechLevels,
        /// Research points in the pools.
        rp: PerPool,
        /// Espionage points (rulebook 23 §1).
        ebp: i64,
        /// Counter-intelligence points.
        cip: i64,
        /// Research points credited by deposits since the last turn in which breakthroughs were rolled for (21 §7).
        rp_credit: PerPool,
        /// The next level costs less: a moderate breakthrough that was not used yet (21 §7).
        discount: bool,
        /// Gross house output of the last INC3.
        gho: i64,
        /// Net house value of the last INC3.
        nhv: i64,
        /// Consecutive turns in which upkeep was not paid in full.
        shortfall_streak: u32,
        /// Who captured the colony that the house lost last.
        last_captor: Option<HouseId> => "houses",
        /// Consecutive order windows without a packet.
        missed: u32,
        /// PP per pool of the last deposits that the player ordered (rulebook 01 §8).
        deposits: PerPool,
    }
    derived {
        /// Its colonies, ascending.
        colonies: Vec<ColonyId>,
        /// Its fleets, ascending.
        fleets: Vec<FleetId>,
        /// Its transfers under way, ascending.
        transfers: Vec<TransferId>,
    }
}

row! {
    /// What one house thinks of another (rulebook 05 §1.1).
    StanceRow(StanceId) in "stances" {
        /// Whose stance.
        house: HouseId => "houses",
        /// Towards whom.
        other: HouseId => "houses",
        /// The stance.
        stance: Stance,
        /// The turn of its last change; 0 at first.
        changed: u32,
        /// Why it changed last.
        cause: StanceCause,
        /// Locked by the final conflict (rulebook 01 §9).
        locked: bool,
    }
}

row! {
    /// A proposal of de-escalation, kept for a while after its end (rulebook 05 §8).
    Proposal(ProposalId) in "proposals" {
        /// Who proposes.
        proposer: HouseId => "houses",
        /// To whom.
        target: HouseId => "houses",
        /// What.
        kind: ProposalKind,
        /// The turn of its submission.
        submitted: u32,
        /// It expires in INC11 of this turn.
        expires: u32,
        /// What became of it.
        status: ProposalStatus,
    }
}

row! {
    /// A colony (rulebook 20 §1).
    Colony(ColonyId) in "colonies" {
        /// Where.
        system: SystemId => "systems",
        /// Whose.
        owner: HouseId => "houses",
        /// The turn it was founded in; 0 for homeworlds.
        founded: u32,
        /// Population units.
        pu: i64,
        /// Industrial units in working order.
        iu: i64,
        /// Industrial units destroyed and not yet repaired.
        iu_damaged: i64,
        /// Damage by unpaid upkeep, in permille.
        infra_damage: i64,
        /// Queue repairs by itself (CMD3).
        auto_repair: bool,
        /// New marines board transports by themselves (CMD4).
        auto_load_marines: bool,
        /// Fighters board carriers by themselves (CMD4).
        auto_load_fighters: bool,
        /// Under blockade, as of the last CON1c.
        blockaded: bool,
        /// Consecutive CON under blockade.
        blockade_turns: u32,
        /// Turns of grace left while over the fighter capacity (22 §9.1).
        fighter_grace: Option<u32>,
    }
    derived {
        /// Spaceport, shipyards, drydocks and starbases, ascending.
        facilities: Vec<FacilityId>,
        /// Ground units in garrison, ascending.
        garrison: Vec<GroundId>,
        /// Fighters of the colony's pool, ascending.
        pool: Wing,
        /// Ships in orbit without a fleet, ascending (22 §5.4).
        unassigned: Vec<ShipId>,
        /// Construction projects, ascending.
        projects: Vec<ProjectId>,
        /// Repair projects, ascending.
        repairs: Vec<RepairId>,
    }
}

row! {
    /// A spaceport, shipyard, drydock or starbase (rulebook 10 §4).
    Facility(FacilityId) in "facilities" {
        /// At which colony.
        colony: ColonyId => "colonies",
        /// What.
        kind: FacilityKind,
        /// Its state.
        hull: Hull,
        /// WEP level stamped at commissioning (starbases).
        wep: u8,
        /// Stamped attack strength (starbases).
        attack: i32,
        /// Stamped defence strength.
        defense: i32,
    }
    derived {
        /// Projects and repairs that hold a dock here.
        busy: u32,
    }
}

row! {
    /// A fleet (rulebook 04 §1).
    Fleet(FleetId) in "fleets" {
        /// Whose.
        owner: HouseId => "houses",
        /// Where.
        system: SystemId => "systems",
        /// Index of its two-character label, unique within the house while free ones last.
        label: u16,
        /// Status.
        status: FleetStatus,
        /// CMD1 steps left until it is Active again; none if it is not being reactivated.
        reactivation: Option<u8>,
        /// Rules of engagement, 0–10.
        roe: u8,
        /// Its command.
        command: CommandKind,
        /// The command's target system; for Hold the place where it stands.
        target: SystemId => "systems",
        /// The command's target fleet (Join Fleet).
        target_fleet: Option<FleetId>,
        /// Order among fleets in PRD1c.
        priority: i32,
        /// Where the command stands.
        mission: MissionState,
        /// The turn its scout mission began.
        mission_start: Option<u32>,
        /// Its command ended since the last CMD1 (completed, failed or aborted).
        terminal: bool,
        /// It moved in the last PRD1a.
        moved: bool,
        /// It was absent (View, at the system's edge) in the last CON.
        was_absent: bool,
    }
    derived {
        /// Its ships, ascending; fighters in hangars are not among them.
        ships: Vec<ShipId>,
    }
}

row! {
    /// A ship or fighter.
    Ship(ShipId) in "ships" {
        /// Whose.
        owner: HouseId => "houses",
        /// Its class.
        class: ShipClass,
        /// Its price without surcharge when it was ordered (22 §3.3).
        build_cost: i64,
        /// WEP level stamped at commissioning.
        wep: u8,
        /// Stamped attack strength.
        attack: i32,
        /// Stamped defence strength.
        defense: i32,
        /// Its state.
        hull: Hull,
        /// Where it is: the columns `fleet`, `colony`, `carrier` and `drydock`.
        place: ShipPlace,
        /// Colonists aboard, in PTU.
        colonists: u8,
        /// Turns since unpaid upkeep crippled it; 0 if that is not so (20 §9.5).
        overdue: u8,
    }
    derived {
        /// Fighters in its hangar and marines aboard.
        aboard: Aboard,
    }
}

row! {
    /// A ground unit. Exactly one of `colony` and `ship` is set.
    Ground(GroundId) in "ground_units" {
        /// Whose.
        owner: HouseId => "houses",
        /// What.
        kind: GroundKind,
        /// Its state.
        hull: Hull,
        /// The colony in whose garrison it is.
        colony: Option<ColonyId> => "colonies",
        /// The transport it is aboard.
        ship: Option<ShipId> => "ships",
        /// Level of a planetary shield; 0 for all else.
        shield_level: u8,
    }
}

row! {
    /// A construction project (rulebook 22 §3). Exactly one of `ship`, `ground`, `facility_kind` is set.
    Project(ProjectId) in "projects" {
        /// At which colony.
        colony: ColonyId => "colonies",
        /// The facility whose dock it holds, if it needs one.
        facility: Option<FacilityId> => "facilities",
        /// The ship class ordered.
        ship: Option<ShipClass>,
        /// The ground unit ordered.
        ground: Option<GroundKind>,
        /// The facility ordered.
        facility_kind: Option<FacilityKind>,
        /// What it cost, surcharge included.
        paid: i64,
        /// Build cost recorded on the product, without surcharge.
        build_cost: i64,
        /// Turns left; 0 awaits commissioning.
        remaining: u8,
    }
}

row! {
    /// A repair project (rulebook 22 §7). Exactly one of `ship`, `facility`, `ground` is set.
    Repair(RepairId) in "repairs" {
        /// At which colony.
        colony: ColonyId => "colonies",
        /// The drydock whose dock it holds (ships).
        drydock: Option<FacilityId> => "facilities",
        /// The ship under repair.
        ship: Option<ShipId> => "ships",
        /// The facility under repair.
        facility: Option<FacilityId> => "facilities",
        /// The ground unit under repair.
        ground: Option<GroundId> => "ground_units",
        /// Order of payment, lower first.
        priority: i32,
        /// Turns left; 0 awaits payment.
        remaining: u8,
        /// It could not be paid, or its place is out of order.
        stalled: bool,
    }
}

row! {
    /// A lasting effect of espionage; it is in force while its row exists (rulebook 23 §6.5). How much it takes is in the
    /// rules.
    Effect(EffectId) in "effects" {
        /// On whom.
        house: HouseId => "houses",
        /// What.
        kind: EffectKind,
        /// It ends after PRD7 of this turn.
        last_turn: u32,
    }
}

row! {
    /// What a house was told about one action of espionage in the last CON1f (rulebook 23 §7).
    Notice(NoticeId) in "notices" {
        /// Who is told.
        house: HouseId => "houses",
        /// What was done or tried.
        action: EspionageAction,
        /// By whom, as far as the house knows.
        actor: Option<HouseId> => "houses",
        /// To whom; none if the action has no target.
        target: Option<HouseId> => "houses",
        /// Where, if the action names a colony.
        system: Option<SystemId> => "systems",
        /// The target noticed, and the action had no effect.
        detected: bool,
        /// SRP moved, industrial units wrecked, records copied, starbases crippled; 0 for lasting effects.
        amount: i64,
    }
}

row! {
    /// Something of the last resolution that some houses were told (rulebook 24 §6.6). Exactly one of `economy`,
    /// `diplomacy`, `theatre`, `sort` and `mission` is set, and says what it was; see [`Event`](crate::view::Event).
    FeedRow(FeedId) in "feed" {
        /// Who is told: bit *h* − 1 is house *h*.
        told: Told,
        /// Who did it, or to whom it happened.
        house: HouseId => "houses",
        /// The other side.
        other: Option<HouseId> => "houses",
        /// Where. Of what happened between houses only the two of them are told.
        system: Option<SystemId> => "systems",
        /// The fleet, battle or proposal that it is about.
        subject: Option<u32>,
        /// A loss or mishap, a colony founded or conquered, a house that went out of play.
        economy: Option<EconomyKind>,
        /// Something between two houses.
        diplomacy: Option<DiplomacyKind>,
        /// A battle or operation.
        theatre: Option<Theatre>,
        /// An order that came to nothing.
        sort: Option<OrderSort>,
        /// The mission of scouts that were caught.
        mission: Option<CommandKind>,
        /// The fleet command that came to nothing.
        command: Option<CommandKind>,
        /// What became of the order.
        fate: Option<OrderFate>,
        /// Why.
        reason: Option<Reason>,
        /// What was lost.
        item: Option<Item>,
        /// The stance of `house` towards `other` before.
        before: Option<Stance>,
        /// That stance after.
        stance: Option<Stance>,
        /// How many units, or the amount that the kind names.
        amount: i64,
    }
}

row! {
    /// What a house remembers of its actions against another (rulebook 30 §15).
    Dossier(StanceId) in "dossiers" {
        /// Who acted.
        house: HouseId => "houses",
        /// Against whom.
        other: HouseId => "houses",
        /// Actions so far.
        tried: u32,
        /// Those of them that were detected.
        caught: u32,
    }
}

row! {
    /// Colonists under way with the Space Guild (rulebook 20 §11). Either colony may have been lost since.
    Transfer(TransferId) in "transfers" {
        /// Whose colonists.
        owner: HouseId => "houses",
        /// The colony that they left.
        from: ColonyId,
        /// The colony that they were sent to.
        to: ColonyId,
        /// Where that colony was.
        system: SystemId => "systems",
        /// How many, in PTU.
        ptu: i64,
        /// They are delivered in PRD4 of this turn.
        due: u32,
    }
}

row! {
    /// What a house knows about a system and its planet (SystemRecord, rulebook 24 §2). The fleets that were seen there
    /// are the [`FleetRecord`]s of this place and date (rulebook 24 §2, W90).
    SystemRecord(RecordId) in "system_records" {
        /// Who knows.
        house: HouseId => "houses",
        /// About what.
        system: SystemId => "systems",
        /// When it was gathered.
        turn: u32,
        /// How.
        source: Source,
        /// Planet class then.
        class: PlanetClass,
        /// Raw rating.
        raw: Raw,
    }
}

row! {
    /// What a house knows about a foreign colony, or one it lost (ColonyRecord, rulebook 24 §2): by a look (Scan) its
    /// owner, completely (Perfect) all the rest, which is absent as long as it was never seen.
    ColonyRecord(RecordId) in "colony_records" {
        /// Who knows.
        house: HouseId => "houses",
        /// Where the colony is.
        system: SystemId => "systems",
        /// The colony.
        colony: ColonyId,
        /// Its owner then.
        owner: HouseId => "houses",
        /// When the owner was seen.
        turn: u32,
        /// How the record was gathered, the last time that anything in it was new.
        source: Source,
        /// When everything below was seen; none if never.
        detail_turn: Option<u32>,
        /// Population units.
        pu: Option<i64>,
        /// Industrial units.
        iu: Option<i64>,
        /// Industrial units destroyed and not yet repaired.
        iu_damaged: Option<i64>,
        /// Damage by unpaid upkeep, in permille.
        infra_damage: Option<i64>,
        /// Gross colony output.
        gco: Option<i64>,
        /// Net colony value.
        ncv: Option<i64>,
        /// Under blockade.
        blockaded: Option<bool>,
        /// Armies.
        armies: Option<u16>,
        /// Marines in garrison.
        marines: Option<u16>,
        /// Ground batteries.
        batteries: Option<u16>,
        /// Level of the planetary shield, 0 if there is none.
        shield: Option<u8>,
        /// Starbases.
        starbases: Option<u16>,
        /// Spaceports.
        spaceports: Option<u16>,
        /// Shipyards.
        shipyards: Option<u16>,
        /// Drydocks.
        drydocks: Option<u16>,
        /// Crippled ones of each kind.
        crippled: PerFacility,
        /// Docks of the facilities of each kind.
        docks: PerFacility,
        /// Docks that are free.
        docks_free: PerFacility,
        /// Fighters in the pool.
        fighters: Option<u16>,
        /// The owner's fleets in Reserve there.
        reserve_fleets: Option<u16>,
        /// The owner's mothballed fleets there.
        mothballed_fleets: Option<u16>,
        /// The owner's Active fleets that guard the orbit.
        guards: Option<u16>,
    }
    derived {
        /// What is being built and repaired, ascending; seen with the rest.
        queue: Vec<QueueRecordId>,
    }
}

row! {
    /// Equal projects in the queues of a colony that a house knows completely. Exactly one of `ship`, `ground`, `facility`
    /// is set.
    QueueRecord(QueueRecordId) in "queue_records" {
        /// The record of the colony.
        record: RecordId => "colony_records",
        /// They are repairs, not construction.
        repair: bool,
        /// The ship class.
        ship: Option<ShipClass>,
        /// The ground unit.
        ground: Option<GroundKind>,
        /// The facility.
        facility: Option<FacilityKind>,
        /// Turns left.
        remaining: u8,
        /// They hold docks.
        docked: bool,
        /// How many.
        count: u16,
    }
}

row! {
    /// What a house knows about a foreign fleet (FleetRecord, rulebook 24 §2): by sight (Visual) where it is, its ships,
    /// its status and the kind of its command; completely (Perfect) all the rest, which is absent as long as it was
    /// never seen.
    FleetRecord(FleetRecordId) in "fleet_records" {
        /// Who knows.
        house: HouseId => "houses",
        /// The fleet.
        fleet: FleetId,
        /// Its owner.
        owner: HouseId => "houses",
        /// Where it was seen.
        system: SystemId => "systems",
        /// When it was seen.
        turn: u32,
        /// How.
        source: Source,
        /// Status then.
        status: FleetStatus,
        /// Kind of its command then.
        command: CommandKind,
        /// Ships by class.
        ships: ShipCounts,
        /// When everything below was seen; none if never.
        detail_turn: Option<u32>,
        /// Attack strength, hangars included, as crippled as it was.
        attack: Option<i32>,
        /// Defence strength likewise.
        defense: Option<i32>,
        /// Crippled ships.
        crippled: Option<u16>,
        /// Target of its command.
        target: Option<SystemId> => "systems",
        /// The fleet that it wanted to join.
        target_fleet: Option<FleetId>,
        /// Rules of engagement.
        roe: Option<u8>,
    }
    derived {
        /// Its ships, hangars included, ascending; seen with the rest.
        details: Vec<ShipRecordId>,
    }
}

row! {
    /// Equal ships of a fleet that a house knows completely (W91); fighters in hangars are among them.
    ShipRecord(ShipRecordId) in "ship_records" {
        /// The record of the fleet.
        record: FleetRecordId => "fleet_records",
        /// Class.
        class: ShipClass,
        /// WEP level stamped on them.
        wep: u8,
        /// State of the hull.
        hull: Hull,
        /// Marines aboard each.
        marines: u8,
        /// Colonists aboard each, in PTU.
        colonists: u8,
        /// Fighters aboard each.
        fighters: u8,
        /// How many.
        count: u16,
    }
}

row! {
    /// What a house has read in a foreign starbase about its owner (StarbaseRecord, rulebook 24 §2).
    StarbaseRecord(StarbaseRecordId) in "starbase_records" {
        /// Who knows.
        house: HouseId => "houses",
        /// The starbase.
        starbase: FacilityId,
        /// Where.
        system: SystemId => "systems",
        /// Its owner.
        owner: HouseId => "houses",
        /// When it was gathered.
        turn: u32,
        /// How.
        source: Source,
        /// The owner's treasury.
        treasury: i64,
        /// Tax rate in percent.
        tax: u8,
        /// Gross house output of the last INC3.
        gho: i64,
        /// Net house value of the last INC3.
        nhv: i64,
        /// Levels of technology.
        tech: TechLevels,
        /// Research points in the pools.
        rp: PerPool,
        /// The pool with the most points.
        focus: Pool,
    }
    derived {
        /// The owner's fleets, ascending.
        plans: Vec<PlanRecordId>,
    }
}

row! {
    /// A fleet as its house's own orders have it, read in one of its starbases.
    PlanRecord(PlanRecordId) in "plan_records" {
        /// The record of the starbase.
        record: StarbaseRecordId => "starbase_records",
        /// The fleet.
        fleet: FleetId,
        /// Where it was.
        system: SystemId => "systems",
        /// Its ships.
        ships: u16,
        /// Kind of its command.
        command: CommandKind,
        /// Target of its command.
        target: SystemId => "systems",
    }
}

row! {
    /// What a house knows about a battle, a bombardment or a landing (CombatRecord, rulebook 24 §2).
    CombatRecord(CombatRecordId) in "combat_records" {
        /// Who knows.
        house: HouseId => "houses",
        /// The battle.
        battle: BattleId,
        /// Where.
        system: SystemId => "systems",
        /// When.
        turn: u32,
        /// How the house learned of it.
        source: Source,
        /// What it was.
        theatre: Theatre,
        /// The lower house, or the attacker of a colony.
        low: HouseId => "houses",
        /// The other side.
        high: HouseId => "houses",
        /// Who won, if anybody did.
        winner: Option<HouseId> => "houses",
        /// Rounds fought.
        rounds: u16,
    }
    derived {
        /// Who fought, ascending.
        units: Vec<CombatUnitRecordId>,
    }
}

row! {
    /// Equal units of one side of a battle that a house knows of, as they were before it.
    CombatUnitRecord(CombatUnitRecordId) in "combat_unit_records" {
        /// The record of the battle.
        record: CombatRecordId => "combat_records",
        /// Whose.
        owner: HouseId => "houses",
        /// The fleet they belonged to; none for what stands at a colony.
        fleet: Option<FleetId>,
        /// Class.
        class: UnitClass,
        /// WEP level stamped on them; 0 for what has none.
        wep: u8,
        /// State of the hull before the battle.
        hull: Hull,
        /// Marines and colonists aboard all of them together.
        cargo: u16,
        /// How many there were.
        count: u16,
        /// How many were lost.
        lost: u16,
        /// Their fleet retreated.
        left: bool,
    }
}

row! {
    /// How often a deceived house was given a figure false in the turn under way, so that the next time goes on with the
    /// dice of the first (rulebook 23 §6.7, 03 §8). No view shows it.
    Fabrication(FabricationId) in "fabrications" {
        /// Who is deceived.
        house: HouseId => "houses",
        /// What the record is about: a system, fleet, starbase or battle by its number.
        subject: u32,
        /// Which figure; see `intel::noise`.
        figure: u32,
        /// How often.
        times: u32,
    }
}
