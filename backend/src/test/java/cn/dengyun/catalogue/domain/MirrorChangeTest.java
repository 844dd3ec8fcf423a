package cn.dengyun.catalogue.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MirrorChangeTest {

    /** Every status before, nothing included, and every status after; "-" is a change that the public cannot see. */
    @ParameterizedTest(name = "{0} to {1}: {2}, with new content {3}")
    @CsvSource(
            nullValues = {"none", "-"},
            value = {
                "none,      DRAFT,     -,          -",
                "none,      PUBLISHED, PUBLISHED,  PUBLISHED",
                "none,      SUSPENDED, -,          -",
                "none,      RETIRED,   -,          -",
                "DRAFT,     DRAFT,     -,          -",
                "DRAFT,     PUBLISHED, PUBLISHED,  PUBLISHED",
                "DRAFT,     SUSPENDED, -,          -",
                "DRAFT,     RETIRED,   -,          -",
                "PUBLISHED, DRAFT,     -,          -",
                "PUBLISHED, PUBLISHED, -,          UPDATED",
                "PUBLISHED, SUSPENDED, SUSPENDED,  SUSPENDED",
                "PUBLISHED, RETIRED,   RETIRED,    RETIRED",
                "SUSPENDED, DRAFT,     -,          -",
                "SUSPENDED, PUBLISHED, REINSTATED, REINSTATED",
                "SUSPENDED, SUSPENDED, -,          -",
                "SUSPENDED, RETIRED,   RETIRED,    RETIRED",
                "RETIRED,   DRAFT,     -,          -",
                "RETIRED,   PUBLISHED, PUBLISHED,  PUBLISHED",
                "RETIRED,   SUSPENDED, -,          -",
                "RETIRED,   RETIRED,   -,          -",
            })
    void thePublicIsToldWhatItCanSee(
            OfferingStatus before, OfferingStatus after, MirrorChange withSameContent, MirrorChange withNewContent) {
        assertThat(MirrorChange.of(before, after, false)).isEqualTo(withSameContent);
        assertThat(MirrorChange.of(before, after, true)).isEqualTo(withNewContent);
    }
}
