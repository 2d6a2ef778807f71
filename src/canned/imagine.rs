//! People who might receive a canned reply, imagined by a model: what it is asked, and what is taken from its answer.

use super::reply::Canned;
use crate::detect::{Flag, detect};
use crate::error::Error;
use crate::guard::{Keep, Mask};
use crate::prompt::{Ask, Job, Prompt, Prompts};
use crate::revise::{Unread, keyed, spoken, string};
use crate::text::{Draft, Situation};
use serde_json::{Map, Value};

/// People are taken from an answer at most.
const MOST: usize = 3;

/// Characters of a message, at least and at most; fewer say nothing, and more are no message.
const LENGTH: std::ops::RangeInclusive<usize> = 8..=2_000;

/// Characters of what says who they are.
const WHO: usize = 120;

/// The people of one canned reply, as a value that asks once and is answered once.
///
/// ```
/// use attuned::{CannedFile, CannedOptions, Imagine, Prompts};
///
/// let file = CannedFile::parse("late.txt", b"Your parcel is late.".to_vec(), &CannedOptions::default())?;
/// let imagine = Imagine::new(&file.replies()[0]);
/// let prompt = imagine.prompt(&Prompts::builtin())?;
/// assert!(prompt.messages[1].content.contains("Your parcel is late."));
/// let people = imagine.people(r#"{"people": [{"who": "a baker", "message": "Where is my oven, please?"}]}"#)?;
/// assert!(people[0].imagined);
/// # Ok::<(), attuned::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Imagine {
    draft: Draft,
    title: String,
    mask: Mask,
}

impl Imagine {
    /// Whoever might receive this reply.
    pub fn new(reply: &Canned) -> Self {
        let draft = Draft { sender: reply.sender.clone(), ..Draft::canned(reply.text.as_str()) };
        let mask = Mask::new(&draft.text, &Keep::default());
        Self { draft, title: reply.title.clone().unwrap_or_default(), mask }
    }

    /// What a model is asked.
    ///
    /// # Errors
    /// [`Error::Template`] where the prompt does not render, which overrides of templates can cause.
    pub fn prompt(&self, prompts: &Prompts) -> Result<Prompt, Error> {
        let ask = Ask { title: self.title.clone(), ..Ask::new(Job::Imagine, self.draft.clone()) };
        prompts.prompt(ask, &self.mask)
    }

    /// The people of an answer, three at most. Passed over is who says nothing, says the reply itself, speaks of danger to
    /// somebody where the reply does not, or says what another said.
    ///
    /// # Errors
    /// [`Error::Imagine`] where the answer holds nobody.
    pub fn people(&self, answer: &str) -> Result<Vec<Situation>, Error> {
        let broken = |unread: Unread| Error::Imagine { detail: unread.words().to_owned() };
        let answer = spoken(answer).map_err(broken)?;
        let object = keyed(&answer, "people", Value::is_array).map_err(broken)?;
        let object = object.ok_or_else(|| broken(Unread::Garbled))?;
        let mut people: Vec<Situation> = Vec::new();
        for one in object["people"].as_array().into_iter().flatten().filter_map(Value::as_object) {
            if let Some(person) = self.person(one)
                && people.iter().all(|known| known.message != person.message)
            {
                people.push(person);
            }
        }
        people.truncate(MOST);
        if people.is_empty() { Err(broken(Unread::Empty)) } else { Ok(people) }
    }

    /// Somebody, where this is a person who could have written.
    fn person(&self, one: &Map<String, Value>) -> Option<Situation> {
        let message = unmarked(string(one, "message").trim());
        let who: String = string(one, "who").split_whitespace().collect::<Vec<_>>().join(" ");
        let who = unmarked(who.chars().take(WHO).collect::<String>().trim_end_matches('.'));
        let (message, who) = (message?, who.unwrap_or_default());
        let own = !message.contains(self.draft.text.trim());
        let fits = LENGTH.contains(&message.chars().count()) && own && !self.is_too_dark(&message);
        fits.then(|| Situation::new(who, message).imagined())
    }

