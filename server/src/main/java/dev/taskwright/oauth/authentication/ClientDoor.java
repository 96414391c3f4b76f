package dev.taskwright.oauth.authentication;

import dev.taskwright.oauth.possession.Possession;
import dev.taskwright.platform.http.ClientAddress;
import dev.taskwright.platform.http.ClientCertificates;

/** What every endpoint that apps call themselves finds out about a request: who sends it, from where, holding what. */
public record ClientDoor(
        ClientAuthentication authentication,
        Possession possession,
        ClientAddress addresses,
        ClientCertificates certificates) {}
