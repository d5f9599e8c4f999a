import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// Reversible rearrangements of a block that may make it easier to compress.
final class Transform {
    private static final int HEADER = 4;

    private Transform() {}

    /// The Burrows-Wheeler transform: the last column of all rotations in sorted order, after the number of the row that
    /// holds the block itself. Rotations are sorted by prefix doubling with counting sorts.
    static byte[] sort(byte[] block) {
        int n = block.length;
        int[] order = new int[n];
        int[] rank = new int[n];
        int[] shifted = new int[n];
        int[] next = new int[n];
        int[] count = new int[Math.max(257, n + 1)];
        for (byte b : block) {
            count[(b & 0xff) + 1]++;
        }
        for (int c = 1; c <= 256; c++) {
            count[c] += count[c - 1];
        }
        for (int i = 0; i < n; i++) {
            order[count[block[i] & 0xff]++] = i;
        }
        int classes = 1;
        for (int i = 1; i < n; i++) {
            if (block[order[i]] != block[order[i - 1]]) {
                classes++;
            }
            rank[order[i]] = classes - 1;
        }
        for (int length = 1; length < n && classes < n; length <<= 1) {
            Arrays.fill(count, 0, classes + 1, 0);
            for (int i = 0; i < n; i++) {
                int start = order[i] - length;
                shifted[i] = start < 0 ? start + n : start;
                count[rank[i] + 1]++;
            }
            for (int c = 1; c <= classes; c++) {
                count[c] += count[c - 1];
            }
            for (int i = 0; i < n; i++) {
                order[count[rank[shifted[i]]]++] = shifted[i];
            }
            next[order[0]] = 0;
            classes = 1;
            for (int i = 1; i < n; i++) {
                int a = order[i];
                int b = order[i - 1];
                if (rank[a] != rank[b] || rank[(a + length) % n] != rank[(b + length) % n]) {
                    classes++;
                }
                next[a] = classes - 1;
            }
            int[] old = rank;
            rank = next;
            next = old;
        }
        byte[] out = new byte[n + HEADER];
        int row = 0;
        for (int i = 0; i < n; i++) {
            if (order[i] == 0) {
                row = i;
            }
            out[HEADER + i] = block[order[i] == 0 ? n - 1 : order[i] - 1];
        }
        for (int i = 0; i < HEADER; i++) {
            out[i] = (byte) (row >>> (8 * i));
        }
        return out;
    }

    /// The inverse of [#sort].
    static byte[] unsort(byte[] data) {
        int n = data.length - HEADER;
        int row = 0;
        for (int i = 0; i < HEADER; i++) {
            row |= (data[i] & 0xff) << (8 * i);
        }
        int[] start = new int[257];
        for (int i = 0; i < n; i++) {
            start[(data[HEADER + i] & 0xff) + 1]++;
        }
        for (int c = 1; c <= 256; c++) {
            start[c] += start[c - 1];
        }
        int[] following = new int[n];
        for (int i = 0; i < n; i++) {
            following[start[data[HEADER + i] & 0xff]++] = i;
        }
        byte[] block = new byte[n];
        for (int i = 0; i < n; i++) {
            row = following[row];
            block[i] = data[HEADER + row];
        }
        return block;
    }

    /// Each byte becomes the number of different bytes seen since it was last seen.
    static byte[] moveToFront(byte[] data) {
        byte[] recent = alphabet();
        byte[] out = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            int place = 0;
            while (recent[place] != data[i]) {
                place++;
            }
            System.arraycopy(recent, 0, recent, 1, place);
            recent[0] = data[i];
            out[i] = (byte) place;
        }
        return out;
    }

    /// The inverse of [#moveToFront].
    static byte[] moveBack(byte[] data) {
        byte[] recent = alphabet();
        byte[] out = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            int place = data[i] & 0xff;
            out[i] = recent[place];
            System.arraycopy(recent, 0, recent, 1, place);
            recent[0] = out[i];
        }
        return out;
    }

    private static byte[] alphabet() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return all;
    }

    /// A run of zeros becomes its length in bijective base two, written with the bytes 0 and 1; every other byte moves up
    /// by one, and the two that no longer fit follow a 255.
    static byte[] shortenZeroRuns(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(data.length);
        int run = 0;
        for (int i = 0; i <= data.length; i++) {
            int value = i == data.length ? -1 : data[i] & 0xff;
            if (value == 0) {
                run++;
                continue;
            }
            for (; run > 0; run = (run - 1) / 2) {
                out.write((run - 1) & 1);
            }
            if (value >= 254) {
                out.write(255);
                out.write(value - 254);
            } else if (value > 0) {
                out.write(value + 1);
            }
        }
        return out.toByteArray();
    }

    /// The inverse of [#shortenZeroRuns].
    static byte[] lengthenZeroRuns(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(data.length * 2);
        int run = 0;
        int digit = 1;
        for (int i = 0; i <= data.length; i++) {
            int value = i == data.length ? -1 : data[i] & 0xff;
            if (value == 0 || value == 1) {
                run += digit << value;
                digit <<= 1;
                continue;
            }
            out.writeBytes(new byte[run]);
            run = 0;
            digit = 1;
            if (value == 255) {
                out.write(254 + data[++i]);
            } else if (value > 0) {
                out.write(value - 1);
            }
        }
        return out.toByteArray();
    }
}
