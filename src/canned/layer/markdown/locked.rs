//! What is no Markdown though it may look like it: placeholders of every syntax, and tags of templates.

use crate::canned::layer::template::templates;
use crate::guard::placeholders;
use std::ops::Range;

/// Where the placeholders of a text stand, in order.
pub(super) fn locked(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = placeholders::spans(text).into_iter().map(|span| span.start..span.end).collect();
    found.extend(templates(text));
    found.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
    let mut end = 0;
    found.retain(|place| {
        let fits = place.start >= end;
        end = end.max(place.end);
        fits
    });
    found
}

/// The text with letters in place of its placeholders, so that none is read as markup.
pub(super) fn masked(text: &str) -> String {
    let (mut out, mut done) = (String::with_capacity(text.len()), 0);
    for place in locked(text) {
        out.push_str(&text[done..place.start]);
        out.extend(std::iter::repeat_n('x', place.len()));
        done = place.end;
    }
    out + &text[done..]
}
