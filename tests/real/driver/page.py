"""What a customer's browser without scripts sees of a page of the portal: hooks, forms, quotations."""

from html.parser import HTMLParser


class Form:
    def __init__(self, action):
        self.action = action
        self.values = {}  # hidden inputs, and what stands in the others
        self.inputs = []  # the names of those a person can type into
        self.choices = []  # (value, words) of radios
        self.buttons = []  # (name, value, words)


class Page(HTMLParser):
    def __init__(self, url, status, html):
        super().__init__()
        self.url, self.status, self.html = url, status, html
        self.hooks = {}  # data-… of <main>
        self.forms = []
        self.quotes = []  # the source's own words
        self.words = {}  # tag -> words of its last element, for headings
        self._open = []  # [tag, attributes, words]
        self.feed(html)

    @property
    def name(self):
        return self.hooks.get("page")

    @property
    def refusal(self):
        return self.hooks.get("refusal")

    def form(self, field=None):
        """The form with this field or button, or the first."""
        for form in self.forms:
            names = form.inputs + [name for name, _, _ in form.buttons] + list(form.values)
            if field is None or field in names:
                return form
        raise AssertionError(f"no form with {field!r} on {self}")

    def button(self, name, wanted):
        """The value of the button `name` whose words or value hold `wanted`."""
        for form in self.forms:
            for own_name, value, words in form.buttons:
                if own_name == name and wanted in f"{value} {words}".lower():
                    return value
        return None

    def __str__(self):
        quotes = "".join(f" “{quote}”" for quote in self.quotes)
        kind = self.hooks.get("challenge") or ""
        return f"{self.status} {self.name} {kind} {self.refusal or ''}{quotes}"

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "main":
            self.hooks = {key[5:]: value for key, value in attrs.items() if key.startswith("data-")}
        elif tag == "form":
            self.forms.append(Form(attrs.get("action", "")))
        elif tag == "input" and self.forms:
            self._input(self.forms[-1], attrs)
        if tag in ("blockquote", "button", "h1"):
            self._open.append([tag, attrs, ""])

    def _input(self, form, attrs):
        name, value = attrs.get("name"), attrs.get("value", "")
        if attrs.get("type") == "radio":
            form.choices.append((name, value))
            if "checked" not in attrs:
                return
        elif attrs.get("type") != "hidden" and "hidden" not in attrs:
            form.inputs.append(name)
        form.values[name] = value

    def handle_data(self, data):
        for element in self._open:
            element[2] += data

    def handle_endtag(self, tag):
        if not self._open or self._open[-1][0] != tag:
            return
        _, attrs, words = self._open.pop()
        words = " ".join(words.split())
        if tag == "blockquote":
            self.quotes.append(words)
        elif tag == "button" and self.forms:
            self.forms[-1].buttons.append((attrs.get("name"), attrs.get("value", ""), words))
        else:
            self.words[tag] = words
