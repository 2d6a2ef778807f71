//! Reads the pages of `fixtures/mechanism` and `fixtures/ordinary.md` as a promise: what is marked is found,
//! what is spared stays unmarked, every rule has an example, and ordinary good replies are left alone.

#![expect(clippy::print_stdout, reason = "the counts of what is open are for whoever reads the test's output")]

use attuned::{Conversation, Draft, Finding, Flag, Mechanism, Message, Report, Role, Severity, Span, detect, rules};
use std::fs;
use std::path::{Path, PathBuf};

/// One list item of a page: a draft in its conversation, and the stretches marked in it.
struct Item {
    place: String,
    heading: String,
    rule: Option<String>,
    draft: Draft,
    marks: Vec<Span>,
}

impl Item {
    /// What is wrong with how this item is judged; empty where it is judged as its marks say.
    fn complaints(&self, mechanism: Mechanism) -> Vec<String> {
        let report = detect(&self.draft);
        let found: Vec<&Finding> = report.of(mechanism).collect();
        let mut wrong = Vec::new();
        if self.marks.is_empty() && !found.is_empty() {
            wrong.push("should be spared".to_owned());
        }
        for mark in &self.marks {
            if !found.iter().any(|finding| covers(finding.quote.span, *mark)) {
                wrong.push(format!("not found: «{}»", mark.of(&self.draft.text)));
            }
        }
        if let Some(rule) = &self.rule
            && !found
                .iter()
                .any(|finding| finding.rule == rule && self.marks.iter().any(|mark| covers(finding.quote.span, *mark)))
        {
            wrong.push(format!("no finding of {rule} in a mark"));
        }
        wrong.iter().map(|what| format!("{}: {what}; {}", self.place, shown(&found, &report, mechanism))).collect()
    }
}

/// Whether the two share at least half of the shorter.
fn covers(one: Span, other: Span) -> bool {
    let shared = one.end.min(other.end).saturating_sub(one.start.max(other.start));
    shared * 2 >= one.len().min(other.len()) && shared > 0
}

fn shown(found: &[&Finding], report: &Report, mechanism: Mechanism) -> String {
    let list: Vec<String> =
        found.iter().map(|finding| format!("{} {:.2} {:?}", finding.rule, finding.score, finding.quote.text)).collect();
    format!("score {:.2}, found [{}]", report.presence(mechanism).score, list.join(", "))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn page(name: &str) -> Vec<Item> {
    let path = folder().join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut items = Vec::new();
    let mut heading = String::new();
    let mut lines: Vec<(usize, &str)> = Vec::new();
    for (place, line) in text.lines().enumerate().chain([(0, "## end")]) {
        let title = line.strip_prefix("## ");
        if (title.is_some() || line.starts_with("- ")) && !lines.is_empty() {
            items.push(item(name, &heading, &lines));
            lines.clear();
        }
        if let Some(title) = title {
            heading = title.trim().to_owned();
        } else if line.starts_with("- ") || !lines.is_empty() {
            lines.push((place + 1, &line[2.min(line.len())..]));
        }
    }
    items
}

/// `lines` hold one item without its indent: the turns first, then the draft.
fn item(page: &str, heading: &str, lines: &[(usize, &str)]) -> Item {
    let place = format!("{page}:{}", lines[0].0);
    let mut rule = None;
    let mut turns = Vec::new();
    let mut draft = Vec::new();
    for (_, line) in lines {
        let line = match line.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
            Some((id, rest)) if turns.is_empty() => {
                rule = Some(id.to_owned());
                rest
            }
            _ => line,
        };
        match turn(line) {
            Some(turn) if draft.is_empty() => turns.push(turn),
            _ => draft.push(line),
        }
    }
    assert!(!turns.is_empty() && !draft.is_empty(), "{place}: an item needs a turn and a draft");
    let (text, marks) = unmarked(draft.join("\n").trim_end(), &place);
    Item { place, heading: heading.to_owned(), rule, draft: Draft::new(Conversation { messages: turns }, text), marks }
}

fn turn(line: &str) -> Option<Message> {
    let (name, text) = line.split_once(": ")?;
    let role = match name {
        "user" => Role::User,
        "assistant" => Role::Assistant,
        "system" => Role::System,
        _ => return None,
    };
    Some(Message::new(role, text))
}

/// The text without its «marks», and where they stood.
fn unmarked(marked: &str, place: &str) -> (String, Vec<Span>) {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut open = None;
    for letter in marked.chars() {
        match (letter, open) {
            ('«', None) => open = Some(text.len()),
            ('»', Some(start)) => {
                marks.push(Span::new(start, text.len()));
                open = None;
            }
            ('«' | '»', _) => panic!("{place}: a mark is not closed"),
            _ => text.push(letter),
        }
    }
    assert!(open.is_none(), "{place}: a mark is not closed");
    (text, marks)
}

