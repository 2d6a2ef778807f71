//! What the tests of the edits share.

use super::Propose;
use super::patch::applied;
use super::scene::Scene;
use crate::detect::detect;
use crate::text::{Conversation, Draft};

/// What the person said in most of the tests.
pub(super) const SAID: &str = "You gave our room away and my mother sat in your lobby all night, crying. I am furious. Did you even look at my booking?";

/// Each text that one kind of edit proposes in its first wording; nobody looks whether it is sound.
pub(super) fn made(propose: Propose, said: &str, text: &str) -> Vec<String> {
    let draft = Draft::new(Conversation::from_user(said), text).sent_by("support agent of a hotel");
    let before = detect(&draft);
    let scene = Scene::read(&draft, &before);
    let patches = propose(&scene, 0);
    patches.iter().filter_map(|patch| applied(text, std::slice::from_ref(patch))).collect()
}

/// The first text begins and ends like this, and what stood between is gone.
pub(super) fn turns(propose: Propose, said: &str, text: &str, head: &str, tail: &str) {
    let all = made(propose, said, text);
    let Some(first) = all.first() else { panic!("nothing is made of {text}") };
    assert!(first.starts_with(head) && first.ends_with(tail) && first != text, "{first}");
}

/// Nothing is proposed for any of the texts.
pub(super) fn leaves(propose: Propose, said: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(made(propose, said, text), Vec::<String>::new(), "{text}");
    }
}
