//! `POST /beta/litellm_basic_guardrail_api`: LiteLLM's Generic Guardrail API, so that a LiteLLM proxy revises its answers
//! here by configuration alone. Whatever goes wrong, the answer is to change nothing.

use super::{Refusal, Room, refusal};
use crate::serve::decision::Decision;
use crate::serve::dialect::Dialect;
use crate::serve::proxy::asking;
use crate::serve::{Desk, whole};
use crate::text::{Conversation, Draft};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::{Extension, Json};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::{Duration, Instant};

const SEND: &str = "send {\"input_type\": \"response\", \"texts\": [\"...\"]}";

/// Revises the texts of an answer, or remembers what a request said until its answer comes.
pub(super) async fn guardrail(
    State(desk): State<Arc<Desk>>,
    Extension(room): Extension<Room>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Value>, Refusal> {
    let bytes = match asking(&desk, &headers, body).await {
        Ok(bytes) => bytes,
        // A text that is too long for us goes out as it is.
        Err(refusal) if refusal.status == StatusCode::PAYLOAD_TOO_LARGE => return Ok(Json(unchanged())),
        Err(refusal) => return Err(refusal),
    };
    let Ok(asked) = room.lanes.think(move || Asked::read(&bytes)).await else { return Ok(Json(unchanged())) };
    let mut asked = asked?;
    let now = Instant::now();
    match (asked.response, asked.conversation.take(), &asked.call) {
        (true, known, call) => {
            let recalled = || call.as_deref().and_then(|call| room.calls.recall(call, now));
            let conversation = known.or_else(recalled).unwrap_or_default();
            return Ok(Json(revised(&desk, asked, conversation).await));
        }
        (false, Some(conversation), Some(call)) => room.calls.remember(call, conversation, now),
        (false, ..) => {}
    }
    Ok(Json(unchanged()))
}

fn unchanged() -> Value {
    json!({"action": "NONE"})
}

/// The answer for texts of a reply.
async fn revised(desk: &Desk, asked: Asked, conversation: Conversation) -> Value {
    let drafts = asked.texts.iter().map(|text| Draft::new(conversation.clone(), text.as_str()));
    if let Some(shadow) = &desk.shadow {
        drafts.for_each(|draft| shadow.offer(draft, Dialect::Chat, false));
        return unchanged();
    }
    let deadline = asked.most.map_or(desk.options.deadline, |most| most.min(desk.options.deadline));
    let decisions = futures_util::future::join_all(drafts.map(|draft| decided(desk, draft, deadline))).await;
    let prose: Vec<Decision> = decisions.iter().flatten().cloned().collect();
    desk.note(Dialect::Chat, false, &prose);
    if prose.iter().all(|decision| decision.text.is_none()) {
        return unchanged();
    }
    let new = decisions.into_iter().map(|decision| decision.and_then(|decision| decision.text));
    let texts: Vec<String> = asked.texts.into_iter().zip(new).map(|(old, new)| new.unwrap_or(old)).collect();
    json!({"action": "GUARDRAIL_INTERVENED", "texts": texts})
}

/// What became of a text; nothing where it is empty, or data rather than prose.
async fn decided(desk: &Desk, draft: Draft, deadline: Duration) -> Option<Decision> {
    let data = draft.text.trim().is_empty() || whole::is_data(&draft.text);
    if data { None } else { Some(desk.reviser.decide_within(draft, 0, deadline).await) }
}

/// What LiteLLM asks.
#[derive(Debug)]
struct Asked {
    /// Whether the texts are an answer's, not a request's.
    response: bool,
    texts: Vec<String>,
    /// What names the call, the same for a request and its answer.
    call: Option<String>,
    /// The longest that the answer may take.
    most: Option<Duration>,
    /// The turns before the answer, where they are shown.
    conversation: Option<Conversation>,
}

impl Asked {
    fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        let fields: Value = serde_json::from_slice(bytes)
            .map_err(|wrong| refusal::bad(format!("the body is not JSON: {wrong}; {SEND}")))?;
        let response = match fields["input_type"].as_str() {
            Some("response") => true,
            Some("request") => false,
            _ => return Err(refusal::bad(format!("`input_type` is neither request nor response; {SEND}"))),
        };
        let texts = match &fields["texts"] {
            Value::Null => Some(Vec::new()),
            texts => serde_json::from_value(texts.clone()).ok(),
        };
        let texts = texts.ok_or_else(|| refusal::bad(format!("`texts` is no list of texts; {SEND}")))?;
        let call = call(&fields);
        let more = &fields["additional_provider_specific_params"];
        let most = more["max_ms"].as_u64().map(Duration::from_millis);
        let places = [&fields["structured_messages"], &fields["request_data"]["messages"], &more["conversation"]];
        Ok(Self { response, texts, call, most, conversation: places.into_iter().find_map(turns) })
    }
}

/// What names a call. A caller may choose the id, so whose key it was belongs to it: nobody's answer is read beside another's
/// conversation.
fn call(fields: &Value) -> Option<String> {
    let whose = fields["request_data"]["user_api_key_hash"].as_str().unwrap_or_default();
    fields["litellm_call_id"].as_str().map(|id| format!("{whose} {id}"))
}

/// Text of the person, or messages as the chat API has them.
fn turns(value: &Value) -> Option<Conversation> {
    match value {
        Value::String(words) => Some(Conversation::from_user(words.as_str())),
        Value::Array(_) => {
            let asked = Dialect::Chat.asked(json!({ "messages": value }).to_string().as_bytes())?;
            Some(asked.conversation).filter(|conversation| !conversation.messages.is_empty())
        }
        _ => None,
    }
}
