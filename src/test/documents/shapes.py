"""Whether an output has the shape of another: the same but for ids, times, numbers and what is left out as `…`."""

import json
import re

VARYING = re.compile(
    r"""(?P<gap>…)
    | (?P<answer>chatcmpl-[\w-]+)
    | (?P<id>[a-z]+(?:_[a-z]+)*[_-][0-9a-f]{16,})
    | (?P<uuid>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})
    | (?P<time>\d{4}-\d\d-\d\dT[\d:.]+Z)
    | (?P<record>[\w.-]+/\d+/\d+)
    | (?P<number>(?<![\w/:.-])\d+(?:\.\d+)?(?!\w))""",
    re.VERBOSE,
)
ELIDED = re.compile(r",\s*…\s*(?=})")
DECODER = json.JSONDecoder()
GAP = "…"


class Gap:
    """Any number of lines."""


def differs(expected: str, actual: str) -> str:
    """What is different, or nothing."""
    wanted, come = parts(ELIDED.sub(', "…": 0', expected)), parts(actual)
    position = 0
    skipping = False
    for want in wanted:
        if isinstance(want, Gap):
            skipping = True
            continue
        reason = "it is missing"
        while position < len(come):
            reason = compare(want, come[position])
            position += 1
            if not reason or not skipping:
                break
        if reason:
            return f"{shown(want)}: {reason}"
        skipping = False
    if position < len(come) and not skipping:
        return f"there is more than the document says: {shown(come[position])}"
    return ""


def parts(text: str) -> list:
    """JSON documents, over however many lines, and all other lines."""
    found = []
    rest = text.strip()
    while rest:
        event = "data: " if rest.startswith("data: {") else ""
        if rest.startswith(("{", "[")) or event:
            try:
                value, end = DECODER.raw_decode(rest, len(event))
                found.append((event, value))
                rest = rest[end:].lstrip()
                continue
            except json.JSONDecodeError:
                pass  # a line like any other
        line, _, rest = rest.partition("\n")
        rest = rest.lstrip()
        found.append(Gap() if line.strip() == GAP else line.rstrip())
    return found


def compare(want, come) -> str:
    if isinstance(want, str) or isinstance(come, str):
        same = isinstance(want, str) and isinstance(come, str) and alike(want, come)
        return "" if same else f"it is {shown(come)}"
    return compare_json(want[1], come[1], "") if want[0] == come[0] else f"it is {shown(come)}"


def compare_json(want, come, path: str) -> str:
    """Every field has to be there, and no other, but where some are left out; of numbers the kind is compared."""
    if isinstance(want, dict) and isinstance(come, dict):
        open_ended = want.pop(GAP, None) is not None
        if want.keys() - come.keys() or (come.keys() - want.keys() and not open_ended):
            return f"the fields of '{path or 'it'}' are {', '.join(come)}"
        return next(filter(None, (compare_json(want[key], come[key], f"{path}.{key}") for key in want)), "")
    if isinstance(want, list) and isinstance(come, list):
        if len(want) != len(come):
            return f"'{path}' has {len(come)} elements"
        return next(filter(None, (compare_json(*pair, f"{path}[]") for pair in zip(want, come))), "")
    if isinstance(want, str) and isinstance(come, str):
        return "" if alike(want, come) else f"'{path}' is {come}"
    numbers = isinstance(want, (int, float)) and isinstance(come, (int, float))
    if numbers and not isinstance(want, bool) and not isinstance(come, bool):
        return ""
    return "" if want == come else f"'{path}' is {come}"


def alike(want: str, come: str) -> bool:
    """A status line has to be the very same."""
    if want.startswith("HTTP/"):
        return want == come
    pattern = ""
    end = 0
    for varying in VARYING.finditer(want):
        pattern += re.escape(want[end : varying.start()]) + pattern_of(varying)
        end = varying.end()
    return re.fullmatch(pattern + re.escape(want[end:]), come, re.DOTALL) is not None


def pattern_of(varying) -> str:
    match varying.lastgroup:
        case "gap":
            return ".*"
        case "answer":
            return r"chatcmpl-[\w-]+"
        case "id":
            return re.escape(re.match(r".*[_-]", varying.group()).group()) + "[0-9a-f]+"
        case "uuid":
            return "[0-9a-f-]{36}"
        case "time":
            return r"\d{4}-\d\d-\d\dT[\d:.]+Z"
        case "record":
            return re.escape(varying.group().split("/")[0]) + r"/\d+/\d+"
        case _:
            return r"\d+(?:\.\d+)?"


def shown(part) -> str:
    return part if isinstance(part, str) else part[0] + json.dumps(part[1], ensure_ascii=False)
