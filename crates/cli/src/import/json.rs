//! JSON of any source: lenient access, and what is said when it is none.

use serde_json::Value;
use serde_json::error::Category;

use super::found::What;
use super::{bytes, html};

/// Reads JSON.
///
/// # Errors
/// What it is instead.
pub fn parse(bytes: &[u8]) -> Result<Value, What> {
    let (text, _) = bytes::text(bytes);
    let text = text.trim();
    if text.is_empty() {
        return Err(What::Empty);
    }
    if text.starts_with('<') {
        return Err(What::Html);
    }
    serde_json::from_str(text).map_err(|error| match error.classify() {
        Category::Eof => What::JsonCutOff,
        _ => What::NotJson(error.line(), error.column()),
    })
}

/// A list, or a single object as a list of one.
pub fn list<'a>(value: &'a Value, key: &str) -> Vec<&'a Value> {
    match value.get(key) {
        Some(Value::Array(items)) => items.iter().collect(),
        Some(it @ (Value::Object(_) | Value::String(_) | Value::Number(_))) => vec![it],
        _ => Vec::new(),
    }
}

/// Words or a number, not empty.
pub fn text(value: &Value, key: &str) -> Option<String> {
    plain(value.get(key)?)
}

/// As [`text`], of the value itself.
pub fn plain(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Words that may be in several languages: Polish, else English, else the first that are there.
pub fn words(value: &Value, key: &str) -> Option<String> {
    in_a_language(value.get(key)?)
}

/// As [`words`], of the value itself.
pub fn in_a_language(value: &Value) -> Option<String> {
    let Value::Object(languages) = value else {
        return plain(value);
    };
    // JSON-LD: {"@value": "…", "@language": "pl"}
    let known = ["pl", "en", "@value"]
        .iter()
        .filter_map(|key| languages.get(*key));
    known.chain(languages.values()).find_map(plain)
}

/// Words in one line without markup.
pub fn line(value: &Value, key: &str) -> Option<String> {
    words(value, key)
        .map(|text| html::line(&text))
        .filter(|text| !text.is_empty())
}

/// Plain text of what may be HTML.
pub fn prose(value: &Value, key: &str) -> Option<String> {
    words(value, key)
        .map(|text| html::plain(&text))
        .filter(|text| !text.is_empty())
}

/// A whole number, written as a number or in quotes.
pub fn count(value: &Value, key: &str) -> Option<u32> {
    text(value, key)?.parse().ok()
}

/// Whether something is said to be so.
pub fn is(value: &Value, key: &str) -> bool {
    match value.get(key) {
        Some(Value::Bool(it)) => *it,
        Some(Value::String(it)) => it.eq_ignore_ascii_case("true") || it == "1",
        Some(Value::Number(it)) => it.as_i64() == Some(1),
        _ => false,
    }
}
