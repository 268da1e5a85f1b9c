"""What one user knows and has: name, password, and where codes come from."""

import codes

# What a person looks for among the words of the ways that are offered.
WORDS = {
    "backup": r"backup|recovery|reserve",
    "sms": r"\bsms\b|text|phone|message",
    "call": r"call|voice",
    "email": r"mail",
    "totp": r"authenticator|generator|\bapp\b|totp",
}


class Pocket:
    """`way` is the factor to use: totp, sms, call, email, backup, or None."""

    def __init__(self, application, user, way, authenticators):
        self.name = user["username"]
        self.password = user.get("password", application["password"])
        self.way, self._backup = way, user.get("backup_tokens", [])
        secret = user.get("totp_secret", application.get("totp_secret"))
        if way == "totp":
            self._authenticator = authenticators.setdefault(secret, codes.Authenticator(secret))
        source = application.get("code_source", {}).get(way)
        self._inbox = codes.Inbox(source) if source else None

    def code(self):
        """A code that was not typed before."""
        if self.way == "totp":
            return self._authenticator.fresh()
        if self._inbox:
            return self._inbox.newest()
        assert self._backup, "asked for a code, and has none"
        return self._backup.pop(0)
