#!/bin/sh
# Finds what builds images here: the one that $BUILDER names, else docker, podman or buildah, whichever works. Read by
# bench.sh; run alone, it says whether everything is there.
works() {
  case $1 in
    docker) docker version >/dev/null 2>&1 ;; # fails without its daemon
    # Without root it maps ids, of which the user must have some.
    buildah) buildah --version >/dev/null 2>&1 && { [ "$(id -u)" = 0 ] || grep -q "^$(id -un):" /etc/subuid 2>/dev/null; } ;;
    *) "$1" info >/dev/null 2>&1 ;;
  esac
}

builder=
for candidate in ${BUILDER:-docker podman buildah}; do
  case $candidate in docker | podman | buildah) works "$candidate" || continue ;; *) continue ;; esac
  builder=$candidate
  break
done
if [ -z "$builder" ]; then
  echo "No builder of images works here${BUILDER:+ by the name of $BUILDER}: looked for docker (with its daemon running), podman, buildah." >&2
  echo "Debian: apt install buildah uidmap; it needs no daemon. As an ordinary user it needs a line of yours in /etc/subuid and /etc/subgid." >&2
  exit 69
fi

busybox=$(command -v busybox || echo none)
if [ ! -x "$busybox" ] || ldd "$busybox" >/dev/null 2>&1; then
  echo "There is no static busybox here, out of which the image is made. Debian: apt install busybox-static" >&2
  exit 69
fi
