# The page, served by nginx, which also passes /api/ on to the gateway:
#   docker build -f docker/webapp.Dockerfile -t fleetman-webapp .
# Needs BuildKit: Docker 23 or newer, or DOCKER_BUILDKIT=1.

# Every base image is pinned by its tag; give `name:tag@sha256:…` to pin its content as well.
ARG BUILD_IMAGE=node:24-bookworm-slim
ARG RUN_IMAGE=nginxinc/nginx-unprivileged:1.29

# --- Packages ---------------------------------------------------------------------------------------
# JavaScript is the same on every processor, so all of it is built on the machine's own.
# The same lines begin service.Dockerfile: a builder of both makes this stage once.
FROM --platform=$BUILDPLATFORM ${BUILD_IMAGE} AS packages
WORKDIR /repo
# Nobody is there to answer questions.
ENV CI=true
COPY package.json ./
RUN --mount=type=cache,id=fleetman-npm,target=/root/.npm \
    npm install --global --no-update-notifier "$(node -p 'require("./package.json").packageManager')"
COPY pnpm-lock.yaml pnpm-workspace.yaml ./
# Hangs on the lockfile alone: a change of code downloads nothing.
RUN --mount=type=cache,id=fleetman-pnpm,target=/pnpm-store \
    pnpm fetch --ignore-scripts --store-dir /pnpm-store

# --- The page and its base map ----------------------------------------------------------------------
FROM packages AS built
COPY tsconfig.base.json ./
COPY libs/contract libs/contract
COPY libs/motion libs/motion
COPY libs/toolkit libs/toolkit
COPY data data
COPY webapp webapp
# NG_BUILD_CHUNKS_ROLLDOWN: see scripts/build-steps.mjs.
# --prefer-offline: the packages are there, unless somebody emptied the cache but kept this stage.
RUN --mount=type=cache,id=fleetman-pnpm,target=/pnpm-store \
    pnpm --filter '@fleetman/webapp...' --filter '@fleetman/data...' install \
      --frozen-lockfile --prefer-offline --ignore-scripts --store-dir /pnpm-store \
 && node data/src/draw-base-map.ts \
 && (cd webapp && NG_BUILD_CHUNKS_ROLLDOWN=0 node_modules/.bin/ng build)
# config.json is written at each start. The rest is compressed once and for all, for gzip_static.
RUN rm webapp/dist/config.json \
 && find webapp/dist -type f -size +1023c ! -name '*.png' -exec gzip -9 --keep --no-name {} + \
 && mkdir -p /image/etc/fleetman /image/usr/share/fleetman /image/usr/local/bin \
 && mv webapp/dist /image/usr/share/fleetman/page \
 && node -p 'require("./package.json").version' >/image/etc/fleetman/version
COPY docker/webapp/nginx.conf.template /image/etc/fleetman/
COPY docker/webapp/start.sh /image/usr/local/bin/fleetman-webapp
COPY docker/webapp/date-by-content.sh /usr/local/bin/
RUN sh /usr/local/bin/date-by-content.sh /image

# --- nslookup, for those who look around in a cluster -----------------------------------------------
# busybox's would be smaller, but passes over the search list for names with a dot, like `queue.fleet`.
FROM ${RUN_IMAGE} AS base
FROM --platform=$BUILDPLATFORM ${RUN_IMAGE} AS dns-tool
ARG TARGETARCH
USER 0
COPY --from=base /var/lib/dpkg/status /base/status
COPY docker/webapp/fetch-dns-tool.sh docker/webapp/date-by-content.sh /usr/local/bin/
RUN sh /usr/local/bin/fetch-dns-tool.sh "$TARGETARCH" /base/status /tool \
 && sh /usr/local/bin/date-by-content.sh /tool

# --- The image --------------------------------------------------------------------------------------
# No step runs in it: any platform is made without emulation.
FROM base
COPY --from=dns-tool /tool /
COPY --from=built /image /
EXPOSE 8080 80
# nginx finishes its requests on this one; on SIGTERM it drops them.
STOPSIGNAL SIGQUIT
# nginx, as a number: a cluster cannot tell whether a name is root.
USER 101:101
ENTRYPOINT ["sh", "/usr/local/bin/fleetman-webapp"]
CMD []
# The page of one of the course's releases: 0, 0-5, 1 or 2. Empty shows all that it can.
ARG RELEASE=
ENV GATEWAY_URL=http://fleetman-api-gateway:8080 PATH_PREFIX= MAP_STYLE=off RELEASE=${RELEASE} \
    STALE_AFTER=1m SILENT_AFTER=5m BASE_MAP=
ARG VERSION=0.1.0
ARG REVISION=
ARG CREATED=
ARG SOURCE=
LABEL org.opencontainers.image.title="fleetman-webapp" \
      org.opencontainers.image.description="Fleetman, live fleet tracking: the page, and the way to the gateway" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.licenses="MIT"
