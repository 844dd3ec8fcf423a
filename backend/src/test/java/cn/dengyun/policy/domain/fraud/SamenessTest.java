package cn.dengyun.policy.domain.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How one thing is written by several people. */
class SamenessTest {

    @ParameterizedTest
    @CsvSource({
        "王登云, 王　登 云, true",
        "王登云, 王登\u200B云, true",
        "古丽·买买提, 古丽•买买提, true",
        "Wang Dengyun, ＷＡＮＧ dengyun, true",
        "王登云, 王登运, false",
        "王登云, 王登, false",
        "登云控股有限责任公司, 登云控股有限公司, true",
        "登云控股股份有限公司, 登云控股股份公司, true",
        "登云（安徽）控股有限公司, 登云(安徽)控股有限公司, true",
        "'Dengyun Co., Ltd.', Dengyun Company Limited, true",
        "'Dengyun Co., Ltd.', Dengyun Co Limited, true",
        "登云控股有限公司, 登云控股集团有限公司, false",
        "登云控股有限公司, 登云控股股份有限公司, false"
    })
    void namesAreTheSameHoweverTheyAreWritten(String one, String other, boolean isSame) {
        check(Sameness::ofName, one, other, isSame);
    }

    @ParameterizedTest
    @CsvSource({
        "安徽省合肥市蜀山区望江路１号, 合肥市蜀山区望江路1#, true",
        "中国安徽省合肥市望江路 1 号, '合肥市望江路1号', true",
        "'合肥市望江路1号，B座', 合肥市望江路1号b座, true",
        "合肥市望江路1号, 合肥市望江路11号, false"
    })
    void addressesAreTheSameWithTheProvinceOrWithoutIt(String one, String other, boolean isSame) {
        check(Sameness::ofAddress, one, other, isSame);
    }

    @ParameterizedTest
    @CsvSource({
        "0551-6123 4567, +86 551 61234567, true",
        "138 0013 8000, 0086-13800138000, true",
        "０５５１６１２３４５６７, 055161234567, true",
        "0551-61234567, 0551-61234568, false"
    })
    void telephonesAreTheSameWithTheCodeOfTheCountryOrWithoutIt(String one, String other, boolean isSame) {
        check(Sameness::ofPhone, one, other, isSame);
    }

    @Test
    void whatSaysNothingIsNothing() {
        assertThat(Sameness.ofName(null)).isEmpty();
        assertThat(Sameness.ofName(" ·\u200B-")).isEmpty();
        assertThat(Sameness.ofAddress("安徽省")).isEmpty();
        assertThat(Sameness.ofAddress(null)).isEmpty();
        assertThat(Sameness.ofPhone("800-1")).isEmpty();
        assertThat(Sameness.ofPhone(null)).isEmpty();
        assertThat(Sameness.ofAccount("6222 0000-1")).isEqualTo("622200001");
    }

    private static void check(UnaryOperator<String> plain, String one, String other, boolean isSame) {
        assertThat(plain.apply(one).equals(plain.apply(other))).isEqualTo(isSame);
    }
}
