//! The folder of a run: made once, owned by one process at a time, written without halves.

use std::fs::{File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::manifest::{self, Manifest};
use crate::error::{Error, Result};

/// Where runs go that were not given a folder.
pub const DEFAULT: &str = "simulations";

/// The folder of a run, which this process alone may write as long as this value lives.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// `run.json` under lock; the system lets go of it when the process ends, however it ends.
    _lock: File,
}

impl Folder {
    /// Makes the folder of a new run with its `run.json`. Without a path it is the next free one in
    /// [`DEFAULT`]. `replace` allows to delete a run that is there.
    ///
    /// # Errors
    /// [`Error::Usage`] if the folder holds something; [`Error::Io`] if it cannot be made.
    pub fn create(path: Option<&Path>, replace: bool, manifest: &Manifest) -> Result<Self> {
        let path = match path {
            Some(path) => {
                make_empty(path, replace)?;
                path.to_path_buf()
            }
            None => next_free(Path::new(DEFAULT))?,
        };
        if let Err(error) = manifest.write(&path) {
            // Removes empty folders only.
            let _ = std::fs::remove_dir(&path);
            return Err(error);
        }
        Self::lock(path)
    }

    /// Opens the folder of a run that is to go on.
    ///
    /// # Errors
    /// [`Error::Usage`] if it holds no run; [`Error::Data`] if it is a run of another version; [`Error::Io`] if it
    /// cannot be read.
    pub fn open(path: &Path) -> Result<(Self, Manifest)> {
        if !holds_run(path) {
            return Err(Error::Usage(format!(
                "{} is not the folder of a run: it has no {}; `ec4x simulate --out={0}` begins one",
                path.display(),
                manifest::NAME
            )));
        }
        let folder = Self::lock(path.to_path_buf())?;
        Ok((folder, Manifest::read(path)?))
    }

    fn lock(path: PathBuf) -> Result<Self> {
        let file = path.join(manifest::NAME);
        let lock = File::options()
            .read(true)
            .write(true)
            .open(&file)
            .map_err(Error::io("open", &file))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path, _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(Error::Usage(format!(
                "another ec4x is playing the run in {}; wait for it, or choose another folder with --out",
                path.display()
            ))),
            // Some file systems know no locks: then nobody is kept away.
            Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => {
                Ok(Self { path, _lock: lock })
            }
            Err(TryLockError::Error(error)) => Err(Error::io("lock", &file)(error)),
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Whether a folder holds a run.
pub fn holds_run(path: &Path) -> bool {
    path.join(manifest::NAME).is_file()
}

/// The last of the runs that were not given a folder.
pub fn latest(parent: &Path) -> Option<PathBuf> {
    if holds_run(parent) {
        return Some(parent.to_path_buf());
    }
    let runs = numbered(parent).into_iter().map(|number| parent.join(name(number)));
    runs.rev().find(|run| holds_run(run))
}

/// Writes a file so that it is there as a whole or not at all.
///
/// # Errors
/// [`Error::Io`]; what was there before is then as it was.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut temporary = path.as_os_str().to_os_string();
    temporary.push(".tmp");
    let temporary = PathBuf::from(temporary);
    let write = || {
        let mut file = File::create(&temporary)?;
        file.write_all(bytes)?;
        file.sync_data()?;
        std::fs::rename(&temporary, path)
    };
    write().map_err(|error| {
        let _ = std::fs::remove_file(&temporary);
        Error::io("write", path)(error)
    })
}

fn make_empty(path: &Path, replace: bool) -> Result<()> {
    let occupied = match std::fs::read_dir(path) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
        Err(error) => return Err(Error::io("use", path)(error)),
    };
    let shown = path.display();
    match (occupied, holds_run(path), replace) {
        (true, true, true) => {
            // The lock makes sure that nobody is playing it.
            let lock = Folder::lock(path.to_path_buf())?;
            std::fs::remove_dir_all(path).map_err(Error::io("delete", path))?;
            drop(lock);
        }
        (true, true, false) => {
            return Err(Error::Usage(format!(
                "{shown} already holds a run; go on with it by `--resume={shown}`, delete it with --force, \
                 or choose another folder with --out"
            )));
        }
        (true, false, _) => {
            return Err(Error::Usage(format!(
                "{shown} holds files that are no run; choose an empty or new folder with --out"
            )));
        }
        (false, ..) => {}
    }
    std::fs::create_dir_all(path).map_err(Error::io("make folder", path))
}

fn next_free(parent: &Path) -> Result<PathBuf> {
    std::fs::create_dir_all(parent).map_err(Error::io("make folder", parent))?;
    let mut number = numbered(parent).last().map_or(1, |last| last + 1);
    loop {
        let path = parent.join(name(number));
        match std::fs::create_dir(&path) {
            Ok(()) => return Ok(path),
            // Another process was faster.
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(Error::io("make folder", path)(error)),
        }
    }
}

fn name(number: u32) -> String {
    format!("run-{number:04}")
}

/// Numbers of the folders that [`next_free`] made, ascending.
fn numbered(parent: &Path) -> Vec<u32> {
    let entries = std::fs::read_dir(parent).into_iter().flatten().flatten();
    let number = |entry: std::fs::DirEntry| entry.file_name().to_str()?.strip_prefix("run-")?.parse().ok();
    let mut numbers: Vec<u32> = entries.filter_map(number).collect();
    numbers.sort_unstable();
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_folders_are_numbered() {
        let root = tempfile::tempdir().unwrap();
        let parent = root.path().join("simulations");
        assert_eq!(latest(&parent), None);
        assert_eq!(next_free(&parent).unwrap(), parent.join("run-0001"));
        std::fs::create_dir(parent.join("run-0007")).unwrap();
        std::fs::create_dir(parent.join("run-x")).unwrap();
        assert_eq!(next_free(&parent).unwrap(), parent.join("run-0008"));
        assert_eq!(latest(&parent), None, "an empty folder is no run");
        for run in ["run-0001", "run-0007"] {
            std::fs::write(parent.join(run).join(manifest::NAME), "{}").unwrap();
        }
        assert_eq!(latest(&parent), Some(parent.join("run-0007")));
    }

    #[test]
    fn foreign_files_are_never_deleted() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path();
        make_empty(path, false).unwrap();
        std::fs::write(path.join("thesis.txt"), "ten years").unwrap();
        for replace in [false, true] {
            assert_eq!(make_empty(path, replace).unwrap_err().exit_code(), 2);
        }
        std::fs::write(path.join(manifest::NAME), "{}").unwrap();
        assert_eq!(make_empty(path, false).unwrap_err().exit_code(), 2);
        make_empty(path, true).unwrap();
        assert!(std::fs::read_dir(path).unwrap().next().is_none());
    }

    #[test]
    fn one_process_at_a_time() {
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join(manifest::NAME), "{}").unwrap();
        let first = Folder::lock(root.path().to_path_buf()).unwrap();
        let second = Folder::lock(root.path().to_path_buf()).unwrap_err();
        assert!(
            second.to_string().starts_with("another ec4x is playing the run"),
            "{second}"
        );
        assert!(make_empty(root.path(), true).is_err());
        drop(first);
        Folder::lock(root.path().to_path_buf()).unwrap();
    }
}
