//! `GET /docs`: the same for people, on a page that stands alone: no script, nothing from elsewhere.

use super::description::DOCUMENT;
use crate::detect::{Explanation, Mechanism};
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use minijinja::{Environment, context, value::Serde};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

const STYLE: &str = include_str!("page.css");

/// The page, and the policy that allows its own style and nothing else.
static PAGE: LazyLock<(String, String)> = LazyLock::new(|| {
    let page = rendered().unwrap_or_else(|_| "<!doctype html><title>attuned</title>see /openapi.json".to_owned());
    let style = base64(&Sha256::digest(STYLE));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    (page, policy)
});

pub(super) async fn docs() -> Response {
    let (page, policy) = &*PAGE;
    let headers = [
        (header::CONTENT_SECURITY_POLICY, policy.as_str()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, Html(page.as_str())).into_response()
}

/// An endpoint on the page.
#[derive(Serialize)]
struct Endpoint<'a> {
    method: String,
    path: &'a str,
    anchor: String,
    summary: &'a Value,
    description: &'a Value,
    /// What is typed to try it.
    command: &'a Value,
    /// What then comes.
    answer: Option<String>,
}

/// The page as HTML; whatever stands in it is escaped, because the template's name ends in `.html`.
fn rendered() -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    environment.add_template("page.html", include_str!("page.html"))?;
    let explained: Vec<Explanation> = Mechanism::ALL.map(Mechanism::explained).into();
    environment.get_template("page.html")?.render(context! {
        style => minijinja::Value::from_safe_string(STYLE.to_owned()),
        info => Serde(&DOCUMENT["info"]),
        endpoints => Serde(endpoints()),
        mechanisms => Serde(explained),
    })
}

fn endpoints() -> Vec<Endpoint<'static>> {
    let paths = DOCUMENT["paths"].as_object().into_iter().flatten();
    let all = paths.flat_map(|(path, methods)| {
        let methods = methods.as_object().into_iter().flatten();
        methods.map(move |(method, operation)| endpoint(method, path, operation))
    });
    all.collect()
}

fn endpoint<'a>(method: &str, path: &'a str, operation: &'a Value) -> Endpoint<'a> {
    let content = operation["responses"]["200"]["content"].as_object().and_then(|kinds| kinds.values().next());
    let answer = content.map(|kind| &kind["example"]).filter(|example| !example.is_null());
    Endpoint {
        method: method.to_uppercase(),
        path,
        anchor: path.trim_start_matches('/').replace(['/', '.'], "-"),
        summary: &operation["summary"],
        description: &operation["description"],
        command: &operation["x-command"],
        answer: answer.map(|example| example.as_str().map_or_else(|| format!("{example:#}"), str::to_owned)),
    }
}

/// Bytes in base64 (RFC 4648), as policies name a sum.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for piece in bytes.chunks(3) {
        let number = (0..3).fold(0, |number, place| number << 8 | usize::from(*piece.get(place).unwrap_or(&0)));
        for place in 0..4 {
            let digit = DIGITS[number >> (18 - 6 * place) & 63];
            text.push(if place <= piece.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_rfc() {
        let known =
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE=")];
        for (plain, coded) in known {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn the_page_stands_alone() {
        let page = rendered().expect("a page");
        for reference in ["src=", "url(", "@import", "<script", "style=", "<link"] {
            assert!(!page.contains(reference), "{reference}");
        }
        assert!(page.contains(&format!("<style>{STYLE}</style>")));
    }
}
