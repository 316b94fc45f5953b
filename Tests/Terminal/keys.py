"""Keys as the scripts write them, and as a terminal sends them."""

import random
import re

NAMED = {
    "Enter": "\r", "Escape": "\x1b", "Tab": "\t", "Space": " ", "Backspace": "\x7f", "Less": "<",
    "Up": "\x1b[A", "Down": "\x1b[B", "Right": "\x1b[C", "Left": "\x1b[D", "Home": "\x1b[H",
    "End": "\x1b[F", "PageUp": "\x1b[5~", "PageDown": "\x1b[6~", "Delete": "\x1b[3~",
    "Backtab": "\x1b[Z", "Unknown": "\x1b[I", "PasteStart": "\x1b[200~", "PasteEnd": "\x1b[201~",
}
TOKEN = re.compile(r"<([A-Za-z]+)>|<Ctrl-(.)>|<Resize (\d+)×(\d+)>|(\S)")


def parse(text):
    """Bytes to type and sizes to take: `n <Down> :line<Space>5<Enter> <Ctrl-C> <Resize 20×5>`."""
    found = []
    for match in TOKEN.finditer(text):
        name, control, columns, rows, character = match.groups()
        if columns:
            found.append((int(columns), int(rows)))
        elif control:
            found.append(bytes([ord(control.upper()) & 0x1F]))
        elif name == "PasteEnd":
            # What is pasted comes at once.
            start = found.index(NAMED["PasteStart"].encode())
            found[start:] = [b"".join(found[start:]) + NAMED[name].encode()]
        elif name:
            found.append(NAMED[name].encode())
        else:
            found.append(character.encode())
    return found


ENDING = b"q\x03\x04\x1c"


class Chaos:
    """Sequences of keys nobody would press."""

    LETTERS = "nbgGhjkpswu?/:0123456789 \r\t.,-+<>"
    WORDS = ["next", "back", "line", "help", "say", "warn", "step", "update", "first", "last", "find",
             "element", "variant", "set", "predict", "hint", "why", "show", "0.1", "-1", "1,2", "5",
             "99999999999999999999", "v̂", "√", "nan", "'", "alpha", "missing-epsilon", "="]

    def __init__(self, seed):
        self.random = random.Random(seed)

    def sequence(self):
        """Bytes, or a size."""
        choose = self.random
        kind = choose.random()
        if kind < 0.30:
            return "".join(choose.choices(self.LETTERS, k=choose.randint(1, 6))).encode()
        if kind < 0.50:
            names = choose.choices(list(NAMED.values())[:-2], k=choose.randint(1, 5))
            return "".join(names).encode()
        if kind < 0.70:
            words = " ".join(choose.choices(self.WORDS, k=choose.randint(1, 3)))
            return (choose.choice(":/5") + words + choose.choice("\r\r\r\x1b\x15")).encode()
        if kind < 0.85:
            return self.bytes(choose.randint(1, 12))
        if kind < 0.90:
            # The starts of sequences, with anything behind them.
            start = choose.choice([b"\x1b[", b"\x1bO", b"\x1b]", b"\x1b[[", b"\x1b[M", b"\xe2", b"\x1b["])
            return start + self.bytes(choose.randint(0, 6))
        if kind < 0.94:
            text = "".join(choose.choices("abc 0.9β√v̂日\t\r\n;", k=choose.randint(1, 400)))
            return NAMED["PasteStart"].encode() + text.encode() + NAMED["PasteEnd"].encode()
        if kind < 0.945:
            return self.bytes(choose.randint(100, 2_000))
        if kind < 0.998:
            return choose.choice([
                (choose.randint(1, 200), choose.randint(1, 60)), (20, 5), (80, 24), (0, 0), (1, 1)])
        return choose.choice([b"q", b"\x04", b"\x03", b"\x1c", b"\x1a", b"\x0c"])

    def bytes(self, count):
        # What ends everything has a turn of its own, or no run would last.
        return bytes(b for b in (self.random.randrange(256) for _ in range(count)) if b not in ENDING)
