//! The review on a played terminal: drawn, resized, killed, gone on with, and the terminal given back.

use super::{HOURS, LATE, LOST, export, texts};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, Winsize, tcgetattr, tcsetwinsize};
use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// How long a screen may take to say something.
const PATIENCE: Duration = Duration::from_secs(30);

/// A command on a terminal, and what its screen shows.
struct Terminal {
    child: Child,
    keys: File,
    line: File,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
}

impl Terminal {
    fn start(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
        grantpt(&ours).expect("granted");
        unlockpt(&ours).expect("unlocked");
        let name = ptsname(&ours, Vec::new()).expect("a name");
        let line = File::options().read(true).write(true).open(std::ffi::OsStr::from_bytes(name.as_bytes()));
        let line = line.expect("a line");
        let keys = File::from(ours);
        size(&keys, 80, 24);
        let end = || Stdio::from(OwnedFd::from(line.try_clone().expect("a line")));
        // `setsid` makes the line the command's own terminal, so that it hears of its size and of its end.
        let mut command = Command::new("setsid");
        command.args(["--ctty", "--wait", env!("CARGO_BIN_EXE_attuned"), "review", "macros.json"]).args(arguments);
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("TERM", "xterm-256color");
        command.envs(variables.iter().copied()).current_dir(folder).stdin(end()).stdout(end()).stderr(end());
        let child = command.spawn().expect("it starts");
        let output = reader(keys.try_clone().expect("a terminal"));
        Self { child, keys, line, output, screen: vt100::Parser::new(24, 80, 0) }
    }

    /// Waits until the screen says this.
    fn shows(&mut self, words: &str) -> String {
        let end = Instant::now() + PATIENCE;
        while !self.text().contains(words) {
            assert!(Instant::now() < end, "no {words:?} in\n{}", self.text());
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(50)) {
                self.screen.process(&bytes);
            }
        }
        self.text()
    }

    /// What the screen shows, its lines joined by single spaces.
    fn text(&self) -> String {
        self.screen.screen().contents().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn hit(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).expect("keys");
        self
    }

    /// Takes the time that a person takes to read the last page.
    fn reads(&mut self) -> &mut Self {
        std::thread::sleep(Duration::from_secs(1));
        self
    }

    fn resize(&mut self, columns: u16, rows: u16) {
        size(&self.keys, columns, rows);
        self.screen.screen_mut().set_size(rows, columns);
    }

    /// Waits for the end: the exit code, and whether the terminal is as it was.
    fn ends(mut self) -> (Option<i32>, bool) {
        let end = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                break status;
            }
            assert!(Instant::now() < end, "it does not end:\n{}", self.text());
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(20)) {
                self.screen.process(&bytes);
            }
        };
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(200)) {
            self.screen.process(&bytes);
        }
        let modes = tcgetattr(&self.line).expect("modes").local_modes;
        let sane = modes.contains(LocalModes::ECHO | LocalModes::ICANON) && !self.screen.screen().hide_cursor();
        (status.code(), sane && !self.screen.screen().alternate_screen())
    }
}

fn size(terminal: &File, columns: u16, rows: u16) {
    let size = Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(terminal, size).expect("a size");
}

/// What the terminal says, as it comes.
fn reader(mut terminal: File) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(count @ 1..) = terminal.read(&mut bytes) {
            if sender.send(bytes[..count].to_vec()).is_err() {
                return;
            }
        }
    });
    receiver
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("macros.json"), export(&[LATE, LOST, HOURS])).expect("written");
    folder
}

#[test]
fn the_whole_way_on_a_screen() {
    let folder = folder();
    let mut terminal = Terminal::start(folder.path(), &["--order", "file"], &[]);
    let first = terminal.shows("Change 1 of 2");
    assert!(
        first.contains("«Please be advised that your lamp has been replaced»") && first.contains("1 of 2"),
        "{first}"
    );
    terminal.hit("y").shows("Change 2 of 2");
    terminal.hit("u").shows("taken back");
    terminal.hit("y").shows("Change 2 of 2");
    terminal.hit("e").shows("new words: We regret");
    terminal.hit("\u{15}We are sorry\r").shows("2 of 2 · macros.json");
    // A key that was meant for the page before is let pass.
    terminal.hit("Ay").shows("y writes them");
    assert_eq!(texts(folder.path()), [LATE, LOST, HOURS], "nothing is written before it is asked for");
    terminal.reads().hit("y").shows("wrote 2 replies");
    terminal.hit("q");
    assert_eq!(terminal.ends(), (Some(0), true));
    let new = texts(folder.path());
    assert!(new[0].contains("We have replaced your lamp. We are sorry that no notice"), "{new:?}");
    assert_eq!(new[2], HOURS);
}

