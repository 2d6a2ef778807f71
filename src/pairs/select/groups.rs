//! What belongs together, so that no conversation is in two splits: the same source, the same conversation or the
//! beginning of one, and whatever a near-duplicate ties together.

use crate::sha::number;
use crate::text::Conversation;
use std::collections::HashMap;

/// The least words for which the beginning of a conversation is its own and not just a greeting.
const OWN: usize = 8;

/// Sets of keys that are joined; each is known by its least number, whatever the order of joining.
#[derive(Debug, Default)]
pub(super) struct Groups {
    places: HashMap<u64, u32>,
    /// The parent of each place, and the least number of its set where it is a root.
    nodes: Vec<(u32, u64)>,
}

impl Groups {
    /// A place for a source and its conversation, joined with what came of either before.
    pub(super) fn place(&mut self, source: &str, conversation: &Conversation) -> u32 {
        let place = self.of(number(format!("source\0{source}").as_bytes()));
        for beginning in beginnings(conversation) {
            let other = self.of(beginning);
            self.join(place, other);
        }
        place
    }

    /// From now on both are one.
    pub(super) fn join(&mut self, a: u32, b: u32) {
        let [a, b] = [self.root(a), self.root(b)];
        let least = self.nodes[a as usize].1.min(self.nodes[b as usize].1);
        self.nodes[a as usize].0 = b;
        self.nodes[b as usize].1 = least;
    }

    /// The number of the set.
    pub(super) fn number(&mut self, place: u32) -> u64 {
        let root = self.root(place);
        self.nodes[root as usize].1
    }

    fn of(&mut self, number: u64) -> u32 {
        let next = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        let place = *self.places.entry(number).or_insert(next);
        if place == next {
            self.nodes.push((place, number));
        }
        place
    }

    fn root(&mut self, mut place: u32) -> u32 {
        while self.nodes[place as usize].0 != place {
            let above = self.nodes[place as usize].0;
            self.nodes[place as usize].0 = self.nodes[above as usize].0;
            place = above;
        }
        place
    }
}

/// The whole conversation and its beginnings, each as a number: a later turn of a conversation has the earlier in it.
fn beginnings(conversation: &Conversation) -> Vec<u64> {
    let (mut text, mut words) = (String::from("conversation"), 0);
    let last = conversation.messages.len();
    let mut numbers = Vec::new();
    for (message, place) in conversation.messages.iter().zip(1..) {
        text.push('\0');
        text.push_str(message.role.name());
        text.push('\0');
        text.push_str(&message.content);
        words += message.content.split_whitespace().count();
        if message.role != crate::text::Role::System && (words >= OWN || place == last) {
            numbers.push(number(text.as_bytes()));
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Message, Role};

    const TOLD: &str = "The bench that I ordered in May came without its legs.";

    fn thread(words: &[&str]) -> Conversation {
        let turn = |(place, words): (usize, &&str)| {
            Message::new(if place % 2 == 0 { Role::User } else { Role::Assistant }, *words)
        };
        Conversation { messages: words.iter().enumerate().map(turn).collect() }
    }

    #[test]
    fn turns_of_one_conversation_are_together_and_greetings_are_not() {
        let mut groups = Groups::default();
        let early = groups.place("1", &thread(&[TOLD]));
        let late = groups.place("2", &thread(&[TOLD, "Which bench?", "The long one."]));
        let [hi, hello] = ["Where is it?", "I am angry."].map(|words| thread(&["Hi", "Hello.", words]));
        let [other, another] = [groups.place("3", &hi), groups.place("4", &hello)];
        assert_eq!(groups.number(early), groups.number(late));
        assert_ne!(groups.number(other), groups.number(another));
        groups.join(other, early);
        assert_eq!(groups.number(other), groups.number(late));
    }

    #[test]
    fn a_number_does_not_hang_on_the_order() {
        let number = |order: &[&str]| {
            let mut groups = Groups::default();
            let places: Vec<_> = order.iter().map(|one| groups.place(one, &Conversation::default())).collect();
            places.windows(2).for_each(|two| groups.join(two[0], two[1]));
            groups.number(places[0])
        };
        assert_eq!(number(&["a", "b", "c"]), number(&["c", "a", "b"]));
    }
}
