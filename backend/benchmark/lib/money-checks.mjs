// What has to hold of orders, usage, bills, claims and payments when the torture is over, asked of the database alone and held
// against what the clients were told.
import { setTimeout as sleep } from 'node:timers/promises';
import { ENTERPRISE_NAME } from './funding.mjs';
import { Tokens, send } from './http.mjs';
import { SERVERS, TRAFFIC } from './money-stream.mjs';

const OFFERING = 'torture-servers-and-traffic';
const MAX_EXAMPLES = 5;
/** Without progress: a month's bills take a while on a machine that others use. */
const PATIENCE_MILLIS = 180_000;

/** Puts an offering into the catalogue, of a price and of a measure, that vouchers may pay for; its id. */
export async function meteredOffering(platform) {
    const tokens = new Tokens(platform.base);
    const { status, body } = await send(platform.base, {
        method: 'PUT',
        path: `/api/v1/providers/${platform.provider}/offerings/${OFFERING}`,
        headers: { Authorization: `Bearer ${await tokens.get('platform')}` },
        body: JSON.stringify({
            kind: 'IAAS',
            name: '云主机与流量',
            nameEn: 'Cloud servers and traffic',
            description: '按月计费的云主机，另按实际流量计费。',
            voucherEligible: true,
            plans: [
                { code: SERVERS, name: '云主机 包月', model: 'SUBSCRIPTION', period: 'MONTH', amountFen: 106_000, taxRate: '0.06' },
                { code: TRAFFIC, name: '流量', model: 'METERED', unit: 'GB', tiers: [{ unitPriceFen: '53' }], taxRate: '0.06' },
            ],
        }),
    });
    if (status !== 200 && status !== 201) {
        throw new Error(`the offering is not taken: ${status} ${body}`);
    }
    return JSON.parse(body).id;
}

const OURS = `SELECT id FROM service_order WHERE organization_name = '${ENTERPRISE_NAME}'`;

