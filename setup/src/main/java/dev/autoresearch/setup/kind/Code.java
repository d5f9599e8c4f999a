package dev.autoresearch.setup.kind;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Programming languages by the ends of file names.
public final class Code {
    static final Set<String> PYTHON = Set.of("py");
    static final Set<String> JAVASCRIPT = Set.of("js", "mjs", "cjs", "ts", "jsx", "tsx", "vue", "svelte");
    static final Set<String> C = Set.of("c", "h", "cc", "cpp", "cxx", "hh", "hpp", "hxx");
    static final Set<String> JVM = Set.of("java", "kt");
    static final Set<String> RUST = Set.of("rs");
    static final Set<String> GO = Set.of("go");
    static final Set<String> DOTNET = Set.of("cs", "fs", "vb");
    static final Set<String> SHELL = Set.of("sh", "bash");
    static final Set<String> RUBY = Set.of("rb");
    static final Set<String> PERL = Set.of("pl");
    static final Set<String> PHP = Set.of("php");
    static final Set<String> LUA = Set.of("lua");
    static final Set<String> R = Set.of("r");
    static final Set<String> JULIA = Set.of("jl");

    private static final Map<String, String> LANGUAGES = languages();

    private Code() {}

    /// The language of a file.
    public static Optional<String> language(String file) {
        return Optional.ofNullable(LANGUAGES.get(Texts.extension(file)));
    }

    private static Map<String, String> languages() {
        var all = new TreeMap<String, String>();
        var names = new LinkedHashMap<String, String>();
        names.put("Python", "py pyx");
        names.put("JavaScript", "js mjs cjs jsx");
        names.put("TypeScript", "ts tsx");
        names.put("Java", "java");
        names.put("Kotlin", "kt kts");
        names.put("Scala", "scala");
        names.put("C", "c h");
        names.put("C++", "cc cpp cxx hh hpp hxx");
        names.put("Rust", "rs");
        names.put("Go", "go");
        names.put("C#", "cs");
        names.put("F#", "fs");
        names.put("Dart", "dart");
        names.put("Swift", "swift");
        names.put("Ruby", "rb");
        names.put("PHP", "php");
        names.put("Perl", "pl pm");
        names.put("Lua", "lua");
        names.put("R", "r");
        names.put("Julia", "jl");
        names.put("Haskell", "hs");
        names.put("Zig", "zig");
        names.put("shell", "sh bash");
        names.put("SQL", "sql");
        names.put("HTML", "html");
        names.put("CSS", "css scss");
        names.forEach((name, ends) -> Set.of(ends.split(" ")).forEach(end -> all.put(end, name)));
        return Map.copyOf(all);
    }
}
