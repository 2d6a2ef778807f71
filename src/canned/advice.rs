//! What to do where a changed text cannot be written among the markup of its file.

use super::layer::{Edit, MARKUP};
use crate::splice::splice;

/// Why changes of a text are not written, with what to keep where its paragraphs or lines would be others.
pub(super) fn advised(text: &str, changes: &[Edit], why: String) -> String {
    if why != MARKUP {
        return why;
    }
    let edits = changes.iter().map(|one| (one.place.clone(), one.text.clone().into_bytes())).collect();
    let new = String::from_utf8_lossy(&splice(text.as_bytes(), edits)).into_owned();
    let kinds = [("paragraph", "\n\n"), ("line", "\n")];
    let other = kinds.into_iter().find_map(|(kind, between)| other(kind, count(text, between), count(&new, between)));
    other.unwrap_or(why)
}

/// What to keep of so many, where there are more or fewer now.
fn other(kind: &str, was: usize, is: usize) -> Option<String> {
    let many = |count: usize| format!("{} {kind}{}", spelled(count), if count == 1 { "" } else { "s" });
    let now = if is == 1 { "there is one now".to_owned() } else { format!("there are {} now", spelled(is)) };
    (was != is).then(|| format!("keep the {}: {now}, and the markup between them stays as it is", many(was)))
}

fn count(text: &str, between: &str) -> usize {
    text.split(between).filter(|part| !part.trim().is_empty()).count()
}

/// Small numbers as people say them.
fn spelled(count: usize) -> String {
    const WORDS: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    WORDS.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use crate::canned::{CannedFile, CannedOptions};

    fn hindrance(value: &str, text: &str) -> Option<String> {
        let macros = serde_json::json!({"macros": [{"id": 1, "title": "One",
            "actions": [{"field": "comment_value_html", "value": value}]}]});
        let bytes = macros.to_string().into_bytes();
        let file = CannedFile::parse("macros.json", bytes, &CannedOptions::default()).expect("a file of macros");
        file.hindrance(0, text)
    }

    const LETTER: &str = "<p>Hello Ada,</p><p>we packed your lamp.</p><p>It left today.</p><p>Fernhill</p>";

    #[test]
    fn a_paragraph_fewer_says_how_many_to_keep() {
        let why = hindrance(LETTER, "Hello Ada,\n\nwe packed your lamp. It left today.\n\nFernhill").expect("why not");
        assert!(why.starts_with("keep the four paragraphs: there are three now"), "{why}");
    }

    #[test]
    fn as_many_paragraphs_are_written() {
        assert_eq!(hindrance(LETTER, "Hi Ada,\n\nyour lamp is packed.\n\nIt left at noon.\n\nFernhill"), None);
    }

    #[test]
    fn markup_inside_a_paragraph_is_still_said() {
        let why =
            hindrance("<p>Please <a href=\"https://fernhill.example\">ask</a> us.</p>", "Please us.").expect("why not");
        assert!(why.contains("touch the markup"), "{why}");
    }
}
