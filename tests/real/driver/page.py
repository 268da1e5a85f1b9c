"""What a person sees of a page in a browser without scripts: hooks, forms, labels, quotations."""

import re
from html.parser import HTMLParser


class Form:
    def __init__(self, action, method="get"):
        self.action, self.method = action, method.lower()
        self.values = {}  # hidden inputs, and what stands in the others
        self.inputs = {}  # name -> type, of those a person can fill in
        self.options = {}  # name of a select -> its values
        self.choices = []  # (name, value, id) of radios
        self.buttons = []  # (name, value, words)


class Page(HTMLParser):
    def __init__(self, url, status, html):
        super().__init__()
        self.url, self.status, self.html = url, status, html
        self.hooks = {}  # data-… of <main>
        self.forms = []
        self.quotes = []  # the source's own words
        self.labels = {}  # id -> words of its label
        self.text = ""
        self._open = []  # [tag, attributes, words]
        self.feed(html)
        self.text = " ".join(self.text.split())

    @property
    def name(self):
        return self.hooks.get("page")

    @property
    def kind(self):
        return self.hooks.get("challenge")

    @property
    def refusal(self):
        return self.hooks.get("refusal")

    def form(self, field=None):
        """The form with this field or button, or the first."""
        for form in self.forms:
            names = [*form.inputs, *(name for name, _, _ in form.buttons), *form.values]
            if field is None or field in names:
                return form
        raise AssertionError(f"no form with {field!r} on {self}")

    def button(self, name, wanted):
        """The value of the button `name` whose words fit the pattern `wanted`."""
        for form in self.forms:
            for own_name, value, words in form.buttons:
                if own_name == name and re.search(wanted, words, re.IGNORECASE):
                    return value
        return None

    def options(self):
        """(value, words) of what the prompt lets one choose from."""
        return [(value, self.labels.get(id_, "")) for form in self.forms for _, value, id_ in form.choices]

    def said(self):
        """The source's words, and those beside what is to be filled in."""
        names = [name for form in self.forms for name in form.inputs]
        return " ".join(self.quotes + [self.labels[name] for name in names if name in self.labels])

    def __str__(self):
        quotes = "".join(f" “{quote}”" for quote in self.quotes)
        return f"{self.status} {self.name} {self.kind or ''} {self.refusal or ''}{quotes}"

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "main":
            self.hooks = {key[5:]: value for key, value in attrs.items() if key.startswith("data-")}
        elif tag == "form":
            self.forms.append(Form(attrs.get("action") or "", attrs.get("method") or "get"))
        elif tag in ("input", "textarea", "select", "option") and self.forms:
            getattr(self, f"_{tag}")(self.forms[-1], attrs)
        if tag in ("blockquote", "button", "label", "script", "style"):
            self._open.append([tag, attrs, ""])

    def _input(self, form, attrs):
        name, value, kind = attrs.get("name"), attrs.get("value") or "", attrs.get("type", "text")
        if kind in ("submit", "image"):
            form.buttons.append((name, value, value))
            return
        if kind in ("radio", "checkbox"):
            if kind == "radio":
                form.choices.append((name, value, attrs.get("id")))
            if "checked" not in attrs:
                return
        elif kind != "hidden" and "hidden" not in attrs:
            form.inputs[name] = kind
        if name:
            form.values[name] = value

    def _textarea(self, form, attrs):
        form.inputs[attrs.get("name")] = "textarea"

    def _select(self, form, attrs):
        form.inputs[attrs.get("name")] = "select"
        form.options[attrs.get("name")] = []

    def _option(self, form, attrs):
        if form.options:
            list(form.options.values())[-1].append(attrs.get("value"))

    def handle_data(self, data):
        for element in self._open:
            element[2] += data
        if not any(element[0] in ("script", "style") for element in self._open):
            self.text += f" {data}"

    def handle_endtag(self, tag):
        if not self._open or self._open[-1][0] != tag:
            return
        _, attrs, words = self._open.pop()
        words = " ".join(words.split())
        if tag == "blockquote":
            self.quotes.append(words)
        elif tag == "label":
            self.labels[attrs.get("for")] = words
        elif tag == "button" and self.forms:
            self.forms[-1].buttons.append((attrs.get("name"), attrs.get("value") or "", words))
