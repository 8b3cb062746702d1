//! Work of a library that checks what it reads, but not everywhere: that it panics on damaged bytes must
//! neither end the program nor be printed.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// What comes of the work, or that the library found its own state impossible.
///
/// # Errors
/// It panicked.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, &'static str> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let told = take_hook();
        set_hook(Box::new(move |panic| {
            if !IS_GUARDED.get() {
                told(panic);
            }
        }));
    });
    let before = IS_GUARDED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    IS_GUARDED.set(before);
    done.map_err(|_| "it contradicts itself")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_refusal_and_the_next_work_goes_on() {
        let empty: Vec<i32> = Vec::new();
        assert!(guarded(|| empty[empty.len()]).is_err());
        assert_eq!(guarded(|| guarded(|| 7)), Ok(Ok(7)));
        assert!(!IS_GUARDED.get());
    }
}
