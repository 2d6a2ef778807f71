//! The provider's batch files: many requests handed over in one file, answered within hours at a lower price.

use super::endpoint::Endpoint;
use super::settings::OpenAiSettings;
use super::transport::{self, Fault};
use crate::model::ModelError;
use async_openai::config::Config;
use reqwest::multipart::{Form, Part};
use reqwest::{Client, RequestBuilder, Response};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;
use tokio::io::AsyncWriteExt;

/// The longest transfer of a file.
const TRANSFER: Duration = Duration::from_secs(60 * 60);
/// The name under which a job remembers which file of ours it was made of.
const LABEL: &str = "attuned";

/// Jobs of many requests each, at an OpenAI-compatible server that takes batch files. Needs a tokio runtime.
#[derive(Debug)]
pub struct Jobs {
    client: Client,
    endpoint: Endpoint,
}

/// How far a job is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Job {
    /// So many of its requests are answered.
    Going {
        /// Requests answered.
        done: u64,
        /// All its requests, once the server has counted them.
        all: u64,
    },
    /// At its end; the files with its answers and with its errors, where there are any.
    Ended {
        /// The ids of these files.
        files: Vec<String>,
    },
    /// Given up by the server, or by somebody there: `failed`, `cancelled`.
    Lost {
        /// The server's word for it.
        status: String,
    },
}

impl Jobs {
    /// The most requests of one file.
    pub const REQUESTS: usize = 50_000;
    /// The most bytes of one file; the limit is 200 MB.
    pub const BYTES: u64 = 190_000_000;

    /// Jobs at this server; nothing is sent yet.
    ///
    /// # Errors
    /// As [`OpenAi::new`](super::OpenAi::new).
    pub fn new(settings: &OpenAiSettings) -> Result<Self, ModelError> {
        let endpoint = Endpoint::new(settings)?;
        let client = transport::client(settings, &endpoint)?;
        Ok(Self { client, endpoint })
    }

    /// A line of a file: one request, whose answer will come back under this id.
    pub fn line(id: &str, body: &Value) -> Value {
        json!({"custom_id": id, "method": "POST", "url": "/v1/chat/completions", "body": body})
    }

    /// Hands a file over, unless a job with this label was made before; gives the job's id.
    ///
    /// # Errors
    /// A [`ModelError`] where the server cannot be reached, or takes no such files.
    pub async fn submit(&self, file: &Path, label: &str) -> Result<String, ModelError> {
        if let Some(id) = self.labelled(label).await? {
            return Ok(id);
        }
        let part = Part::file(file).await.map_err(|_| ModelError::Unreadable)?;
        let form = Form::new().text("purpose", "batch").part("file", part);
        let sent = self.value(self.post("/files").multipart(form).timeout(TRANSFER)).await?;
        let body = json!({"input_file_id": text(&sent, "id")?, "endpoint": "/v1/chat/completions",
            "completion_window": "24h", "metadata": {LABEL: label}});
        let job = self.value(self.post("/batches").json(&body)).await?;
        text(&job, "id")
    }

    /// How far a job is.
    ///
    /// # Errors
    /// A [`ModelError`] where the server cannot be reached or does not know it.
    pub async fn look(&self, job: &str) -> Result<Job, ModelError> {
        let seen = self.value(self.get(&format!("/batches/{job}"))).await?;
        let count = |name: &str| seen.pointer(&format!("/request_counts/{name}")).and_then(Value::as_u64).unwrap_or(0);
        let status = text(&seen, "status")?;
        Ok(match status.as_str() {
            // What expired has answers to the requests that were reached, and they were paid for.
            "completed" | "expired" => {
                let files = ["output_file_id", "error_file_id"].iter().filter_map(|name| seen.get(*name)?.as_str());
                Job::Ended { files: files.map(str::to_owned).collect() }
            }
            "failed" | "cancelled" | "cancelling" => Job::Lost { status },
            _ => Job::Going { done: count("completed") + count("failed"), all: count("total") },
        })
    }

    /// Brings a file of answers home, piece by piece.
    ///
    /// # Errors
    /// A [`ModelError`] where it does not come whole.
    pub async fn fetch(&self, file: &str, to: &Path) -> Result<(), ModelError> {
        let mut answer = self.sent(self.get(&format!("/files/{file}/content")).timeout(TRANSFER)).await?;
        let mut out = tokio::fs::File::create(to).await.map_err(|_| ModelError::Unreadable)?;
        while let Some(piece) = answer.chunk().await.map_err(|_| ModelError::Unreadable)? {
            out.write_all(&piece).await.map_err(|_| ModelError::Unreadable)?;
        }
        out.sync_all().await.map_err(|_| ModelError::Unreadable)
    }

    /// The job with this label among the last hundred: one that was made just before a run was killed.
    async fn labelled(&self, label: &str) -> Result<Option<String>, ModelError> {
        let list = match self.value(self.get("/batches").query(&[("limit", "100")])).await {
            Ok(list) => list,
            // Some servers that take such files do not list them.
            Err(ModelError::Status { code: 404 | 405 | 501, .. }) => return Ok(None),
            Err(error) => return Err(error),
        };
        let jobs = list.get("data").and_then(Value::as_array).into_iter().flatten();
        let ours = |job: &&Value| job.pointer(&format!("/metadata/{LABEL}")).and_then(Value::as_str) == Some(label);
        Ok(jobs.filter(ours).find_map(|job| Some(job.get("id")?.as_str()?.to_owned())))
    }

    fn get(&self, path: &str) -> RequestBuilder {
        self.to(self.client.get(self.endpoint.url(path)))
    }

    fn post(&self, path: &str) -> RequestBuilder {
        self.to(self.client.post(self.endpoint.url(path)))
    }

    fn to(&self, request: RequestBuilder) -> RequestBuilder {
        request.headers(self.endpoint.headers()).query(&self.endpoint.query())
    }

    /// Sends, and gives the answer if it is one.
    async fn sent(&self, request: RequestBuilder) -> Result<Response, ModelError> {
        let answer = request.send().await.map_err(|error| transport::fault(&error, Fault::Lost));
        let checked = match answer {
            Ok(answer) => transport::accepted(answer).await,
            Err(fault) => Err(fault),
        };
        checked.map_err(|fault| fault.shown(&self.endpoint.host))
    }

    async fn value(&self, request: RequestBuilder) -> Result<Value, ModelError> {
        let mut answer = self.sent(request).await?;
        let bytes = transport::whole(&mut answer).await.map_err(|fault| fault.shown(&self.endpoint.host))?;
        serde_json::from_slice(&bytes).map_err(|_| ModelError::Unreadable)
    }
}

fn text(value: &Value, name: &str) -> Result<String, ModelError> {
    value.get(name).and_then(Value::as_str).map(str::to_owned).ok_or(ModelError::Unreadable)
}
