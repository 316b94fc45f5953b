"""Every way of ending a program leaves the terminal as it was."""

import os
import select
import signal
import subprocess
import tempfile
import termios
import time

from pseudo import ESCAPE, PATIENCE, Program

CRASHES = ("SIGSEGV", "SIGABRT", "SIGILL", "SIGTRAP", "SIGBUS", "SIGFPE")
KEYS = {"q": (b"q", 0), "Ctrl-C": (b"\x03", 130), "Ctrl-\\": (b"\x1c", 131), "Ctrl-D": (b"\x04", 0)}
SIGNALS = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129, "SIGQUIT": 131}


def check(name, command, alive, answer):
    """What went wrong, in words."""
    wrong = []
    count = 0

    def run(what, body, **options):
        nonlocal count
        count += 1
        program = Program(command, **options)
        try:
            program.begin()
            if not program.screen.is_alternate:
                wrong.append(f"{name}: {what}: it does not take the screen")
                return
            wrong.extend(f"{name}: {what}: {text}" for text in body(program) or [])
        finally:
            program.close()

    for key, (data, code) in KEYS.items():
        run(key, ends(data, code))
        run(f"{key} after a question was begun and left", ends(data, code, first=(b":", b"x", b"\x1b")))
    for signal_name, code in SIGNALS.items():
        run(signal_name, ends(signal_name, code))
    for signal_name in CRASHES:
        run(signal_name, ends(signal_name, 128 + getattr(signal, signal_name)))
    run("the terminal is closed", closed)
    if name == "talk":
        run("a trap", ends(b":crash\r", (128 + signal.SIGILL, 128 + signal.SIGTRAP)))
        run("a stack overflow", ends(b":recurse\r", (128 + signal.SIGSEGV, 128 + signal.SIGBUS)))
        run("Ctrl-C twice while it is busy", ends(b"\x03", 130, (b":sleep\r", b"\x03")))
        run("exit", ends(b":exit\r", 3))
        with tempfile.TemporaryDirectory() as folder:
            write, begin = f":write {folder}/file\r".encode(), f":begin {folder}/other\r".encode()
            for by, code in (b"\x03", 130), ("SIGTERM", 143):
                run(f"{by} after a file was written", ends(by, code, (write,), "written"))
                run(f"{by} while a file is being written", ends(by, code, (begin,), "begun"))
            if os.listdir(folder) != ["file"]:
                wrong.append(f"{name}: of files, {os.listdir(folder)} are left, expected one, 'file'")
    run("Ctrl-Z", lambda program: stopped(program, alive, answer), is_job=True)
    run("Ctrl-Z, then kill", killed_while_stopped, is_job=True)
    run("SIGSTOP", lambda program: paused(program, alive, answer), is_job=True)
    wrong += pipes(name, command)
    if not wrong:
        print(f"{name}: {count} ways of ending and stopping leave the terminal as it was")
    return wrong


def ends(by, codes, first=(), answer=None):
    """What ends a program, by keys or a signal, after others; it must end with one of the codes."""

    def body(program):
        for keys in first:
            program.send(keys)
            program.settle()
            time.sleep(ESCAPE if keys == b"\x1b" else 0)
        if answer and not program.until(lambda: answer in program.screen.text()):
            return [f"no '{answer}' on its screen"]
        if isinstance(by, bytes):
            program.send(by)
        else:
            os.kill(program.pid, getattr(signal, by))
        return ended(program, codes)

    return body


def ended(program, codes):
    codes = codes if isinstance(codes, tuple) else (codes,)
    found = program.end()
    if found is None:
        return ["it does not end"]
    wrong = [] if found in codes else [f"it ended with {found}, expected {codes}"]
    return wrong + program.damage()


def finished(program):
    """Ends a program that may have ended, and says what is not as it was."""
    if not program.has_ended():
        os.kill(program.pid, signal.SIGTERM)
        return ended(program, 143)
    return program.damage()


def closed(program):
    """The window is closed: nobody can look at the terminal any more, but the program must not stay."""
    os.close(program.slave)
    os.close(program.master)
    deadline = time.monotonic() + PATIENCE
    while not program.has_ended():
        if time.monotonic() > deadline:
            return ["it does not end"]
        time.sleep(0.01)
    code = (os.WEXITSTATUS(program.status) if os.WIFEXITED(program.status)
            else 128 + os.WTERMSIG(program.status))
    return [] if code == 129 else [f"it ended with {code}, expected 129"]


