package cn.dengyun.publishing.article;

import cn.dengyun.identity.account.EmailAddresses;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.platform.outbox.Outbox;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Tells subscribers of articles, a page of them in each unit of work, by an event for each: notifications make a mail
 * of it, in the language and as the person has chosen. A page is told with how far it goes, so that after a crash, and
 * with several nodes, nobody is told twice or not at all.
 */
@ApplicationScoped
class SubscriptionRounds {

    private static final Logger LOG = Logger.getLogger(SubscriptionRounds.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final int PAGE = 100;

    private final SubscriptionStore store;
    private final ArticleStore articles;
    private final EmailAddresses addresses;
    private final Outbox outbox;
    private final Pool pool;
    private final Clock clock;
    private final Rounds rounds;

    SubscriptionRounds(
            SubscriptionStore store,
            ArticleStore articles,
            EmailAddresses addresses,
            Outbox outbox,
            Pool pool,
            Clock clock,
            Vertx vertx) {
        this.store = store;
        this.articles = articles;
        this.addresses = addresses;
        this.outbox = outbox;
        this.pool = pool;
        this.clock = clock;
        this.rounds = new Rounds(
                vertx, () -> tellNext(PAGE), new FailureReport(LOG, "subscribers are told later of articles"));
    }

    void start(@Observes StartupEvent event) {
        rounds.start(INTERVAL);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    /** Tells the next page of subscribers of one article; whether there may be more at once. */
    Uni<Boolean> tellNext(int page) {
        return pool.withTransaction(connection -> store.claim(connection)
                .chain(claimed -> claimed.isEmpty()
                        ? Uni.createFrom().item(false)
                        : tell(connection, claimed.get(), page).replaceWith(true)));
    }

    private Uni<Void> tell(SqlConnection connection, SubscriptionStore.Telling telling, int page) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return store.next(connection, telling, now, page)
                .chain(found -> addresses
                        .holders(connection, found)
                        .chain(held -> concerned(connection, telling, held))
                        .chain(concerned -> articles.find(connection, telling.articleId())
                                .chain(article -> outbox.writeAll(
                                        connection,
                                        concerned.stream()
                                                .map(account -> event(telling.occasion())
                                                        .of(null, data(account, article), now))
                                                .toList())))
                        .chain(() -> found.size() < page
                                ? store.finish(connection, telling)
                                : store.moveOn(connection, telling, last(found))));
    }

    private Uni<? extends Collection<UUID>> concerned(
            SqlConnection connection, SubscriptionStore.Telling telling, Set<UUID> held) {
        return telling.occasion() == SubscriptionStore.Occasion.PUBLISHED
                ? store.keepTold(connection, telling.firstEditionId(), held)
                : Uni.createFrom().item(held);
    }

    private static ArticleSubscriptionEvent event(SubscriptionStore.Occasion occasion) {
        return switch (occasion) {
            case PUBLISHED -> ArticleSubscriptionEvent.PUBLISHED;
            case WITHDRAWN -> ArticleSubscriptionEvent.WITHDRAWN;
        };
    }

    private static UUID last(List<UUID> found) {
        return found.get(found.size() - 1);
    }

    private static ArticleSubscriptionEvent.Data data(UUID account, Article article) {
        ArticleHead says = article.says();
        return new ArticleSubscriptionEvent.Data(
                account, article.id(), says.kind(), says.title(), article.officeName(), article.explanation());
    }
}
