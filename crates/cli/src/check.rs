//! `kalendarz check`: the problems of a feed, for its editor.

use std::io::Write;
use std::process::ExitCode;

use domain::problem::Problem;
use serde_json::json;
use text::problems;

use crate::{Failure, Parsed};

/// Prints every problem. Exit code 1 when an event was left out or the feed refused.
pub fn run(parsed: Parsed, json: bool, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let (feed, problems) = match parsed {
        Ok(parsed) => parsed,
        Err(why) => {
            let message = problems::refused(&why);
            if json {
                let line = json!({
                    "event": null, "index": null, "field": "", "code": "feed",
                    "left_out": false, "message": message,
                });
                writeln!(out, "{line}")?;
            } else {
                writeln!(out, "Plik odrzucono w całości. {message}")?;
            }
            return Ok(ExitCode::FAILURE);
        }
    };
    for problem in &problems {
        if json {
            writeln!(out, "{}", line(problem))?;
        } else {
            writeln!(out, "{}: {}", place(problem), problems::sentence(problem))?;
        }
    }
    let mut left_out: Vec<usize> = problems
        .iter()
        .filter(|problem| problem.left_out())
        .filter_map(|problem| problem.index)
        .collect();
    left_out.dedup();
    if !json {
        writeln!(
            out,
            "Wydarzeń wczytanych: {}, pominiętych: {}. Uwag: {}.",
            feed.events.len(),
            left_out.len(),
            problems.len()
        )?;
    }
    Ok(if left_out.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn line(problem: &Problem) -> serde_json::Value {
    use domain::keyed::Keyed;
    json!({
        "event": problem.event, "index": problem.index, "field": problem.field,
        "code": problem.code.key(), "left_out": problem.left_out(),
        "message": problems::sentence(problem),
    })
}

fn place(problem: &Problem) -> String {
    match (&problem.event, problem.index) {
        (Some(id), _) => format!("Wydarzenie „{id}”"),
        // Editors count from one.
        (None, Some(index)) => format!("Wydarzenie nr {}", index + 1),
        (None, None) => "Program".to_owned(),
    }
}
