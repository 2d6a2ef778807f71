//! Tells data from prose.

use serde::de::IgnoredAny;

/// Whether a text is one JSON object or array: whoever asked for it reads it with a program.
pub(super) fn is_data(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[']) && serde_json::from_str::<IgnoredAny>(text).is_ok()
}
