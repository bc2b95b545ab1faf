#!/bin/sh
# Starts ActiveMQ with one user, fleetman, for its clients and for its console. As it comes it lets everybody in,
# and its console knows admin with the password admin.
set -eu
umask 077
conf=/tmp/conf
rm -rf "$conf"
cp -R /opt/apache-activemq/conf "$conf"
printf 'fleetman=%s\n' "$QUEUE_PASSWORD" >"$conf/users.properties"
printf 'admins=fleetman\n' >"$conf/groups.properties"
# The users of these two files, for clients as well as for the console.
login='<plugins><jaasAuthenticationPlugin configuration="activemq"/></plugins>'
sed -i "s|</broker>|$login</broker>|" "$conf/activemq.xml"
grep -qF "$login" "$conf/activemq.xml" || { echo 'activemq.xml: expected </broker>' >&2; exit 1; }
# Those of the image, with the configuration made here. Java becomes process 1 and gets the signal to stop.
sed "s|/opt/apache-activemq/conf|$conf|g" /etc/activemq/java.args >/tmp/java.args
exec /opt/java/openjdk/bin/java @/tmp/java.args
