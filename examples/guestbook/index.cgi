#!/bin/sh
# The guestbook's one page: POST adds an entry, GET shows them all. It speaks Redis' protocol (RESP) through nc.
redis_host="${REDIS_HOST:-redis}"
echo "$REQUEST_METHOD ${REQUEST_URI:-/} from $REMOTE_ADDR" >&2 # for kubectl logs

# bulk TEXT: one argument of a command
bulk() {
  printf '$%s\r\n%s\r\n' "$(printf '%s' "$1" | wc -c)" "$1"
}

# ask ARGUMENT...: sends one command and QUIT, so that the server closes the connection
ask() {
  {
    printf '*%s\r\n' "$#"
    for argument in "$@"; do bulk "$argument"; done
    printf '*1\r\n$4\r\nQUIT\r\n'
  } | nc -w 3 "$redis_host" 6379 | tr -d '\r'
}

escape() {
  sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g'
}

if [ "$REQUEST_METHOD" = POST ]; then
  body="$(head -c "$(( CONTENT_LENGTH > 4096 ? 4096 : CONTENT_LENGTH ))")"
  entry="$(printf '%s' "${body#entry=}" | tr '+' ' ')"
  entry="$(httpd -d "$entry" | tr '\r\n' '  ')"
  ask RPUSH entries "$entry" >/dev/null
  printf 'Status: 303 See Other\r\nLocation: /\r\n\r\n'
  exit 0
fi

if ! answer="$(ask LRANGE entries 0 -1)" || [ -z "$answer" ]; then
  printf 'Status: 503 Service Unavailable\r\nContent-Type: text/plain\r\n\r\nRedis does not answer at %s\n' "$redis_host"
  exit 0
fi
printf 'Content-Type: text/html; charset=utf-8\r\n\r\n'
printf '<!doctype html><title>Guestbook</title><h1>Guestbook</h1><form method="post" action="/cgi-bin/index.cgi"><input name="entry" autofocus> <button>Sign</button></form><ul>\n'
# Each entry follows the line with its length.
printf '%s\n' "$answer" | awk 'value { print; value = 0; next } /^\$[0-9]/ { value = 1 }' | escape | sed 's/.*/<li>&<\/li>/'
printf '</ul><p><small>answered by %s</small></p>\n' "$(hostname)"
