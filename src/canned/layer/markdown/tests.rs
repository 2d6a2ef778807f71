use super::*;
use proptest::prelude::*;

fn read(source: &str) -> Layer {
    layer(source, &marks(source, 0..source.len()))
}

/// The text of a source.
fn text(source: &str) -> String {
    read(source).text().to_owned()
}

/// The source with words of its text replaced.
fn replaced(source: &str, old: &str, new: &str) -> Result<String, String> {
    crate::canned::layer::tests::replaced(&read(source), source, old, new)
}

#[test]
fn text_is_what_a_person_reads() {
    for (source, read) in [
        ("Hi *there*, **you**.", "Hi there, you."),
        ("Hi Ann,\nwe are late.", "Hi Ann,\nwe are late."),
        ("Kind regards\n{{ agent.name }}\nThe *shop*", "Kind regards\n{{ agent.name }}\nThe shop"),
        ("We are sorry that\nthis is late.", "We are sorry that this is late."),
        ("a  \nb\\\nc", "a\nb\nc"),
        ("# Late\n\ntext\n===\nmore", "Late\n\ntext\n\nmore"),
        ("Do:\n\n- one\n- two\n  more\n\n1. a\n2. b", "Do:\n- one\n- two more\n1. a\n2. b"),
        ("> quoted *words*\n> here", "quoted words here"),
        ("see [the *page*](http://e.org/a_b) and <http://e.org>", "see the page and http://e.org"),
        ("![a picture](x.png)\n\nHi", "Hi"),
        ("a <b>c</b><br>d <!-- no -->", "a c\nd"),
        ("<div>\nno text\n</div>\n\nHi", "Hi"),
        ("Run `apt  *x*` now", "Run `apt  *x*` now"),
        ("a\n\n```sh\nls *\n```\n\nb", "a\n\n```sh\nls *\n```\n\nb"),
        ("```\n{{ a }}\n```", "```\n{{ a }}\n```"),
        ("import A from 'a'\n\nexport const b = 1\n\nHi", "Hi"),
        ("1 \\* 2 \\\\ &amp; &copy; 3", "1 * 2 \\ & \u{a9} 3"),
        ("Hi {{ first_name_x }} and *|FNAME|* [NAME]", "Hi {{ first_name_x }} and *|FNAME|* [NAME]"),
        ("pay [here]({{ url | x: \"a b\" }})", "pay here"),
        ("{{< tip \"*a*\" >}}\n{% include x.md %}", "{{< tip \"*a*\" >}}\n{% include x.md %}"),
        ("|a|b|\n|-|-|\n|c|*d*|", "a\nb\nc\nd"),
        ("- [x] done\n- [ ] open", "- done\n- open"),
        ("a\r\n\r\nb\r\nc", "a\n\nb c"),
        ("", ""),
    ] {
        assert_eq!(text(source), read, "{source}");
    }
}

#[test]
fn only_words_change() {
    for (source, old, new, then) in [
        ("Hi **there**, [you](x)", "there", "Ann", "Hi **Ann**, [you](x)"),
        ("Hi **there**, [you](x)", "you", "all_of you *now*", "Hi **there**, [all_of you \\*now\\*](x)"),
        ("> one\n> two three", "two", "2", "> one\n> 2 three"),
        ("> one\n> two three", "one two", "1 2", "> 1 2 three"),
        ("a \\* b c", "c", "d", "a \\* b d"),
        ("a \\* b c", "*", "x", "a x b c"),
        ("Hi {{ a }} there", "{{ a }} there", "you, {{ a }}", "Hi you, {{ a }}"),
        ("one\r\n\r\ntwo", "two", "2\n\n3\n4", "one\r\n\r\n2\r\n\r\n3  \r\n4"),
        ("- one\n- two", "two", "2", "- one\n- 2"),
    ] {
        assert_eq!(replaced(source, old, new).as_deref(), Ok(then), "{source}");
    }
}

#[test]
fn what_is_no_prose_stays() {
    assert!(replaced("Run `apt` now", "apt", "dnf").is_err());
    assert!(replaced("at <http://e.org>", "http://e.org", "x").is_err());
    assert!(replaced("a [link](x) b", " link", "").is_err());
    assert!(replaced("a\n\nb", "a\n\nb", "ab").is_err());
}

proptest! {
    #[test]
    fn any_source_has_a_text(source in "([-<>/!a-c \"'=&;\r\n{}%é*_`#|\\[\\]()~:]|\n\n|- |1\\. |> |```\n|\\{\\{a\\}\\}|\\\\|    ){0,30}") {
        let layer = read(&source);
        let mut end = 0;
        for (at, sign) in layer.text().char_indices() {
            let place = layer.place(at..at + sign.len_utf8());
            prop_assert!(source.get(place.clone()).is_some());
            prop_assert!(place.end >= end, "{:?} {:?}", layer.text(), place);
            end = place.end;
        }
    }

    #[test]
    fn words_come_back(source in "([a-c]{1,3}|[a-c]{1,3} |\\*\\*|_|\n|\n\n|- |1\\. |> |&amp;|`x`|\\{\\{a\\}\\}|\u{1f600}|\\\\\\*){0,20}", new in "[a-c]{1,4}") {
        let before = text(&source);
        let words = before.split(|sign: char| !sign.is_ascii_lowercase());
        let word = words.filter(|word| !word.is_empty() && !word.contains('x')).find(|word| !before.contains(&format!("{{{word}}}")));
        if let Some(word) = word {
            let start = before.find(word).expect("a word");
            let place = read(&source).place(start..start + word.len());
            // Words that a mark cuts are the business of those who write them.
            if source[place] == *word {
                let after = replaced(&source, word, &new).expect("a word may change");
                prop_assert_eq!(text(&after), before.replacen(word, &new, 1), "{:?}", after);
            }
        }
    }
}
