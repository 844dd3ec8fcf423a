package cn.dengyun.events.notification;

import cn.dengyun.identity.account.Recipients;
import cn.dengyun.identity.account.Recipients.Recipient;
import cn.dengyun.identity.member.RoleGrantNotices;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.platform.mail.Mail;
import cn.dengyun.platform.mail.MailQueue;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventFilter;
import cn.dengyun.platform.outbox.EventReader;
import cn.dengyun.platform.outbox.EventVisibility;
import cn.dengyun.platform.web.Language;
import cn.dengyun.publishing.article.Unsubscribing;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Turns events into notifications and mail, in the order of their positions. How far it has come is kept in the unit of
 * work of what was written, so that after a crash, or with several nodes, nobody is told twice or not at all.
 */
@ApplicationScoped
class NotificationWorker {

    private static final Logger LOG = Logger.getLogger(NotificationWorker.class);
    private static final EventVisibility EVERYTHING = EventVisibility.ALL;
    /** How long a notification is kept, read or not. */
    private static final Duration KEPT = Duration.ofDays(180);

    private static final int BATCH = 100;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration UPKEEP = Duration.ofHours(1);

    private final EventReader domainEvents;
    private final NotificationStore store;
    private final PreferenceStore preferences;
    private final Recipients recipients;
    private final RoleGrantNotices grants;
    private final Unsubscribing unsubscribing;
    private final MailQueue mails;
    private final Pool pool;
    private final Rounds telling;
    private final Rounds upkeep;

    NotificationWorker(
            EventReader domainEvents,
            NotificationStore store,
            PreferenceStore preferences,
            Recipients recipients,
            RoleGrantNotices grants,
            Unsubscribing unsubscribing,
            MailQueue mails,
            Pool pool,
            Vertx vertx) {
        this.domainEvents = domainEvents;
        this.store = store;
        this.preferences = preferences;
        this.recipients = recipients;
        this.grants = grants;
        this.unsubscribing = unsubscribing;
        this.mails = mails;
        this.pool = pool;
        this.telling = new Rounds(vertx, this::tellNext, new FailureReport(LOG, "people are told later"));
        this.upkeep = new Rounds(
                vertx,
                () -> store.forget(KEPT).replaceWith(false),
                new FailureReport(LOG, "old notifications are removed later"));
    }

    void start(@Observes StartupEvent event) {
        telling.start(PAUSE);
        upkeep.start(UPKEEP);
    }

    void stop(@Observes ShutdownEvent event) {
        telling.stop();
        upkeep.stop();
    }

    /** Tells of the next events, a batch at most; whether there may be more at once. */
    Uni<Boolean> tellNext() {
        return store.position()
                .chain(position -> domainEvents
                        .after(position, EVERYTHING, EventFilter.NONE, BATCH)
                        .chain(batch -> batch.next() == position
                                ? Uni.createFrom().item(false)
                                : pool.withTransaction(connection -> store.advance(connection, position, batch.next())
                                                .chain(isMine -> isMine
                                                        ? tell(connection, batch.events())
                                                        : Uni.createFrom().voidItem()))
                                        .replaceWith(batch.hasMore())));
    }

