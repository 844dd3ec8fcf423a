package cn.dengyun.adoption.rule;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** The door of rules for what is judged by them. */
@ApplicationScoped
public class AdoptionRules {

    private static final RowMapper<AdoptionRule> RULES = RowMapper.of(AdoptionRule.class);
    private static final Statement IN_FORCE = Statement.of("""
            SELECT %s FROM adoption_rule WHERE status = 'APPROVED' AND effective_on <= $1
            ORDER BY effective_on DESC, number DESC LIMIT 1
            """.formatted(RULES.columns()));
    private static final Statement BY_NUMBER =
            Statement.of("SELECT %s FROM adoption_rule WHERE number = $1".formatted(RULES.columns()));
    private static final Statement ALONE = Statement.of("SELECT id FROM adoption_rule WHERE number = 1 FOR UPDATE");
    private static final Statement LAST = Statement.of("SELECT max(number) FROM adoption_rule");

    /** The rule of a moment; the first holds since before the platform. */
    public Uni<AdoptionRule> at(SqlClient client, Instant moment) {
        return IN_FORCE.execute(client, AdoptionRule.dayOf(moment))
                .map(RULES::optional)
                .chain(found -> found.isPresent() ? Uni.createFrom().item(found) : numbered(client, 1))
                .map(Optional::orElseThrow);
    }

    /** The rule that was judged by before. */
    public Uni<AdoptionRule> of(SqlClient client, int number) {
        return numbered(client, number).map(Optional::orElseThrow);
    }

    private static Uni<Optional<AdoptionRule>> numbered(SqlClient client, int number) {
        return BY_NUMBER.execute(client, number).map(RULES::optional);
    }

    /** The next number; those who want one at the same time wait for each other. */
    Uni<Integer> next(SqlConnection connection) {
        return ALONE.execute(connection)
                .chain(() -> LAST.execute(connection))
                .map(found -> Rows.first(found, row -> row.getInteger(0)) + 1);
    }
}
