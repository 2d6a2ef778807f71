//! The person on the other side: what they feel and how strongly, what they told, what they asked, where the tension is.

use super::key::{Fnv, keys};
use super::phrases::{Cue, Hit};
use super::sentences::Sentence;
use super::signs::Signs;
use super::text::Text;
use super::words::{Tags, Word};
use crate::text::{Conversation, Span};
use std::collections::HashSet;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

/// A place in what the person wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// Which message of the conversation.
    pub(crate) message: usize,
    /// Where in it.
    pub(crate) span: Span,
}

/// What kind of answer a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wants {
    /// Yes or no.
    YesNo,
    /// A reason, or how it came about.
    Why,
    /// A time.
    When,
    /// Anything else.
    Fact,
}

/// A question of the person.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Question {
    /// Where it stands.
    pub(crate) place: Place,
    /// What it asks for.
    pub(crate) wants: Wants,
    /// Whether it holds the sender to account: "did you", "why did you".
    pub(crate) accuses: bool,
}

/// The person, as far as the conversation shows.
#[derive(Debug)]
pub(crate) struct Person<'a> {
    /// Their messages, with each one's place in the conversation.
    pub(crate) said: Vec<(usize, Text<'a>)>,
    /// Emotional intensity, 0 to 1.
    pub(crate) intensity: f64,
    /// How much of it is joy, 0 to 1.
    pub(crate) joy: f64,
    /// How much of it is pain, 0 to 1.
    pub(crate) pain: f64,
    /// Conflict with the sender or harm reported, 0 to 1.
    pub(crate) tension: f64,
    /// How pressing time is, 0 to 1.
    pub(crate) urgency: f64,
    /// Whether a death, an illness or the like is told.
    pub(crate) loss: bool,
    /// Whether they ask for little, or for no advice.
    pub(crate) brief: Option<Place>,
    /// The stems of their particulars.
    pub(crate) particulars: HashSet<u64, BuildHasherDefault<Fnv>>,
    /// Open questions, in order.
    pub(crate) questions: Vec<Question>,
    /// The words that carry most feeling.
    pub(crate) peak: Option<Place>,
    /// The sharpest accusation.
    pub(crate) charge: Option<Place>,
    /// The most pressing deadline.
    pub(crate) deadline: Option<Place>,
    /// Whether there is danger to life or limb.
    pub(crate) crisis: bool,
    /// Sentences that tell what happened to somebody: strong feeling is often told quietly, as a story.
    pub(crate) story: usize,
}

/// What each sentence of a story adds to the pain, whatever its words.
const QUIET: f64 = 0.05;

/// How much one more cue adds to what is already there, so that sums stay below 1.
fn add(sum: f64, part: f64) -> f64 {
    1.0 - (1.0 - sum) * (1.0 - part)
}

impl<'a> Person<'a> {
    /// Reads what the person wrote.
    pub(crate) fn read(conversation: &'a Conversation) -> Self {
        let said: Vec<_> = conversation.said().map(|(place, text)| (place, Text::read(text))).collect();
        let mut person = Self {
            said: Vec::new(),
            intensity: 0.0,
            joy: 0.0,
            pain: 0.0,
            tension: 0.0,
            urgency: 0.0,
            loss: false,
            brief: None,
            particulars: HashSet::default(),
            questions: Vec::new(),
            peak: None,
            charge: None,
            deadline: None,
            crisis: false,
            story: 0,
        };
        for (message, text) in &said {
            person.feel(*message, text);
            person.loud(text);
            person.collect(text);
            person.blame(*message, text);
            person.story += text.body().filter(|sentence| tells(text, sentence)).count();
        }
        person.pain = add(person.pain, (QUIET * person.story as f64).min(0.3));
        if let Some((message, text)) = said.last() {
            person.ask(*message, text);
        }
        person.intensity = person.joy.max(person.pain);
        person.said = said;
        person
    }

    /// Whether the conversation holds nothing of the person.
    pub(crate) fn is_absent(&self) -> bool {
        self.said.is_empty()
    }

    /// Takes in the cues of one message; each phrase counts once.
    fn feel(&mut self, message: usize, text: &Text<'_>) {
        let mut seen: HashSet<(u8, &str), BuildHasherDefault<Fnv>> = HashSet::default();
        let mut strongest = [0.0_f64; 3];
        for hit in &text.hits {
            let place = Place { message, span: sentence_around(text, hit.span) };
            if !seen.insert((hit.cue as u8, hit.span.of(text.source))) || covered(text, hit) || of_a_machine(text, hit)
            {
                continue;
            }
            self.weigh(hit, place, &mut strongest);
        }
    }

