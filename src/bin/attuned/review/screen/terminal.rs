//! The terminal: taken, given back in order, and given back where a signal ends the review.

use crossterm::cursor::{Hide, Show};
use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use std::io::stdout;
use std::time::{Duration, Instant};

/// How long keys pass before the last page.
const REST: Duration = Duration::from_millis(300);

pub(super) fn give_back() -> std::io::Result<()> {
    execute!(stdout(), DisableBracketedPaste, Show, LeaveAlternateScreen)?;
    disable_raw_mode()
}

pub(super) fn take_again() -> std::io::Result<()> {
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, Hide, Clear(ClearType::All))
}

/// Lets keys pass that were hit before the last page could be read: there, one of them writes.
pub(super) fn rest() -> anyhow::Result<()> {
    let end = Instant::now() + REST;
    while event::poll(end.saturating_duration_since(Instant::now()))? {
        event::read()?;
    }
    Ok(())
}

/// Gives the terminal back where a signal ends the review. What was decided is kept already.
pub(super) fn watch() {
    crate::interrupt::leave_first();
    std::thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        if let Some(code) = runtime.ok().and_then(|runtime| runtime.block_on(signal())) {
            let _ = give_back();
            std::process::exit(code);
        }
    });
}

/// The exit code that shells expect after a signal, when one comes.
#[cfg(unix)]
async fn signal() -> Option<i32> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut end, mut gone) = (signal(SignalKind::terminate()).ok()?, signal(SignalKind::hangup()).ok()?);
    tokio::select! {
        _ = tokio::signal::ctrl_c() => Some(130),
        _ = end.recv() => Some(143),
        _ = gone.recv() => Some(129),
    }
}

#[cfg(not(unix))]
async fn signal() -> Option<i32> {
    tokio::signal::ctrl_c().await.ok().map(|()| 130)
}
