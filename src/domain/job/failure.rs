//! Why a step, and with it a run, failed: a stable code, and words for the company's developers.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

/// Why a run failed. A code never changes its meaning.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
    schemars::JsonSchema,
)]
#[schemars(rename = "RunReason")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Reason {
    /// The signed-in session is gone, so the steps cannot be done.
    SessionLost,
    /// The source did not answer, or answered with an error.
    SourceUnavailable,
    /// The page is not what the definition expects: something that it names is not there.
    SourceChanged,
    /// The page is not as an `expect` of the definition says.
    ExpectationFailed,
    /// A step that may be done once only was interrupted, and nobody knows whether it was done.
    OutcomeUnknown,
    /// What was read does not fit the schema of its step.
    ResultInvalid,
    /// A `stop` ended the run, which had made and changed nothing.
    Stopped,
    /// What was to be read is an empty list, which the definition allows.
    NothingFound,
    /// A field that every record has is not there.
    FieldMissing,
    /// The words of a field are no value of its type.
    Unreadable,
    /// The words of a field could be two values.
    Ambiguous,
    /// The list is empty, and the definition does not allow that.
    NoRecords,
    /// A page of the list has the records of an earlier one.
    PageRepeated,
    /// Two records have the same key.
    DuplicateRecord,
    /// The list goes on over more pages than may be read.
    TooManyPages,
    /// The list has more records than may be read.
    TooManyRecords,
    /// There are more or fewer records than the page itself says.
    Incomplete,
    /// The step did not end within its time.
    TimedOut,
    /// The permissions of the workflow do not allow a request.
    PermissionDenied,
    /// The page is more than may be read.
    PageTooLarge,
    /// The link, button or address of a download led to no file.
    NoFile,
    /// The file is larger than the permissions of the workflow allow.
    FileTooLarge,
    /// The permissions of the workflow do not allow files of this type.
    FileTypeDenied,
    /// There are more files than the permissions of the workflow allow, or several where there is to be one.
    TooManyFiles,
    /// What was taken could not be stored on this side.
    NotStored,
    /// The step needs a browser, and none is installed.
    BrowserMissing,
    /// The company cancelled the run.
    Cancelled,
    /// The customer did not want to answer what the run asked.
    CancelledByCustomer,
    /// The source refused what the customer answered.
    AnswerRefused,
    /// An earlier workflow of the job failed, so this one did not begin.
    NotBegun,
    /// The link has not what the workflow declares as its inputs, which changed since.
    InputInvalid,
    /// A mistake on this side.
    Internal,
}

impl Reason {
    /// Whether the page or the source is the reason: steps that follow may still be done.
    pub const fn is_of_the_page(self) -> bool {
        match self {
            Self::SessionLost
            | Self::OutcomeUnknown
            | Self::BrowserMissing
            | Self::NotBegun
            | Self::Cancelled
            | Self::CancelledByCustomer
            | Self::AnswerRefused
            | Self::PermissionDenied
            | Self::TooManyFiles
            | Self::NotStored
            | Self::InputInvalid
            | Self::Internal => false,
            Self::SourceUnavailable
            | Self::SourceChanged
            | Self::ExpectationFailed
            | Self::ResultInvalid
            | Self::Stopped
            | Self::NothingFound
            | Self::FieldMissing
            | Self::Unreadable
            | Self::Ambiguous
            | Self::NoRecords
            | Self::PageRepeated
            | Self::DuplicateRecord
            | Self::TooManyPages
            | Self::TooManyRecords
            | Self::Incomplete
            | Self::TimedOut
            | Self::PageTooLarge
            | Self::NoFile
            | Self::FileTooLarge
            | Self::FileTypeDenied => true,
        }
    }
}

/// How a step failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub reason: Reason,
    /// For the company's developers.
    pub message: String,
}

impl Failure {
    /// A failure with its words.
    pub fn new(reason: Reason, message: impl Into<String>) -> Self {
        Self { reason, message: message.into() }
    }
}