    private Uni<Void> tell(SqlConnection connection, List<EventReader.Numbered> batch) {
        return Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUniAndConcatenate(numbered -> NotificationOccasion.of(numbered.event())
                        .map(occasion -> tell(connection, numbered.event(), occasion))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> tell(SqlConnection connection, DomainEvent domainEvent, NotificationOccasion occasion) {
        return concerned(connection, domainEvent, occasion.audience())
                .chain(people -> people.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : preferences
                                .find(connection, people.keySet())
                                .chain(chosen -> details(connection, domainEvent, occasion)
                                        .chain(details ->
                                                tell(connection, domainEvent, occasion, details, people, chosen))));
    }

    /** Null where the texts name nothing. */
    private Uni<String> details(SqlConnection connection, DomainEvent domainEvent, NotificationOccasion occasion) {
        return occasion.audience() == NotificationOccasion.Audience.APPROVERS
                ? grants.details(connection, grantIn(domainEvent).orElseThrow(), domainEvent.occurredAt())
                : Uni.createFrom().item(occasion.detailsOf(domainEvent));
    }

    private static Optional<UUID> grantIn(DomainEvent domainEvent) {
        return NotificationOccasion.idIn(domainEvent, "roleGrantId");
    }

    private Uni<Void> tell(
            SqlConnection connection,
            DomainEvent domainEvent,
            NotificationOccasion occasion,
            String details,
            Map<UUID, Recipient> people,
            Map<UUID, NotificationPreferences> chosen) {
        Map<UUID, Boolean> isShown = new LinkedHashMap<>();
        people.keySet()
                .forEach(account -> isShown.put(account, choice(chosen, account).shows(occasion.kind())));
        return store.insert(connection, domainEvent, occasion, details, isShown)
                .chain(told -> Multi.createFrom()
                        .iterable(mails(told, domainEvent, occasion, details, people, chosen))
                        .onItem()
                        .transformToUniAndConcatenate(mail -> mails.write(connection, mail))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    private List<Mail> mails(
            Set<UUID> told,
            DomainEvent domainEvent,
            NotificationOccasion occasion,
            String details,
            Map<UUID, Recipient> people,
            Map<UUID, NotificationPreferences> chosen) {
        return told.stream()
                .filter(account -> occasion.kind().isMailedHere())
                .filter(account -> choice(chosen, account).mails(occasion.kind()))
                .map(people::get)
                .filter(recipient -> Mail.isAddress(recipient.email()))
                .map(recipient -> mail(
                        recipient,
                        domainEvent,
                        occasion,
                        details,
                        choice(chosen, recipient.accountId()).language()))
                .toList();
    }

    private Mail mail(
            Recipient recipient,
            DomainEvent domainEvent,
            NotificationOccasion occasion,
            String details,
            Language language) {
        return new Mail(
                recipient.email(),
                NotificationTexts.platform(language) + NotificationTexts.title(occasion, language),
                NotificationTexts.text(occasion, details, language) + "\n\n" + domainEvent.subject() + "\n\n"
                        + ending(recipient, domainEvent, occasion, language)
                        + NotificationTexts.foot(language) + "\n");
    }

    /** How somebody ends what he has subscribed to; nothing in other mails. */
    private String ending(
            Recipient recipient, DomainEvent domainEvent, NotificationOccasion occasion, Language language) {
        return occasion.kind() != NotificationKind.ARTICLE
                ? ""
                : NotificationOccasion.idIn(domainEvent, "articleId")
                        .map(article -> NotificationTexts.unsubscribe(language) + "\n"
                                + unsubscribing.link(recipient.accountId(), article) + "\n\n")
                        .orElse("");
    }

    private static NotificationPreferences choice(Map<UUID, NotificationPreferences> chosen, UUID account) {
        return chosen.getOrDefault(account, NotificationPreferences.DEFAULT);
    }

    private Uni<Map<UUID, Recipient>> concerned(
            SqlConnection connection, DomainEvent domainEvent, NotificationOccasion.Audience audience) {
        UUID organization = domainEvent.organizationId();
        return switch (audience) {
            case ACCOUNT ->
                named(NotificationOccasion.idIn(domainEvent, "accountId"), id -> recipients.ofAccount(connection, id));
            case ORGANIZATION -> ofOrganization(connection, organization);
            case AUTHORITIES ->
                named(Optional.ofNullable(organization), id -> recipients.ofAuthorities(connection, id));
            case APPROVERS -> named(grantIn(domainEvent), id -> grants.approvers(connection, id));
            case PARTIES ->
                ofOrganization(connection, organization)
                        .chain(people -> ofOrganization(connection, domainEvent.counterpartId())
                                .map(others -> {
                                    Map<UUID, Recipient> both = new LinkedHashMap<>(people);
                                    both.putAll(others);
                                    return both;
                                }));
        };
    }

    private Uni<Map<UUID, Recipient>> ofOrganization(SqlConnection connection, UUID organization) {
        return named(Optional.ofNullable(organization), id -> recipients.ofOrganization(connection, id));
    }

    private static Uni<Map<UUID, Recipient>> named(
            Optional<UUID> id, java.util.function.Function<UUID, Uni<List<Recipient>>> read) {
        return id.map(read).orElseGet(() -> Uni.createFrom().item(List.of())).map(found -> {
            Map<UUID, Recipient> people = new LinkedHashMap<>();
            found.forEach(recipient -> people.put(recipient.accountId(), recipient));
            return people;
        });
    }
}
