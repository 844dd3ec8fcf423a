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
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * Whom requests come from and what they are about. What a request uses up, a thing, a session, an account, is made anew
 * for the next one; what ends the caller's own session is asked for by accounts that were made for it.
 *
 * <p>To make a thing takes dozens of requests, as long as a hundred calls. So it serves again after a success, until
 * that turns out to have used it up, and what cannot be made is tried again after ever more calls.
 */
final class FuzzWorld {

    /** What is said of the token of a session that is over. */
    private static final Set<String> ENDED = Set.of("token-invalid", "unauthenticated");

    private static final String ABSENT = "019fffff-0000-7000-8000-00000000dead";

    private static final int MAX_PAUSE = 63;

    /** Operations of a caller upon itself, after which it may be locked out. */
    private static final List<String> OWN = List.of("/api/v1/me", "/api/v1/sessions/");

    private final DataSource database;
    private final AccessTokens tokens = new AccessTokens();
    private final AccessThings things = new AccessThings(tokens);
    private final RequestExamples examples;
    private final Map<String, Supplier<Prepared>> own = new HashMap<>();
    private final FuzzSupply<Prepared> ready = new FuzzSupply<>();
    private final Map<String, Pause> pauses = new HashMap<>();
    private final Map<String, String> expendable = new HashMap<>();
    private final Map<String, String> unmade = new TreeMap<>();

    private long nanosOfMaking;

    /**
     * What a request is about.
     *
     * @param token null for nobody
     * @param telling puts into the example of its body what was prepared for it
     * @param isRightful whether it is what was prepared for whoever may
     */
    record Aim(String path, String token, UnaryOperator<String> telling, boolean isRightful) {

        private static Aim at(String path, String token) {
            return new Aim(path, token, UnaryOperator.identity(), false);
        }
    }

    /** Calls for which something that could not be made is not tried again. */
    private static final class Pause {
        private int length;
        private int left;

        private void begin() {
            length = Math.min(2 * length + 1, MAX_PAUSE);
            left = length;
        }
    }

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

    /** From time to time: where nobody listens, every event would be delivered again and again. */
    void removeEndpoints() {
        made("without endpoints", () -> {
            things.removeEndpoints();
            things.forget("/api/v1/webhook-endpoints/{id}");
            things.forget("/api/v1/webhook-deliveries/{id}");
            return true;
        });
    }

    /** How long it took to make things. */
    String effort() {
        return TimeUnit.NANOSECONDS.toSeconds(nanosOfMaking) + " s went into things to ask about";
    }

    /** What is drawn does not depend on what could be made. */
    Aim aim(Contract.Operation operation, AccessColumn column, SplittableRandom random) {
        boolean isByWhoeverMay = random.nextInt(4) > 0;
        AccessOwner owner = AccessOwner.of(operation, column);
        String token = made("the caller " + column, () -> token(operation, column, owner));
        String nothing = operation.path().replaceAll("\\{[^/]+}", ABSENT);
        if (!isPrepared(operation)) {
            String path = madeAgain(operation.id(), () -> path(operation, owner));
            return Aim.at(path == null ? nothing : path, token);
        }
        boolean isAllowed = column.role() == null
                ? operation.roles().isEmpty()
                : operation.roles().contains(column.role()) && column != AccessColumn.CLIENT_NO_SCOPE;
        if (isAllowed && !ready.has(operation.id())) {
            Prepared prepared = madeAgain(operation.id(), () -> prepared(operation));
            if (prepared != null) {
                ready.put(operation.id(), prepared);
            }
        }
        Prepared example = ready.get(operation.id());
        if (example == null) {
            return Aim.at(nothing, token);
        }
        boolean isRightful = isAllowed && isByWhoeverMay;
        return new Aim(example.path(), isRightful ? example.token() : token, example.telling(), isRightful);
    }

    private boolean isPrepared(Contract.Operation operation) {
        return own.containsKey(operation.id()) || examples.operations().contains(operation.id());
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
        boolean isDone = answer.isSuccess() && operation.isChange();
        boolean isUsedUp = isPrepared(operation)
                ? ready.isUsedUp(operation.id(), isDone, request.aim.isRightful(), answer.status())
                : isDone;
        if (isUsedUp || isDone && operation.method().equals("DELETE")) {
            ready.remove(operation.id());
            things.forget(operation.path());
        }
        if (isDone) {
            expendable.remove(operation.id() + request.caller);
        }
    }

    /** The same, but what could not be made a moment ago is not tried at each call. */
    private <T> T madeAgain(String what, Supplier<T> maker) {
        Pause pause = pauses.computeIfAbsent(what, any -> new Pause());
        if (pause.left > 0) {
            pause.left--;
            return null;
        }
        T made = made(what, maker);
        if (made == null) {
            pause.begin();
        } else {
            pause.length = 0;
        }
        return made;
    }

    /** Null where it cannot be made: the world may have come to a point from which there is no way on. */
    private <T> T made(String what, Supplier<T> maker) {
        long begin = System.nanoTime();
        try {
            return maker.get();
        } catch (AssertionError | RuntimeException e) {
            unmade.putIfAbsent(what, FuzzRequest.shown(String.valueOf(e.getMessage())));
            SignedIn.forgetTokens();
            return null;
        } finally {
            nanosOfMaking += System.nanoTime() - begin;
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
