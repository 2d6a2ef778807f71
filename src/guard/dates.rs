//! Days and deadlines stay: weekdays, months, words such as "tomorrow", and limits such as "within five days".

use super::meaning::{Content, content};
use super::numbers::figures;
use super::sentence::Sentence;
use super::words::{Pattern, flat, pattern, shared};
use super::{Check, Side, templates};
use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::LazyLock;

/// Weekdays and months in full; May and March only where their neighbours show that they are months.
static CALENDAR: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"(?i:\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b)",
        r"|(?i:\b(january|february|april|june|july|august|september|october|november|december)\b)",
        r"|\b(?:in|of|on|by|until|since|from|before|after|early|late|this|next|last|to|\d(?:st|nd|rd|th)?) (May|March)\b",
        r"|\b(May|March) \d",
        r"|\b(Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)(?:\.|[ ]?[-–/][ ]?[A-Z]|, ?\d| \d)",
        r"|\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? \d|\d(?:st|nd|rd|th)? (Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b",
        r"|[-–] ?(Tue|Wed|Thu|Fri|Sat|Sun)\b",
    ))
});

/// Words that tie an event to now.
static RELATIVE: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:today|tonight|tomorrow|yesterday|overnight|noon|midnight|same[- ]day|next[- ]day",
        r"|the weekend|(?:this|next|last) (?:morning|afternoon|evening|weekend|week|month|year)",
        r"|end of (?:the |this )?(?:day|week|month|year)|close of business",
        r"|(?:few|couple of) (?:business |working )?(?:minutes|hours|days|weeks|months))\b",
    ))
});

/// A preposition of time with what it is tied to.
static LIMIT: Pattern = LazyLock::new(|| {
    let anchor = concat!(
        r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|today|noon|midnight|next (?:week|month)",
        r"|end of (?:the |this )?(?:day|week|month|year)|(?:an? |a few |a couple of )?(?:minutes?|hours?|days?|weeks?|months?|years?)\b",
        r"|[\w.,–-]+(?: (?:to|or|-|–) [\w.,–-]+)? (?:business |working |calendar )?(?:minutes?|hours?|days?|weeks?|months?|years?|hrs?|mins?)\b",
        r"|\d{1,2}(?::\d\d)? ?(?:am|pm|a\.m|p\.m)\b|\d{1,2}(?:st|nd|rd|th)\b",
        r"|(?:january|february|march|april|may|june|july|august|september|october|november|december) \d",
        r"|\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:january|february|march|april|may|june|july|august|september|october|november|december)",
    );
    pattern(&format!(
        r"\b(within|inside|in|by|before|until|till|no later than|up to|at most|after|from|since|at least)(?: of)? ((?:the |your )?(?:next |coming |following )?)({anchor})"
    ))
});

/// Words by which a sentence commits its sender to something.
static PLEDGE: Pattern = LazyLock::new(|| {
    pattern(r"\b(?:will|shall|going to|promise|guarantee)\b|'ll\b|\b(?:i'm|we're|i am|we are) \w+ing\b")
});

/// The same day or month in one spelling: its first three letters, "d." before days so that they never meet a month.
fn calendar(text: &str) -> BTreeSet<String> {
    let found = CALENDAR.captures_iter(text).filter_map(|found| found.iter().skip(1).flatten().next());
    let mut out: BTreeSet<String> = found.map(|one| one.as_str().to_lowercase().chars().take(3).collect()).collect();
    // Both ends of "Mon–Fri": the pattern for the first takes the dash along.
    out.extend(text.match_indices(['-', '–']).filter_map(|(at, dash)| abbreviated(&text[at + dash.len()..])));
    out
}

/// A weekday's abbreviation at the start of a text.
fn abbreviated(rest: &str) -> Option<String> {
    let word: String = rest.trim_start_matches(' ').chars().take_while(|sign| sign.is_alphanumeric()).collect();
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].contains(&word.as_str()).then(|| word.to_lowercase())
}

/// Days, months and words such as "tomorrow".
pub(super) fn moments(prose: &str) -> BTreeSet<String> {
    let mut out = calendar(prose);
    out.extend(RELATIVE.find_iter(&flat(prose)).map(|found| found.as_str().replace("the ", "").replace('-', " ")));
    out
}

/// A limit of time: the upper kind ("within") is a deadline, the lower ("after") is not.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Limit {
    upper: bool,
    anchor: String,
    pledged: bool,
    shown: String,
}

/// What a sentence says of time.
pub(super) struct Timing {
    limits: Vec<Limit>,
    /// Its clauses with one day: the day, and what is to be on it.
    dated: Vec<(String, Content)>,
    /// The words by which it promises to act at once.
    hasty: Option<String>,
}

impl Timing {
    /// Reads a folded sentence.
    pub(super) fn of(sentence: &str) -> Self {
        let pledged = PLEDGE.is_match(sentence);
        let hasty = if pledged { AT_ONCE.find(sentence) } else { None };
        Self {
            limits: LIMIT.captures_iter(sentence).filter_map(|found| limit(&found, pledged)).collect(),
            dated: dated(sentence),
            hasty: hasty.map(|found| found.as_str().to_owned()),
        }
    }
}

