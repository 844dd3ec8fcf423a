package cn.dengyun.assessment.level;

import cn.dengyun.platform.casefile.CaseRecord;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** A spot check takes documents of its enterprise until that has answered, or its time to do so is over. */
@ApplicationScoped
class SpotCheckRecord implements CaseRecord {

    static final String KIND = "spot-check";

    private final SpotCheckService checks;

    SpotCheckRecord(SpotCheckService checks) {
        this.checks = checks;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String path() {
        return SpotCheckResource.PATH;
    }

    @Override
    public Uni<Standing> find(Actor actor, UUID id) {
        return checks.find(actor, id).map(found -> standing(found, actor));
    }

    @Override
    public Uni<Standing> lock(SqlConnection connection, Actor actor, UUID id) {
        return checks.lock(connection, actor, id).map(found -> standing(found, actor));
    }

    private Standing standing(SpotCheck found, Actor actor) {
        return new Standing(
                found.organizationId(), found.isInHandsAt(checks.now()), !actor.actsFor(found.organizationId()));
    }
}
