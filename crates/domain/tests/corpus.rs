//! What fuzzing found worth keeping, `fuzz/corpus/`, through the same checks, without a fuzzer.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    missing_docs
)]

#[path = "../../../fuzz/checks.rs"]
mod checks;

use std::fs;
use std::path::Path;

fn check(target: &str, holds: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fuzz/corpus")
        .join(target);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    assert!(files.len() > 20, "{} is nearly empty", folder.display());
    for file in files {
        // Printed when the check fails.
        println!("{}", file.display());
        holds(&fs::read(file).unwrap());
    }
}

#[test]
fn feeds() {
    check("feed", checks::feed);
}

#[test]
fn rules() {
    check("rule", checks::rule);
}

#[test]
fn queries() {
    check("query", checks::query);
}

#[test]
fn times() {
    check("time", checks::time);
}
