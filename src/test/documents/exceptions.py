"""Commands in documents that docs/run does not run, and why. One that is not there any more fails the run."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Exempt:
    document: str
    command: str  # how it begins; empty: all of the document's
    reason: str


DOCKER = "containers can't be run everywhere; deploy/lint reads the files, deploy/rehearsal/run runs what is in them"
BUILD = "docs/run runs what it has built"
CI = ".ci/run does it itself"

EXCEPTIONS = [
    Exempt("README.md", "mvn spring-boot:run", "the gateway is started from its jar; examples/run starts it so"),
    Exempt("README.md", "mvn verify", CI),
    Exempt("docs/routing.md", "", "RoutingDocumentTest runs them, on a gateway with the configuration of that page"),
    Exempt("docs/deployment.md", "docker", DOCKER),
    Exempt("docs/deployment.md", "mvn -B -ntp package", BUILD),
    Exempt("docs/deployment.md", "apt-get", "installs software on the machine"),
    Exempt("docs/deployment.md", "deploy/rehearsal/run", CI),
    Exempt("examples/openai-clients/README.md", "examples/run", CI),
    Exempt("deploy/helm/cameleer/README.md", "kubectl", "needs a cluster; deploy/lint renders the chart and checks it"),
    Exempt("deploy/helm/cameleer/README.md", "helm", "needs a cluster; deploy/lint renders the chart and checks it"),
    Exempt("docs/contributing.md", "", "the build, and scripts that .ci/run runs, docs/run among them"),
    Exempt("bench/README.md", "", "they take an hour and a machine that does nothing else"),
]

if int(os.environ["JAVA_VERSION"]) < 25:
    ARCHIVE = "it takes JDK 25, as that page says"
    EXCEPTIONS.append(Exempt("docs/deployment.md", "cd target/app", ARCHIVE))
    EXCEPTIONS.append(Exempt("docs/deployment.md", "java @", ARCHIVE))
