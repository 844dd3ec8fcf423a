package cn.dengyun.settlement.award;

import cn.dengyun.platform.casefile.CaseRecord;
import cn.dengyun.settlement.award.domain.AwardList;
import cn.dengyun.settlement.award.domain.AwardListStatus;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** A list of awards takes documents of its office until it is granted: what the choice rests on. */
@ApplicationScoped
public class AwardListRecord implements CaseRecord {

    public static final String KIND = "award-list";

    private final AwardService awards;

    AwardListRecord(AwardService awards) {
        this.awards = awards;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String path() {
        return "/api/v1/award-lists";
    }

    @Override
    public Uni<Standing> find(Actor actor, UUID id) {
        return awards.find(actor, id).map(found -> standing(found, actor));
    }

    @Override
    public Uni<Standing> lock(SqlConnection connection, Actor actor, UUID id) {
        return awards.lock(connection, actor, id).map(found -> standing(found, actor));
    }

    /** Those who grant are of the office as well, and see what it has put there. */
    private static Standing standing(AwardList found, Actor actor) {
        return new Standing(
                found.organizationId(),
                found.status() == AwardListStatus.DRAFT,
                !actor.actsFor(found.organizationId()));
    }
}
