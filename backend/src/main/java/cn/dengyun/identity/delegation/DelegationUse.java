package cn.dengyun.identity.delegation;

import java.time.Instant;
import java.util.UUID;

/**
 * One request that an agent made in its principal's name.
 *
 * @param actorId the agent's account or API client
 * @param operation operationId
 * @param status HTTP status of the answer; null while it is not known
 */
record DelegationUse(
        UUID id, UUID actorId, String operation, String method, String path, Instant usedAt, Integer status) {}
