//! One wanted thing from its publisher into the store, and pinned; or not, and why.

use std::path::{Path, PathBuf};

use super::outcome::{Outcome, What};
use super::wanted::Wanted;
use crate::fault::{Fault, Faults, Place, Result};
use crate::fetch::{Client, Pace, Reply, Request, Validators, now, unpacked};
use crate::hashed::Hashed;
use crate::ingest::Examined;
use crate::model::Reader;
use crate::provenance::{Lock, Locked, Sidecar, Store, vintage_name};

/// What a file says of itself, or why it is no file of the form.
pub type Examine<'a> = &'a dyn Fn(Reader, &Path) -> Result<Examined>;

/// Under this share of the rows that are locked, a reply has shrunk.
const SHRUNKEN: f64 = 0.9;
/// No provider has so many pages for one code; a number beyond is an error of the reply.
const MOST_PAGES: u32 = 10_000;

/// What is needed to take anything.
pub(super) struct Taker<'a> {
    pub client: &'a Client,
    pub examine: Examine<'a>,
    pub store: &'a Store,
    pub lock_file: PathBuf,
    pub accept_shrunken: bool,
    pub tell: &'a dyn Fn(&str),
}

/// A file that has come, or is there unchanged.
struct Come {
    file: String,
    address: String,
    path: PathBuf,
    hashed: Hashed,
    examined: Examined,
    validators: Validators,
}

