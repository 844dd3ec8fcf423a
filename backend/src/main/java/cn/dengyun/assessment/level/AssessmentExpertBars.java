package cn.dengyun.assessment.level;

import cn.dengyun.adoption.enterprise.KnownUses;
import cn.dengyun.identity.impartiality.Judge;
import cn.dengyun.identity.impartiality.JudgeLink;
import cn.dengyun.identity.impartiality.Judges;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What keeps people of the list of experts from judging an assessment. It is read anew each time: companies change
 * hands and contracts are concluded meanwhile.
 */
@ApplicationScoped
class AssessmentExpertBars {

    private final AssessmentExpertStore store;
    private final Judges judges;
    private final KnownUses uses;

    AssessmentExpertBars(AssessmentExpertStore store, Judges judges, KnownUses uses) {
        this.store = store;
        this.judges = judges;
        this.uses = uses;
    }

    /**
     * What was read at once.
     *
     * @param people by account, those that exist
     * @param fit accounts that may judge
     * @param involved accounts and organisations that have had to do with the assessment
     * @param providers organisations that provide services to the enterprise
     */
    private record Known(
            Map<UUID, Judge> people, Set<UUID> fit, Set<UUID> involved, Set<UUID> providers, Judges.Known standings) {}

    /** What keeps which of these from judging an assessment, by entry of the list; the others are not in it. */
    Uni<Map<UUID, AssessmentExpertBar>> of(SqlConnection connection, Assessment found, List<AssessmentExpert> experts) {
        Set<UUID> accounts = experts.stream().map(AssessmentExpert::accountId).collect(Collectors.toSet());
        return judges.fit(connection, accounts)
                .chain(fit -> judges.known(connection, accounts, List.of(found.organizationId()))
                        .chain(standings -> known(connection, found, fit, standings)))
                .map(known -> experts.stream()
                        .flatMap(each -> bar(found, each, known).map(bar -> Map.entry(each.id(), bar)).stream())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private Uni<Known> known(SqlConnection connection, Assessment found, List<Judge> fit, Judges.Known standings) {
        Map<UUID, Judge> people =
                standings.people().stream().collect(Collectors.toMap(Judge::accountId, Function.identity()));
        Set<UUID> organizations = people.values().stream()
                .map(Judge::organizationId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Set<UUID> concerned =
                Stream.concat(people.keySet().stream(), organizations.stream()).collect(Collectors.toSet());
        Set<UUID> able = fit.stream().map(Judge::accountId).collect(Collectors.toSet());
        return store.involved(connection, found.id(), concerned)
                .map(disputing -> Stream.of(
                                disputing.stream(),
                                found.reviewers().stream(),
                                Stream.of(found.submission().submittedBy()))
                        .flatMap(Function.identity())
                        .collect(Collectors.toSet()))
                .chain(involved -> uses.providersOf(
                                connection, found.enterprise().creditCode(), organizations)
                        .map(providers -> new Known(people, able, involved, providers, standings)));
    }

    private static Optional<AssessmentExpertBar> bar(Assessment found, AssessmentExpert expert, Known known) {
        Judge judge = known.people().get(expert.accountId());
        if (judge == null || !known.fit().contains(expert.accountId())) {
            return Optional.of(AssessmentExpertBar.UNFIT);
        }
        if (known.involved().contains(judge.accountId()) || known.involved().contains(judge.organizationId())) {
            return Optional.of(AssessmentExpertBar.INVOLVED);
        }
        Optional<JudgeLink> link = known.standings().between(judge, found.organizationId());
        if (link.isPresent()) {
            return link.map(AssessmentExpertBars::barOf);
        }
        if (known.providers().contains(judge.organizationId())) {
            return Optional.of(AssessmentExpertBar.PROVIDER);
        }
        if (expert.endedAt() != null) {
            return Optional.of(AssessmentExpertBar.ENDED);
        }
        return expert.knows(found.enterprise().industryCode())
                ? Optional.empty()
                : Optional.of(AssessmentExpertBar.OTHER_INDUSTRY);
    }

    private static AssessmentExpertBar barOf(JudgeLink link) {
        return switch (link) {
            case SAME_ORGANIZATION -> AssessmentExpertBar.SAME_ORGANIZATION;
            case LINKED -> AssessmentExpertBar.LINKED;
        };
    }
}
