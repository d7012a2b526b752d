//! `ec4x rules`: check, export, diff.

use std::path::Path;

use ec4x_engine::rules::{Change, Rules};

use super::{output, sources};
use crate::cli;
use crate::error::{Error, Result};
use crate::farm::{hex, write_atomically};

/// Does what `ec4x rules` asks for.
///
/// # Errors
/// If rules are wrong or cannot be read or written.
pub fn run(args: &cli::Rules) -> Result<()> {
    match args {
        cli::Rules::Check(args) => check(args),
        cli::Rules::Export(args) => export(args),
        cli::Rules::Diff(args) => diff(args),
    }
}

fn check(args: &cli::Checked) -> Result<()> {
    let mut rules = sources::rules(&args.rules)?;
    rules.apply(&args.set).map_err(Error::Diagnostics)?;
    for warning in rules.warnings() {
        eprintln!("warning: {warning}");
    }
    output::print(&format!(
        "{}: {} keys, digest {}\n",
        args.rules,
        rules.entries().len(),
        hex(rules.digest())
    ))
}

fn export(args: &cli::Exported) -> Result<()> {
    let mut rules = sources::rules(&args.rules.rules)?;
    rules.apply(&args.rules.set).map_err(Error::Diagnostics)?;
    let folder = &args.folder;
    if std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        let folder = folder.display();
        return Err(Error::Usage(format!(
            "{folder} is not empty; choose a new folder, so that nothing is lost"
        )));
    }
    std::fs::create_dir_all(folder).map_err(Error::io("make folder", folder))?;
    write(&rules, folder)?;
    output::print(&format!("{}\n", folder.display()))
}

fn write(rules: &Rules, folder: &Path) -> Result<()> {
    rules
        .export()
        .iter()
        .try_for_each(|(name, text)| write_atomically(&folder.join(name), text.as_bytes()))
}

fn diff(args: &cli::Compared) -> Result<()> {
    let cli::Compared { left, right, format } = args;
    let changes = sources::rules(left)?.diff(&sources::rules(right)?);
    if changes.is_empty() {
        eprintln!("no key differs");
    }
    // Programs look columns up by their names, which then must not depend on where the rules are.
    let head = match format.is_data() {
        true => ["key", "left", "right"],
        false => ["key", left, right],
    };
    let row = |change: Change| [Some(change.path), change.left, change.right];
    let rows: Vec<_> = changes.into_iter().map(row).collect();
    output::print_list(head, &rows, *format)
}
