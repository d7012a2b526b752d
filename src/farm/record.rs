//! From a finished game to its rows in `games` and its line in the journal.

use ec4x_engine::ids::HouseId;
use ec4x_engine::state::State;
use ec4x_engine::victory;
use ec4x_engine::vocab::Vocab;

use super::journal::{Entry, Fate};
use super::manifest::hex;
use super::plan::GamePlan;
use super::play::Played;
use crate::lake::{GameRecord, HouseRecord};

/// The rows of a game in the table `games`.
pub fn record(plan: &GamePlan, played: &Played) -> GameRecord {
    let state = &played.state;
    let game = state.game();
    GameRecord {
        game_id: plan.game,
        block: plan.block,
        seating: plan.seating,
        seed: plan.key.0,
        systems: state.systems.len() as u16,
        rings: state.scenario.map_generation.num_rings as u8,
        turns: played.outcome.turn as u16,
        victory_kind: played.outcome.kind,
        leader_changes: game.leader_changes as u16,
        first_battle: game.first_battle.map(|turn| turn as u16),
        first_conquest: game.first_conquest.map(|turn| turn as u16),
        state_hash: played.hash,
        houses: state
            .house_ids()
            .map(|house| house_record(plan, played, house))
            .collect(),
    }
}

fn house_record(plan: &GamePlan, played: &Played, house: HouseId) -> HouseRecord {
    let state = &played.state;
    let row = &state.houses[house];
    HouseRecord {
        house: house.0 as u8,
        seat: house.0 as u8,
        persona: plan.personas[house.0 as usize - 1].name().to_string(),
        place: victory::place(state, house) as u8,
        prestige: row.prestige,
        colonies: row.colonies.len() as u16,
        status: row.status,
        eliminated_turn: row.eliminated_turn.map(|turn| turn as u16),
        eliminated_by: row.eliminated_by.map(|house| house.0 as u8),
        winner: played.outcome.winner == Some(house),
        share: share(state, played.outcome.winner, house),
    }
}

/// The whole win for a winner, equal parts for those who share the first place, in a game that was stopped too.
fn share(state: &State, winner: Option<HouseId>, house: HouseId) -> f32 {
    let first = winner.map_or_else(|| victory::winners(state), |winner| vec![winner]);
    if first.contains(&house) {
        1.0 / first.len() as f32
    } else {
        0.0
    }
}

/// The line of a game in the journal.
pub fn entry(plan: &GamePlan, fate: Fate) -> Entry {
    Entry {
        game: plan.game,
        block: plan.block,
        seating: plan.seating,
        key: hex(plan.key.0),
        personas: plan.personas.iter().map(|persona| persona.name().to_string()).collect(),
        fate,
    }
}

/// What the journal says of a finished game.
pub fn finished(played: &Played) -> Fate {
    let mut rows: std::collections::BTreeMap<String, u64> = played
        .log
        .tables()
        .iter()
        .map(|table| (table.name().to_string(), table.rows() as u64))
        .collect();
    rows.insert("games".to_string(), played.state.houses.len() as u64);
    Fate::Finished {
        turns: played.outcome.turn,
        victory: played.outcome.kind.name().to_string(),
        winner: played.outcome.winner.map(|house| house.0),
        hash: hex(played.hash),
        rows,
    }
}
