//! Events: what happened, in columns from the start; nothing in them is a string.
//!
//! Combat tables carry what the balance reports need (who shot at whom with what, and what was left);
//! `economy_events` is the account book of every house; `order_events` names every order that could not be carried
//! out; `house_turns` is the diagnostic row per house and turn (rulebook 31).

pub mod column;
pub mod combat;
pub mod tables;

pub use column::EventTable;
pub use combat::*;
pub use tables::*;
