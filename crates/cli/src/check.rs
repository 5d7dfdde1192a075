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
            writeln!(
                out,
                "{}: {}",
                problems::place(problem),
                problems::sentence(problem)
            )?;
        }
    }
    if !json {
        writeln!(out, "{}", problems::summary(feed.events.len(), &problems))?;
    }
    Ok(if problems.iter().any(Problem::left_out) {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
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
