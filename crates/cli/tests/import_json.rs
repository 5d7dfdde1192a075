//! `kalendarz import` of what interfaces of other calendars answer: field by field, and what is said of bad answers.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use assert_cmd::Command;
use serde_json::{Value, json};

/// Exit code, feed and complaints of an import into a feed in Warsaw.
fn import(kind: &str, input: &str) -> (i32, Value, String) {
    let mut command = Command::cargo_bin("kalendarz").unwrap();
    let arguments = ["import", kind, "-", "--now", "2026-11-22T12:00"];
    let output = command.args(arguments).write_stdin(input).output().unwrap();
    let feed = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap(), feed, said)
}

/// The events, venues and complaints of an import.
fn check(kind: &str, input: &Value, expected: &Value, complaints: &str) {
    let (code, feed, said) = import(kind, &input.to_string());
    assert_eq!(feed["events"], expected["events"], "{said}");
    assert_eq!(feed["venues"], expected["venues"]);
    assert_eq!(
        (said.as_str(), code),
        (complaints, i32::from(!complaints.is_empty()))
    );
}

#[test]
fn the_events_calendar_is_read_field_by_field() {
    let venue = json!({
        "id": 71, "venue": "Sala widowiskowa &#8222;Pod lipą&#8221;", "address": "Rynek 3", "city": "Opatów",
        "geo_lat": 50.8, "geo_lng": 21.42, "website": "https://gok.example/sala"
    });
    let input = json!({
        "total": 6, "total_pages": 1, "events": [
            {
                "id": 901, "global_id": "gok.example?id=901", "status": "publish", "featured": true,
                "title": "Koncert &#8222;Z&#322;ota jesie&#324;&#8221; &amp; przyjaciele",
                "description": "<p>Gra <strong>orkiestra</strong>.</p>\n<p>Bilety: <a href=\"https://bilety.example/1?a=1&amp;b=2\" onclick=\"x()\">tutaj</a>.</p><script>alert(1)</script>",
                "excerpt": "<p>Jesień w sali</p>", "url": "https://gok.example/wydarzenie/901/",
                "start_date": "2026-11-28 18:00:00", "end_date": "2026-11-28 20:00:00", "timezone": "Europe/Warsaw",
                "utc_start_date": "2026-11-28 17:00:00", "modified_utc": "2026-11-02 09:00:00",
                "cost": "20 zł", "cost_details": {"currency_code": "PLN", "values": ["20"]},
                "image": {"url": "https://gok.example/a.jpg", "alt": "Orkiestra na scenie"},
                "categories": [{"name": "Koncerty", "slug": "koncerty"}], "tags": [{"name": "jesień"}],
                "venue": venue, "organizer": [{"organizer": "GOK &amp; OSP", "website": "https://gok.example"}]
            },
            {
                "id": 902, "title": "Wystawa", "all_day": true, "venue": [], "image": false, "organizer": [],
                "start_date": "2026-12-01 00:00:00", "end_date": "2027-01-06 23:59:59", "cost": "Wstęp wolny",
                "utc_start_date": "2026-11-30 23:00:00", "timezone": "Europe/Warsaw"
            },
            // Local time of another zone, in the hour that Warsaw's clock skips.
            {
                "id": 905, "title": "Zegar", "start_date": "2027-03-28 02:30:00", "end_date": "2027-03-28 04:00:00",
                "utc_start_date": "2027-03-28 01:30:00", "utc_end_date": "2027-03-28 03:00:00", "timezone": "UTC+1"
            },
            {"id": 906, "title": "Szkic", "status": "draft", "start_date": "2026-12-01 10:00:00"},
            {"id": 907, "title": "Kiedyś", "start_date": ""},
            {"id": 908, "title": "Odwrotnie", "start_date": "2026-12-08 10:00:00", "end_date": "2026-12-08 09:00:00"}
        ]
    });
    let expected = json!({
        "venues": [{
            "id": "sala-widowiskowa-pod-lipa", "name": "Sala widowiskowa „Pod lipą”", "address": "Rynek 3",
            "locality": "Opatów", "lat": 50.8, "lon": 21.42, "url": "https://gok.example/sala"
        }],
        "events": [
            {
                "id": "gok-example-id-901", "title": "Koncert „Złota jesień” & przyjaciele", "summary": "Jesień w sali",
                "description": "Gra orkiestra.\n\nBilety: tutaj (https://bilety.example/1?a=1&b=2).",
                "start": "2026-11-28T18:00", "end": "2026-11-28T20:00", "venue": "sala-widowiskowa-pod-lipa",
                "categories": ["koncerty"], "price": {"from": 20, "to": 20, "currency": "PLN"},
                "image": {"src": "https://gok.example/a.jpg", "alt": "Orkiestra na scenie"},
                "url": "https://gok.example/wydarzenie/901/", "tags": ["jesień"],
                "organizers": [{"name": "GOK & OSP", "url": "https://gok.example"}], "featured": true,
                "updated_at": "2026-11-02T10:00:00+01:00"
            },
            {"id": "902", "title": "Wystawa", "start": "2026-12-01", "end": "2027-01-06", "price": {"free": true}},
            {"id": "908", "title": "Odwrotnie", "start": "2026-12-08T10:00"},
            {"id": "905", "title": "Zegar", "start": "2027-03-28T03:30", "end": "2027-03-28T05:00"}
        ]
    });
    check(
        "tec",
        &input,
        &expected,
        "-: Wydarzenie „Szkic”: W kalendarzu źródłowym jest prywatne albo nieopublikowane. Pominięto. Zmień widoczność, \
         jeśli ma być publiczne.\n\
         -: Wydarzenie „Kiedyś”: Brak początku. Pominięto. Podaj datę.\n\
         -: Wydarzenie „Odwrotnie”: Koniec „2026-12-08T09:00” nie jest datą po początku. Zostawiono bez końca. Popraw \
         godzinę końca.\n",
    );
}

