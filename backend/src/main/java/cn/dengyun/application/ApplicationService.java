package cn.dengyun.application;

import cn.dengyun.application.ApplicationForms.NewApplication;
import cn.dengyun.application.domain.ApplicationFilter;
import cn.dengyun.application.domain.ApplicationStatus;
import cn.dengyun.application.domain.ApplicationStep;
import cn.dengyun.application.domain.IntakeEntry;
import cn.dengyun.application.domain.RuleDecision;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.domain.VoucherRequest;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.application.store.HistoryStore;
import cn.dengyun.identity.delegation.SelfDealing;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.identity.organization.ContractParties;
import cn.dengyun.platform.citation.ClauseLink;
import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.policy.RequestedLines;
import cn.dengyun.policy.RequestedLines.Resolved;
import cn.dengyun.policy.RequestedLines.Wanted;
import cn.dengyun.programme.Programmes;
import cn.dengyun.programme.RuleCitations;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.domain.ProgrammeStatus;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The door of applications for vouchers: drafts, and who may look at what. */
@ApplicationScoped
public class ApplicationService {

    /** Of one enterprise at the same time. */
    private static final int MAX_DRAFTS = 50;

    private final Pool pool;
    private final ApplicationStore applications;
    private final HistoryStore history;
    private final Programmes programmes;
    private final RuleCitations citations;
    private final CertifiedStandings standings;
    private final ContractParties parties;
    private final RequestedLines requested;
    private final ApplicationWriter writer;
    private final ApplicationNotes notes;
    private final MergePatch mergePatch;
    private final Cursors cursors;
    private final Clock clock;

