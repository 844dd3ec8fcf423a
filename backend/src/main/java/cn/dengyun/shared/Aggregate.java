package cn.dengyun.shared;

import java.util.List;
import java.util.UUID;

/**
 * A record that is kept as one row, belongs to an organisation of a region and changes from version to version. Who may
 * know of it and who has a say is this rule, unless the record has one of its own.
 */
public interface Aggregate {

    UUID id();

    /** 0 at first; each change makes it one more. */
    int version();

    /** Whose it is. */
    UUID organizationId();

    /** GB/T 2260 code of the division whose authority, and the authorities above it, have a say. */
    String regionCode();

    /** Whether everybody may know of it. */
    boolean isPublic();

    /** What the actor may do with it now. */
    List<String> actions(Actor actor);

    /** Whether the actor has a say: an authority where it oversees the region, others for their own organisation. */
    default boolean isHandledBy(Actor actor) {
        return actor.has(Roles.AUTHORITY) ? Oversight.of(actor).covers(regionCode()) : actor.actsFor(organizationId());
    }

    default boolean isKnownTo(Actor actor) {
        return isPublic() || isHandledBy(actor) || seesAll(actor);
    }

    /** Whether the actor only looks, but at everything. */
    static boolean seesAll(Actor actor) {
        return actor.has(Roles.AUDITOR) || actor.has(Roles.SYSADMIN);
    }
}