#[test]
fn pages_that_are_missing_are_missed() {
    let page = json!({"total": 5, "events": [{"id": 1, "title": "A", "start_date": "2026-12-01 10:00:00"}]});
    let (code, feed, said) = import("tec", &page.to_string());
    assert_eq!(feed["events"].as_array().unwrap().len(), 1);
    assert_eq!(
        said,
        "Źródło ma wydarzeń: 5, a w podanych plikach jest ich 1. Pobierz też następne strony.\n"
    );
    assert_eq!(code, 1);
}

#[test]
fn linked_events_is_read_with_the_places_it_refers_to() {
    let folder =
        std::env::temp_dir().join(format!("kalendarz-linkedevents-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let events = json!({"meta": {"count": 2, "next": null}, "data": [
        {
            "@type": "Event/LinkedEvent", "id": "gok:1", "name": {"en": "Concert", "pl": "Koncert"},
            "short_description": {"pl": "Kolędy"}, "description": {"pl": "<p>Raz</p><p>Dwa</p>"},
            "start_time": "2026-12-18T17:00:00Z", "end_time": "2026-12-18T18:30:00Z", "event_status": "EventPostponed",
            "location": {"@id": "https://api.example/place/p:1/"}, "keywords": [{"@id": "https://api.example/keyword/k:1/"}],
            "offers": [{"is_free": false, "price": {"pl": "20 zł"}, "info_url": {"pl": "https://bilety.example"}}],
            "audience_min_age": 6, "audience_max_age": null, "info_url": {"pl": "https://gok.example/1"},
            "images": [{"url": "https://gok.example/1.jpg", "alt_text": "Chór", "photographer_name": "Jan"}],
            "provider": {"pl": "GOK"}, "last_modified_time": "2026-11-01T10:00:00Z", "publication_status": "public"
        },
        {
            "id": "gok:2", "name": {"pl": "Wystawa"}, "start_time": "2026-12-01T23:00:00Z", "end_time": "2026-12-05T23:00:00Z",
            "has_start_time": false, "has_end_time": false, "offers": [{"is_free": true, "price": null}], "keywords": [],
            "location": null
        }
    ]});
    let places = json!({"data": [
        {"@id": "https://api.example/place/p:1/", "@type": "Place", "name": {"pl": "Sala"}, "street_address": {"pl": "Rynek 1"},
            "address_locality": {"pl": "Opatów"}, "position": {"type": "Point", "coordinates": [21.42, 50.8]}},
        {"@id": "https://api.example/keyword/k:1/", "@type": "Keyword", "name": {"pl": "muzyka"}}
    ]});
    let paths = [("wydarzenia.json", events), ("miejsca.json", places)].map(|(name, page)| {
        let path = folder.join(name);
        std::fs::write(&path, page.to_string()).unwrap();
        path
    });
    let mut command = Command::cargo_bin("kalendarz").unwrap();
    let output = command
        .args(["import", "linkedevents"])
        .args(&paths)
        .output()
        .unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    let feed: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let expected = json!([
        {"id": "gok-2", "title": "Wystawa", "start": "2026-12-02", "end": "2026-12-05", "price": {"free": true}},
        {
            "id": "gok-1", "title": "Koncert", "summary": "Kolędy", "description": "Raz\n\nDwa",
            "start": "2026-12-18T18:00", "end": "2026-12-18T19:30", "venue": "sala", "categories": ["muzyka"],
            "age": {"min": 6}, "status": "postponed", "tickets": {"url": "https://bilety.example"},
            "price": {"from": 20, "to": 20, "currency": "PLN"},
            "image": {"src": "https://gok.example/1.jpg", "alt": "Chór", "credit": "Jan"}, "url": "https://gok.example/1",
            "organizers": [{"name": "GOK"}], "updated_at": "2026-11-01T11:00:00+01:00"
        }
    ]);
    assert_eq!(feed["events"], expected);
    let place = json!({"id": "sala", "name": "Sala", "address": "Rynek 1", "locality": "Opatów", "lat": 50.8, "lon": 21.42});
    assert_eq!(feed["venues"], json!([place]));
}

