//! Which texts of a document are replies where nobody names them: those under the usual names, else what reads like
//! prose.

use super::paths::Way;
use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Names under which replies usually stand, best first.
const USUAL: [&str; 27] = [
    "draft",
    "comment_value",
    "comment_value_html",
    "reply",
    "reply_text",
    "response",
    "response_text",
    "canned_response",
    "answer",
    "macro",
    "macro_text",
    "template",
    "template_text",
    "body",
    "body_html",
    "html_body",
    "body_text",
    "html",
    "content",
    "text",
    "comment",
    "value",
    "completion",
    "output",
    "snippet",
    "nachricht",
    "message",
];

/// Names of what is said about a reply, and of what somebody else said.
const ABOUT: [&str; 38] = [
    "title",
    "name",
    "subject",
    "description",
    "summary",
    "id",
    "key",
    "slug",
    "short_code",
    "shortcut",
    "url",
    "link",
    "href",
    "path",
    "tag",
    "tags",
    "label",
    "labels",
    "keywords",
    "note",
    "notes",
    "hint",
    "help",
    "category",
    "folder",
    "author",
    "license",
    "scripts",
    "reason",
    "conversation",
    "messages",
    "prompt",
    "situation",
    "situations",
    "who",
    "when",
    "ignore",
    "sender",
];

/// A name with its small differences gone: `Reply Text` is `reply_text`.
pub(super) fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}

/// How usual a name is for replies; lower is more so.
pub(super) fn rank(name: &str) -> Option<usize> {
    let name = plain(name);
    USUAL.iter().position(|usual| *usual == name)
}

/// Whether what stands under this name is said about a reply, or by somebody else.
pub(super) fn is_about(name: &str) -> bool {
    let name = plain(name);
    ABOUT.contains(&name.as_str())
}

/// Which of these texts, with the ways to them, are replies.
pub(super) fn replies(texts: &[(&Way, &str)]) -> Vec<bool> {
    let about = |way: &Way| way.names().any(is_about);
    let usual = |(way, text): &(&Way, &str)| rank(way.name()).filter(|_| !about(way) && words(text) > 1);
    let ranks: Vec<Option<usize>> = texts.iter().map(usual).collect();
    // A record of ours says which of its texts is the reply.
    if ranks.contains(&Some(0)) {
        return ranks.iter().map(|rank| *rank == Some(0)).collect();
    }
    if ranks.iter().any(Option::is_some) {
        return ranks.iter().map(Option::is_some).collect();
    }
    texts.iter().map(|(way, text)| !about(way) && is_prose(text)).collect()
}

/// Whether a text reads like prose of several words, and is no address, number, date or code.
pub(super) fn is_prose(text: &str) -> bool {
    let tokens = bare(text).split_whitespace().count();
    let words = words(text);
    words >= 4 && words * 2 > tokens
}

/// How many of its pieces are words; tags of markup are none.
fn words(text: &str) -> usize {
    bare(text).split_whitespace().filter(|piece| is_word(piece)).count()
}

/// A text with a space in place of each tag.
fn bare(text: &str) -> Cow<'_, str> {
    static TAG: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"</?[a-zA-Z][^<>]*>").expect("a pattern"));
    TAG.replace_all(text, " ")
}

fn is_word(piece: &str) -> bool {
    let bare = piece.trim_matches(|sign: char| !sign.is_alphanumeric());
    let letters = bare.chars().filter(|sign| sign.is_alphabetic()).count();
    let joined = bare.chars().all(|sign| sign.is_alphabetic() || "'’-".contains(sign));
    letters > 1 && joined && !piece.contains("://")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canned::format::paths::Step;

    fn chosen(texts: &[(&str, &str)]) -> Vec<bool> {
        let ways: Vec<Way> = texts
            .iter()
            .map(|(name, _)| Way(name.split('.').map(|name| Step::Field(name.to_owned())).collect()))
            .collect();
        replies(&ways.iter().zip(texts).map(|(way, (_, text))| (way, *text)).collect::<Vec<_>>())
    }

    #[test]
    fn usual_names_come_first() {
        assert_eq!(
            chosen(&[("Reply Text", "We are closed."), ("description", "For days on which we are closed.")]),
            [true, false]
        );
        assert_eq!(chosen(&[("body", "We are closed."), ("draft", "We are closed today.")]), [false, true]);
        assert_eq!(chosen(&[("body", "blue"), ("other", "We have it in blue and in green.")]), [false, true]);
        assert_eq!(chosen(&[("body", "<p>It is <b>late</b>.</p>")]), [true]);
        assert_eq!(chosen(&[("conversation.content", "Where is my parcel, please?")]), [false]);
    }

    #[test]
    fn prose_is_several_words() {
        for text in ["We close at six today.", "Hi {{name}}, your parcel left us!", "Es tut uns leid, {name}."] {
            assert!(is_prose(text), "{text}");
        }
        for text in [
            "2026-11-27T10:00:00Z",
            "https://example.org/a b c d",
            "a-b_c d_e f_g h_i",
            "Thank you!",
            "npm run x && y z",
        ] {
            assert!(!is_prose(text), "{text}");
        }
    }
}