/** Each finds rows that must not be there, by what they are. */
const WRONG = {
    'receipts that say another number of lines than are stored': `
        SELECT r.id, r.accepted, r.quarantined, e.accepted, e.quarantined, o.others FROM usage_receipt r
            CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE quarantine IS NULL) AS accepted,
                count(*) FILTER (WHERE quarantine IS NOT NULL) AS quarantined FROM usage_event WHERE receipt_id = r.id) e
            CROSS JOIN LATERAL (SELECT count(*) AS others FROM usage_receipt_row WHERE receipt_id = r.id) o
        WHERE (r.accepted, r.quarantined, r.duplicates + r.conflicts + r.refused)
            IS DISTINCT FROM (e.accepted, e.quarantined, o.others)`,
    'receipts that say another sum than is stored': `
        WITH said AS (
            SELECT r.id, (m ->> 'meterId')::uuid AS meter_id, (m ->> 'count')::bigint AS events, (m ->> 'sum')::numeric AS units
            FROM usage_receipt r CROSS JOIN LATERAL jsonb_array_elements(r.meters::jsonb) m),
        stored AS (
            SELECT receipt_id AS id, meter_id, count(*) AS events, sum(quantity) AS units FROM usage_event
            WHERE receipt_id IS NOT NULL AND quarantine IS NULL GROUP BY 1, 2)
        SELECT id, meter_id, said.events, stored.events, said.units, stored.units
        FROM said FULL JOIN stored USING (id, meter_id)
        WHERE (said.events, said.units) IS DISTINCT FROM (stored.events, stored.units)`,
    'orders billed for something else than was read of them': `
        WITH billed AS (
            SELECT b.order_id, l.order_line, sum(l.quantity) AS units FROM bill b JOIN bill_line l ON l.bill_id = b.id
            WHERE l.kind = 'USAGE' AND b.order_id IN (${OURS}) GROUP BY 1, 2),
        counted AS (
            SELECT m.order_id, m.line AS order_line, sum(e.quantity) AS units
            FROM usage_event e JOIN usage_meter m ON m.id = e.meter_id
            WHERE e.bill_id IS NOT NULL AND e.order_id IN (${OURS}) GROUP BY 1, 2)
        SELECT order_id, order_line, billed.units, counted.units FROM billed FULL JOIN counted USING (order_id, order_line)
        WHERE coalesce(billed.units, 0) <> coalesce(counted.units, 0)`,
    'events that are billed and do not count, or of which no bill is there': `
        SELECT e.id FROM usage_event e LEFT JOIN bill b ON b.id = e.bill_id AND b.order_id = e.order_id
        WHERE e.bill_id IS NOT NULL AND (e.status NOT IN ('ACCEPTED', 'REVERSED') OR b.locked_at IS NULL)`,
    'orders whose captures are more than the share of what was delivered of them': `
        WITH captured AS (
            SELECT r.order_id, r.voucher_id, sum(d.amount_fen - d.refunded_fen) AS fen
            FROM redemption d JOIN reservation r ON r.id = d.reservation_id WHERE r.order_id IN (${OURS}) GROUP BY 1, 2)
        SELECT c.order_id, c.fen, p.ratio, x.base FROM captured c JOIN voucher v ON v.id = c.voucher_id
            CROSS JOIN LATERAL (SELECT (rules::jsonb -> 'ratios' -> 'value' ->> 'IAAS')::numeric AS ratio FROM rule_version
                WHERE programme_id = v.programme_id AND version = v.rule_version) p
            CROSS JOIN LATERAL (SELECT coalesce(sum(ex_tax_fen), 0) AS base FROM order_delivery
                WHERE order_id = c.order_id AND status = 'ACCEPTED') x
            CROSS JOIN LATERAL (SELECT coalesce(sum(amount_fen), 0) AS fen FROM recovery
                WHERE order_id = c.order_id AND voucher_id = c.voucher_id) b
        WHERE c.fen - b.fen > p.ratio * x.base`,
    'captures of our orders that no accepted delivery has': `
        SELECT d.id FROM redemption d JOIN reservation r ON r.id = d.reservation_id
            LEFT JOIN order_delivery x ON x.id = r.delivery_id AND x.order_id = r.order_id AND x.status = 'ACCEPTED'
        WHERE r.order_id IN (${OURS}) AND x.id IS NULL`,
    'holds for orders that are over or not there': `
        SELECT r.id FROM reservation r LEFT JOIN service_order o ON o.id = r.order_id
        WHERE r.status = 'HELD' AND r.order_id IS NOT NULL
            AND coalesce(o.status, 'LAPSED') IN ('COMPLETED', 'REJECTED', 'LAPSED', 'CANCELLED')`,
    'captures that are paid, or on their way to be, more than once': `
        SELECT redemption_id, count(*) FROM settlement_line WHERE status IN ('INCLUDED', 'INSTRUCTED', 'PAID')
        GROUP BY 1 HAVING count(*) > 1`,
    'lines for which the ledger has moved money otherwise than they say': `
        SELECT l.id, l.status, t.* FROM settlement_line l CROSS JOIN LATERAL (
            SELECT coalesce(sum(amount_fen) FILTER (WHERE cause = 'INSTRUCTION'), 0) AS instructed,
                coalesce(sum(amount_fen) FILTER (WHERE cause = 'PAYMENT'), 0) AS paid,
                coalesce(sum(amount_fen) FILTER (WHERE cause = 'PAYMENT_FAILURE'), 0) AS failed,
                coalesce(sum(amount_fen) FILTER (WHERE cause = 'PAYMENT_RETURN'), 0) AS returned
            FROM ledger_transfer WHERE subject_id = l.id) t
        WHERE (t.instructed, t.paid, t.failed, t.returned) IS DISTINCT FROM (
            CASE WHEN l.status IN ('INSTRUCTED', 'PAID', 'FAILED', 'RETURNED') THEN l.amount_fen ELSE 0 END,
            CASE WHEN l.status IN ('PAID', 'RETURNED') THEN l.amount_fen ELSE 0 END,
            CASE WHEN l.status = 'FAILED' THEN l.amount_fen ELSE 0 END,
            CASE WHEN l.status = 'RETURNED' THEN l.amount_fen ELSE 0 END)`,
    // The audit office of Malta found vouchers that were paid and never redeemed.
    'vouchers of which more is paid than was captured': `
        SELECT v.id, v.captured_fen, l.fen FROM voucher v JOIN (
            SELECT voucher_id, sum(amount_fen) AS fen FROM settlement_line WHERE status IN ('INSTRUCTED', 'PAID') GROUP BY 1) l
            ON l.voucher_id = v.id WHERE l.fen > v.captured_fen`,
    // What is asked back of whoever was paid stays paid.
    'captures that are paid and were not captured, or not for so much': `
        SELECT l.id FROM settlement_line l LEFT JOIN redemption d ON d.id = l.redemption_id AND d.voucher_id = l.voucher_id
        WHERE l.status IN ('INSTRUCTED', 'PAID') AND l.amount_fen > coalesce(d.amount_fen - (
            SELECT coalesce(sum(f.amount_fen), 0) FROM refund f WHERE f.redemption_id = d.id AND f.destination <> 'RECOVERY'), 0)`,
    'captures of vouchers that nobody had held anything of before': `
        SELECT d.id FROM redemption d JOIN reservation r ON r.id = d.reservation_id
        WHERE r.status <> 'CAPTURED' OR r.voucher_id <> d.voucher_id OR r.amount_fen < d.amount_fen
            OR r.created_at > d.captured_at`,
    // A capture that was paid stays as it is; what was paid too much is owed by whoever got it.
    'recoveries for which the ledger has moved money otherwise than they say': `
        WITH moved AS (
            SELECT coalesce(s.recovery_id, t.subject_id) AS id,
                coalesce(sum(t.amount_fen) FILTER (WHERE t.cause = 'RECOVERY_DEMAND'), 0) AS demanded,
                coalesce(sum(CASE t.source_kind WHEN 'RECOVERY_RECEIVABLE' THEN t.amount_fen ELSE -t.amount_fen END)
                    FILTER (WHERE t.cause = 'RECOVERY_RECEIPT'), 0) AS received,
                coalesce(sum(t.amount_fen) FILTER (WHERE t.cause = 'RECOVERY_WRITE_OFF'), 0) AS written_off
            FROM ledger_transfer t LEFT JOIN recovery_step s ON s.id = t.subject_id
            WHERE t.cause IN ('RECOVERY_DEMAND', 'RECOVERY_RECEIPT', 'RECOVERY_WRITE_OFF') GROUP BY 1)
        SELECT id, r.status, r.amount_fen, m.demanded, r.received_fen, m.received, r.written_off_fen, m.written_off
        FROM recovery r FULL JOIN moved m USING (id)
        WHERE (r.amount_fen, r.received_fen, r.written_off_fen) IS DISTINCT FROM (m.demanded, m.received, m.written_off)`,
    'payments of which more is asked back than was paid': `
        SELECT l.id, l.amount_fen, sum(r.amount_fen) FROM settlement_line l JOIN recovery r ON r.line_id = l.id
        GROUP BY 1, 2 HAVING sum(r.amount_fen) > l.amount_fen`,
    'recoveries of which more has come in, or was given up, than is asked back': `
        SELECT id FROM recovery WHERE received_fen + written_off_fen > amount_fen`,
    'batches that one person has checked or let be paid alone': `
        SELECT id FROM settlement_batch WHERE approved_by = built_by OR instructed_by = proposed_by`,
};

