//! What passes the sieve, and into which split it goes.

use super::*;

#[test]
fn ties_and_small_margins_do_not_pass() {
    let mut sieve = Sieve::new(Selection { near_duplicates: None, ..Selection::default() });
    let mut pair = pair_of(&read(value("vet-bill"))).expect("a pair");
    for (margin, wanted) in [
        (1.1, Ok(())),
        (0.25, Ok(())),
        (0.249, Err(LeftOut::SmallMargin)),
        (0.0, Err(LeftOut::Tie)),
        (-1.0, Err(LeftOut::Tie)),
    ] {
        pair.margin = margin;
        assert_eq!(sieve.pair(&pair, 1), wanted, "{margin}");
    }
}

#[test]
fn no_conversation_is_in_two_splits_whatever_ties_it() {
    let selection =
        |seed: &str| Selection { splits: Some(seed.parse().expect("splits")), min_margin: 0.0, ..Selection::default() };
    let outcomes = outcomes();
    let pairs: Vec<Pair> = outcomes.iter().filter_map(|outcome| pair_of(outcome).ok()).collect();
    for share in 1..20 {
        let share = f64::from(share) / 20.0;
        let mut sieve = Sieve::new(selection(&format!("a={share:.2},b={:.2}", 1.0 - share)));
        let taken: Vec<_> = pairs.iter().zip(1..).filter(|(pair, at)| sieve.pair(pair, *at).is_ok()).collect();
        let choice = sieve.choose();
        let place = |id: &str| taken.iter().position(|(pair, _)| pair.origin.id == id).map(|at| choice.places[at]);
        assert_eq!(place("allotment-1"), place("allotment-2"), "one ticket, {share}");
        assert_eq!(place("vet-bill-again"), None, "a near-duplicate");
    }
}

#[test]
fn what_was_left_of_a_near_duplicate_goes_where_its_twin_went() {
    let first = pair_of(&read(value("vet-bill"))).expect("a pair");
    let twin = pair_of(&read(value("vet-bill-again"))).expect("a pair");
    let mut rest = pair_of(&read(value("cello"))).expect("a pair");
    rest.origin.source = twin.origin.source.clone();
    for share in 1..20 {
        let share = f64::from(share) / 20.0;
        let splits = format!("a={share:.2},b={:.2}", 1.0 - share).parse().expect("splits");
        let mut sieve = Sieve::new(Selection { splits: Some(splits), ..Selection::default() });
        assert_eq!(sieve.pair(&first, 1), Ok(()));
        assert_eq!(sieve.pair(&twin, 2), Err(LeftOut::NearDuplicate));
        assert_eq!(sieve.pair(&rest, 3), Ok(()));
        let places = sieve.choose().places;
        assert_eq!(places[0], places[1], "{share}");
    }
}
