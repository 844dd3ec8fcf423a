package cn.dengyun.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The things that a path can name: who can own them and whether everybody may know of them. A path belongs to the
 * family of its first parameter that is listed.
 *
 * @param path up to the parameter, which is written {@code {}}
 * @param owners whose they can be; empty for what belongs to nobody in particular
 * @param secrecy what those are told whose it is not
 */
public record AccessFamily(String path, Set<AccessOwner> owners, Secrecy secrecy) {

    /** What those are told who call for a thing of somebody else. */
    public enum Secrecy {
        /** Everybody may know that there is one, so they are refused (403). */
        KNOWN,
        /** That there is none (404); auditors, administrators and the region's authority may know. */
        HIDDEN,
        /** That there is none (404); auditors and administrators may know, authorities no more than others. */
        PRIVATE,
        /** That there is none, whoever asks but the person whose it is. */
        PERSONAL
    }

    private static final Set<AccessOwner> PROVIDERS = Set.of(AccessOwner.PLATFORM, AccessOwner.APPLICATION);
    private static final Set<AccessOwner> ORGANIZATIONS = Set.of(AccessOwner.values());

    /** Those of slices whose tests bring no {@link AccessThing} along; the makers are in {@link AccessThings}. */
    private static final List<AccessFamily> ALL = List.of(
            known("/api/v1/organizations/{}", ORGANIZATIONS),
            hidden("/api/v1/certifications/{}", Set.of(AccessOwner.ENTERPRISE)),
            hidden("/api/v1/voucher-applications/{}", Set.of(AccessOwner.ENTERPRISE)),
            hidden("/api/v1/delegations/{}", Set.of(AccessOwner.ENTERPRISE)),
            hidden("/api/v1/api-clients/{}", PROVIDERS),
            hidden("/api/v1/catalogue-pushes/{}", PROVIDERS),
            hidden("/api/v1/offerings/{}", PROVIDERS),
            known("/api/v1/providers/{}", PROVIDERS),
            hidden("/api/v1/vouchers/{}", Set.of(AccessOwner.ENTERPRISE)),
            hidden("/api/v1/reservations/{}", Set.of(AccessOwner.ENTERPRISE)),
            hidden("/api/v1/redemptions/{}", Set.of(AccessOwner.ENTERPRISE)),
            hidden("/api/v1/voucher-statuses/{}", Set.of(AccessOwner.ENTERPRISE)),
            closed("/api/v1/webhook-endpoints/{}"),
            closed("/api/v1/webhook-deliveries/{}"),
            closed("/api/v1/invitations/{}"),
            personal("/api/v1/me/sessions/{}"),
            personal("/api/v1/attachments/{}"),
            personal("/api/v1/notifications/{}"),
            free("/api/v1/organizations/{}/members/{}"),
            free("/api/v1/role-grants/{}"),
            free("/api/v1/accounts/{}"),
            free("/api/v1/password-resets/{}"),
            free("/api/v1/offerings/{}/versions/{}"),
            free("/api/v1/providers/{}/offerings/{}"),
            free("/api/v1/audit-erasures/{}"),
            free("/api/v1/audit-verifications/{}"),
            free("/api/v1/public-notices/{}"),
            free("/api/v1/notice-objections/{}"),
            free("/api/v1/programmes/{}"),
            free("/api/v1/programmes/{}/rule-versions/{}"),
            free("/api/v1/programmes/{}/simulations/{}"),
            free("/api/v1/budget-movements/{}"),
            free("/api/v1/code-lists/{}"),
            free("/api/v1/holiday-arrangements/{}"),
            free("/api/v1/regions/{}"));

    private static AccessFamily hidden(String path, Set<AccessOwner> owners) {
        return new AccessFamily(path, owners, Secrecy.HIDDEN);
    }

    private static AccessFamily known(String path, Set<AccessOwner> owners) {
        return new AccessFamily(path, owners, Secrecy.KNOWN);
    }

    private static AccessFamily closed(String path) {
        return new AccessFamily(path, ORGANIZATIONS, Secrecy.PRIVATE);
    }

    private static AccessFamily personal(String path) {
        return new AccessFamily(path, ORGANIZATIONS, Secrecy.PERSONAL);
    }

    private static AccessFamily free(String path) {
        return new AccessFamily(path, Set.of(), Secrecy.KNOWN);
    }

    private static Stream<AccessFamily> all() {
        return Stream.concat(ALL.stream(), AccessThing.all().map(AccessThing::family));
    }

    static Map<String, AccessFamily> byPath() {
        return all().collect(java.util.stream.Collectors.toMap(AccessFamily::path, family -> family));
    }

    /** The family that decides who may do what at the path; empty for a path that names nothing owned. */
    static Optional<AccessFamily> of(String path) {
        String bare = path.replaceAll("\\{[^/]+}", "{}");
        return all().filter(family -> !family.owners().isEmpty())
                .filter(family -> bare.equals(family.path()) || bare.startsWith(family.path() + "/"))
                .findFirst();
    }
}