impl Taker<'_> {
    /// Fetches what the publisher has now.
    ///
    /// # Errors
    /// Why there is nothing new in the store; what was there is untouched.
    pub fn take(&self, wanted: &Wanted, lock: &mut Lock, pace: &mut Pace) -> Result<Outcome> {
        let taken = self.come(wanted, lock, pace).and_then(|come| {
            check_rows(wanted, lock, &come, self.accept_shrunken)?;
            self.keep(wanted, lock, &come)
        });
        if taken.is_err() {
            self.tidy(wanted);
        }
        taken
    }

    /// Fetches again exactly what is locked, where the store lacks it.
    ///
    /// # Errors
    /// Nothing is locked, the store has other bytes, or the publisher does by now.
    pub fn take_locked(&self, wanted: &Wanted, lock: &Lock, pace: &mut Pace) -> Result<Outcome> {
        let locked: Vec<&Locked> = lock.of(&wanted.provider.code, &wanted.code).collect();
        if locked.is_empty() {
            return Err(Fault::new(format!("{} is not in datasets/sources.lock", wanted.name()))
                .hint("fetch it once without --locked, which pins it")
                .into());
        }
        let mut what = What::Unchanged;
        for one in &locked {
            if one.path(self.store.root())?.is_file() {
                one.verify(self.store.root())?;
            } else {
                self.restore(wanted, one, pace).inspect_err(|_| self.tidy(wanted))?;
                what = What::Fetched;
            }
        }
        Ok(Outcome::of(wanted, what, &locked))
    }

    /// All pages, each whole and examined.
    fn come(&self, wanted: &Wanted, lock: &Lock, pace: &mut Pace) -> Result<Vec<Come>> {
        let first = self.page(wanted, 1, lock, pace)?;
        let pages = match (wanted.has_pages(), first.examined.pages) {
            (false, _) => 1,
            (true, Some(pages @ 1..=MOST_PAGES)) => pages,
            (true, found) => {
                let found = found.map_or("nothing".to_owned(), |n| n.to_string());
                let message = format!("the first page must say how many there are (found {found})");
                return Err(Fault::new(message).at(at(&first.address)).into());
            }
        };
        let mut come = vec![first];
        for page in 2..=pages {
            (self.tell)(&format!("page {page} of {pages}"));
            come.push(self.page(wanted, page, lock, pace)?);
        }
        for pair in come.windows(2) {
            let (one, other) = (&pair[0].examined, &pair[1].examined);
            if (&one.vintage, one.pages) != (&other.vintage, other.pages) {
                let message = "the publisher changed the data while its pages were fetched";
                return Err(Fault::new(message)
                    .at(at(&pair[1].address))
                    .hint("fetch it again")
                    .into());
            }
        }
        Ok(come)
    }

    fn page(&self, wanted: &Wanted, page: u32, lock: &Lock, pace: &mut Pace) -> Result<Come> {
        let (address, file) = (wanted.address(page), wanted.file(page));
        let part = self.store.part(&wanted.provider.code, &file);
        let locked = lock.of(&wanted.provider.code, &wanted.code).find(|l| l.file == file);
        let there = locked.filter(|l| l.address == address && l.verify(self.store.root()).is_ok());
        let there = there.map(|locked| locked.path(self.store.root())).transpose()?;
        let known = there.as_ref().and_then(|path| Sidecar::of(path)).map(|s| s.validators);
        let largest = wanted.largest();
        let request = Request { address: &address, known: known.as_ref(), part: &part, largest };
        let is_listed_the_same = known.as_ref().is_some_and(|k| k.listed == wanted.listed);
        let reply = match wanted.listed.is_some() && is_listed_the_same {
            true => Reply::Unchanged,
            false => self.client.get(&request, pace, self.tell)?,
        };
        let (path, mut validators) = match (reply, there) {
            (Reply::Whole { validators, .. }, _) => (part, validators),
            (Reply::Unchanged, Some(there)) => (there, known.unwrap_or_default()),
            (Reply::Unchanged, None) => {
                return Err(Fault::new(format!("cannot fetch {address} (nothing came)")).into());
            }
        };
        validators.listed.clone_from(&wanted.listed);
        unpacked(&path, largest)
            .and_then(|_| (self.examine)(wanted.reader, &path))
            .and_then(|examined| {
                let hashed = Hashed::of_file(&file, &path)?;
                Ok(Come { file, address: address.clone(), path, hashed, examined, validators })
            })
            .map_err(|faults| from_address(faults, &address))
    }

    /// Puts what has come into the store and pins it, or sees that it is there already.
    fn keep(&self, wanted: &Wanted, lock: &mut Lock, come: &[Come]) -> Result<Outcome> {
        let (provider, code) = (&wanted.provider.code, &wanted.code);
        let before: Vec<Locked> = lock.of(provider, code).cloned().collect();
        let same =
            |one: &Come| before.iter().any(|l| l.file == one.file && l.sha256 == one.hashed.sha256);
        let what = match come.iter().all(same) && before.len() == come.len() {
            true => What::Unchanged,
            false => What::Fetched,
        };
        let vintage = match what {
            What::Unchanged => before[0].vintage.clone(),
            _ => self.vintage(wanted, come)?,
        };
        let mut files = Vec::new();
        for one in come {
            let earlier = before.iter().find(|l| what == What::Unchanged && l.file == one.file);
            let locked = earlier.cloned().unwrap_or_else(|| locked(wanted, &vintage, one));
            self.put(wanted, &locked, one)?;
            files.push(locked);
        }
        let outcome = Outcome::of(wanted, what, &files.iter().collect::<Vec<_>>());
        lock.replace(provider, code, files);
        lock.write(&self.lock_file)?;
        Ok(outcome)
    }

    fn put(&self, wanted: &Wanted, locked: &Locked, come: &Come) -> Result<()> {
        let to = locked.path(self.store.root())?;
        let sidecar = Sidecar {
            address: locked.address.clone(),
            retrieved: locked.retrieved.clone(),
            checked: now().to_string(),
            sha256: locked.sha256.clone(),
            bytes: locked.bytes,
            rows: locked.rows,
            vintage: come.examined.vintage.clone(),
            licence: wanted.licence(),
            tool: format!("ssj {}", env!("CARGO_PKG_VERSION")),
            validators: come.validators.clone(),
        };
        self.store.place(&come.path, &to, &sidecar)
    }

    /// The publisher's name of the release, else today's date; with a number where other bytes are
    /// stored under it.
    fn vintage(&self, wanted: &Wanted, come: &[Come]) -> Result<String> {
        let own = come[0].examined.vintage.as_deref();
        // Of a moment in the catalogue, the day.
        let listed =
            wanted.listed.as_deref().map(|moment| moment.split('T').next().unwrap_or(moment));
        let name = own.or(listed).and_then(vintage_name);
        let name = name.unwrap_or_else(|| now().date());
        let files: Vec<(String, String)> =
            come.iter().map(|one| (one.file.clone(), one.hashed.sha256.clone())).collect();
        self.store.free_vintage(&wanted.provider.code, &name, &files)
    }

    /// Fetches one locked file into its place.
    fn restore(&self, wanted: &Wanted, locked: &Locked, pace: &mut Pace) -> Result<()> {
        let part = self.store.part(&wanted.provider.code, &locked.file);
        let largest = wanted.largest();
        let request = Request { address: &locked.address, known: None, part: &part, largest };
        let Reply::Whole { validators, .. } = self.client.get(&request, pace, self.tell)? else {
            let message = format!("cannot fetch {} (nothing came)", locked.address);
            return Err(Fault::new(message).into());
        };
        let hashed = Hashed::of_file(&locked.file, &part)?;
        if hashed.sha256 != locked.sha256 {
            let (found, expected) = (&hashed.sha256, &locked.sha256);
            let message = format!(
                "the publisher has other bytes than are locked: hash {found}, locked {expected}"
            );
            return Err(Fault::new(message)
                .at(at(&locked.address))
                .hint("nothing was stored; without --locked the new vintage is fetched and pinned")
                .into());
        }
        let examined = (self.examine)(wanted.reader, &part)
            .map_err(|faults| from_address(faults, &locked.address))?;
        let (file, address) = (locked.file.clone(), locked.address.clone());
        self.put(wanted, locked, &Come { file, address, path: part, hashed, examined, validators })
    }

    /// Removes what came whole and was refused; what can be resumed stays.
    fn tidy(&self, wanted: &Wanted) {
        let part = self.store.part(&wanted.provider.code, &wanted.file(1));
        crate::fetch::sweep(part.parent().unwrap_or(&part));
    }
}

