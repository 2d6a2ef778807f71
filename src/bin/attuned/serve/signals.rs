//! Signals: Ctrl-C and SIGTERM end the server in good order, SIGHUP has settings read again.

use super::voice::Voice;
use anyhow::Context;
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

/// For whoever sits before it and does not want to wait.
const AGAIN: &str = "answers in flight are finished; Ctrl-C again ends at once";

/// Done when somebody asks the server to stop.
#[cfg(unix)]
pub(super) fn stop(voice: Voice) -> anyhow::Result<impl Future<Output = ()> + Send + 'static> {
    let (mut asked, mut interrupted) = (watch(SignalKind::terminate())?, watch(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = asked.recv() => {}
            _ = interrupted.recv() => voice.say(AGAIN),
        }
    })
}

/// Done when somebody asks the server to stop.
#[cfg(not(unix))]
pub(super) fn stop(voice: Voice) -> anyhow::Result<impl Future<Output = ()> + Send + 'static> {
    Ok(async move {
        let _ = tokio::signal::ctrl_c().await;
        voice.say(AGAIN);
    })
}

/// The times at which settings are to be read again.
pub(super) struct Hangups {
    #[cfg(unix)]
    signal: Signal,
}

impl Hangups {
    #[cfg(unix)]
    pub(super) fn watch() -> anyhow::Result<Self> {
        Ok(Self { signal: watch(SignalKind::hangup())? })
    }

    #[cfg(not(unix))]
    pub(super) fn watch() -> anyhow::Result<Self> {
        Ok(Self {})
    }

    /// Done at the next one.
    pub(super) async fn next(&mut self) {
        #[cfg(unix)]
        if self.signal.recv().await.is_some() {
            return;
        }
        std::future::pending().await
    }
}

#[cfg(unix)]
fn watch(kind: SignalKind) -> anyhow::Result<Signal> {
    signal(kind).context("cannot watch for signals")
}