const COUNTS = {
    orders: `SELECT count(*) FROM service_order WHERE id IN (${OURS})`,
    'accepted deliveries': `SELECT count(*) FROM order_delivery WHERE status = 'ACCEPTED' AND order_id IN (${OURS})`,
    'readings that count': `SELECT count(*) FROM usage_event WHERE status = 'ACCEPTED' AND order_id IN (${OURS})`,
    'of them billed': `SELECT count(*) FROM usage_event WHERE bill_id IS NOT NULL AND order_id IN (${OURS})`,
    'bills locked': `SELECT count(*) FROM bill WHERE locked_at IS NOT NULL AND order_id IN (${OURS})`,
    'bills accepted or disputed': `SELECT count(*) FROM bill WHERE num_nonnulls(accepted_at, disputed_at) > 0 AND order_id IN (${OURS})`,
    'captures by bills': `SELECT count(*) FROM redemption d JOIN reservation r ON r.id = d.reservation_id
        JOIN order_delivery x ON x.id = r.delivery_id WHERE x.source = 'BILL' AND x.order_id IN (${OURS})`,
    claims: `SELECT count(*) FROM settlement_claim WHERE order_id IN (${OURS})`,
    batches: 'SELECT count(*) FROM settlement_batch',
    'lines paid': "SELECT count(*) FROM settlement_line WHERE status = 'PAID'",
    'fen paid': "SELECT coalesce(sum(amount_fen), 0) FROM settlement_line WHERE status = 'PAID'",
    'lines that failed or came back': "SELECT count(*) FROM settlement_line WHERE status IN ('FAILED', 'RETURNED')",
    recoveries: 'SELECT count(*) FROM recovery',
    'fen asked back': 'SELECT coalesce(sum(amount_fen), 0) FROM recovery',
    'fen of them received': 'SELECT coalesce(sum(received_fen), 0) FROM recovery',
};

