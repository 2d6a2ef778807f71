//! The proxy before an upstream that is played here.
#![cfg(feature = "serve")]
#![allow(missing_docs, unreachable_pub, clippy::unwrap_used)]

mod api;
mod faults;
mod forward;
mod operations;
mod played;
mod privacy;
mod raw;
mod shadow;
mod streams;
mod whole;

use played::{Played, stood};

#[tokio::test(flavor = "multi_thread")]
async fn other_paths_pass_through() {
    let upstream = Played::answering(|_| played::json("{\"object\":\"list\",\"data\":[]}")).await;
    let proxy = stood(&upstream, |_| {}).await;
    let answer = reqwest::get(format!("{proxy}/v1/models")).await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.text().await.unwrap(), "{\"object\":\"list\",\"data\":[]}");
    assert_eq!(upstream.seen()[0].path, "/v1/models");
}
