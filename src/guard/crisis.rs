//! Safety content stays: crisis lines, emergency numbers, medical, legal and safety cautions, required disclosures.

use super::Check;
use super::words::{Table, flat, table};
use std::sync::LazyLock;

/// What must keep a counterpart, wide enough for honest rewording, over flat text.
static CAUTIONS: Table = LazyLock::new(|| {
    table(&[
        (
            "the crisis line",
            r"\b(?:988|samaritans|(?:crisis|suicide|support|help|text) ?(?:and crisis )?(?:line|lifeline|hotline|helpline|text line)|helpline|hotline|lifeline|116 ?123|741741)\b",
        ),
        (
            "the emergency call",
            r"\b(?:911|999|112|000|111)\b|\bemergency (?:services?|numbers?|room|department|care|line)\b|\bambulance\b|\b(?:nearest )?a&e\b|\bfire (?:brigade|department|service)\b|\b(?:call|contact|tell|inform) the police\b",
        ),
        ("the poison centre", r"\bpoisons? (?:control|cent(?:er|re)|information|line)\b"),
        (
            "the advice to see a professional",
            r"\b(?:seek|get|ask for|need)\b[^.!?]{0,30}\b(?:medical|professional|legal|immediate|urgent)\b[^.!?]{0,20}\b(?:attention|advice|help|care|assistance|treatment|counsel)\b|\b(?:see|consult|call|contact|ask|speak|talk|check|tell|visit)\b[^.!?]{0,30}\b(?:doctor|physician|pharmacist|gp|vet|veterinarian|midwife|nurse|lawyer|solicitor|attorney|therapist|counsell?or|clinician|specialist|healthcare \w+|medical \w+|mental health \w+)\b",
        ),
        (
            "the dose limit",
            r"\b(?:do not|don't|never|must not|should not|shouldn't|not to|cannot)\b[^.!?,;]{0,12}\b(?:take|exceed|double|use more|mix|combine|stop taking|drive|drink alcohol)\b|\b(?:no|not|never) more (?:than|of)\b[^.!?]{0,30}\b(?:mg|ml|tablets?|pills?|doses?|drops|capsules?|units|puffs)\b|\b(?:no|not) more (?:tablets?|pills?|doses?)\b|\bmaximum (?:daily )?dose\b|\bprescribed dose\b",
        ),
        ("the warning about children", r"\b(?:out of|away from)\b[^.!?]{0,20}\b(?:reach|children|kids|child|pets)\b"),
        (
            "the disclaimer",
            r"\b(?:not|isn't|no|never|aren't)\b[^.!?]{0,25}\b(?:legal|medical|financial|tax|investment|professional) advice\b|\bnot (?:a )?(?:substitute|replacement) for\b|\bcan(?:not|'t) replace (?:a |an |your |professional)|\binformational purposes\b|\b(?:i'm|i am|we're|we are) not (?:a |an )?(?:doctor|lawyer|therapist|attorney|clinician)s?\b",
        ),
        (
            "the safety instruction",
            r"\b(?:stop|do not|don't|never|must not|avoid)\b[^.!?]{0,15}\b(?:us(?:e|ing)|charg(?:e|ing)|open(?:ing)?|touch(?:ing)?|operat(?:e|ing)|consum(?:e|ing)|eat(?:ing)?|swallow(?:ing)?|inhal(?:e|ing)|ignit(?:e|ing)|plug(?:ging)?)\b|\b(?:unplug|evacuate|switch (?:it |this |them |the \w+ )?off|turn (?:it |them |the \w+ )?off)\b|\bleave the (?:building|house|room|area)\b|\bventilate\b|\brisk of (?:fire|shock|injury|burns?|choking|overdose|suffocation)\b|\bfire hazard\b|\bcarbon monoxide\b|\b(?:gas|smell of gas) leak\b",
        ),
        (
            "the words about danger",
            r"\b(?:in|immediate|of) (?:immediate )?danger\b|\b(?:feel|stay|get to) (?:\w+ )?(?:safe|safety)\b|\byou(?:'re| are) not safe\b|\bunsafe\b|\bharm(?:ing)? (?:yourself|others)\b|\bhurt(?:ing)? yourself\b|\bend(?:ing)? your life\b|\bside effects?\b|\ballerg\w+|\bcontraindicat\w+",
        ),
        (
            "the notice of rights",
            r"\b(?:statutory|consumer|legal) rights?\b|\b(?:right|entitled|can|may|able) (?:of|to) (?:appeal|complain|object|withdraw|cancel within)\b|\bombudsman\b|\bterms and conditions apply\b|\bt&cs apply\b|\bcooling-off\b|\bindependent (?:legal|financial) advice\b",
        ),
        (
            "the required disclosure",
            r"\b(?:calls?|chats?|conversations?) (?:may|are|is|will|can)(?: be)? (?:\w+ )?(?:recorded|monitored)\b|\bcapital (?:is )?at risk\b|\bpast performance\b|\bvalue of (?:your )?investments?\b|\b(?:i'm|i am|you are chatting with|you're chatting with|this is) an? (?:ai|automated|virtual|bot|chatbot)\b|\bunsubscribe\b|\bapr\b",
        ),
    ])
});

/// Each kind of caution that the draft gives is in the candidate.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let (draft, candidate) = (flat(&check.draft.text), flat(check.candidate));
    let lost = CAUTIONS.iter().filter(|(_, pattern)| !pattern.is_match(&candidate));
    let lost = lost.filter_map(|(name, pattern)| Some((name, pattern.find(&draft)?)));
    lost.map(|(name, words)| format!("{name} is gone: \"{}\"", words.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::{catches, spares};

    #[test]
    fn lost_cautions_are_caught() {
        catches(
            look,
            &[
                ("", "Please call 988 at any time.", "Please call us at any time."),
                ("", "Seek medical attention at once.", "Please rest."),
                ("", "Do not take more than four tablets.", "Four tablets are fine."),
                ("", "Keep out of reach of children.", "Keep it somewhere safe."),
                ("", "This is not legal advice.", "Here is our advice."),
                ("", "Unplug the heater first.", "Look at the heater first."),
                ("", "You have the right to appeal.", "You have no more options."),
                ("", "Calls may be recorded.", "Call us."),
                ("", "If you are in immediate danger, call 911.", "If it is bad, call a friend."),
            ],
        );
    }

    #[test]
    fn honest_rewording_passes() {
        spares(
            look,
            &[
                (
                    "",
                    "Medical attention should be sought: please consult a physician.",
                    "Please see a doctor about this.",
                ),
                ("", "Please seek medical advice.", "Please get medical help today."),
                ("", "It is advised that no more than four tablets be taken.", "Please don't take more than four."),
                ("", "The unit should be kept out of the reach of children.", "Keep it away from children."),
                ("", "This does not constitute legal advice.", "This isn't legal advice."),
                ("", "We value you. Call the Samaritans on 116 123.", "The Samaritans are there on 116 123."),
                ("", "The file was saved.", "We saved the file."),
            ],
        );
    }
}
