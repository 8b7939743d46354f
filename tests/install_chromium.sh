#!/bin/sh
# The browser tests need Chromium. Install it where we may, else say what to install.
command -v chromium >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && apt-get install -y -qq chromium >/dev/null && exit 0
fi
echo "The browser tests need Chromium; install it with: sudo apt-get install chromium" >&2
[ "${CI:-}" = true ] && exit 1
exit 0
