use super::*;

/// The source of a layer with a stretch of the text become something else.
pub(super) fn written(layer: &Layer, source: &str, span: Range<usize>, new: &str) -> Result<String, String> {
    let edits = layer.edit(span, new)?.into_iter().map(|edit| (edit.place, edit.text.into_bytes())).collect();
    Ok(String::from_utf8(crate::splice::splice(source.as_bytes(), edits)).expect("text"))
}

/// The source of a layer with words of its text replaced.
pub(super) fn replaced(layer: &Layer, source: &str, old: &str, new: &str) -> Result<String, String> {
    let start = layer.text().find(old).expect("words that are there");
    written(layer, source, start..start + old.len(), new)
}

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
    written(&layer, source, span, new)
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

/// `Please <b>be advised</b> that <a>your card</a> is here.<br>Bye.`, the words of the link marked as such.
fn spread(old: &str, new: &str) -> Result<String, String> {
    let source = "Please <b>be advised</b> that <a>your card</a> is here.<br>Bye.";
    let mut layer = Layer::new(Coding::Plain);
    for part in [0..7, 10..20, 24..30, 33..42, 46..55] {
        layer.plain(source, part);
    }
    layer.fixed(55..59, "\n");
    layer.plain(source, 59..63);
    layer.link(33..42);
    replaced(&layer, source, old, new)
}

#[test]
fn words_that_stay_keep_their_tags() {
    let all = "Please be advised that your card is here.\nBye.";
    let changed = spread(all, "Please be glad that your new card is now here.\nGoodbye.");
    assert_eq!(changed.as_deref(), Ok("Please <b>be glad</b> that <a>your new card</a> is now here.<br>Goodbye."));
    assert_eq!(
        spread("advised that", "sure").as_deref(),
        Ok("Please <b>be sure</b> <a>your card</a> is here.<br>Bye.")
    );
    let changed = spread("Please be advised that your", "Your");
    assert_eq!(changed.as_deref(), Ok("<b></b><a>Your card</a> is here.<br>Bye."));
    let changed = spread("here.\nBye.", "there.\nSee you.");
    assert_eq!(changed.as_deref(), Ok("Please <b>be advised</b> that <a>your card</a> is there.<br>See you."));
}

#[test]
fn words_come_rather_outside_of_a_link() {
    let source = spread("card is", "card itself is");
    assert_eq!(source.as_deref(), Ok("Please <b>be advised</b> that <a>your card</a> itself is here.<br>Bye."));
}

#[test]
fn a_link_keeps_some_words() {
    assert!(spread("your card ", "").is_err());
    assert!(spread("that your card is here", "it came").is_err());
    assert_eq!(spread("your card", "it").as_deref(), Ok("Please <b>be advised</b> that <a>it</a> is here.<br>Bye."));
}

#[test]
fn several_changes_of_one_text_come_at_once() {
    let (source, layer) = sample();
    let change = |place, text: &str| Edit { place, text: text.to_owned() };
    let edits = layer.edits(vec![change(6..7, "D"), change(0..1, "A"), change(4..5, "and")]).expect("edits");
    let edits = edits.into_iter().map(|edit| (edit.place, edit.text.into_bytes())).collect();
    let text = String::from_utf8(crate::splice::splice(source.as_bytes(), edits)).expect("text");
    assert_eq!(text, "A<b>bc</b> and D<br>e");
}
