package dev.autoresearch.trial;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Seeds of runs: the HMAC-SHA256 of the run's index under the session's seed. Runs of the same index get the same one
/// in every experiment, so that candidate and incumbent are compared on equal terms, and no candidate can foresee it.
public final class Seeds {
    private static final String ALGORITHM = "HmacSHA256";

    private Seeds() {}

    /// The seed of a run, from 0 to 2³¹ − 1, which every common random number generator takes.
    ///
    /// @param session the session's seed
    /// @param index   1 for the first run of a measurement
    public static long of(long session, int index) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(ByteBuffer.allocate(Long.BYTES).putLong(session).array(), ALGORITHM));
            byte[] code = mac.doFinal(ByteBuffer.allocate(Integer.BYTES).putInt(index).array());
            return ByteBuffer.wrap(code).getInt() & Integer.MAX_VALUE;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
