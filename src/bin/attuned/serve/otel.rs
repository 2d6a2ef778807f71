//! Spans for an OpenTelemetry collector, over OTLP and HTTP, where `OTEL_EXPORTER_OTLP_ENDPOINT` names one. They hold
//! what the log holds: how an answer went, never what it says.

use super::log::is_ours;
use super::voice::Voice;
use crate::settings::Settings;
use anyhow::Context;
use bytes::Bytes;
use http::{Request, Response};
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_http::{HttpClient, HttpError};
use opentelemetry_otlp::{SpanExporter, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::SdkTracerProvider;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;
use tokio::runtime::Handle;
use tracing::Subscriber;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::registry::LookupSpan;

/// The variables that name a collector.
const ENDPOINTS: [&str; 2] = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"];
/// How long the collector may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long the last spans may take.
const LAST: Duration = Duration::from_secs(2);

/// Where spans go, if anywhere.
pub(super) struct Spans(Option<SdkTracerProvider>);

/// Makes the way to the collector that the environment names.
pub(super) fn spans(_: &Settings, handle: &Handle) -> anyhow::Result<Spans> {
    let named = ENDPOINTS.iter().any(|name| std::env::var(name).is_ok_and(|value| !value.trim().is_empty()));
    if !named {
        return Ok(Spans(None));
    }
    let client = reqwest::Client::builder().timeout(PATIENCE).redirect(reqwest::redirect::Policy::none()).build()?;
    let exporter = SpanExporter::builder().with_http().with_http_client(Client { client, handle: handle.clone() });
    let exporter = exporter.build().context("cannot send spans; look at OTEL_EXPORTER_OTLP_ENDPOINT")?;
    let provider = SdkTracerProvider::builder().with_batch_exporter(exporter);
    // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win over the name given here.
    let named = std::env::var_os("OTEL_SERVICE_NAME").is_some();
    let resource = if named { Resource::builder() } else { Resource::builder().with_service_name("attuned") };
    Ok(Spans(Some(provider.with_resource(resource.build()).build())))
}

impl Spans {
    /// What takes the spans.
    pub(super) fn layer<S>(&self) -> Option<Box<dyn Layer<S> + Send + Sync>>
    where
        S: Subscriber + for<'a> LookupSpan<'a> + Send + Sync,
    {
        let tracer = self.0.as_ref()?.tracer("attuned");
        let layer = tracing_opentelemetry::layer().with_tracer(tracer).with_location(false).with_threads(false);
        Some(layer.with_filter(filter_fn(is_ours)).boxed())
    }

    /// Says where spans go.
    pub(super) fn note(&self, settings: &Settings) {
        if self.0.is_some() {
            Voice::of(settings).say("spans go to the collector in OTEL_EXPORTER_OTLP_ENDPOINT");
        }
    }

    /// Sends the last spans.
    pub(super) fn end(&self) {
        if let Some(provider) = &self.0 {
            // A collector that is away is no reason to stay.
            let _ = provider.shutdown_with_timeout(LAST);
        }
    }
}

/// The client that there is already, so that no second one with another TLS comes in. The exporter calls it on a thread
/// of its own; requests are made on the server's runtime.
struct Client {
    client: reqwest::Client,
    handle: Handle,
}

impl fmt::Debug for Client {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Client")
    }
}

impl HttpClient for Client {
    fn send_bytes<'a, 'b>(
        &'a self,
        request: Request<Bytes>,
    ) -> Pin<Box<dyn Future<Output = Result<Response<Bytes>, HttpError>> + Send + 'b>>
    where
        'a: 'b,
        Self: 'b,
    {
        let client = self.client.clone();
        let sent = self.handle.spawn(async move { send(&client, request).await });
        Box::pin(async move { sent.await.map_err(HttpError::from)? })
    }
}

/// Sends a request and reads the answer.
async fn send(client: &reqwest::Client, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
    let (parts, body) = request.into_parts();
    let asked = client.request(parts.method, parts.uri.to_string()).headers(parts.headers).body(body);
    let answer = asked.send().await.map_err(reqwest::Error::without_url)?;
    let mut back = Response::new(Bytes::new());
    *back.status_mut() = answer.status();
    *back.headers_mut() = answer.headers().clone();
    *back.body_mut() = answer.bytes().await.map_err(reqwest::Error::without_url)?;
    Ok(back)
}
