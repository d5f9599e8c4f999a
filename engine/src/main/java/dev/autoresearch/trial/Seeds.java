package dev.autoresearch.trial;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Seeds of runs: the HMAC-SHA256 of the run's lot under the session's seed. Both runs of a pair are one lot, so that
/// candidate and incumbent are compared on equal terms; no other runs share one, and no candidate can foresee it.
public final class Seeds {
    private static final String ALGORITHM = "HmacSHA256";

    private Seeds() {}

    /// The seed of a run, from 0 to 2³¹ − 1, which every common random number generator takes.
    ///
    /// @param session the session's seed
    /// @param lot     which lot of the session, from 1
    public static long of(long session, long lot) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(ByteBuffer.allocate(Long.BYTES).putLong(session).array(), ALGORITHM));
            byte[] code = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(lot).array());
            return ByteBuffer.wrap(code).getInt() & Integer.MAX_VALUE;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
