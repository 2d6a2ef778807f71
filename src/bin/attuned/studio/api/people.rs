//! `POST /api/replies/N/people` and `/imagine`: who receives a reply, as the person says or as a model imagines. Both are
//! kept in the notes beside the file; whom the file itself names stays.

use super::{Answer, Refusal, Shared, changed, known, proposed};
use attuned::{Imagine, Review, Situation};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;

/// The people whom the notes are to name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::studio) struct Named {
    people: Vec<Situation>,
}

type Asked = Result<Json<Named>, JsonRejection>;

pub(in crate::studio) async fn people(State(desk): Shared, Path(at): Path<usize>, asked: Asked) -> Answer {
    let Json(Named { people }) = asked?;
    changed(&desk, at, move |review| note(review, at, people)).await
}

pub(in crate::studio) async fn imagine(State(desk): Shared, Path(at): Path<usize>) -> Answer {
    let nobody = "nobody can be imagined without a language model; start again with --base-url and --model";
    let asks = desk.imagines.as_ref().ok_or_else(|| Refusal::new(StatusCode::CONFLICT, "model", nobody))?;
    let imagining = desk.review(move |review| known(review, at).map(|()| Imagine::new(review.reply(at)))).await?;
    let asked = asks.people(&imagining).await;
    let people = asked.map_err(|error| Refusal::new(StatusCode::BAD_GATEWAY, "model", format!("{error:#}")))??;
    let beside = move |review: &mut Review| {
        let given = review.reply(at).noted().iter().filter(|one| !one.imagined).cloned();
        let all = given.chain(people).collect();
        note(review, at, all)
    };
    changed(&desk, at, beside).await
}

/// Notes people beside the file, and goes on with them: what mends the reply may be something else for them.
fn note(review: &mut Review, at: usize, people: Vec<Situation>) -> Result<(), Refusal> {
    let (mut file, number) = (review.file(at).clone(), review.number(at));
    file.note_people(&[(number, people)])?;
    review.set_situations(at, file.replies()[number].situations.clone());
    proposed(review, at);
    Ok(())
}
