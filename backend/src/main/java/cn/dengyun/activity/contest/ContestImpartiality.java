package cn.dengyun.activity.contest;

import cn.dengyun.identity.impartiality.Judge;
import cn.dengyun.identity.impartiality.JudgeLink;
import cn.dengyun.identity.impartiality.Judges;
import cn.dengyun.identity.organization.CertifiedStanding;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Sees that nobody judges an entry of his own side, or one that he has nominated himself. */
@ApplicationScoped
class ContestImpartiality {

    private final Judges judges;

    ContestImpartiality(Judges judges) {
        this.judges = judges;
    }

    /** The accounts among these that may judge. */
    Uni<List<Judge>> fit(SqlConnection connection, Collection<UUID> jurors) {
        return judges.fit(connection, jurors);
    }

    /** What keeps these people from judging these entries. */
    Uni<List<ContestConflict>> conflicts(
            SqlConnection connection, Collection<UUID> jurors, List<ContestEntry> entries, Instant now) {
        return judges.known(
                        connection,
                        jurors,
                        entries.stream().map(ContestEntry::organizationId).toList())
                .map(known -> known.people().stream()
                        .flatMap(juror -> entries.stream()
                                .flatMap(entry ->
                                        kind(juror, entry, () -> known.between(juror, entry.organizationId())).stream()
                                                .map(kind ->
                                                        ContestConflict.found(entry, juror.accountId(), kind, now))))
                        .toList());
    }

    /**
     * What links a juror with an entry.
     *
     * @param own of the organisation of the juror; null where he has none
     * @param enterprise of the entry
     */
    static Optional<ContestConflictKind> between(
            Judge juror, ContestEntry entry, CertifiedStanding own, CertifiedStanding enterprise) {
        return kind(juror, entry, () -> Judges.between(juror, own, enterprise));
    }

    private static Optional<ContestConflictKind> kind(
            Judge juror, ContestEntry entry, Supplier<Optional<JudgeLink>> link) {
        if (juror.accountId().equals(entry.nominatedBy())) {
            return Optional.of(ContestConflictKind.NOMINATOR);
        }
        return link.get().map(found -> switch (found) {
            case SAME_ORGANIZATION -> ContestConflictKind.SAME_ORGANIZATION;
            case LINKED -> ContestConflictKind.LINKED;
        });
    }
}
