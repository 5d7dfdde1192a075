//! Our reading of JSON against `serde_json`: the same texts are JSON, with the same values in them.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use domain::feed::json::{Fault, Raw};
use proptest::prelude::*;
use serde_json::Value;
use serde_json::value::RawValue;

/// A value as we read it; numbers as `serde_json` reads them.
fn read(raw: Raw<'_>) -> Value {
    match raw.get().as_bytes().first().unwrap() {
        b'"' => Value::String(raw.text().unwrap().into_owned()),
        b'[' => Value::Array(raw.items().into_iter().map(read).collect()),
        b'{' => {
            let members = raw.members().into_iter();
            Value::Object(
                members
                    .map(|(name, value)| (name.into_owned(), read(value)))
                    .collect(),
            )
        }
        _ => serde_json::from_str(raw.get()).unwrap(),
    }
}

fn check(text: &str) {
    let theirs = serde_json::from_str::<&RawValue>(text);
    match (Raw::check(text), theirs) {
        (Ok(ours), Ok(theirs)) => {
            assert_eq!(ours.get(), theirs.get(), "{text}");
            // Half a surrogate pair is JSON, but no text.
            if let Ok(value) = serde_json::from_str::<Value>(text) {
                assert_eq!(read(ours), value, "{text}");
            }
        }
        (Err(_), Err(_)) => {}
        (ours, theirs) => panic!("{text}: {ours:?}, {theirs:?}"),
    }
}

#[test]
fn what_is_json_and_what_is_not() {
    for text in [
        "{}",
        "[]",
        " [ ] ",
        "{ }",
        "0",
        "-0",
        "01",
        "1.",
        ".5",
        "-",
        "1e5",
        "1E+05",
        "1e",
        "+1",
        "0x1",
        "NaN",
        "true",
        "tru",
        "truex",
        "nul",
        "\"\"",
        "\"a",
        "\"\\\"\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\u0041\"",
        "\"\t\"",
        "\"\u{7f}\"",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1}}",
        "[1]]",
        "[1",
        "{\"a\":[1,{\"b\":null}]}",
        "\u{feff}1",
        "1 2",
        "",
        " ",
        "[\"\\ud83d\\ude00\"]",
        "{\"a\":1,\"a\":2}",
        "{\"\\u0061\":1}",
        "'a'",
        "[1}",
        "{\"a\":1]",
        "//",
        "[1]\u{a0}",
    ] {
        check(text);
    }
}

#[test]
fn half_a_surrogate_pair_is_the_sign_for_a_missing_character() {
    for (text, read) in [
        (r#""\ud83d""#, "\u{fffd}"),
        (r#""\ude00""#, "\u{fffd}"),
        (r#""\ud83dx""#, "\u{fffd}x"),
        (r#""\ud83d\u0041""#, "\u{fffd}A"),
        (r#""\ude00\ud83d""#, "\u{fffd}\u{fffd}"),
        (r#""\ud83d\ud83d\ude00""#, "\u{fffd}😀"),
    ] {
        let ours = Raw::check(text).unwrap().text();
        assert_eq!(ours.as_deref(), Some(read), "{text}");
        assert!(serde_json::from_str::<String>(text).is_err());
    }
}

#[test]
fn no_text_is_too_deep() {
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    assert_eq!(Raw::check(&deep).unwrap().items().len(), 1);
    assert_eq!(Raw::check(&"{\"a\":".repeat(200_000)), Err(Fault::End));
}

#[test]
fn a_fault_is_named_by_its_place() {
    assert_eq!(Raw::check("{\"a\": tru}"), Err(Fault::At(9)));
    assert_eq!(Raw::check("[1, 2"), Err(Fault::End));
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,8}".prop_map(Value::from),
        "[\"\\\\\n\t/{}:,\\[\\]]{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::vec(("\\PC{0,6}", inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn values_are_read_as_they_were_written(value in value(), pretty: bool) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
        check(&text.unwrap());
    }

    #[test]
    fn an_object_that_is_cut_off_ends_too_early(value in value(), cut: prop::sample::Index) {
        let text = format!("{{\"a\": {value}}}");
        let cut = text.floor_char_boundary(cut.index(text.len()));
        prop_assert_eq!(Raw::check(&text[..cut]), Err(Fault::End));
    }

    #[test]
    fn a_text_with_a_slip_is_judged_alike(value in value(), place: prop::sample::Index, slip in "[\\PC\n]{0,2}", cut in 0..3_usize) {
        let text = value.to_string();
        let chars: Vec<char> = text.chars().collect();
        let place = place.index(chars.len() + 1);
        let before: String = chars.iter().take(place).collect();
        let behind: String = chars.iter().skip(place + cut).collect();
        check(&format!("{before}{slip}{behind}"));
    }

    #[test]
    fn anything_made_of_signs_is_judged_alike(text in "[\\[\\]{}:,\"\\\\0-9.eE+\\-trufalsn ]{0,16}") {
        check(&text);
    }
}
