//! Help for shells and readers of manuals: completions and man pages.

use std::path::Path;

use clap::CommandFactory;

use super::output;
use crate::cli::Cli;
use crate::error::{Error, Result};

/// Prints the completions for a shell.
///
/// # Errors
/// If they cannot be printed.
pub fn completions(shell: clap_complete::Shell) -> Result<()> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "ec4x", &mut bytes);
    output::print(&String::from_utf8_lossy(&bytes))
}

/// Writes the manual pages into a folder.
///
/// # Errors
/// If they cannot be written.
pub fn man(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(Error::io("make folder", folder))?;
    clap_mangen::generate_to(Cli::command(), folder).map_err(Error::io("write manual pages to", folder))
}
