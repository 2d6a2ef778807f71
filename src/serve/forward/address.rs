//! The address of the upstream, and which of its addresses a path means.

use crate::Error;
use crate::model::is_loopback;
use axum::http::Uri;
use reqwest::Url;
use std::borrow::Cow;

/// How often a path is decoded before it is taken for what it must not be.
const DECODINGS: usize = 4;

/// The address of the upstream.
pub(super) struct Address {
    /// Scheme, host and port.
    root: Url,
    /// Its path, without a slash at the end.
    path: String,
    /// Its own query.
    query: Option<String>,
}

impl Address {
    pub(super) fn new(upstream: &str) -> Result<Self, Error> {
        let wrong = |detail: &str| Error::Serve { detail: detail.to_owned() };
        let malformed = "the upstream is no address; it looks like http://localhost:8000/v1";
        let mut root = Url::parse(upstream.trim()).map_err(|_| wrong(malformed))?;
        if !matches!(root.scheme(), "http" | "https") {
            return Err(wrong("the address of the upstream must start with http:// or https://"));
        }
        if !root.username().is_empty() || root.password().is_some() {
            return Err(wrong("the address of the upstream holds a user or password; let callers send a key instead"));
        }
        let path = root.path().trim_end_matches('/');
        let path = path.strip_suffix("/chat/completions").unwrap_or(path).trim_end_matches('/').to_owned();
        let query = root.query().filter(|query| !query.is_empty()).map(str::to_owned);
        root.set_path("");
        root.set_query(None);
        root.set_fragment(None);
        Ok(Self { root, path, query })
    }

    pub(super) fn is_loopback(&self) -> bool {
        is_loopback(&self.root)
    }

    pub(super) fn is_tls(&self) -> bool {
        self.root.scheme() == "https"
    }

    /// Where a request for this goes. Whatever host the caller names, it is the upstream's.
    pub(super) fn to(&self, asked: &Uri) -> Url {
        let mut url = self.root.clone();
        url.set_path(&self.path(asked.path()));
        url.set_query(self.query(asked.query()).as_deref());
        url
    }

    /// An address with a path stands for the caller's `/v1`, as a base URL does; one without has `/v1` below it. Messages
    /// differ: there base URLs end before `/v1`.
    fn path<'a>(&self, asked: &'a str) -> Cow<'a, str> {
        let below = asked.strip_prefix("/v1").filter(|rest| rest.is_empty() || rest.starts_with('/'));
        match below {
            _ if self.path.is_empty() => asked.into(),
            Some(rest) if !rest.starts_with("/messages") || self.path.ends_with("/v1") => {
                format!("{}{rest}", self.path).into()
            }
            _ => format!("{}{asked}", self.path).into(),
        }
    }

    /// The upstream's own query and the caller's, whose values count where both name a field.
    fn query<'a>(&'a self, asked: Option<&'a str>) -> Option<Cow<'a, str>> {
        match (self.query.as_deref(), asked.filter(|asked| !asked.is_empty())) {
            (None, theirs) => theirs.map(Cow::Borrowed),
            (own, None) => own.map(Cow::Borrowed),
            (Some(own), Some(theirs)) => {
                let name = |field: &str| field.split('=').next().unwrap_or_default().to_owned();
                let named: Vec<String> = theirs.split('&').map(name).collect();
                let own = own.split('&').filter(|field| !named.contains(&name(field)));
                Some(own.chain([theirs]).collect::<Vec<_>>().join("&").into())
            }
        }
    }
}

/// Whether a path has segments that lead upwards, in whatever way they are written. Such a path may mean another place to
/// the upstream than to whoever allowed it.
pub(in crate::serve) fn climbs(path: &str) -> bool {
    let mut path = Cow::Borrowed(path);
    for _ in 0..DECODINGS {
        if path.split(['/', '\\']).any(|segment| matches!(segment.split(';').next(), Some("." | ".."))) {
            return true;
        }
        match decoded(&path) {
            Some(plain) => path = plain.into(),
            None => return false,
        }
    }
    true
}

