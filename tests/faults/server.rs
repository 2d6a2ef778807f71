//! A small OpenAI-compatible server that answers as a fault says, by the kind of prompt and the count of requests.

use serde_json::{Value, json};
use std::io::Result;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What a prompt asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Revise,
    Repair,
}

/// A request as the script sees it.
pub(crate) struct Request {
    /// The count of requests before it.
    pub(crate) turn: usize,
    pub(crate) kind: Kind,
    /// Whether it asks for a form of the answer.
    pub(crate) formatted: bool,
}

/// What the server does.
pub(crate) enum Say {
    /// Status, further headers, body.
    Http(u16, &'static str, String),
    /// A body shorter than its announced length.
    Cut(String),
    Silence,
}

/// How a server answers.
pub(crate) type Script = fn(&Request) -> Say;

/// A chat completion with this text.
pub(crate) fn chat(text: impl Into<String>) -> Say {
    message(json!({"role": "assistant", "content": text.into()}))
}

/// A chat completion with this message.
pub(crate) fn message(message: Value) -> Say {
    let choice = json!({"index": 0, "message": message, "finish_reason": "stop"});
    let usage = json!({"prompt_tokens": 9, "completion_tokens": 4, "total_tokens": 13});
    Say::Http(200, "", json!({"id": "x", "object": "chat.completion", "choices": [choice], "usage": usage}).to_string())
}

/// A refusal as OpenAI words it; it repeats what was sent, as some servers do.
pub(crate) fn refusal(status: u16, headers: &'static str, words: &str) -> Say {
    Say::Http(status, headers, json!({"error": {"message": words, "type": "error", "code": null}}).to_string())
}

/// A server on a port of its own, on a thread that lives as long as the tests.
pub(crate) struct Server {
    port: u16,
    hits: Arc<AtomicUsize>,
}

impl Server {
    /// Starts answering.
    pub(crate) fn start(script: Script) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.set_nonblocking(true).expect("a socket that does not block");
        let port = listener.local_addr().expect("an address").port();
        let hits = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&hits);
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(serve(listener, script, counted))
        });
        Self { port, hits }
    }

    /// A port on which nobody listens.
    pub(crate) fn closed() -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        Self { port: listener.local_addr().expect("an address").port(), hits: Arc::default() }
    }

    pub(crate) fn base_url(&self) -> String {
        format!("http://127.0.0.1:{}/v1", self.port)
    }

    /// How many requests came.
    pub(crate) fn hits(&self) -> usize {
        self.hits.load(Ordering::SeqCst)
    }
}

async fn serve(listener: std::net::TcpListener, script: Script, hits: Arc<AtomicUsize>) -> Result<()> {
    let listener = TcpListener::from_std(listener)?;
    loop {
        let (stream, _) = listener.accept().await?;
        tokio::spawn(answer(stream, script, Arc::clone(&hits)));
    }
}

async fn answer(mut stream: TcpStream, script: Script, hits: Arc<AtomicUsize>) -> Result<()> {
    let Some(body) = read(&mut stream).await? else { return Ok(()) };
    let say = match kind(&body) {
        Some(kind) => script(&Request {
            turn: hits.fetch_add(1, Ordering::SeqCst),
            kind,
            formatted: body.get("response_format").is_some(),
        }),
        // What is audited has passed everything else: no fault, and no request that a fault counts.
        None => chat(r#"{"objections":[],"left":[]}"#),
    };
    let reply = match say {
        Say::Http(status, headers, body) => http(status, headers, &body, body.len()),
        Say::Cut(body) => http(200, "", &body, body.len() + 400),
        Say::Silence => {
            tokio::time::sleep(Duration::from_secs(600)).await;
            return Ok(());
        }
    };
    stream.write_all(reply.as_bytes()).await?;
    stream.shutdown().await
}

fn http(status: u16, headers: &str, body: &str, length: usize) -> String {
    format!(
        "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n{headers}\
         connection: close\r\n\r\n{body}"
    )
}

/// What is asked for, read off the system text; none for an audit.
fn kind(body: &Value) -> Option<Kind> {
    let system = body.pointer("/messages/0/content").and_then(Value::as_str).unwrap_or("");
    match system {
        _ if system.contains("A first rewrite of the draft broke promises") => Some(Kind::Repair),
        _ if system.starts_with("You rewrite a reply") => Some(Kind::Revise),
        _ if system.starts_with("A reply was rewritten") => None,
        _ => panic!("a prompt that no test knows"),
    }
}

/// Reads a whole request and gives its body.
async fn read(stream: &mut TcpStream) -> Result<Option<Value>> {
    let mut bytes = Vec::new();
    loop {
        if stream.read_buf(&mut bytes).await? == 0 {
            return Ok(None);
        }
        let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.trim().parse().ok());
        if bytes.len() - end - 4 >= length.unwrap_or(0usize) {
            return Ok(serde_json::from_slice(&bytes[end + 4..]).ok());
        }
    }
}
