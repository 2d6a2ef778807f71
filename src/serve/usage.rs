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