/// The limits of a text.
fn limits(side: &Side) -> Vec<&Limit> {
    side.said().iter().flat_map(|one| &one.timing().limits).collect()
}

/// One limit; "in" counts only before a length of time.
fn limit(found: &regex::Captures<'_>, pledged: bool) -> Option<Limit> {
    let preposition = &found[1];
    let figures: Vec<String> = figures(&found[3]).iter().map(super::numbers::Figure::key).collect();
    let anchor = if figures.is_empty() { found[3].to_owned() } else { figures.join("+") };
    let vague = figures.is_empty() && matches!(preposition, "in" | "from" | "since" | "up to");
    let upper = !matches!(preposition, "after" | "from" | "since" | "at least");
    (!vague).then(|| Limit { upper, anchor, pledged, shown: found[0].trim().to_owned() })
}

/// Days and limits of the draft are there; new ones come from the conversation, and no new one binds the sender.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let (old, new) = (check.old.moments(), check.new.moments());
    let told = |moment: &String| check.told.moments().contains(moment);
    let courtesy = |moment: &&String| {
        moment.as_str() == "today" && !templates::without_courtesies(&check.draft.text).contains("today")
    };
    // What lies behind the person, as they told it, may be left to them.
    let past = |moment: &&String| {
        let behind = moment.as_str() == "yesterday" || moment.starts_with("last ") || moment.as_str() == "this morning";
        behind && told(moment)
    };
    let gone = old.difference(new).filter(|moment| !courtesy(moment) && !past(moment));
    let mut out: Vec<String> = gone.map(|moment| format!("the time \"{moment}\" is gone")).collect();
    let stated = moments(&statements(check.new.said()));
    let strange = stated.difference(old);
    let strange = strange.filter(|moment| !moment.starts_with("few") && !moment.starts_with("couple") && !told(moment));
    out.extend(strange.map(|moment| format!("new time: \"{moment}\"")));
    out.extend(deadlines(&limits(&check.old), &limits(&check.new), &check.told));
    out.extend(blurred(check.old.plain(), check.new.plain()));
    out.extend(swapped(&check.old, &check.new));
    out.extend(hurried(&check.old, &check.new));
    out
}

/// A day of the calendar or a time of day.
const DAY: &str = concat!(
    r"(?:\d{1,2}(?:st|nd|rd|th)? (?:january|february|march|april|may|june|july|august|september|october|november|december)",
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}",
    r"|\d{1,2}(?::\d\d)? ?(?:am|pm)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|noon|midnight)",
);

/// A time that is only near.
static NEAR: Pattern = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:around|roughly|approximately|sometime(?: on| around)?|at some point on|not long after) (?:the )?({DAY})\b"
    ))
});

/// The days in a text.
static DAYS: Pattern = LazyLock::new(|| pattern(&format!(r"\b{DAY}\b")));

/// Times that the draft gives exactly and the candidate only roughly.
fn blurred(draft: &str, candidate: &str) -> Vec<String> {
    let new = NEAR.captures_iter(candidate).filter(|found| draft.contains(&found[1]) && !draft.contains(&found[0]));
    new.map(|found| format!("the time \"{}\" is blurred", &found[0])).collect()
}

/// Clauses of a sentence with one day: the day, and what is to be on it.
fn dated(sentence: &str) -> Vec<(String, Content)> {
    if !DAYS.is_match(sentence) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for clause in sentence.split([',', ';', ':']).flat_map(|one| one.split(" and ")) {
        let days: BTreeSet<&str> = DAYS.find_iter(clause).map(|day| day.as_str()).collect();
        if let (1, Some(day)) = (days.len(), days.first()) {
            out.push(((*day).to_owned(), content(&clause.replace(day, " "))));
        }
    }
    out
}

/// Dated clauses beyond this are no reply any more.
const MOST: usize = 200;

/// Days that changed places: what the draft sets for one stands at another of its days.
fn swapped(draft: &Side, candidate: &Side) -> Vec<String> {
    let dated = |side: &Side| {
        let clauses = side.said().iter().flat_map(|one| one.timing().dated.clone());
        clauses.take(MOST).collect::<Vec<_>>()
    };
    let old = dated(draft);
    if old.is_empty() {
        return Vec::new();
    }
    let new = dated(candidate);
    let mut out = Vec::new();
    for (day, matter) in &old {
        let best = |same: bool| {
            let there = new.iter().filter(|(other, _)| (other == day) == same);
            let known = there.filter(|(other, _)| old.iter().any(|(one, _)| one == other));
            known.map(|(_, two)| shared(matter, two)).max().unwrap_or(0)
        };
        let own = old.iter().filter(|(other, _)| other != day).map(|(_, two)| shared(matter, two)).max().unwrap_or(0);
        if best(false) > best(true).max(own) && best(false) * 2 >= matter.len() {
            out.push(format!("what the draft sets for \"{day}\" stands at another time"));
        }
    }
    out
}

