//! Work on many items at once, handed on in the order in which the items came, so that a pipe never stalls.

use std::collections::VecDeque;
use std::ops::ControlFlow;
use tokio::sync::mpsc;
use tokio::task::{JoinError, JoinHandle};

/// What is done with items, and with what became of them.
pub(crate) trait Desk {
    /// What comes in.
    type Item: Send + 'static;
    /// What becomes of it.
    type Done: Send + 'static;

    /// Begins work on an item.
    fn start(&mut self, item: Self::Item) -> JoinHandle<Self::Done>;

    /// Takes what became of the item whose turn it is; may end the work.
    fn put(&mut self, done: Self::Done) -> anyhow::Result<ControlFlow<()>>;
}

/// Starts items as they come, `at_once` at most, and puts what is done as soon as it is its turn. Work that is still under
/// way when the desk ends it is handed back.
pub(crate) async fn ordered<D: Desk>(
    mut incoming: mpsc::Receiver<D::Item>,
    at_once: usize,
    desk: &mut D,
) -> anyhow::Result<VecDeque<JoinHandle<D::Done>>> {
    let mut running: VecDeque<JoinHandle<D::Done>> = VecDeque::new();
    let mut open = true;
    while open || !running.is_empty() {
        tokio::select! {
            item = incoming.recv(), if open && running.len() < at_once => match item {
                Some(item) => running.push_back(desk.start(item)),
                None => open = false,
            },
            done = front(&mut running), if !running.is_empty() => {
                running.pop_front();
                if desk.put(done?)?.is_break() {
                    return Ok(running);
                }
            }
        }
    }
    Ok(running)
}

/// Reads on a thread of its own, `ahead` items ahead.
pub(crate) fn read<T: Send + 'static>(
    items: impl Iterator<Item = T> + Send + 'static,
    ahead: usize,
) -> mpsc::Receiver<T> {
    let (send, receive) = mpsc::channel(ahead);
    std::thread::spawn(move || {
        for item in items {
            // Nobody listens any more when the output is closed.
            if send.blocking_send(item).is_err() {
                break;
            }
        }
    });
    receive
}

/// Waits for the item whose turn it is.
async fn front<T>(running: &mut VecDeque<JoinHandle<T>>) -> Result<T, JoinError> {
    match running.front_mut() {
        Some(task) => task.await,
        None => std::future::pending().await,
    }
}
