//! Replaces what tells who somebody is by placeholders such as `{{EMAIL_1}}`, before anything else reads the text.
//!
//! It sees addresses of mail and machines, telephone, card, account and order numbers, IBANs, keys and passwords, web
//! addresses with a person's part, and names where the text says that they are names. The same value has the same
//! placeholder in a whole record, also where it stands without the words that gave it away. Amounts, dates and times stay:
//! they are what replies are about.
//!
//! It does not see what only a reader would know: names that nothing introduces, or in small letters only; streets,
//! towns and birthdays; employers and illnesses; numbers of fewer than five digits without a word such as "order number"
//! before them; numbers spelled out or taken apart ("four eight two"); handles; passwords made of letters alone. A
//! record that was redacted is safer, and not anonymous.

mod facts;
mod known;
mod names;
mod numbers;
mod page;
mod places;
mod secrets;
mod words;

use crate::text::{Draft, Message};
use known::Known;
use page::Page;

/// Passes at most. The second finds nothing unless the first made room for it, as where two values touched.
const PASSES: usize = 8;

/// The draft and its conversation with placeholders. Done twice, it is as done once.
pub(super) fn redacted(draft: Draft) -> Draft {
    let mut texts = texts(&draft);
    let mut known = Known::beside(&texts);
    for _ in 0..PASSES {
        let mut pages: Vec<Page> = texts.iter().map(|text| read(text)).collect();
        pages.iter().zip(&texts).for_each(|(page, text)| known.learn(page, text));
        pages.iter_mut().for_each(|page| known.mark(page));
        let after: Vec<String> = pages.iter().zip(&texts).map(|(page, text)| known.replaced(page, text)).collect();
        if after == texts {
            break;
        }
        texts = after;
    }
    with_texts(draft, texts)
}

/// What is found in a text by itself. The surest go first: what they take, the others cannot.
fn read(text: &str) -> Page {
    let mut page = Page::new(text);
    secrets::told(&mut page);
    places::find(&mut page);
    numbers::find(&mut page);
    names::find(&mut page);
    page
}

/// All texts of a draft: the turns, the reply, the sender.
fn texts(draft: &Draft) -> Vec<String> {
    let turns = draft.conversation.messages.iter().map(|turn| turn.content.clone());
    turns.chain([draft.text.clone()]).chain(draft.sender.clone()).collect()
}

/// The draft with these texts in place of its own.
fn with_texts(mut draft: Draft, texts: Vec<String>) -> Draft {
    let mut texts = texts.into_iter();
    for Message { content, .. } in &mut draft.conversation.messages {
        *content = texts.next().unwrap_or_default();
    }
    draft.text = texts.next().unwrap_or_default();
    draft.sender = texts.next();
    draft
}

#[cfg(test)]
mod tests;
