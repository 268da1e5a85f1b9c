//! That a source lets nobody further for a while.

use super::{Words, words};

/// That many want in at once.
#[rustfmt::skip]
pub const QUEUE: Words = Words(&words([
    "in line", "in the queue", "waiting room", "estimated wait*", "your turn", "warteschlange", "wartezeit",
    "warteraum", "file d'attente", "temps d'attente", "cola de espera", "sala de espera", "tiempo de espera",
    "in coda", "sala d'attesa", "fila de espera", "wachtrij", "wachtkamer", "kolejce", "kö", "i kø", "jonossa",
    "ve frontě", "в очереди", "待機*", "排队*", "대기*", "sırada",
]));

/// That one is let in after a time that the page names.
#[rustfmt::skip]
pub const COUNTS_DOWN: Words = Words(&words([
    "come back in*second*", "come back in*minute*", "continue in*second*", "ready in*second*", "kommen sie in*wieder",
    "kommen sie in*zurück", "geht in*weiter", "revenez dans*", "vuelva en*", "vuelve en*", "torni tra*", "torna tra*",
    "volte em*", "volte dentro de*", "kom over*terug", "wróć za*", "kom tillbaka om*", "kom tilbage om*",
    "kom igen om*", "palaa*kuluttua", "vraťte se za*", "вернитесь через*", "秒後に*", "秒后*", "秒後*", "초 후*",
    "saniye sonra*", "بعد*ثانية", "بعد*ثوان*",
]));
