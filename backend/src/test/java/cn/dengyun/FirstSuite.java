package cn.dengyun;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * About half of the work of the tests, for one of two JVMs. All platforms that are configured otherwise are in it: each
 * is built again in whatever JVM has a test of it. What the contract says of both is asked after them.
 */
@Suite
@SelectPackages({
    "cn.dengyun.application",
    "cn.dengyun.contract",
    "cn.dengyun.files",
    "cn.dengyun.identity",
    "cn.dengyun.platform.mail",
    "cn.dengyun.sample",
    "cn.dengyun.settlement",
    "cn.dengyun.worklist"
})
@IncludeClassNamePatterns(".*Test")
@ExcludeClassNamePatterns(".*ContractCoverageTest")
final class FirstSuite {}
