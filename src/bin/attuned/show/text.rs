//! The reply alone, byte for byte; a line between the replies of several records.

use attuned::Outcome;
use std::io::{self, Write};

/// Writes the reply, and a rule above it where there are replies before it.
pub(super) fn write(out: &mut impl Write, outcome: &Outcome, before: usize) -> io::Result<()> {
    if before > 0 {
        out.write_all(b"\n---\n")?;
    }
    out.write_all(outcome.text.as_bytes())
}
