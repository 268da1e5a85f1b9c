//! Accounts that are not let in yet: somebody at the source has to, or the account lacks what the source wants.

use super::whole;
use crate::{
    domain::{
        prompt::refusal::{Refusal, Refused},
        source::{recipe::Css, source_text::MESSAGE},
    },
    page::recognise::{
        inspection::{Inspection, refused},
        page::{layout::Text, pictures},
        words::{Words, actions, complaints, states, words},
    },
};

/// What one may have applied for at the door. Inside, other things wait for somebody's approval as well.
#[rustfmt::skip]
const ADMISSION: Words = Words(&words([
    "account", "registration", "application", "membership", "*konto*", "registrierung", "antrag", "compte",
    "inscription", "demande", "cuenta", "solicitud", "registro", "registrazione", "richiesta", "conta", "cadastro",
    "registo", "pedido", "registratie", "aanvraag", "rejestracja", "registrering*", "ansökan", "ansøgning*", "tili*",
    "rekisteröinti*", "hakemu*", "účet", "registrace", "žádost", "аккаунт*", "учётн*", "учетн*", "регистраци*",
    "заявк*", "アカウント", "登録", "申請", "账号", "账户", "帐号", "帳號", "注册", "申请", "계정", "가입", "신청",
    "حساب*", "طلبك", "hesab*", "kayd*", "başvuru*", "üyeli*",
]));

/// A page that says why the account is good for nothing yet.
pub fn refusal(inspection: &mut Inspection<'_, '_>) -> Option<Refused> {
    let own = inspection.page.buttons_and_links().filter(|item| actions::OWN.are_in(&item.label)).count();
    // The inside of an account may speak of something else that is under review, and offer a second factor.
    let is_inside = whole::signs_out(inspection.page) && own > 1;
    if inspection.history.kind.is_none() || is_inside {
        return None;
    }
    not_released(inspection).or_else(|| lacks_factor(inspection))
}

/// A page that waits for somebody at the source looks like one that waits for an approval on a phone, and nothing that
/// the customer does helps.
fn not_released(inspection: &mut Inspection<'_, '_>) -> Option<Refused> {
    let page = inspection.page;
    let signs_out = whole::signs_out(page);
    let says = |text: &&Text<'_>| {
        let is_said = !text.is_boilerplate && complaints::NOT_RELEASED.are_in(&text.words);
        is_said && (!signs_out || ADMISSION.are_in(&text.words))
    };
    let text = page.texts.iter().rev().find(says)?;
    let is_mailed = page.texts.iter().any(|text| states::MAILED_LINK.are_in(&text.words));
    if !whole::is_short(page) || whole::asks(inspection) || is_mailed {
        return None;
    }
    inspection.note(6, format!("the page says so: {}", page.headings()));
    Some(refused(page, Refusal::AccountDisabled, page.document.text_lines(text.element, MESSAGE)))
}

/// A page on which a second factor is to be set up: what is to be scanned there is a secret of the account, and its
/// owner's to keep.
fn lacks_factor(inspection: &mut Inspection<'_, '_>) -> Option<Refused> {
    let page = inspection.page;
    let wants_one = inspection.history.gave_secret && states::SET_UP_FACTOR.are_in(&page.headings());
    let may_pass = page.buttons_and_links().any(|item| !item.is_boilerplate && actions::SKIP.are_in(&item.label));
    let is_drawn = || pictures::SCAN.are_in(&page.words) && page.document.has(&Css("canvas, svg".to_owned()));
    let is_shown = pictures::picture_to_scan(page).is_some() || wants_one && is_drawn();
    let is_missing = inspection.history.gave_secret
        && whole::ways_in(page) < 2
        && whole::is_short(page)
        && states::FACTOR_MISSING.are_in(&whole::about(page));
    if may_pass || !(wants_one && is_shown || is_missing) {
        return None;
    }
    inspection.note(6, format!("a second factor is to be set up: {}", page.headings()));
    Some(refused(page, Refusal::MfaNotConfigured, whole::message(page)))
}
