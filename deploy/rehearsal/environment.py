"""environment.py SERVICE NAME=VALUE...: the environment that docker-compose.yml gives to a service, as NAME=VALUE
lines, with these variables in place of those of .env. Where compose would refuse to start, this does."""

import os
import re
import sys

import yaml

# A variable, as compose knows it: ${NAME}, ${NAME:-default}, ${NAME:?message}; $$ is a dollar.
REFERENCE = re.compile(r"\$(?:(\$)|\{(\w+)(?::([-?])([^}]*))?\})")


def interpolate(value, variables):
    def replace(reference):
        dollar, name, sign, rest = reference.groups()
        if dollar:
            return "$"
        found = variables.get(name, "")
        if found or sign is None:
            return found
        if sign == "?":
            sys.exit(f"required variable {name} is missing a value: {rest}")
        return rest

    return REFERENCE.sub(replace, str(value))


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "../../docker-compose.yml"), encoding="utf-8") as file:
        compose = yaml.safe_load(file)
    variables = dict(argument.split("=", 1) for argument in sys.argv[2:])
    for name, value in compose["services"][sys.argv[1]]["environment"].items():
        if value is not None:
            print(f"{name}={interpolate(value, variables)}")
        elif name in variables:
            print(f"{name}={variables[name]}")


main()
