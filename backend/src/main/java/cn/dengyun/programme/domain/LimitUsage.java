package cn.dengyun.programme.domain;

/**
 * How far an enterprise and a provider have come in a programme.
 *
 * @param committedFen what the enterprise has come to, in fen
 * @param providerLeftFen what is left of the provider's ceiling, in fen; null where none was set for it
 */
public record LimitUsage(long committedFen, Long providerLeftFen) {}
