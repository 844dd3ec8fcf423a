package cn.dengyun.platform.startup;

import java.util.List;

/**
 * Something a person who starts the platform by hand should read once it listens, such as the demo accounts.
 *
 * <p>Slices contribute beans of this type. They are asked only when the embedded database is in use, after the HTTP
 * server has opened; a notice that has nothing to say gives no lines.
 */
public interface StartupNotice {

    /** The heading above the lines. */
    String heading();

    /** What to print, a line each; empty to print nothing, not even the heading. */
    List<String> lines();
}
