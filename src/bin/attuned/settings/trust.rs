//! Whom the key of the environment may be sent to: a settings file that merely lies around, in a folder that somebody
//! else filled, must not choose a place for it.

use super::{Settings, rank};
use crate::engine::PROVIDERS;
use anyhow::bail;
use reqwest::Url;
use std::net::IpAddr;

impl Settings {
    /// Refuses to send the key to an address that only a file found on the way names, unless it is this machine or a
    /// provider that we know.
    pub(crate) fn trusted(&self) -> anyhow::Result<()> {
        let (Some(file), Some(key)) = (&self.found, &self.key) else { return Ok(()) };
        let url = self.base_url();
        if rank(&self.figment, "base_url") != 1 || is_known(&url) {
            return Ok(());
        }
        bail!(
            "{} sets the base URL to {}, and would be sent the key in {}; \
             if you trust that file, name it with --config FILE, or give the address with --base-url",
            file.display(),
            crate::engine::host(&url),
            key.from
        )
    }
}

impl Settings {
    /// The same for the upstream of the proxy, which gets the key in `ATTUNED_UPSTREAM_KEY`.
    pub(crate) fn trusted_upstream(&self, url: &str, has_key: bool) -> anyhow::Result<()> {
        let Some(file) = &self.found else { return Ok(()) };
        if !has_key || rank(&self.figment, "serve.upstream") != 1 || is_known(url) {
            return Ok(());
        }
        bail!(
            "{} sets the upstream to {}, and would be sent the key in ATTUNED_UPSTREAM_KEY; \
             if you trust that file, name it with --config FILE, or give the address with --upstream",
            file.display(),
            crate::engine::host(url)
        )
    }
}

/// Whether the address is on this machine, or one of a known provider that nobody can listen in on.
fn is_known(url: &str) -> bool {
    let Ok(url) = Url::parse(url.trim()) else { return false };
    let known = |row: &attuned::Provider| Url::parse(row.base_url).is_ok_and(|known| known.origin() == url.origin());
    is_loopback(&url) || PROVIDERS.iter().any(known)
}

/// As the endpoint itself decides whether to leave out proxies.
fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or("").trim_start_matches('[').trim_end_matches(']');
    let named = host == "localhost" || host.ends_with(".localhost");
    named || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::is_known;

    #[test]
    fn this_machine_and_known_providers_are_trusted() {
        for url in [
            "http://localhost:1234/v1",
            "http://127.0.0.1:8080/v1",
            "http://[::1]:8080/v1",
            "https://api.openai.com/v1/",
            "https://API.groq.com/openai/v2",
            "http://2130706433/v1",
        ] {
            assert!(is_known(url), "{url}");
        }
    }

    #[test]
    fn lookalikes_and_open_connections_are_not() {
        for url in [
            "https://api.openai.com.evil.example/v1",
            "https://api.openai.com@evil.example/v1",
            "https://evil.example/api.openai.com",
            "https://evil.example\\@api.openai.com/v1",
            "http://api.openai.com/v1",
            "https://api.openai.com:8443/v1",
            "http://localhost.evil.example/v1",
            "http://127.0.0.1.evil.example/v1",
            "http://192.168.0.7:8080/v1",
            "not an address",
            "",
        ] {
            assert!(!is_known(url), "{url}");
        }
    }
}
