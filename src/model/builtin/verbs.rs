//! The verbs that we can turn from passive to active, with their forms and who does them.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A verb with the forms that an active sentence needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Verb {
    /// "decline"
    pub(super) base: String,
    /// "declined"
    pub(super) past: String,
    /// "declined", as behind "have"
    pub(super) participle: String,
    /// "declining"
    pub(super) ing: String,
    /// Who does it, as letters of `verbs.txt`.
    who: &'static str,
}

impl Verb {
    /// Whether one of these letters stands behind the verb.
    pub(super) fn is(&self, letters: &str) -> bool {
        self.who.contains(|letter| letters.contains(letter))
    }

    /// A regular verb that the table need not know.
    pub(super) fn regular(base: &str) -> Self {
        let past = regular_past(base);
        Self { ing: ing(base, &past), participle: past.clone(), past, base: base.to_owned(), who: "" }
    }
}

/// The verbs by the participle under which a passive shows them.
static VERBS: LazyLock<HashMap<String, Verb>> = LazyLock::new(|| {
    let lines = include_str!("verbs.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(row).collect()
});

/// One line of the table, with the participle that a passive shows.
fn row(line: &'static str) -> Option<(String, Verb)> {
    let (forms, who) = line.split_once(':')?;
    let mut forms = forms.split_whitespace();
    let base = forms.next()?.replace('_', " ");
    let past = forms.next().map_or_else(|| regular_past(&base), |past| past.replace('_', " "));
    let shown = forms.next().map_or_else(|| past.clone(), str::to_owned);
    // "Furnished" shows another verb, whose participle is its past.
    let participle = if base.contains(' ') { past.clone() } else { shown.clone() };
    Some((shown, Verb { ing: ing(&base, &past), base, past, participle, who }))
}

/// "decline" becomes "declined", "apply" becomes "applied".
fn regular_past(base: &str) -> String {
    let vowel = |letter: Option<char>| letter.is_some_and(|letter| "aeiou".contains(letter));
    if base.ends_with('e') {
        format!("{base}d")
    } else if let Some(stem) = base.strip_suffix('y').filter(|stem| !vowel(stem.chars().next_back())) {
        format!("{stem}ied")
    } else {
        format!("{base}ed")
    }
}

/// "decline" becomes "declining", "cancel" with "cancelled" becomes "cancelling".
fn ing(base: &str, past: &str) -> String {
    let (verb, rest) = base.split_once(' ').map_or((base, String::new()), |(verb, rest)| (verb, format!(" {rest}")));
    let doubled = verb.chars().next_back().filter(|last| past == format!("{verb}{last}ed") || past == verb);
    match (verb.strip_suffix('e').filter(|stem| !stem.ends_with('e')), doubled) {
        (Some(stem), _) => format!("{stem}ing{rest}"),
        (None, Some(last)) => format!("{verb}{last}ing{rest}"),
        (None, None) => format!("{verb}ing{rest}"),
    }
}

/// The verb whose passive shows this participle, in lower case.
pub(super) fn by_participle(participle: &str) -> Option<&'static Verb> {
    VERBS.get(participle)
}

/// The base of a verb in "-ing", in lower case, of the table or of what people are asked to leave.
pub(super) fn by_ing(ing: &str) -> Option<String> {
    const LEFT: &str = "\
        call phone telephone email post reply use write ring chase smoke park touch discuss copy leave visit comment \
        chat respond submit send contact share";
    let listed = LEFT.split_whitespace().map(by_base);
    let table = VERBS.values().filter(|verb| !verb.base.contains(' ')).cloned();
    let found = listed.chain(table).find(|verb| verb.ing == ing).map(|verb| verb.base);
    found.or_else(|| by_ing(ing.strip_prefix("re")?).map(|base| format!("re{base}")))
}

/// The verb with this base, from the table or regular.
pub(super) fn by_base(base: &str) -> Verb {
    // The longer past of two spellings is the British one: "cancelled".
    let listed = VERBS.values().filter(|verb| verb.base == base).max_by_key(|verb| &verb.past);
    listed.cloned().unwrap_or_else(|| Verb::regular(base))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_regular_and_irregular_verbs() {
        for (participle, base, past, ing) in [
            ("declined", "decline", "declined", "declining"),
            ("cancelled", "cancel", "cancelled", "cancelling"),
            ("denied", "deny", "denied", "denying"),
            ("taken", "take", "took", "taking"),
            ("put", "put", "put", "putting"),
            ("withdrawn", "withdraw", "withdrew", "withdrawing"),
            ("furnished", "send us", "sent us", "sending us"),
            ("reviewed", "review", "reviewed", "reviewing"),
        ] {
            let verb = by_participle(participle).expect("it is there");
            assert_eq!((verb.base.as_str(), verb.past.as_str(), verb.ing.as_str()), (base, past, ing));
        }
        assert_eq!(by_base("cancel").past, "cancelled");
        assert_eq!(by_base("substitute"), Verb::regular("substitute"));
    }
}