#[test]
fn a_narrow_screen_shows_the_change_and_every_key_is_told() {
    let folder = folder();
    let mut terminal = Terminal::start(folder.path(), &["--order", "file"], &[("NO_COLOR", "1")]);
    terminal.shows("Change 1 of 2");
    terminal.resize(40, 18);
    let page = terminal.shows("q quit ? help");
    assert!(page.contains("{+We have replaced your lamp+}") && page.contains("«Please be advised"), "{page}");
    let rows: Vec<String> = terminal.screen.screen().rows(0, 40).collect();
    assert!(rows.iter().all(|row| row.chars().count() <= 40));
    terminal.hit("?").shows("make this change");
    terminal.hit(" ").shows("take the step again");
    terminal.hit(" ").hit(" ").shows("Change 1 of 2");
    let (text, mut plain) = (terminal.screen.screen().contents_formatted(), true);
    // Without colour nothing but the place of the cursor and whether it shows is set.
    for escape in String::from_utf8_lossy(&text).split("\u{1b}[").skip(1) {
        let end = escape.find(|one: char| one.is_ascii_alphabetic());
        plain &= end.is_none_or(|end| !escape[end..].starts_with('m') || escape[..end].is_empty());
    }
    assert!(plain, "{:?}", String::from_utf8_lossy(&text));
    terminal.hit("\u{3}");
    assert_eq!(terminal.ends(), (Some(0), true), "Ctrl-C quits in good order");
}

#[test]
fn what_was_decided_outlives_a_kill() {
    let folder = folder();
    for (signal, code) in [("TERM", Some(143)), ("INT", Some(130)), ("KILL", None)] {
        let mut terminal = Terminal::start(folder.path(), &["--order", "file", "--anew"], &[]);
        terminal.shows("Change 1 of 2");
        terminal.hit("y").shows("Change 2 of 2");
        let children = Command::new("pgrep").args(["-P", &terminal.child.id().to_string()]).output();
        let id = String::from_utf8(children.expect("pgrep runs").stdout).expect("a number");
        // `setsid` forks only where it must; else the child is the command itself.
        let id = if id.trim().is_empty() { terminal.child.id().to_string() } else { id.trim().to_owned() };
        let sent = Command::new("kill").args([&format!("-{signal}"), &id]).status().expect("kill runs");
        assert!(sent.success());
        let (status, sane) = terminal.ends();
        if let Some(code) = code {
            assert_eq!((status, sane), (Some(code), true), "{signal}");
        }
        let mut again = Terminal::start(folder.path(), &["--order", "file"], &[]);
        let page = again.shows("Change 2 of 2");
        assert!(page.contains("«It is regretted»"), "{page}");
        again.hit("q");
        assert_eq!(again.ends(), (Some(0), true));
    }
    assert_eq!(texts(folder.path()), [LATE, LOST, HOURS]);
}

#[test]
fn an_editor_gets_the_terminal_and_gives_it_back() {
    let folder = folder();
    let editor = "sed -i 's/lamp/lantern/'";
    let mut terminal = Terminal::start(folder.path(), &["--order", "file"], &[("EDITOR", editor)]);
    terminal.shows("Change 1 of 2");
    terminal.hit("e").shows("We have replaced your lantern");
    terminal.hit("wq");
    assert_eq!(terminal.ends(), (Some(0), true));
    assert!(texts(folder.path())[0].contains("We have replaced your lantern. It is regretted"));
}

#[test]
fn a_lost_placeholder_is_not_written_unless_it_is_confirmed() {
    let folder = folder();
    let editor = "sed -i 's/{{parcel}}/seven/; s/Please be advised that a/A/'";
    let mut terminal = Terminal::start(folder.path(), &["--order", "file"], &[("EDITOR", editor)]);
    terminal.shows("1 of 2");
    terminal.hit("J").shows("2 of 2");
    let page = terminal.hit("e").shows("LOST");
    assert!(page.contains("placeholders"), "{page}");
    terminal.hit("w").shows("wait for a y");
    assert_eq!(texts(folder.path())[1], LOST);
    terminal.hit("A").shows("not written unless you confirm it");
    terminal.hit("y").shows("y writes them");
    terminal.reads().hit("y").shows("wrote 1 reply");
    terminal.hit("q");
    assert_eq!(terminal.ends(), (Some(0), true));
    assert!(texts(folder.path())[1].contains("parcel seven was lost"));
}

