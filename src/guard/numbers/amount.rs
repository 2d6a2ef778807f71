//! The numbers in a chunk: an amount, both ends of a range, or an id as a whole.

use super::chunk::DASHES;
use super::figure::{Figure, figure};
use super::number_words::word;
use super::units::{CURRENCIES, unit};

/// The numbers in a chunk: one, both ends of a range, or an id as a whole.
pub(super) fn parts(chunk: &str, after: Option<&'static str>) -> Vec<Figure> {
    let pieces: Vec<&str> = chunk.split(DASHES).collect();
    if let Some(value) = word(chunk, &pieces) {
        let unit = after.or_else(|| pieces.last().and_then(|last| unit(last)));
        return unit.and_then(|unit| written(value, unit, chunk)).into_iter().collect();
    }
    if !chunk.contains(|sign: char| sign.is_ascii_digit()) {
        return Vec::new();
    }
    ends(chunk, &pieces, after).unwrap_or_else(|| vec![figure(chunk.trim_end_matches("'s").to_uppercase(), "", chunk)])
}

/// An amount, or both ends of a range; `None` for an id.
fn ends(chunk: &str, pieces: &[&str], after: Option<&'static str>) -> Option<Vec<Figure>> {
    let own = pieces.iter().skip(1).find_map(|piece| unit(piece)).or(after);
    let numbers = pieces.iter().enumerate().filter(|(at, piece)| *at == 0 || !piece.chars().all(char::is_alphabetic));
    numbers.map(|(_, piece)| amount(piece, own, chunk)).collect()
}

/// A number word with its unit; "one day" and the like count nothing.
fn written(value: u32, unit: &'static str, chunk: &str) -> Option<Figure> {
    let vague = value == 1 && matches!(unit, "day" | "time" | "minute" | "second");
    (!vague).then(|| figure(value.to_string(), unit, chunk))
}

/// A number with a currency before it or a unit behind it; `None` for anything else, such as an id.
fn amount(piece: &str, after: Option<&'static str>, chunk: &str) -> Option<Figure> {
    let sign = piece.chars().next().filter(|sign| CURRENCIES.contains(sign));
    let digits = piece.trim_start_matches(CURRENCIES);
    let end = digits.find(|sign: char| !(sign.is_ascii_digit() || ".,:/".contains(sign))).unwrap_or(digits.len());
    let (value, tail) = digits.split_at(end);
    if !value.starts_with(|sign: char| sign.is_ascii_digit()) {
        return None;
    }
    let currency = sign.and_then(|sign| unit(sign.encode_utf8(&mut [0; 4])));
    let unit = match tail {
        "" => currency.or(after),
        "st" | "nd" | "rd" | "th" => None,
        tail => Some(unit(tail)?),
    };
    Some(figure(value.to_owned(), unit.unwrap_or(""), chunk))
}
