#!/bin/sh
# Starts nginx with the settings of the environment. All that is written goes to /tmp, so that the
# container's own file system may be read-only.
set -eu

GATEWAY_URL=${GATEWAY_URL:-http://fleetman-api-gateway:8080}
PATH_PREFIX=${PATH_PREFIX:-}
MAP_STYLE=${MAP_STYLE:-off}
RELEASE=${RELEASE:-}
STALE_AFTER=${STALE_AFTER:-1m}
SILENT_AFTER=${SILENT_AFTER:-5m}
BASE_MAP=${BASE_MAP:-}

resolv_conf=/etc/resolv.conf
files=/tmp/fleetman

# --- Settings ---------------------------------------------------------------------------------------
# Each is held to the few characters it needs: nothing else gets into nginx's configuration or the JSON.

problems=''
refuse() { # NAME VALUE EXPECTED
  problems="$problems  $1: \"$2\" given, expected $3
"
}

# A line break would let a bad line hide behind a good one.
matches() { # VALUE PATTERN
  case $1 in *'
'*) return 1 ;; esac
  printf '%s\n' "$1" | grep -Eqx "$2"
}

authority=${GATEWAY_URL#http://}
authority=${authority%/}
case $authority in
  *]) host=$authority port=80 ;;
  *:*) host=${authority%:*} port=${authority##*:} ;;
  *) host=$authority port=80 ;;
esac
{
  matches "$GATEWAY_URL" 'http://([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[1-9][0-9]{0,4})?/?' &&
    [ "$port" -le 65535 ]
} || refuse GATEWAY_URL "$GATEWAY_URL" 'a URL like http://fleetman-api-gateway:8080, without a path'
matches "$PATH_PREFIX" '(/[A-Za-z0-9_~-]+)*' ||
  refuse PATH_PREFIX "$PATH_PREFIX" 'nothing or a path like /fleet, without a slash at its end'
matches "$MAP_STYLE" 'off|online' || refuse MAP_STYLE "$MAP_STYLE" 'off or online'
matches "$RELEASE" '(0|0-5|1|2)?' || refuse RELEASE "$RELEASE" '0, 0-5, 1, 2 or nothing'

# Milliseconds; nothing where it is no duration, or less than a second.
milliseconds() { # DURATION
  matches "$1" '[0-9]{1,9}(\.[0-9]{1,3})?(ms|s|m|h|d)' || return 0
  echo "$1" | awk '{
    n["ms"] = 1; n["s"] = 1000; n["m"] = 60000; n["h"] = 3600000; n["d"] = 86400000
    unit = $0; sub(/^[0-9.]+/, "", unit)
    if ($0 * n[unit] >= 1000) printf "%.0f", $0 * n[unit]
  }'
}
stale_after=$(milliseconds "$STALE_AFTER")
silent_after=$(milliseconds "$SILENT_AFTER")
age='a duration of 1s or more, like 30s or 5m'
[ -n "$stale_after" ] || refuse STALE_AFTER "$STALE_AFTER" "$age"
[ -n "$silent_after" ] || refuse SILENT_AFTER "$SILENT_AFTER" "$age"

# A file in this container is served by one name; another server is allowed to the page.
# In any case: files from Windows are called MAP.GEOJSON.
map_ending='\.([Pp][Mm][Tt][Ii][Ll][Ee][Ss]|([Gg][Ee][Oo])?[Jj][Ss][Oo][Nn])'
map_name=''
map_origin=''
map_file=/nowhere
if matches "$BASE_MAP" "https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/[A-Za-z0-9._~/%+-]*$map_ending(\?[A-Za-z0-9._~/%&=+-]*)?"; then
  map_name=$BASE_MAP
  map_origin=" $(echo "$BASE_MAP" | cut -d/ -f1-3)"
elif matches "$BASE_MAP" "/[A-Za-z0-9._~/+-]*$map_ending"; then
  map_file=$BASE_MAP
  case $BASE_MAP in *.[Pp][Mm][Tt][Ii][Ll][Ee][Ss]) map_name=own-map.pmtiles ;; *) map_name=own-map.geojson ;; esac
  { [ -f "$BASE_MAP" ] && [ -r "$BASE_MAP" ]; } ||
    refuse BASE_MAP "$BASE_MAP" 'a file that is there and may be read'
elif [ -n "$BASE_MAP" ]; then
  refuse BASE_MAP "$BASE_MAP" 'the path of a file in this container, or a URL, without spaces, that ends in .pmtiles, .geojson or .json'
