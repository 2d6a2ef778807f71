//! Keys, places, time limits, the end of the server, its numbers and what it says.

use crate::played::{Played, builtin, json};
use attuned::{Brain, Reload, ServeOptions, Server};
use axum::body::{Body, Bytes};
use axum::http::{Response, StatusCode};
use futures_util::{StreamExt, stream};
use std::collections::HashMap;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A proxy that can be stopped.
pub struct Stood {
    pub address: String,
    pub reload: Reload,
    stop: Option<oneshot::Sender<()>>,
    ended: JoinHandle<Result<(), attuned::Error>>,
}

impl Stood {
    pub async fn before(upstream: &str, brain: Brain, change: impl FnOnce(&mut ServeOptions)) -> Self {
        let mut options = ServeOptions::new(upstream);
        change(&mut options);
        let server = Server::bind("127.0.0.1:0", options, brain).await.unwrap();
        let (address, reload) = (format!("http://{}", server.address().unwrap()), server.reload());
        let (stop, stopped) = oneshot::channel::<()>();
        let ended = tokio::spawn(server.run(async move { drop(stopped.await) }));
        Self { address, reload, stop: Some(stop), ended }
    }

    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    async fn get(&self, path: &str) -> reqwest::Response {
        reqwest::get(self.at(path)).await.unwrap()
    }

    pub async fn text(&self, path: &str) -> String {
        self.get(path).await.text().await.unwrap()
    }

    async fn raw(&self) -> TcpStream {
        TcpStream::connect(self.address.trim_start_matches("http://")).await.unwrap()
    }

    /// The numbers, by name and labels.
    pub async fn numbers(&self) -> HashMap<String, f64> {
        let answer = self.get("/metrics").await;
        assert!(answer.headers()["content-type"].to_str().unwrap().starts_with("text/plain; version=0.0.4"));
        let text = answer.text().await.unwrap();
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        lines
            .map(|line| line.rsplit_once(' ').map(|(name, value)| (name.to_owned(), value.parse().unwrap())).unwrap())
            .collect()
    }

    pub fn stop(&mut self) {
        let _ = self.stop.take().unwrap().send(());
    }

