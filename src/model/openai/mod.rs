//! A model behind any OpenAI-compatible endpoint. async-openai speaks the protocol; the wire, the retries and the
//! reading of answers are ours, because servers are sloppier than its types and quieter than its logs.

mod answer;
mod dialect;
mod endpoint;
#[cfg(feature = "batch")]
mod jobs;
mod refusal;
mod settings;
mod transport;

#[cfg(feature = "batch")]
pub use jobs::{Job as BatchJob, Jobs as BatchJobs};
pub use settings::{OpenAiSettings, Structured};

#[cfg(feature = "serve")]
pub(crate) use {endpoint::is_loopback, transport::causes};

use super::{BoxFuture, Model, ModelError, Reply};
use crate::prompt::Prompt;
use async_openai::Client;
use backon::{ExponentialBuilder, Retryable};
use dialect::Dialect;
use endpoint::Endpoint;
use serde_json::Value;
use std::fmt;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;
use transport::Fault;

/// The first wait before a retry; it doubles, and up to as much again is added at random.
const FIRST_WAIT: Duration = Duration::from_millis(400);
/// No wait is longer, whatever the settings and the server say.
const LONGEST_WAIT: Duration = Duration::from_secs(60 * 60);

/// A model behind an OpenAI-compatible endpoint. Needs a tokio runtime with time and I/O.
///
/// Only answers of this address are read: redirects are not followed, and a server on this machine is never asked
/// through a proxy; for others the usual variables (`HTTPS_PROXY`, `NO_PROXY`) hold.
pub struct OpenAi {
    client: Client<Endpoint>,
    settings: OpenAiSettings,
    /// A packed [`Dialect`]: what this server was found to understand.
    dialect: AtomicU8,
}

impl OpenAi {
    /// A model with these settings; nothing is sent yet.
    ///
    /// # Errors
    /// [`ModelError::Settings`] where the address, the key, a header or the model's name cannot work.
    pub fn new(settings: OpenAiSettings) -> Result<Self, ModelError> {
        settings.check()?;
        let endpoint = Endpoint::new(&settings)?;
        let http = transport::client(&settings, &endpoint)?;
        let wire = http.clone();
        let service = tower::service_fn(move |request| transport::exchange(wire.clone(), request));
        let client = Client::build(http, endpoint).with_http_service(service);
        let dialect = AtomicU8::new(Dialect::first(&settings).pack());
        Ok(Self { client, settings, dialect })
    }

    /// Asks until the server understands, and remembers how it did.
    async fn answer(&self, prompt: &Prompt) -> Result<Value, Fault> {
        let mut dialect = Dialect::unpack(self.dialect.load(Ordering::Relaxed));
        loop {
            match self.persist(&dialect.body(&self.settings, prompt), dialect).await {
                Ok(answer) => {
                    let learnt = if prompt.schema.is_object() { dialect.proven() } else { dialect };
                    self.dialect.store(learnt.pack(), Ordering::Relaxed);
                    return Ok(answer);
                }
                Err(fault) => dialect = next(dialect, fault).ok_or(fault)?,
            }
        }
    }

    /// Asks again while the cause may pass and no other words would help.
    async fn persist(&self, body: &Value, dialect: Dialect) -> Result<Value, Fault> {
        let cap = self.settings.retry_cap.min(LONGEST_WAIT);
        let waits = ExponentialBuilder::new()
            .with_min_delay(FIRST_WAIT)
            .with_max_delay(cap)
            .with_max_times(usize::try_from(self.settings.max_retries).unwrap_or(usize::MAX))
            .with_jitter();
        (|| self.send(body))
            .retry(waits)
            .when(|fault| fault.passing() && next(dialect, *fault).is_none())
            // `None` says that the retries are used up: it must stay so, whatever the server asks for.
            .adjust(|fault, wait| wait.map(|wait| fault.retry_after().unwrap_or(wait).min(cap)))
            .await
    }

    async fn send(&self, body: &Value) -> Result<Value, Fault> {
        Ok(self.client.chat().create_byot(body).await?)
    }
}

/// How to speak after this fault, where speaking otherwise may help.
fn next(dialect: Dialect, fault: Fault) -> Option<Dialect> {
    match fault {
        Fault::Refused(refusal) => dialect.after(&refusal),
        _ => None,
    }
}

impl OpenAi {
    /// The body of the request that asks this prompt, in the words that the server is known to understand: for those
    /// who carry requests another way, such as in files.
    pub fn request(&self, prompt: &Prompt) -> Value {
        Dialect::unpack(self.dialect.load(Ordering::Relaxed)).body(&self.settings, prompt)
    }

    /// Reads the body of an answer that was carried another way.
    ///
    /// # Errors
    /// As [`Model::complete`].
    pub fn read(answer: &Value) -> Result<Reply, ModelError> {
        answer::reply(answer)
    }
}

impl Model for OpenAi {
    fn complete<'a>(&'a self, prompt: &'a Prompt) -> BoxFuture<'a, Result<Reply, ModelError>> {
        Box::pin(async move {
            if tokio::runtime::Handle::try_current().is_err() {
                return Err(settings::wrong("a model behind an endpoint needs a tokio runtime"));
            }
            let answer = tokio::time::timeout(self.settings.deadline, self.answer(prompt)).await;
            let answer = answer.map_err(|_| ModelError::TimedOut)?;
            answer::reply(&answer.map_err(|fault| fault.shown(&self.client.config().host))?)
        })
    }

    fn name(&self) -> Option<&str> {
        Some(self.settings.model.trim())
    }
}

impl fmt::Debug for OpenAi {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("OpenAi").field("settings", &self.settings).finish_non_exhaustive()
    }
}
