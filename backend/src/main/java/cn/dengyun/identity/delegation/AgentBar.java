package cn.dengyun.identity.delegation;

import java.time.Instant;
import java.util.UUID;

/**
 * What keeps an organisation from acting for others, whatever was delegated to it: each bean of this type is asked
 * whenever a delegation is granted or used, so it answers from memory.
 */
public interface AgentBar {

    boolean isBarred(UUID organizationId, Instant moment);
}
