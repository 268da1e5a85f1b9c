//! Codes that work once, in one field or in a box per character, and some characters of a longer secret.

use scraper::ElementRef;

use super::{characters, surroundings};
use crate::{
    domain::{
        prompt::challenge::{Channel, CodeFormat, Kind},
        source::recipe::Screen,
    },
    page::recognise::{
        inspection::Inspection,
        page::{
            draft,
            group::Group,
            item::{Item, Role},
            layout::Page,
            pictures, purpose, selector,
        },
        words::{Words, channels, fields, states, words},
    },
};

/// How sure it must be that a field takes a code.
const ENOUGH: i32 = 5;

/// Codes that let nobody in.
#[rustfmt::skip]
const OTHER_CODES: Words = Words(&words([
    "promo*", "coupon*", "voucher*", "discount*", "gift*", "zip", "zipcode", "postal*", "post code", "postcode",
    "country code", "area code", "dial code", "country", "gutschein*", "postleitzahl", "plz", "code postal",
    "código postal", "codice postale", "postnummer", "referral*", "tracking*",
]));
/// What codes are called that nobody sends.
const AT_HAND: Words = Words(&words(["one-time password*", "totp", "otp", "2fa code", "two-factor code"]));
/// What makes a code of something it is given.
#[rustfmt::skip]
const DEVICE: Words = Words(&words([
    "card reader", "reader", "token*", "generator*", "*-generator", "scan*", "scannen*", "phototan*", "chiptan*",
    "start code", "startcode", "challenge", "lesegerät*", "*-lesegerät", "lecteur*", "lector*", "lettore*",
    "leitor*", "kaartlezer", "czytnik*", "dosa*", "dosan", "kortläsar*", "lukulait*", "čtečk*", "считыватель*",
    "генератор*",
]));
/// That a code consists of digits.
#[rustfmt::skip]
const DIGITS: Words = Words(&words([
    "digit*", "*-digit", "numeric", "*stellig*", "ziffer*", "chiffre*", "dígito*", "cifre", "cijfer*", "cyfr*",
    "siffr*", "numero*", "číslic*", "цифр*", "桁*", "位*", "자리*", "أرقام*", "haneli*",
]));

/// A screen that asks for a code.
pub fn one_time(inspection: &mut Inspection<'_, '_>) -> Option<Screen> {
    let page = inspection.page;
    let boxes = inspection.groups.iter().find_map(|group| Some((group, characters::boxes(group)?)));
    let (group, found, sure) = match boxes {
        Some((group, boxes)) => (group, boxes, 7),
        None => single(inspection)?,
    };
    let first = *found.first()?;
    let elements: Vec<ElementRef<'_>> = found.iter().map(|item| item.element).collect();
    let mut screen = draft::of_field(page, Kind::OneTimeCode, "code", first.element)?;
    screen.fields.insert("code".to_owned(), selector::of_all(page, &elements)?);
    let about = surroundings::about(page, group);
    screen.channel = channel(&about, first);
    screen.code = format(&found, &about, screen.channel);
    screen.submit = group.submit().and_then(|button| selector::of(page, button));
    meet_device(page, &mut screen, &about, first);
    for tick in
        group.checkboxes.iter().filter(|tick| states::TRUST.are_in(&tick.said()) || states::STAY.are_in(&tick.said()))
    {
        draft::add_extra_field(&mut screen, page, tick, &draft::name_of(tick), true);
    }
    let said = format!(
        "{} asks for a code ({})",
        if found.len() > 1 { "a row of boxes" } else { "a field" },
        draft::shown(first)
    );
    let screen = surroundings::complete(inspection, screen, first.position);
    inspection.note(sure, said);
    if let Some(channel) = screen.channel {
        inspection.note(2, format!("the words around it speak of {channel}"));
    }
    Some(screen)
}

