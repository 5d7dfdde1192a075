//! `kalendarz`: what the page does with a feed, on the command line. Same feed reader, same query, same filter.

mod check;
mod ics;
mod import;
mod list;
mod now;
mod publish;
mod site;
mod split;
mod zones;

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use domain::event::Feed;
use domain::feed::Gathered;
use domain::problem::{Problem, Refused};

/// Sprawdza i wypisuje program wydarzeń (plik feed.json kalendarza), także dla programów kalendarzowych.
#[derive(Parser)]
#[command(name = "kalendarz", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Wypisuje, co w pliku jest nie tak. Kończy się kodem 1, gdy któreś wydarzenie pominięto albo plik odrzucono.
    Check {
        /// Plik z programem; „-” czyta ze standardowego wejścia.
        feed: PathBuf,
        /// Po jednym obiekcie JSON w wierszu.
        #[arg(long)]
        json: bool,
    },
    /// Wypisuje terminy, które pokazałaby lista w kalendarzu.
    List {
        /// Plik z programem; „-” czyta ze standardowego wejścia.
        feed: PathBuf,
        /// Chwila, która ma być „teraz”: 2026-11-22T18:00 w strefie pliku albo RFC 3339.
        #[arg(long)]
        now: Option<String>,
        /// Filtry jak w adresie strony: 'age=dzieci&when=weekend'.
        #[arg(long, default_value = "")]
        query: String,
        /// Po jednym obiekcie JSON w wierszu.
        #[arg(long)]
        json: bool,
    },
    /// Wypisuje program jako iCalendar (plik .ics): cały, jedno wydarzenie, jeden termin albo to, co pasuje do filtrów.
    Ics {
        /// Plik z programem; „-” czyta ze standardowego wejścia.
        feed: PathBuf,
        /// Tylko to wydarzenie, ze wszystkimi terminami.
        #[arg(long, value_name = "ID")]
        event: Option<String>,
        /// Tylko ten termin wydarzenia: 2026-11-27T18:00 albo 2026-11-27.
        #[arg(long, value_name = "TERMIN", requires = "event")]
        at: Option<String>,
        /// Tylko terminy, które pasują do filtrów jak w adresie strony: 'age=dzieci&when=weekend'.
        #[arg(long, conflicts_with = "event")]
        query: Option<String>,
        /// Język tytułów i opisów; bez niego język pliku.
        #[arg(long, value_parser = ["pl", "en", "uk"])]
        lang: Option<String>,
        /// Chwila, która ma być „teraz”: 2026-11-22T18:00 w strefie pliku albo RFC 3339.
        #[arg(long)]
        now: Option<String>,
    },
    /// Robi program z tego, co wydają inne kalendarze, i wypisuje go. Kończy się kodem 1, gdy czegoś brakuje.
    #[command(subcommand)]
    Import(import::Source),
    /// Zapisuje pustą tabelę (XLSX) do wypełnienia: nagłówki, listy do wyboru, przykład. Czyta ją `import sheet`.
    SheetTemplate {
        /// Plik do zapisania.
        file: PathBuf,
    },
    /// Dzieli duży program na mały plik feed.json i części po miesiącach: najbliższe dni telefon wczyta najpierw.
    Split {
        /// Plik z programem; „-” czyta ze standardowego wejścia.
        feed: PathBuf,
        /// Katalog, do którego trafią pliki; może być tym, w którym stoi kalendarz.
        #[arg(long)]
        out: PathBuf,
    },
    /// Publikuje kalendarz: gotową stronę z programem, stroną każdego wydarzenia, kalendarzami do subskrypcji i nowościami.
    /// Zmienia całą stronę naraz albo nic; tego, co się nie zmieniło, nie rusza. Kończy się kodem 1, gdy czegoś brakuje.
    Publish(publish::Publish),
    /// Wpisuje dane ośrodka z programu (nazwę, telefon, e-mail, adres) w gotową stronę kalendarza.
    Site {
        /// Plik z programem; „-” czyta ze standardowego wejścia.
        feed: PathBuf,
        /// Katalog gotowej strony, ten z plikiem index.html.
        #[arg(long)]
        site: PathBuf,
    },
}

