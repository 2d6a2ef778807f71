use super::*;

/// `a<b>bc</b> &amp; d<br>e`, as a reader of HTML would have it.
fn sample() -> (&'static str, Layer) {
    let source = "a<b>bc</b> &amp; d<br>e";
    let mut layer = Layer::new(Coding::Plain);
    layer.plain(source, 0..1);
    layer.plain(source, 4..6);
    layer.plain(source, 10..11);
    layer.escape(11..16, "&");
    layer.plain(source, 16..18);
    layer.fixed(18..22, "\n");
    layer.plain(source, 22..23);
    (source, layer)
}

fn edited(span: Range<usize>, new: &str) -> Result<String, String> {
    let (source, layer) = sample();
    let edits = layer.edit(span, new)?.into_iter().map(|edit| (edit.place, edit.text.into_bytes())).collect();
    Ok(String::from_utf8(crate::splice::splice(source.as_bytes(), edits)).expect("text"))
}

#[test]
fn only_words_change() {
    assert_eq!(sample().1.text(), "abc & d\ne");
    assert_eq!(edited(1..3, "xy").as_deref(), Ok("a<b>xy</b> &amp; d<br>e"));
    assert_eq!(edited(0..3, "xy").as_deref(), Ok("xy<b></b> &amp; d<br>e"));
    assert_eq!(edited(4..5, "and").as_deref(), Ok("a<b>bc</b> and d<br>e"));
    assert_eq!(edited(6..9, "D\nE").as_deref(), Ok("a<b>bc</b> &amp; D<br>E"));
    assert_eq!(edited(9..9, "!").as_deref(), Ok("a<b>bc</b> &amp; d<br>e!"));
}

#[test]
fn what_is_fixed_stays() {
    assert!(edited(6..9, "de").is_err());
    assert!(edited(7..8, "").is_err());
}

#[test]
fn places_are_those_of_the_source() {
    let (source, layer) = sample();
    assert_eq!(&source[layer.place(1..3)], "bc");
    assert_eq!(&source[layer.place(0..5)], "a<b>bc</b> &amp;");
    assert_eq!(&source[layer.place(6..9)], "d<br>e");
}
