//! `ec4x arena`: declarations.

use clap::Args;

use super::{RulesChoice, seed, setting, whole};
use crate::arena::{House, MOST_REPS, Theatre};
use crate::report::render::Format;

const EXAMPLES: &str = "\
Examples:
  ec4x arena --a \"4x cruiser\" --b \"pp:1000 destroyer\"
  ec4x arena --a \"6x raider\" --b \"6x cruiser\" --clk-a=4 --eli-b=2
  ec4x arena --a \"8x battleship\" --b \"starbase, 3x cruiser, 6x fighter\" --theatre=orbital
  ec4x arena --a \"4x cruiser, 6x transport\" --b \"5x army, 2x battery, shield\" --theatre=invasion
  ec4x arena --a \"4x cruiser\" --b \"6x destroyer\" --variant ships.escorts.destroyer.attackStrength=6
  ec4x arena --matrix --pp=12000 --format=csv

A force is a list of units, separated by commas: `4x cruiser`, `cruiser`, or `pp:1000 cruiser` for as many as \
1000 PP buy at the side's WEP. Classes go by their names in the rules or by their codes (CA, BB). They are hit in the \
order of the list. Carriers and transports come loaded, and are bought so; `empty carrier` is not, and a \
force that names fighters or marines itself is loaded with those. Each side is one fleet; fighters of B without a carrier \
are its colony's. Limits of fleets, command and colonies do not apply; a side has 1000 units at most.

A repetition has dice of its own that follow from --seed and its number alone: with other rules (--set) or forces it \
meets the same dice. The sides change house ids every time. The output does not depend on --jobs.";

/// Fight duels that belong to no game.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Arena {
    /// The force of side A, which attacks if there is a colony
    #[arg(
        long,
        value_name = "FORCE",
        required_unless_present = "matrix",
        allow_hyphen_values = true
    )]
    pub a: Option<String>,
    /// The force of side B, which owns the colony if there is one
    #[arg(
        long,
        value_name = "FORCE",
        required_unless_present = "matrix",
        allow_hyphen_values = true
    )]
    pub b: Option<String>,
    /// Every class against every class, at equal PP
    #[arg(long, conflicts_with_all = ["a", "b", "variant"])]
    pub matrix: bool,
    /// PP of each side in a matrix
    #[arg(long, value_name = "N", default_value_t = 12_000, conflicts_with_all = ["a", "b"], value_parser = whole(1, 1_000_000))]
    pub pp: u32,
    /// Repetitions [default: 10000, in a matrix 1000 of each pair]
    #[arg(long, value_name = "N", value_parser = whole(1, MOST_REPS))]
    pub reps: Option<u32>,
    /// Where they fight
    #[arg(long, value_name = "THEATRE", default_value = "space")]
    pub theatre: Theatre,
    /// B defends its original homeworld
    #[arg(long)]
    pub homeworld: bool,
    /// Industrial units of B's colony, for an invasion or a blitz [default: 100]
    #[arg(long, value_name = "N", value_parser = whole(0, 1_000_000))]
    pub iu: Option<u32>,
    /// Population units of B's colony, for an invasion or a blitz [default: 100]
    #[arg(long, value_name = "N", value_parser = whole(0, 1_000_000))]
    pub pu: Option<u32>,
    /// Turns of bombardment before an invasion [default: 1 if B has batteries and A has guns, else 0]
    #[arg(long, value_name = "TURNS", value_parser = whole(0, 100))]
    pub bombard: Option<u32>,
    /// The rules
    #[command(flatten)]
    pub rules: RulesChoice,
    /// Fight every repetition again, with the same dice, under rules with this key changed too, and report the paired
    /// differences; may be given several times
    #[arg(long, value_name = "PATH=VALUE", value_parser = setting)]
    pub variant: Vec<(String, String)>,
    /// Seed of the dice
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = seed)]
    pub seed: u64,
    /// Threads [default: the number of processors]
    #[arg(long, value_name = "N", value_parser = whole(1, 1024))]
    pub jobs: Option<u32>,
    /// Format of the output
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: Format,
    /// Technology, morale and orders of both sides
    #[command(flatten)]
    pub levels: Levels,
}

