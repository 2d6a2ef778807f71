//! A conversation as trainers take it: instructions first, then turns that alternate and end with the person's.

use super::LeftOut;
use crate::text::{Conversation, Message, Role};

/// What a format asks of a prompt beyond ending with the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// Any turns.
    Turns,
    /// The first turn, after instructions, is the person's.
    PersonFirst,
    /// One turn of the person and nothing else.
    OneTurn,
    /// Whatever there is, unchanged.
    Nothing,
}

/// A prompt that trainers accept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Turns {
    /// The operator's instructions.
    pub(super) instructions: Option<String>,
    /// The turns; no two of one role in a row.
    pub(super) turns: Vec<Message>,
}

impl Turns {
    /// The turns of a conversation, or why they cannot be a prompt.
    ///
    /// Turns of one role in a row become one, since chat templates ask for alternation; empty turns go, since services
    /// refuse them. Output of tools is refused: records hold no calls, and without their call templates raise or put
    /// it in the wrong place.
    pub(super) fn new(conversation: &Conversation, needs: Needs) -> Result<Self, LeftOut> {
        if needs == Needs::Nothing {
            return Ok(Self { instructions: None, turns: conversation.messages.clone() });
        }
        let mut read = Self::default();
        for message in conversation.messages.iter().filter(|message| !message.content.trim().is_empty()) {
            read.add(message)?;
        }
        read.suits(needs)?;
        Ok(read)
    }

    fn add(&mut self, message: &Message) -> Result<(), LeftOut> {
        match (message.role, self.turns.last_mut()) {
            (Role::Tool, _) => return Err(LeftOut::ToolTurns),
            (Role::System, Some(_)) => return Err(LeftOut::LateInstructions),
            (Role::System, None) => join(self.instructions.get_or_insert_default(), &message.content),
            (role, Some(last)) if last.role == role => join(&mut last.content, &message.content),
            _ => self.turns.push(message.clone()),
        }
        Ok(())
    }

    fn suits(&self, needs: Needs) -> Result<(), LeftOut> {
        let role = |turn: Option<&Message>| turn.map(|turn| turn.role);
        match (role(self.turns.first()), role(self.turns.last())) {
            (None, _) => Err(LeftOut::NoConversation),
            (_, last) if last != Some(Role::User) => Err(LeftOut::PersonNotLast),
            _ if needs == Needs::OneTurn && (self.turns.len() > 1 || self.instructions.is_some()) => {
                Err(LeftOut::SeveralTurns)
            }
            (first, _) if needs == Needs::PersonFirst && first != Some(Role::User) => Err(LeftOut::PersonNotFirst),
            _ => Ok(()),
        }
    }

    /// Instructions and turns as messages.
    pub(super) fn messages(&self) -> Vec<Message> {
        let instructions = self.instructions.iter().map(|words| Message::new(Role::System, words.clone()));
        instructions.chain(self.turns.iter().cloned()).collect()
    }

    /// The person's last words.
    pub(super) fn last(&self) -> &str {
        self.turns.last().map_or("", |turn| &turn.content)
    }

    /// The person's first words.
    pub(super) fn first(&self) -> &str {
        let said = self.turns.iter().find(|turn| turn.role == Role::User);
        said.map_or("", |turn| &turn.content)
    }
}

fn join(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(more);
}

#[cfg(test)]
mod tests {
    use super::*;
    use Role::{Assistant, System, Tool, User};

    fn turns(messages: &[(Role, &str)], needs: Needs) -> Result<Turns, LeftOut> {
        let messages = messages.iter().map(|(role, words)| Message::new(*role, *words)).collect();
        Turns::new(&Conversation { messages }, needs)
    }

    #[test]
    fn turns_in_a_row_are_one_and_empty_ones_go() {
        let read = turns(&[(System, "S"), (System, "T"), (User, "a"), (Assistant, " "), (User, "b")], Needs::Turns);
        let wanted = Turns { instructions: Some("S\n\nT".into()), turns: vec![Message::new(User, "a\n\nb")] };
        assert_eq!(read, Ok(wanted));
    }

    #[test]
    fn what_a_consumer_would_refuse_is_refused_with_its_reason() {
        for (messages, needs, reason) in [
            (&[][..], Needs::Turns, LeftOut::NoConversation),
            (&[(System, "S")], Needs::Turns, LeftOut::NoConversation),
            (&[(User, "a"), (Assistant, "b")], Needs::Turns, LeftOut::PersonNotLast),
            (&[(User, "a"), (Tool, "{}"), (User, "b")], Needs::Turns, LeftOut::ToolTurns),
            (&[(User, "a"), (System, "S"), (User, "b")], Needs::Turns, LeftOut::LateInstructions),
            (&[(Assistant, "hello"), (User, "a")], Needs::PersonFirst, LeftOut::PersonNotFirst),
            (&[(System, "S"), (User, "a")], Needs::OneTurn, LeftOut::SeveralTurns),
            (&[(User, "a"), (Assistant, "b"), (User, "c")], Needs::OneTurn, LeftOut::SeveralTurns),
        ] {
            assert_eq!(turns(messages, needs), Err(reason));
        }
        assert!(turns(&[(Assistant, "hello"), (User, "a")], Needs::Turns).is_ok());
        assert!(turns(&[(Tool, "{}")], Needs::Nothing).is_ok());
    }
}
