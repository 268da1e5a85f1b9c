//! Every locale says everything, says nothing else, and counts as its language does.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey},
    parser,
};
use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use unic_langid::LanguageIdentifier;

const ENGLISH: &str = "en";

/// What a text depends on.
#[derive(Default)]
struct Text {
    variables: BTreeSet<String>,
    /// The variables that it has variants for, and what those are.
    variants: BTreeMap<String, BTreeSet<String>>,
}

type Texts = BTreeMap<String, Text>;

impl Text {
    fn read(&mut self, pattern: &Pattern<String>) {
        for element in &pattern.elements {
            match element {
                PatternElement::Placeable { expression: Expression::Inline(inline) } => drop(self.variable(inline)),
                PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                    let name = self.variable(selector).expect("only an argument is selected by");
                    let keys = variants.iter().map(|variant| key(&variant.key));
                    self.variants.entry(name).or_default().extend(keys);
                    for variant in variants {
                        self.read(&variant.value);
                    }
                }
                PatternElement::TextElement { .. } => (),
            }
        }
    }

    fn variable(&mut self, inline: &InlineExpression<String>) -> Option<String> {
        let InlineExpression::VariableReference { id } = inline else { return None };
        self.variables.insert(id.name.clone());
        Some(id.name.clone())
    }

    /// The variables that are counted by.
    fn counted(&self) -> impl Iterator<Item = (&String, &BTreeSet<String>)> {
        self.variants.iter().filter(|(_, keys)| keys.contains("one"))
    }
}

fn key(key: &VariantKey<String>) -> String {
    match key {
        VariantKey::Identifier { name } => name.clone(),
        VariantKey::NumberLiteral { value } => value.clone(),
    }
}

fn texts(file: String) -> Texts {
    let resource = parser::parse(file).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    let read = |entry: Entry<String>| {
        let Entry::Message(message) = entry else { return None };
        let mut text = Text::default();
        text.read(&message.value?);
        Some((message.id.name, text))
    };
    resource.body.into_iter().filter_map(read).collect()
}

/// Every locale with its texts.
fn locales() -> BTreeMap<String, Texts> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/texts");
    let locales = fs::read_dir(folder).unwrap().map(|locale| {
        let locale = locale.unwrap();
        let file = fs::read_to_string(locale.path().join("portal.ftl")).unwrap();
        (locale.file_name().into_string().unwrap(), texts(file))
    });
    locales.collect()
}

/// What is wrong with the texts of each locale, by comparison with the English ones.
fn faults(of: impl Fn(&str, &Texts, &Texts) -> Vec<String>) -> BTreeMap<String, Vec<String>> {
    let locales = locales();
    let english = &locales[ENGLISH];
    let all = locales.iter().map(|(locale, texts)| (locale.clone(), of(locale, texts, english)));
    all.filter(|(_, faults)| !faults.is_empty()).collect()
}

fn only_in_first(first: &Texts, second: &Texts) -> Vec<String> {
    first.keys().filter(|key| !second.contains_key(*key)).cloned().collect()
}

/// The categories that whole numbers fall into.
fn categories(locale: &str) -> BTreeSet<String> {
    let locale: LanguageIdentifier = locale.parse().unwrap();
    let rules = PluralRules::create(locale, PluralRuleType::CARDINAL).unwrap();
    let name = |n: u32| match rules.select(n).unwrap() {
        PluralCategory::ZERO => "zero",
        PluralCategory::ONE => "one",
        PluralCategory::TWO => "two",
        PluralCategory::FEW => "few",
        PluralCategory::MANY => "many",
        PluralCategory::OTHER => "other",
    };
    (0..=200).map(|n| name(n).to_owned()).collect()
}

fn none() -> BTreeMap<String, Vec<String>> {
    BTreeMap::new()
}

#[test]
fn no_locale_lacks_a_text() {
    assert_eq!(faults(|_, texts, english| only_in_first(english, texts)), none());
}

#[test]
fn no_locale_has_a_text_of_its_own() {
    assert_eq!(faults(|_, texts, english| only_in_first(texts, english)), none());
}

#[test]
fn every_text_has_the_arguments_of_the_english_one() {
    let others = |texts: &Texts, english: &Texts| {
        let differs = |key: &&String| english.get(*key).is_some_and(|text| text.variables != texts[*key].variables);
        texts.keys().filter(differs).cloned().collect()
    };
    assert_eq!(faults(|_, texts, english| others(texts, english)), none());
}

#[test]
fn every_text_counts_as_its_language_does() {
    let miscounted = |locale: &str, texts: &Texts, english: &Texts| {
        let needed = categories(locale);
        let is_wrong = |key: &&String| {
            let Some((ours, theirs)) = texts.get(*key).zip(english.get(*key)) else { return false };
            let mut counted = theirs.counted().chain(ours.counted());
            counted.any(|(name, _)| !ours.variants.get(name).is_some_and(|keys| needed.is_subset(keys)))
        };
        texts.keys().filter(is_wrong).cloned().collect()
    };
    assert_eq!(faults(miscounted), none());
}

#[test]
fn every_choice_of_words_has_the_variants_of_the_english_one() {
    let poorer = |_: &str, texts: &Texts, english: &Texts| {
        let is_wrong = |key: &&String| {
            let Some((ours, theirs)) = texts.get(*key).zip(english.get(*key)) else { return false };
            let mut worded = theirs.variants.iter().filter(|(_, keys)| !keys.contains("one"));
            worded.any(|(name, keys)| ours.variants.get(name).is_some_and(|ours| !keys.is_subset(ours)))
        };
        texts.keys().filter(is_wrong).cloned().collect()
    };
    assert_eq!(faults(poorer), none());
}

#[test]
fn arabic_counts_in_six_ways_and_japanese_in_one() {
    assert_eq!(categories("ar").len(), 6);
    assert_eq!(categories("ja").len(), 1);
}