/// A device that makes a code of what is on the page: a picture to scan, or digits to give it.
fn meet_device(page: &Page<'_>, screen: &mut Screen, about: &str, field: &Item<'_>) {
    if !DEVICE.are_in(about) || screen.fields["code"].0.contains(", ") {
        return;
    }
    let picture = pictures::picture_to_scan(page).and_then(|picture| selector::of(page, picture));
    let digits = pictures::numbers(page, 4..=12).into_iter().find(|digits| page.position(*digits) < field.position);
    screen.shown = digits.and_then(|digits| selector::of(page, digits));
    if picture.is_some() || screen.shown.is_some() {
        screen.ask = Kind::ChallengeResponse;
        screen.name = screen.name.replace("one time code", "challenge response");
        screen.picture = picture;
    }
}

type Found<'s, 'p, 'd> = (&'s Group<'p, 'd>, Vec<&'p Item<'d>>, i32);

/// The one field that most likely takes a code.
fn single<'s, 'p, 'd>(inspection: &'s Inspection<'p, 'd>) -> Option<Found<'s, 'p, 'd>> {
    let about = inspection.page.headings();
    let scored =
        inspection.groups.iter().filter(|group| !purpose::is_for_others(inspection.page, group)).flat_map(|group| {
            let typed = group.fields.iter().filter(|field| field.role != Role::Select);
            let is_login = is_login(group);
            typed
                .filter(|field| !is_login || appeared(inspection, field))
                .map(|field| (likeness(inspection, field, &about) + alone(group, field, &about), group, *field))
                .collect::<Vec<_>>()
        });
    let (score, group, field) = scored.rev_max()?;
    (score >= ENOUGH).then(|| (group, vec![field], score))
}

/// What speaks for the only field of a form below a heading about a code, though nothing calls it so.
fn alone(group: &Group<'_, '_>, item: &Item<'_>, about: &str) -> i32 {
    let is_alone = group.fields.len() == 1 && item.role == Role::Text && fields::CODE.are_in(about);
    match (is_alone, item.label.is_empty(), item.takes_digits()) {
        (true, true, _) => 3,
        (true, false, true) => 2,
        _ => 0,
    }
}

/// Whether a form that asked for a password asks for a code now: a field that was not there before.
fn appeared(inspection: &Inspection<'_, '_>, item: &Item<'_>) -> bool {
    inspection.history.gave_secret
        && (inspection.history.is_new_field(&item.name) || inspection.history.kind == Some(Kind::OneTimeCode))
        && item.role == Role::Text
        && fields::CODE.are_in(&item.said())
}

/// The first of the best.
trait RevMax<'s, 'p: 's, 'd: 'p>: Iterator<Item = (i32, &'s Group<'p, 'd>, &'p Item<'d>)> + Sized {
    fn rev_max(self) -> Option<Self::Item> {
        self.reduce(|best, next| if next.0 > best.0 { next } else { best })
    }
}

impl<'s, 'p: 's, 'd: 'p, I: Iterator<Item = (i32, &'s Group<'p, 'd>, &'p Item<'d>)>> RevMax<'s, 'p, 'd> for I {}

/// Whether a group asks for a password that is no code.
fn is_login(group: &Group<'_, '_>) -> bool {
    group.fields.iter().any(|field| {
        field.role == Role::Password
            && (field.autocomplete() == "current-password"
                || purpose::is_new_password(field)
                || fields::PASSWORD.are_in(&field.said()) && !is_one_time(field))
    })
}

fn is_one_time(item: &Item<'_>) -> bool {
    item.autocomplete() == "one-time-code"
}

fn likeness(inspection: &Inspection<'_, '_>, item: &Item<'_>, about: &str) -> i32 {
    let said = item.said();
    let is_question = purpose::is_question(item) && !fields::CODE.are_in(&item.label);
    if is_question || OTHER_CODES.are_in(&said) || purpose::is_unrelated(item) || fields::CAPTCHA.are_in(&said) {
        return -10;
    }
    let mut likeness = if is_one_time(item) { 8 } else { 0 };
    likeness += if fields::CODE.are_in(&item.label) { 4 } else { 0 };
    likeness += if fields::CODE.are_in(&item.name) { 3 } else { 0 };
    likeness += if item.takes_digits() && item.longest().is_some_and(|most| (4..=10).contains(&most)) { 2 } else { 0 };
    likeness += if fields::CODE.are_in(about) || channels::BACKUP.are_in(about) { 2 } else { 0 };
    likeness += if channels::BACKUP.are_in(&said) { 3 } else { 0 };
    likeness += i32::from(inspection.history.gave_secret);
    // A label that names both says where the code went.
    let names_code = fields::CODE.are_in(&item.label);
    let is_who = !names_code && (fields::EMAIL.are_in(&item.label) || fields::PHONE.are_in(&item.label))
        || matches!(item.autocomplete().as_str(), "username" | "email" | "tel");
    likeness -= if is_who { 6 } else { 0 };
    likeness - if item.label.ends_with(['?', '？', '؟']) { 6 } else { 0 }
}

