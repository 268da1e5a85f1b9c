//! Codes that work once, in one field or in a box per character, and some characters of a longer secret.

use scraper::ElementRef;

use super::{
    Sight, draft,
    group::Group,
    login,
    page::{Item, Page, Role},
    selector, surroundings, waiting,
    words::{Words, channels, fields, states},
};
use crate::domain::{
    prompt::challenge::{Channel, CodeFormat, Kind},
    source::recipe::Screen,
};

/// How sure it must be that a field takes a code.
const ENOUGH: i32 = 5;
/// The fewest boxes that take one code.
const FEWEST_BOXES: usize = 4;

/// Codes that let nobody in.
#[rustfmt::skip]
const OTHER_CODES: Words = Words(&[
    "promo*", "coupon*", "voucher*", "discount*", "gift*", "zip", "zipcode", "postal*", "post code", "postcode",
    "country code", "area code", "dial code", "country", "gutschein*", "postleitzahl", "plz", "code postal",
    "código postal", "codice postale", "postnummer", "referral*", "tracking*",
]);
/// What codes are called that nobody sends.
const AT_HAND: Words = Words(&["one-time password*", "totp", "otp", "2fa code", "two-factor code"]);
/// What makes a code of something it is given.
#[rustfmt::skip]
const DEVICE: Words = Words(&[
    "card reader", "reader", "token*", "generator*", "*-generator", "scan*", "scannen*", "phototan*", "chiptan*",
    "start code", "startcode", "challenge", "lesegerät*", "*-lesegerät", "lecteur*", "lector*", "lettore*",
    "leitor*", "kaartlezer", "czytnik*", "dosa*", "dosan", "kortläsar*", "lukulait*", "čtečk*", "считыватель*",
    "генератор*",
]);
/// That a code consists of digits.
#[rustfmt::skip]
const DIGITS: Words = Words(&[
    "digit*", "*-digit", "numeric", "*stellig*", "ziffer*", "chiffre*", "dígito*", "cifre", "cijfer*", "cyfr*",
    "siffr*", "numero*", "číslic*", "цифр*", "桁*", "位*", "자리*", "أرقام*", "haneli*",
]);

/// A screen that asks for a code.
pub(super) fn one_time(sight: &mut Sight<'_, '_>) -> Option<Screen> {
    let page = sight.page;
    let boxes = sight.groups.iter().find_map(|group| Some((group, boxes(group)?)));
    let (group, found, sure) = match boxes {
        Some((group, boxes)) => (group, boxes, 7),
        None => single(sight)?,
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
        group.ticks.iter().filter(|tick| states::TRUST.are_in(&tick.said()) || states::STAY.are_in(&tick.said()))
    {
        draft::add_extra(&mut screen, page, tick, &draft::name_of(tick), true);
    }
    let said = format!(
        "{} asks for a code ({})",
        if found.len() > 1 { "a row of boxes" } else { "a field" },
        login::shown(first)
    );
    let screen = surroundings::complete(sight, screen, first.place);
    sight.because(sure, said);
    if let Some(channel) = screen.channel {
        sight.because(2, format!("the words around it speak of {channel}"));
    }
    Some(screen)
}

/// A device that makes a code of what is on the page: a picture to scan, or digits to give it.
fn meet_device(page: &Page<'_>, screen: &mut Screen, about: &str, field: &Item<'_>) {
    if !DEVICE.are_in(about) || screen.fields["code"].0.contains(", ") {
        return;
    }
    let picture = waiting::scanned(page).and_then(|picture| selector::of(page, picture));
    let digits = waiting::numbers(page, 4..=12).into_iter().find(|digits| page.place(*digits) < field.place);
    screen.shown = digits.and_then(|digits| selector::of(page, digits));
    if picture.is_some() || screen.shown.is_some() {
        screen.ask = Kind::ChallengeResponse;
        screen.name = screen.name.replace("one time code", "challenge response");
        screen.picture = picture;
    }
}

/// A screen that asks for some characters of a memorable word.
pub(super) fn partial(sight: &mut Sight<'_, '_>) -> Option<Screen> {
    let page = sight.page;
    // Beside a whole password they are a part of that form.
    let is_alone =
        |group: &Group<'_, '_>| !group.fields.iter().any(|it| it.role == Role::Password && it.longest() != Some(1));
    let (group, singles) =
        sight.groups.iter().filter(|group| is_alone(group)).find_map(|group| Some((group, letters(group)?)))?;
    let elements: Vec<ElementRef<'_>> = singles.iter().map(|item| item.element).collect();
    let mut screen = draft::of_field(page, Kind::PartialSecret, "char", singles[0].element)?;
    screen.fields.insert("char".to_owned(), selector::of_all(page, &elements)?);
    let place = singles[0].place;
    let identifier = login::identifier(group, place).and_then(|item| selector::of(page, item.element));
    screen.fields.extend(identifier.map(|css| ("identifier".to_owned(), css)));
    screen.submit = group.submit().and_then(|button| selector::of(page, button));
    let screen = surroundings::complete(sight, screen, place);
    sight.because(6, "several fields take one character each, and say which".to_owned());
    Some(screen)
}

/// The fields of a group that take some characters of a memorable word.
pub(super) fn letters<'p, 'd>(group: &Group<'p, 'd>) -> Option<Vec<&'p Item<'d>>> {
    let singles = singles(group);
    let says_which = singles.len() < FEWEST_BOXES || singles.iter().any(|item| fields::CHARACTERS.are_in(&item.said()));
    (singles.len() >= 2 && !is_counted(&singles) && says_which).then_some(singles)
}

/// The fields of a group that take one character each.
fn singles<'p, 'd>(group: &Group<'p, 'd>) -> Vec<&'p Item<'d>> {
    group
        .fields
        .iter()
        .filter(|item| {
            if item.role == Role::Select { fields::CHARACTERS.are_in(&item.label) } else { item.longest() == Some(1) }
        })
        .copied()
        .collect()
}

/// Whether the labels of the fields say 1, 2, 3 … or nothing at all.
fn is_counted(singles: &[&Item<'_>]) -> bool {
    let numbers: Vec<Option<usize>> = singles.iter().map(|item| first_number(&item.label)).collect();
    let all_same = numbers.iter().all(Option::is_none);
    all_same
        || numbers.iter().zip(1..).all(|(number, place)| *number == Some(place))
        || numbers.iter().zip(0..).all(|(number, place)| *number == Some(place))
        || numbers.iter().all(|number| *number == numbers[0])
}

fn first_number(text: &str) -> Option<usize> {
    let digits: String =
        text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).take(4).collect();
    digits.parse().ok()
}

/// The boxes of a group that take one code together.
fn boxes<'p, 'd>(group: &Group<'p, 'd>) -> Option<Vec<&'p Item<'d>>> {
    let singles = singles(group);
    (FEWEST_BOXES..=12).contains(&singles.len()).then_some(singles).filter(|singles| is_counted(singles))
}

type Found<'s, 'p, 'd> = (&'s Group<'p, 'd>, Vec<&'p Item<'d>>, i32);

