//! Ctrl-C ends the command at once, whatever it waits for, with the exit code that shells expect; a server ends in good
//! order at the first, and at once at the second.

use std::io::Write;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

/// What shells report for a program that SIGINT ended.
const INTERRUPTED: i32 = 130;

/// What is said when the command is interrupted.
static PARTING: OnceLock<String> = OnceLock::new();

/// Whether the next Ctrl-C is somebody else's.
static LEFT: AtomicBool = AtomicBool::new(false);

/// Leaves the first Ctrl-C to a server, which ends in good order.
pub(crate) fn leave_first() {
    LEFT.store(true, Ordering::Relaxed);
}

/// Leaves words for the case that the command is interrupted.
pub(crate) fn parting(words: String) {
    let _ = PARTING.set(words);
}

/// Watches for Ctrl-C on a thread of its own, because reading standard input may block every other.
pub(crate) fn watch() {
    std::thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        // Where no watch can be kept, the signal ends the program as it ends any other.
        if runtime.is_ok_and(|runtime| runtime.block_on(interrupted())) {
            if let Some(words) = PARTING.get() {
                // Nobody is left to tell where standard error is closed.
                let _ = writeln!(anstream::stderr(), "\nattuned: {words}");
            }
            std::process::exit(INTERRUPTED);
        }
    });
}

/// Done at the first Ctrl-C that is ours; false where none can be seen.
async fn interrupted() -> bool {
    loop {
        if tokio::signal::ctrl_c().await.is_err() {
            return false;
        }
        if !LEFT.swap(false, Ordering::Relaxed) {
            return true;
        }
    }
}
