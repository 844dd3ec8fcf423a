package cn.dengyun.provider;

import cn.dengyun.provider.domain.ProviderStatus;
import java.util.UUID;

/**
 * Which providers a list shows; what is null lets all through.
 *
 * @param kind what they are, among others
 * @param status at the moment of the question
 * @param text a part of the Chinese or the English name, in capitals or not
 */
record ProviderFilter(ProviderKind kind, UUID organizationId, ProviderStatus status, String text) {}
