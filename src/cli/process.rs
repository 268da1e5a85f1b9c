//! What this process may do and leaves behind, whoever started it.

use rustix::{
    fs::Mode,
    process::{Resource, Rlimit, getrlimit, setrlimit, umask},
};

/// Files are for their owner alone, a crash writes no memory to a disk, and as many files may be open as the system allows.
pub fn harden() {
    umask(Mode::from_raw_mode(0o077));
    // What the system does not allow stays as it is: less room than there could be, or a core dump that the system's
    // administrator insists on.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    let files = getrlimit(Resource::Nofile);
    let _ = setrlimit(Resource::Nofile, Rlimit { current: files.maximum, ..files });
}
