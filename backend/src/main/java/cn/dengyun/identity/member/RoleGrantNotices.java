package cn.dengyun.identity.member;

import cn.dengyun.identity.account.Recipients.Recipient;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who is told that a role grant waits for consent, and what of it. */
@ApplicationScoped
public class RoleGrantNotices {

    /** How many people are named; all of them stand with the role grant. */
    private static final int MAX_NAMED = 10;

    private final RoleGrantStore store;

    RoleGrantNotices(RoleGrantStore store) {
        this.store = store;
    }

    /** Those who may approve it; nobody when it is decided. */
    public Uni<List<Recipient>> approvers(SqlConnection connection, UUID grant) {
        return store.approvers(connection, grant);
    }

    /**
     * What only they are told, and no event: {@code proposedByName}, {@code people} as one text, {@code roles} as a
     * list of codes and {@code expiresAt}, in JSON.
     *
     * @param proposedAt when somebody proposed it
     */
    public Uni<String> details(SqlConnection connection, UUID grant, Instant proposedAt) {
        return store.find(connection, grant, proposedAt)
                .chain(signed -> store.people(connection, List.of(grant))
                        .map(people -> details(signed, people.getOrDefault(grant, List.of()))));
    }

    private static String details(RoleGrantStore.Signed signed, List<RoleGrantStore.Person> people) {
        RoleGrant grant = signed.grant();
        return new JsonObject()
                .put("proposedByName", signed.proposedByName())
                .put("people", named(people))
                .put("roles", new JsonArray(List.copyOf(new TreeSet<>(grant.roles()))))
                .put("expiresAt", grant.expiresAt().toString())
                .encode();
    }

    private static String named(List<RoleGrantStore.Person> people) {
        String named =
                people.stream().limit(MAX_NAMED).map(RoleGrantNotices::named).collect(Collectors.joining("; "));
        return people.size() <= MAX_NAMED ? named : named + "; … (" + people.size() + ")";
    }

    private static String named(RoleGrantStore.Person person) {
        return Stream.of(person.name(), person.email(), person.organizationName())
                .filter(text -> text != null && !text.isBlank())
                .collect(Collectors.joining(" "));
    }
}
