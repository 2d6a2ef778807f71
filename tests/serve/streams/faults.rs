//! Streams that break off, cannot be read, or are too large: what came goes out as it came.

use super::{BAD, GOOD, Piece, chat, chunk, deltas, end, joined, plain};
use crate::played::builtin;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_stream_goes_out_as_far_as_it_came_and_is_cut() {
    let pieces = [deltas(BAD, 0), vec![(50, None)]].concat();
    let came = plain(pieces.clone()).await;
    assert_eq!(came.all(), joined(&pieces));
    assert!(!came.whole, "the client sees the cut");
}

#[tokio::test(flavor = "multi_thread")]
async fn half_an_event_at_the_end_goes_out() {
    let pieces: Vec<Piece> = [deltas(GOOD, 0), vec![(0, Some("data: [DONE]".to_owned()))]].concat();
    let came = plain(pieces.clone()).await;
    assert!(came.whole);
    assert_eq!(came.apart().0, joined(&pieces));
    assert!(came.verdict().contains("verdict=clean"), "{}", came.all());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_without_an_end_of_its_own_is_decided_all_the_same() {
    let came = plain(deltas(BAD, 0)).await;
    assert!(came.text(0).contains("e declined your application"), "{}", came.text(0));
    assert!(came.verdict().contains("verdict=revised"), "{}", came.all());
}

#[tokio::test(flavor = "multi_thread")]
async fn events_that_cannot_be_read_pass_as_they_are() {
    for odd in [
        "data: {\"choices\": [{\n\n",
        "data: a\ndata: b\n\n",
        "data: {\"choices\":[{\"delta\":{\"content\":[7]}}]}\n\n",
    ] {
        let pieces = [deltas(BAD, 0), vec![(0, Some(odd.to_owned()))], deltas(BAD, 0), end()].concat();
        let came = plain(pieces.clone()).await;
        assert_eq!(came.apart().0, joined(&pieces), "{odd}");
        assert!(came.verdict().contains("verdict=passed reason=unreadable"), "{odd} {}", came.verdict());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_event_of_the_dialect_changes_nothing() {
    for odd in
        [": ping\n\n", "data: keepalive\n\n", "event: x\nid: 7\nretry: 10\n\n", "\n\n", "data: {\"object\":\"x\"}\n\n"]
    {
        let pieces = [deltas(GOOD, 0), vec![(0, Some(odd.to_owned()))], deltas(BAD, 0), end()].concat();
        let came = plain(pieces).await;
        assert!(came.all().contains(odd), "{odd}");
        assert!(came.text(0).contains("e declined your application"), "{odd} {}", came.all());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_in_the_stream_lets_everything_out() {
    let error = format!("data: {}\n\n", json!({"error": {"message": "overloaded", "type": "server_error"}}));
    let pieces = [deltas(BAD, 0), vec![(0, Some(error))]].concat();
    let came = plain(pieces.clone()).await;
    assert_eq!(came.apart().0, joined(&pieces));
    assert!(came.verdict().contains("verdict=passed reason=unreadable"), "{}", came.verdict());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_is_too_large_lets_everything_out() {
    let huge = chunk(json!([{"index": 0, "delta": {"content": "a".repeat(300_000)}}]));
    let pieces = [deltas(BAD, 0), vec![(0, Some(huge))], deltas(BAD, 0), end()].concat();
    let came = chat(pieces.clone(), builtin(), |options| options.largest = 100_000).await;
    assert_eq!(came.all(), joined(&pieces));
}

#[tokio::test(flavor = "multi_thread")]
async fn more_than_may_wait_lets_everything_out() {
    let call = chunk(json!([{"index": 1, "delta": {"reasoning_content": "a".repeat(3_000)}}]));
    let many = vec![(0, Some(call)); 50];
    let pieces = [deltas(BAD, 0), many, end()].concat();
    let came = chat(pieces.clone(), builtin(), |options| options.largest = 100_000).await;
    assert_eq!(came.apart().0, joined(&pieces));
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_may_end_as_they_like_and_pieces_anywhere() {
    for end_of_line in ["\n", "\r\n", "\r"] {
        let text = joined(&[deltas(&(GOOD.to_owned() + BAD), 0), end()].concat()).replace('\n', end_of_line);
        for size in [1, 7, 1_000] {
            let pieces = text.as_bytes().chunks(size).map(|piece| (0, Some(piece)));
            // A pound sign is cut in two.
            let pieces: Vec<Vec<u8>> = pieces.filter_map(|(_, piece)| piece.map(<[u8]>::to_vec)).collect();
            let came = raw(pieces).await.replace(end_of_line, "\n");
            assert!(came.contains("declined") && !came.contains("was declined"), "{end_of_line:?} {size} {came}");
            assert!(came.contains("statements") && came.trim_end().ends_with("data: [DONE]"));
        }
    }
}

/// What comes of these bytes.
async fn raw(pieces: Vec<Vec<u8>>) -> String {
    use axum::body::{Body, Bytes};
    use futures_util::{StreamExt, stream};
    let upstream = crate::played::Played::answering(move |_| {
        let pieces = stream::iter(pieces.clone()).then(|piece| async {
            tokio::task::yield_now().await;
            Ok::<_, std::io::Error>(Bytes::from(piece))
        });
        let answer = axum::http::Response::builder().header("content-type", "text/event-stream");
        answer.body(Body::from_stream(pieces)).unwrap()
    });
    let proxy = super::stood(&upstream.await, builtin(), |_| {}).await;
    let asked = json!({"model": "m", "stream": true, "messages": [{"role": "user", "content": super::SAID}]});
    let client = reqwest::Client::new().post(format!("{proxy}/v1/chat/completions"));
    client.body(asked.to_string()).send().await.unwrap().text().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_very_long_text_flows() {
    let long = "The office is open on weekdays from nine to five. ".repeat(600);
    let pieces = [deltas(&long, 0), deltas(BAD, 0), end()].concat();
    let came = plain(pieces.clone()).await;
    assert_eq!(came.apart().0, joined(&pieces));
    assert!(came.verdict().contains("verdict=passed reason=long"), "{}", came.verdict());
}
