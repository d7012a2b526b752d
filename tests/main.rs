//! Tests of the program as its users meet it: one binary, so that it is linked once.

mod arena;
mod bad_input;
mod common;
mod determinism;
mod failures;
mod interruptions;
mod verbs;
mod verify;
