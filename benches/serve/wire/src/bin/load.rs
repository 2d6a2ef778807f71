//! Who asks: at a fixed rate (latency counted from when a request was due, so that a server that stalls cannot hide it),
//! or as fast as so many connections can. Prints one JSON object.
//!
//! `load PORT rate PER_SECOND SECONDS [stream]` · `load PORT connections N SECONDS [stream]`

use hdrhistogram::Histogram;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Mutex;

/// Connections that share a fixed rate.
const SHARE: u64 = 64;

struct Seen {
    latencies: Mutex<Histogram<u64>>,
    failed: AtomicU64,
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let [port, kind, amount, seconds, rest @ ..] = given.as_slice() else { panic!("see the head of load.rs") };
    let (amount, seconds): (u64, u64) = (amount.parse().expect("a number"), seconds.parse().expect("seconds"));
    let request: Arc<[u8]> = request(port, rest.iter().any(|word| word == "stream")).into();
    let seen = Arc::new(Seen { latencies: Mutex::new(histogram()), failed: AtomicU64::new(0) });
    let (connections, gap) = match kind.as_str() {
        "rate" => (SHARE.min(amount), Some(Duration::from_secs_f64(1.0 / amount as f64))),
        _ => (amount, None),
    };
    let begin = Instant::now() + Duration::from_millis(50);
    let end = begin + Duration::from_secs(seconds);
    let asked = (0..connections).map(|one| {
        let (request, seen, port) = (Arc::clone(&request), Arc::clone(&seen), port.clone());
        let due = gap.map(|gap| (begin + gap * u32::try_from(one).expect("few"), gap * u32::try_from(connections).expect("few")));
        tokio::spawn(ask(port, request, seen, due, end))
    });
    for one in asked.collect::<Vec<_>>() {
        one.await.expect("an asker");
    }
    let (latencies, took) = (seen.latencies.lock().await, begin.elapsed().as_secs_f64());
    let at = |share: f64| latencies.value_at_quantile(share) as f64 / 1000.0;
    println!(
        "{{\"requests\":{},\"failed\":{},\"per_second\":{:.1},\"p50_ms\":{:.3},\"p90_ms\":{:.3},\"p99_ms\":{:.3},\"p999_ms\":{:.3},\"max_ms\":{:.3}}}",
        latencies.len(), seen.failed.load(Ordering::Relaxed), latencies.len() as f64 / took, at(0.5), at(0.9), at(0.99), at(0.999),
        latencies.max() as f64 / 1000.0
    );
}

fn histogram() -> Histogram<u64> {
    Histogram::new(3).expect("three digits")
}

/// One connection's requests, each when it is due, or at once.
async fn ask(port: String, request: Arc<[u8]>, seen: Arc<Seen>, mut due: Option<(Instant, Duration)>, end: Instant) {
    let (mut wire, mut mine, mut buffer) = (None, histogram(), Vec::new());
    loop {
        let start = due.map_or_else(Instant::now, |(at, _)| at);
        if start >= end {
            break;
        }
        if let Some((at, gap)) = &mut due {
            tokio::time::sleep_until((*at).into()).await;
            *at += *gap;
        }
        match exchange(&mut wire, &port, &request, &mut buffer).await {
            Ok(()) => mine.saturating_record(start.elapsed().as_micros() as u64),
            Err(_) => {
                wire = None;
                seen.failed.fetch_add(1, Ordering::Relaxed);
            }
        }
    }
    seen.latencies.lock().await.add(mine).expect("the same digits");
}

/// One request and its whole answer.
async fn exchange(wire: &mut Option<TcpStream>, port: &str, request: &[u8], buffer: &mut Vec<u8>) -> std::io::Result<()> {
    if wire.is_none() {
        let fresh = TcpStream::connect(format!("127.0.0.1:{port}")).await?;
        fresh.set_nodelay(true)?;
        *wire = Some(fresh);
    }
    let wire = wire.as_mut().expect("a connection");
    wire.write_all(request).await?;
    buffer.clear();
    while !ended(buffer)? {
        if wire.read_buf(buffer).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(())
}

/// Whether an answer is there as a whole; an error where it is not a success.
fn ended(answer: &[u8]) -> std::io::Result<bool> {
    let Some(head) = answer.windows(4).position(|at| at == b"\r\n\r\n") else { return Ok(false) };
    let head_text = std::str::from_utf8(&answer[..head]).unwrap_or_default().to_ascii_lowercase();
    if !head_text.starts_with("http/1.1 200") {
        return Err(std::io::Error::other("refused"));
    }
    let body = &answer[head + 4..];
    Ok(match head_text.split("content-length: ").nth(1).and_then(|rest| rest.split("\r\n").next()?.parse::<usize>().ok()) {
        Some(length) => body.len() >= length,
        None => body.ends_with(b"0\r\n\r\n"),
    })
}

fn request(port: &str, stream: bool) -> Vec<u8> {
    let tail = if stream { ",\"stream\":true" } else { "" };
    let turns = "{\"role\":\"system\",\"content\":\"You answer for a parcel service. Be correct and brief.\"},\
                 {\"role\":\"user\",\"content\":\"Hello, I ordered a lamp last week and I would like to know where it is. The order \
                 was confirmed on Friday.\"},{\"role\":\"assistant\",\"content\":\"Happy to look. What is the number of your order?\"},\
                 {\"role\":\"user\",\"content\":\"It is 48213. When will it be here, and can I choose another day if I am out?\"}";
    let body = format!("{{\"model\":\"played\",\"temperature\":0.2,\"messages\":[{turns}]{tail}}}");
    format!(
        "POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nauthorization: Bearer sk-none\r\naccept: application/json\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}
