package cn.dengyun.catalogue.domain;

/**
 * Trying for nothing (the action plan's section 4(2)). A trial ends by itself and never turns into a paid order
 * silently.
 *
 * @param days how long, 1 to 730
 * @param terms what is included; null when nothing is said
 */
public record FreeTrial(int days, String terms) {}
