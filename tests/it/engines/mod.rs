//! The engines side by side: one list of stories, told by each.

mod stories;
mod walk;
