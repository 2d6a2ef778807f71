//! The draft, sentence by sentence: what each one takes up, asks, owns, and who acts in it.

use super::answers::takes_a_side;
use super::grammar::{Passive, Subject, nominalizations, passives, subject};
use super::key::{key, keys};
use super::person::{Person, Question};
use super::phrases::{Cue, Cues};
use super::sentences::{Line, Sentence};
use super::signs::Signs;
use super::text::Text;
use super::voice::{is_cited, is_title};
use super::words::Tags;
use crate::text::Span;
use std::sync::LazyLock;

/// A sentence of the draft, with what the rules look at.
#[derive(Debug)]
pub(crate) struct Said {
    /// Where it stands.
    pub(crate) span: Span,
    /// The line it stands in.
    pub(crate) line: Line,
    /// Whether it is a title.
    pub(crate) title: bool,
    /// Whether it quotes numbered terms, which is not the sender's voice.
    pub(crate) cited: bool,
    /// How many words it has.
    pub(crate) words: usize,
    /// Its passives without an agent.
    pub(crate) passives: Vec<Passive>,
    /// Nouns that hide an act.
    pub(crate) nominals: Vec<Span>,
    /// What its subject is.
    pub(crate) subject: Subject,
    /// How many of the person's particulars it takes up.
    pub(crate) grounded: usize,
    /// Numbers, names, paths: details of its own.
    pub(crate) concrete: usize,
    /// Words that speak of "you".
    pub(crate) you: usize,
    /// Words that speak of "I" and "we".
    pub(crate) me: usize,
    /// Words of generality: "usually", "many", "every".
    pub(crate) general: usize,
    /// Whether it asks the person something.
    pub(crate) asks: bool,
    /// Whether it tells the person to do something.
    pub(crate) orders: bool,
    /// Forms of the past: "was", "had", "moved".
    pub(crate) past: usize,
    /// Whether it says what will be.
    pub(crate) will: bool,
    /// Words of possibility: "may", "perhaps".
    pub(crate) soft: usize,
    /// Whether it negates.
    pub(crate) negated: bool,
    /// Words that speak of others.
    pub(crate) they: usize,
    /// Whether it begins with yes or no, or with somebody who does or does not.
    pub(crate) side: bool,
    /// The kinds of cue in it.
    pub(crate) cues: Cues,
}

impl Said {
    /// Whether it neither takes up a particular nor brings a detail of its own.
    pub(crate) fn is_bare(&self) -> bool {
        self.grounded == 0 && self.concrete == 0
    }
}

/// The draft as the rules see it.
#[derive(Debug)]
pub(crate) struct Reply<'a> {
    /// Its words, sentences and cues.
    pub(crate) text: Text<'a>,
    /// Its sentences that say something.
    pub(crate) said: Vec<Said>,
    /// How strongly it reflects the person's experience, 0 to 1.
    pub(crate) intensity: f64,
    /// How many of the person's particulars it takes up.
    pub(crate) taken_up: usize,
    /// How grave the matter is by the reply's own words, 0 to 1; all there is to go by in a canned reply.
    pub(crate) gravity: f64,
    /// Questions that it asks.
    pub(crate) questions: usize,
    /// Whether it owns a fault.
    pub(crate) owned: bool,
    /// The person's questions that no sentence answers.
    pub(crate) open: Vec<Question>,
}

impl<'a> Reply<'a> {
    /// Reads a draft beside the person it answers.
    pub(crate) fn read(source: &'a str, person: &Person<'_>) -> Self {
        let text = Text::read(source);
        let said: Vec<Said> = text.body().map(|sentence| read_sentence(&text, sentence, person)).collect();
        let mut taken: Vec<u64> =
            text.words.iter().map(|word| word.stem).filter(|stem| person.particulars.contains(stem)).collect();
        taken.sort_unstable();
        taken.dedup();
        let questions = said.iter().filter(|sentence| sentence.asks).count();
        let mut reply = Self {
            intensity: 0.0,
            taken_up: taken.len(),
            gravity: 0.0,
            questions,
            owned: false,
            open: Vec::new(),
            said,
            text,
        };
        reply.open = person.questions.iter().filter(|question| !reply.answers(question, person)).copied().collect();
        reply.owned = reply.owns();
        reply.intensity = reply.reflected(person);
        reply.gravity = reply.own_gravity();
        reply
    }

    /// Whether a fault is owned in a sentence that takes nothing back.
    fn owns(&self) -> bool {
        self.said.iter().any(|sentence| {
            sentence.cues.has(Cue::Own)
                && !sentence.cues.has(Cue::IfSorry)
                && self.text.hits_in(sentence.span).any(|hit| hit.cue == Cue::Own && hit.weight > 0.7)
        })
    }

