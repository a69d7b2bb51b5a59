# syntax=docker/dockerfile:1
# The gateway with everything it needs beside a provider's key. See docs/deployment.md.
#
#   docker build -t cameleer .
#   docker run --rm -p 8080:8080 -e CAMELEER_API_KEYS=a-key-of-your-own cameleer
ARG JAVA=25

# ---- the program, and the libraries it stands on

FROM maven:3.9-eclipse-temurin-${JAVA} AS build
WORKDIR /build
COPY pom.xml ./
COPY config config
COPY kamelets kamelets
COPY routes routes
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -q package -Dmaven.test.skip=true \
 && java -Djarmode=tools -jar target/cameleer.jar extract --layers --destination layers

# ---- what runs: layers from what seldom changes to what often does

FROM eclipse-temurin:${JAVA}-jre-noble AS gateway
RUN groupadd --system --gid 10001 cameleer \
 && useradd --system --uid 10001 --gid 10001 --home-dir /cameleer --no-create-home cameleer \
 && install -d -o 10001 -g 10001 /var/lib/cameleer /var/lib/cameleer/files
WORKDIR /cameleer
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
COPY config config
COPY kamelets kamelets
COPY routes routes
COPY deploy/docker deploy/docker

# ---- a first start, from which later ones learn; the archive fits the very files of the stage above

FROM gateway AS training
RUN deploy/docker/train /archive/cameleer.aot

FROM gateway
COPY --from=training /archive/cameleer.aot ./

# The management port is for Prometheus: publish it to nobody else. Load balancers have five seconds to notice
# that a gateway is about to stop.
ENV SERVER_ADDRESS=0.0.0.0 \
    CAMELEER_DATA=/var/lib/cameleer \
    CAMELEER_SERVER_SHUTDOWN_NOTICE=5s
USER 10001:10001
EXPOSE 8080 9090
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=4s --start-period=30s --start-interval=1s --retries=3 \
    CMD ["/cameleer/deploy/docker/healthcheck"]
ENTRYPOINT ["java", "@/cameleer/deploy/docker/java.options", "-XX:AOTCache=/cameleer/cameleer.aot", "-jar", "cameleer.jar"]
