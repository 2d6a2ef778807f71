//! A small OpenAI-compatible server that counts what it is asked.

use serde_json::{Value, json};
use std::io::Result;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What the server answers to the question with this number, counted from 0.
pub(crate) type Script = fn(usize) -> (u16, &'static str);

/// All well.
pub(crate) fn well(_: usize) -> (u16, &'static str) {
    (200, "")
}

/// A server on a port of its own, on a thread that lives as long as the tests.
pub(crate) struct Server {
    port: u16,
    questions: Arc<AtomicUsize>,
}

impl Server {
    /// Starts answering, each question after this time.
    pub(crate) fn start(script: Script, after: Duration) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.set_nonblocking(true).expect("a socket that does not block");
        let port = listener.local_addr().expect("an address").port();
        let questions = Arc::new(AtomicUsize::new(0));
        let asked = Arc::clone(&questions);
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(serve(listener, script, after, asked))
        });
        Self { port, questions }
    }

    /// Where it answers.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/v1", self.port)
    }

    /// How many questions there were so far.
    pub(crate) fn count(&self) -> usize {
        self.questions.load(Ordering::SeqCst)
    }
}

async fn serve(listener: std::net::TcpListener, script: Script, after: Duration, asked: Arc<AtomicUsize>) {
    let listener = TcpListener::from_std(listener).expect("a listener");
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(talk(stream, script, after, Arc::clone(&asked)));
    }
}

/// One connection, for as long as it is open.
async fn talk(stream: TcpStream, script: Script, after: Duration, asked: Arc<AtomicUsize>) {
    let mut stream = BufReader::new(stream);
    while let Ok(Some(body)) = request(&mut stream).await {
        let order = order(&body);
        let place = asked.fetch_add(1, Ordering::SeqCst);
        tokio::time::sleep(after).await;
        let (status, headers) = script(place);
        let answer = if status == 200 { answer(order) } else { json!({"error": {"message": "no"}}).to_string() };
        let head = format!("HTTP/1.1 {status} X\r\n{headers}content-type: application/json\r\ncontent-length: {}\r\n\r\n", answer.len());
        if stream.write_all((head + &answer).as_bytes()).await.is_err() {
            return;
        }
    }
}

/// The body of the next request.
async fn request(stream: &mut BufReader<TcpStream>) -> Result<Option<String>> {
    let (mut length, mut line) = (0, String::new());
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(None);
        }
        if let Some(bytes) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = bytes.trim().parse().unwrap_or(0);
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    Ok(Some(String::from_utf8_lossy(&body).into_owned()))
}

/// The number behind the last "order " of the question.
fn order(body: &str) -> u32 {
    let digits = body.rsplit("order ").next().unwrap_or_default();
    digits.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap_or(u32::MAX)
}

/// A chat completion that owns what the draft hid.
fn answer(order: u32) -> String {
    let reply = json!({"critique": "It hides who acted.", "free": "x",
        "reply": format!("We cancelled your order {order}, and we are sorry for that."), "changes": []});
    let message = json!({"role": "assistant", "content": reply.to_string()});
    let choice: Value = json!({"index": 0, "message": message, "finish_reason": "stop"});
    json!({"choices": [choice], "usage": {"prompt_tokens": 900, "completion_tokens": 100}}).to_string()
}
