//! The replies of all files, checked on all cores; what comes out does not depend on how many there are.

use super::options::LintOptions;
use super::{Lint, LintStatus, Linted, Unused, fingerprint, library};
use crate::canned::check::Checked;
use crate::canned::file::CannedFile;
use crate::canned::fix;
use crate::text::Span;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Replies that a thread takes at once: enough not to fight over, few enough to share the last ones.
const PORTION: usize = 16;

/// Lints all replies of these files.
pub fn lint(files: &[CannedFile], options: &LintOptions) -> Linted {
    lint_watched(files, options, &|_| ())
}

/// Lints all replies of these files; `watch` hears, on any thread, of each so many more that are done.
pub fn lint_watched(files: &[CannedFile], options: &LintOptions, watch: &(dyn Fn(usize) + Sync)) -> Linted {
    looked(files, options, &|more| {
        watch(more);
        true
    })
}

/// Lints all replies of these files as long as somebody wants to know: `wanted` is asked, on any thread, behind every few
/// replies. `None` where nobody does any more.
pub fn lint_while(files: &[CannedFile], options: &LintOptions, wanted: &(dyn Fn() -> bool + Sync)) -> Option<Linted> {
    let linted = looked(files, options, &|_| wanted());
    wanted().then_some(linted)
}

/// Lints replies until `watch` says that it is enough.
fn looked(files: &[CannedFile], options: &LintOptions, watch: &(dyn Fn(usize) -> bool + Sync)) -> Linted {
    let own: Vec<_> = files.iter().map(|file| options.at(file.path())).collect();
    let replies = places(files);
    let look = |(file, reply): (usize, usize)| Found::look(files, file, reply, &own[file]);
    let mut linted = Linted { replies: replies.len(), ..Linted::default() };
    for found in shared(&replies, options.threads, look, watch) {
        linted.lints.extend(found.lints);
        linted.unused.extend(found.unused);
        linted.unjudged.extend(found.unjudged);
    }
    fingerprint::number(files, &mut linted.lints);
    if let Some(baseline) = &options.baseline {
        linted.gone = baseline.mark(files, &mut linted.lints);
    }
    if options.library {
        linted.library = library::findings(files, options);
    }
    linted
}

/// Each reply, as the numbers of its file and in it.
pub(super) fn places(files: &[CannedFile]) -> Vec<(usize, usize)> {
    let files = files.iter().enumerate();
    files.flat_map(|(file, one)| (0..one.replies().len()).map(move |reply| (file, reply))).collect()
}

/// What was found in one reply.
struct Found {
    lints: Vec<Lint>,
    unused: Vec<Unused>,
    /// The reply, where nobody could judge it.
    unjudged: Option<(usize, usize)>,
}

impl Found {
    fn look(files: &[CannedFile], file: usize, reply: usize, options: &LintOptions) -> Self {
        let (canned, one) = (&files[file], &files[file].replies()[reply]);
        let checked = Checked::of(one, &one.text, options);
        let unused = checked.unused(one, options).into_iter().map(|suppression| {
            let place = canned.place(reply, Span::new(0, one.text.len()));
            Unused { file, reply, suppression, place }
        });
        let unused = unused.collect();
        let fixes = if options.fixes { fix::fixes(canned, reply, &checked, options) } else { Vec::new() };
        let mut fixes = fixes.into_iter();
        let fresh = checked.findings.iter().map(|finding| (finding, LintStatus::New));
        let suppressed = checked
            .suppressed
            .iter()
            .map(|(finding, suppression)| (finding, LintStatus::Suppressed(suppression.reason.clone())));
        let lint = |(finding, status): (&crate::detect::Finding, LintStatus)| Lint {
            file,
            reply,
            place: canned.place(reply, finding.quote.span),
            situations: if one.situations.is_empty() { Vec::new() } else { checked.people(finding) },
            fix: if status == LintStatus::New { fixes.next().flatten() } else { None },
            status,
            fingerprint: String::new(),
            finding: finding.clone(),
        };
        let mut lints: Vec<Lint> = fresh.chain(suppressed).map(lint).collect();
        lints.sort_by_key(|lint| lint.finding.quote.span);
        let unjudged = (!checked.is_judged()).then_some((file, reply));
        Self { lints, unused, unjudged }
    }
}

/// What `look` makes of each, in order, on several threads; of all, unless `watch` says that it is enough.
pub(super) fn shared<T: Send>(
    items: &[(usize, usize)],
    threads: Option<NonZeroUsize>,
    look: impl Fn((usize, usize)) -> T + Sync,
    watch: &(dyn Fn(usize) -> bool + Sync),
) -> Vec<T> {
    let threads = threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let threads = threads.min(items.len().div_ceil(PORTION));
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(PORTION, Ordering::Relaxed);
            let Some(portion) = items.get(at..items.len().min(at + PORTION)).filter(|some| !some.is_empty()) else {
                return done;
            };
            done.push((at, portion.iter().map(|item| look(*item)).collect::<Vec<T>>()));
            if !watch(portion.len()) {
                return done;
            }
        }
    };
    if threads < 2 {
        return work().into_iter().flat_map(|(_, portion)| portion).collect();
    }
    let mut done: Vec<(usize, Vec<T>)> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        // A thread that panics has found a fault of ours, which is not to be passed over.
        all.into_iter().flat_map(|one| one.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault))).collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().flat_map(|(_, portion)| portion).collect()
}