    /// Waits until so many requests are under way.
    async fn under_way(&self, wanted: f64) {
        for _ in 0..200 {
            if self.numbers().await["attuned_in_flight"] == wanted {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("never {wanted} under way: {:?}", self.numbers().await["attuned_in_flight"]);
    }
}

/// An upstream whose answers come in two pieces with a pause between.
async fn slow(pause: Duration) -> Played {
    Played::answering(move |_| {
        let pieces = stream::iter([0, 1]).then(move |piece| async move {
            if piece == 1 {
                tokio::time::sleep(pause).await;
            }
            Ok::<_, std::io::Error>(Bytes::from_static(if piece == 0 { b"first " } else { b"second" }))
        });
        Response::new(Body::from_stream(pieces))
    })
    .await
}

async fn quick() -> Played {
    Played::answering(|_| json("{\"object\":\"list\",\"data\":[]}")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn it_lives_is_ready_and_counts() {
    let (upstream, brain) = (quick().await, builtin());
    let proxy = Stood::before(&upstream.address, brain, |_| {}).await;
    assert_eq!(proxy.text("/healthz").await, "ok\n");
    assert_eq!(proxy.text("/readyz").await, "ok\nreviser: asked\n");
    for _ in 0..3 {
        let answer = proxy.get("/v1/models?key=sentinel-7141").await;
        assert_eq!(answer.headers()["x-attuned-id"].len(), 16);
        answer.bytes().await.unwrap();
    }
    let numbers = proxy.numbers().await;
    assert_eq!(numbers["attuned_requests_total{path=\"other\",status=\"200\"}"], 3.0);
    assert_eq!(numbers["attuned_requests_total{path=\"healthz\",status=\"200\"}"], 1.0);
    assert_eq!((numbers["attuned_in_flight"], numbers["attuned_breaker_state"]), (0.0, 0.0));
    for name in ["attuned_added_seconds", "attuned_first_byte_delay_seconds", "attuned_upstream_seconds"] {
        assert!(
            numbers.contains_key(&format!("{name}_count"))
                && numbers.contains_key(&format!("{name}_bucket{{le=\"+Inf\"}}"))
        );
    }
    for name in ["deadline_missed", "reviser_calls", "shadow_offered", "shadow_revised", "shadow_dropped"] {
        assert_eq!(numbers[&format!("attuned_{name}_total")], 0.0, "{name}");
    }
    assert!(numbers.keys().any(|name| name.starts_with("attuned_build_info{version=")), "{numbers:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn replies_in_flight_are_finished_and_nothing_else_is_begun() {
    let upstream = slow(Duration::from_millis(600)).await;
    let mut proxy = Stood::before(&upstream.address, builtin(), |_| {}).await;
    let reply = tokio::spawn(reqwest::get(proxy.at("/v1/files/1")));
    proxy.under_way(1.0).await;
    proxy.stop();
    tokio::time::sleep(Duration::from_millis(50)).await;
    let ready = proxy.get("/readyz").await;
    assert_eq!(
        (ready.status(), ready.text().await.unwrap().lines().next()),
        (StatusCode::SERVICE_UNAVAILABLE, Some("stopping"))
    );
    assert_eq!(proxy.text("/healthz").await, "ok\n");
    let refused = proxy.get("/v1/models").await;
    assert_eq!(
        (refused.status(), &refused.headers()["retry-after"]),
        (StatusCode::SERVICE_UNAVAILABLE, &"1".parse().unwrap())
    );
    assert!(!proxy.ended.is_finished());
    assert_eq!(reply.await.unwrap().unwrap().text().await.unwrap(), "first second");
    tokio::time::timeout(Duration::from_secs(2), proxy.ended).await.unwrap().unwrap().unwrap();
    assert!(reqwest::get(format!("{}/healthz", proxy.address)).await.is_err(), "nobody listens any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_under_way_after_the_grace_is_cut() {
    let upstream = slow(Duration::from_secs(60)).await;
    let grace = |options: &mut ServeOptions| options.grace = Duration::from_millis(300);
    let mut proxy = Stood::before(&upstream.address, builtin(), grace).await;
    let reply =
        tokio::spawn(async move { reqwest::get(format!("{}/v1/files/1", proxy.address)).await.unwrap().text().await });
    tokio::time::sleep(Duration::from_millis(200)).await;
    let _ = proxy.stop.take().unwrap().send(());
    tokio::time::timeout(Duration::from_secs(3), proxy.ended).await.unwrap().unwrap().unwrap();
    assert!(reply.await.unwrap().is_err(), "the client sees the cut");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idle_server_stops_at_once_whoever_is_connected() {
    let upstream = quick().await;
    let mut proxy = Stood::before(&upstream.address, builtin(), |_| {}).await;
    let client = reqwest::Client::new();
    client.get(proxy.at("/v1/models")).send().await.unwrap().bytes().await.unwrap();
    let mut silent = proxy.raw().await;
    let mut half = proxy.raw().await;
    half.write_all(b"GET /v1/mod").await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    proxy.stop();
    tokio::time::timeout(Duration::from_secs(1), proxy.ended).await.unwrap().unwrap().unwrap();
    assert_eq!(silent.read(&mut [0; 8]).await.unwrap_or(0), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn beyond_its_places_a_server_asks_to_come_back() {
    let upstream = slow(Duration::from_millis(500)).await;
    let proxy = Stood::before(&upstream.address, builtin(), |options| options.at_once = 1).await;
    let first = tokio::spawn(reqwest::get(proxy.at("/v1/files/1")));
    proxy.under_way(1.0).await;
    let refused = proxy.get("/v1/chat/completions").await;
    assert_eq!(
        (refused.status(), &refused.headers()["retry-after"]),
        (StatusCode::SERVICE_UNAVAILABLE, &"1".parse().unwrap())
    );
    let error: serde_json::Value = refused.json().await.unwrap();
    assert_eq!((&error["error"]["code"], &error["error"]["type"]), (&"busy".into(), &"server_error".into()));
    assert_eq!(proxy.get("/readyz").await.status(), StatusCode::OK);
    let answer = first.await.unwrap().unwrap();
    assert_eq!(proxy.get("/v1/files/2").await.status(), StatusCode::SERVICE_UNAVAILABLE, "its body is not out yet");
    assert_eq!(answer.text().await.unwrap(), "first second");
    assert_eq!(proxy.text("/v1/files/2").await, "first second");
    assert_eq!(proxy.numbers().await["attuned_rejected_total{reason=\"busy\"}"], 2.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_open_in_every_way_and_none_of_ours_goes_on() {
    let upstream = quick().await;
    let keys = |options: &mut ServeOptions| {
        options.keys = vec!["sesame".to_owned()];
        options.upstream_key = Some("theirs".to_owned());
    };
    let proxy = Stood::before(&upstream.address, builtin(), keys).await;
    let client = reqwest::Client::new();
    let ask = |headers: &'static [(&'static str, &'static str)]| {
        let asked = client.get(proxy.at("/v1/models"));
        headers.iter().fold(asked, |asked, (name, value)| asked.header(*name, *value)).send()
    };
    for wrong in [&[][..], &[("authorization", "Bearer wrong")], &[("x-attuned-key", "")], &[("x-api-key", "sesam")]] {
        let refused = ask(wrong).await.unwrap();
        assert_eq!(
            (refused.status(), &refused.headers()["www-authenticate"]),
            (StatusCode::UNAUTHORIZED, &"Bearer".parse().unwrap())
        );
        let error: serde_json::Value = refused.json().await.unwrap();
        assert_eq!(error["error"]["code"], "invalid_api_key");
    }
    assert!(upstream.seen().is_empty());
    for (shown, on) in [
        (&[("authorization", "Bearer sesame")][..], [Some("Bearer theirs"), None]),
        (&[("x-api-key", "sesame")], [None, Some("theirs")]),
        (&[("x-attuned-key", "sesame"), ("authorization", "Bearer own")], [Some("Bearer own"), None]),
        (&[("x-attuned-key", "sesame")], [Some("Bearer theirs"), None]),
    ] {
        assert_eq!(ask(shown).await.unwrap().status(), StatusCode::OK);
        let seen = upstream.seen().pop().unwrap().headers;
        assert!(!seen.contains_key("x-attuned-key") && !format!("{seen:?}").contains("sesame"));
        assert_eq!(["authorization", "x-api-key"].map(|name| seen.get(name).map(|value| value.to_str().unwrap())), on);
    }
    assert_eq!(
        (proxy.get("/healthz").await.status(), proxy.get("/readyz").await.status()),
        (StatusCode::OK, StatusCode::OK)
    );
    assert_eq!(proxy.get("/metrics").await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_say_what_it_wants_is_not_waited_for() {
    let upstream = quick().await;
    let brief = |options: &mut ServeOptions| options.read_timeout = Duration::from_millis(400);
    let proxy = Stood::before(&upstream.address, builtin(), brief).await;
    for said in ["", "P", "GET /v1/models HTT", "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "] {
        let (mut client, begun) = (proxy.raw().await, Instant::now());
        client.write_all(said.as_bytes()).await.unwrap();
        let mut heard = Vec::new();
        let read = tokio::time::timeout(Duration::from_secs(3), client.read_to_end(&mut heard)).await;
        assert!(read.is_ok() && !heard.starts_with(b"HTTP/1.1 200"), "{said:?}");
        assert!(begun.elapsed() >= Duration::from_millis(350), "{said:?}");
    }
    let mut client = proxy.raw().await;
    client.write_all(b"POST /v1/files HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf").await.unwrap();
    let mut heard = vec![0; 64];
    let read = tokio::time::timeout(Duration::from_secs(4), client.read(&mut heard)).await.unwrap().unwrap();
    assert!(heard[..read].starts_with(b"HTTP/1.1 408"), "{}", String::from_utf8_lossy(&heard[..read]));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_takes_nothing_of_its_answer_is_dropped() {
    let upstream = Played::answering(|_| {
        let endless = stream::repeat_with(|| Ok::<_, std::io::Error>(Bytes::from_static(&[b'x'; 16384])));
        Response::new(Body::from_stream(endless))
    })
    .await;
    let brief = |options: &mut ServeOptions| options.write_timeout = Duration::from_millis(500);
    let proxy = Stood::before(&upstream.address, builtin(), brief).await;
    let mut client = proxy.raw().await;
    client.write_all(b"GET /v1/files/1 HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    proxy.under_way(1.0).await;
    proxy.under_way(0.0).await;
}

/// A thousand, or what the limit of open files allows: both ends of each connection are in this process.
fn many() -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let open =
        limits.lines().find_map(|line| line.strip_prefix("Max open files")?.split_whitespace().next()?.parse().ok());
    open.map_or(300, |open: usize| (open.saturating_sub(300) / 2).min(1000))
}

#[tokio::test(flavor = "multi_thread")]
async fn http_2_is_spoken_too() {
    let upstream = slow(Duration::from_millis(400)).await;
    let mut proxy = Stood::before(&upstream.address, builtin(), |_| {}).await;
    let client = reqwest::Client::builder().http2_prior_knowledge().build().unwrap();
    let answer = client.get(proxy.at("/v1/files/1")).send().await.unwrap();
    assert_eq!((answer.status(), answer.version()), (StatusCode::OK, reqwest::Version::HTTP_2));
    proxy.stop();
    assert_eq!(answer.text().await.unwrap(), "first second");
    tokio::time::timeout(Duration::from_secs(3), proxy.ended).await.unwrap().unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_slow_clients_hold_nobody_up() {
    let upstream = quick().await;
    let brief = |options: &mut ServeOptions| options.read_timeout = Duration::from_secs(20);
    let mut proxy = Stood::before(&upstream.address, builtin(), brief).await;
    let mut slow = Vec::new();
    for _ in 0..many() {
        slow.push(proxy.raw().await);
    }
    for byte in b"GET /v1/models" {
        for client in &mut slow {
            client.write_all(&[*byte]).await.unwrap();
        }
        let begun = Instant::now();
        assert_eq!(proxy.get("/v1/models").await.status(), StatusCode::OK);
        assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    }
    for client in &mut slow {
        client.write_all(b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await.unwrap();
    }
    for client in &mut slow {
        let mut heard = String::new();
        client.read_to_string(&mut heard).await.unwrap();
        assert!(heard.starts_with("HTTP/1.1 200"), "{heard}");
    }
    proxy.stop();
    tokio::time::timeout(Duration::from_secs(3), proxy.ended).await.unwrap().unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn options_that_cannot_work_are_refused_in_words() {
    let taken = Stood::before("http://127.0.0.1:1", builtin(), |_| {}).await;
    let address = taken.address.trim_start_matches("http://");
    let error = Server::bind(address, ServeOptions::new("http://127.0.0.1:1"), builtin()).await.err().unwrap();
    assert!(error.to_string().contains("--listen"), "{error}");
    let mut options = ServeOptions::new("http://127.0.0.1:1");
    options.keys = vec![String::new()];
    let error = Server::bind("127.0.0.1:0", options, builtin()).await.err().unwrap();
    assert!(error.to_string().contains("key is empty"), "{error}");
    taken.reload.replace(builtin());
}
