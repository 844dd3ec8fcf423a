package cn.dengyun.activity;

import java.util.UUID;

/**
 * What is counted of an activity, in a row that whoever changes it holds alone.
 *
 * @param turns how many have registered at all; each registration has its turn
 */
record ActivitySeats(UUID activityId, int seated, int waiting, int turns) {

    static ActivitySeats none(UUID activityId) {
        return new ActivitySeats(activityId, 0, 0, 0);
    }

    /** How many of those who wait get a seat of so many. */
    int free(int capacity) {
        return Math.max(0, Math.min(waiting, capacity - seated));
    }

    ActivitySeats joined(RegistrationStatus as) {
        boolean isSeated = as == RegistrationStatus.SEATED;
        return new ActivitySeats(
                activityId, isSeated ? seated + 1 : seated, isSeated ? waiting : waiting + 1, turns + 1);
    }

    ActivitySeats left(RegistrationStatus from) {
        boolean wasSeated = from == RegistrationStatus.SEATED;
        return new ActivitySeats(activityId, wasSeated ? seated - 1 : seated, wasSeated ? waiting : waiting - 1, turns);
    }

    ActivitySeats seated(int more) {
        return new ActivitySeats(activityId, seated + more, waiting - more, turns);
    }
}
