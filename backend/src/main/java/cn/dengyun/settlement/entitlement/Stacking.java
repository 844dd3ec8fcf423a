package cn.dengyun.settlement.entitlement;

import cn.dengyun.programme.Programmes;
import cn.dengyun.programme.RuleVersions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which programmes pay for what another one pays for too: both have to allow it, and none pays for it twice. */
@ApplicationScoped
public class Stacking {

    private final Programmes programmes;
    private final RuleVersions rules;

    Stacking(Programmes programmes, RuleVersions rules) {
        this.programmes = programmes;
        this.rules = rules;
    }

    /** Those of the programmes whose rules in force allow other fiscal money for the same content. */
    public Uni<Set<UUID>> allowing(SqlConnection connection, Collection<UUID> programmeIds, Instant now) {
        return Multi.createFrom()
                .iterable(Set.copyOf(programmeIds))
                .onItem()
                .transformToUniAndConcatenate(id -> programmes
                        .find(connection, id, now)
                        .chain(programme -> rules.get(connection, id, programme.ruleVersion()))
                        .map(inForce -> inForce.stackingAllowed() != null
                                        && inForce.stackingAllowed().value()
                                ? Optional.of(id)
                                : Optional.<UUID>empty()))
                .collect()
                .asList()
                .map(found -> found.stream().flatMap(Optional::stream).collect(Collectors.toSet()));
    }
}
