//! The address of the upstream, looked at before anything is sent there.

use anyhow::{Context, bail};
use reqwest::Url;
use std::net::{SocketAddr, ToSocketAddrs};

/// The address, if requests can go there.
pub(super) fn checked(address: &str, listen: &str) -> anyhow::Result<String> {
    let address = address.trim();
    let url = Url::parse(address).ok().filter(|url| ["http", "https"].contains(&url.scheme()) && url.has_host());
    let Some(url) = url else {
        bail!("the upstream is no address; write it as https://api.openai.com or http://localhost:8000");
    };
    if !url.username().is_empty() || url.password().is_some() || url.query().is_some() || url.fragment().is_some() {
        bail!("the upstream's address holds more than host and path; keys belong into ATTUNED_UPSTREAM_KEY");
    }
    if url.scheme() == "https" {
        roots()?;
    }
    if is_ourselves(&url, listen) {
        bail!("the upstream {url} is this server itself; name the server behind it with --upstream");
    }
    Ok(address.to_owned())
}

/// Whether certificates can be checked at all on this machine.
fn roots() -> anyhow::Result<()> {
    let client = reqwest::Client::builder().build();
    client.map(drop).context(
        "no root certificates are here to check https with; install ca-certificates, or name a bundle in SSL_CERT_FILE",
    )
}

/// Whether requests to this address would come back to where we listen.
fn is_ourselves(url: &Url, listen: &str) -> bool {
    let (Some(port), Ok(ours)) = (url.port_or_known_default(), listen.to_socket_addrs()) else { return false };
    let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
    // Only this machine's own names are looked up: a name server that does not answer must not hold up the start.
    let theirs: Vec<SocketAddr> = match host {
        "localhost" => (host, port).to_socket_addrs().map(Iterator::collect).unwrap_or_default(),
        host => host.parse().map(|address| SocketAddr::new(address, port)).into_iter().collect(),
    };
    ours.into_iter().any(|our| our.port() != 0 && theirs.iter().any(|their| is_same(our, *their)))
}

/// Whether somebody who listens at `our` is reached at `their`.
fn is_same(our: SocketAddr, their: SocketAddr) -> bool {
    let reached =
        our.ip() == their.ip() || our.ip().is_unspecified() && their.ip().is_loopback() || their.ip().is_unspecified();
    our.port() == their.port() && reached
}

#[cfg(test)]
mod tests {
    use super::checked;

    #[test]
    fn addresses_of_servers_are_taken_and_others_are_not() {
        for good in ["http://localhost:8000", " http://127.0.0.1:9/v1/ ", "http://[::1]:8000", "http://host/openai"] {
            assert_eq!(checked(good, "127.0.0.1:8080").ok().as_deref(), Some(good.trim()), "{good}");
        }
        for wrong in
            ["", "localhost:8000", "ftp://host", "http://", "api.openai.com", "http://me:key@host", "http://h?k=1"]
        {
            assert!(checked(wrong, "127.0.0.1:8080").is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_server_before_itself_is_refused() {
        for (upstream, listen) in [
            ("http://127.0.0.1:8080", "127.0.0.1:8080"),
            ("http://localhost:8080/v1", "127.0.0.1:8080"),
            ("http://127.0.0.1:8080", "0.0.0.0:8080"),
            ("http://0.0.0.0:8080", "127.0.0.1:8080"),
            ("http://[::1]:8080", "[::]:8080"),
            ("http://127.0.0.1", "0.0.0.0:80"),
        ] {
            assert!(checked(upstream, listen).is_err(), "{upstream} at {listen}");
        }
        for (upstream, listen) in [
            ("http://127.0.0.1:8081", "127.0.0.1:8080"),
            ("http://127.0.0.2:8080", "127.0.0.1:8080"),
            ("http://10.0.0.1:8080", "0.0.0.0:8080"),
            ("http://127.0.0.1:8080", "127.0.0.1:0"),
        ] {
            assert!(checked(upstream, listen).is_ok(), "{upstream} at {listen}");
        }
    }
}
