//! What a blind judge says of a pair: asked in both orders, heard only where the orders agree.

use super::{Bout, Side};
use crate::Error;
use crate::guard::{Keep, Mask};
use crate::prompt::{Ask, Prompt, Prompts};
use crate::revise::{Usage, compare};
use serde::Serialize;

/// How a pair ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Decision {
    /// A's reply was preferred in both orders.
    A,
    /// B's reply was preferred in both orders.
    B,
    /// Even in both orders.
    Even,
    /// The orders disagree, so that the position decided; counts as even.
    Position,
    /// Both replies are the same, so that nobody was asked; counts as even.
    Same,
    /// No answer, or none that could be read; counts as nothing.
    Failed,
}

/// Substance that one reply holds and the other does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Objection {
    /// Whose reply holds the words.
    pub side: Side,
    /// `changed_meaning`, `new_promise`, `invented` or `flattery`.
    pub kind: &'static str,
    /// The words, as they stand in that reply.
    pub quote: String,
    /// Why it matters.
    pub reason: String,
}

/// What the judge said in one order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Heard {
    /// Whose reply was shown first.
    pub first: Side,
    /// Whose reply the person would rather receive; `None` for even.
    pub better: Option<Side>,
    /// Why; "first" and "second" in it go by the order shown.
    pub reason: String,
    /// Where the replies differ in substance.
    pub objections: Vec<Objection>,
}

/// What became of a pair before the judge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Ruling {
    /// How it ended.
    pub decision: Decision,
    /// What was said, with A's reply first and then with B's; empty where nobody was asked.
    pub heard: Vec<Heard>,
    /// Why there is no decision; never words of the conversation.
    pub failure: Option<String>,
    /// What the judge cost.
    pub usage: Usage,
}

impl Ruling {
    /// What both orders give together; fewer than two are no decision.
    pub fn of(heard: Vec<Heard>) -> Self {
        let decision = match &heard[..] {
            [one, other] if one.better != other.better => Decision::Position,
            [Heard { better: Some(Side::A), .. }, _] => Decision::A,
            [Heard { better: Some(Side::B), .. }, _] => Decision::B,
            [_, _] => Decision::Even,
            _ => return Self::failed("the judge was not heard in both orders"),
        };
        Self { decision, heard, ..Self::same() }
    }

    /// The replies are the same.
    pub fn same() -> Self {
        Self { decision: Decision::Same, heard: Vec::new(), failure: None, usage: Usage::default() }
    }

    /// No decision, and why.
    pub fn failed(why: impl Into<String>) -> Self {
        Self { decision: Decision::Failed, failure: Some(why.into()), ..Self::same() }
    }
}

impl Bout {
    /// What a judge is asked, with this side's reply first. The draft is shown only where it is neither of the two.
    ///
    /// # Errors
    /// [`Error::Template`] where the prompt does not render.
    pub fn question(&self, first: Side, prompts: &Prompts) -> Result<Prompt, Error> {
        let [one, other] = self.order(first);
        prompts.prompt(Ask::compare(self.draft.clone(), one, other), &self.mask())
    }

    /// Reads the answer to that question.
    ///
    /// # Errors
    /// Why it could not be read, in words.
    pub fn hear(&self, first: Side, answer: &str) -> Result<Heard, &'static str> {
        let mask = self.mask();
        let [one, other] = self.order(first).map(|text| mask.hide(text));
        let read = compare::read(answer, &one, &other).map_err(|unread| unread.words())?;
        let side = |place| match place {
            compare::Side::First => first,
            compare::Side::Second => first.other(),
        };
        let objection = |one: compare::Objection| Objection {
            side: side(one.reply),
            kind: one.kind,
            quote: mask.restore(&one.quote),
            reason: mask.restore(&one.reason),
        };
        Ok(Heard {
            first,
            better: read.better.map(side),
            reason: mask.restore(&read.reason),
            objections: read.objections.into_iter().map(objection).collect(),
        })
    }

    /// Both replies as they are shown.
    fn order(&self, first: Side) -> [&str; 2] {
        [first, first.other()].map(|side| self.look(side).text.as_str())
    }

    /// Placeholders and code are shown as marks, as in every other prompt.
    fn mask(&self) -> Mask {
        Mask::new(&self.draft.text, &Keep::default())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::arena::{Eye, Offer};
    use crate::record::Record;
    use serde_json::{Value, json};

    /// A pair about a lost kite.
    pub(in crate::arena) fn bout(draft: &str, a: &str, b: &str) -> Bout {
        let said = json!([{"role": "user", "content": "You lost the kite that my brother made. Where is it?"}]);
        let record = Record::read(json!({"conversation": said, "draft": draft}), 1).unwrap();
        let offers = [a, b].map(|text| Offer { text: text.into(), ..Offer::default() });
        Bout::new(record, offers, &Eye::default()).unwrap()
    }

    fn answer(better: &str, objections: &Value) -> String {
        json!({"better": better, "reason": "It says where.", "objections": objections}).to_string()
    }

    fn ruled(one: &str, other: &str) -> Decision {
        let bout = bout("It is lost, {name}.", "We lost it, {name}.", "It is gone, {name}.");
        let heard = [(Side::A, one), (Side::B, other)];
        let heard = heard.map(|(first, better)| bout.hear(first, &answer(better, &json!([]))).unwrap());
        Ruling::of(heard.into()).decision
    }

    #[test]
    fn a_preference_counts_only_where_both_orders_agree() {
        assert_eq!((ruled("first", "second"), ruled("second", "first")), (Decision::A, Decision::B));
        assert_eq!((ruled("first", "first"), ruled("second", "second")), (Decision::Position, Decision::Position));
        assert_eq!((ruled("even", "first"), ruled("even", "even")), (Decision::Position, Decision::Even));
    }

    #[test]
    fn objections_are_given_to_the_side_that_holds_the_words() {
        let bout = bout("It is lost, {name}.", "We lost it, {name}.", "It is on its way, {name}.");
        let said =
            json!([{"reply": "first", "kind": "invented", "quote": "on its way, ⟦1⟧", "reason": "Not so, ⟦1⟧."}]);
        let heard = bout.hear(Side::B, &answer("second", &said)).unwrap();
        let [one] = &heard.objections[..] else { panic!("{heard:?}") };
        assert_eq!(
            (one.side, one.quote.as_str(), one.reason.as_str()),
            (Side::B, "on its way, {name}", "Not so, {name}.")
        );
        assert_eq!(heard.better, Some(Side::A));
        assert_eq!(bout.hear(Side::A, "Both."), Err("the model's answer could not be read"));
    }

    #[test]
    fn nobody_says_which_reply_is_the_draft() {
        let one_is_the_draft = bout("It is lost.", "It is lost.", "We lost it.");
        let shown = |bout: &Bout, first| {
            let prompt = bout.question(first, &Prompts::builtin()).unwrap();
            prompt.messages.iter().map(|message| message.content.clone()).collect::<String>()
        };
        for first in Side::BOTH {
            let words = shown(&one_is_the_draft, first);
            assert_eq!((words.matches("It is lost.").count(), words.contains("draft reply")), (1, false), "{words}");
        }
        let words = shown(&one_is_the_draft, Side::B);
        assert!(words.find("We lost it.") < words.find("It is lost."), "{words}");
        assert!(shown(&bout("It is lost.", "It is gone.", "We lost it."), Side::A).contains("draft reply"));
    }
}
