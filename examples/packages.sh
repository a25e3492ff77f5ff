# Sourced by the build scripts: roots of images out of Debian packages, without a registry and without root.

# unpack DIR PACKAGE...: unpacks packages of this Debian into a folder.
unpack() {
  local dir="$1" cache
  shift
  cache="$(mktemp -d)"
  if ! (cd "$cache" && apt-get download "$@" >/dev/null 2>&1); then
    [ "$(id -u)" != 0 ] || apt-get update >/dev/null
    (cd "$cache" && apt-get download "$@" >/dev/null)
  fi
  mkdir -p "$dir"
  local package
  for package in "$cache"/*.deb; do
    dpkg-deb -x "$package" "$dir"
  done
  rm -rf "$cache"
}

# busybox_root DIR: a root with a static busybox and all its commands.
busybox_root() {
  local dir="$1" command
  unpack "$dir" busybox-static
  mkdir -p "$dir"/{bin,etc,tmp,www/cgi-bin}
  chmod 1777 "$dir/tmp"
  rm -rf "$dir/usr/share"
  for command in $("$dir/bin/busybox" --list); do
    [ "$command" = busybox ] || ln -sf busybox "$dir/bin/$command"
  done
  printf 'root:x:0:0:root:/:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\n' >"$dir/etc/passwd"
  printf 'root:x:0:\nnogroup:x:65534:\n' >"$dir/etc/group"
}
