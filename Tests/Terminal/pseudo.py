"""A program in a pseudo-terminal: its screen as an emulator shows it, its attributes, its end."""

import copy
import fcntl
import os
import select
import signal
import struct
import termios
import time

import pyte

PATIENCE = 30  # Seconds until something that must happen has not happened; a busy machine is slow.
QUIET = 0.03  # Seconds without output, after which a program that waits is taken to have settled.
ESCAPE = 0.12  # Seconds after an Escape: three times what the program waits for a sequence.


class Screen(pyte.Screen):
    """The emulator, with the alternate screen it lacks."""

    def __init__(self, columns, rows):
        self.is_alternate = False
        self.is_pasting_marked = False
        self.scrolled = []  # The rows of the ordinary screen that have left it at its top.
        super().__init__(columns, rows)

    def index(self):
        if self.cursor.y == self.lines - 1 and not self.is_alternate and not self.margins:
            self.scrolled.append("".join(self.buffer[0][x].data for x in range(self.columns)).rstrip())
        super().index()

    def set_mode(self, *modes, **private):
        if private.get("private") and 1049 in modes and not self.is_alternate:
            self.is_alternate = True
            self.kept = (copy.deepcopy(self.buffer), copy.copy(self.cursor))
            self.erase_in_display(2)
        if private.get("private") and 2004 in modes:
            self.is_pasting_marked = True
        super().set_mode(*modes, **private)

    def reset_mode(self, *modes, **private):
        if private.get("private") and 1049 in modes and self.is_alternate:
            self.is_alternate = False
            hidden = self.cursor.hidden
            self.buffer, self.cursor = self.kept
            self.cursor.hidden = hidden
            self.dirty.update(range(self.lines))
        if private.get("private") and 2004 in modes:
            self.is_pasting_marked = False
        super().reset_mode(*modes, **private)

    def text(self):
        """The screen in a frame, and below it what stands out and where the cursor blinks."""
        rows = ["┌" + "─" * self.columns + "┐"]
        # The second half of a wide character is an empty cell.
        rows += ["│" + "".join(self.buffer[y][x].data for x in range(self.columns)) + "│"
                 for y in range(self.lines)]
        rows.append("└" + "─" * self.columns + "┘")
        for y in range(self.lines):
            runs = []
            for x in range(self.columns):
                cell = self.buffer[y][x]
                words = [word for word in ("bold", "reverse", "underscore") if getattr(cell, word)]
                words += [cell.fg] if cell.fg != "default" else []
                if not words:
                    continue
                if runs and runs[-1][0] == words and runs[-1][2] == x:
                    runs[-1][2] = x + 1
                else:
                    runs.append([words, x, x + 1])
            if runs:
                rows.append(f"row {y + 1}: " + ", ".join(
                    f"{' '.join(words)} {start + 1}-{end}" for words, start, end in runs))
        if not self.cursor.hidden:
            rows.append(f"cursor: row {self.cursor.y + 1}, column {self.cursor.x + 1}")
        if not self.is_alternate:
            rows.append("the ordinary screen")
        return "\n".join(rows) + "\n"


def shell(command, variables, slave, reports, orders):
    """What a shell does for one job: puts it in front, takes the terminal when it stops, lets it go on."""
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    job = os.fork()
    if job == 0:
        os.setpgid(0, 0)
        os.tcsetpgrp(slave, os.getpid())
        start(command, variables)
    os.write(reports, struct.pack("ii", job, 0))
    while True:
        _, status = os.waitpid(job, os.WUNTRACED)
        os.tcsetpgrp(slave, os.getpgrp())
        if not os.WIFSTOPPED(status):
            os._exit(128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status))
        os.write(reports, struct.pack("ii", job, os.WSTOPSIG(status)))
        if os.read(orders, 1) == b"f":
            os.tcsetpgrp(slave, job)
        os.kill(job, signal.SIGCONT)


def start(command, variables):
    """Becomes the program, with the signals as they are where nobody has changed them."""
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE,
                   signal.SIGTSTP, signal.SIGTTOU):
        signal.signal(number, signal.SIG_DFL)
    os.closerange(3, 256)
    os.execve(command[0], command, variables)


