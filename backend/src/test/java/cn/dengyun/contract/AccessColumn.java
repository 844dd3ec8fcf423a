package cn.dengyun.contract;

/** The kinds of caller of the access matrix, in relation to the thing that the path names. */
enum AccessColumn {
    /** Without a token. */
    PUBLIC(null, Relation.ANY),
    ENTERPRISE_OWN("ENTERPRISE", Relation.OWN),
    ENTERPRISE_OTHER("ENTERPRISE", Relation.OTHER),
    PROVIDER_OWN("PROVIDER", Relation.OWN),
    PROVIDER_OTHER("PROVIDER", Relation.OTHER),
    /** An API client of the provider with all scopes. */
    CLIENT_OWN("PROVIDER", Relation.OWN),
    /** The same with a token that holds every scope but the one that the operation asks for. */
    CLIENT_NO_SCOPE("PROVIDER", Relation.OWN),
    CLIENT_OTHER("PROVIDER", Relation.OTHER),
    /** The authority in whose region the owner is. */
    AUTHORITY_REGION("AUTHORITY", Relation.OWN),
    AUTHORITY_OTHER("AUTHORITY", Relation.OTHER),
    FINANCE("FINANCE", Relation.OTHER),
    AUDITOR("AUDITOR", Relation.ANY),
    SYSADMIN("SYSADMIN", Relation.ANY);

    /** What the caller is to the owner of the thing. */
    enum Relation {
        OWN,
        OTHER,
        ANY
    }

    private final String role;
    private final Relation relation;

    AccessColumn(String role, Relation relation) {
        this.role = role;
        this.relation = relation;
    }

    /** Null without a token. */
    String role() {
        return role;
    }

    Relation relation() {
        return relation;
    }

    boolean isClient() {
        return name().startsWith("CLIENT");
    }

    /** Whether it has to do with an owner, and so needs a path that names something owned. */
    boolean isForeign() {
        return relation == Relation.OTHER && this != FINANCE;
    }
}
