//! What staff see.

mod previews;
