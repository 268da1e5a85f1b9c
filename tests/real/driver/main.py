"""Signs in to one running application through a Vestibule of its own: main.py PROGRAM, the JSON line on stdin.

Prints a row per sign-in and, as its last line, how many passed and failed. Vestibule is told a name and a login URL.
"""

import json
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback

from backend import Backend
from bare import bare
from browser import Browser
from pocket import Pocket
from portal import Portal
from table import Result, Table
from walk import WRONG_PASSWORD, Walk
from work import Work


class Visit:
    """Everybody who signs in to one application, one after the other."""

    def __init__(self, application, portal, table):
        self._application, self._portal, self._table = application, portal, table
        self._bare, self._authenticators, self._last = bare(application), {}, 0.0
        self._backend = Backend(portal, application, self._bare.look())
        self._times = {}  # by user: how long the application alone takes

    def run(self):
        """Every user by every way they have: all of them straight first, then all with mistakes."""
        for mistakes in (False, True):
            for user in users(self._application):
                factor = user["factor"] and user["factor"].split()[0]  # "totp on the same page" is totp
                self._sign_in(user, factor, mistakes)
                for other in user.get("other", []):
                    self._sign_in(user, other, mistakes, other=True)

    def _sign_in(self, user, way, mistakes, other=False):
        bare_time = None if mistakes or other else self._time_alone(user, way)
        walk = Walk(self._application, self._pocket(user, way), other, mistakes)
        self._table.check(str(walk), lambda: self._walk(walk, bare_time))

    def _pocket(self, user, way):
        """After the pause that the application wants between two sign-ins."""
        pause = self._application.get("min_seconds_between_logins", 0)
        time.sleep(max(0, self._last + pause - time.monotonic()))
        return Pocket(self._application, user, way, self._authenticators)

    def _time_alone(self, user, way):
        try:
            return self._bare.sign_in(self._pocket(user, way))
        except AssertionError as error:
            print(f"{self._application['name']}: no time to compare with: {error}", file=sys.stderr)
            return None
        finally:
            self._last = time.monotonic()

    def _walk(self, walk, bare_time):
        browser = Browser()
        link = self._backend.link(walk.pocket.name)
        result = Result(0.0, walk.prompts, "", bare_time)
        try:
            walk.run(browser, link["link_url"])
            result.said = f"COMPLETED, the job read “{self._backend.judge(link['id'])[:40]}”"
        except Exception as error:
            error.result = result
            raise
        finally:
            self._last = time.monotonic()
            result.took, result.engine = browser.took, self._portal.engine()
        return result


def users(application):
    if "users" in application:
        return application["users"]
    channels = ["totp"] if "totp_secret" in application else list(application.get("code_source", {}))
    return [{"username": application["username"], "factor": next(iter(channels), None)}]


def worker(application):
    """The user for whom the work is done."""
    name = application["work"].get("user", application["username"])
    return next(user for user in users(application) if user["username"] == name)


def nothing_typed_is_kept(application, folder):
    """Neither the database nor the log nor a browser's profile holds a password that was typed."""
    secrets = [application["password"].encode(), WRONG_PASSWORD.encode()]
    for where, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(where, name), "rb") as file:
                content = file.read()
            assert not any(secret in content for secret in secrets), f"{name} holds a password"
    return Result(0.0)


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped too
    application = json.load(sys.stdin)
    table = Table(application["name"])
    folder = tempfile.mkdtemp(prefix="vestibule-real-")
    portal = None
    try:
        portal = Portal(sys.argv[1], folder)
        Visit(application, portal, table).run()
        if "work" in application:
            work = Work(application, portal)
            table.check(str(work), lambda: work.run(worker(application)))
        portal.stop()
        table.check("nothing typed is kept", lambda: nothing_typed_is_kept(application, folder))
    except Exception:
        traceback.print_exc()
        table.failed += 1
    finally:
        if portal:
            portal.stop()
        if table.failed:
            print(f"The server's data and log: {folder}", file=sys.stderr)
        else:
            shutil.rmtree(folder)
    print(f"{table.passed} passed, {table.failed} failed")


main()
