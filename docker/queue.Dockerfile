# ActiveMQ for the course's lessons, as they expect it: console on 8161 (admin/admin), messages on 61616,
# all open. The other ways to run Fleetman have RabbitMQ.
#   docker build -f docker/queue.Dockerfile -t fleetman-queue .

# Pinned by its tag; give `name:tag@sha256:…` to pin its content as well.
ARG RUN_IMAGE=apache/activemq-classic:6.1.8

# The course's Service opens 61616 alone, where ActiveMQ speaks the OpenWire of Java clients. By `auto` it
# looks at a client's first bytes, and speaks STOMP with ours on the same port.
FROM --platform=$BUILDPLATFORM ${RUN_IMAGE} AS configured
RUN mkdir /tmp/conf /tmp/empty \
 && sed 's#"tcp://0.0.0.0:61616#"auto://0.0.0.0:61616#' /opt/apache-activemq/conf/activemq.xml >/tmp/conf/activemq.xml \
 && grep -q '"auto://' /tmp/conf/activemq.xml

# No step runs in this one: any platform is made without emulation.
FROM ${RUN_IMAGE}
COPY docker/queue/java.args /etc/activemq/java.args
COPY --from=configured /tmp/conf/activemq.xml /opt/apache-activemq/conf/activemq.xml
# The journal and the logs; all else may be read-only, but for /tmp.
COPY --from=configured --chown=1000:1000 /tmp/empty /var/lib/activemq
EXPOSE 8161 61613 61616
WORKDIR /var/lib/activemq
# Nobody, as a number: a cluster cannot tell whether a name is root.
USER 1000:1000
# Neither the image's entry point, which edits files that this user may not write, nor its start script.
ENTRYPOINT ["/opt/java/openjdk/bin/java", "@/etc/activemq/java.args"]
CMD []
ARG VERSION=0.1.0
ARG REVISION=
ARG CREATED=
ARG SOURCE=
LABEL org.opencontainers.image.title="fleetman-queue" \
      org.opencontainers.image.description="Fleetman, live fleet tracking: ActiveMQ for the lessons" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.licenses="Apache-2.0"