#[test]
fn openagenda_is_read_with_all_its_dates() {
    let input = json!({"total": 2, "events": [
        {
            "uid": 12345, "title": {"fr": "Concert", "pl": "Koncert"}, "description": {"pl": "Kolędy"},
            "longDescription": {"pl": "Śpiewa chór.\n\nZapraszamy."}, "state": 2, "status": 1,
            "timings": [
                {"begin": "2026-12-19T18:00:00+0100", "end": "2026-12-19T20:00:00+0100"},
                {"begin": "2026-12-18T18:00:00+0100", "end": "2026-12-18T19:30:00+0100"}
            ],
            "location": {"name": "Sala", "address": "Rynek 1", "city": "Opatów", "latitude": 50.8, "longitude": 21.42},
            "age": {"min": 7, "max": 99}, "keywords": {"pl": ["muzyka", "kolędy"]}, "conditions": {"pl": "Wstęp wolny"},
            "image": {"base": "https://cdn.example/", "filename": "a.jpg"}, "imageCredits": "Jan",
            "registration": [{"type": "link", "value": "https://zapisy.example"}]
        },
        {"uid": 2, "title": "Odwołane", "status": 6, "timings": [{"begin": "2026-12-20T10:00:00Z", "end": "2026-12-20T10:00:00Z"}]}
    ]});
    let expected = json!({
        "venues": [{"id": "sala", "name": "Sala", "address": "Rynek 1", "locality": "Opatów", "lat": 50.8, "lon": 21.42}],
        "events": [
            {
                "id": "12345", "title": "Koncert", "summary": "Kolędy", "description": "Śpiewa chór.\n\nZapraszamy.",
                "start": "2026-12-18T18:00", "end": "2026-12-18T19:30",
                "occurrences": [
                    {"start": "2026-12-18T18:00", "end": "2026-12-18T19:30"},
                    {"start": "2026-12-19T18:00", "end": "2026-12-19T20:00"}
                ],
                "venue": "sala", "categories": ["muzyka", "koledy"], "age": {"min": 7, "max": 99},
                "tickets": {"url": "https://zapisy.example"}, "price": {"free": true},
                "image": {"src": "https://cdn.example/a.jpg", "credit": "Jan"}
            },
            {"id": "2", "title": "Odwołane", "start": "2026-12-20T11:00", "status": "cancelled"}
        ]
    });
    check("openagenda", &input, &expected, "");
}

