//! `GET /api/library`: every reply in a line, the files, who revises.

use super::{Refusal, Shared};
use crate::studio::desk::Desk;
use crate::studio::view::Row;
use attuned::{CannedFile, Mechanism, Review};
use axum::Json;
use axum::extract::State;
use serde::Serialize;

/// What the page begins with.
#[derive(Serialize)]
pub(in crate::studio) struct Library {
    files: Vec<File>,
    replies: Vec<Row>,
    mechanisms: [Named; 4],
    engine: Reviser,
    /// Whether a save can be taken back.
    unsave: bool,
}

#[derive(Serialize)]
struct File {
    path: String,
    format: &'static str,
}

#[derive(Serialize)]
struct Named {
    id: &'static str,
    title: &'static str,
    /// What it does, as people say it.
    plain: &'static str,
    summary: String,
}

/// Who revises.
#[derive(Serialize)]
struct Reviser {
    /// Whether texts leave this machine when it is asked, or at least this program.
    remote: bool,
    /// Which it is: a model at a host.
    name: String,
}

pub(in crate::studio) async fn library(State(desk): Shared) -> Result<Json<Library>, Refusal> {
    let engine = reviser(&desk);
    let library = move |review: &mut Review| {
        review.look();
        Ok(Library {
            files: review.files().iter().map(file).collect(),
            replies: (0..review.len()).map(|at| Row::of(review, at)).collect(),
            mechanisms: Mechanism::ALL.map(named),
            engine,
            unsave: review.can_unsave(),
        })
    };
    desk.review(library).await.map(Json)
}

fn file(file: &CannedFile) -> File {
    File { path: file.path().display().to_string(), format: file.format().name() }
}

fn reviser(desk: &Desk) -> Reviser {
    let name = desk.engine.notice.split("; ").next().unwrap_or_default();
    Reviser { remote: desk.engine.remote, name: name.to_owned() }
}

fn named(mechanism: Mechanism) -> Named {
    Named {
        id: mechanism.id(),
        title: mechanism.title(),
        plain: mechanism.plain(),
        summary: mechanism.explained().summary.to_owned(),
    }
}
