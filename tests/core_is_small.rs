//! Without features the library is sync and offline: no runtime, no network, no command line among its dependencies.

#![expect(clippy::print_stderr, reason = "a test that is passed over says so")]

use std::process::Command;

/// What the core must never pull in.
const HEAVY: [&str; 8] = ["async-openai", "clap", "hyper", "reqwest", "ring", "rustls", "tokio", "tower"];

/// The names of all crates that the library needs with these features; `None` where cargo cannot say offline.
fn crates(features: &[&str]) -> Option<Vec<String>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["tree", "--offline", "-e", "normal", "--prefix", "none", "--no-default-features"])
        .args(features)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .ok()?;
    let lines = String::from_utf8(output.stdout).ok().filter(|_| output.status.success())?;
    Some(lines.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect())
}

#[test]
fn the_core_needs_no_runtime_and_no_network() {
    let (Some(core), Some(llm)) = (crates(&[]), crates(&["--features", "llm"])) else {
        eprintln!("passed over: cargo cannot list the dependencies offline");
        return;
    };
    let heavy = |all: &[String]| HEAVY.into_iter().filter(|one| all.iter().any(|name| name == one)).collect::<Vec<_>>();
    assert!(core.iter().any(|name| name == "serde"), "{core:?}");
    assert!(heavy(&llm).contains(&"tokio"), "the list shows nothing: {llm:?}");
    assert_eq!(heavy(&core), Vec::<&str>::new());
}
