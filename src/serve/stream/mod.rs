//! An answer that comes as a stream.

mod drive;

use super::Desk;
use super::decision::{Decision, Why};
use super::dialect::{Asked, Dialect};
use super::gate::Mode;
use super::options::{OnHeld, StreamMode};
use super::said;
use crate::detect::Flag;
use crate::text::Draft;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::Response;
use drive::Drive;
use std::sync::Arc;

const MODE: HeaderName = HeaderName::from_static("x-attuned-mode");

/// Sends a stream on, revised on its way.
pub(super) fn revised(desk: Arc<Desk>, dialect: Dialect, asked: Asked, answer: Response<Body>) -> Response<Body> {
    let (mut head, body) = answer.into_parts();
    if is_packed(&head.headers) {
        let decisions = [Decision::passed(Why::Unreadable)];
        said::headers(&mut head.headers, &decisions);
        desk.note(dialect, true, &decisions);
        return Response::from_parts(head, body);
    }
    let draft = Draft::new(asked.conversation, "");
    let mode = mode(&desk, &draft);
    head.headers.insert(MODE, HeaderValue::from_static(word(mode)));
    head.headers.remove(header::CONTENT_LENGTH);
    let mut drive = Drive::new(desk, dialect, draft, mode, body.into_data_stream());
    if asked.data {
        drive.pass(Why::Data);
    }
    head.extensions.insert(drive.told());
    Response::from_parts(head, Body::from_stream(drive.stream()))
}

/// How the texts of a stream go through.
fn mode(desk: &Desk, draft: &Draft) -> Mode {
    match desk.options.stream_mode {
        _ if desk.shadow.is_some() => Mode::Flow,
        StreamMode::Pass => Mode::Flow,
        StreamMode::Buffer => Mode::Buffer,
        // What is to be replaced as a whole must not have begun.
        StreamMode::Gate if replaces(desk) && desk.reviser.report(draft).has(Flag::Crisis) => Mode::Buffer,
        StreamMode::Gate => Mode::Gate,
    }
}

fn replaces(desk: &Desk) -> bool {
    matches!(desk.options.on_held, OnHeld::Message(_))
}

fn word(mode: Mode) -> &'static str {
    match mode {
        Mode::Gate => "gate",
        Mode::Buffer => "buffer",
        Mode::Flow => "pass",
    }
}

/// Whether the body is packed, so that it cannot be read.
fn is_packed(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_ENCODING).is_some_and(|value| !value.as_bytes().eq_ignore_ascii_case(b"identity"))
}
