package cn.dengyun.programme;

import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.store.ProgrammeStore;
import cn.dengyun.shared.Rejection;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Rules by programme and version. A version never changes, so those that were approved are kept in memory. */
@ApplicationScoped
public class RuleVersions {

    private static final int MAX_REMEMBERED = 1_000;

    private final ProgrammeStore store;
    private final Cache<Key, RuleSet> remembered =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    RuleVersions(ProgrammeStore store) {
        this.store = store;
    }

    private record Key(UUID programmeId, int version) {}

    /** The rules of a version, approved or not. Rejects with {@code rule-version-not-found} (404). */
    public Uni<RuleSet> get(SqlClient client, UUID programmeId, int version) {
        Key key = new Key(programmeId, version);
        RuleSet known = remembered.getIfPresent(key);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        return store.findRules(client, programmeId, version).map(found -> {
            if (found == null) {
                throw Rejection.notFound("rule-version-not-found", version);
            }
            RuleSet rules = RuleSetJson.read(found.rules());
            if (found.isApproved()) {
                remembered.put(key, rules);
            }
            return rules;
        });
    }
}
