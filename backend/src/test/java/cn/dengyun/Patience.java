package cn.dengyun;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ResponseBody;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * How a test waits for what happens by itself. It looks at once and then again and again, with a short pause in
 * between: on two processors whoever asks without a pause takes the time from what it waits for. The pauses grow from
 * {@value #FIRST_PAUSE_MILLIS} ms to {@value #LONGEST_PAUSE_MILLIS} ms, so that nobody waits longer than for one more
 * look.
 */
public final class Patience {

    /**
     * Longer than anything takes on a machine that is busy with other work, so that only something broken runs into it.
     * It costs nothing where all is well.
     */
    public static final Duration LONG = Duration.ofMinutes(5);

    private static final long FIRST_PAUSE_MILLIS = 2;
    private static final long LONGEST_PAUSE_MILLIS = 25;

    private Patience() {}

    /** @param what completes "waiting for" when it fails */
    public static <E extends Exception> void until(String what, Look<Boolean, E> isSo) throws E {
        until(what, isSo, Boolean::booleanValue);
    }

    /**
     * @param what completes "waiting for" when it fails, together with what was seen last
     * @param look whatever this throws is thrown at once, so it may also say that waiting is of no use any more
     * @return what was seen when it was as wanted
     */
    public static <T, E extends Exception> T until(String what, Look<T, E> look, Predicate<? super T> isSo) throws E {
        return until(LONG, what, look, isSo);
    }

    static <T, E extends Exception> T until(Duration limit, String what, Look<T, E> look, Predicate<? super T> isSo)
            throws E {
        long start = System.nanoTime();
        long pause = FIRST_PAUSE_MILLIS;
        T seen = look.look();
        while (!isSo.test(seen)) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new AssertionError("waiting for " + what + ", last seen as " + text(seen));
            }
            LockSupport.parkNanos(Duration.ofMillis(pause).toNanos());
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            seen = look.look();
        }
        return seen;
    }

    /** What RestAssured answers with does not say by itself what is in it. */
    private static String text(Object seen) {
        if (seen instanceof ResponseBody<?> response) {
            return response.asString();
        }
        return seen instanceof JsonPath json ? json.prettify() : String.valueOf(seen);
    }

    /** One look at what is waited for, which may fail like anything else. */
    @FunctionalInterface
    public interface Look<T, E extends Exception> {

        T look() throws E;
    }
}
