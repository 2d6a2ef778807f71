//! What a refusal says: its status, how long to wait, and what it blames. Its words are looked at and dropped.

use reqwest::header::HeaderMap;
use serde_json::Value;
use std::time::{Duration, SystemTime};

/// A refusal by the server, without a word of its body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// The HTTP status, or the one that a body of status 200 names.
    pub(crate) status: u16,
    /// How long the server asks to wait.
    pub(crate) retry_after: Option<Duration>,
    /// What it blames, as far as one can tell.
    pub(crate) blame: Blame,
}

/// What a refusal blames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Blame {
    /// `max_tokens`: the model wants `max_completion_tokens`.
    Limit,
    /// The temperature: the model takes only its own.
    Temperature,
    /// The format or schema of the answer.
    Format,
    /// The account: waiting will not help.
    Quota,
    /// The model, the key, the length of the prompt: another form of the request will not help.
    Settled,
    /// Nothing that we know.
    Unknown,
}

/// Codes that no other form of the request and no waiting will change.
const SETTLED: [&str; 6] = [
    "context_length_exceeded",
    "exceed_context_size_error",
    "model_not_found",
    "invalid_api_key",
    "content_filter",
    "content_policy_violation",
];
const QUOTA: [&str; 4] =
    ["insufficient_quota", "billing_hard_limit_reached", "exceeded_current_quota_error", "billing_not_active"];
const FORMAT: [&str; 5] = ["response_format", "json_schema", "json_object", "schema", "grammar"];

impl Refusal {
    /// Reads a refusal from its status, headers and the start of its body.
    pub(crate) fn read(status: u16, headers: &HeaderMap, body: &[u8]) -> Self {
        let body = serde_json::from_slice(body).unwrap_or(Value::Null);
        Self { status, retry_after: retry_after(headers, SystemTime::now()), blame: blame(&body) }
    }

    /// The refusal that a body of status 200 holds: some gateways wrap the errors of others so.
    pub(crate) fn wrapped(headers: &HeaderMap, body: &Value) -> Option<Self> {
        let error = body.get("error").filter(|error| error.is_object())?;
        if body.get("choices").is_some() {
            return None;
        }
        let status = number(error.get("code")?).filter(|code| (400..600).contains(code))?;
        Some(Self { status, retry_after: retry_after(headers, SystemTime::now()), blame: blame(body) })
    }

    /// Whether the same request may succeed a little later.
    pub(crate) fn passing(&self) -> bool {
        let passing = matches!(self.status, 408 | 429 | 500..=599) && self.status != 501;
        passing && self.blame != Blame::Quota
    }
}

fn number(code: &Value) -> Option<u16> {
    let number = code.as_u64().or_else(|| code.as_str()?.parse().ok())?;
    u16::try_from(number).ok()
}

/// What the body blames. Servers agree on no shape: `error` may be an object, a text, or missing, or all be in a list.
fn blame(body: &Value) -> Blame {
    let body = body.get(0).unwrap_or(body);
    let error = body.get("error").filter(|error| error.is_object()).unwrap_or(body);
    let field = |name: &str| error.get(name).and_then(Value::as_str).unwrap_or_default();
    let is = |list: &[&str]| list.contains(&field("code")) || list.contains(&field("type"));
    let says = message(body, error);
    let at = |words: &[&str]| words.iter().any(|word| field("param").contains(word) || says.contains(word));
    match () {
        () if is(&QUOTA) => Blame::Quota,
        () if is(&SETTLED) => Blame::Settled,
        () if at(&["max_completion_tokens"]) => Blame::Limit,
        () if field("param") == "temperature" || at(&["'temperature'", "`temperature`"]) => Blame::Temperature,
        () if at(&FORMAT) => Blame::Format,
        () => Blame::Unknown,
    }
}

/// The words to look for names of parameters in; FastAPI puts them under `detail`, with the place apart.
fn message(body: &Value, error: &Value) -> String {
    let plain = [error.get("message"), body.get("error"), body.get("message"), body.get("detail")];
    let mut says: String = plain.into_iter().flatten().filter_map(Value::as_str).collect::<Vec<_>>().join(" ");
    for detail in body.get("detail").and_then(Value::as_array).into_iter().flatten() {
        // Only the place and the complaint: `input` repeats the conversation, whose words blame nothing.
        let place = detail.get("loc").and_then(Value::as_array).into_iter().flatten();
        for word in place.chain(detail.get("msg")).filter_map(Value::as_str) {
            says.push(' ');
            says.push_str(word);
        }
    }
    says
}

