package cn.dengyun.catalogue;

import cn.dengyun.catalogue.document.OfferingCodes;
import cn.dengyun.catalogue.document.OfferingDeclaration;
import cn.dengyun.catalogue.document.OfferingReader;
import cn.dengyun.catalogue.document.OfferingReading;
import cn.dengyun.catalogue.domain.DeclarationDecision;
import cn.dengyun.catalogue.domain.MirrorChange;
import cn.dengyun.catalogue.domain.OfferingTransition;
import cn.dengyun.catalogue.domain.RecordedOffering;
import cn.dengyun.catalogue.search.IndexEntry;
import cn.dengyun.catalogue.store.OfferingRevision;
import cn.dengyun.catalogue.store.OfferingStore;
import cn.dengyun.catalogue.store.OfferingWriter;
import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.provider.DemoProviders;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.shared.Ids;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Fills the catalogues of the demo's two providers, by the rules that a push follows and from lines that could be
 * pushed. Each catalogue is one unit of work and is filled once: what somebody edits, retires or replaces by a push of
 * their own stays that way at later starts.
 */
@ApplicationScoped
class DemoOfferings {

    /** All keys of the demo begin like this, so they never meet the keys of a real catalogue. */
    static final String PREFIX = "demo-";

    static final Map<UUID, String> FILES = Map.of(
            DemoProviders.PLATFORM, "demo/platform.ndjson", DemoProviders.APPLICATION, "demo/application.ndjson");

    /** Offerings that have left the catalogue, so that the demo knows what that looks like. */
    static final Set<String> RETIRED = Set.of("demo-ecs-legacy", "demo-web-hosting", "demo-erp-desktop");

    /** Offerings that an authority has hidden. */
    static final Set<String> SUSPENDED = Set.of("demo-sms-platform", "demo-gps-attendance");

    private static final Logger LOG = Logger.getLogger(DemoOfferings.class);
    private static final int AFTER_PROVIDERS = 400;

    /** The year as which the files take the present one. */
    private static final int YEAR_OF_THE_FILES = 2026;

    private static final Pattern DATE = Pattern.compile("\"(\\d{4})(-\\d{2}-\\d{2}\")");

    private final Pool pool;
    private final OfferingStore offerings;
    private final OfferingWriter writer;
    private final OfferingReader reader;
    private final ProviderService providers;
    private final Outbox outbox;
    private final Clock clock;

    DemoOfferings(
            Pool pool,
            OfferingStore offerings,
            OfferingWriter writer,
            OfferingCodes codes,
            ProviderService providers,
            Outbox outbox,
            Clock clock) {
        this.pool = pool;
        this.offerings = offerings;
        this.writer = writer;
        this.reader = new OfferingReader(codes);
        this.providers = providers;
        this.outbox = outbox;
        this.clock = clock;
    }

    void start(@Observes @Priority(AFTER_PROVIDERS) StartupEvent event, DengyunConfig config) {
        if (!config.demo()) {
            return;
        }
        try {
            FILES.forEach(this::fillOnce);
        } catch (RuntimeException e) {
            LOG.warn(
                    "The demo catalogue could not be loaded. The platform works without it; the next start tries again.",
                    e);
        }
    }

    void fillOnce(UUID providerId, String file) {
        if (isFilled(providerId)) {
            return;
        }
        List<OfferingDeclaration> declarations = new ArrayList<>();
        for (OfferingReading reading : read(file)) {
            if (reading.isSound()) {
                declarations.add(reading.declaration());
            } else {
                LOG.warnf("demo offering %s is left out: %s", reading.externalId(), reading.defects());
            }
        }
        Provider provider = WorkerThread.await(providers.find(providerId));
        WorkerThread.await(pool.withTransaction(connection -> fill(connection, provider, declarations)));
    }

    /** Whether there ever was a demo offering, whatever has become of it. */
    private boolean isFilled(UUID providerId) {
        return WorkerThread.await(offerings.list(providerId, PREFIX, null, 1)).stream()
                .anyMatch(offering -> offering.externalId().startsWith(PREFIX));
    }

    /** The lines of a file as they were read, in its order: what is valid or over in them is so in every year. */
    List<OfferingReading> read(String file) {
        int years = LocalDate.now(clock).getYear() - YEAR_OF_THE_FILES;
        try (InputStream lines = getClass().getClassLoader().getResourceAsStream(file)) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> later(line, years))
                    .map(line -> reader.readLine(line.getBytes(StandardCharsets.UTF_8)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String later(String line, int years) {
        return DATE.matcher(line)
                .replaceAll(date -> '"' + String.valueOf(Integer.parseInt(date.group(1)) + years) + date.group(2));
    }

    private Uni<Void> fill(SqlConnection connection, Provider provider, List<OfferingDeclaration> declarations) {
        List<OfferingRevision> revisions = declarations.stream()
                .map(declaration -> OfferingRevision.of(
                        null,
                        declaration,
                        DeclarationDecision.declare(null, declaration.hash(), declaration.isDraft()),
                        IndexEntry.of(provider.id(), declaration.content())))
                .toList();
        List<MirrorChange> changes = revisions.stream()
                .map(OfferingRevision::change)
                .filter(Objects::nonNull)
                .toList();
        UUID factId = Ids.next();
        Instant now = clock.instant();
        return writer.write(connection, provider.id(), factId, null, now, revisions)
                .invoke(written -> ChangedMeanwhile.unless(written == revisions.size()))
                .chain(() ->
                        outbox.write(connection, ChangeEvent.of(factId, provider, changes, ChangeEvent.several(), now)))
                .chain(() -> move(connection, provider, OfferingTransition.RETIRE, RETIRED))
                .chain(() -> move(connection, provider, OfferingTransition.SUSPEND, SUSPENDED));
    }

    private Uni<Void> move(
            SqlConnection connection, Provider provider, OfferingTransition transition, Set<String> keys) {
        return writer.recorded(connection, provider.id(), List.copyOf(keys)).chain(recorded -> {
            Uni<Void> moves = Uni.createFrom().voidItem();
            for (RecordedOffering offering : recorded.values()) {
                moves = moves.chain(() -> move(connection, provider, transition, offering));
            }
            return moves;
        });
    }

    private Uni<Void> move(
            SqlConnection connection, Provider provider, OfferingTransition transition, RecordedOffering offering) {
        UUID factId = Ids.next();
        Instant now = clock.instant();
        List<MirrorChange> changes =
                List.of(MirrorChange.of(offering.status(), transition.from(offering.status()), false));
        return writer.move(connection, provider.id(), factId, now, transition.target(), List.of(offering))
                .call(() -> outbox.write(
                        connection, ChangeEvent.of(factId, provider, changes, ChangeEvent.single(offering.id()), now)))
                .replaceWithVoid();
    }
}
