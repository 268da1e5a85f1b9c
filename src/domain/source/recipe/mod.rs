//! A recipe: how to recognise a source's screens and what to ask on each, as data (TOML in files, JSON in the API).

mod fields;
pub mod lint;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::prompt::{
    challenge::{Channel, CodeFormat, Kind},
    refusal::Refusal,
};

/// A CSS selector; [`lint`] says when one cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[schemars(rename = "CssSelector")]
#[serde(transparent)]
pub struct Css(pub String);

/// How to walk one source's sign-in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// Tried in order; the first whose mark is seen is the screen.
    #[serde(default)]
    pub screens: Vec<Screen>,
    /// How to tell that the source accepted the sign-in; asked after the screens. Without it, signs of being inside
    /// are weighed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_in: Option<Mark>,
    /// Whether the screens here are all there are. Else a page that is none of them is read without a recipe.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub complete: bool,
    /// Pages that end the flow; asked before the screens.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<Ending>,
    /// Where the source says on any screen what was wrong with the previous answer; looked at after the screen's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Complaint>,
    /// Where the source says on any screen how many tries are left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tries_left: Option<Number>,
    /// Elements with `data-value` and `data-outcome`, on sources that exist for tests: makes every link a test link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub test_values: Option<Css>,
}

/// What must and what must not be on a page, and where the page must be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Each of these is somewhere on the page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub all: Vec<Css>,
    /// None of these is anywhere on the page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub none: Vec<Css>,
    /// A person reads each of these somewhere on the page, in any case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub says: Vec<String>,
    /// The path of the page's URL; a `*` at its end stands for anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

/// One screen: how to recognise it, what to ask, and where the answer goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Screen {
    /// For people who read the recipe or its mistakes.
    pub name: String,
    pub when: Mark,
    /// The kind of prompt.
    pub ask: Kind,
    /// Which element takes which field of the prompt: `identifier`, `password`, `code` (several matches take a
    /// character each), `answer` (each match is a question), `char` (each match is one), `phone`, `email`, `captcha`,
    /// `link`, `password_again`, or a name of the recipe's own for what the source wants besides.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, Css>,
    /// The extra fields among them that not everybody has to fill, such as a code on the page of the password.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub optional: Vec<String>,
    /// The radios, options, buttons or links to choose from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choices: Option<Choices>,
    /// What to press; without it, Enter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submit: Option<Css>,
    /// Where the source's own words to this screen stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<Css>,
    /// Where the source says on this screen what was wrong with the previous answer; the first that has words counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Complaint>,
    /// The button or link that sends another code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resend: Option<SendAgain>,
    /// Buttons or links to other ways: another method, a backup code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alternatives: Option<Css>,
    /// The button or link to the previous screen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back: Option<Css>,
    /// How the code arrives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// What the code looks like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<CodeFormat>,
    /// The picture to read or to scan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Css>,
    /// The number to match, or the digits for a card reader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<Css>,
    /// Seconds between two looks, on a screen that goes on by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poll: Option<u16>,
    /// Where the source says for how many seconds it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<Number>,
    /// For how many seconds the source is known to wait, from the answer that led here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lasts: Option<u16>,
    /// Where the source says for how many seconds it wants nothing from us.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_for: Option<Number>,
}

/// Where a number stands: in an attribute, or as the first digits of an element's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[schemars(rename = "NumberOnPage")]
#[serde(deny_unknown_fields)]
pub struct Number {
    pub at: Css,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribute: Option<String>,
}

/// The options of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choices {
    pub at: Css,
    /// Where their words stand, in the same order, when they have none of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub labels: Option<Css>,
    /// Which option (by the value it carries) is which channel.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub channels: BTreeMap<String, Channel>,
    /// Which of them the source recommends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommended: Option<Css>,
    /// The pictures that belong to the options, in the same order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pictures: Option<Css>,
}

/// Where a complaint stands and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Complaint {
    pub at: Css,
    /// Only when its words hold this, in any case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contains: Option<String>,
    /// Without it: the usual refusal of the screen's kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Refusal>,
    /// The attribute in which the source itself tells the refusal's code; what is no code counts as none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_in: Option<String>,
}

/// The offer to send another code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SendAgain {
    pub at: Css,
    /// How many seconds the source wants between two codes.
    #[serde(default)]
    pub after: u16,
}

/// A page that ends the flow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ending {
    pub when: Mark,
    /// What it means; `source_error` without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Refusal>,
    /// Where the source's own words about it stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<Css>,
    /// The attribute of that element in which the source itself tells the refusal's code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_in: Option<String>,
}

/// The refusal that a complaint on a screen of this kind means unless the recipe says another.
pub fn usual_refusal(kind: Kind) -> Refusal {
    match kind {
        Kind::Credentials | Kind::Password => Refusal::InvalidCredentials,
        Kind::Identifier => Refusal::InvalidIdentifier,
        Kind::OneTimeCode | Kind::ChallengeResponse | Kind::MagicLink => Refusal::MfaCodeInvalid,
        Kind::MfaMethod => Refusal::MfaMethodUnsupported,
        Kind::Destination => Refusal::MfaDeliveryFailed,
        Kind::SecurityQuestion | Kind::QuestionChoice | Kind::ImageChoice | Kind::PartialSecret => {
            Refusal::SecurityAnswerWrong
        }
        Kind::PushApproval | Kind::QrScan => Refusal::PushDenied,
        Kind::Captcha => Refusal::CaptchaFailed,
        Kind::Sso | Kind::Passkey => Refusal::WrongLoginMethod,
        Kind::Phone
        | Kind::Email
        | Kind::Confirm
        | Kind::AccountChoice
        | Kind::Form
        | Kind::NewPassword
        | Kind::SourceHold => Refusal::AnswerRefused,
    }
}
