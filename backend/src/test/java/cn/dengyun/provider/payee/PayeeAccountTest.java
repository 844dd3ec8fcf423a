package cn.dengyun.provider.payee;

import static cn.dengyun.provider.payee.PayeeAccountMove.REJECT;
import static cn.dengyun.provider.payee.PayeeAccountMove.VERIFY;
import static cn.dengyun.provider.payee.PayeeAccountMove.WITHDRAW;
import static cn.dengyun.provider.payee.PayeeAccountStatus.EFFECTIVE;
import static cn.dengyun.provider.payee.PayeeAccountStatus.PROPOSED;
import static cn.dengyun.provider.payee.PayeeAccountStatus.REJECTED;
import static cn.dengyun.provider.payee.PayeeAccountStatus.REPLACED;
import static cn.dengyun.provider.payee.PayeeAccountStatus.VERIFIED;
import static cn.dengyun.provider.payee.PayeeAccountStatus.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a payee account is, apart from where it is kept. */
class PayeeAccountTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final UUID ORGANIZATION = Ids.next();
    private static final UUID PROPOSER = Ids.next();

    /** Written by hand: what is not here is refused. */
    private static final Map<PayeeAccountStatus, Map<PayeeAccountMove, PayeeAccountStatus>> TABLE = Map.of(
            PROPOSED, Map.of(VERIFY, VERIFIED, REJECT, REJECTED, WITHDRAW, WITHDRAWN),
            VERIFIED, Map.of(REJECT, REJECTED, WITHDRAW, WITHDRAWN),
            EFFECTIVE, Map.of(),
            REPLACED, Map.of(),
            REJECTED, Map.of(),
            WITHDRAWN, Map.of());

    @Test
    void everyMoveIsPossibleFromWhereTheTableSaysAndFromNowhereElse() {
        for (PayeeAccountStatus status : PayeeAccountStatus.values()) {
            PayeeAccount account = standingAt(status);
            assertThat(account.statusAt(NOW)).isEqualTo(status);
            for (PayeeAccountMove move : PayeeAccountMove.values()) {
                PayeeAccountStatus target = TABLE.get(status).get(move);
                Instant from = move == VERIFY ? NOW : null;
                if (target == null) {
                    assertThatThrownBy(() -> account.moved(move, Ids.next(), "核对", from, NOW))
                            .as("%s of %s", move, status)
                            .isInstanceOfSatisfying(
                                    Rejection.class,
                                    refusal -> assertThat(refusal.code()).isEqualTo("transition-not-allowed"));
                    continue;
                }
                assertThat(account.moved(move, Ids.next(), "核对", from, NOW)
                                .after()
                                .status())
                        .as("%s of %s", move, status)
                        .isEqualTo(target);
            }
        }
    }

    @Test
    void thePictureShowsTheTable() {
        LifecyclePicture.isDrawn("payee-account.md", """
                # The lifecycle of a payee account

                Drawn from `PayeeAccountMove` by a test. What the clock does is read and not carried out: a verified account is `EFFECTIVE` from the end
                of its cooling period, the first of an organisation at once, and `REPLACED` from the moment at which the next one is.

                ```mermaid
                stateDiagram-v2
                    [*] --> PROPOSED: proposed by an owner
                %s
                    VERIFIED --> EFFECTIVE: (clock)
                    EFFECTIVE --> REPLACED: (clock)
                ```
                """.formatted(
                        LifecyclePicture.arrows(PayeeAccountMove.values(), PayeeAccountStatus.values())));
    }

    @Test
    void theClockDecidesToTheMomentWhatIsInForce() {
        Instant from = NOW;
        Instant until = NOW.plus(Duration.ofDays(3));
        PayeeAccount account = account(VERIFIED, from, until);

        assertThat(account.statusAt(from.minusNanos(1_000))).isEqualTo(VERIFIED);
        assertThat(account.statusAt(from)).isEqualTo(EFFECTIVE);
        assertThat(account.statusAt(until.minusNanos(1_000))).isEqualTo(EFFECTIVE);
        assertThat(account.statusAt(until)).isEqualTo(REPLACED);
        assertThat(account(VERIFIED, from, null).statusAt(until)).isEqualTo(EFFECTIVE);
    }

    @Test
    void whoMayDoWhatDependsOnWhoProposed() {
        PayeeAccount account = account(PROPOSED, null, null);

        assertThat(account.actionsAt(person(Roles.FINANCE, Ids.next(), null, Actor.HANDLER), NOW))
                .containsExactly("VERIFY", "REJECT");
        assertThat(account.actionsAt(person(Roles.AUTHORITY, Ids.next(), "340100", Actor.HANDLER), NOW))
                .containsExactly("VERIFY", "REJECT");
        assertThat(account.actionsAt(person(Roles.AUTHORITY, Ids.next(), "340200", Actor.HANDLER), NOW))
                .isEmpty();
        assertThat(account.actionsAt(person(Roles.ENTERPRISE, ORGANIZATION, null, Actor.OWNER), NOW))
                .containsExactly("WITHDRAW");
        assertThat(account.actionsAt(person(Roles.ENTERPRISE, ORGANIZATION, null, Actor.HANDLER), NOW))
                .isEmpty();
        assertThat(account.actionsAt(person(Roles.ENTERPRISE, Ids.next(), null, Actor.OWNER), NOW))
                .isEmpty();
        Actor proposer = new Actor(PROPOSER, false, Ids.next(), Set.of(Roles.FINANCE), Set.of(), null);
        assertThatThrownBy(() -> account.requireMay(proposer, VERIFY))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo("four-eyes-required"));
    }

    @Test
    void aNumberIsMaskedWhereverItIsWritten() throws JsonProcessingException {
        AccountNumber number = new AccountNumber("1023701021000998877");

        assertThat(number.masked()).isEqualTo("***************8877");
        assertThat(number).hasToString("***************8877");
        assertThat(new ObjectMapper().writeValueAsString(Map.of("number", number)))
                .isEqualTo("{\"number\":\"***************8877\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"6222021234567890128", "6228480402564890018", "12345678", "622202123456", "1023701021000998877"})
    void whatIsNoCardNumberOrHasTheRightCheckDigitIsSound(String digits) {
        assertThat(new AccountNumber(digits).isSound()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"6222021234567890127", "6228480402564890081", "6228480402564890010"})
    void aCardNumberWithAnotherCheckDigitIsNot(String digits) {
        assertThat(new AccountNumber(digits).isSound()).isFalse();
    }

    private static PayeeAccount standingAt(PayeeAccountStatus status) {
        return switch (status) {
            case VERIFIED -> account(VERIFIED, NOW.plusSeconds(1), null);
            case EFFECTIVE -> account(VERIFIED, NOW, null);
            case REPLACED -> account(VERIFIED, NOW.minusSeconds(1), NOW);
            default -> account(status, null, null);
        };
    }

    private static PayeeAccount account(PayeeAccountStatus status, Instant from, Instant until) {
        return new PayeeAccount(
                Ids.next(),
                0,
                ORGANIZATION,
                "肥西示范精密机械有限公司",
                "340123",
                "肥西示范精密机械有限公司",
                "徽商银行",
                "319361000013",
                new AccountNumber("1023701021000998877"),
                Ids.next(),
                status,
                PROPOSER,
                NOW,
                null,
                null,
                null,
                from,
                until);
    }

    private static Actor person(String role, UUID organization, String region, String organizationRole) {
        return new Actor(
                Ids.next(),
                false,
                organization,
                Set.of(role),
                Set.copyOf(List.<String>of()),
                region,
                organizationRole,
                null);
    }
}
