//! Pictures of which one is to be pressed or chosen.

use super::{
    group::Group,
    item::{Item, Role},
    layout::Page,
    pictures,
};
use crate::page::recognise::words::{Words, actions, words};

/// How many pictures may be offered.
const OFFERED: std::ops::RangeInclusive<usize> = 2..=40;

/// What pictures are called.
#[rustfmt::skip]
const PICTURE: Words = Words(&words([
    "picture", "image", "photo", "icon", "symbol", "bild", "foto", "photographie", "icône", "imagen", "dibujo",
    "immagine", "imagem", "afbeelding", "plaatje", "obraz*", "zdjęcie", "bilden", "billede*", "bildet", "kuva*",
    "obráz*", "картинк*", "изображени*", "рисунок", "画像", "写真", "イラスト", "图片", "图像", "圖片", "그림", "이미지", "사진",
    "صورة", "صورتك", "resim*", "resmi*", "görsel*",
]));

/// That something is to be pressed.
#[rustfmt::skip]
const PRESS: Words = Words(&words([
    "click*", "tap", "press", "klick*", "tippen*", "drück*", "cliquez*", "appuyez*", "touchez*", "haga clic",
    "haz clic", "pulse*", "toque*", "clicca*", "tocca*", "clique*", "klik*", "druk*", "kliknij*", "naciśnij*",
    "tryck*", "tryk*", "napsauta*", "paina*", "klikněte*", "нажмите*", "押して*", "クリック*", "点击*", "點擊*", "누르*",
    "클릭*", "اضغط*", "انقر*", "tıkla*", "dokun*",
]));

/// The pictures that a page asks to choose from, if it does.
pub fn of<'p, 'd>(page: &'p Page<'d>, groups: &[Group<'p, 'd>]) -> Option<Vec<&'p Item<'d>>> {
    let is_picture = |item: &&'p Item<'d>| !item.is_boilerplate && pictures::alone_on(page, item).is_some();
    let radios = groups.iter().find_map(|group| {
        let first = group.radios.first()?.element.attr("name");
        let is_open = group.radios.iter().all(|it| it.element.attr("checked").is_none());
        let is_one = group.radios.iter().all(|it| it.element.attr("name") == first && is_picture(it));
        (is_open && is_one && OFFERED.contains(&group.radios.len())).then(|| group.radios.clone())
    });
    let pressed = || {
        let items: Vec<_> = page.buttons_and_links().filter(|it| !leads_elsewhere(it)).filter(is_picture).collect();
        OFFERED.contains(&items.len()).then_some(items).filter(|_| asks_which(page))
    };
    radios.or_else(pressed)
}

/// Whether a text of the page asks for a picture.
fn asks_which(page: &Page<'_>) -> bool {
    page.texts.iter().filter(|text| !text.is_boilerplate).take(12).any(|text| {
        let words = &text.words;
        let asks = actions::CHOOSE.are_in(words) || PRESS.are_in(words) || words.contains(['?', '？', '؟']);
        asks && PICTURE.are_in(words)
    })
}

/// Whether a picture is the site's own sign, or does something else than to answer.
fn leads_elsewhere(item: &Item<'_>) -> bool {
    let is_home =
        item.role == Role::Link && item.element.attr("href").is_some_and(|href| matches!(href, "" | "/" | "#"));
    is_home || actions::CANCEL.are_in(&item.label) || actions::SIGN_OUT.are_in(&item.label)
}
