package cn.dengyun;

import java.time.Duration;

/**
 * How long a test waits for what happens by itself: longer than anything takes on a machine that is busy with other
 * work, so that only something broken runs into it. It costs nothing where all is well.
 */
public final class Patience {

    public static final Duration LONG = Duration.ofMinutes(3);

    private Patience() {}
}
