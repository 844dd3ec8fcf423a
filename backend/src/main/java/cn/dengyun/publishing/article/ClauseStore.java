package cn.dengyun.publishing.article;

import cn.dengyun.platform.citation.Citation;
import cn.dengyun.platform.citation.CitedClause;
import cn.dengyun.platform.citation.CitedPolicies;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Clauses of policies by their times, as {@link Article#statusAt} has them: the status on record comes behind. */
@ApplicationScoped
class ClauseStore implements CitedPolicies {

    private static final RowMapper<Citation> CITATIONS = RowMapper.of(Citation.class);
    private static final RowMapper<CitedClause> CLAUSES = RowMapper.of(CitedClause.class);

    private static final Statement FIND = Statement.of("""
            SELECT t.policy_id, t.anchor, t.moment, a.title AS policy_title, a.id AS edition_id,
                clause ->> 'heading' AS heading, '/api/v1/articles/' || a.id || '#' || t.anchor AS address,
                (SELECT n.publish_at FROM article n JOIN article_text s ON s.article_id = n.id
                 WHERE n.first_edition_id = a.first_edition_id AND n.status = 'SCHEDULED' AND n.publish_at > t.moment
                    AND NOT s.clauses @> jsonb_build_array(jsonb_build_object('anchor', t.anchor))) AS dropped_at
            FROM %s
            JOIN article a ON a.first_edition_id = t.policy_id AND a.kind = 'POLICY'
                AND a.status IN ('SCHEDULED', 'LIVE', 'SUPERSEDED') AND a.publish_at <= t.moment
                AND coalesce(a.superseded_at > t.moment, true) AND coalesce(a.expires_at > t.moment, true)
            JOIN article_text s ON s.article_id = a.id
            CROSS JOIN LATERAL jsonb_array_elements(s.clauses) AS clause
            WHERE clause ->> 'anchor' = t.anchor
            """.formatted(CITATIONS.unnested()));
    // Whoever publishes or withdraws an edition, or begins the next, holds one of these rows for himself.
    private static final Statement HOLD = Statement.of("""
            SELECT id FROM article WHERE first_edition_id = ANY($1) AND status NOT IN ('DRAFT', 'REVIEW')
            ORDER BY id FOR SHARE
            """);

    @Override
    public Uni<Map<Citation, CitedClause>> find(SqlClient client, Collection<Citation> citations) {
        if (citations.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return FIND.execute(client, CITATIONS.arrays(citations)).map(found -> CLAUSES.by(CitedClause::citation, found));
    }

    @Override
    public Uni<Void> hold(SqlConnection connection, Collection<UUID> policies) {
        return HOLD.execute(connection, Parameters.ids(policies)).replaceWithVoid();
    }
}
