//! An upstream that answers at once: a reply in which nothing is found, whole or as a stream of 40 events.
//!
//! `upstream PORT`

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{Response, header};
use std::sync::LazyLock;

/// What every answer says.
const REPLY: &str = "Your parcel left our warehouse in Leeds on Monday at 9:40 and is with the courier now. It should reach \
                     you on Thursday between 12:00 and 16:00. You can follow it with the number QX-7731 on the courier's \
                     page. If Thursday does not suit you, you can choose another day there until Wednesday evening.";

/// Pieces of a stream.
const PIECES: usize = 40;

static WHOLE: LazyLock<Bytes> = LazyLock::new(|| {
    let usage = "{\"prompt_tokens\":180,\"completion_tokens\":70,\"total_tokens\":250}";
    let choice = format!(
        "{{\"index\":0,\"message\":{{\"role\":\"assistant\",\"content\":\"{REPLY}\",\"refusal\":null}},\"logprobs\":null,\
         \"finish_reason\":\"stop\"}}"
    );
    Bytes::from(format!(
        "{{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1760000000,\"model\":\"played\",\"choices\":\
         [{choice}],\"usage\":{usage},\"system_fingerprint\":\"fp_1\"}}"
    ))
});

static STREAM: LazyLock<Bytes> = LazyLock::new(|| {
    let event = |delta: &str, finish: &str| {
        format!(
            "data: {{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1760000000,\"model\":\"played\",\
             \"choices\":[{{\"index\":0,\"delta\":{delta},\"finish_reason\":{finish}}}]}}\n\n"
        )
    };
    let signs: Vec<char> = REPLY.chars().collect();
    let pieces = signs.chunks(signs.len().div_ceil(PIECES)).map(|piece| piece.iter().collect::<String>());
    let mut all = event("{\"role\":\"assistant\",\"content\":\"\"}", "null");
    all.extend(pieces.map(|piece| event(&format!("{{\"content\":\"{piece}\"}}"), "null")));
    all += &event("{}", "\"stop\"");
    Bytes::from(all + "data: [DONE]\n\n")
});

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let port = std::env::args().nth(1).expect("upstream PORT");
    let router = Router::new().fallback(answer);
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await.expect("a free port");
    axum::serve(listener, router).await.expect("serving");
}

async fn answer(body: Bytes) -> Response<Body> {
    let streamed = body.windows(13).any(|seen| seen == b"\"stream\":true");
    let (kind, answer) = if streamed { ("text/event-stream", &*STREAM) } else { ("application/json", &*WHOLE) };
    let answer = Response::builder().header(header::CONTENT_TYPE, kind).body(Body::from(answer.clone()));
    answer.expect("a response")
}
