package dev.autoresearch.config;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `constraints`: `p99_ms < 200`, `memory_gb <= 1.1 × baseline`, or such a text with the price of breaking it.
final class ConstraintReader {
    /// A constraint as it is written, for the schema.
    static final Pattern FORM = Pattern.compile(" *" + MetricReader.NAME.pattern() + " *(?:<=|>=|<|>|≤|≥) *[^<>=≤≥]+");

    private static final String EXPECTED = "a constraint such as p99_ms < 200 or memory_gb <= 1.1 × baseline";
    private static final String LIMIT = "a number or a multiple of the baseline such as 200, 1.1 × baseline, baseline + 5 %";
    private static final String NUMBER = "([-+]?[0-9]{1,18}(?:\\.[0-9]{0,18})?(?:[eE][-+]?[0-9]{1,3})?)";
    private static final Pattern PARTS = Pattern
            .compile("(" + MetricReader.NAME.pattern() + ") *(<=|>=|<|>|≤|≥) *([^<>=≤≥]+)");
    private static final Pattern MULTIPLE = Pattern.compile(NUMBER + " ?(?:[×x*] ?)?baseline");
    private static final Pattern TIMES = Pattern.compile("baseline ?[×x*] ?" + NUMBER);
    private static final Pattern PERCENT = Pattern.compile(NUMBER + " ?% ?(?:of )?(?:the )?baseline");
    private static final Pattern MORE = Pattern.compile("baseline ?([-+]) ?" + NUMBER + " ?%");
    private static final Map<String, String> SIGNS = Map.of("≤", "<=", "≥", ">=");

    private ConstraintReader() {}

    /// The constraints of a list.
    ///
    /// @param inForce where each of them holds, so that its metric must exist there
    static List<Constraint> read(YamlValue value, List<InForce> inForce) {
        List<YamlValue> entries = value.isScalar() ? List.of(value) : value.entries("a list: " + EXPECTED);
        return entries.stream().flatMap(entry -> one(entry, inForce).stream()).toList();
    }

    private static Optional<Constraint> one(YamlValue value, List<InForce> inForce) {
        if (!value.isMap()) {
            return parse(value, inForce);
        }
        return value.section(YamlKeys.CONSTRAINT).flatMap(section -> {
            double price = section.get("price").flatMap(YamlValue::positive).orElse(0.0);
            Optional<YamlValue> limit = section.require("limit", EXPECTED, "limit: p99_ms < 200");
            return limit.flatMap(text -> parse(text, inForce)).map(hard -> {
                if (price > 0 && hard.limit().equals(new Constraint.Limit.Absolute(0))) {
                    limit.get().wrong("the limit 0 with a price",
                            "a limit other than 0, since what is over it counts as a share of it",
                            "delete price for a hard constraint");
                }
                return new Constraint(hard.metric(), hard.comparison(), hard.limit(), price);
            });
        });
    }

    private static Optional<Constraint> parse(YamlValue value, List<InForce> inForce) {
        return value.text(EXPECTED).flatMap(text -> {
            Matcher parts = PARTS.matcher(text.strip().replaceAll("\\s+", " "));
            if (!parts.matches()) {
                value.wrong(Findings.shown(text), EXPECTED, suggestion(text));
                return Optional.empty();
            }
            if (!InForce.known(value, parts.group(1), inForce)) {
                return Optional.empty();
            }
            Optional<Constraint.Limit> limit = limit(parts.group(3).strip());
            if (limit.isEmpty()) {
                value.wrong("the limit " + Findings.shown(parts.group(3).strip()), LIMIT,
                        limitSuggestion(parts.group(1), parts.group(3).strip()));
            }
            return limit.map(known -> new Constraint(parts.group(1), comparison(parts.group(2)), known));
        });
    }

    private static Constraint.Comparison comparison(String sign) {
        String plain = SIGNS.getOrDefault(sign, sign);
        return Arrays.stream(Constraint.Comparison.values()).filter(one -> one.sign().equals(plain)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no comparison " + sign));
    }

    private static Optional<Constraint.Limit> limit(String text) {
        Optional<Double> number = YamlValue.number(text);
        if (number.isPresent()) {
            return number.map(Constraint.Limit.Absolute::new);
        }
        return factor(text.toLowerCase(Locale.ROOT)).map(BigDecimal::doubleValue)
                .filter(factor -> factor > 0 && Double.isFinite(factor)).map(Constraint.Limit.OfBaseline::new);
    }

    private static Optional<BigDecimal> factor(String text) {
        Matcher multiple = MULTIPLE.matcher(text);
        Matcher times = TIMES.matcher(text);
        Matcher percent = PERCENT.matcher(text);
        Matcher more = MORE.matcher(text);
        if (text.equals("baseline")) {
            return Optional.of(BigDecimal.ONE);
        }
        if (multiple.matches()) {
            return Optional.of(new BigDecimal(multiple.group(1)));
        }
        if (times.matches()) {
            return Optional.of(new BigDecimal(times.group(1)));
        }
        if (percent.matches()) {
            return Optional.of(new BigDecimal(percent.group(1)).movePointLeft(2));
        }
        if (more.matches()) {
            BigDecimal share = new BigDecimal(more.group(2)).movePointLeft(2);
            return Optional.of(more.group(1).equals("+")
                    ? BigDecimal.ONE.add(share, MathContext.DECIMAL64)
                    : BigDecimal.ONE.subtract(share, MathContext.DECIMAL64));
        }
        return Optional.empty();
    }

    private static String suggestion(String text) {
        if (text.contains("&&") || text.toLowerCase(Locale.ROOT).contains(" and ") || text.contains(",")) {
            return "write each constraint as an entry of its own";
        }
        return text.contains("=") && !text.contains("<") && !text.contains(">") ? "use <, <=, > or >=" : "";
    }

    private static String limitSuggestion(String metric, String limit) {
        if (limit.endsWith("%")) {
            return "write the number as the metric " + metric + " has it, or baseline + " + Findings.plain(limit);
        }
        boolean unit = limit.matches("[-+.0-9eE]+ ?[A-Za-zµ]+") && !limit.contains("baseline");
        return unit ? "leave out the unit: the number is in that of the metric" : "";
    }
}
