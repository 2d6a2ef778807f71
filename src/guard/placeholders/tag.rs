//! What a placeholder does to the text around it: it stands for a value, or opens, splits or closes a block.

/// What a placeholder does to the text around it.
#[derive(PartialEq, Eq)]
pub(super) enum Part {
    Value,
    Opens,
    Splits,
    Closes,
}

const OPENERS: &[&str] = &[
    "if", "unless", "for", "case", "capture", "comment", "block", "with", "raw", "range", "each", "ifnot", "tablerow",
];

const SPLITTERS: &[&str] = &["else", "elsif", "elif", "elseif", "when"];

/// Reads the first word of a tag.
pub(super) fn part(placeholder: &str) -> Part {
    let dressed = ["{{", "{%", "<%", "*|", "[%"].iter().any(|open| placeholder.starts_with(open));
    let inner = placeholder.trim_start_matches(['{', '%', '<', '*', '|', '[', '-', '~', ' ']).to_lowercase();
    let word: String = inner.chars().take_while(|sign| sign.is_alphanumeric()).collect();
    let lone = inner.chars().nth(word.chars().count()).is_none_or(|next| " :%-~}|".contains(next));
    match inner.chars().next() {
        Some('#' | '^') if dressed => Part::Opens,
        Some('/') if dressed => Part::Closes,
        _ if !dressed || !lone => Part::Value,
        _ if OPENERS.contains(&word.as_str()) => Part::Opens,
        _ if SPLITTERS.contains(&word.as_str()) => Part::Splits,
        _ if word.starts_with("end") => Part::Closes,
        _ => Part::Value,
    }
}
