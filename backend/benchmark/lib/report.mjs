// What was found, for people.
import { short, shortSpread } from './numbers.mjs';

export function markdown(report) {
    const { machine } = report;
    const parts = [
        '# Benchmark',
        `${machine.at}, commit ${machine.commit}. ${machine.cores} × ${machine.cpu}, ${machine.memoryMiB} MiB,` +
            ` ${machine.kernel}. ${machine.java}; PostgreSQL ${machine.postgres} (${Object.entries(machine.settings)
                .map((setting) => setting.join('='))
                .join(', ')}); ${machine.pgbench}; Node ${machine.node}.`,
        `Flush of 8 KiB: ${short(machine.flush.medianMs)} ms (p95 ${short(machine.flush.p95Ms)}). Load average before` +
            ` ${machine.loadAverageBefore.join(' ')}, after ${machine.loadAverageAfter.join(' ')}.`,
        'Figures are medians of the rounds with the least and the greatest in brackets. A ratio compares the two windows' +
            ' of one round. “CPU ratio” is the same ratio in processor time for each operation, generators included: what' +
            ' it would be on a machine that nobody shares.',
    ];
    if (report.comparisons.length > 0) {
        parts.push(comparisons(report.comparisons), processors(report.comparisons));
    }
    if (report.access) {
        parts.push(access(report.access));
    }
    if (report.vouchers) {
        parts.push(vouchers(report.vouchers));
    }
    if (report.openings) {
        parts.push(openings(report.openings));
    }
    if (report.usage) {
        parts.push(usage(report.usage));
    }
    if (report.bills) {
        const { readings, shuffles, models, seconds } = report.bills;
        parts.push(
            `In memory, ${short(seconds)} s: ${readings} readings and as many again as a quarter of them, in ${shuffles} orders, of each of` +
                ` three price models: one bill each. ${models} price models: what a count in whole numbers comes to.`,
        );
    }
    if (report.adoption) {
        parts.push(adoption(report.adoption));
    }
    if (report.again) {
        parts.push(
            `Pushing the same rows again, unchanged: ${shortSpread(report.again.perSecond)} rows/s,` +
                ` ${shortSpread(report.again.ratio)} times as fast as the first time (by CPU ${shortSpread(report.again.cpuRatio)}).`,
        );
    }
    if (report.load) {
        parts.push(
            `Loading ${report.loaded} offerings: ${short(report.load.perSecond)} rows/s, processor time a row: platform` +
                ` ${short(report.load.cpuMs.app)} ms, PostgreSQL ${short(report.load.cpuMs.postgres)} ms.`,
        );
    }
    if (report.overload) {
        parts.push(overload(report.overload));
    }
    if (report.latency) {
        parts.push(latency(report.latency));
    }
    for (const search of report.search ?? []) {
        parts.push(searches(search));
    }
    if (report.watchers) {
        parts.push(watchers(report.watchers));
    }
    if (report.buffers) {
        parts.push(buffers(report.buffers));
    }
    parts.push(memoryAndStart(report));
    return `${parts.join('\n\n')}\n`;
}