fn locked(wanted: &Wanted, vintage: &str, come: &Come) -> Locked {
    Locked {
        provider: wanted.provider.code.clone(),
        code: wanted.code.clone(),
        file: come.file.clone(),
        vintage: vintage.to_owned(),
        address: come.address.clone(),
        sha256: come.hashed.sha256.clone(),
        bytes: come.hashed.bytes as u64,
        rows: come.examined.rows as u64,
        retrieved: now().to_string(),
    }
}

/// Good data are not replaced by much less of them.
fn check_rows(wanted: &Wanted, lock: &Lock, come: &[Come], accept: bool) -> Result<()> {
    let before: u64 = lock.of(&wanted.provider.code, &wanted.code).map(|l| l.rows).sum();
    let rows: u64 = come.iter().map(|one| one.examined.rows as u64).sum();
    if rows as f64 >= SHRUNKEN * before as f64 || accept {
        return Ok(());
    }
    let percent = 100.0 * (before - rows) as f64 / before as f64;
    let message = format!(
        "{} has shrunk by {percent:.0} %: {rows} rows with values came, {before} are locked",
        wanted.name()
    );
    Err(Fault::new(message)
        .at(at(&come[0].address))
        .hint(
            "nothing was replaced; if the publisher withdrew data, take it with --accept-shrunken",
        )
        .into())
}

fn at(address: &str) -> Place {
    Place::file(Path::new(address))
}

/// Faults of a file on its way, told of where it came from: the part is gone when they are read.
fn from_address(mut faults: Faults, address: &str) -> Faults {
    for fault in &mut faults.0 {
        fault.place = Some(at(address));
    }
    faults
}
