//! A folder that is replaced whole or not at all.
//!
//! A run puts the new site together in a folder beside the published one: what changed is written, what did not is a
//! hard link to the file that is there, so it keeps its bytes, its date and its place on the disk. Then both folders
//! change names in one step (`RENAME_EXCHANGE`), and the old one is taken away. Whoever ends the process at any moment
//! leaves the old site or the new one, and beside it at most a folder that the next run clears.
//!
//! Where folders can't change names (another system, a mount point, a parent that is not ours, a disk without hard links)
//! the changed files wait in a folder within the published one, a journal says where each belongs, and then they are
//! renamed one by one: what others refer to first, the page last. A run that was ended on the way is finished by the
//! next one, before anything else; until then each file is whole, old or new.
//!
//! A run holds a lock on a file of the folder, which both folders share.

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::Trouble;
use super::state::{self, BY_HAND, Entry, Retired, State};

const LOCK: &str = ".kalendarz-blokada";
const JOURNAL: &str = ".kalendarz-dziennik.json";
const STAGE: &str = ".kalendarz-nowe";
/// Seconds for which a file named by its content is kept once nothing refers to it: somebody may have yesterday's page
/// open, or see a picture that another site keeps the address of.
const KEPT: i64 = 7 * 24 * 3600;

/// A published folder while a run works on it.
pub struct Target {
    /// The folder.
    pub folder: PathBuf,
    /// What the last run left; `None`: there was none.
    pub last: Option<State>,
    stage: PathBuf,
    way: Way,
    _lock: File,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// Both folders change names.
    Exchange,
    /// Files are renamed one by one.
    Journal,
}

/// What waits to be moved.
#[derive(Deserialize, Serialize)]
struct Journal {
    /// Paths in the order in which they are moved.
    write: Vec<String>,
    /// Paths of files to be removed.
    remove: Vec<String>,
}

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Files that are new or have new content.
    pub written: usize,
    /// Files that stayed as they were.
    pub kept: usize,
    /// Files taken away.
    pub removed: usize,
    /// Not in one step.
    pub one_by_one: bool,
}

impl Target {
    /// Takes a folder over: alone, finished where the last run was ended, and cleared of what that left. It is made where
    /// it is missing.
    pub fn open(folder: &Path, in_place: bool) -> Result<Target, Trouble> {
        let save = |error| Trouble::Save(folder.to_owned(), error);
        fs::create_dir_all(folder).map_err(save)?;
        let folder = fs::canonicalize(folder).map_err(save)?;
        refuse_foreign(&folder)?;
        let lock = lock(&folder)?;
        finish_journal(&folder)?;
        let beside = beside(&folder);
        if let Some(beside) = &beside {
            clear(beside, &folder, State::read(beside).as_ref())?;
        }
        let inside = folder.join(STAGE);
        clear(&inside, &folder, State::read(&inside).as_ref())?;
        let last = State::read(&folder);
        let beside =
            beside.filter(|stage| !in_place && exchangeable(&folder) && stage_at(stage, &folder));
        let (stage, way) = match beside {
            Some(stage) => (stage, Way::Exchange),
            None => (folder.join(STAGE), Way::Journal),
        };
        if way == Way::Journal {
            fs::create_dir(&stage).map_err(|error| Trouble::Save(stage.clone(), error))?;
        }
        Ok(Target {
            folder,
            last,
            stage,
            way,
            _lock: lock,
        })
    }

    /// Begins the new site.
    pub fn build(&self) -> Build<'_> {
        Build {
            target: self,
            made: Mutex::default(),
        }
    }

    /// Takes back what was begun: the old site stays.
    pub fn abandon(&self) {
        let _ = fs::remove_dir_all(&self.stage);
    }

    /// A file of the published site as it stands, where it is there and no other than the last run left it.
    fn unchanged(&self, path: &str, entry: Entry) -> Option<Entry> {
        let file = self.folder.join(path);
        let about = fs::symlink_metadata(&file).ok()?;
        if !about.is_file() || about.len() != entry.size {
            return None;
        }
        let time = time(&about);
        if time != entry.time && hash(&fs::read(&file).ok()?) != entry.hash {
            return None;
        }
        Some(Entry { time, ..entry })
    }

    /// Whether a file is there that somebody else wrote or changed, now or before.
    pub fn is_anothers(&self, path: &str) -> bool {
        let last = self.last.as_ref();
        let entry = last.and_then(|last| last.entry(path));
        let ours = |entry: Entry| entry.key != BY_HAND && self.unchanged(path, entry).is_some();
        self.folder.join(path).is_file() && !entry.is_some_and(ours)
    }
}

