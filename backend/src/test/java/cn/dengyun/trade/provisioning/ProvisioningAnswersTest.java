package cn.dengyun.trade.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.outbound.OutboundAnswer;
import cn.dengyun.platform.outbound.OutboundFailure;
import cn.dengyun.shared.Ids;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is believed of what an endpoint answers, and what is not. */
class ProvisioningAnswersTest {

    private static final UUID ID = Ids.next();

    @ParameterizedTest
    @CsvSource({
        "200, DONE, BROKEN, DONE",
        "201, DONE, BROKEN, BROKEN",
        "202, ACCEPTED, BROKEN, ACCEPTED",
        "204, BROKEN, BROKEN, BROKEN",
        "301, REDIRECTED, REDIRECTED, REDIRECTED",
        "307, REDIRECTED, REDIRECTED, REDIRECTED",
        "400, REFUSED, REFUSED, REFUSED",
        "401, REFUSED, REFUSED, REFUSED",
        "404, REFUSED, REFUSED, REFUSED",
        "408, SERVER_ERROR, REFUSED, REFUSED",
        "409, CONFLICT, REFUSED, REFUSED",
        "410, REFUSED, FAILED, DONE",
        "422, REFUSED, REFUSED, REFUSED",
        "425, DEFERRED, DEFERRED, DEFERRED",
        "429, DEFERRED, DEFERRED, DEFERRED",
        "500, SERVER_ERROR, SERVER_ERROR, SERVER_ERROR",
        "503, SERVER_ERROR, SERVER_ERROR, SERVER_ERROR"
    })
    void eachStatusMeansOneThing(
            int status, ProvisioningOutcome put, ProvisioningOutcome poll, ProvisioningOutcome delete) {
        OutboundAnswer answer = answer(status, own());

        assertThat(ProvisioningAnswers.provisioned(ID, answer).outcome()).isEqualTo(put);
        assertThat(ProvisioningAnswers.polled(ID, answer).outcome()).isEqualTo(poll);
        assertThat(ProvisioningAnswers.removed(ID, answer).outcome()).isEqualTo(delete);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>200 OK</html>",
                "{}",
                "null",
                "[]",
                "\"ok\"",
                "{\"error\": \"internal\"}",
                "{\"instanceId\": \"01900000-0000-7000-8000-000000000001\"}",
                "{\"instanceId\": 7}",
                "{\"instanceId\": {\"a\": 1}}",
                "{\"instanceId\"",
                "{\"instanceId\": \"OWN\", \"serviceReference\": 7}",
                "{\"instanceId\": \"OWN\", \"serviceReference\": \" \"}",
                "{\"instanceId\": \"OWN\", \"serviceReference\": \"a\\u0000b\"}",
                "{\"instanceId\": \"OWN\", \"operation\": \"a b\\r\\nx: y\"}"
            })
    void successThatDoesNotSayWhatItIsAboutIsNone(String body) {
        OutboundAnswer answer = answer(200, body.replace("OWN", ID.toString()));

        assertThat(ProvisioningAnswers.provisioned(ID, answer).outcome()).isEqualTo(ProvisioningOutcome.BROKEN);
        assertThat(ProvisioningAnswers.polled(ID, answer).outcome()).isEqualTo(ProvisioningOutcome.BROKEN);
        assertThat(ProvisioningAnswers.removed(ID, answer).outcome()).isEqualTo(ProvisioningOutcome.BROKEN);
    }

    @Test
    void anAnswerOfWhichAPartIsMissingIsNone() {
        OutboundAnswer cut =
                new OutboundAnswer(200, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(own()), false, null, 5);

        assertThat(ProvisioningAnswers.provisioned(ID, cut).outcome()).isEqualTo(ProvisioningOutcome.BROKEN);
    }

    @ParameterizedTest
    @CsvSource({"SUCCEEDED, DONE", "IN_PROGRESS, ACCEPTED", "FAILED, FAILED", "succeeded, BROKEN", "'', BROKEN"})
    void howFarItIsIsSaidInOneOfThreeWords(String state, ProvisioningOutcome outcome) {
        String body = new JsonObject(own()).put("state", state).encode();

        assertThat(ProvisioningAnswers.polled(ID, answer(200, body)).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"SUCCEEDED, DONE", "IN_PROGRESS, ACCEPTED", "FAILED, FAILED", "succeeded, BROKEN", "'', BROKEN"})
    void whoSaysHowFarItIsWhenItIsAskedForIsHeard(String state, ProvisioningOutcome outcome) {
        String body = new JsonObject(own()).put("state", state).encode();

        assertThat(ProvisioningAnswers.provisioned(ID, answer(200, body)).outcome())
                .isEqualTo(outcome);
        assertThat(ProvisioningAnswers.provisioned(ID, answer(201, body)).outcome())
                .isEqualTo(outcome);
        assertThat(ProvisioningAnswers.provisioned(ID, answer(202, body)).outcome())
                .isEqualTo(ProvisioningOutcome.ACCEPTED);
        String none = new JsonObject(own()).putNull("state").encode();
        assertThat(ProvisioningAnswers.provisioned(ID, answer(201, none)).outcome())
                .isEqualTo(ProvisioningOutcome.DONE);
    }

    @ParameterizedTest
    @EnumSource(OutboundFailure.class)
    void whatNeverHadAConnectionWasNotSent(OutboundFailure failure) {
        OutboundAnswer none =
                new OutboundAnswer(null, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(), false, failure, false, 5);

        assertThat(ProvisioningAnswers.provisioned(ID, none).outcome()).isEqualTo(ProvisioningOutcome.NOT_SENT);
        assertThat(ProvisioningAnswers.removed(ID, none).outcome()).isEqualTo(ProvisioningOutcome.NOT_SENT);
        assertThat(ProvisioningAnswers.known(none).outcome())
                .as("a check says what was wrong")
                .isEqualTo(ProvisioningAnswers.unknown(none).outcome());
    }

    @ParameterizedTest
    @CsvSource({
        "TIMEOUT, TIMED_OUT",
        "CONNECTION, DISCONNECTED",
        "TLS, DISCONNECTED",
        "UNRESOLVABLE, NOT_SENT",
        "REFUSED, NOT_SENT"
    })
    void onlyWhatWasCertainlyNotSentCountsAsNotSent(OutboundFailure failure, ProvisioningOutcome outcome) {
        OutboundAnswer none =
                new OutboundAnswer(null, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(), false, failure, 5);

        assertThat(ProvisioningAnswers.provisioned(ID, none).outcome()).isEqualTo(outcome);
        assertThat(ProvisioningAnswers.removed(ID, none).outcome()).isEqualTo(outcome);
        assertThat(ProvisioningAnswers.known(none).outcome()).isEqualTo(outcome);
    }

    @Test
    void wordsOfOthersAreTextOfABoundedLength() {
        String said = "quota\u0000 \u202eexceeded\r\n" + "长".repeat(2_000);
        ProvisioningAnswer refused = ProvisioningAnswers.provisioned(
                ID, answer(422, new JsonObject().put("message", said).encode()));

        assertThat(refused.message()).startsWith("quota").hasSize(500).endsWith("…");
        assertThat(refused.message().codePoints().noneMatch(Character::isISOControl))
                .isTrue();
        assertThat(refused.message()).doesNotContain("\u202e");
        assertThat(ProvisioningAnswers.text(7, 10)).isNull();
        assertThat(ProvisioningAnswers.text("\u0000", 10)).isNull();
    }

    @Test
    void aCheckNeedsToKnowTheRightAndToRefuseTheWrong() {
        OutboundAnswer known = answer(200, "{\"protocol\": \"dengyun-provisioning/1\"}");

        assertThat(ProvisioningAnswers.known(known).outcome()).isEqualTo(ProvisioningOutcome.DONE);
        assertThat(ProvisioningAnswers.known(answer(200, "{}")).outcome()).isEqualTo(ProvisioningOutcome.BROKEN);
        assertThat(ProvisioningAnswers.known(answer(401, "{}")).outcome()).isEqualTo(ProvisioningOutcome.REFUSED);
        assertThat(ProvisioningAnswers.unknown(answer(401, "")).outcome()).isEqualTo(ProvisioningOutcome.DONE);
        assertThat(ProvisioningAnswers.unknown(known).outcome()).isEqualTo(ProvisioningOutcome.SIGNATURE_IGNORED);
        assertThat(ProvisioningAnswers.unknown(answer(500, "")).outcome()).isEqualTo(ProvisioningOutcome.SERVER_ERROR);
    }

    @Test
    void whenToComeAgainIsHeardInSecondsUpToADay() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Retry-After", "999999");
        OutboundAnswer later = new OutboundAnswer(429, headers, Buffer.buffer(), true, null, 5);

        assertThat(ProvisioningAnswers.provisioned(ID, later).retryAfter()).isEqualTo(Duration.ofDays(1));
        headers.set("Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT");
        assertThat(ProvisioningAnswers.provisioned(ID, later).retryAfter()).isNull();
    }

    @Property(tries = 300)
    void nothingAnEndpointSaysMakesATrouble(@ForAll @IntRange(min = 100, max = 999) int status, @ForAll byte[] body) {
        OutboundAnswer answer =
                new OutboundAnswer(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(body), true, null, 5);

        assertThat(ProvisioningAnswers.provisioned(ID, answer).outcome()).isNotEqualTo(ProvisioningOutcome.DONE);
        assertThat(ProvisioningAnswers.polled(ID, answer).outcome()).isNotEqualTo(ProvisioningOutcome.DONE);
    }

    private static String own() {
        return new JsonObject().put("instanceId", ID.toString()).encode();
    }

    private static OutboundAnswer answer(int status, String body) {
        return new OutboundAnswer(
                status,
                MultiMap.caseInsensitiveMultiMap(),
                Buffer.buffer(body.getBytes(StandardCharsets.UTF_8)),
                true,
                null,
                5);
    }
}
