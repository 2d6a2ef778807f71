//! The reply alone, byte for byte; a line between the replies of several records.

use attuned::Outcome;
use std::io::{self, Write};

/// Writes the reply, and a rule before it where it is not the first.
pub(super) fn write(out: &mut impl Write, outcome: &Outcome, place: usize) -> io::Result<()> {
    if place > 0 {
        out.write_all(b"\n---\n")?;
    }
    out.write_all(outcome.text.as_bytes())
}
