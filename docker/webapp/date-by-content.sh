#!/bin/sh
# date-by-content.sh FOLDER: gives all in it one time, worked out from what the files hold. Two builds of the
# same give the same layer, so releases that differ in a setting share it; and nginx, which makes ETag and
# Last-Modified from a file's time, never takes a new page for the old one.
set -eu
cd "$1"
sum=$(find . -type f -exec sha256sum {} + | LC_ALL=C sort | sha256sum | head -c 7)
find . -exec touch --no-dereference --date="@$((0x$sum))" {} +
