package cn.dengyun.activity;

/** Where a registration stands; of a cancelled activity it stays as it was. */
enum RegistrationStatus {
    SEATED,
    WAITING,
    WITHDRAWN
}