#[test]
fn a_schedule_of_days_and_rooms_is_read_talk_by_talk() {
    let input = json!({"$schema": "https://c3voc.de/schedule/schema.json", "schedule": {"conference": {
        "title": "Dni Opatowa", "time_zone_name": "Europe/Warsaw", "days": [
            {"index": 1, "date": "2026-12-18", "rooms": {
                "Sala": [
                    {
                        "id": 1, "guid": "aa-1", "date": "2026-12-18T18:00:00+01:00", "start": "18:00", "duration": "01:30",
                        "room": "Sala", "url": "https://dni.example/talk/A/", "title": "Skąd lwy?", "subtitle": "O portalu kolegiaty",
                        "track": "Historia", "type": "Wykład", "abstract": "Kto je rzeźbił", "description": "Raz\n\nDwa",
                        "logo": "/media/lew.png", "persons": [{"public_name": "Anna Nowak"}, {"public_name": "Jan Lis"}]
                    },
                    {"id": 2, "date": "2026-12-18T22:00:00+01:00", "duration": "1:02:30", "room": "Sala", "title": "Noc", "persons": []}
                ],
                "Kino": [
                    {"id": 3, "date": "2026-12-18T10:00:00Z", "duration": "długo", "room": "Kino", "title": "Film"},
                    {"id": 4, "date": "kiedyś", "duration": "01:00", "room": "Kino", "title": "Bez daty"},
                    {"id": 5, "date": "2026-12-18T10:00:00Z", "duration": "01:00", "title": ""}
                ]
            }},
            {"index": 2, "date": "2026-12-19", "rooms": {}}
        ]
    }}});
    let expected = json!({
        "venues": [{"id": "kino", "name": "Kino"}, {"id": "sala", "name": "Sala"}],
        "events": [
            {"id": "3", "title": "Film", "start": "2026-12-18T11:00", "venue": "kino"},
            {
                "id": "aa-1", "title": "Skąd lwy? O portalu kolegiaty", "summary": "Kto je rzeźbił",
                "description": "Raz\n\nDwa\n\nAnna Nowak, Jan Lis", "start": "2026-12-18T18:00", "end": "2026-12-18T19:30",
                "venue": "sala", "categories": ["historia"], "tags": ["Wykład"], "url": "https://dni.example/talk/A/"
            },
            {"id": "2", "title": "Noc", "start": "2026-12-18T22:00", "end": "2026-12-20T00:30", "venue": "sala"}
        ]
    });
    check(
        "schedule",
        &input,
        &expected,
        "-: Wydarzenie „Film”: Koniec „długo” nie jest datą po początku. Zostawiono bez końca. Popraw godzinę końca.\n\
         -: Wydarzenie „Bez daty”: Początek „kiedyś” nie jest datą. Pominięto. Popraw datę w źródle.\n\
         -: Wydarzenie „5”: Brak tytułu. Pominięto. Wpisz tytuł.\n",
    );
}

#[test]
fn a_schedule_of_one_list_is_read_with_the_names_of_its_tracks() {
    let input = json!({"schedule": {
        "conference": {"title": "Dni", "tracks": [{"slug": "muzyka", "name": {"en": "Music", "pl": "Muzyka dawna"}}]},
        "events": [
            {
                "guid": "bb", "type": "OTHER", "start": "2027-03-28T01:30:00+01:00", "end": "2027-03-28T03:30:00+02:00",
                "room": {"name": "Kościół", "slug": "kosciol"}, "title": "Lament", "subtitle": null, "track": {"slug": "muzyka"},
                "abstract": "", "description": "<p>Chór &amp; organy</p>", "logo": {"url": "https://dni.example/lament.jpg"},
                "participants": [{"name": "Schola", "role": "SPEAKER"}]
            },
            {"guid": "cc", "start": "2027-03-28T10:00:00+02:00", "title": "Spacer", "track": {"slug": "nieznana"}}
        ]
    }});
    let expected = json!({
        "venues": [{"id": "kosciol", "name": "Kościół"}],
        "events": [
            {
                "id": "bb", "title": "Lament", "description": "Chór & organy\n\nSchola", "start": "2027-03-28T01:30",
                "end": "2027-03-28T03:30", "venue": "kosciol", "categories": ["muzyka-dawna"],
                "image": {"src": "https://dni.example/lament.jpg"}
            },
            {"id": "cc", "title": "Spacer", "start": "2027-03-28T10:00", "categories": ["nieznana"]}
        ]
    });
    check("schedule", &input, &expected, "");
}

