//! An upstream that answers as a test says and remembers what it was asked; and the proxy before it.

use attuned::{Brain, Builtin, Options, Prompts, ServeOptions, Server};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Method, Request, Response};
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// A request as the upstream saw it.
#[derive(Debug, Clone)]
#[allow(dead_code)]
pub struct Seen {
    pub method: Method,
    /// With its query.
    pub path: String,
    pub headers: HeaderMap,
    pub body: Bytes,
}

/// An upstream that is played.
pub struct Played {
    pub address: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Played {
    /// One that somebody else plays, at this address.
    pub fn at(address: String) -> Self {
        Self { address, seen: Arc::default() }
    }

    /// One that gives these answers.
    pub async fn answering(answer: impl Fn(&Seen) -> Response<Body> + Clone + Send + Sync + 'static) -> Self {
        let seen: Arc<Mutex<Vec<Seen>>> = Arc::default();
        let kept = Arc::clone(&seen);
        let router = Router::new().fallback(async move |request: Request<Body>| {
            let (parts, body) = request.into_parts();
            let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
            let one = Seen { method: parts.method, path: parts.uri.to_string(), headers: parts.headers, body };
            kept.lock().unwrap().push(one.clone());
            answer(&one)
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, seen }
    }

    /// What it was asked so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }
}

/// A JSON answer.
pub fn json(text: &str) -> Response<Body> {
    Response::builder().header("content-type", "application/json").body(Body::from(text.to_owned())).unwrap()
}

/// The built-in reviser.
pub fn builtin() -> Brain {
    Brain::new(Arc::new(Builtin::new()), Options::default(), Prompts::builtin())
}

/// A proxy before this upstream, with the built-in reviser; its address.
pub async fn stood(upstream: &Played, change: impl FnOnce(&mut ServeOptions)) -> String {
    let mut options = ServeOptions::new(&upstream.address);
    change(&mut options);
    let server = Server::bind("127.0.0.1:0", options, builtin()).await.unwrap();
    let address = format!("http://{}", server.address().unwrap());
    tokio::spawn(server.run(std::future::pending()));
    address
}
