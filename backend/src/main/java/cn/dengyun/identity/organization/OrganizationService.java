package cn.dengyun.identity.organization;

import cn.dengyun.identity.organization.domain.Organization;
import cn.dengyun.identity.organization.domain.OrganizationDetail;
import cn.dengyun.identity.organization.domain.OrganizationKind;
import cn.dengyun.identity.organization.domain.Profile;
import cn.dengyun.identity.organization.domain.VisibleOrganizations;
import cn.dengyun.identity.organization.store.OrganizationEntity;
import cn.dengyun.identity.organization.store.OrganizationStore;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The door of the identity slice for organisations. */
@ApplicationScoped
public class OrganizationService {

    private final OrganizationStore store;
    private final Outbox outbox;
    private final OrganizationNotes notes;
    private final Cursors cursors;
    private final MergePatch mergePatch;
    private final ProfileCheck check;
    private final Clock clock;

    OrganizationService(
            OrganizationStore store,
            Outbox outbox,
            OrganizationNotes notes,
            Cursors cursors,
            MergePatch mergePatch,
            ProfileCheck check,
            Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.notes = notes;
        this.cursors = cursors;
        this.mergePatch = mergePatch;
        this.check = check;
        this.clock = clock;
    }

    /**
     * The organisation, if the actor may know of it; how much of it to show says {@link OrganizationDetail}.
     *
     * <p>Rejects with {@code organization-not-found} (404).
     */
    public Uni<Organization> find(UUID id, Actor actor) {
        return store.find(id).invoke(found -> requireSeen(found, actor)).invoke(found -> notes.read(found, actor));
    }

    /**
     * What kind of organisation it is, read through the connection that holds the caller's unit of work; the caller
     * says who may know of it.
     *
     * <p>Rejects with {@code organization-not-found} (404).
     */
    public Uni<OrganizationKind> kindOf(SqlConnection connection, UUID id) {
        return store.kindOf(connection, id);
    }

    /** Organisations that the actor deals with, newest first. Rejects with {@code cursor-invalid}. */
    public Uni<Page<Organization>> list(Actor actor, OrganizationKind kind, String text, String cursor, int limit) {
        String query = "organizations?kind=" + kind + "&q=" + text;
        notes.readList(actor);
        UUID before = cursors.idBehind(query, cursor, Ids.NEWEST);
        return store.page(VisibleOrganizations.of(actor), kind, text, before, limit + 1)
                .map(found -> cursors.pageById(query, found, limit, Organization::id));
    }

    /**
     * Changes what the merge patch names of what the organisation says about itself. A patch that changes nothing keeps
     * the version; what is certified stays in force until the next decision.
     *
     * <p>Rejects with {@code organization-not-found} (404), {@code forbidden} (403) when the actor sees the
     * organisation but neither acts for it nor administers the platform, or when an authority would move itself,
     * {@code if-match-required} (428), {@code changed-meanwhile} (412), {@code invalid-request} (400).
     */
    public Effect<Organization> edit(UUID id, Actor actor, Precondition basis, JsonNode patch) {
        return Effect.of(connection -> store.change(connection, id, row -> edit(row, actor, basis, patch))
                .call(change -> change.isReal()
                        ? tell(connection, actor, change)
                        : Uni.createFrom().voidItem())
                .map(OrganizationStore.Change::after));
    }

    /** The entity tag of what the actor sees of the organisation; another sight is another representation. */
    public static String tag(Organization organization, Actor actor) {
        return tag(organization, OrganizationDetail.of(actor, organization).orElseThrow());
    }

    public static String tag(Organization organization, OrganizationDetail sight) {
        return organization.version() + "-" + sight.name().toLowerCase(Locale.ROOT);
    }

    static void requireSeen(Organization organization, Actor actor) {
        if (OrganizationDetail.of(actor, organization).isEmpty()) {
            throw Rejection.notFound("organization-not-found");
        }
    }

    private void edit(OrganizationEntity row, Actor actor, Precondition basis, JsonNode patch) {
        Organization before = row.toOrganization();
        requireSeen(before, actor);
        requireEditor(actor, before.id());
        basis.check(tag(before, actor));
        ProfileForm form = mergePatch.apply(ProfileForm.of(before.profile()), patch, ProfileForm.class);
        List<Defect> defects = check.defectsOf(form, before.profile().regionCode());
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        Profile after = form.toProfile();
        requireMayMove(before, after, actor);
        if (!after.equals(before.profile())) {
            row.accept(after, clock.instant().truncatedTo(ChronoUnit.MICROS), actor.id());
        }
    }

    private Uni<Void> tell(SqlConnection connection, Actor actor, OrganizationStore.Change change) {
        Organization after = change.after();
        return outbox.write(
                        connection,
                        OrganizationEvent.CHANGED
                                .of(
                                        after.id(),
                                        new OrganizationEvent.Data(
                                                after.id(), after.profile().nameZh()),
                                        after.updatedAt())
                                .inRegion(after.profile().regionCode()))
                .chain(() -> notes.writeFor(actor, connection, "changed", change.before(), after));
    }

    private static void requireEditor(Actor actor, UUID id) {
        if (!actor.has(Roles.SYSADMIN) && !actor.actsFor(id)) {
            throw Rejection.forbidden("forbidden");
        }
    }

    /** An authority's region is its power: it cannot help itself to another. */
    private static void requireMayMove(Organization before, Profile after, Actor actor) {
        boolean isMove = !after.regionCode().equals(before.profile().regionCode());
        if (isMove && !before.kind().isCertifiable() && !actor.has(Roles.SYSADMIN)) {
            throw Rejection.forbidden("forbidden");
        }
    }
}
