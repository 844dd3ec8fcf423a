package cn.dengyun.shared;

import java.util.Set;

/** The kinds of caller of design.md §3, as they stand in the {@code groups} claim of an access token. */
public final class Roles {

    public static final String ENTERPRISE = "ENTERPRISE";
    public static final String PROVIDER = "PROVIDER";
    public static final String AUTHORITY = "AUTHORITY";
    public static final String FINANCE = "FINANCE";
    public static final String AUDITOR = "AUDITOR";
    public static final String SYSADMIN = "SYSADMIN";

    public static final Set<String> ALL = Set.of(ENTERPRISE, PROVIDER, AUTHORITY, FINANCE, AUDITOR, SYSADMIN);

    private Roles() {}
}
