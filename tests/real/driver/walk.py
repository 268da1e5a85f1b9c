"""One sign-in of one user through the portal, as a person would answer it: by the kind of the prompt and its labels."""

import re
from collections import Counter

from pocket import WORDS

WRONG_PASSWORD = "not-the-Password-9"
# What a person takes for "your name or password is wrong", and for "your code is wrong".
WRONG_SIGN_IN = {"invalid_credentials", "invalid_identifier", "account_not_found"}
WRONG_CODE = {"mfa_code_invalid", "mfa_code_expired"}
CODE = r"code|\botp\b|token|2fa|one.time|passcode"
YES = r"\byes\b|continue|accept|agree|trust|allow|ok"


def must_meet(pocket, mistakes):
    """What a person must have been asked for before a success is one: the password, and the user's second factor as it
    was asked for; after a mistake each once more."""
    own = ["password"] + ([pocket.way] if pocket.way else [])
    return Counter(own * 2 if mistakes else own)


class Walk:
    """`other` says that the pocket's way is not the first that the application offers."""

    def __init__(self, application, pocket, other=False, mistakes=False):
        self.application, self.pocket = application, pocket
        self.prompts = []
        self.must, self.met = must_meet(pocket, mistakes), Counter()
        self._other, self._mistakes = other, mistakes
        self._left = {"password", "code"} if mistakes else set()
        if pocket.way is None:
            self._left.discard("code")
        self._expected = None  # the refusals and the source's words, one of which is to be seen on the next page
        self._code = None
        self._asked = []  # the fields of the last prompt

    def __str__(self):
        way = self.pocket.way or "password"
        return f"{self.pocket.name}, {way}" + (", mistakes first" if self._mistakes else "")

    def run(self, browser, link_url):
        """Signs in; the last page must be the portal's message that it is done."""
        page = browser.open(link_url)
        assert page.name == "begin", page
        browser.took = 0.0
        page = browser.submit({}, ("action", "continue"))
        for _ in range(14):
            if page.name != "challenge":
                break
            self.prompts.append(page.kind)
            self._compare(page)
            page = browser.submit(*self._answer(page))
        assert page.name == "done", f"{page}, after {self._asked}"
        missing = self.must - self.met
        assert not missing, f"signed in without being asked for {' and '.join(sorted(missing))}"
        assert not self._left, f"never asked for: {self._left}"
        assert not self._expected, "the mistake was taken for right"

    def _compare(self, page):
        """After a mistake: what was wrong, and what the source itself said. Otherwise no refusal at all."""
        expected, self._expected = self._expected, None
        if expected is None:
            assert page.refusal is None, f"refused without a mistake: {page}"
            return
        refusals, words = expected
        assert page.refusal in refusals, f"{sorted(refusals)} expected: {page}"
        assert any(words in quote for quote in page.quotes), f"“{words}” expected: {page}"

    def _answer(self, page):
        if page.options():
            self._other = False
            return {"choice": self._choice(page)}, ("action", "submit")
        inputs = page.form("turn").inputs
        self._asked = list(inputs)
        asks = {name: self._meant(name, page.labels.get(name, "")) for name in inputs}
        self._note(set(asks.values()), page)
        if self._other and "code" in asks.values() and "password" not in asks.values():
            self._other = False
            value = page.button("alternative", WORDS[self.pocket.way])
            assert value, f"no button to {self.pocket.way} on {page}"
            return {}, ("alternative", value)
        typed = {name: self._typed(what, asks) for name, what in asks.items() if what}
        return typed, ("action", "submit")

    def _note(self, asked, page):
        """What this prompt asks for, by what it takes. A code counts for the way that the page names, if it names one:
        a code by mail is no text message."""
        if "password" in asked:
            self.met["password"] += 1
        named = [way for way, words in WORDS.items() if re.search(words, page.said(), re.IGNORECASE)]
        if "code" in asked and (self.pocket.way in named or not named or "password" in asked):
            self.met[self.pocket.way] += 1

    def _choice(self, page):
        wanted = YES if page.kind == "confirm" else WORDS.get(self.pocket.way, "password")
        options = page.options()
        for value, words in options:
            if re.search(wanted, words, re.IGNORECASE):
                return value
        words = [words for _, words in options]
        assert page.kind == "confirm", f"which of {words} is {self.pocket.way}?"
        return options[0][0]

    def _meant(self, name, label):
        if name in ("identifier", "password", "code", "phone", "email"):
            return name
        if re.search(CODE, f"{name} {label}", re.IGNORECASE):
            return "code"
        fields = self.application.get("fields", {})
        known = [key for key in fields if re.search(key, f"{name} {label}", re.IGNORECASE)]
        return known[0] if known else None

    def _typed(self, what, asks):
        if what == "password":
            return self._password()
        if what == "code":
            return self._one_time_code("password" in asks.values())
        if what in ("identifier", "email"):
            return self.application.get("email", self.pocket.name) if what == "email" else self.pocket.name
        return self.application["fields"][what]

    def _password(self):
        if "password" in self._left:
            self._left.discard("password")
            self._expected = (WRONG_SIGN_IN, self.application["failure_text"])
            return WRONG_PASSWORD
        return self.pocket.password

    def _one_time_code(self, is_with_password):
        if self.pocket.way is None:
            return ""  # one page asks everybody, and this user has none
        if is_with_password and self._expected:
            return "000000"  # with a wrong password any will do
        right = self._code or self.pocket.code()
        self._code = None
        if "code" not in self._left:
            return right
        self._left.discard("code")
        self._code = right  # was not typed yet
        # Where one page asks for all, the source does not say what of it was wrong.
        refusals = WRONG_SIGN_IN | WRONG_CODE if is_with_password else WRONG_CODE
        self._expected = (refusals, self.application["code_failure_text"])
        return "".join("1" if letter != "1" else "2" for letter in right)
