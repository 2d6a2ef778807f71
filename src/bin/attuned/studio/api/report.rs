//! `GET /api/report/csv` and `/md`: every reply that changed, for people who were not there.

use super::{Refusal, Shared};
use attuned::{Review, Severity};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::fmt::Write;

pub(in crate::studio) async fn report(State(desk): Shared, Path(kind): Path<String>) -> Result<Response, Refusal> {
    let (kind, write): (_, fn(&[Line]) -> String) = match kind.as_str() {
        "csv" => ("text/csv; charset=utf-8", table),
        "md" => ("text/markdown; charset=utf-8", page),
        _ => return Err(Refusal::new(StatusCode::NOT_FOUND, "report", "reports are csv or md")),
    };
    let text = desk.review(move |review| Ok(write(&lines(review)))).await?;
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}

/// A reply that changed.
struct Line {
    file: String,
    id: String,
    title: String,
    was: &'static str,
    is: &'static str,
    before: String,
    after: String,
}

fn lines(review: &Review) -> Vec<Line> {
    // What was written already is a change too.
    let changed = (0..review.len()).filter(|at| review.is_changed(*at) || review.first(*at).is_some());
    let line = |at: usize| Line {
        file: review.file(at).path().display().to_string(),
        id: review.reply(at).id.clone(),
        title: review.title(at),
        was: word(review.check(at, first(review, at)).worst()),
        is: word(review.checked(at).worst()),
        before: first(review, at).to_owned(),
        after: review.text(at),
    };
    changed.map(line).collect()
}

/// What the file said before anything was written to it.
fn first(review: &Review, at: usize) -> &str {
    review.first(at).unwrap_or(&review.reply(at).text)
}

fn word(worst: Option<Severity>) -> &'static str {
    worst.map_or("none", Severity::name)
}

/// Lines as RFC 4180 wants them. A cell that a spreadsheet would take for a formula begins with an apostrophe.
fn table(lines: &[Line]) -> String {
    let mut out = "file,id,title,worst_before,worst_after,before,after\r\n".to_owned();
    for line in lines {
        let cells = [&line.file, &line.id, &line.title, line.was, line.is, &line.before, &line.after];
        out.push_str(&cells.map(cell).join(","));
        out.push_str("\r\n");
    }
    out
}

fn cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

fn page(lines: &[Line]) -> String {
    let mut out = format!("# Changed replies\n\n{} replies changed.\n", lines.len());
    for line in lines {
        // Writing to a text cannot fail.
        let _ = write!(
            out,
            "\n## {}\n\n{}, {}; worst finding {} → {}\n\n",
            line.title, line.file, line.id, line.was, line.is
        );
        let _ = write!(out, "Before:\n\n{}\n\nNow:\n\n{}\n", quoted(&line.before), quoted(&line.after));
    }
    out
}

fn quoted(text: &str) -> String {
    text.lines().map(|line| format!("> {line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_no_formula_and_keeps_its_quotes() {
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
        assert_eq!(cell("she said \"no\""), "\"she said \"\"no\"\"\"");
    }
}
