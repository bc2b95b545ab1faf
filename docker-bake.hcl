# All images: `docker buildx bake` builds them for this machine and puts them into Docker, and
# `REGISTRY=registry.example/fleet docker buildx bake release --push` builds them for amd64 and arm64
# and pushes them. `npm run images` runs the first and tells it version, commit and time.

variable "VERSION" {
  default = "0.1.0"
}

# The commit that is built, and when.
variable "REVISION" {
  default = ""
}
variable "CREATED" {
  default = timestamp()
}

# Where the code can be found.
variable "SOURCE" {
  default = ""
}

# Where images are pushed to, like `registry.example/fleet`.
variable "REGISTRY" {
  default = ""
}

# `host` where containers of a build reach no package registry.
variable "BUILD_NETWORK" {
  default = ""
}

# The course has each of its tags with -arm64 as well: the same image here.
function "tags" {
  params = [image, names]
  result = [
    for name in concat(names, [for each in names : "${each}-arm64" if each != VERSION]) :
    "${REGISTRY == "" ? "" : "${REGISTRY}/"}fleetman-${image}:${name}"
  ]
}

group "default" {
  targets = ["service", "position-tracker-in-memory", "webapp", "webapp-release", "queue"]
}

# What every image has in common.
target "image" {
  context = "."
  network = BUILD_NETWORK
  args = {
    VERSION  = VERSION
    REVISION = REVISION
    CREATED  = CREATED
    SOURCE   = SOURCE
  }
  output = ["type=docker"]
}

# The other tags are those of the course, its later chapters (resources, performance) and what its students use: the
# same build, another default of one setting.

target "service" {
  name       = service
  inherits   = ["image"]
  dockerfile = "docker/service.Dockerfile"
  matrix = {
    service = ["position-simulator", "position-receiver", "position-tracker", "fleet-registry", "api-gateway"]
  }
  args = { SERVICE = service }
  tags = tags(service, concat([VERSION, "resources"], {
    position-simulator = ["release1", "release2"]
    position-receiver  = []
    position-tracker   = ["release3", "release4"]
    fleet-registry     = []
    api-gateway        = ["release1", "release2", "performance"]
  }[service]))
}

target "position-tracker-in-memory" {
  inherits = ["position-tracker"]
  target   = "in-memory"
  tags     = tags("position-tracker", ["release1", "release2"])
}

target "webapp" {
  inherits   = ["image"]
  dockerfile = "docker/webapp.Dockerfile"
  tags       = tags("webapp", [VERSION])
}

target "webapp-release" {
  name     = "webapp-release${release}"
  inherits = ["webapp"]
  matrix = {
    release = ["0", "0-5", "1", "2"]
  }
  args = { RELEASE = release }
  # The course calls it webapp-angular.
  tags = concat(
    tags("webapp", concat(["release${release}"], release == "2" ? ["resources"] : [])),
    tags("webapp-angular", concat(["release${release}"], release == "2" ? ["resources"] : [])),
  )
}

target "queue" {
  inherits   = ["image"]
  dockerfile = "docker/queue.Dockerfile"
  tags       = tags("queue", [VERSION, "release1", "release2", "resources"])
}

# The same for both processor types, with a list of contents and a record of the build. Several
# platforms need a builder of their own: `docker buildx create --use`.
target "release" {
  name     = "release-${image}"
  inherits = [image]
  matrix = {
    image = [
      "position-simulator", "position-receiver", "position-tracker", "position-tracker-in-memory",
      "fleet-registry", "api-gateway", "webapp", "webapp-release0", "webapp-release0-5", "webapp-release1", "webapp-release2", "queue",
    ]
  }
  platforms = ["linux/amd64", "linux/arm64"]
  attest    = ["type=sbom", "type=provenance,mode=max"]
  output    = ["type=image"]
}