    /// Adds one cue.
    fn weigh(&mut self, hit: &Hit, place: Place, strongest: &mut [f64; 3]) {
        let mut peak = |slot: usize, weight: f64, at: &mut Option<Place>| {
            if weight > strongest[slot] {
                strongest[slot] = weight;
                *at = Some(place);
            }
        };
        match hit.cue {
            Cue::Pain => {
                self.pain = add(self.pain, [0.1, 0.35, 0.6][tier(hit.weight)]);
                peak(0, hit.weight, &mut self.peak);
            }
            Cue::Loss => {
                self.pain = add(self.pain, 0.45);
                self.loss = true;
                peak(0, hit.weight, &mut self.peak);
            }
            Cue::Stakes => self.pain = add(self.pain, 0.12),
            Cue::Joy => {
                self.joy = add(self.joy, if hit.weight > 0.7 { 0.45 } else { 0.25 });
                peak(0, hit.weight - 0.1, &mut self.peak);
            }
            Cue::Urgent => {
                self.urgency = add(self.urgency, if hit.weight > 0.7 { 0.5 } else { 0.15 });
                peak(1, hit.weight, &mut self.deadline);
            }
            Cue::Accuse => {
                self.tension = add(self.tension, if hit.weight > 0.7 { 0.4 } else { 0.2 });
                peak(2, hit.weight, &mut self.charge);
            }
            Cue::Brief => self.brief = self.brief.or(Some(place)),
            Cue::Crisis => self.crisis = true,
            _ => {}
        }
    }

    /// Takes in capitals and exclamation marks.
    fn loud(&mut self, text: &Text<'_>) {
        let shouted = text.words.iter().filter(|word| shouted(word.span.of(text.source))).count();
        let marks = text.source.matches('!').count();
        let volume = add((shouted as f64 * 0.12).min(0.36), (marks as f64 * 0.08).min(0.32));
        let side = if self.joy > self.pain { &mut self.joy } else { &mut self.pain };
        *side = add(*side, volume * if *side > 0.1 { 1.0 } else { 0.6 });
    }

    /// Takes in the particulars: words with content of their own.
    fn collect(&mut self, text: &Text<'_>) {
        for word in &text.words {
            let content = !word.tags.has(Tags::COMMON.or(Tags::GENERIC)) && word.span.len() >= 3;
            if content || word.tags.has(Tags::NUMBER) {
                self.particulars.insert(word.stem);
            }
        }
    }

    /// Takes in what the person says that the reader did to them: "you kept my deposit".
    fn blame(&mut self, message: usize, text: &Text<'_>) {
        for sentence in text.body().filter(|sentence| !sentence.asks && blames(text, sentence)) {
            self.tension = add(self.tension, 0.3);
            self.charge = self.charge.or(Some(Place { message, span: sentence.span }));
        }
    }

    /// Takes in the questions of the last message.
    fn ask(&mut self, message: usize, text: &Text<'_>) {
        for sentence in text.body() {
            if let Some(wants) = wants(text, sentence) {
                let accuses = accuses(text, sentence);
                if accuses {
                    self.tension = add(self.tension, 0.35);
                }
                self.questions.push(Question { place: Place { message, span: sentence.span }, wants, accuses });
            }
        }
    }
}

/// Forms of the past that no other list knows.
const PAST: [u64; 26] = keys([
    "was", "were", "had", "did", "didn't", "wasn't", "came", "went", "said", "took", "saw", "gave", "got", "sat",
    "hid", "put", "left", "found", "told", "wrote", "rang", "drove", "ran", "lay", "never", "kept",
]);

/// Whether a word tells of the past.
fn past(word: &Word) -> bool {
    word.tags.has(Tags::PARTICIPLE) || word.is(&PAST)
}

const YOU: [u64; 3] = keys(["you", "you've", "youve"]);
const HAVE: [u64; 2] = keys(["just", "have"]);

/// Whether a sentence says what the reader did: "you" and a past form, without any joy.
fn blames(text: &Text<'_>, sentence: &Sentence) -> bool {
    let words = text.words_of(sentence);
    let did = words.windows(3).any(|three| {
        let have = three[1].tags.has(Tags::HAVE) || three[1].is(&HAVE);
        three[0].is(&YOU) && (past(&three[1]) || have && past(&three[2]))
    });
    did && text.hit(sentence.span, Cue::Joy).is_none()
}

/// Whether a sentence tells what happened to somebody.
fn tells(text: &Text<'_>, sentence: &Sentence) -> bool {
    let somebody = text.count(sentence, Tags::ME.or(Tags::US).or(Tags::PERSON).or(Tags::THEY)) > 0;
    let past = text.words_of(sentence).iter().any(past);
    !sentence.asks && sentence.words.len() >= 4 && somebody && past
}

/// The tier of a painful word: 0 weak, 1 strong, 2 extreme.
fn tier(weight: f64) -> usize {
    usize::from(weight > 0.5) + usize::from(weight > 0.7)
}

