//! Pages read without a recipe: a corpus of many kinds, the sandbox from end to end, and pages that were made to be
//! hard.

mod budget;
mod corpus;
mod door;
mod everybody;
mod learn;
mod mixed;
mod mute;
mod passwordless;
mod sandbox;
mod sent_by_script;
mod soup;
