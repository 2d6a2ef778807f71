//! `POST /api/replies/N/mark`: the reply as a whole is done as it stands, skipped, wanted although it lost something, or
//! none of these.

use super::{Answer, Shared, changed};
use attuned::ReplyMark;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use serde::Deserialize;

/// What the person says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::studio) struct Said {
    mark: Option<Word>,
    #[serde(default)]
    reason: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Word {
    Done,
    Skipped,
    Confirmed,
}

type Asked = Result<Json<Said>, JsonRejection>;

pub(in crate::studio) async fn mark(State(desk): Shared, Path(at): Path<usize>, asked: Asked) -> Answer {
    let Json(Said { mark, reason }) = asked?;
    let mark = move |review: &mut attuned::Review| {
        match mark {
            Some(Word::Confirmed) => review.confirm(at),
            Some(Word::Done) => review.set_mark(at, Some(ReplyMark::Done(reason))),
            Some(Word::Skipped) => review.set_mark(at, Some(ReplyMark::Skipped(reason))),
            None => review.set_mark(at, None),
        }
        Ok(())
    };
    changed(&desk, at, mark).await
}
