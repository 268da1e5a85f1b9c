"""Signs in to one running application through a Vestibule of its own: main.py PROGRAM RECIPE, the JSON line on stdin.

Prints a row per check and, as its last line, how many passed and failed.
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
from browser import Browser
from portal import Portal
from walk import WRONG_PASSWORD, Walk


def walks(application):
    """Every user by every way they have: all of them straight first, then all with mistakes."""
    for mistakes in (False, True):
        for user in users(application):
            factor = user["factor"] and user["factor"].split()[0]  # "totp on the same page" is totp
            yield Walk(application, user, factor, mistakes=mistakes)
            for other in user.get("other", []):
                yield Walk(application, user, other, other=True, mistakes=mistakes)


def users(application):
    if "users" in application:
        return application["users"]
    channels = ["totp"] if "totp_secret" in application else list(application.get("code_source", {}))
    return [{"username": application["username"], "factor": next(iter(channels), None)}]


class Table:
    def __init__(self, name):
        self.name, self.passed, self.failed = name, 0, 0

    def check(self, what, act):
        started = time.monotonic()
        try:
            said = act() or "ok"
            self.passed += 1
        except Exception as error:
            said = f"FAILED: {error}"
            if not isinstance(error, AssertionError):
                traceback.print_exc()
            self.failed += 1
        took = time.monotonic() - started
        print(f"{self.name:<18} {what:<36} {took:5.1f} s  {said}", flush=True)


def sign_ins(application, backend, table):
    pause = application.get("min_seconds_between_logins", 0)
    for index, walk in enumerate(walks(application)):
        if index:
            time.sleep(pause)
        table.check(str(walk), lambda walk=walk: sign_in(walk, backend))


def sign_in(walk, backend):
    link = backend.link(walk.user["username"])
    walk.run(Browser(), link["link_url"])
    return backend.judge(link["id"])


def nothing_typed_is_kept(application, folder):
    """Neither the database nor the log holds a password that was typed."""
    secrets = [application["password"].encode(), WRONG_PASSWORD.encode()]
    for where, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(where, name), "rb") as file:
                content = file.read()
            assert not any(secret in content for secret in secrets), f"{name} holds a password"


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped too
    program, recipe = sys.argv[1:]
    application = json.load(sys.stdin)
    table = Table(application["name"])
    folder = tempfile.mkdtemp(prefix="vestibule-real-")
    portal = None
    try:
        portal = Portal(program, folder)
        backend = Backend(portal, recipe, application)
        sign_ins(application, backend, table)
        portal.stop()
        table.check("nothing typed is kept", lambda: nothing_typed_is_kept(application, folder))
    except Exception:
        traceback.print_exc()
        table.failed += 1
    finally:
        if portal:
            portal.stop()
        if table.failed:
            print(f"The server's data and log: {folder}")
        else:
            shutil.rmtree(folder)
    print(f"{table.passed} passed, {table.failed} failed")


main()
