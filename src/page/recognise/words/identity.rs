//! Whom a page speaks of, and to whom.

use super::{Words, words};

/// That the source wants to be sure of who somebody is.
#[rustfmt::skip]
pub const VERIFY: Words = Words(&words([
    "verify your identity", "verify*it's you", "verify*it is you", "confirm your identity", "confirm*it's you",
    "confirm*it is you", "confirm*it's really you", "prove*it is you", "prove your identity", "security check",
    "identität bestätigen", "bestätigen sie*identität", "bestätigen sie*dass sie es sind", "sicherheitsabfrage",
    "sicherheitsprüfung", "vérifiez votre identité", "vérification d'identité", "confirmez votre identité",
    "confirmez*c'est*vous", "contrôle de sécurité", "verifique su identidad", "verifica tu identidad",
    "confirme su identidad", "confirma tu identidad", "comprobación de seguridad", "verifica*identità",
    "conferma*identità", "controllo di sicurezza", "verifique*identidade", "confirme*identidade",
    "verificação de segurança", "bevestig*identiteit", "controleer*identiteit", "veiligheidscontrole",
    "potwierdź*tożsamość", "zweryfikuj*tożsamość", "bekräfta*identitet", "verifiera*identitet", "säkerhetskontroll",
    "bekræft*identitet", "bekreft*identitet", "sikkerhedstjek", "vahvista*henkilöllisyy*", "turvatarkistus",
    "ověřte*totožnost", "potvrďte*totožnost", "подтвердите*личность", "проверка безопасности", "本人確認",
    "验证*身份", "驗證*身分", "본인 확인", "تأكيد هويتك", "تحقق من هويتك", "kimliğinizi doğrula*", "güvenlik kontrolü",
]));

/// That something is one's own, in the first person, as sites call what is behind their sign-in.
#[rustfmt::skip]
pub const MINE: Words = Words(&words([
    "my", "mein", "meine", "meinem", "mijn", "mon", "ma", "mes", "mi", "mis", "il mio", "la mia", "i miei", "le mie",
    "meu", "minha", "meus", "minhas", "mój", "moja", "moje", "min", "mina", "mitt", "mine", "oma", "omat", "můj",
    "мой", "моя", "моё", "мои", "マイ*", "我的", "내", "나의",
]));