/// How the code comes, from the words around it; a code from a list beats whatever else is said.
fn channel(about: &str, item: &Item<'_>) -> Option<Channel> {
    let by_field = channels::CHANNELS.iter().find(|(_, words)| words.are_in(&item.said())).map(|(channel, _)| *channel);
    let usual = || AT_HAND.are_in(about).then_some(Channel::Authenticator);
    let by_field = by_field.map(|channel| match channel {
        // Where the box takes either, most people have the app.
        Channel::Backup if channels::names(Channel::Authenticator, &item.said()) => Channel::Authenticator,
        other => other,
    });
    by_field.or_else(|| {
        // What names every way there is says nothing of the one that was taken.
        let pieces = about.split(" | ").filter(|piece| !piece.is_empty() && channels::count(piece) < 3);
        let mut counts: Vec<(Channel, usize)> = Vec::new();
        for channel in pieces.filter_map(channels::of) {
            match counts.iter_mut().find(|(known, _)| *known == channel) {
                Some((_, count)) => *count += 1,
                None => counts.push((channel, 1)),
            }
        }
        counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(channel, _)| channel).or_else(usual)
    })
}

/// What is known of the code: a wrong guess would keep a right code from the source.
fn format(found: &[&Item<'_>], about: &str, channel: Option<Channel>) -> Option<CodeFormat> {
    let first = found.first()?;
    let is_backup = channel.map_or_else(|| channels::BACKUP.are_in(about), |channel| channel == Channel::Backup);
    let numeric = first.takes_digits() || DIGITS.are_in(about);
    if found.len() > 1 {
        return Some(CodeFormat { length: u8::try_from(found.len()).ok(), letters: !numeric });
    }
    if is_backup {
        return Some(CodeFormat { length: None, letters: true });
    }
    let given = |name: &str| first.element.attr(name).and_then(|value| value.trim().parse::<u8>().ok());
    let exact = given("minlength").filter(|least| given("maxlength") == Some(*least)).or_else(|| by_pattern(first));
    let usual = first
        .longest()
        .and_then(|most| u8::try_from(most).ok())
        .filter(|most| *most == 6 || (numeric && (4..=7).contains(most)));
    let length = exact.or_else(|| said_length(about)).or(usual);
    (numeric || length.is_some()).then_some(CodeFormat { length, letters: !numeric })
}

/// The length that a pattern such as `\d{6}` allows alone.
fn by_pattern(item: &Item<'_>) -> Option<u8> {
    let pattern = item.element.attr("pattern")?;
    let (_, rest) = pattern.split_once('{')?;
    rest.split_once('}')?.0.parse().ok()
}

/// The length that a text says: "6-digit", "6 digits", "6桁".
fn said_length(about: &str) -> Option<u8> {
    let mut from = 0;
    while let Some(at) = about[from..].find(|c: char| c.is_ascii_digit()).map(|at| at + from) {
        let digits = about[at..].bytes().take_while(u8::is_ascii_digit).count();
        let behind: String = about[at + digits..].chars().take(12).collect();
        let behind = behind.trim_start_matches(['-', ' ', '\u{2011}']);
        let length = about[at..at + digits].parse().ok().filter(|length| (4..=10).contains(length));
        if length.is_some() && DIGITS.begin(behind) {
            return length;
        }
        from = at + digits;
    }
    None
}
