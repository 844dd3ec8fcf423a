package cn.dengyun;

import org.junit.platform.suite.api.ExcludePackages;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All that {@link FirstSuite} leaves. */
@Suite
@SelectPackages("cn.dengyun")
@ExcludePackages({
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
final class SecondSuite {}
