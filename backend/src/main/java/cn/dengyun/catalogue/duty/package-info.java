/**
 * What providers owe by the action plan: industrial apps in a year, and a catalogue that is confirmed every quarter.
 */
package cn.dengyun.catalogue.duty;
