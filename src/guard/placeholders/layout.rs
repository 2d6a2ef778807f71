//! Block tags in order, and how often each value stands in which blocks.

use super::tag::{Part, part};
use crate::guard::Side;
use std::collections::BTreeMap;

/// Block tags in order, and how often each value stands in which blocks.
#[derive(Default)]
pub(super) struct Layout<'a> {
    pub(super) tags: Vec<&'a str>,
    pub(super) values: BTreeMap<&'a str, usize>,
    pub(super) places: BTreeMap<(Vec<&'a str>, &'a str), usize>,
}

/// Reads the layout of a text.
pub(super) fn layout(side: &Side) -> Layout<'_> {
    let mut out = Layout::default();
    let mut path: Vec<&str> = Vec::new();
    for placeholder in side.placeholders().iter().map(|span| span.of(&side.source)) {
        match part(placeholder) {
            Part::Value => {
                *out.values.entry(placeholder).or_default() += 1;
                *out.places.entry((path.clone(), placeholder)).or_default() += 1;
                continue;
            }
            Part::Opens => path.push(placeholder),
            Part::Splits => {
                path.pop();
                path.push(placeholder);
            }
            Part::Closes => {
                path.pop();
            }
        }
        out.tags.push(placeholder);
    }
    out
}
