package cn.dengyun.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class HumanCodePropertyTest {

    @Property(tries = 500)
    void whatWasGivenOutIsReadHoweverItIsTyped(@ForAll @IntRange(min = 4, max = 16) int symbols) {
        String code = HumanCode.next("DY", symbols);

        assertThat(HumanCode.parse(code)).contains(code);
        assertThat(HumanCode.parse(code.toLowerCase(Locale.ROOT).replace("-", " ")))
                .contains(code);
        assertThat(HumanCode.parse(code.replace("-", "").replace('0', 'O').replace('1', 'l')))
                .contains(code);
    }

    @Property(tries = 500)
    void theCodeOfAnIdIsAlwaysTheSameAndOfNoOther(
            @ForAll @IntRange(min = 8, max = 16) int symbols, @ForAll boolean isLong) {
        UUID id = Ids.next();
        String code = HumanCode.of(isLong ? "DY" : "D", symbols, id);

        assertThat(HumanCode.parse(code)).contains(code);
        assertThat(HumanCode.of(isLong ? "DY" : "D", symbols, id)).isEqualTo(code);
        assertThat(HumanCode.isOf(code, id)).isTrue();
        assertThat(HumanCode.isOf(code, Ids.next())).isFalse();
        assertThat(HumanCode.isOf(code.toLowerCase(Locale.ROOT), id)).isFalse();
        assertThat(HumanCode.isOf("", id)).isFalse();
    }

    @Property(tries = 500)
    void oneWrongCharacterIsNoticed(
            @ForAll @IntRange(min = 0, max = 12) int place, @ForAll @IntRange(min = 1, max = 31) int by) {
        String alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        StringBuilder code = new StringBuilder(HumanCode.next("DY", 12).replace("-", ""));
        char wrong = alphabet.charAt((alphabet.indexOf(code.charAt(place)) + by) % alphabet.length());
        code.setCharAt(place, wrong);

        assertThat(HumanCode.parse(code.toString())).isEmpty();
    }

    @Property(tries = 500)
    void neighboursThatChangedPlacesAreNoticed(@ForAll @IntRange(min = 0, max = 10) int place) {
        StringBuilder code = new StringBuilder(HumanCode.next("DY", 12).replace("-", ""));
        char first = code.charAt(place);
        code.setCharAt(place, code.charAt(place + 1));
        code.setCharAt(place + 1, first);
        boolean isTheSame = first == code.charAt(place);

        assertThat(HumanCode.parse(code.toString()).isPresent()).isEqualTo(isTheSame);
    }
}
