"""Somebody at a browser that runs no scripts: answers the pages of a pool by what their fields are, and reads their mail."""

import re
import time
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import requests

PATIENCE = 20


class Forms(HTMLParser):
    """The forms of a page: where each leads, its fields, the kinds of its inputs, and its first main button."""

    def __init__(self, text):
        super().__init__()
        self.forms = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attribute = dict(attributes)
        if tag == "form":
            self.forms.append({"action": attribute.get("action", ""), "fields": {}, "kinds": {}, "button": None})
        elif self.forms and tag == "input":
            form, name = self.forms[-1], attribute.get("name")
            form["fields"][name] = attribute.get("value", "")
            is_code = attribute.get("autocomplete") == "one-time-code"
            form["kinds"]["code" if is_code else attribute.get("type", "text")] = name
        elif self.forms and tag == "button" and "primary" in attribute.get("class", "").split():
            self.forms[-1]["button"] = self.forms[-1]["button"] or attribute

    def main(self):
        """The form with the main button, with the button pressed."""
        form = next(form for form in self.forms if form["button"])
        form["fields"][form["button"]["name"]] = form["button"]["value"]
        return form


class Person:
    password = "a long enough Sentence 42"

    def __init__(self, email, mail_dir):
        self.email, self.mail = email, Path(mail_dir)
        self.browser, self.read = requests.Session(), set()

    def signs_in(self, address, home):
        """Opens an address and answers page after page, until one leads to an address that begins like `home`: that one."""
        answer = self.opens("GET", address, home)
        for _ in range(12):
            if isinstance(answer, str):
                return answer
            form = Forms(answer.text).main()
            values = {"email": lambda: self.email, "password": lambda: self.password, "code": self.code}
            for kind, name in form["kinds"].items():
                if kind in values:
                    form["fields"][name] = values[kind]()
            origin = {"origin": answer.url.split("/pools/")[0]}
            target = urljoin(answer.url, form["action"])
            answer = self.opens("POST", target, home, data=form["fields"], headers=origin)
        raise AssertionError(f"still at {answer.url}")

    def opens(self, method, address, home, **request):
        """The page that an address comes to, or an address of the application."""
        while True:
            answer = self.browser.request(method, address, allow_redirects=False, timeout=PATIENCE, **request)
            if not answer.is_redirect:
                answer.raise_for_status()
                return answer
            method, address, request = "GET", urljoin(answer.url, answer.headers["location"]), {}
            if address.startswith(home):
                return address

    def code(self):
        """The code of the next mail that was not read yet."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for path in sorted(self.mail.glob("*")):
                text = path.read_text()
                if path not in self.read and f"To: {self.email}\n" in text.replace("\r\n", "\n"):
                    self.read.add(path)
                    return re.findall(r"(?<!\d)\d{6}(?!\d)", text)[-1]
            time.sleep(0.1)
        raise AssertionError("no mail arrived")
