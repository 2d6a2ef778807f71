use super::*;
use proptest::prelude::*;

/// The text of a source.
fn text(source: &str) -> String {
    layer(source).text().to_owned()
}

/// The source with words of its text replaced.
fn replaced(source: &str, old: &str, new: &str) -> Result<String, String> {
    crate::canned::layer::tests::replaced(&layer(source), source, old, new)
}

#[test]
fn text_is_what_a_person_reads() {
    for (source, read) in [
        ("<p>Hi <b>there</b>,</p><p>we are late.</p>", "Hi there,\n\nwe are late."),
        ("<div>Hi,</div><div><br></div><div>we are late.</div>", "Hi,\n\nwe are late."),
        ("Hi,<br>we are<br/><br />late.", "Hi,\nwe are\n\nlate."),
        ("\r\n  <p>\r\n    Hi\r\n    there\r\n  </p>\r\n", "Hi there"),
        ("<ul>\n<li>One</li>\n<li><p>Two <i>more</i></p></li>\n</ul>\n<p>End</p>", "- One\n- Two more\n\nEnd"),
        ("<ol><li>One</li><li>Two<ul><li>a</li></ul></li><li>Three</li></ol>b", "1. One\n2. Two\n- a\n3. Three\n\nb"),
        ("<ul><li>a<ul><li>b</li></ul>c</li></ul>d", "- a\n- b\nc\n\nd"),
        ("<h1>Title</h1>text", "Title\n\ntext"),
        ("<table><tr><td>Order</td><td>12</td></tr><tr><td>b</td></tr></table>", "Order\n12\nb"),
        ("a&amp;b &lt;c&gt; caf&eacute;&nbsp;d &#128512;", "a&b <c> caf\u{e9}\u{a0}d \u{1f600}"),
        ("a<script>no()</script><style>p{}</style><!-- no -->b", "ab"),
        ("<html><head><title>T</title><meta charset=x></head><body>b</body></html>", "b"),
        (
            "<p>Hi <attribute key=\"user.name\" default=\"there\"/>!</p>",
            "Hi <attribute key=\"user.name\" default=\"there\"/>!",
        ),
        (
            "{% if a < b %}Hi {{ name | default: \"<b>\" }}{% endif %}",
            "{% if a < b %}Hi {{ name | default: \"<b>\" }}{% endif %}",
        ),
        ("Hi <%= name %> and <<last name>>", "Hi <%= name %> and <<last name>>"),
        ("Run <code>a  &amp;&amp; b</code> now", "Run `a && b` now"),
        ("<pre>\na\n  b\n</pre>c", "```\na\n  b\n```\n\nc"),
        ("<a href='x'>the <b>link</b></a>.", "the link."),
        ("one<b> two</b> <i> three</i>", "one two three"),
        ("I <3 you, a < b & c", "I <3 you, a < b & c"),
        ("", ""),
        ("<p></p>", ""),
    ] {
        assert_eq!(text(source), read, "{source}");
    }
}

#[test]
fn only_words_change() {
    for (source, old, new, then) in [
        ("<p>Hi <b>there</b>, you</p>", "there", "Ann", "<p>Hi <b>Ann</b>, you</p>"),
        ("<p>Hi\n   there</p>", "there", "you & me", "<p>Hi\n   you &amp; me</p>"),
        ("<p>a</p>\n<p>b c</p>", "b", "<b>", "<p>a</p>\n<p>&lt;b&gt; c</p>"),
        ("a&nbsp;b c", "c", "c\u{a0}d", "a&nbsp;b c&nbsp;d"),
        ("a<br/>b c", "c", "c\nd", "a<br/>b c<br/>d"),
        ("caf&eacute; late", "caf\u{e9}", "bar", "bar late"),
        ("Hi {{ a }} there", "{{ a }} there", "you, {{ a }}", "Hi you, {{ a }}"),
        ("<p>one two</p><p>three</p>", "two\n\nthree", "2\n\n3", "<p>one 2</p><p>3</p>"),
    ] {
        assert_eq!(replaced(source, old, new).as_deref(), Ok(then), "{source}");
    }
}

#[test]
fn what_is_no_prose_stays() {
    assert!(replaced("Run <code>apt</code> now", "apt", "dnf").is_err());
    assert!(replaced("see <a href='x'>the link</a>", " the link", "").is_err());
    assert!(replaced("<p>a</p><p>b</p>", "a\n\nb", "ab").is_err());
    assert!(replaced("<attribute key=\"n\"/> hi", "<attribute key=\"n\"/>", "you").is_err());
}

proptest! {
    #[test]
    fn any_source_has_a_text(source in "([<>/!a-c \"'=&;\r\n{}%é-]|<p>|<br/>|<li>|<code>|</code>|<!--|-->|&nbsp;|&amp;|<script>|</script>){0,30}") {
        let layer = layer(&source);
        let mut end = 0;
        for (at, sign) in layer.text().char_indices() {
            let place = layer.place(at..at + sign.len_utf8());
            prop_assert!(source.get(place.clone()).is_some());
            prop_assert!(place.end >= end);
            end = place.end;
        }
    }

    #[test]
    fn words_come_back(source in "(<p>|</p>|<b>|</b>|<br>| |\n|&amp;|&nbsp;|[a-c]{1,3}|<li>|\\{\\{a\\}\\}|\u{1f600}){0,20}", new in "[a-c&<>;\u{a0}é]{1,4}") {
        let before = text(&source);
        let word = before.split(|sign: char| !sign.is_ascii_lowercase()).find(|word| !word.is_empty());
        if let Some(word) = word {
            let after = replaced(&source, word, &new).expect("a word may change");
            prop_assert_eq!(text(&after), before.replacen(word, &new, 1));
        }
    }
}

#[test]
fn emphasis_stays_with_its_words_or_goes_with_them() {
    let source = "<p>You may of course send the lamp back <strong>at your own cost</strong>.</p>";
    let old = "You may of course send the lamp back at your own cost.";
    let new = "We would not call this a fault. We show all colours with care, but they may differ on the screen and to \
               the eye.";
    assert_eq!(
        replaced(source, old, new).as_deref(),
        Ok(format!("<p>{}<strong></strong>.</p>", &new[..new.len() - 1]).as_str())
    );
}
