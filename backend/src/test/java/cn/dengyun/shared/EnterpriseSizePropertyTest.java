package cn.dengyun.shared;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** In a class of its own, because each test engine writes its own report of a class. */
class EnterpriseSizePropertyTest {

    private static final long TEN_THOUSAND_YUAN = 1_000_000L;

    @Property
    void growingNeverMakesAnEnterpriseSmaller(
            @ForAll @LongRange(min = 0, max = 3_000) long staff,
            @ForAll @LongRange(min = 0, max = 3_000) long moreStaff,
            @ForAll @LongRange(min = 0, max = 120_000) long revenue,
            @ForAll @LongRange(min = 0, max = 120_000) long moreRevenue) {
        EnterpriseSize before = EnterpriseSize.of("64", staff, revenue * TEN_THOUSAND_YUAN, null);
        EnterpriseSize after =
                EnterpriseSize.of("64", staff + moreStaff, (revenue + moreRevenue) * TEN_THOUSAND_YUAN, null);

        assertThat(after).isLessThanOrEqualTo(before);
    }
}
