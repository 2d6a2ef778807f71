//! A server that answers `POST /v1/chat/completions` after a fixed time, as a language model would that was asked to
//! revise, and tells on `GET /count` what it was asked. One thread, so that a client on two cores has the other.

mod answer;
mod clock;
mod count;
mod options;

use bytes::Bytes;
use clock::Clock;
use count::{Count, Turn};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use options::Options;
use std::cell::RefCell;
use std::convert::Infallible;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::rc::Rc;
use std::time::Instant;
use tokio::net::TcpListener;

/// What all connections share.
struct Server {
    options: Options,
    clock: Clock,
    count: RefCell<Count>,
    record: Option<RefCell<BufWriter<File>>>,
}

fn main() {
    if let Err(error) = run() {
        eprintln!("stub-server: {error}");
        std::process::exit(2);
    }
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    let options = Options::read(std::env::args().skip(1))?;
    let record = options.record.as_ref().map(File::create).transpose()?;
    let record = record.map(|file| RefCell::new(BufWriter::new(file)));
    let server = Rc::new(Server { clock: Clock::start(), count: RefCell::default(), record, options });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    tokio::task::LocalSet::new().block_on(&runtime, listen(server))
}

async fn listen(server: Rc<Server>) -> Result<(), Box<dyn std::error::Error>> {
    let listener = TcpListener::bind(("127.0.0.1", server.options.port)).await?;
    // Whoever started this reads the line and knows that it may ask, and where.
    println!("http://{}/v1", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let server = Rc::clone(&server);
        tokio::task::spawn_local(async move {
            let answer = service_fn(|request| answered(Rc::clone(&server), request));
            // A client that goes away in the middle of a request is what some tests do.
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), answer).await;
        });
    }
}

async fn answered(server: Rc<Server>, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    Ok(match (request.method(), request.uri().path()) {
        (&Method::POST, "/v1/chat/completions") => completion(&server, request).await,
        (&Method::GET, "/count") => count(&server),
        _ => said(StatusCode::NOT_FOUND, answer::error("there is only /v1/chat/completions and /count")),
    })
}

/// The time runs from the head of the request, so that reading and making the answer do not add to it.
async fn completion(server: &Server, request: Request<Incoming>) -> Response<Full<Bytes>> {
    let due = Instant::now() + server.options.latency;
    let Ok(body) = request.into_body().collect().await else {
        return said(StatusCode::BAD_REQUEST, answer::error("the body broke off"));
    };
    let body = body.to_bytes();
    let turn = server.count.borrow_mut().asked(&body, &server.options);
    match turn {
        Turn::Refuse => refused(server),
        Turn::Fail => said(StatusCode::INTERNAL_SERVER_ERROR, answer::error("failed as it was told to")),
        Turn::Answer => {
            note(server, &body);
            let made = answer::completion(&body);
            // A request that is given up while it waits stays under way in the count.
            server.clock.until(due).await;
            server.count.borrow_mut().answered();
            said(StatusCode::OK, made)
        }
    }
}

/// A line for each body; clients that measure write none with line breaks.
fn note(server: &Server, body: &[u8]) {
    let Some(record) = &server.record else { return };
    let mut record = record.borrow_mut();
    if record.write_all(body).and_then(|()| record.write_all(b"\n")).is_err() {
        eprintln!("stub-server: the record of requests cannot be written; free some space");
        std::process::exit(2);
    }
}

fn count(server: &Server) -> Response<Full<Bytes>> {
    let flushed = server.record.as_ref().map_or(Ok(()), |record| record.borrow_mut().flush());
    match flushed {
        Ok(()) => said(StatusCode::OK, server.count.borrow().json()),
        Err(_) => said(StatusCode::INTERNAL_SERVER_ERROR, answer::error("the record of requests is incomplete")),
    }
}

fn refused(server: &Server) -> Response<Full<Bytes>> {
    let mut response = said(StatusCode::TOO_MANY_REQUESTS, answer::error("too many requests"));
    response.headers_mut().insert("retry-after", server.options.retry_after.into());
    response
}

fn said(status: StatusCode, body: String) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert("content-type", hyper::header::HeaderValue::from_static("application/json"));
    response
}
