package cn.dengyun.identity.organization;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What links organisations with each other, from what they say of themselves and whom they let act for them. */
@ApplicationScoped
public class OrganizationLinks {

    /** Shorter ones are extensions and typing errors. */
    private static final int MIN_DIGITS = 7;

    private static final Statement ARE_LINKED = Statement.of("""
            SELECT EXISTS (SELECT 1 FROM delegation WHERE (principal_organization_id = $1
                AND agent_organization_id = $2 OR principal_organization_id = $2
                AND agent_organization_id = $1) AND valid_from <= $3 AND valid_until > $3
                AND (revoked_at IS NULL OR revoked_at > $3))
                OR EXISTS (SELECT 1 FROM organization a JOIN organization b ON lower(a.contact_email) =
                lower(b.contact_email) WHERE a.id = $1 AND b.id = $2)
            """);
    private static final Statement OF_PHONE = Statement.of(
            "SELECT id FROM organization WHERE regexp_replace(contact_phone, '[^0-9]+', '', 'g') = $1 LIMIT 1000");

    // A mobile number is written with blanks and hyphens, and with the code of the country before it.
    private static final Statement IS_CONTACT = Statement.of("""
            SELECT EXISTS (SELECT 1 FROM account a JOIN organization o
                ON right(regexp_replace(o.contact_phone, '[^0-9]+', '', 'g'), length(a.mobile)) = a.mobile
            WHERE a.id = $1 AND o.id = ANY($2))
            """);

    /** Whether a person can be reached where the contact of an organisation is: it is one person with two hats. */
    public Uni<Boolean> isContact(SqlClient client, UUID person, UUID organization) {
        return isContactOfAny(client, person, Collections.singletonList(organization));
    }

    private static Uni<Boolean> isContactOfAny(SqlClient client, UUID person, Collection<UUID> organizations) {
        return IS_CONTACT.execute(client, person, Parameters.ids(organizations)).map(Rows::truth);
    }

    /**
     * Nobody decides about his own side, also where he wears another hat. Rejects with {@code review-own-side} (403)
     * whoever can be reached where the contact of one of these organisations is.
     *
     * @param sides null for one that is not there
     */
    public Uni<Void> requireNoContact(SqlClient client, Actor actor, Collection<UUID> sides) {
        return isContactOfAny(
                        client,
                        actor.id(),
                        sides.stream().filter(Objects::nonNull).toList())
                .invoke(isContact -> {
                    if (isContact) {
                        throw Rejection.forbidden("review-own-side");
                    }
                })
                .replaceWithVoid();
    }

    /** Whether one acts for the other at a moment, or both have the same e-mail address of their contact. */
    public Uni<Boolean> areLinked(SqlClient client, UUID one, UUID other, Instant at) {
        return ARE_LINKED.execute(client, one, other, at).map(Rows::truth);
    }

    /** Organisations whose contact has this telephone, however it is written; none for null. */
    public Uni<List<UUID>> ofPhone(SqlClient client, String phone) {
        String digits = phone == null ? "" : phone.replaceAll("[^0-9]+", "");
        if (digits.length() < MIN_DIGITS) {
            return Uni.createFrom().item(List.of());
        }
        return OF_PHONE.execute(client, digits).map(rows -> Rows.list(rows, row -> row.getUUID(0)));
    }
}
