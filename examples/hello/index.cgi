#!/bin/sh
# The page: the greeting comes from the ConfigMap, the rest from the Pod.
echo "$REQUEST_METHOD ${REQUEST_URI:-/} from $REMOTE_ADDR" >&2 # for kubectl logs
printf 'Content-Type: text/plain\r\n\r\n'
greeting="$(cat /etc/hello/greeting 2>/dev/null || echo Hello)"
printf '%s from %s, version %s\n' "$greeting" "$(hostname)" "$VERSION"
