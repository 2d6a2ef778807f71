//! Token counts of an answer, with ours added and named apart.

use super::decision::Decision;
use super::dialect::Counted;
use std::ops::Range;

/// The edits that add what revisions cost to the counts of an answer; none where they cost nothing.
pub(super) fn added(counted: &Counted, decisions: &[Decision]) -> Vec<(Range<usize>, Vec<u8>)> {
    let sum = |count: fn(&Decision) -> u64| decisions.iter().map(count).fold(0, u64::saturating_add);
    let prompt = sum(|one| one.usage.prompt_tokens);
    let completion = sum(|one| one.usage.completion_tokens);
    let (calls, both) = (sum(|one| one.usage.calls), prompt.saturating_add(completion));
    if both == 0 {
        return Vec::new();
    }
    let sums = [(&counted.prompt, prompt), (&counted.completion, completion), (&counted.total, both)];
    let sums = sums.into_iter().filter_map(|(there, ours)| {
        let (place, theirs) = there.as_ref()?;
        Some((place.clone(), theirs.saturating_add(ours).to_string().into_bytes()))
    });
    let apart =
        format!(",\"attuned\":{{\"calls\":{calls},\"prompt_tokens\":{prompt},\"completion_tokens\":{completion}}}");
    sums.chain([(counted.close..counted.close, apart.into_bytes())]).collect()
}

#[cfg(test)]
mod tests {
    use super::super::decision::Why;
    use super::super::dialect::Dialect;
    use super::*;
    use crate::revise::Usage;
    use crate::splice::splice;

    fn with(body: &str, tokens: u64) -> String {
        let usage = Usage { calls: 1, prompt_tokens: 10 * tokens, completion_tokens: tokens, ..Usage::default() };
        let decisions = [Decision { usage, ..Decision::passed(Why::Data) }, Decision::passed(Why::Data)];
        let counted = Dialect::Chat.answer(body.as_bytes()).unwrap_or_default().counted.unwrap_or_default();
        String::from_utf8(splice(body.as_bytes(), added(&counted, &decisions))).unwrap_or_default()
    }

    #[test]
    fn our_tokens_are_added_and_named_apart() {
        let body =
            r#"{"choices": [], "usage": {"total_tokens": 9, "prompt_tokens":5,"completion_tokens" : 4 }, "x": 1}"#;
        let expected = r#"{"choices": [], "usage": {"total_tokens": 31, "prompt_tokens":25,"completion_tokens" : 6 ,"attuned":{"calls":1,"prompt_tokens":20,"completion_tokens":2}}, "x": 1}"#;
        assert_eq!(with(body, 2), expected);
        assert_eq!(with(body, 0), body);
    }
}
