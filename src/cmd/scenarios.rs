//! `ec4x scenarios`: what is built in.

use ec4x_engine::rules::Rules;
use ec4x_engine::scenario::BUILTIN;

use super::{output, sources};
use crate::cli::Scenarios;
use crate::error::Result;

/// Lists the scenarios, or prints one.
///
/// # Errors
/// If there is no such scenario, or the output cannot be written.
pub fn run(args: &Scenarios) -> Result<()> {
    match args {
        Scenarios::List => list(),
        Scenarios::Show { name } => output::print(sources::builtin_scenario(name)?),
    }
}

fn list() -> Result<()> {
    let mut rows = Vec::new();
    for (name, _) in BUILTIN {
        let scenario = sources::scenario(name, &mut Rules::standard())?.scenario;
        let rings = scenario.map_generation.num_rings;
        let limit = scenario.victory_conditions.turn_limit;
        rows.push(vec![
            name.to_string(),
            scenario.game_parameters.player_count.to_string(),
            rings.to_string(),
            (3 * rings * rings + 3 * rings + 1).to_string(),
            if limit == 0 {
                "none".to_string()
            } else {
                limit.to_string()
            },
            scenario.game_parameters.scenario_description.clone(),
        ]);
    }
    output::print_table(
        &["name", "houses", "rings", "systems", "turn limit", "what it is"],
        rows,
    )
}