    /// Whether a message speaks of danger to somebody where the reply does not.
    fn is_too_dark(&self, message: &str) -> bool {
        let dark =
            |text: &str| detect(&Draft::new(crate::text::Conversation::from_user(text), "Yes.")).has(Flag::Crisis);
        dark(message) && !dark(&self.draft.text)
    }
}

/// The text, unless a mark of ours or a placeholder stands in it: nobody writes that.
fn unmarked(text: &str) -> Option<String> {
    let marked = text.contains(['⟦', '⟧']) || text.contains("{{") || text.contains("{%");
    (!marked).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canned::layer::{Coding, Layer};
    use proptest::prelude::*;
    use serde_json::json;

    fn imagine(text: &str) -> Imagine {
        let mut layer = Layer::new(Coding::Lines("\n"));
        layer.plain(text, 0..text.len());
        Imagine::new(&Canned::new("1", vec![layer]))
    }

    fn people(answer: &Value) -> Vec<(String, String)> {
        let read = imagine("Hi {{name}}, your parcel is late.").people(&answer.to_string()).unwrap();
        read.into_iter().map(|one| (one.who, one.message)).collect()
    }

    #[test]
    fn placeholders_are_marks_and_the_title_is_told() {
        let mut imagine = imagine("Hi {{name}}, your parcel is late.");
        imagine.title = "Parcels::Late".into();
        let prompt = imagine.prompt(&Prompts::builtin()).unwrap();
        let told = &prompt.messages[1].content;
        assert!(told.contains("Hi ⟦1⟧, your") && told.contains("Parcels::Late"), "{told}");
        assert!(prompt.messages[0].content.contains("three"));
    }

    #[test]
    fn who_could_have_written_is_taken_and_nobody_else() {
        let answer = json!({"people": [
            {"who": " a  baker. ", "message": " Where is my oven, please? "},
            {"who": "⟦1⟧", "message": "It was for my shop, and I open on Friday."},
            {"who": "an echo", "message": "Where is my oven, please?"},
            {"who": "a form", "message": "Hi ⟦1⟧, where is it?"},
            {"who": "a template", "message": "Hi {{name}}, where is it?"},
            {"who": "the reply", "message": "Hi {{name}}, your parcel is late. Thanks!"},
            {"who": "nobody", "message": ""},
            {"who": "somebody in danger", "message": "It is late and I want to kill myself over this."},
            "noise",
            {"message": "I am tired of this shop."},
            {"who": "a fourth", "message": "And I want my money back."}
        ]});
        let [baker, shop, tired] = &people(&answer)[..] else { panic!("{:?}", people(&answer)) };
        assert_eq!((baker.0.as_str(), baker.1.as_str()), ("a baker", "Where is my oven, please?"));
        assert_eq!((shop.0.as_str(), tired.1.as_str()), ("", "I am tired of this shop."));
    }

    #[test]
    fn answers_of_sloppy_models_are_read_and_useless_ones_say_why() {
        let imagine = imagine("Your parcel is late.");
        let fenced = "<think>Hm.</think>Sure!\n```json\n{\"people\": [{\"who\": \"a baker\", \"message\": \"Where is\nmy oven?\",},]}\n```";
        assert_eq!(imagine.people(fenced).unwrap()[0].message, "Where is\nmy oven?");
        for (answer, word) in [("", "empty"), ("No.", "read"), ("{\"people\": [", "cut"), ("{\"people\": []}", "empty")]
        {
            let error = imagine.people(answer).unwrap_err().to_string();
            assert!(error.contains(word), "{answer}: {error}");
        }
    }

    proptest! {
        #[test]
        fn no_answer_panics_or_brings_more_than_three(answer in "\\PC{0,200}", messages in prop::collection::vec("\\PC{0,30}", 0..6)) {
            let imagine = imagine("Hi {{name}}, your parcel is late.");
            let listed: Vec<Value> = messages.iter().map(|one| json!({"who": one, "message": one})).collect();
            for answer in [answer, json!({"people": listed}).to_string()] {
                if let Ok(people) = imagine.people(&answer) {
                    prop_assert!((1..=MOST).contains(&people.len()));
                    prop_assert!(people.iter().all(|one| one.imagined && !one.message.contains('⟦')));
                }
            }
        }
    }
}
