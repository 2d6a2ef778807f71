//! The kinds of an outcome's fields, which the outcomes of one file may not show: each part of a run has the same columns.

use super::kind::Kind;
use serde_json::Value;

/// One of everything that an outcome can hold.
const WHOLE: &str = r#"{
    "reason": "", "flags": [""], "sender": "", "conversation": [{"role": "", "content": ""}],
    "before": {"mechanisms": {}, "flags": [""], "language": "", "supported": true, "findings": [{
        "mechanism": "", "rule": "", "severity": 1, "score": 0.5, "by": "", "span": {"start": 1, "end": 1, "text": ""},
        "message": "", "suggestion": "", "source": {"message": 1, "start": 1, "end": 1, "text": ""}}]},
    "after": {"mechanisms": {}, "flags": [""], "language": "", "supported": true, "findings": [{
        "mechanism": "", "rule": "", "severity": 1, "score": 0.5, "by": "", "span": {"start": 1, "end": 1, "text": ""},
        "message": "", "suggestion": "", "source": {"message": 1, "start": 1, "end": 1, "text": ""}}]},
    "hunks": [{"before": {"start": 1, "end": 1, "text": ""}, "after": {"start": 1, "end": 1, "text": ""},
        "mechanisms": [""], "reason": ""}],
    "rounds": [{"targets": [""], "critique": "", "candidate": "", "accepted": true,
        "violations": [{"guard": "", "detail": ""}]}],
    "error": {"kind": "", "message": ""}
}"#;

/// Adds what outcomes can hold to the columns that are there, where these are outcomes.
pub(super) fn complete(kind: &mut Kind) {
    let Kind::Fields(columns) = kind else { return };
    let is_there = |name: &str| columns.iter().any(|(column, _)| column == name);
    if !["verdict", "draft", "hunks"].into_iter().all(is_there) {
        return;
    }
    let whole: Value = serde_json::from_str(WHOLE).unwrap_or_default();
    for (name, column) in columns {
        let mut completed = column.clone();
        completed.take(whole.get(name.as_str()).unwrap_or(&Value::Null), 0);
        if completed != Kind::Mixed {
            *column = completed;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn empty_lists_of_outcomes_have_the_columns_of_full_ones() {
        let columns = |outcome: Value| {
            let mut kind = Kind::record();
            kind.learn(outcome.as_object().expect("an object"));
            complete(&mut kind);
            kind.columns()
        };
        let hunk = json!({"before": {"start": 0, "end": 4, "text": "t"}, "after": {"start": 0, "end": 0, "text": ""},
            "mechanisms": ["linguistic_distancing"], "reason": "r"});
        let empty = json!({"verdict": "clean", "reason": null, "draft": "d", "hunks": [], "flags": "theirs"});
        let full = json!({"verdict": "kept", "reason": "x", "draft": "d", "hunks": [hunk], "flags": "theirs"});
        assert_eq!(columns(empty), columns(full));
    }
}
