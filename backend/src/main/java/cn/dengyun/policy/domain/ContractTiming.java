package cn.dengyun.policy.domain;

/** Whether the contract must exist before the application (先上后补), may, or must not. */
public enum ContractTiming {
    REQUIRED,
    ALLOWED,
    FORBIDDEN
}
