#!/usr/bin/env bash
# Builds the images hello:1 and hello:2 (a web server that says who answers) out of Debian's busybox-static.
# usage: build.sh FOLDER   writes FOLDER/hello-1.tar and FOLDER/hello-2.tar
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
trireme="${TRIREME:-$here/../../trireme}"
out="${1:?usage: build.sh FOLDER}"
source "$here/../packages.sh"

mkdir -p "$out"
root="$(mktemp -d)"
trap 'rm -rf "$root"' EXIT
busybox_root "$root"
install -m 755 "$here/index.cgi" "$root/www/cgi-bin/index.cgi"

for version in 1 2; do
  "$trireme" image pack --root "$root" --name "hello:$version" --env "VERSION=$version" --port 8080/tcp --user 65534 \
    --output "$out/hello-$version.tar" -- httpd -f -p 8080 -h /www
done
