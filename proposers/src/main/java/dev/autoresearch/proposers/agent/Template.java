package dev.autoresearch.proposers.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Fills `{name}` in what a program's description says. A value that is empty takes away what it stands in: the argument
/// with its group, the variable, the entry. A list makes one of each.
///
/// @param values single values; empty for one that is not known this time
/// @param lists  values of which there may be any number
record Template(Map<String, String> values, Map<String, List<String>> lists) {
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z0-9]+)}");

    Template {
        values = Map.copyOf(values);
        lists = Map.copyOf(lists);
    }

    /// The text once, or once for each value of the list in it; empty when a value is missing.
    ///
    /// @throws IllegalArgumentException if it names something that nobody knows
    Optional<List<String>> fill(String text) {
        String list = "";
        Matcher place = PLACE.matcher(text);
        var filled = new StringBuilder();
        while (place.find()) {
            String name = place.group(1);
            String value = values.get(name);
            if (value != null) {
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                place.appendReplacement(filled, Matcher.quoteReplacement(value));
            } else if (lists.containsKey(name)) {
                list = name;
                place.appendReplacement(filled, Matcher.quoteReplacement(place.group()));
            } else {
                throw new IllegalArgumentException("nobody knows {" + name + "} in " + text);
            }
        }
        String whole = place.appendTail(filled).toString();
        String each = list;
        return Optional.of(each.isEmpty()
                ? List.of(whole)
                : lists.getOrDefault(each, List.of()).stream().map(value -> whole.replace("{" + each + "}", value))
                        .toList());
    }

    /// The arguments of all groups that are complete.
    List<String> arguments(List<List<String>> groups) {
        var arguments = new ArrayList<String>();
        for (List<String> group : groups) {
            List<Optional<List<String>>> filled = group.stream().map(this::fill).toList();
            if (filled.stream().allMatch(Optional::isPresent)) {
                filled.forEach(each -> arguments.addAll(each.orElseThrow()));
            }
        }
        return arguments;
    }

    /// A JSON value; null where a value is missing.
    JsonNode json(JsonNode node) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (node.isString()) {
            Optional<String> filled = fill(node.asString()).flatMap(each -> each.stream().findFirst());
            return filled.<JsonNode>map(text -> PLACE.matcher(node.asString()).matches() && text.matches("[0-9]{1,9}")
                    ? nodes.numberNode(Integer.parseInt(text))
                    : nodes.stringNode(text)).orElse(nodes.nullNode());
        }
        if (node.isArray()) {
            ArrayNode array = nodes.arrayNode();
            for (JsonNode element : node) {
                if (element.isString()) {
                    fill(element.asString()).ifPresent(each -> each.forEach(array::add));
                } else {
                    array.add(json(element));
                }
            }
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = nodes.objectNode();
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                JsonNode value = json(property.getValue());
                if (!value.isNull()) {
                    fill(property.getKey()).ifPresent(names -> names.forEach(name -> object.set(name, value)));
                }
            }
            return object;
        }
        return node;
    }

    /// A text of several pieces, those with lists repeated.
    String lines(List<String> pieces) {
        var lines = new StringBuilder();
        pieces.forEach(piece -> fill(piece)
                .ifPresent(each -> each.forEach(line -> lines.append(line).append('\n'))));
        return lines.toString();
    }
}
