//! The rules of EC4X as a pure library: rules files in, orders in, state and events out.
//!
//! Nothing here knows files, clocks, threads, SQLite or Parquet. One game is one function of
//! (rules, scenario, key, orders); see `src/README.md` for the map and the invariants. Where two readings of the rules
//! remained, the one that was taken has a number of its own in the rule book and is cited where it is done (O12).

pub mod autopilot;
pub mod colonization;
pub mod combat;
pub mod command;
pub mod construction;
pub mod dice;
pub mod diplomacy;
pub mod economy;
pub mod espionage;
pub mod events;
pub mod feed;
pub mod game;
pub mod ids;
pub mod intel;
pub mod limits;
pub mod map;
pub mod metrics;
pub mod movement;
pub mod num;
pub mod orders;
pub mod population;
pub mod prestige;
pub mod random_player;
pub mod research;
pub mod rules;
pub mod scenario;
pub mod setup;
pub mod state;
pub mod strength;
#[cfg(test)]
pub mod testing;
pub mod trace;
pub mod turn;
pub mod victory;
pub mod view;
pub mod vocab;
