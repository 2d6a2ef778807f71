//! A server that plays a script: bytes, pauses and hang-ups of `fixtures/wire`, see the README there.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// One thing the server does.
#[derive(Debug, Clone)]
enum Act {
    Send(Vec<u8>),
    Wait(Duration),
    Hang,
}

/// A request as it came.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) head: String,
    pub(crate) body: serde_json::Value,
}

/// A server on a port of its own; its runtime's end is its own.
pub(crate) struct Player {
    port: u16,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Player {
    /// Plays the named file.
    pub(crate) async fn start(name: &str) -> Self {
        let text = std::fs::read_to_string(folder().join(format!("{name}.txt"))).unwrap();
        let replies = replies(&text);
        assert!(!replies.is_empty(), "{name} has no reply");
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        tokio::spawn(serve(listener, replies, Arc::clone(&requests)));
        Self { port, requests }
    }

    pub(crate) fn base_url(&self) -> String {
        format!("http://127.0.0.1:{}/v1", self.port)
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    pub(crate) fn hits(&self) -> usize {
        self.requests.lock().unwrap().len()
    }
}

pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/wire")
}

async fn serve(listener: TcpListener, replies: Vec<Vec<Act>>, requests: Arc<Mutex<Vec<Request>>>) {
    while let Ok((stream, _)) = listener.accept().await {
        let (replies, requests) = (replies.clone(), Arc::clone(&requests));
        tokio::spawn(async move { play(stream, &replies, &requests).await });
    }
}

async fn play(mut stream: TcpStream, replies: &[Vec<Act>], requests: &Mutex<Vec<Request>>) -> Option<()> {
    let request = read(&mut stream).await?;
    let turn = {
        let mut requests = requests.lock().unwrap();
        requests.push(request);
        requests.len() - 1
    };
    for act in &replies[turn.min(replies.len() - 1)] {
        match act {
            Act::Send(bytes) => stream.write_all(bytes).await.ok()?,
            Act::Wait(time) => tokio::time::sleep(*time).await,
            Act::Hang => std::future::pending().await,
        }
        stream.flush().await.ok()?;
    }
    stream.shutdown().await.ok()
}

/// Reads a whole request, so that closing afterwards resets nothing.
async fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    loop {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
        let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
        let body = &bytes[end + 4..];
        if body.len() >= length.unwrap_or(0) {
            let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            return Some(Request { head, body: serde_json::from_slice(body).unwrap_or_default() });
        }
    }
}

fn replies(text: &str) -> Vec<Vec<Act>> {
    let text = format!("\n{text}");
    text.split("\n=== ").skip(1).map(reply).collect()
}

fn reply(text: &str) -> Vec<Act> {
    match text.trim_end() {
        "@close" => return Vec::new(),
        "@hang" => return vec![Act::Hang],
        _ => {}
    }
    let (head, body) = text.split_once("\n\n").expect("an empty line ends the head");
    let body: Vec<Act> = body.lines().map(act).collect();
    let length: usize = body.iter().map(|act| if let Act::Send(bytes) = act { bytes.len() } else { 0 }).sum();
    let head = head.replace("content-length: auto", &format!("content-length: {length}")).replace('\n', "\r\n");
    let chunked = head.contains("transfer-encoding: chunked");
    let mut acts = vec![Act::Send(format!("{head}\r\nconnection: close\r\n\r\n").into_bytes())];
    acts.extend(body.into_iter().map(|act| if chunked { chunk(act) } else { act }));
    if chunked {
        acts.push(Act::Send(b"0\r\n\r\n".to_vec()));
    }
    acts
}

fn act(line: &str) -> Act {
    match line.split_once(' ').unwrap_or((line, "")) {
        ("@wait", time) => Act::Wait(Duration::from_millis(time.parse().unwrap())),
        ("@fill", count) => Act::Send(vec![b'x'; count.parse().unwrap()]),
        ("@bytes", bytes) => Act::Send(bytes.split(' ').map(|byte| u8::from_str_radix(byte, 16).unwrap()).collect()),
        ("@hang", _) => Act::Hang,
        _ => Act::Send(line.as_bytes().to_vec()),
    }
}

fn chunk(act: Act) -> Act {
    let Act::Send(bytes) = act else { return act };
    let mut chunk = format!("{:x}\r\n", bytes.len()).into_bytes();
    chunk.extend(bytes);
    chunk.extend(b"\r\n");
    Act::Send(chunk)
}
