"""What a command reads: pipes, devices, sockets, links that go round in circles, folders that are closed."""

import os
import socket

from checks import Folder, said, write
from paths import close


def check(checks):
    with Folder() as folder:
        checks.run("key", "ewma", "--case", "by-hand", "--output", "sheet.md", cwd=folder)
        os.mkdir(f"{folder}/class")
        os.rename(f"{folder}/sheet.md", f"{folder}/class/ada.md")
        checks.run("key", "ewma", "--case", "by-hand", "--output", "class/bob.md", cwd=folder)
        os.mkfifo(f"{folder}/class/pipe")
        os.mkfifo(f"{folder}/class/pipe.md")
        for number in range(5):
            os.symlink(".", f"{folder}/class/loop{number}")
        os.symlink("../class", f"{folder}/class/up")
        os.symlink("nowhere", f"{folder}/class/dangling")
        os.symlink("/dev/zero", f"{folder}/class/zero")
        os.symlink("pipe", f"{folder}/class/to-pipe")
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(f"{folder}/class/socket")
        run = checks.run("grade", "ewma", "class", cwd=folder, timeout=20)
        text = run.stderr.decode()
        checks.hold(
            run.returncode == 0 and b"2 submissions: 2 correct" in run.stdout, f"a class of oddities: {said(run)}")
        for name, kind in (
            ("pipe", "a pipe"), ("pipe.md", "a pipe"), ("socket", "a socket"), ("loop4", "a link to a folder"),
            ("dangling", "leads nowhere"), ("to-pipe", "a link to a pipe"),
        ):
            checks.hold(f"class/{name}' is passed over: {kind}" in text.replace("a link that ", ""),
                        f"{name} is passed over with a word: {text}")
        checks.hold(b"Note: 2 more are passed over." in run.stderr, "what is passed over is counted")
        for name in ("pipe", "socket", "zero", "to-pipe"):
            run = checks.run("grade", "ewma", "class/ada.md", f"class/{name}", cwd=folder, timeout=20)
            checks.hold(
                run.returncode == 1 and b"1 unreadable" in run.stdout, f"grade {name}: {said(run)}")
            run = checks.run(
                "grade", "ewma", "class/ada.md", f"class/{name}", "--seed", "3", cwd=folder, timeout=20)
            checks.hold(run.returncode == 1, f"grade {name} with a seed: {said(run)}")
        run = checks.run("grade", "ewma", "class/ada.md", "--source", "class", cwd=folder, timeout=20)
        checks.hold(run.returncode is not None, f"--source with oddities: {said(run)}")
        listener.close()
        closed(checks, folder)
        process_substitution(checks, folder)


def closed(checks, folder):
    """A folder that cannot be read is named, and the rest is graded."""
    os.mkdir(f"{folder}/rest")
    write(folder, "rest/deep/a.txt")
    # The superuser reads everything; a path that is too deep is closed to everyone.
    if os.geteuid() != 0:
        os.chmod(f"{folder}/rest/deep", 0o000)
    else:
        os.makedirs(f"{folder}/rest/deep/" + "/".join("1" * 33))
    run = checks.run("grade", "ewma", "rest", "class/ada.md", cwd=folder)
    checks.hold(
        run.returncode == 1 and b"rest/deep" in run.stdout and b"1 correct" in run.stdout,
        f"a closed folder: {said(run)} {run.stdout.decode()}")
    if os.geteuid() != 0:
        os.chmod(f"{folder}/rest/deep", 0o755)


def process_substitution(checks, folder):
    """Where one input is named, a pipe may be it."""
    read, end = os.pipe()
    os.write(end, b'{"lesson": "ewma", "steps": [{"theta": 40}]}\n')
    os.close(end)
    import subprocess
    run = subprocess.run(
        [checks.gradus, "trace", "ewma", "--case", f"/dev/fd/{read}"], pass_fds=[read],
        capture_output=True, timeout=20)
    os.close(read)
    checks.hold(run.returncode == 0 and b"40" in run.stdout, f"a case from a pipe: {said(run)}")
    run = checks.run("diagnose", "ewma", "/dev/stdin", cwd=folder, input="v = 4.0\n")
    checks.hold(run.returncode in (0, 1), f"diagnose /dev/stdin: {said(run)}")
