//! What a person can do, the keys for it, and the words for the keys.

/// Something that a person asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Act {
    Accept,
    Refuse,
    AcceptAll,
    /// Other words in place of the change, or another text where there is none.
    Edit,
    /// Another text in place of the whole reply.
    Rewrite,
    Another,
    /// The next of the proposals for this reply.
    Turn,
    Undo,
    Redo,
    Skip,
    /// Leave the reply as it is, and say why.
    Leave,
    Done,
    Next,
    Previous,
    NextReply,
    PreviousReply,
    Write,
    Quit,
    /// All that is found, with the reasons.
    Found,
    Help,
}

/// A key: its letter, what it does, the word for it in the line of keys, and what the help says.
pub(super) struct Key {
    pub(super) letter: char,
    pub(super) act: Act,
    /// Empty for what only the help names.
    pub(super) word: &'static str,
    pub(super) help: &'static str,
}

const fn key(letter: char, act: Act, word: &'static str, help: &'static str) -> Key {
    Key { letter, act, word, help }
}

/// Every key, in the order of the help.
pub(super) const KEYS: &[Key] = &[
    key(
        'y',
        Act::Accept,
        "accept",
        "make this change; without one, the reply is fine as it stands, after a question where something is found",
    ),
    key('n', Act::Refuse, "refuse", "do not make this change"),
    key('e', Act::Edit, "edit", "other words for this change; without one, the whole reply"),
    key('a', Act::Another, "another", "ask the model for another proposal; it may be told what to mind; needs a model"),
    key('x', Act::Leave, "", "leave the reply as the file has it and say why; w notes it for lint"),
    key('u', Act::Undo, "undo", "take the last step back"),
    key('s', Act::Skip, "skip", "not now: the reply comes again next time"),
    key('A', Act::AcceptAll, "all", "make every change of this reply"),
    key('d', Act::Done, "done", "done with this file: its other replies stay as they are, after a question"),
    key('w', Act::Write, "write", "write what was decided into the files now"),
    key('q', Act::Quit, "quit", "quit; what was decided is kept, and the review goes on later"),
    key('?', Act::Help, "help", "these keys"),
    key(
        'E',
        Act::Rewrite,
        "",
        "the whole reply, in $VISUAL or $EDITOR, else in nano, vi or what is there, else in a box",
    ),
    key('f', Act::Found, "", "all that is found in the reply, with the reasons"),
    key('r', Act::Redo, "", "take the step again that was taken back"),
    key('p', Act::Turn, "", "the other proposals for this reply, one after the other"),
    key('j', Act::Next, "", "the next change, without deciding"),
    key('k', Act::Previous, "", "the change before"),
    key('J', Act::NextReply, "", "the next reply, without deciding"),
    key('K', Act::PreviousReply, "", "the reply before"),
];

impl Act {
    /// What a letter asks for.
    pub(super) fn of(letter: char) -> Option<Self> {
        KEYS.iter().find(|key| key.letter == letter).map(|key| key.act.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_letter_asks_for_one_thing() {
        for (place, key) in KEYS.iter().enumerate() {
            assert_eq!(KEYS.iter().position(|one| one.letter == key.letter), Some(place));
            assert_eq!(Act::of(key.letter), Some(key.act.clone()));
        }
    }
}
