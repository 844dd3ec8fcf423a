package cn.dengyun.conformance;

import cn.dengyun.client.java.ApiClient;
import cn.dengyun.client.java.ApiException;
import cn.dengyun.client.java.api.CatalogueApi;
import cn.dengyun.client.java.api.CataloguePushesApi;
import cn.dengyun.client.java.api.IdentityApi;
import cn.dengyun.client.java.api.OfferingsApi;
import cn.dengyun.client.java.api.VouchersApi;
import cn.dengyun.client.java.model.CaptureRequest;
import cn.dengyun.client.java.model.CataloguePush;
import cn.dengyun.client.java.model.CataloguePushResult;
import cn.dengyun.client.java.model.DeclarationOutcome;
import cn.dengyun.client.java.model.OfferingKind;
import cn.dengyun.client.java.model.OfferingPage;
import cn.dengyun.client.java.model.OfferingSummary;
import cn.dengyun.client.java.model.Plan;
import cn.dengyun.client.java.model.PriceModel;
import cn.dengyun.client.java.model.Redemption;
import cn.dengyun.client.java.model.Reservation;
import cn.dengyun.client.java.model.ReservationLineRequest;
import cn.dengyun.client.java.model.ReservationRequest;
import cn.dengyun.client.java.model.SessionRequest;
import cn.dengyun.client.java.model.Voucher;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * An enterprise and a provider use the platform through the client that OpenAPI Generator makes for Java: sign-in,
 * search, a push with a refused line, a reservation, its capture and the voucher's state. Whatever is received also has
 * to pass the Bean Validation that was generated with it.
 */
public final class JavaWalk {

    private static final String MONTHS = "12";
    private static final long HELD_FEN = 10_000;
    private static final long CAPTURED_FEN = 7_000;

    private final Validator validator =
            Validation.buildDefaultValidatorFactory().getValidator();
    private final ApiClient anybody;
    private final ApiClient enterprise;
    private final ApiClient provider;

    private JavaWalk(String platform) throws ApiException {
        anybody = client(platform, null);
        enterprise = client(platform, tokenOfEnterprise());
        provider = client(platform, tokenOfProvider());
    }

    /** @param arguments the address of a platform with demo data */
    public static void main(String[] arguments) throws ApiException, IOException {
        JavaWalk walk = new JavaWalk(arguments[0]);
        OfferingSummary offering = walk.search();
        walk.push(offering.getProviderId());
        walk.redeem(offering);
    }

    private static ApiClient client(String platform, String token) {
        ApiClient client = new ApiClient().setBasePath(platform);
        if (token != null) {
            client.setBearerToken(token);
        }
        return client;
    }

    private String tokenOfEnterprise() throws ApiException {
        SessionRequest request =
                valid(new SessionRequest().username("enterprise").password("Dengyun#2018"));
        return valid(new IdentityApi(anybody).createSession(request).execute()).getAccessToken();
    }

    private String tokenOfProvider() throws ApiException {
        return valid(new IdentityApi(anybody)
                        .createAccessToken("client_credentials")
                        .clientId("platform-client")
                        .clientSecret("platform-secret")
                        .execute())
                .getAccessToken();
    }

    private OfferingSummary search() throws ApiException {
        OfferingPage found = valid(new OfferingsApi(anybody)
                .searchOfferings()
                .q("云服务器")
                .kind(List.of(OfferingKind.IAAS))
                .voucherEligible(true)
                .facets("kind,providerId")
                .limit(50)
                .execute());
        require(found.getFacets() != null, "facets were asked for");
        return found.getData().stream()
                .filter(offering -> offering.getExternalId().startsWith("demo-"))
                .findFirst()
                .orElseThrow();
    }

    private void push(UUID providerId) throws ApiException, IOException {
        Path lines = Files.createTempFile("dengyun-catalogue", ".ndjson");
        Files.writeString(lines, """
                {"externalId":"java-1","kind":"SAAS","name":"云端报销"}
                {"externalId":"java-2","kind":"SAAS","name":""}
                """);
        CataloguePushesApi pushes = new CataloguePushesApi(provider);
        CataloguePush begun =
                valid(pushes.createCataloguePush(providerId, UUID.randomUUID().toString(), lines.toFile())
                        .execute());
        // The stream of its progress ends with the push.
        File progress = pushes.watchCataloguePush(begun.getId()).execute();
        require(Files.readString(progress.toPath()).contains("data:"), "a push tells its progress");
        File results = pushes.listCataloguePushResults(begun.getId()).execute();
        List<String> texts = Files.readAllLines(results.toPath());
        require(texts.size() == 2, "every line has its result");
        CataloguePushResult refused = valid(CataloguePushResult.fromJson(texts.get(1)));
        require(refused.getOutcome() == DeclarationOutcome.REJECTED, "a line without a name is refused");
        require(refused.getErrors().get(0).getPointer().equals("/name"), "the defect has its place");
    }

    private String monthlyPlan(UUID offeringId) throws ApiException {
        return valid(new CatalogueApi(anybody).getOffering(offeringId).execute()).getContent().getPlans().stream()
                .filter(plan -> plan.getModel() == PriceModel.SUBSCRIPTION)
                .map(Plan::getCode)
                .findFirst()
                .orElseThrow();
    }

    private void redeem(OfferingSummary offering) throws ApiException {
        VouchersApi vouchers = new VouchersApi(enterprise);
        Voucher before = valid(vouchers.listVouchers().execute()).getData().get(0);
        ReservationRequest order = valid(new ReservationRequest()
                .offeringId(offering.getId())
                .externalReference("PO-" + UUID.randomUUID())
                .lines(List.of(new ReservationLineRequest()
                        .planCode(monthlyPlan(offering.getId()))
                        .quantity(MONTHS)
                        .amountFen(HELD_FEN))));
        Reservation reservation = valid(
                vouchers.createReservation(before.getId(), UUID.randomUUID().toString(), order)
                        .execute());
        require(reservation.getLines().get(0).getBaseFen() > HELD_FEN, "the plan's price is what a share is paid of");
        Redemption redemption = valid(new VouchersApi(provider)
                .captureReservation(
                        reservation.getId(),
                        UUID.randomUUID().toString(),
                        valid(new CaptureRequest().amountFen(CAPTURED_FEN)))
                .execute());
        Voucher after = valid(vouchers.getVoucher(before.getId()).execute());
        require(redemption.getAmountFen() == CAPTURED_FEN, "what was asked for is captured");
        require(after.getCapturedFen() == before.getCapturedFen() + CAPTURED_FEN, "the voucher says what was captured");
        require(
                after.getAvailableFen() == before.getAvailableFen() - CAPTURED_FEN,
                "what was held and not captured is free again");
        require(after.getStatus() == before.getStatus(), "the voucher can still be used");
    }

    private <T> T valid(T value) {
        var violations = validator.validate(value);
        require(violations.isEmpty(), value.getClass().getSimpleName() + ": " + violations);
        return value;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
