package cn.dengyun.platform.work;

import java.util.Locale;
import java.util.Set;

/**
 * A kind of work.
 *
 * @param code in capitals, as its view says
 * @param authority which authority acts on what has an {@code authority_region}
 * @param roles those that act on all of it, wherever it is
 * @param asksOrganizations whether some of it waits for organisations
 * @param asksPersons whether it waits for persons, whoever they act for
 */
public record WorkKind(
        String code, AuthoritySay authority, Set<String> roles, boolean asksOrganizations, boolean asksPersons) {

    /** Whose turn it is among authorities. */
    public enum AuthoritySay {
        /** No authority's. */
        NONE,
        /** That of the region alone, whatever happens. */
        OWN,
        /** That of the region; those above it only once it is overdue. */
        OWN_UNTIL_OVERDUE,
        /** That of the region or, where nobody works for that, the next above; all above it once it is overdue. */
        NEAREST
    }

    public WorkKind(String code, AuthoritySay authority, Set<String> roles, boolean asksOrganizations) {
        this(code, authority, roles, asksOrganizations, false);
    }

    public static WorkKind ofAuthorities(String code, AuthoritySay authority, String... rolesToo) {
        return new WorkKind(code, authority, Set.of(rolesToo), false);
    }

    public static WorkKind ofOrganizations(String code, String... rolesToo) {
        return new WorkKind(code, AuthoritySay.NONE, Set.of(rolesToo), true);
    }

    public static WorkKind ofRole(String code, String role) {
        return new WorkKind(code, AuthoritySay.NONE, Set.of(role), false);
    }

    /** Of single persons: its view has a column more, {@code acting_account_id}. */
    public static WorkKind ofPersons(String code) {
        return new WorkKind(code, AuthoritySay.NONE, Set.of(), false, true);
    }

    /** The view that has it. */
    public String view() {
        return "work_" + code.toLowerCase(Locale.ROOT);
    }

    /** Whether authorities above that of the region act on what is overdue. */
    public boolean risesWhenOverdue() {
        return authority == AuthoritySay.OWN_UNTIL_OVERDUE || authority == AuthoritySay.NEAREST;
    }
}
