package cn.dengyun.platform.frame;

/**
 * Somebody else changed a row between reading and writing it. {@link Once} and {@link UnitsOfWork} give the unit of
 * work up and begin it anew; who lost against others every time is refused with {@code changed-meanwhile} (412).
 */
public final class ChangedMeanwhile extends RuntimeException {

    public ChangedMeanwhile() {
        super("rows changed meanwhile", null, false, false);
    }

    public static void unless(boolean isComplete) {
        if (!isComplete) {
            throw new ChangedMeanwhile();
        }
    }
}
