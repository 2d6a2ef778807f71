//! What the first bytes of a file tell: how it is packed, and what cannot be read.

use super::format::Packing;

/// The mark at both ends of a Parquet file.
pub(super) const PARQUET: &[u8] = b"PAR1";
/// The byte order mark of UTF-8.
pub(super) const MARK: &[u8] = b"\xef\xbb\xbf";

/// Beginnings of files that hold records in a form that is not read, and what to do with them.
const OTHERS: [(&[u8], &str); 10] = [
    (b"PK\x03\x04", "this is a ZIP archive or an Excel workbook; unpack it, or save the sheet as CSV"),
    (b"\xd0\xcf\x11\xe0", "this is an old Excel workbook; save the sheet as CSV"),
    (b"BZh", "this is packed with bzip2; unpack it with `bunzip2`, or pack it with gzip or zstd"),
    (b"\xfd7zXZ", "this is packed with xz; unpack it with `unxz`, or pack it with gzip or zstd"),
    (b"ARROW1", "this is Arrow or Feather; save it as Parquet"),
    (b"ORC", "this is ORC; save it as Parquet"),
    (b"Obj\x01", "this is Avro; save it as Parquet or JSON Lines"),
    (b"SQLite format 3", "this is a SQLite database; export a table as CSV"),
    (b"\xff\xfe", "this is UTF-16; save it as UTF-8, for instance with `iconv -f UTF-16 -t UTF-8`"),
    (b"\xfe\xff", "this is UTF-16; save it as UTF-8, for instance with `iconv -f UTF-16 -t UTF-8`"),
];

/// How much of a file is looked at for zero bytes, which no text begins with.
const START: usize = 512;

/// How a file is packed that begins like this.
pub(super) fn packing(head: &[u8]) -> Packing {
    match head {
        [0x1f, 0x8b, ..] => Packing::Gzip,
        [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Packing::Zstd,
        _ => Packing::Plain,
    }
}

/// Why a file that begins like this cannot be read.
pub(super) fn unreadable(head: &[u8]) -> Option<&'static str> {
    let head = &head[..head.len().min(START)];
    let other = OTHERS.iter().find(|(mark, _)| head.starts_with(mark));
    match other {
        Some((_, why)) => Some(why),
        None if head.starts_with(PARQUET) || !head.contains(&0) => None,
        None if half_zero(head) => Some("this looks like UTF-16; save it as UTF-8"),
        None => {
            Some("this is no text; JSON, JSON Lines, CSV, TSV and Parquet are read, plain or packed with gzip or zstd")
        }
    }
}

/// Whether every second byte is zero, as in UTF-16 of plain letters.
fn half_zero(head: &[u8]) -> bool {
    let pairs = head.chunks_exact(2).take(8);
    pairs.clone().all(|pair| pair[0] == 0) || pairs.clone().all(|pair| pair[1] == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_named() {
        assert!(unreadable(b"PK\x03\x04\x14\0").expect("no").contains("Excel"));
        assert!(unreadable(b"\xff\xfe{\0").expect("no").contains("UTF-16"));
        assert!(unreadable(b"{\0\"\0d\0").expect("no").contains("UTF-16"));
        assert!(unreadable(b"\x7fELF\x02\x01\x01\0").expect("no").contains("no text"));
        assert!(unreadable(b"PAR1\x15\0").is_none() && unreadable("{\"draft\": \"é\"".as_bytes()).is_none());
    }
}
