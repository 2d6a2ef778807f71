//! Labels, headings, tables, quotes, links and tags that are not the draft's.

use super::shape::Shape;

/// Labels of the draft that are gone.
pub(super) fn labels<'a>(draft: &'a Shape, candidate: &'a Shape) -> impl Iterator<Item = String> + 'a {
    let lost = draft.labels.iter().filter(|label| !candidate.labels.contains(label));
    lost.map(|label| format!("the label {label:?} is gone"))
}

/// Headings, tables, quotes, links and tags.
pub(super) fn blocks(draft: &Shape, candidate: &Shape) -> Vec<String> {
    let mut out = Vec::new();
    if draft.headings != candidate.headings {
        out.push(format!("the draft has these headings: {}", draft.headings.join(" ")));
    }
    if draft.bars != candidate.bars {
        out.push("the table's rows and columns must stay".to_owned());
    }
    if draft.quotes != candidate.quotes {
        out.push("the block quotes must stay word for word".to_owned());
    }
    if draft.links != candidate.links {
        out.push(format!("the draft has {} Markdown links", draft.links));
    }
    if draft.tags != candidate.tags {
        out.push(format!("the HTML tags must stay in this order: {}", draft.tags.join(" ")));
    }
    out
}
