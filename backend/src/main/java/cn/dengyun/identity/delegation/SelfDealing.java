package cn.dengyun.identity.delegation;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import java.util.UUID;

/**
 * An agent must not be the one whom its principal pays: where a provider is concerned, its own people and systems do
 * not act for the enterprise.
 */
public final class SelfDealing {

    private SelfDealing() {}

    /**
     * One side of a business.
     *
     * @param creditCode of its legal entity; two organisations of one entity are one side
     */
    public record Side(UUID organizationId, String creditCode) {

        boolean isSameAs(Side other) {
            return organizationId.equals(other.organizationId) || creditCode.equals(other.creditCode);
        }
    }

    /** Whether the agent is the provider concerned. */
    public static boolean isSelfDealing(Side agent, Side provider) {
        return agent.isSameAs(provider);
    }

    /**
     * Refuses an actor who acts by a mandate for an enterprise while his own organisation is the provider concerned; to
     * be asked wherever an enterprise binds itself to a provider or spends public money on one.
     *
     * <p>Rejects with {@code self-dealing} (403).
     */
    public static void refuse(Actor actor, UUID providerOrganizationId) {
        if (providerOrganizationId.equals(actor.agentOrganizationId())) {
            throw Rejection.forbidden("self-dealing");
        }
    }

    /** The same where both legal entities are at hand. Rejects with {@code self-dealing} (403). */
    public static void refuse(Side agent, Side provider) {
        if (isSelfDealing(agent, provider)) {
            throw Rejection.forbidden("self-dealing");
        }
    }
}
