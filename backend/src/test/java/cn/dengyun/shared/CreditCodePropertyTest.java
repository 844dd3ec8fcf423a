package cn.dengyun.shared;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** In a class of its own, because each test engine writes its own report of a class. */
class CreditCodePropertyTest {

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /** What a check character modulo a prime is for: it notices every single typing error. */
    @Property
    void replacingAnyOneCharacterIsNoticed(
            @ForAll @IntRange(max = 17) int position, @ForAll @IntRange(max = 30) int replacement) {
        String code = "91340100MA2T002260";
        char character = ALPHABET.charAt(replacement);
        String changed = code.substring(0, position) + character + code.substring(position + 1);

        assertThat(CreditCode.defectsOf("", changed).isEmpty()).isEqualTo(code.charAt(position) == character);
    }

    /** Except the first and the last, which weigh the same: the standard's own blind spot. */
    @Property
    void swappingTwoDifferentCharactersBeforeTheLastIsNoticed(
            @ForAll @IntRange(max = 16) int first, @ForAll @IntRange(max = 16) int second) {
        StringBuilder code = new StringBuilder("91340100MA2T002260");
        char kept = code.charAt(first);
        code.setCharAt(first, code.charAt(second));
        code.setCharAt(second, kept);

        assertThat(CreditCode.defectsOf("", code.toString()).isEmpty())
                .isEqualTo(code.toString().equals("91340100MA2T002260"));
    }

    @Property
    void noTextMakesItFail(@ForAll String text) {
        assertThat(CreditCode.defectsOf("", text)).hasSizeLessThanOrEqualTo(19);
    }
}
