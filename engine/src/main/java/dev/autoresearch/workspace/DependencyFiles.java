package dev.autoresearch.workspace;

import dev.autoresearch.config.Globs;

/// The files in which projects of the usual ecosystems declare and lock what they depend on.
final class DependencyFiles {
    private static final Globs NAMES = Globs.of(
            // JavaScript and TypeScript
            "package.json", "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", ".yarnrc*", "pnpm-lock.yaml",
            "pnpm-workspace.yaml", "bun.lock", "bun.lockb", "deno.json", "deno.jsonc", "deno.lock", "bower.json",
            ".npmrc",
            // JVM
            "pom.xml", "build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts",
            "gradle.lockfile", "buildscript-gradle.lockfile", "*.versions.toml", "verification-metadata.xml",
            "gradle-wrapper.properties", "maven-wrapper.properties", "build.sbt", "plugins.sbt", "build.sc",
            "build.mill", "project.clj", "deps.edn", "ivy.xml",
            // Python
            "requirements*.txt", "requirements*.in", "constraints*.txt", "pyproject.toml", "setup.py", "setup.cfg",
            "Pipfile", "Pipfile.lock", "poetry.lock", "uv.lock", "pdm.lock", "pylock*.toml", "environment.yml",
            "environment.yaml", "conda-lock.yml", "pixi.toml", "pixi.lock",
            // Rust, Go, Swift, C and C++
            "Cargo.toml", "Cargo.lock", "go.mod", "go.sum", "go.work", "go.work.sum", "Package.swift",
            "Package.resolved", "Podfile", "Podfile.lock", "Cartfile", "Cartfile.resolved", "vcpkg.json",
            "vcpkg-configuration.json", "conanfile.txt", "conanfile.py", "conan.lock", "MODULE.bazel",
            "MODULE.bazel.lock", "WORKSPACE", "WORKSPACE.bazel",
            // Ruby, PHP, Perl
            "Gemfile", "Gemfile.lock", "*.gemspec", "composer.json", "composer.lock", "cpanfile", "cpanfile.snapshot",
            // .NET
            "*.csproj", "*.fsproj", "*.vbproj", "packages.config", "packages.lock.json", "Directory.Packages.props",
            "Directory.Build.props", "nuget.config", "NuGet.Config", "paket.dependencies", "paket.lock",
            // Elixir, Erlang, Dart, Haskell, OCaml, Julia, R, Nim, Zig, Nix
            "mix.exs", "mix.lock", "rebar.config", "rebar.lock", "pubspec.yaml", "pubspec.lock", "*.cabal",
            "cabal.project", "cabal.project.freeze", "stack.yaml", "stack.yaml.lock", "package.yaml", "dune-project",
            "*.opam", "Project.toml", "Manifest.toml", "renv.lock", "DESCRIPTION", "*.nimble", "build.zig.zon",
            "flake.nix", "flake.lock");

    private DependencyFiles() {}

    /// Whether the file of this path declares or locks dependencies, in whatever folder it is.
    static boolean declares(String path) {
        return NAMES.matches(path.substring(path.lastIndexOf('/') + 1));
    }
}
