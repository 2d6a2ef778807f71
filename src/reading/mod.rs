//! A draft and its conversation, read once: sentences, words, grammar, cues, particulars, feeling. Private.

mod answers;
mod bounds;
pub(crate) mod grammar;
pub(crate) mod key;
pub(crate) mod language;
pub(crate) mod person;
pub(crate) mod phrases;
pub(crate) mod reply;
#[cfg(test)]
mod sapling;
pub(crate) mod sentences;
mod signs;
pub(crate) mod text;
mod tree;
mod voice;
pub(crate) mod words;

pub(crate) use person::Person;
pub(crate) use phrases::Cue;
pub(crate) use reply::{Reply, Said};
pub(crate) use text::Text;

use crate::text::Draft;
use std::rc::Rc;

/// What detection looks at: the person on one side, the reply on the other.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    /// Who will receive the reply, as far as the conversation shows.
    pub(crate) person: Rc<Person<'a>>,
    /// The draft, sentence by sentence.
    pub(crate) reply: Reply<'a>,
}

impl<'a> Reading<'a> {
    /// Reads a draft in its conversation.
    pub(crate) fn read(draft: &'a Draft) -> Self {
        Self::beside(&Rc::new(Person::read(&draft.conversation)), &draft.text)
    }

    /// Reads another reply to a person who was read before.
    pub(crate) fn beside(person: &Rc<Person<'a>>, reply: &'a str) -> Self {
        Self { person: Rc::clone(person), reply: Reply::read(reply, person) }
    }

    /// The same, of which people see this text of the same length.
    pub(crate) fn shown_as(mut self, text: &'a str) -> Self {
        self.reply.text.shown = text;
        self
    }

    /// Whether there is no feeling, no loss, no conflict and nobody's story in what the person wrote: nothing to fail.
    pub(crate) fn is_transactional(&self) -> bool {
        let person = &self.person;
        !person.is_absent() && self.stakes() < 0.1 && person.urgency < 0.3 && person.story == 0
    }

    /// Whether so little is at stake that nobody could be hurt: a careful reader may notice a failure, the person would not.
    pub(crate) fn is_quiet(&self) -> bool {
        const LITTLE: f64 = 0.21;
        !self.person.is_absent() && self.stakes() < LITTLE && self.person.story == 0
    }

    /// Whether nothing that was felt can be seen, and no hurry: what is not there is hard to turn down.
    pub(crate) fn is_unmoved(&self) -> bool {
        let person = &self.person;
        !person.is_absent() && person.intensity < 0.1 && person.urgency < 0.3
    }

    /// How much is at stake, 0 to 1: the greater of the person's intensity and the tension; of a canned reply what its own
    /// words let expect.
    pub(crate) fn stakes(&self) -> f64 {
        if self.person.is_absent() { self.reply.gravity } else { self.person.intensity.max(self.person.tension) }
    }
}
