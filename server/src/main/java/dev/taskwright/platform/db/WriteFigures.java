package dev.taskwright.platform.db;

/**
 * What the writer did.
 *
 * @param writes transactions committed
 * @param groups commits they shared; equal to {@code writes} on PostgreSQL
 * @param waiting transactions in the queue now
 */
public record WriteFigures(long writes, long groups, int waiting) {}
