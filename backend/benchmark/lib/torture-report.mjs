// What the torture found, for people.
import { short } from './numbers.mjs';

function table(head, rows) {
    return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

export function tortureMarkdown(report) {
    const { machine, options, tally, kills, connections, effects, money, attack, audit, checker } = report;
    const sorted = (group) => Object.entries(tally[group]).sort(([one], [other]) => one.localeCompare(other));
    const statuses = {};
    for (const [name, count] of sorted('statuses')) {
        const [kind, status] = name.split(' ');
        statuses[kind] = { ...statuses[kind], [status]: count };
    }
    const kill = (one) => `${one.kills} (away ${short(one.awaySeconds.median)} s, at most ${short(one.awaySeconds.max)} s)`;
    return `${[
        `# Torture of the ${options.money > 0 ? 'vouchers, from their order to the bank' : 'vouchers'}: ${report.isSound ? 'everything holds' : 'something does not hold'}`,
        `${machine.at}, commit ${machine.commit}, ${machine.cores} × ${machine.cpu}. Seed ${options.seed}, stream` +
            ` \`${report.stream.slice(0, 16)}\`.`,
        table(
            ['', ''],
            [
                [
                    'Operations',
                    `${tally.operations} in ${short(report.seconds)} s, ${short(report.perSecond)} a second, outages included`,
                ],
                [
                    'Requests',
                    `${tally.requests}: ${tally.retries} repeated, ${tally.duplicates} twice at once, ${tally.aborted} cut off`,
                ],
                ['Repeated at the end', tally.repeatedAtTheEnd],
                ['Never answered', tally.unresolved],
                ['Platform killed', kill(kills.jvm)],
                ['Database killed', kill(kills.database)],
                ...(options.months > 0 ? [['Away for a month', kill(kills.month)]] : []),
                ['Pool connections in use at the end', connections.inUse],
                ['Acknowledged and in the audit trail', `${audit.operations - audit.missing} of ${audit.operations}`],
                [
                    'Effects',
                    Object.entries(effects)
                        .map(([name, count]) => `${count} ${name}`)
                        .join(', '),
                ],
            ],
        ),
        table(
            ['Operation', 'Times', 'Answers'],
            sorted('kinds').map(([kind, count]) => [
                kind,
                count,
                Object.entries(statuses[kind] ?? {})
                    .map(([status, times]) => `${status}: ${times}`)
                    .join(', '),
            ]),
        ),
        ...(attack ? attacked(attack, audit) : []),
        table(['Refused with', 'Times'], sorted('problems')),
        table(['No answer because of', 'Times'], sorted('failures')),
        ...(money ? [`Money: ${Object.entries(money)
            .map(([name, count]) => `${count} ${name}`)
            .join(', ')}.`] : []),
        `Checker${checker.seconds ? `, ${short(checker.seconds)} s` : ''}: ${checker.printed}`,
        ...(tally.findings.length > 0 ? [`Findings:\n\n${tally.findings.map((each) => `- ${each}`).join('\n')}`] : []),
    ].join('\n\n')}\n`;
}

function attacked({ seconds, windows, ratios, kinds, refusals, memory, noted }, { verification, independent }) {
    const several = (counts) =>
        Object.entries(counts)
            .map(([name, count]) => `${name}: ${count}`)
            .join(', ');
    return [
        table(
            ['A second, medians', 'Without the attack', 'With it', 'Ratio', 'At least'],
            Object.entries(ratios).map(([name, { calm, attacked: with_, ratio, least }]) => [
                name,
                short(calm),
                short(with_),
                short(ratio),
                least,
            ]),
        ),
        table(
            [`Windows of ${short(seconds)} s`, 'Captures', 'Operations', 'Sign-ins', 'Cores'],
            windows.map((one) => [
                one.isAttacked ? 'attacked' : 'calm',
                short(one.captures),
                short(one.operations),
                short(one.signIns),
                Object.entries(one.cores)
                    .map(([name, value]) => `${name} ${short(value)}`)
                    .join(', '),
            ]),
        ),
        table(
            ['Attack', 'Answers'],
            Object.entries(kinds).map(([kind, outcomes]) => [kind, several(outcomes)]),
        ),
        `Honest sign-ins refused: ${several(refusals) || 'none'}. Platform, resident: ${memory.residentMiB} MiB, at its highest` +
            ` ${memory.peakMiB} MiB. Answered and noted: ${Object.entries(noted)
                .map(([name, [answered, count]]) => `${answered} and ${count} ${name}`)
                .join(', ')}.`,
        `Audit trail: the platform says ${verification.isIntact ? 'intact' : verification.wrong} up to ${verification.headPosition},` +
            ` the verifier ${independent.printed}.`,
    ];
}
