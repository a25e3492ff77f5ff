#!/usr/bin/env bash
# Builds the images guestbook:1 (a front end of shell scripts on busybox) and guestbook-redis:1 (Debian's redis-server with its libraries).
# usage: build.sh FOLDER   writes FOLDER/guestbook-1.tar and FOLDER/guestbook-redis-1.tar
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
trireme="${TRIREME:-$here/../../trireme}"
out="${1:?usage: build.sh FOLDER}"
source "$here/../packages.sh"

mkdir -p "$out"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

busybox_root "$work/front"
install -m 755 "$here/index.cgi" "$work/front/www/cgi-bin/index.cgi"
"$trireme" image pack --root "$work/front" --name guestbook:1 --port 8080/tcp --user 65534 \
  --output "$out/guestbook-1.tar" -- httpd -f -p 8080 -h /www

# The server and every library that it loads, as the packages' dependencies name them.
packages="$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances redis-server \
  | grep '^[a-z0-9]' | grep -E '^(redis-|lib)' | sort -u)"
# shellcheck disable=SC2086
unpack "$work/redis" $packages
rm -rf "$work/redis/usr/share"/{doc,man,locale,lintian,bash-completion}
mkdir -p "$work/redis"/{data,tmp,etc}
chmod 1777 "$work/redis/data" "$work/redis/tmp"
printf 'root:x:0:0:root:/:/bin/false\nnobody:x:65534:65534:nobody:/:/bin/false\n' >"$work/redis/etc/passwd"
# --appendonly: an entry that was acknowledged is on disk within a second, and survives a restart of the container.
"$trireme" image pack --root "$work/redis" --name guestbook-redis:1 --port 6379/tcp --user 65534 --workdir /data \
  --output "$out/guestbook-redis-1.tar" -- redis-server --bind 0.0.0.0 --protected-mode no --dir /data --appendonly yes
