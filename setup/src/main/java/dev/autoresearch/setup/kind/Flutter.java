package dev.autoresearch.setup.kind;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.explore.Kind;
import dev.autoresearch.setup.explore.Offer;
import java.util.List;
import java.util.stream.Stream;

/// Flutter: the size of the Android package.
final class Flutter implements Kind {
    private static final String PUBSPEC = "pubspec.yaml";
    private static final String MAIN = "lib/main.dart";
    private static final String APK = "build/app/outputs/flutter-apk/app-release.apk";
    private static final List<String> HINTS = List.of(
            "Leave out code and packages that nothing uses, so that tree shaking drops them.",
            "Make icons and constant widgets const; use few icon fonts.",
            "Draw simple shapes instead of bundling pictures.");

    @Override
    public String name() {
        return "flutter";
    }

    @Override
    public List<Offer> offers(ProjectTree tree) {
        String pubspec = tree.text(PUBSPEC).orElse("");
        boolean android = tree.files().stream().anyMatch(file -> file.startsWith("android/"));
        if (!pubspec.contains("sdk: flutter") || !tree.has(MAIN) || !android) {
            return List.of();
        }
        boolean tests = tree.files().stream().anyMatch(file -> file.startsWith("test/") && file.endsWith("_test.dart"));
        return new OfferDraft(name(), "size of the Android package", 75)
                .goal("Make the release APK smaller without changing the app", Evidence.suggests("a Flutter app"))
                .modify(List.of(MAIN), Evidence.suggests("the app's main file"))
                .read(Stream.of("README.md", PUBSPEC).filter(tree::has).toList(), Evidence.suggests("what the app is"))
                .protect(tests ? List.of("test/**") : List.of(), Evidence.suggests("the tests"))
                .prepare("flutter pub get", Evidence.suggests(PUBSPEC))
                .command("flutter build apk --release", Evidence.suggests(PUBSPEC + " and android/"))
                .purge(List.of(APK), Evidence.suggests("what the build writes"))
                .metric("apk_mb", Direction.LOWER, new Extractor.FileSize(APK),
                        Evidence.suggests("where Flutter puts the release APK"))
                .guard(tests ? "flutter test" : "", Evidence.suggests("the tests under test/"))
                .needs("flutter").hints(HINTS).offers();
    }
}
