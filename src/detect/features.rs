//! What is measured of a sentence before it is weighed: named numbers between 0 and 1, in one table.
//!
//! A sentence's vector is the table below, the cues in it and the strengths of the mechanism's rules, then the sentence's
//! own numbers and cues once more, multiplied by how much is at stake for the mechanism.

use super::Mechanism;
use super::evidence::Look;
use super::relief;
use crate::reading::grammar::Subject;
use crate::reading::person::Wants;
use crate::reading::phrases::{CUES, Cue};
use crate::reading::sentences::Line;
use crate::reading::words::{Tags, Word};
use crate::reading::{Reading, Said};
use crate::text::Span;

/// What the features of a sentence are computed from.
pub(super) struct View<'r> {
    reading: &'r Reading<'r>,
    whole: &'r Whole,
    sentence: &'r Said,
    cues: [f64; CUES.len()],
}

/// What is the same for every sentence of a draft.
pub(super) struct Whole {
    open: f64,
    me: f64,
    people: f64,
    narrative: f64,
    uptake: f64,
    faceless: f64,
    passives: f64,
    items: f64,
    pub(super) you: f64,
    concrete: f64,
    pub(super) grounded: f64,
    pub(super) echoed: f64,
    orders: f64,
    wants: Vec<Wants>,
    sides: f64,
    deeds: f64,
    soft: f64,
    long: f64,
    theirs: f64,
    exclaims: f64,
    pub(super) cues: [f64; CUES.len()],
}

/// A feature: its name in the weights, and how it is measured.
type Feature = (&'static str, fn(&View<'_>) -> f64);

/// How many of `most`, as a share, at most 1.
pub(super) fn of(count: usize, most: usize) -> f64 {
    count.min(most) as f64 / most as f64
}

/// Yes or no as a number.
pub(super) fn on(yes: bool) -> f64 {
    f64::from(u8::from(yes))
}

/// Features of the person and of the reply as a whole.
const WHOLE: &[Feature] = &[
    ("person.pain", |v| v.reading.person.pain),
    ("person.joy", |v| v.reading.person.joy),
    ("person.intensity", |v| v.reading.person.intensity),
    ("person.tension", |v| v.reading.person.tension),
    ("person.urgency", |v| v.reading.person.urgency),
    ("person.loss", |v| on(v.reading.person.loss)),
    ("person.brief", |v| on(v.reading.person.brief.is_some())),
    ("person.questions", |v| of(v.reading.person.questions.len(), 3)),
    ("person.accuses", |v| on(v.reading.person.questions.iter().any(|question| question.accuses))),
    ("person.open", |v| v.whole.open),
    ("person.particulars", |v| of(v.reading.person.particulars.len(), 40)),
    ("person.me", |v| v.whole.me),
    ("person.people", |v| v.whole.people),
    ("person.story", |v| of(v.reading.person.story, 6)),
    ("person.narrative", |v| v.whole.narrative),
    ("reply.intensity", |v| v.reading.reply.intensity),
    ("reply.gap", |v| (v.reading.person.intensity - v.reading.reply.intensity).max(0.0)),
    ("reply.owned", |v| on(v.reading.reply.owned)),
    ("reply.uptake", |v| v.whole.uptake),
    ("reply.questions", |v| of(v.reading.reply.questions, 3)),
    ("reply.faceless", |v| v.whole.faceless),
    ("reply.passives", |v| v.whole.passives),
    ("reply.items", |v| v.whole.items),
    ("reply.you", |v| v.whole.you),
    ("reply.concrete", |v| v.whole.concrete),
    ("reply.grounded", |v| v.whole.grounded),
    ("reply.echoed", |v| v.whole.echoed),
    ("reply.orders", |v| v.whole.orders),
    ("reply.stock", |v| v.whole.cues[Cue::Stock as usize]),
    ("reply.sympathy", |v| v.whole.cues[Cue::Sympathy as usize]),
    ("reply.answer", |v| v.whole.cues[Cue::Answer as usize]),
    ("reply.weak", |v| v.whole.cues[Cue::Weak as usize]),
    ("reply.flat", |v| v.whole.cues[Cue::Flat as usize]),
    ("reply.short", |v| on(v.reading.reply.said.len() <= 2)),
    ("reply.length", |v| of(v.reading.reply.said.len(), 12)),
    ("person.yes-no", |v| v.whole.asked(Wants::YesNo)),
    ("person.why", |v| v.whole.asked(Wants::Why)),
    ("open.yes-no", |v| v.whole.asked(Wants::YesNo) * (1.0 - v.whole.sides)),
    ("open.why", |v| v.whole.asked(Wants::Why) * (1.0 - v.whole.deeds.min(1.0))),
    ("reply.sides", |v| v.whole.sides),
    ("reply.deeds", |v| v.whole.deeds),
    ("reply.soft", |v| v.whole.soft),
    ("reply.long-words", |v| v.whole.long),
    ("reply.heavier", |v| (v.whole.long - v.whole.theirs).max(0.0)),
    ("reply.exclaims", |v| v.whole.exclaims),
];

