package dev.autoresearch.proposers.search.optimize;

/// One axis of a space. A value is a number: the number itself, or the index of a choice. The unit coordinate of a value
/// lies in [0, 1].
public sealed interface Dimension {

    /// A size that is too large to be enumerated.
    long ENDLESS = Long.MAX_VALUE;

    /// The value at a unit coordinate, rounded to one that can be written.
    double at(double unit);

    /// Where a value lies; values outside the range are at its ends.
    double unit(double value);

    /// How many values there are, or [#ENDLESS].
    long size();

    /// Whether values that are near each other behave alike.
    boolean ordered();

    /// Numbers.
    ///
    /// @param low     lowest value
    /// @param high    highest value, above `low`
    /// @param integer whether only whole numbers are allowed
    /// @param log     whether ratios matter rather than differences; `low` is positive then
    record Numbers(double low, double high, boolean integer, boolean log) implements Dimension {
        private static final int SIGNIFICANT = 3;

        /// Checks the range.
        public Numbers {
            if (!(high > low) || !Double.isFinite(high - low) || (log && low <= 0)) {
                throw new IllegalArgumentException("not a range: " + low + ".." + high + (log ? " log" : ""));
            }
        }

        @Override
        public double at(double unit) {
            double share = Math.clamp(unit, 0, 1);
            double exact = log ? low * Math.pow(high / low, share) : low + share * (high - low);
            double rounded;
            if (integer) {
                rounded = Math.rint(exact);
            } else {
                double scale = log ? Math.abs(exact) : high - low;
                rounded = decimals(exact, SIGNIFICANT - 1 - (int) Math.floor(Math.log10(scale)));
            }
            return Math.clamp(rounded, low, high) + 0.0;
        }

        @Override
        public double unit(double value) {
            double inside = Math.clamp(value, low, high);
            return log ? Math.log(inside / low) / Math.log(high / low) : (inside - low) / (high - low);
        }

        @Override
        public long size() {
            return integer ? (long) (Math.floor(high) - Math.ceil(low)) + 1 : ENDLESS;
        }

        @Override
        public boolean ordered() {
            return true;
        }

        // Dividing by a power of ten gives the double that is nearest to the decimal number; multiplying does not.
        private static double decimals(double value, int digits) {
            double power = Math.pow(10, Math.abs(digits));
            return digits >= 0 ? Math.rint(value * power) / power : Math.rint(value / power) * power;
        }
    }

    /// One of several that have no order.
    ///
    /// @param count at least 1
    record Choices(int count) implements Dimension {

        /// Checks the count.
        public Choices {
            if (count < 1) {
                throw new IllegalArgumentException("no choices");
            }
        }

        @Override
        public double at(double unit) {
            return Math.min(count - 1, (int) Math.floor(Math.clamp(unit, 0, 1) * count));
        }

        @Override
        public double unit(double value) {
            return (value + 0.5) / count;
        }

        @Override
        public long size() {
            return count;
        }

        @Override
        public boolean ordered() {
            return false;
        }
    }
}
