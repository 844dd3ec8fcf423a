// The platform under measurement and the database below it.
import { existsSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, kill, run, start, stop } from './processes.mjs';

const DEMO_PROVIDER = '01900000-0000-7000-8000-000000000001';
const TOKEN_SECONDS = 600;
/** For a machine that is busy with other things. */
const PATIENCE_MILLIS = 600_000;
const MAIN_CLASS = 'cn.dengyun.DengyunApplication';
// Compiled lightly, collected simply: who is killed every few seconds never gets to what the usual settings pay for later.
const SHORT_LIVED = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

export class Platform {
    constructor({ repository, output, jvmOptions, keepData, environment = {} }) {
        this.jar = path.join(repository, 'backend/target/quarkus-app/quarkus-run.jar');
        this.repository = repository;
        this.output = output;
        this.jvmOptions = jvmOptions;
        this.isExternal = Boolean(process.env.DENGYUN_DATABASE_URL);
        this.keepData = keepData;
        this.environment = environment;
        this.archive = null;
        // Beside the build and not in the system's folder for temporary files, which may be memory and flush nothing.
        this.data = mkdtempSync(path.join(output, 'data-'));
        this.provider = process.env.BENCHMARK_PROVIDER ?? DEMO_PROVIDER;
        this.client = process.env.BENCHMARK_CLIENT ?? 'platform-client';
        this.secret = process.env.BENCHMARK_SECRET ?? 'platform-secret';
    }

    async build() {
        if (!existsSync(this.jar)) {
            console.log('Building the platform …');
            await run(path.join(this.repository, 'mvnw'), ['-B', '-q', '-pl', 'backend', 'package', '-DskipTests'], {
                env: { MAVEN_BASEDIR: this.repository },
                seconds: 1200,
            });
        }
    }

    /** Starts the platform; the seconds from the start of the process to the first answer that needed the database. */
    async start() {
        this.port ??= await freePort();
        this.base = `http://127.0.0.1:${this.port}`;
        const started = performance.now();
        let isThere;
        this.whenThere = new Promise((resolve) => (isThere = resolve));
        this.process = start('java', [...this.jvmOptions, ...this.#program()], {
            env: {
                ...process.env,
                QUARKUS_HTTP_PORT: String(this.port),
                QUARKUS_HTTP_HOST: '127.0.0.1',
                DENGYUN_DATA_DIR: this.data,
                DENGYUN_QUOTAS_REQUESTS_PER_MINUTE: '1000000000',
                ...this.environment,
            },
            output: openSync(path.join(this.output, 'platform.log'), 'a'),
        });
        while (true) {
            const answer = await fetch(`${this.base}/api/v1/offerings?limit=1`).catch(() => null);
            if (answer?.status === 200) {
                await answer.text();
                break;
            }
            if (!isRunning(this.process) || performance.now() - started > PATIENCE_MILLIS) {
                throw new Error(`the platform did not start; see ${this.output}/platform.log`);
            }
            await sleep(20);
        }
        const seconds = (performance.now() - started) / 1000;
        this.database = this.isExternal ? externalDatabase() : this.#embeddedDatabase();
        isThere();
        return seconds;
    }

    /**
     * The platform comes up in a third of the processor time: its classes are taken from an archive that a run of this
     * build has left behind when it ended, now or earlier.
     */
    async startQuickly() {
        this.archive = path.join(this.repository, 'backend/target/classes.jsa');
        const isOfThisBuild = existsSync(this.archive) && statSync(this.archive).mtimeMs > statSync(this.jar).mtimeMs;
        if (!isOfThisBuild) {
            rmSync(this.archive, { force: true });
            await this.start();
            await stop(this.process, PATIENCE_MILLIS / 1000);
        }
        await this.start();
    }

