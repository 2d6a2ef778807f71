//! The page: files that are part of this program.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

const HTML: &str = "text/html; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// A file of the page by its name.
macro_rules! files {
    ($($name:literal $kind:ident),* $(,)?) => {
        const FILES: &[(&str, &str, &str)] = &[$(($name, $kind, include_str!(concat!("page/", $name)))),*];
    };
}

files! {
    "index.html" HTML,
    "app.css" STYLE,
    "list.css" STYLE,
    "reply.css" STYLE,
    "change.css" STYLE,
    "act.js" SCRIPT,
    "app.js" SCRIPT,
    "api.js" SCRIPT,
    "changes.js" SCRIPT,
    "desk.js" SCRIPT,
    "dom.js" SCRIPT,
    "export.js" SCRIPT,
    "filters.js" SCRIPT,
    "hunk.js" SCRIPT,
    "keys.js" SCRIPT,
    "list.js" SCRIPT,
    "look.js" SCRIPT,
    "marks.js" SCRIPT,
    "notes.js" SCRIPT,
    "people.js" SCRIPT,
    "preview.js" SCRIPT,
    "reply.js" SCRIPT,
    "save.js" SCRIPT,
    "scores.js" SCRIPT,
    "tell.js" SCRIPT,
    "tip.js" SCRIPT,
    "wish.js" SCRIPT,
    "writing.js" SCRIPT,
}

/// `GET /`.
pub(super) async fn index() -> Response {
    answer("index.html")
}

/// `GET /NAME`.
pub(super) async fn file(Path(name): Path<String>) -> Response {
    if name == "icon.svg" {
        return ([(header::CONTENT_TYPE, "image/svg+xml")], include_str!("page/icon.svg")).into_response();
    }
    answer(&name)
}

fn answer(name: &str) -> Response {
    match FILES.iter().find(|(known, _, _)| *known == name) {
        Some((_, kind, text)) => ([(header::CONTENT_TYPE, *kind)], *text).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_stands_alone() {
        for (name, _, text) in FILES {
            for outside in ["http://", "https://", "@import", "innerHTML", "<style", "style=\""] {
                assert!(!text.contains(outside), "{name} has {outside}");
            }
        }
    }
}
