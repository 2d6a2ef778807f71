//! One reply as the rules see it, beside its draft.

use super::Offer;
use crate::detect::{Report, Thresholds, detect_with};
use crate::guard::{Check, GUARDS, Keep, Violation, check};
use crate::reading::Text;
use crate::revise::Usage;
use crate::text::Draft;
use serde::Serialize;

/// What the rules say of a reply.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Look {
    /// What would be sent.
    pub text: String,
    /// Whether it is the draft, byte for byte.
    pub unchanged: bool,
    /// Its characters for each of the draft's, both without white space around them; `None` for an empty draft.
    pub length: Option<f64>,
    /// The guards that it breaks against the draft.
    pub violations: Vec<Violation>,
    /// What is found in it.
    pub after: Report,
    /// Whether its first sentence, behind the greeting, is a stock phrase.
    pub stock_opening: bool,
    /// Of what the record says must be kept, what is gone; capitals and line breaks do not matter.
    pub lost: Vec<String>,
    /// What it cost, where that is said.
    pub usage: Option<Usage>,
}

/// By what rules replies are looked at.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Eye {
    /// Further text that must stay as it is.
    pub keep: Keep,
    /// From which scores mechanisms count as found.
    pub thresholds: Thresholds,
}

impl Eye {
    /// Rules with this further text to keep and these thresholds.
    pub fn new(keep: Keep, thresholds: Thresholds) -> Self {
        Self { keep, thresholds }
    }

    /// What is found in a text.
    pub(super) fn report(&self, draft: &Draft) -> Report {
        detect_with(draft, &self.thresholds)
    }

    /// What the rules say of a reply to this draft, in which `before` was found.
    pub(super) fn look(&self, draft: &Draft, before: &Report, must_keep: &[String], offer: Offer) -> Look {
        let unchanged = offer.text == draft.text;
        let after = if unchanged { before.clone() } else { self.report(&draft.with_text(&*offer.text)) };
        let reply = flat(&offer.text);
        Look {
            unchanged,
            length: length(&draft.text, &offer.text),
            // The draft breaks no guard against itself.
            violations: if unchanged { Vec::new() } else { check(draft, &offer.text, &self.keep) },
            after,
            stock_opening: opens_with_stock(&offer.text),
            lost: must_keep.iter().filter(|words| !reply.contains(&flat(words))).cloned().collect(),
            usage: offer.usage,
            text: offer.text,
        }
    }
}

fn length(draft: &str, reply: &str) -> Option<f64> {
    let [draft, reply] = [draft, reply].map(|text| text.trim().chars().count());
    (draft > 0).then(|| reply as f64 / draft as f64)
}

/// Neither where lines break nor where a sentence begins is a matter.
fn flat(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the first sentence that says something is one that the guard against templates would refuse.
fn opens_with_stock(reply: &str) -> bool {
    let text = Text::read(reply);
    let Some(first) = text.body().next().map(|sentence| sentence.span.of(reply)) else { return false };
    let (nothing, keep) = (Draft::canned(""), Keep::default());
    let guard = GUARDS.iter().find(|(name, ..)| *name == "templates");
    guard.is_some_and(|(_, _, look)| !look(&Check::new(&nothing, first, &keep)).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Conversation;

    fn look(text: &str) -> Look {
        let said = "The choir coach left without my son and nobody rang me. He stood in the rain for an hour.";
        let draft = Draft::new(Conversation::from_user(said), "We regret the coach left at 16:20.");
        let eye = Eye::default();
        let offer = Offer { text: text.into(), ..Offer::default() };
        eye.look(&draft, &eye.report(&draft), &["16:20".to_owned(), "The coach".to_owned()], offer)
    }

    #[test]
    fn the_draft_itself_is_unchanged_and_breaks_nothing() {
        let same = look("We regret the coach left at 16:20.");
        assert!(same.unchanged && same.violations.is_empty() && same.lost.is_empty());
        assert_eq!(same.length, Some(1.0));
    }

    #[test]
    fn a_reply_that_loses_a_time_breaks_a_guard_and_loses_what_must_be_kept() {
        let other = look("Hello,\n\nI completely understand how frustrating this must be. the\ncoach left early.");
        assert!(other.violations.iter().any(|one| one.guard == "numbers"), "{:?}", other.violations);
        assert_eq!(other.lost, ["16:20"]);
        assert!(other.stock_opening && !other.unchanged);
    }

    #[test]
    fn an_opening_of_its_own_is_no_stock() {
        assert!(!look("Dear Ada,\n\nWe left your son in the rain.").stock_opening);
        assert!(!look("").stock_opening);
        assert_eq!(length("", "x"), None);
    }
}
