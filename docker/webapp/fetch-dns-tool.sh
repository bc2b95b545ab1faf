#!/bin/sh
# fetch-dns-tool.sh PROCESSOR STATUS FOLDER: unpacks nslookup for PROCESSOR (amd64, arm64) into FOLDER,
# with those libraries that an image whose package list is STATUS has not got. Nothing of it is run, so
# this works for another processor than the machine's own.
set -eu
processor=$1 status=$2 folder=$3

mkdir -p /debs/partial "$folder/var/lib/dpkg/status.d"
apt() {
  apt-get -qq -o APT::Architecture="$processor" -o APT::Architectures="$processor" \
    -o Dir::State::Status="$status" -o Dir::Cache::Archives=/debs -o APT::Sandbox::User=root "$@"
}
apt update
apt install --yes --no-install-recommends --download-only bind9-dnsutils

for deb in /debs/*.deb; do
  dpkg-deb --extract "$deb" /unpacked
  # Scanners for known weaknesses find out here what is in an image that dpkg did not fill.
  name=$(dpkg-deb --field "$deb" Package)
  dpkg-deb --field "$deb" >"$folder/var/lib/dpkg/status.d/$name"
  mkdir -p "$folder/usr/share/doc/$name"
  cp "/unpacked/usr/share/doc/$name/copyright" "$folder/usr/share/doc/$name/" 2>/dev/null || true
done

# Debian 12 still has some libraries in /lib, which is a link to /usr/lib in any image.
if [ -d /unpacked/lib ]; then cp -a /unpacked/lib/. /unpacked/usr/lib/; fi
mkdir -p "$folder/usr/bin" "$folder/usr/lib"
cp /unpacked/usr/bin/nslookup /unpacked/usr/bin/dig "$folder/usr/bin/"
cp -a /unpacked/usr/lib/*-linux-gnu* "$folder/usr/lib/"
