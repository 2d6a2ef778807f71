//! The root of the repository: services want paths from there, wherever the command is started.

use std::path::{Component, Path, PathBuf};

/// The nearest folder upward that holds `.git`; where there is none, this folder.
#[derive(Debug, Clone)]
pub(in crate::lint) struct Root(PathBuf);

impl Root {
    /// The root from here.
    pub(in crate::lint) fn here() -> Self {
        let here = std::env::current_dir().unwrap_or_default();
        let root = here.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&here).to_owned();
        Self(root)
    }

    /// A path from the root, with `/` on every system; `None` where it is not below it.
    pub(in crate::lint) fn relative(&self, path: &Path) -> Option<String> {
        let path = whole(path);
        let below = path.strip_prefix(&self.0).ok()?;
        Some(below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"))
    }

    /// A path from the root, or as it was given where it is not below it.
    pub(in crate::lint) fn path(&self, path: &Path) -> String {
        self.relative(path).unwrap_or_else(|| super::slashed(path))
    }

    /// A path as a URI, and whether it is from the root.
    pub(in crate::lint) fn uri(&self, path: &Path) -> (String, bool) {
        match self.relative(path) {
            Some(path) => (percent(&path), true),
            None => {
                let path = whole(path).to_string_lossy().replace('\\', "/");
                (format!("file:///{}", percent(path.trim_start_matches('/'))), false)
            }
        }
    }
}

/// A path from the root of the disk, without `.` and `..`.
fn whole(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    path.components().fold(PathBuf::new(), |mut whole, part| {
        match part {
            Component::ParentDir => drop(whole.pop()),
            Component::CurDir => {}
            part => whole.push(part),
        }
        whole
    })
}

/// A path with whatever has a meaning in a URI written as `%20`.
fn percent(path: &str) -> String {
    let sign = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    path.bytes().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_from_the_root() {
        let root = Root(whole(Path::new("/srv/replies")));
        assert_eq!(root.path(Path::new("/srv/replies/a/../b c.md")), "b c.md");
        assert_eq!(root.uri(Path::new("/srv/replies/b c#é.md")), ("b%20c%23%C3%A9.md".to_owned(), true));
        assert_eq!(root.uri(Path::new("/etc/x.md")), ("file:///etc/x.md".to_owned(), false));
    }
}
