#!/bin/sh
# Starts ActiveMQ with Fleetman's users, each with the rights that its work takes and no other. As it comes it lets
# everybody in, and its console knows admin with the password admin. There is no administrator here: fleetman may
# look on in the console, and change nothing.
set -eu
umask 077
conf=/tmp/conf
rm -rf "$conf"
cp -R /opt/apache-activemq/conf "$conf"

# For clients as well as for the console.
cat >"$conf/users.properties" <<USERS
simulator=$SIMULATOR_PASSWORD
receiver=$RECEIVER_PASSWORD
tracker=$TRACKER_PASSWORD
gateway=$GATEWAY_PASSWORD
fleetman=$CONSOLE_PASSWORD
USERS
# The console lets "users" look, and "admins" act: nobody is one.
cat >"$conf/groups.properties" <<'GROUPS'
simulators=simulator
receivers=receiver
trackers=tracker
gateways=gateway
users=fleetman
GROUPS

# Puts text before a line that must be there.
before() { # FILE LINE TEXT
  awk -v line="$2" -v text="$3" 'index($0, line) && !done { print text; done = 1 } { print } END { exit !done }' \
    "$conf/$1" >"$conf/$1.new" || { echo "$1: expected $2" >&2; exit 1; }
  mv "$conf/$1.new" "$conf/$1"
}

# `admin` is the right to make a destination: all that there are, are made here. What no entry names would be
# everybody's, so the first of each kind names nobody. The last is for clients in Java, which follow it.
services=simulators,receivers,trackers,gateways
before activemq.xml '</broker>' "
  <destinations>
    <queue physicalName='positionQueue'/>
    <queue physicalName='positionQueue.dead'/>
    <topic physicalName='positions.live'/>
  </destinations>
  <plugins>
    <jaasAuthenticationPlugin configuration='activemq'/>
    <authorizationPlugin><map><authorizationMap>
      <authorizationEntries>
        <authorizationEntry queue='>' read='admins' write='admins' admin='admins'/>
        <authorizationEntry topic='>' read='admins' write='admins' admin='admins'/>
        <authorizationEntry queue='positionQueue' read='trackers' write='simulators,receivers,trackers' admin='admins'/>
        <authorizationEntry queue='positionQueue.dead' read='trackers' write='trackers' admin='admins'/>
        <authorizationEntry queue='ActiveMQ.DLQ' read='trackers' write='admins' admin='admins'/>
        <authorizationEntry topic='positions.live' read='gateways,trackers' write='trackers' admin='admins'/>
        <authorizationEntry topic='ActiveMQ.Advisory.>' read='$services' write='$services' admin='$services'/>
      </authorizationEntries>
    </authorizationMap></map></authorizationPlugin>
  </plugins>"

# Under /api ActiveMQ has commands and messages over HTTP, for everyone who may look at the console.
before jetty.xml '<bean id="rewriteHandler"' '
    <bean id="apiSecurityConstraintMapping" class="org.eclipse.jetty.security.ConstraintMapping">
        <property name="constraint" ref="adminSecurityConstraint" />
        <property name="pathSpec" value="/api/*" />
    </bean>'
before jetty.xml '<ref bean="adminSecurityConstraintMapping"' '<ref bean="apiSecurityConstraintMapping" />'

# Those of the image, with the configuration made here. Java becomes process 1 and gets the signal to stop.
sed "s|/opt/apache-activemq/conf|$conf|g" /etc/activemq/java.args >/tmp/java.args
exec /opt/java/openjdk/bin/java @/tmp/java.args
