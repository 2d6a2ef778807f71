//! A file written whole or not at all.

use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{Result, Write};
use std::path::{Path, PathBuf};

/// Bytes in place of a file's. Its permissions stay; where it is a link, what it points to is written. Nobody who may not
/// write to the file replaces it.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let path = std::fs::canonicalize(path)?;
    OpenOptions::new().write(true).open(&path)?;
    put(&path, bytes, Some(std::fs::metadata(&path)?.permissions()))
}

/// A file of these bytes that its owner alone reads, as what is written about it may be.
pub(crate) fn keep(path: &Path, bytes: &[u8]) -> Result<()> {
    put(path, bytes, None)
}

/// A new file of these bytes that whoever may read `like` may read.
pub(crate) fn keep_like(path: &Path, bytes: &[u8], like: &Path) -> Result<()> {
    // A text that is read from elsewhere may have no file.
    put(path, bytes, std::fs::metadata(like).ok().map(|about| about.permissions()))
}

fn put(path: &Path, bytes: &[u8], permissions: Option<std::fs::Permissions>) -> Result<()> {
    let new = beside(path);
    let written = fill(&new, bytes, permissions).and_then(|()| std::fs::rename(&new, path));
    if written.is_err() {
        // What went wrong is said below; a rest that cannot be removed is no second fault.
        let _ = std::fs::remove_file(&new);
    }
    written?;
    // Not every system lets a folder be opened, and the file is there all the same.
    let _ = path.parent().map(|folder| File::open(folder).and_then(|folder| folder.sync_all()));
    Ok(())
}

fn fill(path: &Path, bytes: &[u8], permissions: Option<std::fs::Permissions>) -> Result<()> {
    let mut file = private().open(path)?;
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    file.sync_all()
}

/// How a file is made that nobody else reads.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// A name in the same folder that no other writer takes.
fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.new", std::process::id()));
    path.with_file_name(name)
}
