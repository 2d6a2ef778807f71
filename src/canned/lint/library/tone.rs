//! Replies that speak in another tone than the library, or than their own folder: only clear outliers.

use super::shelf::Shelf;
use super::voice::Voice;
use super::{LibraryFinding, LibraryKind};
use crate::text::Span;
use std::collections::BTreeMap;

/// The fewest replies that have a custom.
const FEWEST: usize = 12;

/// The greatest share of replies that stand out from a custom, 0 to 1; what more do is no exception.
const RARE: f64 = 0.05;

/// The least share of replies that keep a custom, 0 to 1, where not each reply shows whether it does.
const CUSTOM: f64 = 0.25;

/// What contradicts: a formal and a familiar tone in one folder; and what stands out from the library's custom.
pub(super) fn outliers(shelf: &Shelf<'_>) -> Vec<LibraryFinding> {
    let (mut found, told) = folders(shelf);
    found.extend(CUSTOMS.iter().filter_map(|custom| custom.breaches(shelf, &told)));
    found
}

/// Folders in two tones, and the replies that were spoken of.
fn folders(shelf: &Shelf<'_>) -> (Vec<LibraryFinding>, Vec<usize>) {
    let mut folders: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
    for at in 0..shelf.len() {
        folders.entry(folder(shelf, at)).or_default().push(at);
    }
    let (mut found, mut told) = (Vec::new(), Vec::new());
    for ((_, name), those) in folders {
        let of = |is: fn(&Voice) -> bool| -> Vec<usize> {
            those.iter().copied().filter(|at| is(shelf.voice(*at))).collect()
        };
        let (formal, familiar) = (of(Voice::is_formal), of(Voice::is_familiar));
        if formal.is_empty() || familiar.is_empty() {
            continue;
        }
        let odd = if formal.len() <= familiar.len() { &formal } else { &familiar };
        told.extend(odd.iter().copied());
        found.push(contradiction(shelf, &name, (&formal, &familiar), odd));
    }
    (found, told)
}

/// The folder of a reply: of its title where that has any (`Billing::Refund::Late`), else of its file.
fn folder(shelf: &Shelf<'_>, at: usize) -> (usize, String) {
    if let Some((folder, _)) = shelf.reply(at).title.as_deref().and_then(|title| title.rsplit_once("::")) {
        return (0, folder.to_owned());
    }
    let path = shelf.file(at).path();
    // A file of one reply is one of its folder.
    let place = if shelf.file(at).replies().len() > 1 { Some(path) } else { path.parent() };
    (1, place.map(|place| place.display().to_string()).unwrap_or_default())
}

fn contradiction(
    shelf: &Shelf<'_>,
    name: &str,
    (formal, familiar): (&[usize], &[usize]),
    odd: &[usize],
) -> LibraryFinding {
    let shows = |at: &usize| {
        let voice = shelf.voice(*at);
        (*at, if voice.is_formal() { voice.formal_at } else { voice.familiar_at })
    };
    let says = |those: &[usize]| {
        let (at, span) = shows(&those[0]);
        span.map_or("", |span| span.of(&shelf.reply(at).text)).to_owned()
    };
    let name = if name.is_empty() { "." } else { name };
    let message = format!(
        "{name} speaks in two tones: {} formally (\u{201c}{}\u{201d}), {} familiarly (\u{201c}{}\u{201d})",
        formal.len(),
        says(formal),
        familiar.len(),
        says(familiar)
    );
    let those: Vec<_> = odd.iter().map(shows).collect();
    let share = odd.len() as f64 / (formal.len() + familiar.len()) as f64;
    shelf.finding(LibraryKind::Tone, (message, SUGGESTION), share, &those)
}

const SUGGESTION: &str = "write these as the others are written, or the others as these";

/// Something that a library usually does.
struct Custom {
    /// What the outliers do.
    does: &'static str,
    /// Whether a reply keeps it.
    keeps: fn(&Voice) -> bool,
    /// Whether a reply clearly does otherwise, and where.
    breaks: fn(&Voice) -> Option<Option<Span>>,
    /// The least share of replies that keep it.
    least: f64,
}

const CUSTOMS: &[Custom] = &[
    Custom {
        does: "formal in a library that is familiar",
        keeps: Voice::is_familiar,
        breaks: |voice| voice.is_formal().then_some(voice.formal_at),
        least: CUSTOM,
    },
    Custom {
        does: "familiar in a library that is formal",
        keeps: Voice::is_formal,
        breaks: |voice| voice.is_familiar().then_some(voice.familiar_at),
        least: CUSTOM,
    },
    Custom {
        does: "addressed to nobody in a library that calls people by their names",
        keeps: |voice| voice.greets && voice.nobody.is_none(),
        breaks: |voice| voice.nobody.map(Some),
        least: 0.5,
    },
    Custom {
        does: "said by \u{201c}I\u{201d} in a library that says \u{201c}we\u{201d}",
        keeps: |voice| voice.we > 0 && voice.i == 0,
        breaks: |voice| (voice.i >= 2 && voice.we == 0).then_some(voice.i_at),
        least: 0.5,
    },
    Custom {
        does: "said by \u{201c}we\u{201d} in a library that says \u{201c}I\u{201d}",
        keeps: |voice| voice.i > 0 && voice.we == 0,
        breaks: |voice| (voice.we >= 2 && voice.i == 0).then_some(voice.we_at),
        least: 0.5,
    },
    Custom {
        does: "written with emoji in a library that has none elsewhere",
        keeps: |voice| voice.emoji.is_none(),
        breaks: |voice| voice.emoji.map(Some),
        least: 0.9,
    },
    Custom {
        does: "full of exclamation marks in a library that hardly has any",
        keeps: |voice| voice.exclamations <= 1,
        breaks: |voice| (voice.exclamations >= 3).then_some(voice.exclamation),
        least: 0.9,
    },
];

impl Custom {
    /// The few replies that break the custom, but for those that were spoken of.
    fn breaches(&self, shelf: &Shelf<'_>, told: &[usize]) -> Option<LibraryFinding> {
        let voices: Vec<&Voice> = (0..shelf.len()).map(|at| shelf.voice(at)).collect();
        let keep = voices.iter().filter(|voice| (self.keeps)(voice)).count();
        let those: Vec<(usize, Option<Span>)> =
            voices.iter().enumerate().filter_map(|(at, voice)| Some((at, (self.breaks)(voice)?))).collect();
        let share = |count: usize| count as f64 / voices.len().max(1) as f64;
        // One reply may always be an exception; in a small library it is more than its share.
        let few = those.len() == 1 || share(those.len()) <= RARE;
        if voices.len() < FEWEST || !few || share(keep) < self.least {
            return None;
        }
        let measure = share(those.len());
        let those: Vec<_> = those.into_iter().filter(|(at, _)| !told.contains(at)).collect();
        let (count, all) = (those.len(), voices.len());
        let be = match count {
            0 => return None,
            1 => "is",
            _ => "are",
        };
        let message = format!("{count} of {all} replies {be} {}; {keep} keep to it", self.does);
        Some(shelf.finding(LibraryKind::Tone, (message, SUGGESTION), measure, &those))
    }
}
