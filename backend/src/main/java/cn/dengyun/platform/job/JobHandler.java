package cn.dengyun.platform.job;

/** Does the work of one kind of job. A slice makes it a bean. */
public interface JobHandler {

    String kind();

    /**
     * Does the job from where it stands, step by step, on a worker thread. Every step commits its effect together with
     * {@link JobLease#advance}, so that the job goes on after a crash without losing or doubling anything; between
     * steps it returns when {@link JobLease#shouldStop} says so.
     */
    void run(JobLease lease);
}
