// The platform's own SQL, read out of its classes, so that the comparison can never run another text.
import path from 'node:path';
import { run } from './processes.mjs';

/** The statements of a class, by the names of their constants. */
export async function constantsOf(repository, className) {
    const artefact = path.join(repository, 'backend/target/quarkus-app');
    const { printed } = await run('java', [
        '-cp',
        [path.join(artefact, 'app/*'), path.join(artefact, 'lib/main/*')].join(':'),
        path.join(repository, 'backend/benchmark/Statements.java'),
        className,
    ]);
    return Object.fromEntries(
        printed
            .split('\n')
            .filter((line) => line.includes('\t'))
            .map((line) => line.split('\t', 2)),
    );
}

/** The statement that a request has just made, as the server saw it; it is made when nothing else asks. */
export async function lastStatement(platform, request, beginning) {
    for (let i = 0; i < 24; i++) {
        await platform.get(request);
    }
    // Other connections may have made another one before.
    const rows = await platform.sql(
        `SELECT query FROM pg_stat_activity WHERE usename = current_user AND starts_with(query, '${beginning}')
        ORDER BY query_start DESC LIMIT 1`,
        platform.database.application,
    );
    if (rows.length !== 1 || Buffer.byteLength(rows[0][0]) > 1000) {
        throw new Error(`${request} made no statement like "${beginning}", or a very long one`);
    }
    return rows[0][0];
}

/** A script for pgbench, which turns variables into parameters and leaves the rest of the text alone. */
export function script(statement, names) {
    return `${statement.replace(/\$(\d+)/g, (whole, number) => `:${names[number - 1]}`)};\n`;
}
