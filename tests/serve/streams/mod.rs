//! Streams through the proxy: what flows at once, what waits, what comes of it.

mod dialects;
mod faults;
mod gate;
mod waiting;

use crate::played::{Played, builtin};
use attuned::{BoxFuture, Brain, Model, ModelError, Options, Prompt, Prompts, Reply, ServeOptions, Server};
use axum::body::{Body, Bytes};
use axum::http::Response;
use futures_util::{StreamExt, stream};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Somebody who was turned down.
pub const SAID: &str = "I got the email that my hardship grant was turned down. I have £11 until the 28th and I've stopped taking the bus. I sent the bank statements in twice. Can you tell me why, in normal words?";
/// What answers them.
pub const GOOD: &str =
    "We turned your hardship grant down because we had no bank statements for March, although you sent them twice. ";
/// And what does not.
pub const BAD: &str = "Please be advised that your application for the hardship grant was declined. A review of the decision can be requested until 30 May. ";

/// A piece of a stream, and the pause before it in milliseconds; no bytes where the stream breaks off.
pub type Piece = (u64, Option<String>);

/// A stream of these pieces.
pub fn sse(pieces: Vec<Piece>) -> Response<Body> {
    let body = stream::iter(pieces).then(|(pause, piece)| async move {
        if pause > 0 {
            tokio::time::sleep(Duration::from_millis(pause)).await;
        }
        piece.map(Bytes::from).ok_or_else(|| std::io::Error::other("cut"))
    });
    let answer = Response::builder().header("content-type", "text/event-stream; charset=utf-8");
    answer.body(Body::from_stream(body)).unwrap()
}

/// An event of a chat.
pub fn chunk(choices: Value) -> String {
    let event = json!({"id": "c-1", "object": "chat.completion.chunk", "model": "m", "choices": choices});
    format!("data: {event}\n\n")
}

/// A text as pieces of a chat, as a model writes them; all at once, or with a pause before each.
pub fn deltas(text: &str, pause: u64) -> Vec<Piece> {
    let words = text.split_inclusive(' ');
    words
        .map(|word| (pause, Some(chunk(json!([{"index": 0, "delta": {"content": word}, "logprobs": null}])))))
        .collect()
}

/// The end of a chat.
pub fn end() -> Vec<Piece> {
    let stop = chunk(json!([{"index": 0, "delta": {}, "finish_reason": "stop"}]));
    vec![(0, Some(stop)), (0, Some("data: [DONE]\n\n".to_owned()))]
}

/// What came, and when, in milliseconds since it was asked for.
pub struct Came {
    pub head: reqwest::header::HeaderMap,
    pub pieces: Vec<(u128, Bytes)>,
    /// Whether the stream ended as it should.
    pub whole: bool,
}

impl Came {
    pub fn all(&self) -> String {
        String::from_utf8(self.pieces.iter().flat_map(|(_, piece)| piece.to_vec()).collect()).unwrap()
    }

    /// The events without the comments, and the comments.
    pub fn apart(&self) -> (String, Vec<String>) {
        let all = self.all();
        let (comments, events): (Vec<_>, Vec<_>) =
            all.split_inclusive("\n\n").partition(|one| one.starts_with(": attuned"));
        (events.concat(), comments.into_iter().map(str::to_owned).collect())
    }

    /// The data of all events that are JSON.
    pub fn data(&self) -> Vec<Value> {
        let all = self.all();
        all.lines().filter_map(|line| serde_json::from_str(line.strip_prefix("data: ")?).ok()).collect()
    }

    /// The text of a choice.
    pub fn text(&self, index: u64) -> String {
        let events = self.data();
        let choices = events.iter().flat_map(|event| event["choices"].as_array().cloned().unwrap_or_default());
        let mine = choices.filter(|choice| choice["index"] == index);
        mine.filter_map(|choice| choice["delta"]["content"].as_str().map(str::to_owned)).collect()
    }

    /// When this was there.
    pub fn when(&self, words: &str) -> u128 {
        let mut all = String::new();
        let found = self.pieces.iter().find(|(_, piece)| {
            all.push_str(&String::from_utf8_lossy(piece));
            all.contains(words)
        });
        found.unwrap_or_else(|| panic!("{words} never came")).0
    }

    /// What the last comment says of a verdict.
    pub fn verdict(&self) -> String {
        self.apart().1.last().cloned().unwrap_or_default()
    }
}

/// Asks the proxy before an upstream that streams this, as a chat.
pub async fn chat(pieces: Vec<Piece>, brain: Brain, change: impl FnOnce(&mut ServeOptions)) -> Came {
    let asked = json!({"model": "m", "stream": true, "messages": [{"role": "user", "content": SAID}]});
    asking("/v1/chat/completions", asked, pieces, brain, change).await
}

/// Asks it anything.
pub async fn asking(
    path: &str,
    asked: Value,
    pieces: Vec<Piece>,
    brain: Brain,
    change: impl FnOnce(&mut ServeOptions),
) -> Came {
    let upstream = Played::answering(move |_| sse(pieces.clone())).await;
    let proxy = stood(&upstream, brain, change).await;
    let begun = Instant::now();
    let client = reqwest::Client::new();
    let answer = client.post(format!("{proxy}{path}")).body(asked.to_string()).send().await.unwrap();
    let head = answer.headers().clone();
    let mut came = Came { head, pieces: Vec::new(), whole: true };
    let mut body = answer.bytes_stream();
    while let Some(piece) = body.next().await {
        match piece {
            Ok(piece) => came.pieces.push((begun.elapsed().as_millis(), piece)),
            Err(_) => came.whole = false,
        }
    }
    came
}

/// A proxy with this brain; its address.
pub async fn stood(upstream: &Played, brain: Brain, change: impl FnOnce(&mut ServeOptions)) -> String {
    let mut options = ServeOptions::new(&upstream.address);
    change(&mut options);
    let server = Server::bind("127.0.0.1:0", options, brain).await.unwrap();
    let address = format!("http://{}", server.address().unwrap());
    tokio::spawn(server.run(std::future::pending()));
    address
}

/// A model that takes its time and then gives nothing of use.
pub struct Slow(pub Duration);

impl Model for Slow {
    fn complete<'a>(&'a self, _: &'a Prompt) -> BoxFuture<'a, Result<Reply, ModelError>> {
        Box::pin(async {
            tokio::time::sleep(self.0).await;
            Ok(Reply::default())
        })
    }
}

pub fn slow(time: u64) -> Brain {
    Brain::new(Arc::new(Slow(Duration::from_millis(time))), Options::default(), Prompts::builtin())
}

/// What went in, as it would come out unchanged.
pub fn joined(pieces: &[Piece]) -> String {
    pieces.iter().filter_map(|(_, piece)| piece.clone()).collect()
}

/// The built-in reviser, and nothing changed.
pub async fn plain(pieces: Vec<Piece>) -> Came {
    chat(pieces, builtin(), |_| {}).await
}
