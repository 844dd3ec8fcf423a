package cn.dengyun.catalogue.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.shared.Rejection;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarationDecisionTest {

    private static final int VERSION = 7;
    private static final long REVISION = 12;

    @ParameterizedTest(name = "nothing on record, draft {0}: {1}")
    @CsvSource({"true, DRAFT", "false, PUBLISHED"})
    void whatIsNewBecomesTheFirstVersion(boolean isDraft, OfferingStatus status) {
        assertThat(DeclarationDecision.declare(null, "new", isDraft))
                .isEqualTo(new DeclarationDecision(DeclarationOutcome.CREATED, status, 1, 1, true));
    }

    @ParameterizedTest(name = "suspended, then {0}, draft {1}, new content {2}: {3}")
    @CsvSource({
        "RETIRED, false, false, SUSPENDED",
        "RETIRED, false, true,  SUSPENDED",
        "RETIRED, true,  false, DRAFT",
        "DRAFT,   false, false, SUSPENDED",
        "DRAFT,   false, true,  SUSPENDED",
        "DRAFT,   true,  true,  DRAFT",
    })
    void aSuspensionOutlivesWhatTheProviderDoes(
            OfferingStatus before, boolean isDraft, boolean isNew, OfferingStatus after) {
        assertThat(DeclarationDecision.declare(onRecord(before, true), isNew ? "new" : "same", isDraft)
                        .status())
                .isEqualTo(after);
    }

    @ParameterizedTest(name = "{0}, draft {1}, new content {2}: {3} as {4}")
    @CsvSource({
        "DRAFT,     true,  false, UNCHANGED, DRAFT",
        "DRAFT,     true,  true,  UPDATED,   DRAFT",
        "DRAFT,     false, false, UPDATED,   PUBLISHED",
        "DRAFT,     false, true,  UPDATED,   PUBLISHED",
        "PUBLISHED, false, false, UNCHANGED, PUBLISHED",
        "PUBLISHED, false, true,  UPDATED,   PUBLISHED",
        "SUSPENDED, false, false, UNCHANGED, SUSPENDED",
        "SUSPENDED, false, true,  UPDATED,   SUSPENDED",
        "RETIRED,   true,  false, UPDATED,   DRAFT",
        "RETIRED,   true,  true,  UPDATED,   DRAFT",
        "RETIRED,   false, false, UPDATED,   PUBLISHED",
        "RETIRED,   false, true,  UPDATED,   PUBLISHED",
    })
    void aVersionIsAddedForNewContentOnlyAndARevisionForAnyChange(
            OfferingStatus before, boolean isDraft, boolean isNew, DeclarationOutcome outcome, OfferingStatus after) {
        assertThat(DeclarationDecision.declare(onRecord(before), isNew ? "new" : "same", isDraft))
                .isEqualTo(new DeclarationDecision(
                        outcome,
                        after,
                        isNew ? VERSION + 1 : VERSION,
                        outcome == DeclarationOutcome.UNCHANGED ? REVISION : REVISION + 1,
                        isNew));
    }

    @ParameterizedTest
    @CsvSource({"PUBLISHED, same", "PUBLISHED, new", "SUSPENDED, same", "SUSPENDED, new"})
    void whatThePublicSawCannotBecomeADraft(OfferingStatus before, String content) {
        assertThatThrownBy(() -> DeclarationDecision.declare(onRecord(before), content, true))
                .isInstanceOfSatisfying(Rejection.class, rejection -> {
                    assertThat(rejection.code()).isEqualTo("offering-not-draftable");
                    assertThat(rejection.kind()).isEqualTo(Rejection.Kind.CONFLICT);
                });
    }

    private static RecordedOffering onRecord(OfferingStatus status) {
        return onRecord(status, status == OfferingStatus.SUSPENDED);
    }

    private static RecordedOffering onRecord(OfferingStatus status, boolean isSuspended) {
        return new RecordedOffering(new UUID(0, 1), "ecs", status, VERSION, REVISION, "same", isSuspended);
    }
}
