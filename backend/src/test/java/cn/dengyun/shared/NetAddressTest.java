package cn.dengyun.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:db8:1:2::1, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:2:ffff:ffff:ffff:ffff, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:3::1, 2001:db8:1:3:0:0:0:0/64",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:0/64",
        "::ffff:192.0.2.1, 192.0.2.1",
        "unknown, unknown",
        "not:an:address, not:an:address"
    })
    void anIpv6NetworkIsOneCaller(String address, String share) {
        assertThat(NetAddress.shareOf(address)).isEqualTo(share);
    }

    @Test
    void noAddressIsNobodys() {
        assertThat(NetAddress.shareOf((String) null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 203.0.113.9",
        "2001:db8:1:2::7, 2001:db8:1:2:0:0:0:0/64",
        "127.0.0.1, ",
        "10.1.2.3, ",
        "192.168.0.7, ",
        "::1, ",
        "fe80::1, ",
        "fd00::1, ",
        "example.cn, "
    })
    void whatManyCanHaveTellsNobodyApart(String address, String apart) {
        assertThat(NetAddress.tellingApart(address)).isEqualTo(apart);
    }
}
