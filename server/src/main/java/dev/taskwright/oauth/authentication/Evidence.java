package dev.taskwright.oauth.authentication;

/** What proofs are held against that are no secrets: the keys of apps, and their certificates. */
public record Evidence(AssertionCheck assertions, CertificateCheck certificates) {}
