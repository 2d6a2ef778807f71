//! Template placeholders stay byte for byte: each as often as in the draft, block tags in order, each in its block.

mod fill;
mod find;
mod icu;
mod layout;
mod slot;
mod syntax;
mod tag;

pub(crate) use fill::valued;
pub(crate) use find::spans;

use super::Check;
use layout::{Layout, layout};

/// Counts, order and blocks agree with the draft.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let (draft, candidate) = (layout(&check.old), layout(&check.new));
    let mut out = counts(&draft, &candidate);
    if draft.tags != candidate.tags {
        out.push(format!("the block tags must stay in this order: {}", show(&draft.tags)));
    } else if out.is_empty() {
        let moved = draft.places.keys().filter(|place| !candidate.places.contains_key(place));
        out.extend(
            moved.map(|(_, value)| format!("the placeholder {value} has moved out of its block or into another")),
        );
    }
    out
}

/// Values that are gone, new, or there another number of times.
fn counts(draft: &Layout<'_>, candidate: &Layout<'_>) -> Vec<String> {
    let mut out = Vec::new();
    for (value, &wanted) in &draft.values {
        match candidate.values.get(value).copied().unwrap_or(0) {
            0 => out.push(format!("the placeholder {value} is gone")),
            found if found != wanted => out.push(format!("the placeholder {value} stands {found} times, not {wanted}")),
            _ => {}
        }
    }
    let new = candidate.values.keys().filter(|value| !draft.values.contains_key(*value));
    out.extend(new.map(|value| format!("new placeholder: {value}")));
    out
}

/// A list of tags for people.
fn show(tags: &[&str]) -> String {
    if tags.is_empty() { "none".to_owned() } else { tags.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::broken;

    #[test]
    fn lost_changed_doubled_and_new_ones_are_caught() {
        let draft = "Hi {{user.name}}, order %{id} is late.";
        for candidate in [
            "Hi, order %{id} is late.",
            "Hi {{ user.name }}, order %{id} is late.",
            "Hi {{user.name}}, order {id} is late.",
            "Hi {{user.name}}, {{user.name}}, order %{id} is late.",
            "Hi {{user.name}}, order %{id} is late. [DATE]",
        ] {
            assert!(!broken(look, "", draft, candidate).is_empty(), "{candidate}");
        }
        assert_eq!(broken(look, "use {{secret}}", "Hello.", "Hello {{secret}}."), ["new placeholder: {{secret}}"]);
    }

    #[test]
    fn block_tags_keep_order_pairs_and_contents() {
        let draft = "{% if vip %}Dear {{n}}{% else %}Hi{% endif %}, {{#each x}}{{y}}{{/each}}.";
        for candidate in [
            "{% if vip %}Dear {{n}}{% else %}Hi, {{#each x}}{{y}}{{/each}}.",
            "{{#each x}}{{y}}{{/each}} {% if vip %}Dear {{n}}{% else %}Hi{% endif %}.",
            "{% if vip %}Dear{% else %}Hi {{n}}{% endif %}, {{#each x}}{{y}}{{/each}}.",
        ] {
            assert!(!broken(look, "", draft, candidate).is_empty(), "{candidate}");
        }
    }

    #[test]
    fn words_around_placeholders_may_change_and_values_may_trade_places() {
        let kept = [
            ("Dear [NAME], it is noted that order {id} is late.", "Hi [NAME], we are late with order {id}."),
            ("Order {id}: please note, {name}.", "{name}, this is about order {id}."),
            ("{% if late %}Delays occur.{% endif %}", "{% if late %}We are late.{% endif %}"),
        ];
        for (draft, candidate) in kept {
            assert_eq!(broken(look, "", draft, candidate), Vec::<String>::new());
        }
    }
}