    ApplicationService(
            Pool pool,
            ApplicationStore applications,
            HistoryStore history,
            Programmes programmes,
            RuleCitations citations,
            CertifiedStandings standings,
            ContractParties parties,
            RequestedLines requested,
            ApplicationWriter writer,
            ApplicationNotes notes,
            MergePatch mergePatch,
            Cursors cursors,
            Clock clock) {
        this.pool = pool;
        this.applications = applications;
        this.history = history;
        this.programmes = programmes;
        this.citations = citations;
        this.standings = standings;
        this.parties = parties;
        this.requested = requested;
        this.writer = writer;
        this.notes = notes;
        this.mergePatch = mergePatch;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** Rejects with {@code application-not-found} (404), also when the actor may not know of it. */
    public Uni<VoucherApplication> find(Actor actor, UUID id) {
        return applications
                .find(pool, id)
                .map(found -> ApplicationAccess.requireSeen(found, actor))
                .invoke(found -> notes.read(found, actor));
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid}. */
    public Uni<Page<VoucherApplication>> list(Actor actor, ApplicationFilter filter, String cursor, int limit) {
        String query = "voucher-applications?" + filter;
        UUID before = cursors.idBehind(query, cursor, Ids.NEWEST);
        notes.readList(actor);
        return applications
                .page(pool, ApplicationAccess.sightOf(actor), filter, now(), before, limit + 1)
                .map(found -> cursors.pageById(query, found, limit, VoucherApplication::id));
    }

    /** What the enterprises of applications are called, by their ids. */
    public Uni<Map<UUID, String>> applicants(List<VoucherApplication> found) {
        return standings
                .of(
                        pool,
                        found.stream()
                                .map(VoucherApplication::organizationId)
                                .distinct()
                                .toList())
                .map(known -> known.values().stream()
                        .collect(Collectors.toMap(CertifiedStanding::organizationId, CertifiedStanding::nameZh)));
    }

    /** Of the programmes of drafts those that take them now, by their ids. */
    public Uni<Set<UUID>> open(SqlClient client, List<VoucherApplication> found) {
        Instant now = now();
        List<UUID> wanted = found.stream()
                .filter(each -> each.status() == ApplicationStatus.DRAFT)
                .map(VoucherApplication::programmeId)
                .distinct()
                .toList();
        return Multi.createFrom()
                .iterable(wanted)
                .onItem()
                .transformToUniAndConcatenate(id -> programmes.find(client, id, now))
                .filter(programme -> programme.isOpenAt(now))
                .map(Programme::id)
                .collect()
                .asSet();
    }

    /** The same outside any unit of work. */
    public Uni<Set<UUID>> open(List<VoucherApplication> found) {
        return open(pool, found);
    }

    /** All that happened to it. Rejects with {@code application-not-found} (404). */
    public Uni<List<ApplicationStep>> steps(Actor actor, UUID id) {
        return find(actor, id).chain(() -> history.steps(pool, id));
    }

    /** All decisions of the rule engine about it, oldest first. Rejects with {@code application-not-found} (404). */
    public Uni<List<CitedDecision>> decisions(Actor actor, UUID id) {
        return find(actor, id).chain(() -> history.decisions(pool, id)).chain(found -> {
            List<RuleCitations.DatedVersion> wanted = found.stream()
                    .map(each -> new RuleCitations.DatedVersion(
                            each.record().programmeId(), each.record().ruleVersion(), each.decidedAt()))
                    .toList();
            return citations
                    .linksOfVersions(pool, wanted)
                    .map(links -> IntStream.range(0, found.size())
                            .mapToObj(at -> new CitedDecision(found.get(at), links.get(at)))
                            .toList());
        });
    }

    /**
     * A decision with the clauses of the policy as they were when it was made.
     *
     * @param links by what the clauses are called
     */
    public record CitedDecision(RuleDecision decision, Map<String, ClauseLink> links) {}

    /**
     * The public log of a programme, budget by budget in the order of the places. Rejects with
     * {@code programme-not-found} (404), {@code cursor-invalid}.
     */
    public Uni<Page<IntakeEntry>> intake(UUID programmeId, String regionCode, String cursor, int limit) {
        String query = "intake?" + programmeId + "&" + regionCode;
        List<String> after = cursor == null ? List.of(Ids.OLDEST.toString(), "0") : cursors.open(query, cursor);
        return publicProgramme(pool, programmeId)
                .chain(() -> history.intake(
                        pool,
                        programmeId,
                        UUID.fromString(after.get(0)),
                        Long.parseLong(after.get(1)),
                        regionCode,
                        limit + 1))
                .map(found -> Page.of(
                        found,
                        limit,
                        last -> cursors.seal(
                                query, List.of(last.budgetId().toString(), String.valueOf(last.sequence())))));
    }

    /**
     * Prepares an application, also before the programme opens.
     *
     * <p>Rejects with {@code forbidden}, {@code self-dealing} (403), {@code programme-not-found} (404),
     * {@code programme-closed}, {@code application-drafts-too-many} (409), {@code invalid-request} (400; all defects).
     */
    public Effect<VoucherApplication> draft(Actor actor, NewApplication wanted) {
        UUID own = actor.organizationId();
        if (own == null) {
            throw Rejection.forbidden("forbidden");
        }
        Instant now = now();
        ApplicationForms.Request form =
                new ApplicationForms.Request(wanted.lines(), wanted.otherFiscalMoney(), wanted.acceptsLess());
        return Effect.of(
                () -> lookUp(form),
                (connection, found) -> publicProgramme(connection, wanted.programmeId())
                        .invoke(programme -> requireAhead(programme, now))
                        // So that whoever revokes or freezes the enterprise finds the draft, or the draft what was
                        // decided.
                        .chain(() -> parties.heldAlone(connection, own))
                        .chain(() -> applications.drafts(connection, own))
                        .invoke(ApplicationService::requireRoom)
                        .chain(() -> standings.of(connection, List.of(own)))
                        .map(known -> VoucherApplication.draft(
                                Ids.next(),
                                wanted.programmeId(),
                                own,
                                known.get(own).region(),
                                request(actor, form, found),
                                actor.id(),
                                now))
                        .call(draft -> writer.insert(connection, draft, now)));
    }

    private static void requireRoom(int drafts) {
        if (drafts >= MAX_DRAFTS) {
            throw Rejection.conflict("application-drafts-too-many", MAX_DRAFTS);
        }
    }

    /**
     * Changes what is asked for as a merge patch says, in a draft or in what was returned.
     *
     * <p>Rejects with {@code application-not-found} (404), {@code application-not-editable} (409),
     * {@code invalid-request} (400), {@code self-dealing} (403) and as the precondition does.
     */
    public Effect<VoucherApplication> edit(Actor actor, UUID id, Precondition precondition, JsonNode patch) {
        Instant now = now();
        return Effect.of(
                () -> lookUp(actor, id, patch),
                (connection, looked) -> applications
                        .lock(connection, List.of(id))
                        .map(found -> ApplicationAccess.requireApplicant(found.get(id), actor))
                        .invoke(found -> {
                            precondition.check(String.valueOf(found.version()));
                            if (!found.status().isEditable()) {
                                throw Rejection.conflict("application-not-editable", found.status());
                            }
                        })
                        .chain(found -> {
                            ApplicationForms.Request form = patched(found.request(), patch);
                            ChangedMeanwhile.unless(looked.isOf(form));
                            return edited(connection, found, request(actor, form, looked), now);
                        }));
    }

    /**
     * What the catalogue knows of lines, looked up before a connection is held.
     *
     * @param resolved one for each that is wanted
     */
    private record Looked(List<Wanted> wanted, List<Resolved> resolved) {

        boolean isOf(ApplicationForms.Request form) {
            return wanted.equals(wanted(form));
        }

        private static List<Wanted> wanted(ApplicationForms.Request form) {
            return form.lines().stream()
                    .map(line -> new Wanted(line.offeringId(), line.layer(), line.providerId()))
                    .toList();
        }
    }

    /** Of the lines as they will probably be; what is refused is refused in the unit of work. */
    private Uni<Looked> lookUp(Actor actor, UUID id, JsonNode patch) {
        return applications.find(pool, id).chain(found -> {
            try {
                return lookUp(
                        patched(ApplicationAccess.requireApplicant(found, actor).request(), patch));
            } catch (Rejection later) {
                return Uni.createFrom().item(new Looked(List.of(), List.of()));
            }
        });
    }

    private Uni<Looked> lookUp(ApplicationForms.Request form) {
        List<Wanted> wanted = Looked.wanted(form);
        return requested.resolve(wanted).map(resolved -> new Looked(wanted, resolved));
    }

    private Uni<VoucherApplication> edited(
            SqlConnection connection, VoucherApplication before, VoucherRequest request, Instant now) {
        if (request.equals(before.request())) {
            return Uni.createFrom().item(before);
        }
        VoucherApplication after = before.change().request(request).at(now);
        return writer.carryOut(
                connection, ApplicationTransition.at(ApplicationEvent.CHANGED, before, after, null), now);
    }

    private ApplicationForms.Request patched(VoucherRequest request, JsonNode patch) {
        ApplicationForms.Request before = new ApplicationForms.Request(
                request.lines().stream().map(ApplicationService::form).toList(),
                request.otherFiscalMoney(),
                request.acceptsLess());
        return mergePatch.valid(before, patch, ApplicationForms.Request.class);
    }

    private static ApplicationForms.Line form(VoucherRequest.Line line) {
        return new ApplicationForms.Line(
                line.description(),
                line.offeringId(),
                line.layer(),
                line.providerId(),
                line.inclTaxFen(),
                line.exTaxFen(),
                line.contractNumber(),
                line.contractDate());
    }

    /**
     * With layers and providers as the catalogue has them. Rejects with {@code invalid-request}, and an agent that
     * names itself as the provider with {@code self-dealing} (403).
     */
    private static VoucherRequest request(Actor actor, ApplicationForms.Request form, Looked looked) {
        List<Resolved> resolved = looked.resolved();
        List<Defect> defects = new ArrayList<>();
        List<VoucherRequest.Line> lines = new ArrayList<>();
        for (int i = 0; i < resolved.size(); i++) {
            ApplicationForms.Line line = form.lines().get(i);
            defects.addAll(resolved.get(i).defects());
            if (line.exTaxFen() > line.inclTaxFen()) {
                defects.add(Defect.at("/lines/" + i + "/exTaxFen", "application-tax-reversed"));
            }
            lines.add(line(line, resolved.get(i)));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        resolved.stream()
                .map(Resolved::sellerId)
                .filter(Objects::nonNull)
                .forEach(seller -> SelfDealing.refuse(actor, seller));
        return new VoucherRequest(lines, form.otherFiscalMoney(), Boolean.TRUE.equals(form.acceptsLess()));
    }

    private static VoucherRequest.Line line(ApplicationForms.Line line, Resolved resolved) {
        return new VoucherRequest.Line(
                line.description().strip(),
                line.offeringId(),
                resolved.layer(),
                resolved.providerId(),
                resolved.platformProvider(),
                line.inclTaxFen(),
                line.exTaxFen(),
                line.contractNumber(),
                line.contractDate());
    }

    private Uni<Programme> publicProgramme(SqlClient client, UUID id) {
        Instant now = now();
        return programmes.find(client, id, now).map(found -> {
            if (found == null || !found.statusAt(now).isPublic()) {
                throw Rejection.notFound("programme-not-found");
            }
            return found;
        });
    }

    private static void requireAhead(Programme programme, Instant now) {
        ProgrammeStatus status = programme.statusAt(now);
        boolean isOver = status == ProgrammeStatus.CLOSED
                || status == ProgrammeStatus.SETTLING
                || status == ProgrammeStatus.ACCOUNTED;
        if (isOver) {
            throw Rejection.conflict("programme-closed");
        }
    }

    /** As precise as the database keeps it. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
