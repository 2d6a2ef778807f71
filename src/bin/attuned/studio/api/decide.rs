//! `POST /api/replies/N/decide`: accepts, refuses or rewrites one change, or all that are open.

use super::{Answer, Refusal, Shared, changed};
use attuned::{HunkDecision, Review};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;

/// A decision; about every open change where no hunk is named.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::studio) struct Decision {
    hunk: Option<usize>,
    decision: Word,
    /// Other words, where the decision is `edited`.
    words: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Word {
    Open,
    Accepted,
    Refused,
    Edited,
}

type Asked = Result<Json<Decision>, JsonRejection>;

pub(in crate::studio) async fn decide(State(desk): Shared, Path(at): Path<usize>, asked: Asked) -> Answer {
    let Json(Decision { hunk, decision, words }) = asked?;
    let decision = match decision {
        Word::Open => HunkDecision::Open,
        Word::Accepted => HunkDecision::Accepted,
        Word::Refused => HunkDecision::Refused,
        Word::Edited => HunkDecision::Edited(words.unwrap_or_default()),
    };
    let decide = move |review: &mut Review| {
        if let Some(why) = hunk.and_then(|hunk| hindrance(review, at, hunk, &decision)) {
            return Err(Refusal::new(StatusCode::CONFLICT, "hindrance", format!("this cannot be written: {why}")));
        }
        let done = match hunk {
            Some(hunk) => review.decide(at, hunk, decision),
            None => review.decide_open(at, &decision),
        };
        let gone = || Refusal::new(StatusCode::CONFLICT, "hunk", "there is no such change here that could be decided");
        done.then_some(()).ok_or_else(gone)
    };
    changed(&desk, at, decide).await
}

/// Why a change cannot be accepted as it was proposed. Words of one's own are taken, so that nothing typed is lost, and the
/// page says what hinders them.
fn hindrance(review: &Review, at: usize, hunk: usize, decision: &HunkDecision) -> Option<String> {
    let proposal = review.proposal(at).filter(|_| *decision == HunkDecision::Accepted)?;
    let one = proposal.diff.hunks.get(hunk)?;
    let (before, after) = (&proposal.text[..one.before.span.start], &proposal.text[one.before.span.end..]);
    review.file(at).hindrance(review.number(at), &[before, &one.after.text, after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use attuned::{CannedFile, CannedOptions, LintOptions};

    #[test]
    fn what_cannot_be_written_is_not_accepted_but_may_be_refused() {
        let macros = r#"{"data": [{"type": "macro", "id": "1",
            "body": "<p>Please be advised that your request was declined.</p>", "body_text": "We are on it."}]}"#;
        let file =
            CannedFile::parse("macros.json", macros.as_bytes().to_vec(), &CannedOptions::default()).expect("macros");
        let mut review = Review::new(vec![file], LintOptions::default());
        assert!(review.propose_builtin(0));
        let why = hindrance(&review, 0, 0, &HunkDecision::Accepted);
        assert_eq!(why.as_deref(), review.reply(0).locked());
        assert!(why.is_some() && hindrance(&review, 0, 0, &HunkDecision::Refused).is_none());
    }
}
