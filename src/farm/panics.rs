//! Panics of a game: caught, and kept off the screen.
//!
//! A broken invariant in a game is a panic. It must not end the run, nor spill into the progress bar: what it said
//! goes into the game's failure.

use std::backtrace::Backtrace;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

/// What a panic said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panic {
    /// Message with the place in the code.
    pub message: String,
    /// The calls that led there.
    pub backtrace: String,
}

thread_local! {
    static CATCHING: Cell<bool> = const { Cell::new(false) };
    static CAUGHT: RefCell<Option<Panic>> = const { RefCell::new(None) };
}

/// Does something and catches its panic. The caller throws away whatever `work` may have left half done.
///
/// # Errors
/// The [`Panic`].
pub fn catch<T>(work: impl FnOnce() -> T) -> Result<T, Panic> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |info| {
            if !CATCHING.get() {
                return usual(info);
            }
            let what = info.payload_as_str().unwrap_or("a panic without a message");
            let message = match info.location() {
                Some(place) => format!("{what} ({}:{})", place.file(), place.line()),
                None => what.to_string(),
            };
            let backtrace = Backtrace::force_capture().to_string();
            CAUGHT.set(Some(Panic { message, backtrace }));
        }));
    });
    CATCHING.set(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    CATCHING.set(false);
    done.map_err(|_| {
        let unknown = || Panic {
            message: "a panic that said nothing".to_string(),
            backtrace: String::new(),
        };
        CAUGHT.take().unwrap_or_else(unknown)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_caught_with_its_place() {
        assert_eq!(catch(|| 5), Ok(5));
        let caught = catch::<()>(|| panic!("fleet {} is lost", 7)).unwrap_err();
        assert!(
            caught.message.starts_with("fleet 7 is lost (src/farm/panics.rs:"),
            "{}",
            caught.message
        );
        assert!(
            caught.backtrace.contains("a_panic_is_caught_with_its_place"),
            "{}",
            caught.backtrace
        );
        assert_eq!(catch(|| 6), Ok(6));
    }
}
