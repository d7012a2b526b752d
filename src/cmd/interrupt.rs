//! Ctrl-C: once to stop in good order, twice to stop at once.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

use crate::error::{Error, Result};

static STOP: AtomicBool = AtomicBool::new(false);

/// A flag that Ctrl-C, or a request of the system to end, sets. The second one ends the program.
///
/// # Errors
/// If the system does not allow to wait for it.
pub fn flag() -> Result<&'static AtomicBool> {
    ctrlc::set_handler(|| {
        if STOP.swap(true, SeqCst) {
            std::process::exit(130);
        }
        eprintln!("\nstopping; once more to stop at once");
    })
    .map_err(|error| Error::Data(format!("cannot wait for Ctrl-C: {error}")))?;
    Ok(&STOP)
}
