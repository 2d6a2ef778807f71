//! A model that answers from a list, in order: for tests, demonstrations and runs without a network.

use super::{BoxFuture, Model, ModelError, Reply};
use crate::Error;
use crate::prompt::Prompt;
use serde_json::Value;
use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Answers from a list. Once it is used up, every answer is [`ModelError::Empty`].
#[derive(Debug, Default)]
pub struct Replay {
    answers: Mutex<VecDeque<Result<Reply, ModelError>>>,
}

impl Replay {
    /// Answers with these, in order.
    pub fn new(answers: impl IntoIterator<Item = Result<Reply, ModelError>>) -> Self {
        Self { answers: Mutex::new(answers.into_iter().collect()) }
    }

    /// Answers as a script has them: a JSON array in which a string is the text of an answer, `{"error": "timed_out"}`
    /// a failure (`unreachable`, `timed_out`, `status` with its `code`, `unreadable`, `empty`, `refused`), and any
    /// other object the JSON of an answer.
    ///
    /// # Errors
    /// [`Error::Record`] for a script that is no such array.
    pub fn from_json(script: &Value) -> Result<Self, Error> {
        let entries = script.as_array().ok_or_else(|| wrong("a script is an array of answers"))?;
        entries.iter().map(answer).collect::<Result<Vec<_>, _>>().map(Self::new)
    }

    /// Answers from a file that holds such a script.
    ///
    /// # Errors
    /// [`Error::File`] where it cannot be read, [`Error::Record`] where it is no script.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|source| Error::File { path: path.to_owned(), source })?;
        let script = serde_json::from_str(&text).map_err(|error| Error::Record {
            line: Some(error.line()),
            field: None,
            detail: "this is no JSON".to_owned(),
        })?;
        Self::from_json(&script)
    }

    /// The next answer.
    fn next(&self) -> Result<Reply, ModelError> {
        // A list is whole even if whoever held it panicked.
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.pop_front().unwrap_or(Err(ModelError::Empty))
    }
}

impl Model for Replay {
    fn complete<'a>(&'a self, _: &'a Prompt) -> BoxFuture<'a, Result<Reply, ModelError>> {
        Box::pin(std::future::ready(self.next()))
    }

    fn engine(&self) -> &str {
        "replay"
    }
}

/// One entry of a script. Errors of scripts name no content.
fn answer(entry: &Value) -> Result<Result<Reply, ModelError>, Error> {
    match entry {
        Value::String(text) => Ok(Ok(said(text.clone()))),
        Value::Object(object) => match object.get("error").map(Value::as_str) {
            None => Ok(Ok(said(entry.to_string()))),
            Some(kind) => failure(kind.unwrap_or(""), object.get("code")).map(Err),
        },
        _ => Err(wrong("an answer is a string or an object")),
    }
}

fn said(text: String) -> Reply {
    Reply { text, ..Reply::default() }
}

fn failure(kind: &str, code: Option<&Value>) -> Result<ModelError, Error> {
    let code = code.and_then(Value::as_u64).and_then(|code| u16::try_from(code).ok()).unwrap_or(500);
    match kind {
        "unreachable" => Ok(ModelError::Unreachable { host: "replay".to_owned() }),
        "timed_out" => Ok(ModelError::TimedOut),
        "status" => Ok(ModelError::Status { code, retry_after: None }),
        "unreadable" => Ok(ModelError::Unreadable),
        "empty" => Ok(ModelError::Empty),
        "refused" => Ok(ModelError::Refused),
        _ => Err(wrong("an error is unreachable, timed_out, status, unreadable, empty or refused")),
    }
}

fn wrong(detail: &str) -> Error {
    Error::Record { line: None, field: None, detail: detail.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::drive;
    use crate::prompt::Prompts;
    use crate::revise::{Loop, Options, Verdict};
    use crate::text::Draft;
    use serde_json::json;
    use std::future::Future;
    use std::task::{Context, Poll, Waker};

    #[test]
    fn a_script_is_answered_in_order_and_then_nothing() {
        let script = json!(["plain", {"critique": "x"}, {"error": "status", "code": 429}]);
        let replay = Replay::from_json(&script).unwrap();
        assert_eq!(replay.next().unwrap().text, "plain");
        assert_eq!(replay.next().unwrap().text, r#"{"critique":"x"}"#);
        assert_eq!(replay.next(), Err(ModelError::Status { code: 429, retry_after: None }));
        assert_eq!(replay.next(), Err(ModelError::Empty));
    }

    #[test]
    fn a_bad_script_is_refused_without_quoting_it() {
        for script in [json!({"a": "walrus"}), json!([7]), json!([{"error": "walrus"}])] {
            let error = Replay::from_json(&script).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("walrus"));
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("script.json");
        std::fs::write(&path, "[\n\"walrus\" 1]").unwrap();
        assert!(Replay::from_file(&path).unwrap_err().to_string().starts_with("line 2: "));
    }

    #[test]
    fn driving_fills_in_who_answered() {
        let work = Loop::new(Draft::canned("We close at six."), Options::default(), Prompts::builtin());
        let replay = Replay::default();
        let mut future = Box::pin(drive(work, &replay));
        let Poll::Ready(outcome) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
            panic!("a replay never waits")
        };
        let outcome = outcome.unwrap();
        assert_eq!((outcome.engine.as_str(), outcome.model, outcome.verdict), ("replay", None, Verdict::Clean));
        assert_eq!(outcome.text, "We close at six.");
    }
}