/// Whether a longer cue of the same kind covers this one, so that it does not count twice.
fn covered(text: &Text<'_>, hit: &Hit) -> bool {
    // Cues stand by place: only those that start within a phrase's length before this one can cover it.
    const REACH: usize = 80;
    let from = text.hits.partition_point(|other| other.span.start + REACH < hit.span.start);
    text.hits[from..].iter().take_while(|other| other.span.start <= hit.span.start).any(|other| {
        other.cue == hit.cue
            && other.span.contains(hit.span)
            && other.span.len() > hit.span.len()
            && other.weight >= hit.weight
    })
}

/// Whether what died is a machine: "the battery died", "data dead".
fn of_a_machine(text: &Text<'_>, hit: &Hit) -> bool {
    /// Words before the death in which the machine is named.
    const NEAR: usize = 3;
    const DEATHS: [&str; 6] = ["died", "dies", "dead", "dying", "killed", "death"];
    let death = DEATHS.iter().any(|death| hit.span.of(text.source).eq_ignore_ascii_case(death));
    let behind = text.words.partition_point(|word| word.span.start < hit.span.start);
    let near = &text.words[behind.saturating_sub(NEAR)..behind];
    death
        && near.iter().any(|word| word.tags.has(Tags::MACHINE))
        && !near.iter().any(|word| word.tags.has(Tags::PERSON))
}

/// Whether a word is written in capitals for its loudness.
fn shouted(word: &str) -> bool {
    word.len() > 2 && word.chars().all(|letter| letter.is_ascii_uppercase() || letter == '\'')
}

/// The sentence around a span.
fn sentence_around(text: &Text<'_>, span: Span) -> Span {
    let behind = text.sentences.partition_point(|sentence| sentence.span.start <= span.start);
    let before = behind.checked_sub(1).map(|place| text.sentences[place].span);
    before.filter(|place| place.contains(span)).unwrap_or(span)
}

/// What a sentence asks for, if it asks.
fn wants(text: &Text<'_>, sentence: &Sentence) -> Option<Wants> {
    static TOLD: LazyLock<Signs<8>> = LazyLock::new(|| {
        Signs::of([
            "tell me",
            "explain",
            "i want to know",
            "would like to know",
            "i'd like to know",
            "yes or no",
            "take it off",
            "would like one thing",
        ])
    });
    let body = sentence.span.of(text.source);
    let first = text.words_of(sentence).first()?;
    let opens = first.tags.has(Tags::BE.or(Tags::DO).or(Tags::MODAL).or(Tags::WH)) && sentence.words.len() > 2;
    if !(sentence.asks || opens && starts_question(body) || TOLD.any(body)) {
        return None;
    }
    let lower = body.to_ascii_lowercase();
    Some(if lower.contains("yes or no") {
        Wants::YesNo
    } else if lower.contains("why")
        || lower.contains("how come")
        || lower.contains("how is it")
        || lower.contains("how does")
        || lower.contains("how did")
        || lower.contains("what happened")
        || lower.contains("explain")
    {
        Wants::Why
    } else if lower.contains("when ") || lower.contains("how long") || lower.contains("what time") {
        Wants::When
    } else if first.tags.has(Tags::BE.or(Tags::DO).or(Tags::MODAL).or(Tags::HAVE))
        || lower.contains(" or not")
        || lower.contains(" or ")
    {
        Wants::YesNo
    } else {
        Wants::Fact
    })
}

/// Whether a sentence without a question mark still begins like a question: "did you", "how do i".
fn starts_question(body: &str) -> bool {
    const STARTS: [&str; 22] = [
        "do i",
        "do you",
        "did you",
        "did i",
        "is it",
        "is this",
        "is there",
        "are you",
        "are they",
        "can i",
        "can you",
        "could you",
        "will i",
        "will you",
        "would you",
        "why ",
        "how do",
        "how does",
        "how did",
        "how can",
        "what do",
        "whats ",
    ];
    let head = |start: &str| body.as_bytes().get(..start.len());
    STARTS.iter().any(|start| head(start).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes())))
}

/// Whether a question holds the sender to account.
fn accuses(text: &Text<'_>, sentence: &Sentence) -> bool {
    static SIGNS: LazyLock<Signs<20>> = LazyLock::new(|| {
        Signs::of([
            "did you",
            "did he",
            "did she",
            "did they",
            "did an",
            "why did",
            "why didn't",
            "why didnt",
            "why are you",
            "why do you",
            "why was",
            "why is",
            "why does",
            "do you accept",
            "do you admit",
            "have you",
            "was anybody",
            "did anybody",
            "who ",
            "was it you",
        ])
    });
    SIGNS.any(sentence.span.of(text.source)) || text.hit(sentence.span, Cue::Accuse).is_some_and(|hit| hit.weight > 0.7)
}
