//! Comments in which writers answer findings: `<!-- attuned-ignore LD01, CA: the law wants these words -->`.

use crate::canned::reply::Suppression;

/// What the comments of HTML and Markdown answer.
pub(super) fn comments(text: &str) -> Vec<Suppression> {
    let inner = |comment: &str| Some(comment.split_once("-->")?.0.to_owned());
    text.split("<!--").skip(1).filter_map(inner).flat_map(|comment| answered(&comment)).collect()
}

/// What a comment answers; nothing where it speaks of something else.
pub(super) fn answered(comment: &str) -> Vec<Suppression> {
    let Some(rest) = comment
        .trim()
        .strip_prefix("attuned-ignore")
        .filter(|rest| !rest.starts_with(|sign: char| sign.is_alphanumeric() || sign == '-'))
    else {
        return Vec::new();
    };
    let (rules, reason) = rest.split_once(':').unwrap_or((rest, ""));
    let one = |rule: &str| Suppression { rule: rule.to_owned(), reason: reason.trim().to_owned() };
    let rules: Vec<&str> = rules.split([' ', ',']).filter(|rule| !rule.is_empty()).collect();
    if rules.is_empty() { vec![one("all")] } else { rules.into_iter().map(one).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, String)> {
        comments(text).into_iter().map(|one| (one.rule, one.reason)).collect()
    }

    #[test]
    fn rules_and_their_reason_are_read() {
        let law = |rule: &str| (rule.to_owned(), "the law: so".to_owned());
        assert_eq!(found("a <!-- attuned-ignore LD01, CA: the law: so --> b"), [law("LD01"), law("CA")]);
        assert_eq!(found("<!--attuned-ignore-->"), [("all".to_owned(), String::new())]);
    }

    #[test]
    fn other_comments_answer_nothing() {
        for text in ["", "<!-- a -->", "<!-- attuned-ignore LD01", "attuned-ignore LD01", "<!-- attuned-ignored -->"] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