    /** The packaged classes and libraries; an archive knows only those that Java itself loads, so not by the launcher. */
    #program() {
        if (this.archive === null) {
            return ['-jar', this.jar];
        }
        const folder = path.dirname(this.jar);
        const jarsOf = (name) =>
            readdirSync(path.join(folder, name))
                .filter((file) => file.endsWith('.jar'))
                .sort()
                .map((file) => path.join(folder, name, file));
        const quarkus = ['generated-bytecode.jar', 'transformed-bytecode.jar'].map((file) => path.join(folder, 'quarkus', file));
        const jars = [...quarkus, ...jarsOf('app'), ...jarsOf('lib/boot'), ...jarsOf('lib/main')];
        const archive = existsSync(this.archive) ? '-XX:SharedArchiveFile=' : '-XX:ArchiveClassesAtExit=';
        const logging = '-Djava.util.logging.manager=org.jboss.logmanager.LogManager';
        return [...SHORT_LIVED, archive + this.archive, logging, '-cp', jars.join(':'), MAIN_CLASS];
    }

    #embeddedDatabase() {
        const lines = readFileSync(path.join(this.data, 'pgdata/postmaster.pid'), 'utf8').split('\n');
        return {
            process: Number(lines[0]),
            host: '127.0.0.1',
            port: lines[3].trim(),
            name: 'dengyun',
            owner: { user: 'dengyun', password: this.#secret('database-password') },
            application: { user: 'dengyun_application', password: this.#secret('database-application-password') },
        };
    }

    #secret(file) {
        return readFileSync(path.join(this.data, file), 'utf8').trim();
    }

    async stop() {
        if (this.process) {
            await stop(this.process);
        }
    }

    /** Ends the platform as a power cut would; the database goes on. */
    async kill() {
        await kill(this.process);
    }

    /** Moves the clock of the demo on while the platform is away. */
    async moveClock(millis) {
        const micros = millis * 1_000;
        await this.sql(`INSERT INTO sandbox_clock (ahead_micros) VALUES (${micros})
            ON CONFLICT ON CONSTRAINT sandbox_clock_pk DO UPDATE SET ahead_micros = sandbox_clock.ahead_micros + ${micros}`);
    }

    /** What providers have offered, they confirm while the clock moves on; else nobody could order it after a quarter. */
    async confirmOfferings() {
        await this.sql(`INSERT INTO offering_confirmation (offering_id, provider_id, confirmed_at)
            SELECT o.id, o.provider_id, now() + coalesce(c.ahead, interval '0') FROM offering o LEFT JOIN (
                SELECT max(ahead_micros) * interval '1 microsecond' AS ahead FROM sandbox_clock) c ON true
            WHERE o.status = 'PUBLISHED'
            ON CONFLICT ON CONSTRAINT offering_confirmation_pk DO UPDATE SET confirmed_at = excluded.confirmed_at`);
    }

    /** Ends the server of the embedded database at once, all of its processes having lost their parent. */
    killDatabase() {
        const server = this.databaseProcess();
        if (server !== null) {
            process.kill(server, 'SIGKILL');
        }
        return server;
    }

    /** The server of the embedded database that runs on our own folder now; null when none does. */
    databaseProcess() {
        try {
            const server = Number(readFileSync(path.join(this.data, 'pgdata/postmaster.pid'), 'utf8').split('\n')[0]);
            return readFileSync(`/proc/${server}/cmdline`, 'latin1').includes(this.data) ? server : null;
        } catch {
            return null;
        }
    }

    /** Ends a server whose platform was killed. */
    async stopLeftDatabase() {
        const server = this.databaseProcess();
        if (server !== null) {
            process.kill(server, 'SIGINT');
            for (let i = 0; i < 600 && this.databaseProcess() !== null; i++) {
                await sleep(50);
            }
        }
    }

    clear() {
        if (!this.keepData) {
            rmSync(this.data, { recursive: true, force: true });
        }
    }

    get pid() {
        return this.process.pid;
    }

    async token() {
        if (!this.known || this.known.until < Date.now()) {
            const answer = await fetch(`${this.base}/api/v1/oauth/token`, {
                method: 'POST',
                headers: { Authorization: `Basic ${btoa(`${this.client}:${this.secret}`)}` },
                body: new URLSearchParams({ grant_type: 'client_credentials' }),
            });
            if (answer.status !== 200) {
                throw new Error(`no access token for ${this.client}: ${answer.status} ${await answer.text()}`);
            }
            this.known = { token: (await answer.json()).access_token, until: Date.now() + TOKEN_SECONDS * 1000 };
        }
        return this.known.token;
    }

    async get(pathAndQuery, headers = {}) {
        const answer = await fetch(this.base + pathAndQuery, {
            headers: { Authorization: `Bearer ${await this.token()}`, ...headers },
        });
        if (answer.status !== 200) {
            throw new Error(`${pathAndQuery}: ${answer.status} ${await answer.text()}`);
        }
        return { body: await answer.json(), headers: answer.headers };
    }

    /** How psql and pgbench get to the database: as the owner of the tables. */
    get databaseEnvironment() {
        return this.#environmentOf(this.database.owner);
    }

    #environmentOf({ user, password }) {
        const { host, port, name } = this.database;
        return { PGHOST: host, PGPORT: port, PGDATABASE: name, PGUSER: user, PGPASSWORD: password, PGOPTIONS: '' };
    }

    /** Runs statements with psql, as the owner unless another role is named; rows as arrays of texts. */
    async sql(statements, role = this.database.owner) {
        const { printed } = await run('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-F', '\x1f', '-R', '\x1e'], {
            env: this.#environmentOf(role),
            input: statements,
        });
        return printed
            .split('\x1e')
            .map((row) => row.replace(/\n$/, ''))
            .filter((row) => row !== '')
            .map((row) => row.split('\x1f'));
    }
}

function externalDatabase() {
    const application = {
        user: process.env.DENGYUN_DATABASE_USERNAME,
        password: process.env.DENGYUN_DATABASE_PASSWORD,
    };
    const owner = process.env.DENGYUN_DATABASE_OWNER_USERNAME && {
        user: process.env.DENGYUN_DATABASE_OWNER_USERNAME,
        password: process.env.DENGYUN_DATABASE_OWNER_PASSWORD,
    };
    const url = new URL(process.env.DENGYUN_DATABASE_URL);
    return {
        process: null,
        host: url.hostname,
        port: url.port || '5432',
        name: url.pathname.slice(1),
        owner: owner ?? application,
        application,
    };
}

function freePort() {
    return new Promise((resolve, reject) => {
        const server = net.createServer();
        server.on('error', reject);
        server.listen(0, '127.0.0.1', () => {
            const { port } = server.address();
            server.close(() => resolve(port));
        });
    });
}
