//! A file that is one reply, as it is; or several between lines of `---` where somebody asks for that.

use super::CannedOptions;
use crate::canned::layer::Layer;
use crate::canned::reply::Canned;
use std::ops::Range;

#[allow(clippy::unnecessary_wraps, reason = "one of many readers")]
pub(super) fn read(text: &str, options: &CannedOptions) -> Result<Vec<Canned>, String> {
    if !options.split {
        return Ok(vec![reply(text, 0..text.len(), "text".to_owned())]);
    }
    let parts = parts(text).into_iter().filter(|part| !text[part.clone()].trim().is_empty());
    Ok(parts.enumerate().map(|(at, part)| reply(text, part, format!("text[{at}]"))).collect())
}

/// What stands between lines of `---`.
fn parts(text: &str) -> Vec<Range<usize>> {
    let (mut parts, mut start, mut at) = (Vec::new(), 0, 0);
    for line in text.split_inclusive('\n') {
        if line.trim_end() == "---" {
            parts.push(start..at);
            start = at + line.len();
        }
        at += line.len();
    }
    parts.push(start..at);
    parts
}

/// The reply in a part; empty lines around it are none of its words.
fn reply(text: &str, part: Range<usize>, id: String) -> Canned {
    let words = &text[part.clone()];
    let end = part.start + words.trim_end().len();
    let blank = words.trim_end().len() - words.trim_end().trim_start().len();
    let start = words[..blank].rfind('\n').map_or(part.start, |end| part.start + end + 1);
    Canned::new(id, vec![Layer::whole(text, start..end)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, split: bool) -> Vec<(String, String)> {
        let replies = read(text, &CannedOptions { split, ..CannedOptions::default() }).expect("replies");
        replies.into_iter().map(|reply| (reply.id, reply.text)).collect()
    }

    fn one(id: &str, text: &str) -> (String, String) {
        (id.to_owned(), text.to_owned())
    }

    #[test]
    fn a_file_is_a_reply() {
        assert_eq!(found("\r\n  Hi\r\n---\r\nyou \r\n", false), [one("text", "  Hi\n---\nyou")]);
        assert_eq!(found("", false), [one("text", "")]);
        assert_eq!(found(" \n ", false), [one("text", "")]);
    }

    #[test]
    fn lines_between_replies_split_where_somebody_asks() {
        let text = "Hi.\n\n---\n\nSo - it is.\n--- no\n---\n---\nBye.\n";
        assert_eq!(
            found(text, true),
            [one("text[0]", "Hi."), one("text[1]", "So - it is.\n--- no"), one("text[2]", "Bye.")]
        );
    }
}