/// A new site being put together; several threads may.
pub struct Build<'a> {
    target: &'a Target,
    made: Mutex<Made>,
}

#[derive(Default)]
struct Made {
    files: std::collections::BTreeMap<String, Entry>,
    written: BTreeSet<String>,
    folders: BTreeSet<String>,
    /// What was linked before everything was made.
    linked: BTreeSet<String>,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was not there.
    New,
    /// It has another content.
    Changed,
    /// It stays.
    Kept,
    /// The new site has one at this path already; the first stays.
    Twice,
}

impl Build<'_> {
    /// A file of the new site. `key` tells what it is made of: where the last run made it of the same, it is not made
    /// again. 0: made in any case.
    pub fn file(
        &self,
        path: &str,
        key: u64,
        make: impl FnOnce() -> Result<Vec<u8>, Trouble>,
    ) -> Result<Fate, Trouble> {
        match self.kept(path, key) {
            Some(fate) => Ok(fate),
            None => self.put(path, key, make()?),
        }
    }

    /// A file that the last run made of the same; `None` where it has to be made.
    pub fn kept(&self, path: &str, key: u64) -> Option<Fate> {
        let old = self.target.last.as_ref();
        let old = old.and_then(|last| last.entry(path));
        let old = old.filter(|old| key != 0 && old.key == key)?;
        let entry = self.target.unchanged(path, old)?;
        Some(self.keep(path, entry))
    }

    /// The same with its content.
    pub fn put(&self, path: &str, key: u64, bytes: Vec<u8>) -> Result<Fate, Trouble> {
        let old = self.target.last.as_ref();
        let old = old.and_then(|last| last.entry(path));
        let fresh = Entry {
            key,
            hash: hash(&bytes),
            size: bytes.len() as u64,
            time: 0,
        };
        if let Some(old) = old {
            let same = old.hash == fresh.hash && old.size == fresh.size;
            if let Some(entry) = self.target.unchanged(path, old).filter(|_| same) {
                return Ok(self.keep(path, Entry { key, ..entry }));
            }
        } else if let Some(entry) = self.target.unchanged(path, fresh) {
            // From before the first run.
            return Ok(self.keep(path, entry));
        }
        let there = self.target.folder.join(path).is_file();
        let entry = self.write(path, &bytes, fresh)?;
        let Some(entry) = entry else {
            return Ok(Fate::Twice);
        };
        let mut made = lock_of(&self.made);
        made.files.insert(path.to_owned(), entry);
        Ok(if there { Fate::Changed } else { Fate::New })
    }

    /// Whether the new site has a file.
    pub fn has(&self, path: &str) -> bool {
        lock_of(&self.made).files.contains_key(path)
    }

    /// Links what stays of all that was made so far, while others make the rest; where nothing is new, nothing will be
    /// published.
    pub fn link(&self) -> Result<(), Trouble> {
        let kept: BTreeSet<String> = {
            let made = lock_of(&self.made);
            if made.written.is_empty() || self.target.way != Way::Exchange {
                return Ok(());
            }
            let kept = made.files.keys();
            kept.filter(|path| !made.written.contains(*path))
                .cloned()
                .collect()
        };
        link_all(self.target, &kept)?;
        lock_of(&self.made).linked = kept;
        Ok(())
    }

    fn keep(&self, path: &str, entry: Entry) -> Fate {
        let mut made = lock_of(&self.made);
        if made.files.contains_key(path) {
            return Fate::Twice;
        }
        made.files.insert(path.to_owned(), entry);
        Fate::Kept
    }

    /// `None`: there is one at this path.
    fn write(&self, path: &str, bytes: &[u8], entry: Entry) -> Result<Option<Entry>, Trouble> {
        {
            let mut made = lock_of(&self.made);
            if made.files.contains_key(path) || !made.written.insert(path.to_owned()) {
                return Ok(None);
            }
            if let Some((folder, _)) = path.rsplit_once('/')
                && made.folders.insert(folder.to_owned())
            {
                make_folder(&self.target.stage, &self.target.folder, folder)?;
            }
        }
        let file = self.target.stage.join(path);
        let written = File::create(&file).and_then(|mut out| {
            out.write_all(bytes)?;
            out.metadata()
        });
        let about = written.map_err(|error| Trouble::Save(self.target.folder.join(path), error))?;
        Ok(Some(Entry {
            time: time(&about),
            ..entry
        }))
    }

    /// Puts the new site in the place of the old one.
    pub fn publish(self, events: Memories, now: i64) -> Result<Done, Trouble> {
        let made = self.made.into_inner().unwrap_or_default();
        let target = self.target;
        let empty = State::default();
        let last = target.last.as_ref().unwrap_or(&empty);
        let retired = retired(target, &made, last, now);
        let written = made.written;
        let kept = made.files.len() - written.len();
        let kept_paths: Vec<String> = made
            .files
            .keys()
            .filter(|path| !written.contains(*path) && !made.linked.contains(*path))
            .chain(retired.keys())
            .cloned()
            .collect();
        let gone = last.files.keys().chain(last.retired.keys());
        let gone = gone.filter(|path| {
            last.knows(path)
                && !made.files.contains_key(*path)
                && !retired.contains_key(*path)
                && target.folder.join(path).is_file()
        });
        let removed: Vec<String> = gone.cloned().collect();
        let mut done = Done {
            written: written.len(),
            kept,
            removed: removed.len(),
            one_by_one: target.way == Way::Journal,
        };
        let state = State::new(made.files, retired, events);
        let bytes = state.bytes();
        let same = fs::read(target.folder.join(state::NAME)).is_ok_and(|old| old == bytes);
        if same && written.is_empty() && removed.is_empty() {
            target.abandon();
            return Ok(done);
        }
        let mut written: Vec<String> = written.into_iter().collect();
        if target.way == Way::Exchange {
            let foreign = foreign(&target.folder, last)?;
            let foreign = foreign.into_iter().filter(|path| {
                // What is ours from now on has been written or linked.
                !target.stage.join(path).exists()
            });
            let links: BTreeSet<String> = kept_paths.into_iter().chain(foreign).collect();
            // What is new is on the disk before anything refers to it; the disk keeps the order of the rest.
            save(&target.stage.join(state::NAME), &bytes)?;
            settle(&target.stage, &written);
            link_all(target, &links)?;
            match exchange(&target.stage, &target.folder) {
                Ok(()) => {
                    clear(&target.stage, &target.folder, target.last.as_ref())?;
                    return Ok(done);
                }
                Err(error) if is_impossible(&error) => {
                    // The linked files are the published ones already: to rename one is to do nothing.
                    let inside = target.folder.join(STAGE);
                    let moved = fs::rename(&target.stage, &inside);
                    moved.map_err(|error| Trouble::Save(inside, error))?;
                    done.one_by_one = true;
                }
                Err(error) => return Err(Trouble::Save(target.folder.clone(), error)),
            }
        } else {
            save(&target.stage.join(state::NAME), &bytes)?;
            settle(&target.stage, &written);
        }
        written.push(state::NAME.to_owned());
        written.sort_by_cached_key(|path| (rank(path), path.clone()));
        let journal = Journal {
            write: written,
            remove: removed,
        };
        let text = serde_json::to_vec(&journal).unwrap_or_default();
        let place = target.folder.join(JOURNAL);
        crate::import::save(&place, &text).map_err(|error| Trouble::Save(place, error))?;
        finish_journal(&target.folder)?;
        Ok(done)
    }
}

