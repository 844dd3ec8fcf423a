package cn.dengyun.identity.organization;

import static cn.dengyun.identity.organization.TestEnterprise.aRegistration;
import static cn.dengyun.identity.organization.TestEnterprise.anOwner;
import static cn.dengyun.identity.organization.TestEnterprise.register;
import static cn.dengyun.identity.organization.TestEnterprise.usernameOf;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.identity.IdentityLimits;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.shared.Rejection;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RegistrationTest {

    @Test
    void anEnterpriseRegistersItselfAndItsFirstPersonSignsIn() {
        Map<String, Object> request = aRegistration("340123");

        String id = register(UUID.randomUUID().toString(), request)
                .statusCode(201)
                .header("ETag", is("\"0-self\""))
                .body("sizeClass", is("MEDIUM"))
                .body("regionCode", is("340123"))
                .body("industrySection", is("C"))
                .body("certifiedAt", nullValue())
                .body("seenAs", is("SELF"))
                .extract()
                .path("id");

        String token = TestEnterprise.signIn(usernameOf(request));
        given().auth()
                .oauth2(token)
                .get("/api/v1/organizations/" + id)
                .then()
                .statusCode(200)
                .body("contactName", is("王芳"))
                .body("staffCount", is(320))
                .body("availableActions", hasItem("APPLY_FOR_CERTIFICATION"));
        given().auth()
                .oauth2(token)
                .get("/api/v1/me")
                .then()
                .body("organizationId", is(id))
                .body("roles", contains("ENTERPRISE"));
    }

    @Test
    void theRegionIsWhatTheApplicantSaysAndNotWhatStandsInTheCode() {
        Map<String, Object> request = aRegistration("340826");
        request.put("kind", "PROVIDER");

        register(UUID.randomUUID().toString(), request)
                .statusCode(201)
                .body("creditCode", is(request.get("creditCode")))
                .body("regionCode", is("340826"));
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        Map<String, Object> request = aRegistration("340999");
        request.put("creditCode", "91350100M000100Y4Z");
        request.put("industryCode", "98");
        request.put("tags", List.of("ABOVE_SCALE", "BEST_OF_ALL"));
        request.put("kind", "AUTHORITY");
        request.put("owner", null);

        register(UUID.randomUUID().toString(), request)
                .statusCode(400)
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/creditCode", "/regionCode", "/industryCode", "/tags/1", "/kind", "/owner"));
    }

    @ParameterizedTest
    @CsvSource({"short, password-too-short", "Dengyun#2018, password-guessable"})
    void aPasswordThatMayNotBeChosenIsRefused(String password, String code) {
        Map<String, Object> request = aRegistration("340123");
        Map<String, Object> owner = anOwner("p" + UUID.randomUUID().toString().substring(24));
        owner.put("password", password);
        request.put("owner", owner);

        register(UUID.randomUUID().toString(), request)
                .statusCode(400)
                .body("errors.pointer", contains("/owner/password"))
                .body("errors.code", contains(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sizeClass", "certifiedAt", "id", "roles"})
    void whatIsNotTheApplicantsToSayIsRefused(String member) {
        Map<String, Object> request = aRegistration("340123");
        request.put(member, "LARGE");

        register(UUID.randomUUID().toString(), request).statusCode(400).body("errors.code", contains("unknown-field"));
    }

    @Test
    void oneLegalEntityIsOneOrganisationAlsoWhenTwoRegisterItAtOnce() {
        String creditCode = TestEnterprise.aCreditCode();

        List<CompletableFuture<Integer>> attempts = IntStream.range(0, 6)
                .mapToObj(attempt -> CompletableFuture.supplyAsync(() -> {
                    Map<String, Object> request = aRegistration("340123");
                    request.put("creditCode", creditCode);
                    return register(UUID.randomUUID().toString(), request)
                            .extract()
                            .statusCode();
                }))
                .toList();

        assertThat(attempts.stream().map(CompletableFuture::join).sorted().toList())
                .containsExactly(201, 409, 409, 409, 409, 409);
        Map<String, Object> late = aRegistration("340200");
        late.put("creditCode", " " + creditCode.toLowerCase(java.util.Locale.ROOT));
        given().header("Accept-Language", "en")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(late)
                .post("/api/v1/organizations")
                .then()
                .statusCode(409)
                .body("code", is("credit-code-reserved"))
                .body("detail", containsString("invitation"));
    }

    @Test
    void aTakenUserNameLeavesNoOrganisationBehind() {
        Map<String, Object> request = aRegistration("340123");
        request.put("owner", anOwner("enterprise"));

        register(UUID.randomUUID().toString(), request).statusCode(409).body("code", is("username-taken"));

        request.put("owner", anOwner("p" + UUID.randomUUID().toString().substring(24)));
        register(UUID.randomUUID().toString(), request).statusCode(201);
    }

    @Test
    void repeatingItWithItsKeyRegistersNothingMore() {
        Map<String, Object> request = aRegistration("340123");
        String key = UUID.randomUUID().toString();

        String first = register(key, request).statusCode(201).extract().asString();
        String second = register(key, request)
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .extract()
                .asString();

        assertThat(second).isEqualTo(first);
        request.put("nameZh", "另一个名称有限公司");
        register(key, request).statusCode(422).body("code", is("idempotency-key-reused"));
    }

    @Test
    void onlyAnAdministratorSetsUpAuthorities() {
        Map<String, Object> request = aRegistration("340300");
        request.put("kind", "AUTHORITY");
        request.put("owner", null);

        TestEnterprise.post(SignedIn.as("enterprise"), "/api/v1/organizations", request)
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/kind", "/owner"));
        TestEnterprise.post(SignedIn.as("sysadmin"), "/api/v1/organizations", request)
                .statusCode(201)
                .body("kind", is("AUTHORITY"));
    }

    @Test
    void aBadTokenIsNotTakenForNobody() {
        TestEnterprise.post(given().auth().oauth2("forged"), "/api/v1/organizations", aRegistration("340123"))
                .statusCode(401);
    }

    @ParameterizedTest
    @CsvSource({"7010, 70", "591, 59"})
    void anIndustryMayBeToldAsExactlyAsTheSizeClassNeedsIt(String exact, String division) {
        Map<String, Object> request = aRegistration("340123");
        request.put("industryCode", exact);
        register(UUID.randomUUID().toString(), request).statusCode(201).body("sizeClass", is("MEDIUM"));

        Map<String, Object> vague = aRegistration("340123");
        vague.put("industryCode", division);
        register(UUID.randomUUID().toString(), vague).statusCode(201).body("sizeClass", is("UNCLASSIFIED"));
    }

    /** The check values of the statistical rule that tell most, through the door; revenue in 10,000 yuan. */
    @ParameterizedTest
    @CsvSource({
        "34, 1000, 40000, LARGE",
        "34, 999, 40000, MEDIUM",
        "34, 300, 2000, MEDIUM",
        "34, 5000, 299, MICRO",
        "34, 19, 100000, MICRO",
        "34, 20, 300, SMALL",
        "65, 103, 15735, MEDIUM",
        "34, 103, 15735, SMALL",
        "53, 5000, 500000, UNCLASSIFIED",
        "J, 5000, 500000, UNCLASSIFIED",
        "P, 5000, 500000, UNCLASSIFIED"
    })
    void theSizeClassIsComputed(String industry, int staff, long revenue, String size) {
        Map<String, Object> request = aRegistration("340123");
        request.put("industryCode", industry);
        request.put("staffCount", staff);
        request.put("revenueFen", revenue * 1_000_000L);

        register(UUID.randomUUID().toString(), request).statusCode(201).body("sizeClass", is(size));
    }

    @Test
    void oneAddressCannotFillTheRegister() {
        RegistrationLimit limit = new RegistrationLimit(new IdentityLimits() {
            @Override
            public int registrationsPerHour() {
                return 2;
            }
        });

        limit.take("192.0.2.1");
        limit.take("192.0.2.1");
        limit.take("192.0.2.2");

        assertThatThrownBy(() -> limit.take("192.0.2.1")).isInstanceOfSatisfying(Rejection.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("registration-quota-exceeded");
            // Two an hour: the next one in half an hour, which Retry-After says.
            assertThat((Long) refusal.arguments().get(0)).isBetween(1_700L, 1_800L);
        });
    }

    @Test
    void oneAddressHasPasswordsLookedAtTenTimesAsOftenAndNotMore() {
        RegistrationLimit limit = new RegistrationLimit(new IdentityLimits() {
            @Override
            public int registrationsPerHour() {
                return 2;
            }
        });
        for (int i = 0; i < 20; i++) {
            limit.attempt("192.0.2.3");
        }

        assertThatThrownBy(() -> limit.attempt("192.0.2.3")).hasMessage("registration-quota-exceeded");
        limit.attempt("192.0.2.4");
        limit.take("192.0.2.3");
    }
}
