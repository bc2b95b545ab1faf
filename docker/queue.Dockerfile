# ActiveMQ for the course's lessons, as they expect it: console on 8161 (admin/admin), OpenWire on 61616,
# STOMP on 61613, all open. The other ways to run Fleetman have RabbitMQ.
#   docker build -f docker/queue.Dockerfile -t fleetman-queue .

# Pinned by its tag; give `name:tag@sha256:…` to pin its content as well.
ARG RUN_IMAGE=apache/activemq-classic:6.1.8

FROM ${RUN_IMAGE} AS folders
WORKDIR /empty

# No step runs in it: any platform is made without emulation.
FROM ${RUN_IMAGE}
COPY docker/queue/java.args /etc/activemq/java.args
# The journal and the logs; all else may be read-only, but for /tmp.
COPY --from=folders --chown=1000:1000 /empty /var/lib/activemq
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
