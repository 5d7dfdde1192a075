//! `kalendarz import all` from addresses, against servers of this machine alone.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use assert_cmd::Command;
use serde_json::{Value, json};

/// What was asked, in lower case: request lines and headers, an entry each.
type Asked = Arc<Mutex<Vec<String>>>;
/// The path asked for and the whole request -> the whole answer.
type Answer = fn(&str, &str, &str) -> String;

/// A server on a port of its own; ends with the process.
fn server(answer: Answer) -> (String, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = listener.local_addr().unwrap().to_string();
    let asked = Asked::default();
    let (log, own) = (Arc::clone(&asked), host.clone());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let _ = serve(stream, &own, answer, &log);
        }
    });
    (host, asked)
}

fn serve(mut stream: TcpStream, host: &str, answer: Answer, asked: &Asked) -> std::io::Result<()> {
    let mut request = String::new();
    for line in BufReader::new(stream.try_clone()?).lines() {
        let line = line?;
        if line.is_empty() {
            break;
        }
        request.push_str(&line.to_lowercase());
        request.push('\n');
    }
    asked.lock().unwrap().push(request.clone());
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    stream.write_all(answer(host, &path, &request).as_bytes())
}

fn ok(headers: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
}

fn redirect(to: &str) -> String {
    format!(
        "HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    )
}

const ICS: &str = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:A\nDTSTART:20261204T180000\nEND:VEVENT\nEND:VCALENDAR\n";

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, source: &str) -> Folder {
        let path =
            std::env::temp_dir().join(format!("kalendarz-net-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        let config = format!("output = \"feed.json\"\n[[source]]\nname = \"dom\"\n{source}");
        fs::write(path.join("kalendarz.toml"), config).unwrap();
        Folder(path)
    }

    /// Exit code, complaints and ids of the feed that there is by then.
    fn run(&self) -> (i32, String, Vec<String>) {
        let mut command = Command::cargo_bin("kalendarz").unwrap();
        let config = self.0.join("kalendarz.toml");
        let output = command
            .args([
                "import",
                "all",
                config.to_str().unwrap(),
                "--now",
                "2026-11-22T12:00",
            ])
            .output()
            .unwrap();
        let feed = fs::read(self.0.join("feed.json")).unwrap_or_default();
        let feed: Value = serde_json::from_slice(&feed).unwrap_or_default();
        let events = feed["events"].as_array().cloned().unwrap_or_default();
        let ids = events
            .iter()
            .map(|event| event["id"].as_str().unwrap().to_owned());
        let said = String::from_utf8(output.stderr).unwrap();
        (output.status.code().unwrap(), said, ids.collect())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A source of kind ics at an address, with these servers as its own.
fn ics(url: &str, local: &[&str]) -> String {
    format!("kind = \"ics\"\nurls = [\"{url}\"]\nlocal = {local:?}\ntimeout = 60\n")
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let (host, asked) = server(|_, _, request| {
        if request.contains("if-none-match: \"v1\"")
            && request.contains("if-modified-since: sat, 21 nov")
        {
            "HTTP/1.1 304 Not Modified\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_owned()
        } else {
            ok(
                "etag: \"v1\"\r\nlast-modified: Sat, 21 Nov 2026 10:00:00 GMT\r\n",
                ICS,
            )
        }
    });
    let folder = Folder::new(
        "conditional",
        &ics(&format!("http://{host}/a.ics"), &[&host]),
    );
    for _ in 0..3 {
        assert_eq!(folder.run(), (0, String::new(), vec!["a".to_owned()]));
    }
    let asked = asked.lock().unwrap();
    let conditional = asked
        .iter()
        .filter(|request| request.contains("if-none-match"))
        .count();
    assert_eq!((asked.len(), conditional), (3, 2));
    assert!(asked[0].contains("user-agent: kalendarz/"), "{}", asked[0]);
}

#[test]
fn pages_are_followed_to_the_last() {
    let (host, asked) = server(|host, path, _| {
        let event = |id: u32| json!({"id": id, "title": "A", "start_date": format!("2026-12-0{id} 10:00:00")});
        let page = match path {
            "/events?page=2" => json!({"total": 2, "events": [event(2)]}),
            _ => {
                json!({"total": 2, "events": [event(1)], "next_rest_url": format!("http://{host}/events?page=2")})
            }
        };
        ok("", &page.to_string())
    });
    let source =
        format!("kind = \"tec\"\nurls = [\"http://{host}/events\"]\nlocal = [\"{host}\"]\n");
    let folder = Folder::new("pages", &source);
    assert_eq!(
        folder.run(),
        (0, String::new(), vec!["1".to_owned(), "2".to_owned()])
    );
    assert_eq!(asked.lock().unwrap().len(), 2);
}

#[test]
fn pages_that_lead_in_a_circle_end() {
    let (host, asked) = server(|host, _, _| {
        let event = json!({"id": 1, "title": "A", "start_date": "2026-12-01 10:00:00"});
        ok(
            "",
            &json!({"events": [event], "next_rest_url": format!("http://{host}/events")})
                .to_string(),
        )
    });
    let source =
        format!("kind = \"tec\"\nurls = [\"http://{host}/events\"]\nlocal = [\"{host}\"]\n");
    assert_eq!(Folder::new("circle", &source).run().2, ["1"]);
    assert_eq!(asked.lock().unwrap().len(), 1);
}

#[test]
fn a_server_that_fails_costs_nothing() {
    let (host, _) = server(|_, path, _| match path {
        "/500" => "HTTP/1.1 500 Oops\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_owned(),
        "/403" => "HTTP/1.1 403 No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_owned(),
        "/circle" => redirect("/circle"),
        "/slow" => {
            std::thread::sleep(Duration::from_secs(4));
            ok("", ICS)
        }
        "/large" => "HTTP/1.1 200 OK\r\ncontent-length: 20000001\r\n\r\nBEGIN".to_owned(),
        // Without saying beforehand how much it is.
        "/endless" => format!(
            "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{}",
            "X".repeat(20_000_001)
        ),
        "/short" => {
            "HTTP/1.1 200 OK\r\ncontent-length: 500\r\nconnection: close\r\n\r\nBEGIN:VCALENDAR\n"
                .to_owned()
        }
        "/login" => ok("content-type: text/html\r\n", "<html>Zaloguj się</html>"),
        "/moved" => redirect("/a.ics"),
        "/a.ics" => ok("", ICS),
        _ => "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_owned(),
    });
    let url = |path: &str| format!("http://{host}{path}");
    let folder = Folder::new("fails", &ics(&url("/moved"), &[&host]));
    assert_eq!(
        folder.run(),
        (0, String::new(), vec!["a".to_owned()]),
        "sent on to the file"
    );
    for (path, sentence) in [
        ("/500", "Serwer odpowiedział błędem 500."),
        (
            "/403",
            "Serwer odmawia dostępu (403). Użyj adresu publicznego.",
        ),
        ("/404", "Pod tym adresem niczego nie ma (404). Sprawdź go."),
        ("/circle", "Serwer odsyła w kółko."),
        ("/slow", "Serwer nie odpowiedział na czas."),
        ("/large", "Odpowiedź ma ponad 20 MB."),
        ("/endless", "Odpowiedź ma ponad 20 MB."),
        ("/short", "Nie udało się połączyć: "),
        ("/login", "To strona internetowa (HTML), a nie kalendarz."),
    ] {
        let config = format!(
            "output = \"feed.json\"\n[[source]]\nname = \"dom\"\n{}",
            ics(&url(path), &[&host])
        );
        let config = if path == "/slow" {
            config.replace("timeout = 60", "timeout = 1")
        } else {
            config
        };
        fs::write(folder.0.join("kalendarz.toml"), config).unwrap();
        let (code, said, ids) = folder.run();
        assert!(said.contains(sentence), "{path}: {said}");
        assert!(
            said.ends_with("Zostają wydarzenia z poprzedniego programu: 1.\n"),
            "{said}"
        );
        assert_eq!((code, ids), (1, vec!["a".to_owned()]), "{path}");
    }
}

#[test]
fn no_address_leads_into_a_private_network() {
    let (inside, asked) = server(|_, _, _| ok("", ICS));
    let (outside, _) = server(|_, path, _| redirect(&path[1..]));
    let https = "Adres nie jest https:// albo do takiego odsyła.";
    let private = "Adres prowadzi do sieci prywatnej.";
    let port = inside.split_once(':').unwrap().1.to_owned();
    for (url, local, sentence) in [
        (format!("http://{inside}/"), vec![], https),
        (format!("https://{inside}/"), vec![], private),
        (format!("https://localhost:{port}/"), vec![], private),
        (
            format!("https://[::ffff:127.0.0.1]:{port}/"),
            vec![],
            private,
        ),
        (
            "https://169.254.169.254/latest/meta-data/".to_owned(),
            vec![],
            private,
        ),
        // A server that may be asked sends on to one that may not, by its address and by its name.
        (
            format!("http://{outside}/http://{inside}/"),
            vec![outside.as_str()],
            https,
        ),
        (
            format!("http://{outside}/https://localhost:{port}/"),
            vec![outside.as_str()],
            private,
        ),
        ("file:///etc/passwd".to_owned(), vec![], ""),
        ("jutro".to_owned(), vec![], ""),
    ] {
        let (code, said, ids) = Folder::new("private", &ics(&url, &local)).run();
        assert!(said.contains(sentence), "{url}: {said}");
        assert_eq!((code, ids), (1, vec![]), "{url}");
    }
    assert_eq!(
        *asked.lock().unwrap(),
        Vec::<String>::new(),
        "nobody came by"
    );
}

/// A server that vouches for itself, as in many town halls; what it was asked for is not what a browser would get.
fn self_signed() -> String {
    use rustls::pki_types::pem::PemObject;
    use rustls::pki_types::{CertificateDer, PrivateKeyDer};
    let file = |name: &str| {
        format!(
            "{}/../../tests/fixtures/tls/{name}.pem",
            env!("CARGO_MANIFEST_DIR")
        )
    };
    let certificate = CertificateDer::from_pem_file(file("self-signed")).unwrap();
    let key = PrivateKeyDer::from_pem_file(file("key")).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut connection = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
            let _ = connection.complete_io(&mut stream);
            let _ =
                rustls::Stream::new(&mut connection, &mut stream).write_all(ok("", ICS).as_bytes());
        }
    });
    host
}

