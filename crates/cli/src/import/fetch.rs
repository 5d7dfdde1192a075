//! Addresses -> bytes: the only file that speaks to the network.
//!
//! An address may have been written by somebody else, and a server may send on to wherever it likes: every hop is by
//! https and to a public address, unless its server was named as one of the own network. The check is made on the very
//! address that is connected to, so no name can mean another one a moment later. What must not come in: what the bytes
//! mean.

use std::fmt;
use std::fs;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use ureq::config::Config;
use ureq::http::{Response, StatusCode, Uri};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body};

use super::ids::fingerprint;

/// The largest answer, in bytes.
const LARGEST: u64 = 20_000_000;
/// How often a server may send on.
const REDIRECTS: u32 = 5;

/// Why there are no bytes.
#[derive(Debug)]
pub enum Why {
    /// No address of the web.
    BadAddress,
    /// Not by https.
    NotHttps,
    /// The server is in a private network, and nobody named it.
    Private,
    /// No server of this name.
    NoHost,
    /// It did not answer in time.
    TooSlow,
    /// More than [`LARGEST`] bytes.
    TooLarge,
    /// Sent on too often.
    Redirects,
    /// Another answer than the page.
    Status(u16),
    /// What the server says of itself is not vouched for, for this name, today.
    Certificate,
    /// Anything else.
    Failed(String),
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::BadAddress => f.write_str("To nie jest adres. Zacznij go od https://."),
            Why::NotHttps => f.write_str(
                "Adres nie jest https:// albo do takiego odsyła. Serwer we własnej sieci wpisz w polu local.",
            ),
            Why::Private => f.write_str(
                "Adres prowadzi do sieci prywatnej. Jeśli tak ma być, wpisz ten serwer w polu local.",
            ),
            Why::NoHost => f.write_str("Nie ma serwera o tej nazwie. Sprawdź adres i połączenie."),
            Why::TooSlow => f.write_str("Serwer nie odpowiedział na czas."),
            Why::TooLarge => write!(f, "Odpowiedź ma ponad {} MB.", LARGEST / 1_000_000),
            Why::Redirects => f.write_str("Serwer odsyła w kółko."),
            Why::Status(404 | 410) => f.write_str("Pod tym adresem niczego nie ma (404). Sprawdź go."),
            Why::Status(status @ (401 | 403)) => {
                write!(f, "Serwer odmawia dostępu ({status}). Użyj adresu publicznego.")
            }
            Why::Status(status) => write!(f, "Serwer odpowiedział błędem {status}."),
            Why::Certificate => f.write_str(
                "Certyfikat serwera jest nieważny, wystawiony dla innego adresu albo nieznanego pochodzenia. Powiedz o \
                 tym jego administratorowi.",
            ),
            Why::Failed(error) => write!(f, "Nie udało się połączyć: {error}."),
        }
    }
}

/// Fetches, and keeps what servers allow to ask for again only when it changed.
pub struct Fetcher {
    agent: Agent,
    cache: PathBuf,
}

impl Fetcher {
    /// One that keeps answers in the folder `cache`, and knows these servers (`host` or `host:port`) as its own network's.
    pub fn new(cache: PathBuf, local: &[String], timeout: Duration) -> Fetcher {
        let config = Agent::config_builder()
            .timeout_global(Some(timeout))
            .max_redirects(REDIRECTS)
            .http_status_as_error(false)
            // A proxy would be asked instead of the addresses that are checked here.
            .proxy(None)
            .user_agent(concat!("Kalendarz/", env!("CARGO_PKG_VERSION")))
            .build();
        let guard = Guard {
            inner: DefaultResolver::default(),
            local: local.iter().map(|host| host.to_ascii_lowercase()).collect(),
        };
        let agent = Agent::with_parts(config, DefaultConnector::new(), guard);
        Fetcher { agent, cache }
    }

    /// What is at an address; from the cache when the server says that it has not changed.
    ///
    /// # Errors
    /// Why there is nothing.
    pub fn get(&self, url: &str) -> Result<Vec<u8>, Why> {
        let kept = Kept::read(&self.cache, url);
        let mut request = self.agent.get(url);
        if let Some(kept) = &kept {
            for (name, value) in [
                ("If-None-Match", &kept.etag),
                ("If-Modified-Since", &kept.modified),
            ] {
                if !value.is_empty() {
                    request = request.header(name, value);
                }
            }
        }
        let mut response = request.call().map_err(why)?;
        match (response.status(), kept) {
            (StatusCode::NOT_MODIFIED, Some(kept)) => Ok(kept.body),
            (StatusCode::OK, _) => {
                if response.body().content_length() > Some(LARGEST) {
                    return Err(Why::TooLarge);
                }
                let body = response.body_mut().with_config().limit(LARGEST);
                let body = body.read_to_vec().map_err(why)?;
                // Without the cache the next import asks for all of it: no reason to fail.
                let _ = Kept::of(&response, &body).map(|kept| kept.write(&self.cache, url));
                Ok(body)
            }
            (status, _) => Err(Why::Status(status.as_u16())),
        }
    }
}

