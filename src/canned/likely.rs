//! Whether a file that nobody named holds canned replies: a folder holds settings, documentation and data as well, and a
//! linter that speaks of those is soon switched off.

use super::file::CannedFile;
use super::reply::Canned;
use crate::reading::words::{Tags, words};
use std::path::Path;

/// Formats in which nobody keeps anything else.
const SURE: &[&str] = &["zendesk", "intercom", "front", "github", "gitlab", "chatwoot", "saved"];

/// Fields of what is written about a conversation, or of what says how other files are written.
const RECORDS: &[&str] = &["\"role\"", "\"verdict\"", "\"$schema\""];

/// Formats in which a file is one text, or a few.
const PAGES: &[&str] = &["markdown", "html", "plain"];

/// Files of repositories that are for people who work on them, by the beginning of their names.
const KNOWN: &[&str] = &[
    "readme",
    "changelog",
    "changes",
    "contributing",
    "licen",
    "copying",
    "security",
    "code_of_conduct",
    "notice",
    "authors",
    "maintainers",
    "codeowners",
    "todo",
    "history",
    "news",
    "install",
    "upgrad",
    "migrat",
    "release",
    "roadmap",
    "requirements",
    "robots.",
    "humans.",
    "cmakelists",
    "package",
    "tsconfig",
    "jsconfig",
    "composer",
    "openapi",
    "swagger",
    "docker-compose",
    "compose.",
    "mkdocs",
    "pnpm-",
    "index.htm",
    "agents.",
    "claude.",
    "governance",
    "ai_policy",
    "support.",
    "privacy",
    "terms",
    "faq",
    "manifest",
    "renovate",
    "dependabot",
    "lerna",
    "nx.",
    "turbo.",
    "deno.",
    "biome.",
    "angular.",
    "vercel.",
    "firebase",
    "appsettings",
    "launch.",
    "settings.",
    "config.",
];

/// The fewest words of a text that says enough to be told.
const FEWEST: usize = 4;

/// The most words that anybody writes in a canned reply.
const MOST: usize = 600;

/// The share of texts that must speak to somebody, 0 to 1.
const SHARE: f64 = 0.5;

/// How many bytes of a file are looked at for signs of something else.
const LOOK: usize = 50_000;

/// How files and folders begin that people keep replies in.
const NAMED: &[&str] = &["canned", "macros", "replies", "saved-replies", "saved_replies"];

/// Names of fields that only exports of replies have.
const FIELDS: &[&str] =
    &["comment_value", "\"short_code\"", "body_text", "savedReplies", "\"macros\"", "canned", "message_templates"];

impl CannedFile {
    /// Whether somebody who did not name this file would call it one of canned replies: it is an export of a help desk, or
    /// most of its texts speak to somebody.
    pub fn seems_canned(&self) -> bool {
        let (format, options) = (self.format().name(), self.options());
        let named = !options.paths.is_empty() || options.column.is_some();
        if self.replies().is_empty() {
            return false;
        }
        if named || SURE.contains(&format) || self.replies().iter().any(is_marked) {
            return true;
        }
        !is_known(self.path()) && !self.is_something_else() && self.share() >= SHARE
    }

    /// Whether a file that could not be read seems to have been one of replies, by its name, its folder's or its fields.
    pub fn seems_damaged(path: impl AsRef<Path>) -> bool {
        let path = path.as_ref();
        let folder = path.parent().and_then(Path::file_name);
        let names = [path.file_name(), folder].into_iter().flatten().map(|name| name.to_string_lossy().to_lowercase());
        if names.into_iter().any(|name| NAMED.iter().any(|known| name.starts_with(known))) {
            return true;
        }
        let bytes = std::fs::read(path).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(LOOK)]);
        FIELDS.iter().any(|field| text.contains(field))
    }

    /// Whether it shows signs of documentation, or of records of conversations.
    fn is_something_else(&self) -> bool {
        let end = (0..=LOOK.min(self.text().len())).rev().find(|at| self.text().is_char_boundary(*at)).unwrap_or(0);
        let text = &self.text()[..end];
        if !PAGES.contains(&self.format().name()) {
            return RECORDS.iter().any(|field| text.contains(field));
        }
        let lines = || text.lines().map(str::trim_start);
        let fences = lines().filter(|line| line.starts_with("```") || line.starts_with("~~~")).count();
        let headings = lines().filter(|line| line.starts_with('#')).count();
        let greets = self.replies().iter().filter(|reply| is_letter(&reply.text)).count();
        (fences > 0 || headings > 1) && greets * 2 < self.replies().len()
    }

    /// The share of texts that speak to somebody.
    fn share(&self) -> f64 {
        let speak = self.replies().iter().filter(|reply| speaks(&reply.text)).count();
        speak as f64 / self.replies().len() as f64
    }
}

/// Whether somebody has said something about a reply beside its file, or wants a rule not to speak of it.
fn is_marked(reply: &Canned) -> bool {
    reply.situations.len() > reply.own || !reply.suppressed.is_empty()
}

fn is_known(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("").to_lowercase();
    KNOWN.iter().any(|known| name.starts_with(known))
}

/// Whether a text is said by somebody to somebody.
fn speaks(text: &str) -> bool {
    let words = words(text);
    if !(FEWEST..=MOST).contains(&words.len()) {
        return false;
    }
    let has = |tags: Tags| words.iter().any(|word| word.tags.has(tags));
    is_letter(text) || (has(Tags::YOU) && (has(Tags::ME.or(Tags::US)) || is_official(text)))
}

/// Whether an office speaks, which says "we" last of all.
fn is_official(text: &str) -> bool {
    const SIGNS: [&str; 14] = [
        "be advised",
        "regretted",
        "your order",
        "your refund",
        "your claim",
        "your enquiry",
        "your inquiry",
        "your booking",
        "your complaint",
        "your ticket",
        "your appointment",
        "your subscription",
        "your request was",
        "your request has",
    ];
    let lower = text.to_lowercase();
    SIGNS.iter().any(|sign| lower.contains(sign))
}

/// Whether a text greets, thanks or signs, or has room for a name.
fn is_letter(text: &str) -> bool {
    const BEGIN: [&str; 9] = ["hi", "hello", "hey", "dear", "thank", "thanks", "sorry", "apologies", "greetings"];
    const END: [&str; 8] = [
        "kind regards",
        "best regards",
        "best wishes",
        "warm regards",
        "yours sincerely",
        "yours truly",
        "sincerely",
        "cheers",
    ];
    let lower = text.trim_start().to_lowercase();
    let first = lower.split(|sign: char| !sign.is_alphabetic()).next().unwrap_or("");
    let signs = || lower.lines().rev().take(6).any(|line| END.iter().any(|end| line.trim_start().starts_with(end)));
    BEGIN.contains(&first) || signs() || lower.contains("_name}") || lower.contains(".name") && lower.contains("{{")
}
