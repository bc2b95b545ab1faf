#!/bin/sh
# Starts RabbitMQ with Fleetman's users, each with the rights that its work takes and no other. RabbitMQ reads them
# at every start, also on data that are there already: a password changed outside is the new one from then on.
#
# There is no administrator; `rabbitmqctl` in this container can do everything. The user fleetman, who was one in
# earlier versions, may look at all of it in the console and change nothing.
set -eu
umask 077

# A password from the variable of this name, or from the file that NAME_FILE names. A URL's password, if it is a URL.
# Others than these letters would mean something in a URL or in the file below.
password() {
  eval "value=\${$1:-} file=\${$1_FILE:-}"
  [ -z "$file" ] || value=$(cat "$file")
  value=${value#*://*:}
  value=${value%%@*}
  case $value in
    '' | *[!A-Za-z0-9._~-]*)
      echo "$1: expected a password of letters, digits and - . _ ~" >&2
      exit 1
      ;;
  esac
  printf %s "$value"
}

simulator=$(password SIMULATOR_PASSWORD)
receiver=$(password RECEIVER_PASSWORD)
tracker=$(password TRACKER_PASSWORD)
gateway=$(password GATEWAY_PASSWORD)
console=$(password CONSOLE_PASSWORD)

# What each may configure, write and read, by the names of queues and exchanges. Messages go to a queue by way of
# the default exchange, whose name is amq.default here, or to one of several queues by way of
# positionQueue.partitions (QUEUE_PARTITIONS). The tracker makes the queues and the exchange of the live feed;
# trackers and gateways follow it by queues of their own, whose names RabbitMQ makes.
cat >/tmp/definitions.json <<JSON
{
  "vhosts": [{ "name": "/" }],
  "users": [
    { "name": "simulator", "password": "$simulator", "tags": [] },
    { "name": "receiver", "password": "$receiver", "tags": [] },
    { "name": "tracker", "password": "$tracker", "tags": [] },
    { "name": "gateway", "password": "$gateway", "tags": [] },
    { "name": "fleetman", "password": "$console", "tags": ["monitoring"] }
  ],
  "permissions": [
    {
      "user": "simulator", "vhost": "/",
      "configure": "^\$",
      "write": "^(amq[.]default|positionQueue[.]partitions)\$",
      "read": "^\$"
    },
    {
      "user": "receiver", "vhost": "/",
      "configure": "^\$",
      "write": "^(amq[.]default|positionQueue[.]partitions)\$",
      "read": "^\$"
    },
    {
      "user": "tracker", "vhost": "/",
      "configure": "^(positionQueue([.](dead|partitions|[0-9]+))?|positions[.]live|amq[.]gen-.*)\$",
      "write": "^(amq[.]default|positionQueue([.](partitions|[0-9]+))?|positions[.]live|amq[.]gen-.*)\$",
      "read": "^(positionQueue([.](dead|partitions|[0-9]+))?|positions[.]live|amq[.]gen-.*)\$"
    },
    {
      "user": "gateway", "vhost": "/",
      "configure": "^amq[.]gen-.*\$",
      "write": "^amq[.]gen-.*\$",
      "read": "^(amq[.]gen-.*|positions[.]live)\$"
    },
    {
      "user": "fleetman", "vhost": "/",
      "configure": "^\$",
      "write": "^\$",
      "read": "^\$"
    }
  ]
}
JSON
exec rabbitmq-server