    /// How strongly the draft reflects what the person went through.
    fn reflected(&self, person: &Person<'_>) -> f64 {
        let mut felt = 0.0_f64;
        for sentence in &self.said {
            let weak = sentence.cues.has(Cue::Weak) || sentence.cues.has(Cue::Downtone);
            let turned_down = if weak { 0.3 } else { 1.0 };
            let mut here = 0.0_f64;
            for hit in self.text.hits_in(sentence.span) {
                let part: f64 = match hit.cue {
                    Cue::Sympathy => 0.3 * hit.weight,
                    Cue::Pain if hit.weight > 0.5 => 0.35 * hit.weight,
                    Cue::Loss if person.loss => 0.2,
                    Cue::Joy if person.joy > person.pain => 0.35 * hit.weight,
                    Cue::Own => 0.15,
                    _ => 0.0,
                };
                here = 1.0 - (1.0 - here) * (1.0 - part);
            }
            if sentence.you + sentence.me > 0 || !sentence.cues.has(Cue::Flat) {
                here = 1.0 - (1.0 - here) * (1.0 - 0.09 * sentence.grounded.min(5) as f64);
            }
            if person.joy > person.pain && sentence.span.of(self.text.source).contains('!') {
                // An exclamation about their own particulars is joy shared; about nothing it is half of that.
                here = 1.0 - (1.0 - here) * if sentence.grounded > 0 { 0.5 } else { 0.75 };
            }
            felt = 1.0 - (1.0 - felt) * (1.0 - here * turned_down);
        }
        felt
    }

    /// How grave the matter is, judged from the reply alone.
    fn own_gravity(&self) -> f64 {
        static OFFICE: LazyLock<Signs<26>> = LazyLock::new(|| {
            Signs::of([
                "not covered",
                "cannot be ",
                "non-refundable",
                "not possible to",
                "not been successful",
                "unsuccessful",
                "has been determined",
                "been found that",
                "no further action",
                "failure to",
                "excluded from",
                "in accordance with",
                "terms and conditions",
                "as per ",
                "not responsible",
                "liability",
                "responsibility for",
                "not meet ",
                "the outcome you",
                "not in a position",
                "under any circumstances",
                "no compensation",
                "important to us",
                "our records",
                "your comments",
                "your feedback",
            ])
        });
        static BAD: LazyLock<Signs<22>> = LazyLock::new(|| {
            Signs::of([
                "declin",
                "reject",
                "refus",
                "cancel",
                "unfortunately",
                "regret",
                "sorry",
                "apolog",
                "delay",
                "complaint",
                "unable",
                "denied",
                "not eligible",
                "ineligib",
                "terminat",
                "overdue",
                "suspend",
                "closed",
                "loss",
                "damaged",
                "fault",
                "inconvenience",
            ])
        });
        1.0 - 0.6_f64.powi((BAD.count(self.text.source) + OFFICE.count(self.text.source)) as i32)
    }
}

const WILL: u64 = key("will");

/// Reads one sentence of the draft.
fn read_sentence(text: &Text<'_>, sentence: &Sentence, person: &Person<'_>) -> Said {
    let words = text.words_of(sentence);
    let mut stems: Vec<u64> = words
        .iter()
        .filter(|word| !word.tags.has(Tags::COMMON))
        .map(|word| word.stem)
        .filter(|stem| person.particulars.contains(stem))
        .collect();
    stems.sort_unstable();
    stems.dedup();
    let names = words.iter().skip(1).filter(|word| word.tags.has(Tags::NAME)).count();
    let subject = subject(text, sentence);
    Said {
        span: sentence.span,
        line: sentence.line,
        title: is_title(text, sentence),
        cited: is_cited(text, sentence.span),
        words: words.len(),
        passives: passives(text, sentence),
        nominals: nominalizations(text, sentence).map(|word| word.span).collect(),
        subject,
        grounded: stems.len(),
        concrete: text.count(sentence, Tags::NUMBER) + names,
        you: text.count(sentence, Tags::YOU),
        me: text.count(sentence, Tags::ME.or(Tags::US)),
        general: text.count(sentence, Tags::GENERIC.or(Tags::SOFT)),
        asks: sentence.asks,
        orders: orders(text, sentence),
        past: text.count(sentence, Tags::PARTICIPLE),
        will: words
            .iter()
            .any(|word| word.is(&[WILL]) || text.lower(word, |lower| lower.ends_with("'ll")).unwrap_or(false)),
        soft: text.count(sentence, Tags::SOFT),
        negated: text.count(sentence, Tags::NEGATION) > 0,
        they: text.count(sentence, Tags::THEY.or(Tags::PERSON)),
        side: takes_a_side(sentence.span.of(text.source)),
        cues: text.hits_in(sentence.span).collect(),
    }
}

/// Whether a sentence tells the person to do something: it begins with a bare verb, or advises.
fn orders(text: &Text<'_>, sentence: &Sentence) -> bool {
    const LEADS: [u64; 6] = keys(["please", "then", "just", "and", "also", "do"]);
    const BARE: [u64; 40] = keys([
        "try", "take", "use", "keep", "make", "remember", "check", "call", "visit", "go", "open", "choose", "unplug",
        "restart", "move", "connect", "set", "add", "ask", "avoid", "consider", "focus", "give", "let", "write", "log",
        "plan", "place", "adjust", "be", "talk", "start", "stop", "contact", "follow", "see", "read", "send",
        "explore", "have",
    ]);
    let words = text.words_of(sentence);
    let bare = words.iter().find(|word| !word.is(&LEADS)).is_some_and(|word| word.is(&BARE));
    !sentence.asks && (bare || text.hit(sentence.span, Cue::Advice).is_some())
}