def stopped(program, alive, answer):
    """Ctrl-Z, a look at the terminal, and on: twice."""
    for _ in range(2):
        shown = program.screen.text()
        program.send(b"\x1a")
        _, number = program.report()
        program.settle()
        wrong = [] if number == signal.SIGTSTP else [f"it was stopped by {number}"]
        wrong += [f"while stopped: {text}" for text in program.damage()]
        program.go_on()
        if not program.until(lambda: program.screen.text() == shown):
            wrong.append("its screen does not come back")
        if wrong:
            return wrong
    wrong = is_alive(program, alive, answer)
    program.send(b"q")
    return [wrong] if wrong else ended(program, 0)


def killed_while_stopped(program):
    """`kill %1`: the end is asked for while the terminal is the shell's."""
    program.send(b"\x1a")
    program.report()
    os.kill(program.pid, signal.SIGTERM)
    program.go_on(in_front=False)
    return ended(program, 143)


def paused(program, alive, answer):
    """Stopped without a warning; the shell sets the terminal up for itself meanwhile."""
    raw = termios.tcgetattr(program.slave)
    os.kill(program.pid, signal.SIGSTOP)
    program.report()
    termios.tcsetattr(program.slave, termios.TCSANOW, program.before)
    program.go_on()
    if not program.until(lambda: termios.tcgetattr(program.slave) == raw):
        return ["it does not take the terminal again"]
    wrong = is_alive(program, alive, answer)
    program.send(b"q")
    return [wrong] if wrong else ended(program, 0)


def is_alive(program, alive, answer):
    """Whatever it is at, it comes back and answers; what went wrong, or None."""
    program.resize(80, 24, tell=False)
    program.is_emulated = False
    for _ in range(2):
        program.settle()
        program.send(b"\x1b")
        program.settle()
        time.sleep(ESCAPE)
    if program.has_ended():
        return None  # Something that was typed before has ended it: for others to judge.
    program.tail = b""
    program.send(alive)
    if not program.until(lambda: answer in program.tail or program.has_ended()):
        return "it does not answer"
    if program.has_ended():
        return f"it ended with {program.end()} when it should have answered"
    # Back from an answer that takes the page's place.
    program.settle()
    program.send(b"\x1b")
    program.settle()
    time.sleep(ESCAPE)
    return None


def pipes(name, command):
    """A terminal on one side only is no screen: no sequence goes into a pipe, and nobody must press keys."""
    wrong = []
    closed = subprocess.run(["/bin/sh", "-c", 'exec "$@" <&-', "sh", *command], timeout=PATIENCE,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if closed.returncode != 0:
        wrong.append(f"{name}: without an input it ended with {closed.returncode}")
    master, slave = os.openpty()
    try:
        environment = {"TERM": "xterm-256color", "HOME": os.environ.get("HOME", "/")}
        before = termios.tcgetattr(slave)
        typed = subprocess.Popen(command, stdin=slave, stdout=subprocess.PIPE, env=environment)
        os.write(master, b"quit\n")
        text, _ = typed.communicate(timeout=PATIENCE)
        if b"\x1b" in text or typed.returncode != 0 or b"> " not in text:
            wrong.append(f"{name}: into a pipe: ended with {typed.returncode}, wrote {text[-200:]!r}")
        shown = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=slave, env=environment)
        shown.stdin.write(b"quit\n")
        shown.stdin.close()
        seen = b""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if select.select([master], [], [], 0.05)[0]:
                seen += os.read(master, 1 << 16)
            elif shown.poll() is not None:
                break
        if b"\x1b" in seen or shown.wait(PATIENCE) != 0 or b"> quit" not in seen:
            wrong.append(f"{name}: from a pipe: ended with {shown.returncode}, wrote {seen[-200:]!r}")
        if termios.tcgetattr(slave) != before:
            wrong.append(f"{name}: a terminal on one side only was changed")
    finally:
        os.close(master)
        os.close(slave)
    return wrong
