// What the torture found, for people.
import { short } from './numbers.mjs';

export function tortureMarkdown(report) {
    const { machine, options, tally, kills, connections, effects, checker } = report;
    const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
    const sorted = (group) => Object.entries(tally[group]).sort(([one], [other]) => one.localeCompare(other));
    const statuses = {};
    for (const [name, count] of sorted('statuses')) {
        const [kind, status] = name.split(' ');
        statuses[kind] = { ...statuses[kind], [status]: count };
    }
    const kill = (one) => `${one.kills} (away ${short(one.awaySeconds.median)} s, at most ${short(one.awaySeconds.max)} s)`;
    return `${[
        `# Torture of the vouchers: ${report.isSound ? 'everything holds' : 'something does not hold'}`,
        `${machine.at}, commit ${machine.commit}, ${machine.cores} × ${machine.cpu}. Seed ${options.seed}, stream` +
            ` \`${report.stream.slice(0, 16)}\`.`,
        table(
            ['', ''],
            [
                ['Operations', `${tally.operations} in ${short(report.seconds)} s, ${short(report.perSecond)} a second, outages included`],
                ['Requests', `${tally.requests}: ${tally.retries} repeated, ${tally.duplicates} twice at once, ${tally.aborted} cut off`],
                ['Repeated at the end', tally.repeatedAtTheEnd],
                ['Never answered', tally.unresolved],
                ['Platform killed', kill(kills.jvm)],
                ['Database killed', kill(kills.database)],
                ['Pool connections in use at the end', connections.inUse],
                ['Effects', Object.entries(effects).map(([name, count]) => `${count} ${name}`).join(', ')],
            ],
        ),
        table(
            ['Operation', 'Times', 'Answers'],
            sorted('kinds').map(([kind, count]) => [
                kind,
                count,
                Object.entries(statuses[kind] ?? {}).map(([status, times]) => `${status}: ${times}`).join(', '),
            ]),
        ),
        table(['Refused with', 'Times'], sorted('problems')),
        table(['No answer because of', 'Times'], sorted('failures')),
        `Checker${checker.seconds ? `, ${short(checker.seconds)} s` : ''}: ${checker.printed}`,
        ...(tally.findings.length > 0 ? [`Findings:\n\n${tally.findings.map((each) => `- ${each}`).join('\n')}`] : []),
    ].join('\n\n')}\n`;
}
