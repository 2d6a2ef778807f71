//! The capitalised words of a text, and how sure their places make us that they are names.

use super::key::next;

/// A capitalised word and how sure its place makes us that it is a name.
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    /// It starts a sentence, a list item or a quotation, where any word is capitalised.
    pub(super) first: bool,
    /// A comma follows at once.
    pub(super) called: bool,
    /// It stands in a signature.
    pub(super) signed: bool,
}

/// The capitalised words of a text.
pub(super) fn capitalised(text: &str) -> Vec<Word<'_>> {
    let mut out = Vec::new();
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    for (place, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim_start().starts_with('#')) {
        let signed = lines.len() > 1 && place + 3 >= lines.len() && signature(line);
        out.extend(on_line(line).into_iter().map(|word| Word { signed, ..word }));
    }
    out
}

/// A short line of capitalised words without a full stop.
fn signature(line: &str) -> bool {
    let line = line.trim().trim_start_matches(['-', '–', '—', ' ']);
    let upper = |word: &str| word.starts_with(char::is_uppercase);
    !line.ends_with(['.', '!', '?', ':', ','])
        && (1..=4).contains(&line.split(' ').count())
        && line.split(' ').all(upper)
}

/// The capitalised words of a line.
fn on_line(line: &str) -> Vec<Word<'_>> {
    let mut out = Vec::new();
    let mut first = true;
    let mut from = 0;
    while let Some((start, end)) = next(line, from) {
        first |= opens(&line[from..start]) && !titled(&line[..from]);
        let text = &line[start..end];
        if text.starts_with(char::is_uppercase) {
            out.push(Word { text, first, called: line[end..].starts_with(','), signed: false });
        }
        first = false;
        from = end;
    }
    out
}

/// Whether the signs before a word let any word be capitalised.
fn opens(gap: &str) -> bool {
    let stop =
        gap.contains(['!', '?', ':', ';', '…', '"', '“', '„', '«', '‘', '(', '[', '—', '–', '|', '>', '*', '•', '/']);
    stop || gap.starts_with('.') || gap.contains(" - ") || gap.contains(". ") || gap.contains(" '")
}

/// Whether the text ends with a title, whose full stop ends no sentence.
fn titled(text: &str) -> bool {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or("");
    matches!(last, "Dr" | "Mr" | "Mrs" | "Ms" | "Prof" | "St")
}
