//! Who may ask: keys of ours, which never go further.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use sha2::{Digest, Sha256};
use std::hint::black_box;

const OURS: HeaderName = HeaderName::from_static("x-attuned-key");
const API_KEY: HeaderName = HeaderName::from_static("x-api-key");

/// The keys of which a caller must show one, and the one that the upstream gets instead.
pub(super) struct Keys {
    sums: Vec<[u8; 32]>,
    upstream: Option<Upstream>,
}

/// The upstream's key, in both of its headers.
struct Upstream {
    bearer: HeaderValue,
    plain: HeaderValue,
}

impl Keys {
    /// Keys as texts; none where one is empty, or the upstream's cannot stand in a header.
    pub(super) fn new(keys: &[String], upstream: Option<&str>) -> Option<Self> {
        if keys.iter().map(String::as_str).chain(upstream).any(|key| key.trim().is_empty()) {
            return None;
        }
        let secret = |text: &str| {
            let mut value = HeaderValue::from_str(text).ok()?;
            value.set_sensitive(true);
            Some(value)
        };
        let upstream = match upstream {
            Some(key) => Some(Upstream { bearer: secret(&format!("Bearer {key}"))?, plain: secret(key)? }),
            None => None,
        };
        Some(Self { sums: keys.iter().map(|key| Sha256::digest(key.trim().as_bytes()).into()).collect(), upstream })
    }

    /// Whether the caller may ask. Takes every key of ours out of the headers; `plain` says which header the upstream's
    /// key goes into where the caller's own is in none.
    pub(super) fn admit(&self, headers: &mut HeaderMap, plain: bool) -> bool {
        if self.sums.is_empty() {
            headers.remove(OURS);
            return true;
        }
        let apart = headers.get_all(&OURS).iter().any(|value| self.knows(shown(value.as_bytes())));
        headers.remove(OURS);
        let bearer = self.replace(headers, header::AUTHORIZATION);
        let key = self.replace(headers, API_KEY);
        if apart && !headers.contains_key(header::AUTHORIZATION) && !headers.contains_key(API_KEY) {
            self.give(headers, if plain { API_KEY } else { header::AUTHORIZATION });
        }
        apart || bearer || key
    }

    /// Takes keys of ours out of one header, and puts the upstream's there instead; whether there were any.
    fn replace(&self, headers: &mut HeaderMap, name: HeaderName) -> bool {
        let ours = |value: &HeaderValue| self.knows(shown(value.as_bytes()));
        if !headers.get_all(&name).iter().any(ours) {
            return false;
        }
        let others: Vec<HeaderValue> = headers.get_all(&name).iter().filter(|value| !ours(value)).cloned().collect();
        headers.remove(&name);
        if others.is_empty() {
            self.give(headers, name);
        } else {
            others.into_iter().for_each(|value| _ = headers.append(&name, value));
        }
        true
    }

    fn give(&self, headers: &mut HeaderMap, name: HeaderName) {
        if let Some(upstream) = &self.upstream {
            let value = if name == API_KEY { &upstream.plain } else { &upstream.bearer };
            headers.insert(name, value.clone());
        }
    }

    /// Whether it is one of ours, in the same time whatever it is.
    fn knows(&self, shown: &[u8]) -> bool {
        let sum: [u8; 32] = Sha256::digest(shown).into();
        let differs =
            |key: &[u8; 32]| key.iter().zip(&sum).fold(0, |bits, (one, other)| black_box(bits | (one ^ other)));
        self.sums.iter().fold(false, |known, key| black_box(known | (differs(key) == 0)))
    }
}

/// A key without the word before it.
fn shown(value: &[u8]) -> &[u8] {
    match value.split_at_checked(7) {
        Some((word, key)) if word.eq_ignore_ascii_case(b"bearer ") => key.trim_ascii(),
        _ => value.trim_ascii(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Keys {
        Keys::new(&["sesame".to_owned(), "open".to_owned()], Some("theirs")).unwrap()
    }

    fn shown_as(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, HeaderValue::from_str(value).unwrap());
        }
        headers
    }

    /// Whether it is admitted, and the headers that go on.
    fn asked(pairs: &[(&'static str, &str)]) -> (bool, Vec<String>) {
        let mut headers = shown_as(pairs);
        let admitted = keys().admit(&mut headers, false);
        (admitted, headers.iter().map(|(name, value)| format!("{name}: {}", value.to_str().unwrap())).collect())
    }

    #[test]
    fn a_key_opens_in_each_of_its_headers_and_is_replaced() {
        assert_eq!(
            asked(&[("authorization", "Bearer sesame")]),
            (true, vec!["authorization: Bearer theirs".to_owned()])
        );
        assert_eq!(
            asked(&[("authorization", "bearer  open")]),
            (true, vec!["authorization: Bearer theirs".to_owned()])
        );
        assert_eq!(asked(&[("x-api-key", "open")]), (true, vec!["x-api-key: theirs".to_owned()]));
        assert_eq!(asked(&[("x-attuned-key", "open")]), (true, vec!["authorization: Bearer theirs".to_owned()]));
        let own = [("x-attuned-key", "open"), ("authorization", "Bearer mine")];
        assert_eq!(asked(&own), (true, vec!["authorization: Bearer mine".to_owned()]));
        let mut headers = shown_as(&[("x-attuned-key", "open")]);
        assert!(keys().admit(&mut headers, true) && headers["x-api-key"] == "theirs");
    }

    #[test]
    fn no_key_of_ours_goes_on_wherever_it_stands() {
        let all = [("authorization", "Bearer mine"), ("authorization", "Bearer open"), ("x-api-key", "sesame")];
        let (admitted, on) = asked(&all);
        assert!(admitted && on == ["authorization: Bearer mine", "x-api-key: theirs"], "{on:?}");
        let without = Keys::new(&["open".to_owned()], None).unwrap();
        let mut headers = shown_as(&[("authorization", "Bearer open"), ("x-attuned-key", "open")]);
        assert!(without.admit(&mut headers, false) && headers.is_empty());
    }

    #[test]
    fn anything_else_stays_outside() {
        for wrong in ["", "Sesame", "sesam", "sesamee", "Bearer", "Basic sesame", "Bearer Bearer sesame", "openopen"] {
            let pairs = [("authorization", wrong), ("x-api-key", wrong), ("x-attuned-key", wrong)];
            assert!(!asked(&pairs).0, "{wrong}");
        }
        assert!(!asked(&[]).0);
    }

    #[test]
    fn without_keys_everybody_may_ask_and_an_empty_key_is_none() {
        let mut headers = shown_as(&[("authorization", "Bearer mine"), ("x-attuned-key", "old")]);
        assert!(Keys::new(&[], None).unwrap().admit(&mut headers, false));
        assert_eq!(headers.len(), 1);
        assert!(Keys::new(&[" ".to_owned()], None).is_none() && Keys::new(&[], Some("a\nb")).is_none());
    }
}
