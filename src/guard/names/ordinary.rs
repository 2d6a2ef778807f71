//! Capitalised words that name nobody.

use super::key::key;
use crate::guard::words::{List, list};
use std::sync::LazyLock;

/// Capitalised words that name nobody, in lower case.
static ORDINARY: List = LazyLock::new(|| {
    list(
        "\
    i i'm i'd i'll i've ok okay asap faq faqs fyi ps p.s pm am tv id dear hi hello hey good morning afternoon \
    evening thanks thank best kind warm regards wishes sincerely yours faithfully cheers take care sir madam mr \
    mrs ms miss dr customer customers valued client guest member user friend all everyone there team support \
    service services helpdesk desk department sales billing relations experience success agent representative \
    manager director assistant please note not and the a an no yes never very must only important monday tuesday \
    wednesday thursday friday saturday sunday january february march april may june july august september \
    october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec \
    christmas god internet web re cc sorry respectfully truly with from love policy terms conditions company \
    management your our we you",
    )
});

/// Words before a comma at the start of a sentence that address nobody.
pub(super) static OPENERS: List = LazyLock::new(|| {
    list(
        "\
    however still then now first second third next also again instead meanwhile moreover furthermore indeed well \
    right true perhaps maybe otherwise therefore thus so but and or yet besides nonetheless nevertheless once \
    today tomorrow tonight yesterday here afterwards later soon sometimes often always together alone oh wow \
    congratulations welcome apologies overall likewise anyway regardless though since because if when while \
    after before in on at for to of as that this it is what why how who where which worse better weeks days \
    months years hours nobody nothing everything something anything late alas granted sure fine great course \
    admittedly waiting enough lost each every both bye goodbye too",
    )
});

/// Whether the word could name somebody or something.
pub(crate) fn naming(word: &str) -> bool {
    let key = key(word);
    let letters = word.chars().filter(|sign| sign.is_alphabetic()).count();
    letters > 1
        && !word.contains(|sign: char| sign.is_ascii_digit())
        && !ORDINARY.contains(key.as_str())
        && !key.contains('\'')
}
