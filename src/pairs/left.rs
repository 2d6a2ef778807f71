//! Why something did not become a row: each reason a name for the manifest and words for people.

/// Why an outcome or a pair was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum LeftOut {
    /// The draft failed in the run that made the outcomes.
    ErrorRecord,
    /// Nothing was found: there is no better and worse.
    Clean,
    /// Nothing acceptable came: the text is the draft.
    Kept,
    /// Words of danger to someone: for people, not for trainers.
    Held,
    /// In a language that was not judged.
    NotJudged,
    /// Chosen and rejected are the same, or one of them is empty.
    NoDifference,
    /// The changes do not lead from the draft to the text: they may belong to different drafts.
    HunksDoNotFit,
    /// The chosen reply breaks a promise of the guards against the draft.
    GuardBroken,
    /// The scores of both sides are even, or the rejected has the better.
    Tie,
    /// Less than the least margin.
    SmallMargin,
    /// Neither good nor bad enough for a label of its own.
    NoLabel,
    /// There is no turn before the reply, as with canned replies.
    NoConversation,
    /// The last turn is not the person's.
    PersonNotLast,
    /// Output of tools without the calls that they answer.
    ToolTurns,
    /// An operator's turn in the middle.
    LateInstructions,
    /// More than one turn, where the prompt is one text.
    SeveralTurns,
    /// The first turn is not the person's.
    PersonNotFirst,
    /// Nearly the same prompt and rejected reply came before.
    NearDuplicate,
    /// Left out so that length does not tell chosen from rejected.
    Length,
}

/// All reasons: name in records, words after a count.
const WORDS: [(LeftOut, &str, &str); 19] = [
    (LeftOut::ErrorRecord, "error_record", "failed when the outcomes were made"),
    (LeftOut::Clean, "clean", "clean: nothing to choose between"),
    (LeftOut::Kept, "kept", "kept: no better reply came"),
    (LeftOut::Held, "held", "held for a person to look at"),
    (LeftOut::NotJudged, "not_judged", "in a language that is not judged"),
    (LeftOut::NoDifference, "no_difference", "without a difference between the two sides"),
    (LeftOut::HunksDoNotFit, "hunks_do_not_fit", "whose changes do not lead from draft to text"),
    (LeftOut::GuardBroken, "guard_broken", "that break a guard"),
    (LeftOut::Tie, "tie", "tied, or scored the wrong way round"),
    (LeftOut::SmallMargin, "small_margin", "under the least margin"),
    (LeftOut::NoLabel, "no_label", "neither good nor bad enough for a label"),
    (LeftOut::NoConversation, "no_conversation", "without a conversation"),
    (LeftOut::PersonNotLast, "person_not_last", "whose last turn is not the person's"),
    (LeftOut::ToolTurns, "tool_turns", "with output of tools"),
    (LeftOut::LateInstructions, "late_instructions", "with instructions after the first turn"),
    (LeftOut::SeveralTurns, "several_turns", "of more than one turn, which this format cannot hold (trl-chat can)"),
    (LeftOut::PersonNotFirst, "person_not_first", "whose first turn is not the person's"),
    (LeftOut::NearDuplicate, "near_duplicate", "nearly the same as an earlier one"),
    (LeftOut::Length, "length", "left out to match lengths"),
];

impl LeftOut {
    /// The name in records, such as `near_duplicate`.
    pub fn name(self) -> &'static str {
        WORDS[self as usize].1
    }

    /// Words that stand after a count: "under the least margin".
    pub fn words(self) -> &'static str {
        WORDS[self as usize].2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_stands_in_its_place() {
        for (place, (reason, ..)) in WORDS.iter().enumerate() {
            assert_eq!(*reason as usize, place);
        }
    }
}
