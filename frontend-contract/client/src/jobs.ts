import type { components } from "./contract.js";

/** Something that goes on behind the answer which has begun it. */
export interface Job {
  state: components["schemas"]["JobState"];
}

export interface FollowOptions<T extends Job> {
  /** Told about it whenever it has been looked at. */
  onProgress?: (job: T) => void;
  /** Stops waiting; what was begun goes on. */
  signal?: AbortSignal;
}

const FIRST_PAUSE_MILLIS = 100;
const LONGEST_PAUSE_MILLIS = 2_000;

/** Waits until it has ended, looking at it ever less often. */
export async function followed<T extends Job>(
  begun: T,
  look: (signal: AbortSignal | null) => Promise<{ data?: T }>,
  options: FollowOptions<T>,
): Promise<T> {
  let job = begun;
  let pauseMillis = FIRST_PAUSE_MILLIS;
  while (!isOver(job)) {
    await pause(pauseMillis, options.signal);
    pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 1.5);
    const { data } = await look(options.signal ?? null);
    if (data !== undefined) {
      job = data;
      options.onProgress?.(job);
    }
  }
  return job;
}

function isOver(job: Job): boolean {
  return job.state === "SUCCEEDED" || job.state === "FAILED" || job.state === "CANCELLED";
}

/** Waits so long, unless it is stopped before. */
export function pause(millis: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, millis);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
