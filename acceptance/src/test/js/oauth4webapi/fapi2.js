// usage: node fapi2.js ISSUER CLIENT_ID JWK
// An app held to FAPI 2.0 with Message Signing: it signs its request and pushes it (PAR, JAR), is answered in a signed JWT
// (JARM), proves itself with its key (private_key_jwt), and its tokens are bound to another one (DPoP).
import * as oauth from 'oauth4webapi'
import * as jose from 'jose'
import { listen, refusal, say } from '../app.js'

const [, , issuer, clientId, jwk] = process.argv
const plain = { [oauth.allowInsecureRequests]: true }
const app = await listen('127.0.0.1')
const server = await oauth.processDiscoveryResponse(new URL(issuer), await oauth.discoveryRequest(new URL(issuer), plain))
const client = {
  client_id: clientId,
  id_token_signed_response_alg: 'ES256',
  authorization_signed_response_alg: 'ES256'
}
const mine = { key: await jose.importJWK(JSON.parse(jwk), 'ES256'), kid: JSON.parse(jwk).kid }
const authentication = oauth.PrivateKeyJwt(mine)
const bound = { DPoP: oauth.DPoP(client, await oauth.generateKeyPair('ES256')), ...plain }
const others = { DPoP: oauth.DPoP(client, await oauth.generateKeyPair('ES256')), ...plain }

const verifier = oauth.generateRandomCodeVerifier()
const state = oauth.generateRandomState()
const nonce = oauth.generateRandomNonce()
const wish = new URLSearchParams({
  response_type: 'code',
  response_mode: 'jwt',
  client_id: clientId,
  redirect_uri: app.callback,
  scope: 'openid profile offline_access api1',
  code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
  state,
  nonce
})
const push = async parameters => oauth.processPushedAuthorizationResponse(
  server, client, await oauth.pushedAuthorizationRequest(server, client, authentication, parameters, bound))
const unsigned = await refusal(push(wish))
const pushed = await push(new URLSearchParams({
  client_id: clientId,
  request: await oauth.issueRequestObject(server, client, wish, mine)
}))
const request = new URL(server.authorization_endpoint)
request.search = new URLSearchParams({ client_id: clientId, request_uri: pushed.request_uri })
const answer = await app.visit(request)
const parameters = await oauth.validateJwtAuthResponse(server, client, new URL(answer.url), state, plain)

const redeem = async options => oauth.processAuthorizationCodeResponse(
  server,
  client,
  await oauth.authorizationCodeGrantRequest(server, client, authentication, parameters, app.callback, verifier, options),
  { expectedNonce: nonce, requireIdToken: true })
const tokens = await redeem(bound)
const claims = oauth.getValidatedIdTokenClaims(tokens)
const refreshed = await oauth.processRefreshTokenResponse(
  server, client, await oauth.refreshTokenGrantRequest(server, client, authentication, tokens.refresh_token, bound))
const userinfo = await oauth.processUserInfoResponse(
  server, client, claims.sub, await oauth.userInfoRequest(server, client, refreshed.access_token, bound))

const api = new URL('/api/v1/workspaces', issuer)
const asked = options => oauth.protectedResourceRequest(refreshed.access_token, 'GET', api, undefined, undefined, options)
const status = async attempt => attempt.then(response => response.status, error => error.status ?? error.response?.status)
say({
  result: {
    unsigned,
    claims,
    userinfo,
    tokenType: tokens.token_type,
    kept: (refreshed.refresh_token ?? tokens.refresh_token) === tokens.refresh_token,
    api: await status(asked(bound)),
    withAnotherKey: await status(asked(others)),
    asBearer: await status(fetch(api, { headers: { Authorization: `Bearer ${refreshed.access_token}` } })),
    again: await refusal(redeem(bound))
  }
})
app.close()
