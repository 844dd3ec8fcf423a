package cn.dengyun.catalogue.domain;

import java.time.Instant;

/**
 * One immutable content of an offering.
 *
 * @param number from 1
 * @param contentJson canonical JSON
 * @param contentHash SHA-256 of it, lower-case hexadecimal
 */
public record OfferingVersion(int number, String contentJson, String contentHash, Instant createdAt) {}
