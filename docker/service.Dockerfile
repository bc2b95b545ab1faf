# The Node services, from one file:
#   docker build -f docker/service.Dockerfile --build-arg SERVICE=position-tracker -t fleetman-position-tracker .
# Needs BuildKit: Docker 23 or newer, or DOCKER_BUILDKIT=1.

# Every base image is pinned by its tag; give `name:tag@sha256:…` to pin its content as well.
ARG BUILD_IMAGE=node:24-bookworm-slim
ARG RUN_IMAGE=gcr.io/distroless/nodejs24-debian12:nonroot

# --- Packages ---------------------------------------------------------------------------------------
# JavaScript is the same on every processor, so all of it is built on the machine's own.
# The same lines begin webapp.Dockerfile: a builder of both makes this stage once.
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

# --- Build ------------------------------------------------------------------------------------------
# All at once, since they share their libraries, and their images share this stage.
FROM packages AS built
COPY tsconfig.base.json ./
COPY libs libs
COPY services services
# --prefer-offline: the packages are there, unless somebody emptied the cache but kept this stage.
RUN --mount=type=cache,id=fleetman-pnpm,target=/pnpm-store \
    pnpm --filter fleetman --filter '{./services/*}...' install \
      --frozen-lockfile --prefer-offline --ignore-scripts --store-dir /pnpm-store \
 && node_modules/.bin/tsc -b services/*

# --- One service, with what it needs to run ---------------------------------------------------------
FROM built AS deployed
ARG SERVICE
RUN test -f "services/${SERVICE}/package.json" \
 || { echo "SERVICE: \"${SERVICE}\" given, expected" services/* >&2; exit 1; }
RUN --mount=type=cache,id=fleetman-pnpm,target=/pnpm-store \
    pnpm --filter "@fleetman/${SERVICE}" --config.inject-workspace-packages=true deploy --prod \
      --prefer-offline --ignore-scripts --store-dir /pnpm-store /image/app
COPY docker/service/prune.sh /usr/local/bin/
RUN sh /usr/local/bin/prune.sh /image/app

# --- The image --------------------------------------------------------------------------------------
# Without a shell or a package manager, and no step runs in it: any platform is made without emulation.
FROM ${RUN_IMAGE} AS run
# Before WORKDIR, which would make the folder as one that the service may write to; from the folder above,
# since COPY gives a folder that it makes itself the time of now.
COPY --from=deployed /image /
WORKDIR /app
ENV NODE_ENV=production PORT=8080 HOST=0.0.0.0 METRICS_PORT=9090
EXPOSE 8080 9090
# nonroot, as a number: a cluster cannot tell whether a name is root.
USER 65532:65532
CMD ["dist/main.js"]
ARG SERVICE
ARG VERSION=0.1.0
ARG REVISION=
ARG CREATED=
ARG SOURCE=
LABEL org.opencontainers.image.title="fleetman-${SERVICE}" \
      org.opencontainers.image.description="Fleetman, live fleet tracking: ${SERVICE}" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.licenses="MIT"

# The tracker of the course's releases 1 and 2, which forgets its history when its pod goes.
FROM run AS in-memory
ENV STORE_URL=memory:

# The last stage is what a build without --target makes.
FROM run AS service
