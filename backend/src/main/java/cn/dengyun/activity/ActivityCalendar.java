package cn.dengyun.activity;

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.text.ICalWriter;
import biweekly.property.Organizer;
import biweekly.property.Status;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Activities as a calendar (RFC 5545), in which each is one event for ever: its UID stays, and its SEQUENCE grows with
 * its version. What people wrote is text, whatever stands in it.
 */
final class ActivityCalendar {

    static final String MEDIA_TYPE = "text/calendar";

    private static final String PRODUCT = "-//Dengyun//Activities//ZH";
    private static final String TITLE = "皖企登云 活动日历";

    /** Not the name of any host, so that the same activity is the same event wherever it was read. */
    private static final String UID_DOMAIN = "@activities.dengyun";

    /** In characters, which have three octets at most: a line has 75 octets at most (section 3.1). */
    private static final int LINE_LENGTH = 24;

    private static final Pattern LINE_END = Pattern.compile("\\r\\n?|[\\u0085\\u2028\\u2029]");
    private static final Pattern UNSAYABLE = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");
    private static final Pattern BREAKS = Pattern.compile("[\\n\\t]+");

    private ActivityCalendar() {}

    /**
     * The calendar; the same activities make the same text.
     *
     * @param base the address of the platform, with a slash at its end
     */
    static String of(List<Activity> activities, String base) {
        ICalendar calendar = new ICalendar();
        calendar.setProductId(PRODUCT);
        calendar.setName(TITLE);
        activities.forEach(activity -> calendar.addEvent(event(activity, base)));
        StringWriter text = new StringWriter();
        try (ICalWriter writer = new ICalWriter(text, ICalVersion.V2_0)) {
            writer.setCaretEncodingEnabled(true);
            writer.getVObjectWriter().getFoldedLineWriter().setLineLength(LINE_LENGTH);
            writer.write(calendar);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can be written", e);
        }
        return text.toString();
    }

    private static VEvent event(Activity activity, String base) {
        ActivityForm says = activity.says();
        Date changed = Date.from(activity.updatedAt());
        VEvent event = new VEvent();
        event.setUid(activity.id() + UID_DOMAIN);
        event.setSequence(activity.version());
        event.setDateTimeStamp(changed);
        event.setLastModified(changed);
        event.setStatus(activity.status() == ActivityStatus.CANCELLED ? Status.cancelled() : Status.confirmed());
        event.setDateStart(Date.from(says.startsAt()));
        event.setDateEnd(Date.from(says.endsAt()));
        event.setSummary(line(says.title()));
        event.setLocation(line(joined(" ", says.venue(), says.onlineUrl())));
        event.setDescription(sayable(joined("\n\n", activity.explanation(), says.description())));
        event.setUrl(base + ActivityResource.PATH.substring(1) + "/" + activity.id());
        event.setOrganizer(organizer(activity));
        return event;
    }

    /** Offices have no address of mail here, so that their id stands in its place. */
    private static Organizer organizer(Activity activity) {
        Organizer organizer = new Organizer(line(activity.organizerName()), null);
        organizer.setUri("urn:uuid:" + activity.organizationId());
        return organizer;
    }

    private static String joined(String between, String... texts) {
        return Stream.of(texts).filter(Objects::nonNull).collect(Collectors.joining(between));
    }

    private static String line(String text) {
        return BREAKS.matcher(sayable(text)).replaceAll(" ");
    }

    private static String sayable(String text) {
        return UNSAYABLE.matcher(LINE_END.matcher(text).replaceAll("\n")).replaceAll("");
    }
}
