/** How far enterprises have moved to the cloud, assessed by levels: the standards, and the assessments by them. */
package cn.dengyun.assessment;
