//! Connections: taken, served, given up where nobody speaks or listens, and brought to their end.

use super::log::{self, Seldom};
use super::options::ServeOptions;
use axum::Router;
use hyper::service::Service;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch::{Receiver, Sender};
use tokio_io_timeout::TimeoutStream;

/// The largest head of a request, and the most that is held ready for a client that is slow to take it, in bytes.
const BUFFER: usize = 128 * 1024;
/// How often a client is asked whether it is still there, where the protocol has a word for that.
const PING: Duration = Duration::from_secs(30);
/// Requests side by side on one connection.
const STREAMS: u32 = 200;
/// The wait where no connection can be taken.
const PAUSE: Duration = Duration::from_millis(100);

/// How far the server is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    Open,
    /// Answers under way are finished, and no others begun.
    Stopping,
    /// Whatever is still under way is cut.
    Cut,
}

/// Takes connections and serves them.
pub(super) struct Connections {
    listener: TcpListener,
    router: Router,
    builder: Builder<TokioExecutor>,
    /// The longest wait for a first request.
    patience: Duration,
    write_timeout: Duration,
    full: Seldom,
}

impl Connections {
    pub(super) fn new(listener: TcpListener, router: Router, options: &ServeOptions) -> Self {
        let mut builder = Builder::new(TokioExecutor::new());
        let http1 = &mut builder.http1();
        http1.timer(TokioTimer::new()).header_read_timeout(options.read_timeout).max_buf_size(BUFFER);
        let http2 = &mut builder.http2();
        http2.timer(TokioTimer::new()).keep_alive_interval(PING).keep_alive_timeout(PING);
        http2.max_concurrent_streams(STREAMS).max_header_list_size(u32::try_from(BUFFER).unwrap_or(u32::MAX));
        let full = Seldom::new(Duration::from_secs(5), 1);
        let (patience, write_timeout) = (options.read_timeout, options.write_timeout);
        Self { listener, router, builder, patience, write_timeout, full }
    }

    /// Takes connections for as long as it is asked to.
    pub(super) async fn take(&self, phase: &Sender<Phase>) -> ! {
        loop {
            match self.listener.accept().await {
                Ok((stream, _)) => self.serve(stream, phase.subscribe()),
                Err(error) if is_of_one(&error) => {}
                Err(error) => {
                    self.full.say(|times| {
                        log::alarm!(
                            "no connection can be taken ({error}); raise the limit of open files (since this was last said: {times} times)"
                        );
                    });
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }

    /// Serves one connection, beside all others.
    fn serve(&self, stream: TcpStream, phase: Receiver<Phase>) {
        let _ = stream.set_nodelay(true);
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(self.write_timeout));
        let heard = Arc::new(AtomicBool::new(false));
        let service = Heard { inner: TowerToHyperService::new(self.router.clone()), heard: Arc::clone(&heard) };
        tokio::spawn(served(self.builder.clone(), stream, service, self.patience, phase));
    }
}

/// Serves one connection to its end.
async fn served(
    builder: Builder<TokioExecutor>,
    stream: TimeoutStream<TcpStream>,
    service: Heard,
    patience: Duration,
    mut phase: Receiver<Phase>,
) {
    let heard = Arc::clone(&service.heard);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(Box::pin(stream)), service));
    let mut first = pin!(tokio::time::sleep(patience));
    let mut waits = true;
    loop {
        tokio::select! {
            _ = connection.as_mut() => return,
            () = first.as_mut(), if waits => {
                // Whoever has said nothing by now, not even which protocol it speaks, is not waited for.
                if !heard.load(Ordering::Relaxed) {
                    return;
                }
                waits = false;
            }
            changed = phase.changed() => {
                let now = *phase.borrow_and_update();
                if changed.is_err() || now == Phase::Cut || !heard.load(Ordering::Relaxed) {
                    return;
                }
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}

/// Notes that a connection has brought a request.
#[derive(Clone)]
struct Heard {
    inner: TowerToHyperService<Router>,
    heard: Arc<AtomicBool>,
}

type Inner = TowerToHyperService<Router>;

impl Service<hyper::Request<hyper::body::Incoming>> for Heard {
    type Response = <Inner as Service<hyper::Request<hyper::body::Incoming>>>::Response;
    type Error = <Inner as Service<hyper::Request<hyper::body::Incoming>>>::Error;
    type Future = <Inner as Service<hyper::Request<hyper::body::Incoming>>>::Future;

    fn call(&self, request: hyper::Request<hyper::body::Incoming>) -> Self::Future {
        self.heard.store(true, Ordering::Relaxed);
        self.inner.call(request)
    }
}

/// Whether an error concerns one connection alone.
fn is_of_one(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