/// Events by their ids.
pub type Memories = std::collections::BTreeMap<String, state::Memory>;

/// What old pages may still ask for.
fn retired(
    target: &Target,
    made: &Made,
    last: &State,
    now: i64,
) -> std::collections::BTreeMap<String, Retired> {
    let newly = last.files.iter().map(|(path, entry)| {
        let entry = *entry;
        (path, Retired { entry, since: now })
    });
    let before = last.retired.iter().map(|(path, it)| (path, *it));
    newly
        .chain(before)
        .filter(|(path, it)| {
            state::is_named_by_content(path)
                && !made.files.contains_key(*path)
                && now - it.since < KEPT
                && target.folder.join(path).is_file()
        })
        .map(|(path, it)| (path.clone(), it))
        .collect()
}

/// Order in which files are renamed: what others refer to, then what refers to it.
fn rank(path: &str) -> u8 {
    match path {
        state::NAME => 4,
        "index.html" | "sw.js" => 3,
        "feed.json" => 2,
        path if state::is_named_by_content(path) => 0,
        _ => 1,
    }
}

/// Tells one content from another; 64 bits, and no protection against who wants two alike.
pub fn hash(bytes: &[u8]) -> u64 {
    domain::feed::revision(bytes)
}

fn time(about: &Metadata) -> i64 {
    let since = about.modified().ok();
    let since = since.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.map_or(0, |since| {
        i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)
    })
}

