#!/bin/sh
# The page: the greeting comes from the ConfigMap, the rest from the Pod.
printf 'Content-Type: text/plain\r\n\r\n'
greeting="$(cat /etc/hello/greeting 2>/dev/null || echo Hello)"
printf '%s from %s, version %s\n' "$greeting" "$(hostname)" "$VERSION"