/// Features of the sentence itself.
const SENTENCE: &[Feature] = &[
    ("bare", |v| on(v.sentence.is_bare())),
    ("grounded", |v| of(v.sentence.grounded, 5)),
    ("ungrounded", |v| on(v.sentence.grounded == 0)),
    ("concrete", |v| of(v.sentence.concrete, 4)),
    ("inconcrete", |v| on(v.sentence.concrete == 0)),
    ("you", |v| of(v.sentence.you, 3)),
    ("no-you", |v| on(v.sentence.you == 0)),
    ("me", |v| of(v.sentence.me, 3)),
    ("no-me", |v| on(v.sentence.me == 0)),
    ("general", |v| of(v.sentence.general, 3)),
    ("asks", |v| on(v.sentence.asks)),
    ("orders", |v| on(v.sentence.orders)),
    ("passive-acts", |v| of(v.sentence.passives.iter().filter(|one| one.act && !one.state).count(), 3)),
    ("passive-states", |v| of(v.sentence.passives.iter().filter(|one| one.state).count(), 3)),
    ("passives", |v| of(v.sentence.passives.len(), 3)),
    ("nominals", |v| of(v.sentence.nominals.len(), 4)),
    ("thing", |v| on(v.sentence.subject == Subject::Thing)),
    ("absent", |v| on(v.sentence.subject == Subject::Absent)),
    ("somebody", |v| on(v.sentence.subject == Subject::Person)),
    ("item", |v| on(v.sentence.line == Line::Item)),
    ("words", |v| of(v.sentence.words, 40)),
    ("short", |v| on(v.sentence.words < 7)),
    ("echoes", |v| v.echoes()),
    ("asked", |v| v.asked()),
    ("past", |v| of(v.sentence.past, 3)),
    ("will", |v| on(v.sentence.will)),
    ("may", |v| of(v.sentence.soft, 2)),
    ("negated", |v| on(v.sentence.negated)),
    ("they", |v| of(v.sentence.they, 3)),
    ("quoted-feeling", |v| v.feeling()),
    ("exclaims", |v| on(v.text().ends_with('!'))),
    ("clauses", |v| of(v.text().matches([',', ';', ':']).count(), 4)),
    ("long-words", |v| v.long()),
    ("numbers", |v| of(v.tagged(Tags::NUMBER), 3)),
    ("deed", |v| on(v.sentence.me > 0 && v.sentence.past > 0)),
    ("begins-me", |v| on(v.begins(Tags::ME.or(Tags::US)))),
    ("begins-you", |v| on(v.begins(Tags::YOU))),
    ("side", |v| on(v.sentence.side)),
    ("brackets", |v| on(v.text().contains(['(', ';']))),
    ("more-than-asked", |v| on(v.reading.person.brief.is_some()) * of(v.sentence.words, 30)),
    ("unasked-numbers", |v| on(v.reading.person.brief.is_some()) * of(v.sentence.concrete, 4)),
];

