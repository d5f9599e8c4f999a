#!/bin/sh
# Builds the image with docker, podman or buildah, whichever answers first; runs it; prints its size and
# the build's time. What is copied into the image is looked for in the project's folder.
set -eu
target=${1:?usage: measure.sh DOCKERFILE}
says=hello    # what the image must print when it runs; replace it by a check of yours

export BUILDAH_ISOLATION="${BUILDAH_ISOLATION:-chroot}"
place=$(mktemp -d)
image=autoresearch-$$
tool=
end() {
  case $tool in
    docker | podman) $tool image rm -f "$image" >/dev/null 2>&1 || true ;;
    buildah)
      [ -z "${container:-}" ] || buildah rm "$container" >/dev/null 2>&1 || true
      buildah rmi -f "$image" >/dev/null 2>&1 || true ;;
  esac
  rm -rf "$place"
}
trap end EXIT
trap 'exit 1' INT TERM

for each in docker podman buildah; do
  if command -v $each >/dev/null && $each info >/dev/null 2>&1; then
    tool=$each
    break
  fi
done
[ -n "$tool" ] || { echo 'A builder is not there: docker, podman and buildah do not answer. Start one, or install buildah.' >&2; exit 69; }

# Builds, and tells a base image that cannot be had from a build that is broken.
build() {
  "$@" -q -f "$target" -t "$image" . >"$place/build.log" 2>&1 && return
  cat "$place/build.log" >&2
  if grep -qiE 'no such host|dial tcp|i/o timeout|failed to resolve|connection refused' "$place/build.log"; then
    echo 'The base image cannot be fetched.' >&2
    exit 69
  fi
  exit 1
}

start=$(date +%s.%N)
case $tool in
  docker | podman)
    build $tool build
    stop=$(date +%s.%N)
    $tool run --rm --network none "$image" >"$place/out"
    $tool save -o "$place/image.tar" "$image" >&2 ;;
  buildah)
    build buildah bud
    stop=$(date +%s.%N)
    container=$(buildah from "$image")
    # The command of the image, as a shell would write it.
    command=$(buildah inspect -f '{{range .OCIv1.Config.Cmd}}{{.}} {{end}}' "$container")
    buildah run "$container" -- $command >"$place/out"
    buildah push -q "$image" "docker-archive:$place/image.tar" >&2 ;;
esac
grep -q -- "$says" "$place/out" || { echo "The image does not print: $says" >&2; exit 1; }
awk -v bytes="$(wc -c <"$place/image.tar")" -v start="$start" -v stop="$stop" 'BEGIN {
  printf "METRIC image_size_mb=%.3f\nMETRIC build_time_s=%.3f\n", bytes / 1048576, stop - start
}'
