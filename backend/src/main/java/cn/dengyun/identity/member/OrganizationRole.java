package cn.dengyun.identity.member;

/**
 * What a person is in its organisation, the one who may do most first; the names are those of
 * {@link cn.dengyun.shared.Actor}.
 */
public enum OrganizationRole {
    /** Manages members and API clients, and acts. */
    OWNER,
    /** Acts. */
    HANDLER,
    /** Reads. */
    VIEWER
}
