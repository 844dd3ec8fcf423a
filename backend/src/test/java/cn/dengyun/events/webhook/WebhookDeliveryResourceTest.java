package cn.dengyun.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.Patience;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.shared.Ids;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WebhookDeliveryResourceTest {

    private static final String DELIVERIES = "/api/v1/webhook-deliveries";

    @Inject
    Outbox outbox;

    @Inject
    Pool pool;

    private final TestReceiver receiver = new TestReceiver();
    private final String type = TestEndpoint.aType();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void anEventOfTheOrganisationIsDeliveredAndAnothersIsNot() throws InterruptedException {
        try (TestEndpoint endpoint = TestEndpoint.anEndpoint("enterprise", receiver, type)) {
            UUID foreign = happens(event("a", Ids.next(), null, false));
            UUID regional = happens(event("b", Ids.next(), "340100", false));
            UUID open = happens(event("c", Ids.next(), null, true));
            UUID own = happens(event("d", endpoint.organizationId(), null, false));

            receiver.await(one -> one.id().equals(open.toString()));
            receiver.await(one -> one.id().equals(own.toString()));

            assertThat(receiver.received())
                    .extracting(TestReceiver.Received::id)
                    .doesNotContain(foreign.toString(), regional.toString());
            assertThat(receiver.received()).allMatch(TestReceiver.Received::isGenuine);
        }
    }

    @Test
    void whatTwoOrganisationsDoIsDeliveredToEachOfThemOnceAndToNoThird() throws InterruptedException {
        TestReceiver another = new TestReceiver();
        TestReceiver third = new TestReceiver();
        try (TestEndpoint one = TestEndpoint.anEndpoint("enterprise", receiver, type);
                TestEndpoint other = TestEndpoint.anEndpoint("platform", another, type);
                TestEndpoint stranger = TestEndpoint.anEndpoint("application", third, type)) {
            UUID theirs = happens(event("a", one.organizationId(), null, false).alsoTo(other.organizationId()));
            UUID back = happens(event("a", other.organizationId(), null, false).alsoTo(one.organizationId()));
            UUID open = happens(event("b", null, null, true));

            for (TestReceiver side : List.of(receiver, another)) {
                side.await(event -> event.id().equals(back.toString()));
                side.await(event -> event.id().equals(open.toString()));
                assertThat(side.received())
                        .extracting(TestReceiver.Received::id)
                        .containsOnlyOnce(theirs.toString(), back.toString());
            }
            third.await(event -> event.id().equals(open.toString()));
            assertThat(third.received()).extracting(TestReceiver.Received::id).containsExactly(open.toString());
            assertThat(stranger.id()).isNotNull();
        } finally {
            another.close();
            third.close();
        }
    }

    @Test
    void anAuthorityIsToldOfItsRegionAndBelow() throws InterruptedException {
        try (TestEndpoint endpoint = TestEndpoint.anEndpoint("hefei", receiver, type)) {
            UUID elsewhere = happens(event("a", Ids.next(), "340200", false));
            UUID county = happens(event("b", Ids.next(), "340123", false));

            receiver.await(one -> one.id().equals(county.toString()));

            assertThat(receiver.received())
                    .extracting(TestReceiver.Received::id)
                    .doesNotContain(elsewhere.toString());
            assertThat(endpoint.id()).isNotNull();
        }
    }

    @Test
    void whatFailsIsTriedAgainAndHoldsUpItsSubjectOnly() throws InterruptedException {
        try (TestEndpoint endpoint = TestEndpoint.anEndpoint("enterprise", receiver, type)) {
            List<String> broken = new ArrayList<>();
            receiver.behave(one -> broken.contains(one.id()) ? TestReceiver.Reply.of(500) : TestReceiver.Reply.of(204));
            DomainEvent first = event("stuck", endpoint.organizationId(), null, false);
            broken.add(first.id().toString());
            happens(first);
            UUID second = happens(event("stuck", endpoint.organizationId(), null, false));
            UUID other = happens(event("free", endpoint.organizationId(), null, false));

            receiver.await(one -> one.id().equals(other.toString()));
            receiver.await(one -> receiver.received().stream()
                            .filter(again -> again.id().equals(first.id().toString()))
                            .count()
                    >= 2);
            assertThat(receiver.received())
                    .extracting(TestReceiver.Received::id)
                    .doesNotContain(second.toString());
            JsonPath waiting = deliveries(endpoint, "eventId", second.toString());
            assertThat(waiting.getString("data[0].status")).isEqualTo("WAITING");
            JsonPath pending = deliveries(endpoint, "eventId", first.id().toString());
            assertThat(pending.getString("data[0].status")).isEqualTo("PENDING");
            assertThat(pending.getInt("data[0].lastStatus")).isEqualTo(500);
            assertThat(pending.getString("data[0].lastFailure")).isEqualTo("STATUS");
            endpoint.keyed()
                    .post(DELIVERIES + "/" + pending.getString("data[0].id") + "/redeliveries")
                    .then()
                    .statusCode(409)
                    .body("code", is("webhook-delivery-unfinished"));

            broken.clear();
            receiver.await(one -> one.id().equals(second.toString()));
            awaitDelivered(endpoint, 3);
            assertThat(endpoint.progress().getInt("unfinishedDeliveries")).isZero();
        }
    }

    @Test
    void aDeliveryThatFailedForTooLongIsDeadAndCanBeRepeated() throws InterruptedException {
        try (TestEndpoint endpoint = TestEndpoint.anEndpoint("enterprise", receiver, type)) {
            receiver.behave(one -> TestReceiver.Reply.of(500));
            UUID dead = happens(event("a", endpoint.organizationId(), null, false));
            receiver.await(one -> one.id().equals(dead.toString()));
            Patience.until(
                    "an attempt",
                    () -> deliveries(endpoint, "eventId", dead.toString()).getInt("data[0].attempts") > 0);
            // As if the first attempt had been four days ago.
            WorkerThread.await(pool.preparedQuery("UPDATE webhook_delivery SET first_attempt_at = first_attempt_at"
                            + " - interval '80 hours' WHERE event_id = $1")
                    .execute(Tuple.of(dead)));
            Patience.until(
                    "a dead delivery",
                    () -> !deliveries(endpoint, "status", "DEAD")
                            .getList("data")
                            .isEmpty());
            JsonPath list = deliveries(endpoint, "status", "DEAD");
            assertThat(list.getString("data[0].eventId")).isEqualTo(dead.toString());
            assertThat(list.getList("data[0].availableActions")).hasSize(1);
            UUID next = happens(event("a", endpoint.organizationId(), null, false));

            receiver.behave(one -> TestReceiver.Reply.of(204));
            receiver.await(one -> one.id().equals(next.toString()));
            long before = receiver.received().stream()
                    .filter(one -> one.id().equals(dead.toString()))
                    .count();
            JsonPath repeated = endpoint.keyed()
                    .post(DELIVERIES + "/" + list.getString("data[0].id") + "/redeliveries")
                    .then()
                    .statusCode(201)
                    .body("kind", is("REDELIVERY"))
                    .body("eventId", is(dead.toString()))
                    .extract()
                    .jsonPath();
            WebhookEndpointResourceTest.delivered(endpoint, repeated.getString("id"));

            assertThat(receiver.received().stream()
                            .filter(one -> one.id().equals(dead.toString()))
                            .count())
                    .isEqualTo(before + 1);
            endpoint.keyed()
                    .post(DELIVERIES + "/" + Ids.next() + "/redeliveries")
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void whatHappensDuringAPauseIsToldAfterwards() throws InterruptedException {
        try (TestEndpoint endpoint = TestEndpoint.anEndpoint("enterprise", receiver, type)) {
            endpoint.post("resumptions").then().statusCode(409).body("code", is("webhook-endpoint-active"));
            endpoint.post("pauses")
                    .then()
                    .statusCode(200)
                    .body("status", is("PAUSED"))
                    .body("statusReason", is("OWNER"))
                    .body("availableActions", hasItem("resume"));
            List<UUID> meanwhile = IntStream.range(0, 5)
                    .mapToObj(n -> happens(event("a", endpoint.organizationId(), null, false)))
                    .toList();
            endpoint.post("tests").then().statusCode(409).body("code", is("webhook-endpoint-not-active"));
            endpoint.post("replays", Map.of("fromPosition", 1)).then().statusCode(409);
            endpoint.post("pauses").then().statusCode(409);

            endpoint.post("resumptions")
                    .then()
                    .statusCode(200)
                    .body("status", is("ACTIVE"))
                    .body("statusReason", nullValue());

            receiver.await(one -> one.id().equals(meanwhile.get(4).toString()));
            assertThat(receiver.received())
                    .extracting(TestReceiver.Received::id)
                    .containsExactlyElementsOf(
                            meanwhile.stream().map(UUID::toString).toList());
        }
    }

    @Test
    void aReceiverThatIsGoneIsAskedNoMoreAndLosesNothing() throws InterruptedException {
        try (TestEndpoint endpoint = TestEndpoint.anEndpoint("enterprise", receiver, type)) {
            receiver.behave(one -> TestReceiver.Reply.of(410));
            UUID event = happens(event("a", endpoint.organizationId(), null, false));
            receiver.await(one -> one.id().equals(event.toString()));
            awaitStatus(endpoint, "DISABLED");
            endpoint.request().get(endpoint.path()).then().body("statusReason", is("GONE"));
            assertThat(receiver.received()).hasSize(1);

            receiver.behave(one -> TestReceiver.Reply.of(200));
            endpoint.post("resumptions").then().statusCode(200);

            awaitDelivered(endpoint, 1);
            assertThat(receiver.received())
                    .extracting(TestReceiver.Received::id)
                    .containsOnly(event.toString());
        }
    }

    @Test
    void anEndpointThatFailedForDaysIsPausedAndItsOwnerGetsMail() throws InterruptedException {
        try (TestEndpoint endpoint = TestEndpoint.anEndpoint("enterprise", receiver, type)) {
            String contact = "it-" + UUID.randomUUID() + "@example.cn";
            endpoint.request()
                    .header("If-Match", endpoint.etag())
                    .contentType("application/merge-patch+json; charset=UTF-8")
                    .body(Map.of("contactEmail", contact))
                    .patch(endpoint.path())
                    .then()
                    .statusCode(200);
            receiver.behave(one -> TestReceiver.Reply.of(503));
            UUID event = happens(event("a", endpoint.organizationId(), null, false));
            receiver.await(one -> one.id().equals(event.toString()));
            Patience.until("a failure", () -> endpoint.progress().getInt("failures") > 0);
            WorkerThread.await(pool.preparedQuery("UPDATE webhook_progress SET failing_since = failing_since"
                            + " - interval '97 hours' WHERE endpoint_id = $1")
                    .execute(Tuple.of(UUID.fromString(endpoint.id()))));

            awaitStatus(endpoint, "PAUSED");

            endpoint.request().get(endpoint.path()).then().body("statusReason", is("FAILING"));
            long mails = WorkerThread.await(pool.preparedQuery("SELECT count(*) FROM mail WHERE recipient = $1")
                            .execute(Tuple.of(contact)))
                    .iterator()
                    .next()
                    .getLong(0);
            assertThat(mails).isOne();
            Background.settle();
            assertThat(endpoint.request()
                            .queryParam("subject", endpoint.path())
                            .get("/api/v1/events")
                            .jsonPath()
                            .<String>getList("data.type"))
                    .contains("cn.dengyun.events.webhook-endpoint.paused");
            receiver.behave(one -> TestReceiver.Reply.of(204));
            endpoint.post("resumptions").then().statusCode(200);
            awaitDelivered(endpoint, 1);
        }
    }

    @Test
    void aRangeIsToldAgainWithTheSameIds() throws InterruptedException {
        try (TestEndpoint endpoint = TestEndpoint.anEndpoint("enterprise", receiver, type)) {
            Instant begin = Instant.now();
            List<String> events = IntStream.range(0, 6)
                    .mapToObj(n -> happens(event("a", endpoint.organizationId(), null, false))
                            .toString())
                    .toList();
            receiver.await(one -> one.id().equals(events.get(5)));
            awaitDelivered(endpoint, 6);
            long third = receiver.received().get(2).event().getLong("position");
            long fifth = receiver.received().get(4).event().getLong("position");

            endpoint.post("replays", Map.of("fromPosition", third, "toPosition", fifth))
                    .then()
                    .statusCode(202)
                    .header("Location", org.hamcrest.Matchers.endsWith(endpoint.path() + "/progress"))
                    .body("replayToPosition", is((int) fifth));
            awaitReceived(9);
            Patience.until("the end of the replay", () -> endpoint.progress().get("replayPosition") == null);
            endpoint.post("replays", Map.of("from", begin.toString())).then().statusCode(202);
            awaitReceived(15);

            List<String> told =
                    receiver.received().stream().map(TestReceiver.Received::id).toList();
            assertThat(told.subList(0, 6)).isEqualTo(events);
            assertThat(told.subList(6, 9)).isEqualTo(events.subList(2, 5));
            assertThat(told.subList(9, 15)).isEqualTo(events);
            endpoint.post("replays", Map.of("fromPosition", 5, "to", "2018-07-01T00:00:00Z"))
                    .then()
                    .statusCode(400)
                    .body("errors.code", contains("webhook-replay-range"));
            endpoint.post("replays", Map.of("from", "2017-01-01T00:00:00Z", "to", "2017-01-02T00:00:00Z"))
                    .then()
                    .statusCode(422)
                    .body("code", is("webhook-replay-empty"));
        }
    }

    private UUID happens(DomainEvent event) {
        WorkerThread.await(pool.withTransaction(connection -> outbox.write(connection, event)));
        return event.id();
    }

    private DomainEvent event(String subject, UUID organization, String region, boolean isPublic) {
        return new DomainEvent(
                        Ids.next(),
                        type,
                        "/api/v1/test/" + type + "/" + subject,
                        organization,
                        isPublic,
                        "{}",
                        Instant.now())
                .inRegion(region);
    }

    private JsonPath deliveries(TestEndpoint endpoint, String filter, String value) {
        return endpoint.request()
                .queryParam("endpointId", endpoint.id())
                .queryParam(filter, value)
                .get(DELIVERIES)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void awaitDelivered(TestEndpoint endpoint, int count) {
        Patience.until(
                "deliveries to end",
                () -> deliveries(endpoint, "status", "DELIVERED")
                        .getList("data")
                        .size(),
                ended -> ended == count);
    }

    private void awaitReceived(int count) {
        Patience.until("events to come", () -> receiver.received().size(), come -> come == count);
    }

    private static void awaitStatus(TestEndpoint endpoint, String wanted) {
        Patience.until(
                "the endpoint to be " + wanted,
                () -> endpoint.request().get(endpoint.path()).<String>path("status"),
                wanted::equals);
    }
}