#[test]
fn events_are_found_in_a_page_wherever_they_stand() {
    let event = json!({
        "@context": "https://schema.org", "@graph": [
            {"@type": "WebPage", "name": "Strona", "mainEntity": {
                "@type": ["MusicEvent"], "@id": "https://gok.example/#1", "name": "Koncert &amp; bal", "url": "https://gok.example/1",
                "description": "<p>Raz</p>", "startDate": "2026-12-18T18:00:00+01:00", "endDate": "2026-12-18T20:00:00+01:00",
                "eventStatus": "https://schema.org/EventCancelled", "typicalAgeRange": "7-12", "keywords": "muzyka, kolędy",
                "location": [
                    {"@type": "VirtualLocation", "url": "https://tv.example/live"},
                    {"@type": "Place", "name": "Sala", "address": {"streetAddress": "Rynek 1", "addressLocality": "Opatów"},
                        "geo": {"latitude": "50.8", "longitude": "21.42"}}
                ],
                "offers": [{"price": "20.00", "priceCurrency": "PLN", "url": "https://bilety.example"}, {"price": 15, "priceCurrency": "PLN"}],
                "image": ["https://gok.example/1.jpg"], "organizer": {"name": "GOK"}
            }},
            {"@type": "Festival", "name": "Festiwal", "subEvent": [
                {"@type": "Event", "name": "Wystawa", "startDate": "2026-12-01", "endDate": "2026-12-06", "location": "Dwór, ul. Długa 1",
                    "isAccessibleForFree": true}
            ]}
        ]
    });
    let page = format!(
        "<!doctype html><html><head><script>var a = '<b>';</script><script type=\"application/ld+json\">{event}</script></head></html>"
    );
    let expected = json!([
        {
            "id": "wystawa-2026-12-01", "title": "Wystawa", "start": "2026-12-01", "end": "2026-12-06", "venue": "dwor",
            "price": {"free": true}
        },
        {
            "id": "https-gok-example-1", "title": "Koncert & bal", "description": "Raz", "start": "2026-12-18T18:00",
            "end": "2026-12-18T20:00", "venue": "sala", "age": {"min": 7, "max": 12}, "status": "cancelled",
            "tickets": {"url": "https://bilety.example"}, "online": {"url": "https://tv.example/live"},
            "price": {"from": 15, "to": 20, "currency": "PLN"}, "image": {"src": "https://gok.example/1.jpg"},
            "url": "https://gok.example/1", "tags": ["muzyka", "kolędy"], "organizers": [{"name": "GOK"}]
        }
    ]);
    for input in [page, event.to_string()] {
        let (code, feed, said) = import("jsonld", &input);
        assert_eq!((code, said.as_str()), (0, ""));
        assert_eq!(feed["events"], expected);
        assert_eq!(feed["venues"][0]["address"], "ul. Długa 1");
    }
    let broken = "<script type=application/ld+json>{\"a\": }</script>";
    let (_, _, said) = import("jsonld", broken);
    assert!(
        said.starts_with("-: Część danych na stronie (JSON-LD) nie jest poprawnym JSON-em."),
        "{said}"
    );
}

#[test]
fn what_is_no_answer_is_one_sentence_and_no_feed() {
    let nothing = "Nie ma żadnego wydarzenia, więc niczego nie wypisano. Jeśli tak ma być, dodaj --allow-empty.\n";
    for (kind, input, sentence) in [
        ("tec", "", "Plik jest pusty."),
        (
            "tec",
            "<html>",
            "To strona internetowa (HTML), a nie kalendarz. Sprawdź adres; czasem to strona logowania.",
        ),
        (
            "tec",
            "{\"events\": [",
            "Plik urywa się w połowie. Pobierz go jeszcze raz w całości.",
        ),
        (
            "tec",
            "{\n \"a\" 1}",
            "To nie jest poprawny JSON: błąd w wierszu 2, znak 6. Pobierz plik jeszcze raz.",
        ),
        (
            "tec",
            "[]",
            "To nie jest odpowiedź The Events Calendar (lista „events”). Sprawdź, czy to ten plik albo adres.",
        ),
        (
            "linkedevents",
            "{}",
            "To nie jest odpowiedź Linked Events (lista „data”). Sprawdź, czy to ten plik albo adres.",
        ),
        (
            "schedule",
            "{\"schedule\": {}}",
            "To nie jest program konferencji albo festiwalu (schedule.json, obiekt „conference”). Sprawdź, czy to ten plik \
             albo adres.",
        ),
        (
            "openagenda",
            "{}",
            "To nie jest plik OpenAgenda (lista „events”). Sprawdź, czy to ten plik albo adres.",
        ),
        (
            "jsonld",
            "<html><p>Wydarzenia</p></html>",
            "To nie jest strona ani plik z danymi schema.org typu Event (JSON-LD). Sprawdź, czy to ten plik albo adres.",
        ),
        (
            "jsonld",
            "{\"@type\": \"Person\"}",
            "To nie jest strona ani plik z danymi schema.org typu Event (JSON-LD). Sprawdź, czy to ten plik albo adres.",
        ),
    ] {
        let expected = (1, Value::Null, format!("-: {sentence}\n{nothing}"));
        assert_eq!(import(kind, input), expected, "{kind} {input}");
    }
}