/// Words that make a pledge one to act at once.
static AT_ONCE: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:right away|straight ?away|immediately|at once|instantly|without delay|urgently|first thing|this minute|in no time|very soon|very shortly)\b",
    )
});

/// A pledge that is to be kept at once, where the draft names no such haste.
fn hurried(draft: &Side, candidate: &Side) -> Vec<String> {
    let hasty: Vec<&String> = candidate.said().iter().filter_map(|one| one.timing().hasty.as_ref()).collect();
    if hasty.is_empty() || AT_ONCE.is_match(draft.plain()) {
        return Vec::new();
    }
    hasty.into_iter().map(|words| format!("new deadline: \"{words}\"")).collect()
}

/// The sentences that are no questions: "do you need it today?" states nothing.
fn statements(said: &[Rc<Sentence>]) -> String {
    let told = said.iter().map(|one| one.source.as_str()).filter(|sentence| !sentence.ends_with('?'));
    told.collect::<Vec<_>>().join("\n")
}

/// Limits that were lost, turned around, or added.
fn deadlines(draft: &[&Limit], candidate: &[&Limit], told: &Side) -> Vec<String> {
    if draft.is_empty() && candidate.is_empty() {
        return Vec::new();
    }
    let told = LazyCell::new(|| limits(told));
    let has =
        |limits: &[&Limit], one: &Limit| limits.iter().any(|two| two.upper == one.upper && two.anchor == one.anchor);
    let lost = draft.iter().filter(|one| one.upper && !has(candidate, one));
    let mut out: Vec<String> = lost.map(|one| format!("the limit \"{}\" is gone or changed", one.shown)).collect();
    let new = candidate.iter().filter(|one| one.upper && !has(draft, one) && (one.pledged || !has(&told, one)));
    out.extend(new.filter(|one| one.pledged).map(|one| format!("new deadline: \"{}\"", one.shown)));
    let turned = candidate.iter().filter(|one| !one.upper && !has(draft, one));
    let turned = turned.filter(|one| draft.iter().any(|two| two.upper && two.anchor == one.anchor));
    let turned = turned.filter(|one| !has(&told, one));
    out.extend(turned.map(|one| format!("the limit \"{}\" is turned round", one.shown)));
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::{catches, spares};

    #[test]
    fn lost_changed_and_new_times_are_caught() {
        catches(
            look,
            &[
                ("", "We reply by Friday.", "We reply."),
                ("", "We reply by Friday.", "We reply by Monday."),
                ("", "We reply by Friday.", "We reply after Friday."),
                ("", "You will hear within 5 days.", "You will hear after 5 days."),
                ("", "The shop opens on 3 May.", "The shop opens on 3 June."),
                ("", "A courier comes tomorrow.", "A courier comes."),
                ("", "Open Mon–Fri.", "Open Mon–Sat."),
                ("it broke last week", "We are sorry.", "We are sorry. We'll call you tomorrow."),
                ("I waited 3 weeks", "We are looking at it.", "We will fix it within 3 weeks."),
                ("the party is on Saturday", "We will ship it.", "We will ship it by Saturday."),
                ("", "It ends at the end of the month.", "It ends."),
                ("", "The van comes at 4 pm on Friday.", "The van comes around 4 pm on Friday."),
                (
                    "",
                    "Hand in the key on 3 May. The lamp comes on 9 May.",
                    "The lamp comes on 3 May; hand in the key on 9 May.",
                ),
                ("", "We will mend it.", "We will mend it at once."),
            ],
        );
    }

    #[test]
    fn honest_edits_pass() {
        spares(
            look,
            &[
                ("", "A response will be provided within 2 business days.", "We'll answer you in two working days."),
                ("", "Thank you for contacting us today. It is late.", "We are late."),
                (
                    "The wedding is on Saturday and it's Thursday",
                    "Noted.",
                    "With the wedding on Saturday, that is frightening.",
                ),
                ("I need it by Friday", "We are on it.", "You need it by Friday; we are on it."),
                ("", "You may call us. It may march on.", "Call us. It may march on."),
                (
                    "",
                    "It is requested that documents be sent before Monday.",
                    "Please send us the documents before Monday.",
                ),
                ("", "Your renewal on January 5 was cancelled.", "We cancelled your renewal of 5 January."),
                ("no insulin", "Noted.", "Do you have insulin for today?"),
                (
                    "",
                    "Hand in the key on 3 May. The lamp comes on 9 May.",
                    "The lamp comes on 9 May. We need the key on 3 May.",
                ),
                ("it broke on Friday", "Noted. It shuts on 3 May.", "I am sorry about Friday. It shuts on 3 May."),
                ("three days without water!", "Noted.", "For three days you have had no water."),
            ],
        );
    }

    #[test]
    fn what_code_hides_is_no_time_on_either_side() {
        let text = "I've been there. ```\nx\n```\nby Friday ";
        spares(look, &[("", text, text)]);
    }
}
