/**
 * The REST door: turns HTTP requests below {@code /api} into operations and their replies into JSON.
 *
 * <p>Owns {@code /api/v1/*} (every operation of the table), the envelope of errors, and the answers for everything else
 * below {@code /api} and for HTTP so broken that no route is reached. Knows no feature: only the table. The order of
 * checks is who, where, parameters and body, then whatever the operation itself refuses.
 */
@NullMarked
package dev.taskwright.doors.rest;

import org.jspecify.annotations.NullMarked;
