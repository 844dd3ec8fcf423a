package cn.dengyun.policy;

import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.policy.domain.ApplicantFacts;
import cn.dengyun.policy.domain.ApplicantFacts.Standing;
import cn.dengyun.policy.domain.CheckedFacts;
import cn.dengyun.provider.ProviderService;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is known about applicants when their applications are judged. */
@ApplicationScoped
public class Applicants {

    private final CertifiedStandings standings;
    private final ProviderService providers;

    Applicants(CertifiedStandings standings, ProviderService providers) {
        this.standings = standings;
        this.providers = providers;
    }

    /** One who applies, before anything was looked up or committed. */
    public record Applicant(CertifiedStanding standing, boolean isProvider) {

        /** @param committedFen what it has come to in the programme, without the application itself */
        public ApplicantFacts facts(CheckedFacts checked, long committedFen) {
            return new ApplicantFacts(
                    standing.organizationId(),
                    standing.creditCode(),
                    standingOf(standing),
                    null,
                    standing.region(),
                    standing.industryCode(),
                    standing.size(),
                    checked.registeredOn(),
                    standing.revenueFen(),
                    standing.tags(),
                    isProvider,
                    checked.violations(),
                    committedFen,
                    List.of());
        }
    }

    /** Those of the organisations that exist, by id. */
    public Uni<Map<UUID, Applicant>> of(SqlClient client, Collection<UUID> organizations) {
        return Uni.combine()
                .all()
                .unis(standings.of(client, organizations), providers.among(client, organizations))
                .with((known, providing) -> {
                    Map<UUID, Applicant> found = new HashMap<>();
                    known.forEach((id, standing) -> found.put(id, new Applicant(standing, providing.contains(id))));
                    return found;
                });
    }

    private static Standing standingOf(CertifiedStanding standing) {
        if (standing.isFrozen()) {
            return Standing.FROZEN;
        }
        if (standing.isCertified()) {
            return Standing.CERTIFIED;
        }
        if (standing.isPending()) {
            return Standing.PENDING;
        }
        return standing.isRevoked() ? Standing.REVOKED : Standing.NONE;
    }
}
