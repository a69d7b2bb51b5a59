"""Runs the commands of documents, as printed; docs/run has started what they talk to.

The working directory is a copy of the checkout. PORTS says which ports stand in for the documents' own: "8080=23456 …".
"""

import os
import re
import signal
import sys
import time
from pathlib import Path

from documents import Block, Command, blocks
from exceptions import EXCEPTIONS
from shapes import differs
from shell import Shell

ROOT = Path.cwd()
PIECES = ROOT / ".documents"  # programs and logs
PORTS = dict(pair.split("=") for pair in os.environ["PORTS"].split())
ADDRESS = re.compile(r"(127\.0\.0\.1|localhost)(:|\", )(" + "|".join(PORTS) + r")\b")
SECONDS = 120
CURL_FAILED = 22
SHOWS_ERROR = re.compile(r"^HTTP/\S+ [45]|\"error\": ?{", re.MULTILINE)

JAVA = """
import com.openai.client.*;
import com.openai.client.okhttp.*;
import com.openai.models.chat.completions.*;

class Example {
  public static void main(String[] arguments) throws Exception {
%s
    System.exit(0);
  }
}
"""


def main(documents: list) -> int:
    PIECES.mkdir(exist_ok=True)
    used = set()
    failures = 0
    for document in documents:
        failures += run_document(document, used)
    for exception in EXCEPTIONS:
        if exception not in used and exception.document in documents:
            failures += 1
            print(f"FAILED: the exception '{exception.command}' of {exception.document} has nothing to except any more")
    return 1 if failures else 0


def run_document(document: str, used: set) -> int:
    found = blocks(ROOT, document)
    if not found:
        return 0
    log = PIECES / (document.replace("/", "-") + ".log")
    shell = Shell(ROOT, dict(os.environ), log)
    began = time.monotonic()
    counts = {"run": 0, "exempt": 0, "failed": 0}
    try:
        for block in found:
            run_block(block, shell, used, counts)
    finally:
        shell.close()
    seconds = time.monotonic() - began
    print(f"{document}: {counts['run']} commands run, {counts['exempt']} exempt, {seconds:.0f} s", flush=True)
    return counts["failed"]


def run_block(block: Block, shell: Shell, used: set, counts: dict):
    shell.home()
    if block.file:
        (ROOT / block.file).write_text(here(block.text), encoding="utf-8")
    for command in block.commands:
        exception = exempt(block, command)
        if exception:
            used.add(exception)
            counts["exempt"] += 1
            continue
        counts["run"] += 1
        fault = run_command(block, command, shell)
        if fault:
            counts["failed"] += 1
            print(f"FAILED: {block.document}:{command.line}: {fault}\n{indented(command.text)}", flush=True)


def exempt(block: Block, command: Command):
    return next(
        (
            exception
            for exception in EXCEPTIONS
            if exception.document == block.document and command.text.startswith(exception.command)
        ),
        None,
    )


def run_command(block: Block, command: Command, shell: Shell) -> str:
    """What is wrong, or nothing."""
    status, begin = shell.run(program(block, command), SECONDS)
    if status is None:
        return f"it did not end within {SECONDS} seconds"
    may_fail = status == CURL_FAILED and SHOWS_ERROR.search(command.output)
    if status and not may_fail:
        errors = shell.log.with_name(shell.log.name + ".err").read_text(encoding="utf-8", errors="replace")
        return f"it ended with {status}\n{indented(shell.output(begin)[-2000:] + errors[-2000:])}"
    if not command.output:
        return ""
    difference = differs(command.output, shell.output(begin))
    patience = time.monotonic() + 15  # what runs in the background may print a little later
    while difference and time.monotonic() < patience:
        time.sleep(0.2)
        difference = differs(command.output, shell.output(begin))
    return difference and f"{difference}\n{indented(shell.output(begin)[-3000:])}"


def program(block: Block, command: Command) -> str:
    """What the shell is told: of a program, to run it."""
    text = here(command.text)
    piece = PIECES / f"{Path(block.document).stem}-{block.line}"
    match block.language:
        case "python":
            return f"python3 '{written(piece.with_suffix('.py'), text)}'"
        case "js":
            return f"node '{written(piece.with_suffix('.mjs'), text)}'"
        case "java":
            return f"java -cp \"$TEST_CLASSES\" '{written(piece.with_suffix('.java'), JAVA % text)}'"
        case _:
            return text


def written(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


def here(text: str) -> str:
    """With the ports that are there instead of those of the documents."""
    return ADDRESS.sub(lambda address: address.group(1) + address.group(2) + PORTS[address.group(3)], text)


def indented(text: str) -> str:
    return "\n".join("    " + line for line in text.strip().splitlines())


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main(sys.argv[1:]))