fn pages() -> impl Iterator<Item = (Mechanism, Vec<Item>)> {
    Mechanism::ALL.into_iter().map(|mechanism| (mechanism, page(&format!("mechanism/{}.md", mechanism.name()))))
}

fn none_of(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), complaints.join("\n"));
}

#[test]
fn every_page_holds_enough_examples_of_both_kinds() {
    for (mechanism, items) in pages() {
        for item in &items {
            match item.heading.as_str() {
                "caught" => assert!(!item.marks.is_empty(), "{}: nothing is marked", item.place),
                "spared" => assert!(item.marks.is_empty(), "{}: a spared draft has no marks", item.place),
                "not yet" => {}
                other => panic!("{}: there is no heading {other:?}", item.place),
            }
        }
        for heading in ["caught", "spared"] {
            let count = items.iter().filter(|item| item.heading == heading).count();
            assert!(count >= 15, "{}: {count} under {heading}, 15 are wanted", mechanism.name());
        }
    }
}

#[test]
fn what_the_pages_mark_is_found_and_what_they_spare_is_spared() {
    let wrong = pages().flat_map(|(mechanism, items)| {
        let judged = items.into_iter().filter(|item| item.heading != "not yet");
        judged.flat_map(move |item| item.complaints(mechanism)).collect::<Vec<_>>()
    });
    none_of(wrong.collect());
}

#[test]
fn what_does_not_work_yet_is_counted_and_moved_up_once_it_does() {
    let mut works = Vec::new();
    for (mechanism, items) in pages() {
        let open: Vec<Item> = items.into_iter().filter(|item| item.heading == "not yet").collect();
        println!("{}: {} not yet", mechanism.name(), open.len());
        let done = open.iter().filter(|item| item.complaints(mechanism).is_empty());
        works.extend(done.map(|item| format!("{}: works now, move it up", item.place)));
    }
    none_of(works);
}

#[test]
fn every_rule_has_an_example_on_its_page() {
    let items: Vec<(Mechanism, Vec<Item>)> = pages().collect();
    let named = |mechanism: Mechanism, id: &str| {
        let page = items.iter().find(|(of, _)| *of == mechanism);
        page.is_some_and(|(_, items)| {
            items.iter().any(|item| item.heading == "caught" && item.rule.as_deref() == Some(id))
        })
    };
    let bare = rules().filter(|rule| !named(rule.mechanism, rule.id));
    none_of(bare.map(|rule| format!("{} ({}) has no example: {}", rule.id, rule.name, rule.summary)).collect());
}

#[test]
fn every_finding_says_where_why_and_what_instead() {
    for item in pages().flat_map(|(_, items)| items).chain(page("ordinary.md")) {
        for finding in detect(&item.draft).findings {
            let about = format!("{} {}", item.place, finding.rule);
            assert_eq!(
                item.draft.text.get(finding.quote.span.start..finding.quote.span.end),
                Some(&*finding.quote.text),
                "{about}"
            );
            assert!(!finding.quote.text.trim().is_empty(), "{about}: an empty quote");
            assert!(!finding.message.trim().is_empty(), "{about}: no message");
            assert!(!finding.suggestion.trim().is_empty(), "{about}: no suggestion");
        }
    }
}

#[test]
fn ordinary_good_replies_are_left_alone() {
    let items = page("ordinary.md");
    assert_eq!(items.len(), 80);
    let mut alarms = Vec::new();
    let mut loud = Vec::new();
    for item in &items {
        let report = detect(&item.draft);
        let list: Vec<String> = report.findings.iter().map(|f| format!("{} {:?}", f.rule, f.quote.text)).collect();
        if !list.is_empty() {
            alarms.push(format!("{} ({}): {}", item.place, item.heading, list.join(", ")));
        }
        if item.heading == "transactional" && report.worst() >= Some(Severity::Clear) {
            loud.push(format!("{}: {}", item.place, list.join(", ")));
        }
    }
    println!("{} of {} ordinary replies have a finding\n{}", alarms.len(), items.len(), alarms.join("\n"));
    none_of(loud);
    assert!(alarms.len() <= 6, "{} alarms:\n{}", alarms.len(), alarms.join("\n"));
}

fn texts(report: &Report) -> Vec<String> {
    report.findings.iter().map(|finding| format!("{} {:?}", finding.rule, finding.quote.text)).collect()
}

