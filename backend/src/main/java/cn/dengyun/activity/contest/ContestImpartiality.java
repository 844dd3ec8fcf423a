package cn.dengyun.activity.contest;

import cn.dengyun.identity.account.Account;
import cn.dengyun.identity.account.AccountStore;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sees that nobody judges an entry of his own side. Who holds what is read anew each time: companies change hands while
 * a contest goes on.
 */
@ApplicationScoped
class ContestImpartiality {

    private final AccountStore accounts;
    private final CertifiedStandings standings;

    ContestImpartiality(AccountStore accounts, CertifiedStandings standings) {
        this.accounts = accounts;
        this.standings = standings;
    }

    /**
     * Who judges, for what of it links him with others.
     *
     * @param mobile null where nobody stated one
     */
    record Juror(UUID accountId, UUID organizationId, String mobile) {}

    /** The accounts among these that may judge: of people who act for an authority, an enterprise or a provider. */
    Uni<List<Juror>> fit(SqlConnection connection, Collection<UUID> jurors) {
        return known(connection, jurors)
                .map(found -> found.stream()
                        .filter(ContestImpartiality::isFit)
                        .map(ContestImpartiality::juror)
                        .toList());
    }

    private static boolean isFit(Account account) {
        return !account.isDisabled()
                && account.organizationId() != null
                && !account.toActor(null).isViewer()
                && Stream.of(Roles.AUTHORITY, Roles.ENTERPRISE, Roles.PROVIDER).anyMatch(account.roles()::contains);
    }

    private static Juror juror(Account account) {
        return new Juror(account.id(), account.organizationId(), account.mobile());
    }

    private Uni<List<Account>> known(SqlConnection connection, Collection<UUID> jurors) {
        List<Account> found = new ArrayList<>();
        return InTurn.each(
                        jurors,
                        juror -> accounts.byId(connection, juror)
                                .invoke(account -> account.ifPresent(found::add))
                                .replaceWithVoid())
                .replaceWith(found);
    }

    /** What keeps these people from judging these entries. */
    Uni<List<ContestConflict>> conflicts(
            SqlConnection connection, Collection<UUID> jurors, List<ContestEntry> entries, Instant now) {
        return known(connection, jurors).chain(people -> {
            Set<UUID> organizations = Stream.concat(
                            people.stream().map(Account::organizationId),
                            entries.stream().map(ContestEntry::organizationId))
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            return standings
                    .of(connection, organizations)
                    .map(known -> people.stream()
                            .map(ContestImpartiality::juror)
                            .flatMap(juror -> entries.stream()
                                    .flatMap(entry -> between(juror, entry, known).stream()
                                            .map(kind -> ContestConflict.found(entry, juror.accountId(), kind, now))))
                            .toList());
        });
    }

    private static Optional<ContestConflictKind> between(
            Juror juror, ContestEntry entry, Map<UUID, CertifiedStanding> known) {
        return between(
                juror,
                entry,
                juror.organizationId() == null ? null : known.get(juror.organizationId()),
                known.get(entry.organizationId()));
    }

    /**
     * What links a juror with an entry.
     *
     * @param own of the organisation of the juror; null where he has none
     * @param enterprise of the entry
     */
    static Optional<ContestConflictKind> between(
            Juror juror, ContestEntry entry, CertifiedStanding own, CertifiedStanding enterprise) {
        if (juror.accountId().equals(entry.nominatedBy())) {
            return Optional.of(ContestConflictKind.NOMINATOR);
        }
        if (own != null && isSame(own, enterprise)) {
            return Optional.of(ContestConflictKind.SAME_ORGANIZATION);
        }
        boolean isLinked =
                own != null && (isHeldBy(own, enterprise) || isHeldBy(enterprise, own)) || isContact(juror, enterprise);
        return isLinked ? Optional.of(ContestConflictKind.LINKED) : Optional.empty();
    }

    private static boolean isSame(CertifiedStanding one, CertifiedStanding other) {
        return one.organizationId().equals(other.organizationId())
                || one.creditCode() != null && one.creditCode().equals(other.creditCode());
    }

    /** Whether who controls or represents one also does so with the other, or is the other: its parent. */
    private static boolean isHeldBy(CertifiedStanding one, CertifiedStanding other) {
        Set<String> behind =
                names(other.traits().legalRepresentative(), other.traits().controller(), other.nameZh());
        return names(one.traits().legalRepresentative(), one.traits().controller()).stream()
                .anyMatch(behind::contains);
    }

    private static Set<String> names(String... names) {
        return Stream.of(names)
                .filter(Objects::nonNull)
                .map(name -> name.replaceAll("\\s+", ""))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    /** Whether it is one person with two hats: a mobile number is written with blanks, and with a country before it. */
    private static boolean isContact(Juror juror, CertifiedStanding enterprise) {
        String phone = enterprise.traits().contactPhone();
        return juror.mobile() != null
                && phone != null
                && phone.replaceAll("[^0-9]+", "").endsWith(juror.mobile());
    }
}
