//! The steps that take, give and make files.

mod download;
mod print;
mod upload;

pub use download::Download;
pub use print::{Print, PrintFormat};
pub use upload::Upload;

use crate::domain::job::artifact::file_name;

/// What is wrong with the name of a file that a definition names.
fn name_mistake(name: &str) -> Option<&'static str> {
    (name.is_empty() || file_name(name) != name)
        .then_some("no name of a file that is safe everywhere, such as `invoice.pdf`")
}