function table(head, rows) {
    return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function comparisons(all) {
    return table(
        ['Compared', 'Ratio', 'CPU ratio', 'Platform, per second', 'PostgreSQL alone, per second', 'Cores others used'],
        compared(all),
    );
}

function compared(all) {
    return all.map((one) => [
        one.name,
        shortSpread(one.ratio),
        shortSpread(one.cpuRatio),
        shortSpread(one.perSecond.ours),
        shortSpread(one.perSecond.theirs),
        shortSpread(one.othersCores),
    ]);
}

function processors(all) {
    return table(
        ['Processor ms for each', 'Platform', 'its PostgreSQL', 'its generator', 'PostgreSQL alone', 'its generator'],
        all.map((one) => [
            one.name,
            ...['app', 'postgres', 'generator', 'theirPostgres', 'theirGenerator'].map((part) => shortSpread(one.cpuMs[part])),
        ]),
    );
}

function access({ comparisons: all, signIns }) {
    const { people, systems, verification, checks, tokens } = signIns;
    const row = (name, one) => [name, shortSpread(one.perSecond), shortSpread(one.cpuMs)];
    return [
        table(
            ['With an access token ÷ without', 'Ratio', 'CPU ratio', 'With, per second', 'Without, per second', 'Cores others used'],
            compared(all),
        ),
        table(
            ['Signing in', 'Per second', 'Processor ms of the platform for each'],
            [row('people, by password', people), row('systems, by secret', systems)],
        ),
        `Checking the signature of a token that is new: ${shortSpread(verification.cpuMs)} ms of processor, as a GET costs` +
            ` ${shortSpread(verification.first)} ms the first time and ${shortSpread(verification.again)} ms the second.` +
            ` Of ${tokens} tokens ${checks.first} signatures were checked the first time and ${checks.again} the second.`,
    ].join('\n\n');
}

function vouchers({ comparisons: all, statements }) {
    const counted = statements === null ? '' : `\n\nStatements for one capture, those that number ledger, facts and audit trail behind it included: ${short(statements)}.`;
    return `${comparisons(all)}\n\n${processors(all)}${counted}`;
}

function usage({ comparisons: all, lines, seconds, accepted, duplicates, calls, retries, kills, shuffles, ...more }) {
    return (
        `${comparisons(all)}\n\n${processors(all)}\n\nAsked is half of what PostgreSQL alone does. ${lines} lines in any order,` +
        ` ${short(seconds)} s with ${kills} kills, those during the shuffles included: ${accepted} readings count, ${duplicates} had come before; ${calls} calls,` +
        ` ${retries} repeated because nobody had answered. Receipts that say another thing than is stored: ${more.wrongReceipts}.` +
        ` ${shuffles} orders of the same ${more.readingsOfAShuffle} readings, each in another order, in ${short(more.shuffledSeconds)} s:` +
        ` ${more.differentBills} bill; of each the same ${more.heldOfAShuffle} were held back. ${more.countedBills} bills are what a count in whole` +
        ` numbers comes to, line by line.`
    );
}

function adoption({ records, seconds, perSecond, results, batches, countedSeconds, enterprises, checks, wrong, memory, reads, sheets }) {
    return [
        '## Adoption',
        '',
        `${records} records in ${short(seconds)} s with a kill between (${short(perSecond)} a second), ${results} results;` +
            ` ${batches} batches accepted and ${enterprises} enterprises counted in ${short(countedSeconds)} s. ${checks} figures held against a` +
            ` recount in the same snapshot: ${wrong} wrong. Platform ${memory.idle.residentMiB} MiB idle, ${memory.beforeResults.residentMiB} MiB` +
            ` before and ${memory.afterResults.residentMiB} MiB after all results were read.`,
        '',
        '| read with that many records | p50, ms | p95, ms | p99, ms |',
        '| --- | --- | --- | --- |',
        ...reads.map(({ address, p50Ms, p95Ms, p99Ms }) => `| \`${address}\` | ${p50Ms} | ${p95Ms} | ${p99Ms} |`),
        '',
        '| sheet | rows | s | MiB | platform before, MiB | most | after |',
        '| --- | --- | --- | --- | --- | --- | --- |',
        ...sheets.exports.map(({ format, rows, seconds, bytes, memory: used }) => sheetRow(`export as ${format}`, rows, seconds, bytes, used)),
        ...Object.entries(sheets.door)
            .filter(([, sent]) => sent.memory)
            .map(([name, sent]) => sheetRow(`workbook, ${name}`, sheets.door.rows, sent.seconds, sent.bytesBack, sent.memory)),
    ].join('\n');
}

function sheetRow(name, rows, seconds, bytes, { beforeMiB, mostMiB, afterMiB }) {
    return `| ${name} | ${rows} | ${short(seconds)} | ${short(bytes / 2 ** 20)} | ${beforeMiB} | ${mostMiB} | ${afterMiB} |`;
}

function openings({ intake, issue }) {
    return (
        `${comparisons(intake)}\n\n${processors(intake)}\n\n${issue.vouchers} vouchers issued by one decision in` +
        ` ${short(issue.seconds)} s (${short(issue.perSecond)} a second; cores others used: ${short(issue.othersCores)}).`
    );
}

function overload(kinds) {
    const rows = Object.entries(kinds).flatMap(([kind, { crowds }]) =>
        crowds.map(
            ({ times, best, perSecond, goodput, answered, refused, others }) =>
                `| ${kind} × ${times} | ${short(best.perSecond)} | ${short(perSecond)} | ${short(goodput)} | ${answered.p99Ms}` +
                ` | ${refused.count} | ${refused.p99Ms} | ${refused.followUps} | ${others} |`,
        ),
    );
    return [
        '## Overload',
        '',
        '| | best at 200 connections, /s | done at 1,500, /s | goodput | answered p99, ms | refused | refused p99, ms | of them follow-ups | others |',
        '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
        ...rows,
        ...Object.entries(kinds)
            .filter(([, { isSettled }]) => !isSettled)
            .map(([kind, { warming }]) => `\n${kind} never settled at 200 connections: ${warming.map(short).join(', ')}/s.`),
        '',
    ].join('\n');
}

function latency({ rate, idle, push, p99Ratio }) {
    const row = (name, arm) => [name, shortSpread(arm.p50Ms), shortSpread(arm.p99Ms), shortSpread(arm.maxMs)];
    return (
        `Reads of random offerings at ${rate} a second, in ms from the moment each was due:\n\n` +
        `${table(['', 'p50', 'p99', 'greatest'], [row('idle', idle), row('during a push', push)])}\n\n` +
        `p99 during a push ÷ idle: ${shortSpread(p99Ratio)}.`
    );
}

function searches({ offerings, classes, recall }) {
    return (
        `Search among ${offerings} offerings, one at a time, in ms:\n\n` +
        table(
            ['Terms', 'Requests', 'p50', 'p95', 'greatest'],
            classes.map((one) => [one.name, one.requests, short(one.p50Ms), short(one.p95Ms), short(one.maxMs)]),
        ) +
        `\n\nAgainst LIKE: ${recall.terms} random substrings of names, ${recall.differing} with another result` +
        `${recall.differing > 0 ? ` (${recall.failures.join(', ')})` : ''}.`
    );
}

function watchers({ watchers: count, openedInSeconds, kibEach, coresIdle, delayMs }) {
    return (
        `${count} watchers of vouchers, opened in ${short(openedInSeconds)} s: ${short(kibEach.resident)} KiB of resident` +
        ` memory each, ${short(kibEach.heap)} KiB of heap; ${short(coresIdle)} cores while nothing happens. A change made by` +
        ` SQL reaches its watcher after ${short(delayMs.p50)} ms, ${short(delayMs.most)} ms at most.`
    );
}

function buffers({ buffers: all, unitsOfWorkPerRequest }) {
    const units =
        unitsOfWorkPerRequest === null ? '' : `\n\nUnits of work for one GET offering: ${short(unitsOfWorkPerRequest)}.`;
    return table(['Statement', 'Shared buffers touched'], Object.entries(all)) + units;
}

function memoryAndStart({ memory, startUp }) {
    const rows = Object.entries(memory).map(([name, one]) => [
        name,
        one.residentMiB,
        one.peakMiB ?? '–',
        one.postgresMiB ?? '–',
    ]);
    if (startUp.memory) {
        rows.push(['after a restart', startUp.memory.residentMiB, startUp.memory.peakMiB, startUp.memory.postgresMiB ?? '–']);
    }
    const again = startUp.againSeconds ? `; with the data there, ${shortSpread(startUp.againSeconds)} s` : '';
    return (
        `${table(['Memory, MiB', 'Platform, resident', 'at its highest', 'PostgreSQL'], rows)}\n\n` +
        `From the start of the process to the first answer: ${short(startUp.newDatabaseSeconds)} s with a new database${again}.`
    );
}
