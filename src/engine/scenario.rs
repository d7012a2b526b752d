//! Scenarios: the start of a game (rulebook 01 §2).
//!
//! A scenario file has the same form as the rules files and is read by the same reader.

use crate::num;
use crate::rules::keyed::Repeated;
use crate::rules::leaf::Classes;
use crate::rules::part::{Part, Section, Spec, kdl_struct};
use crate::rules::reader::{Reader, Source};
use crate::rules::tree::{Node, Scalar};
use crate::rules::{Diagnostic, Rules, edit, parse, path, text};
use crate::vocab::{PlanetClass, Raw, ShipClass, TechField};

kdl_struct! {
    /// The start of a game (rulebook 01 §2).
    Scenario {
        /// Labels and players.
        game_parameters: GameParameters = "gameParameters";
        /// The map.
        map_generation: MapGeneration = "mapGeneration";
        /// The end of the game.
        victory_conditions: VictoryConditions = "victoryConditions";
        /// Money, prestige, tax.
        starting_resources: StartingResources = "startingResources";
        /// Levels of technology.
        starting_tech: StartingTech = "startingTech";
        /// Fleets.
        starting_fleets: StartingFleets = "startingFleets";
        /// Facilities.
        starting_facilities: StartingFacilities = "startingFacilities";
        /// Ground units.
        starting_ground_forces: StartingGroundForces = "startingGroundForces";
        /// Homeworlds.
        homeworld: Homeworld = "homeworld";
        /// Changes of the rules for this scenario only: dotted key and value (rulebook 01 §2).
        optional_balance_overrides: Overrides = "optionalBalanceOverrides";
    }

    /// Labels and players (rulebook 01 §2).
    GameParameters {
        /// Title in reports.
        scenario_name: String = "scenarioName";
        /// A line about it.
        scenario_description: String = "scenarioDescription";
        /// Number of houses.
        player_count: u32 = "playerCount" in 2..=12;
        /// Master seed; the runner must supply one if it is absent.
        game_seed: Option<u64> = "gameSeed" in 0.0..=18446744073709551615.0;
    }

    /// The map (rulebook 02 §1).
    MapGeneration {
        /// Rings around the hub: 2 to 12; n rings hold 3n² + 3n + 1 systems.
        num_rings: u32 = "numRings" in 2..=12;
    }

    /// The end of the game (rulebook 01 §9, §10).
    VictoryConditions {
        /// Last turn; 0 for no limit.
        turn_limit: u32 = "turnLimit" in 0..=1000000;
        /// The last two houses become Enemies.
        final_conflict_auto_enemy: bool = "finalConflictAutoEnemy";
    }

    /// Money, prestige, tax of each house at the start (rulebook 01 §4).
    StartingResources {
        /// Treasury in PP.
        treasury: i64 = "treasury" in -1000000000..=1000000000;
        /// Prestige of each house.
        starting_prestige: i64 = "startingPrestige" in -1000000..=1000000;
        /// Tax rate as a share; whole percent count.
        default_tax_rate: f64 = "defaultTaxRate" in 0.0..=1.0;
    }

    /// Levels of technology of each house at the start (rulebook 01 §2).
    StartingTech {
        /// EL.
        economic_level: u8 = "economicLevel" in 1..=100;
        /// SL.
        science_level: u8 = "scienceLevel" in 1..=100;
        /// ML.
        military_level: u8 = "militaryLevel" in 1..=100;
        /// WEP.
        weapons: u8 = "weapons" in 1..=100;
        /// CST.
        construction: u8 = "construction" in 1..=100;
        /// SLD.
        shields: u8 = "shields" in 1..=100;
        /// TER.
        terraforming: u8 = "terraforming" in 1..=100;
        /// ELI.
        electronic_intelligence: u8 = "electronicIntelligence" in 1..=100;
        /// CLK.
        cloaking: u8 = "cloaking" in 1..=100;
        /// STL.
        strategic_lift: u8 = "strategicLift" in 1..=100;
        /// CIC.
        counter_intelligence: u8 = "counterIntelligence" in 1..=100;
        /// FC.
        flagship_command: u8 = "flagshipCommand" in 1..=100;
        /// SC.
        strategic_command: u8 = "strategicCommand" in 1..=100;
        /// FD.
        fighter_doctrine: u8 = "fighterDoctrine" in 1..=100;
        /// ACO.
        advanced_carrier_operations: u8 = "advancedCarrierOperations" in 1..=100;
    }

    /// Fleets of each house at the start, at its homeworld (rulebook 01 §4).
    StartingFleets {
        /// The fleets in the order of their ids.
        fleet: Repeated<StartingFleet> = "fleet";
    }

    /// A fleet.
    StartingFleet {
        /// Its ships in the order of their ids.
        ships: Classes = "ships";
    }

    /// Facilities of each homeworld at the start (rulebook 01 §4).
    StartingFacilities {
        /// Spaceports.
        spaceports: u32 = "spaceports" in 0..=1000;
        /// Shipyards.
        shipyards: u32 = "shipyards" in 0..=1000;
        /// Drydocks.
        drydocks: u32 = "drydocks" in 0..=1000;
    }

    /// Ground units of each homeworld at the start (rulebook 01 §4).
    StartingGroundForces {
        /// Armies.
        armies: u32 = "armies" in 0..=1000;
        /// Marine divisions.
        marines: u32 = "marines" in 0..=1000;
        /// Ground batteries.
        ground_batteries: u32 = "groundBatteries" in 0..=1000;
        /// Planetary shields.
        planetary_shields: u32 = "planetaryShields" in 0..=1000;
    }

    /// Homeworlds (rulebook 01 §4).
    Homeworld {
        /// Planet class.
        planet_class: PlanetClass = "planetClass";
        /// Raw rating.
        raw_quality: Raw = "rawQuality";
        /// Not used: infrastructure level.
        colony_level: i64 = "colonyLevel" in 0..=1000;
        /// Population in PU.
        population_units: i64 = "populationUnits" in 1..=1000000000;
        /// Industry in IU.
        industrial_units: i64 = "industrialUnits" in 0..=1000000000;
    }
}

