//! The closed vocabularies of the rules: classes, fields, commands, stances.
//!
//! Each enumeration has a stable code (stored in SQLite and in the state hash), a name for data and
//! reports, and a reader that accepts the spellings of the game's own files.

/// A closed vocabulary: an enumeration with codes 0.. and names.
pub trait Vocab: Copy + Eq + Ord + 'static {
    /// All values in code order.
    const ALL: &'static [Self];
    /// The names of all values, in code order.
    const NAMES: &'static [&'static str];
    /// The code, an index into [`Vocab::ALL`].
    fn code(self) -> u8;
    /// The name used in data and reports.
    fn name(self) -> &'static str {
        Self::NAMES[self.code() as usize]
    }
    /// The value with this code.
    fn from_code(code: u8) -> Option<Self> {
        Self::ALL.get(code as usize).copied()
    }
    /// The value with this name; letter case, blanks, `-` and `_` do not matter (rulebook 01 §2).
    fn from_name(name: &str) -> Option<Self> {
        let wanted = squash(name);
        Self::ALL.iter().copied().find(|value| squash(value.name()) == wanted)
    }
}

fn squash(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

macro_rules! vocab {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $value:ident = $text:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name { $($(#[$vdoc])* $value),+ }

        impl $name {
            /// How many values there are.
            pub const COUNT: usize = [$($text),+].len();
        }

        impl Vocab for $name {
            const ALL: &'static [Self] = &[$(Self::$value),+];
            const NAMES: &'static [&'static str] = &[$($text),+];
            fn code(self) -> u8 {
                self as u8
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    )+};
}
pub(crate) use vocab;

vocab! {
    /// Ship classes (rulebook 10 §1.1), in the order of that table. Starbases are facilities.
    ShipClass {
        /// CT, escort.
        Corvette = "corvette",
        /// FG, escort.
        Frigate = "frigate",
        /// DD, escort.
        Destroyer = "destroyer",
        /// CL, escort.
        LightCruiser = "light_cruiser",
        /// CA, capital.
        Cruiser = "cruiser",
        /// BC, capital.
        Battlecruiser = "battlecruiser",
        /// BB, capital.
        Battleship = "battleship",
        /// DN, capital.
        Dreadnought = "dreadnought",
        /// SD, capital.
        SuperDreadnought = "super_dreadnought",
        /// CV, carrier.
        Carrier = "carrier",
        /// CX, carrier.
        SuperCarrier = "super_carrier",
        /// RR, capital with a cloak.
        Raider = "raider",
        /// SC, auxiliary.
        Scout = "scout",
        /// ET, auxiliary: carries colonists.
        Etac = "etac",
        /// TT, auxiliary: carries marines.
        TroopTransport = "troop_transport",
        /// F: lives in a colony's pool or a carrier's hangar.
        Fighter = "fighter",
        /// PB, special weapon.
        PlanetBreaker = "planet_breaker",
    }

    /// The group of a ship class in the rules files (rulebook 10 §1.2).
    ShipGroup {
        /// Corvette to light cruiser.
        Escort = "escort",
        /// Cruiser to raider, carriers included.
        Capital = "capital",
        /// Scout, ETAC, troop transport.
        Auxiliary = "auxiliary",
        /// Fighters.
        Fighter = "fighter",
        /// Planet-Breaker.
        Special = "special",
    }

    /// Facilities of a colony (rulebook 10 §4).
    FacilityKind {
        /// Builds ships at a surcharge; needed for the others.
        Spaceport = "spaceport",
        /// Builds ships.
        Shipyard = "shipyard",
        /// Repairs ships.
        Drydock = "drydock",
        /// Orbital fortress.
        Starbase = "starbase",
    }

    /// Ground units (rulebook 10 §3).
    GroundKind {
        /// AA.
        Army = "army",
        /// MD.
        Marine = "marine",
        /// GB.
        GroundBattery = "ground_battery",
        /// PS.
        PlanetaryShield = "planetary_shield",
    }

    /// Everything that can shoot or be shot at: the classes of the event tables.
    UnitClass {
        /// See [`ShipClass::Corvette`].
        Corvette = "corvette",
        /// See [`ShipClass::Frigate`].
        Frigate = "frigate",
        /// See [`ShipClass::Destroyer`].
        Destroyer = "destroyer",
        /// See [`ShipClass::LightCruiser`].
        LightCruiser = "light_cruiser",
        /// See [`ShipClass::Cruiser`].
        Cruiser = "cruiser",
        /// See [`ShipClass::Battlecruiser`].
        Battlecruiser = "battlecruiser",
        /// See [`ShipClass::Battleship`].
        Battleship = "battleship",
        /// See [`ShipClass::Dreadnought`].
        Dreadnought = "dreadnought",
        /// See [`ShipClass::SuperDreadnought`].
        SuperDreadnought = "super_dreadnought",
        /// See [`ShipClass::Carrier`].
        Carrier = "carrier",
        /// See [`ShipClass::SuperCarrier`].
        SuperCarrier = "super_carrier",
        /// See [`ShipClass::Raider`].
        Raider = "raider",
        /// See [`ShipClass::Scout`].
        Scout = "scout",
        /// See [`ShipClass::Etac`].
        Etac = "etac",
        /// See [`ShipClass::TroopTransport`].
        TroopTransport = "troop_transport",
        /// See [`ShipClass::Fighter`].
        Fighter = "fighter",
        /// See [`ShipClass::PlanetBreaker`].
        PlanetBreaker = "planet_breaker",
        /// See [`FacilityKind::Spaceport`].
        Spaceport = "spaceport",
        /// See [`FacilityKind::Shipyard`].
        Shipyard = "shipyard",
        /// See [`FacilityKind::Drydock`].
        Drydock = "drydock",
        /// See [`FacilityKind::Starbase`].
        Starbase = "starbase",
        /// See [`GroundKind::Army`].
        Army = "army",
        /// See [`GroundKind::Marine`].
        Marine = "marine",
        /// See [`GroundKind::GroundBattery`].
        GroundBattery = "ground_battery",
        /// See [`GroundKind::PlanetaryShield`].
        PlanetaryShield = "planetary_shield",
        /// Industrial units, as a target of bombardment.
        Industry = "industry",
        /// Population, as a target of bombardment.
        Population = "population",
    }

    /// Planet classes from the worst to the best (rulebook 02 §3); terraforming goes up one step.
    PlanetClass {
        /// Level I.
        Extreme = "Extreme",
        /// Level II.
        Desolate = "Desolate",
        /// Level III.
        Hostile = "Hostile",
        /// Level IV.
        Harsh = "Harsh",
        /// Level V.
        Benign = "Benign",
        /// Level VI.
        Lush = "Lush",
        /// Level VII.
        Eden = "Eden",
    }

    /// Raw material ratings (rulebook 02 §3).
    Raw {
        /// The least.
        VeryPoor = "Very Poor",
        /// Below average.
        Poor = "Poor",
        /// Average.
        Abundant = "Abundant",
        /// Above average.
        Rich = "Rich",
        /// The best.
        VeryRich = "Very Rich",
    }

    /// Lane classes (rulebook 02 §4).
    LaneClass {
        /// Two jumps a turn in own space.
        Major = "Major",
        /// One jump a turn.
        Minor = "Minor",
        /// Closed to fleets with crippled ships.
        Restricted = "Restricted",
    }

    /// Technology fields (rulebook 21), in the order in which purchases are made (21 §3 C).
    TechField {
        /// Science level.
        Sl = "SL",
        /// Military level.
        Ml = "ML",
        /// Economic level.
        El = "EL",
        /// Construction.
        Cst = "CST",
        /// Weapons.
        Wep = "WEP",
        /// Terraforming.
        Ter = "TER",
        /// Electronic intelligence.
        Eli = "ELI",
        /// Cloaking.
        Clk = "CLK",
        /// Planetary shields.
        Sld = "SLD",
        /// Counter-intelligence.
        Cic = "CIC",
        /// Strategic lift.
        Stl = "STL",
        /// Fleet command.
        Fc = "FC",
        /// Strategic command.
        Sc = "SC",
        /// Fighter doctrine.
        Fd = "FD",
        /// Advanced carrier operations.
        Aco = "ACO",
    }

    /// Pools of research points (rulebook 21 §1).
    Pool {
        /// Economic.
        Erp = "ERP",
        /// Science.
        Srp = "SRP",
        /// Military.
        Mrp = "MRP",
    }

    /// State of a unit. A destroyed unit leaves the state; within a battle the battle keeps its own marks.
    Hull {
        /// Undamaged.
        Nominal = "nominal",
        /// Half strength.
        Crippled = "crippled",
    }

    /// Fleet commands by their numbers 00–19 (rulebook 04 §4).
    CommandKind {
        /// 00
        Hold = "Hold",
        /// 01
        Move = "Move",
        /// 02
        SeekHome = "SeekHome",
        /// 03
        Patrol = "Patrol",
        /// 04
        GuardStarbase = "GuardStarbase",
        /// 05
        GuardColony = "GuardColony",
        /// 06
        Blockade = "Blockade",
        /// 07
        Bombard = "Bombard",
        /// 08
        Invade = "Invade",
        /// 09
        Blitz = "Blitz",
        /// 10
        Colonize = "Colonize",
        /// 11
        ScoutColony = "ScoutColony",
        /// 12
        ScoutSystem = "ScoutSystem",
        /// 13
        HackStarbase = "HackStarbase",
        /// 14
        JoinFleet = "JoinFleet",
        /// 15
        Rendezvous = "Rendezvous",
        /// 16
        Salvage = "Salvage",
        /// 17
        Reserve = "Reserve",
        /// 18
        Mothball = "Mothball",
        /// 19
        View = "View",
    }

    /// Threat tiers, from harmless to war (rulebook 05 §3).
    Tier {
        /// Transit and administration.
        Benign = "Benign",
        /// Lingering in foreign space.
        Contest = "Contest",
        /// An act of war.
        Attack = "Attack",
    }

    /// What a house thinks of another. There are no others, no alliances and no treaties (rulebook 05 §1, rulebook 05 R15).
    Stance {
        /// At first.
        Neutral = "Neutral",
        /// A warning was given.
        Hostile = "Hostile",
        /// War.
        Enemy = "Enemy",
    }

    /// Why a stance is what it is (rulebook 05 §1.1).
    StanceCause {
        /// Nothing happened yet.
        Start = "start",
        /// A declaration.
        Declared = "declared",
        /// The house let it rest by itself.
        Calmed = "calmed",
        /// A proposal was accepted.
        Agreed = "agreed",
        /// A mission in foreign space.
        Mission = "mission",
        /// Scouts were detected.
        ScoutDetected = "scout_detected",
        /// Only two houses are left.
        FinalConflict = "final_conflict",
    }

    /// What a proposal offers (rulebook 05 §7).
    ProposalKind {
        /// Neutral, from Hostile or Enemy.
        ToNeutral = "to_neutral",
        /// Hostile, from Enemy.
        ToHostile = "to_hostile",
    }

    /// What became of a proposal (rulebook 05 §8).
    ProposalStatus {
        /// It can be answered.
        Pending = "pending",
        /// The target accepted.
        Accepted = "accepted",
        /// The target refused.
        Rejected = "rejected",
        /// Nobody answered in time.
        Expired = "expired",
        /// Replaced by a newer one, or overtaken by events.
        Withdrawn = "withdrawn",
    }

    /// Where a fleet is in the life of its command (rulebook 03 §6).
    MissionState {
        /// On its way.
        Traveling = "Traveling",
        /// At its target, acting.
        Executing = "Executing",
        /// Scouts committed to a mission.
        ScoutLocked = "ScoutLocked",
    }

    /// Fleet status (rulebook 04 §6).
    FleetStatus {
        /// Ready.
        Active = "Active",
        /// Half cost, orbital defence only.
        Reserve = "Reserve",
        /// Nearly free, no defence.
        Mothballed = "Mothballed",
    }

    /// Standing of a house (rulebook 01 §6).
    HouseStatus {
        /// In play.
        Active = "Active",
        /// Played by the engine for an absent player.
        Autopilot = "Autopilot",
        /// Out by negative prestige.
        Collapsed = "Collapsed",
        /// Out.
        Eliminated = "Eliminated",
    }

    /// Actions of the guild of spies (rulebook 23 §3), in the order of that table.
    EspionageAction {
        /// Moves SRP from the victim to the actor.
        TechTheft = "tech_theft",
        /// Wrecks a little industry.
        SabotageLow = "sabotage_low",
        /// Wrecks much industry.
        SabotageHigh = "sabotage_high",
        /// The victim's deposits yield fewer SRP.
        Assassination = "assassination",
        /// Cripples a starbase.
        CyberAttack = "cyber_attack",
        /// Lowers the victim's net house value.
        EconomicManipulation = "economic_manipulation",
        /// Lowers the victim's tax revenue.
        Psyops = "psyops",
        /// Hides the actor from intelligence.
        Sweep = "counter_intel_sweep",
        /// Copies what the victim knows.
        IntelTheft = "intel_theft",
        /// Falsifies what the victim learns.
        Disinformation = "disinformation",
    }

    /// Lasting effects on a house (rulebook 23 §6.5).
    EffectKind {
        /// Economic Manipulation: a share of the net house value is lost.
        NcvReduction = "ncv_reduction",
        /// Psyops: a share of the tax revenue is lost.
        TaxReduction = "tax_reduction",
        /// Assassination: a share of the SRP from deposits is lost.
        SrpReduction = "srp_reduction",
        /// Sweep, on oneself: nobody gathers intelligence about the house.
        IntelBlocked = "intel_blocked",
        /// Disinformation: what the house learns is falsified.
        IntelCorrupted = "intel_corrupted",
    }

    /// How a game ended (rulebook 01 §10).
    VictoryKind {
        /// One house was left.
        Military = "military",
        /// The turn limit was reached; the best by ranking won.
        TurnLimit = "turn_limit",
        /// Several houses tie for the first place, or nobody was left.
        Draw = "draw",
        /// The run stopped the game before its own end.
        Stopped = "stopped",
    }

    /// Theatres of combat (rulebook 11 §1); column `phase` of the event tables.
    Theatre {
        /// CON1a.
        Space = "space",
        /// CON1b.
        Orbital = "orbital",
        /// CON1d, orders 07.
        Bombardment = "bombardment",
        /// CON1d, orders 08.
        Invasion = "invasion",
        /// CON1d, orders 09.
        Blitz = "blitz",
    }

    /// How a battle began (rulebook 11 §4).
    Detection {
        /// Nobody was surprised.
        Intercept = "intercept",
        /// The lower house had surprise.
        SurpriseLow = "surprise_low",
        /// The higher house had surprise.
        SurpriseHigh = "surprise_high",
        /// The lower house sprang an ambush.
        AmbushLow = "ambush_low",
        /// The higher house sprang an ambush.
        AmbushHigh = "ambush_high",
    }

    /// Why a fleet's part in a battle or operation ended while it had ships left (rulebook 11 §10, §12, §13, §16.5).
    RetreatReason {
        /// Its rules of engagement told it to leave.
        Roe = "roe",
        /// Mutual withdrawal: neither side could hurt the other.
        Stalemate = "stalemate",
        /// The rounds ran out.
        RoundCap = "round_cap",
        /// It broke off a bombardment.
        BrokeOff = "broke_off",
    }

    /// What became of a fleet that left a battle, or would have.
    RetreatFate {
        /// It went to its refuge.
        Refuge = "refuge",
        /// It had none, or lost it: out of play where it was.
        Stranded = "stranded",
        /// It stayed by rule although its side had lost: out of play where it was.
        Held = "held",
        /// Pursuit destroyed it.
        Destroyed = "destroyed",
    }

    /// How a battle or operation ended (rulebook 11 §13, §16, §17.4, §19).
    BattleEnding {
        /// One side had nobody present any more, by loss or departure, or never had.
        Decided = "decided",
        /// The rounds ran out; the stronger side won.
        RoundCap = "round_cap",
        /// Both sides left or were free to.
        Withdrawal = "withdrawal",
        /// Both sides were annihilated, and neither owned the colony.
        Annihilation = "annihilation",
        /// A bombardment ended.
        Bombarded = "bombarded",
        /// The colony was taken.
        Captured = "captured",
        /// The landing failed.
        Repelled = "repelled",
    }

    /// Quality of an intelligence record (rulebook 24 §1).
    Quality {
        /// Owner, class, raw rating.
        Scan = "Scan",
        /// Ship classes and counts.
        Visual = "Visual",
        /// Everything.
        Perfect = "Perfect",
    }

    /// How a record of intelligence was gathered (rulebook 24 §2).
    Source {
        /// A sensor sweep, or being there.
        Sweep = "sweep",
        /// The View command.
        View = "view",
        /// Scouts on a mission.
        Scout = "scout",
        /// Scouts in the network of a starbase.
        Hack = "hack",
        /// A battle, bombardment or landing.
        Combat = "combat",
        /// Scouts that met scouts.
        Encounter = "encounter",
        /// Intelligence Theft.
        Stolen = "stolen",
    }

    /// What a breakthrough gives (rulebook 21 §7).
    Breakthrough {
        /// Some research points.
        Minor = "minor",
        /// The next level costs less.
        Moderate = "moderate",
        /// A level of EL or SL.
        Major = "major",
    }

    /// Steps of a turn at which something is booked (rulebook 03).
    Step {
        /// Setup of the game.
        Setup = "setup",
        /// Judgement of threats.
        Con0 = "CON0",
        /// Space combat.
        Con1a = "CON1a",
        /// Orbital combat.
        Con1b = "CON1b",
        /// Blockade.
        Con1c = "CON1c",
        /// Planetary combat.
        Con1d = "CON1d",
        /// Colonisation.
        Con1e = "CON1e",
        /// Intelligence.
        Con1f = "CON1f",
        /// Terminal events.
        Con1g = "CON1g",
        /// Removal of the dead.
        Con2 = "CON2",
        /// Autopilot, final conflict.
        Inc0 = "INC0",
        /// Purchase of espionage points.
        Inc2 = "INC2",
        /// Income.
        Inc3 = "INC3",
        /// Salvage.
        Inc5 = "INC5",
        /// Upkeep.
        Inc6 = "INC6",
        /// Strain and capacity.
        Inc7 = "INC7",
        /// Prestige ledger.
        Inc9 = "INC9",
        /// Elimination, victory.
        Inc10 = "INC10",
        /// Proposals expire.
        Inc11 = "INC11",
        /// Commissioning and repair.
        Cmd2 = "CMD2",
        /// Repair queueing.
        Cmd3 = "CMD3",
        /// Loading.
        Cmd4 = "CMD4",
        /// Orders that act at once.
        Cmd5 = "CMD5",
        /// Orders stored and paid.
        Cmd6 = "CMD6",
        /// Movement.
        Prd1 = "PRD1",
        /// Queues.
        Prd2 = "PRD2",
        /// Diplomacy.
        Prd3 = "PRD3",
        /// Transfers of population.
        Prd4 = "PRD4",
        /// Terraforming.
        Prd5 = "PRD5",
        /// Second sweep.
        Prd6 = "PRD6",
        /// Breakthroughs.
        Prd7 = "PRD7",
    }
}

impl ShipClass {
    /// The group of the class in the rules files (rulebook 10 §1.1); a Light Cruiser is an escort (U26).
    pub fn group(self) -> ShipGroup {
        use ShipClass::*;
        match self {
            Corvette | Frigate | Destroyer | LightCruiser => ShipGroup::Escort,
            Cruiser | Battlecruiser | Battleship | Dreadnought | SuperDreadnought | Carrier | SuperCarrier | Raider => {
                ShipGroup::Capital
            }
            Scout | Etac | TroopTransport => ShipGroup::Auxiliary,
            Fighter => ShipGroup::Fighter,
            PlanetBreaker => ShipGroup::Special,
        }
    }

    /// Combat ship = major ship: escorts, capitals and special weapons (rulebook 10 §1.2, rulebook 01 R8).
    pub fn is_combat(self) -> bool {
        matches!(
            self.group(),
            ShipGroup::Escort | ShipGroup::Capital | ShipGroup::Special
        )
    }

    /// Scout, ETAC or troop transport.
    pub fn is_auxiliary(self) -> bool {
        self.group() == ShipGroup::Auxiliary
    }

    /// Carrier or super carrier.
    pub fn is_carrier(self) -> bool {
        matches!(self, ShipClass::Carrier | ShipClass::SuperCarrier)
    }

    /// The class under which the event tables list it.
    pub fn unit(self) -> UnitClass {
        UnitClass::ALL[self.code() as usize]
    }
}

impl FacilityKind {
    /// The class under which the event tables list it.
    pub fn unit(self) -> UnitClass {
        UnitClass::ALL[UnitClass::Spaceport.code() as usize + self.code() as usize]
    }
}

impl GroundKind {
    /// The class under which the event tables list it.
    pub fn unit(self) -> UnitClass {
        UnitClass::ALL[UnitClass::Army.code() as usize + self.code() as usize]
    }
}

impl ProposalKind {
    /// The stance that it offers.
    pub fn stance(self) -> Stance {
        match self {
            ProposalKind::ToNeutral => Stance::Neutral,
            ProposalKind::ToHostile => Stance::Hostile,
        }
    }
}

impl UnitClass {
    /// The ship class of this unit, if it is a ship.
    pub fn ship(self) -> Option<ShipClass> {
        ShipClass::from_code(self.code())
    }
}

impl TechField {
    /// The pool that pays for the field (rulebook 21 §1).
    pub fn pool(self) -> Pool {
        use TechField::*;
        match self {
            El => Pool::Erp,
            Sl | Ter | Eli | Clk | Sld | Cic | Stl => Pool::Srp,
            Ml | Wep | Cst | Fc | Sc | Fd | Aco => Pool::Mrp,
        }
    }
}

impl CommandKind {
    /// The two-digit number of the command in the rules (rulebook 04 §4).
    pub fn number(self) -> u8 {
        self.code()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_every_spelling() {
        assert_eq!(ShipClass::from_name("LightCruiser"), Some(ShipClass::LightCruiser));
        assert_eq!(ShipClass::from_name("light-cruiser"), Some(ShipClass::LightCruiser));
        assert_eq!(ShipClass::from_name("ETAC"), Some(ShipClass::Etac));
        assert_eq!(ShipClass::from_name("supercarrier"), Some(ShipClass::SuperCarrier));
        assert_eq!(Raw::from_name("Very Poor"), Some(Raw::VeryPoor));
        assert_eq!(ShipClass::from_name("zeppelin"), None);
    }

    #[test]
    fn unit_classes_name_what_they_stand_for() {
        for &class in ShipClass::ALL {
            assert_eq!(class.unit().name(), class.name());
            assert_eq!(class.unit().ship(), Some(class));
        }
        for &kind in FacilityKind::ALL {
            assert_eq!(kind.unit().name(), kind.name());
            assert_eq!(kind.unit().ship(), None);
        }
        for &kind in GroundKind::ALL {
            assert_eq!(kind.unit().name(), kind.name());
        }
    }
}