/// The one field that most likely takes a code.
fn single<'s, 'p, 'd>(sight: &'s Sight<'p, 'd>) -> Option<Found<'s, 'p, 'd>> {
    let about = sight.page.headings();
    let scored = sight.groups.iter().filter(|group| !login::is_for_others(sight.page, group)).flat_map(|group| {
        let typed = group.fields.iter().filter(|field| field.role != Role::Select);
        let is_login = is_login(group);
        typed
            .filter(|field| !is_login || appeared(sight, field))
            .map(|field| (likeness(sight, field, &about), group, *field))
            .collect::<Vec<_>>()
    });
    let (score, group, field) = scored.rev_max()?;
    (score >= ENOUGH).then(|| (group, vec![field], score))
}

/// Whether a form that asked for a password asks for a code now: a field that was not there before.
fn appeared(sight: &Sight<'_, '_>, item: &Item<'_>) -> bool {
    sight.past.gave_secret
        && (sight.past.is_new_field(&item.name) || sight.past.kind == Some(Kind::OneTimeCode))
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
                || login::is_new_password(field)
                || fields::PASSWORD.are_in(&field.said()) && !is_one_time(field))
    })
}

fn is_one_time(item: &Item<'_>) -> bool {
    item.autocomplete() == "one-time-code"
}

fn likeness(sight: &Sight<'_, '_>, item: &Item<'_>, about: &str) -> i32 {
    let said = item.said();
    if OTHER_CODES.are_in(&said) || login::is_unrelated(item) || fields::CAPTCHA.are_in(&said) {
        return -10;
    }
    let mut likeness = if is_one_time(item) { 8 } else { 0 };
    likeness += if fields::CODE.are_in(&item.label) { 4 } else { 0 };
    likeness += if fields::CODE.are_in(&item.name) { 3 } else { 0 };
    likeness += if is_numeric(item) && item.longest().is_some_and(|most| (4..=10).contains(&most)) { 2 } else { 0 };
    likeness += if fields::CODE.are_in(about) || channels::BACKUP.are_in(about) { 2 } else { 0 };
    likeness += if channels::BACKUP.are_in(&said) { 3 } else { 0 };
    likeness += i32::from(sight.past.gave_secret);
    let is_who = fields::EMAIL.are_in(&item.label)
        || fields::PHONE.are_in(&item.label)
        || matches!(item.autocomplete().as_str(), "username" | "email" | "tel");
    likeness -= if is_who { 6 } else { 0 };
    likeness - if item.label.ends_with(['?', '？', '؟']) { 6 } else { 0 }
}

fn is_numeric(item: &Item<'_>) -> bool {
    let mode = item.element.attr("inputmode").unwrap_or_default();
    let pattern = item.element.attr("pattern").unwrap_or_default();
    matches!(mode, "numeric" | "decimal" | "tel")
        || matches!(item.kind().as_str(), "number" | "tel")
        || ((pattern.contains("0-9") || pattern.contains("\\d"))
            && !pattern.contains("a-z")
            && !pattern.contains("A-Z"))
}

/// How the code comes, from the words around it; a code from a list beats whatever else is said.
fn channel(about: &str, item: &Item<'_>) -> Option<Channel> {
    let by_field = channels::CHANNELS.iter().find(|(_, words)| words.are_in(&item.said())).map(|(channel, _)| *channel);
    let usual = || AT_HAND.are_in(about).then_some(Channel::Authenticator);
    by_field.or_else(|| {
        let pieces = about.split(" | ").filter(|piece| !piece.is_empty());
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
    let numeric = is_numeric(first) || DIGITS.are_in(about);
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
        let starts = |word: &&&str| behind.starts_with(word.trim_matches(['*', '-']));
        let length = about[at..at + digits].parse().ok().filter(|length| (4..=10).contains(length));
        if length.is_some() && DIGITS.0.iter().any(|word| starts(&word)) {
            return length;
        }
        from = at + digits;
    }
    None
}
