//! A pass-through that does nothing else: axum before, reqwest behind, bodies as streams.
//!
//! `bare PORT UPSTREAM`

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, Response, header};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Clone)]
struct Way {
    client: reqwest::Client,
    upstream: String,
}

#[tokio::main]
async fn main() {
    let mut given = std::env::args().skip(1);
    let (port, upstream) = (given.next().expect("bare PORT UPSTREAM"), given.next().expect("bare PORT UPSTREAM"));
    let way = Way { client: reqwest::Client::new(), upstream };
    let router = Router::new().fallback(pass).with_state(way);
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await.expect("a free port");
    axum::serve(listener, router).await.expect("serving");
}

async fn pass(State(way): State<Way>, request: Request<Body>) -> Response<Body> {
    let (mut parts, body) = request.into_parts();
    for name in [header::HOST, header::CONTENT_LENGTH, header::CONNECTION] {
        parts.headers.remove(name);
    }
    let url = format!("{}{}", way.upstream, parts.uri.path_and_query().map_or("/", |path| path.as_str()));
    let body = reqwest::Body::wrap_stream(body.into_data_stream());
    let answer = way.client.request(parts.method, url).headers(parts.headers).body(body).send().await;
    let answer = answer.expect("an answer of the upstream");
    let mut back = Response::builder().status(answer.status());
    *back.headers_mut().expect("headers") = answer.headers().clone();
    back.body(Body::from_stream(answer.bytes_stream())).expect("a response")
}
