package cn.dengyun.identity.member;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which roles on the platform the people of an organisation may have, and who may give them. In an enterprise or at a
 * provider everybody has the role of the organisation; in an authority a system administrator gives any of three, and
 * an owner those that he holds himself. What is given takes effect when another consents: {@link RoleGrant}.
 */
final class RoleChoice {

    private static final Map<String, Set<String>> OF_KIND = Map.of(
            "ENTERPRISE", Set.of(Roles.ENTERPRISE),
            "PROVIDER", Set.of(Roles.PROVIDER),
            "AUTHORITY", Set.of(Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR),
            "OPERATOR", Set.of(Roles.SYSADMIN));

    /** With these somebody decides about others, or sees into what they keep to themselves. */
    private static final Set<String> WITH_A_SAY = Set.of(Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN);

    private RoleChoice() {}

    /** Whether somebody else has to consent before a person gets these roles. */
    static boolean haveASay(Set<String> roles) {
        return roles.stream().anyMatch(WITH_A_SAY::contains);
    }

    /**
     * The roles of a person of an organisation of this kind.
     *
     * <p>Rejects with {@code invalid-request} (400; {@code role-not-for-kind} at each role that is none of the kind's,
     * {@code required} where there is a choice and none was made), {@code role-not-yours-to-give} (403).
     *
     * @param wanted null or empty where there is no choice
     * @param before what the person has already, which needs no giving
     */
    static Set<String> of(Actor giver, String kind, List<String> wanted, Set<String> before) {
        Set<String> possible = OF_KIND.getOrDefault(kind, Set.of());
        if (wanted == null || wanted.isEmpty()) {
            if (possible.size() > 1) {
                throw Rejection.invalid(List.of(Defect.at("/roles", "role-required", joined(possible))));
            }
            return possible;
        }
        List<Defect> defects = IntStream.range(0, wanted.size())
                .filter(i -> wanted.get(i) == null || !possible.contains(wanted.get(i)))
                .mapToObj(i ->
                        Defect.at("/roles/" + i, "role-not-for-kind", String.valueOf(wanted.get(i)), joined(possible)))
                .toList();
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        requireHeld(
                giver, wanted.stream().filter(role -> !before.contains(role)).toList());
        return Set.copyOf(wanted);
    }

    /** Rejects with {@code role-not-yours-to-give} (403) an owner who does not have one of the roles himself. */
    static void requireHeld(Actor giver, Collection<String> given) {
        for (String role : given) {
            if (!giver.has(Roles.SYSADMIN) && !giver.has(role)) {
                throw Rejection.forbidden("role-not-yours-to-give", role);
            }
        }
    }

    private static String joined(Set<String> roles) {
        return String.join(", ", new TreeSet<>(roles));
    }
}