fn why(error: ureq::Error) -> Why {
    // Of which layer it comes depends on when it was found.
    if error.to_string().contains("certificate") {
        return Why::Certificate;
    }
    match error {
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => Why::BadAddress,
        ureq::Error::HostNotFound => Why::NoHost,
        ureq::Error::Timeout(_) => Why::TooSlow,
        ureq::Error::BodyExceedsLimit(_) => Why::TooLarge,
        ureq::Error::TooManyRedirects | ureq::Error::RedirectFailed => Why::Redirects,
        ureq::Error::Io(error) => match error.kind() {
            ErrorKind::PermissionDenied => Why::Private,
            ErrorKind::Unsupported => Why::NotHttps,
            ErrorKind::TimedOut => Why::TooSlow,
            _ => Why::Failed(error.to_string()),
        },
        error => Why::Failed(error.to_string()),
    }
}

// ------------------------------------------------------------------------------------------------------------- guard

/// Looks names up and refuses what must not be connected to; asked for every hop.
struct Guard {
    inner: DefaultResolver,
    local: Vec<String>,
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Guard")
    }
}

impl Guard {
    fn is_local(&self, uri: &Uri) -> bool {
        let host = uri.host().unwrap_or_default().to_ascii_lowercase();
        let with_port = uri.port_u16().map(|port| format!("{host}:{port}"));
        self.local
            .iter()
            .any(|known| *known == host || Some(known) == with_port.as_ref())
    }
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let refused = |kind: ErrorKind| ureq::Error::Io(io::Error::from(kind));
        let local = self.is_local(uri);
        if uri.scheme_str() != Some("https") && !local {
            return Err(refused(ErrorKind::Unsupported));
        }
        let found = self.inner.resolve(uri, config, timeout)?;
        // One private address among public ones is enough: which is connected to nobody knows.
        if !local && found.iter().any(|at| !is_public(at.ip())) {
            return Err(refused(ErrorKind::PermissionDenied));
        }
        Ok(found)
    }
}

/// Whether an address belongs to a server that everybody reaches (IANA's special-purpose registries left out).
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !(a == 0
        || ip.is_loopback()
        || ip.is_private()
        || ip.is_link_local()
        || ip.is_documentation()
        || a >= 224
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (b == 18 || b == 19)))
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let v4 = |high: u16, low: u16| {
        let bits = u32::from(high) << 16 | u32::from(low);
        is_public_v4(Ipv4Addr::from_bits(bits))
    };
    match ip.segments() {
        // Addresses that carry one of the old kind: compatible and mapped, NAT64, 6to4.
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] => v4(high, low),
        [0x64, 0xff9b, .., high, low] => v4(high, low),
        [0x2002, high, low, ..] => v4(high, low),
        // Teredo and other protocols' own, documentation.
        [0x2001, 0..=0x01ff | 0x0db8, ..] => false,
        // What is given to servers.
        [first, ..] => (0x2000..0x4000).contains(&first),
    }
}

// ------------------------------------------------------------------------------------------------------------- cache

/// An answer and how to ask whether it changed.
struct Kept {
    etag: String,
    modified: String,
    body: Vec<u8>,
}

impl Kept {
    fn of(response: &Response<Body>, body: &[u8]) -> Option<Kept> {
        let header = |name| {
            let value = response.headers().get(name).and_then(|it| it.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        let (etag, modified) = (header("etag"), header("last-modified"));
        let body = body.to_vec();
        (!etag.is_empty() || !modified.is_empty()).then_some(Kept {
            etag,
            modified,
            body,
        })
    }

    fn path(cache: &Path, url: &str) -> PathBuf {
        cache.join(format!("{}.http", fingerprint(url)))
    }

    /// Address, `ETag`, `Last-Modified`, a line each, then the body.
    fn read(cache: &Path, url: &str) -> Option<Kept> {
        let bytes = fs::read(Kept::path(cache, url)).ok()?;
        let mut parts = bytes.splitn(4, |byte| *byte == b'\n');
        let mut line = || parts.next().and_then(|line| std::str::from_utf8(line).ok());
        // Two addresses may have one fingerprint.
        let (of, etag, modified) = (line()?, line()?.to_owned(), line()?.to_owned());
        let body = parts.next()?.to_vec();
        (of == url).then_some(Kept {
            etag,
            modified,
            body,
        })
    }

    fn write(&self, cache: &Path, url: &str) -> io::Result<()> {
        fs::create_dir_all(cache)?;
        let mut bytes = format!("{url}\n{}\n{}\n", self.etag, self.modified).into_bytes();
        bytes.extend(&self.body);
        super::all::save(&Kept::path(cache, url), &bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_private_networks_are_not_public() {
        for (text, expected) in [
            ("93.184.216.34", true),
            ("2606:2800:220:1:248:1893:25c8:1946", true),
            ("127.0.0.1", false),
            ("0.0.0.0", false),
            ("10.1.2.3", false),
            ("172.16.0.1", false),
            ("192.168.1.1", false),
            ("169.254.169.254", false),
            ("100.64.0.1", false),
            ("198.18.0.1", false),
            ("192.0.0.8", false),
            ("224.0.0.1", false),
            ("255.255.255.255", false),
            ("::1", false),
            ("::", false),
            ("fe80::1", false),
            ("fc00::1", false),
            ("fd12:3456::1", false),
            ("ff02::1", false),
            ("2001:db8::1", false),
            ("::ffff:127.0.0.1", false),
            ("::ffff:93.184.216.34", true),
            ("64:ff9b::7f00:1", false),
            ("2002:7f00:1::1", false),
            ("2002:c0a8:0101::1", false),
        ] {
            assert_eq!(is_public(text.parse().unwrap()), expected, "{text}");
        }
    }
}