/// The path with its escapes of ASCII read; none where it has none.
fn decoded(path: &str) -> Option<String> {
    let (mut out, mut rest) = (String::new(), path);
    let mut found = false;
    while let Some(at) = rest.find('%') {
        let byte = rest.get(at + 1..at + 3).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let plain = byte.filter(u8::is_ascii).map(char::from);
        out.push_str(&rest[..at]);
        out.push(plain.unwrap_or('%'));
        found |= plain.is_some();
        rest = &rest[at + if plain.is_some() { 3 } else { 1 }..];
    }
    out.push_str(rest);
    found.then_some(out)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn to(upstream: &str, asked: &str) -> String {
        Address::new(upstream).unwrap().to(&asked.parse().unwrap()).to_string()
    }

    #[test]
    fn with_or_without_its_version_the_upstream_is_the_same() {
        for (upstream, expected) in [
            ("http://h:8000", "http://h:8000/v1/chat/completions"),
            ("http://h:8000/", "http://h:8000/v1/chat/completions"),
            (" http://h:8000/v1 ", "http://h:8000/v1/chat/completions"),
            ("http://h:8000/v1/", "http://h:8000/v1/chat/completions"),
            ("http://h:8000/v1/chat/completions", "http://h:8000/v1/chat/completions"),
            ("https://h/v1beta/openai/", "https://h/v1beta/openai/chat/completions"),
            (
                "https://h/openai/deployments/x?api-version=1",
                "https://h/openai/deployments/x/chat/completions?api-version=1",
            ),
        ] {
            assert_eq!(to(upstream, "/v1/chat/completions"), expected, "{upstream}");
        }
    }

    #[test]
    fn messages_keep_their_version() {
        assert_eq!(to("https://h/anthropic", "/v1/messages"), "https://h/anthropic/v1/messages");
        assert_eq!(
            to("https://h/anthropic/v1", "/v1/messages/count_tokens"),
            "https://h/anthropic/v1/messages/count_tokens"
        );
        assert_eq!(to("https://h", "/v1/messages?beta=true"), "https://h/v1/messages?beta=true");
    }

    #[test]
    fn both_queries_are_kept_and_the_callers_counts() {
        assert_eq!(to("https://h/x?a=1&b=2", "/v1/y?b=3"), "https://h/x/y?a=1&b=3");
        assert_eq!(to("https://h/x?a=1", "/v1/y?"), "https://h/x/y?a=1");
        assert_eq!(to("https://h", "/v1/y?q=a%26b"), "https://h/v1/y?q=a%26b");
    }

    #[test]
    fn no_path_leads_to_another_host() {
        for asked in
            ["//evil.example/x", "http://evil.example/x", "http://a@evil.example:9/x", "/@evil.example/", "/:80@evil/"]
        {
            let url = Url::parse(&to("http://h:8000/v1", asked)).unwrap();
            assert_eq!((url.host_str(), url.port()), (Some("h"), Some(8000)), "{asked}");
            assert!(url.path().starts_with("/v1/"), "{asked}");
        }
    }

    #[test]
    fn other_paths_stay_as_they_are_written() {
        assert_eq!(to("http://h:1", "/v1beta/models"), "http://h:1/v1beta/models");
        assert_eq!(to("http://h:1/v1", "/v1/models/a%2Fb%20c"), "http://h:1/v1/models/a%2Fb%20c");
        assert_eq!(to("http://h:1/v1", "/health"), "http://h:1/v1/health");
    }

    #[test]
    fn addresses_that_cannot_work_are_refused_without_being_repeated() {
        for upstream in ["", "secret", "h:8000", "file:///secret", "http://", "http://me:secret@h", "ftp://secret"] {
            match Address::new(upstream) {
                Err(Error::Serve { detail }) => assert!(!detail.contains("secret"), "{detail}"),
                _ => panic!("{upstream}"),
            }
        }
    }

    #[test]
    fn paths_that_climb_are_known_in_every_writing() {
        for path in [
            "/v1/../x",
            "/..",
            "/v1/.",
            "/v1/./x",
            "/v1/%2e%2e/x",
            "/v1/.%2E/x",
            "/v1/%252e%252e/x",
            "/v1/..%2fx",
            "/v1/x%5c..%5cy",
            "/v1\\..\\x",
            "/v1/..;a=b/x",
            "/%25252e./x",
            "/%2525252525252e/x",
            "/%2e",
        ] {
            assert!(climbs(path), "{path}");
        }
        for path in [
            "/",
            "/v1/models",
            "/v1/models/gpt-4.1",
            "/v1/a..b",
            "/v1/...",
            "/v1/a%2Fb",
            "/v1/%C3%A9",
            "/v1/100%",
            "/v1/a%2",
        ] {
            assert!(!climbs(path), "{path}");
        }
    }
}
