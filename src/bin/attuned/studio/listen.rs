//! Where the page is: on this machine alone.

use anyhow::{Context, bail};
use tokio::net::{TcpListener, lookup_host};

/// Listens at an address of this machine that no other machine reaches.
pub(super) async fn bind(listen: &str) -> anyhow::Result<TcpListener> {
    let found =
        lookup_host(listen).await.with_context(|| format!("{listen} is no address; write it as 127.0.0.1:8090"))?;
    let addresses: Vec<_> = found.collect();
    if addresses.is_empty() || !addresses.iter().all(|address| address.ip().is_loopback()) {
        bail!(
            "{listen} is reached by other machines, and canned replies are nobody's business; listen at 127.0.0.1, and use ssh -L from elsewhere"
        );
    }
    let bound = TcpListener::bind(&addresses[..]).await;
    bound.with_context(|| format!("cannot listen at {listen}; choose another with --listen, or 127.0.0.1:0 for any"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_this_machine_is_listened_at() {
        assert!(bind("127.0.0.1:0").await.is_ok());
        for elsewhere in ["0.0.0.0:0", "[::]:0", "192.0.2.7:0", "nonsense"] {
            assert!(bind(elsewhere).await.is_err(), "{elsewhere}");
        }
    }
}
