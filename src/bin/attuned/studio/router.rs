//! Which address is answered by whom.

use super::desk::Desk;
use super::{api, door, page};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use std::sync::Arc;

/// The longest request: a long reply, many times over.
const LARGEST: usize = 1 << 20;

pub(super) fn router(desk: &Arc<Desk>) -> Router {
    let replies = Router::new()
        .route("/", get(api::reply::reply))
        .route("/decide", post(api::decide::decide))
        .route("/write", post(api::write::write))
        .route("/check", post(api::check::check))
        .route("/show", post(api::show::show))
        .route("/mark", post(api::mark::mark))
        .route("/undo", post(api::undo::undo))
        .route("/redo", post(api::undo::redo))
        .route("/people", post(api::people::people))
        .route("/imagine", post(api::people::imagine))
        .route("/propose", post(api::propose::propose));
    Router::new()
        .route("/", get(page::index))
        .route("/{file}", get(page::file))
        .route("/api/library", get(api::library::library))
        .nest("/api/replies/{at}", replies)
        .route("/api/save", get(api::waiting::waiting).post(api::save::save))
        .route("/api/unsave", post(api::save::unsave))
        .route("/api/files/{file}", get(api::export::file))
        .route("/api/report/{kind}", get(api::report::report))
        .layer(DefaultBodyLimit::max(LARGEST))
        .layer(from_fn_with_state(Arc::clone(desk), door::door))
        .with_state(Arc::clone(desk))
}
