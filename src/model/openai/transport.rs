//! The wire below async-openai: refuses, caps and checks answers before that crate reads them, because it logs what it
//! cannot read, and forgets the status.

use super::endpoint::Endpoint;
use super::refusal::{Blame, Refusal};
use super::settings::{OpenAiSettings, wrong};
use crate::model::ModelError;
use async_openai::error::OpenAIError;
use async_openai::middleware::HttpRequestFactory;
use reqwest::{Client, Response, redirect};
use serde_json::Value;
use std::error::Error;
use std::fmt;
use std::time::Duration;

/// The largest answer that is read.
const ANSWER_CAP: usize = 8 * 1024 * 1024;
/// How much of a refusal is looked at, and for how long.
const REFUSAL_CAP: usize = 64 * 1024;
const REFUSAL_WAIT: Duration = Duration::from_secs(2);

/// What went wrong below the model. Never holds a body or an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// No connection, or one that closed before an answer.
    Lost,
    /// The connection closed inside the answer.
    Cut,
    /// No answer in time.
    Late,
    /// The server's certificate is not trusted.
    Distrusted,
    /// The server refused.
    Refused(Refusal),
    /// The answer is no JSON, or too large.
    Unreadable,
}

impl Fault {
    /// Whether the same request may succeed a little later.
    pub(super) fn passing(&self) -> bool {
        match self {
            Self::Lost | Self::Cut => true,
            Self::Refused(refusal) => refusal.passing(),
            Self::Late | Self::Distrusted | Self::Unreadable => false,
        }
    }

    /// How long the server asks to wait.
    pub(super) fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Refused(refusal) => refusal.retry_after,
            _ => None,
        }
    }

    /// As the model's caller sees it.
    pub(super) fn shown(self, host: &str) -> ModelError {
        match self {
            Self::Lost => ModelError::Unreachable { host: host.to_owned() },
            Self::Late => ModelError::TimedOut,
            Self::Distrusted => wrong(format!("the certificate of {host} is not trusted on this machine")),
            Self::Refused(Refusal { blame: Blame::Quota, .. }) => ModelError::Quota,
            Self::Refused(Refusal { status, retry_after, .. }) => ModelError::Status { code: status, retry_after },
            Self::Cut | Self::Unreadable => ModelError::Unreadable,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, out)
    }
}

impl Error for Fault {}

impl From<OpenAIError> for Fault {
    fn from(error: OpenAIError) -> Self {
        match error {
            OpenAIError::Boxed(error) => error.downcast_ref().copied().unwrap_or(Self::Unreadable),
            // The others hold bodies or addresses; `exchange` leaves no way to them.
            _ => Self::Unreadable,
        }
    }
}

/// The client for this endpoint: our timeouts, no redirects, no proxy to this machine.
pub(super) fn client(settings: &OpenAiSettings, endpoint: &Endpoint) -> Result<Client, ModelError> {
    crate::tls::prepare();
    let mut builder = Client::builder()
        .timeout(settings.timeout)
        .connect_timeout(settings.connect_timeout)
        .user_agent(concat!("attuned/", env!("CARGO_PKG_VERSION")))
        // A redirect would carry the conversation to a place that nobody named.
        .redirect(redirect::Policy::none());
    if endpoint.loopback {
        builder = builder.no_proxy();
    }
    if !endpoint.tls {
        // Without this a machine that has no root certificates could not even speak plain http.
        builder = builder.tls_certs_only([]);
    }
    builder.build().map_err(|_| wrong("no root certificates were found; install ca-certificates or set SSL_CERT_FILE"))
}

/// Sends a request once and hands on only answers that async-openai can read in silence.
pub(super) async fn exchange(client: Client, request: HttpRequestFactory) -> Result<Response, OpenAIError> {
    let checked = async {
        let request = request.build().await.map_err(|_| Fault::Unreadable)?;
        let response = client.execute(request).await.map_err(|error| fault(&error, Fault::Lost))?;
        check(response).await
    };
    checked.await.map_err(|fault: Fault| OpenAIError::Boxed(Box::new(fault)))
}

/// An answer, unless it is a refusal.
pub(super) async fn accepted(mut response: Response) -> Result<Response, Fault> {
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    let start = glimpse(&mut response).await;
    Err(Fault::Refused(Refusal::read(status.as_u16(), response.headers(), &start)))
}

async fn check(response: Response) -> Result<Response, Fault> {
    let mut response = accepted(response).await?;
    let headers = response.headers().clone();
    let bytes = whole(&mut response).await?;
    let text = String::from_utf8_lossy(&bytes);
    let answer: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|_| Fault::Unreadable)?;
    match Refusal::wrapped(&headers, &answer) {
        Some(refusal) => Err(Fault::Refused(refusal)),
        None => Ok(http::Response::new(answer.to_string()).into()),
    }
}

/// The whole answer, unless it is too large.
pub(super) async fn whole(response: &mut Response) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| fault(&error, Fault::Cut))? {
        if bytes.len() + chunk.len() > ANSWER_CAP {
            return Err(Fault::Unreadable);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// The start of a refusal, as far as it comes in a moment; the status counts whatever happens.
async fn glimpse(response: &mut Response) -> Vec<u8> {
    let mut bytes = Vec::new();
    let read = async {
        while let Ok(Some(chunk)) = response.chunk().await {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > REFUSAL_CAP {
                break;
            }
        }
    };
    let _ = tokio::time::timeout(REFUSAL_WAIT, read).await;
    bytes
}

pub(super) fn fault(error: &reqwest::Error, otherwise: Fault) -> Fault {
    match () {
        () if distrusted(error) => Fault::Distrusted,
        () if error.is_connect() => Fault::Lost,
        () if error.is_timeout() => Fault::Late,
        () => otherwise,
    }
}

/// Whether a certificate is somewhere among the causes.
fn distrusted(error: &reqwest::Error) -> bool {
    causes(error).any(|cause| matches!(cause.downcast_ref(), Some(rustls::Error::InvalidCertificate(_))))
}

/// What an error was caused by, and that by, and so on.
pub(crate) fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(error.source(), |error| cause(*error))
}

/// The next cause. An I/O error skips the error that it wraps when asked for its source, and they come nested.
fn cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
        Some(wrapped) => Some(wrapped),
        None => error.source(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;

    #[test]
    fn a_certificate_is_found_under_nested_io_errors() {
        let certificate = rustls::Error::InvalidCertificate(rustls::CertificateError::UnknownIssuer);
        let nested = io::Error::other(io::Error::new(io::ErrorKind::InvalidData, certificate.clone()));
        let bottom = std::iter::successors(Some(&nested as &(dyn Error + 'static)), |error| cause(*error)).last();
        assert_eq!(bottom.and_then(|error| error.downcast_ref()), Some(&certificate));
    }

    #[test]
    fn faults_of_others_are_unreadable_and_ours_come_through() {
        let ours = OpenAIError::Boxed(Box::new(Fault::Late));
        assert_eq!(Fault::from(ours), Fault::Late);
        assert_eq!(Fault::from(OpenAIError::InvalidArgument("words".into())), Fault::Unreadable);
        assert_eq!(Fault::from(OpenAIError::Boxed("words".into())), Fault::Unreadable);
    }
}
