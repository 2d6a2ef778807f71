//! The verbs that are turned into a passive, with their forms.

/// A verb: base, past, participle.
pub(super) struct Verb {
    pub(super) base: &'static str,
    pub(super) past: &'static str,
    pub(super) participle: &'static str,
}

/// Verbs that take a plain object; irregular ones with all forms, regular ones with base and past.
const VERBS: &str = "\
    add/added ask/asked answer/answered approve/approved arrange/arranged assign/assigned attach/attached \
    block/blocked book/booked cancel/cancelled change/changed charge/charged check/checked close/closed \
    collect/collected confirm/confirmed copy/copied correct/corrected credit/credited decline/declined \
    delay/delayed delete/deleted deliver/delivered destroy/destroyed dismiss/dismissed disable/disabled \
    drop/dropped email/emailed enter/entered extend/extended file/filed fix/fixed flag/flagged follow/followed \
    handle/handled ignore/ignored invite/invited issue/issued lift/lifted list/listed load/loaded lock/locked \
    mail/mailed mark/marked merge/merged miss/missed misplace/misplaced mix/mixed move/moved note/noted \
    offer/offered open/opened order/ordered overcharge/overcharged overlook/overlooked park/parked pass/passed \
    pause/paused phone/phoned place/placed post/posted print/printed promise/promised pull/pulled push/pushed \
    reach/reached record/recorded refund/refunded refuse/refused reject/rejected release/released \
    remind/reminded remove/removed reopen/reopened repair/repaired replace/replaced report/reported \
    request/requested reserve/reserved reset/reset/reset restore/restored return/returned reverse/reversed \
    review/reviewed save/saved schedule/scheduled ship/shipped sign/signed split/split/split start/started \
    stop/stopped submit/submitted suspend/suspended switch/switched transfer/transferred treat/treated \
    trust/trusted turn/turned update/updated upload/uploaded use/used waive/waived warn/warned \
    bring/brought/brought build/built/built cut/cut/cut find/found/found forget/forgot/forgotten \
    give/gave/given hold/held/held keep/kept/kept leave/left/left lose/lost/lost pay/paid/paid put/put/put \
    read/read/read ring/rang/rung see/saw/seen sell/sold/sold send/sent/sent set/set/set show/showed/shown \
    take/took/taken tell/told/told throw/threw/thrown withdraw/withdrew/withdrawn write/wrote/written \
    break/broke/broken choose/chose/chosen pick/picked name/named post/posted call/called fail/failed \
    clear/cleared log/logged prepare/prepared wash/washed clean/cleaned bump/bumped shut/shut/shut \
    escalate/escalated double-book/double-booked pack/packed train/trained question/questioned print/printed";

impl Verb {
    /// The verbs of the table.
    fn all() -> impl Iterator<Item = Verb> {
        VERBS.split_whitespace().map(|row| {
            let mut forms = row.split('/');
            let base = forms.next().unwrap_or("");
            let past = forms.next().unwrap_or(base);
            Verb { base, past, participle: forms.next().unwrap_or(past) }
        })
    }

    /// The verb of which this is a form that `fits`.
    pub(super) fn find(fits: impl Fn(&Verb) -> bool) -> Option<Verb> {
        Self::all().find(fits)
    }

    /// Whether the word is any form of a verb of the table.
    pub(super) fn knows(word: &str) -> bool {
        Self::all().any(|verb| [verb.base, verb.past, verb.participle].contains(&word))
    }
}
