package dev.taskwright.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs a test class once for each {@link DatabaseKind}, which it takes in its constructor:
 *
 * <pre>{@code
 * @EachDatabase
 * class TaskStoreTest {
 *     private final TestDatabase data;
 *
 *     TaskStoreTest(DatabaseKind kind) {
 *         data = kind.fresh();
 *     }
 *
 *     @AfterEach
 *     void close() {
 *         data.close();
 *     }
 * }
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "{0}")
@MethodSource("dev.taskwright.testkit.DatabaseKind#all")
public @interface EachDatabase {}
