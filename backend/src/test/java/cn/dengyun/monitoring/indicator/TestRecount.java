package cn.dengyun.monitoring.indicator;

import io.quarkus.arc.Arc;

/** That all is counted anew, for tests of what is told of it. */
public final class TestRecount {

    private TestRecount() {}

    public static void now() {
        Arc.container().instance(IndicatorRecount.class).get().count().await().indefinitely();
    }
}
