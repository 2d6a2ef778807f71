//! Conditions that bind nobody: "whether", concession, regret and courtesy.

use super::super::words::{Pattern, pattern};
use std::sync::LazyLock;

/// Words before "if" that make it "whether" or mere concession, and regrets that hang on nothing.
static WHETHER: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:ask(?:s|ed|ing)?|know|knew|see|wonder(?:s|ed|ing)?|check(?:ed)?|tell|told|sure|unsure|say|said|question|confirm|decide|find out|even|as|what|idea|matter|doubt|sorry|apologi[sz]e|apologies|regret|at)(?: (?:you|us|me|for (?:this|that|it)|in advance))? $",
    )
});

/// Regret on a condition.
static REGRET: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:[\w'’]+ ){0,4}(?:sorry|apologi[sz]e|apologies|regret(?:ted)?)\b[^,;:]*\bif\b",
        r"|\bif\b[^,;:]*, (?:[\w'’]+ ){0,4}(?:sorry|apologi[sz]e|apologies|regret(?:ted)?)\b",
    ))
});

/// Conditions of courtesy, which bind nobody.
static COURTEOUS: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:you (?:still |do |ever )?have (?:any |a |some |more )?(?:other |further |more |additional )?(?:questions?|concerns?|queries|doubts?|comments?|feedback)",
        r"|you (?:feel|felt|can|could|don't mind|agree|ask|think|are able)\b|(?:this|it|that|our \w+|the \w+) (?:has |have |may have |might have )?(?:caused?|upset|offended|hurt|helps?|suits|works|matters)\b",
        r"|(?:so|not|possible|necessary|needed|required|applicable|anything|any|i may|we can|i can|we may|only|again)\b|there(?:'s| is| was| has been) any|(?:it|that|this) (?:would|is|'s) (?:help|ok|easier|possible|useful|all right)",
        r"|(?:and for all|in a while|more|upon)\b|i (?:understand|read))",
    ))
});

/// Conditions that somebody wants to, whose matter needs to be there and no more.
pub(super) static WISHED: Pattern = LazyLock::new(|| {
    pattern(r"^(?:you |they )?(?:do |would |'d )?(?:need|want|wish|like|prefer|choose|require|intend)\b")
});

/// Whether a condition binds nobody: `mark` introduces it, `before` stands before that, `words` are its own.
pub(super) fn idle(text: &str, before: &str, mark: &str, words: &str) -> bool {
    // "We regret if it confused you": a regret hangs on nothing, and a good reply takes the "if" out of it.
    mark == "if" && (WHETHER.is_match(before) || REGRET.is_match(text)) || COURTEOUS.is_match(words)
}
