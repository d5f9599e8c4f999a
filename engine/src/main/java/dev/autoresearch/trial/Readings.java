package dev.autoresearch.trial;

import dev.autoresearch.exec.KernelFile;
import dev.autoresearch.journal.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what the machine is doing, before and after a run, from Linux's `/proc` and `/sys`; elsewhere nothing is known.
///
/// @param load     one-minute average
/// @param steal    ticks stolen so far
/// @param ticks    ticks in all so far
/// @param switches context switches so far
/// @param at       monotonic clock, nanoseconds
record Readings(double load, double steal, double ticks, double switches, long at) {
    private static final Path LOAD = Path.of("/proc/loadavg");
    private static final Path STAT = Path.of("/proc/stat");
    private static final Path FREQUENCY = Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq");
    private static final Pattern BLANKS = Pattern.compile(" +");
    /// The first line sums up all processors; most of what follows counts interrupts, one by one.
    private static final Pattern SWITCHES = Pattern.compile("\nctxt (\\d+)");
    private static final int STEAL = 8;
    private static final double NANOS = 1e9;
    private static final double KILOHERTZ = 1e3;

    /// What can be read now.
    static Readings now() {
        double steal = Surroundings.UNREAD;
        double ticks = Surroundings.UNREAD;
        double switches = Surroundings.UNREAD;
        String stat = KernelFile.text(STAT);
        String[] words = BLANKS.split(stat.substring(0, Math.max(0, stat.indexOf('\n'))), -1);
        if (words[0].equals("cpu") && words.length > STEAL) {
            steal = number(words[STEAL]);
            ticks = 0;
            for (int i = 1; i <= STEAL; i++) {
                ticks += number(words[i]);
            }
        }
        Matcher found = SWITCHES.matcher(stat);
        if (found.find()) {
            switches = number(found.group(1));
        }
        String loads = KernelFile.text(LOAD);
        double load = number(loads.substring(0, Math.max(0, loads.indexOf(' '))));
        return new Readings(load, steal, ticks, switches, System.nanoTime());
    }

    /// What went on since these readings were taken.
    Surroundings untilNow() {
        Readings now = now();
        double seconds = Math.max(1, now.at - at) / NANOS;
        // Asked first: not to find a file costs ten times as much when it is opened.
        double kilohertz = Files.exists(FREQUENCY) ? number(KernelFile.text(FREQUENCY).strip()) : Surroundings.UNREAD;
        double frequency = kilohertz < 0 ? Surroundings.UNREAD : kilohertz / KILOHERTZ;
        return new Surroundings(load,
                ticks < 0 || now.ticks <= ticks ? Surroundings.UNREAD : (now.steal - steal) / (now.ticks - ticks),
                switches < 0 ? Surroundings.UNREAD : Math.rint((now.switches - switches) / seconds), frequency);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException _) {
            return Surroundings.UNREAD;
        }
    }
}
