// usage: node code.js ISSUER
// The same as openid-client's, step by step: nothing is done here that is not seen.
import * as oauth from 'oauth4webapi'
import { listen, refusal, say } from '../app.js'

const issuer = new URL(process.argv[2])
const plain = { [oauth.allowInsecureRequests]: true }
const app = await listen()
const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, plain))
const client = await oauth.processDynamicClientRegistrationResponse(
  await oauth.dynamicClientRegistrationRequest(server, {
    client_name: 'Harvest',
    redirect_uris: [app.callback],
    post_logout_redirect_uris: [app.signedOut],
    grant_types: ['authorization_code', 'refresh_token'],
    scope: 'openid profile email offline_access',
    token_endpoint_auth_method: 'client_secret_post'
  }, plain))
const authentication = oauth.ClientSecretPost(client.client_secret)

const verifier = oauth.generateRandomCodeVerifier()
const state = oauth.generateRandomState()
const nonce = oauth.generateRandomNonce()
const request = new URL(server.authorization_endpoint)
request.search = new URLSearchParams({
  response_type: 'code',
  client_id: client.client_id,
  redirect_uri: app.callback,
  scope: 'openid profile email offline_access',
  code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
  state,
  nonce
})
const answer = await app.visit(request)
const parameters = oauth.validateAuthResponse(server, client, new URL(answer.url), state)
const exchange = code => oauth.authorizationCodeGrantRequest(
  server, client, authentication, code, app.callback, verifier, plain)
const redeemed = await exchange(parameters)
const tokens = await oauth.processAuthorizationCodeResponse(
  server, client, redeemed, { expectedNonce: nonce, requireIdToken: true })
await oauth.validateApplicationLevelSignature(server, redeemed, plain)
const claims = oauth.getValidatedIdTokenClaims(tokens)

const refresh = async token => oauth.processRefreshTokenResponse(
  server, client, await oauth.refreshTokenGrantRequest(server, client, authentication, token, plain))
const refreshed = await refresh(tokens.refresh_token)
const userinfo = await oauth.processUserInfoResponse(
  server, client, claims.sub, await oauth.userInfoRequest(server, client, refreshed.access_token, plain))

const end = new URL(server.end_session_endpoint)
end.search = new URLSearchParams({
  id_token_hint: tokens.id_token,
  client_id: client.client_id,
  post_logout_redirect_uri: app.signedOut,
  state: 'farewell'
})
const farewell = await app.visit(end)
say({
  result: {
    claims,
    userinfo,
    rotated: refreshed.refresh_token !== tokens.refresh_token,
    farewell: farewell.url.slice(app.origin.length),
    refreshAfterSignOut: await refusal(refresh(refreshed.refresh_token))
  }
})
app.close()