/// A folder in which commands are looked for: what a terminal needs, and editors that are scripts.
fn commands(folder: &Path, editors: &[(&str, &str)]) -> String {
    let bin = folder.join("bin");
    std::fs::create_dir(&bin).expect("a folder");
    for name in ["setsid", "sh", "sed"] {
        let found =
            ["/usr/bin", "/bin"].map(|place| Path::new(place).join(name)).into_iter().find(|path| path.exists());
        std::os::unix::fs::symlink(found.expect("a command"), bin.join(name)).expect("a link");
    }
    for (name, script) in editors {
        let path = bin.join(name);
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("written");
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("allowed");
    }
    bin.to_str().expect("UTF-8").to_owned()
}

#[test]
fn an_editor_that_is_there_is_named_before_it_opens() {
    let folder = folder();
    let path = commands(folder.path(), &[("nano", "sed -i 's/lamp/lantern/' \"$1\"")]);
    let mut terminal = Terminal::start(folder.path(), &["--order", "file"], &[("PATH", &path)]);
    terminal.shows("Change 1 of 2");
    let said = terminal.hit("E").shows("Enter opens it");
    assert!(said.contains("opens in nano: Ctrl-O, Enter, Ctrl-X") && said.contains("EDITOR"), "{said}");
    terminal.hit("\r").shows("We have replaced your lantern");
    terminal.hit("w").shows("wrote 1 reply");
    terminal.hit("q");
    assert_eq!(terminal.ends(), (Some(0), true));
    assert!(texts(folder.path())[0].contains("We have replaced your lantern."));
}

#[test]
fn a_box_takes_a_reply_where_no_editor_is() {
    let folder = folder();
    let path = commands(folder.path(), &[]);
    let mut terminal = Terminal::start(folder.path(), &["--order", "file"], &[("PATH", &path)]);
    terminal.shows("Change 1 of 2");
    terminal.hit("E").shows("Ctrl-S keeps it");
    // To the end of the second line, and a line more; what was typed is not lost at once.
    terminal.hit("\u{1b}[B\u{1b}[B\u{1b}[FSorry.\r").shows("notice was given.Sorry.");
    terminal.hit("\u{1b}").shows("Esc again throws away");
    terminal.hit("\u{13}").shows("edited;");
    terminal.hit("w").shows("wrote 1 reply");
    terminal.hit("q");
    assert_eq!(terminal.ends(), (Some(0), true));
    let new = &texts(folder.path())[0];
    assert!(new.contains("notice was given.Sorry.\n\n\nThe Lantern Shop"), "{new}");
}

#[test]
fn a_small_window_shows_the_reply_the_change_and_what_is_found() {
    let folder = folder();
    let long = "Dear customer,\n\nThank you for contacting us. We are currently experiencing a higher than usual \
                volume of orders, which may result in longer delivery times than those that were indicated.\n\nPlease \
                be advised that your lamp has been delayed. It is unfortunate that this was felt to be unhelpful, \
                and we apologise for any inconvenience this may have caused.\n\nYour patience is appreciated. \
                Your case has been noted. No refund will be issued.\n\nKind regards,\nThe Lantern Shop";
    std::fs::write(folder.path().join("macros.json"), export(&[long])).expect("written");
    let mut terminal = Terminal::start(folder.path(), &[], &[]);
    terminal.shows("help");
    let rows: Vec<String> = terminal.screen.screen().rows(0, 80).collect();
    let page = rows.join("\n");
    let change = rows.iter().position(|row| row.starts_with("Change 1")).expect("a change");
    // Under the head and a free line: the reply, of which six lines at least are no remark about what is left out.
    let reply = rows[2..change - 1].iter().filter(|row| !row.starts_with('…')).count();
    assert!(reply >= 6 && page.contains('«'), "{page}");
    assert!(page.contains("{+") && page.contains("weight ") && page.contains("found "), "{page}");
    terminal.hit("f").shows("any key goes on");
    terminal.hit(" ").hit(" ").hit(" ").shows("Change 1");
    terminal.hit("\u{3}");
    assert_eq!(terminal.ends(), (Some(0), true));
}
