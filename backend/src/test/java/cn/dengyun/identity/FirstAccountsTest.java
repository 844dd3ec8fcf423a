package cn.dengyun.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.identity.account.PasswordHashing;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.shared.CreditCode;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FirstAccountsTest {

    private static final String COUNT = "SELECT count(*) FROM account";

    private final SeparateSchema schema = SeparateSchema.migrated();

    @Inject
    Vertx vertx;

    @Test
    void theDemoIsLoadedOnceHoweverOftenThePlatformStarts() throws SQLException {
        accounts(Map.of("dengyun.demo", "true")).start(null);
        String hash = schema.text("SELECT password_hash FROM account WHERE username = 'platform'");
        accounts(Map.of("dengyun.demo", "true")).start(null);

        assertThat(schema.text(COUNT)).isEqualTo("16");
        assertThat(schema.text("SELECT count(*) FROM api_client")).isEqualTo("2");
        assertThat(schema.text("SELECT password_hash FROM account WHERE username = 'platform'"))
                .isEqualTo(hash);
    }

    @Test
    void theCreditCodesOfTheDemoAreValid() {
        assertThat(DemoAccounts.ORGANIZATIONS).allSatisfy(organization -> {
            assertThat(CreditCode.defectsOf("", organization.creditCode())).isEmpty();
            assertThat(new CreditCode(organization.creditCode()).hasConsistentSubjectId())
                    .isTrue();
        });
    }

    @Test
    void withoutDemoAndPasswordThereIsNoAccount() throws SQLException {
        accounts(Map.of()).start(null);
        assertThat(schema.text(COUNT)).isEqualTo("0");
    }

    @Test
    void theFirstAdministratorGetsTheConfiguredPasswordAndMustChangeIt() throws SQLException {
        accounts(Map.of("dengyun.bootstrap-password", "correct horse battery")).start(null);

        assertThat(schema.text(COUNT)).isEqualTo("1");
        assertThat(schema.text("SELECT username || ' ' || must_change_password FROM account"))
                .isEqualTo("sysadmin true");
        assertThat(BcryptUtil.matches("correct horse battery", schema.text("SELECT password_hash FROM account")))
                .isTrue();
    }

    @Test
    void anExistingAccountIsNeverTouchedByThePasswordOfTheFirst() throws SQLException {
        accounts(Map.of("dengyun.bootstrap-password", "correct horse battery")).start(null);
        String hash = schema.text("SELECT password_hash FROM account");

        accounts(Map.of("dengyun.bootstrap-password", "another one entirely")).start(null);

        assertThat(schema.text(COUNT)).isEqualTo("1");
        assertThat(schema.text("SELECT password_hash FROM account")).isEqualTo(hash);
    }

    @Test
    void thePasswordOfTheDemoIsRefusedForARealPlatform() {
        assertThatThrownBy(() -> accounts(Map.of("dengyun.bootstrap-password", "Dengyun#2018"))
                        .start(null))
                .hasMessageContaining("choose another one");
    }

    private FirstAccounts accounts(Map<String, String> settings) {
        return new FirstAccounts(
                schema.dataSource(),
                TestConfig.of(DengyunConfig.class, "dengyun", settings),
                TestConfig.of(AccountsConfig.class, "dengyun", settings),
                new PasswordHashing(new TestIdentityLimits(), vertx),
                Clock.systemUTC());
    }
}
