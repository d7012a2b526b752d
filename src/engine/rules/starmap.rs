//! `starmap.kdl`: generation of the map (rulebook 02).

use super::keyed::By;
use super::part::kdl_struct;
use crate::vocab::{LaneClass, PlanetClass, Raw, Vocab};

kdl_struct! {
    /// Generation of the map (rulebook 02).
    Starmap {
        /// Up to this many players start in the corners.
        corner_placement_max_players: u32 = "cornerPlacementMaxPlayers" in 0..=12, new 4;
        /// Tries of homeworld placement before the map counts as too small.
        placement_retries: u32 = "placementRetries" in 0..=1000000, new 10000;
        /// Lanes.
        lanes: Lanes = "lanes";
        /// Costs of lanes.
        lane_cost: LaneCost = "laneCost";
        /// Homeworlds.
        homeworld: Homeworld = "homeworld";
        /// The hub.
        hub: Hub = "hub";
        /// Planet classes by roll.
        planet_class_table: PlanetClassTable = "planetClassTable";
        /// Raw ratings by roll.
        raw_table: RawTable = "rawTable";
    }

    /// Lanes (rulebook 02 §4).
    Lanes {
        /// Weights of the classes.
        distribution: Distribution = "distribution";
    }

    /// Weights of lane classes in the draw of a lane (rulebook 02 §4).
    Distribution {
        /// Weight of Major lanes.
        major: f64 = "major" in 0.0..=1000000.0;
        /// Minor lanes.
        minor: f64 = "minor" in 0.0..=1000000.0;
        /// Restricted lanes.
        restricted: f64 = "restricted" in 0.0..=1000000.0;
    }

    /// Costs of lanes in the search of paths (rulebook 02 §4).
    LaneCost {
        /// Major lanes.
        major: u32 = "major" in 1..=1000, new 1;
        /// Minor lanes.
        minor: u32 = "minor" in 1..=1000, new 2;
        /// Restricted lanes.
        restricted: u32 = "restricted" in 1..=1000, new 3;
    }

    /// Homeworlds (rulebook 02 §5, §6).
    Homeworld {
        /// Lanes of a homeworld.
        guaranteed_lane_count: u32 = "guaranteedLaneCount" in 1..=3;
        /// Their class.
        guaranteed_lane_type: LaneClass = "guaranteedLaneType";
    }

    /// The hub (rulebook 02 §6, §7).
    Hub {
        /// Lanes of the hub.
        guaranteed_lane_count: u32 = "guaranteedLaneCount" in 6..=6;
        /// Ordinary mix of classes; else all Major.
        mixed_lanes: bool = "mixedLanes";
    }

    /// Planet class by natural d10 roll, read 0–9: the first class that reaches it (rulebook 02 §3).
    PlanetClassTable {
        /// One row per planet class, from the worst.
        planet_class: By<PlanetClass, ClassRoll> = "planetClass", new default_classes();
    }

    /// The rolls of a planet class.
    ClassRoll {
        /// Highest roll.
        max_roll: i32 = "maxRoll" in -1..=9;
        /// Added to the roll for raw materials.
        raw_bonus: i32 = "rawBonus" in -20..=20, new 0;
    }

    /// Raw rating by modified d10 roll: the first rating that reaches it, else the last (rulebook 02 §3).
    RawTable {
        /// One row per raw rating, from the worst.
        raw: By<Raw, RawRoll> = "raw", new default_raws();
    }

    /// The rolls of a raw rating.
    RawRoll {
        /// Highest modified roll; none for the best rating.
        max_roll: Option<i32> = "maxRoll" in -100..=100;
    }
}

/// Rows by name; the bonus belongs to the class (W1).
fn default_classes() -> By<PlanetClass, ClassRoll> {
    By::of(|class| {
        let (max_roll, raw_bonus) = match class {
            PlanetClass::Extreme => (0, 0),
            PlanetClass::Desolate => (1, 0),
            PlanetClass::Hostile => (3, 0),
            PlanetClass::Harsh => (5, 0),
            PlanetClass::Benign => (7, 0),
            PlanetClass::Lush => (8, 1),
            PlanetClass::Eden => (9, 2),
        };
        ClassRoll { max_roll, raw_bonus }
    })
}

fn default_raws() -> By<Raw, RawRoll> {
    By::of(|raw| {
        let max_roll = match raw {
            Raw::VeryPoor => Some(1),
            Raw::Poor => Some(3),
            Raw::Abundant => Some(7),
            Raw::Rich => Some(9),
            Raw::VeryRich => None,
        };
        RawRoll { max_roll }
    })
}

impl Starmap {
    /// The class of a natural roll 0–9.
    pub fn planet_class(&self, roll: i32) -> PlanetClass {
        let table = &self.planet_class_table.planet_class;
        let reached = PlanetClass::ALL.iter().find(|&&class| roll <= table[class].max_roll);
        *reached.unwrap_or(&PlanetClass::Eden)
    }

    /// What a class adds to the roll for raw materials: the bonus belongs to the class, not to the rating (W1).
    pub fn raw_bonus(&self, class: PlanetClass) -> i32 {
        self.planet_class_table.planet_class[class].raw_bonus
    }

    /// The raw rating of a modified roll; a modified 1 is the worst too (rulebook 02 R2).
    pub fn raw(&self, modified_roll: i32) -> Raw {
        let table = &self.raw_table.raw;
        let reached = Raw::ALL
            .iter()
            .find(|&&raw| table[raw].max_roll.is_some_and(|max| modified_roll <= max));
        *reached.unwrap_or(&Raw::VeryRich)
    }

    /// Cost of a lane class in the search of paths.
    pub fn lane_cost(&self, class: LaneClass) -> u32 {
        match class {
            LaneClass::Major => self.lane_cost.major,
            LaneClass::Minor => self.lane_cost.minor,
            LaneClass::Restricted => self.lane_cost.restricted,
        }
    }
}