impl StartingTech {
    /// The level of a field.
    pub fn level(&self, field: TechField) -> u8 {
        match field {
            TechField::Sl => self.science_level,
            TechField::Ml => self.military_level,
            TechField::El => self.economic_level,
            TechField::Cst => self.construction,
            TechField::Wep => self.weapons,
            TechField::Ter => self.terraforming,
            TechField::Eli => self.electronic_intelligence,
            TechField::Clk => self.cloaking,
            TechField::Sld => self.shields,
            TechField::Cic => self.counter_intelligence,
            TechField::Stl => self.strategic_lift,
            TechField::Fc => self.flagship_command,
            TechField::Sc => self.strategic_command,
            TechField::Fd => self.fighter_doctrine,
            TechField::Aco => self.advanced_carrier_operations,
        }
    }
}

/// Changes of the rules for one scenario, by full dotted keys (rulebook 01 R21): `combat.cer.modifiers.ambushBonus 5`.
///
/// Paths with brackets stand in quotes: `"tech.weapons.level[2].mrpCost" 8`; a point instead needs none (W5).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides(pub Vec<(String, String)>);

impl Part for Overrides {
    const OPTIONAL: bool = true;

    fn read(parent: &Node, spec: &Spec<Self>, reader: &mut Reader<'_>) -> Option<Self> {
        let Some(node) = reader.only(parent, spec.key) else {
            return Some(spec.default.clone().unwrap_or_default());
        };
        for child in node
            .children
            .iter()
            .filter(|child| child.block || child.values.is_empty())
        {
            let message = format!("`{}` takes a value", child.name);
            reader.fault(child.place, spec.key, message, None);
        }
        let settings = node
            .children
            .iter()
            .map(|child| (child.name.clone(), child.value_text()));
        Some(Self(settings.collect()))
    }

    fn write(&self, key: &'static str, doc: &'static str, parent: &mut Node) {
        let mut node = Node::block(key, doc);
        for (path, value) in &self.0 {
            node.children
                .push(Node::leaf(path, vec![Scalar::Raw(value.clone())], ""));
        }
        parent.children.push(node);
    }
}

/// The scenarios that the program brings along: name and text.
pub const BUILTIN: [(&str, &str); 3] = [
    (
        "standard-2-player",
        include_str!("../../scenarios/standard-2-player.kdl"),
    ),
    (
        "standard-4-player",
        include_str!("../../scenarios/standard-4-player.kdl"),
    ),
    (
        "long-war-4-player",
        include_str!("../../scenarios/long-war-4-player.kdl"),
    ),
];

/// The text of a scenario that the program brings along.
pub fn builtin(name: &str) -> Option<&'static str> {
    BUILTIN.iter().find(|(other, _)| *other == name).map(|(_, text)| *text)
}

impl Scenario {
    /// Loads a scenario file and makes its changes to the rules (rulebook 01 §3).
    ///
    /// All mistakes are reported at once; after one the rules are as they were.
    pub fn load(file: &str, text: &str, rules: &mut Rules) -> Result<Self, Vec<Diagnostic>> {
        let mut root = parse::parse(0, file, text)?;
        let sources = [Source {
            name: file.to_owned(),
            text: text.to_owned(),
        }];
        let mut reader = Reader::in_file(&sources);
        let read = Self::read_keys(&root, None, &mut reader);
        let mut changed = rules.clone();
        change(&mut changed, &root, &mut reader);
        if let Some(scenario) = &read {
            for (key, message) in scenario.faults(&changed) {
                let place = path::nearest_place(&mut root, &key);
                reader.fault(place, &key, message, None);
            }
        }
        let faults = reader.finish();
        match read {
            Some(scenario) if faults.is_empty() => {
                *rules = changed;
                Ok(scenario)
            }
            _ => Err(faults),
        }
    }

