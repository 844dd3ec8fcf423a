package cn.dengyun.identity.impartiality;

import cn.dengyun.identity.account.Account;
import cn.dengyun.identity.account.AccountStore;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
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
 * Who may judge others, and what links them with whom. Who holds what is read anew each time: companies change hands
 * meanwhile.
 */
@ApplicationScoped
public class Judges {

    private final AccountStore accounts;
    private final CertifiedStandings standings;

    Judges(AccountStore accounts, CertifiedStandings standings) {
        this.accounts = accounts;
        this.standings = standings;
    }

    /**
     * What was read at once of people and organisations.
     *
     * @param people those of the accounts that exist
     * @param standings by organisation
     */
    public record Known(List<Judge> people, Map<UUID, CertifiedStanding> standings) {

        /** What links one of the people with one of the organisations; empty where nothing does. */
        public Optional<JudgeLink> between(Judge judge, UUID organization) {
            return Judges.between(
                    judge,
                    judge.organizationId() == null ? null : standings.get(judge.organizationId()),
                    standings.get(organization));
        }
    }

    /** The accounts among these that may judge: of people who act for an authority, an enterprise or a provider. */
    public Uni<List<Judge>> fit(SqlConnection connection, Collection<UUID> people) {
        return accounts.byIds(connection, people)
                .map(found ->
                        found.stream().filter(Judges::isFit).map(Judges::judge).toList());
    }

    private static boolean isFit(Account account) {
        return !account.isDisabled()
                && account.organizationId() != null
                && !account.toActor(null).isViewer()
                && Stream.of(Roles.AUTHORITY, Roles.ENTERPRISE, Roles.PROVIDER).anyMatch(account.roles()::contains);
    }

    private static Judge judge(Account account) {
        return new Judge(account.id(), account.organizationId(), account.mobile());
    }

    /** What is known of people and of the organisations that they are to judge. */
    public Uni<Known> known(SqlConnection connection, Collection<UUID> people, Collection<UUID> organizations) {
        return accounts.byIds(connection, people).chain(found -> {
            Set<UUID> concerned = Stream.concat(
                            found.stream().map(Account::organizationId).filter(Objects::nonNull),
                            organizations.stream())
                    .collect(Collectors.toSet());
            return standings
                    .of(connection, concerned)
                    .map(known -> new Known(found.stream().map(Judges::judge).toList(), known));
        });
    }

    /**
     * What links somebody with an enterprise.
     *
     * @param own of his organisation; null where he has none
     */
    public static Optional<JudgeLink> between(Judge judge, CertifiedStanding own, CertifiedStanding enterprise) {
        if (own != null && isSame(own, enterprise)) {
            return Optional.of(JudgeLink.SAME_ORGANIZATION);
        }
        boolean isLinked =
                own != null && (isHeldBy(own, enterprise) || isHeldBy(enterprise, own)) || isContact(judge, enterprise);
        return isLinked ? Optional.of(JudgeLink.LINKED) : Optional.empty();
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
    private static boolean isContact(Judge judge, CertifiedStanding enterprise) {
        String phone = enterprise.traits().contactPhone();
        return judge.mobile() != null
                && phone != null
                && phone.replaceAll("[^0-9]+", "").endsWith(judge.mobile());
    }
}