impl View<'_> {
    fn text(&self) -> &str {
        self.sentence.span.of(self.reading.reply.text.source)
    }

    fn words(&self) -> &[Word] {
        self.reading.reply.text.words_in(self.sentence.span)
    }

    /// How many words have one of these classes.
    fn tagged(&self, tags: Tags) -> usize {
        self.words().iter().filter(|word| word.tags.has(tags)).count()
    }

    /// Whether the first word has one of these classes.
    fn begins(&self, tags: Tags) -> bool {
        self.words().first().is_some_and(|word| word.tags.has(tags))
    }

    /// Share of long words, of at most a third.
    fn long(&self) -> f64 {
        3.0 * share_of_long(self.words())
    }

    /// Words of feeling or loss that the sentence shares with the person.
    fn echoes(&self) -> f64 {
        let (person, reply) = (&self.reading.person, &self.reading.reply);
        let shared = reply.text.hits_in(self.sentence.span).filter(|hit| is_feeling(hit.cue)).filter(|hit| {
            let said = hit.span.of(reply.text.source);
            person.said.iter().any(|(_, text)| {
                text.hits
                    .iter()
                    .any(|theirs| theirs.cue == hit.cue && theirs.span.of(text.source).eq_ignore_ascii_case(said))
            })
        });
        of(shared.count(), 2)
    }

    /// Strength of the feeling that the sentence names.
    fn feeling(&self) -> f64 {
        let hits = self.reading.reply.text.hits_in(self.sentence.span);
        hits.filter(|hit| is_feeling(hit.cue)).map(|hit| hit.weight).fold(0.0, f64::max)
    }

    /// Share of the words of an open question that the sentence takes up.
    fn asked(&self) -> f64 {
        let most = self
            .reading
            .person
            .questions
            .iter()
            .map(|question| self.reading.reply.shared(self.sentence, question, &self.reading.person));
        of(most.max().unwrap_or(0), 3)
    }
}

/// Bytes from which a word counts as long: officialese and trades have most of them.
const LONG: usize = 9;

/// Share of long words, at most a third.
fn share_of_long(words: &[Word]) -> f64 {
    let long = words.iter().filter(|word| word.span.len() >= LONG).count();
    (long as f64 / words.len().max(1) as f64).min(1.0 / 3.0)
}

/// Whether a cue names a feeling or what causes it.
fn is_feeling(cue: Cue) -> bool {
    matches!(cue, Cue::Pain | Cue::Loss | Cue::Joy)
}

impl Whole {
    /// Measures a draft.
    fn read(reading: &Reading<'_>) -> Self {
        let (person, reply) = (&reading.person, &reading.reply);
        let said = reply.said.len().max(1) as f64;
        let per_sentence = |count: usize, most: f64| (count as f64 / said).min(most) / most;
        let theirs = |tags: Tags| -> usize {
            person.said.iter().map(|(_, text)| text.words.iter().filter(|word| word.tags.has(tags)).count()).sum()
        };
        let told: usize = person.said.iter().map(|(_, text)| text.body().filter(|one| !one.asks).count()).sum();
        let echoed = reply.text.hits.iter().filter(|hit| is_feeling(hit.cue)).map(|hit| hit.weight).fold(0.0, f64::max);
        Self {
            open: of(reply.open.len(), 3),
            me: of(theirs(Tags::ME.or(Tags::US)), 8),
            people: of(theirs(Tags::PERSON.or(Tags::THEY)), 6),
            narrative: of(told, 8),
            uptake: reply.taken_up as f64 / person.particulars.len().max(1) as f64,
            faceless: reply.said.iter().filter(|one| one.me == 0).count() as f64 / said,
            passives: per_sentence(reply.said.iter().map(|one| one.passives.len()).sum(), 2.0),
            items: of(reply.said.iter().filter(|one| one.line == Line::Item).count(), 8),
            you: per_sentence(reply.said.iter().map(|one| one.you).sum(), 3.0),
            concrete: per_sentence(reply.said.iter().map(|one| one.concrete).sum(), 3.0),
            grounded: reply.said.iter().map(|one| of(one.grounded, 5)).fold(0.0, f64::max),
            orders: reply.said.iter().filter(|one| one.orders).count() as f64 / said,
            echoed,
            wants: person.questions.iter().map(|question| question.wants).collect(),
            sides: on(reply.said.iter().any(|one| one.side)),
            deeds: reply.said.iter().filter(|one| one.me > 0 && one.past > 0).count() as f64 / said,
            soft: per_sentence(reply.said.iter().map(|one| one.soft).sum(), 1.0),
            long: 3.0 * share_of_long(&reply.text.words),
            theirs: 3.0 * person.said.iter().map(|(_, text)| share_of_long(&text.words)).fold(0.0, f64::max),
            exclaims: of(reply.text.source.matches('!').count(), 3),
            cues: strongest(reading, Span::new(0, reply.text.source.len())),
        }
    }
}