fn lock_of<T>(of: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    of.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn save(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    fs::write(path, bytes).map_err(|error| Trouble::Save(path.to_owned(), error))
}

/// A folder that is no calendar is nobody's to be replaced. What begins with a dot is not for visitors.
fn refuse_foreign(folder: &Path) -> Result<(), Trouble> {
    if folder.join(state::NAME).is_file() || folder.join(JOURNAL).is_file() {
        return Ok(());
    }
    let read = |error| Trouble::Read(folder.to_owned(), error);
    let mut foreign = false;
    for entry in fs::read_dir(folder).map_err(read)? {
        let name = entry.map_err(read)?.file_name();
        foreign |= !name.as_encoded_bytes().starts_with(b".");
    }
    // A calendar that somebody put there by hand.
    let page = fs::read_to_string(folder.join(crate::site::PAGE)).unwrap_or_default();
    let calendar = page.contains("id=\"kalendarz\"") && crate::site::markup::has(&page, "head");
    if foreign && !calendar {
        return Err(Trouble::NoCalendar(folder.to_owned()));
    }
    Ok(())
}

fn lock(folder: &Path) -> Result<File, Trouble> {
    let path = folder.join(LOCK);
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(|error| Trouble::Save(path.clone(), error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => Err(Trouble::Busy(folder.to_owned())),
        // A network disk that knows no locks: cron runs one at a time.
        Err(fs::TryLockError::Error(_)) => Ok(file),
    }
}

/// Moves what a journal names, from where it was left off.
fn finish_journal(folder: &Path) -> Result<(), Trouble> {
    let place = folder.join(JOURNAL);
    let Ok(text) = fs::read(&place) else {
        return Ok(());
    };
    let journal: Journal =
        serde_json::from_slice(&text).map_err(|_| Trouble::Journal(place.clone()))?;
    let stage = folder.join(STAGE);
    for path in &journal.write {
        let (from, to) = (stage.join(path), folder.join(path));
        if fs::symlink_metadata(&from).is_err() {
            continue;
        }
        if let Some((parent, _)) = path.rsplit_once('/') {
            make_folder(folder, &stage, parent)?;
        }
        fs::rename(&from, &to).map_err(|error| Trouble::Save(to, error))?;
    }
    for path in &journal.remove {
        let file = folder.join(path);
        match fs::remove_file(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Trouble::Save(file, error));
            }
            _ => {}
        }
        remove_empty(folder, path);
    }
    // The folder first: a journal without it has nothing to move, and a folder without a journal is cleared.
    let _ = fs::remove_dir_all(&stage);
    fs::remove_file(&place).map_err(|error| Trouble::Save(place, error))
}

/// Folders above a removed file that hold nothing any more.
fn remove_empty(folder: &Path, path: &str) {
    let mut path = path;
    while let Some((parent, _)) = path.rsplit_once('/') {
        if fs::remove_dir(folder.join(parent)).is_err() {
            return;
        }
        path = parent;
    }
}

/// Takes a folder away that a run left: the site before, or one that was not finished. A file that somebody put into
/// the site while the run was on its way, so that `state` does not know it, is brought over.
fn clear(stage: &Path, folder: &Path, state: Option<&State>) -> Result<(), Trouble> {
    if fs::symlink_metadata(stage).is_err() {
        return Ok(());
    }
    if let Some(state) = state {
        for path in foreign(stage, state)? {
            bring_over(stage, folder, &path)?;
        }
    }
    fs::remove_dir_all(stage).map_err(|error| Trouble::Save(stage.to_owned(), error))
}

fn bring_over(stage: &Path, folder: &Path, path: &str) -> Result<(), Trouble> {
    let to = folder.join(path);
    if fs::symlink_metadata(&to).is_ok() {
        return Ok(());
    }
    if let Some((parent, _)) = path.rsplit_once('/') {
        make_folder(folder, stage, parent)?;
    }
    fs::rename(stage.join(path), &to).map_err(|error| Trouble::Save(to, error))
}

/// Files of a folder that no run wrote, with `/` between folders.
fn foreign(folder: &Path, state: &State) -> Result<Vec<String>, Trouble> {
    let mut files = walk(folder, false)?;
    files.retain(|path| is_foreign(path, state));
    Ok(files)
}

/// Whether a file of a published folder is neither a run's own nor known to be published.
fn is_foreign(path: &str, state: &State) -> bool {
    ![LOCK, JOURNAL, STAGE, state::NAME].contains(&path) && !state.knows(path)
}

