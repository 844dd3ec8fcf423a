package cn.dengyun.programme.domain;

import java.util.UUID;

/**
 * How much of a programme one provider may come to.
 *
 * @param ceilingFen negative where there is no limit
 * @param committedFen what it has come to, held and issued
 */
public record ProviderCeiling(UUID providerId, long ceilingFen, long committedFen) {}
