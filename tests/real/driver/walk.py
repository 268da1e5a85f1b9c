"""One sign-in of one user through the portal, with or without mistakes on the way."""

import codes

WRONG_PASSWORD = "not-the-Password-9"
# How the portal's buttons to another way are told apart.
WORDS = {"backup": "backup", "sms": "text message", "email": "mail", "totp": "generator"}


class Walk:
    """`way` is the factor to use: totp, sms, email, backup, or None; `other` says that it is not the first offered."""

    def __init__(self, application, user, way, other=False, mistakes=False):
        self.application, self.user, self.way, self.mistakes = application, user, way, mistakes
        self._other = other
        self._left = {"password", "code"} if mistakes else set()
        self._expected = None  # the refusal and the source's words to be seen on the next page
        self._waited = False
        self._inbox = self._code = None

    def __str__(self):
        way = self.way or "password"
        return f"{self.user['username']}, {way}" + (", mistakes first" if self.mistakes else "")

    def run(self, browser, link_url):
        """Signs in; the last page must be the portal's message that it is done."""
        source = self.application.get("code_source", {}).get(self.way)
        self._inbox = codes.Inbox(source) if source else None
        page = browser.open(link_url)
        assert page.name == "begin", page
        page = browser.submit({}, ("action", "continue"))
        for _ in range(12):
            if page.name != "challenge":
                break
            self._compare(page)
            page = browser.submit(*self._answer(page))
        assert page.name == "done", page
        assert not self._left, f"never asked for: {self._left}"

    def _compare(self, page):
        """After a mistake: our refusal, and what the source itself said. Otherwise no refusal at all."""
        expected, self._expected = self._expected, None
        if expected is None:
            is_used_up = self.way == "totp" and page.refusal == "mfa_code_invalid" and not self._waited
            assert page.refusal is None or is_used_up, page
            if page.refusal:  # An authenticator's code opens once; an earlier walk had this one.
                self._waited = True
                codes.until_next_code()
            return
        refusal, words = expected
        assert page.refusal == refusal, f"{refusal} expected: {page}"
        assert any(words in quote for quote in page.quotes), f"“{words}” expected: {page}"

    def _answer(self, page):
        inputs = page.form("turn").inputs
        if "code" in inputs and self._other:
            self._other = False
            value = page.button("alternative", WORDS[self.way])
            assert value, f"no button to {self.way} on {page}"
            return {}, ("alternative", value)
        typed = {}
        if "identifier" in inputs:
            typed["identifier"] = self.user["username"]
        if "password" in inputs:
            typed["password"] = self._password()
        if "code" in inputs:
            # Where one page asks for all, the source does not say what of it was wrong.
            refusal = "invalid_credentials" if "password" in inputs else "mfa_code_invalid"
            if self.way is None:
                typed["code"] = ""  # one page asks everybody, and this user has none
            else:
                typed["code"] = self._right_code() if self._expected else self._one_time_code(refusal)
        return typed, ("action", "submit")

    def _password(self):
        if "password" in self._left:
            self._left.discard("password")
            self._expected = ("invalid_credentials", self.application["failure_text"])
            return WRONG_PASSWORD
        if self.way is None:
            self._left.discard("code")
        return self.application["password"]

    def _one_time_code(self, refusal):
        code = self._right_code()
        if "code" in self._left:
            self._left.discard("code")
            self._expected = (refusal, self.application["code_failure_text"])
            return "".join("1" if letter != "1" else "2" for letter in code)
        return code

    def _right_code(self):
        if self.way == "totp":
            return codes.authenticator(self.application["totp_secret"])
        if self._code is None and self._inbox:
            self._code = self._inbox.newest()
        elif self._code is None:
            assert self.user.get("backup_tokens"), "asked for a code, and has none"
            self._code = self.user["backup_tokens"].pop(0)
        return self._code
