"""The walk of JavaWalk through the client that OpenAPI Generator makes for Python; its argument is the address of a platform with
demo data."""
import json
import sys
import uuid

import openapi_client as dengyun

MONTHS = "12"
HELD_FEN = 10_000
CAPTURED_FEN = 7_000


def client(token=None):
    return dengyun.ApiClient(dengyun.Configuration(host=PLATFORM, access_token=token))


def push(pushes, provider_id):
    lines = (
        '{"externalId":"python-1","kind":"SAAS","name":"云端报销"}\n'
        '{"externalId":"python-2","kind":"SAAS","name":""}\n'
    )
    begun = pushes.create_catalogue_push(
        provider_id=provider_id, idempotency_key=str(uuid.uuid4()), body=lines.encode()
    )
    # The stream of its progress ends with the push.
    progress = pushes.watch_catalogue_push(begun.id)
    assert b"data:" in progress, "a push tells its progress"
    results = pushes.list_catalogue_push_results(begun.id).decode().splitlines()
    assert len(results) == 2, "every line has its result"
    refused = dengyun.CataloguePushResult.from_json(results[1])
    assert refused.outcome == dengyun.DeclarationOutcome.REJECTED, "a line without a name is refused"
    assert refused.errors[0].pointer == "/name", "the defect has its place"


def monthly_plan(catalogue, offering_id):
    plans = catalogue.get_offering(id=offering_id).content.plans
    return next(plan for plan in plans if plan.model == dengyun.PriceModel.SUBSCRIPTION).code


def redeem(of_enterprise, of_provider, offering, plan):
    before = of_enterprise.list_vouchers().data[0]
    line = dengyun.ReservationLineRequest(planCode=plan, quantity=MONTHS, amountFen=HELD_FEN)
    reservation = of_enterprise.create_reservation(
        id=before.id,
        idempotency_key=str(uuid.uuid4()),
        reservation_request=dengyun.ReservationRequest(
            offeringId=offering.id, externalReference=f"PO-{uuid.uuid4()}", lines=[line]
        ),
    )
    assert reservation.lines[0].base_fen > HELD_FEN, "the plan's price is what a share is paid of"
    redemption = of_provider.capture_reservation(
        id=reservation.id,
        idempotency_key=str(uuid.uuid4()),
        capture_request=dengyun.CaptureRequest(amountFen=CAPTURED_FEN),
    )
    after = of_enterprise.get_voucher(before.id)
    assert redemption.amount_fen == CAPTURED_FEN, "what was asked for is captured"
    assert after.captured_fen == before.captured_fen + CAPTURED_FEN, "the voucher says what was captured"
    assert after.available_fen == before.available_fen - CAPTURED_FEN, "what was held and not captured is free again"
    assert after.status == before.status, "the voucher can still be used"


PLATFORM = sys.argv[1]
identity = dengyun.IdentityApi(client())
enterprise = identity.create_session(
    dengyun.SessionRequest(username="enterprise", password="Dengyun#2018")
).access_token
provider = identity.create_access_token(
    grant_type="client_credentials", client_id="platform-client", client_secret="platform-secret"
).access_token

found = dengyun.OfferingsApi(client()).search_offerings(
    q="云服务器",
    kind=[dengyun.OfferingKind.IAAS],
    voucher_eligible=True,
    facets="kind,providerId",
    limit=50,
)
assert found.facets is not None, "facets were asked for"
offering = next(offering for offering in found.data if offering.external_id.startswith("demo-"))

push(dengyun.CataloguePushesApi(client(provider)), offering.provider_id)
redeem(
    dengyun.VouchersApi(client(enterprise)),
    dengyun.VouchersApi(client(provider)),
    offering,
    monthly_plan(dengyun.CatalogueApi(client()), offering.id),
)
