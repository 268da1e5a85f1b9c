"""The application's own sign-in, without Vestibule: what its walks are compared with."""

import json
import os
import re
import subprocess
import time

from backend import behind
from browser import Browser
from walk import CODE

NAME = r"user|login|mail|ident|account|name"
HERE = os.path.dirname(os.path.abspath(__file__))


class BareClient:
    """A plain HTTP client, for applications that need no script."""

    def __init__(self, application):
        self._application = application

    def look(self):
        """The words of the page behind the sign-in, for somebody who is not signed in."""
        return Browser().open(behind(self._application)).text

    def sign_in(self, pocket):
        """The seconds that the application needed, the wait for codes left out."""
        browser = Browser()
        page = browser.open(self._application["login_url"])
        for _ in range(5):
            asking = [(form, self._typed(form, pocket)) for form in page.forms if form.method == "post"]
            asking = [(form, typed) for form, typed in asking if typed]
            if not asking:
                break
            form, typed = max(asking, key=lambda one: len(one[1]))
            named = [button for button in form.buttons if button[0]]
            page = browser.send(form, typed, named[0] if len(form.buttons) == 1 and named else None)
        took = browser.took
        assert browser.open(behind(self._application)).text != self.look(), "the bare client is not signed in"
        return took

    def _typed(self, form, pocket):
        typed = {}
        for name, kind in form.inputs.items():
            if kind == "password" and not re.search(CODE, name, re.IGNORECASE):
                typed[name] = pocket.password
            elif re.search(CODE, name, re.IGNORECASE):
                typed[name] = pocket.code() if pocket.way else ""
            elif re.search(NAME, name, re.IGNORECASE):
                typed[name] = pocket.name
        return typed


class BareBrowser:
    """Chromium, driven by a script, for applications that are drawn by one."""

    def __init__(self, application):
        self._application = application

    def look(self):
        with _Script() as script:
            return script.ask(open=behind(self._application))["text"]

    def sign_in(self, pocket):
        with _Script() as script:
            started, waited = time.monotonic(), 0.0
            asks = script.ask(open=self._application["login_url"])["asks"]
            for _ in range(5):
                typed = {"name": pocket.name, "password": pocket.password} if "password" in asks else {}
                if asks == ["name"]:
                    typed = {"name": pocket.name}
                if "code" in asks and pocket.way:
                    before = time.monotonic()
                    typed["code"] = pocket.code()
                    waited += time.monotonic() - before
                if not typed:
                    break
                asks = script.ask(type=typed)["asks"]
            took = time.monotonic() - started - waited
            seen = script.ask(open=behind(self._application))["text"]
        assert seen != self.look(), "the bare browser is not signed in"
        return took


class _Script:
    def __enter__(self):
        command = ["node", os.path.join(HERE, "bare.mjs")]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._line()  # the browser is up
        return self

    def ask(self, **what):
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()
        return self._line()

    def _line(self):
        line = self._process.stdout.readline()
        assert line, "the browser script ended"
        return json.loads(line)

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.wait(20)


def bare(application):
    return BareBrowser(application) if application.get("needs_js") else BareClient(application)
