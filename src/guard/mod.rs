//! What a revision must never do: one promise to a file, all of them in a table, always checked against the draft.

mod acts;
mod apologies;
mod blame;
mod causes;
mod certainty;
mod code;
mod conditions;
mod crisis;
mod dates;
mod deeds;
mod duties;
mod experience;
mod injection;
mod keep;
mod length;
mod links;
mod mask;
mod meaning;
mod memo;
mod names;
mod negations;
mod numbers;
mod overshoot;
mod people;
pub(crate) mod placeholders;
mod promises;
mod sentence;
mod side;
mod structure;
mod templates;
#[cfg(test)]
mod trial;
mod words;

pub use keep::Keep;
#[allow(unused_imports, reason = "for whoever shows texts to a model")]
pub(crate) use mask::Mask;
#[cfg(feature = "serve")]
pub(crate) use names::naming;
pub(crate) use placeholders::valued;
pub(crate) use side::Side;
pub(crate) use words::{flat, pattern, prose};

use crate::text::{Draft, Role};
use serde::Serialize;
use std::rc::Rc;

/// A promise that a candidate breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Violation {
    /// The guard, such as `numbers`.
    pub guard: &'static str,
    /// What was lost, changed or added, for the person who reads the outcome and for the repair prompt.
    pub detail: String,
}

/// What candidates are checked against: a draft in its conversation, read once for all of them.
pub(crate) struct Ground<'a> {
    draft: &'a Draft,
    keep: &'a Keep,
    old: Rc<Side>,
    said: Rc<Side>,
    told: Rc<Side>,
    known: Rc<Side>,
}

/// What a guard looks at.
pub(crate) struct Check<'a> {
    /// The draft in its conversation: guards always compare with it, whatever the round.
    pub(crate) draft: &'a Draft,
    /// The text that might be sent instead.
    pub(crate) candidate: &'a str,
    /// Further text that must stay, from `--keep`.
    pub(crate) keep: &'a Keep,
    /// The draft's text, as guards read it.
    pub(crate) old: Rc<Side>,
    /// The candidate, as guards read it.
    pub(crate) new: Rc<Side>,
    /// What the person wrote, a message to a line.
    pub(crate) said: Rc<Side>,
    /// What both sides wrote; the operator's instructions and the output of tools are no facts to take up.
    pub(crate) told: Rc<Side>,
    /// What a reply may speak of: both sides, the sender, the draft.
    pub(crate) known: Rc<Side>,
}

impl<'a> Check<'a> {
    /// A candidate against its draft.
    pub(crate) fn new(draft: &'a Draft, candidate: &'a str, keep: &'a Keep) -> Self {
        Ground::new(draft, keep).beside(candidate)
    }
}

impl<'a> Ground<'a> {
    /// A draft; `keep` matches further text that must stay.
    pub(crate) fn new(draft: &'a Draft, keep: &'a Keep) -> Self {
        let spoken = |roles: &[Role]| {
            let messages = draft.conversation.messages.iter().filter(|message| roles.contains(&message.role));
            messages.map(|message| message.content.as_str()).collect::<Vec<_>>().join("\n")
        };
        let (said, told) = (spoken(&[Role::User]), spoken(&[Role::User, Role::Assistant]));
        let known = [told.as_str(), draft.sender.as_deref().unwrap_or(""), draft.text.as_str()].join("\n");
        let [old, said, told, known] = [&draft.text, &said, &told, &known].map(|text| side::read(text));
        Self { draft, keep, old, said, told, known }
    }

    /// A candidate beside it.
    fn beside<'b>(&self, candidate: &'b str) -> Check<'b>
    where
        'a: 'b,
    {
        let [old, said, told, known] = [&self.old, &self.said, &self.told, &self.known].map(Rc::clone);
        let (draft, keep, new) = (self.draft, self.keep, side::read(candidate));
        Check { draft, candidate, keep, old, new, said, told, known }
    }

    /// Whether a candidate breaks no promise: as [`check`], which stops at the first breach.
    pub(crate) fn allows(&self, candidate: &str) -> bool {
        breaches(&self.beside(candidate)).next().is_none()
    }
}