fi

if [ -n "$problems" ]; then
  printf 'webapp cannot start with these settings:\n%s' "$problems" >&2
  exit 1
fi

# --- The gateway's name -----------------------------------------------------------------------------
# nginx asks the name servers itself, again and again, and so finds a gateway that comes late or moves.
# It knows neither search domains nor /etc/hosts, as a cluster and `docker run --add-host` use them.

in_hosts() {
  awk -v name="$1" '$1 !~ /^#/ { for (i = 2; i <= NF && $i !~ /^#/; i++) if ($i == name) { print $1; exit } }' /etc/hosts
}

# A pod's search list begins with NAMESPACE.svc.DOMAIN. Other lists, as Docker copies them from its host,
# are left alone.
cluster_search() {
  awk '$1 == "search" { first = $2 } END { if (first ~ /^[a-z0-9-]+\.svc\.[A-Za-z0-9.-]+$/) print first }' "$resolv_conf"
}

# What the search list makes of SERVICE, SERVICE.NAMESPACE and SERVICE.NAMESPACE.svc in a pod.
full_name() { # NAME SEARCH
  case $1 in
    \[* | *. | *.*.*.*) echo "$1" ;;
    *.*.svc) echo "$1.${2#*.svc.}" ;;
    *.*.*) echo "$1" ;;
    *.*) echo "$1.${2#*.}" ;;
    *) echo "$1.$2" ;;
  esac
}

address=$(in_hosts "$host")
search=$(cluster_search)
case $address in
  *:*) host="[$address]" ;;
  ?*) host=$address ;;
  *) [ -z "$search" ] || host=$(full_name "$host" "$search") ;;
esac

# --- What this machine offers -----------------------------------------------------------------------

has_ipv6() { grep -q . /proc/net/if_inet6 2>/dev/null; }

# IPv6 addresses go in brackets; one with a zone (fe80::1%eth0) nginx cannot use.
name_servers=$(awk '$1 == "nameserver" && $2 !~ /%/ { printf " %s", ($2 ~ /:/) ? "[" $2 "]" : $2 }' "$resolv_conf")
resolver=''
if [ -n "$name_servers" ]; then
  # 10 s, whatever the name server allows: as long as a moved gateway stays unfound at most.
  resolver="resolver$name_servers valid=10s"
  has_ipv6 || resolver="$resolver ipv6=off"
  resolver="$resolver;"
fi

# Port 80, for Services without a targetPort, where a user without privileges may listen on it.
ports=8080
if [ "$(cat /proc/sys/net/ipv4/ip_unprivileged_port_start 2>/dev/null || echo 1024)" -le 80 ]; then
  ports='8080 80'
fi
listen=''
for number in $ports; do
  listen="$listen listen $number;"
  if has_ipv6; then listen="$listen listen [::]:$number;"; fi
done

# --- Files and start --------------------------------------------------------------------------------

mkdir -p "$files" 2>/dev/null || {
  echo 'webapp cannot start: /tmp is read-only; give it a file system in memory (--tmpfs /tmp, an emptyDir)' >&2
  exit 1
}
sed -e "s|@PREFIX@|$PATH_PREFIX|g" -e "s|@GATEWAY@|http://$host:$port|" \
  -e "s|@RESOLVER@|$resolver|" -e "s|@LISTEN@|$listen|" \
  -e "s|@MAP_ORIGIN@|$map_origin|" -e "s|@MAP_FILE@|$map_file|" \
  /etc/fleetman/nginx.conf.template >"$files/nginx.conf"

release=null
[ -z "$RELEASE" ] || release="\"$RELEASE\""
base_map=null
[ -z "$map_name" ] || base_map="\"$map_name\""
printf '{"mapStyle":"%s","release":%s,"version":"%s","staleAfter":%s,"silentAfter":%s,"baseMap":%s}\n' \
  "$MAP_STYLE" "$release" "$(cat /etc/fleetman/version)" "$stale_after" "$silent_after" "$base_map" \
  >"$files/config.json"

# In the form of the services' logs.
printf '{"level":30,"time":%s000,"name":"webapp","ports":"%s","path":"%s/","gateway":"http://%s:%s","msg":"Fleetman webapp starts"}\n' \
  "$(date +%s)" "$ports" "$PATH_PREFIX" "$host" "$port"
# In place of this shell, so that signals reach nginx. -e: its own log file cannot be opened here.
exec nginx -e stderr -c "$files/nginx.conf" -g 'daemon off;'
