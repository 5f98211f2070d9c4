#!/usr/bin/env bash
# Whether the node in this container is ready, as its admin listener says it. In bash, which opens sockets, as images of
# a JRE bring no HTTP client.
set -eu
exec 3<>/dev/tcp/127.0.0.1/7790
printf 'GET /observe/health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r _ status _ <&3
[ "$status" = 200 ]
