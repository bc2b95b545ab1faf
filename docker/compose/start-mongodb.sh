#!/bin/bash
# Starts MongoDB, `mongod` with the arguments given, with two users: the tracker's, which STORE_URL (or the file that
# STORE_URL_FILE names) tells, and the registry's, which REGISTRY_STORE_URL tells in the same way. Each may read and
# write the database of its URL and nothing else.
#
# Users are made at the first start, and again when a URL or this script have changed: a new password is known
# after a restart. That is done by a server that listens on loopback only, in this container, and asks for no
# password; so there is no administrator. The user fleetman of earlier versions, who was one, is removed.
set -euo pipefail
umask 077
port=27117
log=/tmp/mongod-users.log
made=/data/db/fleetman-users
files=(${STORE_URL_FILE:+"$STORE_URL_FILE"} ${REGISTRY_STORE_URL_FILE:+"$REGISTRY_STORE_URL_FILE"})
wanted=$({ cat "$0" "${files[@]}" && echo "${STORE_URL:-} ${REGISTRY_STORE_URL:-}"; } | sha256sum)
if [ -e "$made" ] && [ "$(cat "$made")" = "$wanted" ]; then exec docker-entrypoint.sh mongod "$@"; fi

mongod --dbpath /data/db --bind_ip 127.0.0.1 --port "$port" --wiredTigerCacheSizeGB=0.25 >"$log" 2>&1 &
server=$!
trap 'kill "$server"; wait "$server"; exit 143' TERM INT
fail() {
  tail -n 20 "$log" >&2
  echo "The users could not be made: $1" >&2
  exit 1
}
until (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
  kill -0 "$server" 2>/dev/null || fail 'MongoDB does not start'
  sleep 0.2
done

# mongosh keeps its log in its home folder.
HOME=/tmp mongosh --quiet --norc "mongodb://127.0.0.1:$port/admin" --eval '
  const { readFileSync } = require("fs");
  // A user, password and database, from the variable of this name or the file that NAME_FILE names.
  const read = (variable) => {
    const file = process.env[variable + "_FILE"];
    const url = new URL(file ? readFileSync(file, "utf8").trim() : process.env[variable]);
    const [name, pwd, database] = [url.username, url.password, url.pathname.slice(1)].map(decodeURIComponent);
    if (!name || !pwd || !database) throw new Error(variable + ": expected a URL with user, password and database");
    return { name, pwd, database };
  };
  // Beside reading and writing its database: what the actions named say.
  const make = ({ name, pwd, database }, roleName, actions) => {
    const own = db.getSiblingDB(database);
    const privileges = actions.length ? [{ resource: { db: database, collection: "" }, actions }] : [];
    const role = { privileges, roles: ["readWrite"] };
    if (own.getRole(roleName)) own.updateRole(roleName, role);
    else own.createRole({ role: roleName, ...role });
    const user = { pwd, roles: [roleName] };
    if (own.getUser(name)) own.updateUser(name, user);
    else own.createUser({ user: name, ...user });
  };
  const [tracker, registry] = [read("STORE_URL"), read("REGISTRY_STORE_URL")];
  // The time after which positions are removed: MongoDB asks for a right of its own.
  make(tracker, "tracker", ["collMod"]);
  make(registry, "registry", []);

  const admin = db.getSiblingDB("admin");
  if (admin.getUser("fleetman")) admin.dropUser("fleetman");
  // Who makes one replica set of several servers, and changes passwords in it (k8s/components/ha).
  const operator = process.env.OPERATOR_PASSWORD_FILE;
  if (operator) {
    const admins = [tracker, registry].map(({ database }) => ({ role: "userAdmin", db: database }));
    const roles = ["clusterManager", ...admins];
    admin.createUser({ user: "operator", pwd: readFileSync(operator, "utf8").trim(), roles });
  }
' || fail 'see above'

kill "$server"
# Its code says how it was stopped.
wait "$server" || true
trap - TERM INT
echo "$wanted" >"$made"
exec docker-entrypoint.sh mongod "$@"
