//! The auxiliaries of a passive, and what becomes of them in the active: "has not yet been" becomes "have not yet".

use super::phrase::listed;
use super::verbs::Verb;
use super::voice::Voice;

/// What the auxiliaries say of time and possibility.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Form {
    /// "is", "was"
    Simple { past: bool },
    /// "has been", "had been"
    Perfect { past: bool },
    /// "is being", "was being"
    Progressive { past: bool },
    /// "will be", "can be", "cannot be"
    Modal(String),
    /// "should have been"
    ModalPerfect(String),
}

/// How the auxiliaries deny.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Denial {
    /// Not at all.
    None,
    /// "not"
    Full,
    /// "n't"
    Short,
}

/// The auxiliaries of a passive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chain {
    pub(super) form: Form,
    pub(super) denial: Denial,
    /// The adverbs, each with a blank behind it.
    adverbs: String,
    /// Whether the subject is many, where the auxiliaries show it.
    pub(super) plural: Option<bool>,
}

impl Chain {
    /// Reads auxiliaries in lower case, adverbs among them.
    pub(super) fn read(words: &[String]) -> Option<Self> {
        let mut aux: Vec<&str> = Vec::new();
        let mut denial = Denial::None;
        // Adverbs behind the first auxiliary stay there in "should never have been".
        let (mut early, mut adverbs) = (String::new(), String::new());
        for word in words {
            match word.as_str() {
                "not" => denial = Denial::Full,
                "only" | "both" | "all" | "either" | "ever" => return None,
                word if adverb(word) && aux.len() == 1 => early.extend([word, " "]),
                word if adverb(word) => adverbs.extend([word, " "]),
                word => match word.strip_suffix("n't").filter(|_| word != "can't" && word != "won't") {
                    Some(bare) => {
                        denial = Denial::Short;
                        aux.push(bare);
                    }
                    None => aux.push(word),
                },
            }
        }
        let plural = match aux.first() {
            Some(&("has" | "is" | "was")) => Some(false),
            Some(&("have" | "are" | "were")) => Some(true),
            _ => None,
        };
        let form = match form(&aux)? {
            Form::ModalPerfect(modal) => Form::ModalPerfect(format!("{modal} {early}").trim_end().to_owned()),
            form => {
                adverbs.insert_str(0, &early);
                form
            }
        };
        Some(Self { form, denial, adverbs, plural })
    }

    /// The adverbs, each with a blank behind it.
    pub(super) fn adverbs(&self) -> &str {
        &self.adverbs
    }

    /// The same, denied.
    pub(super) fn denied_fully(&self) -> Self {
        Self { denial: Denial::Full, ..self.clone() }
    }

    /// Whether an adverb says how things mostly are.
    pub(super) fn generally(&self) -> bool {
        ["usually", "generally", "normally", "often", "always", "ordinarily"]
            .iter()
            .any(|word| self.adverbs.contains(word))
    }

    /// The same without its adverbs, and with another denial.
    pub(super) fn bare(&self, denial: Denial) -> Self {
        Self { adverbs: String::new(), denial, ..self.clone() }
    }

    /// The first auxiliary with its denial, and the form of the verb.
    pub(super) fn parts<'v>(&self, verb: &'v Verb, voice: Voice) -> (String, &'v str) {
        match &self.form {
            Form::Simple { past } if self.denial != Denial::None => {
                (self.denied(if *past { "did" } else { "do" }), &verb.base)
            }
            Form::Simple { past: true } => (String::new(), &verb.past),
            Form::Simple { past: false } => (String::new(), &verb.base),
            Form::Perfect { past } => (self.denied(if *past { "had" } else { "have" }), &verb.participle),
            Form::Progressive { past } => (self.denied(voice.be(*past)), &verb.ing),
            Form::Modal(modal) => (self.denied(modal), &verb.base),
            Form::ModalPerfect(modal) => (format!("{} have", self.denied(modal)), &verb.participle),
        }
    }

    /// The auxiliary as it denies, or not.
    fn denied(&self, aux: &str) -> String {
        match self.denial {
            Denial::None => aux.to_owned(),
            // "I amn't" is no English.
            _ if aux == "can" => "cannot".to_owned(),
            Denial::Short if aux != "am" => format!("{aux}n't"),
            Denial::Short | Denial::Full => format!("{aux} not"),
        }
    }
}

/// Whether the word may stand inside a verb.
pub(super) fn adverb(word: &str) -> bool {
    const SHORT: &str = "\
        also already now since then still just never always often thus therefore yet no longer once again";
    const NOUNS: &str = "\
        reply family supply assembly july italy ally anomaly butterfly daily weekly monthly";
    listed(SHORT, word) || (word.len() > 4 && word.ends_with("ly") && !listed(NOUNS, word))
}

/// What a run of auxiliaries says; `None` where they are no finite passive.
fn form(aux: &[&str]) -> Option<Form> {
    Some(match aux {
        ["is" | "are"] => Form::Simple { past: false },
        ["was" | "were"] => Form::Simple { past: true },
        ["has" | "have", "been"] => Form::Perfect { past: false },
        ["had", "been"] => Form::Perfect { past: true },
        ["is" | "are", "being"] => Form::Progressive { past: false },
        ["was" | "were", "being"] => Form::Progressive { past: true },
        [modal, "be"] => Form::Modal(modal_of(modal)?),
        [modal, "have", "been"] => Form::ModalPerfect(modal_of(modal)?),
        _ => return None,
    })
}

/// The modal as we would say it.
fn modal_of(word: &str) -> Option<String> {
    const MODALS: [&str; 11] =
        ["will", "shall", "can", "could", "may", "might", "must", "should", "would", "cannot", "can't"];
    match word {
        "shall" => Some("will".to_owned()),
        "won't" => Some("won't".to_owned()),
        _ => MODALS.contains(&word).then(|| word.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::verbs::by_participle;
    use super::*;

    fn active(chain: &str, participle: &str, voice: Voice) -> Option<String> {
        let words: Vec<String> = chain.split(' ').map(str::to_owned).collect();
        let chain = Chain::read(&words)?;
        let (aux, form) = chain.parts(by_participle(participle)?, voice);
        Some(format!("{aux} {}{form}", chain.adverbs()).trim().to_owned())
    }

    #[test]
    fn every_tense_has_its_active() {
        for (chain, participle, wanted) in [
            ("has been", "declined", "have declined"),
            ("was", "sent", "sent"),
            ("was not", "sent", "did not send"),
            ("weren't", "told", "didn't tell"),
            ("have not yet been", "reviewed", "have not yet reviewed"),
            ("will no longer be", "issued", "will no longer issue"),
            ("is being", "reviewed", "are reviewing"),
            ("cannot be", "refunded", "cannot refund"),
            ("should have been", "told", "should have told"),
            ("should never have been", "sent", "should never have sent"),
            ("can not be", "refunded", "cannot refund"),
            ("had already been", "cancelled", "had already cancelled"),
            ("is sincerely", "regretted", "sincerely regret"),
            ("shall be", "reviewed", "will review"),
        ] {
            assert_eq!(active(chain, participle, Voice::We).as_deref(), Some(wanted), "{chain}");
        }
        assert_eq!(active("is being", "reviewed", Voice::I).as_deref(), Some("am reviewing"));
    }

    #[test]
    fn what_is_no_finite_passive_is_left() {
        for chain in ["be", "to be", "being", "been", "is only", "has"] {
            assert_eq!(active(chain, "declined", Voice::We), None, "{chain}");
        }
    }
}
