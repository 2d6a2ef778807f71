//! How lines end.

/// How many line ends of a text are CR LF, LF alone and CR alone.
pub(super) fn ends(text: &str) -> [usize; 3] {
    let crlf = text.matches("\r\n").count();
    [crlf, text.matches('\n').count() - crlf, text.matches('\r').count() - crlf]
}

/// Lines end as they do in the draft, if it has one way of ending them.
pub(super) fn endings([crlf, lf, cr]: [usize; 3], [new_crlf, new_lf, new_cr]: [usize; 3]) -> Option<String> {
    let wrong = (crlf > 0 && lf == 0 && new_lf > 0) || (crlf == 0 && new_crlf > 0) || (cr == 0 && new_cr > 0);
    wrong.then(|| format!("lines must end with {}", if crlf > 0 { "CR LF" } else { "LF" }))
}
