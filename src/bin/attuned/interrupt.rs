//! Ctrl-C ends the command at once, whatever it waits for, with the exit code that shells expect.

/// What shells report for a program that SIGINT ended.
const INTERRUPTED: i32 = 130;

/// Watches for Ctrl-C on a thread of its own, because reading standard input may block every other.
pub(crate) fn watch() {
    std::thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        // Where no watch can be kept, the signal ends the program as it ends any other.
        if runtime.is_ok_and(|runtime| runtime.block_on(tokio::signal::ctrl_c()).is_ok()) {
            std::process::exit(INTERRUPTED);
        }
    });
}
