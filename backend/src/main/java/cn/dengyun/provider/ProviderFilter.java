package cn.dengyun.provider;

import java.util.UUID;

/**
 * Which providers a list shows; what is null lets all through.
 *
 * @param kind what they are, among others
 * @param text a part of the Chinese or the English name, in capitals or not
 */
record ProviderFilter(ProviderKind kind, UUID organizationId, ProviderStatus status, String text) {}
