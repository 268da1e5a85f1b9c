"""The table: a row per sign-in, and what passed and failed. By itself it prints the row of headings."""

import time
import traceback

WIDTHS = (17, 33, 7, 52, 8, 8)


def row(*cells):
    print("  ".join(f"{cell:<{width}}" for cell, width in zip(cells, WIDTHS)) + f"  {cells[-1]}", flush=True)


def head():
    row("application", "who, and how", "engine", "prompts", "seconds", "× bare", "result")


class Table:
    def __init__(self, name):
        self.name, self.passed, self.failed = name, 0, 0

    def check(self, what, act):
        """`act` gives a Result, or raises what was wrong."""
        started = time.monotonic()
        try:
            result = act()
            self.passed += 1
        except Exception as error:
            result = getattr(error, "result", None) or Result(time.monotonic() - started)
            result.said = f"FAILED: {error}"
            if not isinstance(error, AssertionError):
                traceback.print_exc()
            self.failed += 1
        ratio = f"{result.took / result.bare:.1f}" if result.bare else ""
        row(self.name, what, result.engine, " ".join(result.prompts), f"{result.took:.1f}", ratio, result.said)


class Result:
    """What there is to tell of one check; `bare` is how long the application alone takes for the same."""

    def __init__(self, took, prompts=(), engine="", bare=None, said="ok"):
        self.took, self.prompts, self.engine, self.bare, self.said = took, prompts, engine, bare, said


if __name__ == "__main__":
    head()