/** Waits until what the clock has decided of bills is carried out; how many are still due when there is no progress for long. */
export async function caughtUp(platform) {
    let least = Infinity;
    for (let since = Date.now(); ; await sleep(1_000)) {
        const [[due]] = await platform.sql(`SELECT count(*) FROM bill WHERE status IN ('OPEN', 'GRACE') AND due_at
            <= now() + (SELECT coalesce(max(ahead_micros), 0) FROM sandbox_clock) * interval '1 microsecond'`);
        if (Number(due) < least) {
            least = Number(due);
            since = Date.now();
        }
        if (due === '0' || Date.now() - since > PATIENCE_MILLIS) {
            return Number(due);
        }
    }
}

/** Receipts that say another thing than is stored, as texts. */
export async function wrongReceipts(platform) {
    const wrong = [];
    for (const [what, select] of Object.entries(WRONG).filter(([name]) => name.startsWith('receipts'))) {
        (await platform.sql(`${select} LIMIT ${MAX_EXAMPLES}`)).forEach((row) => wrong.push(`${what}: ${row.join(' ')}`));
    }
    return wrong;
}

/** Says what there is of everything; whatever must not be is a finding. */
export async function judgeMoney(platform, clients, tally) {
    for (const [what, select] of Object.entries(WRONG)) {
        const rows = await platform.sql(`${select} LIMIT ${MAX_EXAMPLES}`);
        rows.forEach((row) => tally.finding(`${what}: ${row.join(' ')}`));
    }
    await judgeReceipts(platform, tally);
    await judgeReadings(platform, clients, tally);
    const counts = {};
    for (const [name, select] of Object.entries(COUNTS)) {
        counts[name] = Number((await platform.sql(select))[0][0]);
    }
    return counts;
}

/** Every receipt that a client has is on record as he has it, and there is no other. */
async function judgeReceipts(platform, tally) {
    const rows = await platform.sql(`
        SELECT id, accepted, duplicates, conflicts, quarantined, refused, digest FROM usage_receipt r
        WHERE EXISTS (SELECT 1 FROM usage_event e WHERE e.receipt_id = r.id AND e.order_id IN (${OURS}))
            OR EXISTS (SELECT 1 FROM usage_receipt_row o WHERE o.receipt_id = r.id
                AND (o.meter_id IS NULL OR o.meter_id IN (SELECT id FROM usage_meter WHERE order_id IN (${OURS}))))`);
    const missing = new Set(tally.receipts.keys());
    for (const [id, ...kept] of rows) {
        const told = tally.receipts.get(id);
        missing.delete(id);
        if (told !== kept.join()) {
            tally.finding(`receipt ${id} is kept as ${kept.join()}, its client was told ${told ?? 'nothing'}`);
        }
    }
    missing.forEach((id) => tally.finding(`receipt ${id} was acknowledged and is not on record`));
}

/** Of each meter as many readings are on record as clients have reported that differ, however often they came. */
async function judgeReadings(platform, clients, tally) {
    const kept = new Map(
        (
            await platform.sql(`SELECT meter_id, count(*) FROM usage_event WHERE order_id IN (${OURS}) GROUP BY 1`)
        ).map(([meter, count]) => [meter, Number(count)]),
    );
    for (const { money } of clients) {
        for (const [meter, { bits, early }] of money.readings) {
            const reported = bits.reduce((sum, byte) => sum + ones(byte), early);
            const count = kept.get(meter) ?? 0;
            kept.delete(meter);
            if (count !== reported) {
                tally.finding(`meter ${meter}: ${reported} readings were reported, ${count} are kept`);
            }
        }
    }
    kept.forEach((count, meter) => tally.finding(`meter ${meter}: nobody has reported the ${count} readings that are kept`));
}

function ones(byte) {
    let count = 0;
    for (let left = byte; left > 0; left >>= 1) {
        count += left & 1;
    }
    return count;
}