/// The wait that the headers ask for: milliseconds, seconds with or without a fraction, or a date.
fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    if let Some(wait) = text("retry-after-ms").and_then(|text| seconds(text, 1000.0)) {
        return Some(wait);
    }
    let text = text("retry-after")?;
    seconds(text, 1.0).or_else(|| {
        let then = httpdate::parse_http_date(text).ok()?;
        Some(then.duration_since(now).unwrap_or_default())
    })
}

fn seconds(text: &str, unit: f64) -> Option<Duration> {
    let number = text.parse::<f64>().ok()? / unit;
    Duration::try_from_secs_f64(number).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use serde_json::json;

    fn waits(name: &'static str, value: &str) -> Option<Duration> {
        let mut headers = HeaderMap::new();
        headers.insert(name, value.parse().unwrap());
        // 1994-11-06 08:49:37 GMT
        retry_after(&headers, SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777))
    }

    #[test]
    fn waits_are_read_as_seconds_fractions_dates_and_milliseconds() {
        assert_eq!(waits("retry-after", " 7 "), Some(Duration::from_secs(7)));
        assert_eq!(waits("retry-after", "1.5"), Some(Duration::from_millis(1500)));
        assert_eq!(waits("retry-after", "Sun, 06 Nov 1994 08:49:47 GMT"), Some(Duration::from_secs(10)));
        assert_eq!(waits("retry-after", "Sun, 06 Nov 1994 08:00:00 GMT"), Some(Duration::ZERO));
        assert_eq!(waits("retry-after-ms", "250"), Some(Duration::from_millis(250)));
    }

    #[test]
    fn waits_that_make_no_sense_are_ignored() {
        for value in ["soon", "-3", "NaN", "inf", "1e300", ""] {
            assert_eq!(waits("retry-after", value), None, "{value}");
        }
    }

    #[test]
    fn blame_is_found_in_every_shape_of_error() {
        let cases = [
            (json!({"error": {"code": "insufficient_quota"}}), Blame::Quota),
            (json!({"error": {"type": "insufficient_quota", "code": null}}), Blame::Quota),
            (json!({"object": "error", "code": 400, "message": "json_schema is not supported"}), Blame::Format),
            (json!({"detail": [{"loc": ["body", "response_format"], "msg": "bad", "input": "hello"}]}), Blame::Format),
            (json!([{"error": {"code": 400, "message": "Invalid schema"}}]), Blame::Format),
            (json!({"error": "invalid grammar"}), Blame::Format),
            (json!({"error": {"param": "temperature", "code": "unsupported_value"}}), Blame::Temperature),
            (
                json!({"error": {"param": "max_tokens", "message": "Use 'max_completion_tokens' instead."}}),
                Blame::Limit,
            ),
            (json!({"error": {"code": "context_length_exceeded", "param": "messages"}}), Blame::Settled),
            (json!({"error": {"message": "no"}}), Blame::Unknown),
            (json!("no"), Blame::Unknown),
            (Value::Null, Blame::Unknown),
        ];
        for (body, expected) in cases {
            assert_eq!(blame(&body), expected, "{body}");
        }
    }

    #[test]
    fn words_of_the_conversation_that_a_server_repeats_blame_nothing() {
        let body = json!({"detail": [{"loc": ["body", "model"], "msg": "missing", "input": "my schema is broken"}]});
        assert_eq!(blame(&body), Blame::Unknown);
    }

    #[test]
    fn an_error_inside_status_200_is_a_refusal_but_an_answer_is_none() {
        let headers = HeaderMap::new();
        let refusal = Refusal::wrapped(&headers, &json!({"error": {"code": "429", "message": "slow down"}})).unwrap();
        assert_eq!((refusal.status, refusal.passing()), (429, true));
        assert_eq!(Refusal::wrapped(&headers, &json!({"error": {"code": 200}})), None);
        assert_eq!(Refusal::wrapped(&headers, &json!({"choices": [], "error": {"code": 500}})), None);
    }

    #[test]
    fn only_what_may_pass_is_worth_a_wait() {
        let passing = |status, blame| Refusal { status, retry_after: None, blame }.passing();
        for status in [408, 429, 500, 502, 503, 504, 529] {
            assert!(passing(status, Blame::Unknown), "{status}");
        }
        for status in [301, 400, 401, 402, 403, 404, 413, 422, 501] {
            assert!(!passing(status, Blame::Unknown), "{status}");
        }
        assert!(!passing(429, Blame::Quota));
    }
}
