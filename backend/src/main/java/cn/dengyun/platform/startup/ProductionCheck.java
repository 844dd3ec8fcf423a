package cn.dengyun.platform.startup;

import java.util.List;

/**
 * Something that must not be so where real people's data is.
 *
 * <p>Slices contribute beans of this type. They are asked once, at the start on an external database; one finding of
 * any of them keeps the platform from starting.
 */
public interface ProductionCheck {

    /** What is unsafe, a sentence each that begins with the configuration key; empty when all is well. */
    List<String> findings();
}
