//! The server: listens, serves, and stops when it is asked to.

use super::options::ServeOptions;
use super::reviser::{Brain, Reviser};
use super::{Desk, Metrics, Upstream, router};
use crate::Error;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;

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
        let desk = Desk {
            upstream: Upstream::new(&options)?,
            reviser: Reviser::new(brain, &options),
            metrics: Arc::new(Metrics::default()),
            shadow: None,
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

    /// Serves until `stop` is done, then finishes what is under way.
    ///
    /// # Errors
    /// [`Error::Serve`] where serving breaks off.
    pub async fn run(self, stop: impl Future<Output = ()> + Send + 'static) -> Result<(), Error> {
        let served = axum::serve(self.listener, router::router(self.desk)).with_graceful_shutdown(stop).await;
        served.map_err(|error| Error::Serve { detail: format!("serving broke off: {error}") })
    }
}
