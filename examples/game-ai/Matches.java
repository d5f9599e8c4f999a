import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lets the AI of ai_config.json play against one that never changes, and prints how often it wins. Every map is played
/// twice with the sides changed; the maps are the same every time.
///
/// The game: two bases at the ends of a road of 11 fields, with patches of ore that nobody sees before scouting. Each turn a
/// side does one thing: gather ore, build a soldier, send the army forward, call it back, put soldiers on the wall, scout.
/// Who loses the base loses; after 300 turns the stronger side has won.
class Matches {
    private static final int MAPS = 300;
    private static final int TURNS = 300;
    private static final int ROAD = 11;
    private static final int SOLDIER = 15;
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\"\\s*:\\s*(-?[0-9.]+(?:[eE][-+]?[0-9]+)?)");
    private static final Map<String, Double> RIVAL = Map.of("gather", 1.2, "build", 1.4, "attack", 1.1, "defend", 0.9,
            "scout", 0.7, "retreat_below", 0.5, "attack_above", 1.3, "reserve", 10.0, "threat_range", 4.0);

    public static void main(String[] arguments) throws IOException {
        Map<String, Double> ours = read(Files.readString(Path.of("ai_config.json")));
        if (!ours.keySet().equals(RIVAL.keySet())) {
            throw new IllegalStateException("ai_config.json must have exactly " + RIVAL.keySet());
        }
        double won = 0;
        long turns = 0;
        for (int map = 0; map < MAPS; map++) {
            for (boolean first : new boolean[]{true, false}) {
                var match = new Match(new SplittableRandom(20_250_101L + map), first ? ours : RIVAL,
                        first ? RIVAL : ours);
                double result = match.play();
                won += first ? result : 1 - result;
                turns += match.turn;
            }
        }
        System.out.printf("METRIC win_rate=%.5f%n", won / (2 * MAPS));
        System.out.printf("METRIC turns=%.2f%n", (double) turns / (2 * MAPS));
    }

    private static Map<String, Double> read(String json) {
        var values = new LinkedHashMap<String, Double>();
        Matcher field = FIELD.matcher(json);
        while (field.find()) {
            values.put(field.group(1), Double.parseDouble(field.group(2)));
        }
        return values;
    }

    /// One side: what it has and how it thinks.
    private static final class Side {
        final Map<String, Double> mind;
        double ore = 40;
        double patch = 60;
        double army = 2;
        double wall;
        double base = 30;
        int at;
        int seen;

        Side(Map<String, Double> mind) {
            this.mind = mind;
        }

        double weigh(String what) {
            return mind.get(what);
        }
    }

    private static final class Match {
        private final SplittableRandom luck;
        private final Side[] sides;
        private int turn;

        Match(SplittableRandom luck, Map<String, Double> left, Map<String, Double> right) {
            this.luck = luck;
            this.sides = new Side[]{new Side(left), new Side(right)};
        }

        /// 1 when the left side wins, 0 when the right one does, between them by strength when time is up.
        double play() {
            for (turn = 1; turn <= TURNS; turn++) {
                for (int i : luck.nextBoolean() ? new int[]{0, 1} : new int[]{1, 0}) {
                    act(sides[i], sides[1 - i]);
                    if (sides[1 - i].base <= 0) {
                        return i == 0 ? 1 : 0;
                    }
                }
            }
            double left = strength(sides[0]);
            double right = strength(sides[1]);
            return left == right ? 0.5 : left > right ? 1 : 0;
        }

        private static double strength(Side side) {
            return side.base + 3 * (side.army + side.wall) + side.ore / 10;
        }

        private void act(Side own, Side other) {
            double distance = ROAD - 1 - own.at - other.at;
            boolean threatened = other.at > 0 && ROAD - 1 - other.at <= own.weigh("threat_range");
            double odds = (own.army + 0.01) / (other.army * (distance <= 2 ? 1 : 0.4) + other.wall + 0.01);
            double[] wish = {
                    own.patch > 0 ? own.weigh("gather") * (1.2 - Math.min(1, own.ore / 120)) : 0,
                    own.ore >= SOLDIER + own.weigh("reserve") ? own.weigh("build") * Math.min(1, own.ore / 60) : 0,
                    own.army > 0 && odds >= own.weigh("attack_above") ? own.weigh("attack") * Math.min(1.5, odds / 2) : 0,
                    threatened && own.army >= 1 ? own.weigh("defend") : 0,
                    own.seen < 6 ? own.weigh("scout") * (own.patch < 30 ? 0.9 : 0.2) : 0,
                    own.at > 0 && odds < own.weigh("retreat_below") ? 2 : 0};
            int best = 0;
            for (int i = 1; i < wish.length; i++) {
                if (wish[i] > wish[best]) {
                    best = i;
                }
            }
            switch (best) {
                case 0 -> gather(own);
                case 1 -> {
                    own.ore -= SOLDIER;
                    own.army += 1;
                }
                case 2 -> advance(own, other);
                case 3 -> {
                    double moved = Math.min(2, own.army);
                    own.army -= moved;
                    own.wall += moved;
                    own.at = 0;
                }
                case 4 -> {
                    own.seen++;
                    own.patch += luck.nextInt(20, 90);
                }
                default -> own.at = Math.max(0, own.at - 2);
            }
        }

        private void gather(Side own) {
            double got = Math.min(own.patch, luck.nextInt(8, 15));
            own.patch -= got;
            own.ore += got;
        }

        private void advance(Side own, Side other) {
            if (own.at + other.at < ROAD - 1 && own.at < ROAD - 1) {
                own.at++;
                return;
            }
            boolean field = other.at > 0 && other.army > 0;
            double guard = field ? other.army : other.wall * 1.5 + (other.at == 0 ? other.army : 0);
            double hit = own.army * luck.nextDouble(0.15, 0.35);
            double back = guard * luck.nextDouble(0.15, 0.35);
            if (guard > 0.5) {
                if (!field && other.wall > 0) {
                    other.wall = Math.max(0, other.wall - hit / 1.5);
                } else {
                    other.army = Math.max(0, other.army - hit);
                }
                own.army = Math.max(0, own.army - back);
            } else if (own.at == ROAD - 1 || other.at == 0) {
                other.base -= hit * 2;
            }
            if (field && other.army < 0.5) {
                other.army = 0;
                other.at = 0;
            }
            if (own.army < 0.5) {
                own.army = 0;
                own.at = 0;
            }
        }
    }
}
