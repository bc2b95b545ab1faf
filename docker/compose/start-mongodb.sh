#!/bin/bash
# Starts MongoDB, `mongod` with the arguments given, with one user: the tracker's, which STORE_URL (or the file that
# STORE_URL_FILE names) tells, and who may read and write the tracker's database and nothing else.
#
# The user is made at the first start, and again when the URL or this script have changed: a new password is known
# after a restart. That is done by a server that listens on loopback only, in this container, and asks for no
# password; so there is no administrator. The user fleetman of earlier versions, who was one, is removed.
set -euo pipefail
umask 077
port=27117
log=/tmp/mongod-users.log
made=/data/db/fleetman-users
wanted=$({ cat "$0" ${STORE_URL_FILE:+"$STORE_URL_FILE"} && echo "${STORE_URL:-}"; } | sha256sum)
if [ -e "$made" ] && [ "$(cat "$made")" = "$wanted" ]; then exec docker-entrypoint.sh mongod "$@"; fi

mongod --dbpath /data/db --bind_ip 127.0.0.1 --port "$port" --wiredTigerCacheSizeGB=0.25 >"$log" 2>&1 &
server=$!
trap 'kill "$server"; wait "$server"; exit 143' TERM INT
fail() {
  tail -n 20 "$log" >&2
  echo "The user of the tracker could not be made: $1" >&2
  exit 1
}
until (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
  kill -0 "$server" 2>/dev/null || fail 'MongoDB does not start'
  sleep 0.2
done

# mongosh keeps its log in its home folder.
HOME=/tmp mongosh --quiet --norc "mongodb://127.0.0.1:$port/admin" --eval '
  const { readFileSync } = require("fs");
  const file = process.env.STORE_URL_FILE;
  const url = new URL(file ? readFileSync(file, "utf8").trim() : process.env.STORE_URL);
  const [name, pwd, database] = [url.username, url.password, url.pathname.slice(1)].map(decodeURIComponent);
  if (!name || !pwd || !database) throw new Error("STORE_URL: expected a URL with user, password and database");

  // Beside reading and writing: the time after which positions are removed, for which MongoDB asks for a right of
  // its own (collMod).
  const own = db.getSiblingDB(database);
  const schema = [{ resource: { db: database, collection: "" }, actions: ["collMod"] }];
  const role = { privileges: schema, roles: ["readWrite"] };
  if (own.getRole("tracker")) own.updateRole("tracker", role);
  else own.createRole({ role: "tracker", ...role });
  const user = { pwd, roles: ["tracker"] };
  if (own.getUser(name)) own.updateUser(name, user);
  else own.createUser({ user: name, ...user });

  const admin = db.getSiblingDB("admin");
  if (admin.getUser("fleetman")) admin.dropUser("fleetman");
  // Who makes one replica set of several servers, and changes the tracker'"'"'s password in it (k8s/components/ha).
  const operator = process.env.OPERATOR_PASSWORD_FILE;
  if (operator) {
    const roles = ["clusterManager", { role: "userAdmin", db: database }];
    admin.createUser({ user: "operator", pwd: readFileSync(operator, "utf8").trim(), roles });
  }
' || fail 'see above'

kill "$server"
# Its code says how it was stopped.
wait "$server" || true
trap - TERM INT
echo "$wanted" >"$made"
exec docker-entrypoint.sh mongod "$@"