    /// Whether the scenario fits these rules (rulebook 01 §2, §3); what [`Scenario::load`] does not know is a
    /// later change of either.
    pub fn check(&self, rules: &Rules) -> Vec<Diagnostic> {
        let faults = self.faults(rules).into_iter();
        faults
            .map(|(key, message)| Diagnostic::nowhere(&key, message))
            .collect()
    }

    /// What does not fit: levels beyond the last one of a field (rulebook 01 R23), fleets that cannot be, more shields
    /// than a colony may have (W140).
    fn faults(&self, rules: &Rules) -> Vec<(String, String)> {
        let mut faults = Vec::new();
        let start = edit::tree(&self.starting_tech);
        for (&field, node) in STARTING_FIELDS.iter().zip(&start.children) {
            let (level, last) = (self.starting_tech.level(field), rules.tech.max_level(field));
            if level > last {
                let message = format!("{field} begins at level {level}, but its last level is {last}");
                faults.push((format!("startingTech.{}", node.name), message));
            }
        }
        let room = rules.tech.max_ships_per_fleet(self.starting_tech.flagship_command) as usize;
        for (index, ships) in self.fleets().enumerate() {
            let key = format!("startingFleets.fleet[{}].ships", index + 1);
            if ships.len() > room {
                let message = format!(
                    "{} ships in a fleet, but the FC level at the start allows {room}",
                    ships.len()
                );
                faults.push((key.clone(), message));
            }
            if ships.contains(&ShipClass::Fighter) {
                faults.push((key.clone(), "fighters are not members of fleets".to_owned()));
            }
            let scouts = ships.iter().filter(|class| **class == ShipClass::Scout).count();
            if scouts > 0 && scouts < ships.len() {
                faults.push((key, "scouts share a fleet with no other class".to_owned()));
            }
        }
        let shields = self.starting_ground_forces.planetary_shields;
        let most = rules.limits.quantity_limits.max_planetary_shields_per_colony;
        if shields > most {
            let message = format!("{shields} planetary shields, but a colony may have {most}");
            faults.push(("startingGroundForces.planetaryShields".to_owned(), message));
        }
        faults
    }

    /// The ships of each fleet, in the order of fleet ids.
    pub fn fleets(&self) -> impl Iterator<Item = &[ShipClass]> {
        self.starting_fleets
            .fleet
            .0
            .iter()
            .map(|fleet| fleet.ships.0.as_slice())
    }

    /// The tax rate at the start in whole percent (rulebook 01 R11).
    pub fn tax_percent(&self) -> u8 {
        num::round(100.0 * self.starting_resources.default_tax_rate) as u8
    }

    /// All keys in canonical order: dotted path and value in KDL text.
    pub fn entries(&self) -> Vec<(String, String)> {
        edit::entries(self)
    }

    /// Changes one key by its dotted path.
    pub fn set(&mut self, path: &str, value: &str) -> Result<(), Diagnostic> {
        *self = edit::set(self, path, value)?;
        Ok(())
    }

    /// The scenario as a file that loads back to an equal scenario.
    pub fn export(&self) -> String {
        text::text(&Node {
            doc: Self::DOC,
            ..edit::tree(self)
        })
    }

    /// A digest over all keys.
    pub fn digest(&self) -> u64 {
        edit::digest(self)
    }
}

/// The fields in the order of the keys of `startingTech`.
const STARTING_FIELDS: [TechField; TechField::COUNT] = [
    TechField::El,
    TechField::Sl,
    TechField::Ml,
    TechField::Wep,
    TechField::Cst,
    TechField::Sld,
    TechField::Ter,
    TechField::Eli,
    TechField::Clk,
    TechField::Stl,
    TechField::Cic,
    TechField::Fc,
    TechField::Sc,
    TechField::Fd,
    TechField::Aco,
];

/// Makes the scenario's changes to the rules, then checks the whole.
fn change(rules: &mut Rules, root: &Node, reader: &mut Reader<'_>) {
    let overrides = root
        .children
        .iter()
        .filter(|child| child.name == "optionalBalanceOverrides");
    let mut sound = true;
    let mut last = None;
    for setting in overrides
        .flat_map(|node| &node.children)
        .filter(|child| !child.values.is_empty())
    {
        last = Some(setting);
        if let Err(fault) = rules.set(&setting.name, &setting.value_text()) {
            reader.fault(setting.place, &setting.name, fault.message, fault.help);
            sound = false;
        }
    }
    if let Some(setting) = last.filter(|_| sound) {
        for fault in rules.check() {
            reader.fault(setting.place, &fault.key, fault.message, fault.help);
        }
    }
}

#[cfg(test)]
mod tests;
