import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/** Prints the SQL of a class of the platform: the name of each of its constants, a tab, and its text in one line. */
final class Statements {

    private Statements() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        for (Field field : Class.forName(arguments[0]).getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            field.setAccessible(true);
            Object value = field.get(null);
            if (value instanceof String || value != null && value.getClass().getSimpleName().equals("Statement")) {
                System.out.println(field.getName() + "\t" + value.toString().strip().replaceAll("\\s+", " "));
            }
        }
    }
}
