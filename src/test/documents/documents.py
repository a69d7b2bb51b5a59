"""The blocks of commands in Markdown files, and what the files say that they print."""

import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

LANGUAGES = {"sh", "bash", "console", "python", "js", "java"}
FENCE = re.compile(r"^```(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# A paragraph that ends so says which file the block below it is.
FILE = re.compile(r"`([\w-]+\.\w+)`[^`\n]*:\n\n$")


@dataclass(frozen=True)
class Command:
    line: int
    text: str
    output: str = ""  # what the document shows, where it shows something


@dataclass(frozen=True)
class Block:
    document: str
    line: int
    language: str
    text: str
    file: str = ""  # the name under which it is to be kept; it is not run then
    commands: list = field(default_factory=list)


def blocks(root: Path, document: str) -> list:
    """The blocks that are run, or kept as a file, in order."""
    markdown = (root / document).read_text(encoding="utf-8")
    found = []
    fences = list(FENCE.finditer(markdown))
    for position, fence in enumerate(fences):
        language, text = fence.groups()
        line = markdown.count("\n", 0, fence.start()) + 1
        name = FILE.search(markdown, 0, fence.start())
        if name and language in {"python", "json"}:
            found.append(Block(document, line, language, text, file=name.group(1)))
        elif language in LANGUAGES:
            output = ""
            if position + 1 < len(fences) and language != "console":
                below = fences[position + 1]
                beside = markdown[fence.end() : below.start()].isspace()
                output = below.group(2) if beside and not below.group(1) else ""
            commands = commands_of(language, text, line + 1, output)
            found.append(Block(document, line, language, text, commands=commands))
    return found


def commands_of(language: str, text: str, line: int, output: str) -> list:
    """What is run one after the other: of a program the whole block, of a shell's block each command."""
    if language == "console":
        return session(text, line)
    if language in {"sh", "bash"}:
        commands = []
        lines = text.splitlines()
        while lines:
            if not lines[0].strip() or lines[0].startswith("#"):
                lines.pop(0)
                line += 1
                continue
            number = length(lines)
            commands.append(Command(line, "\n".join(lines[:number])))
            lines = lines[number:]
            line += number
        if output:
            commands[-1] = Command(commands[-1].line, commands[-1].text, output)
        return commands
    return [Command(line, text, output)]


def session(text: str, line: int) -> list:
    """The commands of a console, which begin with `$ `; what they print stands below each."""
    commands = []
    lines = text.splitlines()
    while lines:
        if not lines[0].startswith("$ "):
            raise ValueError(f"line {line}: a console begins with a command, after '$ '")
        lines[0] = lines[0].removeprefix("$ ")
        number = length(lines)
        end = next((i for i in range(number, len(lines)) if lines[i].startswith("$ ")), len(lines))
        commands.append(Command(line, "\n".join(lines[:number]), "\n".join(lines[number:end]).strip()))
        lines = lines[end:]
        line += end
    return commands


def length(lines: list) -> int:
    """How many lines the first command has: it goes on where bash would ask for more."""
    for number in range(1, len(lines)):
        if not lines[number - 1].endswith("\\"):
            text = "\n".join(lines[:number]) + "\n"
            read = subprocess.run(["bash", "-n"], input=text, text=True, capture_output=True)
            if read.returncode == 0 and not read.stderr:
                return number
    return len(lines)
