package cn.dengyun.platform.startup;

import org.jboss.logging.Logger;

/** How a start makes what the demo lacks. For threads that may wait. */
public final class DemoStart {

    private static final Logger LOG = Logger.getLogger(DemoStart.class);

    private DemoStart() {}

    /**
     * Makes what is missing, in a demo only; a failure keeps no platform from starting.
     *
     * @param what it is, for whoever reads the log
     */
    public static void make(DengyunConfig config, String what, Runnable makeMissing) {
        if (!config.demo()) {
            return;
        }
        try {
            makeMissing.run();
        } catch (RuntimeException e) {
            LOG.warnf(
                    e,
                    "The demo %s could not be made. The platform works without them; the next start tries again.",
                    what);
        }
    }
}