class Program:
    """A running program in front of a terminal of its own: first of its session, or a shell's job."""

    def __init__(self, command, size=(80, 24), environment=None, is_job=False):
        self.master, self.slave = os.openpty()
        self.resize(*size, tell=False)
        self.before = termios.tcgetattr(self.slave)
        self.screen = Screen(*size)
        self.stream = pyte.ByteStream(self.screen)
        self.status = None
        self.has_written = False
        self.is_emulated = True
        self.tail = b""  # The last of the output that was not emulated.
        variables = {"PATH": os.environ.get("PATH", ""), "HOME": os.environ.get("HOME", "/"),
                     "TERM": "xterm-256color", "SWIFT_BACKTRACE": "enable=no"}
        variables.update(environment or {})
        self.reports, reporting = os.pipe()
        ordered, self.orders = os.pipe()
        self.leader = self.pid = os.fork()
        if self.leader == 0:
            try:
                os.setsid()
                fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
                for number in range(3):
                    os.dup2(self.slave, number)
                if is_job:
                    shell(command, variables, 0, reporting, ordered)
                start(command, variables)
            finally:
                os._exit(127)
        os.close(reporting)
        os.close(ordered)
        os.set_blocking(self.master, False)
        if is_job:
            self.pid, _ = self.report()

    def report(self):
        """What the shell tells of its job: its id, and the signal that stopped it."""
        self.until(lambda: select.select([self.reports], [], [], 0)[0])
        return struct.unpack("ii", os.read(self.reports, 8))

    def go_on(self, in_front=True):
        """Lets a stopped job go on."""
        os.write(self.orders, b"f" if in_front else b"b")

    def resize(self, columns, rows, tell=True):
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if tell:
            self.screen.resize(rows, columns)

    # What comes and goes

    def read(self, wait=0.0):
        """Takes what was written; whether there was something."""
        ready, _, _ = select.select([self.master], [], [], wait)
        if not ready:
            return False
        try:
            data = os.read(self.master, 1 << 16)
        except OSError:  # EIO: the program was the last to have it open.
            return False
        self.has_written = self.has_written or bool(data)
        if self.is_emulated:
            self.stream.feed(data)
        else:
            self.tail = (self.tail + data)[-(1 << 16):]
        return bool(data)

    def send(self, data):
        """Types; reads meanwhile, for both sides have little room."""
        deadline = time.monotonic() + PATIENCE
        while data and time.monotonic() < deadline and not self.has_ended():
            ready, writable, _ = select.select([self.master], [self.master], [], 0.1)
            if ready:
                self.read()
            if writable:
                try:
                    data = data[os.write(self.master, data[:1024]):]
                except (BlockingIOError, OSError):
                    pass
        return not data

    def has_ended(self):
        if self.status is None:
            pid, status = os.waitpid(self.leader, os.WNOHANG)
            if pid:
                self.status = status
        return self.status is not None

    def is_waiting(self):
        """Whether it has read everything and sleeps."""
        unread = struct.unpack("i", fcntl.ioctl(self.slave, termios.FIONREAD, b"\0\0\0\0"))[0]
        if unread:
            return False
        try:
            with open(f"/proc/{self.pid}/stat") as file:
                return file.read().rpartition(")")[2].split()[0] in "ST"
        except OSError:
            return True

    def begin(self):
        """Waits for the first page: what is typed earlier is the ordinary terminal's."""
        self.until(lambda: self.has_written or self.has_ended())
        self.settle()

    def settle(self):
        """Reads until nothing more comes from a program that waits for its user."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self.read(QUIET):
                continue
            if self.has_ended() or self.is_waiting():
                while self.read():
                    pass
                return
        raise TimeoutError("the program neither waits nor ends")

    def until(self, holds):
        """Reads until something holds; whether it came to that."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > deadline:
                return False
            self.read(0.02)
        return True

    # Its end

    def end(self):
        """Waits for the end: the exit code as a shell has it, or None."""
        if not self.until(self.has_ended):
            return None
        while self.read():
            pass
        if os.WIFSIGNALED(self.status):
            return 128 + os.WTERMSIG(self.status)
        return os.WEXITSTATUS(self.status)

    def damage(self):
        """What is not as it was before the program came; nothing if all is."""
        wrong = []
        now = termios.tcgetattr(self.slave)
        for name, before, after in zip(
                ("input", "output", "control", "local", "speed", "speed", "characters"),
                self.before, now):
            if before != after:
                wrong.append(f"the terminal's {name} attributes are not what they were")
        if self.is_emulated:
            if self.screen.is_alternate:
                wrong.append("the alternate screen was not left")
            if self.screen.cursor.hidden:
                wrong.append("the cursor is hidden")
            if pyte.modes.DECAWM not in self.screen.mode:
                wrong.append("lines are not broken at the end of the row")
            if self.screen.is_pasting_marked:
                wrong.append("what is pasted is still marked")
            if self.screen.cursor.attrs != self.screen.default_char:
                wrong.append(f"what follows would look like {self.screen.cursor.attrs}")
        else:
            for on, off, what in ((b"\x1b[?1049h", b"\x1b[?1049l", "the alternate screen was not left"),
                                  (b"\x1b[?25l", b"\x1b[?25h", "the cursor is hidden")):
                if self.tail.rfind(off) < self.tail.rfind(on):
                    wrong.append(what)
        return wrong

    def close(self):
        """Ends it, whatever it does."""
        if not self.has_ended():
            for process in {self.pid, self.leader}:
                os.kill(process, signal.SIGKILL)
            _, self.status = os.waitpid(self.leader, 0)
        for descriptor in (self.master, self.slave, self.reports, self.orders):
            try:
                os.close(descriptor)
            except OSError:
                pass
