//! The server: listens, serves, and stops when it is asked to.

use super::auth::Keys;
use super::connections::{Connections, Phase};
use super::limits::Limits;
use super::log::{self, Seldom};
use super::options::ServeOptions;
use super::reviser::{Brain, Reviser};
use super::{Desk, Metrics, Room, Shadow, Upstream, router};
use crate::Error;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch::{self, Sender};

/// From how many missed deadlines a minute on an operator is told.
const OFTEN: u64 = 10;

/// How long the last revisions of shadow mode may take.
const LAST: Duration = Duration::from_secs(5);

/// A server that listens.
pub struct Server {
    listener: TcpListener,
    desk: Arc<Desk>,
}

/// Gives a running server another brain.
#[derive(Clone)]
pub struct Reload(Arc<Desk>);

impl Reload {
    /// Replies are revised by this brain from the next one on.
    pub fn replace(&self, brain: Brain) {
        self.0.reviser.replace(brain);
        log::say!("settings read again: replies are revised by them from now on");
    }
}

impl Server {
    /// Listens at an address, such as `127.0.0.1:8080`; port 0 takes any that is free.
    ///
    /// # Errors
    /// [`Error::Serve`] where the address cannot be had or the options cannot work.
    pub async fn bind(listen: &str, options: ServeOptions, brain: Brain) -> Result<Self, Error> {
        let listener = TcpListener::bind(listen).await.map_err(|error| Error::Serve {
            detail: format!("cannot listen at {listen}: {error}; choose another with --listen"),
        })?;
        let keys = Keys::new(&options.keys, options.upstream_key.as_deref()).ok_or_else(|| Error::Serve {
            detail: "a key is empty or cannot stand in a header; set it anew, without line breaks".to_owned(),
        })?;
        let upstream = Upstream::new(&options)?;
        let (reviser, metrics) = (Arc::new(Reviser::new(brain, &options)), Arc::new(Metrics::default()));
        let shadow = options.shadow.clone().map(|shadow| {
            let reviser = Arc::clone(&reviser);
            Shadow::new(shadow, move || reviser.brain(), Arc::clone(&metrics))
        });
        let desk = Desk {
            upstream,
            room: Room::of(options.largest),
            reviser,
            metrics,
            limits: Limits::new(options.at_once),
            keys,
            late: Seldom::new(Duration::from_secs(60), OFTEN),
            gone: Seldom::new(Duration::from_secs(5), 1),
            shadow,
            options,
        };
        Ok(Self { listener, desk: Arc::new(desk) })
    }

    /// Where it listens.
    pub fn address(&self) -> Option<SocketAddr> {
        self.listener.local_addr().ok()
    }

    /// What changes its brain while it runs.
    pub fn reload(&self) -> Reload {
        Reload(Arc::clone(&self.desk))
    }

    /// Serves until `stop` is done. Then no request is taken any more, `/readyz` says so, and answers under way are
    /// finished for as long as the options grant; what is left after that is cut.
    ///
    /// # Errors
    /// [`Error::Serve`] where serving breaks off.
    pub async fn run(self, stop: impl Future<Output = ()> + Send + 'static) -> Result<(), Error> {
        let Self { listener, desk } = self;
        let connections = Connections::new(listener, router::router(Arc::clone(&desk)), &desk.options);
        let (open, _) = watch::channel(Phase::Open);
        tokio::select! {
            () = stop => {}
            never = connections.take(&open) => never,
        }
        desk.limits.stop();
        finish(&desk, &connections, open).await;
        if let Some(shadow) = &desk.shadow {
            shadow.drained(LAST.min(desk.options.grace)).await;
        }
        log::say!("stopped");
        Ok(())
    }
}

/// Lets answers under way come to their end. Who asks meanwhile is told that the server stops.
async fn finish(desk: &Desk, connections: &Connections, open: Sender<Phase>) {
    let (grace, under_way) = (desk.options.grace, desk.limits.under_way());
    log::say!("stopping: {under_way} requests are under way and have {} s to end", grace.as_secs_f32());
    let (asked, _) = watch::channel(Phase::Open);
    let _ = open.send(Phase::Stopping);
    let cut = tokio::select! {
        () = open.closed() => 0,
        () = tokio::time::sleep(grace) => desk.limits.under_way(),
        never = connections.take(&asked) => never,
    };
    if cut > 0 {
        log::alarm!("{cut} answers were not at their end after {} s and were cut", grace.as_secs_f32());
    }
    let _ = (open.send(Phase::Cut), asked.send(Phase::Cut));
    // They end at once; this only keeps a broken one from holding up the end.
    let _ = tokio::time::timeout(Duration::from_secs(1), open.closed()).await;
}
