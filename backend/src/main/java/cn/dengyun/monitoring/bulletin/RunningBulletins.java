package cn.dengyun.monitoring.bulletin;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Bulletins that are not published yet, for what else in monitoring shows them. */
@ApplicationScoped
public class RunningBulletins {

    private static final String RUNNING = "(status IN ('DRAFT', 'SUBMITTED', 'APPROVED')) = %s";
    private static final int MAX = 5;

    private final BulletinService bulletins;

    RunningBulletins(BulletinService bulletins) {
        this.bulletins = bulletins;
    }

    /** One of them, and its address. */
    public record Running(UUID id, int year, String title, BulletinStatus status, String path) {}

    /** Those that the actor may know of, newest first; at most five. */
    public Uni<List<Running>> of(Actor actor) {
        return bulletins
                .list(actor, new Filter().holds(RUNNING, true), null, MAX)
                .map(page -> page.data().stream()
                        .map(each -> new Running(
                                each.id(),
                                each.year(),
                                each.says().title(),
                                each.status(),
                                BulletinResource.PATH + "/" + each.id()))
                        .toList());
    }
}
