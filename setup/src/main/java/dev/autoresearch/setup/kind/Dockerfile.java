package dev.autoresearch.setup.kind;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Take;
import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.explore.Kind;
import dev.autoresearch.setup.explore.Offer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A container image: its size, built by whichever of docker, podman and buildah works when the command runs.
final class Dockerfile implements Kind {
    private static final List<String> NAMES = List.of("Dockerfile", "Containerfile");
    // The archive's size is the same measure for all three; the image is removed again.
    private static final String COMMAND = """
            t=autoresearch-size-$$; \
            if docker info > /dev/null 2>&1; then docker build -q -t $t -f FILE . && s=$(docker save $t | wc -c); \
            docker rmi -f $t > /dev/null 2>&1; \
            elif command -v podman > /dev/null; then podman build -q -t $t -f FILE . && s=$(podman save $t | wc -c); \
            podman rmi -f $t > /dev/null 2>&1; \
            elif command -v buildah > /dev/null; then b="buildah --storage-driver ${STORAGE_DRIVER:-vfs}"; \
            $b bud -q --isolation chroot --layers=false -t $t -f FILE . && \
            $b push -q $t docker-archive:$PWD/$t.tar && s=$(wc -c < $t.tar); rm -f $t.tar; \
            $b rmi -f $t > /dev/null 2>&1; \
            else echo 'no working docker, podman or buildah' >&2; exit 1; fi; \
            test -n "$s" && echo "image_mb: $(awk "BEGIN { printf \\"%.4f\\", $s / 1048576 }")\"""";
    private static final List<String> HINTS = List.of(
            "Take a smaller base image: slim, alpine, distroless, or scratch for a static binary.",
            "Build in one stage and copy only the result into the last one.",
            "Remove in the same RUN what it does not need later: package lists, caches, build tools.",
            "Keep out of the context what the image does not need (.dockerignore).");

    @Override
    public String name() {
        return "dockerfile";
    }

    @Override
    public List<Offer> offers(ProjectTree tree) {
        Optional<String> found = NAMES.stream().filter(tree::has).findFirst();
        if (found.isEmpty()) {
            return List.of();
        }
        String file = found.get();
        return new OfferDraft(name(), "size of the image", 64)
                .goal("Make the image smaller with the same function", Evidence.suggests("a " + file))
                .modify(List.of(file, ".dockerignore"), Evidence.suggests("what says what is in the image"))
                .read(Stream.of("README.md").filter(tree::has).toList(), Evidence.suggests("what the image is for"))
                .check("docker info > /dev/null 2>&1 || command -v podman || command -v buildah",
                        Evidence.suggests("one of the three builds it"))
                .command(COMMAND.replace("FILE", file), Evidence.suggests(file))
                .metric("image_mb", Direction.LOWER, new Extractor.Line("image_mb", Take.ONLY),
                        Evidence.suggests("the size of the saved image"))
                .hints(HINTS).offers();
    }
}
