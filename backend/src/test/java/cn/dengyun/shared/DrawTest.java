package cn.dengyun.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever knows the seed draws the same again, with any SHA-256. */
class DrawTest {

    private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000001");

    /** Computed with {@code printf seed01900000-… | sha256sum}. */
    @Test
    void aKeyIsTheDigestOfTheSeedFollowedByTheId() {
        assertThat(Draw.key("seed", ID)).isEqualTo(Hashes.sha256Hex("seed01900000-0000-7000-8000-000000000001"));
        assertThat(Draw.key("seed", ID)).isEqualTo("760102630655a941c701264af022adef8e19a15a3343789bdd50736b8b538537");
    }

    @Test
    void aSeedIsNeverTheSame() {
        assertThat(Stream.generate(Draw::seed).limit(1_000).collect(Collectors.toSet()))
                .hasSize(1_000)
                .allMatch(seed -> seed.matches(Hashes.HEX_PATTERN));
    }
}
