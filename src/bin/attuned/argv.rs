//! The words of the command line before they are read: `--judge auto` becomes `--judge=auto`.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsString;
use std::path::Path;

/// What may follow `--judge` as a word of its own. Anything else is an input, as in `--judge replies.jsonl`; an input
/// with one of these names is given as `./auto`.
const WHEN: [&str; 3] = ["always", "auto", "never"];

/// Joins `--judge` and its value. Behind `--` everything is an input.
pub(crate) fn joined(words: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut open = true;
    let mut joined: Vec<OsString> = Vec::new();
    for word in words {
        open &= word != "--";
        match joined.last_mut() {
            Some(last) if open && last == "--judge" && WHEN.iter().any(|when| word == *when) => {
                last.push("=");
                last.push(word);
            }
            _ => joined.push(word),
        }
    }
    joined
}

/// The error for a file where a command should stand, with what could be meant.
pub(crate) fn taught(mut error: clap::Error) -> clap::Error {
    if error.kind() != ErrorKind::InvalidSubcommand {
        return error;
    }
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else { return error };
    if Path::new(word).exists() {
        let lint = format!("for canned replies: attuned lint {word}").into();
        let check = format!("for drafts: attuned check {word}").into();
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![lint, check]));
    }
    error
}

#[cfg(test)]
mod tests {
    use super::joined;

    fn rewritten(line: &str) -> String {
        let words = joined(line.split(' ').map(Into::into));
        words.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_value_is_joined_and_an_input_is_not() {
        for (line, wanted) in [
            ("attuned check --judge auto x.jsonl", "attuned check --judge=auto x.jsonl"),
            ("attuned check --judge never", "attuned check --judge=never"),
            ("attuned check --judge always auto", "attuned check --judge=always auto"),
            ("attuned check --judge x.jsonl", "attuned check --judge x.jsonl"),
            ("attuned check --judge ./auto", "attuned check --judge ./auto"),
            ("attuned check --judge=auto never", "attuned check --judge=auto never"),
            ("attuned check auto --judge", "attuned check auto --judge"),
            ("attuned check -- --judge auto", "attuned check -- --judge auto"),
        ] {
            assert_eq!(rewritten(line), wanted);
        }
    }
}
