//! What an editor shows over a finding: what it is, why it hurts, what to do instead, an example.

use super::checkup::Checkup;
use super::diagnostic::who;
use attuned::{Lint, rule};
use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

/// What there is to say at a position.
pub(super) fn hover(checkup: &Checkup, position: Position, markdown: bool) -> Option<Hover> {
    let at = checkup.text.byte(position);
    let mut lints = checkup.touched(&(at..at));
    lints.sort_by_key(|lint| std::cmp::Reverse(lint.finding.severity));
    let first = checkup.text.range(checkup.bytes(lints.first()?.place));
    let pages: Vec<String> = lints.iter().map(|lint| page(checkup, lint, markdown)).collect();
    let (kind, rule) = match markdown {
        true => (MarkupKind::Markdown, "\n\n---\n\n"),
        false => (MarkupKind::PlainText, "\n\n"),
    };
    let value = pages.join(rule);
    Some(Hover { contents: HoverContents::Markup(MarkupContent { kind, value }), range: Some(first) })
}

/// What there is to say of a finding.
fn page(checkup: &Checkup, lint: &Lint, markdown: bool) -> String {
    let finding = &lint.finding;
    let rule = rule(finding.rule);
    let named = rule.map_or("", |rule| rule.name);
    let bold = |words: &str| if markdown { format!("**{words}**") } else { words.to_owned() };
    let quote = |words: &str| format!("\n{} {}", if markdown { ">" } else { " " }, line(words, markdown));
    let mut page = vec![
        format!("{}: {named} ({}, {})", bold(finding.mechanism.title()), finding.rule, finding.severity.name()),
        line(&finding.message, markdown),
        format!("{}: {}", bold("Instead"), line(&finding.suggestion, markdown)),
    ];
    if let Some(source) = &finding.source {
        page.push(bold(&format!("What {} wrote", who(checkup, lint))) + &quote(&source.quote.text));
    }
    if let Some(rule) = rule {
        page.push(format!("{}: {}", bold("Why it hurts"), rule.why));
        page.push(bold("Not") + &quote(rule.example));
        page.push(bold("but") + &quote(rule.better));
    }
    page.join("\n\n")
}

/// Words on one line, and without meaning as markup.
fn line(words: &str, markdown: bool) -> String {
    let mut out = String::new();
    for sign in words.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if markdown && "*_`<[]\\#|".contains(sign) {
            out.push('\\');
        }
        out.push(sign);
    }
    out
}
