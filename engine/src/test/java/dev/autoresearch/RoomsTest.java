package dev.autoresearch;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds the arrows between the rooms of the engine: each names only rooms behind it in the way of one experiment.
class RoomsTest {
    private static final List<List<String>> ORDER = List.of(List.of("session"), List.of("strategy", "proposer"),
            List.of("trial"), List.of("decision"), List.of("objective"), List.of("exec"), List.of("workspace"),
            List.of("journal"),
            List.of("config"));

    private final JavaClasses engine = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.autoresearch");

    @TestFactory
    Stream<DynamicTest> aRoomNamesOnlyRoomsBehindIt() {
        return IntStream.range(0, ORDER.size()).boxed()
                .flatMap(at -> ORDER.get(at).stream().map(room -> DynamicTest.dynamicTest(room, () -> {
                    String[] forbidden = IntStream.rangeClosed(0, at).boxed().flatMap(i -> ORDER.get(i).stream())
                            .filter(other -> !other.equals(room)).map(other -> "dev.autoresearch." + other + "..")
                            .toArray(String[]::new);
                    if (forbidden.length > 0) {
                        ArchRuleDefinition.noClasses().that().resideInAPackage("dev.autoresearch." + room + "..")
                                .should().dependOnClassesThat().resideInAnyPackage(forbidden).allowEmptyShould(true)
                                .check(engine);
                    }
                })));
    }

    @Test
    void roomsAreFreeOfCycles() {
        slices().matching("dev.autoresearch.(*)..").should().beFreeOfCycles().check(engine);
    }

    @Test
    void theEngineReadsNeitherTerminalNorHomeNorEnvironment() {
        ArchRuleDefinition.noClasses().should()
                .callMethodWhere(DescribedPredicate.describe("reads the environment",
                        call -> call.getTargetOwner().isEquivalentTo(System.class)
                                && List.of("getenv", "console", "setOut", "setErr", "exit").contains(call.getName())))
                .orShould().accessFieldWhere(DescribedPredicate.describe("uses the terminal",
                        access -> access.getTargetOwner().isEquivalentTo(System.class)))
                .check(engine);
    }

    @Test
    void namesSayWhatAThingIs() {
        ArchRuleDefinition.noClasses().that(DescribedPredicate.<JavaClass>describe("are top level",
                type -> !type.getEnclosingClass().isPresent())).should()
                .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Abstract[A-Z].*)$").check(engine);
    }
}
