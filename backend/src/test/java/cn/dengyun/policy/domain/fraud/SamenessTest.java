package cn.dengyun.policy.domain.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "登云控股有限公司, 登云控股股份有限公司, false",
        "安徽登云控股有限公司, 登云控股有限公司, false"
    })
    void namesAreTheSameHoweverTheyAreWritten(String one, String other, boolean isSame) {
        check(Sameness::ofName, one, other, isSame);
    }

    @ParameterizedTest
    @CsvSource({
        "安徽省合肥市蜀山区望江路１号, 合肥市蜀山区望江路1#, true",
        "中国安徽省合肥市望江路 1 号, '合肥市望江路1号', true",
        "'合肥市望江路1号，B座', 合肥市望江路1号b座, true",
        "合肥市望江路1号, 合肥市望江路11号, false",
        "合肥市望江路1-12号, 合肥市望江路11-2号, false",
        "合肥市望江路1-12号, 合肥市望江路1—12号, true",
        "合肥市望江路1号12 01室, 合肥市望江路1号1201室, true",
        "安徽合肥市望江路1号, 合肥市望江路1号, true",
        "中华人民共和国安徽省马鞍山市1号, 安徽马鞍山市1号, true",
        "安徽路1号, 路1号, false",
        "合肥市望江路一百二十号三幢一二〇三室, 合肥市望江路120號3栋1203室, true",
        "合肥市望江路十号, 合肥市望江路10号, true",
        "合肥市望江路二十一号, 合肥市望江路21号, true",
        "合肥市望江路一百零五号, 合肥市望江路105号, true",
        "合肥市望江路一号, 合肥市望江路十一号, false",
        "合肥市第一中学, 合肥市第1中学, false"
    })
    void addressesAreTheSameWithTheProvinceOrWithoutIt(String one, String other, boolean isSame) {
        check(Sameness::ofAddress, one, other, isSame);
    }

    @ParameterizedTest
    @CsvSource({
        "0551-6123 4567, +86 551 61234567, true",
        "138 0013 8000, 0086-13800138000, true",
        "０５５１６１２３４５６７, 055161234567, true",
        "0551-61234567, 0551-61234568, false",
        "0551-61234567-801, 0551-61234567, true",
        "(0551)6123 4567 转 801, 055161234567, true",
        "0551-61234567分机12, 0551-61234567, true",
        "'13800138000,1', 13800138000, true",
        "138-0013-8000, 13800138000, true",
        "138-0013-8000, 138-0013-9000, false",
        "0551-1234-567, 0551-1234567, true"
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

    @ParameterizedTest
    @ValueSource(
            strings = {"无", "（无）", "暂 无", "N/A", "ｎｏｎｅ", "无实际控制人", "自然人", "法定代表人", "同上", "-", "/", "0000", "1", "null"})
    void whatStandsThereForNobodyIsNobody(String name) {
        assertThat(Sameness.ofName(name)).isEmpty();
        assertThat(Sameness.ofAddress("无")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000000", "000-0000-0000", "11111111111", "8888 8888"})
    void aTelephoneOfOneFigureIsNone(String phone) {
        assertThat(Sameness.ofPhone(phone)).isEmpty();
    }

    @Test
    void theStateIsAnOwnerOfMany() {
        for (String state : List.of("合肥市人民政府国有资产监督管理委员会", "安徽省国资委", "肥西县财政局", "中华人民共和国财政部")) {
            assertThat(Sameness.isState(Sameness.ofName(state))).as(state).isTrue();
        }
        assertThat(Sameness.isState(Sameness.ofName("王国资"))).isFalse();
        assertThat(Sameness.isState(Sameness.ofName("登云国有控股有限公司"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "合肥市高新区, false",
        "合肥市高新区创新产业园, false",
        "合肥市一环路, false",
        "合肥市望江路1号, true",
        "合肥市望江路十二号, true",
        "合肥市创新产业园二栋, true",
        "合肥市创新产业园A3, true"
    })
    void anAddressNamesAHouseOrAWholePark(String address, boolean isHouse) {
        assertThat(Sameness.isHouse(Sameness.ofAddress(address))).isEqualTo(isHouse);
    }

    private static void check(UnaryOperator<String> plain, String one, String other, boolean isSame) {
        assertThat(plain.apply(one).equals(plain.apply(other))).isEqualTo(isSame);
    }
}
