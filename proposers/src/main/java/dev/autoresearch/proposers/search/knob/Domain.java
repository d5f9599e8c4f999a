package dev.autoresearch.proposers.search.knob;

import dev.autoresearch.proposers.search.optimize.Dimension;
import java.util.List;
import java.util.OptionalDouble;

/// The values that a knob may take, and how each is written.
public sealed interface Domain {

    /// The axis that the optimiser searches.
    Dimension dimension();

    /// The value that a text in the file means, empty when it means none.
    OptionalDouble value(String text);

    /// What to write for a value.
    String text(double value);

    /// Numbers.
    ///
    /// @param dimension the range
    /// @param style     how the number was written at the start of the session
    record Numeric(Dimension.Numbers dimension, NumberStyle style) implements Domain {

        @Override
        public OptionalDouble value(String text) {
            return NumberStyle.of(text).isPresent()
                    ? OptionalDouble.of(NumberStyle.parse(text) + 0.0)
                    : OptionalDouble.empty();
        }

        @Override
        public String text(double value) {
            return style.write(value, dimension.integer());
        }
    }

    /// One of several texts.
    record Texts(List<String> texts) implements Domain {

        /// Copies the list.
        public Texts {
            texts = List.copyOf(texts);
        }

        @Override
        public Dimension dimension() {
            return new Dimension.Choices(texts.size());
        }

        @Override
        public OptionalDouble value(String text) {
            int index = texts.indexOf(text);
            return index < 0 ? OptionalDouble.empty() : OptionalDouble.of(index);
        }

        @Override
        public String text(double value) {
            return texts.get((int) value);
        }
    }
}
