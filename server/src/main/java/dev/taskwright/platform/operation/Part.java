package dev.taskwright.platform.operation;

import org.jspecify.annotations.Nullable;

/** One thing that an operation is told. {@link Arguments} answers its value to whoever holds the part. */
public sealed interface Part<T extends @Nullable Object> permits PathParam, QueryParam, Body, RawBody {}
