package cn.dengyun.catalogue.concession;

/**
 * Days for nothing that a concession gives.
 *
 * @param code by which people name it
 * @param title in a few words
 * @param days 1 to 730
 */
public record TrialConcession(String code, String title, int days) {}
