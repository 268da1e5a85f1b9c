//! The pages on which regular users see and change their own account.

mod app;
mod browser;
mod overview;
mod passkey;
mod password;
mod picture;
mod recovery;
mod second_factor;

pub use app::NewApp;
pub use overview::{Account, AccountNotice, SeenKey, SeenPasskey, SeenPlace};
pub use passkey::NewPasskeyPage;
pub use password::ChangePassword;
pub use recovery::RecoveryCodes;
pub use second_factor::ChangeSecondFactor;