impl Whole {
    /// Whether the person asks for this kind of answer.
    fn asked(&self, wants: Wants) -> f64 {
        on(self.wants.contains(&wants))
    }
}

/// The strongest weight of each kind of cue inside a span.
fn strongest(reading: &Reading<'_>, span: Span) -> [f64; CUES.len()] {
    let mut cues = [0.0_f64; CUES.len()];
    for hit in reading.reply.text.hits_in(span) {
        let cue = &mut cues[hit.cue as usize];
        *cue = cue.max(hit.weight);
    }
    cues
}

/// How much is at stake for a mechanism, 0 to 1.
pub(super) fn gate(mechanism: Mechanism, reading: &Reading<'_>) -> f64 {
    let person = &reading.person;
    match mechanism {
        Mechanism::SentimentAttenuation => (person.intensity - reading.reply.intensity).max(0.0),
        Mechanism::ConflictAvoidance => person.tension.max(0.7 * person.pain),
        _ => reading.stakes(),
    }
}

/// What is measured of a draft once, for all four mechanisms.
pub(super) struct Measured {
    /// The features of the person and of the reply as a whole.
    pub(super) whole: Vec<f64>,
    /// Those of each sentence itself, and its cues.
    pub(super) own: Vec<Vec<f64>>,
    /// What speaks for the draft, see [`relief`].
    pub(super) reliefs: Vec<f64>,
}

impl Measured {
    /// Measures a draft.
    pub(super) fn read(reading: &Reading<'_>) -> Self {
        let whole = Whole::read(reading);
        let views: Vec<View<'_>> = reading
            .reply
            .said
            .iter()
            .map(|sentence| View { reading, whole: &whole, sentence, cues: strongest(reading, sentence.span) })
            .collect();
        let own = |view: &View<'_>| SENTENCE.iter().map(|(_, measure)| measure(view)).chain(view.cues).collect();
        Self {
            // They are the same for every sentence.
            whole: views.first().map_or_else(Vec::new, |view| WHOLE.iter().map(|(_, measure)| measure(view)).collect()),
            own: views.iter().map(own).collect(),
            reliefs: relief::reliefs(reading, &whole),
        }
    }

    /// The vector of a sentence, in the order of [`names`]; `rules` are the strengths of a mechanism's rules there, `gate`
    /// is how much is at stake for it.
    pub(super) fn vector<'v>(&'v self, place: usize, rules: &'v [f64], gate: f64) -> impl Iterator<Item = f64> + 'v {
        let own = &self.own[place];
        self.whole.iter().chain(own).chain(rules).copied().chain(own.iter().map(move |value| value * gate))
    }
}

/// The distinct words of a sentence that may be weighed by themselves: each one's key and place. Numbers and names are
/// somebody's own and stay out.
pub(super) fn stems<'r>(reading: &'r Reading<'_>, sentence: &Said) -> impl Iterator<Item = (u64, Span)> + 'r {
    let words = reading.reply.text.words_in(sentence.span);
    let plain = |word: &&Word| word.stem != 0 && !word.tags.has(Tags::NUMBER.or(Tags::NAME));
    let first = move |(place, word): &(usize, &Word)| !words[..*place].iter().any(|other| other.stem == word.stem);
    words.iter().enumerate().filter(first).map(|(_, word)| word).filter(plain).map(|word| (word.stem, word.span))
}

/// The names of a mechanism's vector, in its order.
pub(super) fn names(rules: &[Look]) -> Vec<String> {
    let own: Vec<String> = SENTENCE
        .iter()
        .map(|(name, _)| format!("sentence.{name}"))
        .chain(CUES.iter().map(|(name, _)| format!("cue.{name}")))
        .collect();
    let whole = WHOLE.iter().map(|(name, _)| (*name).to_owned());
    let rules = rules.iter().map(|look| format!("rule.{}", look.rule.id));
    whole.chain(own.iter().cloned()).chain(rules).chain(own.iter().map(|name| format!("stakes*{name}"))).collect()
}
