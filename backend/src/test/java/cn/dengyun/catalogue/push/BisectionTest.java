package cn.dengyun.catalogue.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BisectionTest {

    @Property(tries = 500)
    void findsExactlyTheSpoilersInTheirOrder(
            @ForAll @IntRange(max = 300) int size, @ForAll Set<@IntRange(max = 299) Integer> bad) {
        List<Integer> group = IntStream.range(0, size).boxed().toList();

        List<Integer> found =
                Bisection.spoilers(group, some -> new HashSet<>(some).stream().noneMatch(bad::contains));

        assertThat(found).isEqualTo(group.stream().filter(bad::contains).toList());
    }

    @Test
    void oneSpoilerAmongAThousandTakesAboutTwentyLooks() {
        AtomicInteger looks = new AtomicInteger();

        Bisection.spoilers(IntStream.range(0, 1_000).boxed().toList(), some -> {
            looks.incrementAndGet();
            return !some.contains(617);
        });

        assertThat(looks.get()).isLessThan(25);
    }
}
