//! Files written whole or not at all: beside their place, and in it once the disk has them.
//!
//! Whatever goes wrong, what stood there before stays, and nothing is left behind; what a run leaves that is killed in
//! between goes with the first file that another writes there, a day later. A file that is there keeps its permissions,
//! and nobody replaces one that they may not write to; where it is a link, what it points to is written.

use crate::error::Error;
use std::fs::{File, Metadata, OpenOptions, Permissions};
use std::io::{ErrorKind, Result, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// Who may read a new file, as far as the process lets others read its files at all.
const USUAL: u32 = 0o666;
/// Its owner alone.
const PRIVATE: u32 = 0o600;
/// Untouched for so long, a part belongs to nobody: whoever fills one writes to it all the time.
const ABANDONED: Duration = Duration::from_secs(24 * 60 * 60);

/// Writes a file of these bytes, whole or not at all, even where power is lost: it takes the place of what is there once
/// the disk has all of it. Permissions stay, and what a link points to is written.
///
/// # Errors
/// [`Error::File`] where the disk refuses, or the file may not be written; what was there is there still.
pub fn write_whole(path: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> std::result::Result<(), Error> {
    let path = path.as_ref();
    write(path, bytes.as_ref()).map_err(|source| Error::File { path: path.to_owned(), source })
}

/// The same for the library's own rooms, which say in their own words what went wrong.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    put(path, USUAL, None, |mut file| file.write_all(bytes))
}

/// A file of these bytes; one that was not there is read by its owner alone, as what is written about a file may be.
#[cfg(feature = "canned")]
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> Result<()> {
    put(path, PRIVATE, None, |mut file| file.write_all(bytes))
}

/// A file of these bytes; one that was not there is read by whoever may read `like`.
#[cfg(feature = "canned")]
pub(crate) fn write_like(path: &Path, bytes: &[u8], like: &Path) -> Result<()> {
    // A text that is read from elsewhere may have no file.
    let permissions = std::fs::metadata(like).ok().map(|about| about.permissions());
    put(path, PRIVATE, permissions, |mut file| file.write_all(bytes))
}

/// A file of what `fill` writes into it.
#[cfg(feature = "files")]
pub(crate) fn fill(path: &Path, fill: impl FnOnce(&File) -> Result<()>) -> Result<()> {
    put(path, USUAL, None, fill)
}

/// Moves a finished file to its place; whether that was possible, which it is not from one disk to another.
#[cfg(feature = "files")]
pub(crate) fn moved(from: &Path, path: &Path) -> Result<bool> {
    let (file, place) = (File::open(from)?, place(path)?);
    if let Some(permissions) = there(&place)? {
        file.set_permissions(permissions)?;
    }
    file.sync_all()?;
    match std::fs::rename(from, &place) {
        Ok(()) => settle(&place),
        Err(error) if error.kind() == ErrorKind::CrossesDevices => return Ok(false),
        Err(error) => return Err(error),
    }
    Ok(true)
}

/// The one way in which a file takes its place. A new one has the permissions that are given, else those of the mode.
fn put(path: &Path, mode: u32, permissions: Option<Permissions>, fill: impl FnOnce(&File) -> Result<()>) -> Result<()> {
    let place = place(path)?;
    let permissions = there(&place)?.or(permissions);
    // Until it is known who may read it, nobody else does.
    let mode = if permissions.is_some() { PRIVATE } else { mode };
    let new = Temporary::of_mode(&folder(&place), mode)?;
    fill(&new.file)?;
    if let Some(permissions) = permissions {
        new.file.set_permissions(permissions)?;
    }
    new.file.sync_all()?;
    std::fs::rename(&new.path, &place)?;
    settle(&place);
    Ok(())
}

/// Where a file is to be written: what a link leads to, even where nothing is there yet.
fn place(path: &Path) -> Result<PathBuf> {
    match path.canonicalize() {
        Err(error) if error.kind() == ErrorKind::NotFound => match path.read_link() {
            Ok(to) => place(&folder(path).join(to)),
            Err(_) => Ok(path.to_owned()),
        },
        place => place,
    }
}

/// The permissions of what is there, where anything is.
///
/// # Errors
/// The system's, where it may not be written to.
fn there(place: &Path) -> Result<Option<Permissions>> {
    match OpenOptions::new().write(true).open(place) {
        Ok(file) => file.metadata().map(|about| Some(about.permissions())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The folder that a file is in.
pub(crate) fn folder(path: &Path) -> PathBuf {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}

/// Lets the disk know of a new name too. Not every system lets a folder be opened, and the file is there all the same.
fn settle(place: &Path) {
    let _ = File::open(folder(place)).and_then(|folder| folder.sync_all());
}

/// A new file, removed when this is dropped.
#[derive(Debug)]
pub(crate) struct Temporary {
    path: PathBuf,
    pub(crate) file: File,
}

impl Temporary {
    /// A new file in the folder that its owner alone reads.
    #[cfg(feature = "files")]
    pub(crate) fn new(folder: &Path) -> Result<Self> {
        Self::of_mode(folder, PRIVATE)
    }

    fn of_mode(folder: &Path, mode: u32) -> Result<Self> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        loop {
            let count = COUNT.fetch_add(1, Ordering::Relaxed);
            if count == 0 {
                sweep(folder, ABANDONED);
            }
            let path = folder.join(format!(".attuned.{}-{count}.part", std::process::id()));
            match new(mode).open(&path) {
                Ok(file) => return Ok(Self { path, file }),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // Gone already where it took its place.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Removes what runs that were killed left half written in a folder: parts that nobody has written to for so long.
fn sweep(folder: &Path, age: Duration) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let is_part = |name: &str| name.starts_with(".attuned.") && name.ends_with(".part");
    let parts = entries.filter(|entry| entry.file_name().to_str().is_some_and(is_part));
    let is_old = |about: Metadata| about.modified().is_ok_and(|at| at.elapsed().is_ok_and(|since| since >= age));
    for part in parts.filter(|part| part.metadata().is_ok_and(is_old)) {
        // Where that is not allowed, it stays; the file that is to be written matters more.
        let _ = std::fs::remove_file(part.path());
    }
}

/// How a file is made that was not there.
fn new(mode: u32) -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    options
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    fn mode(path: &Path) -> u32 {
        path.metadata().expect("it is there").permissions().mode() & 0o777
    }

    fn names(folder: &Path) -> Vec<String> {
        let all = folder.read_dir().expect("a folder").flatten();
        let mut names: Vec<String> = all.map(|one| one.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn permissions_stay_and_links_stay_links() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        std::fs::write(&file, "old").unwrap();
        std::fs::set_permissions(&file, Permissions::from_mode(0o640)).unwrap();
        symlink("file", &link).unwrap();
        write(&link, b"new").unwrap();
        assert!(link.is_symlink());
        assert_eq!((std::fs::read(&file).unwrap(), mode(&file)), (b"new".to_vec(), 0o640));
        assert_eq!(names(folder.path()), ["file", "link"]);
    }

    #[test]
    fn a_link_to_nothing_is_filled_where_it_points() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("there")).unwrap();
        symlink("there/file", folder.path().join("link")).unwrap();
        write(&folder.path().join("link"), b"new").unwrap();
        assert_eq!(std::fs::read(folder.path().join("there/file")).unwrap(), b"new");
        symlink("round", folder.path().join("round")).unwrap();
        assert!(write(&folder.path().join("round"), b"new").is_err());
        assert_eq!(names(&folder.path().join("there")), ["file"]);
    }

    #[test]
    fn what_goes_wrong_leaves_the_old_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "old").unwrap();
        let fails = |mut file: &File| file.write_all(b"half").and(Err(ErrorKind::StorageFull.into()));
        assert!(put(&file, USUAL, None, fails).is_err());
        assert!(write(folder.path(), b"new").is_err(), "a folder is no file");
        assert_eq!((std::fs::read(&file).unwrap(), names(folder.path())), (b"old".to_vec(), vec!["file".to_owned()]));
    }

    #[test]
    fn what_the_dead_left_goes_and_what_is_being_written_stays() {
        let folder = tempfile::tempdir().unwrap();
        for name in [".attuned.1-0.part", ".attuned.2-7.part", "mine.part"] {
            std::fs::write(folder.path().join(name), "half").unwrap();
        }
        let long_ago = std::time::SystemTime::now() - 2 * ABANDONED;
        for name in [".attuned.1-0.part", "mine.part"] {
            File::options().write(true).open(folder.path().join(name)).unwrap().set_modified(long_ago).unwrap();
        }
        sweep(folder.path(), ABANDONED);
        assert_eq!(names(folder.path()), [".attuned.2-7.part", "mine.part"]);
    }

    #[cfg(feature = "canned")]
    #[test]
    fn what_is_new_is_read_by_no_more_than_may() {
        let folder = tempfile::tempdir().unwrap();
        let [open, own, like] = ["open", "own", "like"].map(|name| folder.path().join(name));
        std::fs::write(&open, "").unwrap();
        std::fs::set_permissions(&open, Permissions::from_mode(0o644)).unwrap();
        write_private(&own, b"new").unwrap();
        write_like(&like, b"new", &open).unwrap();
        assert_eq!((mode(&own), mode(&like)), (0o600, 0o644));
    }
}
