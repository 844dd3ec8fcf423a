package cn.dengyun.identity.organization.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.organization.domain.OrganizationDetail.Clarity;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganizationDetailTest {

    private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-00000000f001");
    private static final UUID SOMEBODY_ELSES = UUID.fromString("01900000-0000-7000-8000-00000000f002");

    /** The product owner's table: P plain, M masked, - hidden. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        //              code, industry, size, figures, contact, registration, standing, declaration
        "PUBLIC,           M, -, -, -, -, -, -, -",
        "PARTNER,          P, P, -, -, -, -, -, -",
        "FINANCE,          P, P, P, -, M, -, P, -",
        "ADMINISTRATOR,    P, P, P, -, M, -, P, P",
        "AUDITOR,          P, P, P, P, P, P, P, P",
        "AUTHORITY,        P, P, P, P, P, P, P, P",
        "SELF,             P, P, P, P, P, P, P, P"
    })
    void everyFieldIsAsClearAsTheTableSays(
            OrganizationDetail sight,
            String creditCode,
            String industryCode,
            String sizeClass,
            String figures,
            String contact,
            String registration,
            String standing,
            String declaration) {
        assertThat(List.of(
                        sight.creditCode(),
                        sight.industryCode(),
                        sight.sizeClass(),
                        sight.figures(),
                        sight.contact(),
                        sight.registration(),
                        sight.standing(),
                        sight.declaration()))
                .containsExactly(
                        clarity(creditCode),
                        clarity(industryCode),
                        clarity(sizeClass),
                        clarity(figures),
                        clarity(contact),
                        clarity(registration),
                        clarity(standing),
                        clarity(declaration));
    }

    /** The region column is that of the authority; the organisation is certified in Feixi (340123). */
    @ParameterizedTest(name = "{0} of {1}, own organisation {2}: {3}, certified {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, false, -, PUBLIC",
                "ENTERPRISE, -, true, SELF, SELF",
                "ENTERPRISE, -, false, -, PARTNER",
                "PROVIDER, -, false, -, PARTNER",
                "AUTHORITY, 340000, false, AUTHORITY, AUTHORITY",
                "AUTHORITY, 340100, false, AUTHORITY, AUTHORITY",
                "AUTHORITY, 340123, false, AUTHORITY, AUTHORITY",
                "AUTHORITY, 340111, false, -, PARTNER",
                "AUTHORITY, 340200, false, -, PARTNER",
                "FINANCE, -, false, -, FINANCE",
                "AUDITOR, -, false, AUDITOR, AUDITOR",
                "SYSADMIN, -, false, ADMINISTRATOR, ADMINISTRATOR"
            })
    void whoSeesItHow(
            String role, String region, boolean isOwn, OrganizationDetail uncertified, OrganizationDetail certified) {
        Actor actor = role == null
                ? Actor.ANONYMOUS
                : new Actor(SOMEBODY_ELSES, false, isOwn ? ID : SOMEBODY_ELSES, Set.of(role), Set.of(), region);

        assertThat(OrganizationDetail.of(actor, organization("340123", null)).orElse(null))
                .isEqualTo(uncertified);
        assertThat(OrganizationDetail.of(actor, organization("340123", "340123"))
                        .orElse(null))
                .isEqualTo(certified);
    }

    @ParameterizedTest(name = "says {0}, certified in {1}: {2} sees it as {3}")
    @CsvSource({
        "340203, 340123, 340200, AUTHORITY",
        "340203, 340123, 340100, AUTHORITY",
        "340203, 340123, 340300, PARTNER",
        // Susong and Guangde are under the province, not under Anqing and Xuancheng
        "340826, 340826, 340800, PARTNER",
        "340826, 340826, 340000, AUTHORITY",
        "340826, 340826, 340826, AUTHORITY",
        "341822, 341822, 341800, PARTNER",
        "341822, 341822, 340000, AUTHORITY"
    })
    void whoHasMovedIsSeenByBothAuthorities(
            String region, String certifiedRegion, String authority, OrganizationDetail expected) {
        Actor actor = new Actor(SOMEBODY_ELSES, false, SOMEBODY_ELSES, Set.of(Roles.AUTHORITY), Set.of(), authority);

        assertThat(OrganizationDetail.of(actor, organization(region, certifiedRegion)))
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "PLAIN, 91340000MA2T00058Q, 王芳, 0551-60000000, c.wang@example.cn",
                "MASKED, 9134**********058Q, 王*, *********0000, c*@example.cn",
                "HIDDEN, -, -, -, -"
            })
    void whatIsMaskedCanOnlyBeRecognised(Clarity clarity, String code, String name, String phone, String email) {
        assertThat(FieldMasks.creditCode(clarity, "91340000MA2T00058Q")).isEqualTo(code);
        assertThat(FieldMasks.personName(clarity, "王芳")).isEqualTo(name);
        assertThat(FieldMasks.phone(clarity, "0551-60000000")).isEqualTo(phone);
        assertThat(FieldMasks.email(clarity, "c.wang@example.cn")).isEqualTo(email);
        assertThat(FieldMasks.phone(clarity, null)).isNull();
    }

    private static Clarity clarity(String letter) {
        return switch (letter) {
            case "P" -> Clarity.PLAIN;
            case "M" -> Clarity.MASKED;
            default -> Clarity.HIDDEN;
        };
    }

    private static Organization organization(String region, String certifiedRegion) {
        Profile profile = profile(region);
        Organization.InForce inForce = certifiedRegion == null
                ? null
                : new Organization.InForce(ID, profile(certifiedRegion).certifiable(), Instant.EPOCH);
        return new Organization(
                ID,
                "91340000MA2T00058Q",
                OrganizationKind.ENTERPRISE,
                profile,
                inForce,
                null,
                null,
                0,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static Profile profile(String region) {
        return new Profile(
                "测试", null, region, "34", 10L, 10L, 10L, List.of(), null, new Contact("王芳", "0551-60000000", null));
    }
}
