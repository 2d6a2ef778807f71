//! The shape of the draft stays: lists, headings, tables, labels, quotes, fences, line endings, HTML tags, and the
//! paragraphs of a canned reply.

mod blocks;
mod endings;
mod lists;
mod paragraphs;
mod repeats;
mod shape;

pub(super) use repeats::{Repeats, repeats};
pub(super) use shape::Shape;

use super::Check;
use blocks::{blocks, labels};
use endings::endings;
use lists::{listed, overwhelms};
use paragraphs::paragraphs;
use repeats::repeated;

/// The shape is the draft's.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let (draft, candidate) = (check.old.shape(), check.new.shape());
    let mut out: Vec<String> = endings(draft.ends, candidate.ends).into_iter().collect();
    if draft.fences != candidate.fences {
        out.push(format!("the draft has {} code fences", draft.fences));
    }
    // Fewer items are the cure where the list itself is what overwhelms: reading for it is left to that case.
    let eased = candidate.items.len() < draft.items.len() && overwhelms(check.draft);
    if !eased {
        out.extend(listed(&draft.items, &candidate.items));
        out.extend(labels(draft, candidate));
    }
    out.extend(blocks(draft, candidate));
    out.extend(paragraphs(check));
    out.extend(repeated(check));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::{catches, spares};

    #[test]
    fn a_list_that_overwhelms_may_shrink_and_no_other() {
        let said = "She asked me for her mother eleven times tonight and I shouted at her. I don't want tips. I just need \
            to put it somewhere.";
        let list = "- Acknowledge the question and change the subject.\n- Place a board with simple facts by the bed.\n\
            - Dim the lights early in the evening.";
        let [draft, short] =
            [format!("Here are strategies that many carers use:\n{list}"), "You shouted once.".to_owned()];
        spares(look, &[(said, &draft, &short)]);
        catches(
            look,
            &[("", &draft, &short), ("How do I get her to sleep?", &format!("Try this:\n{list}"), "Try this.")],
        );
    }

    #[test]
    fn a_changed_shape_is_caught() {
        catches(
            look,
            &[
                ("hi", "1. Open the lid.\n2. Press the knob.", "Open the lid, then press the knob."),
                ("hi", "1. Open the lid.\n2. Press the red knob.", "1. Press the red knob.\n2. Open the lid."),
                ("hi", "1. Open it.\n2. Close it.", "- Open it.\n- Close it."),
                ("hi", "# Refunds\nNone.", "Refunds: none."),
                ("hi", "| a | b |\n|---|---|\n| 1 | 2 |", "| a |\n|---|\n| 1 |"),
                ("hi", "**Note:** it is late.", "It is late."),
                ("hi", "> You wrote this\n\nNoted.", "> You wrote that\n\nNoted."),
                ("hi", "```\nls\n```", "ls"),
                ("hi", "One.\r\nTwo.", "One.\nTwo."),
                ("hi", "One.\nTwo.", "One.\r\nTwo."),
                ("hi", "See [here](/a).", "See here: /a"),
                ("hi", "<p>It is <b>late</b>.</p>", "<p>It is late.</p>"),
                ("", "Hello.\n\nIt is late.\n\nBye.", "Hello. It is late. Bye."),
                ("hi", "It was sent on Monday.", "We sent it on Monday.\n\nWe sent it on Monday."),
            ],
        );
    }

    #[test]
    fn honest_edits_pass() {
        spares(
            look,
            &[
                (
                    "hi",
                    "- The lid is to be opened.\n- The knob is to be pressed.",
                    "- Open the lid.\n- Press the knob.",
                ),
                ("hi", "# Your refund\n\nIt is noted.", "# Your refund\n\nWe read it."),
                ("hi", "**Status:** it was sent.", "**Status:** we sent it."),
                ("hi", "One.\r\nTwo was done.", "One.\r\nWe did two."),
                ("", "We value your feedback.\n\nIt was lost.\n\nBye.", "We lost it.\n\nBye."),
                ("hi", "Hello.\n\nIt is late.", "Hello, we are late."),
                ("hi", "1. a\n2. b", "1) a\n2) b"),
                ("hi", "We hear you on this. So. We hear you on this.", "We hear you on this. We hear you on this."),
            ],
        );
    }
}
