/** How the reporting units have done in a year: appraised by a formula that anybody can compute again. */
package cn.dengyun.monitoring.appraisal;
