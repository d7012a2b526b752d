//! The star map: its making (rulebook 02 §1–§8) and its paths (rulebook 02 §9, 04 §3).

pub mod generate;
pub mod hex;
mod homeworlds;
mod lanes;
pub mod path;
#[cfg(test)]
#[path = "tests/properties.rs"]
mod properties;
mod validate;
