//! A checked address with its headers, in the form async-openai asks for. Unlike its own, it reads no environment.

use super::settings::{OpenAiSettings, wrong};
use crate::model::ModelError;
use async_openai::config::Config;
use reqwest::Url;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use secrecy::SecretString;
use std::fmt;
use std::net::IpAddr;

/// Where requests go and which headers they carry.
#[derive(Clone)]
pub(super) struct Endpoint {
    base: String,
    query: Vec<(String, String)>,
    headers: HeaderMap,
    /// Host and port, for errors.
    pub(super) host: String,
    /// Whether the address is `https`.
    pub(super) tls: bool,
    /// Whether the server is this machine.
    pub(super) loopback: bool,
    /// Empty: the key stands in the headers, checked and marked as sensitive.
    no_key: SecretString,
}

impl Endpoint {
    pub(super) fn new(settings: &OpenAiSettings) -> Result<Self, ModelError> {
        let mut url = address(&settings.base_url)?;
        let query = url.query_pairs().into_owned().collect();
        url.set_query(None);
        url.set_fragment(None);
        let base = url.as_str().trim_end_matches('/');
        Ok(Self {
            base: base.strip_suffix("/chat/completions").unwrap_or(base).to_owned(),
            query,
            headers: headers(settings)?,
            host: host_of(&url),
            tls: url.scheme() == "https",
            loopback: is_loopback(&url),
            no_key: SecretString::default(),
        })
    }
}

impl Config for Endpoint {
    fn headers(&self) -> HeaderMap {
        self.headers.clone()
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    fn query(&self) -> Vec<(&str, &str)> {
        self.query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }

    fn api_base(&self) -> &str {
        &self.base
    }

    fn api_key(&self) -> &SecretString {
        &self.no_key
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Endpoint").field("host", &self.host).finish_non_exhaustive()
    }
}

/// Host and port of an address, where it has them.
pub(super) fn host(base_url: &str) -> Option<String> {
    Url::parse(base_url.trim()).ok().map(|url| host_of(&url))
}

fn address(base_url: &str) -> Result<Url, ModelError> {
    let malformed = || wrong("the base URL is not one; it looks like http://localhost:11434/v1");
    let url = Url::parse(base_url.trim()).map_err(|_| malformed())?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(wrong("the base URL must start with http:// or https://"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong("the base URL holds a user or password; set a key or a header instead"));
    }
    Ok(url)
}

pub(super) fn host_of(url: &Url) -> String {
    let port = url.port_or_known_default().map(|port| format!(":{port}"));
    format!("{}{}", url.host_str().unwrap_or_default(), port.unwrap_or_default())
}

/// Whether the server is this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || host.ends_with(".localhost") || address.is_ok_and(|address| address.is_loopback())
}

fn headers(settings: &OpenAiSettings) -> Result<HeaderMap, ModelError> {
    let mut headers = HeaderMap::new();
    if let Some(key) = settings.key.as_deref().map(str::trim).filter(|key| !key.is_empty()) {
        let line = "the API key holds a line break or another character that no key has";
        headers.insert(AUTHORIZATION, secret(&format!("Bearer {key}"), line)?);
    }
    for (name, value) in &settings.headers {
        let name = HeaderName::from_bytes(name.trim().as_bytes());
        let name = name.map_err(|_| wrong("an extra header has a name that no header may have"))?;
        let detail = format!("the extra header `{name}` holds a character that no header may carry");
        headers.insert(name, secret(value.trim(), &detail)?);
    }
    Ok(headers)
}

fn secret(value: &str, detail: &str) -> Result<HeaderValue, ModelError> {
    let mut value = HeaderValue::from_str(value).map_err(|_| wrong(detail))?;
    // Readable ASCII only: a key with other characters was pasted wrongly, and `to_str` would fail on it.
    value.to_str().map_err(|_| wrong(detail))?;
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn endpoint(base_url: &str) -> Result<Endpoint, ModelError> {
        Endpoint::new(&OpenAiSettings::new(base_url, "tiny"))
    }

    fn with_key(key: &str) -> Result<Endpoint, ModelError> {
        let mut settings = OpenAiSettings::new("http://localhost:1/v1", "tiny");
        settings.key = Some(key.into());
        Endpoint::new(&settings)
    }

    #[test]
    fn addresses_are_taken_as_people_write_them() {
        for base in ["http://h:1/v1", " http://h:1/v1/ ", "http://h:1/v1/chat/completions", "http://h:1/v1#top"] {
            let url = endpoint(base).unwrap().url("/chat/completions");
            assert_eq!(url, "http://h:1/v1/chat/completions", "{base}");
        }
        let azure = endpoint("https://h/openai/v1?api-version=preview").unwrap();
        assert_eq!(azure.url("/chat/completions"), "https://h/openai/v1/chat/completions");
        assert_eq!(azure.query(), [("api-version", "preview")]);
    }

    #[test]
    fn addresses_that_cannot_work_are_refused_without_being_repeated() {
        for base in ["", "localhost:8080/v1", "h/v1", "file:///etc/secret", "http://me:secret@h/v1", "http://"] {
            match endpoint(base) {
                Err(ModelError::Settings { detail }) => assert!(!detail.contains("secret"), "{detail}"),
                other => panic!("{base}: {other:?}"),
            }
        }
    }

    #[test]
    fn this_machine_is_known_by_all_its_names() {
        for (base, expected) in [
            ("http://localhost:1", true),
            ("http://127.0.0.1:1", true),
            ("http://[::1]:1", true),
            ("http://x.localhost", true),
            ("http://localhost.example.org", false),
            ("http://10.0.0.1", false),
        ] {
            assert_eq!(endpoint(base).unwrap().loopback, expected, "{base}");
        }
    }

    #[test]
    fn a_key_is_trimmed_and_kept_out_of_debug() {
        let endpoint = with_key(" sk-secret\n").unwrap();
        assert_eq!(endpoint.headers()[AUTHORIZATION], "Bearer sk-secret");
        assert!(!format!("{endpoint:?} {:?}", endpoint.headers()).contains("secret"));
        assert!(with_key("  ").unwrap().headers().is_empty());
    }

    #[test]
    fn a_key_that_no_header_can_carry_is_an_error_and_no_panic() {
        for key in ["sk-se\ncret", "sk-se\rcret", "sk-se\u{0}cret", "sk-secret\u{2026}", "\u{7f}secret"] {
            match with_key(key) {
                Err(ModelError::Settings { detail }) => assert!(!detail.contains("secret"), "{detail}"),
                other => panic!("{key:?}: {other:?}"),
            }
        }
    }

    #[test]
    fn extra_headers_are_checked_and_override_the_key() {
        let mut settings = OpenAiSettings::new("http://localhost:1/v1", "tiny");
        settings.key = Some("one".into());
        settings.headers = vec![("Authorization".into(), "Basic two".into())];
        assert_eq!(Endpoint::new(&settings).unwrap().headers()[AUTHORIZATION], "Basic two");
        for (name, value) in [("a b", "x"), ("x", "a\nb"), ("", "x")] {
            settings.headers = vec![(name.into(), value.into())];
            assert!(Endpoint::new(&settings).is_err(), "{name:?} {value:?}");
        }
    }
}
