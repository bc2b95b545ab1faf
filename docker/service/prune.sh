#!/bin/sh
# prune.sh FOLDER: leaves of a deployed service what Node can load, and the licences. A third of it is
# for other purposes: sources and type declarations, source maps, documents, tests, a browser's page.
set -eu
cd "$1"

# pnpm's own records; some hold the time.
rm -f pnpm-lock.yaml pnpm-workspace.yaml node_modules/.modules.yaml node_modules/.pnpm-workspace-state*.json
find . -type d -name .bin -prune -exec rm -rf {} +

# The page at /openapi, 4 MB that people want at a desk: images serve openapi.json only.
rm -rf node_modules/.pnpm/swagger-ui-dist@* node_modules/.pnpm/@scarf+*
find node_modules -xtype l -delete

# Folders in packages that their authors ship and nobody loads.
find node_modules -type d \( \
    -name test -o -name tests -o -name specs -o -name __tests__ -o -name example -o -name examples \
    -o -name docs -o -name benchmark -o -name benchmarks -o -name .github \
  \) -prune -exec rm -rf {} +

find node_modules dist -type f \
  ! -name '*.js' ! -name '*.cjs' ! -name '*.mjs' ! -name '*.json' ! -name '*.node' ! -name '*.wasm' \
  ! -iname 'licen[cs]e*' ! -iname 'notice*' ! -iname 'copying*' \
  -delete
find node_modules -type f -name 'tsconfig*.json' -delete
find node_modules -type d -empty -delete

# Two builds of the same give the same layer, whenever they ran: releases that differ in a setting share it.
find . -exec touch --no-dereference --date=@0 {} +
