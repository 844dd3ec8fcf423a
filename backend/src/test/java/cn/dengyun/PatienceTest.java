package cn.dengyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void itEndsWithTheFirstLookAtWhatIsWanted() {
        assertThat(Patience.until("the first look", looks::incrementAndGet, count -> count == 1))
                .isOne();
        assertThat(Patience.until("some looks more", looks::incrementAndGet, count -> count == 4))
                .isEqualTo(4);
    }

    @Test
    void itSaysWhatItWaitedForInVainAndWhatItSaw() {
        assertThatThrownBy(() -> Patience.until(
                        Duration.ofMillis(100), "the last of them", looks::incrementAndGet, count -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessage("waiting for the last of them, last seen as " + looks);
        // Two processors have better to do than to look a hundred thousand times.
        assertThat(looks).hasValueBetween(2, 20);
    }

    @Test
    void aLookThatFailsEndsIt() {
        assertThatThrownBy(() -> Patience.until("anything", () -> {
                    looks.incrementAndGet();
                    throw new IOException("broken");
                }))
                .isInstanceOf(IOException.class);
        assertThat(looks).hasValue(1);
    }
}