/// What the houses know and order.
#[derive(Debug, Args)]
#[command(next_help_heading = "Houses")]
pub struct Levels {
    /// WEP at which A's units were built
    #[arg(long, value_name = "LEVEL", default_value_t = 1, value_parser = level)]
    pub wep_a: u8,
    /// The same of B
    #[arg(long, value_name = "LEVEL", default_value_t = 1, value_parser = level)]
    pub wep_b: u8,
    /// ELI of A: detection, and the advantage of the higher level
    #[arg(long, value_name = "LEVEL", default_value_t = 1, value_parser = level)]
    pub eli_a: u8,
    /// The same of B
    #[arg(long, value_name = "LEVEL", default_value_t = 1, value_parser = level)]
    pub eli_b: u8,
    /// CLK of A: the cloak of raiders
    #[arg(long, value_name = "LEVEL", default_value_t = 1, value_parser = level)]
    pub clk_a: u8,
    /// The same of B
    #[arg(long, value_name = "LEVEL", default_value_t = 1, value_parser = level)]
    pub clk_b: u8,
    /// ACO of A: fighters in a carrier
    #[arg(long, value_name = "LEVEL", default_value_t = 1, value_parser = level)]
    pub aco_a: u8,
    /// The same of B
    #[arg(long, value_name = "LEVEL", default_value_t = 1, value_parser = level)]
    pub aco_b: u8,
    /// STL of A: marines in a transport
    #[arg(long, value_name = "LEVEL", default_value_t = 1, value_parser = level)]
    pub stl_a: u8,
    /// The same of B
    #[arg(long, value_name = "LEVEL", default_value_t = 1, value_parser = level)]
    pub stl_b: u8,
    /// SLD of B's shield
    #[arg(long, value_name = "LEVEL", default_value_t = 1, value_parser = level)]
    pub sld_b: u8,
    /// Morale of A: die-roll modifier of the first round
    #[arg(long, value_name = "DRM", default_value_t = 0, value_parser = morale, allow_hyphen_values = true)]
    pub morale_a: i32,
    /// The same of B
    #[arg(long, value_name = "DRM", default_value_t = 0, value_parser = morale, allow_hyphen_values = true)]
    pub morale_b: i32,
    /// Rules of engagement of A's fleet: 0 leaves at once, 10 never does; fleets of a game begin with 6
    #[arg(long, value_name = "ROE", default_value_t = 10, value_parser = roe)]
    pub roe_a: u8,
    /// The same of B
    #[arg(long, value_name = "ROE", default_value_t = 10, value_parser = roe)]
    pub roe_b: u8,
}

impl Levels {
    /// The houses of A and B.
    pub fn houses(&self) -> [House; 2] {
        let a = House {
            wep: self.wep_a,
            eli: self.eli_a,
            clk: self.clk_a,
            aco: self.aco_a,
            stl: self.stl_a,
            sld: 1,
            morale: self.morale_a,
            roe: self.roe_a,
        };
        let b = House {
            wep: self.wep_b,
            eli: self.eli_b,
            clk: self.clk_b,
            aco: self.aco_b,
            stl: self.stl_b,
            sld: self.sld_b,
            morale: self.morale_b,
            roe: self.roe_b,
        };
        [a, b]
    }
}

fn small(text: &str, low: i32, high: i32) -> Result<i32, String> {
    match text.parse() {
        Ok(number) if (low..=high).contains(&number) => Ok(number),
        _ => Err(format!("write a whole number from {low} to {high}")),
    }
}

/// A technology level; whether it exists is for the rules to say.
fn level(text: &str) -> Result<u8, String> {
    small(text, 0, 99).map(|level| level as u8)
}

fn roe(text: &str) -> Result<u8, String> {
    small(text, 0, 10).map(|roe| roe as u8)
}

fn morale(text: &str) -> Result<i32, String> {
    small(text, -20, 20)
}
