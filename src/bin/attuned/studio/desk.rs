//! What every request works on: the review, one at a time, and who revises.

use super::api::Refusal;
use super::token::Token;
use crate::engine::{Engine, Plan};
use crate::imagine::Ask;
use attuned::Review;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The studio's state.
pub(super) struct Desk {
    pub(super) review: Mutex<Review>,
    pub(super) engine: Engine,
    pub(super) plan: Plan,
    /// How long a model may take.
    pub(super) deadline: Option<Duration>,
    /// Who imagines people, where a language model is configured.
    pub(super) imagines: Option<Ask>,
    pub(super) token: Token,
}

impl Desk {
    /// Works on the review, where waiting holds nobody else up.
    pub(super) async fn review<T, F>(self: &Arc<Self>, work: F) -> Result<T, Refusal>
    where
        T: Send + 'static,
        F: FnOnce(&mut Review) -> Result<T, Refusal> + Send + 'static,
    {
        let desk = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || {
            // Whoever broke off left the review between two decisions: each is made whole or not at all.
            work(&mut desk.review.lock().unwrap_or_else(PoisonError::into_inner))
        });
        done.await.unwrap_or_else(|_| Err(Refusal::broken()))
    }
}
