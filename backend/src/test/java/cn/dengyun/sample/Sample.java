package cn.dengyun.sample;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On what is part of the platform in the tests of the sample only. A slice of the platform has no such thing. */
@Stereotype
@IfBuildProperty(name = "sample", stringValue = "true")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Sample {}
