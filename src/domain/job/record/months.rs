//! The words of dates: months and weekdays in the languages that dates are read in.

/// The month that a word names: English, German, French, Spanish, Portuguese, Italian, Dutch, Arabic, and what the
/// Scandinavian languages write otherwise.
const MONTHS: [&str; 12] = [
    "january jan januar jänner jän janvier janv enero ene janeiro gennaio gen januari يناير",
    "february feb februar feber février fevrier févr fevr fév febrero fevereiro fev febbraio februari febr فبراير",
    "march mar märz mär maerz mrz mars marzo março marco maart mrt مارس",
    "april apr avril avr abril abr aprile أبريل ابريل إبريل",
    "may mai mayo maio maggio mag mei maj مايو",
    "june jun juni juin junio junho giugno giu يونيو يونية",
    "july jul juli juillet juil julio julho luglio lug يوليو يولية",
    "august aug août aout agosto ago augustus augusti أغسطس اغسطس",
    "september sep sept septembre septiembre setembro set settembre سبتمبر",
    "october oct oktober okt octobre octubre outubro out ottobre ott أكتوبر اكتوبر",
    "november nov novembre noviembre novembro نوفمبر",
    "december dec dezember dez décembre decembre déc diciembre dic dezembro dicembre ديسمبر",
];

/// What may stand in a date and says nothing that its numbers do not.
const OTHERS: &str = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun \
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so \
    lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim \
    lunes martes miércoles miercoles jueves viernes sábado sabado domingo mié jue vie sáb dom \
    segunda terça quarta quinta sexta feira seg ter qua qui sex \
    lunedì martedì mercoledì giovedì venerdì sabato domenica gio \
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag \
    الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 \
    de del of le the den der am em el at um à às uhr st nd rd th er";

fn has(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|listed| listed == word)
}

/// The number of the month that a word in small letters names.
pub fn month(word: &str) -> Option<u8> {
    MONTHS.iter().zip(1..).find(|(names, _)| has(names, word)).map(|(_, number)| number)
}

/// Whether a word in small letters may stand in a date beside its numbers and its month.
pub fn is_other(word: &str) -> bool {
    has(OTHERS, word)
}