/// Why a command could not be carried out at all (exit code 2); a bad feed is no such thing.
#[derive(Debug)]
enum Failure {
    Read(PathBuf, io::Error),
    Write(io::Error),
    Now(String),
    At(String),
    NoEvent(String),
    NoDate(String, String),
    Site(site::Trouble),
    Publish(publish::Trouble),
    Zone(String),
    Save(PathBuf, io::Error),
    Config(PathBuf, String),
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Failure::Read(path, error) => {
                write!(f, "Nie można odczytać pliku {}: {error}", path.display())
            }
            Failure::Write(error) => write!(f, "Nie można pisać na wyjście: {error}"),
            Failure::Site(trouble) => write!(f, "{trouble}"),
            Failure::Publish(trouble) => write!(f, "{trouble}"),
            Failure::Config(path, why) => write!(f, "{}: {why}", path.display()),
            Failure::Save(path, error) => {
                write!(f, "Nie można zapisać pliku {}: {error}", path.display())
            }
            Failure::Zone(name) => write!(
                f,
                "Nie ma strefy czasowej „{name}”. Podaj ją jak Europe/Warsaw."
            ),
            Failure::Now(text) => write!(
                f,
                "„{text}” nie jest chwilą. Zapisz ją jak 2026-11-22T18:00 albo 2026-11-22T18:00:00+01:00."
            ),
            Failure::At(text) => write!(
                f,
                "„{text}” nie jest terminem. Zapisz go jak 2026-11-27T18:00 albo 2026-11-27."
            ),
            Failure::NoEvent(id) => write!(f, "W programie nie ma wydarzenia „{id}”."),
            Failure::NoDate(id, at) => {
                write!(f, "Wydarzenie „{id}” nie ma terminu {at}.")
            }
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Write(error)
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let done = run(arguments.command, &mut out).and_then(|code| {
        out.flush()?;
        Ok(code)
    });
    match done {
        Ok(code) => code,
        // Whoever reads had enough (`| head`): nothing went wrong.
        Err(Failure::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(failure) => {
            let _ = writeln!(io::stderr(), "kalendarz: {failure}");
            ExitCode::from(2)
        }
    }
}

fn run(command: Command, out: &mut impl Write) -> Result<ExitCode, Failure> {
    match command {
        Command::Check { feed, json } => check::run(read(&feed)?, json, out),
        Command::List {
            feed,
            now,
            query,
            json,
        } => list::run(read(&feed)?, now.as_deref(), &query, json, out),
        Command::Ics {
            feed,
            event,
            at,
            query,
            lang,
            now,
        } => {
            let wanted = ics::Wanted {
                event: event.as_deref(),
                at: at.as_deref(),
                query: query.as_deref(),
                lang: lang.as_deref(),
            };
            ics::run(read(&feed)?, now.as_deref(), &wanted, out)
        }
        Command::Import(source) => import::run(source, out),
        Command::Publish(how) => publish::run(&how, out),
        Command::SheetTemplate { file } => import::template(&file),
        Command::Split { feed, out: folder } => split::run(files(&feed)?, &folder, out),
        Command::Site { feed, site } => site::run(read(&feed)?, &site, out),
    }
}

/// The feed; where it is refused as a whole, the error output says why.
fn accepted(parsed: Parsed) -> Option<Feed> {
    let why = match parsed {
        Ok((feed, _)) => return Some(feed),
        Err(why) => why,
    };
    let _ = writeln!(io::stderr(), "{}", text::problems::refused(&why));
    None
}

type Parsed = Result<(Feed, Vec<Problem>), Refused>;

fn read(path: &Path) -> Result<Parsed, Failure> {
    Ok(files(path)?.parsed)
}

/// A programme and the files it came from: the first names the others.
struct Files {
    bytes: Vec<Vec<u8>>,
    parsed: Parsed,
}

/// A programme with the parts that stand beside its file. Of one that is missing or refused the error output tells, and
/// the programme says that it is not whole.
fn files(path: &Path) -> Result<Files, Failure> {
    let manifest = contents(path)?;
    let begun = Gathered::begin(&manifest, &zones::zone);
    let mut bytes = vec![manifest];
    let mut gathered = match begun {
        Ok(gathered) => gathered,
        Err(refused) => {
            let parsed = Err(refused);
            return Ok(Files { bytes, parsed });
        }
    };
    // Beside the standard input stands nothing.
    let beside = path.as_os_str() != "-";
    for part in gathered.feed().parts.clone().iter().filter(|_| beside) {
        let path = path.with_file_name(&*part.name);
        match contents(&path).map(|it| (gathered.add(&it), it)) {
            Ok((Ok(()), read)) => bytes.push(read),
            Ok((Err(why), _)) => {
                let _ = writeln!(
                    io::stderr(),
                    "{}: {}",
                    path.display(),
                    text::problems::refused(&why)
                );
            }
            Err(failure) => {
                let _ = writeln!(io::stderr(), "kalendarz: {failure}");
            }
        }
    }
    let parsed = Ok(gathered.end());
    Ok(Files { bytes, parsed })
}

/// A file, or the standard input for `-`.
fn contents(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        io::stdin().lock().read_to_end(&mut bytes)
    } else {
        fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes))
    }
    .map_err(|error| Failure::Read(path.to_owned(), error))?;
    Ok(bytes)
}
