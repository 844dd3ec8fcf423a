package cn.dengyun.catalogue.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Which texts share a number. */
class BandsTest {

    private static final String INSPECTION = "面向机械加工车间的设备点检，按计划派发巡检任务，手机扫码记录温度与振动，发现异常自动生成维修工单并提醒班组长。";

    @Test
    void whatSaysNearlyTheSameSharesOne() {
        assertThat(isShared("设备巡检助手", INSPECTION, "Inspection", INSPECTION)).isTrue();
        assertThat(isShared("设备巡检助手", INSPECTION, "点检", INSPECTION.replace("温度", "压力")))
                .isTrue();
        assertThat(isShared("设备巡检助手", INSPECTION, "设备巡检助手", "手机扫码记录温度与振动，按计划派发巡检任务，面向机械加工车间的设备点检，发现异常自动生成维修工单并提醒班组长。"))
                .isTrue();
    }

    @Test
    void ofShortTextsTheSameDo() {
        assertThat(isShared("注塑排程 V2.0", null, "注塑排程", "")).isTrue();
        assertThat(isShared("注塑排程", null, "注塑排产", null)).isFalse();
        assertThat(Bands.of("", null)).isEmpty();
    }

    @Test
    void whatSaysSomethingElseDoesNot() {
        assertThat(isShared("设备巡检助手", INSPECTION, "注塑排程", "根据订单交期、模具占用和人员班次计算注塑车间的生产排程，插单后三分钟内给出新方案，并统计换模次数。"))
                .isFalse();
    }

    private static boolean isShared(String name, String description, String otherName, String otherDescription) {
        return !Collections.disjoint(Bands.of(name, description), Bands.of(otherName, otherDescription));
    }
}
