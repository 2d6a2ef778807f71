//! What each sentence of a reply does for the person: the moves, and the sequence in which language models set them.

mod signs;
#[cfg(test)]
mod tests;

use crate::guard::flat;
use crate::reading::words::Tags;
use crate::reading::{Cue, Reading, Said};
use crate::text::{Draft, Span};
use serde::Serialize;

/// What a sentence of a reply does. A sentence that does several things has the first of them, in the order below but
/// for `Inform`, which is what is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Move {
    /// Asks the person something.
    Question,
    /// Thanks for writing, offers of further help, wishes.
    Close,
    /// Takes responsibility for what happened.
    Own,
    /// Acknowledges a feeling, or says that it makes sense.
    Validate,
    /// Suggests, orders, offers a next step.
    Advise,
    /// Restates what the person told.
    Paraphrase,
    /// Gives facts, decisions, what the sender does.
    Inform,
}

impl Move {
    /// Its word in output: `validate`, `paraphrase` and so on.
    pub fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Close => "close",
            Self::Own => "own",
            Self::Validate => "validate",
            Self::Advise => "advise",
            Self::Paraphrase => "paraphrase",
            Self::Inform => "inform",
        }
    }
}

/// The moves of a reply, one for each sentence between greeting and signature, in its order. Rules label them, offline,
/// in English; they know phrases and how much of the person's words a sentence takes up.
///
/// ```
/// use attuned::{Conversation, Draft, Move, moves};
///
/// let said = "You lost my father's watch in the post and I am heartbroken.";
/// let reply = "I'm so sorry. We lost your father's watch, and that is our fault. What did it look like?";
/// let labels: Vec<Move> = moves(&Draft::new(Conversation::from_user(said), reply)).into_iter().map(|one| one.1).collect();
/// assert_eq!(labels, [Move::Validate, Move::Own, Move::Question]);
/// ```
pub fn moves(draft: &Draft) -> Vec<(Span, Move)> {
    let reading = Reading::read(draft);
    reading.reply.said.iter().map(|said| (said.span, label(&reading, said))).collect()
}

/// Whether the moves of a reply hold validate, then paraphrase, then advise, in this order and with anything between.
/// A validating sentence that takes up two of the person's particulars paraphrases as well.
///
/// Gueorguieva et al. (arXiv 2604.08479) found one template of ten tactics, a regular expression over them, in 83 to 90 %
/// of the empathic replies of language models (60 to 83 % in a held-out sample). This is its core in three moves, labelled
/// by rules where they had people and models label spans: shares are to be compared with each other, not with theirs.
pub fn is_template(draft: &Draft) -> bool {
    in_sequence(&Reading::read(draft))
}

/// As [`is_template`], of what was read already.
pub(crate) fn in_sequence(reading: &Reading<'_>) -> bool {
    let mut left = [Move::Validate, Move::Paraphrase, Move::Advise].into_iter().peekable();
    for said in &reading.reply.said {
        let does = label(reading, said);
        if left.next_if_eq(&does).is_some() && does == Move::Validate && said.grounded >= 2 {
            left.next();
        }
    }
    left.peek().is_none()
}

/// The move of one sentence.
pub(crate) fn label(reading: &Reading<'_>, said: &Said) -> Move {
    let words = flat(said.span.of(reading.reply.text.source));
    if said.asks {
        return if signs::PROPOSES.is_match(&words) { Move::Advise } else { Move::Question };
    }
    let rows: [(Move, &dyn Fn() -> bool); 6] = [
        (Move::Close, &|| signs::CLOSES.is_match(&words)),
        (Move::Own, &|| owns(said, &words)),
        (Move::Validate, &|| signs::VALIDATES.is_match(&words)),
        (Move::Advise, &|| advises(said, &words)),
        (Move::Paraphrase, &|| paraphrases(reading, said, &words)),
        (Move::Validate, &|| feels(said)),
    ];
    rows.into_iter().find(|(_, is)| is()).map_or(Move::Inform, |(does, _)| does)
}

/// Whether the sender takes responsibility, without a condition.
fn owns(said: &Said, words: &str) -> bool {
    signs::OWNS.is_match(words) && !said.cues.has(Cue::IfSorry)
}

fn advises(said: &Said, words: &str) -> bool {
    signs::ADVISES.is_match(words) || said.orders
}

/// Whether a sentence restates what the person told: it speaks to them, not of the sender, and much of it is theirs.
fn paraphrases(reading: &Reading<'_>, said: &Said, words: &str) -> bool {
    if signs::RESTATES.is_match(words) {
        return true;
    }
    let content = content(reading, said);
    let theirs = said.grounded >= 2 && said.grounded * 5 >= content * 2;
    let leads = signs::YOU_DID.is_match(words) && said.grounded >= 1;
    let theirs = theirs && (said.me == 0 || signs::YOU_DID.is_match(words));
    said.you > 0 && !said.side && !said.will && (theirs || leads && said.me == 0)
}

/// How many words of a sentence have content of their own.
fn content(reading: &Reading<'_>, said: &Said) -> usize {
    let words = reading.reply.text.words_in(said.span);
    words.iter().filter(|word| !word.tags.has(Tags::COMMON.or(Tags::GENERIC))).count()
}

/// Whether a sentence names a feeling without giving a fact of its own.
fn feels(said: &Said) -> bool {
    let named = said.cues.has(Cue::Sympathy) || said.cues.has(Cue::Pain);
    named && said.concrete == 0 && said.me == 0 && !said.will
}
