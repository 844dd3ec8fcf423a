package cn.dengyun.catalogue.domain;

/**
 * Something that would make an offering more useful to those who look for it.
 *
 * @param pointer where, an RFC 6901 pointer into the content
 * @param code stable code; its wording and its remedy are in the problem catalogue
 * @param weight how much it takes from a quality score of 100
 */
public record QualityFinding(String pointer, String code, int weight) {}
