//! Tests that play games, and measurements over many of them.

mod arena;
mod knowledge;
mod measure;
mod play;
