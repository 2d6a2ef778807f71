//! All guards in a table.

use super::{
    Check, apologies, blame, causes, certainty, code, conditions, crisis, dates, deeds, duties, experience, injection,
    keep, length, links, mask, names, negations, numbers, overshoot, people, placeholders, promises, structure,
    templates,
};

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
