"""mounts.py SERVICE: what docker-compose.yml mounts into a service whose root is read-only, as lines for `contained`, with
a volume's name or a path of the checkout as the source."""

import os
import sys

import yaml


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "../../docker-compose.yml"), encoding="utf-8") as file:
        service = yaml.safe_load(file)["services"][sys.argv[1]]
    if service.get("read_only") is not True:
        sys.exit(f"the root of {sys.argv[1]} is not read-only")
    for tmpfs in service.get("tmpfs", []):
        target, _, options = tmpfs.partition(":")
        print(f"tmpfs:{target}:{options or 'rw'}")
    for volume in service.get("volumes", []):
        source, target, *mode = volume.split(":")
        print(f"{'read-only' if 'ro' in mode else 'volume'}:{target}:{source}")


main()
