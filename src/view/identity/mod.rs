//! The pages of a user pool, for its end users, and the mails they get: one struct, one template, one name.

mod account;
mod conflict;
mod done;
mod envelope;
mod field;
mod identifier;
mod letter;
mod new_password;
mod second_factor;
mod sign_in;
mod trouble;
mod verify;
mod when;

pub use account::{
    Account, AccountNotice, ChangePassword, ChangeSecondFactor, NewApp, NewPasskeyPage, RecoveryCodes, SeenKey,
    SeenPasskey, SeenPlace,
};
pub use conflict::Conflict;
pub use done::{Done, SignOut, SignedOut};
pub use envelope::Envelope;
pub use field::{Field, WantedPasskey};
pub use identifier::Identifier;
pub use letter::CodeLetter;
pub use new_password::NewPassword;
pub use second_factor::{FactorMistake, SecondFactor};
pub use sign_in::{AskedPasskey, SignIn};
pub use trouble::{IdentityTrouble, TroublePage};
pub use verify::{CodeMistake, Verify};
pub use when::when;
