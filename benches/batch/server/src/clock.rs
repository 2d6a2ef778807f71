//! Waits that are exact to some hundredths of a millisecond. A runtime's own timer counts whole milliseconds, rounded up:
//! with answers after 50 ms that alone would be up to 2 % of what is measured.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Instant;
use tokio::sync::oneshot;

/// A thread that sleeps for all. Whoever comes later is due later, since all wait equally long.
pub struct Clock(Sender<(Instant, oneshot::Sender<()>)>);

impl Clock {
    pub fn start() -> Self {
        let (send, receive) = channel();
        std::thread::spawn(move || tick(&receive));
        Self(send)
    }

    pub async fn until(&self, due: Instant) {
        let (wake, woken) = oneshot::channel();
        // Neither end goes away while the server runs.
        if self.0.send((due, wake)).is_ok() {
            let _ = woken.await;
        }
    }
}

fn tick(waiting: &Receiver<(Instant, oneshot::Sender<()>)>) {
    for (due, wake) in waiting {
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
        let _ = wake.send(());
    }
}
