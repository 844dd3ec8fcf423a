package cn.dengyun.shared;

import java.util.UUID;

/**
 * Whose things somebody reaches: everybody's, those of one organisation, or nobody's. Whoever has no organisation
 * reaches nothing, not everything.
 *
 * @param isEverything whether there is no limit at all
 * @param organizationId whose things; null for nobody's
 */
public record Reach(boolean isEverything, UUID organizationId) {

    /** For what has been authorised otherwise. */
    public static final Reach ALL = new Reach(true, null);

    /** Everybody's for who has the role, those of his organisation for the others. */
    public static Reach of(Actor actor, String roleOfAll) {
        return actor.has(roleOfAll) ? ALL : own(actor);
    }

    /** Those of the organisation that somebody acts for. */
    public static Reach own(Actor actor) {
        return new Reach(false, actor.organizationId());
    }

    public boolean includes(UUID owner) {
        return isEverything || organizationId != null && organizationId.equals(owner);
    }
}
