"""A browser without scripts: cookies, redirects, forms."""

import http.cookiejar
import time
import urllib.error
import urllib.parse
import urllib.request

from page import Page


class Browser:
    def __init__(self):
        cookies = http.cookiejar.CookieJar()
        # No proxy: everything is on this machine.
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(cookies)
        )
        self.page = None
        self.took = 0.0  # the seconds that went by while it waited for answers

    def open(self, url, values=None, origin=None):
        body = None if values is None else urllib.parse.urlencode(values).encode()
        request = urllib.request.Request(url, body)
        if origin:
            request.add_header("Origin", origin)
        started = time.monotonic()
        try:
            answer = self._opener.open(request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error  # an answer all the same, such as 410 for a link that has ended
        with answer:
            html = answer.read().decode("utf-8", "replace")
            self.page = Page(answer.geturl(), answer.status, html)
        self.took += time.monotonic() - started
        return self.page

    def send(self, form, typed, button=None):
        """Types into a form, presses its button and follows where that leads."""
        values = {**form.values, **typed, **({button[0]: button[1]} if button and button[0] else {})}
        where = urllib.parse.urljoin(self.page.url, form.action)
        parts = urllib.parse.urlsplit(where)
        return self.open(where, values, f"{parts.scheme}://{parts.netloc}")

    def submit(self, typed, button):
        """Answers a page of the portal, and waits until the source has answered."""
        form = self.page.form(button[0])
        unknown = set(typed) - set(form.inputs) - {name for name, _, _ in form.choices}
        assert not unknown, f"no field {unknown} on {self.page}"
        self.send(form, typed, button)
        return self.wait()

    def wait(self, seconds=90):
        """Reloads the waiting page, as its <meta http-equiv=refresh> says, until it is another."""
        end = time.monotonic() + seconds
        while self.page.name == "waiting":
            assert time.monotonic() < end, "still waiting for the source"
            assert 'http-equiv="refresh"' in self.page.html
            time.sleep(0.05)
            self.took += 0.05
            self.open(self.page.url)
        return self.page