#[test]
fn drafts_in_other_languages_are_not_judged() {
    let drafts = [
        "Wir bedauern die Ihnen entstandenen Unannehmlichkeiten und bitten um Ihr Verständnis. Ihr Antrag wurde abgelehnt.",
        "Nous vous prions de nous excuser pour la gêne occasionnée. Votre demande a été refusée par nos services.",
        "Lamentamos las molestias ocasionadas. Su solicitud ha sido rechazada y no podemos hacer nada más por usted.",
        "Ci scusiamo per il disagio arrecato. La sua richiesta non è stata accolta dal nostro ufficio.",
        "Приносим извинения за доставленные неудобства. Ваша заявка была отклонена.",
        "ご不便をおかけして申し訳ございません。お客様の申請は却下されました。",
    ];
    for text in drafts {
        let report = detect(&Draft::new(Conversation::from_user("My mother died and you charged her again."), text));
        assert!(!report.supported, "{text}: taken for {}", report.language);
        assert!(report.findings.is_empty(), "{text}: {:?}", texts(&report));
        assert!(report.flags.contains(&Flag::UnsupportedLanguage), "{text}");
    }
}

#[test]
fn canned_replies_are_judged_by_their_own_wording() {
    let failing = [
        "Hi {{name}}, unfortunately your refund request was rejected.",
        "We apologise for any inconvenience this may have caused.",
        "Please be advised that your request has been denied as per our policy. We apologize for any inconvenience.",
        "Dear customer, unfortunately it has been decided that your claim will not be approved.",
        "We are sorry if you felt that your complaint was not taken seriously.",
        "Hi {{name}}, we regret to inform you that your application was declined.",
    ];
    for text in failing {
        let report = detect(&Draft::canned(text));
        assert!(!report.findings.is_empty(), "nothing found: {text}");
        assert!(report.flags.contains(&Flag::NoConversation), "{text}");
    }
    // The "we" of the regret speaks for the passive and hides it; once it is found, it belongs above.
    let not_yet = ["We regret that your request could not be approved."];
    for text in not_yet {
        assert!(detect(&Draft::canned(text)).findings.is_empty(), "works now, move it up: {text}");
    }
    let fine = [
        "Hi {{name}}, your order {{order}} has been shipped and should arrive by Friday.",
        "Thanks for getting in touch. You can change your password under Settings, Security.",
        "Our shop is open from Monday to Saturday, 9 to 6.",
        "Hello {{name}}, we received your form and will reply within two working days.",
        "Your appointment is confirmed for {{date}} at {{time}}. Please bring your insurance card.",
        "The update is installed automatically. Restart the app if you do not see the new menu.",
        "You're welcome, and have a nice weekend!",
        "We can't accept returns after 30 days, because opened packs cannot be sold again. You can still have it repaired.",
    ];
    for text in fine {
        let report = detect(&Draft::canned(text));
        assert!(report.findings.is_empty(), "{text}: {:?}", texts(&report));
    }
}

#[test]
fn crisis_is_flagged_and_figures_of_speech_are_not() {
    let crisis = [
        "I don't want to be alive any more. I have the pills in front of me.",
        "I keep thinking about killing myself and nobody knows.",
        "He's hitting me again, I've locked myself in the bathroom and he's at the door.",
        "I've started cutting myself again and I can't stop.",
        "They would all be better off without me. I've written the letters.",
        "I'm going to end my life tonight.",
        "I wish I could go to sleep and not wake up.",
        "I've taken an overdose.",
        "He says he will kill me if I leave.",
    ];
    let figures = [
        "This deadline is killing me, can I get two more days?",
        "I could murder a coffee. Is the canteen open?",
        "My feet are killing me after the marathon.",
        "I nearly died laughing at your last newsletter.",
        "How do I kill a process that hangs and end my session?",
        "That exam was suicide, but I passed. When do I get the certificate?",
        "The run is 12 kms, is there parking at the start?",
        "I cut myself shaving. Can I still swim?",
        "I hurt myself at training, can I get Saturday's fee back?",
        "My boss is going to kill me if the report isn't there by noon.",
    ];
    let flagged = |text: &str| {
        detect(&Draft::new(Conversation::from_user(text), "Thank you for writing to us.")).flags.contains(&Flag::Crisis)
    };
    let missed = crisis.iter().filter(|text| !flagged(text)).map(|text| format!("missed: {text}"));
    let false_alarms = figures.iter().filter(|text| flagged(text)).map(|text| format!("false alarm: {text}"));
    none_of(missed.chain(false_alarms).collect());
}
