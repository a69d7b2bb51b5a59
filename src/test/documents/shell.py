"""A shell as a reader has it open: what one command sets is there for the next."""

import os
import select
import signal
import subprocess
import time
from pathlib import Path


class Shell:
    """A bash in a folder; what its commands print goes to a file."""

    def __init__(self, folder: Path, environment: dict, log: Path):
        self.folder = folder
        self.log = log
        self.reports, report = os.pipe()
        self.report = report
        self.bash = subprocess.Popen(
            ["bash", "--noprofile", "--norc"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=environment,
            pass_fds=(report,),
            start_new_session=True,
            text=True,
        )
        os.close(report)
        self.log.touch()
        self.tell(f"source '{Path(__file__).with_name('reader.sh')}'")

    def tell(self, line: str):
        self.bash.stdin.write(line + "\n")
        self.bash.stdin.flush()

    def home(self):
        """Back to where every block begins."""
        self.tell(f"cd '{self.folder}'")

    def run(self, command: str, seconds: float):
        """Runs it: its exit status, None where it did not end in time, and where its output begins in the log."""
        begin = self.log.stat().st_size
        script = self.log.with_suffix(".command")
        script.write_text(command + "\n", encoding="utf-8")
        self.tell(f"source '{script}' >> '{self.log}' 2>> '{self.log}.err' < /dev/null")
        self.tell(f"echo $? >&{self.report}")
        ready, _, _ = select.select([self.reports], [], [], seconds)
        status = os.read(self.reports, 16).decode().strip() if ready else ""
        return int(status) if status else None, begin

    def output(self, begin: int) -> str:
        """What has been printed from there on."""
        with self.log.open("rb") as log:
            log.seek(begin)
            return log.read().decode("utf-8", "replace")

    def close(self):
        """Ends the shell and what still runs in it."""
        for kind in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.bash.pid, kind)
            except ProcessLookupError:
                break
            time.sleep(0.2)
        self.bash.wait()
        self.bash.stdin.close()
        os.close(self.reports)
