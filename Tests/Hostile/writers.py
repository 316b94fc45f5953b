"""Every command that writes a file, and every file that one reads."""

import re
import subprocess

VARIANT = "recursion-as-product"
# What a bias-correction learner may print; `diagnose --separate` writes a case for it.
AMBIGUOUS = ["diagnose", "adam", "--case", "by-hand"]


class Writer:
    """A command whose last option names the file it writes."""

    def __init__(self, *words, after=(), input=None):
        self.words, self.after, self.input = list(words), list(after), input
        self.name = f"{words[0]} {words[-1]}"

    def command(self, path, *more):
        return [*self.words, path, *self.after, *more]


# Without the files they may read; in this order: `compare` ends with 1, as does `coverage`.
WRITERS = [
    Writer("trace", "ewma", "--output"),
    Writer("trace", "ewma", "--plot"),
    Writer("compare", "ewma", "--variant", VARIANT, "--output"),
    Writer("compare", "ewma", "--variant", VARIANT, "--plot"),
    Writer("plot", "ewma", "--format", "svg", "--output"),
    Writer("key", "ewma", "--case", "by-hand", "--format", "html", "--output"),
    Writer("worksheet", "ewma", "--case", "by-hand", "--format", "html", "--output"),
    Writer("coverage", "ewma", "--improve"),
    Writer("train", "--epochs", "1", "--plot"),
    Writer("race", "adam", "--epochs", "1", "--plot"),
    Writer("diagnose", "adam", "numbers.txt", "--separate"),
    Writer("grade", "ewma", "numbers.txt", "--output"),
]


def options_that_write(gradus):
    """The options of all commands whose help says that they write a file: (command, option)."""
    found = set()
    overview = subprocess.run([gradus, "help"], capture_output=True, text=True).stdout
    for command in re.findall(r"^  (\w+)  ", overview, re.M):
        text = subprocess.run([gradus, "help", command], capture_output=True, text=True).stdout
        for option, words in re.findall(r"^  (--\w+) \S*FILE\S* +(.*)$", text, re.M):
            if re.match(r"(Write|Draw)", words):
                found.add((command, option))
    return found
