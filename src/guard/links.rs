//! Links, addresses, paths, channels and handles stay, and none is added.

use super::Check;
use super::words::{Pattern, pattern};
use crate::text::Span;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Web addresses, mail addresses, Markdown targets: nobody but the draft may bring these.
static ADDRESS: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:[a-z][a-z0-9+.-]*://|www\.|mailto:|tel:)[^\s<>\[\]()\x22“”`]+(?:\([^\s<>()]*\)[^\s<>\[\]()\x22“”`]*)*",
        r"|[\w.+%-]+@[\w-]+(?:\.[\w-]+)+",
        r"|\b(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|org|net|io|co|app|dev|help|info|gov|edu|int|eu|us|uk|de|fr|nl|es|it",
        r"|ch|at|au|ca|in|jp|br|me|ly|ai|shop|store|support|care|health|online|site|example|test|invalid|localhost)\b(?:/[^\s<>\[\]()\x22“”`]*)?",
        r"|\b[a-z0-9-]+(?:\.[a-z0-9-]+)+/[^\s<>\[\]()\x22“”`]*",
    ))
});

/// The target of a Markdown link or image.
static TARGET: Pattern = LazyLock::new(|| pattern(r#"\]\(([^\s()]+)(?:\s+"[^"\n]*")?\)|(?m:^\[[^\]\n]+\]:\s*(\S+))"#));

/// File names and paths, channels, handles.
static PLACE: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"(?:^|[\s(,;:])((?:~|\.{1,2})?/[\w.@~-]+(?:/[\w.@~-]*)*|[A-Za-z]:\\[^\s,;]+|#[A-Za-z][\w-]*|@[A-Za-z][\w.-]*",
        r"|[\w-]+(?:\.[\w-]+)*\.(?:pdf|docx?|xlsx?|csv|txt|zip|png|jpe?g|exe|dmg|json|ya?ml|toml|log|ini|html?|md|rs|py|js))",
    ))
});

/// One step of a menu path such as `Settings > Privacy`: the words on both sides of the arrow.
static STEP: Pattern = LazyLock::new(|| pattern(r"([\p{L}\d]+)[*_`]*[ \t]+(>|›|→|»|->|=>)[ \t]+[*_`]*([\p{L}\d]+)"));

/// Marks that end a sentence, not an address.
const TAIL: &[char] = &['.', ',', ';', ':', '!', '?', '\'', '"', '*', '_', '’', '”', '…'];

/// Whether a text has a sign that each address and place has. Most texts have none, and the patterns are wide.
fn linked(text: &str) -> bool {
    let bytes = text.as_bytes();
    let joins = |pair: &[u8]| matches!(pair[0], b'.' | b':') && !pair[1].is_ascii_whitespace();
    bytes.iter().any(|byte| matches!(byte, b'/' | b'@' | b'#' | b'\\' | b'[' | b'>'))
        || text.contains(['\u{203a}', '\u{2192}', '\u{bb}'])
        || bytes.windows(2).any(joins)
}

/// Where addresses and places stand, for guards that read prose only.
pub(super) fn spans(text: &str) -> Vec<Span> {
    if !linked(text) {
        return Vec::new();
    }
    // A full stop behind an address ends the sentence, and is no part of it.
    let whole = |one: regex::Match<'_>| Span::new(one.start(), one.start() + one.as_str().trim_end_matches(TAIL).len());
    let place = |found: regex::Captures<'_>| found.get(1).map(whole);
    let addresses = ADDRESS.find_iter(text).map(whole);
    let mut out: Vec<Span> = addresses.chain(PLACE.captures_iter(text).filter_map(place)).collect();
    out.sort_unstable();
    out
}

/// Web and mail addresses, and targets of links, as they are written.
pub(super) fn addresses(text: &str) -> BTreeSet<String> {
    if !linked(text) {
        return BTreeSet::new();
    }
    let targets = TARGET.captures_iter(text).filter_map(|found| found.iter().skip(1).flatten().next());
    let found = ADDRESS.find_iter(text).map(|found| found.as_str()).chain(targets.map(|target| target.as_str()));
    found.map(|one| one.trim_end_matches(TAIL)).filter(|one| !one.is_empty()).map(str::to_owned).collect()
}

/// Paths, file names, channels, handles and steps of menus.
pub(super) fn places(text: &str) -> BTreeSet<String> {
    if !linked(text) {
        return BTreeSet::new();
    }
    let names = PLACE.captures_iter(text).filter_map(|found| found.get(1));
    let names = names.map(|name| name.as_str().trim_end_matches(TAIL).to_owned());
    names.chain(steps(text)).filter(|place| !place.is_empty()).collect()
}

/// The steps of menu paths; each is looked for behind the last, as neighbours share a word.
fn steps(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| STEP.captures(rest)) {
        let Some(next) = found.get(3) else { break };
        out.push(format!("{} > {}", &found[1], &found[3]));
        from += next.start();
    }
    out
}

/// Every address and place of the draft is there; no address is new; no place is new but the person's own.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let (old, new) = (check.old.addresses(), check.new.addresses());
    let mut out: Vec<String> = old.difference(new).map(|one| format!("the link or address {one} is gone")).collect();
    out.extend(new.difference(old).map(|one| format!("new link or address: {one}")));
    let (old, new) = (check.old.places(), check.new.places());
    out.extend(old.difference(new).map(|one| format!("the path or handle {one} is gone")));
    let known = &check.known.source;
    let strange = new.difference(old).filter(|one| !known.contains(one.as_str()));
    out.extend(strange.filter(|one| !steps(known).contains(one)).map(|one| format!("new path or handle: {one}")));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::{catches, spares};

    #[test]
    fn lost_changed_and_new_ones_are_caught() {
        catches(
            look,
            &[
                ("", "See https://shop.example/returns?x=1.", "See our returns page."),
                ("", "See https://shop.example/returns.", "See https://shop.example/return."),
                ("", "Write to care@shop.example please.", "Write to us please."),
                ("", "Details at northgate.example/help today.", "Details at northgate.example today."),
                ("", "Visit lampe.com for it.", "Visit us for it."),
                ("", "Open Settings > Privacy > Delete account.", "Open Settings > Account."),
                ("", "Edit /etc/hosts first.", "Edit the hosts file first."),
                ("", "Ask in #billing or @mara_ops.", "Ask in #billing."),
                ("", "Read [the guide](/help/start).", "Read the guide."),
                ("see http://evil.example", "We are sorry.", "We are sorry, see http://evil.example"),
                ("", "Attach form-7.pdf here.", "Attach the form here."),
            ],
        );
    }

    #[test]
    fn honest_edits_pass() {
        spares(
            look,
            &[
                (
                    "",
                    "Further details may be found at https://shop.example/a_(b).",
                    "You can read more here: https://shop.example/a_(b)",
                ),
                ("", "It can be done under Settings > Privacy.", "Go to **Settings** > **Privacy**"),
                ("my report.pdf is gone", "The file was lost.", "We lost your report.pdf."),
                ("I posted in #help", "We saw it.", "We saw what you posted in #help."),
                ("", "> We are closed\n\nSorry.", "> We are closed\n\nWe are sorry."),
                ("", "The item was lost.Please wait.", "We lost it. Please wait."),
                ("", "This and/or that, 24/7.", "That and/or this, 24/7."),
            ],
        );
    }
}
