//! Ctrl-C ends the command at once, whatever it waits for, with the exit code that shells expect.

use std::io::Write;
use std::sync::OnceLock;

/// What shells report for a program that SIGINT ended.
const INTERRUPTED: i32 = 130;

/// What is said when the command is interrupted.
static PARTING: OnceLock<String> = OnceLock::new();

/// Leaves words for the case that the command is interrupted.
pub(crate) fn parting(words: String) {
    let _ = PARTING.set(words);
}

/// Watches for Ctrl-C on a thread of its own, because reading standard input may block every other.
pub(crate) fn watch() {
    std::thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        // Where no watch can be kept, the signal ends the program as it ends any other.
        if runtime.is_ok_and(|runtime| runtime.block_on(tokio::signal::ctrl_c()).is_ok()) {
            if let Some(words) = PARTING.get() {
                // Nobody is left to tell where standard error is closed.
                let _ = writeln!(anstream::stderr(), "\nattuned: {words}");
            }
            std::process::exit(INTERRUPTED);
        }
    });
}
