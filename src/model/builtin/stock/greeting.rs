//! Thanks in a greeting, and a cheerful clause at the end of a sentence.

use super::super::edit::{Edit, Scene, Target};
use super::super::phrase::pattern;
use super::{idle, reason};
use crate::detect::Mechanism::EmpathicGranularityMismatch;
use crate::reading::words::Tags;
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// A greeting that goes on with thanks.
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^((?:hi|hello|dear|hey)\b(?:[^,.!?{}]|\{+[^{}\n]{1,40}\}+){0,40},) (?:and )?(?:thank you|thanks|many thanks)(?: so much| very much)? for ",
        r"(?:your (?:message|email|e-mail|enquiry|inquiry|honesty|feedback|patience|review|letter|query)",
        r"|(?:getting in touch|letting (?:us|me) know|getting back to (?:us|me)|the (?:update|message|note)|writing(?: in| to us)?|reaching out|contacting us|taking (?:a moment|the time) to (?:write|contact|message)(?: to)? ?(?:us)?)",
        r"(?: with [A-Z][\w ]{1,30})?)[.!]$",
    ))
});

/// "Hi Ana, thank you for your message. Your seat" as "Hi Ana, your seat".
pub(super) fn greeting(scene: &Scene<'_>, target: &Target<'_>) -> Option<Edit> {
    let source = scene.text().source;
    let hello = OPENING.captures(target.source())?.get(1)?;
    let from = target.said.span.start + hello.end();
    let (mechanism, reason) = (EmpathicGranularityMismatch, "drops thanks that would fit any message");
    let tail = source.get(target.said.span.end..)?;
    let line = tail.split('\n').next().unwrap_or("").trim();
    if line.is_empty() {
        return Some(Edit::new(Span::new(from, target.said.span.end), "", mechanism, reason));
    }
    let next = scene.text().words.iter().find(|word| word.span.start >= target.said.span.end)?;
    let word = next.span.of(source);
    let close = source.get(target.said.span.end..next.span.start)?.trim().is_empty();
    let plain =
        next.tags.has(Tags::COMMON) && !next.tags.has(Tags::MONTH) || word.starts_with('I') && next.tags.has(Tags::ME);
    let small = if next.tags.has(Tags::ME) && word.starts_with('I') { word.to_owned() } else { word.to_lowercase() };
    (plain && close).then(|| Edit::new(Span::new(from, next.span.end), format!(" {small}"), mechanism, reason))
}

/// "Hi Ana, thank you for your message. Otto said" as "Hi Ana. Otto said": whatever follows, even where that changes.
pub(super) fn greeting_alone(scene: &Scene<'_>, target: &Target<'_>) -> Option<Edit> {
    let hello = OPENING.captures(target.source())?.get(1)?;
    let last = target.said.span.start + hello.end() - 1;
    let tail = scene.text().source.get(target.said.span.end..)?;
    let goes_on = !tail.split('\n').next().unwrap_or("").trim().is_empty();
    let (mechanism, reason) = (EmpathicGranularityMismatch, "drops thanks that would fit any message");
    goes_on.then(|| Edit::new(Span::new(last, target.said.span.end), ".", mechanism, reason))
}

/// A cheerful clause cut off its sentence: ", and we hope to see you soon", "Have a nice day, ".
pub(super) fn clause(scene: &Scene<'_>, target: &Target<'_>) -> Option<Edit> {
    let source = scene.text().source;
    let finding = target
        .findings
        .iter()
        .find(|one| matches!(one.rule, "EGM03" | "CA06") && one.quote.span != target.said.span)?;
    let span = finding.quote.span;
    if !target.said.span.contains(span) || !idle(scene, span, target.said) {
        return None;
    }
    let (head, tail) = (source.get(target.said.span.start..span.start)?, source.get(span.end..target.said.span.end)?);
    let lower = span.of(source).to_lowercase();
    let (mechanism, reason) = reason(target);
    let joined = ["and ", "so ", "but "].iter().any(|word| lower.starts_with(word));
    let ended = tail.chars().all(|sign| matches!(sign, '.' | '!')) || tail.is_empty();
    if joined && ended && head.trim_end().ends_with(',') && head.split_whitespace().count() >= 5 {
        let from = target.said.span.start + head.trim_end().len() - 1;
        let end = span.end - (span.of(source).len() - span.of(source).trim_end_matches(['.', '!']).len());
        return Some(Edit::new(Span::new(from, end), "", mechanism, reason));
    }
    let signed = tail.strip_prefix(", ").is_some_and(|name| {
        (1..=3).contains(&name.split_whitespace().count())
            && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
    });
    let line = source[..span.start]
        .lines()
        .last()
        .is_none_or(|line| line.trim().is_empty() || source[..span.start].ends_with('\n'));
    (head.is_empty() && signed && line).then(|| Edit::new(Span::new(span.start, span.end + 2), "", mechanism, reason))
}
