//! The clause reader that guards of meaning share: what a text says on which condition, how firmly, and about what,
//! each as stems, so that "the form must be sent" and "you must send the form" are one.

mod auxiliary;
mod condition;
mod content;
mod courtesy;
mod force;
mod line;
mod modal;
mod place;
mod synonyms;

pub(super) use condition::{Condition, denies};
pub(super) use content::{Content, content, met};
pub(super) use force::Force;
pub(super) use line::{Line, Sign, bag, line, lines};
pub(super) use modal::Modal;
pub(super) use synonyms::canon;

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;

    fn read(text: &str) -> Vec<Rc<Line>> {
        lines(&crate::guard::sentence::read(text))
    }

    fn shown(text: &str) -> Vec<String> {
        read(text).iter().flat_map(|line| line.conditions.iter().map(|one| one.shown.clone())).collect()
    }

    fn forces(text: &str) -> Vec<(Force, String)> {
        read(text).iter().flat_map(|line| line.modals.iter().map(|one| (one.force, one.verb.clone()))).collect()
    }

    #[test]
    fn conditions_are_told_from_courtesies_and_doubts() {
        assert_eq!(shown("If she vomits, call us."), ["if she vomits"]);
        assert_eq!(shown("Call us if she vomits."), ["if she vomits."]);
        assert_eq!(shown("Should the gate stick, ring the porter."), ["should the gate stick"]);
        for idle in [
            "You asked if it is late.",
            "If you have any questions, write to us.",
            "We are sorry if this upset you.",
            "Is it warm if she sleeps?",
        ] {
            assert_eq!(shown(idle), Vec::<String>::new(), "{idle}");
        }
    }

    #[test]
    fn the_voice_of_a_verb_does_not_change_its_force() {
        for text in ["The form must be signed.", "You must sign the form.", "You will need to sign it."] {
            assert_eq!(forces(text), [(Force::Must, "sign".to_owned())], "{text}");
        }
        assert_eq!(forces("You don't have to sign it."), [(Force::Exempt, "sign".to_owned())]);
        assert_eq!(forces("The seal may not be broken."), [(Force::Forbid, canon("broken"))]);
        assert_eq!(forces("That must have hurt. Sorry."), []);
    }
}
