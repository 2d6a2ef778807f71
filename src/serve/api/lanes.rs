//! Work for a processor, off the threads that serve: some at once, the rest in turn.

use super::{Refusal, refusal};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Places for work. A piece that has begun keeps its place until it is done, whether or not anybody still waits for it.
#[derive(Clone)]
pub(super) struct Lanes {
    free: Arc<Semaphore>,
    revisions: Arc<Semaphore>,
}

/// Revisions that the API has under way at once, beside those of the traffic.
const REVISIONS: usize = 16;

impl Default for Lanes {
    fn default() -> Self {
        let processors = std::thread::available_parallelism().map_or(2, usize::from);
        Self { free: Arc::new(Semaphore::new(processors)), revisions: Arc::new(Semaphore::new(REVISIONS)) }
    }
}

impl Lanes {
    /// What comes of a piece of work.
    pub(super) async fn think<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        let place = Arc::clone(&self.free).acquire_owned().await.map_err(|_| refusal::BROKEN)?;
        let thought = tokio::task::spawn_blocking(move || {
            let _place = place;
            work()
        });
        thought.await.map_err(|_| refusal::BROKEN)
    }

    /// What comes of a revision, when its turn has come.
    pub(super) async fn in_turn<T>(&self, work: impl Future<Output = T>) -> Result<T, Refusal> {
        let _place = self.revisions.acquire().await.map_err(|_| refusal::BROKEN)?;
        Ok(work.await)
    }
}
