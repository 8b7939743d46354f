#!/bin/sh
# The tests of Spark need Java. Install it where we may, else say what to install.
command -v java >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && apt-get install -y -qq default-jre-headless >/dev/null && exit 0
fi
echo "The tests of Spark need Java 17 or newer; install it with: sudo apt-get install default-jre-headless" >&2
[ "${CI:-}" = true ] && exit 1
exit 0
