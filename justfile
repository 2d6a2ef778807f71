# What people do here every day. `just` lists it.

features := "--no-default-features"

_default:
    @just --list --unsorted

# Everything that must hold before a change goes in
check: format lint test docs core

# Formatting
format:
    cargo fmt --check

# Clippy without a warning, for each set of features
lint:
    cargo clippy --all-targets --no-default-features -- -D warnings
    cargo clippy --all-targets --no-default-features --features llm -- -D warnings
    cargo clippy --all-targets --all-features -- -D warnings

# Tests; with what follows as the filter
test *filter:
    cargo test {{ filter }}

# Documentation without a broken link
docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --all-features --document-private-items

# The core pulls in no runtime and no network
core:
    ! cargo tree -e normal --no-default-features --prefix none | grep -E '^(async-openai|clap|hyper|reqwest|ring|rustls|tokio|tower) '

# Speed of reading, guards, diff, the built-in reviser and the loop around a model
bench *filter:
    cargo bench {{ features }} -- {{ filter }}

# Speed beside other tools, and what the command costs; needs Python 3, Node, and minutes for harper's build
peers *tools:
    benches/peers/run {{ tools }}

# Speed of a batch against a local server, beside openai and distilabel, and its memory; needs Python 3 and minutes
batch *what:
    benches/batch/run {{ what }}

# The packages that people use, directly at a played upstream and through the proxy; needs Python 3 and Node
clients *names:
    tests/clients/run {{ names }}

# Fuzz each target for so many seconds; needs `cargo install cargo-fuzz` and a nightly toolchain
fuzz seconds="60":
    for target in answers events detect reply records diff files canned; do cargo +nightly fuzz run "$target" -- -max_total_time={{ seconds }} || exit 1; done

# Learn the weights anew from fixtures/cases; rewrites src/detect/weights.txt
learn:
    cargo test --release {{ features }} --lib learn -- --ignored

# Take the output that snapshots complain about as right; read the diff afterwards
bless:
    INSTA_UPDATE=always cargo test
    git diff --stat -- '*.snap'

# Licences, advisories, banned crates; needs `cargo install cargo-deny`
deny:
    cargo deny check
