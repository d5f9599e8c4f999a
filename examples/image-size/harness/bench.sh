#!/bin/sh
# One run: builds the image without caches and network, has the program in it look up five stations, and prints the image's
# size (what its layers hold, not compressed) and the time of the build.
set -eu
cd "$(dirname "$0")/.."
. harness/builder.sh

place=$(mktemp -d "${TMPDIR:-/tmp}/image.XXXXXX")
image=autoresearch-image-size-$$
container=
# buildah keeps images in a store of our own. With chroot it needs neither a daemon nor rights to make containers.
store="--storage-driver vfs --root $place/root --runroot $place/runroot"
[ "$builder" = buildah ] && export BUILDAH_ISOLATION=chroot
tidy() {
  case $builder in
    buildah) [ -z "$container" ] || buildah $store rm "$container" >/dev/null 2>&1 || : ;;
    *) "$builder" rmi -f "$image" >/dev/null 2>&1 || : ;;
  esac
  # Not into anything that may still be mounted there; what an ordinary user's buildah leaves belongs to ids of its own.
  set -- rm -rf --one-file-system "$place"
  if [ "$builder" = buildah ] && [ "$(id -u)" != 0 ]; then set -- buildah unshare "$@"; fi
  "$@"
}
trap tidy EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

cp -R build/context "$place/context"
cp Dockerfile "$place/context/Dockerfile"
[ ! -e .dockerignore ] || cp .dockerignore "$place/context/.dockerignore"

start=$(date +%s%N)
case $builder in
  buildah) buildah $store bud --layers=false --pull-never -t "$image" "$place/context" ;;
  docker) docker build --no-cache --network none -t "$image" "$place/context" ;;
  podman) podman build --no-cache --network none -t "$image" "$place/context" ;;
esac >"$place/log" 2>&1 || { tail -n 20 "$place/log" >&2; exit 1; }
took=$((($(date +%s%N) - start) / 1000000))

numbers=$(cat build/numbers)
case $builder in
  buildah)
    container=$(buildah $store from --pull-never "$image")
    buildah $store run "$container" -- /app/lookup $numbers ;;
  *) "$builder" run --rm --network none --entrypoint /app/lookup "$image" $numbers ;;
esac >"$place/answers" 2>"$place/log" || :
if ! cmp -s "$place/answers" build/expected; then
  echo "The program in the image does not work: /app/lookup $numbers" >&2
  tail -n 5 "$place/log" >&2
  exit 1
fi

case $builder in
  buildah)
    buildah $store inspect --type image --format '{{.Manifest}}' "$image" | sed 's/.*"layers"//' | grep -o '"size":[0-9]*' |
      awk -F: '{ bytes += $2 } END { print bytes }' ;;
  *) "$builder" image inspect --format '{{.Size}}' "$image" ;;
esac | awk -v took="$took" '{ printf "METRIC image_mb=%.3f\nMETRIC build_s=%.3f\n", $1 / 1e6, took / 1000 }'
