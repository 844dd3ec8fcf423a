package cn.dengyun.conformance

import cn.dengyun.client.kotlin.apis.CatalogueApi
import cn.dengyun.client.kotlin.apis.CataloguePushesApi
import cn.dengyun.client.kotlin.apis.IdentityApi
import cn.dengyun.client.kotlin.apis.OfferingsApi
import cn.dengyun.client.kotlin.apis.VouchersApi
import cn.dengyun.client.kotlin.infrastructure.Serializer
import cn.dengyun.client.kotlin.models.CaptureRequest
import cn.dengyun.client.kotlin.models.CataloguePushResult
import cn.dengyun.client.kotlin.models.DeclarationOutcome
import cn.dengyun.client.kotlin.models.OfferingKind
import cn.dengyun.client.kotlin.models.OfferingSummary
import cn.dengyun.client.kotlin.models.PriceModel
import cn.dengyun.client.kotlin.models.ReservationLineRequest
import cn.dengyun.client.kotlin.models.ReservationRequest
import cn.dengyun.client.kotlin.models.SessionRequest
import java.io.File
import java.util.UUID

private const val MONTHS = "12"
private const val HELD_FEN = 10_000L
private const val CAPTURED_FEN = 7_000L

/**
 * The walk of JavaWalk through the client that OpenAPI Generator makes for Kotlin.
 *
 * @param arguments the address of a platform with demo data
 */
fun main(arguments: Array<String>) {
    val platform = arguments[0]
    val identity = IdentityApi(platform)
    val enterprise = identity.createSession(SessionRequest("enterprise", "Dengyun#2018")).accessToken
    val provider = identity.createAccessToken(
        grantType = "client_credentials", clientId = "platform-client", clientSecret = "platform-secret",
    ).accessToken

    val found = OfferingsApi(platform).searchOfferings(
        q = "云服务器", kind = listOf(OfferingKind.IAAS), voucherEligible = true, facets = "kind,providerId", limit = 50,
        sort = OfferingsApi.SortSearchOfferings.byName,
    )
    checkNotNull(found.facets) { "facets were asked for" }
    val offering = found.data.first { it.externalId.startsWith("demo-") }

    push(CataloguePushesApi(platform).apply { accessTokenProvider = { provider } }, offering.providerId)
    redeem(
        VouchersApi(platform).apply { accessTokenProvider = { enterprise } },
        VouchersApi(platform).apply { accessTokenProvider = { provider } },
        offering,
        monthlyPlan(platform, offering.id),
    )
}

private fun monthlyPlan(platform: String, offeringId: UUID): String {
    val plans = CatalogueApi(platform).getOffering(offeringId).content.plans
    checkNotNull(plans) { "it has plans" }
    return plans.first { it.model == PriceModel.SUBSCRIPTION }.code
}

private fun push(pushes: CataloguePushesApi, providerId: UUID) {
    val lines = File.createTempFile("dengyun-catalogue", ".ndjson")
    lines.writeText(
        """
        {"externalId":"kotlin-1","kind":"SAAS","name":"云端报销"}
        {"externalId":"kotlin-2","kind":"SAAS","name":""}
        """.trimIndent(),
    )
    val begun = pushes.createCataloguePush(providerId, UUID.randomUUID().toString(), lines)
    // The stream of its progress ends with the push.
    check("data:" in pushes.watchCataloguePush(begun.id).readText()) { "a push tells its progress" }
    val results = pushes.listCataloguePushResults(begun.id).readLines()
    check(results.size == 2) { "every line has its result" }
    val refused = Serializer.gson.fromJson(results[1], CataloguePushResult::class.java)
    check(refused.outcome == DeclarationOutcome.REJECTED) { "a line without a name is refused" }
    check(refused.errors?.first()?.pointer == "/name") { "the defect has its place" }
}

private fun redeem(ofEnterprise: VouchersApi, ofProvider: VouchersApi, offering: OfferingSummary, plan: String) {
    val before = ofEnterprise.listVouchers().data.first()
    val reservation = ofEnterprise.createReservation(
        before.id,
        UUID.randomUUID().toString(),
        ReservationRequest(
            offeringId = offering.id,
            externalReference = "PO-" + UUID.randomUUID(),
            lines = listOf(ReservationLineRequest(planCode = plan, quantity = MONTHS, amountFen = HELD_FEN)),
        ),
    )
    check(reservation.lines.single().baseFen > HELD_FEN) { "the plan's price is what a share is paid of" }
    val redemption = ofProvider.captureReservation(
        reservation.id, UUID.randomUUID().toString(), CaptureRequest(amountFen = CAPTURED_FEN),
    )
    val after = ofEnterprise.getVoucher(before.id)
    check(redemption.amountFen == CAPTURED_FEN) { "what was asked for is captured" }
    check(after.capturedFen == before.capturedFen + CAPTURED_FEN) { "the voucher says what was captured" }
    check(after.availableFen == before.availableFen - CAPTURED_FEN) { "what was held and not captured is free again" }
    check(after.status == before.status) { "the voucher can still be used" }
}
