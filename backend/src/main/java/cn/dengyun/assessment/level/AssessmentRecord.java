package cn.dengyun.assessment.level;

import cn.dengyun.platform.casefile.CaseRecord;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** An assessment takes documents of its enterprise while that has it in its hands: what the answers rest on. */
@ApplicationScoped
class AssessmentRecord implements CaseRecord {

    static final String KIND = "assessment";

    private final AssessmentService assessments;

    AssessmentRecord(AssessmentService assessments) {
        this.assessments = assessments;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String path() {
        return "/api/v1/assessments";
    }

    @Override
    public Uni<Standing> find(Actor actor, UUID id) {
        return assessments.find(actor, id).map(found -> standing(found, actor));
    }

    @Override
    public Uni<Standing> lock(SqlConnection connection, Actor actor, UUID id) {
        return assessments.lock(connection, actor, id).map(found -> standing(found, actor));
    }

    private static Standing standing(Assessment found, Actor actor) {
        return new Standing(
                found.organizationId(),
                AssessmentMove.EDIT.isAllowedFrom(found.status()),
                !actor.actsFor(found.organizationId()));
    }
}
