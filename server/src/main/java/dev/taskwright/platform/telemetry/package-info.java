/**
 * How the server does, seen from outside: health, readiness, meters for Prometheus.
 * URLs: {@code /healthz}, {@code /readyz} on every listener, {@code /metrics} on a listener of its own.
 * The access log is {@code platform.http}'s; nothing here knows a product word, counters are named by who counts.
 */
@NullMarked
package dev.taskwright.platform.telemetry;

import org.jspecify.annotations.NullMarked;
