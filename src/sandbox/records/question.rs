//! The security questions, each different, as people know them from ordinary sites.

/// The most rounds, and the most questions in a round, that there are texts for.
pub const MOST: u16 = 5;

const TEXTS: [[&str; MOST as usize]; MOST as usize] = [
    [
        "What was the name of your first pet?",
        "In which town were you born?",
        "What was the make of your first car?",
        "What is your favourite dish?",
        "What was the name of your primary school?",
    ],
    [
        "What is the middle name of your oldest sibling?",
        "What was the name of your first teacher?",
        "In which street did you grow up?",
        "Who was your first employer?",
        "What is your favourite book?",
    ],
    [
        "Where did you spend your first holiday abroad?",
        "What was your nickname as a child?",
        "What is the first concert you went to?",
        "What is your grandmother's first name?",
        "Which sport did you play at school?",
    ],
    [
        "What is the name of your best childhood friend?",
        "In which city did your parents meet?",
        "What is your favourite film?",
        "What was your first telephone made by?",
        "What is your favourite season?",
    ],
    [
        "What colour was your first bicycle?",
        "What is your dream job?",
        "Which instrument did you learn to play?",
        "What is the name of your favourite stuffed animal?",
        "Which country would you like to see one day?",
    ],
];

/// A security question and its answer.
#[derive(Debug)]
pub struct Question {
    /// The name of its input: `q1`, `q2` and so on.
    pub name: String,
    /// What the site asks.
    pub text: &'static str,
    /// What it accepts.
    pub answer: String,
}

/// How many questions there are to choose from.
pub const CHOICES: u16 = 3;

/// The first `count` questions of a round; rounds count from 1.
pub fn in_round(round: u16, count: u16) -> Vec<Question> {
    let texts = TEXTS.get(usize::from(round).wrapping_sub(1)).into_iter().flatten();
    (1..=count)
        .zip(texts)
        .map(|(n, text)| Question { name: format!("q{n}"), text, answer: format!("answer_{round}_{n}") })
        .collect()
}