/// Files below a folder, with `/` between folders; not those that wait in it. Where a symbolic link leads to a folder it
/// is followed, or a file as any other.
pub fn walk(folder: &Path, follow: bool) -> Result<Vec<String>, Trouble> {
    let mut files = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(within) = folders.pop() {
        let place = folder.join(&within);
        let read = |error| Trouble::Read(place.clone(), error);
        for entry in fs::read_dir(&place).map_err(read)? {
            let entry = entry.map_err(read)?;
            let name = entry.file_name();
            let Some(name) = name.to_str() else {
                return Err(Trouble::Name(entry.path()));
            };
            let path = if within.is_empty() {
                name.to_owned()
            } else {
                format!("{within}/{name}")
            };
            let kind = entry.file_type().map_err(read)?;
            let linked = || follow && kind.is_symlink() && entry.path().is_dir();
            if !kind.is_dir() && !linked() {
                files.push(path);
            } else if path != STAGE {
                folders.push(path);
            }
        }
    }
    Ok(files)
}

/// Hard links in the new folder to files of the old one, symbolic links among them; what is there already stays.
fn link_all<'a>(
    target: &Target,
    paths: impl IntoIterator<Item = &'a String>,
) -> Result<(), Trouble> {
    let mut made = "";
    for path in paths {
        if let Some((parent, _)) = path.rsplit_once('/')
            && parent != made
        {
            make_folder(&target.stage, &target.folder, parent)?;
            made = parent;
        }
        let from = target.folder.join(path);
        match fs::hard_link(&from, target.stage.join(path)) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(Trouble::Save(from, error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Folders within `root`, each as open to others as the one of that name in `like`.
fn make_folder(root: &Path, like: &Path, path: &str) -> Result<(), Trouble> {
    let mut whole = String::new();
    for name in path.split('/') {
        if !whole.is_empty() {
            whole.push('/');
        }
        whole.push_str(name);
        let folder = root.join(&whole);
        match fs::create_dir(&folder) {
            Ok(()) => same_owner(&folder, &like.join(&whole)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Trouble::Save(folder, error)),
        }
    }
    Ok(())
}

/// The folder beside the published one; `None` at the root of a disk.
fn beside(folder: &Path) -> Option<PathBuf> {
    let name = folder.file_name()?.to_str()?;
    Some(folder.parent()?.join(format!(".{name}{STAGE}")))
}

/// Makes the folder for the new site, where files of the old one can be linked into it.
fn stage_at(stage: &Path, folder: &Path) -> bool {
    if fs::create_dir(stage).is_err() {
        return false;
    }
    same_owner(stage, folder);
    // The lock itself, which has to be the same in both.
    let linked = fs::hard_link(folder.join(LOCK), stage.join(LOCK)).is_ok();
    if !linked {
        let _ = fs::remove_dir_all(stage);
    }
    linked
}

/// As far as it may be done: who reads the old folder reads the new one.
#[cfg(unix)]
fn same_owner(folder: &Path, like: &Path) {
    use std::os::unix::fs::MetadataExt;
    let Ok(about) = fs::metadata(like) else {
        return;
    };
    let _ = std::os::unix::fs::chown(folder, Some(about.uid()), Some(about.gid()));
    let _ = fs::set_permissions(folder, about.permissions());
}

#[cfg(not(unix))]
fn same_owner(_: &Path, _: &Path) {}

/// Whether a folder can change names with another: not where a disk is mounted.
#[cfg(target_os = "linux")]
fn exchangeable(folder: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    let about = statx(CWD, folder, AtFlags::empty(), StatxFlags::BASIC_STATS);
    about.is_ok_and(|about| !about.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(not(target_os = "linux"))]
fn exchangeable(_: &Path) -> bool {
    false
}

#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// The system or the disk can't; anything else is trouble.
fn is_impossible(error: &io::Error) -> bool {
    use io::ErrorKind as Kind;
    matches!(
        error.kind(),
        Kind::Unsupported
            | Kind::InvalidInput
            | Kind::ResourceBusy
            | Kind::CrossesDevices
            | Kind::PermissionDenied
    )
}

/// Everything that was written is on the disk before names change, so that a power cut leaves one site whole too.
fn settle(stage: &Path, written: &[String]) {
    /// Above that it is quicker to ask for the whole disk.
    const FEW: usize = 200;
    if written.len() > FEW && settle_disk(stage) {
        return;
    }
    let written = written.iter().map(String::as_str);
    for path in written.chain([state::NAME]) {
        let _ = File::open(stage.join(path)).and_then(|file| file.sync_all());
    }
}

#[cfg(target_os = "linux")]
fn settle_disk(folder: &Path) -> bool {
    File::open(folder).is_ok_and(|folder| rustix::fs::syncfs(folder).is_ok())
}

#[cfg(not(target_os = "linux"))]
fn settle_disk(_: &Path) -> bool {
    false
}
