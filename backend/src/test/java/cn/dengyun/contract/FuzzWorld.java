package cn.dengyun.contract;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.TestAccount;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * Whom requests come from and what they are about. What a request uses up, a thing, a session, an account, is made anew
 * for the next one; what ends the caller's own session is asked for by accounts that were made for it.
 */
final class FuzzWorld {

    /** What is said of the token of a session that is over. */
    private static final Set<String> ENDED = Set.of("token-invalid", "unauthenticated");

    private static final String ABSENT = "019fffff-0000-7000-8000-00000000dead";

    /** Operations of a caller upon itself, after which it may be locked out. */
    private static final List<String> OWN = List.of("/api/v1/me", "/api/v1/sessions/");

    private final DataSource database;
    private final AccessTokens tokens = new AccessTokens();
    private final AccessThings things = new AccessThings(tokens);
    private final RequestExamples examples;
    private final Map<String, Supplier<Prepared>> own = new HashMap<>();
    private final Map<String, Prepared> ready = new HashMap<>();
    private final Map<String, String> expendable = new HashMap<>();
    private final Map<String, String> unmade = new TreeMap<>();

    /**
     * What a request is about.
     *
     * @param token null for nobody
     * @param telling puts into the example of its body what was prepared for it
     */
    record Aim(String path, String token, UnaryOperator<String> telling) {}

    /** Something to carry out an example on, by whoever may. */
    private record Prepared(String path, String token, UnaryOperator<String> telling) {}

    FuzzWorld(DataSource database) {
        this.database = database;
        examples = new RequestExamples(database, tokens, things);
        own.put("createSession", this::ownPassword);
        own.put("createAccessToken", this::ownSecret);
        own.put("changeSandboxClock", this::aMomentLater);
    }

    /** What could not be made, and why. */
    Map<String, String> unmade() {
        return unmade;
    }

    Aim aim(Contract.Operation operation, AccessColumn column, SplittableRandom random) {
        AccessOwner owner = AccessOwner.of(operation, column);
        String token = made("the caller " + column, () -> token(operation, column, owner));
        if (!own.containsKey(operation.id()) && !examples.operations().contains(operation.id())) {
            String path = made(operation.id(), () -> path(operation, owner));
            return new Aim(
                    path == null ? operation.path().replaceAll("\\{[^/]+}", ABSENT) : path,
                    token,
                    UnaryOperator.identity());
        }
        boolean isAllowed = column.role() == null
                ? operation.roles().isEmpty()
                : operation.roles().contains(column.role()) && column != AccessColumn.CLIENT_NO_SCOPE;
        if (isAllowed && !ready.containsKey(operation.id())) {
            Prepared prepared = made(operation.id(), () -> prepared(operation));
            if (prepared != null) {
                ready.put(operation.id(), prepared);
            }
        }
        Prepared example = ready.get(operation.id());
        if (example == null) {
            return new Aim(operation.path().replaceAll("\\{[^/]+}", ABSENT), token, UnaryOperator.identity());
        }
        boolean isRightful = isAllowed && random.nextInt(4) > 0;
        return new Aim(example.path(), isRightful ? example.token() : token, example.telling());
    }

    private Prepared prepared(Contract.Operation operation) {
        if (own.containsKey(operation.id())) {
            return own.get(operation.id()).get();
        }
        RequestExamples.Ready example = examples.ready(operation.id());
        return new Prepared(example.path(), example.token(), text -> RequestExamples.told(text, example));
    }

    /** After the answer: what was used up is forgotten. */
    void settle(FuzzRequest request, FuzzAnswer answer) {
        Contract.Operation operation = request.operation;
        if (request.isSigned() && ENDED.contains(answer.code())) {
            tokens.forget();
            expendable.clear();
            ready.remove(operation.id());
        }
        if (answer.code().equals("sign-in-blocked")) {
            ready.remove(operation.id());
        }
        if (answer.isSuccess() && operation.isChange()) {
            ready.remove(operation.id());
            things.forget(operation.path());
            expendable.remove(operation.id() + request.caller);
        }
    }

    /** Null where it cannot be made: the world may have come to a point from which there is no way on. */
    private <T> T made(String what, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (AssertionError | RuntimeException e) {
            unmade.putIfAbsent(what, FuzzRequest.shown(String.valueOf(e.getMessage())));
            return null;
        }
    }

    private String path(Contract.Operation operation, AccessOwner owner) {
        if (operation.id().equals("removeMember")) {
            String organization = AccessOwner.ENTERPRISE.organizationId();
            TestAccount viewer = TestAccount.aMember(database, "ENTERPRISE", UUID.fromString(organization), "VIEWER");
            return "/api/v1/organizations/" + organization + "/members/" + viewer.id();
        }
        return things.existing(operation.path(), owner);
    }

    private String token(Contract.Operation operation, AccessColumn column, AccessOwner owner) {
        boolean isOwn = operation.isChange() && OWN.stream().anyMatch(operation.path()::startsWith);
        if (!isOwn || column.role() == null || column.isClient()) {
            return tokens.of(column, owner, operation.scope().orElse(null));
        }
        return expendable.computeIfAbsent(
                operation.id() + column,
                key -> anotherLike(AccessTokens.account(column, owner)).token());
    }

    /** A colleague of the account, who may do what it may. */
    private TestAccount anotherLike(String username) {
        String sql = "SELECT roles[1], organization_id, organization_role FROM account WHERE username = ?";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, username);
            ResultSet row = statement.executeQuery();
            row.next();
            UUID organization = row.getObject(2, UUID.class);
            return organization == null
                    ? TestAccount.anAdministrator(database)
                    : TestAccount.aMember(database, row.getString(1), organization, row.getString(3));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An account that may be locked out. */
    private Prepared ownPassword() {
        TestAccount account = anotherLike("platform");
        account.set("password_hash = (SELECT password_hash FROM account WHERE username = 'platform')");
        return new Prepared(
                "/api/v1/sessions", null, text -> text.replace("\"platform\"", "\"" + account.username() + "\""));
    }

    /** A system that may be locked out. */
    private Prepared ownSecret() {
        Response made = SignedIn.as("sysadmin")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of("name", "模糊测试", "scopes", List.of("catalogue:write")))
                .post("/api/v1/organizations/" + AccessOwner.PLATFORM.organizationId() + "/api-clients");
        String id = made.path("client.clientId");
        String secret = made.path("clientSecret");
        return new Prepared(
                "/api/v1/oauth/token",
                null,
                text -> text.replace("platform-client", id).replace("platform-secret", secret));
    }

    private Prepared aMomentLater() {
        String now = SignedIn.as("sysadmin").get("/api/v1/sandbox/clock").path("now");
        String later = Instant.parse(now).plusSeconds(5).toString();
        return new Prepared(
                "/api/v1/sandbox/clock", tokens.ofAccount("sysadmin"), text -> "{\"to\":\"" + later + "\"}");
    }
}
