//! Why a passive was turned, and how much of it is felt.

use super::super::chain::{Denial, Form};
use super::super::clause::{Clause, Words};
use super::super::phrase::listed;
use super::super::voice::Voice;
use super::super::worth::Worth;

/// Steps of an office, which nobody feels whoever took them.
const STEPS: &str = "\
    receive forward pass arrange complete communicate release issue record log file note process schedule reschedule \
    book place secure update conclude register attach publish prepare circulate";

/// What an office finds, or does not.
const FINDS: &str = "identify establish determine find";

/// How much of a turned clause is felt: who did the harm or left it undone, less who will, hardly who filed it.
pub(in super::super) fn worth(words: &Words<'_>, clause: &Clause, voice: Voice) -> Worth {
    let base = clause.verb.base.as_str();
    let undone = clause.chain.denial != Denial::None || matches!(clause.chain.form, Form::ModalPerfect(_));
    match &clause.chain.form {
        _ if voice == Voice::You => Worth::Small,
        _ if listed(FINDS, base) || under_condition(words, clause) => Worth::Idle,
        _ if undone => Worth::Felt,
        _ if listed(STEPS, base) => Worth::Idle,
        Form::Simple { past: true } | Form::Perfect { .. } => Worth::Felt,
        Form::Simple { past: false } if clause.verb.is("v") => Worth::Felt,
        _ => Worth::Small,
    }
}

/// Whether a clause only says when or under what condition something else holds: "unless it has been waived".
fn under_condition(words: &Words<'_>, clause: &Clause) -> bool {
    let before = clause.subject.start.checked_sub(1).map_or("", |place| words.at(place));
    matches!(before, "if" | "unless" | "once" | "when" | "where" | "until" | "whether")
}

/// Why, in words about this text.
pub(super) fn reason(clause: &Clause, voice: Voice, object: &str) -> String {
    let verb = clause.verb;
    let told = listed("inform notify tell remind contact invite warn", &verb.base);
    let it = if object == "you" {
        "you"
    } else if clause.chain.plural == Some(true) || told {
        "them"
    } else {
        "it"
    };
    match &clause.chain.form {
        _ if voice == Voice::You => "speaks to them".to_owned(),
        _ if matches!(verb.base.as_str(), "carry" | "hand" | "pass" | "take" | "set") => "says who does it".to_owned(),
        _ if verb.is("d") || verb.is("v") && matches!(clause.chain.form, Form::Simple { past: false }) => {
            "lets somebody say it".to_owned()
        }
        Form::Modal(modal) if matches!(modal.as_str(), "can" | "will" | "could") => {
            format!("says who {modal} {} {it}", verb.base)
        }
        Form::Modal(_) => "says who does it".to_owned(),
        Form::ModalPerfect(modal) => format!("says who {modal} have {} {it}", verb.participle),
        Form::Progressive { .. } => format!("says who is {} {it}", verb.ing),
        Form::Simple { past: false } => "says who does it".to_owned(),
        _ if clause.chain.denial != Denial::None => "says who did not do it".to_owned(),
        _ => format!("says who {} {it}", verb.past),
    }
}
