package cn.dengyun.identity.member;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.TestAccount;
import cn.dengyun.identity.TestOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MemberResourceTest {

    @Inject
    DataSource database;

    private UUID organization;
    private TestAccount owner;
    private String token;

    @BeforeEach
    void anOrganisationWithAnOwner() {
        organization = TestOrganization.of(database, "PROVIDER");
        owner = member("OWNER");
        token = owner.token();
    }

    @Test
    void itsPeopleSeeEachOther() {
        TestAccount viewer = member("VIEWER");

        list(viewer.token())
                .statusCode(200)
                .body("data.username", contains(viewer.username(), owner.username()))
                .body("data.organizationRole", contains("VIEWER", "OWNER"));
        list(SignedIn.tokenOf("auditor")).statusCode(200);
        list(SignedIn.tokenOf("sysadmin")).statusCode(200);
    }

    @Test
    void nobodyElseDoes() {
        for (String other : new String[] {"platform", "enterprise", "province", "finance"}) {
            list(SignedIn.tokenOf(other)).statusCode(404).body("code", is("organization-not-found"));
        }
        SignedIn.asPlatformClient()
                .get("/api/v1/organizations/" + organization + "/members")
                .then()
                .statusCode(403)
                .body("code", is("api-client-not-accepted"));
    }

    @Test
    void anOrganisationThatIsNotThereIsAnsweredLikeAnothers() {
        given().auth()
                .oauth2(SignedIn.tokenOf("sysadmin"))
                .get("/api/v1/organizations/" + UUID.randomUUID() + "/members")
                .then()
                .statusCode(404)
                .body("code", is("organization-not-found"));
    }

    @Test
    void anOwnerChangesWhatAMemberMayDoAndTheMemberSignsInAgain() {
        TestAccount handler = member("HANDLER");
        String old = handler.token();

        patch(token, handler.id(), Map.of("organizationRole", "VIEWER"))
                .statusCode(200)
                .header("ETag", is("\"1\""))
                .body("organizationRole", is("VIEWER"));

        given().auth().oauth2(old).get("/api/v1/me").then().statusCode(401);
        handler.signIn().statusCode(201).body("account.organizationRole", is("VIEWER"));
    }

    @Test
    void aPatchThatChangesNothingEndsNothing() {
        TestAccount handler = member("HANDLER");
        String still = handler.token();

        patch(token, handler.id(), Map.of("organizationRole", "HANDLER"))
                .statusCode(200)
                .header("ETag", is("\"0\""));

        given().auth().oauth2(still).get("/api/v1/me").then().statusCode(200);
    }

    @Test
    void aChangeNeedsTheStateThatItIsBasedOn() {
        TestAccount handler = member("HANDLER");
        given().auth()
                .oauth2(token)
                .contentType("application/merge-patch+json")
                .body(Map.of("organizationRole", "VIEWER"))
                .patch(path(handler.id()))
                .then()
                .statusCode(428)
                .body("code", is("if-match-required"));
        patch(token, handler.id(), Map.of("organizationRole", "VIEWER")).statusCode(200);
        patch(token, handler.id(), Map.of("organizationRole", "HANDLER"))
                .statusCode(412)
                .body("code", is("changed-meanwhile"));
    }

    @Test
    void aHandlerManagesNobody() {
        String handler = member("HANDLER").token();

        patch(handler, owner.id(), Map.of("organizationRole", "VIEWER"))
                .statusCode(403)
                .body("code", is("owner-only"));
        delete(handler, owner.id()).statusCode(403).body("code", is("owner-only"));
    }

    @Test
    void anOwnerManagesNobodyElsewhere() {
        UUID other = TestOrganization.of(database, "PROVIDER");
        TestAccount stranger = TestAccount.aMember(database, "PROVIDER", other, "OWNER");

        delete(token, stranger.id()).statusCode(404).body("code", is("member-not-found"));
        given().auth()
                .oauth2(token)
                .delete("/api/v1/organizations/" + other + "/members/" + stranger.id())
                .then()
                .statusCode(404)
                .body("code", is("organization-not-found"));
        stranger.signIn().statusCode(201);
    }

    @Test
    void theLastOwnerStays() {
        patch(token, owner.id(), Map.of("organizationRole", "HANDLER"))
                .statusCode(409)
                .body("code", is("last-owner"));
        delete(SignedIn.tokenOf("sysadmin"), owner.id()).statusCode(409).body("code", is("last-owner"));
        leave(token).statusCode(409).body("code", is("last-owner"));
    }

    @Test
    void ofTwoOwnersWhoLeaveAtOnceOneStays() {
        String other = member("OWNER").token();

        List<Integer> statuses = Stream.of(token, other)
                .map(each -> CompletableFuture.supplyAsync(
                        () -> leave(each).extract().statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses).containsExactlyInAnyOrder(204, 409);
    }

    @Test
    void whoIsRemovedIsOutAtOnce() {
        TestAccount handler = member("HANDLER");
        String old = handler.token();

        delete(token, handler.id()).statusCode(204);

        given().auth().oauth2(old).get("/api/v1/me").then().statusCode(401);
        handler.signIn().statusCode(401).body("code", is("credentials-wrong"));
        delete(token, handler.id()).statusCode(404).body("code", is("member-not-found"));
        get(token, handler.id()).statusCode(404);
    }

    @Test
    void aViewerMayLeave() {
        TestAccount viewer = member("VIEWER");

        leave(viewer.token()).statusCode(204);

        viewer.signIn().statusCode(401);
    }

    @Test
    void whoBelongsNowhereCannotLeave() {
        leave(SignedIn.tokenOf("sysadmin")).statusCode(403).body("code", is("forbidden"));
    }

    @Test
    void aMemberIsKnownByItsTag() {
        String tag = get(token, owner.id()).statusCode(200).extract().header("ETag");
        given().auth()
                .oauth2(token)
                .header("If-None-Match", tag)
                .get(path(owner.id()))
                .then()
                .statusCode(304);
    }

    @Test
    void inAnAuthorityAnOwnerGivesWhatHeHas() {
        UUID authority = TestOrganization.of(database, "AUTHORITY");
        String chief =
                TestAccount.aMember(database, "AUTHORITY", authority, "OWNER").token();
        TestAccount clerk = TestAccount.aMember(database, "AUTHORITY", authority, "HANDLER");
        String path = "/api/v1/organizations/" + authority + "/members/" + clerk.id();

        patchAt(chief, path, Map.of("roles", List.of("FINANCE")))
                .statusCode(403)
                .body("code", is("role-not-yours-to-give"));
        patchAt(SignedIn.tokenOf("sysadmin"), path, Map.of("roles", List.of("AUTHORITY", "FINANCE")))
                .statusCode(200)
                .body("roles", contains("AUTHORITY"))
                .body("roleGrantId", notNullValue());
        patchAt(SignedIn.tokenOf("sysadmin"), path, Map.of("roles", List.of("SYSADMIN")))
                .statusCode(412);
    }

    @Test
    void nobodyOfAProviderBecomesAnAdministrator() {
        TestAccount handler = member("HANDLER");

        patch(SignedIn.tokenOf("sysadmin"), handler.id(), Map.of("roles", List.of("PROVIDER", "SYSADMIN")))
                .statusCode(400)
                .body("errors.pointer", contains("/roles/1"))
                .body("errors.code", contains("role-not-for-kind"));
    }

    private TestAccount member(String role) {
        return TestAccount.aMember(database, "PROVIDER", organization, role);
    }

    private String path(UUID account) {
        return "/api/v1/organizations/" + organization + "/members/" + account;
    }

    private ValidatableResponse list(String as) {
        return given().auth()
                .oauth2(as)
                .get("/api/v1/organizations/" + organization + "/members")
                .then();
    }

    private ValidatableResponse get(String as, UUID account) {
        return given().auth().oauth2(as).get(path(account)).then();
    }

    private ValidatableResponse delete(String as, UUID account) {
        return given().auth().oauth2(as).delete(path(account)).then();
    }

    private ValidatableResponse patch(String as, UUID account, Map<String, ?> change) {
        return patchAt(as, path(account), change);
    }

    private static ValidatableResponse patchAt(String as, String path, Map<String, ?> change) {
        return given().auth()
                .oauth2(as)
                .header("If-Match", "\"0\"")
                .contentType("application/merge-patch+json")
                .body(change)
                .patch(path)
                .then();
    }

    private static ValidatableResponse leave(String as) {
        return given().auth().oauth2(as).delete("/api/v1/me/membership").then();
    }
}