#[test]
fn a_server_that_nobody_vouches_for_is_not_believed() {
    let host = self_signed();
    let folder = Folder::new(
        "certificate",
        &ics(&format!("https://{host}/a.ics"), &[&host]),
    );
    let (code, said, ids) = folder.run();
    assert_eq!((code, ids.len()), (1, 0), "{said}");
    assert!(said.contains("Certyfikat serwera jest nieważny"), "{said}");
}

#[test]
fn the_parts_of_a_programme_are_fetched_with_it() {
    let (host, _) = server(|_, path, _| {
        let events = |id: &str| {
            format!("\"events\":[{{\"id\":\"{id}\",\"title\":\"A\",\"start\":\"2026-12-01\"}}]")
        };
        match path {
            "/kultura/feed.json?v=1" => {
                let part = |name: &str| {
                    format!("{{\"url\":\"{name}\",\"from\":\"2026-12-01\",\"to\":\"2026-12-31\"}}")
                };
                let parts = [part("feed.12.json"), part("maj i lipiec.json")].join(",");
                ok(
                    "",
                    &format!("{{\"version\":1,\"parts\":[{parts}],{}}}", events("m")),
                )
            }
            "/kultura/feed.12.json" => ok("", &format!("{{\"version\":1,{}}}", events("p"))),
            "/kultura/maj%20i%20lipiec.json" => {
                ok("", &format!("{{\"version\":1,{}}}", events("q")))
            }
            _ => "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                .to_owned(),
        }
    });
    let source = |page: &str| {
        format!(
            "kind = \"feed\"\nurls = [\"http://{host}/{page}\"]\nlocal = [\"{host}\"]\ntimeout = 60\n"
        )
    };
    let folder = Folder::new("feed-parts", &source("kultura/feed.json?v=1"));
    let ids = ["m", "p", "q"].map(str::to_owned).to_vec();
    assert_eq!(folder.run(), (0, String::new(), ids));
}
