//! The answer: the draft of the request, a little better, as the prompt `revise` wants it. Nothing is parsed: the draft
//! stands in the request as the inside of a JSON string, and so it goes into the reply.

/// Stiff words of the drafts that `../run` makes, and what a reviser would say instead.
const SOFTER: [(&str, &str); 6] = [
    ("Please be advised that ", "We have to tell you that "),
    ("It is regretted that", "We are sorry that"),
    ("was not sent", "did not leave us"),
    ("has been declined", "is one that we have declined"),
    ("Any inconvenience caused is regretted.", "We are sorry."),
    ("can be requested until", "is yours to ask for until"),
];

/// A chat completion for a request with this body.
pub fn completion(body: &[u8]) -> String {
    let body = String::from_utf8_lossy(body);
    let reply = softer(draft(&body).unwrap_or("We are sorry."));
    let content = format!(
        r#"{{"critique":"It reads like a form: nobody in it did anything, and nobody is sorry.","free":"{reply}","reply":"{reply}","changes":[]}}"#
    );
    let (asked, said) = (body.len() / 4, content.len() / 4);
    format!(
        r#"{{"id":"chatcmpl-stub","object":"chat.completion","created":1700000000,"model":"stub","choices":[{{"index":0,"message":{{"role":"assistant","content":"{}","refusal":null}},"logprobs":null,"finish_reason":"stop"}}],"usage":{{"prompt_tokens":{asked},"completion_tokens":{said},"total_tokens":{}}}}}"#,
        content.replace('\\', r"\\").replace('"', r#"\""#),
        asked + said
    )
}

pub fn error(message: &str) -> String {
    format!(r#"{{"error":{{"message":"{message}","type":"stub","param":null,"code":null}}}}"#)
}

/// What stands between the tags of the draft, escaped as it is.
fn draft(body: &str) -> Option<&str> {
    let (_, rest) = body.split_once("<draft-")?;
    let (_, rest) = rest.split_once(r">\n")?;
    Some(rest.split_once(r"\n</draft-")?.0)
}

fn softer(draft: &str) -> String {
    SOFTER.iter().fold(draft.to_owned(), |text, (stiff, soft)| text.replace(stiff, soft))
}
