//! What the person told, turned towards them: "I had to sleep in my coat" as "you had to sleep in your coat".
//!
//! Only clauses whose grammar is plain are turned, and only losses and burdens are taken up.

use super::edit::Scene;
use super::phrase::{listed, pattern};
use regex::Regex;
use std::sync::LazyLock;

/// A burden in a clause of the person's own.
static BURDEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:(?:and|so|now|because of (?:this|that|you)|since then|in the end|on \w+day|yesterday|last night|this morning|today),? )*",
        r"((?:i|we)(?:'ve|'d| have| had)?(?: even| now| just| both| all| already)? ",
        r"(?:had to|have to|missed|miss|lost|waited|been waiting|couldn't|could not|can't|cannot|was left|were left|was stranded|were stranded|sat|stood|slept|spent|walked|queued|been without|was without|were without|went without)",
        r" [^,;:()?!.\u{2026}]{4,70})$",
    ))
});

/// What became of a thing, as the person told it: "the bench came without its legs".
static EVENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:(?:and|so|now|hi|hello|today|yesterday|this morning|last night|on \w+day),? )*",
        r"((?:the|my|our) [a-z\-]+(?: [a-z\-]+)? (?:(?:came|arrived|turned up) (?:without|with|late|broken|cracked|torn|damaged|in|two|three|four|five|a day|a week)|never (?:came|arrived|turned up)|didn't (?:come|arrive|turn up|work|start)",
        r"|(?:broke|stopped|failed|leaked|collapsed|burst|flooded|caught fire)|was (?:cancelled|missing|gone|cold|late|broken|ruined|soaked)|were (?:cancelled|missing|gone|dead|cold|late|broken|ruined)",
        r"|has been (?:off|out|dead|broken|down)|have been (?:off|out|dead|broken|down))\b[^,;:()?!.\u{2026}]{0,60})$",
    ))
});

/// Something of the person's that is spoiled: "the mirror came cracked".
static THING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:the|my|our) ([a-z\-]+(?: [a-z\-]+)?) (?:came|arrived|turned up|is|was|are|were|has|have|got)(?: been| all| completely| still)* ",
        r"(broken|cracked|torn|ripped|scratched|damaged|dead|mouldy|stained|soaked|leaking|missing|lost|late|wrong|smashed|ruined|spoiled|melted|cancelled|delayed|crushed|faulty)\b",
    ))
});

/// The first burden that the person told, as a clause with "you".
pub(super) fn loss(scene: &Scene<'_>) -> Option<String> {
    let draft = scene.text().source.to_lowercase();
    let spoken: Vec<String> =
        scene.reading.person.said.iter().map(|(_, text)| text.source.replace('\u{2019}', "'")).collect();
    let clauses = spoken.iter().rev().flat_map(|said| said.split(['.', '!', ';', '\n', ',']));
    let turned = clauses.filter_map(|clause| {
        let clause = clause.trim();
        let own = BURDEN.captures(clause).or_else(|| EVENT.captures(clause))?.get(1)?.as_str();
        turned(own).filter(|clause| fresh(clause, &draft))
    });
    turned.into_iter().next()
}

/// Whether the draft does not say it already: half of its longer words are new.
fn fresh(clause: &str, draft: &str) -> bool {
    let longer: Vec<&str> = clause.split_whitespace().filter(|word| word.len() > 3).collect();
    let known = longer.iter().filter(|word| draft.contains(&word.to_lowercase())).count();
    known * 2 <= longer.len()
}

/// A clause in the first person, in the second; `None` where that is not sure.
fn turned(clause: &str) -> Option<String> {
    const UNSURE: &str = "you your yours yourself u ur him he she her them they it this that because if when which who so but fucking bloody damn shit hell lol literally";
    let words: Vec<&str> = clause.split_whitespace().collect();
    let loud = words.iter().any(|word| word.len() > 3 && word.chars().all(|sign| sign.is_uppercase()));
    let unsure = words.iter().any(|word| listed(UNSURE, &word.to_lowercase()));
    if loud
        || unsure
        || !(4..=14).contains(&words.len())
        || clause.contains(['"', '\'', '\u{201c}', '/', '#', '@']) && !plain(clause)
    {
        return None;
    }
    let turn = |(at, word): (usize, &&str)| match word.to_lowercase().as_str() {
        "the" => "the".to_owned(),
        "i" | "we" => "you".to_owned(),
        "i've" | "we've" => "you have".to_owned(),
        "i'd" | "we'd" => "you had".to_owned(),
        "my" | "our" => "your".to_owned(),
        "me" | "us" => "you".to_owned(),
        "mine" | "ours" => "yours".to_owned(),
        "myself" => "yourself".to_owned(),
        "ourselves" => "yourselves".to_owned(),
        "was" if at == 1 => "were".to_owned(),
        "am" if at == 1 => "are".to_owned(),
        "can't" => "cannot".to_owned(),
        "couldn't" => "could not".to_owned(),
        _ => (*word).to_owned(),
    };
    Some(words.iter().enumerate().map(turn).collect::<Vec<_>>().join(" "))
}

/// Whether every apostrophe of a clause stands inside a word.
fn plain(clause: &str) -> bool {
    let marks = ['"', '\u{201c}', '/', '#', '@'];
    !clause.contains(marks) && clause.split_whitespace().all(|word| !word.starts_with('\'') && !word.ends_with('\''))
}

/// What is spoiled, with what is wrong with it: "the cracked frame".
pub(super) fn thing(scene: &Scene<'_>) -> Option<String> {
    const NOT: &str = "it thing one app site page line it's phone rest whole";
    let spoken = scene.reading.person.said.iter().map(|(_, text)| text.source.replace('\u{2019}', "'").to_lowercase());
    let found = spoken.filter_map(|said| {
        let caught = THING.captures(&said)?;
        let (noun, state) = (caught[1].to_owned(), caught[2].to_owned());
        let odd = noun.split_whitespace().any(|word| listed(NOT, word) || word.len() < 3);
        (!odd).then(|| format!("the {state} {noun}"))
    });
    found.into_iter().next()
}

#[cfg(test)]
mod tests {
    use super::turned;

    #[test]
    fn the_first_person_becomes_the_second() {
        for (said, wanted) in [
            ("I had to sleep in my coat", Some("you had to sleep in your coat")),
            ("We were left on the platform with our bags", Some("you were left on the platform with your bags")),
            ("I've been waiting since the third of May", Some("you have been waiting since the third of May")),
            ("I couldn't get to my own exam", Some("you could not get to your own exam")),
            ("I had to ask you twice", None),
            ("I HAD to sleep in my COAT again", None),
            ("I lost it", None),
        ] {
            assert_eq!(turned(said).as_deref(), wanted);
        }
    }
}
