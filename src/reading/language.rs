//! Which language a text is in; rules of one language never judge another.

use super::text::Text;
use super::words::Tags;
use whatlang::Lang;

/// Words below which a text is too short to be told from its function words alone.
const SHORT: usize = 6;

/// Share of English function words from which a text counts as English, 0 to 1. Ordinary English prose has 0.45 to 0.65;
/// other languages written in Latin letters stay below 0.15.
const ENGLISH: f64 = 0.25;

/// The ISO 639-1 code of a text's language, `und` where it cannot be told, and whether we judge it.
pub(crate) fn language(text: &Text<'_>) -> (&'static str, bool) {
    let plain = text.words.iter().filter(|word| !word.tags.has(Tags::NUMBER.or(Tags::NAME)));
    let (mut words, mut known) = (0_usize, 0_usize);
    for word in plain {
        words += 1;
        known += usize::from(word.tags.has(Tags::COMMON));
    }
    let latin = text.source.is_ascii()
        || text.source.chars().filter(|letter| letter.is_alphabetic()).all(|letter| (letter as u32) < 0x250);
    let share = if words == 0 { 0.0 } else { known as f64 / words as f64 };
    if text.words.is_empty() {
        ("und", false)
    } else if share >= ENGLISH
        || (latin && words < SHORT && (known > 0 || text.words.len() < SHORT) && !foreign(text.source))
    {
        ("en", true)
    } else {
        (named(text.source), false)
    }
}

/// Whether a short text has letters that English words do not.
fn foreign(text: &str) -> bool {
    text.chars().any(|letter| letter.is_alphabetic() && !letter.is_ascii())
}

/// The code of the language that the text is most likely in.
fn named(text: &str) -> &'static str {
    match whatlang::detect(text).filter(whatlang::Info::is_reliable).map(|found| found.lang()) {
        Some(Lang::Deu) => "de",
        Some(Lang::Fra) => "fr",
        Some(Lang::Spa) => "es",
        Some(Lang::Ita) => "it",
        Some(Lang::Por) => "pt",
        Some(Lang::Nld) => "nl",
        Some(Lang::Pol) => "pl",
        Some(Lang::Swe) => "sv",
        Some(Lang::Dan) => "da",
        Some(Lang::Nob) => "no",
        Some(Lang::Fin) => "fi",
        Some(Lang::Tur) => "tr",
        Some(Lang::Rus) => "ru",
        Some(Lang::Ukr) => "uk",
        Some(Lang::Ara) => "ar",
        Some(Lang::Heb) => "he",
        Some(Lang::Cmn) => "zh",
        Some(Lang::Jpn) => "ja",
        Some(Lang::Kor) => "ko",
        Some(Lang::Hin) => "hi",
        Some(Lang::Ces) => "cs",
        Some(Lang::Ell) => "el",
        Some(Lang::Hun) => "hu",
        Some(Lang::Ron) => "ro",
        Some(Lang::Vie) => "vi",
        Some(Lang::Ind) => "id",
        _ => "und",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str) -> (&'static str, bool) {
        language(&Text::read(source))
    }

    #[test]
    fn english_is_judged_however_short() {
        for text in ["Noted.", "We are sorry about the delay.", "Yes, until 18:00.", "Order 4411 ships Monday."] {
            assert_eq!(told(text), ("en", true), "{text}");
        }
    }

    #[test]
    fn other_languages_are_left_alone() {
        for text in [
            "Vielen Dank f\u{fc}r Ihre Nachricht. Ihr Antrag wurde leider abgelehnt, wir bitten um Verst\u{e4}ndnis.",
            "Nous vous remercions de votre message et regrettons ce d\u{e9}sagr\u{e9}ment, votre demande a \u{e9}t\u{e9} refus\u{e9}e.",
            "Lamentamos las molestias causadas por el retraso de su pedido y le agradecemos su paciencia.",
            "\u{41c}\u{44b} \u{441}\u{43e}\u{436}\u{430}\u{43b}\u{435}\u{435}\u{43c} \u{43e} \u{441}\u{43b}\u{443}\u{447}\u{438}\u{432}\u{448}\u{435}\u{43c}\u{441}\u{44f}.",
        ] {
            assert!(!told(text).1, "{text}");
        }
        assert!(!told("").1);
    }
}
