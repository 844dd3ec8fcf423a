package cn.dengyun.assessment.standard;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** The door of standards for what is assessed by them. */
@ApplicationScoped
public class AssessmentStandards {

    private static final RowMapper<AssessmentStandard> STANDARDS = RowMapper.of(AssessmentStandard.class);
    private static final Statement PUBLISHED = Statement.of(
            "SELECT %s FROM assessment_standard WHERE status = 'PUBLISHED'".formatted(STANDARDS.columns()));
    private static final Statement LOCK_PUBLISHED = Statement.of(
            "SELECT %s FROM assessment_standard WHERE status = 'PUBLISHED' FOR UPDATE".formatted(STANDARDS.columns()));
    private static final Statement BY_ID =
            Statement.of("SELECT %s FROM assessment_standard WHERE id = $1".formatted(STANDARDS.columns()));
    private static final Statement NEXT = Statement.of("SELECT coalesce(max(number), 0) + 1 FROM assessment_standard");

    /** The one that new assessments follow. Rejects with {@code assessment-standard-missing} (409). */
    public Uni<AssessmentStandard> published(SqlClient client) {
        return PUBLISHED
                .execute(client)
                .map(STANDARDS::optional)
                .map(found -> found.orElseThrow(() -> Rejection.conflict("assessment-standard-missing")));
    }

    /** The one that an assessment has begun by. */
    public Uni<AssessmentStandard> of(SqlClient client, UUID id) {
        return BY_ID.execute(client, id).map(STANDARDS::first);
    }

    /** The published one, held until the unit of work ends; empty before the first. */
    public Uni<Optional<AssessmentStandard>> lockPublished(SqlConnection connection) {
        return LOCK_PUBLISHED.execute(connection).map(STANDARDS::optional);
    }

    /** The number of the next. */
    Uni<Integer> next(SqlConnection connection) {
        return NEXT.execute(connection).map(found -> Rows.first(found, row -> row.getInteger(0)));
    }
}