#[test]
fn an_event_on_two_pages_is_the_event_of_one() {
    let folder = std::env::temp_dir().join(format!("kalendarz-twins-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let event = |title: &str, at: &str, place: &str| {
        json!({
            "id": 9, "global_id": "gok.example?id=9", "title": title, "start_date": "2026-12-01 18:00:00",
            "modified_utc": at, "venue": {"venue": place}
        })
    };
    let (old, new) = (
        event("Bal", "2026-11-01 09:00:00", "Dwór"),
        event("Bal", "2026-11-02 09:00:00", "Sala"),
    );
    let imported = |pages: &[&Value]| {
        let mut command = Command::cargo_bin("kalendarz").unwrap();
        command.args(["import", "tec", "--now", "2026-11-22T12:00"]);
        for (number, page) in pages.iter().enumerate() {
            let path = folder.join(format!("{number}.json"));
            std::fs::write(&path, json!({"events": [page]}).to_string()).unwrap();
            command.arg(path);
        }
        let output = command.output().unwrap();
        let feed: Value = serde_json::from_slice(&output.stdout).unwrap();
        let events = feed["events"].as_array().unwrap().iter();
        let said: Vec<String> = events
            .map(|it| format!("{} {}", it["id"], it["venue"]))
            .collect();
        (
            output.status.code().unwrap(),
            said.join(" ").replace('"', ""),
        )
    };
    let one = (0, "gok-example-id-9 sala".to_owned());
    assert_eq!(imported(&[&new]), one);
    assert_eq!(imported(&[&new, &new]), one);
    // While it was changed: the newer one.
    assert_eq!(imported(&[&old, &new]), one);
    assert_eq!(imported(&[&new, &old]), one);
    // Another event, whatever the source calls it: nothing is lost.
    let other = event("Koncert", "2026-11-02 09:00:00", "Sala");
    let both = imported(&[&new, &other]);
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(both.1.matches("gok-example-id-9-").count(), 2, "{both:?}");
}

#[test]
fn a_picture_of_another_site_is_none_beside_our_programme() {
    let input = json!({"events": [
        {"id": 9, "title": "Bal", "start_date": "2026-12-01 18:00:00", "image": {"url": "img/plakat.jpg"}}
    ]});
    let (_, feed, said) = import("tec", &input.to_string());
    assert_eq!(feed["events"][0]["image"], Value::Null);
    assert!(
        said.contains("„img/plakat.jpg” nie jest adresem strony."),
        "{said}"
    );
}

#[test]
fn events_of_one_page_in_other_places_are_not_one() {
    let event = |place: &str, more: &str| {
        format!(
            "{{\"@type\":\"Event\",\"name\":\"Kino letnie\",\"startDate\":\"2026-12-01T20:00\",\
             \"url\":\"https://gok.example/kino\"{more},\"location\":{{\"@type\":\"Place\",\"name\":\"{place}\"}}}}"
        )
    };
    let imported = |events: [String; 2]| {
        let (code, feed, said) = import("jsonld", &format!("[{}]", events.join(",")));
        let events = feed["events"].as_array().unwrap().clone();
        let venues = events
            .iter()
            .map(|it| it["venue"].as_str().unwrap().to_owned());
        let mut venues: Vec<String> = venues.collect();
        venues.sort();
        (code, venues.join(" "), said)
    };
    let both = imported([event("Park", ""), event("Rynek", "")]);
    assert_eq!(both, (0, "park rynek".to_owned(), String::new()));
    let once = (0, "park".to_owned(), String::new());
    assert_eq!(imported([event("Park", ""), event("Park", "")]), once);
    // By an id of its own it is one, but that the two differ is said.
    let id = ",\"@id\":\"kino-1\"";
    let said = "Wydarzenie „Kino letnie”: Jest w źródle więcej niż raz. Zostało jedno, nowsze.\n";
    let one = imported([event("Park", id), event("Rynek", id)]);
    assert_eq!(one, (1, "park".to_owned(), said.to_owned()));
}
