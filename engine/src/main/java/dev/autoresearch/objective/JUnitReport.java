package dev.autoresearch.objective;

import dev.autoresearch.objective.Numbers.Parsed;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// JUnit XML as Surefire, Gradle, pytest and others write it. Everything is counted from the test cases themselves; the
/// totals that suites state are not read. Entries: `` (all), each class or suite by name, each test case as
/// `class.name`. Figures: `time` in seconds, `tests`, `failures`, `errors`, `skipped`, `passed`.
final class JUnitReport {
    private static final String ALL = "";

    private final Map<String, Totals> totals = new LinkedHashMap<>();
    private final Deque<String> suites = new ArrayDeque<>();

    private JUnitReport() {}

    static ReportTable read(List<Source> sources) throws Source.Unreadable, IOException {
        var report = new JUnitReport();
        for (Source source : sources) {
            source.requireSize();
            try (var bytes = new BufferedInputStream(Files.newInputStream(source.path()))) {
                report.read(factory().createXMLStreamReader(bytes));
            } catch (XMLStreamException e) {
                int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
                throw new Source.Unreadable("has no value: " + source.name() + " is not valid JUnit XML, line " + line);
            }
        }
        if (report.totals.isEmpty()) {
            throw new Source.Unreadable("was not found: there is no test case in " + sources.getFirst().name());
        }
        return report.table();
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private void read(XMLStreamReader xml) throws XMLStreamException {
        Case current = null;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    switch (xml.getLocalName()) {
                        case "testsuite" -> suites.push(attribute(xml, "name"));
                        case "testcase" -> current = new Case(attribute(xml, "classname"), attribute(xml, "name"),
                                attribute(xml, "time"), "passed");
                        case "failure" -> current = current == null ? null : current.ended("failures");
                        case "error" -> current = current == null ? null : current.ended("errors");
                        case "skipped" -> current = current == null ? null : current.ended("skipped");
                        default -> {
                        }
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (xml.getLocalName().equals("testsuite")) {
                        suites.poll();
                    } else if (xml.getLocalName().equals("testcase") && current != null) {
                        count(current);
                        current = null;
                    }
                }
                default -> {
                }
            }
        }
    }

    private void count(Case test) {
        var names = new TreeSet<>(suites);
        names.add(ALL);
        names.add(test.className());
        names.add(test.className().isEmpty() ? test.name() : test.className() + "." + test.name());
        names.forEach(name -> totals.computeIfAbsent(name, _ -> new Totals()).add(test));
    }

    private ReportTable table() {
        var table = new ReportTable("time").preferring(ALL);
        totals.forEach((name, total) -> {
            table.add(name, "time", total.time, 1);
            table.add(name, "tests", total.tests);
            List.of("passed", "failures", "errors", "skipped")
                    .forEach(ending -> table.add(name, ending, total.endings.getOrDefault(ending, 0)));
        });
        return table;
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue("", name);
        return value == null ? "" : value;
    }

    private record Case(String className, String name, String time, String ending) {
        Case ended(String how) {
            return new Case(className, name, time, how);
        }
    }

    private static final class Totals {
        private Parsed time = new Parsed.Finite(0);
        private int tests;
        private final Map<String, Integer> endings = new LinkedHashMap<>();

        void add(Case test) {
            tests++;
            endings.merge(test.ending(), 1, Integer::sum);
            // A skipped test may have no time; a test that ran must state it, or the sum would be too small.
            Parsed own = test.time().isEmpty() && test.ending().equals("skipped")
                    ? new Parsed.Finite(0)
                    : Numbers.parse(test.time());
            if (time instanceof Parsed.Finite(double sum)) {
                time = own instanceof Parsed.Finite(double more) ? Numbers.finite(sum + more, "") : own;
            }
        }
    }
}
