//! Strong words for what happened or what is felt, turned into weak ones.

use super::patch::Patch;
use super::scene::Scene;
use regex::Regex;
use std::sync::LazyLock;

/// Strong words, and the table of weak ones that stand where they stood.
const ROWS: [(&str, &str); 9] = [
    (r"terrifying|frightening|scary|horrifying", "weak.unsettling"),
    (
        r"awful|horrible|terrible|dreadful|brutal|rotten|horrific|appalling|cruel|wretched|grim|shocking|disgraceful|unbearable|horrendous|bitter|foul|heartbreaking|devastating",
        "weak.bad",
    ),
    (r"terrified|frightened|scared|petrified", "weak.afraid"),
    (r"furious|raging|livid|angry|seething|incensed", "weak.angry"),
    (r"heartbroken|devastated|gutted|crushed|shattered|distraught", "weak.sad"),
    (r"ashamed|humiliated|mortified", "weak.ashamed"),
    (r"exhausted|worn out|wrung out|burnt out|knackered", "weak.tired"),
    (r"humiliating|degrading|mortifying|shameful", "weak.awkward"),
    (r"overjoyed|thrilled|ecstatic|delighted|over the moon", "weak.glad"),
];

/// The rows, compiled, with what makes them stronger in front.
static WEAKER: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    let row = |(words, table): &(&str, &'static str)| {
        let pattern =
            format!(r"(?i)\b(?:(an?) )?((?:so|very|really|truly|utterly|absolutely|completely|just) )?({words})\b");
        // It cannot fail: the rows are constants, and a test compiles every one.
        (Regex::new(&pattern).expect("a constant pattern compiles"), *table)
    };
    ROWS.iter().map(row).collect()
});

/// A weak word for each strong one.
pub(super) fn propose(scene: &Scene<'_>, turn: u64) -> Vec<Patch> {
    let mut found = Vec::new();
    for (at, said) in scene.reading.reply.said.iter().enumerate() {
        let (source, from) = (scene.source(said), said.span.start);
        for (pattern, table) in WEAKER.iter() {
            for caught in pattern.captures_iter(source) {
                let Some(all) = caught.get(0) else { continue };
                if shut(source, all.start(), all.end()) {
                    continue;
                }
                let plain = caught.get(1).is_some() || !predicate(source, all.start(), all.end());
                let word = scene.worded(&if plain { format!("{table}.one") } else { (*table).to_owned() }, at, turn);
                let text = match caught.get(1) {
                    Some(article) => format!("{} {word}", fitting(article.as_str(), &word)),
                    None => word,
                };
                let opens = all.as_str().starts_with(char::is_uppercase);
                let text = if opens { super::patch::raised(&text) } else { text };
                found.push(Patch::new(from + all.start(), from + all.end(), text));
            }
        }
    }
    found
}

/// The article before a word.
fn fitting(article: &str, word: &str) -> String {
    let an = word.starts_with(['a', 'e', 'i', 'o', 'u']);
    let fit = if an { "an" } else { "a" };
    if article.starts_with(char::is_uppercase) { super::patch::raised(fit) } else { fit.to_owned() }
}

/// Whether the word stands behind its verb, so that "a bit" may stand before it.
fn predicate(source: &str, start: usize, end: usize) -> bool {
    const BEFORE: [&str; 15] = [
        "how", "so", "too", "very", "the", "your", "my", "such", "that", "this", "some", "as", "more", "what", "beyond",
    ];
    const AFTER: [&str; 12] =
        ["and", "or", "but", "with", "at", "about", "because", "that", "for", "next", "when", "while"];
    let before = source[..start].trim_end().rsplit(' ').next().unwrap_or("").to_lowercase();
    let after = &source[end..];
    let next = after.split_whitespace().next().unwrap_or("").to_lowercase();
    let ends = after.is_empty() || after.starts_with(['.', ',', ';', ':', '!', '?']) || AFTER.contains(&next.as_str());
    ends && !BEFORE.contains(&before.as_str())
}

/// Quoted, denied or part of a longer phrase: not ours to change.
fn shut(source: &str, start: usize, end: usize) -> bool {
    let before = source[..start].trim_end().to_lowercase();
    let after = source[end..].to_lowercase();
    let quoted = source[..start].matches(['"', '\u{201c}']).count() > source[..start].matches('\u{201d}').count()
        && source.contains(['"', '\u{201c}']);
    let denied =
        ["not", "n't", "n\u{2019}t", "never", "no", "nothing", "less", "more", "most", "least", "enough to be"]
            .iter()
            .any(|word| before.ends_with(word));
    let so = source[start..end].to_lowercase().starts_with("so ") && after.starts_with(" you");
    let so = so || source[start..end].to_lowercase().starts_with("so ") && after.starts_with(" that");
    let longer = ["s", "ly", "-", " of ", " amount", " lot", " at ", " enough", "ness", " out", " to "];
    let near: Vec<&str> = before.rsplit(' ').take(4).collect();
    let others = ["he", "she", "they", "he's", "she's", "i", "i'm", "we", "her", "him", "them"];
    let theirs = near
        .iter()
        .take_while(|word| !["you", "you're", "you\u{2019}re", "your"].contains(word))
        .any(|word| others.contains(word));
    let theirs = theirs && !after.starts_with(" you");
    theirs || so || quoted || denied || longer.iter().any(|rest| after.starts_with(rest))
}

#[cfg(test)]
mod tests {
    use super::super::trial::{SAID, leaves, turns};
    use super::*;

    #[test]
    fn strong_words_become_weak() {
        turns(propose, SAID, "You are right to be furious with us.", "You are right to be ", " with us.");
        turns(propose, SAID, "That is a terrible night.", "That is a", " night.");
        turns(propose, SAID, "I can see how frightened you were.", "I can see how ", " you were.");
    }

    #[test]
    fn what_is_denied_quoted_or_of_others_is_left() {
        leaves(
            propose,
            SAID,
            &[
                "That is not terrible.",
                "You wrote \u{201c}furious\u{201d}.",
                "He was furious with us.",
                "I was ashamed.",
                "A terribly long night.",
                "You were so angry that you left.",
                "It was cruelty.",
            ],
        );
    }

    #[test]
    fn the_article_fits() {
        assert_eq!((fitting("A", "awkward"), fitting("an", "tricky")), ("An".to_owned(), "a".to_owned()));
    }
}
