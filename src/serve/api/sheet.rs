//! What goes out: one object, an array, or lines, in the order of the request, as each is done.

use super::records::Form;
use crate::record::Failure;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, Stream, StreamExt};
use serde_json::Value;
use std::convert::Infallible;

/// What became of a record: its object, or its failure.
pub(super) type Done = Result<Value, Failure>;

/// One record alone; a bad one says so by the status, too.
pub(super) fn one(done: Done) -> Response {
    let (status, value) = match done {
        Ok(value) => (StatusCode::OK, value),
        Err(failure) if failure.kind == "record" => (StatusCode::UNPROCESSABLE_ENTITY, failure.record()),
        Err(failure) => (StatusCode::INTERNAL_SERVER_ERROR, failure.record()),
    };
    let json = [(header::CONTENT_TYPE, "application/json")];
    (status, json, format!("{value}\n")).into_response()
}

/// Many records; each piece holds some of them. The client sets the pace: nothing is begun that it would not take.
pub(super) fn many(form: Form, pieces: impl Stream<Item = Vec<Done>> + Send + 'static) -> Response {
    let (kind, body) = match form {
        Form::Lines(kind) => (kind, Body::from_stream(pieces.map(|piece| sent(lines(piece))))),
        Form::One | Form::Array => ("application/json", Body::from_stream(array(pieces).map(sent))),
    };
    let mut answer = Response::new(body);
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    answer
}

fn lines(piece: Vec<Done>) -> String {
    piece.into_iter().map(|done| format!("{}\n", object(done))).collect()
}

/// An array, an element a line.
fn array(pieces: impl Stream<Item = Vec<Done>> + Send) -> impl Stream<Item = String> + Send {
    let elements = pieces.enumerate().map(|(place, piece)| {
        let before = if place == 0 { "" } else { ",\n" };
        format!("{before}{}", piece.into_iter().map(object).collect::<Vec<_>>().join(",\n"))
    });
    stream::once(async { "[".to_owned() }).chain(elements).chain(stream::once(async { "]\n".to_owned() }))
}

fn object(done: Done) -> String {
    done.unwrap_or_else(|failure| failure.record()).to_string()
}

fn sent(text: String) -> Result<Bytes, Infallible> {
    Ok(text.into())
}
