//! What happens on a pool's own pages. A sign-in is begun by the authorization endpoint and ends with a code for the
//! application; each move of it is one transaction.

pub mod account;
mod choosing;
mod chosen;
pub mod ending;
mod factor;
pub mod flows;
pub mod mailed;
pub mod moves;
pub mod own_page;
pub mod passkeys;
pub mod passwords;
pub mod promotion;
pub mod second_factor;
