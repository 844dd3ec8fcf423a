package cn.dengyun.monitoring.appraisal;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Evaluations that are not published yet, for what else in monitoring shows them. */
@ApplicationScoped
public class RunningEvaluations {

    private static final String RUNNING = "(status IN ('DRAFT', 'CONSULTATION', 'DECIDED')) = %s";
    private static final int MAX = 5;

    private final CityEvaluationService evaluations;

    RunningEvaluations(CityEvaluationService evaluations) {
        this.evaluations = evaluations;
    }

    /** One of them, and its address. */
    public record Running(UUID id, int year, String title, CityEvaluationStatus status, String path) {}

    /** Those that the actor may know of, newest first; at most five. */
    public Uni<List<Running>> of(Actor actor) {
        return evaluations
                .list(actor, new Filter().holds(RUNNING, true), null, MAX)
                .map(page -> page.data().stream()
                        .map(each -> new Running(
                                each.id(),
                                each.year(),
                                each.title(),
                                each.status(),
                                CityEvaluationResource.PATH + "/" + each.id()))
                        .toList());
    }
}
