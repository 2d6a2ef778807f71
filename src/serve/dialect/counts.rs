//! Token counts, as each dialect names them.

use super::json::{Fields, place};
use super::{Counted, Dialect};
use serde_json::value::RawValue;
use std::ops::Range;

/// The counts in the object `usage`, which stands in these bytes; none where it counts nothing.
pub(super) fn counted(dialect: Dialect, bytes: &[u8], usage: &RawValue) -> Option<Counted> {
    let fields = Fields::read(usage)?;
    let (prompt, completion) = match dialect {
        Dialect::Chat => ("prompt_tokens", "completion_tokens"),
        Dialect::Responses | Dialect::Messages => ("input_tokens", "output_tokens"),
    };
    let count =
        |name: &str| -> Option<(Range<usize>, u64)> { Some((place(bytes, fields.get(name)?), fields.number(name)?)) };
    let counted = Counted {
        prompt: count(prompt),
        completion: count(completion),
        total: count("total_tokens"),
        close: place(bytes, usage).end - 1,
    };
    (counted.prompt.is_some() || counted.completion.is_some() || counted.total.is_some()).then_some(counted)
}
