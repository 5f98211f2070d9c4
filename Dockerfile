# The image of a node: built from source, run as nobody in particular, with nothing of the build in it.

FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
# What libraries are needed changes less often than the code: fetched in a layer of its own.
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY protocol/pom.xml protocol/
COPY server/pom.xml server/
COPY tui-client/pom.xml tui-client/
COPY loadtest/pom.xml loadtest/
RUN ./mvnw -B -ntp -pl server -am -Dmaven.test.skip=true dependency:resolve-plugins dependency:resolve -q || true
COPY protocol/src protocol/src
COPY server/src server/src
COPY sql sql
# The checks are for who changes the code; here they would only take time.
RUN ./mvnw -B -ntp -pl server -am package \
      -Dmaven.test.skip=true -Dspotless.check.skip=true -Denforcer.skip=true

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --home-dir /var/lib/rookery --create-home rookery
WORKDIR /opt/rookery
COPY --from=build /src/server/target/rookery-server.jar ./
COPY --from=build /src/server/target/lib lib
COPY cluster/healthy.sh ./
USER rookery
ENV ROOKERY_TCP=0.0.0.0:7700 \
    ROOKERY_HTTP=0.0.0.0:7780 \
    ROOKERY_ADMIN=0.0.0.0:7790 \
    ROOKERY_DATA=/var/lib/rookery
VOLUME /var/lib/rookery
EXPOSE 7700 7780 7790
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 CMD ["bash", "/opt/rookery/healthy.sh"]
# What the heap does not take of the memory is for code, threads and buffers.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "--enable-native-access=ALL-UNNAMED", "-jar", "rookery-server.jar"]
