package cn.dengyun.publishing.article;

import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.DueWork;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.shared.Ids;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Tells of articles that are live, superseded or over by now; what is shown does not wait for it. */
@ApplicationScoped
class ArticleRounds implements DueWork {

    private static final Logger LOG = Logger.getLogger(ArticleRounds.class);
    private static final Duration INTERVAL = Duration.ofSeconds(20);
    private static final int PAGE = 100;

    private final ArticleService articles;
    private final ArticleStore store;
    private final UnitsOfWork units;
    private final Rounds rounds;

    ArticleRounds(ArticleService articles, ArticleStore store, UnitsOfWork units, Vertx vertx) {
        this.articles = articles;
        this.store = store;
        this.units = units;
        this.rounds = new Rounds(
                vertx,
                () -> round().replaceWith(false),
                new FailureReport(LOG, "articles whose moment has come are told of later"));
    }

    void start(@Observes StartupEvent event) {
        rounds.start(INTERVAL);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    @Override
    public Uni<Optional<Instant>> nextAfter(Instant now) {
        return store.nextDue(now);
    }

    /** Everything that is due now. */
    Uni<Void> round() {
        Instant now = articles.now();
        return InTurn.pages(Ids.OLDEST, PAGE, after -> store.due(now, after, PAGE), Article::id, this::tried);
    }

    private Uni<Void> tried(Article due) {
        return InTurn.orNextTime(
                units.carryOut(articles.passTime(due)),
                LOG,
                "What the clock decides of article %s is tried again",
                due.id());
    }
}