/// A guard names each breach in words; nothing to say means that the promise is kept.
pub(crate) type Guard = fn(&Check<'_>) -> Vec<String>;

/// All guards: name, promise, function.
pub(crate) const GUARDS: &[(&str, &str, Guard)] = &[
    ("placeholders", "Template placeholders stay byte for byte, block tags in order and in pairs.", placeholders::look),
    ("marks", "No mark that stood for hidden text is left over.", mask::look),
    ("keep", "Text that the caller locked stays.", keep::look),
    ("numbers", "Numbers, amounts, times and ids stay; new ones come from the conversation.", numbers::look),
    ("dates", "Days and deadlines stay; no new deadline is set.", dates::look),
    ("links", "Links, addresses, paths and handles stay; none is added.", links::look),
    ("code", "Code and quoted text stay; nothing is misquoted.", code::look),
    ("names", "Names stay; nobody is named whom nobody mentioned.", names::look),
    ("people", "A reply to many takes up nothing that only some of them told.", people::look),
    ("negations", "A no stays a no, a yes a yes, a condition a condition.", negations::look),
    ("conditions", "What hangs on a condition still does, and on no other.", conditions::look),
    ("certainty", "A refusal stays flat, a may open, a will firm.", certainty::look),
    ("duties", "Obligations, permissions and prohibitions keep their strength; none is new.", duties::look),
    ("causes", "No cause that neither the draft nor the conversation gives.", causes::look),
    ("promises", "No promise, offer or claimed deed that the draft does not make.", promises::look),
    ("deeds", "No talk, reading, note or inquiry that nobody reported.", deeds::look),
    ("blame", "No agreement on motive or character, no guilt that the draft disputes or gives to others.", blame::look),
    ("experience", "No claimed human experience.", experience::look),
    ("crisis", "Crisis lines, cautions and required disclosures stay.", crisis::look),
    ("templates", "No stock phrase that the draft did not have.", templates::look),
    ("apologies", "No stack of apologies.", apologies::look),
    ("overshoot", "No more intensity, flattery or liability than the person and the draft voiced.", overshoot::look),
    ("length", "At most 1.6 times the draft, or 160 characters more; no gutting.", length::look),
    (
        "structure",
        "Lists, headings, tables, labels, quotes and line endings stay; nothing is said twice.",
        structure::look,
    ),
    (
        "injection",
        "A reply in the draft's language and nothing else; no order from the conversation is obeyed.",
        injection::look,
    ),
];

/// Every guard by name, with its promise in a line.
pub fn guards() -> impl Iterator<Item = (&'static str, &'static str)> {
    GUARDS.iter().map(|(name, promise, _)| (*name, *promise))
}

/// Every promise that `candidate` breaks against `draft`; `keep` matches further text that must stay.
///
/// A candidate that is the draft breaks none.
pub fn check(draft: &Draft, candidate: &str, keep: &Keep) -> Vec<Violation> {
    breaches(&Check::new(draft, candidate, keep)).collect()
}

/// What each guard says, in turn.
fn breaches<'a>(check: &'a Check<'_>) -> impl Iterator<Item = Violation> + 'a {
    let said = |&(guard, _, look): &(&'static str, &str, Guard)| {
        look(check).into_iter().map(move |detail| Violation { guard, detail })
    };
    GUARDS.iter().flat_map(said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Conversation;
    use proptest::prelude::*;

    /// Whole revisions, `===` between cases: the guard that must speak up (`ok`: none), what the person said (nothing:
    /// a canned reply), the draft and the candidate, `---` between them.
    const REVISIONS: &str = include_str!("trial.txt");

    #[test]
    fn whole_revisions_are_judged_as_a_careful_person_would() {
        let mut wrong = Vec::new();
        for case in REVISIONS.split("\n===\n") {
            let [verdict, said, draft, candidate] = case.split("\n---\n").collect::<Vec<_>>()[..] else {
                panic!("a case has four parts: {case}");
            };
            let talk = if said.is_empty() { Conversation::default() } else { Conversation::from_user(said) };
            let found = check(&Draft::new(talk, draft), candidate.trim_end(), &Keep::default());
            let right = if verdict == "ok" { found.is_empty() } else { found.iter().any(|one| one.guard == verdict) };
            wrong.extend((!right).then_some((verdict, candidate, found)));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn every_guard_has_a_name_of_its_own_and_a_promise() {
        let names: std::collections::BTreeSet<_> = guards().map(|(name, _)| name).collect();
        assert_eq!(names.len(), GUARDS.len());
        assert!(guards().all(|(_, promise)| promise.ends_with('.')));
    }

    #[test]
    fn a_breach_names_its_guard() {
        let found = check(&Draft::canned("You get £42.50 back."), "You get money back.", &Keep::default());
        assert!(
            found.contains(&Violation { guard: "numbers", detail: "the number £42.50 is gone".into() }),
            "{found:?}"
        );
    }

    /// Pieces that meet every guard.
    const PIECES: &[&str] = &[
        "We cannot refund £42.50. ",
        "\n",
        "\n\n",
        "\r\n",
        "- item one\n",
        "2. step\n",
        "# Head\n",
        "| a | b |\n",
        "> quote\n",
        "```\nx\n```\n",
        "`code` ",
        "```",
        "\"quoted\" ",
        "“curly” ",
        "'single' ",
        "{name} ",
        "{% if a %}",
        "{% endif %}",
        "{{#if}}",
        "[NAME]",
        "[text](url)",
        "[[1]]",
        "⟦1⟧",
        "⟦",
        "%s ",
        "{n, plural, one {a} other {b}}",
        "I've been there. ",
        "I understand your frustration! ",
        "Sorry, sorry, sorry. ",
        "You're absolutely right!!! ",
        "call 988 ",
        "Do not take more than two. ",
        "by Friday ",
        "within 5 days ",
        "tomorrow ",
        "Mon–Fri ",
        "3 May ",
        "Hi Marta,\n",
        "We'll send you a voucher. ",
        "I've escalated it. ",
        "This will never happen again. ",
        "unless you ask ",
        "only if ",
        "If she vomits, call us. ",
        "should you wish to ",
        "You must send the form. ",
        "don't have to ",
        "may not be able to ",
        "Let me see what we can do. ",
        "I have spoken to them. ",
        "got off the phone ",
        "since the depot was flooded ",
        ", which is why ",
        "we lied. ",
        "It is not our fault. ",
        "Seek medical advice at once. ",
        "around 3 May ",
        "https://a.example/x. ",
        "me@a.example ",
        "A > B > C ",
        "#chan @me ",
        "/etc/x ",
        "<p>",
        "</p>",
        "**Note:** ",
        "As an AI language model ",
        "{\"reply\": 1}",
        "Assistant: ",
        "é",
        "ß",
        "İ",
        "日本語 ",
        "Привет ",
        "🙂",
        "\u{301}",
        "\0",
        "5",
        "-",
        ",",
        "'s",
        "n't ",
        "will be ",
        "we have ",
        "going to",
        "you will receive a refund ",
        "Tom\n",
        " ",
        "—",
    ];

    fn texts() -> impl Strategy<Value = String> {
        let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..16).prop_map(|parts| parts.concat());
        prop_oneof![pieces, "\\PC{0,80}", any::<String>()]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_draft_itself_breaks_nothing(text in texts(), said in texts(), pattern in prop::sample::select(vec!["a", "\\w+", "(?i)we", "."])) {
            let keep = Keep::new(&[pattern.to_owned()]).expect("a pattern");
            for draft in [Draft::canned(&*text), Draft::new(Conversation::from_user(said), &*text)] {
                prop_assert_eq!(check(&draft, &text, &keep), vec![]);
            }
        }

        #[test]
        fn no_text_makes_a_guard_panic(one in texts(), two in texts(), said in texts()) {
            let draft = Draft::new(Conversation::from_user(said), one);
            let found = check(&draft, &two, &Keep::default());
            prop_assert!(found.iter().all(|violation| !violation.detail.is_empty()));
        }
    }
}
